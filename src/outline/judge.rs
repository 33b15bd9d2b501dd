//! The verdict over all candidates of a text.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::company;
use super::contents::Contents;
use super::facts::Fact;
use super::furniture::{self, Folded, Run, leftovers};
use super::levels::{self, Extent, Found};
use super::manual;
use super::measures::Measure;
use super::nesting::Kept;
use super::numbering::Scheme;
use super::reader::{MOST, Reader};
use super::second::{Company, Look};
use super::table::{self, Table};
use super::trees::POINT;
use super::why::{Rule, Signals};
use super::{Furniture, Heading, Outline, Strictness};
use crate::document::Place;
use crate::text::folded;

/// Everything that is known before the verdict.
pub(super) struct Case {
    pub(super) candidates: Vec<Candidate>,
    contents: Contents,
    title: Option<Heading>,
    furniture: Vec<Furniture>,
    /// The points of the candidates at the first look, and in the end.
    pub(super) first: Vec<i32>,
    points: Vec<i32>,
}

/// How sure the only heading of a text has to be.
const LONE: f32 = 0.6;

/// How many are looked at again at a time.
const TOGETHER: usize = 1024;

/// The points of what is not even looked at.
const NEVER: i32 = -30 * POINT;

impl Case {
    /// Takes in what was read, and takes the candidates away from who read it.
    pub(super) fn new(reader: &mut Reader, table: &Table) -> Self {
        let mut candidates = reader.take_candidates();
        let tally = &reader.tally;
        // A page of the manual may have a section of that name.
        let contents = if reader.is_manual {
            Contents::default()
        } else {
            Contents::find(&candidates, tally.lines)
        };
        let title = if reader.from_start {
            super::title::find(reader)
        } else {
            None
        };
        let leftover = |c: &&Candidate| contents.leftover.contains(&c.number);
        let mut runs: Vec<Run> = candidates.iter().filter(leftover).map(left_over).collect();
        candidates.retain(|c| {
            !contents.inside.contains(&c.number) && !contents.leftover.contains(&c.number)
        });
        company::weigh(&mut candidates, tally, &contents);
        if let Some(title) = &title {
            let lines = title.line..title.line + u64::from(title.span);
            candidates.retain(|c| !lines.contains(&c.number));
        }
        let possible: Vec<usize> = (0..)
            .zip(&candidates)
            .filter_map(|(i, c)| (!c.facts.has(Fact::Never)).then_some(i))
            .collect();
        let numbers = |i: &usize| candidates.get(*i).map_or([0; 256], table::numbers);
        let mut first = vec![NEVER; candidates.len()];
        for (&i, points) in possible.iter().zip(table.first.points(&possible, numbers)) {
            if let Some(slot) = first.get_mut(i) {
                *slot = points;
            }
        }
        let company = Company::of(&candidates, &first, tally.lines, reader.mass);
        let points = look_again(&company, table, candidates.len());
        drop(company);
        if !tally.is_data() && !tally.is_mail() {
            let is_heading = |i: usize| points.get(i).is_some_and(|p| *p >= table.enough);
            let found = leftovers::find(&candidates, is_heading);
            runs.extend(
                found
                    .iter()
                    .filter_map(|i| candidates.get(*i))
                    .map(left_over),
            );
        }
        runs.extend(reader.printed.breaks());
        let mut furniture = furniture::join(runs);
        furniture.retain(|f| {
            title
                .as_ref()
                .is_none_or(|t| f.end <= t.place || t.end <= f.place)
        });
        Self {
            candidates,
            contents,
            title,
            furniture,
            first,
            points,
        }
    }

    /// The candidates with their points.
    pub(super) fn weighed(&self) -> impl Iterator<Item = (&Candidate, i32)> {
        self.candidates.iter().zip(self.points.iter().copied())
    }
}

/// The points of all candidates of a text, after a second look at those that are worth one.
fn look_again(company: &Company, table: &Table, all: usize) -> Vec<i32> {
    let mut points = vec![NEVER; all];
    let mut looks = company.looks();
    loop {
        let some: Vec<Look> = looks.by_ref().take(TOGETHER).collect();
        if some.is_empty() {
            return points;
        }
        let second = table.second.points(&some, |look| look.numbers);
        for (look, second) in some.iter().zip(second) {
            if let Some(slot) = points.get_mut(look.of) {
                *slot = second;
            }
        }
    }
}

