//! Measures of a line: how much of a thing it has, each a number from 0 to 255.
//!
//! Beside the [facts](super::facts), which are true or false, these are what the learned table asks for. Shares are in
//! percent, differences stand around 100, and what is larger than 255 counts as 255.

use super::facts;
use super::line::{First, Last, Line};
use super::marks::Marks;
use super::numbering::Scheme;
use super::sums::Sums;
use super::words::Kinds;

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One thing that is measured of a line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Measure { $($(#[$doc])* $name,)* }

        /// The names of the measures, in their order.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

measures! {
    // What it says.
    Width, Words, Capitals, Titled, Letters, Upper, Digits, Signs, Longest, Smalls, SmallShare, Verbs, Selves,
    Commas, Quotes, Brackets, Dashes, Gaps, CodeSigns,
    BeginsSmall, BeginsArticle, BeginsIng, BeginsWidget, BeginsCredit, HoldsCredit, Money,
    EndsDigit, EndsBracket, EndsQuote, BeginsQuote, Cry, Dots, Uncased, ColonAt, Coded, Open,
    Depth, Value,
    // Where it stands.
    Indent, IndentBefore, IndentAfter, BlanksBefore, BlanksAfter,
    WidthBefore, WidthBefore2, WidthAfter, WidthAfter2,
    EndBefore, EndBefore2, EndAfter, FirstBefore, FirstAfter,
    BlockLines, BlockPlace, BlockAfter,
    ShortBefore, ShortAfter, EndedBefore, EndedAfter, LowerAfter, MassBefore, MassAfter,
    SinceProse, UntilProse, Rank,
    // What the whole text makes of it.
    TextLines, TextMedian, TextWide, TextDense, TextStops, TextCode, TextBullets, TextShort, TextLower, TextIndented,
    TextLong, TextQuotes, TextStamps, TextRows, TextColons, TextUncased, TextFields,
    ToMedian, ToWide, BeforeToMedian, AfterToMedian, IndentToUsual, Way, FromEnd, Alike,
    ChainLength, ChainPlace, ChainBefore, ChainAfter, SchemeMates,
    Listed, ListedTimes, BehindContents, ContentsLines, Repeats,
}

/// How many measures there are.
pub(super) const COUNT: usize = NAMES.len();

/// The measures of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measures(pub(super) [u8; COUNT]);

impl Default for Measures {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Measures {
    /// Sets a measure; what is too large counts as 255.
    pub(super) fn set(&mut self, measure: Measure, value: impl TryInto<u8>) {
        if let Some(slot) = self.0.get_mut(measure as usize) {
            *slot = value.try_into().unwrap_or(u8::MAX);
        }
    }

    /// What stands for no difference.
    pub(super) const EVEN: u8 = 100;

    /// Sets a measure that may be negative, around [`EVEN`](Self::EVEN).
    pub(super) fn set_difference(&mut self, measure: Measure, value: i64) {
        self.set(measure, (value + i64::from(Self::EVEN)).clamp(0, 255));
    }

    /// Sets a share in percent; 255 where there is nothing to take a share of.
    pub(super) fn set_share(&mut self, measure: Measure, part: u64, of: u64) {
        self.set(
            measure,
            (part * 100).checked_div(of).unwrap_or(255).min(255),
        );
    }

    /// Takes over what is measured of the text as a whole.
    pub(super) fn copy_text(&mut self, text: &Self) {
        let range = Measure::TextLines as usize..=Measure::TextFields as usize;
        if let (Some(to), Some(from)) = (self.0.get_mut(range.clone()), text.0.get(range)) {
            to.copy_from_slice(from);
        }
    }

    pub(super) fn get(&self, measure: Measure) -> u8 {
        self.0.get(measure as usize).copied().unwrap_or(0)
    }
}

/// Measures the words of a line.
pub(super) fn of_words(sums: &Sums, width: u32, measures: &mut Measures) {
    let mut m = |measure, value: u32| measures.set(measure, value);
    m(Measure::Width, width);
    m(Measure::Words, sums.words);
    m(Measure::Longest, sums.longest);
    m(Measure::Smalls, sums.small);
    m(Measure::Verbs, sums.verbs);
    m(Measure::Selves, sums.selves);
    let mut begins = |measure, kind| m(measure, u32::from(sums.begins.is(kind)));
    begins(Measure::BeginsSmall, Kinds::SMALL);
    begins(Measure::BeginsArticle, Kinds::ARTICLE);
    begins(Measure::BeginsWidget, Kinds::WIDGET);
    begins(Measure::BeginsCredit, Kinds::CREDIT);
    m(Measure::BeginsIng, u32::from(sums.ing));
    m(Measure::HoldsCredit, u32::from(sums.owned));
    let mut share =
        |measure, part: u32, of: u32| measures.set_share(measure, part.into(), of.into());
    share(Measure::Capitals, sums.capital, sums.big);
    share(Measure::Titled, sums.titled, sums.tall);
    share(Measure::SmallShare, sums.small, sums.words);
    share(Measure::Upper, sums.upper, sums.letters);
    share(
        Measure::Uncased,
        sums.letters - sums.upper - sums.lower,
        sums.letters,
    );
    share(Measure::Letters, sums.letters, sums.chars);
    share(Measure::Digits, sums.digits, sums.chars);
    share(Measure::Signs, sums.signs, sums.chars);
}

/// Measures the punctuation of a line.
pub(super) fn of_marks(marks: &Marks, measures: &mut Measures) {
    let mut m = |measure, value: u32| measures.set(measure, value);
    let first = marks.first.unwrap_or(' ');
    let last = marks.last.unwrap_or(' ');
    m(Measure::Commas, marks.commas);
    m(Measure::Quotes, marks.quotes);
    m(Measure::Brackets, marks.brackets);
    m(Measure::Dashes, marks.dashes);
    m(Measure::Gaps, marks.gaps);
    m(Measure::CodeSigns, marks.code);
    m(Measure::Money, u32::from(marks.money && marks.digits > 0));
    m(Measure::Dots, marks.dots);
    m(Measure::ColonAt, marks.colon.unwrap_or(0));
    m(Measure::EndsDigit, u32::from(last.is_numeric()));
    let bracket = matches!(last, ')' | ']' | '}' | '）' | '】');
    m(Measure::EndsBracket, u32::from(bracket));
    let quote = matches!(last, '"' | '”' | '»' | '’' | '\'' | '」');
    m(Measure::EndsQuote, u32::from(quote));
    let quote = matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「');
    m(Measure::BeginsQuote, u32::from(quote));
    m(Measure::Cry, u32::from(matches!(last, '!' | '！')));
}

/// A number for what a line ends with.
fn end_of(line: &Line) -> u8 {
    match line.last {
        Last::Stop => 0,
        Last::Question => 1,
        Last::Colon => 2,
        Last::Open => 3,
        Last::Word => 4,
        Last::Other => 5,
    }
}

/// A number for what a line begins with.
fn start_of(line: &Line) -> u8 {
    match line.first {
        First::Upper => 0,
        First::Letter => 1,
        First::Digit => 2,
        First::Quote => 3,
        First::Bullet => 4,
        First::Other => 5,
        First::Lower => 6,
    }
}

/// Measures what the lines around a line show.
pub(super) fn of_place(before: &[Line], line: &Line, after: &[Line], measures: &mut Measures) {
    let indent = i64::from(line.indent);
    let nearest = |i: usize| before.len().checked_sub(i).and_then(|i| before.get(i));
    let next = |i: usize| after.get(i);
    let width = |l: Option<&Line>| l.map_or(255, |l| l.width.min(254));
    measures.set(Measure::Indent, line.indent.min(60));
    measures.set_difference(
        Measure::IndentBefore,
        nearest(1).map_or(0, |l| i64::from(l.indent) - indent),
    );
    measures.set_difference(
        Measure::IndentAfter,
        next(0).map_or(0, |l| i64::from(l.indent) - indent),
    );
    measures.set(Measure::BlanksBefore, line.blanks);
    measures.set(Measure::BlanksAfter, next(0).map_or(9, |l| l.blanks));
    measures.set(Measure::WidthBefore, width(nearest(1)));
    measures.set(Measure::WidthBefore2, width(nearest(2)));
    measures.set(Measure::WidthAfter, width(next(0)));
    measures.set(Measure::WidthAfter2, width(next(1)));
    measures.set(Measure::EndBefore, nearest(1).map_or(9, end_of));
    measures.set(Measure::EndBefore2, nearest(2).map_or(9, end_of));
    measures.set(Measure::EndAfter, next(0).map_or(9, end_of));
    measures.set(Measure::FirstBefore, nearest(1).map_or(9, start_of));
    measures.set(Measure::FirstAfter, next(0).map_or(9, start_of));
    // The lines of its block, those before it, the mass of the block that follows.
    let mut above = 0;
    let mut attached = line.blanks == 0;
    for l in before.iter().rev() {
        if !attached {
            break;
        }
        above += 1;
        attached = l.blanks == 0;
    }
    let below = after.iter().take_while(|l| l.blanks == 0).count();
    measures.set(Measure::BlockPlace, above);
    measures.set(Measure::BlockLines, above + 1 + below);
    let mass: u32 = after
        .iter()
        .enumerate()
        .take_while(|(i, l)| *i == 0 || l.blanks == 0)
        .map(|(_, l)| l.width.min(800))
        .sum();
    measures.set(Measure::BlockAfter, mass / 8);
    let count = |lines: &[Line], f: fn(&Line) -> bool| lines.iter().filter(|l| f(l)).count();
    measures.set(Measure::ShortBefore, count(before, |l| l.width < 60));
    measures.set(Measure::ShortAfter, count(after, |l| l.width < 60));
    let ended = |l: &Line| matches!(l.last, Last::Stop | Last::Question);
    measures.set(Measure::EndedBefore, count(before, ended));
    measures.set(Measure::EndedAfter, count(after, ended));
    measures.set(
        Measure::LowerAfter,
        count(after, |l| l.first == First::Lower),
    );
    let mass = |lines: &[Line]| lines.iter().map(|l| l.width.min(800)).sum::<u32>() / 16;
    measures.set(Measure::MassBefore, mass(before));
    measures.set(Measure::MassAfter, mass(after));
}

/// Measures a number that a line begins with.
pub(super) fn of_number(number: Option<super::numbering::Number>, measures: &mut Measures) {
    let Some(number) = number else { return };
    measures.set(
        Measure::Depth,
        match number.scheme {
            Scheme::Decimal(groups, _) => groups,
            Scheme::Roman => 20,
            Scheme::Letter => 30,
            Scheme::Word(rank) => 40 + rank,
        },
    );
    measures.set(Measure::Value, number.value);
}

/// How many numbers the learned table may ask for: the facts, then the measures.
pub(super) const ASKED: usize = facts::COUNT + COUNT;

/// A large number as a grade from 0 to 255: ten grades for each doubling.
pub(super) fn grade(value: f32) -> u8 {
    (super::numbers::log2(1.0 + value.max(0.0)) * 10.0).min(255.0) as u8
}

/// A share as a number from 0 to 255, finer where it is small.
pub(super) fn percentile(p: f32) -> u8 {
    (p.clamp(0.0, 1.0).sqrt() * 255.0) as u8
}
