//! The verdict over all candidates of a text.

use std::collections::HashMap;

use super::contents::Contents;
use super::facts::{Fact, key_of};
use super::levels::{self, Found};
use super::manner::{Manner, Tally};
use super::numbering::Scheme;
use super::points;
use super::reader::{Candidate, Reader};
use super::{Furniture, Heading, Outline};

/// Says what the outline of what was read is.
pub(super) fn verdict(reader: &Reader) -> Outline {
    let tally = &reader.tally;
    let mut candidates = reader.candidates();
    let contents = Contents::find(&candidates);
    let title = if reader.from_start {
        super::title::find(reader, &candidates)
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
    weigh(&mut candidates, tally, &contents);
    let found = headings(&candidates, tally, &contents);
    let mut headings = levels::assign(found, title.as_ref());
    if let Some(title) = &title {
        headings.retain(|h| h.line < title.line || h.line >= title.line + u64::from(title.span));
    }
    outline.title = title;
    outline.headings = headings;
    outline
}

/// Adds the facts that only the whole text shows.
fn weigh(candidates: &mut [Candidate], tally: &Tally, contents: &Contents) {
    let manner = tally.manner();
    let mut repeats: HashMap<String, u32> = HashMap::new();
    for c in candidates.iter() {
        *repeats.entry(key_of(&c.text)).or_default() += 1;
    }
    let chains = chains(candidates);
    for (i, c) in candidates.iter_mut().enumerate() {
        let f = &mut c.facts;
        let alone = f.has(Fact::BlankBefore) && f.has(Fact::BlankAfter);
        match manner {
            Manner::Pasted => {
                f.add_if(
                    f.any(&[Fact::PreviousStop, Fact::PreviousItem]),
                    Fact::PastedAfterStop,
                );
                f.add_if(f.has(Fact::PreviousRunsOn), Fact::PastedRunsOn);
                f.add_if(f.has(Fact::NextProse), Fact::PastedNextProse);
                f.add_if(f.has(Fact::NextShort), Fact::PastedNextShort);
            }
            Manner::Spaced => f.add(if alone {
                Fact::SpacedAlone
            } else {
                Fact::SpacedNot
            }),
            Manner::Wrapped => f.add(if alone {
                Fact::WrappedAlone
            } else {
                Fact::WrappedNot
            }),
        }
        let key = key_of(&c.text);
        f.add_if(
            !key.is_empty() && repeats.get(&key).is_some_and(|&n| n > 3),
            Fact::Repeated,
        );
        match chains.get(i) {
            Some(Chain {
                length: 2..,
                apart: true,
            }) => c.facts.add(Fact::CountedApart),
            Some(Chain {
                length: 3..,
                apart: false,
            }) => c.facts.add(Fact::Counted),
            _ => {}
        }
        if contents.votes() {
            let listed = contents.lists(c);
            c.facts.add_if(listed, Fact::InContents);
            c.facts
                .add_if(!listed && contents.is_above(c), Fact::OutsideContents);
        }
    }
}

/// The run of counting numbers that a line stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Chain {
    length: u32,
    /// Whether text stands between its members, so that it is no list.
    apart: bool,
}

/// For each candidate the run of counting numbers that it stands in.
fn chains(candidates: &[Candidate]) -> Vec<Chain> {
    let mut run_of: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    // Of each run: its length and the ranks of its first and last line.
    let mut runs: Vec<(u32, u64, u64)> = Vec::new();
    let mut open: HashMap<(Scheme, u32, u16), (u32, usize)> = HashMap::new();
    for c in candidates {
        let Some(n) = c.numbering else {
            run_of.push(None);
            continue;
        };
        let slot = (n.scheme, n.parent, c.indent);
        let run = match open.get(&slot) {
            Some(&(value, run)) if n.value == value + 1 => run,
            _ => {
                runs.push((0, c.rank, c.rank));
                runs.len() - 1
            }
        };
        open.insert(slot, (n.value, run));
        if let Some(r) = runs.get_mut(run) {
            (r.0, r.2) = (r.0 + 1, c.rank);
        }
        run_of.push(Some(run));
    }
    let chain = |run: Option<usize>| {
        let &(length, first, last) = runs.get(run?)?;
        Some(Chain {
            length,
            apart: last - first >= u64::from(length.saturating_sub(1)) * 3,
        })
    };
    run_of
        .into_iter()
        .map(|run| chain(run).unwrap_or_default())
        .collect()
}

/// Which candidates are headings: those with marks if there are any, those with underlines if there are several,
/// else those with enough points.
fn headings(candidates: &[Candidate], tally: &Tally, contents: &Contents) -> Vec<Found> {
    // Comments in scripts begin with `#` too: marks count if they are most of what looks like a heading.
    let marked: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.marks > 0 && c.indent < 4)
        .collect();
    let comments = marked
        .iter()
        .filter(|c| c.facts.has(Fact::NoBlanks) || c.facts.has(Fact::NextCode))
        .count();
    let others = candidates
        .iter()
        .filter(|c| c.marks == 0 && points::of(c.facts) >= points::ENOUGH)
        .count();
    if !marked.is_empty()
        && comments * 3 <= marked.len()
        && others <= marked.len()
        && !tally.is_data()
    {
        return marked.into_iter().map(Found::of).collect();
    }
    let lined: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.underline.is_some() && c.marks == 0)
        .collect();
    if lined.len() >= 2 {
        return lined.into_iter().map(Found::of).collect();
    }
    if tally.is_data() || tally.is_mail() {
        return lined.into_iter().map(Found::of).collect();
    }
    if let Some(hanging) = hanging(candidates, tally) {
        return hanging;
    }
    let mut found: Vec<Found> = Vec::new();
    for c in candidates.iter().filter(|c| c.marks == 0) {
        let points = points::of(c.facts) + if c.underline.is_some() { 100 } else { 0 };
        let enough = points >= points::ENOUGH || contents.heads.contains(&c.number);
        let under_label = found.last().is_some_and(|label| label.takes(c));
        if under_label {
            if let Some(label) = found.last_mut() {
                label.join(c);
            }
        } else if enough {
            found.push(Found::of(c));
        }
    }
    found
}

/// The headings of a manual page: what stands left of an indented text.
fn hanging(candidates: &[Candidate], tally: &Tally) -> Option<Vec<Found>> {
    let usual = tally.usual_indent();
    if !tally.hangs() || usual < 4 {
        return None;
    }
    let out = |c: &&Candidate| {
        let step = c.indent == 0 || (c.indent < usual.min(5) && !c.facts.has(Fact::EndsStop));
        step && c.facts.has(Fact::NextIndented)
            && !c.facts.any(&[
                Fact::Columns,
                Fact::FirstOfText,
                Fact::LastOfText,
                Fact::Never,
            ])
    };
    let found: Vec<&Candidate> = candidates.iter().filter(out).collect();
    let sections = found.iter().filter(|c| c.indent == 0).count();
    (sections >= 3).then(|| found.into_iter().map(Found::of).collect())
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
