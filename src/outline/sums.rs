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
    /// The first word in lower case, and the letters of the first words.
    pub(super) first: String,
    pub(super) head: String,
    /// A number for the letters of the line, whatever their case; 0 if there are none.
    pub(super) key: u64,
}

/// So many bytes of the letters are kept: no name of a part is longer.
const HEAD: usize = 40;

impl Sums {
    /// Counts the words of a line.
    pub(super) fn of(text: &str) -> Self {
        let mut sums = Self::default();
        let mut word = Word::default();
        for c in text.chars() {
            sums.chars += 1;
            let part = c.is_alphanumeric();
            if part || c == '\'' || c == '’' {
                word.push(c);
            } else if word.any {
                sums.take(&mut word);
            }
            if !part && !c.is_whitespace() {
                sums.signs += 1;
            } else if c.is_ascii_digit() {
                sums.digits += 1;
            }
        }
        sums.take(&mut word);
        sums
    }

    fn take(&mut self, word: &mut Word) {
        match word.initial {
            Some(initial) if initial.is_alphabetic() => self.count(word, initial),
            Some(_) => self.last_small = false,
            None => {}
        }
        word.clear();
    }

    fn count(&mut self, word: &Word, initial: char) {
        let kinds = Kinds::of(&word.plain);
        if self.words == 0 {
            self.first.clone_from(&word.plain);
        }
        if self.head.len() < HEAD {
            self.head.push_str(&word.plain);
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
            && (capital > 0 || !matches!(&*word.plain, "may" | "march" | "mar" | "dec" | "sept"));
        self.dated |= month;
        self.key = word.plain.bytes().fold(self.key.max(BASIS), step);
    }
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    any: bool,
    plain: String,
    initial: Option<char>,
    length: u32,
    letters: u32,
    upper: u32,
    lower: u32,
}

impl Word {
    fn push(&mut self, c: char) {
        self.any = true;
        self.length += 1;
        if c.is_ascii() {
            self.plain.push(c.to_ascii_lowercase());
            self.upper += u32::from(c.is_ascii_uppercase());
            self.lower += u32::from(c.is_ascii_lowercase());
            self.letters += u32::from(c.is_ascii_alphabetic());
        } else {
            self.plain.extend(c.to_lowercase());
            self.upper += u32::from(c.is_uppercase());
            self.lower += u32::from(c.is_lowercase());
            self.letters += u32::from(c.is_alphabetic());
        }
        if self.initial.is_none() && c.is_alphanumeric() {
            self.initial = Some(c);
        }
    }

    fn clear(&mut self) {
        self.plain.clear();
        (self.any, self.initial, self.length) = (false, None, 0);
        (self.letters, self.upper, self.lower) = (0, 0, 0);
    }
}
