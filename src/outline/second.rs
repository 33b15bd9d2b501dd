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
    pub(super) numbers: [u8; 256],
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
    numbers: [u8; 256],
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

/// A likely candidate nearby: by its number among the looked at.
struct Near {
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

impl Near {
    fn of(flags: &[bool]) -> Self {
        let scan = |numbers: &mut dyn Iterator<Item = usize>| {
            let mut found = vec![None; flags.len()];
            let mut last = None;
            for i in numbers {
                if let Some(slot) = found.get_mut(i) {
                    *slot = last;
                }
                if flags.get(i) == Some(&true) {
                    last = Some(i);
                }
            }
            found
        };
        Self {
            before: scan(&mut (0..flags.len())),
            after: scan(&mut (0..flags.len()).rev()),
        }
    }
}

/// Looks at the candidates again that are not faint. `points` are those of the first look; `lines` and `mass` count the
/// lines of the text and their cells.
pub(super) fn look(candidates: &[Candidate], points: &[i32], lines: u64, mass: u64) -> Vec<Look> {
    let odd: Vec<f32> = points.iter().map(|&p| odds(p)).collect();
    let kept: Vec<usize> = (0..candidates.len())
        .filter(|&i| at(&odd, i) >= FAINT)
        .collect();
    let p: Vec<f32> = kept.iter().map(|&i| at(&odd, i)).collect();
    let total: f32 = p.iter().sum();
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by(|&a, &b| at(&p, b).total_cmp(&at(&p, a)));
    let mut rank = vec![0; kept.len()];
    for (r, &i) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(i) {
            *slot = r;
        }
    }
    let shapes = shapes(candidates, &odd);
    let likely: Vec<bool> = p.iter().map(|&p| p >= LIKELY).collect();
    let sure: Vec<bool> = p.iter().map(|&p| p >= SURE).collect();
    let near = [
        Near::of(&likely),
        Near::of(&sure),
        Near::of(&vec![true; p.len()]),
    ];
    let who = |i: usize| kept.get(i).and_then(|&i| candidates.get(i));
    let text = of_text(&kept, candidates, &p, &order, lines, mass);
    let likely_count = likely.iter().filter(|l| **l).count() as f32;
    let top = order.first().map_or(1.0, |&i| at(&p, i)).max(1e-6);
    let mut looks = Vec::with_capacity(kept.len());
    for (k, &of) in kept.iter().enumerate() {
        let Some(c) = candidates.get(of) else {
            continue;
        };
        let own = at(&p, k);
        let mut row = Row {
            numbers: [0; 256],
            at: 0,
        };
        let beside = |n: Option<usize>| {
            n.filter(|&n| who(n).is_some_and(|o| o.rank.abs_diff(c.rank) == 1))
                .map_or(0.0, |n| at(&p, n))
        };
        let all = &near[2];
        let (before, after) = (beside(one(&all.before, k)), beside(one(&all.after, k)));
        let r = rank.get(k).copied().unwrap_or(0);
        row.push((points.get(of).copied().unwrap_or(0) * 16 / POINT + 128).clamp(0, 255) as u8);
        row.push(r.min(255) as u8);
        row.push(percentile(r as f32 / kept.len() as f32));
        row.push(percentile(own / top));
        row.push(percentile(own / total.max(1e-6)));
        row.push(percentile(before));
        row.push(percentile(after));
        row.push(((own - before) * 127.0 + 128.0) as u8);
        row.push(((own - after) * 127.0 + 128.0) as u8);
        row.push(percentile(c.mass as f32 / mass.max(1) as f32));
        for key in keys(c) {
            let Some(s) = shapes.get(&key) else { continue };
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
            row.push(percentile(s.likely as f32 / likely_count.max(1.0)));
            row.push(percentile(s.sum / total.max(1e-6)));
        }
        for n in &near {
            for (other, behind) in [(one(&n.before, k), true), (one(&n.after, k), false)] {
                let found = other.and_then(|n| Some((who(n)?, at(&p, n))));
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
        for number in text {
            row.push(number);
        }
        debug_assert_eq!(row.at, ASKED);
        looks.push(Look {
            of,
            numbers: row.numbers,
        });
    }
    looks
}

fn at(all: &[f32], i: usize) -> f32 {
    all.get(i).copied().unwrap_or(0.0)
}

fn one(all: &[Option<usize>], i: usize) -> Option<usize> {
    all.get(i).copied().flatten()
}

/// What is the same for all candidates of a text.
fn of_text(
    kept: &[usize],
    candidates: &[Candidate],
    p: &[f32],
    order: &[usize],
    lines: u64,
    mass: u64,
) -> [u8; 19] {
    let total: f32 = p.iter().sum();
    let place = |k: usize| {
        kept.get(k)
            .and_then(|&i| candidates.get(i))
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
    let top = |n: usize| order.get(n).map_or(0.0, |&i| at(p, i));
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
