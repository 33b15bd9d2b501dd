//! Tables of contents that were printed into the text: their lines are no headings, but they vote.

use std::collections::{HashMap, HashSet};

use super::candidate::Candidate;
use super::facts::Fact;
use super::words;

/// A text with more lines than this that name a table of contents has none: they mean something else.
const HEADS: usize = 64;

/// What the printed tables of contents of a text say.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Line numbers of their entries.
    pub(super) inside: HashSet<u64>,
    /// Line numbers of lines that name a table of contents where there is none.
    pub(super) leftover: Vec<u64>,
    /// What the entries say.
    keys: HashSet<u64>,
    /// The last line of the last table.
    last: u64,
}

impl Contents {
    /// Finds the tables of contents among the candidates of a text of so many lines, blank ones not counted.
    pub(super) fn find(candidates: &[Candidate], lines: u64) -> Self {
        let mut found = Self::default();
        let heads: Vec<usize> = (0..candidates.len())
            .filter(|&i| candidates.get(i).is_some_and(names))
            .collect();
        if heads.is_empty() || heads.len() > HEADS {
            return found;
        }
        // Where each key occurs last, to know in one look whether an entry is found again below.
        let keys: Vec<u64> = candidates.iter().map(|c| c.entry).collect();
        let last: HashMap<u64, usize> = keys.iter().enumerate().map(|(i, k)| (*k, i)).collect();
        for head in heads {
            let Some(line) = candidates.get(head) else {
                continue;
            };
            if found.inside.contains(&line.number) {
                continue;
            }
            let entries = block(candidates, &keys, head);
            let end = entries.last().copied().unwrap_or(head);
            let again = |i: &usize| {
                keys.get(*i)
                    .and_then(|k| last.get(k))
                    .is_some_and(|&at| at > end)
            };
            let hits = entries.iter().filter(|&i| again(i)).count();
            if entries.len() >= 3 && hits >= 2 && hits * 10 >= entries.len() * 3 {
                let whole = entries.iter().rposition(again).map_or(0, |i| i + 1);
                for &i in entries.iter().take(whole) {
                    if let (Some(c), Some(k)) = (candidates.get(i), keys.get(i)) {
                        found.inside.insert(c.number);
                        found.last = c.number;
                        found.keys.insert(*k);
                    }
                }
                found.inside.insert(line.number);
            } else if (line.facts.has(Fact::LastOfText)
                || line.facts.has(Fact::NextLong) && line.rank + 1 < lines)
                && !line.facts.has(Fact::FirstOfText)
            {
                // One long line at the end is the contents themselves, pasted together.
                found.leftover.push(line.number);
            }
        }
        found
    }

    /// Whether there is a table that says what the headings are.
    pub(super) fn votes(&self) -> bool {
        self.keys.len() >= 3
    }

    /// Whether a line below the table says what one of its entries says.
    pub(super) fn lists(&self, candidate: &Candidate) -> bool {
        candidate.number > self.last && self.keys.contains(&candidate.entry)
    }

    /// Whether there is a table at all.
    pub(super) fn any(&self) -> bool {
        !self.keys.is_empty()
    }

    /// How many different entries it has.
    pub(super) fn entries(&self) -> usize {
        self.keys.len()
    }

    /// For each candidate how often what it says stands below the table, if the table lists it.
    pub(super) fn times(&self, candidates: &[Candidate]) -> Vec<u32> {
        if self.keys.is_empty() {
            return Vec::new();
        }
        let mut times: HashMap<u64, u32> = HashMap::new();
        for c in candidates.iter().filter(|c| self.lists(c)) {
            *times.entry(c.entry).or_default() += 1;
        }
        let of = |c: &Candidate| times.get(&c.entry).copied().filter(|_| self.lists(c));
        candidates.iter().map(|c| of(c).unwrap_or(0)).collect()
    }

    /// Whether a line stands below the table.
    pub(super) fn is_above(&self, candidate: &Candidate) -> bool {
        candidate.number > self.last
    }
}

/// Whether a line names a table of contents.
fn names(candidate: &Candidate) -> bool {
    candidate.text.len() < 60 && words::is_contents(&candidate.text)
}

/// The lines below a head that may be its entries: short ones close together, until one of the first comes
/// again or another table begins.
fn block(candidates: &[Candidate], keys: &[u64], head: usize) -> Vec<usize> {
    let mut entries: Vec<usize> = Vec::new();
    let mut above = candidates.get(head).map_or(0, |c| c.number);
    for (i, candidate) in candidates.iter().enumerate().skip(head + 1) {
        if candidate.number > above + 9 || !candidate.in_reach {
            break;
        }
        let Some(key) = keys.get(i).filter(|k| **k != 0) else {
            continue;
        };
        let opening = entries.iter().take(3).filter_map(|&e| keys.get(e));
        if entries.len() >= 2
            && opening.clone().any(|k| k == key)
            && !candidate.facts.has(Fact::Leader)
        {
            break;
        }
        above = candidate.number;
        entries.push(i);
    }
    entries
}