/// A line that was left over from where the text was taken.
fn left_over(c: &Candidate) -> Run {
    let furniture = Furniture {
        place: c.place,
        end: c.end,
        kind: Folded::Leftover,
    };
    Run {
        furniture,
        first: c.rank,
        last: c.rank,
    }
}

/// Says what the outline of what was read is.
pub(super) fn verdict(mut reader: Reader, table: &Table, strictness: Strictness) -> Outline {
    let mut case = Case::new(&mut reader, table);
    let enough = table.enough + i32::from(strictness.steps()) * POINT * 3 / 4;
    let page = manual::headings(&case.candidates, &reader);
    let is_page = page.is_some();
    let mut found = page.unwrap_or_else(|| headings(&case, &reader, table, enough));
    found.retain(|found| !furniture::holds(&case.furniture, found.heading.place));
    // Where questions are headings their answers are the text.
    let says = |found: &Found, sign: &str| found.heading.text.starts_with(sign);
    if found.iter().filter(|found| says(found, "Q:")).count() > 1 {
        found.retain(|found| !says(found, "A:"));
    }
    // One doubtful line is no outline, unless more than usual was asked for.
    if let [only] = found.as_slice()
        && only.heading.confidence < LONE
        && strictness >= Strictness::default()
    {
        found.clear();
    }
    // Of a gigabyte they take megabytes, and nobody asks for them any more.
    case.candidates = Vec::new();
    let mut headings = if is_page {
        found.into_iter().map(|found| found.heading).collect()
    } else {
        levels::assign(
            found,
            &table.steps,
            Extent {
                lines: reader.tally.lines,
                mass: reader.mass,
            },
        )
    };
    // It may still have the room of what it was made from.
    headings.shrink_to_fit();
    // Where nearly all are none, nothing is missed.
    let cut_at = reader.cut_at.filter(|_| headings.len() > MOST / 2);
    let mut terms = reader.terms.take();
    // What stands right of the margin may be a heading of a deeper level.
    terms.retain(|term| {
        let is_heading = |heading: &Heading| heading.place.cmp(&term.place);
        headings.binary_search_by(is_heading).is_err()
    });
    Outline {
        title: case.title,
        headings,
        terms,
        furniture: case.furniture,
        cut_at,
    }
}

/// Which candidates are headings: those with marks if there are any, those with underlines if there are several,
/// else those with enough points.
fn headings(case: &Case, reader: &Reader, table: &Table, needed: i32) -> Vec<Found> {
    let tally = &reader.tally;
    let (candidates, contents) = (&case.candidates, &case.contents);
    if reader.is_outline {
        let starred: Vec<Found> = candidates
            .iter()
            .filter(|c| c.marks > 0)
            .map(|c| Found::of(c, Rule::Starred, 0.98))
            .collect();
        if !starred.is_empty() {
            return starred;
        }
    }
    if let Some(hanging) = hanging(candidates, reader) {
        return hanging;
    }
    let lined: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.underline.is_some() && c.marks == 0)
        .collect();
    // Comments in scripts begin with `#` too: marks count if they are most of what looks like a heading, and if they
    // are of several depths, or each stands alone above prose.
    let marked: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.marks > 0 && c.indent < 4 && !reader.remarks.prevail())
        .collect();
    let others = case
        .weighed()
        .filter(|(c, points)| c.marks == 0 && *points >= needed)
        .count();
    let several = marked.iter().any(|c| c.marks > 1) || marked.iter().all(|c| above_prose(c));
    if !marked.is_empty() && several && others.max(lined.len()) <= marked.len() && !tally.is_data()
    {
        return marked
            .into_iter()
            .map(|c| Found::of(c, Rule::Marked, 0.98))
            .collect();
    }
    // Where most of what looks like a heading is underlined, the rest is none; else a few tables have rules below
    // their heads.
    if lined.len() >= 2 && others <= lined.len() * 2 {
        return lined
            .into_iter()
            .map(|c| Found::of(c, Rule::Underlined, 0.98))
            .collect();
    }
    if tally.is_data() || tally.is_mail() {
        // In a text that is nearly all code, only what is marked by hand is sure.
        let sure = candidates
            .iter()
            .filter(|c| c.underline.is_some() || c.facts.has(Fact::Anchor));
        return sure.map(|c| Found::of(c, Rule::Underlined, 0.7)).collect();
    }
    let runs = Runs::of(case, needed);
    // Not to be grown: old and new room together are the most memory that is ever taken.
    let mut found: Vec<Found> = Vec::with_capacity(others);
    let text = |c: &Candidate| c.marks == 0 && !furniture::holds(&case.furniture, c.place);
    for (c, points) in case.weighed().filter(|(c, _)| text(c)) {
        // What the contents list once is a heading if it was in question at all.
        let listed = contents.votes() && c.measures.get(Measure::ListedTimes) == 1;
        let rule = match () {
            () if c.underline.is_some() && points > needed - 2 * POINT => Some(Rule::Underlined),
            () if points >= needed => Some(Rule::Look),
            () if listed && points > needed - 6 * POINT => Some(Rule::Listed),
            () if runs.carry(c, points) => Some(Rule::Counted),
            () => None,
        };
        let sure = table.sureness(points);
        let under_label = found.last().is_some_and(|label| label.takes(c));
        let goes_on = found.last().is_some_and(|above| above.continues(c));
        if goes_on {
            if let Some(above) = found.last_mut() {
                above.lengthen(&c.text, c.end);
            }
        } else if under_label {
            if let Some(label) = found.last_mut() {
                label.join(c);
            }
        } else if let Some(rule) = rule {
            found.push(Found::of(c, rule, sure));
        }
    }
    found
}

