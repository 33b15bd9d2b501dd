//! DOCX, as Word writes it (ECMA-376): paragraphs, headings by their styles, lists, tables, links and footnotes.

use std::collections::HashMap;
use std::sync::Arc;

use super::archive::xml::{Attributes, Node, walk};
use super::archive::{Archive, is_picture};
use super::{BEGINNING, Extent};
use crate::document::builder::Builder;
use crate::document::{Face, Given};
use crate::source::Source;

/// How far a style is looked up in those that it is based on.
const FARTHEST: usize = 16;
/// The most cells that one says it spans.
const SPAN: usize = 64;

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
        links: related(&relations, true),
        pictures: related(&relations, false),
        ..Writer::default()
    };
    let whole = extent == Extent::Whole;
    walk(&text, |node| {
        writer.take(&node);
        whole || writer.builder.written() < BEGINNING
    });
    writer.end_lists();
    if whole {
        writer.notes = true;
        walk(
            &archive.text("word/footnotes.xml").unwrap_or_default(),
            |node| {
                writer.take(&node);
                true
            },
        );
        writer.end_lists();
    }
    if let Some(title) = title(&archive.text("docProps/core.xml").unwrap_or_default()) {
        writer.builder.called(&title);
    }
    Ok(writer.builder.finish(whole))
}

/// What the document says that it is called.
fn title(properties: &str) -> Option<String> {
    let (mut inside, mut title) = (false, String::new());
    walk(properties, |node| {
        match node {
            Node::Start("title", _) => inside = true,
            Node::End("title") => return false,
            Node::Text(words) if inside => title += words,
            _ => {}
        }
        true
    });
    (!title.trim().is_empty()).then_some(title)
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

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Heading(u8),
    Quote,
    Code,
}

/// The styles of paragraphs.
#[derive(Default)]
struct Styles {
    roles: HashMap<String, Role>,
    based_on: HashMap<String, String>,
    /// The lists that paragraphs of a style are entries of.
    lists: HashMap<String, String>,
}

impl Styles {
    fn of(text: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        walk(text, |node| {
            let Node::Start(name, says) = node else {
                return true;
            };
            let value = || says.get("val").unwrap_or_default();
            match name {
                "style" => id = says.get("styleId").unwrap_or_default(),
                "name" => {
                    if let Some(role) = role(&value()) {
                        styles.roles.insert(id.clone(), role);
                    }
                }
                "numId" => {
                    styles.lists.insert(id.clone(), value());
                }
                "basedOn" => {
                    styles.based_on.insert(id.clone(), value());
                }
                "outlineLvl" => {
                    if let Some(level) = level(&value()) {
                        styles.roles.entry(id.clone()).or_insert(level);
                    }
                }
                _ => {}
            }
            true
        });
        styles
    }

    fn role(&self, style: &str) -> Option<Role> {
        let mut style = style;
        for _ in 0..FARTHEST {
            if let Some(role) = self.roles.get(style) {
                return Some(*role);
            }
            style = self.based_on.get(style)?;
        }
        None
    }
}

/// What Word calls its own styles, in any language.
fn role(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level
            .trim()
            .parse()
            .ok()
            .filter(|n| (1..=9).contains(n))
            .map(Role::Heading);
    }
    match name.as_str() {
        "title" => Some(Role::Title),
        "quote" | "intense quote" | "block text" => Some(Role::Quote),
        "html preformatted" | "plain text" | "source code" | "code" => Some(Role::Code),
        _ => None,
    }
}

fn level(value: &str) -> Option<Role> {
    let level: u8 = value.parse().ok()?;
    (level < 9).then_some(Role::Heading(level + 1))
}

/// How the entries of lists are numbered.
#[derive(Default)]
struct Numbers {
    /// For each list and level whether it has bullets.
    bullets: HashMap<(String, u8), bool>,
    /// The numbers of the last entries.
    counts: HashMap<(String, u8), u32>,
}

