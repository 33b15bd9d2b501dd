//! The title of a text.

use super::Heading;
use super::facts::Fact;
use super::levels::Found;
use super::reader::{Candidate, Reader};

/// Lines that cannot be a title, however first they stand.
const NO_TITLE: [Fact; 8] = [
    Fact::EndsStop,
    Fact::EndsColon,
    Fact::Never,
    Fact::Url,
    Fact::Columns,
    Fact::Leader,
    Fact::NumberWord,
    Fact::LastOfText,
];

/// Finds the title: a field that says so, or the first line.
pub(super) fn find(reader: &Reader, candidates: &[Candidate]) -> Option<Heading> {
    if reader.tally.is_data() {
        return None;
    }
    let begin = candidates.iter().take_while(|c| c.rank <= 40);
    for c in begin.clone() {
        if let Some(said) = c
            .text
            .strip_prefix("Title:")
            .map(str::trim)
            .filter(|t| !t.is_empty())
        {
            let mut heading = Found::of(c).heading;
            said.clone_into(&mut heading.text);
            return Some(Heading {
                level: 0,
                ..heading
            });
        }
    }
    let first = begin.clone().next()?;
    if first.rank != 1 {
        return None;
    }
    if first.facts.has(Fact::Columns) {
        // The head of a memo: two columns, then the title, centred.
        let centred = begin.clone().skip(1).find(|c| {
            c.facts.has(Fact::Centred)
                && c.facts.has(Fact::BlankBefore)
                && !c.facts.has(Fact::Columns)
                && !c.facts.has(Fact::Date)
        })?;
        return Some(Heading {
            level: 0,
            ..Found::of(centred).heading
        });
    }
    let runs_on = first.facts.has(Fact::NextLower) && !first.facts.has(Fact::BlankAfter);
    if first.underline.is_none() && (first.facts.any(&NO_TITLE) || runs_on)
        || reader.tally.is_mail()
    {
        return None;
    }
    Some(Heading {
        level: 0,
        ..Found::of(first).heading
    })
}
