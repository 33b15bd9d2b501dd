//! How deep headings stand that carry no number, mark or underline: from what stands around them.
//!
//! Of each two headings in a row three small forests say how likely the second one stands deeper than the first, as deep,
//! or higher: from how much text lies between and below them, whether others look like them or say the same, and how
//! their words differ. A heading with nothing between it and the next one nearly always holds it. The levels of all
//! headings together are those that agree best with the forests' points. (A. Viterbi, "Error bounds for convolutional
//! codes", 1967.)

use std::collections::HashMap;
use std::hash::Hash;

use super::facts::Fact;
use super::levels::Found;
use super::measures::{Measure, Measures, grade};
use super::trees::{Bytes, Forest, POINT};

/// What the forests are asked about two headings in a row.
pub(super) const ASKED: usize = 36;

/// How many levels are told apart.
const LEVELS: usize = 4;
/// What it costs to begin a level lower, and each level beyond the first that a heading rises.
const BEGINS_LOW: i32 = -POINT * 3 / 2;
const RISES: i32 = -POINT * 3 / 10;
/// What never happens: two levels down at once.
const NEVER: i32 = i32::MIN / 4;

/// The measures whose difference is asked for.
const COMPARED: [Measure; 9] = [
    Measure::Width,
    Measure::Words,
    Measure::Longest,
    Measure::Capitals,
    Measure::Titled,
    Measure::Smalls,
    Measure::ColonAt,
    Measure::BeginsIng,
    Measure::CodeSigns,
];

/// The measures of a heading that its level is told by. All of them, of all headings of a long text, take megabytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    compared: [u8; COMPARED.len()],
    blanks: [u8; 2],
}

impl Kept {
    /// Takes them from those of a line.
    pub(super) fn of(measures: &Measures) -> Self {
        let blanks = [Measure::BlanksBefore, Measure::BlanksAfter];
        Self {
            compared: COMPARED.map(|measure| measures.get(measure)),
            blanks: blanks.map(|measure| measures.get(measure)),
        }
    }

    /// One of those that are compared.
    fn get(&self, measure: Measure) -> u8 {
        let mut all = COMPARED.iter().zip(self.compared);
        all.find(|(m, _)| **m == measure).map_or(0, |(_, n)| n)
    }
}

/// What is learned of how headings follow each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    higher: Forest,
    same: Forest,
    deeper: Forest,
}

impl Steps {
    /// Reads the three forests, in this order.
    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        Some(Self {
            higher: Forest::read(bytes)?,
            same: Forest::read(bytes)?,
            deeper: Forest::read(bytes)?,
        })
    }
}

/// Two headings in a row, as the forests see them.
pub(super) type Pair = [u8; ASKED];

/// What is to be known of a heading among the others.
struct View {
    /// Cells and lines of the text below it, up to the next heading.
    mass: u64,
    lines: u64,
    /// How many say the same, begin with the same word, look alike.
    said: u32,
    begun: u32,
    alike: u32,
    /// How many headings ago one looked like it, and one said the same.
    since_alike: u32,
    since_said: u32,
    /// How many headings ago one had no text below it.
    since_bare: u32,
}

/// What a heading looks like.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Looks(u8, u16, u8, u8);

impl Looks {
    fn of(found: &Found) -> Self {
        let flags = [
            found.facts.has(Fact::AllCaps),
            found.facts.has(Fact::TitleCase),
            found.facts.has(Fact::EndsQuestion),
            found.facts.has(Fact::EndsColon),
            found.facts.has(Fact::StartsLower),
            found.kept.get(Measure::CodeSigns) > 0,
        ];
        let flags = flags.iter().fold(0, |all, &flag| all << 1 | u8::from(flag));
        let [before, after] = found.kept.blanks;
        Self(flags, found.indent, before, after)
    }
}

/// How often each thing occurs, and how many things ago it did last.
struct Occurrences {
    count: Vec<u32>,
    since: Vec<u32>,
}

