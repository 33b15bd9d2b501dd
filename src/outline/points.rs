//! What each fact of a line is worth.

use super::facts::{Fact, Facts};

/// A line with so many points by its own facts is likely a heading; its neighbours are weighed by that.
pub(super) const ENOUGH: i32 = 9;

/// A line that has so many points, those for its company included, is a heading.
pub(super) const FINAL: i32 = 17;

/// Points for and against. They were weighed by regression over texts whose headings are known, rounded, and made
/// harsher for what no heading should be (a sentence, a caption, a credit), whatever speaks for it.
#[rustfmt::skip]
const TABLE: &[(Fact, i32)] = &[
    (Fact::StartsUpper, 9),
    (Fact::StartsLower, -5),
    (Fact::StartsLetter, 6),
    (Fact::StartsDigit, 1),
    (Fact::StartsOther, -14),
    (Fact::EndsQuestion, 1),
    (Fact::EndsOther, -6),
    (Fact::OneWord, 7),
    (Fact::FewWords, 6),
    (Fact::SomeWords, 3),
    (Fact::ManyWords, -6),
    (Fact::Wide, -7),
    (Fact::VeryWide, -2),
    (Fact::Tiny, -6),
    (Fact::AllCaps, 1),
    (Fact::TitleCase, 2),
    (Fact::HalfCapital, 2),
    (Fact::Plain, -5),
    (Fact::EndsSmall, -9),
    (Fact::Verb, -3),
    (Fact::Myself, -5),
    (Fact::Asking, 8),
    (Fact::Landmark, 4),
    (Fact::Comma, -8),
    (Fact::Sentence, -3),
    (Fact::Signs, -4),
    (Fact::Quotes, 1),
    (Fact::Url, -9),
    (Fact::Figures, -10),
    (Fact::Speaker, -9),
    (Fact::Columns, -17),
    (Fact::Bracket, -6),
    (Fact::Anchor, 20),
    (Fact::DateLine, -3),
    (Fact::CapitalsWithStop, 4),
    (Fact::NumberWord, 19),
    (Fact::NumberPlain, -1),
    (Fact::NumberDot, -11),
    (Fact::NumberBracket, 3),
    (Fact::NumberDeep, 23),
    (Fact::NumberRoman, 4),
    (Fact::NumberLetter, 1),
    (Fact::NumberAlone, 3),
    (Fact::FirstOfText, 3),
    (Fact::LastOfText, -8),
    (Fact::BlankBefore, 2),
    (Fact::BlanksBefore, 1),
    (Fact::BlankAfter, 4),
    (Fact::BlanksAfter, -8),
    (Fact::NoBlanks, 7),
    (Fact::Centred, -6),
    (Fact::Indented, -20),
    (Fact::PreviousStop, 6),
    (Fact::PreviousColon, -6),
    (Fact::PreviousRunsOn, -12),
    (Fact::PreviousItem, 4),
    (Fact::PreviousCode, 5),
    (Fact::PreviousProse, 3),
    (Fact::PreviousShort, -1),
    (Fact::NextProse, 2),
    (Fact::NextLower, -5),
    (Fact::NextItem, 1),
    (Fact::NextCode, -2),
    (Fact::NextShort, -4),
    (Fact::NextNumbered, -2),
    (Fact::NextIndented, -12),
    (Fact::NextLong, 8),
    (Fact::NextEndsBlock, 17),
    (Fact::ProseAhead, -1),
    (Fact::NoProseAhead, -3),
    (Fact::ShortsAhead, -7),
    (Fact::ShortsBehind, -1),
    (Fact::SameShapeNext, -4),
    (Fact::SameShapePrevious, -4),
    (Fact::PastedAfterStop, 1),
    (Fact::PastedRunsOn, 4),
    (Fact::PastedNextProse, 6),
    (Fact::PastedNextShort, 2),
    (Fact::SpacedAlone, 7),
    (Fact::SpacedNot, -18),
    (Fact::WrappedAlone, 9),
    (Fact::WrappedNot, -19),
    (Fact::Counted, 3),
    (Fact::CountedApart, 25),
    (Fact::Repeated, -11),
    (Fact::InContents, 2),
    (Fact::OutsideContents, -6),
    (Fact::EndsColon, -45),
    (Fact::Caption, -40),
    (Fact::EndsStop, -40),
    (Fact::Said, -25),
    (Fact::EarlyName, -15),
    (Fact::Credit, -20),
    (Fact::Leader, -40),
    (Fact::Never, -200),
];

/// The points of a line.
pub(super) fn of(facts: Facts) -> i32 {
    TABLE
        .iter()
        .filter(|(fact, _)| facts.has(*fact))
        .map(|(_, points)| points)
        .sum()
}

/// Points for the company that a line keeps.
#[rustfmt::skip]
const COMPANY: &[(Fact, i32)] = &[
    (Fact::LikelyBefore, -2),
    (Fact::LikelyAfter, -1),
    (Fact::CloseBehind, -3),
    (Fact::FarBehind, 0),
    (Fact::Mates, 5),
    (Fact::NoMates, -4),
    (Fact::OnlyOne, -18),
    (Fact::OneOther, 0),
    (Fact::Crowd, 0),
];

/// The points that a line has from the likely headings of its text.
pub(super) fn of_company(facts: Facts) -> i32 {
    COMPANY
        .iter()
        .filter(|(fact, _)| facts.has(*fact))
        .map(|(_, points)| points)
        .sum()
}
