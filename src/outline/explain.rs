//! Why one line is taken for what it is: for the reader who asks.

use super::candidate::Candidate;
use super::facts::Fact;
use super::judge::Case;
use super::why::{self, Rule, Signals};
use super::{Outline, Structure, Table};
use crate::document::{Border, Pages, Part, Place};
use crate::text;

/// So many bytes of a line are given back.
const SHOWN: usize = 400;

/// What a line is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The title.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// No text of the author's.
    Furniture,
    /// It might have been a heading, and is none.
    Other,
    /// It was never looked at as a heading, and why not.
    Unlooked(&'static str),
}

/// What a line is taken for, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What it says, blanks folded; of a long line the beginning.
    pub text: String,
    /// What it is taken for.
    pub verdict: Verdict,
    /// How likely it is to be a heading, from 0 to 1, where that was asked.
    pub likely: Option<f32>,
    /// What speaks for a heading, in words, three at most.
    pub speaks_for: Vec<&'static str>,
    /// What speaks against one, if it is taken for none; three at most.
    pub speaks_against: Vec<&'static str>,
}

impl Structure {
    /// Says why the line at a place is taken for what it is. Whether it is a heading is said as the page shows it; how
    /// likely it was to be one is judged anew by its part and the neighbours of that.
    pub fn explain(&self, pages: &dyn Pages, place: Place) -> Explanation {
        let part = pages.part(place.part);
        if pages.contents().is_some() {
            return self.explain_given(&part, place);
        }
        let mut judge = self.judge_near(pages, place.part);
        let near;
        let outline = if place.part < self.judged {
            &self.outline
        } else {
            near = judge.outline();
            &near
        };
        let line = line_at(&part, place);
        if let Some(mut known) = known(outline, line.place(&part), line.end(&part)) {
            if known.verdict == Verdict::Furniture {
                known.text = fold(line.text);
            }
            return known;
        }
        let mut explained = Explanation {
            text: fold(line.text),
            verdict: Verdict::Other,
            likely: None,
            speaks_for: Vec::new(),
            speaks_against: Vec::new(),
        };
        let is_cut = line.ends_with_part && pages.parts() > part.number + 1 && {
            pages.part(part.number + 1).border == Border::Middle
        };
        if is_cut || (line.start == 0 && part.border == Border::Middle) {
            explained.verdict = Verdict::Unlooked("too long for a heading");
            return explained;
        }
        let here = |c: &Candidate| (line.place(&part)..=line.end(&part)).contains(&c.place);
        let table = Table::learned();
        let case = Case::new(&mut judge.reader.clone(), table);
        let mut weighed = case.weighed();
        let found = weighed.find(|(c, _)| here(c));
        if let Some((candidate, points)) = found.filter(|(c, _)| !c.facts.has(Fact::Never)) {
            let signals = Signals {
                facts: candidate.facts,
                rule: Rule::Look,
            };
            explained.likely = Some(table.sureness(points));
            explained.speaks_for = signals.why();
            let enough = points >= table.enough;
            let tally = &judge.reader.tally;
            let bare = tally.is_data() || tally.is_mail();
            // One doubtful line is no outline, see the verdict.
            let alone = enough && outline.headings.is_empty() && !bare;
            let first = outline.headings.first();
            let of_text = [
                (enough && self.strictness.steps() > 0).then_some("you asked for a stricter judge"),
                bare.then_some("most of the text is code, data or mail"),
                alone.then_some("it would be the only one, and is not sure enough for that"),
                first.and_then(|h| why::unlike(h.signals.rule)),
            ];
            let against = of_text.into_iter().flatten().chain(signals.against());
            explained.speaks_against = against.take(3).collect();
            if explained.speaks_against.is_empty() {
                explained.speaks_against = vec!["lines like it are none in this text"];
            }
        } else if found.is_some_and(|(c, _)| c.facts.any(&[Fact::Credit, Fact::DateLine])) {
            explained.verdict = Verdict::Unlooked("says who wrote it, or when");
        } else if found.is_none() && judge.reader.take_candidates().iter().any(here) {
            explained.verdict = Verdict::Unlooked("an entry of the table of contents");
        } else {
            explained.verdict = Verdict::Unlooked(why::unlooked(line.text));
        }
        explained
    }
}

impl Structure {
    /// What is said of a line in a text whose format marks its headings.
    fn explain_given(&self, part: &Part, place: Place) -> Explanation {
        let line = line_at(part, place);
        let text = fold(line.text);
        match known(&self.outline, line.place(part), line.end(part)) {
            Some(known) if known.verdict == Verdict::Furniture => Explanation { text, ..known },
            Some(known) => known,
            None => Explanation {
                text,
                verdict: Verdict::Unlooked("this text marks its headings, and this is none"),
                likely: None,
                speaks_for: Vec::new(),
                speaks_against: Vec::new(),
            },
        }
    }
}

/// What is said of a line that the outline knows.
fn known(outline: &Outline, start: Place, end: Place) -> Option<Explanation> {
    let meets = |from: Place, to: Place| from <= end && to >= start && from < to;
    let explained = |heading: &super::Heading, verdict| Explanation {
        text: fold(&heading.text),
        verdict,
        likely: (verdict != Verdict::Title).then_some(heading.confidence),
        speaks_for: heading.signals.why(),
        speaks_against: Vec::new(),
    };
    let from = outline.headings.partition_point(|h| h.end < start);
    let heading = outline.headings.get(from).filter(|h| meets(h.place, h.end));
    let title = outline.title.as_ref().filter(|t| meets(t.place, t.end));
    let furniture = outline.furniture.iter().any(|f| meets(f.place, f.end));
    heading
        .map(|h| explained(h, Verdict::Heading(h.level)))
        .or_else(|| title.map(|t| explained(t, Verdict::Title)))
        .or_else(|| {
            furniture.then(|| Explanation {
                text: String::new(),
                verdict: Verdict::Furniture,
                likely: None,
                speaks_for: Vec::new(),
                speaks_against: Vec::new(),
            })
        })
}

/// A line of a part.
struct Line<'a> {
    text: &'a str,
    start: u32,
    ends_with_part: bool,
}

impl Line<'_> {
    fn place(&self, part: &Part) -> Place {
        let blanks = self.text.len() - self.text.trim_start().len();
        Place {
            part: part.number,
            offset: self.start + blanks as u32,
        }
    }

    fn end(&self, part: &Part) -> Place {
        Place {
            part: part.number,
            offset: self.start + self.text.len() as u32,
        }
    }
}

/// The line that a place lies on.
fn line_at(part: &Part, place: Place) -> Line<'_> {
    let (start, text) = part.line_at(place.offset);
    Line {
        text,
        start,
        ends_with_part: start + text.len() as u32 == part.end(),
    }
}

fn fold(line: &str) -> String {
    text::folded(text::head(line, SHOWN))
}
