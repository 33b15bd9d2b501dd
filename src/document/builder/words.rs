//! The words of a block: blanks are folded, what is too long is cut.

use super::{Builder, LONGEST_BLOCK, Open};
use crate::document::Kind;
use crate::text;

/// A row of a table that is longer, in bytes, is torn.
const LONGEST_ROW: usize = 4 * LONGEST_BLOCK;
/// A line of code that is longer, in bytes, is cut.
const LONGEST_WORD: usize = LONGEST_BLOCK + 1024;

/// Words that are written together are no longer, in bytes: a block is cut between them.
const LONGEST_RUN: usize = 512;

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Blank,
    /// A line end of the source, which is a blank where words are parted by those.
    LineEnd,
    /// The end of a line of a cell.
    Line,
}

impl Builder {
    /// Writes words: blanks and line ends are folded, except in code.
    pub fn text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if self.open.is_none() {
            if words.trim_matches(is_blank).is_empty() {
                return;
            }
            self.paragraph();
        }
        if self.is_in_code() {
            return self.lines(words);
        }
        let mut rest = words;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_blank);
            let gap = rest.get(..rest.len() - word.len()).unwrap_or("");
            if let Some(open) = self.open.as_mut().filter(|_| !gap.is_empty()) {
                let seen = if gap.contains('\n') {
                    Gap::LineEnd
                } else {
                    Gap::Blank
                };
                open.gap = open.gap.max(Some(seen));
            }
            let (words, tail) = word.split_at_checked(run(word)).unwrap_or((word, ""));
            if !words.is_empty() {
                self.word(words);
            }
            rest = tail;
        }
    }

    /// Writes a word, or several that are blanked as they shall be.
    fn word(&mut self, word: &str) {
        let first = word.chars().next();
        let joins = |c: Option<char>| c.is_some_and(text::is_ideographic);
        if let Some(open) = &mut self.open
            && let Some(gap) = open.gap.take()
            && self.has_text()
            && !(gap == Gap::LineEnd && joins(first) && joins(self.text.chars().next_back()))
        {
            self.gap(gap);
        }
        self.keep_short();
        let mut rest = word;
        while rest.len() > LONGEST_BLOCK {
            let piece = text::head(rest, LONGEST_BLOCK);
            self.text.push(piece);
            self.keep_short();
            rest = rest.get(piece.len()..).unwrap_or("");
        }
        self.text.push(rest);
    }

    /// Whether a word of this block, or of this cell of it, stands before what comes next.
    pub(super) fn has_text(&self) -> bool {
        let Some(open) = &self.open else { return false };
        let marker = match open.kind {
            Kind::Item { marker } => marker as usize,
            _ => 0,
        };
        let last = self.text.chars().next_back();
        self.text.len() > open.start + marker && !matches!(last, Some('\n' | '\t' | text::LINE_END))
    }

    /// Writes what stands between two words: it belongs to what is around a face that begins behind it.
    fn gap(&mut self, gap: Gap) {
        let before = self.text.len();
        if gap == Gap::Line {
            self.text.end_line();
        } else {
            self.text.push(" ");
        }
        let now = self.text.len();
        let here = self.faces.iter_mut().rev();
        for (_, start) in here.take_while(|(_, start)| *start == before) {
            *start = now;
        }
    }

    /// Writes what stands between two words: what [`Builder::text`] has seen before a face begins.
    pub(super) fn settle_blank(&mut self) {
        let gap = self.open.as_ref().and_then(|open| open.gap);
        if let Some(gap) = gap.filter(|gap| *gap != Gap::LineEnd)
            && self.has_text()
        {
            self.gap(gap);
            if let Some(open) = &mut self.open {
                open.gap = None;
            }
        }
    }

    fn lines(&mut self, words: &str) {
        for line in words.split_inclusive('\n') {
            let mut rest = line;
            while rest.len() > LONGEST_WORD {
                let piece = text::head(rest, LONGEST_BLOCK);
                self.text.push(piece);
                self.part_block();
                rest = rest.get(piece.len()..).unwrap_or("");
            }
            self.text.push(rest);
            if self
                .open
                .as_ref()
                .is_some_and(|open| self.text.len() - open.start > LONGEST_BLOCK)
            {
                self.part_block();
            }
        }
    }

    /// Whether lines of code are open.
    pub fn is_in_code(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.kind == Kind::Verbatim)
    }

    /// Begins another line of the code that is open, if some is.
    pub fn go_on_in_code(&mut self) -> bool {
        let is_in_code = self.is_in_code();
        if is_in_code {
            self.break_line();
        }
        is_in_code
    }

    /// Ends a line where the author ended it.
    pub fn break_line(&mut self) {
        let Some(open) = &mut self.open else { return };
        match open.kind {
            Kind::Verbatim => self.text.push("\n"),
            Kind::Table => open.gap = Some(Gap::Line),
            _ if open.heading.is_some() => open.gap = Some(Gap::Blank),
            _ => {
                open.broken = true;
                open.gap = None;
                if self.text.len() > open.start {
                    self.text.push("\n");
                }
            }
        }
    }

    /// Cuts a block of prose that has become too long. A table is cut between its rows, but for a row of monstrous cells.
    fn keep_short(&mut self) {
        let Some(open) = &self.open else { return };
        let (start, longest) = match open.kind {
            Kind::Table => (open.start.max(open.row), LONGEST_ROW),
            _ => (open.start, LONGEST_BLOCK),
        };
        if self.text.len().saturating_sub(start) > longest {
            self.part_block();
        }
    }

    /// Ends the open block and goes on in another one.
    pub(super) fn part_block(&mut self) {
        let Some(open) = &self.open else { return };
        let kind = match open.kind {
            Kind::Item { .. } => Kind::Paragraph,
            kind => kind,
        };
        let next = Open {
            joined: true,
            broken: open.broken,
            detail: open.detail.clone(),
            aligns: open.aligns.clone(),
            ..Open::new(kind, self.line)
        };
        if kind == Kind::Table {
            self.end_stretch();
        } else {
            self.end();
        }
        self.open_at_end(next);
    }
}

/// The bytes of the word that a text begins with, and of those behind it that a single space each parts from the one
/// before: most words come so, and what is long is written faster than what is short.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or(&[]);
        let Some(end) = rest.iter().position(|b| is_blank(char::from(*b))) else {
            return text.len();
        };
        let (end, next) = (from + end, from + end + 1);
        let parts = bytes.get(end) == Some(&b' ');
        let goes_on = bytes.get(next).is_some_and(|b| !is_blank(char::from(*b)));
        if !parts || !goes_on || end > LONGEST_RUN {
            return end;
        }
        from = next;
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
