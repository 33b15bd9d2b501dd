//! Writes what is read: what is open, and how it is ended.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::cells::Cells;
use super::colons::Fence;
use super::html::is_badge;
use super::notes::Notes;
use super::{addresses, mathematics};
use crate::document::builder::{Builder, UNNAMED};
use crate::document::{Face, Given};
use crate::read::LineCount;

/// Stands before the words of what can be opened on the page of its author.
const SUMMARY: &str = "▾";

/// Where that sign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nowhere, or written.
    #[default]
    Done,
    /// It is to be written before the next words.
    Waits,
    /// It is among the words of the heading that is open.
    InHeading,
}

/// What was opened, by the marks of Markdown or by a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Own,
    Tag(String),
}

/// An entry of a list of which only the beginning was read.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) marker: String,
    pub(super) paragraph: bool,
}

/// A picture whose words are being read.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) source: String,
    pub(super) instead: String,
    /// Whether nothing else stands in its paragraph.
    pub(super) alone: bool,
    /// Pictures inside of its words that are still open.
    pub(super) inside: usize,
}

pub(super) struct Writer<'a> {
    pub(super) text: &'a str,
    pub(super) builder: Builder,
    pub(super) lines: LineCount<'a>,
    pub(super) notes: Notes,
    /// Lines that begin or end containers, and that nothing was read behind so far.
    pub(super) fences: Peekable<IntoIter<Fence>>,
    /// The next number of each list, or none where it has bullets.
    pub(super) lists: Vec<Option<u64>>,
    pub(super) entry: Option<Entry>,
    /// The faces that are open, and what is open around blocks.
    pub(super) faces: Vec<Mark>,
    pub(super) around: Vec<Mark>,
    pub(super) picture: Option<Picture>,
    /// The last picture of this block that stands in a line and of which nothing is said.
    pub(super) nameless: Option<String>,
    /// Words that are to be raised, or else lowered.
    pub(super) script: Option<(bool, String)>,
    /// The tags of a block, and the source line at which each piece of them begins.
    pub(super) html: Option<(String, Vec<(usize, u64)>)>,
    pub(super) sign: Sign,
    /// The tag whose words are not for people.
    pub(super) hidden: Option<String>,
    /// How many tables are open that are written with tags.
    pub(super) tables: u32,
    /// The places of its cells, and how many are empty behind the last one.
    pub(super) cells: Cells,
    pub(super) behind: usize,
    /// Links that are open, and how much was written when the last one was opened.
    pub(super) links: u32,
    pub(super) link_start: u64,
    pub(super) in_code: bool,
    /// A formula that is written as code.
    pub(super) formula: Option<String>,
    pub(super) in_heading: bool,
    pub(super) in_table: bool,
    /// Where the paragraph or heading lies that is being read, and the link in it.
    pub(super) block: Range<usize>,
    pub(super) link: Range<usize>,
    /// The footnote that is being read: its label, and where it ends.
    pub(super) note: Option<(String, usize)>,
    /// How much was written when a footnote ended.
    pub(super) note_end: u64,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, encoding: Option<&'static str>) -> Self {
        let mut builder = Builder::new();
        builder.encoding(encoding);
        Self {
            text,
            builder,
            lines: LineCount::new(text),
            notes: Notes::of(text),
            fences: Vec::new().into_iter().peekable(),
            lists: Vec::new(),
            entry: None,
            faces: Vec::new(),
            around: Vec::new(),
            picture: None,
            nameless: None,
            script: None,
            html: None,
            sign: Sign::Done,
            hidden: None,
            tables: 0,
            cells: Cells::default(),
            behind: 0,
            links: 0,
            link_start: 0,
            in_code: false,
            formula: None,
            in_heading: false,
            in_table: false,
            block: 0..0,
            link: 0..0,
            note: None,
            note_end: u64::MAX,
        }
    }

    /// The text as it was written. It is called so where no heading stands out as its title.
    pub(super) fn finish(mut self, title: Option<&str>, whole: bool) -> Given {
        self.settle();
        self.pass_fences(usize::MAX);
        self.end_tags();
        if let Some(title) = title
            && !self.builder.has_lone_heading()
        {
            self.builder.called(title);
        }
        self.builder.finish(whole)
    }

    /// Begins the entry that was read so far.
    pub(super) fn settle(&mut self) {
        if let Some(entry) = self.entry.take() {
            self.builder.item(&entry.marker);
            if entry.paragraph {
                self.builder.loose();
                self.builder.paragraph();
            }
        }
    }

    /// Writes words; addresses in them become links.
    pub(super) fn words(&mut self, words: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let Some(formula) = &mut self.formula {
            formula.push_str(words);
            return;
        }
        if let Some(picture) = &mut self.picture {
            picture.instead.push_str(words);
            return;
        }
        if let Some((_, script)) = &mut self.script {
            script.push_str(words);
            return;
        }
        if !words.trim().is_empty() {
            self.end_sign();
        }
        let mut at = 0;
        if self.links == 0 && !self.in_code {
            while let Some((range, target)) = addresses::next(words, at) {
                self.builder.text(words.get(at..range.start).unwrap_or(""));
                at = range.end;
                let link = Face::Link(target.into());
                self.faced(link, words.get(range).unwrap_or(""));
            }
        }
        self.builder.text(words.get(at..).unwrap_or(""));
    }

    pub(super) fn faced(&mut self, face: Face, words: &str) {
        if self.picture.is_some() || self.script.is_some() || self.hidden.is_some() {
            return self.words(words);
        }
        self.end_sign();
        self.builder.face(face);
        self.builder.text(words);
        self.builder.plain();
    }

    /// Writes the sign of a summary before its first words, wherever those stand.
    fn end_sign(&mut self) {
        if self.sign == Sign::Waits && !self.in_code {
            self.sign = if self.in_heading {
                Sign::InHeading
            } else {
                Sign::Done
            };
            self.builder.text(SUMMARY);
            self.builder.text(" ");
        }
    }

    /// What is to be done where a heading may have ended.
    pub(super) fn end_heading(&mut self) {
        self.in_heading = false;
        if self.sign == Sign::InHeading {
            self.sign = Sign::Done;
            self.builder.unsign_heading(SUMMARY);
        }
    }

    pub(super) fn open_face(&mut self, face: Face, mark: Mark) {
        self.end_sign();
        self.builder.face(face);
        self.faces.push(mark);
    }

    /// Ends the innermost face that Markdown opened, with those that tags opened in it.
    pub(super) fn close_face(&mut self) {
        while let Some(mark) = self.faces.pop() {
            self.builder.plain();
            if mark == Mark::Own {
                break;
            }
        }
    }

    /// Ends what tags opened inside of the block.
    pub(super) fn end_tags(&mut self) {
        self.end_script();
        while matches!(self.faces.last(), Some(Mark::Tag(_))) {
            self.end_tag_face();
        }
        self.end_nameless();
    }

    /// Ends the innermost face, which a tag has opened.
    pub(super) fn end_tag_face(&mut self) {
        if matches!(self.faces.last(), Some(Mark::Tag(name)) if name == "a") {
            self.end_link();
        }
        self.faces.pop();
        self.builder.plain();
    }

    /// Opens the face of a link.
    pub(super) fn begin_link(&mut self, face: Face, mark: Mark) {
        self.open_face(face, mark);
        (self.links, self.link_start) = (self.links + 1, self.builder.written());
    }

    /// Ends the words of a link. One that has nothing but a picture without words would not be seen.
    pub(super) fn end_link(&mut self) {
        self.links = self.links.saturating_sub(1);
        let empty = self.builder.written() == self.link_start && !self.in_heading;
        if empty && self.nameless.take().is_some() {
            self.faced(Face::Quiet, UNNAMED);
        }
    }

    /// What stands for a picture without words, in a block or cell that has none either. It makes no heading.
    fn end_nameless(&mut self) {
        let Some(source) = self.nameless.take().filter(|_| self.builder.is_fresh()) else {
            return;
        };
        if !self.in_heading {
            self.faced(Face::Quiet, UNNAMED);
        } else if !is_badge(&source) {
            self.builder.picture(&source, "");
        }
    }

    /// Ends what was opened around blocks last by Markdown, with what tags opened in it.
    pub(super) fn leave(&mut self) {
        while let Some(mark) = self.around.pop() {
            match mark {
                Mark::Own => break,
                Mark::Tag(name) => self.leave_tag(&name),
            }
        }
    }

    /// Writes raised or lowered words.
    pub(super) fn end_script(&mut self) {
        let Some((raise, words)) = self.script.take() else {
            return;
        };
        let set = mathematics::shifted(raise, words.trim());
        self.end_sign();
        self.builder.text(&set.unwrap_or(words));
    }

    /// Writes the picture whose words were read.
    pub(super) fn end_picture(&mut self) {
        let Some(picture) = self.picture.take() else {
            return;
        };
        if picture.alone {
            self.builder.picture(&picture.source, &picture.instead);
            return;
        }
        match picture.instead.trim() {
            "" => self.nameless = Some(picture.source),
            words => self.faced(Face::Quiet, words),
        }
    }

    /// Writes a formula, in a paragraph of its own or inside of one.
    pub(super) fn formula(&mut self, source: &str, display: bool) {
        // Some put a formula in a line between backticks too, so that nothing in it is a mark.
        let bare = source.strip_prefix('`').and_then(|s| s.strip_suffix('`'));
        let source = bare.unwrap_or(source);
        let set = mathematics::set(source);
        let display = display && !self.in_table && !self.in_heading && self.tables == 0;
        if !display {
            return self.faced(Face::Math, set.as_deref().unwrap_or(source.trim()));
        }
        self.builder.indent(4);
        if let Some(set) = set {
            self.faced(Face::Math, &set);
        } else {
            self.builder.code(None);
            self.builder.text(source.trim_matches('\n'));
        }
        self.builder.leave();
    }
}
