//! Words as they lie in the text of a part, also where something else lies between them: the cells of a table, between tabs or
//! wherever a drawn table has them, and quoted lines behind their signs.

use std::borrow::Cow;
use std::ops::Range;

use super::{Cell, wrap};
use crate::document::columns::MOST;
use crate::document::{GridRow, Part};
use crate::text;

/// What marks the entries of a list in a cell; numbers of entries have no more digits than this.
const BULLETS: [char; 3] = ['•', '◦', '▪'];
const LONGEST_NUMBER: usize = 3;
/// A line that begins with such blanks is set in by them.
const SET_IN: char = '\u{a0}';
/// The words of an entry hang behind its marker where there is room for so many cells of them.
const ENTRY: usize = 8;

/// A row of a table.
pub(super) struct Record {
    pub(super) range: Range<u32>,
    pub(super) cells: Vec<Words>,
}

/// What a cell says: a stretch of the text, or several that follow each other on its lines.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) first: Range<u32>,
    more: Box<[Range<u32>]>,
}

/// A row of the page of what a cell says.
pub(super) struct Fragment {
    /// Its stretches of the text, each with the cells before it.
    pieces: Vec<(Range<u32>, usize)>,
    /// How many cells all of it takes.
    pub(super) cells: usize,
}

impl Fragment {
    /// From its first stretch of the text to the end of the last.
    pub(super) fn range(&self) -> Option<Range<u32>> {
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        Some(first.0.start..last.0.end)
    }

    /// What a row shows of it, with so many cells before it.
    pub(super) fn cells_at(&self, before: usize) -> impl Iterator<Item = Cell> {
        self.pieces.iter().map(move |(range, at)| Cell {
            range: range.clone(),
            at: (before + at) as u16,
        })
    }
}

impl Words {
    fn one(range: Range<u32>) -> Self {
        Self {
            first: range,
            more: Box::default(),
        }
    }

    /// Those of several stretches of the text.
    pub(super) fn joined(pieces: &[Range<u32>]) -> Self {
        let (first, more) = pieces.split_first().unzip();
        Self {
            first: first.cloned().unwrap_or(0..0),
            more: more.unwrap_or(&[]).into(),
        }
    }

    /// Those of a drawn table; one without words stands at the end of its row.
    fn drawn(pieces: &[Range<u32>], end: u32) -> Self {
        if pieces.is_empty() {
            Self::one(end..end)
        } else {
            Self::joined(pieces)
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// All of it as one text.
    pub(super) fn text<'a>(&self, part: &'a Part) -> Cow<'a, str> {
        if self.more.is_empty() {
            return Cow::Borrowed(part.slice(self.first.clone()));
        }
        let mut all = String::new();
        for (at, piece) in self.placed(part) {
            if all.len() < at as usize {
                all.push(' ');
            }
            all.push_str(part.slice(piece));
        }
        Cow::Owned(all)
    }

    /// Its stretches of the part, each with where it begins in the joined text: a blank behind the one before, if those are
    /// not ideographs on both sides.
    fn placed(&self, part: &Part) -> impl Iterator<Item = (u32, Range<u32>)> {
        let (mut at, mut ideograph) = (0, false);
        let pieces = std::iter::once(&self.first).chain(&self.more);
        pieces.map(move |piece| {
            let text = part.slice(piece.clone());
            let joins = ideograph && text.starts_with(text::is_ideographic);
            let from = at + u32::from(at > 0 && !joins);
            at = from + text.len() as u32;
            ideograph = text.chars().next_back().is_some_and(text::is_ideographic);
            (from, piece.clone())
        })
    }

    /// How many cells it takes as the name of a column, on one row.
    pub(super) fn label(&self, part: &Part) -> usize {
        text::cells(&wrap::flow(part.slice(self.first.clone())))
    }

