//! What readers corrected by hand: a layer over the verdict of the judge, kept by what stands there, not by where.

mod finder;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::why::{Rule, Signals};
use super::{Furniture, Heading, Outline, Strictness, Structure};
use crate::document::{Pages, Place};

pub use finder::{Finder, identify};

/// The deepest level that a hand can give.
pub const DEEPEST: u8 = 9;

/// That a line is a heading of some level, or none. The line is known by what it says, by its neighbours, and by how
/// many that say the same come before it: so it is found again when the text is changed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Corrections with one number were made at once, and are taken back at once.
    pub step: u64,
    /// The line, blanks folded.
    pub text: String,
    /// A number for the nearest line before it that is not blank.
    pub before: u64,
    /// And for the nearest one after it.
    pub after: u64,
    /// It is the how manieth line that says this, from 1; 0 where that was not counted.
    pub nth: u32,
    /// Its level as a heading; 0: it is none; nothing: as the judge has it.
    pub level: Option<u8>,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its first character that is not blank.
    pub place: Place,
    /// Where it ends.
    pub end: Place,
    /// Its number, from 1; 0 where that was not counted.
    pub line: u64,
    /// What it says.
    pub text: String,
}

/// A correction and where its line stands, as far as that was found.
#[derive(Clone, Debug)]
struct Made {
    number: u64,
    correction: Correction,
    spot: Option<Spot>,
}

/// All corrections of a text, in the order in which they were made: of several for one line the last counts.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    made: Vec<Made>,
}

/// Corrections that are made while one reads have numbers from here on, so that kept ones may still come.
const OWN: u64 = 1 << 32;

impl Corrections {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Takes those that were kept from before, numbered from 0 in their order; they come before all that were made since.
    pub fn keep(&mut self, kept: Vec<Correction>) {
        let kept = (0..).zip(kept).map(|(number, correction)| Made {
            number,
            correction,
            spot: None,
        });
        self.made.splice(0..0, kept);
    }

    /// Learns where lines of kept corrections stand, by number.
    pub fn locate(&mut self, found: Vec<(u64, Spot)>) {
        for (number, spot) in found {
            let at = self.made.binary_search_by_key(&number, |made| made.number);
            if let Some(made) = at.ok().and_then(|at| self.made.get_mut(at)) {
                made.spot = Some(spot);
            }
        }
    }

    /// Numbers them from 0 in their order, and gives them to be found again: they may be of another text now.
    pub fn number_anew(&mut self) -> Vec<Correction> {
        for (number, made) in (0..).zip(&mut self.made) {
            made.number = number;
        }
        self.made.iter().map(|m| m.correction.clone()).collect()
    }

    /// Forgets where their lines stand.
    pub fn lose(&mut self) {
        self.made.iter_mut().for_each(|made| made.spot = None);
    }

    /// Makes one.
    pub fn make(&mut self, correction: Correction, spot: Spot) {
        let number = self.made.last().map_or(OWN, |m| (m.number + 1).max(OWN));
        self.made.push(Made {
            number,
            correction,
            spot: Some(spot),
        });
    }

    /// Takes those of the last step back; gives its number and how many they were.
    pub fn take_back(&mut self) -> Option<(u64, usize)> {
        let step = self.made.last()?.correction.step;
        let before = self.made.len();
        self.made.retain(|made| made.correction.step != step);
        Some((step, before - self.made.len()))
    }

    /// Every place in them, to be moved when the text is cut in other places.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let spots = self.made.iter_mut().filter_map(|made| made.spot.as_mut());
        spots.flat_map(|spot| [&mut spot.place, &mut spot.end])
    }

    /// The last word on each line that was found.
    fn verdicts(&self) -> BTreeMap<Place, (&Spot, u8)> {
        let mut verdicts = BTreeMap::new();
        for made in &self.made {
            let Some(spot) = &made.spot else { continue };
            match made.correction.level {
                Some(level) => verdicts.insert(spot.place, (spot, level.min(DEEPEST))),
                None => verdicts.remove(&spot.place),
            };
        }
        verdicts
    }

    /// The line at a place that was said to be no heading, if that is the last word on it.
    pub fn is_none_at(&self, place: Place) -> bool {
        let verdicts = self.verdicts();
        over(&verdicts, place).is_some_and(|(_, level)| level == 0)
    }

    /// Those of some places whose lines were not said to be no headings.
    pub fn without_nones(&self, mut places: Vec<Place>) -> Vec<Place> {
        let verdicts = self.verdicts();
        places.retain(|place| over(&verdicts, *place).is_none_or(|(_, level)| level > 0));
        places
    }

    /// An outline as it is with them.
    #[must_use]
    pub fn apply(&self, judged: Outline) -> Outline {
        let verdicts = self.verdicts();
        let Outline {
            title,
            headings,
            terms,
            mut furniture,
            cut_at,
        } = judged;
        let mut corrected: Vec<Heading> = Vec::with_capacity(headings.len() + verdicts.len());
        let mut known: BTreeSet<Place> = BTreeSet::new();
        for heading in headings {
            match over(&verdicts, heading.place) {
                None => corrected.push(heading),
                Some((_, 0)) => {}
                Some((spot, level)) => {
                    known.insert(spot.place);
                    corrected.push(by_hand(Heading { level, ..heading }));
                }
            }
        }
        for (spot, level) in verdicts.values().filter(|(_, level)| *level > 0) {
            if !known.contains(&spot.place) {
                corrected.push(by_hand(Heading {
                    level: *level,
                    line: spot.line,
                    text: spot.text.clone(),
                    span: 1,
                    place: spot.place,
                    end: spot.end,
                    confidence: 1.0,
                    signals: Signals::default(),
                }));
            }
        }
        corrected.sort_by_key(|h| h.place);
        let by_hand = |f: &Furniture| {
            let mut inside = verdicts.range(f.place..f.end);
            inside.any(|(_, (_, level))| *level > 0)
                || over(&verdicts, f.place).is_some_and(|(_, level)| level > 0)
        };
        furniture.retain(|f| !by_hand(f));
        Outline {
            title: title.filter(|t| over(&verdicts, t.place).is_none()),
            headings: corrected,
            terms,
            furniture,
            cut_at,
        }
    }
}

/// Everything that a most generous judge takes for a heading: where to look for lines that are like one he missed.
pub fn generous(pages: &dyn Pages) -> Outline {
    Structure::whole_with(pages, Strictness::new(-Strictness::MOST)).outline
}

/// The verdict on the line that a place lies on.
fn over<'a>(verdicts: &BTreeMap<Place, (&'a Spot, u8)>, place: Place) -> Option<(&'a Spot, u8)> {
    let (_, verdict) = verdicts.range(..=place).next_back()?;
    (place <= verdict.0.end).then_some(*verdict)
}

/// A heading that somebody has vouched for.
fn by_hand(mut heading: Heading) -> Heading {
    heading.confidence = 1.0;
    heading.signals.rule = Rule::Hand;
    heading
}

#[cfg(test)]
mod tests;
