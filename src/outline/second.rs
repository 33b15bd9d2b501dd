//! The second look: a candidate among the others of its text.
//!
//! The first look gives each candidate points for its own line and place. Headings of one text look alike and stand at
//! some distance from each other, so the second look asks how likely the others of its shape are, how far the likely
//! ones around it stand, and how many there are in all. (Stacking, after D. Wolpert, "Stacked generalization", 1992.)

use std::collections::HashMap;

use super::candidate::Candidate;
use super::facts::Fact;
use super::measures::{Measure, grade, percentile};
use super::numbers::{exp2, log2};
use super::trees::{POINT, odds};

/// Who is less likely than this is not looked at again.
const FAINT: f32 = 0.01;
/// From this on a candidate counts as likely, and as sure.
const LIKELY: f32 = 0.25;
const SURE: f32 = 0.6;

/// What the second look at one candidate sees.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// Which candidate.
    pub(super) of: usize,
    /// The numbers that the learned table asks for.
    pub(super) numbers: [u8; ASKED],
}

/// How many numbers a second look takes.
pub(super) const ASKED: usize = 68;

/// What all candidates of one shape come to.
#[derive(Default)]
struct Shape {
    all: u32,
    looked: u32,
    likely: u32,
    sum: f32,
    best: f32,
    next: f32,
}

/// Writes numbers one after the other.
struct Row {
    numbers: [u8; ASKED],
    at: usize,
}

impl Row {
    fn push(&mut self, number: u8) {
        if let Some(slot) = self.numbers.get_mut(self.at) {
            *slot = number;
        }
        self.at += 1;
    }
}

/// The nearest ones before and after each that are likely, by their numbers among the looked at.
struct Near {
    before: Vec<u32>,
    after: Vec<u32>,
}

/// There is none.
const NONE: u32 = u32::MAX;

impl Near {
    fn of(flags: &[bool]) -> Self {
        let scan = |numbers: &mut dyn Iterator<Item = usize>| {
            let mut found = vec![NONE; flags.len()];
            let mut last = NONE;
            for i in numbers {
                if let Some(slot) = found.get_mut(i) {
                    *slot = last;
                }
                if flags.get(i) == Some(&true) {
                    last = i as u32;
                }
            }
            found
        };
        Self {
            before: scan(&mut (0..flags.len())),
            after: scan(&mut (0..flags.len()).rev()),
        }
    }

    /// Those before and after one.
    fn around(&self, i: usize) -> [Option<usize>; 2] {
        [&self.before, &self.after].map(|all| {
            let near = all.get(i).filter(|n| **n != NONE);
            near.map(|n| *n as usize)
        })
    }
}

/// The candidates of a text that are looked at again, among each other.
pub(super) struct Company<'a> {
    candidates: &'a [Candidate],
    points: &'a [i32],
    mass: u64,
    /// Which candidates they are, how likely each is, and how many are likelier. Of a long text there are very many, so
    /// their numbers are short.
    kept: Vec<u32>,
    p: Vec<f32>,
    rank: Vec<u32>,
    shapes: HashMap<u64, Shape>,
    /// Who around each is likely, and sure.
    near: [Near; 2],
    text: [u8; 19],
    likely: f32,
    top: f32,
    total: f32,
}

impl<'a> Company<'a> {
    /// The candidates that are not faint. `points` are those of the first look; `lines` and `mass` count the lines of the
    /// text and their cells.
    pub(super) fn of(
        candidates: &'a [Candidate],
        points: &'a [i32],
        lines: u64,
        mass: u64,
    ) -> Self {
        let odd: Vec<f32> = points.iter().map(|&p| odds(p)).collect();
        let kept: Vec<u32> = (0..candidates.len())
            .filter(|&i| at(&odd, i) >= FAINT)
            .map(|i| i as u32)
            .collect();
        let p: Vec<f32> = kept.iter().map(|&i| at(&odd, i as usize)).collect();
        let mut order: Vec<u32> = (0..kept.len() as u32).collect();
        order.sort_by(|&a, &b| at(&p, b as usize).total_cmp(&at(&p, a as usize)));
        let mut rank = vec![0; kept.len()];
        for (r, &i) in (0..).zip(&order) {
            if let Some(slot) = rank.get_mut(i as usize) {
                *slot = r;
            }
        }
        let likely: Vec<bool> = p.iter().map(|&p| p >= LIKELY).collect();
        let sure: Vec<bool> = p.iter().map(|&p| p >= SURE).collect();
        Self {
            candidates,
            points,
            mass,
            shapes: shapes(candidates, &odd),
            near: [Near::of(&likely), Near::of(&sure)],
            text: of_text(&kept, candidates, &p, &order, lines, mass),
            likely: likely.iter().filter(|l| **l).count() as f32,
            top: order.first().map_or(1.0, |&i| at(&p, i as usize)).max(1e-6),
            total: p.iter().sum(),
            kept,
            p,
            rank,
        }
    }

