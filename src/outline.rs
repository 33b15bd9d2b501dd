//! The structure of a text: title, headings, furniture.
//!
//! # The method
//!
//! A reader goes through the text once and keeps the short lines that may be headings, each with facts (true or false) and
//! measures (0 to 255) of how it is written and where it stands; what only the whole text shows is added when a verdict
//! is asked for. Then two steps decide:
//!
//! 1. *Each candidate by itself.* Boosted decision trees make points of its facts and measures: a logarithm of odds.
//!    (J. Friedman, "Greedy function approximation: a gradient boosting machine", 2001.)
//! 2. *The candidates of a text together.* Whoever is not hopeless is looked at again by a second forest, whose numbers
//!    are the points of the first one: its own, those of the lines of its shape, those of the likely ones before and after
//!    it, and how far away these are. (Stacking: D. Wolpert, "Stacked generalization", 1992.)
//!
//! Who has enough points is a heading; [`Strictness`] moves what is enough. How often those with so many points are
//! headings was counted when the table was trained, on texts that the trees had not seen, and is the
//! [confidence](Heading::confidence). Around that stand rules for what needs no points: marks, underlines, the margin of a
//! manual page, the text's own contents, numbers that count on. Levels follow from the kinds of headings that occur, and
//! for the kind that nothing marks from a third forest, which is asked how each two headings follow each other.
//! Beside them stands what is no text of the author's, the [`Furniture`]: page breaks, what a web page left behind.
//!
//! # Its limits
//!
//! It knows nothing of what a text means. A line inside a hard-wrapped paragraph is never a candidate, nor is one of more
//! than 130 cells. What the trees were not trained on they judge by likeness, and the confidence is then worth less.
//! A part that is judged by itself and its neighbours may be judged otherwise with the whole text. Of a text with more
//! than a quarter of a million candidates the weaker half is forgotten.
//! `assets/how-it-finds-headings.md` says all this to readers.

use std::fmt::Write;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::document::{Border, Contents, Marked, Pages, Part, Place};
use crate::text::Clean;

mod candidate;
mod company;
mod contents;
pub mod corrections;
mod explain;
mod facts;
mod furniture;
mod judge;
mod levels;
mod line;
mod manner;
mod manual;
mod marks;
mod measures;
mod nesting;
mod numbering;
mod numbers;
mod points;
mod reader;
mod remarks;
mod second;
mod shape;
mod structure;
pub mod study;
mod sums;
mod table;
mod terms;
mod title;
mod trees;
mod why;
mod words;

pub use explain::{Explanation, Verdict};
pub use furniture::{Folded, Furniture};
pub use shape::{Shape, shape};
pub use structure::{Role, Structure};
pub use table::Table;
pub use why::Signals;

/// A heading that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Depth, from 1.
    pub level: u8,
    /// The source line it stands on, from 1.
    pub line: u64,
    /// What it says: clean, on one line, blanks folded, without marks such as `#`.
    pub text: String,
    /// How many source lines it takes.
    pub span: u32,
    /// Where it begins.
    pub place: Place,
    /// Where its last line ends.
    pub end: Place,
    /// How sure it is that this is a heading, from 0 to 1: of those called 0.8, about 80 % are.
    pub confidence: f32,
    /// What speaks for it.
    pub signals: Signals,
}

/// `{"level", "line", "text", "span" if more than 1, "confidence", "why"}`.
impl Serialize for Heading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut state = serializer.serialize_struct("Heading", 6)?;
        state.serialize_field("level", &self.level)?;
        state.serialize_field("line", &self.line)?;
        state.serialize_field("text", &self.text)?;
        if self.span > 1 {
            state.serialize_field("span", &self.span)?;
        }
        let hundredths = (self.confidence * 100.0).round();
        state.serialize_field("confidence", &(f64::from(hundredths) / 100.0))?;
        state.serialize_field("why", &self.signals.why())?;
        state.end()
    }
}

/// What is explained in a section and one may want to go to: an option of a command, a word. It is no heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The source line it stands on, from 1.
    pub line: u64,
    /// What it says: clean, on one line, blanks folded.
    pub text: String,
    /// Where it begins.
    #[serde(skip)]
    pub place: Place,
    /// Where it ends.
    #[serde(skip)]
    pub end: Place,
}

/// The structure of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The title line, if the text has one; its level is 0.
    pub title: Option<Heading>,
    /// The headings in reading order.
    pub headings: Vec<Heading>,
    /// What is explained, in reading order, where the format of the text marks it, or a page of the manual shows it.
    pub terms: Vec<Term>,
    /// What the page folds, in reading order.
    pub furniture: Vec<Furniture>,
    /// The source line, from 1, from which on no headings are listed, because there are too many.
    pub cut_at: Option<u64>,
}

/// `{"title": string or null, "headings": [...], "entries": [...] if there are any}`.
impl Serialize for Outline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut state = serializer.serialize_struct("Outline", 3)?;
        state.serialize_field("title", &self.title.as_ref().map(|t| &t.text))?;
        state.serialize_field("headings", &self.headings)?;
        if !self.terms.is_empty() {
            state.serialize_field("entries", &self.terms)?;
        }
        state.end()
    }
}

