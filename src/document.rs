//! One form for every format: places, parts, blocks.
//!
//! A [`Document`] is read in [`Part`]s of about 64 KiB, each a pure function of the bytes, so that any of them can be
//! had at once and forgotten again. What readers write here, the study (outline, layout) reads.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{self, Clean};

pub use given::Given;
pub use rich::{Alert, Align, Contents, Detail, Face, GridRow, Marked, Nest, Span, Token};

pub mod anchor;
pub mod builder;
pub mod columns;
pub mod fences;
mod given;
#[cfg(test)]
pub(crate) mod parts_of_texts;
pub mod patches;
mod rich;
pub mod sketch;

/// About how many bytes of the source a part holds, the first one aside.
const PART_BYTES: u64 = 64 * 1024;
/// The first part is shorter: the first frame waits for it.
const FIRST_BYTES: u64 = 16 * 1024;

/// The byte of the source at which a part begins, or a little after which.
///
/// ```
/// use rubricate::document::{part_near, part_of};
/// assert_eq!((part_near(0), part_of(0)), (0, 0));
/// assert_eq!(part_of(part_near(7)), 7);
/// assert_eq!(part_of(part_near(7) - 1), 6);
/// ```
pub fn part_near(number: u32) -> u64 {
    match number {
        0 => 0,
        _ => FIRST_BYTES + u64::from(number - 1) * PART_BYTES,
    }
}

/// The part that a byte of the source belongs to, or the one after that.
pub fn part_of(byte: u64) -> u32 {
    byte.checked_sub(FIRST_BYTES).map_or(0, |behind| {
        u32::try_from(behind / PART_BYTES + 1).unwrap_or(u32::MAX)
    })
}

/// A position in the text: a byte of the clean text of a part. The only kind of position there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the part, from 0.
    pub part: u32,
    /// Byte offset in the clean text of the part.
    pub offset: u32,
}

impl Place {
    /// The first place of a part.
    pub fn start_of(part: u32) -> Self {
        Self { part, offset: 0 }
    }
}

/// What stands before a part: how the border above it came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// The beginning of the text, or blank lines.
    Blank,
    /// A line end, no blank line.
    Line,
    /// The middle of a line that was too long to keep whole.
    Middle,
}

/// A stretch of the source of about 64 KiB, decoded and cleaned.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its number, from 0.
    pub number: u32,
    /// Where it lies in the source, in bytes.
    pub source: Range<u64>,
    /// What stands before it.
    pub border: Border,
    /// Its text; lines end with a line feed.
    pub text: Clean,
    /// How many source lines end in it.
    pub lines: u32,
}

impl Part {
    /// A part without text.
    pub fn empty() -> Self {
        Self {
            number: 0,
            source: 0..0,
            border: Border::Blank,
            text: Clean::default(),
            lines: 0,
        }
    }

    /// The lines of the part with the offset at which each begins; the last one may lack its line end.
    ///
    /// ```
    /// # use rubricate::document::{Border, Part};
    /// # use rubricate::text::Clean;
    /// let part = Part { number: 0, source: 0..6, border: Border::Blank, text: Clean::new("one\n\ntwo"), lines: 2 };
    /// assert_eq!(part.lines().collect::<Vec<_>>(), [(0, "one"), (4, ""), (5, "two")]);
    /// ```
    pub fn lines(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut offset = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let start = offset;
            offset += line.len() as u32;
            (start, line.strip_suffix('\n').unwrap_or(line))
        })
    }

    /// The line that an offset lies on, without its line end, and where it begins.
    ///
    /// ```
    /// # use rubricate::document::{Border, Part};
    /// # use rubricate::text::Clean;
    /// let part = Part { number: 0, source: 0..7, border: Border::Blank, text: Clean::new("one\ntwo"), lines: 1 };
    /// assert_eq!((part.line_at(2), part.line_at(5)), ((0, "one"), (4, "two")));
    /// ```
    pub fn line_at(&self, offset: u32) -> (u32, &str) {
        let before = text::head(&self.text, offset as usize);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(start..).unwrap_or("");
        (start as u32, rest.split('\n').next().unwrap_or(""))
    }

    /// The text between two offsets; empty where they do not lie on characters of this part.
    pub fn slice(&self, range: Range<u32>) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    /// Where the part ends, as an offset.
    pub fn end(&self) -> u32 {
        self.text.len() as u32
    }
}

/// What a block is, as far as its own lines show it. Headings of plain text are not known here: the outline says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Prose: its source lines are joined and set anew.
    Paragraph,
    /// An entry of a list; its first `marker` bytes are the bullet or number with the blanks after it.
    Item {
        /// Bytes from the start of the block to its own text.
        marker: u32,
    },
    /// Quoted lines; each begins with `>` and perhaps more.
    Quote,
    /// Code, tables, verse, logs: every line is kept as it stands.
    Verbatim,
    /// A line that only separates, such as `* * *` or `-----`.
    Rule,
    /// Rows of cells: each row is a line, and tabs stand between its cells, unless its [`Detail`] says where they lie.
    Table,
    /// A picture; its text is what stands for it.
    Picture,
}

/// A paragraph, a list item, a piece of code: what is set as one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Where it lies in the text of its part; begins and ends with a character that is not blank, except that a
    /// verbatim block begins with the indent of its first line.
    pub range: Range<u32>,
    /// How deep it is indented, in cells.
    pub indent: u16,
    /// Whether a blank line stands before it in the source.
    pub after_blank: bool,
    /// What it is nested in, where a format says so.
    pub nest: Nest,
    /// Whether it goes on from the block above, which was too long to keep whole.
    pub joined: bool,
    /// Whether it is set close to the block above, whatever that is.
    pub close: bool,
    /// Whether its line ends are the author's, and each of its lines is broken by itself.
    pub broken: bool,
    /// What else a format says of it.
    pub detail: Option<Arc<Detail>>,
}

