//! ODT (OASIS OpenDocument): paragraphs, headings by their levels, lists, tables, links and notes.

mod entries;
mod frames;
mod hidden;
mod lists;
mod notes;
mod numbering;
mod outline;

use std::collections::HashMap;
use std::sync::Arc;

use self::entries::Entry;
use self::frames::Picture;
use self::lists::Lists;
use self::notes::Piece;
use self::outline::Numbers;

use super::archive::xml::{Attributes, Node, said, walk};
use super::archive::{Archive, FirstRow};
use super::repeats::Repeats;
use super::{BEGINNING, Extent, mathematics};
use crate::document::builder::Builder;
use crate::document::{Face, Given};
use crate::source::Source;

/// The most blanks or cells that are repeated.
const REPEATED: usize = 64;
/// Words of a cell that are longer, in bytes, are not repeated.
const LONGEST_REPEATED: usize = 256;

/// Reads a text, or its beginning.
///
/// # Errors
/// When there is no text in it that could be had.
pub(super) fn read(source: &Arc<Source>, extent: Extent) -> Result<Given, String> {
    if !source.finished() {
        return Ok(Builder::new().finish(false));
    }
    let mut archive = Archive::open(source)?;
    let manifest = archive.text("META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err("locked by a password".to_owned());
    }
    let Some(text) = archive.text("content.xml") else {
        return Err("there is no document in it".to_owned());
    };
    let styles = archive.text("styles.xml").unwrap_or_default();
    let title = said(&archive.text("meta.xml").unwrap_or_default(), "title");
    let mut writer = Writer {
        archive: Some(archive),
        // How long its text is was found out only by inflating it.
        repeats: Repeats::of(usize::try_from(source.size()).unwrap_or(usize::MAX)),
        ..Writer::default()
    };
    walk(&styles, |node| {
        match node {
            Node::Start(name, says) => writer.start(name, says),
            Node::End(name) => writer.end(name),
            Node::Text(_) => {}
        }
        true
    });
    writer.in_text = false;
    let whole = extent == Extent::Whole;
    walk(&text, |node| {
        writer.take(&node);
        whole || writer.builder.written() < BEGINNING
    });
    writer.write_notes();
    if let Some(title) = title {
        writer.builder.called(&title);
    }
    let given = writer.builder.finish(whole);
    Ok(given.lacking(writer.repeats.trouble()))
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    /// How deep tables are nested.
    depth: usize,
    /// Whether these rows are said to name the columns.
    in_head: bool,
    first: FirstRow,
    /// How often the cell stands there, and its words.
    repeated: usize,
    cell: String,
}

/// What is not shown: remarks of readers, what was deleted from the text, and what its forms are made of.
const HIDDEN: [&str; 3] = ["annotation", "tracked-changes", "forms"];
/// What `LibreOffice` calls the style of the cells that name columns.
const COLUMN_NAME: &str = "Table_20_Heading";
/// And that of code.
const CODE: &str = "Preformatted_20_Text";

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
struct Writer {
    builder: Builder,
    /// The faces that a style has.
    styles: HashMap<String, Vec<Face>>,
    /// The styles whose words are raised, or else lowered.
    scripts: HashMap<String, Option<bool>>,
    /// The style that another one is made of.
    parents: HashMap<String, String>,
    /// The style that is being described; none where something else is.
    style: String,
    /// Whether one is in the text, and not in what describes it.
    in_text: bool,
    /// How deep one is in what is not shown.
    hidden: usize,
    /// The faces that each open span has begun, and each open paragraph.
    spans: Vec<Vec<Face>>,
    /// For each open span whether its words are raised, or else lowered.
    raised: Vec<Option<bool>>,
    /// The number of the heading, until its first word comes.
    number: Option<String>,
    /// For each open paragraph whether it is a quotation.
    quoted: Vec<bool>,
    /// How headings are numbered.
    numbers: Numbers,
    /// How many of the open spans are strong.
    strong: usize,
    paragraphs: Vec<Vec<Face>>,
    /// Whether the paragraph names a column.
    names_column: bool,
    lists: Lists,
    /// The entries that are open, and whether each is only what stands above others.
    entries: Vec<(Entry, bool)>,
    table: Table,
    repeats: Repeats,
    /// The note that is being read, and those before.
    note: Option<Vec<Piece>>,
    in_citation: bool,
    notes: Vec<Vec<Piece>>,
    /// The picture of the frame that one is in.
    picture: Option<Picture>,
    /// Whether a formula was written for it.
    is_formula: bool,
    /// Where formulas lie, and those that were read, by their folders.
    archive: Option<Archive>,
    formulas: HashMap<String, Option<String>>,
    /// How many elements are open from the outermost hidden one on, and the styles that hide words, or show them.
    veiled: usize,
    veils: HashMap<String, bool>,
}