impl Outline {
    /// What the format of a text marks.
    pub fn given(contents: &Contents) -> Self {
        let heading = |marked: &Marked| Heading {
            level: marked.level,
            line: marked.line,
            text: marked.text.clone(),
            span: 1,
            place: marked.place,
            end: marked.end,
            confidence: 1.0,
            signals: Signals::given(),
        };
        let folded = contents.folded.iter().map(|range| Furniture {
            kind: Folded::Leftover,
            place: range.start,
            end: range.end,
        });
        let term = |marked: &Marked| Term {
            line: marked.line,
            text: marked.text.clone(),
            place: marked.place,
            end: marked.end,
        };
        Self {
            title: contents.title.as_ref().map(heading),
            headings: contents.headings.iter().map(heading).collect(),
            terms: contents.entries.iter().map(term).collect(),
            furniture: folded.collect(),
            cut_at: None,
        }
    }

    /// Says it if headings are missing because there are too many.
    pub fn shortage(&self) -> Option<String> {
        let line = self.cut_at?;
        Some(format!(
            "too many headings: none is listed from line {line} on"
        ))
    }

    /// The title, unless it is the first heading as well: a format may have no other titles.
    pub fn title_apart(&self) -> Option<&Heading> {
        let first = self.headings.first().map(|heading| heading.place);
        let apart = |title: &&Heading| title.place == title.end || first != Some(title.place);
        self.title.as_ref().filter(apart)
    }

    /// Every place in it.
    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let headings = self.title.iter_mut().chain(&mut self.headings);
        let headings = headings.flat_map(|h| [&mut h.place, &mut h.end]);
        let terms = self.terms.iter_mut();
        let terms = terms.flat_map(|term| [&mut term.place, &mut term.end]);
        let furniture = self.furniture.iter_mut();
        let furniture = furniture.flat_map(|f| [&mut f.place, &mut f.end]);
        headings.chain(terms).chain(furniture)
    }

    /// The outline for people: the title, then a line for each heading, two blanks deeper for each level.
    ///
    /// ```
    /// let outline = rubricate::outline::outline("# Bread\n\n## Flour\n\nFine.\n\n### Rye\n\nDark.\n");
    /// assert_eq!(outline.to_text(), "Bread\n  Flour\n    Rye\n");
    /// ```
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let title = self.title_apart();
        for heading in title.into_iter().chain(&self.headings) {
            let indent =
                2 * (usize::from(heading.level) + usize::from(title.is_some())).saturating_sub(1);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:indent$}{}", "", heading.text);
        }
        text
    }
}

/// Reads a text part by part and says what its outline is.
///
/// The parts come in order. A judge may begin in the middle of a text; it then makes out no title. The verdict does
/// not depend on where the parts are cut, and may be asked for at any time.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    reader: reader::Reader,
    strictness: Strictness,
    /// Whether there is nothing to find, and so nothing to read.
    idle: bool,
}

/// How much it takes until a line is called a heading: 0 as the table was made, above it stricter, below more generous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strictness(i8);

impl Strictness {
    /// The steps to either side.
    pub const MOST: i8 = 4;

    /// So many steps stricter than usual, from -4 to 4; what is beyond counts as the last.
    pub fn new(steps: i8) -> Self {
        Self(steps.clamp(-Self::MOST, Self::MOST))
    }

    /// The steps.
    pub fn steps(self) -> i8 {
        self.0
    }
}

impl Judge {
    /// A judge who has read nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A judge who has read nothing, and takes more or less than others to call a line a heading.
    pub fn with(strictness: Strictness) -> Self {
        Self {
            strictness,
            ..Self::default()
        }
    }

    /// A judge for a text, who finds nothing where all of it is code.
    pub fn of(pages: &dyn Pages, strictness: Strictness) -> Self {
        Self {
            idle: pages.is_code(),
            ..Self::with(strictness)
        }
    }

    /// Learns what the first part says of the whole text, which is read from a later part on.
    pub(crate) fn begins_as(&mut self, first: &Part) {
        self.reader.is_outline = crate::text::is_outline(&first.text);
    }

    /// Reads the next part. `first_line` is the source line at which it begins, from 1.
    pub fn read(&mut self, part: &Part, first_line: u64) {
        if !self.idle {
            self.reader.read(part, first_line);
        }
    }

    /// The verdict on what was read so far.
    pub fn outline(&self) -> Outline {
        self.clone().into_outline()
    }

    /// The verdict of a judge who is not to read on: nothing has to be copied for it.
    pub fn into_outline(self) -> Outline {
        judge::verdict(self.reader, Table::learned(), self.strictness)
    }
}

/// Finds the outline of a text that is in memory.
///
/// ```
/// let text = "On Bread\n\nThe Flour\n\nIt is fine and white, and comes from the mill at the river.\n\n\
///     The Oven\n\nIt is older than the house, and was never cold in all the years that it has stood there.\n";
/// let outline = rubricate::outline::outline(text);
/// assert_eq!(outline.title.map(|t| t.text).as_deref(), Some("On Bread"));
/// assert_eq!(outline.headings[0].text, "The Flour");
/// assert_eq!(outline.headings[1].line, 7);
/// ```
pub fn outline(text: &str) -> Outline {
    judge_of(text).into_outline()
}

/// A judge who has read a text that is in memory.
fn judge_of(text: &str) -> Judge {
    let part = Part {
        number: 0,
        source: 0..text.len() as u64,
        border: Border::Blank,
        text: Clean::new(text),
        lines: memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32,
    };
    let mut judge = Judge::default();
    judge.read(&part, 1);
    judge
}

#[cfg(test)]
mod tests;
