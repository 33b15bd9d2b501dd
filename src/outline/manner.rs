//! How a text as a whole is set, from counts over its lines.

use super::line::{First, Last, Line};
use super::measures::{Measure, Measures};
use super::words;

/// Counts over all lines that are not blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// How many lines look alike at a glance, see [`glance`].
    glances: Glances,
    /// How many lines are so wide, in steps of eight cells.
    widths: [u32; 32],
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
    uncased: u64,
}

/// A count for each look.
#[derive(Clone, Debug)]
struct Glances([u32; GLANCES]);

impl Default for Glances {
    fn default() -> Self {
        Self([0; GLANCES])
    }
}

/// The number of looks that [`glance`] tells apart.
const GLANCES: usize = 7 * 6 * 3 * 2 * 2;

/// What a line looks like at a glance: first and last character, blank lines before it, indent, whether it is short.
pub(super) fn glance(line: &Line) -> usize {
    let blanks = usize::from(line.blanks.min(2));
    let indented = usize::from(line.indent > 0);
    let short = usize::from(line.width < 60);
    (((line.first as usize * 6 + line.last as usize) * 3 + blanks) * 2 + indented) * 2 + short
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
        if let Some(n) = self.glances.0.get_mut(glance(line)) {
            *n += 1;
        }
        if let Some(n) = self.widths.get_mut((line.width as usize / 8).min(31)) {
            *n += 1;
        }
        self.uncased += u64::from(line.first == First::Letter);
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

    /// How many lines look like this one at a glance.
    pub(super) fn alike(&self, line: usize) -> u64 {
        self.glances.0.get(line).copied().map_or(0, u64::from)
    }

    /// The width, in cells, that so many percent of the lines do not pass; in steps of eight.
    pub(super) fn width_of(&self, percent: u64) -> u32 {
        let mut sum = 0;
        for (step, &n) in (0..).zip(&self.widths) {
            sum += u64::from(n);
            if sum * 100 >= self.lines * percent {
                return step * 8 + 4;
            }
        }
        252
    }

    /// Measures the text as a whole.
    pub(super) fn measure(&self, measures: &mut Measures) {
        let first = |f: First| self.sum(|glance| glance / 72 == f as usize);
        let last = |l: Last| self.sum(|glance| glance / 12 % 6 == l as usize);
        let short = self.sum(|glance| glance % 2 == 1);
        let mut share = |m, n| measures.set_share(m, n, self.lines);
        share(Measure::TextDense, self.adjacent);
        share(Measure::TextStops, self.stops);
        share(Measure::TextCode, self.code);
        share(Measure::TextBullets, first(First::Bullet));
        share(Measure::TextShort, short);
        share(Measure::TextLower, first(First::Lower));
        share(Measure::TextIndented, self.indented);
        share(Measure::TextLong, self.long);
        share(Measure::TextQuotes, self.quotes);
        share(Measure::TextStamps, self.stamps);
        share(Measure::TextRows, self.rows);
        share(Measure::TextColons, last(Last::Colon));
        share(Measure::TextUncased, self.uncased);
        measures.set(Measure::TextFields, self.fields);
        measures.set(
            Measure::TextLines,
            super::measures::grade(self.lines as f32),
        );
        measures.set(Measure::TextMedian, self.width_of(50));
        measures.set(Measure::TextWide, self.width_of(90));
    }

    fn sum(&self, which: impl Fn(usize) -> bool) -> u64 {
        let counts = self.glances.0.iter().enumerate();
        counts
            .filter(|(i, _)| which(*i))
            .map(|(_, &n)| u64::from(n))
            .sum()
    }

    /// Whether the text begins with fields, as a mail does.
    pub(super) fn is_mail(&self) -> bool {
        self.fields >= 3 && self.lines < 200
    }
}
