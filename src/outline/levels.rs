//! How deep each heading stands.

use std::collections::BTreeSet;

use super::Heading;
use super::facts::{Fact, Facts};
use super::nesting::{self, Kept, Steps};
use super::numbering::{Number, Scheme};

/// A heading whose level is still open.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) heading: Heading,
    pub(super) facts: Facts,
    pub(super) numbering: Option<Number>,
    pub(super) indent: u16,
    pub(super) marks: u8,
    /// What it is underlined with, and whether it is overlined too.
    pub(super) underline: Option<(char, bool)>,
    pub(super) rank: u64,
    pub(super) kept: Kept,
    /// The cells of all lines before it, and a number for what it says.
    pub(super) mass: u64,
    pub(super) key: u64,
}

/// What is to be known of the whole text: how many lines it has that are not blank, their cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) lines: u64,
    pub(super) mass: u64,
}

/// Gives each heading its level: headings of one kind stand equally deep, and the kinds that occur count from 1. Those
/// of the kind that nothing marks stand as what is learned of their order says.
pub(super) fn assign(found: Vec<Found>, steps: &Steps, extent: Extent) -> Vec<Heading> {
    let mut styles: Vec<(char, bool)> = Vec::new();
    for f in &found {
        if let Some(c) = f.underline
            && !styles.contains(&c)
        {
            styles.push(c);
        }
    }
    let decimals = found.iter().any(|f| {
        matches!(
            f.numbering,
            Some(Number {
                scheme: Scheme::Decimal(..),
                ..
            })
        )
    });
    // Where sections are only numbered, an appendix stands as high as they do, and heads none of them.
    let decimals = match found.iter().any(|f| is_named(f) && !is_appended(f)) {
        _ if !decimals => Decimals::None,
        true => Decimals::InChapters,
        false => Decimals::Alone,
    };
    // One `FAQ` among other headings is an abbreviation, several lines in capitals are a level of their own.
    let capitals = found.iter().filter(|f| in_capitals(f)).count() > 1;
    let ranks = ranks(&found);
    let depths: Vec<u16> = found
        .iter()
        .map(|f| depth(f, &styles, ranks, decimals, capitals))
        .collect();
    let mut depths = nested(&found, &outer(&found, depths), steps, extent);
    number(&mut depths, 1);
    found
        .into_iter()
        .zip(depths)
        .map(|(f, level)| Heading {
            level: level as u8,
            ..f.heading
        })
        .collect()
}

/// Makes levels of the depths below one heading, from `base` on: a kind that occurs only elsewhere in the text leaves no
/// empty step here.
fn number(depths: &mut [u16], base: u16) {
    let used: BTreeSet<u16> = depths.iter().copied().collect();
    let Some(&least) = used.first() else {
        return;
    };
    let first = depths.iter().position(|&d| d == least).unwrap_or(0);
    let (before, rest) = depths.split_at_mut(first);
    // What comes before the first of the highest stands below none of them.
    for depth in before {
        *depth = base + used.iter().position(|d| d == depth).unwrap_or(0) as u16;
    }
    for section in rest.chunk_by_mut(|_, next| *next != least) {
        if let Some((head, below)) = section.split_first_mut() {
            *head = base;
            number(below, base + 1);
        }
    }
}

/// Room for as many depths within a kind as are told apart.
const WITHIN: u16 = 8;

/// Depths that also tell apart what stands in each other among headings of the kind that nothing marks.
fn nested(found: &[Found], depths: &[u16], steps: &Steps, extent: Extent) -> Vec<u16> {
    let plain = |i: usize| {
        found.get(i).is_some_and(is_plain) && matches!(depths.get(i), Some(&(CAPITALS | PLAIN)))
    };
    let kind = |i: usize| (plain(i), depths.get(i).copied());
    let mut fine: Vec<u16> = depths.iter().map(|d| d * WITHIN).collect();
    let pairs = if (1..found.len()).any(|i| plain(i) && kind(i - 1) == kind(i)) {
        nesting::pairs(found, extent.lines, extent.mass)
    } else {
        return fine;
    };
    let mut from = 0;
    while from < found.len() {
        let mut to = from + 1;
        while to < found.len() && kind(to) == kind(from) {
            to += 1;
        }
        if plain(from)
            && let (Some(run), Some(pairs)) = (fine.get_mut(from..to), pairs.get(from..to - 1))
        {
            for (depth, within) in run.iter_mut().zip(nesting::depths(pairs, steps)) {
                *depth += within;
            }
        }
        from = to;
    }
    fine
}

/// Whether nothing but its words and place says how deep a heading stands.
pub(super) fn is_plain(f: &Found) -> bool {
    f.numbering.is_none() && f.marks == 0 && f.underline.is_none()
}

/// The depths of the kinds that nothing marks but capitals, or nothing at all.
const CAPITALS: u16 = 40;
const PLAIN: u16 = 80;

