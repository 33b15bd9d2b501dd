//! Tables: those that hold data become tables, those that only put things beside each other are taken apart.

use dom_query::{NodeId, NodeRef};

use super::walk::{Exit, Walk};
use crate::document::{Align, Face};
use crate::read::cells::Cells;

/// Elements of a table that are looked at to find what it is.
const LOOKED_AT: usize = 5000;
/// Where cells have more bytes than this on average, they are no data.
const LONG: usize = 300;

/// Where it is kept at which side a cell stands.
const SIDE: &str = "data-side";

/// A table of data that is written.
#[derive(Debug)]
pub(super) struct Table {
    aligns: Vec<Align>,
    /// Whether rows are written.
    open: bool,
    cells: Cells,
    /// The group of rows that this one belongs to.
    group: Option<NodeId>,
    /// Whether this row names the columns.
    head: bool,
}

impl Table {
    /// Whether rows are written, and not what stands before them.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }
}

impl<'a> Walk<'a> {
    /// Begins a table, or what only looks like one.
    pub(super) fn open_table(&mut self, node: &NodeRef<'a>) -> Exit {
        self.end();
        if self.in_heading || self.code.is_some() {
            return Exit::Block;
        }
        let Some(aligns) = data(node) else {
            return Exit::Block;
        };
        self.table = Some(Table {
            aligns,
            open: false,
            cells: Cells::default(),
            group: None,
            head: false,
        });
        Exit::Table
    }

    /// Ends the rows of a table where something else stands between them.
    pub(super) fn end_table_rows(&mut self) {
        if let Some(table) = &mut self.table {
            table.open = false;
        }
    }

    pub(super) fn table_element(&mut self, node: &NodeRef<'a>, name: &str) -> Exit {
        let Some(table) = &mut self.table else {
            return Exit::Nothing;
        };
        if name == "tr" {
            if !table.open {
                table.open = true;
                self.builder.table(table.aligns.clone());
            }
            let group = node.parent();
            let in_head = group.is_some_and(|group| group.has_name("thead"));
            let group = group.map(|group| group.id);
            if table.group != group {
                table.group = group;
                table.cells.group();
            }
            table.cells.row();
            let mut cells = node.children_it(false).filter(NodeRef::is_element);
            table.head = in_head || cells.all(|cell| cell.has_name("th"));
            self.builder.row(table.head);
            return Exit::Nothing;
        }
        if !table.open {
            return Exit::Block;
        }
        let said = |name: &str| node.attr(name);
        let (columns, rows) = (said("colspan"), said("rowspan"));
        let (before, empty) = table.cells.cell(columns.as_deref(), rows.as_deref());
        // Cells from above stand before this one.
        for _ in 0..before {
            self.builder.cell();
        }
        // A cell with nothing beside it is a line across all columns.
        let beside = [node.prev_element_sibling(), node.next_element_sibling()];
        let across = before == 0 && beside.iter().all(Option::is_none);
        self.builder.cell();
        let faced = name == "th" && !table.head;
        if faced {
            self.builder.face(Face::Strong);
        }
        Exit::Cell {
            empty: if across { 0 } else { empty },
            faced,
        }
    }
}

/// How the columns of a table are aligned; none if it holds no data, but puts things beside each other.
fn data(table: &NodeRef) -> Option<Vec<Align>> {
    let role = table.attr("role");
    if matches!(role.as_deref(), Some("presentation" | "none")) {
        return None;
    }
    let (mut cells, mut bytes, mut names, mut pictures) = (0_usize, 0_usize, false, false);
    let (mut columns, mut most, mut rows, mut kept) = (0_usize, 0_usize, 0_usize, false);
    let mut aligns: Vec<Align> = Vec::new();
    let mut first = true;
    for node in table.descendants_it().take(LOOKED_AT) {
        if let Some(words) = super::walk::words_of(&node) {
            bytes += words.trim().len();
            continue;
        }
        let Some(name) = node.node_name() else {
            continue;
        };
        match &*name {
            "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "hr" | "figure" => {
                return None;
            }
            "pre" => kept = true,
            "tr" => {
                rows += 1;
                first &= aligns.is_empty();
                columns = 0;
            }
            "td" | "th" => {
                names |= &*name == "th";
                cells += 1;
                columns += 1;
                most = most.max(columns);
                if first && &*name == "td" {
                    aligns.resize(columns - 1, Align::Left);
                    aligns.push(align(&node));
                }
            }
            "img" => pictures = true,
            _ => {}
        }
    }
    // Code beside the numbers of its lines is but code.
    let is_data =
        most > 1 && !(kept && rows == 1) && bytes / cells.max(1) <= LONG && (names || !pictures);
    is_data.then_some(aligns)
}

/// Keeps at which side cells stand where what they look like will be taken away.
pub(in crate::read) fn keep_sides(root: &NodeRef) {
    let cells = root.descendants_it().filter(|node| {
        let cell = node.has_name("td") || node.has_name("th");
        cell && align(node) != Align::Left
    });
    let cells: Vec<NodeRef> = cells.collect();
    for cell in cells {
        let side = match align(&cell) {
            Align::Right => "right",
            Align::Centre => "center",
            Align::Left => "left",
        };
        cell.set_attr(SIDE, side);
    }
}

fn align(cell: &NodeRef) -> Align {
    let said = cell.attr("align").or_else(|| cell.attr("style"));
    let said = said.or_else(|| cell.attr(SIDE));
    let said = said.as_deref().unwrap_or("").to_ascii_lowercase();
    let said: String = said.split_whitespace().collect();
    let is = |side: &str| said == side || said.contains(&format!("text-align:{side}"));
    if is("right") {
        Align::Right
    } else if is("center") {
        Align::Centre
    } else {
        Align::Left
    }
}
