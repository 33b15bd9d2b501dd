//! Facts of a line that only the rest of the text shows: its manner, its table of contents, the lines that look alike.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::contents::Contents;
use super::facts::{Fact, key_of};
use super::manner::{Manner, Tally};
use super::numbering::Scheme;
use super::points;

/// Adds the facts that only the whole text shows.
pub(super) fn weigh(candidates: &mut [Candidate], tally: &Tally, contents: &Contents) {
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

/// Adds the facts of the company that a line keeps: the likely headings around it and those of its shape.
pub(super) fn look_around(candidates: &mut [Candidate], lines: u64) {
    let likely: Vec<bool> = candidates
        .iter()
        .map(|c| points::of(c.facts) >= points::ENOUGH - 5)
        .collect();
    let total = likely.iter().filter(|l| **l).count();
    let mut mates: HashMap<u128, u32> = HashMap::new();
    for (c, _) in candidates.iter().zip(&likely).filter(|(_, l)| **l) {
        *mates.entry(shape(c)).or_default() += 1;
    }
    let ranks: Vec<u64> = candidates
        .iter()
        .zip(&likely)
        .filter(|(_, l)| **l)
        .map(|(c, _)| c.rank)
        .collect();
    let mut at = 0;
    for (c, &own) in candidates.iter_mut().zip(&likely) {
        while ranks.get(at).is_some_and(|&r| r < c.rank) {
            at += 1;
        }
        let before = at
            .checked_sub(1)
            .and_then(|i| ranks.get(i))
            .map(|r| c.rank - r);
        let after = ranks.get(at + usize::from(own)).map(|r| r - c.rank);
        let of_shape = mates.get(&shape(c)).copied().unwrap_or(0) - u32::from(own);
        let f = &mut c.facts;
        f.add_if(before == Some(1), Fact::LikelyBefore);
        f.add_if(after == Some(1), Fact::LikelyAfter);
        f.add_if(
            before.is_some_and(|b| (2..4).contains(&b)),
            Fact::CloseBehind,
        );
        f.add_if(before.is_some_and(|b| b > 12), Fact::FarBehind);
        f.add_if(of_shape >= 2, Fact::Mates);
        f.add_if(of_shape == 0, Fact::NoMates);
        let others = total - usize::from(own);
        f.add_if(others == 0, Fact::OnlyOne);
        f.add_if(others == 1, Fact::OneOther);
        f.add_if(total as u64 * 5 > lines, Fact::Crowd);
    }
}

/// What headings of one kind have in common.
fn shape(c: &Candidate) -> u128 {
    let kinds = [
        Fact::StartsUpper,
        Fact::StartsLower,
        Fact::StartsLetter,
        Fact::StartsDigit,
        Fact::EndsStop,
        Fact::EndsQuestion,
        Fact::EndsColon,
        Fact::AllCaps,
        Fact::NumberWord,
        Fact::NumberDot,
        Fact::NumberDeep,
        Fact::NumberRoman,
        Fact::BlankBefore,
        Fact::BlanksBefore,
        Fact::BlankAfter,
        Fact::Indented,
        Fact::Centred,
        Fact::Quotes,
        Fact::Wide,
    ];
    kinds
        .iter()
        .filter(|k| c.facts.has(**k))
        .fold(0, |set, &k| set | 1 << k as u8)
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
