//! The title of a text.

use super::Heading;
use super::facts::{self, Fact};
use super::line::{First, Last, Line, first_of, last_of, rough_width};
use super::manner::Manner;
use super::marks::Marks;
use super::numbering::number_of;
use super::reader::Reader;
use super::remarks::is_setting;
use super::sums::Sums;

/// What no title shows, however first it stands.
const NEVER: [Fact; 9] = [
    Fact::EndsStop,
    Fact::EndsColon,
    Fact::Url,
    Fact::Columns,
    Fact::Leader,
    Fact::NumberWord,
    Fact::Credit,
    Fact::Figures,
    Fact::DateLine,
];

/// The widest title, in cells: some news put a whole sentence there.
const WIDEST: u32 = 220;

/// Finds the title: a field that says so, what a memo has below its head, or the first line.
pub(super) fn find(reader: &Reader) -> Option<Heading> {
    let head = reader.head();
    let first = head.first()?;
    let prose_follows = head.get(1).is_some_and(Line::is_prose);
    if reader.is_manual || (reader.tally.is_data() && !prose_follows) {
        return None;
    }
    if let Some(title) = field(&head) {
        return Some(title);
    }
    let remark = first.marks > 0 && reader.remarks.prevail();
    if reader.tally.is_mail() || first.number > 40 || remark || begins_records(&head) {
        return None;
    }
    if first.text.as_deref().is_some_and(|t| t.contains("    ")) {
        return memo(&head);
    }
    block(&head, reader.tally.manner())
}

/// `Title: what it is`, with the indented lines below it.
fn field(head: &[Line]) -> Option<Heading> {
    let said = |l: &Line| {
        l.text
            .as_deref()?
            .strip_prefix("Title:")
            .map(|t| !t.trim().is_empty())
    };
    let at = head.iter().position(|l| said(l) == Some(true))?;
    let rest = head.get(at + 1..)?.iter();
    let more = rest.take_while(|l| l.blanks == 0 && l.indent > 1).count();
    let mut title = join(head.get(at..=at + more)?)?;
    title.text = title.text.trim_start_matches("Title:").trim().to_owned();
    Some(title)
}

/// The centred lines below the two columns that a memo begins with.
fn memo(head: &[Line]) -> Option<Heading> {
    let centred =
        |l: &Line| l.indent >= 4 && l.text.as_deref().is_some_and(|t| !t.contains("    "));
    let at = head
        .iter()
        .position(|l| l.blanks > 0 && centred(l) && l.blanks < 9)?;
    let more = head
        .get(at + 1..)?
        .iter()
        .take_while(|l| l.blanks == 0 && centred(l))
        .count();
    join(head.get(at..=at + more.min(3))?)
}

/// The first line or, where lines are broken, the first block.
fn block(head: &[Line], manner: Manner) -> Option<Heading> {
    let first = head.first()?;
    if let Some(framed) = framed(head) {
        return Some(framed);
    }
    let rest = head.get(1..)?;
    let more = rest.iter().take_while(|l| l.blanks == 0).count();
    let broken = manner == Manner::Wrapped
        && first.width > 40
        && (1..4).contains(&more)
        && rest.get(more).is_some();
    let next = rest.first()?;
    let underlined = next.blanks == 0 && next.rule.is_some();
    let lines = match () {
        () if underlined => head.get(..2)?,
        () if broken => head.get(..=more)?,
        () => head.get(..1)?,
    };
    let title = join(lines)?;
    let text = title.text.as_str();
    let asked = text.contains(['?', '？']) && rough_width(text) < 120;
    let cried = last_of(text) == Last::Stop
        && (asked
            || text
                .trim_end_matches(['"', '”', '’', ')'])
                .ends_with(['!', '！', '…']));
    let last = if cried { Last::Word } else { last_of(text) };
    let own = facts::of_text(
        text,
        &Sums::of(text),
        &Marks::of(text),
        first_of(text),
        last,
        number_of(text),
    );
    let runs_on = !broken && next.blanks == 0 && next.first == First::Lower && first.width > 40;
    // The name of a package or a function may head the text about it.
    let named = first.width < 50 && next.is_prose() && !text.contains("://");
    let program = first.code && !named;
    let own = if named && own.has(Fact::Url) {
        own.without(Fact::Url)
    } else {
        own
    };
    // A salutation, a verse, what somebody said at some time.
    let goes_on = last == Last::Open || first.stamped;
    let refused = own.any(&NEVER)
        || program
        || goes_on
        || matches!(first.first, First::Bullet | First::Quote)
        || first.row
        || is_figures(text)
        || runs_on;
    (underlined || !refused && rough_width(text) <= WIDEST).then_some(title)
}

