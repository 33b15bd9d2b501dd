//! DOCX, as Word writes it (ECMA-376): paragraphs, headings by their styles, lists, tables, links and notes.

mod captions;
mod formula;
mod numbers;
mod paragraphs;
mod styles;
mod symbols;

use std::collections::HashMap;
use std::sync::Arc;

use self::captions::Caption;
use self::numbers::Numbers;
use self::paragraphs::Hangs;
use self::styles::{Role, Styles, is_on, level};
use super::archive::xml::{Attributes, Node, said, walk};
use super::archive::{Archive, FirstRow, is_picture};
use super::formula::Growing;
use super::{BEGINNING, Extent, mathematics};
use crate::document::builder::{Builder, UNNAMED};
use crate::document::{Face, Given};
use crate::source::Source;

/// The most cells that one says it spans.
const SPAN: usize = 64;

/// The bit by which a table says that its first row is set apart.
const FIRST_ROW: u32 = 0x20;
/// The kinds of notes, each in a file of its own.
const NOTES: [&str; 2] = ["footnote", "endnote"];
/// What is not shown: what is said a second time for older programs, stands elsewhere now, or looked so before a change.
const HIDDEN: [&str; 9] = [
    "Fallback",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
];
/// What is shown in a run beside its words.
const SHOWN: [&str; 7] = [
    "tab",
    "br",
    "cr",
    "docPr",
    "blip",
    "footnoteReference",
    "endnoteReference",
];

/// Reads a document, or its beginning.
///
/// # Errors
/// When there is no text in it that could be had.
pub(super) fn read(source: &Arc<Source>, extent: Extent) -> Result<Given, String> {
    if !source.finished() {
        return Ok(Builder::new().finish(false));
    }
    let mut archive = Archive::open(source)?;
    let name = "word/document.xml";
    if archive.is_locked(name) {
        return Err("locked by a password".to_owned());
    }
    let Some(text) = archive.text(name) else {
        return Err("there is no document in it".to_owned());
    };
    let relations = archive
        .text("word/_rels/document.xml.rels")
        .unwrap_or_default();
    let mut writer = Writer {
        styles: Styles::of(&archive.text("word/styles.xml").unwrap_or_default()),
        numbers: Numbers::of(&archive.text("word/numbering.xml").unwrap_or_default()),
        links: addresses(&relations),
        pictures: related(&relations, false),
        ..Writer::default()
    };
    if let Some(language) = &writer.styles.language {
        writer.builder.language(language);
    }
    let whole = extent == Extent::Whole;
    walk(&text, |node| {
        writer.take(&node);
        whole || writer.builder.written() < BEGINNING
    });
    writer.end_paragraph();
    writer.end_lists();
    for kind in NOTES.iter().filter(|_| whole) {
        let relations = archive.text(&format!("word/_rels/{kind}s.xml.rels"));
        writer.links = addresses(&relations.unwrap_or_default());
        writer.in_notes = true;
        let notes = archive.text(&format!("word/{kind}s.xml"));
        walk(&notes.unwrap_or_default(), |node| {
            writer.take(&node);
            true
        });
        writer.end_lists();
    }
    if let Some(title) = said(
        &archive.text("docProps/core.xml").unwrap_or_default(),
        "title",
    ) {
        writer.builder.called(&title);
    }
    Ok(writer.builder.finish(whole))
}

/// Where the links lead that lead outside, or else the pictures that lie in the document, by their names in it.
fn related(relations: &str, outside: bool) -> HashMap<String, String> {
    let mut found = HashMap::new();
    walk(relations, |node| {
        if let Node::Start("Relationship", says) = node
            && says
                .get("TargetMode")
                .is_some_and(|mode| mode == "External")
                == outside
            && let (Some(id), Some(target)) = (says.get("Id"), says.get("Target"))
        {
            if outside {
                found.insert(id, target);
            } else if is_picture(&target) {
                let path = target.strip_prefix('/').map(str::to_owned);
                found.insert(id, path.unwrap_or_else(|| format!("word/{target}")));
            }
        }
        true
    });
    found
}

