//! ODT (OASIS OpenDocument): paragraphs, headings by their levels, lists, tables, links and notes.

use std::collections::HashMap;
use std::sync::Arc;

use super::archive::xml::{Attributes, Node, walk};
use super::archive::{Archive, is_picture};
use super::{BEGINNING, Extent};
use crate::document::builder::Builder;
use crate::document::{Face, Given};
use crate::source::Source;

/// The most blanks or cells that are repeated.
const REPEATED: usize = 64;

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
    let mut writer = Writer::default();
    let whole = extent == Extent::Whole;
    walk(&text, |node| {
        match node {
            Node::Start(name, says) => writer.start(name, says),
            Node::End(name) => writer.end(name),
            Node::Text(words) => writer.words(words),
        }
        whole || writer.builder.written() < BEGINNING
    });
    for (number, note) in std::mem::take(&mut writer.notes).into_iter().enumerate() {
        let number = number + 1;
        writer.builder.note(&format!("note-{number}"));
        writer.builder.item(&format!("[{number}]"));
        writer.builder.text(&note);
        writer.builder.leave();
    }
    if let Some(title) = title(&archive.text("meta.xml").unwrap_or_default()) {
        writer.builder.called(&title);
    }
    Ok(writer.builder.finish(whole))
}

/// What the text says that it is called.
fn title(meta: &str) -> Option<String> {
    let (mut inside, mut title) = (false, String::new());
    walk(meta, |node| {
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

/// A picture, as far as its frame has said what it is.
struct Picture {
    path: String,
    /// What stands for it, and whether that is being said.
    instead: String,
    says: bool,
}

#[derive(Default)]
struct Writer {
    builder: Builder,
    /// The faces that a style has.
    styles: HashMap<String, Vec<Face>>,
    /// The style that is being described.
    style: String,
    /// Whether one is in the text, and not in what describes it.
    in_text: bool,
    /// How many faces each open span has begun.
    spans: Vec<usize>,
    /// The next number of each list; none in one with bullets.
    lists: Vec<Option<u32>>,
    /// Which styles of lists have numbers.
    numbered: HashMap<String, bool>,
    list_style: String,
    tables: usize,
    /// The note that is being read, and those before.
    note: Option<String>,
    in_citation: bool,
    notes: Vec<String>,
    /// The picture of the frame that one is in.
    picture: Option<Picture>,
    /// Whether a paragraph or a heading is open.
    open: bool,
}

impl Writer {
    fn start(&mut self, name: &str, says: &Attributes) {
        match name {
            "style" => self.style = says.get("name").unwrap_or_default(),
            "text-properties" => self.describe(says),
            "list-style" => self.list_style = says.get("name").unwrap_or_default(),
            "list-level-style-number" | "list-level-style-bullet" => {
                let numbered = name.ends_with("number");
                self.numbered
                    .entry(self.list_style.clone())
                    .or_insert(numbered);
            }
            "text" => self.in_text = true,
            _ if !self.in_text => {}
            "note" => self.note = Some(String::new()),
            "note-citation" => self.in_citation = true,
            _ if self.note.is_some() => {}
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
            "h" if self.tables == 0 => {
                let level = says
                    .get("outline-level")
                    .and_then(|level| level.parse().ok());
                self.builder.heading(level.unwrap_or(1));
                self.open = true;
            }
            "p" if self.tables == 0 => {
                let style = says.get("style-name").unwrap_or_default();
                match style.as_str() {
                    "Title" => self.builder.title(),
                    "Preformatted_20_Text" => self.builder.code(None),
                    _ => self.builder.paragraph(),
                }
                self.open = true;
            }
            "h" | "p" => self.open = true,
            "span" => {
                let style = says.get("style-name").unwrap_or_default();
                let faces = self.styles.get(&style).cloned().unwrap_or_default();
                self.spans.push(faces.len());
                for face in faces {
                    self.builder.face(face);
                }
            }
            "a" => {
                let target = says.get("href").unwrap_or_default();
                self.builder.face(Face::Link(target.as_str().into()));
            }
            "s" => {
                let count = says.get("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.builder.text(&" ".repeat(REPEATED.min(count)));
            }
            "line-break" if self.tables == 0 => self.builder.break_line(),
            "tab" | "line-break" => self.builder.text(" "),
            "bookmark" | "bookmark-start" => {
                let name = says.get("name").unwrap_or_default();
                self.builder.target(&name);
            }
            "list" => {
                let style = says.get("style-name");
                let numbered = style.map_or_else(
                    || self.lists.last().is_some_and(Option::is_some),
                    |style| self.numbered.get(&style).copied().unwrap_or(false),
                );
                self.builder.list(true);
                self.lists.push(numbered.then_some(1));
            }
            "list-item" | "list-header" => {
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                };
                self.builder.item(&marker);
            }
            "table" => {
                if self.tables == 0 {
                    self.builder.table(Vec::new());
                }
                self.tables += 1;
            }
            "table-row" if self.tables == 1 => self.builder.row(false),
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.builder.cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text" => self.in_text = false,
            "note-citation" => self.in_citation = false,
            "note" => self.end_note(),
            _ if !self.in_text || self.note.is_some() => {}
            "title" | "desc" => {
                if let Some(picture) = &mut self.picture {
                    picture.says = false;
                    picture.instead.push(' ');
                }
            }
            "frame" => self.end_frame(),
            "h" | "p" => {
                self.open = false;
                if self.tables == 0 {
                    self.builder.end();
                } else {
                    self.builder.text(" ");
                }
            }
            "span" => {
                let faces = self.spans.pop().unwrap_or(0);
                (0..faces).for_each(|_| self.builder.plain());
            }
            "a" => self.builder.plain(),
            "list" => {
                self.lists.pop();
                self.builder.end_list();
            }
            "list-item" | "list-header" => self.builder.leave(),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.builder.end();
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(picture) = self.picture.as_mut().filter(|picture| picture.says) {
            picture.instead.push_str(words);
            return;
        }
        match &mut self.note {
            Some(_) if self.in_citation => {}
            Some(note) => note.push_str(words),
            None if self.in_text && self.open => self.builder.text(words),
            None => {}
        }
    }

    /// Writes the picture of a frame; of one that does not stand alone or cannot be shown, what is said of it.
    fn end_frame(&mut self) {
        let Some(Picture { path, instead, .. }) = self.picture.take() else {
            return;
        };
        let instead = instead.trim();
        if self.tables == 0 && self.builder.is_fresh() && is_picture(&path) {
            self.builder.picture(path.trim_start_matches("./"), instead);
        } else if !instead.is_empty() {
            self.builder.text(&format!("[{instead}]"));
        }
    }

    fn end_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        self.notes.push(note);
        let number = self.notes.len();
        self.builder
            .face(Face::Link(format!("#note-{number}").into()));
        self.builder.text(&format!("[{number}]"));
        self.builder.plain();
    }

    /// Takes how the words of a style look.
    fn describe(&mut self, says: &Attributes) {
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
