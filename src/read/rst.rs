//! `reStructuredText`: sections by the order of their adornments, lists, literal blocks, directives, tables.
//!
//! Lines are read one after the other; what is open is known by its indent. (docutils, "reStructuredText Markup
//! Specification".)

mod blocks;
mod cells;
mod directives;
mod grid;
mod inline;
mod labels;
mod names;
mod notes;
mod numbers;
mod tables;
mod toctree;

use super::repeats::Repeats;
use super::{Extent, Given, addresses, mathematics, text_of};
use crate::document::builder::Builder;
use crate::source::Source;
use names::Names;
use notes::Notes;
use numbers::Count;

/// Blanks to the next multiple of this stand for a tab.
const TAB: usize = 8;

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (text, encoding) = text_of(source, extent);
    let text = expanded(&text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut reader = Reader {
        names: Names::of(&lines),
        notes: Notes::of(&lines),
        repeats: Repeats::of(text.len()),
        lines,
        at: 0,
        column: None,
        builder: Builder::new(),
        open: Vec::new(),
        sections: Vec::new(),
        after_blank: true,
        inside: false,
    };
    reader.builder.encoding(encoding);
    reader.read();
    let given = reader.builder.finish(extent == Extent::Whole);
    given.lacking(reader.repeats.trouble())
}

/// A text without tabs and form feeds.
fn expanded(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(['\t', '\u{c}', '\u{b}']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let blanks = TAB - column % TAB;
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\u{c}' | '\u{b}' => out.push(' '),
            c => {
                out.push(c);
                column = if c == '\n' { 0 } else { column + 1 };
            }
        }
    }
    out.into()
}

/// What is open around lines of at least some indent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A list whose markers stand at the indent; the sign that its markers have.
    List(char),
    /// An entry, a quotation, what hangs below a word.
    Body,
    /// What stands in a directive that only groups it.
    Group,
    /// Terms, each with what it means below it.
    Glossary,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    indent: usize,
    kind: Kind,
    /// Of a list, what its last entry was counted as.
    count: Count,
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    names: Names,
    notes: Notes,
    repeats: Repeats,
    /// The line that is read, and where on it, if something before that was read already.
    at: usize,
    column: Option<usize>,
    builder: Builder,
    open: Vec<Level>,
    /// Adornments of sections in the order of their levels; whether they stand above the title, too.
    sections: Vec<(char, bool)>,
    after_blank: bool,
    /// Whether what is read stands for other words.
    inside: bool,
}

/// How far a line is indented, in bytes, which are cells here.
fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn behind(line: &str, column: usize) -> &str {
    line.get(column..).unwrap_or("")
}

/// The sign of a line that consists of it, and of it alone.
fn adornment(line: &str) -> Option<char> {
    let first = line.chars().next().filter(char::is_ascii_punctuation)?;
    line.bytes().all(|b| b == first as u8).then_some(first)
}