impl Writer {
    fn start(&mut self, name: &str, says: &Attributes) {
        match name {
            "style" => {
                self.style = says.get("name").unwrap_or_default();
                if let Some(parent) = says.get("parent-style-name") {
                    self.parents.insert(self.style.clone(), parent);
                }
            }
            "text-properties" => {
                if let Some(language) = says.get("language").filter(|_| !self.in_text) {
                    self.builder.language(&language);
                }
                self.describe(says);
            }
            "outline-level-style" => self.numbers.describe(says),
            "list-style" => self.lists.describe(says.get("name").unwrap_or_default()),
            "list-level-style-number" => self.lists.level(says, true),
            "list-level-style-bullet" => self.lists.level(says, false),
            "text" if self.hidden == 0 => self.in_text = true,
            _ if !self.in_text => {}
            name if HIDDEN.contains(&name) => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "note" => self.note = Some(Vec::new()),
            "note-citation" => self.in_citation = true,
            _ if self.note.is_some() => self.start_in_note(name, says),
            "object" => self.object(&says.get("href").unwrap_or_default()),
            "image" => {
                self.picture = Some(Picture {
                    path: says.get("href").unwrap_or_default(),
                    instead: String::new(),
                    says: false,
                });
            }
            "title" | "desc" => {
                if let Some(picture) = &mut self.picture {
                    picture.says = true;
                }
            }
            "h" if self.table.depth == 0 => {
                let level = says
                    .get("outline-level")
                    .and_then(|level| level.parse().ok());
                let level = level.unwrap_or(1);
                self.builder.heading(level);
                self.number = self.number_of_heading(level, says);
                self.quoted.push(false);
                self.paragraphs.push(Vec::new());
            }
            "p" | "h" => self.paragraph(says),
            "span" => self.span(says),
            "a" => {
                let target = says.get("href").unwrap_or_default();
                self.builder.face(Face::Link(target.as_str().into()));
            }
            "s" => {
                let count = says.get("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.builder.text(&" ".repeat(REPEATED.min(count)));
                self.repeat(" ");
            }
            "line-break" => {
                self.builder.break_line();
                self.repeat("\n");
            }
            "tab" => {
                self.builder.text(" ");
                self.repeat(" ");
            }
            "bookmark" | "bookmark-start" => {
                let name = says.get("name").unwrap_or_default();
                self.builder.target(&name);
            }
            "list" => {
                self.lists.begin(says);
                if self.table.depth == 0 {
                    self.builder.list(true);
                }
            }
            "list-item" | "list-header" => {
                if name == "list-item" {
                    self.lists.begin_entry(says);
                }
                self.entries.push((Entry::Waits, name == "list-header"));
            }
            "table" => {
                if self.table.depth == 0 {
                    self.begin_entry();
                    self.builder.table(Vec::new());
                    self.table.first = FirstRow::default();
                }
                self.table.depth += 1;
            }
            _ if self.table.depth == 1 => self.table_element(name, says),
            _ => {}
        }
    }

    fn table_element(&mut self, name: &str, says: &Attributes) {
        match name {
            "table-header-rows" => self.table.in_head = true,
            "table-row" => self.builder.row(self.table.in_head),
            "table-cell" | "covered-table-cell" => {
                let repeated = says.get("number-columns-repeated");
                let repeated = repeated.and_then(|count| count.parse().ok()).unwrap_or(1);
                self.table.repeated = REPEATED.min(repeated);
                self.table.cell.clear();
                self.builder.cell();
            }
            _ => {}
        }
    }

    /// Begins a paragraph.
    fn paragraph(&mut self, says: &Attributes) {
        let style = says.get("style-name").unwrap_or_default();
        let parent = self.parents.get(&style).map(String::as_str);
        let is = |name: &str| style == name || parent == Some(name);
        self.names_column = is(COLUMN_NAME);
        let title = is("Title");
        let code = self.bases(&style).any(|style| style == CODE);
        let quoted = is("Quotations");
        self.begin_entry();
        let quoted = quoted && self.table.depth == 0;
        self.quoted.push(quoted);
        if self.table.depth > 0 {
            return self.paragraphs.push(Vec::new());
        }
        if quoted {
            self.builder.quote();
        }
        let mut faces = Vec::new();
        if title {
            self.builder.title();
        } else if code {
            // Each of its lines is a paragraph.
            if !self.builder.go_on_in_code() {
                self.builder.code(None);
            }
        } else {
            self.builder.paragraph();
            faces = self.faces(says);
        }
        self.begin(&faces);
        self.paragraphs.push(faces);
    }

    /// Begins words that look otherwise.
    fn span(&mut self, says: &Attributes) {
        let faces = self.faces(says);
        self.begin(&faces);
        let style = says.get("style-name").unwrap_or_default();
        let around = self.raised.last().copied().flatten();
        self.raised
            .push(self.scripts.get(&style).copied().unwrap_or(around));
        self.strong += usize::from(faces.contains(&Face::Strong));
        self.spans.push(faces);
    }

    /// The faces of the style that an element has.
    fn faces(&self, says: &Attributes) -> Vec<Face> {
        let style = says.get("style-name").unwrap_or_default();
        self.styles.get(&style).cloned().unwrap_or_default()
    }

    fn begin(&mut self, faces: &[Face]) {
        for face in faces {
            self.builder.face(face.clone());
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" => self.style.clear(),
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            "text" => self.in_text = false,
            "note-citation" => self.in_citation = false,
            "note" => self.end_note(),
            "a" if self.note.is_some() => self
                .note
                .iter_mut()
                .for_each(|note| note.push(Piece::Plain)),
            _ if !self.in_text || self.note.is_some() => {}
            "title" | "desc" => {
                if let Some(picture) = &mut self.picture {
                    picture.says = false;
                    picture.instead.push(' ');
                }
            }
            "frame" => self.end_frame(),
            "h" | "p" => {
                self.number = None;
                let faces = self.paragraphs.pop().unwrap_or_default();
                (0..faces.len()).for_each(|_| self.builder.plain());
                if self.table.depth == 0 {
                    if !self.builder.is_in_code() {
                        self.builder.end();
                    }
                } else {
                    self.builder.break_line();
                    if !self.table.cell.is_empty() {
                        self.table.cell.push('\n');
                    }
                }
                if self.quoted.pop() == Some(true) {
                    self.builder.leave();
                }
            }
            "span" => {
                self.raised.pop();
                let faces = self.spans.pop().unwrap_or_default();
                self.strong -= usize::from(faces.contains(&Face::Strong));
                (0..faces.len()).for_each(|_| self.builder.plain());
            }
            "a" => self.builder.plain(),
            "list" => {
                self.lists.end();
                if self.table.depth == 0 {
                    self.builder.end_list();
                }
            }
            "list-item" | "list-header" => {
                if name == "list-item" {
                    self.lists.end_entry();
                }
                if self
                    .entries
                    .pop()
                    .is_some_and(|(entry, _)| entry == Entry::Open)
                {
                    self.builder.leave();
                }
            }
            "table" => {
                self.table.depth = self.table.depth.saturating_sub(1);
                if self.table.depth == 0 {
                    self.builder.end();
                }
            }
            "table-header-rows" => self.table.in_head = false,
            "table-cell" | "covered-table-cell" if self.table.depth == 1 => {
                let cell = std::mem::take(&mut self.table.cell);
                let long = cell.len() > LONGEST_REPEATED;
                for _ in 1..self.table.repeated {
                    self.builder.cell();
                    if long {
                        self.repeats.refuse();
                    } else if !cell.is_empty() && self.repeats.take(cell.len()) {
                        for line in cell.lines() {
                            self.builder.text(line);
                            self.builder.break_line();
                        }
                    }
                }
            }
            "table-row" if self.table.depth == 1 && self.table.first.end() => self.builder.head(),
            _ => {}
        }
    }

    /// Notes what is to be said again by the cells that are like this one.
    fn repeat(&mut self, words: &str) {
        if self.table.repeated > 1 && self.table.cell.len() <= LONGEST_REPEATED {
            self.table.cell.push_str(words);
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(picture) = self.picture.as_mut().filter(|picture| picture.says) {
            picture.instead.push_str(words);
            return;
        }
        if self.in_citation || self.hidden > 0 {
            return;
        }
        if let Some(note) = &mut self.note {
            note.push(Piece::Words(words.to_owned()));
        } else if self.in_text && !self.paragraphs.is_empty() {
            self.before_words(words);
            let raised = self.raised.last().copied().flatten();
            let set = raised.and_then(|raised| mathematics::shifted(raised, words));
            self.builder.text(set.as_deref().unwrap_or(words));
        }
    }

    /// Notes that these words come, before which a heading has its number.
    fn before_words(&mut self, words: &str) {
        if self.table.depth > 0 {
            self.table_words(words);
        }
        if !words.trim().is_empty()
            && let Some(number) = self.number.take()
        {
            self.builder.text(&(number + " "));
        }
    }

    /// Notes what a cell says, and whether that names a column.
    fn table_words(&mut self, words: &str) {
        self.repeat(words);
        let strong = self.names_column || self.strong > 0;
        self.table.first.take(words, strong);
    }

    /// Takes how the words of a style look.
    fn describe(&mut self, says: &Attributes) {
        if self.style.is_empty() {
            return;
        }
        if let Some(display) = says.get("display") {
            self.veils.insert(self.style.clone(), display == "none");
        }
        if let Some(position) = says.get("text-position") {
            self.scripts.insert(self.style.clone(), script(&position));
        }
        let is = |name: &str, wanted: &str| says.get(name).is_some_and(|value| value == wanted);
        let looks = [
            (is("font-weight", "bold"), Face::Strong),
            (is("font-style", "italic"), Face::Emphasis),
            (is("text-line-through-style", "solid"), Face::Struck),
        ];
        let faces = looks
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, face)| face);
        self.styles.insert(self.style.clone(), faces.collect());
    }
}

/// Whether a position says that words are raised, or else lowered: `super 58%`, `-33% 58%`; those at `0% 100%` are neither.
fn script(position: &str) -> Option<bool> {
    let first = position.split_whitespace().next()?;
    match first {
        "super" => Some(true),
        "sub" => Some(false),
        height => {
            let height: f32 = height.strip_suffix('%')?.parse().ok()?;
            (height != 0.0).then_some(height > 0.0)
        }
    }
}
