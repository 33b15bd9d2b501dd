//! Finding one match: the next one, the one before, or so many further on.

use std::ops::Range;
use std::rc::Rc;

use super::survey::nth_part;
use crate::document::Place;

/// What is known of the matches of a text.
pub trait Known {
    /// How many parts the text has; at least 1.
    fn parts(&self) -> u32;
    /// How many matches begin in a part; none if that is not known yet.
    fn count(&mut self, part: u32) -> Option<u32>;
    /// The matches that begin in a part.
    fn hits(&mut self, part: u32) -> Rc<[Range<u32>]>;
}

/// What a search has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// It stands here.
    At(Place),
    /// It stands nowhere.
    Nowhere,
    /// Not enough was counted yet.
    NotYet,
}

/// A search through a text from a place, forwards or backwards, and on from its other end.
#[derive(Clone, Debug)]
pub struct Seek {
    /// Where it began; a match that begins just there is found forwards only.
    pub from: Place,
    /// Which way.
    pub forward: bool,
    /// Which of the matches is wanted, counted from 1 on this way round the text.
    wanted: u64,
    /// How many matches were passed on it.
    passed: u64,
    /// The next step: step 0 is the part of the place from there on, the others follow in the direction of the search,
    /// and the last one is the part of the place again, up to there.
    step: u32,
}

impl Seek {
    /// A search for the match of this number, from 1, behind or before a place.
    pub fn new(from: Place, forward: bool, number: usize) -> Self {
        Self {
            from,
            forward,
            wanted: (number as u64).max(1),
            passed: 0,
            step: 0,
        }
    }

    /// The same search from another place, in a text that is another one.
    #[must_use]
    pub fn from_there(&self, from: Place) -> Self {
        Self {
            from,
            step: 0,
            passed: 0,
            ..*self
        }
    }

    /// Begins anew, because the text has grown.
    pub fn again(&mut self) {
        (self.step, self.passed) = (0, 0);
    }

    /// Goes on as far as the matches are known.
    pub fn run(&mut self, known: &mut impl Known) -> Sought {
        let parts = known.parts().max(1);
        loop {
            let part = nth_part(
                self.from.part.min(parts - 1),
                self.step,
                parts,
                self.forward,
            );
            let Some(count) = known.count(part) else {
                return Sought::NotYet;
            };
            if let Some(offset) = self.look(part, count, parts, known) {
                return Sought::At(Place { part, offset });
            }
            self.step += 1;
            if self.step > parts {
                if self.passed == 0 {
                    return Sought::Nowhere;
                }
                // More were asked for than there are: round again, not as often as it would take but for what is left.
                self.wanted = (self.wanted - 1) % self.passed + 1;
                (self.step, self.passed) = (0, 0);
            }
        }
    }

    /// Looks through the part of the step, if what is wanted may be there.
    fn look(&mut self, part: u32, count: u32, parts: u32, known: &mut impl Known) -> Option<u32> {
        let left = self.wanted - self.passed;
        let whole = self.step != 0 && self.step != parts;
        if count == 0 || (whole && u64::from(count) < left) {
            self.passed += u64::from(count);
            return None;
        }
        let hits = known.hits(part);
        let begun = hits.partition_point(|hit| hit.start < self.from.offset);
        let before_it = (self.step == 0) != self.forward;
        let (before, behind) = hits.split_at_checked(begun).unwrap_or((&[], &[]));
        let there = match (whole, before_it) {
            (true, _) => &hits[..],
            (false, true) => before,
            (false, false) => behind,
        };
        let nth = usize::try_from(left - 1).unwrap_or(usize::MAX);
        let found = if self.forward {
            there.get(nth)
        } else {
            there.iter().rev().nth(nth)
        };
        self.passed += there.len() as u64;
        found.map(|hit| hit.start)
    }
}