impl Block {
    /// A block of which no format says more than this.
    pub fn new(kind: Kind, range: Range<u32>, indent: u16, after_blank: bool) -> Self {
        Self {
            kind,
            range,
            indent,
            after_blank,
            nest: Nest::default(),
            joined: false,
            close: false,
            broken: false,
            detail: None,
        }
    }
}

/// What a reader of a format offers: the parts of a text and their blocks, each at once and in any order.
pub trait Pages: Send + Sync {
    /// How many parts there are so far; at least 1.
    fn parts(&self) -> u32;
    /// Reads a part. A number beyond the last gives the last; what cannot be read gives an empty text.
    fn part(&self, number: u32) -> Arc<Part>;
    /// Finds the blocks of a part, in order, not overlapping.
    fn blocks(&self, part: &Part) -> Vec<Block>;
    /// Bytes of the source so far.
    fn size(&self) -> u64;
    /// Whether all of the source is there.
    fn finished(&self) -> bool;
    /// The name of the encoding, if it is not plain UTF-8.
    fn encoding(&self) -> Option<&'static str>;
    /// The language it is written in, if the text itself says so: a tag as of BCP 47, such as `de` or `pt-BR`.
    fn language(&self) -> Option<&str> {
        None
    }
    /// Stretches of a part that look otherwise than the text around them, by where they begin; none goes beyond its block.
    fn spans(&self, _: &Part) -> Arc<[Span]> {
        Arc::default()
    }
    /// What the format itself marks as headings; none where nothing is marked and the outline has to find them.
    fn contents(&self) -> Option<&Contents> {
        None
    }
    /// Whether all of it is code or data, where nothing is a heading, whatever it looks like.
    fn is_code(&self) -> bool {
        false
    }
    /// The source line, from 1, of what stands at a place, where the lines of the text are not those of the source.
    fn line_of(&self, _: Place) -> Option<u64> {
        None
    }
    /// The place of the last block, or row of a table, that begins at a source line or before it, where [`Pages::line_of`] knows lines.
    fn place_of(&self, _: u64) -> Option<Place> {
        None
    }
    /// Where something of this name stands that links may point to.
    fn target(&self, _: &str) -> Option<Place> {
        None
    }
    /// The same, where the name lacks the file that it stands in: of several the first.
    fn target_in_any_file(&self, _: &str) -> Option<Place> {
        None
    }
    /// Where the note ends that begins at a place, if one does: what stands apart from the text and is called by a mark
    /// in it. It is read beside the words that call it.
    fn note(&self, _: Place) -> Option<Place> {
        None
    }
}

/// A text that was opened.
#[derive(Clone)]
pub struct Document {
    /// What to call it: a file's name, or what the text came through.
    pub name: Clean,
    pages: Arc<dyn Pages>,
}

impl Document {
    /// A document over the pages of a reader.
    pub fn new(name: Clean, pages: Arc<dyn Pages>) -> Self {
        Self { name, pages }
    }

    /// The parts and blocks.
    pub fn pages(&self) -> &dyn Pages {
        &*self.pages
    }

    /// The source line of a place, from 1. Takes time in proportion to what is before it.
    pub fn line_of(&self, place: Place) -> u64 {
        self.lines_of(&[place]).first().copied().unwrap_or(1)
    }

    /// The source lines of places that stand in order. Takes as long as for the last of them alone.
    pub fn lines_of(&self, places: &[Place]) -> Vec<u64> {
        let (mut before, mut counted) = (0, 0);
        let line = |place: &Place| {
            if let Some(line) = self.pages.line_of(*place) {
                return line;
            }
            for number in counted..place.part {
                before += u64::from(self.pages.part(number).lines);
            }
            counted = counted.max(place.part);
            let part = self.pages.part(place.part);
            let inside = text::head(&part.text, place.offset as usize);
            before + inside.matches('\n').count() as u64 + 1
        };
        places.iter().map(line).collect()
    }

    /// The place of a source line, from 1. Takes time in proportion to what is before it.
    pub fn place_of(&self, line: u64) -> Place {
        self.places_of(&[line]).first().copied().unwrap_or_default()
    }

    /// The places of source lines in order. Takes as long as for the last of them alone.
    pub fn places_of(&self, lines: &[u64]) -> Vec<Place> {
        let (mut before, mut number) = (0, 0);
        let parts = self.pages.parts();
        let place = |line: &u64| {
            if let Some(place) = self.pages.place_of(*line) {
                return place;
            }
            let ended = line.saturating_sub(1);
            while number < parts {
                let part = self.pages.part(number);
                let own = u64::from(part.lines);
                if let Some(nth) = ended.checked_sub(before).filter(|nth| *nth < own) {
                    let line = part.lines().nth(nth as usize);
                    let offset = line.map_or(0, |(at, _)| at);
                    return Place {
                        part: number,
                        offset,
                    };
                }
                (before, number) = (before + own, number + 1);
            }
            Place::start_of(parts.saturating_sub(1))
        };
        lines.iter().map(place).collect()
    }

    /// How far into the source a place lies, in bytes: exact in its part's beginning, in proportion inside.
    pub fn position(&self, part: &Part, place: Place) -> u64 {
        let length = part.source.end - part.source.start;
        let inside = (length * u64::from(place.offset))
            .checked_div(u64::from(part.end()))
            .unwrap_or(0);
        part.source.start + inside.min(length)
    }
}
