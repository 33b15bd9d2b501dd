//! Why a line is taken for a heading, or for none, in words.

use super::facts::{Fact, Facts};
use super::line::{
    First, Last, WIDEST, first_of, is_code, is_row, is_stamped, last_of, rough_width, rule_of,
};

/// What decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rule {
    /// The learned table, by all that is seen of the line.
    #[default]
    Look,
    /// It is marked with `#`.
    Marked,
    /// It begins with stars, in a text that says that it is an outline.
    Starred,
    /// It is underlined.
    Underlined,
    /// It stands at the margin of a manual page.
    Margin,
    /// The text's own table of contents lists it.
    Listed,
    /// Its number counts on from other headings.
    Counted,
    /// The format of the text says so.
    Given,
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

/// What speaks against a heading, the most telling first.
#[rustfmt::skip]
const AGAINST: &[(Fact, &str)] = &[
    (Fact::Leader, "like an entry of a table of contents"),
    (Fact::Caption, "like a caption"),
    (Fact::EarlyName, "a name below the title"),
    (Fact::Credit, "says who made something"),
    (Fact::DateLine, "a date"),
    (Fact::Columns, "in columns, as in a table"),
    (Fact::Speaker, "like a field or a speaker, with a colon inside"),
    (Fact::Said, "somebody says it"),
    (Fact::EndsStop, "ends with a full stop"),
    (Fact::EndsColon, "ends with a colon"),
    (Fact::Url, "holds an address"),
    (Fact::Figures, "mostly figures and signs"),
    (Fact::Sentence, "a sentence ends in it"),
    (Fact::VeryWide, "long for a heading"),
    (Fact::ManyWords, "many words"),
    (Fact::Tiny, "hardly anything in it"),
    (Fact::StartsLower, "begins with a small letter"),
    (Fact::StartsOther, "begins with a sign"),
    (Fact::EndsSmall, "ends in the middle of a phrase"),
    (Fact::Myself, "speaks of me or us"),
    (Fact::Verb, "has a verb, as sentences do"),
    (Fact::EndsOther, "ends with a sign"),
    (Fact::Signs, "holds signs that code is made of"),
    (Fact::Repeated, "said several times in the text"),
    (Fact::OutsideContents, "not in the table of contents"),
    (Fact::Counted, "one of a numbered list"),
    (Fact::PreviousRunsOn, "the line above seems to go on in it"),
    (Fact::PreviousColon, "follows a colon"),
    (Fact::NextLower, "goes on below with a small letter"),
    (Fact::SpacedNot, "not alone between blank lines"),
    (Fact::WrappedNot, "not alone between blank lines"),
    (Fact::Indented, "indented"),
    (Fact::SameShapeNext, "the next line looks like it"),
    (Fact::SameShapePrevious, "the line above looks like it"),
    (Fact::ShortsAhead, "more short lines follow"),
    (Fact::NoProseAhead, "no paragraph follows"),
    (Fact::LastOfText, "nothing follows"),
    (Fact::Comma, "holds a comma"),
    (Fact::Wide, "rather long"),
    (Fact::Plain, "small letters, as in prose"),
];

/// What decides against the lines of a text that are not as its headings are.
pub(super) fn unlike(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::Marked => Some("the headings of this text are marked with #"),
        Rule::Starred => Some("the headings of this text are marked with stars"),
        Rule::Underlined => Some("the headings of this text are underlined"),
        Rule::Margin => Some("the headings of this text stand at its margin"),
        _ => None,
    }
}

/// Why a line was not even looked at as a heading.
pub(super) fn unlooked(line: &str) -> &'static str {
    let text = line.trim();
    match () {
        () if rough_width(text) > WIDEST => "too long for a heading",
        () if rule_of(text).is_some() => "a line of signs",
        () if matches!(first_of(text), First::Bullet) => "an entry of a list",
        () if matches!(first_of(text), First::Quote) => "quoted",
        () if is_row(text) => "a row of a table",
        () if is_stamped(text) => "a line of a log or a chat",
        () if is_code(text) => "code, or like it",
        () if last_of(text) == Last::Open => "the sentence goes on below",
        () => "in the middle of a paragraph",
    }
}

impl Signals {
    /// The format of the text says so.
    pub(super) fn given() -> Self {
        Self {
            rule: Rule::Given,
            ..Self::default()
        }
    }

    /// What speaks against a heading that has these signals, three at most.
    pub(super) fn against(&self) -> Vec<&'static str> {
        let mut said: Vec<&str> = Vec::new();
        for (_, words) in AGAINST.iter().filter(|(fact, _)| self.facts.has(*fact)) {
            if !said.contains(words) {
                said.push(words);
            }
        }
        said.truncate(3);
        said
    }

    /// The strongest signals, three at most.
    pub fn why(&self) -> Vec<&'static str> {
        let rule = match self.rule {
            Rule::Look => None,
            Rule::Marked => Some("marked with #"),
            Rule::Starred => Some("marked with stars"),
            Rule::Underlined => Some("underlined"),
            Rule::Margin => Some("at the margin of a manual page"),
            Rule::Listed => Some("listed in the table of contents"),
            Rule::Counted => Some("its number counts on through the text"),
            Rule::Given => Some("marked as a heading by its author"),
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
