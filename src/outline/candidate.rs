//! A line that may be a heading, with the facts of its surroundings.

use crate::text::without_marks;
use std::sync::Arc;

use super::facts::{self, Fact, Facts};
use super::line::{First, Last, Line, WIDEST, first_of, last_of};
use super::marks::Marks;
use super::measures::{self, Measure, Measures};
use super::numbering::{Number, number_of};
use super::sums::Sums;
use crate::document::Place;

/// How many lines before and after a line are looked at.
pub(super) const BEFORE: usize = 4;
pub(super) const AFTER: usize = 5;

/// The rule below a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Underline {
    /// What it is made of.
    pub(super) rule: char,
    /// Where it ends.
    pub(super) end: Place,
    /// Where the same rule above the line begins, if there is one.
    pub(super) over: Option<Place>,
}

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) number: u64,
    pub(super) place: Place,
    pub(super) end: Place,
    pub(super) text: Arc<str>,
    pub(super) facts: Facts,
    pub(super) measures: Measures,
    /// The cells of all lines before it.
    pub(super) mass: u64,
    /// A number for what it says, and for what it says as an entry of a table of contents; 0 if that is nothing.
    pub(super) key: u64,
    pub(super) entry: u64,
    /// What it looks like at a glance.
    pub(super) glance: u16,
    /// The cells of the line before it and of the one after it.
    pub(super) beside: (u32, u32),
    pub(super) numbering: Option<Number>,
    pub(super) indent: u16,
    /// Its number among the lines that are not blank.
    pub(super) rank: u64,
    /// How many `#` it began with, or stars in an outline.
    pub(super) marks: u8,
    pub(super) underline: Option<Underline>,
    /// Whether it stands within reach of a line that names a table of contents.
    pub(super) in_reach: bool,
}

impl Candidate {
    /// Makes a candidate of the line at `center`, if it may be a heading. `rank` is its number among the lines that
    /// are not blank.
    pub(super) fn of(window: &[Line], center: usize, rank: u64, in_reach: bool) -> Option<Self> {
        let line = window.get(center)?;
        let whole = line.text.as_ref().filter(|_| line.width <= WIDEST)?;
        let text: &str = whole;
        let starred = line.marks > 0 && text.starts_with('*');
        let loose = line.fenced || starred || in_reach;
        if !loose && in_paragraph(window, center, line) {
            return None;
        }
        let before = window.get(center.saturating_sub(BEFORE)..center)?;
        let after = window.get(center + 1..window.len().min(center + 1 + AFTER))?;
        let marks = line.marks;
        let bare = if marks > 0 {
            without_marks(text).1
        } else {
            text
        };
        let (first, last) = if marks > 0 {
            (first_of(bare), last_of(bare))
        } else {
            (line.first, line.last)
        };
        let named = without_anchor(bare);
        let anchored = named.len() < bare.len();
        let (bare, last) = if anchored {
            (named, last_of(named))
        } else {
            (bare, last)
        };
        let numbering = number_of(bare);
        let (sums, own_marks) = (Sums::of(bare), Marks::of(bare));
        let mut facts = facts::of_text(bare, &sums, &own_marks, first, last, numbering);
        facts.add_if(anchored, Fact::Anchor);
        let early = (2..5).contains(&rank);
        facts.add_if(early, Fact::Early);
        facts.add_if(early && facts.has(Fact::NameLike), Fact::EarlyName);
        let own = if marks == 0 && !anchored {
            numbering
        } else {
            number_of(text)
        };
        facts::of_place(before, line, after, own, &mut facts);
        let mut measures = Measures::default();
        measures::of_words(&sums, line.width, &mut measures);
        measures::of_marks(&own_marks, &mut measures);
        measures::of_place(before, line, after, &mut measures);
        measures::of_number(numbering, &mut measures);
        measures.set(Measure::Rank, rank);
        measures.set(Measure::SinceProse, line.since);
        let prose = after.iter().position(Line::is_prose);
        measures.set(Measure::UntilProse, prose.map_or(usize::MAX, |i| i + 1));
        let open = last == Last::Open && numbering.is_none();
        let code = line.code && !line.coded;
        let remark = text.starts_with(';');
        let item = matches!(first, First::Bullet | First::Quote) || open || code || remark;
        measures.set(Measure::Coded, u8::from(line.coded));
        measures.set(Measure::Open, u8::from(last == Last::Open));
        // Who wrote it and when stands below the title, however short and alone.
        let signed = early && facts.any(&[Fact::Credit, Fact::DateLine]);
        facts.add_if((item || signed) && marks == 0, Fact::Never);
        let underline = after
            .first()
            .and_then(|n| underline_of(line, n, before.last()))
            .filter(|_| !facts.has(Fact::Columns));
        Some(Self {
            number: line.number,
            place: line.place,
            end: line.end,
            text: if bare.len() == whole.len() {
                Arc::clone(whole)
            } else {
                bare.into()
            },
            facts,
            measures,
            mass: line.mass,
            key: sums.key,
            entry: facts::leader_of(bare).map_or(sums.key, |head| Sums::of(head).key),
            glance: super::manner::glance(line) as u16,
            beside: (
                before.last().map_or(0, |l| l.width),
                after.first().map_or(0, |l| l.width),
            ),
            numbering,
            indent: line.indent,
            rank,
            marks,
            underline,
            in_reach,
        })
    }
}

/// Whether a line is one of a hard-wrapped paragraph: as wide as the lines around it, and the sentence goes on.
fn in_paragraph(window: &[Line], center: usize, line: &Line) -> bool {
    let wide = |l: &Line| (56..=100).contains(&l.width) && !l.code && l.rule.is_none();
    let above = center
        .checked_sub(1)
        .and_then(|i| window.get(i))
        .filter(|_| line.blanks == 0);
    let below = window.get(center + 1).filter(|l| l.blanks == 0);
    let inside = above.is_some_and(wide) && below.is_some_and(wide);
    let begins = below.is_some_and(|l| wide(l) && l.first == First::Lower);
    wide(line) && line.first != First::Digit && (inside || begins)
}

/// A text without the name that some Markdown gives a heading at its end: `{#name}`, `{/name/}`.
pub(super) fn without_anchor(text: &str) -> &str {
    let named = || {
        let (head, name) = text.strip_suffix('}')?.rsplit_once('{')?;
        let plain = name.starts_with(['#', '/', ':']) && !name.contains(['{', ' ', ';', '=']);
        (plain && !head.trim().is_empty()).then(|| head.trim_end())
    };
    named().unwrap_or(text)
}

/// Whether the next line underlines a line: about as wide as it, and of a character that underlines are made of.
fn underline_of(line: &Line, next: &Line, previous: Option<&Line>) -> Option<Underline> {
    let rule = next.rule.filter(|c| "=-~^\"'*+#_.:".contains(*c))?;
    let fits = next.blanks == 0
        && next.width * 10 >= line.width * 7
        && next.width * 10 <= line.width * 14 + 30
        && next.indent.abs_diff(line.indent) <= 2;
    let over =
        previous.filter(|p| line.blanks == 0 && p.rule == next.rule && p.width == next.width);
    (fits && line.rule.is_none()).then_some(Underline {
        rule,
        end: next.end,
        over: over.map(|p| p.place),
    })
}
