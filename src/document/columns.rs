//! How wide the columns of a table are, measured row by row: a table that is set in several stretches has the same columns in
//! all of them.

use std::sync::Arc;

use super::Align;
use crate::text::{self, Clean};

/// More columns than this are not told apart: what is behind them is one.
pub const MOST: usize = 64;
/// A column of words is not made narrower than its longest word, if that is not longer than this.
const LONG_WORD: usize = 12;
/// So much of what a column is called is kept, in bytes.
const LONGEST_NAME: usize = 256;

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    all: Vec<Column>,
    /// Rows below the head.
    body: usize,
    /// What the columns are called, if anything says so.
    names: Vec<Arc<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    natural: usize,
    least: usize,
    /// Whether all of its cells are numbers, once one of them says something.
    numbers: Option<bool>,
}

impl Column {
    const EMPTY: Self = Self {
        natural: 1,
        least: 1,
        numbers: None,
    };

    fn take(&mut self, cell: &str, head: bool) {
        self.natural = self.natural.max(text::cells(cell));
        if self.least < LONG_WORD {
            let longest = cell.split_whitespace().map(text::cells).max();
            self.least = self.least.max(longest.unwrap_or(0).min(LONG_WORD));
        }
        if !head && self.numbers != Some(false) && !cell.is_empty() {
            self.numbers = Some(is_number(cell));
        }
    }
}

impl Columns {
    /// Measures the cells of the next row, of the head or below it.
    pub fn take<C: AsRef<str>>(&mut self, cells: impl Iterator<Item = C>, head: bool) {
        self.body += usize::from(!head);
        for (nth, cell) in cells.take(MOST).enumerate() {
            self.widen(nth + 1);
            if let Some(column) = self.all.get_mut(nth) {
                column.take(cell.as_ref(), head);
            }
        }
    }

    /// Measures rows as they lie in the text of a part: a line each, with tabs between their cells. So many of them are the
    /// head; the last of those names the columns.
    pub(super) fn take_lines(&mut self, lines: &str, head: usize) {
        for (nth, line) in lines.split('\n').enumerate() {
            let cells = || line.splitn(MOST, '\t');
            self.take(cells(), nth < head);
            if nth + 1 == head {
                let name = |cell| Arc::from(&*Clean::line(text::head(cell, LONGEST_NAME)));
                self.names = cells().map(name).collect();
            }
        }
    }

    /// Sees to it that there are so many columns, also if none of the rows that are measured has as many.
    pub fn widen(&mut self, count: usize) {
        if self.all.len() < count {
            self.all.resize(count, Column::EMPTY);
        }
    }

    /// How wide they are where there is room for all cells.
    pub fn natural(&self) -> impl Iterator<Item = usize> {
        self.all.iter().map(|column| column.natural)
    }

    /// How narrow their words let them be.
    pub fn least(&self) -> impl Iterator<Item = usize> {
        self.all.iter().map(|column| column.least)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What a column is called.
    pub fn name(&self, column: usize) -> Option<&Arc<str>> {
        self.names.get(column).filter(|name| !name.is_empty())
    }

    /// What the columns are called, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// At which side of its column a cell stands where the text says so for each column from the first on. Columns of
    /// numbers stand at the right, so that their digits stand under each other.
    pub fn align(&self, column: usize, said: &[Align]) -> Align {
        let numbers = self.all.get(column).and_then(|column| column.numbers);
        match said.get(column).copied().unwrap_or_default() {
            Align::Left if self.body > 1 && numbers == Some(true) => Align::Right,
            align => align,
        }
    }
}

fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with(|c: char| c.is_ascii_digit() || "+-−.$€£".contains(c))
        && cell.contains(|c: char| c.is_ascii_digit())
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || " +-−.,%$€£".contains(c))
}
