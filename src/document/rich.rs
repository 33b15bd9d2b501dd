//! What formats with marks say beyond lines and blocks: how words look, where links lead, what is nested in what, and
//! which lines are headings.

use std::ops::Range;
use std::sync::Arc;

use super::Place;
use super::columns::Columns;
use crate::text::{Clean, Look};

/// How a stretch of text looks, or what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Face {
    /// Stressed.
    Emphasis,
    /// Stressed strongly.
    Strong,
    /// Code, or what one types.
    Code,
    /// Struck out.
    Struck,
    /// Mathematics, in the notation of its source.
    Math,
    /// Said in passing: what stands for a picture in a line, small print.
    Quiet,
    /// The name of a remark that is to be noticed.
    Alert(Alert),
    /// A word of code, by what it is there.
    Token(Token),
    /// As the program that wrote it set it apart for a terminal.
    Drawn(Look),
    /// Leads elsewhere: an address, the path of a file, or `#` and a [target](super::Pages::target).
    Link(Arc<str>),
}

/// Why a remark is to be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// It is worth knowing.
    Note,
    /// It helps.
    Tip,
    /// It has to be known.
    Important,
    /// Something may go wrong.
    Warning,
    /// Something will go wrong.
    Caution,
}

impl Alert {
    /// What it is called on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
        }
    }
}

/// What a word of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Nothing that is told apart.
    Plain,
    /// A word of the language.
    Keyword,
    /// What a function or a section is called.
    Name,
    /// What a kind of thing is called.
    Kind,
    /// Text in quotation marks.
    Text,
    /// A number, or another fixed value.
    Constant,
    /// Said to people.
    Remark,
}

/// A stretch of a part's text that looks otherwise than what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it lies in the text of its part.
    pub range: Range<u32>,
    /// How it looks.
    pub face: Face,
}

/// What a block is nested in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nest {
    /// Quotations: a bar is drawn for each, behind the indent of the block.
    pub bars: u16,
    /// Cells between the bars and the text.
    pub inner: u16,
    /// How many of the quotations begin with this block: their bars do not go up to the block above.
    pub opened: u16,
}

/// At which side of its column a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// What a format says of a block beside its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Code of this language.
    Code(Clean),
    /// How the columns of a table are aligned, those not named being at the left, and how many rows are its head.
    Table {
        /// From the first column on.
        aligns: Vec<Align>,
        /// Rows that name the columns.
        head: u32,
        /// The columns of the whole table, where this is a stretch of one that was cut.
        columns: Option<Arc<Columns>>,
    },
    /// A table that stands drawn in the text, or in columns there: what draws it lies between its cells.
    Grid {
        /// As those of [`Detail::Table`].
        aligns: Vec<Align>,
        /// Rows that name the columns.
        head: u32,
        /// The columns of the whole table, where they are not to be measured from these rows alone.
        columns: Option<Arc<Columns>>,
        /// The rows, in order.
        rows: Vec<GridRow>,
    },
    /// Where a picture is to be had, as the text says it.
    Picture(Arc<str>),
}

/// A row of a table that stands drawn in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Its lines in the text of the part, from the first word or bar on.
    pub range: Range<u32>,
    /// What each of its cells says: a stretch for each line that has words of it, none where it is empty.
    pub cells: Vec<Vec<Range<u32>>>,
}

/// A line that the format marks as a heading, or as something else one may want to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Depth, from 1.
    pub level: u8,
    /// The source line it stands on, from 1; of a format without lines, of the text that is shown.
    pub line: u64,
    /// What it says, on one line.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// Where it ends.
    pub end: Place,
}

/// The headings that a format marks, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The title of the text. It may be one of the headings too, or stand nowhere in the text: then it has no extent.
    pub title: Option<Marked>,
    /// The headings.
    pub headings: Vec<Marked>,
    /// What one may want to go to that is no heading, such as the options of a command, in reading order. Their level is
    /// that of a heading below the one they belong to.
    pub entries: Vec<Marked>,
    /// What is not the author's text and is folded, such as the front matter of a page.
    pub folded: Vec<Range<Place>>,
}

impl Contents {
    /// The first heading, where it is the only one of the highest level: then it is the title as well.
    pub(super) fn lone_first(&self) -> Option<Marked> {
        let (first, rest) = self.headings.split_first()?;
        let alone = rest.iter().all(|heading| heading.level > first.level);
        alone.then(|| Marked {
            level: 0,
            ..first.clone()
        })
    }
}
