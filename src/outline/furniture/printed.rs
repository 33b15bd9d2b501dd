//! Page breaks: the foot of a page and the head of the next one, which stand in a text that was once divided into
//! pages (RFCs, text taken out of PDF, transcribed books).
//!
//! While the text is read, lines are kept that stand apart and begin or end with a number, each with the two lines
//! before and after it. Of those that say the same but for the number, some count on by pages: one more each time,
//! about as far apart as pages are. That alone is not enough, since chapters and records of a log do so, too. So the
//! line also has to say `Page`, at regular distances; or it has to cut sentences in two, as only a page does that ends
//! where it is full, but for one where the same line stands beside the bare number on nearly all of them. Lines that come with it on most
//! pages are its head or foot.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::super::line::{Last, is_code, last_of, rough_width};
use super::{Folded, Furniture, Run};
use crate::document::Place;
use crate::document::sketch::{BASIS, step};

/// A head or foot has no more bytes.
const LONGEST: usize = 130;
/// A narrower line does not end because it is full, in cells.
const FULL: u32 = 40;
/// So many lines are looked through for the one before.
const BACK: usize = 24;
/// How many lines of source a page takes.
const PAGE: RangeInclusive<u64> = 12..=150;
/// How many pages may lack their number between two that have one.
const MISSING: u16 = 3;
/// Signs that page numbers are set between.
const FRAME: &[char] = &[
    '[', ']', '(', ')', '{', '}', '<', '>', '|', '-', '–', '—', '·', '.', ',', ':', '~', ' ', '第',
    '页', '頁',
];
/// How many numbered lines are kept at most: the page numbers of about 100 MB.
const KEPT: usize = 1 << 15;

/// A line that stands apart and holds a number.
#[derive(Clone, Debug)]
struct Numbered {
    at: Near,
    line: u64,
    rank: u64,
    /// The numbers that may be that of its page.
    numbers: [Option<u16>; 2],
    /// Whether it says that this is a page.
    says_page: bool,
    above: [Option<Near>; 2],
    below: [Option<Near>; 2],
}

/// A line near a page break.
#[derive(Clone, Copy, Debug)]
struct Near {
    place: Place,
    bytes: u32,
    /// A number for what it says; 0 if that is next to nothing, or code.
    key: u32,
    /// Whether a blank line stands on its other side.
    apart: bool,
    /// Whether its sentence goes on below it.
    goes_on: bool,
    /// Whether it begins with a small word; names in code may begin small, too.
    begins_small: bool,
}

impl Near {
    fn of(text: &str, place: Place, apart: bool) -> Self {
        // Most lines beside a number are long, and of those hardly anything has to be known.
        let letters = || text.chars().filter(|c| c.is_alphabetic()).nth(3);
        let head = text.len() <= LONGEST && letters().is_some() && !is_code(text);
        let sure = text.len() >= 4 * FULL as usize;
        let full = sure || text.len() >= FULL as usize && rough_width(text) >= FULL;
        let first = text.split_whitespace().next().unwrap_or("");
        let word = first.trim_end_matches([',', '.', ';', ':', ')']);
        Self {
            place,
            bytes: text.len() as u32,
            key: if head { key_of(text, false) } else { 0 },
            apart,
            goes_on: full && matches!(last_of(text), Last::Word | Last::Open),
            begins_small: !word.is_empty() && word.chars().all(char::is_lowercase),
        }
    }

    fn end(&self) -> Place {
        Place {
            offset: self.place.offset + self.bytes,
            ..self.place
        }
    }
}

/// A line as it is read.
pub(in crate::outline) struct Seen<'a> {
    /// The text of its part.
    pub(in crate::outline) part: &'a str,
    /// Where the line begins and ends in it.
    pub(in crate::outline) start: usize,
    pub(in crate::outline) end: usize,
    /// What it says, and where that begins.
    pub(in crate::outline) text: &'a str,
    pub(in crate::outline) place: Place,
    pub(in crate::outline) number: u64,
    pub(in crate::outline) blanks: u8,
    /// Its number among the lines that are not blank.
    pub(in crate::outline) rank: u64,
}

