//! What the words of a line add up to, counted in one pass for [facts](super::facts) and [measures](super::measures).

use super::words::Kinds;
use crate::document::sketch::{BASIS, step};

/// Sums over the words of a line. A word begins with a letter.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub(super) struct Sums {
    pub(super) words: u32,
    /// Words that titles capitalise, and those of them that are.
    pub(super) big: u32,
    pub(super) capital: u32,
    /// Words of more than three letters, and those of them with a capital.
    pub(super) tall: u32,
    pub(super) titled: u32,
    pub(super) letters: u32,
    pub(super) upper: u32,
    pub(super) lower: u32,
    pub(super) digits: u32,
    /// Characters that are neither letters nor figures nor blanks; all characters.
    pub(super) signs: u32,
    pub(super) chars: u32,
    pub(super) longest: u32,
    pub(super) small: u32,
    pub(super) verbs: u32,
    pub(super) selves: u32,
    /// Whether somebody speaks of himself, not in capitals.
    pub(super) myself: bool,
    /// Whether a month is named, an agency or owner of pictures.
    pub(super) dated: bool,
    pub(super) owned: bool,
    /// Whether the last word is a little one.
    pub(super) last_small: bool,
    /// What the first word is, and whether it ends with `ing`.
    pub(super) begins: Kinds,
    pub(super) ing: bool,
    /// Whether its letters name a part of a text that stands alone without a number.
    pub(super) landmark: bool,
    /// A number for the letters of the line, whatever their case; 0 if there are none.
    pub(super) key: u64,
}

impl Sums {
    /// Counts the words of a line.
    pub(super) fn of(text: &str) -> Self {
        let mut sums = Self::default();
        let mut word = Word::default();
        // All words one after the other, in lower case: they need room once, not each.
        let mut plain = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let class = Class::of(c);
            sums.chars += 1;
            sums.signs += class.count(Class::SIGN);
            sums.digits += class.count(Class::DIGIT);
            if class.is(Class::WORD) {
                word.push(at, c, class);
            } else if word.length > 0 {
                sums.take(&word, text.get(word.at..at).unwrap_or(""), &mut plain);
                word = Word::default();
            }
        }
        if word.length > 0 {
            sums.take(&word, text.get(word.at..).unwrap_or(""), &mut plain);
        }
        sums.landmark = Kinds::of(&plain).is(Kinds::LANDMARK);
        sums
    }

    fn take(&mut self, word: &Word, said: &str, plain: &mut String) {
        match word.initial {
            Some(initial) if initial.is_alphabetic() => {
                let start = plain.len();
                if said.is_ascii() {
                    plain.push_str(said);
                    if let Some(said) = plain.get_mut(start..) {
                        said.make_ascii_lowercase();
                    }
                } else {
                    plain.extend(said.chars().flat_map(char::to_lowercase));
                }
                self.count(word, initial, plain.get(start..).unwrap_or(""));
            }
            // What does not begin with a letter is no word.
            Some(_) => self.last_small = false,
            None => {}
        }
    }

    fn count(&mut self, word: &Word, initial: char, plain: &str) {
        let kinds = Kinds::of(plain);
        if self.words == 0 {
            self.begins = kinds;
            self.ing = plain.len() > 5 && plain.ends_with("ing");
        }
        self.words += 1;
        self.longest = self.longest.max(word.length);
        self.letters += word.letters;
        self.upper += word.upper;
        self.lower += word.lower;
        let capital = u32::from(initial.is_uppercase());
        let small = kinds.is(Kinds::SMALL);
        self.last_small = small && initial.is_lowercase();
        self.small += u32::from(small);
        if !small {
            self.big += 1;
            self.capital += capital;
        }
        if word.length > 3 {
            self.tall += 1;
            self.titled += capital;
        }
        self.verbs += u32::from(kinds.is(Kinds::VERB));
        let person = kinds.is(Kinds::PERSON);
        self.selves += u32::from(person);
        self.myself |= person && (word.lower > 0 || word.length == 1);
        self.owned |= kinds.is(Kinds::OWNER) && capital > 0;
        // `may` and `march` are no names where they are written small.
        let month = kinds.is(Kinds::MONTH)
            && (capital > 0 || !matches!(plain, "may" | "march" | "mar" | "dec" | "sept"));
        self.dated |= month;
        let begun = if self.key == 0 { BASIS } else { self.key };
        self.key = plain.bytes().fold(begun, step);
    }
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    /// Where it begins.
    at: usize,
    initial: Option<char>,
    length: u32,
    letters: u32,
    upper: u32,
    lower: u32,
}

impl Word {
    fn push(&mut self, at: usize, c: char, class: Class) {
        if self.length == 0 {
            self.at = at;
        }
        self.length += 1;
        self.letters += class.count(Class::LETTER);
        self.upper += class.count(Class::UPPER);
        self.lower += class.count(Class::LOWER);
        if self.initial.is_none() && !class.is(Class::SIGN) {
            self.initial = Some(c);
        }
    }
}

/// What a character is; several of these.
#[derive(Clone, Copy)]
struct Class(u8);

impl Class {
    const LETTER: Self = Self(1);
    const UPPER: Self = Self(1 << 1);
    const LOWER: Self = Self(1 << 2);
    /// One of ten figures.
    const DIGIT: Self = Self(1 << 3);
    /// Neither letter nor figure nor blank.
    const SIGN: Self = Self(1 << 4);
    /// Letter, figure or apostrophe.
    const WORD: Self = Self(1 << 5);

    fn of(c: char) -> Self {
        match ASCII.get(c as usize) {
            Some(&class) => class,
            None => Self::of_other(c),
        }
    }

    fn of_other(c: char) -> Self {
        let letter = c.is_alphabetic();
        let part = letter || c.is_numeric();
        let flag = |so: bool, class: Self| if so { class.0 } else { 0 };
        Self(
            flag(letter, Self::LETTER)
                | flag(c.is_uppercase(), Self::UPPER)
                | flag(c.is_lowercase(), Self::LOWER)
                | flag(!part && !c.is_whitespace(), Self::SIGN)
                | flag(part || c == '’', Self::WORD),
        )
    }

    fn is(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }

    fn count(self, class: Self) -> u32 {
        u32::from(self.is(class))
    }
}

/// The classes of ASCII, where most characters come from.
static ASCII: [Class; 128] = {
    let mut table = [Class(0); 128];
    let mut b = 0;
    while b < 128 {
        #[expect(clippy::indexing_slicing, reason = "a miss would not compile")]
        {
            table[b as usize] = Class(match b {
                b'A'..=b'Z' => Class::LETTER.0 | Class::UPPER.0 | Class::WORD.0,
                b'a'..=b'z' => Class::LETTER.0 | Class::LOWER.0 | Class::WORD.0,
                b'0'..=b'9' => Class::DIGIT.0 | Class::WORD.0,
                b'\'' => Class::SIGN.0 | Class::WORD.0,
                b' ' | b'\t'..=b'\r' => 0,
                _ => Class::SIGN.0,
            });
        }
        b += 1;
    }
    table
};
