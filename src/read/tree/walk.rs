//! Goes through a tree, from its first node to its last, and writes what people read of it.

use dom_query::{NodeData, NodeRef};

use super::Lines;
use super::code::{self, Code};
use super::inline::Script;
use super::lists::List;
use super::tables::Table;
use crate::document::builder::Builder;
use crate::document::{Face, Place};
use crate::read::addresses;

/// Elements whose inside is not for people, or for other programs only.
const HIDDEN: [&str; 23] = [
    "audio", "base", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "link",
    "meta", "noembed", "noframes", "object", "param", "rp", "script", "select", "style",
    "template", "textarea", "title", "video",
];

/// Elements that stand in rows of their own.
const BLOCKS: [&str; 33] = [
    "address", "article", "aside", "body", "center", "caption", "details", "dialog", "div", "dir",
    "fieldset", "figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "menu",
    "nav", "optgroup", "p", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr",
];

/// So many nodes of a summary are looked at to find whether it has a heading.
const NEAR: usize = 60;

/// What is to be done where an element ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exit {
    Nothing,
    /// Its words looked otherwise.
    Face,
    /// They led elsewhere.
    Link,
    /// It stood in rows of its own.
    Block,
    /// It did, and looked otherwise.
    FacedBlock,
    /// It says what the table below is.
    Caption,
    Heading,
    Code,
    /// A quotation, an entry, an indent.
    Leave,
    List,
    ListInCell,
    KeptInCell,
    Definitions,
    Summary,
    Details,
    Table,
    Cell {
        empty: usize,
        faced: bool,
    },
    /// Words are written behind it.
    Words(&'static str),
}

/// Writes trees. See the [module](self).
pub(in crate::read) struct Walk<'a> {
    pub(super) builder: &'a mut Builder,
    lines: &'a Lines,
    /// The path of this page among the others of its book: names and addresses begin with it.
    pub(super) home: Option<&'a str>,
    /// What addresses of this page begin with that say nothing of where they begin, if the page says so.
    pub(in crate::read) base: Option<String>,
    /// Where headings begin, if they are not written as such and only look so.
    looks: Option<Vec<Place>>,
    pub(super) lists: Vec<List>,
    /// How much was written when the marker of an entry in a cell was: what comes first in that entry stands behind it.
    pub(super) marked: Option<u64>,
    pub(super) table: Option<Table>,
    /// Of the details that are open, whether what hangs below their summary was begun.
    details: Vec<bool>,
    pub(super) in_heading: bool,
    /// Whether lines of a cell are kept as they are.
    pub(super) kept: bool,
    /// The code that is written.
    pub(super) code: Option<Code>,
    links: u32,
    /// Whether a line was broken and nothing was written since.
    broke: bool,
    exits: Vec<Exit>,
    /// What is open and has a name: how much is open around it, and where it began.
    named: Vec<(usize, Place)>,
}

impl<'a> Walk<'a> {
    /// Nothing is written yet.
    pub(in crate::read) fn new(builder: &'a mut Builder, lines: &'a Lines) -> Self {
        Self {
            builder,
            lines,
            home: None,
            base: None,
            looks: None,
            lists: Vec::new(),
            marked: None,
            table: None,
            details: Vec::new(),
            in_heading: false,
            kept: false,
            code: None,
            links: 0,
            broke: false,
            exits: Vec::new(),
            named: Vec::new(),
        }
    }

    /// The same, of a page whose headings only look so.
    pub(in crate::read) fn without_headings(builder: &'a mut Builder, lines: &'a Lines) -> Self {
        Self {
            looks: Some(Vec::new()),
            ..Self::new(builder, lines)
        }
    }

    /// The same, of a page of a book at this path; where contents stand elsewhere, headings only look so.
    #[cfg(feature = "epub")]
    pub(in crate::read) fn of_book(
        builder: &'a mut Builder,
        lines: &'a Lines,
        home: &'a str,
        headings: bool,
    ) -> Self {
        Self {
            home: Some(home),
            looks: (!headings).then(Vec::new),
            ..Self::new(builder, lines)
        }
    }

    /// Where what only looks like a heading began.
    #[cfg(feature = "epub")]
    pub(in crate::read) fn looks(self) -> Vec<Place> {
        self.looks.unwrap_or_default()
    }

    /// Writes what stands in a node.
    pub(in crate::read) fn write(&mut self, root: NodeRef<'a>) {
        let mut node = root;
        loop {
            if let Some(exit) = self.enter(node) {
                if let Some(child) = node.first_child() {
                    self.exits.push(exit);
                    node = child;
                    continue;
                }
                self.leave(exit);
                self.end_named();
            }
            loop {
                if node.id == root.id {
                    self.builder.end();
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return };
                node = parent;
                if let Some(exit) = self.exits.pop() {
                    self.leave(exit);
                    self.end_named();
                }
            }
        }
    }

    /// Says where what has a name ends, if it does here: it may be a note.
    fn end_named(&mut self) {
        let open = self.exits.len();
        while let Some((_, began)) = self.named.pop_if(|(around, _)| *around >= open) {
            self.builder.ends_here(began);
        }
    }