/// Before the first chapter and after the last, a heading without a number stands as high as the chapters: a preface.
/// Where nothing is called a chapter, the sections of the first depth are.
fn outer(found: &[Found], depths: Vec<u16>) -> Vec<u16> {
    let scheme = |f: &Found| f.numbering.as_ref().map(|n| n.scheme);
    let named = |f: &Found| is_named(f) && !is_appended(f);
    let any_named = found.iter().any(named);
    let chapter =
        |f: &Found| named(f) || (!any_named && matches!(scheme(f), Some(Scheme::Decimal(1, _))));
    let (Some(first), Some(last)) = (
        found.iter().position(chapter),
        found.iter().rposition(chapter),
    ) else {
        return depths;
    };
    let top = found
        .iter()
        .zip(&depths)
        .filter(|(f, _)| chapter(f))
        .map(|(_, &d)| d)
        .min();
    let free = |i: usize| found.get(i).is_some_and(is_plain);
    let raise = |(i, d): (usize, u16)| {
        if (i < first || i > last) && free(i) {
            top.unwrap_or(d)
        } else {
            d
        }
    };
    depths.into_iter().enumerate().map(raise).collect()
}

/// Whether sections are numbered like `1.2`, and whether something with a name holds them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decimals {
    None,
    Alone,
    InChapters,
}

/// How many ranks of names there are: parts, chapters, sections, articles.
const RANKS: usize = 4;

/// How deep each rank of names stands in this text. Chapters stand in parts and hold articles, but some laws divide
/// titles into chapters, and some contracts articles into sections: what comes first and is rarer holds the other.
fn ranks(found: &[Found]) -> [u16; RANKS] {
    let mut seen: Vec<(u8, usize)> = Vec::new();
    for f in found.iter().filter(|f| !is_appended(f)) {
        if let Some(Scheme::Word(rank)) = f.numbering.map(|n| n.scheme) {
            match seen.iter_mut().find(|(r, _)| *r == rank) {
                Some((_, count)) => *count += 1,
                None => seen.push((rank, 1)),
            }
        }
    }
    let mut order = seen.clone();
    order.sort_unstable_by_key(|&(rank, _)| rank);
    for _ in 0..order.len() {
        for at in 1..order.len() {
            let (Some(&upper), Some(&lower)) = (order.get(at - 1), order.get(at)) else {
                continue;
            };
            let first = seen.iter().find(|&&s| s == upper || s == lower);
            if first == Some(&lower) && lower.1 > 1 && lower.1 < upper.1 {
                order.swap(at - 1, at);
            }
        }
    }
    let mut ranks = std::array::from_fn(|rank| rank as u16);
    let mut slots: Vec<u8> = order.iter().map(|&(rank, _)| rank).collect();
    slots.sort_unstable();
    for (slot, (rank, _)) in slots.into_iter().zip(order) {
        if let Some(depth) = ranks.get_mut(usize::from(rank)) {
            *depth = u16::from(slot);
        }
    }
    ranks
}

/// Whether a heading is called a chapter, a part or the like.
fn is_named(f: &Found) -> bool {
    matches!(f.numbering.map(|n| n.scheme), Some(Scheme::Word(_)))
}

/// Whether it is called an appendix.
fn is_appended(f: &Found) -> bool {
    let first = f.heading.text.split(|c: char| !c.is_alphabetic()).next();
    first.is_some_and(|word| super::words::is_appendix(&word.to_lowercase()))
}

/// Whether a heading is set in capitals, and is more than an abbreviation.
fn in_capitals(f: &Found) -> bool {
    let letters = f.heading.text.chars().filter(|c| c.is_alphabetic()).count();
    f.facts.has(Fact::AllCaps) && (letters > 5 || f.numbering.is_some())
}

/// A figure that grows with the depth of a heading.
fn depth(
    f: &Found,
    styles: &[(char, bool)],
    ranks: [u16; RANKS],
    decimals: Decimals,
    capitals: bool,
) -> u16 {
    if f.marks > 0 {
        return u16::from(f.marks);
    }
    if let Some(c) = f.underline {
        return 10 + styles.iter().position(|&s| s == c).unwrap_or(0) as u16;
    }
    if f.indent > 0
        && f.facts.has(Fact::NextIndented)
        && f.numbering.is_none()
        && !f.facts.has(Fact::Centred)
    {
        return 90;
    }
    match f.numbering.map(|n| n.scheme) {
        Some(Scheme::Word(_)) if decimals == Decimals::Alone && is_appended(f) => 61,
        Some(Scheme::Word(rank)) => 30 + 10 * ranks.get(usize::from(rank)).copied().unwrap_or(4),
        Some(Scheme::Decimal(groups, _)) => 60 + u16::from(groups),
        Some(Scheme::Roman) => 55,
        Some(Scheme::Letter) => 70,
        None if decimals != Decimals::None => 61,
        None if capitals && f.facts.has(Fact::AllCaps) => CAPITALS,
        None => PLAIN,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn no_level_is_left_out_below_a_heading() {
        let closed = |depths: &[u16]| {
            let mut levels = depths.to_vec();
            number(&mut levels, 1);
            levels
        };
        assert_eq!(closed(&[2, 1, 3, 3, 1, 3, 4]), [2, 1, 2, 2, 1, 2, 3]);
        // Where the kind between comes after, its step is kept.
        assert_eq!(closed(&[1, 3, 2, 3]), [1, 3, 2, 3]);
        assert!(closed(&[]).is_empty());
    }
}