    /// What the second look sees of each, in order. All of it at once takes megabytes, so it is made as it is asked for.
    pub(super) fn looks(&self) -> impl Iterator<Item = Look> {
        (0..self.kept.len()).filter_map(|k| self.look(k))
    }

    fn who(&self, k: usize) -> Option<&Candidate> {
        let i = self.kept.get(k)?;
        self.candidates.get(*i as usize)
    }

    fn look(&self, k: usize) -> Option<Look> {
        let of = *self.kept.get(k)? as usize;
        let c = self.candidates.get(of)?;
        let Self { p, total, mass, .. } = self;
        let own = at(p, k);
        let mut row = Row {
            numbers: [0; ASKED],
            at: 0,
        };
        let beside = |n: Option<usize>| {
            let next = |n: &usize| self.who(*n).is_some_and(|o| o.rank.abs_diff(c.rank) == 1);
            n.filter(next).map_or(0.0, |n| at(p, n))
        };
        let all = self.kept.len();
        let next = [k.checked_sub(1), Some(k + 1).filter(|n| *n < all)];
        let [before, after] = next.map(beside);
        let r = self.rank.get(k).copied().unwrap_or(0);
        let points = self.points.get(of).copied().unwrap_or(0);
        row.push((points * 16 / POINT + 128).clamp(0, 255) as u8);
        row.push(r.min(255) as u8);
        row.push(percentile(r as f32 / all as f32));
        row.push(percentile(own / self.top));
        row.push(percentile(own / total.max(1e-6)));
        row.push(percentile(before));
        row.push(percentile(after));
        row.push(((own - before) * 127.0 + 128.0) as u8);
        row.push(((own - after) * 127.0 + 128.0) as u8);
        row.push(percentile(c.mass as f32 / (*mass).max(1) as f32));
        for key in keys(c) {
            let Some(s) = self.shapes.get(&key) else {
                continue;
            };
            let others = s.looked.saturating_sub(1);
            let next = if (s.best - own).abs() < 1e-7 {
                s.next
            } else {
                s.best
            };
            row.push(others.min(200) as u8);
            row.push(if others > 0 {
                percentile((s.sum - own) / others as f32)
            } else {
                255
            });
            row.push(if others > 0 { percentile(next) } else { 255 });
            row.push(s.all.min(255) as u8);
            row.push(percentile(s.sum / s.all.max(1) as f32));
            row.push(percentile(s.likely as f32 / self.likely.max(1.0)));
            row.push(percentile(s.sum / total.max(1e-6)));
        }
        let [likely, sure] = &self.near;
        for around in [likely.around(k), sure.around(k), next] {
            for (other, behind) in around.into_iter().zip([true, false]) {
                let found = other.and_then(|n| Some((self.who(n)?, at(p, n))));
                row.push(found.map_or(255, |(o, _)| o.rank.abs_diff(c.rank).min(254) as u8));
                let cells = match (found, behind) {
                    (Some((o, _)), _) => o.mass.abs_diff(c.mass),
                    (None, true) => c.mass,
                    (None, false) => mass.saturating_sub(c.mass),
                };
                row.push(grade(cells as f32));
                row.push(found.map_or(0, |(_, p)| percentile(p)));
            }
        }
        for number in self.text {
            row.push(number);
        }
        debug_assert_eq!(row.at, ASKED);
        Some(Look {
            of,
            numbers: row.numbers,
        })
    }
}

fn at(all: &[f32], i: usize) -> f32 {
    all.get(i).copied().unwrap_or(0.0)
}