/// Numbers that count on through the text with text between them: if most lines with such numbers are headings, all are.
struct Runs {
    /// Of each kind of number and indent: how many lines there are, and how many of them are headings by themselves.
    counts: HashMap<(Scheme, u16), (u32, u32)>,
    /// Of each kind of number with a name, such as `§ 3` or `SCENE I`, and indent: how many lines stand below a blank
    /// one, and how many of them count on with text between.
    named: HashMap<(Scheme, u16), (u32, u32)>,
    least: i32,
}

impl Runs {
    fn of(case: &Case, enough: i32) -> Self {
        let mut counts: HashMap<_, (u32, u32)> = HashMap::new();
        let mut named: HashMap<_, (u32, u32)> = HashMap::new();
        for (c, points) in case.weighed() {
            if let Some(n) = c.numbering.filter(|_| is_called(c)) {
                let count = named.entry((n.scheme, c.indent)).or_default();
                count.0 += 1;
                count.1 += u32::from(c.facts.has(Fact::CountedApart));
            }
            if let Some(n) = c.numbering.filter(|_| c.facts.has(Fact::CountedApart)) {
                let count = counts.entry((n.scheme, c.indent)).or_default();
                count.0 += 1;
                count.1 += u32::from(points >= enough);
            }
        }
        Self {
            counts,
            named,
            least: enough - 4 * POINT,
        }
    }

    fn carry(&self, c: &Candidate, points: i32) -> bool {
        self.carry_named(c, points) || self.carry_counted(c, points)
    }

    /// Whether a line is one of several that are called the same and count on: that is what they are called for.
    fn carry_named(&self, c: &Candidate, points: i32) -> bool {
        is_called(c)
            && points > self.least
            && c.numbering.is_some_and(|n| {
                let count = self.named.get(&(n.scheme, c.indent));
                count.is_some_and(|&(all, apart)| all >= 3 && apart * 2 >= all)
            })
    }

    fn carry_counted(&self, c: &Candidate, points: i32) -> bool {
        c.facts.has(Fact::CountedApart)
            && c.facts.any(&[Fact::BlankBefore, Fact::PreviousStop])
            && !opens_paragraph(c)
            && points > self.least
            && c.numbering.is_some_and(|n| {
                let count = self.counts.get(&(n.scheme, c.indent));
                count.is_some_and(|&(all, sure)| all >= 3 && sure * 2 > all)
            })
    }
}

/// Whether a line is the first of a numbered paragraph: the sentence goes on below it for more than one line.
fn opens_paragraph(c: &Candidate) -> bool {
    let goes_on = c.facts.has(Fact::NextLower) && c.facts.has(Fact::Wide);
    goes_on && !c.facts.any(&[Fact::NextEndsBlock, Fact::BlankAfter])
}

/// Whether a line below a blank one is called a chapter, a section or the like, with its number.
fn is_called(c: &Candidate) -> bool {
    let named = matches!(c.numbering.map(|n| n.scheme), Some(Scheme::Word(_)));
    named
        && c.facts.has(Fact::BlankBefore)
        && !c.facts.any(&[Fact::Never, Fact::EndsColon, Fact::Leader])
}

/// Whether a line stands alone with prose below it.
fn above_prose(c: &Candidate) -> bool {
    c.facts.any(&[Fact::BlankBefore, Fact::FirstOfText])
        && c.facts.has(Fact::ProseAhead)
        && !c.facts.has(Fact::NextCode)
}

