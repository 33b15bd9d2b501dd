//! Finding lines again: where a correction's line stands in a text that may have changed since.

use std::collections::HashMap;

use super::{Correction, Spot};
use crate::document::sketch::number_of;
use crate::document::{Border, Pages, Part, Place};
use crate::text;

/// The longest line that may be a heading, in bytes.
const LONGEST: usize = 400;
/// So many parts are read from the beginning to count equal lines before one: 16 MB.
const COUNTED: u32 = 256;
/// What stands before the first line and after the last one.
const NOTHING: u64 = 0;

/// A number for a line; of one that is very long its beginning.
fn line_number(line: &str) -> u64 {
    number_of(text::head(line, LONGEST))
}

/// A line that says one of the things asked for.
#[derive(Clone, Debug)]
struct Hit {
    says: u64,
    nth: u32,
    before: u64,
    after: u64,
    spot: Spot,
}

/// Goes through the lines of parts, which come in order, and reports those that say one of some things.
#[derive(Clone, Debug)]
struct Walk {
    /// How often each thing was said so far.
    said: HashMap<u64, u32>,
    /// The first bytes of what is looked for: most lines are told by that alone.
    first: Vec<bool>,
    /// The last line that was not blank.
    before: u64,
    /// Hits behind which no line has come yet.
    open: Vec<Hit>,
    line: u64,
}

impl Walk {
    /// Looks for lines; `line` is the number of the first line that will be read, 0 if that is not known.
    fn new<'a>(wanted: impl Iterator<Item = &'a str>, line: u64) -> Self {
        let mut walk = Self {
            said: HashMap::new(),
            first: vec![false; 256],
            before: NOTHING,
            open: Vec::new(),
            line,
        };
        for text in wanted {
            walk.said.insert(line_number(text), 0);
            let first = text.bytes().next().map(usize::from);
            if let Some(slot) = first.and_then(|b| walk.first.get_mut(b)) {
                *slot = true;
            }
        }
        walk
    }

    fn read(&mut self, part: &Part, mut report: impl FnMut(Hit)) {
        if self.said.is_empty() {
            return;
        }
        let mut before = None;
        for (n, (offset, line)) in (0_u64..).zip(part.lines()) {
            let said = line.trim();
            let Some(first) = said.bytes().next() else {
                continue;
            };
            if !self.open.is_empty() {
                let after = line_number(said);
                for hit in self.open.drain(..) {
                    report(Hit { after, ..hit });
                }
            }
            let cut = n == 0 && part.border == Border::Middle;
            let may_be = self.first.get(usize::from(first)) == Some(&true) && said.len() <= LONGEST;
            if may_be
                && !cut
                && let says = line_number(said)
                && let Some(nth) = self.said.get_mut(&says)
            {
                *nth += 1;
                let blanks = line.len() - line.trim_start().len();
                let start = offset + blanks as u32;
                self.open.push(Hit {
                    says,
                    nth: *nth,
                    before: before.map_or(self.before, line_number),
                    after: NOTHING,
                    spot: Spot {
                        place: Place {
                            part: part.number,
                            offset: start,
                        },
                        end: Place {
                            part: part.number,
                            offset: start + said.len() as u32,
                        },
                        line: if self.line == 0 { 0 } else { self.line + n },
                        text: spoken(said),
                    },
                });
            }
            before = Some(said);
        }
        self.before = before.map_or(self.before, line_number);
        if self.line > 0 {
            self.line += u64::from(part.lines);
        }
    }
}

/// What a heading's line says: without marks, blanks folded.
fn spoken(line: &str) -> String {
    text::folded(text::without_marks(line).1)
}

/// Finds the lines of corrections in a text that it reads part by part, in order from the beginning.
#[derive(Clone, Debug)]
pub struct Finder {
    walk: Walk,
    corrections: Vec<Correction>,
    /// Which corrections are about a line that says this.
    by_line: HashMap<u64, Vec<usize>>,
    best: Vec<Option<Best>>,
}

/// The line that fits a correction best so far.
#[derive(Clone, Debug)]
struct Best {
    /// How many of its neighbours are as they were, and how far its count is from what it was.
    fit: (u32, std::cmp::Reverse<u32>),
    /// How many lines say the same.
    of: u32,
    spot: Spot,
    told: bool,
}

impl Finder {
    /// A finder of the lines of some corrections, which are numbered from 0 in their order.
    pub fn new(corrections: Vec<Correction>) -> Self {
        let mut by_line: HashMap<u64, Vec<usize>> = HashMap::new();
        for (i, correction) in corrections.iter().enumerate() {
            let says = line_number(&correction.text);
            by_line.entry(says).or_default().push(i);
        }
        Self {
            walk: Walk::new(corrections.iter().map(|c| c.text.as_str()), 1),
            best: corrections.iter().map(|_| None).collect(),
            corrections,
            by_line,
        }
    }