/// Whether a rule is long enough to stand below a title.
fn is_long(rule: &str, title: &str) -> bool {
    rule.len() >= 4 || rule.len() >= crate::text::cells(title.trim())
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or("")
    }

    fn is_blank(&self, at: usize) -> bool {
        self.line(at).is_empty()
    }

    /// The first line from one on that is not blank.
    fn filled_from(&self, at: usize) -> usize {
        (at..self.lines.len())
            .find(|at| !self.is_blank(*at))
            .unwrap_or(self.lines.len())
    }

    /// Where the lines end that are blank or indented deeper than something, without blank lines at their end.
    fn end_of_deeper(&self, from: usize, indent: usize) -> usize {
        let mut end = from;
        for at in from..self.lines.len() {
            if self.is_blank(at) {
                continue;
            }
            if indent_of(self.line(at)) <= indent {
                break;
            }
            end = at + 1;
        }
        end
    }

    fn read(&mut self) {
        self.header();
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if line.is_empty() {
                self.after_blank = true;
                self.at += 1;
                continue;
            }
            self.builder.line(self.at as u64 + 1);
            let (indent, fresh) = match self.column.take() {
                Some(column) => (column, false),
                None => (indent_of(line), true),
            };
            if fresh {
                self.close(indent, behind(line, indent));
            }
            if fresh && indent > self.open.last().map_or(0, |level| level.indent) {
                self.builder.indent(4);
                self.enter(indent, Kind::Body);
            }
            let before = (self.at, self.column);
            self.block(indent);
            if (self.at, self.column) == before {
                self.at += 1;
            }
            self.after_blank = self.column.is_none() && self.is_blank(self.at.saturating_sub(1));
        }
        while self.leave() {}
    }

    fn enter(&mut self, indent: usize, kind: Kind) {
        let count = Count::default();
        self.open.push(Level {
            indent,
            kind,
            count,
        });
    }

    /// Ends the innermost of what is open; whether something was.
    fn leave(&mut self) -> bool {
        self.builder.end();
        match self.open.pop().map(|level| level.kind) {
            Some(Kind::List(_)) => self.builder.end_list(),
            Some(Kind::Body) => self.builder.leave(),
            Some(Kind::Group | Kind::Glossary) => {}
            None => return false,
        }
        true
    }

    /// Ends what a line of an indent does not belong to.
    fn close(&mut self, indent: usize, text: &str) {
        let sign = blocks::sign_of(text, self.line(self.at + 1), indent);
        while let Some(level) = self.open.last() {
            let stays = match level.kind {
                Kind::List(own) => {
                    level.indent < indent || (level.indent == indent && sign == Some(own))
                }
                Kind::Body | Kind::Group | Kind::Glossary => level.indent <= indent,
            };
            if stays {
                break;
            }
            self.leave();
        }
    }

    /// What enhancement proposals of Python begin with: headers, of which one is the title.
    fn header(&mut self) {
        let is_proposal = self.line(0).strip_prefix("PEP: ").is_some();
        if !is_proposal {
            return;
        }
        let end = (0..self.lines.len())
            .find(|at| self.is_blank(*at))
            .unwrap_or(self.lines.len());
        self.builder.fold();
        self.builder.code(None);
        for at in 0..end {
            let line = self.line(at);
            self.builder.text(line);
            self.builder.text("\n");
        }
        self.builder.end_fold();
        let title = (0..end).find_map(|at| self.line(at).strip_prefix("Title:"));
        if let Some(title) = title {
            self.builder.called(&title.replace("``", ""));
        }
        self.at = end;
    }

    /// Takes the line as the title of a section, or of a rule, if it is one.
    fn section(&mut self) -> bool {
        let (line, next) = (self.line(self.at), self.line(self.at + 1));
        if let Some(sign) = adornment(line) {
            let title = next.trim();
            let closed = self.line(self.at + 2);
            if closed == line
                && !title.is_empty()
                && adornment(title).is_none()
                && is_long(line, title)
            {
                self.builder.line(self.at as u64 + 2);
                self.heading((sign, true), title);
                self.at += 3;
                return true;
            }
            if line.len() >= 4 && next.is_empty() && self.after_blank {
                self.builder.rule();
                self.at += 1;
                return true;
            }
            return false;
        }
        let Some(sign) = adornment(next).filter(|_| next.len() >= 2 && is_long(next, line)) else {
            return false;
        };
        // A line of colons opens a literal block, and two dots a comment.
        if next == "::" || next == ".." || (!self.after_blank && self.at > 0) {
            return false;
        }
        self.heading((sign, false), line);
        self.at += 2;
        true
    }

    fn heading(&mut self, adornment: (char, bool), title: &str) {
        while self.leave() {}
        let known = self.sections.iter().position(|own| *own == adornment);
        let level = known.unwrap_or_else(|| {
            self.sections.push(adornment);
            self.sections.len() - 1
        });
        self.builder
            .heading((level + 1).min(usize::from(u8::MAX)) as u8);
        self.builder.target(&names::key(title));
        self.inline(title);
        self.builder.end();
    }
}