/// Where the links lead that lead outside: many may lead to the same place.
fn addresses(relations: &str) -> HashMap<String, Arc<str>> {
    let found = related(relations, true).into_iter();
    found.map(|(id, target)| (id, target.into())).collect()
}

/// A table, as far as it has said what it is.
#[derive(Default)]
struct Table {
    /// How deep tables are nested.
    depth: usize,
    /// Whether its style sets the first row apart, and whether this table wants that.
    styled: bool,
    wanted: bool,
    /// How many columns the cell takes beside its own.
    empty: usize,
    first: FirstRow,
}

/// How words look.
#[derive(Clone, Copy, Default)]
struct Looks {
    bold: bool,
    italic: bool,
    struck: bool,
    /// Whether they are raised, or else lowered.
    script: Option<bool>,
}

/// A paragraph, as far as it has said what it is.
#[derive(Default)]
struct Paragraph {
    begun: bool,
    role: Option<Role>,
    list: Option<String>,
    level: u8,
    /// Whether its words are hidden where they say nothing else.
    hides: bool,
    /// What is to be left at its end.
    entered: usize,
    /// What was said of the picture in it.
    pictured: Option<String>,
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
struct Writer {
    builder: Builder,
    styles: Styles,
    numbers: Numbers,
    links: HashMap<String, Arc<str>>,
    pictures: HashMap<String, String>,
    /// What stands for the picture that one is in.
    instead: Option<String>,
    paragraph: Paragraph,
    /// The paragraphs from which the boxes hang that one is in.
    boxes: Vec<Paragraph>,
    in_list: bool,
    hangs: Hangs,
    /// What the picture above was said to be, if the words that follow may say it again.
    caption: Option<Caption>,
    table: Table,
    /// What the words that follow look like.
    looks: Looks,
    /// Whether they are hidden.
    vanished: bool,
    /// Whether text is text, and not an instruction to a field.
    in_text: bool,
    /// How deep one is in what is not shown.
    hidden: usize,
    /// The numbers of notes, by kind and by the name that the text has for them, in the order in which it calls them.
    notes: HashMap<(&'static str, String), usize>,
    /// Whether these are the notes.
    in_notes: bool,
    in_links: usize,
    /// The formula that is being read.
    formula: Option<Growing>,
    /// Whether one stands above it in a paragraph of formulas, if this is one.
    formula_below: Option<bool>,
}

impl Writer {
    fn take(&mut self, node: &Node) {
        match node {
            Node::Start(name, _) if HIDDEN.contains(name) => self.hidden += 1,
            // What only separates the notes begins like one.
            Node::End(name)
                if self.hidden > 0 && (HIDDEN.contains(name) || NOTES.contains(name)) =>
            {
                self.hidden -= 1;
            }
            _ if self.hidden > 0 => {}
            // One that is not ended, for a formula has no paragraphs.
            Node::Start("p", says) if self.formula.is_some() => self.start("p", says),
            _ if self.formula.is_some() => self.in_formula(node),
            Node::Start(name, says) => self.start(name, says),
            Node::End(name) => self.end(name),
            Node::Text(words) if self.in_text => self.words(words),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, says: &Attributes) {
        let value = || says.get("val").unwrap_or_default();
        match name {
            "p" => {
                self.end_paragraph();
                self.paragraph = Paragraph::default();
            }
            "pStyle" => {
                let style = value();
                self.paragraph.role = self.styles.role(&style);
                let list = self.styles.list(&style);
                if let Some((list, level)) = list {
                    let own = self.numbers.level_of(list, &style);
                    self.paragraph.level = own.unwrap_or(level);
                    self.paragraph.list = Some(list.to_owned()).filter(|list| list != "0");
                }
                self.paragraph.hides = self.styles.hides(&style).unwrap_or(false);
            }
            "outlineLvl" => self.paragraph.role = self.paragraph.role.or(level(&value())),
            "ilvl" => self.paragraph.level = value().parse().unwrap_or(0).min(8),
            "numId" => self.paragraph.list = Some(value()).filter(|list| list != "0"),
            "r" => {
                self.looks = Looks::default();
                self.vanished = self.paragraph.hides;
            }
            "rStyle" => self.vanished = self.styles.hides(&value()).unwrap_or(self.vanished),
            "vanish" => self.vanished = is_on(says),
            "b" => self.looks.bold = is_on(says),
            "i" => self.looks.italic = is_on(says),
            "strike" | "dstrike" => self.looks.struck = is_on(says),
            "vertAlign" => {
                self.looks.script = match &*value() {
                    "superscript" => Some(true),
                    "subscript" => Some(false),
                    _ => None,
                }
            }
            "t" => self.in_text = true,
            name if self.vanished && SHOWN.contains(&name) => {}
            // One with a position is no tab, but a place where they stop.
            "tab" if says.get("pos").is_some() => {}
            "tab" if self.paragraph.role == Some(Role::Code) => self.words("\t"),
            "tab" if self.has_begun() => self.builder.text(" "),
            "br" | "cr" if self.has_begun() => self.builder.break_line(),
            "noBreakHyphen" => self.words("-"),
            "sym" => self.words(&String::from(symbols::sign(says))),
            "hyperlink" => self.link(says),
            "bookmarkStart" => {
                let name = says.get("name").unwrap_or_default();
                self.builder.target(&name);
            }
            "oMathPara" => self.formula_below = Some(false),
            "oMath" => self.begin_formula(),
            "txbxContent" => self.begin_box(),
            "docPr" => self.instead = Some(says.get("descr").unwrap_or_default()),
            "blip" => self.picture(says),
            "footnoteReference" | "endnoteReference" => self.call_note(name, says),
            "footnote" | "endnote" if self.in_notes => self.begin_note(name, says),
            "tbl" => {
                self.end_paragraph();
                if self.table.depth == 0 {
                    self.end_lists();
                    self.builder.table(Vec::new());
                    self.table = Table::default();
                }
                self.table.depth += 1;
            }
            _ if self.table.depth == 1 => self.table_element(name, says),
            _ => {}
        }
    }

    fn table_element(&mut self, name: &str, says: &Attributes) {
        let value = || says.get("val").unwrap_or_default();
        match name {
            "tblStyle" => self.table.styled = self.styles.has_head(&value()),
            "tblLook" => {
                let flags = u32::from_str_radix(&value(), 16).unwrap_or(0);
                let said = says.get("firstRow").is_some_and(|on| on != "0");
                self.table.wanted = said || flags & FIRST_ROW != 0;
            }
            "tr" => {
                self.builder.row(false);
                if self.table.first.is_open() && self.table.styled && self.table.wanted {
                    self.builder.head();
                }
            }
            "tblHeader" if is_on(says) => self.builder.head(),
            "tc" => self.builder.cell(),
            "gridSpan" => {
                let span: usize = value().parse().unwrap_or(1);
                self.table.empty = span.min(SPAN).saturating_sub(1);
            }
            _ => {}
        }
    }

    /// A call of a note: numbered in the order of the calls, whatever the document calls it inside.
    fn call_note(&mut self, name: &str, says: &Attributes) {
        let kind = NOTES.iter().find(|kind| name.starts_with(*kind));
        let id = says.get("id").unwrap_or_default();
        let next = self.notes.len() + 1;
        let Some(number) = kind.map(|kind| *self.notes.entry((kind, id)).or_insert(next)) else {
            return;
        };
        self.begin();
        self.builder.mark_note(number);
    }

    /// A note; one that nobody calls is none.
    fn begin_note(&mut self, name: &str, says: &Attributes) {
        let kind = NOTES.iter().find(|kind| **kind == name);
        let id = says.get("id").unwrap_or_default();
        let number = kind.and_then(|kind| self.notes.get(&(*kind, id)));
        if let Some(number) = number.filter(|_| says.get("type").is_none()) {
            self.builder.note(&format!("note-{number}"));
            self.builder.item(&format!("[{number}]"));
        } else {
            self.hidden += 1;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            "txbxContent" => self.end_box(),
            "oMathPara" => self.formula_below = None,
            "r" => self.vanished = false,
            "drawing" => self.end_drawing(),
            "hyperlink" if self.in_links > 0 => {
                self.in_links -= 1;
                self.builder.plain();
            }
            "tbl" => {
                self.table.depth = self.table.depth.saturating_sub(1);
                if self.table.depth == 0 {
                    self.builder.end();
                }
            }
            "tc" if self.table.depth == 1 => {
                let empty = std::mem::take(&mut self.table.empty);
                (0..empty).for_each(|_| self.builder.cell());
            }
            "tr" if self.table.depth == 1 && self.table.first.end() => self.builder.head(),
            "footnote" | "endnote" if self.in_notes => self.builder.leave(),
            _ => {}
        }
    }

    /// A box of text stands apart from the paragraph that it hangs from, which goes on behind it.
    fn begin_box(&mut self) {
        let mut around = std::mem::take(&mut self.paragraph);
        if around.begun && self.table.depth == 0 {
            self.builder.end();
            for _ in 0..std::mem::take(&mut around.entered) {
                self.builder.leave();
            }
            around = Paragraph {
                hides: around.hides,
                ..Paragraph::default()
            };
        }
        self.boxes.push(around);
    }

    fn end_box(&mut self) {
        self.end_paragraph();
        self.paragraph = self.boxes.pop().unwrap_or_default();
        // Its words stand for it.
        self.instead = None;
    }

    fn link(&mut self, says: &Attributes) {
        let outside = says.get("id").and_then(|id| self.links.get(&id).cloned());
        let inside = || Some(format!("#{}", says.get("anchor")?).into());
        if let Some(target) = outside.or_else(inside) {
            self.begin();
            self.in_links += 1;
            self.builder.face(Face::Link(target));
        }
    }

    /// A picture that lies in the document, where it stands alone.
    fn picture(&mut self, says: &Attributes) {
        let path = says
            .get("embed")
            .and_then(|id| self.pictures.get(&id).cloned());
        let alone = !self.paragraph.begun && self.table.depth == 0 && !self.in_notes;
        if let Some(path) = path.filter(|_| alone)
            && let Some(instead) = self.instead.take()
        {
            if self.paragraph.list.is_none() {
                self.end_lists();
            }
            self.builder.picture(&path, &instead);
            self.paragraph.pictured = Some(instead);
        } else if self
            .instead
            .as_ref()
            .is_some_and(|said| said.trim().is_empty())
        {
            self.instead = Some(UNNAMED.to_owned());
        }
    }

    /// Of what cannot be shown it is said what it is, if somebody said it.
    fn end_drawing(&mut self) {
        let instead = self.instead.take().unwrap_or_default();
        if !instead.trim().is_empty() {
            self.words(&format!("[{instead}]"));
        }
    }

    fn words(&mut self, words: &str) {
        let heading = matches!(self.paragraph.role, Some(Role::Title | Role::Heading(_)));
        // What has no other words is no heading.
        let is_none = heading && !self.paragraph.begun && words.trim().is_empty();
        let is_hidden = self.vanished || is_none && self.table.depth == 0;
        if !is_hidden && !self.withhold(words) {
            self.write(words, self.looks);
        }
    }

    /// Writes words that are shown.
    fn write(&mut self, words: &str, looks: Looks) {
        self.begin();
        let heading = matches!(self.paragraph.role, Some(Role::Title | Role::Heading(_)));
        self.table.first.take(words, looks.bold);
        let faces = [
            (looks.bold, Face::Strong),
            (looks.italic, Face::Emphasis),
            (looks.struck, Face::Struck),
        ];
        let faces = faces
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, face)| face);
        let mut open = 0;
        // Headings are strong anyway.
        for face in faces.filter(|_| !heading) {
            self.builder.face(face);
            open += 1;
        }
        let script = looks.script;
        let set = script.and_then(|raised| mathematics::shifted(raised, words));
        self.builder.text(set.as_deref().unwrap_or(words));
        (0..open).for_each(|_| self.builder.plain());
    }
}