/// What is the same for all candidates of a text.
fn of_text(
    kept: &[u32],
    candidates: &[Candidate],
    p: &[f32],
    order: &[u32],
    lines: u64,
    mass: u64,
) -> [u8; 19] {
    let total: f32 = p.iter().sum();
    let place = |k: usize| {
        kept.get(k)
            .and_then(|&i| candidates.get(i as usize))
            .map_or((0, 0), |c| (c.rank, c.mass))
    };
    let likely: Vec<(u64, u64)> = (0..p.len())
        .filter(|&k| at(p, k) >= LIKELY)
        .map(place)
        .collect();
    let sure = p.iter().filter(|&&p| p >= SURE).count();
    let mut gaps: Vec<u64> = likely
        .iter()
        .zip(likely.iter().skip(1))
        .map(|(a, b)| b.1.abs_diff(a.1))
        .collect();
    let touching = likely
        .iter()
        .zip(likely.iter().skip(1))
        .filter(|(a, b)| b.0.abs_diff(a.0) == 1)
        .count();
    gaps.sort_unstable();
    let middle = gaps.get(gaps.len() / 2).copied();
    let mean = gaps.iter().sum::<u64>() as f32 / gaps.len().max(1) as f32;
    let spread = gaps
        .iter()
        .map(|&g| (g as f32 - mean) * (g as f32 - mean))
        .sum::<f32>()
        / gaps.len().max(1) as f32;
    let per = 1000.0 / lines.max(200) as f32;
    let top = |n: usize| order.get(n).map_or(0.0, |&i| at(p, i as usize));
    let none: f32 = p.iter().map(|p| log2(1.0 - p.min(0.999))).sum();
    [
        grade(p.len() as f32 * per),
        grade(total * per),
        grade(likely.len() as f32 * per),
        grade(sure as f32 * per),
        grade(total * 4.0),
        likely.len().min(255) as u8,
        sure.min(255) as u8,
        percentile(top(0)),
        percentile(top(1)),
        percentile(top(2)),
        percentile(top(3)),
        percentile(top(4)),
        middle.map_or(255, |m| grade(m as f32)),
        if gaps.is_empty() {
            255
        } else {
            (spread.sqrt() / mean.max(1.0) * 50.0).min(254.0) as u8
        },
        if gaps.is_empty() {
            255
        } else {
            percentile(touching as f32 / gaps.len() as f32)
        },
        grade(mass as f32 / likely.len().max(1) as f32),
        percentile(total / p.len().max(1) as f32),
        percentile(exp2(none)),
        grade(lines as f32),
    ]
}

/// The shapes of a candidate, from fine to coarse.
fn keys(c: &Candidate) -> [u64; 3] {
    let has = |f| c.facts.has(f);
    let case = match () {
        () if has(Fact::AllCaps) => 0,
        () if (81..=100).contains(&c.measures.get(Measure::Titled)) => 1,
        () if has(Fact::StartsUpper) => 2,
        () if has(Fact::StartsLower) => 3,
        () => 4_u64,
    };
    let number = match c.numbering {
        None => 0,
        Some(_) => 1 + u64::from(c.measures.get(Measure::Depth)),
    };
    let end = match () {
        () if has(Fact::EndsStop) => 1,
        () if has(Fact::EndsColon) => 2,
        () if has(Fact::EndsQuestion) => 3,
        () if has(Fact::EndsOther) => 4,
        () => 0_u64,
    };
    let before = u64::from(c.measures.get(Measure::BlanksBefore).min(2));
    let after = u64::from(c.measures.get(Measure::BlanksAfter).min(2));
    let indent = if c.indent < 12 {
        u64::from(c.indent)
    } else {
        99
    };
    let width = u64::from(c.measures.get(Measure::Width) / 20).min(4);
    let start = u64::from(has(Fact::StartsDigit)) * 2 + u64::from(has(Fact::StartsOther));
    let pack = |numbers: &[u64]| numbers.iter().fold(0, |sum, n| sum * 128 + n);
    [
        pack(&[1, case, number, end, before * 4 + after, indent, width]),
        pack(&[2, number, u64::from(end > 0), before * 4 + after, indent]),
        pack(&[3, case, number, end, start]),
    ]
}

fn shapes(candidates: &[Candidate], odd: &[f32]) -> HashMap<u64, Shape> {
    let mut shapes: HashMap<u64, Shape> = HashMap::new();
    for (i, c) in candidates.iter().enumerate() {
        let p = at(odd, i);
        for key in keys(c) {
            let s = shapes.entry(key).or_default();
            s.all += 1;
            if p >= FAINT {
                s.looked += 1;
                s.likely += u32::from(p >= LIKELY);
                s.sum += p;
                if p > s.best {
                    (s.best, s.next) = (p, s.best);
                } else if p > s.next {
                    s.next = p;
                }
            }
        }
    }
    shapes
}