    /// Begins to write a node; none if what is inside is not to be written.
    fn enter(&mut self, node: NodeRef<'a>) -> Option<Exit> {
        if let Some(words) = words_of(&node) {
            self.words(&words);
            return None;
        }
        let Some(name) = node.node_name() else {
            return Some(Exit::Nothing);
        };
        let name = &*name;
        if HIDDEN.contains(&name) || is_hidden(&node) || code::numbers_lines(&node) {
            return None;
        }
        if let Some(line) = self.lines.of(node.id) {
            self.builder.line(line);
        }
        // What ends the block above has its name behind that.
        let written_at_once = ["br", "hr", "img", "input", "math", "sub", "sup", "svg"];
        if written_at_once.contains(&name) {
            self.name(&node);
            return self.element(node, name);
        }
        let exit = self.element(node, name);
        self.name(&node);
        let stands_apart = BLOCKS.contains(&name) || matches!(name, "li" | "dd" | "dt");
        if exit.is_some() && stands_apart && node.id_attr().is_some() {
            let here = self.builder.here();
            self.named.push((self.exits.len(), here));
        }
        exit
    }

    fn element(&mut self, node: NodeRef<'a>, name: &str) -> Option<Exit> {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().next_back().unwrap_or(b'1') - b'0';
                self.end();
                let Some(looks) = &mut self.looks else {
                    self.builder.heading(level);
                    self.in_heading = true;
                    return Some(Exit::Heading);
                };
                looks.push(self.builder.here());
                self.builder.face(Face::Strong);
                Some(Exit::FacedBlock)
            }
            "br" => {
                self.break_line();
                None
            }
            "hr" => {
                if self.is_flat() {
                    self.builder.text(" ");
                } else {
                    self.builder.rule();
                }
                None
            }
            "pre" | "listing" | "xmp" | "plaintext" if !self.is_flat() && self.code.is_none() => {
                self.end();
                let language = code::language(&node);
                self.builder.code(language.as_deref());
                self.code = Some(Code(language));
                Some(Exit::Code)
            }
            "pre" if self.is_flat() && !self.in_heading => Some(self.keep_in_cell()),
            "blockquote" if !self.is_flat() && self.code.is_none() => {
                self.end();
                self.builder.quote();
                Some(Exit::Leave)
            }
            // What unfolds code is no line of it.
            "summary" if self.code.is_some() && node.has_class("hideme") => None,
            "summary" | "details" if self.code.is_some() => {
                self.end();
                Some(Exit::Block)
            }
            "summary" if !self.is_flat() => {
                self.end();
                // What a heading opens is its section.
                if has_heading(&node) {
                    return Some(Exit::Block);
                }
                self.builder.face(Face::Strong);
                self.builder.text("▾ ");
                let opens = node
                    .parent()
                    .is_some_and(|parent| parent.has_name("details"));
                Some(if opens {
                    Exit::Summary
                } else {
                    Exit::FacedBlock
                })
            }
            "details" if !self.is_flat() => {
                self.end();
                self.details.push(false);
                Some(Exit::Details)
            }
            "figcaption" | "caption" if !self.in_heading => {
                self.end_table_rows();
                self.end();
                self.builder.face(Face::Quiet);
                if name == "caption" {
                    return Some(Exit::Caption);
                }
                self.builder.closely();
                Some(Exit::FacedBlock)
            }
            "ul" | "ol" | "menu" | "dir" | "li" | "dl" | "dt" | "dd" => {
                Some(self.list_element(node, name))
            }
            "table" if self.table.is_none() => Some(self.open_table(&node)),
            "tr" | "td" | "th" if self.table.is_some() => Some(self.table_element(&node, name)),
            "thead" | "tbody" | "tfoot" | "colgroup" if self.table.is_some() => Some(Exit::Nothing),
            // What copies code is none of it, nor are lines that every program has: the books of Rust hide them.
            "button" | "input" if self.code.is_some() => None,
            "span" if self.code.is_some() && node.has_class("boring") => None,
            "img" | "svg" | "input" => {
                self.picture_element(node, name);
                None
            }
            name if BLOCKS.contains(&name) => {
                self.end();
                Some(Exit::Block)
            }
            "code" if self.code.is_some() => {
                self.part_code(&node);
                Some(Exit::Nothing)
            }
            _ => self.inline_element(node, name),
        }
    }

    pub(super) fn leave(&mut self, exit: Exit) {
        match exit {
            Exit::Nothing => {}
            Exit::Face => self.builder.plain(),
            Exit::Link => {
                self.links = self.links.saturating_sub(1);
                self.builder.plain();
            }
            Exit::Block => self.end(),
            Exit::FacedBlock => {
                self.builder.plain();
                self.end();
            }
            Exit::Caption => {
                self.builder.plain();
                self.builder.end();
                self.builder.closely();
            }
            Exit::Heading => {
                self.in_heading = false;
                self.builder.end();
                if let Some(Code(language)) = self.code.clone() {
                    self.builder.code(language.as_deref());
                }
            }
            Exit::Code => {
                self.builder.end();
                self.code = None;
            }
            Exit::Leave => {
                self.builder.end();
                self.builder.leave();
            }
            Exit::List => {
                self.lists.pop();
                self.builder.end_list();
            }
            Exit::ListInCell => {
                self.lists.pop();
                self.end();
            }
            Exit::KeptInCell => {
                self.kept = false;
                self.builder.plain();
                self.end();
            }
            Exit::Definitions => self.builder.end_list(),
            Exit::Summary => {
                self.builder.plain();
                self.builder.end();
                // What it opens hangs below it.
                if let Some(hangs) = self.details.last_mut().filter(|hangs| !**hangs) {
                    *hangs = true;
                    self.builder.indent(2);
                    self.builder.closely();
                }
            }
            Exit::Details => {
                self.builder.end();
                if self.details.pop() == Some(true) {
                    self.builder.leave();
                }
            }
            Exit::Table => {
                self.table = None;
                self.builder.end();
            }
            Exit::Cell { empty, faced } => {
                if faced {
                    self.builder.plain();
                }
                for _ in 0..empty {
                    self.builder.cell();
                }
            }
            Exit::Words(words) => self.builder.text(words),
        }
    }

    /// Whether words stand where no rows of their own can begin.
    pub(super) fn is_flat(&self) -> bool {
        self.in_heading || self.table.as_ref().is_some_and(Table::is_open)
    }

    /// Ends the block that is open. In a heading that is but a blank, in code and in a cell of a table a line.
    pub(super) fn end(&mut self) {
        if self.in_heading {
            self.builder.text(" ");
        } else if self.is_flat() {
            if self.marked != Some(self.builder.written()) {
                self.builder.break_line();
            }
        } else if self.code.is_some() {
            if !self.builder.is_fresh() {
                self.builder.break_line();
            }
        } else {
            self.builder.end();
        }
    }

    fn break_line(&mut self) {
        // Who breaks a line twice means a paragraph.
        if std::mem::replace(&mut self.broke, true) && self.code.is_none() && !self.is_flat() {
            self.builder.end();
        } else {
            self.builder.break_line();
        }
    }

    /// Writes words; addresses in them become links.
    pub(super) fn words(&mut self, words: &str) {
        if words.trim().is_empty() {
            if !words.is_empty() {
                self.builder.text(words);
            }
            return;
        }
        self.broke = false;
        if self.kept {
            return self.kept_words(words);
        }
        let mut at = 0;
        if self.links == 0 && self.code.is_none() && !self.in_heading {
            while let Some((range, target)) = addresses::next(words, at) {
                self.builder.text(words.get(at..range.start).unwrap_or(""));
                at = range.end;
                self.builder.face(Face::Link(target.into()));
                self.builder.text(words.get(range).unwrap_or(""));
                self.builder.plain();
            }
        }
        self.builder.text(words.get(at..).unwrap_or(""));
    }

    /// Opens a link.
    pub(super) fn open_link(&mut self, target: &str) {
        self.links += 1;
        self.builder.face(Face::Link(target.into()));
    }

    /// Writes raised or lowered words.
    pub(super) fn script(&mut self, script: &Script) {
        self.broke = false;
        if let Some(target) = &script.link {
            self.builder.face(Face::Link(target.as_str().into()));
        }
        self.builder.text(&script.words);
        if script.link.is_some() {
            self.builder.plain();
        }
    }
}