impl Occurrences {
    fn of<T: Hash + Eq>(things: impl Iterator<Item = T>) -> Self {
        let mut of: HashMap<T, (u32, u32, u32)> = HashMap::new();
        let (mut kinds, mut since) = (Vec::new(), Vec::new());
        for (i, thing) in (0..).zip(things) {
            let next = of.len() as u32;
            let (kind, count, last) = of.entry(thing).or_insert((next, 0, i));
            since.push(if *count == 0 { 99 } else { i - *last });
            (*count, *last) = (*count + 1, i);
            kinds.push(*kind);
        }
        let mut counts = vec![0; of.len()];
        for (kind, count, _) in of.into_values() {
            if let Some(slot) = counts.get_mut(kind as usize) {
                *slot = count;
            }
        }
        let count = kinds
            .iter()
            .map(|&k| counts.get(k as usize).copied().unwrap_or(0));
        Self {
            count: count.collect(),
            since,
        }
    }

    fn at(&self, i: usize) -> (u32, u32) {
        let count = self.count.get(i).copied().unwrap_or(0);
        (count, self.since.get(i).copied().unwrap_or(99))
    }
}

/// All headings as they stand among each other. `lines` and `mass` count the lines of the text and their cells.
fn views(found: &[Found], looks: &[Looks], lines: u64, mass: u64) -> Vec<View> {
    let said = Occurrences::of(found.iter().map(|f| f.key));
    let first = |f: &Found| {
        let word = f.heading.text.split(' ').next().unwrap_or("");
        word.to_lowercase()
    };
    let begun = Occurrences::of(found.iter().map(first));
    let alike = Occurrences::of(looks.iter().copied());
    let mut bare = None;
    let mut views = Vec::with_capacity(found.len());
    for (i, f) in found.iter().enumerate() {
        let next = found
            .get(i + 1)
            .map_or((lines + 1, mass), |n| (n.rank, n.mass));
        let below = next.0.saturating_sub(f.rank + 1);
        if below == 0 {
            bare = Some(i);
        }
        let width = u64::from(f.kept.get(Measure::Width));
        views.push(View {
            mass: next.1.saturating_sub(f.mass + width),
            lines: below,
            said: said.at(i).0,
            begun: begun.at(i).0,
            alike: alike.at(i).0,
            since_alike: alike.at(i).1,
            since_said: said.at(i).1,
            since_bare: bare.map_or(99, |b: usize| (i - b) as u32),
        });
    }
    views
}

/// What the forests see of each two headings in a row.
pub(super) fn pairs(found: &[Found], lines: u64, mass: u64) -> Vec<Pair> {
    let looks: Vec<Looks> = found.iter().map(Looks::of).collect();
    let views = views(found, &looks, lines, mass);
    let mut masses: Vec<u64> = views.iter().map(|v| v.mass).collect();
    masses.sort_unstable();
    let usual = masses.get(masses.len() / 2).copied().unwrap_or(0);
    let all = found.len();
    let bare = views.iter().filter(|v| v.lines == 0).count();
    let share = |n: usize| (n * 100 / all.max(1)) as u8;
    let cut = |n: usize| n.min(250) as u8;
    let near = |lines: Option<u64>| lines.map_or(99, |lines| lines.min(50) as u8);
    let like = |i: Option<usize>, j: usize| {
        let other = i.and_then(|i| looks.get(i));
        other.map_or(2, |other| u8::from(Some(other) == looks.get(j)))
    };
    let both = found.iter().zip(found.iter().skip(1));
    let seen = views.iter().zip(views.iter().skip(1));
    let mut pairs = Vec::with_capacity(all.saturating_sub(1));
    for (i, ((a, b), (va, vb))) in both.zip(seen).enumerate() {
        let before = i.checked_sub(1);
        let to_usual = |v: &View| {
            (100 + i16::from(grade(v.mass as f32)) - i16::from(grade(usual as f32))) as u8
        };
        let context = [
            grade(va.mass as f32),
            grade(vb.mass as f32),
            near(Some(va.lines)),
            near(Some(vb.lines)),
            to_usual(va),
            to_usual(vb),
            va.said.min(250) as u8,
            vb.said.min(250) as u8,
            va.begun.min(250) as u8,
            vb.begun.min(250) as u8,
            like(Some(i), i + 1),
            share(va.alike as usize),
            share(vb.alike as usize),
            cut(vb.since_alike as usize),
            cut(va.since_bare as usize),
            share(bare),
            cut(i),
            cut(all),
            cut(all - i),
            share(i),
            like(Some(i + 2), i + 1),
            like(Some(i + 2), i),
            like(before, i),
            like(before, i + 1),
            near(before.and_then(|n| views.get(n)).map(|v| v.lines)),
            near(views.get(i + 2).map(|v| v.lines)),
            cut(vb.since_said as usize),
        ];
        let differences = a.kept.compared.iter().zip(&b.kept.compared);
        let differences =
            differences.map(|(a, b)| (100 + i16::from(*b) - i16::from(*a)).clamp(0, 255) as u8);
        let mut pair = [0; ASKED];
        debug_assert_eq!(context.len() + COMPARED.len(), ASKED);
        for (slot, number) in pair.iter_mut().zip(context.into_iter().chain(differences)) {
            *slot = number;
        }
        pairs.push(pair);
    }
    pairs
}