/// The numbered lines of what was read so far.
#[derive(Clone, Debug, Default)]
pub(in crate::outline) struct Printed {
    kept: Vec<Numbered>,
    /// Lines that the last of them still has to see.
    waiting: u8,
    /// The last lines of the part before.
    before: [Option<Near>; 2],
    full: bool,
}

impl Printed {
    /// Looks at a line that is not blank. Nearly all of them end here after one glance.
    pub(in crate::outline) fn see(&mut self, line: &Seen) {
        let numbered = may_be_numbered(line.text) && !self.full;
        if self.waiting == 0 && !numbered {
            return;
        }
        let blank_below = is_blank_below(line.part, line.end);
        if self.waiting > 0 {
            self.waiting -= 1;
            let near = Near::of(line.text, line.place, blank_below);
            for above in self.kept.iter_mut().rev().take(2) {
                if let Some(slot) = above.below.iter_mut().find(|slot| slot.is_none()) {
                    *slot = Some(near);
                }
            }
        }
        if numbered && (line.blanks > 0 || blank_below) {
            self.keep(line);
        }
    }

    fn keep(&mut self, line: &Seen) {
        let (numbers, says_page) = numbers_of(line.text);
        if numbers == [None, None] || is_code(line.text) {
            return;
        }
        let at = Near::of(line.text, line.place, false);
        let key = key_of(line.text, true);
        self.kept.push(Numbered {
            at: Near { key, ..at },
            line: line.number,
            rank: line.rank,
            numbers,
            says_page,
            above: self.lines_before(line.part, line.start, line.place.part),
            below: [None, None],
        });
        self.waiting = 2;
        if self.kept.len() >= KEPT {
            let mut times: HashMap<u32, u32> = HashMap::new();
            for numbered in &self.kept {
                *times.entry(numbered.at.key).or_default() += 1;
            }
            let repeated = |n: &Numbered| times.get(&n.at.key).is_some_and(|t| *t > 2);
            self.kept.retain(repeated);
            self.full = self.kept.len() > KEPT / 8 * 7;
        }
    }

    /// Has seen all of a part.
    pub(in crate::outline) fn end_part(&mut self, part: &str, number: u32) {
        self.before = self.lines_before(part, part.len(), number);
    }

    /// The two nearest lines above a place that are not blank, the nearest first.
    fn lines_before(&self, part: &str, start: usize, number: u32) -> [Option<Near>; 2] {
        let head = part.get(..start).unwrap_or("");
        let head = head.strip_suffix('\n').unwrap_or(head);
        let mut found = [None, None];
        let mut slots = found.iter_mut();
        let mut end = head.len();
        let mut lines = head.rsplit('\n').take(BACK).peekable();
        if head.is_empty() {
            return self.before;
        }
        while let Some(line) = lines.next() {
            let from = end - line.len();
            end = from.saturating_sub(1);
            let text = line.trim();
            if text.is_empty() {
                continue;
            }
            let Some(slot) = slots.next() else {
                return found;
            };
            let apart = lines.peek().is_none_or(|above| above.trim().is_empty());
            let offset = from + line.len() - line.trim_start().len();
            let place = Place {
                part: number,
                offset: offset as u32,
            };
            *slot = Some(Near::of(text, place, apart));
        }
        for near in self.before.into_iter().flatten() {
            if let Some(slot) = slots.next() {
                *slot = Some(near);
            }
        }
        found
    }

    /// The page breaks of what was read.
    pub(in crate::outline) fn breaks(&self) -> Vec<Run> {
        let mut alike: HashMap<u32, Vec<&Numbered>> = HashMap::new();
        for numbered in &self.kept {
            alike.entry(numbered.at.key).or_default().push(numbered);
        }
        let mut breaks = Vec::new();
        for lines in alike.values().filter(|lines| lines.len() > 1) {
            for which in 0..2 {
                for series in series(lines, which) {
                    breaks.extend(Series::of(series).breaks());
                }
            }
        }
        breaks
    }
}

