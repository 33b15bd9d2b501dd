//! How often a query stands in a text, part by part.

use std::ops::Range;

/// What is not counted yet.
const UNKNOWN: u32 = u32::MAX;

/// The number of matches in each part, as far as they were counted. Four bytes a part, and twelve more for the sums.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: Vec<u32>,
    /// For each part, and behind the last: the matches in all parts before it, and how many of these were counted.
    before: Vec<(u64, u32)>,
}

impl Tally {
    /// Nothing is counted yet in a text of so many parts.
    pub fn new(parts: u32) -> Self {
        let mut tally = Self::default();
        tally.resize(parts);
        tally
    }

    /// How many parts the text has.
    pub fn parts(&self) -> u32 {
        self.counts.len() as u32
    }

    /// Takes counts of parts.
    pub fn take(&mut self, counts: &[(u32, u32)]) {
        for &(part, count) in counts {
            if let Some(known) = self.counts.get_mut(part as usize) {
                *known = count.min(UNKNOWN - 1);
            }
        }
        self.sum();
    }

    /// The text has so many parts now: what is said of the parts behind `whole` is forgotten.
    pub fn grow(&mut self, whole: u32, parts: u32) {
        self.counts.truncate(whole as usize);
        self.resize(parts);
    }

    fn resize(&mut self, parts: u32) {
        self.counts.resize(parts as usize, UNKNOWN);
        self.sum();
    }

    fn sum(&mut self) {
        let (mut all, mut counted) = (0, 0);
        self.before.clear();
        self.before.push((0, 0));
        self.before.extend(self.counts.iter().map(|&count| {
            if count != UNKNOWN {
                all += u64::from(count);
                counted += 1;
            }
            (all, counted)
        }));
    }

    /// The matches of a part, if they were counted.
    pub fn count(&self, part: u32) -> Option<u32> {
        let count = self.counts.get(part as usize).copied();
        count.filter(|&count| count != UNKNOWN)
    }

    /// The matches of all parts that were counted.
    pub fn total(&self) -> u64 {
        self.before.last().map_or(0, |(all, _)| *all)
    }

    /// How many parts were counted.
    pub fn counted(&self) -> u32 {
        self.before.last().map_or(0, |(_, counted)| *counted)
    }

    /// Whether all parts were counted.
    pub fn is_complete(&self) -> bool {
        self.counted() == self.parts()
    }

    /// The matches of some parts, if all of them were counted.
    pub fn sum_of(&self, parts: Range<u32>) -> Option<u64> {
        let (from, to) = (
            self.before.get(parts.start as usize)?,
            self.before.get(parts.end as usize)?,
        );
        let counted = to.1.checked_sub(from.1)?;
        (counted == parts.end.saturating_sub(parts.start)).then(|| to.0 - from.0)
    }

    /// The nearest part with a match behind (or before) a part; parts that were not counted are passed over.
    pub fn next_with_match(&self, part: u32, forward: bool) -> Option<u32> {
        let has = |count: &u32| *count != UNKNOWN && *count > 0;
        let part = part as usize;
        let found = if forward {
            let behind = self.counts.get(part + 1..)?;
            behind.iter().position(has).map(|at| part + 1 + at)
        } else {
            let before = self.counts.get(..part.min(self.counts.len()))?;
            before.iter().rposition(has)
        };
        found.map(|at| at as u32)
    }
}