/// Whether an element has a heading near its beginning.
fn has_heading(node: &NodeRef) -> bool {
    node.descendants_it()
        .take(NEAR)
        .any(|node| is_heading(&node))
}

/// Whether an element is a heading.
pub(in crate::read) fn is_heading(node: &NodeRef) -> bool {
    node.node_name()
        .is_some_and(|name| matches!(&*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// The words of a node that is nothing else.
pub(super) fn words_of(node: &NodeRef) -> Option<html5ever::tendril::StrTendril> {
    node.query_or(None, |node| match &node.data {
        NodeData::Text { contents } => Some(contents.clone()),
        _ => None,
    })
}

/// Whether an element says that nobody sees it.
fn is_hidden(node: &NodeRef) -> bool {
    // A page behind a question of its own says so of all that is on it.
    let whole = |name: &str| matches!(name, "body" | "main" | "article");
    let is_whole = node.node_name().is_some_and(|name| whole(&name));
    // An encyclopedia hides the formula beside a picture of it, which we do not need.
    let is_formula = node.has_class("mwe-math-mathml-a11y");
    node.element_ref().is_some_and(|element| {
        element.attrs.iter().any(|attribute| {
            let said = &*attribute.value;
            match &*attribute.name.local {
                "hidden" => said != "until-found",
                "aria-hidden" => said == "true" && !is_whole,
                "style" => {
                    if is_formula {
                        return false;
                    }
                    let said: String = said.split_whitespace().collect();
                    said.contains("display:none") || said.contains("visibility:hidden")
                }
                // What draws formulas writes each of them twice.
                "class" => said.split_whitespace().any(|class| class == "katex-html"),
                _ => false,
            }
        })
    })
}
