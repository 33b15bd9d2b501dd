//! How a text as a whole is set, from counts over its lines.

use super::line::{First, Last, Line};
use super::words;

/// Counts over all lines that are not blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) lines: u64,
    /// Lines with no blank line before them.
    adjacent: u64,
    /// Lines longer than a row.
    long: u64,
    /// Lines about as wide as hard-wrapped ones.
    wide: u64,
    code: u64,
    indented: u64,
    stamps: u64,
    rows: u64,
    quotes: u64,
    fields: u64,
    stops: u64,
    prose: u64,
    /// How often each indent up to 15 cells occurs.
    indents: [u64; 16],
}

/// How paragraphs and lines go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// One line a paragraph, no blank lines.
    Pasted,
    /// One line a paragraph, blank lines between.
    Spaced,
    /// Paragraphs of several lines, blank lines between.
    Wrapped,
}

impl Tally {
    /// Counts what only the text of a line shows.
    pub(super) fn look(&mut self, text: &str, line: &Line) {
        self.stamps += u64::from(line.stamped);
        self.rows += u64::from(line.row);
        if self.lines < 40 {
            let field = text
                .split_once(':')
                .is_some_and(|(name, _)| words::is_mail_field(name));
            self.fields += u64::from(field);
        }
    }

    /// Counts a line.
    pub(super) fn count(&mut self, line: &Line) {
        self.lines += 1;
        self.adjacent += u64::from(line.blanks == 0 || self.lines == 1);
        self.long += u64::from(line.width > 110);
        self.wide += u64::from((50..=90).contains(&line.width));
        self.code += u64::from(line.code);
        if let Some(n) = self.indents.get_mut(usize::from(line.indent)) {
            *n += 1;
        }
        self.indented += u64::from(line.indent > 0);
        self.prose += u64::from(line.is_prose() && !line.row && !line.stamped);
        self.quotes += u64::from(line.first == First::Quote);
        self.stops += u64::from(matches!(line.last, Last::Stop | Last::Question));
    }

    /// The manner that most lines show.
    pub(super) fn manner(&self) -> Manner {
        let dense = self.adjacent * 10 >= self.lines * 8 && self.long * 12 >= self.lines;
        if dense || self.adjacent * 20 >= self.lines * 19 {
            Manner::Pasted
        } else if self.adjacent * 2 < self.lines {
            Manner::Spaced
        } else {
            Manner::Wrapped
        }
    }

    /// Whether the text is no text to read, but a log, a table or a program.
    pub(super) fn is_data(&self) -> bool {
        let most = |n: u64, share: u64| n * 100 > self.lines * share;
        let data = most(self.stamps, 30) || most(self.rows, 40) || most(self.quotes, 60);
        data && !most(self.prose, 20) || most(self.code, 60) && !most(self.prose, 8)
    }

    /// Whether nearly all lines but the headings are indented, as in a manual page.
    pub(super) fn hangs(&self) -> bool {
        self.lines > 8 && self.indented * 100 > self.lines * 55
    }

    /// The indent that most lines have.
    pub(super) fn usual_indent(&self) -> u16 {
        let most = self
            .indents
            .iter()
            .enumerate()
            .max_by_key(|&(i, &n)| (n, std::cmp::Reverse(i)));
        most.map_or(0, |(i, _)| i as u16)
    }

    /// Whether the text begins with fields, as a mail does.
    pub(super) fn is_mail(&self) -> bool {
        self.fields >= 3 && self.lines < 200
    }
}
