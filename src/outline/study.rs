//! What the judge looks at, for whoever trains the table that it decides by (`benches/headings`).

use super::judge::{Case, verdict};
use super::levels::{self, Found};
use super::second::Company;
use super::why::Rule;
use super::{Outline, Strictness, Table, facts, judge_of, measures, nesting, table};

/// What the judge sees of a line that may be a heading.
#[derive(Clone, Debug)]
pub struct Row {
    /// The source line, from 1.
    pub line: u64,
    /// The numbers of the first look, as [`names`] calls them.
    pub first: Vec<u8>,
    /// Those of the second look, if the table finds the line worth one.
    pub second: Option<Vec<u8>>,
}

/// The names of the numbers of the first look.
pub fn names() -> Vec<&'static str> {
    let all = facts::NAMES.iter().chain(measures::NAMES);
    all.copied().collect()
}

/// What the judge sees of a text, with a table for its first look.
pub fn rows(text: &str, table: &Table) -> Vec<Row> {
    let mut judge = judge_of(text);
    let case = Case::new(&mut judge.reader, table);
    let mut rows: Vec<Row> = case
        .candidates
        .iter()
        .map(|c| Row {
            line: c.number,
            first: table::numbers(c)
                .into_iter()
                .take(measures::ASKED)
                .collect(),
            second: None,
        })
        .collect();
    let (lines, mass) = (judge.reader.tally.lines, judge.reader.mass);
    for look in Company::of(&case.candidates, &case.first, lines, mass).looks() {
        if let Some(row) = rows.get_mut(look.of) {
            row.second = Some(look.numbers.to_vec());
        }
    }
    rows
}

/// The outline of a text by another table than the one that ships.
pub fn outline(text: &str, table: &Table) -> Outline {
    verdict(judge_of(text).reader, table, Strictness::default())
}

/// Two headings in a row as they are seen for their levels, and whether nothing marks how deep they stand.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The source lines of the two, from 1.
    pub lines: [u64; 2],
    /// What is asked about them.
    pub numbers: Vec<u8>,
    /// Whether neither has a number, a mark or an underline.
    pub plain: bool,
}

/// What is seen of each two headings in a row, if those on these lines are the headings.
pub fn pairs(text: &str, lines: &[u64]) -> Vec<Pair> {
    let mut judge = judge_of(text);
    let case = Case::new(&mut judge.reader, Table::learned());
    let found: Vec<Found> = case
        .candidates
        .iter()
        .filter(|c| lines.contains(&c.number))
        .map(|c| Found::of(c, Rule::Look, 1.0))
        .collect();
    let rows = nesting::pairs(&found, judge.reader.tally.lines, judge.reader.mass);
    let both = found.iter().zip(found.iter().skip(1));
    rows.iter()
        .zip(both)
        .map(|(row, (a, b))| Pair {
            lines: [a.heading.line, b.heading.line],
            numbers: row.to_vec(),
            plain: levels::is_plain(a) && levels::is_plain(b),
        })
        .collect()
}
