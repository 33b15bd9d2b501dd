//! What stands in a cell of a table: each of its paragraphs is a line, and so are entries of lists and lines of code.

use super::numbers::Count;
use super::{Reader, behind, blocks, indent_of};
use crate::document::Face;
use crate::read::verse;

/// A line that a cell shows.
struct Line {
    inset: usize,
    words: String,
    /// Whether it is shown as it is written.
    is_code: bool,
}

/// A list that is open.
struct List {
    /// Where its markers stand.
    indent: usize,
    /// How far what hangs from its entries is set in.
    below: usize,
    count: Count,
}

/// What the line above is a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// Of nothing that goes on.
    Blank,
    /// Of words that began so far to the right.
    Words(usize),
    /// Of verse whose bars stand so far to the right.
    Verse(usize),
}

/// The lines of a cell, as far as they were read.
struct Cell<'a> {
    source: Vec<&'a str>,
    lists: Vec<List>,
    shown: Vec<Line>,
    /// Where the words that were shown last began, if code may follow them.
    words: usize,
}

impl<'a> Cell<'a> {
    fn read(cell: &'a str) -> Vec<Line> {
        let mut own = Self {
            source: cell.lines().collect(),
            lists: Vec::new(),
            shown: Vec::new(),
            words: 0,
        };
        let (mut at, mut above) = (0, Above::Blank);
        while let Some(line) = own.source.get(at).copied() {
            if line.trim_start().is_empty() {
                above = Above::Blank;
                at += 1;
            } else if own.begins_code(line, above) {
                at = own.code(at);
                above = Above::Blank;
            } else {
                above = own.line(at, line, above);
                at += 1;
            }
        }
        own.shown
    }

    /// Whether a line is the first of code: deeper than the words above that say so, or what an interpreter was told.
    fn begins_code(&self, line: &str, above: Above) -> bool {
        let told = above == Above::Blank && line.trim_start().starts_with(">>>");
        told || self.is_literal(line)
    }

    fn is_literal(&self, line: &str) -> bool {
        let last = self.shown.last().filter(|last| !last.is_code);
        last.is_some_and(|last| last.words.ends_with("::")) && indent_of(line) > self.words
    }

    /// Takes code from a line on; the first line behind it.
    fn code(&mut self, from: usize) -> usize {
        let first = self.source.get(from).copied().unwrap_or("");
        let told = !self.is_literal(first);
        let least = self.words;
        if told {
            self.leave(indent_of(first));
        } else if let Some(last) = self.shown.last_mut() {
            // One of the two colons belongs to the words, if it stands right behind them.
            last.words.pop();
            if last.words.trim_end_matches(':').ends_with([' ', '\n']) || last.words == ":" {
                last.words.pop();
            }
        }
        let lines = self.source.iter().skip(from);
        let is_in = |line: &&&str| {
            let is_blank = line.trim_start().is_empty();
            if told {
                !is_blank
            } else {
                is_blank || indent_of(line) > least
            }
        };
        let lines: Vec<&str> = lines.take_while(is_in).copied().collect();
        let filled = lines.iter().filter(|line| !line.trim_start().is_empty());
        let common = filled.map(|line| indent_of(line)).min().unwrap_or(0);
        let inset = self.lists.last().map_or(0, |list| list.below);
        let end = from + lines.len();
        self.shown.extend(lines.into_iter().map(|line| Line {
            inset: inset + indent_of(line).saturating_sub(common),
            words: line.trim().to_owned(),
            is_code: true,
        }));
        end
    }

    /// Ends the lists that what stands so far to the right does not hang from.
    fn leave(&mut self, indent: usize) {
        while self.lists.last().is_some_and(|l| l.indent >= indent) {
            self.lists.pop();
        }
    }

    /// Takes a line of words.
    fn line(&mut self, at: usize, line: &str, above: Above) -> Above {
        let (indent, text) = (indent_of(line), line.trim_start());
        // In the middle of a paragraph only what stands left of it is no part of it.
        let hangs = self.lists.last().is_none_or(|list| list.indent < indent);
        let begins = above == Above::Blank || !hangs;
        let next = self.source.get(at + 1).copied().unwrap_or("");
        let is_entry = begins && blocks::sign_of(text, next, indent).is_some();
        let entry = blocks::marker(text).filter(|_| is_entry);
        if let Some((_, length, marker)) = entry {
            self.entry(indent, &marker, behind(text, length));
            self.words = indent + length;
            return Above::Words(self.words);
        }
        let in_verse = above == Above::Verse(indent);
        if let Some(words) = text
            .strip_prefix('|')
            .filter(|words| (begins || in_verse) && (words.is_empty() || words.starts_with(' ')))
        {
            self.leave(indent);
            self.show(indent_of(words).saturating_sub(1), words.trim_start());
            self.words = usize::MAX;
            return Above::Verse(indent);
        }
        if let Some(last) = self.shown.last_mut().filter(|_| !begins && !in_verse) {
            last.words.push('\n');
            last.words.push_str(text);
            return above;
        }
        self.leave(indent);
        self.show(0, text);
        self.words = indent;
        Above::Words(indent)
    }

    fn entry(&mut self, indent: usize, marker: &str, words: &str) {
        while self.lists.last().is_some_and(|l| l.indent > indent) {
            self.lists.pop();
        }
        let own = self.lists.pop_if(|list| list.indent == indent);
        let mut count = own.map_or_else(Count::default, |list| list.count);
        let shown = count.next(marker);
        self.show(0, &format!("{shown} {}", words.trim_start()));
        let around = self.lists.last().map_or(0, |list| list.below);
        self.lists.push(List {
            indent,
            below: around + crate::text::cells(&shown) + 1,
            count,
        });
    }

    /// Shows words that hang from the entry above.
    fn show(&mut self, inset: usize, words: &str) {
        let around = self.lists.last().map_or(0, |list| list.below);
        self.shown.push(Line {
            inset: around + inset,
            words: words.to_owned(),
            is_code: false,
        });
    }
}

impl Reader<'_> {
    /// Writes what a cell says.
    pub(super) fn words_of_cell(&mut self, cell: &str) {
        for line in Cell::read(cell) {
            if line.words.is_empty() {
                continue;
            }
            self.builder.text(&verse::inset(line.inset));
            if line.is_code {
                self.builder.face(Face::Code);
                self.builder.text(&line.words);
                self.builder.plain();
            } else {
                self.inline(&line.words);
            }
            self.builder.break_line();
        }
    }
}
