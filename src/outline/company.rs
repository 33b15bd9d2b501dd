//! Facts of a line that only the rest of the text shows: its manner, its table of contents, the lines that look alike.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::contents::Contents;
use super::facts::Fact;
use super::manner::{Manner, Tally};
use super::measures::{Measure, Measures};
use super::numbering::Scheme;

/// Adds the facts that only the whole text shows.
pub(super) fn weigh(candidates: &mut [Candidate], tally: &Tally, contents: &Contents) {
    let manner = tally.manner();
    let mut repeats: HashMap<u64, u32> = HashMap::new();
    for c in candidates.iter() {
        *repeats.entry(c.key).or_default() += 1;
    }
    let chains = chains(candidates);
    let mut text = Measures::default();
    tally.measure(&mut text);
    let (median, wide) = (tally.width_of(50).max(8), tally.width_of(90).max(8));
    let usual = i64::from(tally.usual_indent());
    let mut schemes: HashMap<(Scheme, u16), u32> = HashMap::new();
    for c in candidates.iter() {
        if let Some(n) = c.numbering {
            *schemes.entry((n.scheme, c.indent)).or_default() += 1;
        }
    }
    let listed_times = contents.times(candidates);
    for (i, c) in candidates.iter_mut().enumerate() {
        let behind = contents.is_above(c);
        let m = &mut c.measures;
        m.copy_text(&text);
        let width = u64::from(m.get(Measure::Width));
        m.set_share(Measure::ToMedian, width / 2, u64::from(median));
        m.set_share(Measure::ToWide, width / 2, u64::from(wide));
        m.set_share(
            Measure::BeforeToMedian,
            u64::from(c.beside.0.min(400)) / 2,
            u64::from(median),
        );
        m.set_share(
            Measure::AfterToMedian,
            u64::from(c.beside.1.min(400)) / 2,
            u64::from(median),
        );
        m.set_difference(Measure::IndentToUsual, i64::from(c.indent) - usual);
        m.set(Measure::Way, c.rank * 255 / tally.lines.max(1));
        m.set(Measure::FromEnd, tally.lines.saturating_sub(c.rank));
        m.set_share(
            Measure::Alike,
            tally.alike(usize::from(c.glance)),
            tally.lines,
        );
        if let Some(n) = c.numbering {
            m.set(
                Measure::SchemeMates,
                schemes.get(&(n.scheme, c.indent)).copied().unwrap_or(0),
            );
        }
        if let Some(chain) = chains.get(i) {
            m.set(Measure::ChainLength, chain.length);
            m.set(Measure::ChainPlace, chain.place);
            m.set(Measure::ChainBefore, chain.before);
            m.set(Measure::ChainAfter, chain.after);
        }
        if contents.any() {
            let times = listed_times.get(i).copied().unwrap_or(0);
            m.set(Measure::Listed, u8::from(times > 0));
            m.set(Measure::ListedTimes, times);
            m.set(Measure::BehindContents, u8::from(behind));
            m.set(Measure::ContentsLines, contents.entries());
        }
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
        let key = c.key;
        let repeated = repeats.get(&key).copied().filter(|_| key != 0).unwrap_or(1);
        c.measures.set(Measure::Repeats, repeated);
        let f = &mut c.facts;
        f.add_if(
            key != 0 && repeats.get(&key).is_some_and(|&n| n > 3),
            Fact::Repeated,
        );
        match chains.get(i) {
            Some(Chain {
                length: 2..,
                apart: true,
                ..
            }) => c.facts.add(Fact::CountedApart),
            Some(Chain {
                length: 3..,
                apart: false,
                ..
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
    /// The line's place in it, from 1.
    place: u32,
    /// Lines to the members before and after it.
    before: u64,
    after: u64,
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
            Some(&(value, run)) if n.value == value + 1 => run,
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
