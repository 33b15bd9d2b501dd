//! Tables: columns as wide as they must be, cells broken where they are too wide, numbers under each other.
//!
//! Where there is no room for columns that can be read, each row of the table becomes a record: a line for each cell,
//! with the name of its column before it.

use std::ops::Range;
use std::sync::Arc;

use super::cells::{self, Fragment, Record, Words};
use super::piece::{Cell, Piece, Row};
use super::{Lead, Width, rich, wrap};
use crate::document::columns::Columns;
use crate::document::{Align, Detail, Nest, Part};
use crate::text;

/// Cells between two columns.
const BETWEEN: usize = 2;
/// Rows that are looked at to find how wide the columns are.
const LOOKED_AT: usize = 1000;

/// Of a table that is moved sideways no column is wider than this.
const WIDE_COLUMN: usize = 66;

/// Whether a table is one of the stretches of a long one.
pub(super) fn is_stretch(piece: &Piece) -> bool {
    matches!(piece.detail.as_deref(), Some(Detail::Table { columns, .. }) if columns.is_some())
}

/// The rows of a table. What is a row of the table takes as many rows as its highest cell. It may go on in the next piece.
pub(super) fn rows(
    part: &Part,
    piece: &Piece,
    indent: u16,
    (width, chopped): (Width, bool),
    goes_on: bool,
) -> Vec<Row> {
    let tabbed = || cells::tabbed(part, piece.range.clone());
    let (aligns, head, grid, whole) = match piece.detail.as_deref() {
        Some(Detail::Table {
            aligns,
            head,
            columns,
        }) => (aligns.as_slice(), *head, tabbed(), columns.clone()),
        Some(Detail::Grid {
            aligns,
            head,
            columns,
            rows,
        }) => {
            let grid = cells::drawn(rows, piece.range.start);
            (aligns.as_slice(), *head, grid, columns.clone())
        }
        _ => (&[][..], 0, tabbed(), None),
    };
    let head = head as usize;
    let columns = whole.unwrap_or_else(|| Arc::new(measured(part, &grid, head)));
    let room = usize::from(width.room.max(width.measure)).saturating_sub(usize::from(indent));
    let nest = rich::fitting(piece.nest, room, 0);
    let room = room
        .saturating_sub(usize::from(nest.bars * 2 + nest.inner))
        .max(1);
    let across = usize::from(width.measure).saturating_sub(usize::from(indent));
    let across = across.min(room).max(1);
    let lead = if nest == Nest::default() {
        Lead::None
    } else {
        Lead::Nested(nest, None)
    };
    let mut table = Table {
        part,
        indent,
        lead,
        moves: false,
        rows: Vec::new(),
    };
    let widths = if chopped {
        let widths: Vec<usize> = columns.natural().map(|w| w.min(WIDE_COLUMN)).collect();
        let between = BETWEEN * widths.len().saturating_sub(1);
        table.moves = widths.iter().sum::<usize>() + between > room;
        Some(widths)
    } else {
        widths(&columns, room)
    };
    let Some(widths) = widths else {
        table.records(&grid, head, &columns, across);
        if let Some(last) = grid.last().filter(|_| goes_on) {
            // The empty row before the first record of the next stretch.
            table.push(last.range.end..last.range.end, Vec::new());
        }
        return table.rows;
    };
    let aligns: Vec<Align> = (0..widths.len())
        .map(|column| columns.align(column, aligns))
        .collect();
    for (nth, record) in grid.iter().enumerate() {
        if is_across(record, &columns) {
            table.row(record, &[across], &[]);
        } else {
            table.row(record, &widths, &aligns);
        }
        if nth + 1 == head && grid.len() > head {
            // The rule below the head stands at the end of its line, where no other row does.
            table.rule(record.range.end, &widths);
        }
    }
    table.rows
}

/// Whether a row is a line across several columns.
fn is_across(record: &Record, columns: &Columns) -> bool {
    record.cells.len() == 1 && columns.count() > 1
}

/// The columns of a table, from its first rows.
fn measured(part: &Part, grid: &[Record], head: usize) -> Columns {
    let mut columns = Columns::default();
    for (nth, record) in grid.iter().take(LOOKED_AT).enumerate() {
        columns.take(record.cells.iter().map(|cell| cell.text(part)), nth < head);
    }
    let most = grid.iter().map(|record| record.cells.len()).max();
    columns.widen(most.unwrap_or(0));
    columns
}

