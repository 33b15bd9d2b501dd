//! Pieces of a page and their rows.

use std::ops::Range;
use std::sync::Arc;

use super::Art;
use super::fit::Broken;
use crate::document::{Block, Detail, Nest};
use crate::picture::Unseen;

/// What a piece of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The title of the text.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// Prose.
    Paragraph,
    /// An entry of a list.
    Item,
    /// Quoted lines.
    Quote,
    /// Lines kept as they are.
    Verbatim,
    /// A separating line.
    Rule,
    /// Rows of cells.
    Table,
    /// A picture.
    Picture,
    /// What is no text of the author's, folded to one row.
    Folded,
    /// The same, opened: its lines are kept.
    Furniture,
}

/// What is set as one: a block, or what the outline says stands there instead.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub style: Style,
    /// Where it lies in its part.
    pub range: Range<u32>,
    /// Bytes of a list marker at its start.
    pub(super) marker: u32,
    /// Cells before it.
    pub(super) indent: u16,
    /// Empty rows before it.
    pub gap: u16,
    /// What it is nested in.
    pub(super) nest: Nest,
    /// How many bars stand in the empty rows before it.
    pub(super) bridge: u16,
    /// Whether it goes on from the piece above.
    pub(super) joined: bool,
    /// Whether each of its lines is broken by itself.
    pub(super) broken: bool,
    /// What else the format says of it.
    pub detail: Option<Arc<Detail>>,
}

impl Piece {
    /// A stretch of a block.
    pub(super) fn of(
        block: &Block,
        style: Style,
        range: Range<u32>,
        marker: u32,
        indent: u16,
    ) -> Self {
        Self {
            style,
            range,
            marker,
            indent,
            gap: 0,
            nest: block.nest,
            bridge: 0,
            joined: block.joined,
            broken: block.broken,
            detail: block.detail.clone(),
        }
    }

    /// A stretch of it, with so many empty rows before it.
    pub(super) fn within(&self, range: Range<u32>, gap: u16) -> Self {
        Self {
            range,
            gap,
            ..self.clone()
        }
    }

    /// Lines that are kept as they are.
    pub(super) fn kept(style: Style, range: Range<u32>, gap: u16) -> Self {
        Self {
            style,
            range,
            marker: 0,
            indent: 0,
            gap,
            nest: Nest::default(),
            bridge: 0,
            joined: false,
            broken: false,
            detail: None,
        }
    }
}

/// A row of a piece.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its text.
    pub range: Range<u32>,
    /// Cells before its lead.
    pub indent: u16,
    /// Cells by which it begins left of that.
    pub outdent: u16,
    /// Cells by which it is drawn shorter: by its dots up to a page number, or with an ellipsis.
    pub shorter: u16,
    /// Whether it is cut at the edge of the page, and moves sideways with the others of its block.
    pub moves: bool,
    /// Whether a hyphen is drawn behind it that is not in the text.
    pub hyphen: bool,
    /// What stands before its text.
    pub lead: Lead,
    /// Where its text stands, if not all of it from its beginning on: see [`Cell`].
    pub cells: Box<[Cell]>,
    /// The row of a picture that it shows instead of text.
    pub art: Option<Art>,
    /// Why the picture is not shown for which its text stands, where that is said behind it.
    pub unseen: Option<Unseen>,
}

impl Row {
    /// A row of text.
    pub(super) fn plain(range: Range<u32>, indent: u16) -> Self {
        Self::led(range, indent, Lead::None)
    }

    /// A row of text behind something.
    pub(super) fn led(range: Range<u32>, indent: u16, lead: Lead) -> Self {
        Self {
            range,
            indent,
            outdent: 0,
            shorter: 0,
            moves: false,
            hyphen: false,
            lead,
            cells: Box::default(),
            art: None,
            unseen: None,
        }
    }
}

impl Broken {
    /// The row of a page that it is.
    pub(super) fn on(self, indent: u16, lead: Lead) -> Row {
        Row {
            hyphen: self.hyphen,
            ..Row::led(self.range, indent, lead)
        }
    }
}

/// What a row shows of one cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its text.
    pub range: Range<u32>,
    /// The cells of the row before it.
    pub at: u16,
}

/// What stands before the text of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// A bullet, a number: the text of a range, drawn by [`SetPart::line`](super::SetPart::line).
    Marker(Range<u32>),
    /// So many cells of nothing, under a marker.
    Hang(u16),
    /// The bar of a quotation so many levels deep.
    Bar(u16),
    /// The mark of a kept line that goes on.
    Continues,
    /// So many bars, so many cells, and perhaps a marker.
    Nested(Nest, Option<Range<u32>>),
    /// The same, and the mark of a kept line that goes on.
    NestedContinues(Nest),
    /// What a cell is called that stands on a row of its own: the text of a range, cut to so many cells.
    Label(Range<u32>, u16),
    /// The same, of a name that stands in another stretch of the table.
    Named(Arc<str>, u16),
}
