//! The structure of a text: title, headings, furniture.

use serde::Serialize;

use crate::document::{Part, Place};

/// A heading that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// Depth, from 1.
    pub level: u8,
    /// The source line it stands on, from 1.
    pub line: u64,
    /// What it says: clean, on one line, blanks folded, without marks such as `#`.
    pub text: String,
    /// How many source lines it takes.
    #[serde(skip_serializing_if = "is_one")]
    pub span: u32,
    /// Where it begins.
    #[serde(skip)]
    pub place: Place,
    /// Where its last line ends.
    #[serde(skip)]
    pub end: Place,
}

fn is_one(span: &u32) -> bool {
    *span == 1
}

/// Lines that are no text of the author's: a leftover `Table of Contents`, a page header. The page does not show them.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    /// Where it begins.
    pub place: Place,
    /// Where its last line ends.
    pub end: Place,
}

/// The structure of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The title line, if the text has one; its level is 0.
    pub title: Option<Heading>,
    /// The headings in reading order.
    pub headings: Vec<Heading>,
    /// What the page leaves out, in reading order.
    pub furniture: Vec<Furniture>,
}

/// Reads a text part by part and says what its outline is.
#[derive(Debug, Default)]
pub struct Judge {}

impl Judge {
    /// A judge who has read nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the next part. `first_line` is the source line at which it begins, from 1.
    pub fn read(&mut self, part: &Part, first_line: u64) {
        let _ = (part, first_line);
    }

    /// The verdict on what was read so far.
    pub fn outline(&self) -> Outline {
        Outline::default()
    }
}