/// How wide the columns are: as wide as their widest cell, if all fit; else the wide ones give way, the widest first, as
/// far as their words allow. None where they cannot.
fn widths(columns: &Columns, room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(BETWEEN * columns.count().saturating_sub(1))?;
    if columns.natural().sum::<usize>() <= room {
        return Some(columns.natural().collect());
    }
    if columns.least().sum::<usize>() > room {
        return None;
    }
    // All columns narrower than a limit keep their width; the limit is as high as the room allows.
    let at = |limit: usize| {
        let pairs = columns.natural().zip(columns.least());
        pairs.map(move |(natural, least)| natural.min(limit).max(least))
    };
    let (mut low, mut high) = (1, room);
    while low < high {
        let limit = (low + high).div_ceil(2);
        if at(limit).sum::<usize>() <= room {
            low = limit;
        } else {
            high = limit - 1;
        }
    }
    Some(at(low).collect())
}

/// What a cell is called, before it on its row.
pub(super) fn label(name: &str, cells: u16) -> String {
    let cells = usize::from(cells);
    let label = text::ellipsis(&wrap::flow(name), cells);
    let blank = cells - text::cells(&label).min(cells);
    label + ":" + &" ".repeat(blank + 1)
}

struct Table<'a> {
    part: &'a Part,
    indent: u16,
    lead: Lead,
    /// Whether its rows are cut at the edge of the page.
    moves: bool,
    rows: Vec<Row>,
}

impl Table<'_> {
    fn push(&mut self, range: Range<u32>, cells: Vec<Cell>) {
        self.rows.push(Row {
            cells: cells.into(),
            moves: self.moves,
            ..Row::led(range, self.indent, self.lead.clone())
        });
    }

    fn row(&mut self, record: &Record, widths: &[usize], aligns: &[Align]) {
        let pairs = record.cells.iter().zip(widths);
        let broken: Vec<Vec<Fragment>> = pairs
            .map(|(cell, width)| cell.rows(self.part, *width))
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut rows = Vec::with_capacity(height);
        for nth in 0..height {
            let mut column = 0;
            let mut set = Vec::new();
            for (i, width) in widths.iter().enumerate() {
                if let Some(fragment) = broken.get(i).and_then(|rows| rows.get(nth)) {
                    let free = width.saturating_sub(fragment.cells);
                    let before = match aligns.get(i).copied().unwrap_or_default() {
                        Align::Left => 0,
                        Align::Centre => free / 2,
                        Align::Right => free,
                    };
                    set.extend(fragment.cells_at(column + before));
                }
                column += width + BETWEEN;
            }
            rows.push((self.lead.clone(), set));
        }
        self.record(record, rows);
    }

    /// The rows of a record, of which the first one begins where that does.
    fn record(&mut self, record: &Record, rows: Vec<(Lead, Vec<Cell>)>) {
        let first = self.rows.len();
        self.fields(rows);
        match self.rows.get_mut(first) {
            Some(row) => row.range.start = record.range.start,
            None => self.push(record.range.clone(), Vec::new()),
        }
    }

    fn rule(&mut self, at: u32, widths: &[usize]) {
        let mut column = 0;
        let mut cells = Vec::new();
        for width in widths {
            cells.push(Cell {
                range: at..at,
                at: column as u16,
            });
            column += width + BETWEEN;
        }
        cells.push(Cell {
            range: at..at,
            at: (column.saturating_sub(BETWEEN)) as u16,
        });
        self.push(at..at, cells);
    }

    /// The head, and each row below it as lines with the names of their columns, an empty row before each.
    fn records(&mut self, grid: &[Record], head: usize, columns: &Columns, width: usize) {
        let names = head.checked_sub(1).and_then(|last| grid.get(last));
        let names = names.filter(|record| !is_across(record, columns));
        let names = names.map_or(&[][..], |record| &record.cells);
        let part = self.part;
        let here = names.iter().map(|name| name.label(part));
        let widest = here.chain(columns.names().map(text::cells)).max();
        let longest = widest.unwrap_or(0).min((width / 3).max(1));
        for (nth, record) in grid.iter().enumerate() {
            if nth < head {
                self.flow(record, width);
                continue;
            }
            // One that says nothing is an empty row more between those around it.
            if record.cells.iter().all(Words::is_empty) {
                self.push(record.range.clone(), Vec::new());
                continue;
            }
            if nth > 0 {
                // At the end of the line above, where no other row begins.
                let at = record.range.start.saturating_sub(1);
                self.push(at..at, Vec::new());
            }
            let filled = record.cells.iter().enumerate();
            let mut rows: Vec<(Lead, Vec<Cell>)> = Vec::new();
            for (i, cell) in filled.filter(|(_, cell)| !cell.is_empty()) {
                let here = names.get(i).filter(|name| !name.is_empty());
                let name = match (here, columns.name(i)) {
                    _ if is_across(record, columns) => None,
                    (Some(name), _) => Some(Lead::Label(name.first.clone(), longest as u16)),
                    (None, Some(name)) => Some(Lead::Named(Arc::clone(name), longest as u16)),
                    (None, None) => None,
                };
                rows.extend(self.field(cell, name.as_ref(), longest, width));
            }
            self.fields(rows);
        }
    }

    /// Cells beside each other, as many on a row as fit.
    fn flow(&mut self, record: &Record, width: usize) {
        let (mut at, mut row, mut rows) = (0, Vec::new(), Vec::new());
        for cell in record.cells.iter().filter(|cell| !cell.is_empty()) {
            for fragment in cell.rows(self.part, width) {
                if at + fragment.cells > width && !row.is_empty() {
                    rows.push((self.lead.clone(), std::mem::take(&mut row)));
                    at = 0;
                }
                row.extend(fragment.cells_at(at));
                at += fragment.cells + BETWEEN;
            }
        }
        rows.push((self.lead.clone(), row));
        self.record(record, rows);
    }

    /// Rows, each with what stands before it. A row begins where the first of its cells does; but of cells that go on over
    /// several lines of the source, a lower row may have words that stand before those of one above it there, and places
    /// have to follow each other.
    fn fields(&mut self, rows: Vec<(Lead, Vec<Cell>)>) {
        let first = |set: &[Cell]| set.iter().map(|cell| cell.range.start).min();
        let mut starts: Vec<u32> = rows.iter().filter_map(|(_, set)| first(set)).collect();
        starts.sort_unstable();
        let outer = self.lead.clone();
        let filled = rows.into_iter().filter(|(_, set)| !set.is_empty());
        for ((lead, set), start) in filled.zip(starts) {
            let end = set.iter().map(|cell| cell.range.end).max();
            self.lead = lead;
            self.push(start..end.unwrap_or(start).max(start + 1), set);
        }
        self.lead = outer;
    }

    fn field(
        &self,
        cell: &Words,
        name: Option<&Lead>,
        label: usize,
        width: usize,
    ) -> Vec<(Lead, Vec<Cell>)> {
        let hang = if name.is_some() { label + 2 } else { 0 };
        let room = width.saturating_sub(hang).max(1);
        let rows = cell.rows(self.part, room).into_iter().enumerate();
        let field = |(nth, fragment): (usize, Fragment)| {
            let lead = match (name, &self.lead) {
                // In quotations the bars count more than the names.
                (_, Lead::Nested(..)) => self.lead.clone(),
                (Some(name), _) if nth == 0 => name.clone(),
                _ => Lead::Hang(hang as u16),
            };
            let set = fragment.cells_at(0);
            (lead, set.collect())
        };
        rows.map(field).collect()
    }
}

