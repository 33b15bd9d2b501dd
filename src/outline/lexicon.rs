//! What the words of a line speak for: a weight for each of some thousand buckets of words.
//!
//! Words are hashed into buckets (K. Weinberger and others, "Feature hashing for large scale multitask learning", 2009),
//! so that the table is small and no word of the texts that it was learned from stands in it.

use super::trees::Bytes;

/// How many buckets there are.
pub(super) const BUCKETS: usize = 1 << 14;
/// How many words of a line are asked for at most.
pub(super) const MOST: usize = 40;
/// What a bucket is that no word falls into.
pub(super) const NONE: u16 = u16::MAX;

/// The weights of the buckets, in 32nds.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    bias: i32,
    weights: Vec<i8>,
}

impl Lexicon {
    /// Reads a lexicon; an empty one speaks for nothing.
    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        let (filled, bias) = (bytes.byte()?, i32::from(bytes.short()?));
        let count = if filled == 0 { 0 } else { BUCKETS };
        let weights = (0..count)
            .map(|_| bytes.byte().map(u8::cast_signed))
            .collect::<Option<_>>()?;
        Some(Self { bias, weights })
    }

    /// What a line's words speak for, around 128.
    pub(super) fn score(&self, text: &str) -> u8 {
        if self.weights.is_empty() {
            return 128;
        }
        let weight = |bucket: u16| {
            self.weights
                .get(usize::from(bucket))
                .copied()
                .map_or(0, i32::from)
        };
        let sum: i32 = self.bias + buckets(text).into_iter().map(weight).sum::<i32>();
        (128 + sum / 2).clamp(0, 255) as u8
    }
}

/// The bucket of a word; `kind` tells what part it plays.
fn bucket(kind: u8, words: &[&str]) -> u16 {
    let bytes = words.iter().flat_map(|w| w.bytes().chain([b' ']));
    let hash = std::iter::once(kind)
        .chain(bytes)
        .fold(0x811c_9dc5_u32, |h, b| {
            (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
        });
    ((hash ^ hash >> 14 ^ hash >> 28) as usize & (BUCKETS - 1)) as u16
}

/// The buckets that a line's words fall into: each word, the first and the last ones, their endings, how many there are;
/// pairs of characters where words are not parted.
pub(super) fn buckets(text: &str) -> [u16; MOST] {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    let mut words: Vec<&str> = Vec::new();
    let mut start = None;
    for (i, c) in plain.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            start.get_or_insert(i);
            continue;
        }
        words.extend(start.take().and_then(|s| plain.get(s..i)));
        if !c.is_whitespace() {
            words.extend(plain.get(i..i + c.len_utf8()));
        }
    }
    words.extend(start.and_then(|s| plain.get(s..)));
    let mut found: Vec<u16> = Vec::with_capacity(MOST);
    let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else {
        return [NONE; MOST];
    };
    let tail = |w: &str| w.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    let head = |w: &str, n: usize| w.char_indices().nth(n).map_or(w.len(), |(i, _)| i);
    found.push(bucket(b'f', &[first]));
    found.push(bucket(b'l', &[last]));
    found.push(bucket(b'F', words.get(..2).unwrap_or(&words)));
    found.push(bucket(
        b'L',
        words
            .len()
            .checked_sub(2)
            .and_then(|n| words.get(n..))
            .unwrap_or(&words),
    ));
    found.push(bucket(
        b'n',
        &[[
            "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c",
        ]
        .get(words.len())
        .copied()
        .unwrap_or("d")],
    ));
    if plain.contains(|c| ('\u{3040}'..='\u{d7af}').contains(&c)) {
        let marks: Vec<usize> = plain
            .char_indices()
            .map(|(i, _)| i)
            .chain([plain.len()])
            .collect();
        let pair = |from: usize, to: usize| plain.get(*marks.get(from)?..*marks.get(to)?);
        let count = marks.len() - 1;
        found.extend(pair(count - 1, count).map(|w| bucket(b'e', &[w])));
        found.extend(pair(count.saturating_sub(2), count).map(|w| bucket(b'E', &[w])));
        found.extend(pair(0, 2.min(count)).map(|w| bucket(b'b', &[w])));
        for i in 0..count.saturating_sub(1) {
            found.extend(pair(i, i + 2).map(|w| bucket(b'c', &[w])));
        }
    } else {
        found.push(bucket(b'x', &[first.get(tail(first)..).unwrap_or("")]));
        found.push(bucket(b'x', &[last.get(tail(last)..).unwrap_or("")]));
        found.push(bucket(b'p', &[first.get(..head(first, 4)).unwrap_or("")]));
    }
    found.extend(words.iter().map(|w| bucket(b'w', &[w])));
    found.truncate(MOST);
    found.sort_unstable();
    found.dedup();
    let mut buckets = [NONE; MOST];
    for (slot, b) in buckets.iter_mut().zip(found) {
        *slot = b;
    }
    buckets
}
