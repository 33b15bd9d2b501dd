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
    /// The rows that are one cell: beside others they are lines across all columns.
    across: Column,
    /// Rows below the head.
    body: usize,
    /// What the columns are called, if anything says so.
    names: Vec<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    natural: usize,
    least: usize,
    /// Whether all of its cells are numbers, once one of them says something.
    numbers: Option<bool>,
}

impl Default for Column {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Column {
    const EMPTY: Self = Self {
        natural: 1,
        least: 1,
        numbers: None,
    };

    fn take(&mut self, cell: &str, head: bool) {
        let lines = || cell.split(text::LINE_END);
        let longest = lines().map(text::cells).max();
        self.natural = self.natural.max(longest.unwrap_or(0));
        if self.least < LONG_WORD {
            let longest = cell.split_whitespace().map(text::cells).max();
            self.least = self.least.max(longest.unwrap_or(0).min(LONG_WORD));
        }
        // A dash stands for a number that nobody knows.
        if !head && self.numbers != Some(false) && !matches!(cell.trim(), "" | "-" | "–" | "—")
        {
            self.numbers = Some(lines().all(is_number));
        }
    }
}

impl Columns {
    /// Measures the cells of the next row, of the head or below it.
    pub fn take<C: AsRef<str>>(&mut self, cells: impl Iterator<Item = C>, head: bool) {
        self.body += usize::from(!head);
        let mut cells = cells.take(MOST);
        let Some(first) = cells.next() else { return };
        let Some(second) = cells.next() else {
            self.widen(1);
            self.across.take(first.as_ref(), head);
            return;
        };
        for (nth, cell) in [first, second].into_iter().chain(cells).enumerate() {
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
                self.call(cells());
            }
        }
    }

    /// Says what they are called.
    pub fn call<C: AsRef<str>>(&mut self, names: impl Iterator<Item = C>) {
        let name = |cell: C| Arc::from(&*Clean::line(text::head(cell.as_ref(), LONGEST_NAME)));
        self.names = names.take(MOST).map(name).collect();
    }

    /// Sees to it that there are so many columns, also if none of the rows that are measured has as many.
    pub fn widen(&mut self, count: usize) {
        if self.all.len() < count {
            self.all.resize(count, Column::EMPTY);
        }
    }

    /// Makes a column at least so wide, though none of its cells is: so it stands in the text.
    pub fn reach(&mut self, column: usize, cells: usize) {
        self.widen(column + 1);
        if let Some(column) = self.all.get_mut(column) {
            column.natural = column.natural.max(cells);
        }
    }

    /// All of them. The only one has the rows of one cell.
    fn each(&self) -> impl Iterator<Item = Column> {
        let lone = (self.all.len() == 1).then_some(self.across);
        self.all.iter().map(move |column| Column {
            natural: column.natural.max(lone.map_or(0, |lone| lone.natural)),
            least: column.least.max(lone.map_or(0, |lone| lone.least)),
            numbers: column.numbers.or(lone.and_then(|lone| lone.numbers)),
        })
    }

    /// How wide they are where there is room for all cells.
    pub fn natural(&self) -> impl Iterator<Item = usize> {
        self.each().map(|column| column.natural)
    }

    /// How narrow their words let them be.
    pub fn least(&self) -> impl Iterator<Item = usize> {
        self.each().map(|column| column.least)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What a column is called.
    pub fn name(&self, column: usize) -> Option<&Arc<str>> {
        let names = self.called();
        names.get(column).filter(|name| !name.is_empty())
    }

    /// What the columns are called, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.called().iter().map(|name| &**name)
    }

    /// A line across several columns is the name of none.
    fn called(&self) -> &[Arc<str>] {
        let across = self.names.len() == 1 && self.count() > 1;
        if across { &[] } else { &self.names }
    }

    /// At which side of its column a cell stands where the text says so for each column from the first on. Columns of
    /// numbers stand at the right, so that their digits stand under each other.
    pub fn align(&self, column: usize, said: &[Align]) -> Align {
        let numbers = self.each().nth(column).and_then(|column| column.numbers);
        match said.get(column).copied().unwrap_or_default() {
            Align::Left if self.body > 1 && numbers == Some(true) => Align::Right,
            align => align,
        }
    }
}

/// Whether a cell says a number, perhaps of money or a share: what is ordered by its last digit. Dates, addresses and versions
/// have digits and points, too, but those divide them otherwise.
fn is_number(cell: &str) -> bool {
    let money = |c: char| matches!(c, '$' | '€' | '£' | '¥');
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let sign = |c: char| matches!(c, '+' | '-' | '−' | '±');
    let bare = cell.trim().trim_start_matches(money).trim_start();
    let bare = bare.strip_prefix(sign).unwrap_or(bare);
    let bare = bare.trim_start_matches(money).trim_start();
    let bare = bare.trim_end_matches(|c| c == '%' || money(c)).trim_end();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let divides = |c: char| matches!(c, '.' | ',' | '\'' | '’') || blank(c);
    // The last of the signs may begin the decimals; the others divide thousands, and are all the same.
    let Some((whole, decimals)) = bare.rsplit_once(divides) else {
        return digits(bare);
    };
    let last = bare.get(whole.len()..).and_then(|rest| rest.chars().next());
    let mut others = whole.chars().filter(|c| divides(*c));
    let by = others.next();
    if by.is_some_and(|by| others.any(|other| other != by)) || !digits(decimals) {
        return false;
    }
    let point = matches!(last, Some('.' | ','));
    let mut groups = whole.split(divides);
    let first = groups.next().unwrap_or("");
    let thousands = groups.all(|group| group.len() == 3 && digits(group));
    match by {
        None if point => whole.is_empty() || digits(whole),
        _ if !digits(first) || first.len() > 3 || !thousands => false,
        None => decimals.len() == 3,
        by => decimals.len() == 3 && by == last || by != last && point,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_what_only_has_digits() {
        for number in [
            "12",
            "-3.5 %",
            "+7",
            "−7",
            "$12.50",
            "12,50 €",
            "1.234.567",
            "1 234 567",
            "1,234.5",
            "1'000",
            ".5",
            "-$3",
            "2026",
            "1.2",
        ] {
            assert!(is_number(number), "{number}");
        }
        for other in [
            "",
            "-",
            "10.0.0.1",
            "192.168.1.20",
            "2026-11-12",
            "12.11.2026",
            "1.2.3",
            "12:30",
            "1-2",
            "+49 30 1234",
            "030 1234-56",
            "3 kg",
            "1.",
            "1,2,3",
            "%",
            "1 2",
        ] {
            assert!(!is_number(other), "{other}");
        }
    }
}
