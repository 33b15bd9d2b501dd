//! Words on rows, so that the paragraph as a whole looks even (`textwrap`'s optimal fit, after Knuth and Plass, "Breaking
//! paragraphs into lines", 1981). As there, words are divided in a second attempt, if the first one is not good.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// A paragraph of more words than this is broken row by row: nobody sees the difference, and it is several times faster.
const OPTIMAL_WORDS: usize = 400;
/// A row is too short that leaves more than such a part of the width empty, if words may be divided.
const SHORT_ROW: usize = 5;
/// No more rows than these end in a hyphen one below the other.
const HYPHENS_BELOW: usize = 2;

/// A piece of text that is not broken, and what follows it.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) range: Range<u32>,
    cells: u32,
    pub(super) space: u32,
    /// Whether it goes on in the next one, and gets a hyphen where a row ends behind it.
    pub(super) divides: bool,
}

impl Word {
    /// A word of so many cells, and the blanks behind it.
    pub(super) fn new(range: Range<u32>, cells: usize, space: u32) -> Self {
        Self {
            range,
            cells: cells as u32,
            space,
            divides: false,
        }
    }
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.cells)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }
    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.divides))
    }
}

/// A row of prose: its stretch of the text, and whether a hyphen is drawn behind it that is not in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) range: Range<u32>,
    pub(super) hyphen: bool,
}

impl Broken {
    /// A row that divides no word.
    pub(super) fn whole(range: Range<u32>) -> Self {
        Self {
            range,
            hyphen: false,
        }
    }
}

/// Words on rows, as evenly as can be.
pub(super) fn rows(words: &[Word], width: usize) -> Vec<&[Word]> {
    fitted(words, width, Penalties::new())
}

fn fitted(words: &[Word], width: usize, penalties: Penalties) -> Vec<&[Word]> {
    let widths = [width as f64];
    if words.len() > OPTIMAL_WORDS {
        return wrap_first_fit(words, &widths);
    }
    // An overflowing row must never be worth its price; where one comes out all the same, see `too_wide`.
    let penalties = Penalties {
        overflow_penalty: 1_000_000,
        ..penalties
    };
    match wrap_optimal_fit(words, &widths, &penalties) {
        Ok(rows) if !rows.iter().any(|row| too_wide(row, width)) => rows,
        _ => wrap_first_fit(words, &widths),
    }
}

/// Rows as stretches of the text.
pub(super) fn broken(rows: &[&[Word]]) -> Vec<Broken> {
    let row = |row: &&[Word]| {
        let (first, last) = (row.first()?, row.last()?);
        Some(Broken {
            range: first.range.start..last.range.end,
            hyphen: last.divides,
        })
    };
    rows.iter().filter_map(row).collect()
}

/// Whether a row before the last is so short that it is better to divide a word.
pub(super) fn is_uneven(rows: &[&[Word]], width: usize) -> bool {
    widest_gap(rows, width) * SHORT_ROW > width
}

/// The rows of words that may be divided, if that makes them more even than they are undivided.
pub(super) fn divided<'a>(
    words: &'a [Word],
    undivided: &[&[Word]],
    width: usize,
) -> Option<Vec<&'a [Word]>> {
    if words.len() > OPTIMAL_WORDS {
        return None;
    }
    // A hyphen has to be worth such a gap as counts as too wide; that it saves a row does not count.
    let penalties = Penalties {
        nline_penalty: 0,
        hyphen_penalty: (width / SHORT_ROW).pow(2),
        ..Penalties::new()
    };
    let rows = fitted(words, width, penalties);
    let is_divided = |row: &[Word]| row.last().is_some_and(|word| word.divides);
    let mut ladders = rows.chunk_by(|above, below| is_divided(above) && is_divided(below));
    let better = widest_gap(&rows, width) < widest_gap(undivided, width);
    (better && ladders.all(|rows| rows.len() <= HYPHENS_BELOW)).then_some(rows)
}

/// The most cells that a row before the last leaves empty.
fn widest_gap(rows: &[&[Word]], width: usize) -> usize {
    let full = rows.split_last().map_or(&[][..], |(_, rows)| rows);
    let gaps = full.iter().map(|row| width.saturating_sub(cells(row)));
    gaps.max().unwrap_or(0)
}

fn too_wide(row: &[Word], width: usize) -> bool {
    row.len() > 1 && cells(row) > width
}

/// The cells of a row, with its hyphen.
fn cells(row: &[Word]) -> usize {
    let Some((last, before)) = row.split_last() else {
        return 0;
    };
    let before: u32 = before.iter().map(|w| w.cells + w.space).sum();
    (before + last.cells + u32::from(last.divides)) as usize
}