/// Lines of which each counts on from the one before, a page or a few further down.
fn series<'a>(lines: &[&'a Numbered], which: usize) -> Vec<Vec<(u16, &'a Numbered)>> {
    let mut all: Vec<Vec<(u16, &Numbered)>> = Vec::new();
    for line in lines {
        let Some(number) = line.numbers.get(which).copied().flatten() else {
            continue;
        };
        let counts_on = |series: &&mut Vec<(u16, &Numbered)>| {
            series.last().is_some_and(|(n, above)| {
                let pages = number
                    .checked_sub(*n)
                    .filter(|p| (1..=MISSING + 1).contains(p));
                pages.is_some_and(|p| PAGE.contains(&((line.line - above.line) / u64::from(p))))
            })
        };
        match all.last_mut().filter(counts_on) {
            Some(series) => series.push((number, line)),
            None => all.push(vec![(number, line)]),
        }
    }
    all.retain(|series| series.len() > 1);
    all
}

/// Lines that may be the feet or heads of all pages.
struct Series<'a> {
    lines: Vec<(u16, &'a Numbered)>,
    /// For each of them how many lines before and after it belong to it.
    beside: Vec<(usize, usize)>,
}

impl<'a> Series<'a> {
    fn of(lines: Vec<(u16, &'a Numbered)>) -> Self {
        let near = |line: &Numbered, side: usize, i: usize| {
            let lines = if side == 0 { line.above } else { line.below };
            lines.get(i).copied().flatten()
        };
        let mut beside = vec![(0, 0); lines.len()];
        for side in 0..2 {
            let mut belongs = vec![true; lines.len()];
            for i in 0..2 {
                let keys: Vec<(u32, bool)> = lines
                    .iter()
                    .map(|(_, line)| near(line, side, i).map_or((0, false), |n| (n.key, n.apart)))
                    .collect();
                let common = common(&keys, i == 0);
                for ((belongs, common), beside) in belongs.iter_mut().zip(common).zip(&mut beside) {
                    *belongs &= common;
                    let count = if side == 0 {
                        &mut beside.0
                    } else {
                        &mut beside.1
                    };
                    *count += usize::from(*belongs);
                }
            }
        }
        Self { lines, beside }
    }

    fn breaks(&self) -> Vec<Run> {
        if !self.is_proven() {
            return Vec::new();
        }
        let run = |(&(number, line), &(above, below)): (&(u16, &Numbered), &(usize, usize))| {
            let edge = |lines: &[Option<Near>; 2], count: usize| {
                let last = count
                    .checked_sub(1)
                    .and_then(|i| lines.get(i).copied().flatten());
                last.unwrap_or(line.at)
            };
            Run {
                furniture: Furniture {
                    place: edge(&line.above, above).place,
                    end: edge(&line.below, below).end(),
                    kind: Folded::Page(number),
                },
                first: line.rank.saturating_sub(above as u64),
                last: line.rank + below as u64,
            }
        };
        self.lines.iter().zip(&self.beside).map(run).collect()
    }

    fn is_proven(&self) -> bool {
        let count = self.lines.len();
        let cuts = self
            .lines
            .iter()
            .zip(&self.beside)
            .filter(|((_, line), beside)| {
                let above = line.above.get(beside.0).copied().flatten();
                let below = line.below.get(beside.1).copied().flatten();
                above.is_some_and(|a| a.goes_on) && below.is_some_and(|b| b.begins_small)
            });
        let cuts = cuts.count();
        let says_page = self.lines.iter().all(|(_, line)| line.says_page);
        if says_page {
            let framed = self.beside.iter().filter(|b| **b != (0, 0)).count();
            return match count {
                2 => framed == 2 && self.is_regular(1, 5),
                _ => self.is_regular(1, 5) || cuts * 4 >= count,
            };
        }
        // What a page is called stands beside its number on each. So does what a chapter is called, but that cuts nothing.
        let alone = key_of("0", true);
        let bare = self.lines.iter().all(|(_, line)| line.at.key == alone);
        let apart = |lines: &[Option<Near>; 2], beside: usize| {
            let outermost = beside.checked_sub(1).and_then(|i| lines.get(i).copied());
            outermost.flatten().is_some_and(|near| near.apart)
        };
        let lines = self.lines.iter().zip(&self.beside);
        let framed = lines.filter(|((_, line), beside)| {
            apart(&line.above, beside.0) || apart(&line.below, beside.1)
        });
        let is_framed = bare && framed.count() * 4 >= count * 3;
        count > 3
            && (is_framed && cuts > 0 || cuts > 1 && cuts * 3 >= count)
            && self.is_regular(1, 2)
    }

    /// Whether most pages are as long as usual, give or take a share of that.
    fn is_regular(&self, part: u64, whole: u64) -> bool {
        let length = |pair: &[(u16, &Numbered)]| match pair {
            [(a, above), (b, below)] => (below.line - above.line) / u64::from(b - a),
            _ => 0,
        };
        let mut lengths: Vec<u64> = self.lines.windows(2).map(length).collect();
        lengths.sort_unstable();
        let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let near = |l: &&u64| l.abs_diff(usual) * whole <= usual * part;
        lengths.iter().filter(near).count() * 3 >= lengths.len() * 2
    }
}

/// Which of some lines, one of each page, are its head or foot: those that half of the pages share, or where they are
/// the `nearest`, three in a row that stand apart from the text.
fn common(keys: &[(u32, bool)], nearest: bool) -> Vec<bool> {
    let mut times: HashMap<u32, usize> = HashMap::new();
    for (key, _) in keys.iter().filter(|(key, _)| *key != 0) {
        *times.entry(*key).or_default() += 1;
    }
    let half = |key: u32| {
        times
            .get(&key)
            .is_some_and(|n| *n > 1 && n * 2 >= keys.len())
    };
    let mut common = Vec::with_capacity(keys.len());
    for same in keys.chunk_by(|a, b| a == b) {
        for (key, apart) in same {
            common.push(half(*key) || (nearest && *key != 0 && *apart && same.len() > 2));
        }
    }
    common
}

/// Whether a line may begin or end with a number.
fn may_be_numbered(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_digit);
    text.len() <= LONGEST
        && (digit(bytes.last_chunk::<4>().map_or(bytes, |end| end))
            || digit(bytes.first_chunk::<4>().map_or(&[], |start| start)))
}

