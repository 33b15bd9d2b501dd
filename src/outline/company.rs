//! Facts of a line that only the rest of the text shows: its manner, its table of contents, the lines that look alike.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::contents::Contents;
use super::facts::{Fact, Facts};
use super::manner::{Manner, Tally};
use super::measures::{Measure, Measures};
use super::numbering::Scheme;

/// Adds the facts and measures that only the whole text shows.
pub(super) fn weigh(candidates: &mut [Candidate], tally: &Tally, contents: &Contents) {
    let manner = tally.manner();
    let mut repeats: HashMap<u64, u32> = HashMap::new();
    let mut schemes: HashMap<(Scheme, u16), u32> = HashMap::new();
    for c in candidates.iter() {
        *repeats.entry(c.key).or_default() += 1;
        if let Some(n) = c.numbering {
            *schemes.entry((n.scheme, c.indent)).or_default() += 1;
        }
    }
    let chains = chains(candidates);
    let listed_times = contents.times(candidates);
    let text = Whole::of(tally);
    for (i, c) in candidates.iter_mut().enumerate() {
        text.measure(c, tally);
        let mates = c.numbering.and_then(|n| schemes.get(&(n.scheme, c.indent)));
        c.measures
            .set(Measure::SchemeMates, mates.copied().unwrap_or(0));
        if let Some(chain) = chains.get(i) {
            chain.tell(c);
        }
        if contents.any() {
            let times = listed_times.get(i).copied().unwrap_or(0);
            let behind = contents.is_above(c);
            c.measures.set(Measure::Listed, u8::from(times > 0));
            c.measures.set(Measure::ListedTimes, times);
            c.measures.set(Measure::BehindContents, u8::from(behind));
            c.measures.set(Measure::ContentsLines, contents.entries());
        }
        set_in(manner, &mut c.facts);
        let repeated = repeats
            .get(&c.key)
            .copied()
            .filter(|_| c.key != 0)
            .unwrap_or(1);
        c.measures.set(Measure::Repeats, repeated);
        c.facts.add_if(repeated > 3, Fact::Repeated);
        if contents.votes() {
            let listed = contents.lists(c);
            c.facts.add_if(listed, Fact::InContents);
            c.facts
                .add_if(!listed && contents.is_above(c), Fact::OutsideContents);
        }
    }
}

/// Says how a line stands in a text of this manner.
fn set_in(manner: Manner, f: &mut Facts) {
    let alone = f.has(Fact::BlankBefore) && f.has(Fact::BlankAfter);
    match (manner, alone) {
        (Manner::Pasted, _) => {
            let ended = f.any(&[Fact::PreviousStop, Fact::PreviousItem]);
            f.add_if(ended, Fact::PastedAfterStop);
            f.add_if(f.has(Fact::PreviousRunsOn), Fact::PastedRunsOn);
            f.add_if(f.has(Fact::NextProse), Fact::PastedNextProse);
            f.add_if(f.has(Fact::NextShort), Fact::PastedNextShort);
        }
        (Manner::Spaced, true) => f.add(Fact::SpacedAlone),
        (Manner::Spaced, false) => f.add(Fact::SpacedNot),
        (Manner::Wrapped, true) => f.add(Fact::WrappedAlone),
        (Manner::Wrapped, false) => f.add(Fact::WrappedNot),
    }
}

/// What is measured of the text as a whole.
struct Whole {
    measures: Measures,
    median: u64,
    wide: u64,
    usual: i64,
}

impl Whole {
    fn of(tally: &Tally) -> Self {
        let mut measures = Measures::default();
        tally.measure(&mut measures);
        Self {
            measures,
            median: u64::from(tally.width_of(50).max(8)),
            wide: u64::from(tally.width_of(90).max(8)),
            usual: i64::from(tally.usual_indent()),
        }
    }

    /// Measures a candidate against the text.
    fn measure(&self, c: &mut Candidate, tally: &Tally) {
        let m = &mut c.measures;
        m.copy_text(&self.measures);
        let width = u64::from(m.get(Measure::Width));
        let (before, after) = (
            u64::from(c.beside.0.min(400)),
            u64::from(c.beside.1.min(400)),
        );
        m.set_share(Measure::ToMedian, width / 2, self.median);
        m.set_share(Measure::ToWide, width / 2, self.wide);
        m.set_share(Measure::BeforeToMedian, before / 2, self.median);
        m.set_share(Measure::AfterToMedian, after / 2, self.median);
        m.set_difference(Measure::IndentToUsual, i64::from(c.indent) - self.usual);
        m.set(Measure::Way, c.rank * 255 / tally.lines.max(1));
        m.set(Measure::FromEnd, tally.lines.saturating_sub(c.rank));
        let alike = tally.alike(usize::from(c.glance));
        m.set_share(Measure::Alike, alike, tally.lines);
    }
}

/// The run of counting numbers that a line stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Chain {
    length: u32,
    /// Whether text stands between its members, so that it is no list.
    apart: bool,
    /// The line's place in it, from 1.
    place: u32,
    /// Lines to the members before and after it.
    before: u64,
    after: u64,
}

impl Chain {
    /// Says so of the line.
    fn tell(&self, c: &mut Candidate) {
        c.measures.set(Measure::ChainLength, self.length);
        c.measures.set(Measure::ChainPlace, self.place);
        c.measures.set(Measure::ChainBefore, self.before);
        c.measures.set(Measure::ChainAfter, self.after);
        match self.length {
            2.. if self.apart => c.facts.add(Fact::CountedApart),
            3.. => c.facts.add(Fact::Counted),
            _ => {}
        }
    }
}

/// For each candidate the run of counting numbers that it stands in.
fn chains(candidates: &[Candidate]) -> Vec<Chain> {
    // Of each candidate: its run, its place in it.
    let mut place_of: Vec<Option<(usize, usize)>> = Vec::with_capacity(candidates.len());
    // Of each run: the ranks of its lines.
    let mut runs: Vec<Vec<u64>> = Vec::new();
    let mut open: HashMap<(Scheme, u32, u16), (u32, usize)> = HashMap::new();
    for c in candidates {
        let Some(n) = c.numbering else {
            place_of.push(None);
            continue;
        };
        let slot = (n.scheme, n.parent, c.indent);
        let run = match open.get(&slot) {
            Some(&(value, run)) if value.checked_add(1) == Some(n.value) => run,
            _ => {
                runs.push(Vec::new());
                runs.len() - 1
            }
        };
        open.insert(slot, (n.value, run));
        if let Some(ranks) = runs.get_mut(run) {
            place_of.push(Some((run, ranks.len())));
            ranks.push(c.rank);
        }
    }
    let chain = |(run, place): (usize, usize)| {
        let ranks = runs.get(run)?;
        let &own = ranks.get(place)?;
        let gap = |other: Option<&u64>| other.map_or(0, |o| o.abs_diff(own));
        let (first, last) = (ranks.first()?, ranks.last()?);
        Some(Chain {
            length: ranks.len() as u32,
            apart: last - first >= (ranks.len() as u64 - 1) * 3,
            place: place as u32 + 1,
            before: gap(place.checked_sub(1).and_then(|i| ranks.get(i))),
            after: gap(ranks.get(place + 1)),
        })
    };
    place_of
        .into_iter()
        .map(|place| place.and_then(chain).unwrap_or_default())
        .collect()
}
