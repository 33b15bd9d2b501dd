//! Facts of a short line: what it says and where it stands, each true or false.

use super::line::{First, Last, Line, rough_width};
use super::marks::Marks;
use super::numbering::{Number, Scheme};
use super::sums::Sums;
use super::words::{self, Kinds};

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One thing that is true of a line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Fact { $($(#[$doc])* $name,)* }

        /// The names of the facts, in their order.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name),)*];
        /// How many facts there are.
        pub(super) const COUNT: usize = NAMES.len();
    };
}

facts! {
    // What it begins and ends with.
    StartsUpper, StartsLower, StartsLetter, StartsDigit, StartsOther,
    EndsStop, EndsQuestion, EndsColon, EndsOther,
    // How long it is.
    OneWord, FewWords, SomeWords, ManyWords, Wide, VeryWide, Tiny,
    // How it is written.
    AllCaps, TitleCase, HalfCapital, Plain,
    EndsSmall, Verb, Myself, Asking, Landmark,
    Comma, Sentence, Signs, Quotes, Url, Figures, Date, Credit, Caption, Speaker, Columns, Dash, Bracket, Leader, Said, Anchor, DateLine, CapitalsWithStop, NameLike,

    // Its number.
    NumberWord, NumberPlain, NumberDot, NumberBracket, NumberDeep, NumberRoman, NumberLetter, NumberAlone,
    // Where it stands.
    FirstOfText, LastOfText,
    BlankBefore, BlanksBefore, BlankAfter, BlanksAfter, NoBlanks,
    Centred, Indented,
    PreviousStop, PreviousColon, PreviousRunsOn, PreviousItem, PreviousCode, PreviousProse, PreviousShort,
    NextProse, NextLower, NextItem, NextCode, NextShort, NextNumbered, NextIndented, NextLong, NextEndsBlock,
    ProseAhead, NoProseAhead, ShortsAhead, ShortsBehind, SameShapeNext, SameShapePrevious,
    /// All of these say in which manner the text is set, see `Manner`.
    PastedAfterStop, PastedRunsOn, PastedNextProse, PastedNextShort, SpacedAlone, SpacedNot, WrappedAlone, WrappedNot,
    // What the whole text says of it.
    /// An entry of a list or the like; only kept because a table of contents may list it.
    Never,
    Counted, CountedApart, Repeated, InContents, OutsideContents, Early, EarlyName,
}

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(pub(super) u128);

impl Facts {
    pub(super) fn add(&mut self, fact: Fact) {
        self.0 |= 1 << fact as u8;
    }

    pub(super) fn add_if(&mut self, condition: bool, fact: Fact) {
        if condition {
            self.add(fact);
        }
    }

    pub(super) fn without(self, fact: Fact) -> Self {
        Self(self.0 & !(1 << fact as u8))
    }

    pub(super) fn has(self, fact: Fact) -> bool {
        self.0 >> fact as u8 & 1 == 1
    }

    pub(super) fn any(self, facts: &[Fact]) -> bool {
        facts.iter().any(|&f| self.has(f))
    }
}

/// The facts that a line's own text shows.
pub(super) fn of_text(
    text: &str,
    sums: &Sums,
    marks: &Marks,
    first: First,
    last: Last,
    number: Option<Number>,
) -> Facts {
    let mut facts = Facts::default();
    facts.add(match first {
        First::Upper => Fact::StartsUpper,
        First::Lower => Fact::StartsLower,
        First::Letter => Fact::StartsLetter,
        First::Digit => Fact::StartsDigit,
        First::Bullet | First::Quote | First::Other => Fact::StartsOther,
    });
    match last {
        Last::Stop => facts.add(Fact::EndsStop),
        Last::Question => facts.add(Fact::EndsQuestion),
        Last::Colon => facts.add(Fact::EndsColon),
        Last::Other | Last::Open => facts.add(Fact::EndsOther),
        Last::Word => {}
    }
    let width = rough_width(text);
    facts.add_if(width > 60, Fact::Wide);
    facts.add_if(width > 85, Fact::VeryWide);
    facts.add_if(width < 4, Fact::Tiny);
    words_of(text, sums, marks, width, &mut facts);
    signs_of(text, marks, width, &mut facts);
    if let Some(number) = number {
        facts.add(match number.scheme {
            Scheme::Word(_) => Fact::NumberWord,
            Scheme::Decimal(1, super::numbering::Mark::Dot) => Fact::NumberDot,
            Scheme::Decimal(1, super::numbering::Mark::Bracket) => Fact::NumberBracket,
            Scheme::Decimal(1, _) => Fact::NumberPlain,
            Scheme::Decimal(..) => Fact::NumberDeep,
            Scheme::Roman => Fact::NumberRoman,
            Scheme::Letter => Fact::NumberLetter,
        });
        facts.add_if(number.alone, Fact::NumberAlone);
    }
    facts
}

/// Facts of the words of a line.
fn words_of(text: &str, sums: &Sums, marks: &Marks, width: u32, facts: &mut Facts) {
    let &Sums {
        big,
        capital,
        letters,
        upper,
        lower,
        ..
    } = sums;
    facts.add_if(sums.verbs > 0, Fact::Verb);
    facts.add_if(sums.myself, Fact::Myself);
    // Scripts that do not part words: four cells make about one.
    let uncased = letters - upper - lower;
    let count = if uncased > letters / 2 && sums.words < 4 {
        width.div_ceil(5)
    } else {
        sums.words
    };
    let figures = sums.digits > 0;
    facts.add_if(count <= 1, Fact::OneWord);
    facts.add_if((2..=5).contains(&count), Fact::FewWords);
    facts.add_if((6..=9).contains(&count), Fact::SomeWords);
    facts.add_if(count > 12, Fact::ManyWords);
    facts.add_if(upper > 1 && lower * 8 <= upper, Fact::AllCaps);
    let titled = big > 1 && capital * 5 >= big * 4 && lower > upper;
    facts.add_if(titled, Fact::TitleCase);
    facts.add_if(
        titled && (2..=4).contains(&count) && big == count && !figures,
        Fact::NameLike,
    );
    facts.add_if(
        !titled && big > 2 && capital * 2 >= big && lower > upper,
        Fact::HalfCapital,
    );
    facts.add_if(big > 2 && capital <= 1 && lower > upper, Fact::Plain);
    facts.add_if(sums.dated && figures, Fact::Date);
    facts.add_if(
        sums.dated && figures && count <= 6 && width < 45,
        Fact::DateLine,
    );
    facts.add_if(sums.last_small, Fact::EndsSmall);
    facts.add_if(sums.begins.is(Kinds::ASKING), Fact::Asking);
    facts.add_if(sums.landmark, Fact::Landmark);
    let credit = sums.begins.is(Kinds::CREDIT) && !facts.has(Fact::EndsQuestion);
    let signed = uncased > 0 && width < 40 && words::names_writer(text);
    facts.add_if(credit || signed || marks.owner, Fact::Credit);
    let counted = text
        .chars()
        .take(20)
        .any(|c| c.is_ascii_digit() || c == ':');
    facts.add_if(
        sums.begins.is(Kinds::CAPTION) && counted || text.starts_with("[Illustration"),
        Fact::Caption,
    );
    let solid = sums.letters + sums.digits + sums.signs;
    facts.add_if(letters * 2 < solid, Fact::Figures);
}

/// Facts of the punctuation of a line.
fn signs_of(text: &str, marks: &Marks, width: u32, facts: &mut Facts) {
    facts.add_if(marks.commas > 0, Fact::Comma);
    facts.add_if(marks.quotes > 0, Fact::Quotes);
    facts.add_if(marks.address, Fact::Url);
    facts.add_if(marks.dashes > 0, Fact::Dash);
    facts.add_if(marks.brackets > 0, Fact::Bracket);
    facts.add_if(marks.columns, Fact::Columns);
    facts.add_if(marks.code > 0, Fact::Signs);
    let said = text.starts_with(['"', '“', '«', '„', '「', '—', '‘'])
        || text.ends_with(['"', '”', '»', '」']);
    facts.add_if(
        facts.has(Fact::AllCaps) && facts.has(Fact::EndsStop),
        Fact::CapitalsWithStop,
    );
    // A date of figures such as `2024-05-01`, and little else.
    let dated = marks.groups == 3 && (6..=8).contains(&marks.digits) && text.len() < 40;
    facts.add_if(dated, Fact::DateLine);
    facts.add_if(
        said && facts.any(&[Fact::EndsQuestion, Fact::EndsStop]),
        Fact::Said,
    );
    facts.add_if(marks.sentence, Fact::Sentence);
    facts.add_if(marks.colon.is_some() && speaker(text), Fact::Speaker);
    facts.add_if(leader_of(text).is_some() && width > 10, Fact::Leader);
}

/// Whether the line is `Name: what is said` or `Field: value`.
fn speaker(text: &str) -> bool {
    let Some((head, tail)) = text.split_once([':', '：']) else {
        return false;
    };
    !tail.trim().is_empty()
        && rough_width(head) <= 24
        && tail.starts_with([' ', '\t']) | text.contains('：')
}

/// What stands before the dots and the page number of an entry of a printed table of contents.
pub(super) fn leader_of(text: &str) -> Option<&str> {
    let page = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
    if page.len() == text.len() {
        return None;
    }
    let head =
        page.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '·' | '_'));
    let gap = page.get(head.len()..)?;
    let dots = gap.chars().filter(|c| !c.is_whitespace()).count();
    (!head.is_empty() && (dots >= 2 || gap.contains('…') || gap.len() >= 3 || gap.contains('\t')))
        .then_some(head)
}

