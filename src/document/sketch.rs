//! What a text is known by, whatever its file is called: a sketch of its words that a small edit hardly changes.

use std::fmt::Write;

use crate::text;

/// How many numbers a sketch has.
const NUMBERS: usize = 16;
/// Of how many words each piece of the text is made that is looked at.
const PIECE: usize = 3;
/// Bits of each number; as many as three figures of its name hold.
const BITS: u32 = 12;

/// A number for some words: the same on every machine and in every version, because it is written to disk. Blanks
/// between the words do not count (Fowler, Noll, Vo: FNV-1a).
///
/// ```
/// use rubricate::document::sketch::number_of;
/// assert_eq!(number_of("  The   Flour "), number_of("The Flour"));
/// assert_ne!(number_of("The Flour"), number_of("TheFlour"));
/// ```
pub fn number_of(text: &str) -> u64 {
    let mut number = BASIS;
    let mut take = |b: u8| number = step(number, b);
    for word in text.split_whitespace() {
        word.bytes().for_each(&mut take);
        take(b' ');
    }
    number
}

/// Where such a number begins.
pub const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes one more byte into such a number.
pub fn step(number: u64, byte: u8) -> u64 {
    (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads a number over all bits (Steele, Lea, Flood: `SplitMix64`).
fn spread(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The sketch of a text: of all pieces of a few words the least number under each of several orders. Two texts agree
/// in about as many of them as they share pieces (Broder 1997).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u16; NUMBERS]);

impl Sketch {
    /// The sketch of the beginning of a text; none if that holds no word.
    pub fn of(text: &str) -> Option<Self> {
        let mut least = [u64::MAX; NUMBERS];
        let mut piece = [0_u64; PIECE];
        let mut any = false;
        each_word(text, |word| {
            any = true;
            piece.rotate_left(1);
            if let Some(slot) = piece.last_mut() {
                *slot = number_of(word);
            }
            let number = piece.iter().fold(0, |sum: u64, n| spread(sum ^ *n));
            for (order, slot) in (1_u64..).zip(&mut least) {
                *slot = (*slot).min(spread(number ^ order.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            }
        });
        any.then(|| Self(least.map(|n| (n & ((1 << BITS) - 1)) as u16)))
    }

    /// The name of a file for such a text.
    pub fn name(&self) -> String {
        let mut name = String::new();
        for number in self.0 {
            // Writing to a string cannot fail.
            let _ = write!(name, "{number:03x}");
        }
        name
    }

    /// The sketch that a file is named by.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut numbers = [0; NUMBERS];
        for (i, slot) in numbers.iter_mut().enumerate() {
            *slot = u16::from_str_radix(name.get(i * 3..i * 3 + 3)?, 16).ok()?;
        }
        (name.len() == NUMBERS * 3).then_some(Self(numbers))
    }

    /// How much of it agrees with another, if that is enough to take both for one text: half.
    pub fn agreement(&self, other: &Self) -> Option<usize> {
        let same = self.0.iter().zip(other.0).filter(|(a, b)| **a == *b);
        let same = same.count();
        (same * 2 >= NUMBERS).then_some(same)
    }
}

/// Visits the words of a text; where no blanks stand between words, its characters.
fn each_word<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) {
    for word in text.split_whitespace() {
        if word.chars().any(text::is_ideographic) {
            word.split_inclusive(|_| true).for_each(&mut visit);
        } else {
            visit(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prose of so many words, from its own seed.
    fn prose(words: usize, seed: u64) -> Vec<String> {
        let word = |i: usize| format!("w{}", spread(seed ^ i as u64) % 1000);
        (0..words).map(word).collect()
    }

    #[test]
    fn a_small_edit_leaves_a_text_the_same() {
        for words in [40, 400, 3000] {
            let text = prose(words, 7);
            let sketch = Sketch::of(&text.join(" ")).unwrap();
            let mut edited = text.clone();
            edited[words / 2] = "changed".to_owned();
            edited.insert(words / 3, "put in".to_owned());
            let edited = Sketch::of(&edited.join("\n")).unwrap();
            assert!(sketch.agreement(&edited).is_some(), "{words}");
            let other = Sketch::of(&prose(words, 8).join(" ")).unwrap();
            assert_eq!(sketch.agreement(&other), None);
        }
    }

    #[test]
    fn a_sketch_is_found_again_by_its_name() {
        let sketch = Sketch::of("一个很长的文本 and some words").unwrap();
        assert_eq!(sketch.name().len(), 48);
        assert_eq!(Sketch::from_name(&sketch.name()), Some(sketch));
        assert_eq!(Sketch::from_name("no name"), None);
        assert_eq!(Sketch::from_name(&"é".repeat(24)), None);
        assert_eq!(Sketch::of(" \n "), None);
    }
}
