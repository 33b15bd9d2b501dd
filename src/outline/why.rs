//! Why a line is taken for a heading, in words.

use super::facts::{Fact, Facts};

/// What decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rule {
    /// The learned table, by all that is seen of the line.
    #[default]
    Look,
    /// It is marked with `#`.
    Marked,
    /// It is underlined.
    Underlined,
    /// It stands at the margin of a manual page.
    Margin,
    /// The text's own table of contents lists it.
    Listed,
    /// Its number counts on from other headings.
    Counted,
    /// A reader said so.
    Hand,
}

/// What speaks for a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    pub(super) facts: Facts,
    pub(super) rule: Rule,
}

/// Signals in words, the most telling ones first.
#[rustfmt::skip]
const WORDS: &[(Fact, &str)] = &[
    (Fact::Anchor, "has an anchor"),
    (Fact::NumberDeep, "numbered like 1.2"),
    (Fact::NumberWord, "numbered like Chapter 3"),
    (Fact::InContents, "listed in the table of contents"),
    (Fact::CountedApart, "its number counts on through the text"),
    (Fact::Landmark, "a usual name of a section"),
    (Fact::AllCaps, "in capitals"),
    (Fact::WrappedAlone, "alone between blank lines"),
    (Fact::SpacedAlone, "a short line alone"),
    (Fact::PastedNextProse, "a short line above a paragraph"),
    (Fact::TitleCase, "capitals at its words, as in titles"),
    (Fact::NumberRoman, "numbered with Roman figures"),
    (Fact::NumberBracket, "numbered"),
    (Fact::Asking, "begins as questions and guides do"),
    (Fact::BlanksBefore, "more space above it"),
    (Fact::OneWord, "a single word"),
    (Fact::FewWords, "only a few words"),
    (Fact::SomeWords, "short"),
    (Fact::NextItem, "a list follows"),
    (Fact::NextLong, "a long paragraph follows"),
    (Fact::NextProse, "prose follows"),
    (Fact::PreviousItem, "a list ends before it"),
    (Fact::PreviousCode, "code ends before it"),
    (Fact::PreviousStop, "a sentence ends before it"),
];

impl Signals {
    /// The strongest signals, three at most.
    pub fn why(&self) -> Vec<&'static str> {
        let rule = match self.rule {
            Rule::Look => None,
            Rule::Marked => Some("marked with #"),
            Rule::Underlined => Some("underlined"),
            Rule::Margin => Some("at the margin of a manual page"),
            Rule::Listed => Some("listed in the table of contents"),
            Rule::Counted => Some("its number counts on through the text"),
            Rule::Hand => Some("corrected by hand"),
        };
        let said = WORDS
            .iter()
            .filter(|(fact, words)| self.facts.has(*fact) && rule != Some(*words));
        rule.into_iter()
            .chain(said.map(|(_, words)| *words))
            .take(3)
            .collect()
    }
}
