//! What the judge looks at, for whoever trains the table that it decides by (`benches/headings`).

use super::judge::{Case, verdict};
use super::{Outline, Strictness, Table, facts, judge_of, measures, second, table};

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
    let case = Case::new(&mut judge_of(text).reader, table);
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
    for look in &case.looks {
        if let Some(row) = rows.get_mut(look.of) {
            row.second = Some(look.numbers.into_iter().take(second::ASKED).collect());
        }
    }
    rows
}

/// The outline of a text by another table than the one that ships.
pub fn outline(text: &str, table: &Table) -> Outline {
    verdict(judge_of(text).reader, table, Strictness::default())
}