    /// Whether there is nothing to be found.
    pub fn is_idle(&self) -> bool {
        self.corrections.is_empty()
    }

    /// Reads the next part.
    pub fn read(&mut self, part: &Part) {
        let (corrections, by_line, best) = (&self.corrections, &self.by_line, &mut self.best);
        self.walk
            .read(part, |hit| weigh(corrections, by_line, best, &hit));
    }

    /// Where lines were found since this was asked last, by the numbers of their corrections. A line that says what is
    /// said elsewhere as well has to have one of its neighbours still: better no correction than one of another line.
    pub fn found(&mut self, complete: bool) -> Vec<(u64, Spot)> {
        if complete {
            let (corrections, by_line, best) = (&self.corrections, &self.by_line, &mut self.best);
            for hit in self.walk.open.drain(..) {
                weigh(corrections, by_line, best, &hit);
            }
        }
        let mut found = Vec::new();
        for (number, best) in (0..).zip(&mut self.best) {
            if let Some(best) = best
                && !best.told
                && (best.fit.0 > 0 || complete && best.of == 1)
            {
                best.told = true;
                found.push((number, best.spot.clone()));
            }
        }
        found
    }
}

/// Takes a line for that of a correction, if it fits better than what was found before.
fn weigh(
    corrections: &[Correction],
    by_line: &HashMap<u64, Vec<usize>>,
    best: &mut [Option<Best>],
    hit: &Hit,
) {
    for &i in by_line.get(&hit.says).into_iter().flatten() {
        let (Some(correction), Some(slot)) = (corrections.get(i), best.get_mut(i)) else {
            continue;
        };
        let near =
            u32::from(correction.before == hit.before) + u32::from(correction.after == hit.after);
        let fit = (near, std::cmp::Reverse(correction.nth.abs_diff(hit.nth)));
        match slot {
            Some(found) if found.fit >= fit => found.of += 1,
            _ => {
                *slot = Some(Best {
                    fit,
                    of: slot.as_ref().map_or(1, |found| found.of + 1),
                    spot: hit.spot.clone(),
                    told: false,
                });
            }
        }
    }
}

/// What the lines at some places are known by, for corrections of one step that make headings of this level of them;
/// the lines are found on the way. A line that is blank, or too long for a heading, gives none.
pub fn identify(
    pages: &dyn Pages,
    places: &[Place],
    step: u64,
    level: Option<u8>,
) -> Vec<(Correction, Spot)> {
    let mut lines: HashMap<Place, String> = HashMap::new();
    let mut part: Option<std::sync::Arc<Part>> = None;
    for place in places {
        let read = match part.take() {
            Some(read) if read.number == place.part => read,
            _ => pages.part(place.part),
        };
        if let Some((start, line)) = line_at(&read, place.offset) {
            let start = Place {
                part: read.number,
                offset: start,
            };
            lines.insert(start, line.to_owned());
        }
        part = Some(read);
    }
    let (Some(first), Some(last)) = (
        lines.keys().map(|p| p.part).min(),
        lines.keys().map(|p| p.part).max(),
    ) else {
        return Vec::new();
    };
    // Of a very long text only the neighbours are looked at, and equal lines are not counted.
    let counted = last < COUNTED;
    let from = if counted { 0 } else { first.saturating_sub(1) };
    let mut walk = Walk::new(lines.values().map(String::as_str), u64::from(counted));
    let mut found = Vec::new();
    let mut take = |hit: Hit| {
        if let Some(line) = lines.get(&hit.spot.place) {
            let correction = Correction {
                step,
                text: text::folded(line),
                before: hit.before,
                after: hit.after,
                nth: if counted { hit.nth } else { 0 },
                level,
            };
            found.push((correction, hit.spot));
        }
    };
    let end = pages.parts();
    for number in from..end {
        if number > last && walk.open.is_empty() {
            break;
        }
        walk.read(&pages.part(number), &mut take);
    }
    walk.open.drain(..).for_each(&mut take);
    found
}

/// The line that an offset lies on, and where its first character that is not blank stands; none if it is blank or too
/// long for a heading.
fn line_at(part: &Part, offset: u32) -> Option<(u32, &str)> {
    let (start, line) = part.line_at(offset);
    let said = line.trim();
    let cut = start == 0 && part.border == Border::Middle;
    let blanks = line.len() - line.trim_start().len();
    (!said.is_empty() && said.len() <= LONGEST && !cut).then_some((start + blanks as u32, said))
}