/// Whether the first line is a record or a setting like those right below it, or a remark.
fn begins_records(head: &[Line]) -> bool {
    let said = |line: &Line| line.text.clone().unwrap_or_default();
    let Some(first) = head.first() else {
        return false;
    };
    let text = said(first);
    // Between settings there may be empty lines.
    let sets = |line: &Line| line.text.as_deref().is_some_and(is_setting);
    if text.starts_with(';') || sets(first) && head.get(1).is_some_and(sets) {
        return true;
    }
    let rest = head.get(1..).unwrap_or(&[]).iter();
    let below: Vec<&Line> = rest.take(3).take_while(|line| line.blanks == 0).collect();
    let Some(next) = below.first() else {
        return false;
    };
    let second = said(next);
    if is_setting(&text) && second.starts_with("- ") {
        return true;
    }
    if next.is_prose() {
        return false;
    }
    let fields = |text: &str| memchr::memchr_iter(b':', text.as_bytes()).count();
    let word = |text: &str| {
        text.split_ascii_whitespace()
            .next()
            .unwrap_or("")
            .to_owned()
    };
    let own = word(&text);
    // Some programs put what they do to the right, up to where they say with what.
    let ends = |line: &Line, text: &str| usize::from(line.indent) + word(text).len();
    let aligned = first.indent > 0
        && next.indent > 0
        && first.indent != next.indent
        && ends(first, &text) == ends(next, &second);
    let same = below.iter().filter(|line| word(&said(line)) == own).count();
    // Lines of a page that names a book may begin alike.
    let is_word = first.indent == 0 && own.starts_with(char::is_uppercase);
    aligned
        || same >= if is_word { 3 } else { 2 }
        || text.starts_with('#') && first.marks == 0
        || fields(&text) >= 3 && fields(&text) == fields(&second)
}

/// A line between two equal rules.
fn framed(head: &[Line]) -> Option<Heading> {
    let framed = head.get(..3)?;
    let [over, line, under] = framed else {
        return None;
    };
    let equal = over.rule.is_some() && over.rule == under.rule && over.width == under.width;
    let close = line.blanks == 0 && under.blanks == 0 && line.rule.is_none();
    (equal && close).then(|| join(framed))?
}

/// Whether a line begins with two numbers, as records do.
fn is_figures(text: &str) -> bool {
    let figures = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic)
    };
    text.split_whitespace()
        .take(2)
        .filter(|word| figures(word))
        .count()
        == 2
}

/// One title of several lines.
fn join(lines: &[Line]) -> Option<Heading> {
    let (first, last) = (lines.first()?, lines.last()?);
    let words = lines
        .iter()
        .filter(|l| l.rule.is_none())
        .flat_map(|l| l.text.as_deref().unwrap_or("").split_whitespace());
    let text = words
        .collect::<Vec<_>>()
        .join(" ")
        .trim_start_matches('#')
        .trim()
        .to_owned();
    (!text.is_empty()).then_some(Heading {
        level: 0,
        line: first.number,
        text,
        span: (last.number - first.number + 1) as u32,
        place: first.place,
        end: last.end,
        confidence: 1.0,
        signals: super::Signals::default(),
    })
}