/// The headings of a text that is set as a manual page is: what stands left of an indented text.
fn hanging(candidates: &[Candidate], reader: &Reader) -> Option<Vec<Found>> {
    let usual = reader.tally.usual_indent();
    if reader.is_manual || !reader.tally.hangs() || usual < 4 {
        return None;
    }
    let never = [
        Fact::Columns,
        Fact::FirstOfText,
        Fact::LastOfText,
        Fact::Never,
    ];
    let out = |c: &&Candidate| {
        let step = c.indent == 0 || c.indent < usual.min(5) && !c.facts.has(Fact::EndsStop);
        step && c.facts.has(Fact::NextIndented) && !c.facts.any(&never)
    };
    let found: Vec<&Candidate> = candidates.iter().filter(out).collect();
    let sections = || found.iter().filter(|c| c.indent == 0);
    let capitals = sections().filter(|c| c.facts.has(Fact::AllCaps)).count();
    let sections = sections().count();
    let clear = sections >= 3 && capitals * 2 > sections;
    clear.then(|| {
        found
            .into_iter()
            .map(|c| Found::of(c, Rule::Margin, 0.98))
            .collect()
    })
}

impl Found {
    /// A heading from a candidate.
    pub(super) fn of(c: &Candidate, rule: Rule, sure: f32) -> Self {
        let confidence = match rule {
            Rule::Look | Rule::Marked | Rule::Starred | Rule::Margin | Rule::Given | Rule::Hand => {
                sure
            }
            Rule::Underlined => sure.max(0.9),
            Rule::Listed | Rule::Counted => sure.max(0.8),
        };
        let heading = Heading {
            level: 1,
            line: c.number,
            text: folded(&c.text),
            span: 1 + u32::from(c.underline.is_some()),
            place: c.underline.and_then(|u| u.over).unwrap_or(c.place),
            end: c.underline.map_or(c.end, |u| u.end),
            confidence,
            signals: Signals {
                facts: c.facts,
                rule,
            },
        };
        Self {
            heading,
            facts: c.facts,
            numbering: c.numbering,
            indent: c.indent,
            marks: c.marks,
            underline: c.underline.map(|u| (u.rule, u.over.is_some())),
            rank: c.rank,
            kept: Kept::of(&c.measures),
            mass: c.mass,
            key: c.key,
        }
    }

    /// Whether this is a mere label such as `CHAPTER IV` and the candidate is the title that belongs to it.
    fn takes(&self, c: &Candidate) -> bool {
        let label = self
            .numbering
            .is_some_and(|n| n.alone && matches!(n.scheme, Scheme::Word(_) | Scheme::Roman));
        label
            && self.heading.span == 1
            && c.rank == self.rank + 1
            && c.numbering.is_none()
            && c.facts.has(Fact::BlankAfter)
            && !c.facts.any(&[
                Fact::EndsColon,
                Fact::EndsOther,
                Fact::Never,
                Fact::VeryWide,
                Fact::Figures,
            ])
            && (c
                .facts
                .any(&[Fact::AllCaps, Fact::TitleCase, Fact::HalfCapital])
                || !c.facts.any(&[Fact::EndsStop, Fact::Wide]))
    }

    /// Whether the candidate is the second line of this numbered heading.
    fn continues(&self, c: &Candidate) -> bool {
        self.numbering.is_some_and(|n| !n.alone)
            && self.facts.has(Fact::NextEndsBlock)
            && self.heading.span == 1
            && c.number == self.heading.line + 1
            && c.numbering.is_none()
            // An item of a list goes on with nothing.
            && !c.facts.has(Fact::Never)
    }

    /// Takes the second line in.
    pub(super) fn lengthen(&mut self, rest: &str, end: Place) {
        let rest = folded(rest);
        // Formatters break words with a hyphen of their own.
        self.heading.text = match self.heading.text.strip_suffix('‐') {
            Some(broken) => format!("{broken}{rest}"),
            None => format!("{} {rest}", self.heading.text),
        };
        self.heading.span = 2;
        self.heading.end = end;
    }

    /// Takes the line of the title in.
    fn join(&mut self, c: &Candidate) {
        let glue = if self.heading.text.ends_with(['.', ':']) {
            " "
        } else {
            ". "
        };
        self.heading.text = format!("{}{glue}{}", self.heading.text, folded(&c.text));
        self.heading.span = (c.number - self.heading.line + 1) as u32;
        self.heading.end = c.end;
    }
}