/// How deep each of some headings in a row stands among them, from 0, if each two of them follow each other as `pairs` say.
pub(super) fn depths(pairs: &[Pair], steps: &Steps) -> Vec<u16> {
    let higher = steps.higher.points(pairs, |pair| *pair);
    let same = steps.same.points(pairs, |pair| *pair);
    let deeper = steps.deeper.points(pairs, |pair| *pair);
    // The points of the best way to each level, and for each pair from which level that way came.
    let mut best: [i32; LEVELS] = std::array::from_fn(|level| BEGINS_LOW * i32::from(level as u8));
    let mut ways: Vec<[usize; LEVELS]> = Vec::with_capacity(pairs.len());
    for ((higher, same), deeper) in higher.into_iter().zip(same).zip(deeper) {
        let step = |from: usize, to: usize| match to.cmp(&from) {
            std::cmp::Ordering::Equal => same,
            std::cmp::Ordering::Less => higher + RISES * i32::from((from - to - 1) as u8),
            std::cmp::Ordering::Greater if to == from + 1 => deeper,
            std::cmp::Ordering::Greater => NEVER,
        };
        let way = |to: usize| {
            let all = best.iter().enumerate();
            let all = all.map(|(from, points)| (points.saturating_add(step(from, to)), from));
            // Of ways that are equally good, the higher one.
            all.max_by_key(|&(points, from)| (points, LEVELS - from))
        };
        let found: [(i32, usize); LEVELS] = std::array::from_fn(|to| way(to).unwrap_or_default());
        // Only how far they lie apart matters; so the sums stay small in a text of any length.
        let top = found.iter().map(|f| f.0).max().unwrap_or(0);
        best = found.map(|f| f.0 - top);
        ways.push(found.map(|f| f.1));
    }
    let mut level = (0..LEVELS)
        .max_by_key(|&l| (best.get(l).copied(), LEVELS - l))
        .unwrap_or(0);
    let mut depths = vec![level as u16];
    for way in ways.iter().rev() {
        level = way.get(level).copied().unwrap_or(0);
        depths.push(level as u16);
    }
    depths.reverse();
    depths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_was_learned_stands_equally_deep() {
        assert_eq!(depths(&[[0; ASKED]; 3], &Steps::default()), [0, 0, 0, 0]);
        assert_eq!(depths(&[], &Steps::default()), [0]);
    }

    #[test]
    fn occurrences_are_counted_and_remembered() {
        let seen = Occurrences::of(["a", "b", "a", "a"].into_iter());
        assert_eq!(seen.count, [3, 1, 3, 3]);
        assert_eq!(seen.since, [99, 99, 2, 1]);
    }
}