/// Whether the line after the one that ends at a place is blank.
fn is_blank_below(part: &str, end: usize) -> bool {
    let below = part.get(end + 1..).unwrap_or("");
    let line = below.split('\n').next().unwrap_or("");
    end < part.len() && line.len() < LONGEST && line.trim().is_empty()
}

/// The numbers at the end and at the beginning of a line, or only the one that is called a page.
fn numbers_of(text: &str) -> ([Option<u16>; 2], bool) {
    let mut above = "";
    let (mut first, mut last) = (None, None);
    for (i, word) in text.trim_matches(FRAME).split_whitespace().enumerate() {
        let number = number_of(word);
        if number.is_some()
            && (is_page(above) || text.contains('第') && text.contains(['页', '頁']))
        {
            return ([number, None], true);
        }
        if i == 0 {
            first = number;
        }
        (last, above) = (number, word);
    }
    ([last, first.filter(|_| first != last)], false)
}

fn number_of(word: &str) -> Option<u16> {
    let digits = word.trim_matches(FRAME).split('/').next()?;
    let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

fn is_page(word: &str) -> bool {
    const PAGES: [&str; 9] = [
        "page",
        "pg",
        "p",
        "seite",
        "página",
        "pagina",
        "sida",
        "стр",
        "страница",
    ];
    let word = word
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    PAGES.contains(&word.as_str())
}

/// A number for what a line says, the room between words aside, and if so asked the numbers in it.
fn key_of(text: &str, but_numbers: bool) -> u32 {
    let mut key = BASIS;
    let mut above = 0;
    for byte in text.bytes() {
        let byte = match byte {
            b'0'..=b'9' if but_numbers => b'0',
            b'\t' => b' ',
            other => other,
        };
        if byte != above || byte != b' ' && !(but_numbers && byte == b'0') {
            key = step(key, byte);
        }
        above = byte;
    }
    // Half of it is enough, and there are many.
    ((key ^ (key >> 32)) as u32).max(1)
}