/// The facts that the lines around a line show; `own` is the number that it begins with.
pub(super) fn of_place(
    before: &[Line],
    line: &Line,
    after: &[Line],
    own: Option<Number>,
    facts: &mut Facts,
) {
    let next = after.first();
    let previous = before.last();
    let blanks_after = next.map_or(9, |n| n.blanks);
    facts.add_if(previous.is_none() && line.blanks == 9, Fact::FirstOfText);
    facts.add_if(next.is_none(), Fact::LastOfText);
    facts.add_if(line.blanks > 0, Fact::BlankBefore);
    facts.add_if(line.blanks > 1, Fact::BlanksBefore);
    facts.add_if(blanks_after > 0, Fact::BlankAfter);
    facts.add_if(blanks_after > 1, Fact::BlanksAfter);
    facts.add_if(line.blanks == 0 && blanks_after == 0, Fact::NoBlanks);
    facts.add_if(line.indent >= 12, Fact::Centred);
    facts.add_if((1..12).contains(&line.indent), Fact::Indented);
    let short =
        |l: &Line| l.width < 50 && !l.is_prose() && !matches!(l.last, Last::Stop | Last::Question);
    let shape = |l: &Line| (l.first, l.last, l.indent, l.width < 50);
    if let Some(p) = previous {
        facts.add_if(
            matches!(p.last, Last::Stop | Last::Question),
            Fact::PreviousStop,
        );
        facts.add_if(p.last == Last::Colon, Fact::PreviousColon);
        let open = matches!(p.last, Last::Word | Last::Open)
            && p.first != First::Bullet
            && p.rule.is_none();
        facts.add_if(open && line.blanks == 0, Fact::PreviousRunsOn);
        facts.add_if(p.first == First::Bullet, Fact::PreviousItem);
        facts.add_if(p.code, Fact::PreviousCode);
        facts.add_if(p.is_prose(), Fact::PreviousProse);
        facts.add_if(short(p), Fact::PreviousShort);
        facts.add_if(
            line.blanks == p.blanks && shape(p) == shape(line),
            Fact::SameShapePrevious,
        );
    }
    if let Some(n) = next {
        facts.add_if(n.is_prose(), Fact::NextProse);
        facts.add_if(n.width > 110, Fact::NextLong);
        facts.add_if(n.first == First::Lower && !n.code, Fact::NextLower);
        facts.add_if(n.first == First::Bullet, Fact::NextItem);
        let last_of_two =
            n.blanks == 0 && n.width + 4 < line.width && after.get(1).is_none_or(|l| l.blanks > 0);
        facts.add_if(
            last_of_two && line.blanks > 0 && n.last != Last::Stop,
            Fact::NextEndsBlock,
        );
        facts.add_if(n.code, Fact::NextCode);
        facts.add_if(short(n), Fact::NextShort);
        facts.add_if(n.indent > line.indent, Fact::NextIndented);
        facts.add_if(
            n.blanks == line.blanks && shape(n) == shape(line),
            Fact::SameShapeNext,
        );
        let numbered = own.is_some_and(|a| {
            let follows = n.text.as_deref().and_then(super::numbering::number_of);
            follows.is_some_and(|b| {
                b.scheme == a.scheme && b.value == a.value + 1 && b.parent == a.parent
            })
        });
        facts.add_if(numbered, Fact::NextNumbered);
    }
    let ahead = after
        .iter()
        .take(4)
        .any(|l| l.is_prose() || l.last == Last::Stop && l.width > 30);
    facts.add(if ahead {
        Fact::ProseAhead
    } else {
        Fact::NoProseAhead
    });
    facts.add_if(
        after.len() >= 3 && after.iter().take(3).all(short),
        Fact::ShortsAhead,
    );
    facts.add_if(
        before.len() >= 3 && before.iter().rev().take(3).all(short),
        Fact::ShortsBehind,
    );
}