    /// Its rows at a width.
    pub(super) fn rows(&self, part: &Part, width: usize) -> Vec<Fragment> {
        let text = self.text(part);
        let mut at = 0;
        let mut rows = Vec::new();
        for line in text.split(text::LINE_END) {
            rows.extend(hung(line, at, width));
            at += (line.len() + text::LINE_END.len_utf8()) as u32;
        }
        let fragment = |(row, hang): (Range<u32>, usize)| {
            let shown = |range: Range<u32>| {
                let words = text.get(range.start as usize..range.end as usize);
                text::cells(&wrap::flow(words.unwrap_or("")))
            };
            let pieces = self.within(part, row.clone());
            let pieces = pieces.map(|(inside, range)| {
                let before = shown(row.start..inside.end) - shown(inside);
                (range, hang + before)
            });
            Fragment {
                pieces: pieces.collect(),
                cells: hang + shown(row.clone()),
            }
        };
        rows.into_iter().map(fragment).collect()
    }

    /// The stretches that a range of the joined text comes from: where they lie in it, and in the part.
    fn within(
        &self,
        part: &Part,
        row: Range<u32>,
    ) -> impl Iterator<Item = (Range<u32>, Range<u32>)> {
        self.placed(part).filter_map(move |(from, piece)| {
            let end = from + piece.len() as u32;
            let inside = from.max(row.start)..end.min(row.end);
            let shift = |byte: u32| piece.start + byte - from;
            (inside.start < inside.end)
                .then(|| (inside.clone(), shift(inside.start)..shift(inside.end)))
        })
    }
}

/// The rows of a line of a cell, each with the cells before it: what it is set in by, and behind the marker of an entry they hang.
fn hung(line: &str, at: u32, width: usize) -> Vec<(Range<u32>, usize)> {
    let bare = line.trim_start_matches(SET_IN);
    let before = line.len() - bare.len();
    let inset = line.get(..before).map_or(0, text::cells);
    if inset == 0 || inset + ENTRY.min(text::cells(bare)) > width {
        return hanging(line, at, width);
    }
    let rows = hanging(bare, at + before as u32, width - inset).into_iter();
    rows.map(|(row, hang)| (row, inset + hang)).collect()
}

/// The same of one that is not set in.
fn hanging(line: &str, at: u32, width: usize) -> Vec<(Range<u32>, usize)> {
    let (marker, words) = line.split_at_checked(marker_of(line)).unwrap_or(("", line));
    let hang = text::cells(marker);
    if hang == 0 || hang + ENTRY > width {
        let rows = wrap::prose(line, at, width).into_iter();
        return rows.map(|row| (row, 0)).collect();
    }
    let rows = wrap::prose(words, at + marker.len() as u32, width - hang);
    let rows = rows.into_iter().enumerate().map(|(nth, row)| match nth {
        0 => (at..row.end, 0),
        _ => (row, hang),
    });
    rows.collect()
}

/// How much of a line is the marker of an entry, in bytes.
fn marker_of(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line
        .get(digits..)
        .is_some_and(|rest| rest.starts_with(". "));
    let first = line.chars().next().filter(|c| BULLETS.contains(c));
    match first.map(char::len_utf8) {
        Some(bullet) if line.get(bullet..).is_some_and(|rest| rest.starts_with(' ')) => bullet + 1,
        None if number && (1..=LONGEST_NUMBER).contains(&digits) => digits + 2,
        _ => 0,
    }
}

/// The rows of a table of which tabs part the cells.
pub(super) fn tabbed(part: &Part, range: Range<u32>) -> Vec<Record> {
    let mut at = range.start;
    let mut grid = Vec::new();
    for line in part.slice(range).split_inclusive('\n') {
        let end = at + line.trim_end_matches('\n').len() as u32;
        let mut cells = Vec::new();
        let mut from = at;
        for cell in line.trim_end_matches('\n').splitn(MOST, '\t') {
            cells.push(Words::one(from..from + cell.len() as u32));
            from += cell.len() as u32 + 1;
        }
        grid.push(Record {
            range: at..end,
            cells,
        });
        at += line.len() as u32;
    }
    grid
}

/// The rows of a drawn table that begins at an offset: what is drawn above the first of them belongs to that.
pub(super) fn drawn(rows: &[GridRow], start: u32) -> Vec<Record> {
    let record = |row: &GridRow| Record {
        range: row.range.clone(),
        cells: row
            .cells
            .iter()
            .map(|cell| Words::drawn(cell, row.range.end))
            .collect(),
    };
    let mut grid: Vec<Record> = rows.iter().map(record).collect();
    if let Some(first) = grid.first_mut() {
        first.range.start = start.min(first.range.start);
    }
    grid
}