/// The end of the head of a drawn table, whose words look like those of a head because they stand there.
pub(super) fn head_end(piece: &Piece) -> Option<u32> {
    let Some(Detail::Grid { head, rows, .. }) = piece.detail.as_deref() else {
        return None;
    };
    let last = rows.get((*head as usize).checked_sub(1)?)?;
    Some(last.range.end)
}

/// What is drawn for a row of a table.
pub(super) fn drawn(part: &Part, row: &Row) -> String {
    let mut drawn = String::new();
    let mut taken = 0;
    let is_rule = row.range.is_empty() && row.cells.len() > 1;
    for (nth, cell) in row.cells.iter().enumerate() {
        let gap = usize::from(cell.at).saturating_sub(taken);
        if is_rule {
            let blank = if nth + 1 == row.cells.len() {
                0
            } else {
                BETWEEN
            };
            let dashes = if nth == 0 {
                0
            } else {
                gap.saturating_sub(blank)
            };
            drawn += &"─".repeat(dashes);
            drawn += &" ".repeat(if nth == 0 { 0 } else { gap - dashes });
            taken += gap;
            continue;
        }
        let text = wrap::flow(part.slice(cell.range.clone()));
        drawn += &" ".repeat(gap);
        taken += gap + text::cells(&text);
        drawn += &text;
    }
    drawn
}

/// For each cell of a row of a table the bytes of the part's text and of what is drawn.
pub(super) fn stretches(part: &Part, row: &Row, drawn: &str) -> Vec<(Range<u32>, Range<usize>)> {
    if row.range.is_empty() {
        return Vec::new();
    }
    let mut at = 0;
    let mut stretches = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let text = wrap::flow(part.slice(cell.range.clone()));
        let Some(found) = drawn.get(at..).and_then(|rest| rest.find(&text)) else {
            continue;
        };
        let from = at + found;
        at = from + text.len();
        stretches.push((cell.range.clone(), from..at));
    }
    stretches
}
