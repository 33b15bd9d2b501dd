//! Pictures: what the head of one says, and its pixels as a terminal shows them.
//!
//! Nothing of a picture's file reaches the terminal: its pixels are decoded, made as small as they are shown, and written
//! anew, as coloured cells or in the notation that the terminal has for pictures. Widgets for pictures draw a whole one into
//! cells; here each row of cells is a row of the page, which may stand at its edge, move by itself and lie under a box.

#[cfg(feature = "images")]
mod blocks;
#[cfg(feature = "images")]
mod decode;
#[cfg(feature = "images")]
mod inline;
#[cfg(feature = "images")]
mod kitty;
#[cfg(feature = "images")]
mod sixel;
#[cfg(feature = "images")]
mod strips;

use std::sync::Arc;

#[cfg(feature = "images")]
pub use decode::{LONGEST, extent, paint};

/// Columns and rows, of pixels or of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extent<N> {
    /// From left to right.
    pub columns: N,
    /// From top to bottom.
    pub rows: N,
}

/// How large a picture is, in pixels.
pub type Pixels = Extent<u32>;
/// How large it is shown, in cells.
pub type Cells = Extent<u16>;

/// A way in which a terminal shows pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Cells, each the upper half of one colour and the lower half of another.
    Blocks,
    /// The protocol of kitty: the picture is sent once, and letters of its own say where it stands.
    Kitty,
    /// Six rows of pixels at a time, as terminals of DEC had them.
    Sixel,
    /// A file within the text, as iTerm2 has it.
    Inline,
}

/// Why a picture is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// Nobody wants to see any.
    Off,
    /// The terminal has too few colours.
    Colours,
    /// It lies on the web, and no connection is made for it.
    Web,
    /// It lies neither beside the text nor in it.
    Elsewhere,
    /// There is no such file.
    Missing,
    /// It may not be read.
    Forbidden,
    /// It is no picture of a kind that can be shown.
    Unknown,
    /// It cannot be decoded.
    Broken,
    /// Its file, or what its head claims, is too large.
    Large,
}

impl Unseen {
    /// The same in words, to be said beside what stands for the picture.
    ///
    /// ```
    /// use rubricate::picture::Unseen;
    /// assert_eq!(Unseen::Missing.words(), "file not found");
    /// ```
    pub fn words(self) -> &'static str {
        match self {
            Self::Off => "pictures are off",
            Self::Colours => "no colours for pictures",
            Self::Web => "on the web, not fetched",
            Self::Elsewhere => "not beside the text",
            Self::Missing => "file not found",
            Self::Forbidden => "may not be read",
            Self::Unknown => "not PNG, JPEG, GIF or WebP",
            Self::Broken => "file is broken",
            Self::Large => "too large",
        }
    }
}

/// What stands for one pixel: red, green and blue, or what is behind the picture.
pub type Ink = Option<[u8; 3]>;

/// A picture at the size at which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Painted {
    /// The upper and the lower half of each cell, row by row, so many of them in a row.
    Blocks(u16, Vec<(Ink, Ink)>),
    /// Each row of cells by itself, so that any of them can be shown without the others.
    Strips(Vec<Arc<Strip>>),
}

impl Painted {
    /// The halves of the cells of a row; none where it is not made of cells.
    ///
    /// ```
    /// use rubricate::picture::Painted;
    /// let (red, none) = (Some([255, 0, 0]), None);
    /// let painted = Painted::Blocks(1, vec![(red, none), (none, red)]);
    /// assert_eq!(painted.blocks(1), [(none, red)]);
    /// assert!(painted.blocks(2).is_empty());
    /// ```
    pub fn blocks(&self, row: u16) -> &[(Ink, Ink)] {
        match self {
            Self::Blocks(columns, cells) => {
                let mut rows = cells.chunks(usize::from(*columns).max(1));
                rows.nth(usize::from(row)).unwrap_or(&[])
            }
            Self::Strips(_) => &[],
        }
    }

    /// A row, where each is by itself.
    pub fn strip(&self, row: u16) -> Option<&Arc<Strip>> {
        match self {
            Self::Strips(strips) => strips.get(usize::from(row)),
            Self::Blocks(..) => None,
        }
    }
}

/// A row of a picture in the notation of a terminal; written by us, never taken from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// What draws it where the cursor stands.
    pub drawn: String,
    /// What the terminal has to have before.
    pub first: Option<Arc<Sent>>,
}

/// A picture that is sent to the terminal once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What the terminal calls it.
    pub number: u32,
    /// What tells it to the terminal.
    pub drawn: String,
}
