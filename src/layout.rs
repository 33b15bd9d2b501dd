//! Rows: what stands on the page at a width, and how one walks up and down from a place.
//!
//! A part is *set* when it is first seen: its blocks, corrected by what the outline says (title, headings, furniture),
//! become [`Piece`]s, and each piece gets its rows when it is first needed. Nothing here knows how far the text goes
//! beyond the parts it touches, so every step costs about one screen's work at any place of any text.

mod cells;
mod chosen;
mod divided;
mod fit;
mod folds;
mod hyphens;
mod kept;
mod leader;
mod pictures;
pub mod piece;
mod prose;
mod quoted;
mod rich;
pub mod set;
mod shown;
mod sieve;
mod space;
mod table;
pub mod walk;
pub mod wrap;
mod written;

pub use folds::Fold;
pub use hyphens::Hyphens;
pub use pictures::{Art, BEFORE_REASON, Pictures};
pub use piece::{Cell, Lead, Piece, Row, Style};
pub use set::SetPart;
pub use shown::Shown;
pub use sieve::Sieve;
pub use walk::Layout;

use std::cmp::{Ordering, Reverse};

use std::ops::Range;

use crate::document::{Face, Place};
use crate::picture::Unseen;
use crate::text;

/// Where the page begins: a place, and how many of the empty rows above it are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Top {
    /// The first text on the page lies at or after this place.
    pub place: Place,
    /// Empty rows shown above the row of that place; they belong to the space before its piece.
    pub above: u16,
    /// How much of a picture that begins at that place stands above the page, in 65,536ths of its rows.
    pub into: u16,
}

impl Top {
    /// The first row of a place.
    pub fn at(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }
}

/// In reading order: the more empty rows are shown, the further up the page begins.
impl Ord for Top {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |top: &Self| (top.place, Reverse(top.above), top.into);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Top {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How wide things may be, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width {
    /// Prose.
    pub measure: u16,
    /// Kept lines (code, tables, logs), which may use the air at the right of the column.
    pub room: u16,
    /// What kept lines may use at the left of the column, if they are still too wide.
    pub margin: u16,
}

/// One row of the page, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where its text begins.
    pub place: Place,
    /// What it belongs to; `None` for an empty row.
    pub style: Option<Style>,
    /// Cells before it, counted from the left edge of the column.
    pub indent: u16,
    /// Cells by which it begins left of that.
    pub outdent: u16,
    /// Bullet, number or bar before its text.
    pub lead: String,
    /// Its text.
    pub text: String,
    /// Cells of its text that are out of the page at the left, if it is cut at the edges and may be moved sideways.
    pub moved: Option<u16>,
    /// Furniture that stands on the row, or is folded into its margin.
    pub fold: Option<Fold>,
    /// Whether a hyphen is drawn behind its text, where a word is divided that is whole in the text.
    pub hyphen: bool,
    /// The bytes of the part's text that it shows.
    pub bytes: u32,
    /// In a row of a table, for each cell the bytes of the part's text and of this one's; else empty.
    pub cells: Vec<(Range<u32>, Range<usize>)>,
    /// What of its text looks otherwise, as bytes of it; inner ones after those around them.
    pub faces: Vec<(Range<usize>, Face)>,
    /// How the marker before its text looks, if the format says so, as bytes of what stands before the text.
    pub lead_faces: Vec<(Range<usize>, Face)>,
    /// The row of a picture that stands behind its lead instead of text.
    pub art: Option<Art>,
    /// Why the picture is not shown for which its text stands, where that is said behind it.
    pub unseen: Option<Unseen>,
}

impl Line {
    /// The byte of its text that is drawn on a cell of a window in which the column begins at `left`, if any is.
    pub fn byte_at(&self, left: u16, cell: u16) -> Option<usize> {
        self.style?;
        let start = (left + self.indent).saturating_sub(self.outdent);
        let start = usize::from(start) + text::cells(&self.lead);
        let into = usize::from(cell).checked_sub(start)? + usize::from(self.moved.unwrap_or(0));
        let (before, cells) = text::fit(&self.text, into);
        let behind = before.len() >= self.text.len() && cells <= into;
        (!behind).then_some(before.len())
    }

    /// The stretches of the part's text that it shows, each with the bytes of its own text that show it.
    pub fn stretches(&self) -> Vec<(Range<u32>, Range<usize>)> {
        if self.cells.is_empty() {
            let start = self.place.offset;
            return vec![(start..start + self.bytes, 0..self.text.len())];
        }
        self.cells.clone()
    }
}
