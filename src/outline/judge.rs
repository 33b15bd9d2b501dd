//! The verdict over all candidates of a text.

use super::candidate::Candidate;
use super::company;
use super::contents::Contents;
use super::facts::Fact;
use super::levels::{self, Found};
use super::numbering::Scheme;
use super::points;
use super::reader::Reader;
use super::{Furniture, Heading, Outline};

/// Says what the outline of what was read is.
pub(super) fn verdict(reader: &Reader) -> Outline {
    let tally = &reader.tally;
    let mut candidates = reader.candidates();
    let contents = Contents::find(&candidates);
    let title = if reader.from_start {
        super::title::find(reader)
    } else {
        None
    };
    let mut outline = Outline::default();
    for line in &contents.leftover {
        outline
            .furniture
            .extend(
                candidates
                    .iter()
                    .filter(|c| c.number == *line)
                    .map(|c| Furniture {
                        place: c.place,
                        end: c.end,
                    }),
            );
    }
    candidates
        .retain(|c| !contents.inside.contains(&c.number) && !contents.leftover.contains(&c.number));
    company::weigh(&mut candidates, tally, &contents);
    company::look_around(&mut candidates, tally.lines);
    let found = headings(&candidates, reader, &contents);
    let mut headings = levels::assign(found, title.as_ref());
    if let Some(title) = &title {
        headings.retain(|h| h.line < title.line || h.line >= title.line + u64::from(title.span));
    }
    outline.title = title;
    outline.headings = headings;
    outline
}

/// Which candidates are headings: those with marks if there are any, those with underlines if there are several,
/// else those with enough points.
fn headings(candidates: &[Candidate], reader: &Reader, contents: &Contents) -> Vec<Found> {
    let tally = &reader.tally;
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
        .filter(|c| c.marks > 0 && c.indent < 4)
        .collect();
    let others = candidates
        .iter()
        .filter(|c| c.marks == 0 && points::of(c.facts) >= points::ENOUGH)
        .count();
    let several = marked.iter().any(|c| c.marks > 1) || marked.iter().all(|c| above_prose(c));
    if !marked.is_empty() && several && others.max(lined.len()) <= marked.len() && !tally.is_data()
    {
        return marked.into_iter().map(Found::of).collect();
    }
    if lined.len() >= 2 {
        return lined.into_iter().map(Found::of).collect();
    }
    if tally.is_data() || tally.is_mail() {
        // In a text that is nearly all code, only what is marked by hand is sure.
        let sure = candidates
            .iter()
            .filter(|c| c.underline.is_some() || c.facts.has(Fact::Anchor));
        return sure.map(Found::of).collect();
    }
    let mut found: Vec<Found> = Vec::new();
    for c in candidates.iter().filter(|c| c.marks == 0) {
        let points = points::of(c.facts)
            + points::of_company(c.facts)
            + if c.underline.is_some() { 100 } else { 0 };
        let enough = points >= points::FINAL || contents.heads.contains(&c.number);
        let under_label = found.last().is_some_and(|label| label.takes(c));
        let goes_on = found.last().is_some_and(|above| above.continues(c));
        if goes_on {
            if let Some(above) = found.last_mut() {
                above.lengthen(c);
            }
        } else if under_label {
            if let Some(label) = found.last_mut() {
                label.join(c);
            }
        } else if enough {
            found.push(Found::of(c));
        }
    }
    found
}

/// Whether a line stands alone with prose below it.
fn above_prose(c: &Candidate) -> bool {
    c.facts.any(&[Fact::BlankBefore, Fact::FirstOfText])
        && c.facts.has(Fact::ProseAhead)
        && !c.facts.has(Fact::NextCode)
}

/// The headings of a manual page: what stands left of an indented text.
fn hanging(candidates: &[Candidate], reader: &Reader) -> Option<Vec<Found>> {
    let usual = reader.tally.usual_indent();
    if !reader.is_manual && (!reader.tally.hangs() || usual < 4) {
        return None;
    }
    let never = [
        Fact::Columns,
        Fact::FirstOfText,
        Fact::LastOfText,
        Fact::Never,
    ];
    let out = |c: &&Candidate| {
        let step = c.indent == 0 || (c.indent < usual.min(5) && !c.facts.has(Fact::EndsStop));
        step && c.facts.has(Fact::NextIndented) && !c.facts.any(&never)
    };
    let found: Vec<&Candidate> = candidates.iter().filter(out).collect();
    let sections = found.iter().filter(|c| c.indent == 0).count();
    let capitals = found
        .iter()
        .filter(|c| c.indent == 0 && c.facts.has(Fact::AllCaps))
        .count();
    let clear = sections >= 2 && reader.is_manual || sections >= 3 && capitals * 2 > sections;
    clear.then(|| found.into_iter().map(Found::of).collect())
}

impl Found {
    /// A heading from a candidate.
    pub(super) fn of(c: &Candidate) -> Self {
        let heading = Heading {
            level: 1,
            line: c.number,
            text: c.text.split_whitespace().collect::<Vec<_>>().join(" "),
            span: 1 + u32::from(c.underline.is_some()),
            place: c.place,
            end: c.underline.map_or(c.end, |(_, end)| end),
        };
        Self {
            heading,
            facts: c.facts,
            numbering: c.numbering,
            indent: c.indent,
            marks: c.marks,
            underline: c.underline.map(|u| u.0),
            rank: c.rank,
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
    }

    /// Takes the second line in.
    fn lengthen(&mut self, c: &Candidate) {
        self.heading.text = format!(
            "{} {}",
            self.heading.text,
            c.text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        self.heading.span = 2;
        self.heading.end = c.end;
    }

    /// Takes the line of the title in.
    fn join(&mut self, c: &Candidate) {
        let glue = if self.heading.text.ends_with(['.', ':']) {
            " "
        } else {
            ". "
        };
        self.heading.text = format!(
            "{}{glue}{}",
            self.heading.text,
            c.text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        self.heading.span = (c.number - self.heading.line + 1) as u32;
        self.heading.end = c.end;
    }
}
