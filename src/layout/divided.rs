//! Words that were divided at a line end, and are known from elsewhere.
//!
//! A hyphen at a line end was put there to divide a word, or belongs to it. The text itself says which: if it has the
//! word whole somewhere and nowhere with a hyphen, it was divided.

use std::ops::Range;

use memchr::memmem;

/// The hyphens in a range of a text that are not drawn where their word stands on one row, as offsets of the text.
pub(super) fn hyphens(text: &str, range: Range<u32>) -> Vec<u32> {
    let (from, to) = (range.start as usize, range.end as usize);
    let slice = text.get(from..to).unwrap_or("");
    memmem::find_iter(slice.as_bytes(), b"-\n")
        .map(|at| from + at)
        .filter(|&at| divides(text, at))
        .map(|at| at as u32)
        .collect()
}

/// Whether the hyphen at a place, with a line end behind it, divides a word that the text knows.
fn divides(text: &str, at: usize) -> bool {
    let (before, after) = (
        text.get(..at).unwrap_or(""),
        text.get(at + 2..).unwrap_or(""),
    );
    let left = before.trim_end_matches(char::is_alphabetic);
    let left = (!left.ends_with('-'))
        .then(|| before.get(left.len()..))
        .flatten();
    let after = after.trim_start_matches([' ', '\t']);
    let right = after.trim_start_matches(char::is_alphabetic);
    let right = after.get(..after.len() - right.len()).unwrap_or("");
    let Some(left) = left.filter(|left| left.len() > 1) else {
        return false;
    };
    if right.len() < 2 || !right.starts_with(char::is_lowercase) {
        return false;
    }
    let mut small = left.chars();
    let small: String = small
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(small)
        .collect();
    // At the beginning of a sentence the same word has a capital.
    let forms = if small == left {
        vec![small]
    } else {
        vec![small, left.to_owned()]
    };
    forms
        .iter()
        .any(|left| has_word(text, &format!("{left}{right}")))
        && !forms
            .iter()
            .any(|left| has_word(text, &format!("{left}-{right}")))
}

/// Whether a text has a word, and not only as a part of another one.
fn has_word(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !inside(before) && !inside(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> bool {
        hyphens(text, 0..text.len() as u32).is_empty()
    }

    #[test]
    fn a_word_that_the_text_knows_was_divided() {
        assert_eq!(hyphens("an exam-\n  ple, as the example says", 0..20), [7]);
        assert!(!drawn("Exam-\nples and more examples"));
        assert!(drawn("an exam-\nple of its own"));
        assert!(drawn("an exam-\nple, counterexamples"));
    }

    #[test]
    fn a_word_that_has_its_hyphen_elsewhere_keeps_it() {
        assert!(drawn("to re-\nform is no reform, and re-form is re-form"));
        assert!(drawn("a well-known-\nword, knownword"));
        assert!(drawn("a New-\nYork Newyork"));
    }
}
