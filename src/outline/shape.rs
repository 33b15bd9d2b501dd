//! What a heading looks like, so that all that look like it can be told from the rest.

use super::line::{Last, last_of};
use super::numbering::{Scheme, number_of};
use crate::text;

/// The look of a heading: two that agree in all of it are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    case: Case,
    numbering: Option<Scheme>,
    length: Length,
    last: Ending,
    level: u8,
}

/// How it uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Case {
    /// A script without them, or no letter at all.
    None,
    /// All letters are capitals.
    All,
    /// Nearly all words begin with one, as in titles.
    Words,
    /// The first word does.
    First,
    /// Not even that.
    Small,
}

/// How long it is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Length {
    Few,
    Some,
    Many,
}

/// What it ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Ending {
    Colon,
    Question,
    Stop,
    Open,
    Else,
}

/// The shape of a heading that says this and stands on this level.
pub fn shape(said: &str, level: u8) -> Shape {
    Shape {
        case: case_of(said),
        numbering: number_of(said).map(|number| number.scheme),
        length: length_of(said),
        last: match last_of(said) {
            Last::Colon => Ending::Colon,
            Last::Question => Ending::Question,
            Last::Stop => Ending::Stop,
            Last::Open => Ending::Open,
            Last::Word | Last::Other => Ending::Else,
        },
        level,
    }
}

fn case_of(said: &str) -> Case {
    let capital = |word: &&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some_and(char::is_uppercase)
    };
    let cased = |c: &char| c.is_uppercase() || c.is_lowercase();
    let mut letters = said.chars().filter(cased).peekable();
    if letters.peek().is_none() {
        return Case::None;
    }
    if letters.all(char::is_uppercase) {
        return Case::All;
    }
    // Small words stay small in titles too.
    let lettered = |word: &&str| word.chars().any(|c| cased(&c));
    let words: Vec<&str> = said.split_whitespace().filter(lettered).collect();
    let long = words.iter().skip(1).filter(|w| w.chars().count() > 3);
    let (mut all, mut capitals) = (0, 0);
    for word in long {
        all += 1;
        capitals += usize::from(capital(word));
    }
    match words.first().is_some_and(capital) {
        true if all > 0 && capitals * 4 > all * 3 => Case::Words,
        true => Case::First,
        false => Case::Small,
    }
}

fn length_of(said: &str) -> Length {
    let ideographs = said.chars().filter(|c| text::is_ideographic(*c)).count();
    match said.split_whitespace().count() + ideographs / 2 {
        0..=3 => Length::Few,
        4..=9 => Length::Some,
        _ => Length::Many,
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn what_looks_alike_has_one_shape() {
        for (one, other) in [
            ("NO ENTRY", "WET PAINT"),
            ("1.2 The Mill", "1.3 The Barn"),
            ("Chapter 1", "Chapter 12"),
            ("Who pays for it?", "What is it made of?"),
            ("The Price of Salt", "The Road to the Mines"),
            ("Flour", "Water and salt"),
            ("第一章 塩", "第二章 水"),
        ] {
            assert_eq!(shape(one, 1), shape(other, 1), "{one} and {other}");
        }
    }

    #[test]
    fn what_looks_otherwise_has_another_shape() {
        for (one, other) in [
            ("NO ENTRY", "No Entry"),
            ("1.2 The Mill", "The Mill"),
            ("1.2 The Mill", "1.2.1 The Mill"),
            ("Ingredients:", "Ingredients"),
            ("Who pays?", "Who pays"),
            ("flour", "Flour"),
            ("Salt", "Salt and all that has ever been said of it"),
        ] {
            assert_ne!(shape(one, 1), shape(other, 1), "{one} and {other}");
        }
        assert_ne!(shape("Salt", 1), shape("Salt", 2));
    }
}