impl Numbers {
    fn of(text: &str) -> Self {
        let mut kinds: HashMap<(String, u8), bool> = HashMap::new();
        let mut lists: Vec<(String, String)> = Vec::new();
        let (mut kind, mut level) = (String::new(), 0);
        walk(text, |node| {
            let Node::Start(name, says) = node else {
                return true;
            };
            match name {
                "abstractNum" => kind = says.get("abstractNumId").unwrap_or_default(),
                "lvl" => level = says.get("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0),
                "numFmt" => {
                    let bullet = says.get("val").is_some_and(|format| format == "bullet");
                    kinds.insert((kind.clone(), level), bullet);
                }
                "num" => lists.push((says.get("numId").unwrap_or_default(), String::new())),
                "abstractNumId" => {
                    if let Some(list) = lists.last_mut() {
                        list.1 = says.get("val").unwrap_or_default();
                    }
                }
                _ => {}
            }
            true
        });
        let mut bullets = HashMap::new();
        for (list, kind) in lists {
            for level in 0..9 {
                if let Some(bullet) = kinds.get(&(kind.clone(), level)) {
                    bullets.insert((list.clone(), level), *bullet);
                }
            }
        }
        Self {
            bullets,
            counts: HashMap::new(),
        }
    }

    /// The marker of the next entry.
    fn next(&mut self, list: &str, level: u8) -> String {
        let key = (list.to_owned(), level);
        if self.bullets.get(&key).copied().unwrap_or(true) {
            return "•".to_owned();
        }
        for deeper in level + 1..9 {
            self.counts.remove(&(list.to_owned(), deeper));
        }
        let count = self.counts.entry(key).or_insert(0);
        *count += 1;
        format!("{count}.")
    }
}

/// A paragraph, as far as it has said what it is.
#[derive(Default)]
struct Paragraph {
    begun: bool,
    role: Option<Role>,
    list: Option<String>,
    level: u8,
    /// What is to be left at its end.
    entered: usize,
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
    links: HashMap<String, String>,
    pictures: HashMap<String, String>,
    /// What stands for the picture that one is in.
    instead: Option<String>,
    paragraph: Paragraph,
    in_list: bool,
    /// How deep tables are nested.
    tables: usize,
    /// What the words that follow look like, and how many faces that are.
    bold: bool,
    italic: bool,
    struck: bool,
    /// Whether text is text, and not an instruction to a field.
    in_text: bool,
    /// How deep one is in what is said a second time for older programs.
    again: usize,
    /// Whether these are the footnotes.
    notes: bool,
    in_links: usize,
}

impl Writer {
    fn take(&mut self, node: &Node) {
        match node {
            Node::Start("Fallback", _) => self.again += 1,
            // What only separates the notes begins like one.
            Node::End("footnote") if self.again > 0 => self.again -= 1,
            Node::End("Fallback") => self.again = self.again.saturating_sub(1),
            _ if self.again > 0 => {}
            Node::Start(name, says) => self.start(name, says),
            Node::End(name) => self.end(name),
            Node::Text(words) if self.in_text => self.words(words),
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, says: &Attributes) {
        let value = || says.get("val").unwrap_or_default();
        let on = || !matches!(value().as_str(), "0" | "false" | "none");
        match name {
            "p" => {
                self.end_paragraph();
                self.paragraph = Paragraph::default();
            }
            "pStyle" => {
                let style = value();
                self.paragraph.role = self.styles.role(&style);
                self.paragraph.list = self.styles.lists.get(&style).cloned();
            }
            "outlineLvl" => self.paragraph.role = self.paragraph.role.or(level(&value())),
            "ilvl" => self.paragraph.level = value().parse().unwrap_or(0).min(8),
            "numId" => self.paragraph.list = Some(value()).filter(|list| list != "0"),
            "r" => (self.bold, self.italic, self.struck) = (false, false, false),
            "b" => self.bold = on(),
            "i" => self.italic = on(),
            "strike" | "dstrike" => self.struck = on(),
            "t" => self.in_text = true,
            "tab" if self.paragraph.begun => self.builder.text(" "),
            "br" | "cr" if self.tables > 0 => self.builder.text(" "),
            "br" | "cr" => self.builder.break_line(),
            "noBreakHyphen" => self.words("-"),
            "hyperlink" => self.link(says),
            "bookmarkStart" => {
                let name = says.get("name").unwrap_or_default();
                self.builder.target(&name);
            }
            "docPr" => self.instead = Some(says.get("descr").unwrap_or_default()),
            "blip" => self.picture(says),
            "footnoteReference" => {
                let id = says.get("id").unwrap_or_default();
                self.begin();
                self.builder
                    .face(Face::Link(format!("#footnote-{id}").into()));
                self.builder.text(&format!("[{id}]"));
                self.builder.plain();
            }
            "footnote" if self.notes => {
                let id = says.get("id").unwrap_or_default();
                if says.get("type").is_some() {
                    self.again += 1;
                } else {
                    self.builder.note(&format!("footnote-{id}"));
                    self.builder.item(&format!("[{id}]"));
                }
            }
            "tbl" => {
                self.end_paragraph();
                if self.tables == 0 {
                    self.end_lists();
                    self.builder.table(Vec::new());
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => self.builder.row(false),
            "tc" if self.tables == 1 => self.builder.cell(),
            "gridSpan" if self.tables == 1 => {
                let span: usize = value().parse().unwrap_or(1);
                (1..span.min(SPAN)).for_each(|_| self.builder.cell());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            "drawing" => self.end_drawing(),
            "hyperlink" if self.in_links > 0 => {
                self.in_links -= 1;
                self.builder.plain();
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.builder.end();
                }
            }
            "footnote" if self.notes => self.builder.leave(),
            _ => {}
        }
    }

    fn link(&mut self, says: &Attributes) {
        let outside = says.get("id").and_then(|id| self.links.get(&id).cloned());
        let inside = says.get("anchor").map(|name| format!("#{name}"));
        if let Some(target) = outside.or(inside) {
            self.begin();
            self.in_links += 1;
            self.builder.face(Face::Link(target.as_str().into()));
        }
    }

    /// A picture that lies in the document, where it stands alone.
    fn picture(&mut self, says: &Attributes) {
        let path = says
            .get("embed")
            .and_then(|id| self.pictures.get(&id).cloned());
        let alone = !self.paragraph.begun && self.tables == 0 && !self.notes;
        if let Some(path) = path.filter(|_| alone)
            && let Some(instead) = self.instead.take()
        {
            if self.paragraph.list.is_none() {
                self.end_lists();
            }
            self.builder.picture(&path, &instead);
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
        self.begin();
        let looks = [
            (self.bold, Face::Strong),
            (self.italic, Face::Emphasis),
            (self.struck, Face::Struck),
        ];
        let faces = looks
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, face)| face);
        let mut open = 0;
        // Headings are strong anyway.
        let heading = matches!(self.paragraph.role, Some(Role::Title | Role::Heading(_)));
        for face in faces.filter(|_| !heading) {
            self.builder.face(face);
            open += 1;
        }
        self.builder.text(words);
        (0..open).for_each(|_| self.builder.plain());
    }

    /// Opens the block of the paragraph, when its first word comes.
    fn begin(&mut self) {
        if std::mem::replace(&mut self.paragraph.begun, true) || self.tables > 0 {
            return;
        }
        let role = self.paragraph.role;
        let list = self.paragraph.list.clone();
        if let Some(list) = list.filter(|_| !matches!(role, Some(Role::Title | Role::Heading(_)))) {
            let level = self.paragraph.level;
            if !std::mem::replace(&mut self.in_list, true) {
                self.builder.list(true);
            }
            if level > 0 {
                self.builder.indent(2 * u16::from(level));
                self.paragraph.entered += 1;
            }
            let marker = self.numbers.next(&list, level);
            self.builder.item(&marker);
            self.paragraph.entered += 1;
            return self.builder.paragraph();
        }
        self.end_lists();
        match role {
            Some(Role::Title) => self.builder.title(),
            Some(Role::Heading(level)) => self.builder.heading(level),
            Some(Role::Code) => self.builder.code(None),
            Some(Role::Quote) => {
                self.builder.quote();
                self.paragraph.entered += 1;
                self.builder.paragraph();
            }
            None => self.builder.paragraph(),
        }
    }

    fn end_paragraph(&mut self) {
        if self.tables > 0 {
            self.builder.text(" ");
            return;
        }
        if self.paragraph.begun {
            self.builder.end();
        }
        for _ in 0..std::mem::take(&mut self.paragraph.entered) {
            self.builder.leave();
        }
        self.paragraph = Paragraph::default();
    }

    fn end_lists(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.builder.end_list();
        }
    }
}
