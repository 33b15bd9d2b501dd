//! Where a text says something.
//!
//! Small letters in a query find capitals too (smart case), and a blank finds any run of blanks and line ends, so a
//! phrase is found where wrapping broke it.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};

use crate::document::{Pages, Place};

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// Its characters; small ones where the case does not matter, and one blank for each run of blanks.
    pattern: Vec<char>,
    any_case: bool,
}

impl Query {
    /// A query for a text; none for an empty one.
    pub fn new(text: &str) -> Option<Self> {
        let any_case = !text.chars().any(char::is_uppercase);
        let pattern: Vec<char> = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .collect();
        (!pattern.is_empty()).then(|| Self {
            text: text.to_owned(),
            pattern,
            any_case,
        })
    }

    /// The first match that begins at or after a byte.
    ///
    /// ```
    /// let query = rubricate::search::Query::new("two words").unwrap();
    /// assert_eq!(query.find("Some Two\n  words.", 0), Some(5..16));
    /// ```
    pub fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
        let tail = text.get(from..)?;
        self.starts(tail)
            .find_map(|at| Some(from + at..from + at + self.matches(tail.get(at..)?)?))
    }

    /// The last match that begins before a byte.
    pub fn find_last(&self, text: &str, before: usize) -> Option<Range<usize>> {
        let (mut last, mut from) = (None, 0);
        while let Some(found) = self.find(text, from).filter(|found| found.start < before) {
            from = found.start
                + text
                    .get(found.start..)
                    .and_then(|t| t.chars().next())
                    .map_or(1, char::len_utf8);
            last = Some(found);
        }
        last
    }

    /// Where the first character of the query stands.
    fn starts<'a>(&self, text: &'a str) -> Box<dyn Iterator<Item = usize> + 'a> {
        let first = self.pattern.first().copied().unwrap_or('\0');
        let any_case = self.any_case;
        match u8::try_from(first) {
            Ok(byte) if byte.is_ascii() && any_case => Box::new(memchr2_iter(
                byte,
                byte.to_ascii_uppercase(),
                text.as_bytes(),
            )),
            Ok(byte) if byte.is_ascii() => Box::new(memchr_iter(byte, text.as_bytes())),
            _ => Box::new(
                text.char_indices()
                    .filter(move |(_, c)| same(first, *c, any_case))
                    .map(|(at, _)| at),
            ),
        }
    }

    /// The bytes that the query takes at the beginning of a text, if it stands there.
    fn matches(&self, text: &str) -> Option<usize> {
        let mut chars = text.chars();
        for &wanted in &self.pattern {
            let rest = chars.as_str();
            if wanted == ' ' {
                let after = rest.trim_start();
                if after.len() == rest.len() {
                    return None;
                }
                chars = after.chars();
            } else if !same(wanted, chars.next()?, self.any_case) {
                return None;
            }
        }
        Some(text.len() - chars.as_str().len())
    }
}

fn same(wanted: char, found: char, any_case: bool) -> bool {
    wanted == found || (any_case && found.to_lowercase().eq(std::iter::once(wanted)))
}

/// A search through a text from a place, forwards or backwards, and on from its other end.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is searched for.
    pub query: Query,
    /// Where to begin; a match that begins just there is found forwards only.
    pub from: Place,
    /// Which way.
    pub forward: bool,
}

impl Search {
    /// Looks through some of the steps of the search: step 0 is the part of the place from there on, the others follow
    /// in the direction of the search, and the last one is the part of the place again, up to there. Ends early when
    /// `go_on` says no.
    pub fn run(
        &self,
        pages: &dyn Pages,
        steps: Range<u32>,
        mut go_on: impl FnMut() -> bool,
    ) -> Option<Place> {
        let parts = pages.parts();
        for step in steps.start..steps.end.min(self.steps(pages)) {
            if !go_on() {
                return None;
            }
            let number = if self.forward {
                (self.from.part + step) % parts
            } else {
                (self.from.part + parts - step % parts) % parts
            };
            let part = pages.part(number);
            let start = self.from.offset as usize;
            let found = match (step == 0, self.forward) {
                (true, true) => self.query.find(&part.text, start),
                (true, false) => self.query.find_last(&part.text, start),
                (false, true) => self.query.find(&part.text, 0),
                (false, false) => self.query.find_last(&part.text, usize::MAX),
            };
            if let Some(found) = found {
                return Some(Place {
                    part: number,
                    offset: found.start as u32,
                });
            }
        }
        None
    }

    /// How many steps lead through the whole text.
    pub fn steps(&self, pages: &dyn Pages) -> u32 {
        pages.parts() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(query: &str, text: &'a str) -> Option<&'a str> {
        Query::new(query).unwrap().find(text, 0).map(|r| &text[r])
    }

    #[test]
    fn small_letters_find_capitals_and_capitals_only_themselves() {
        assert_eq!(found("the", "At The end"), Some("The"));
        assert_eq!(found("The", "the end of The"), Some("The"));
        assert_eq!(found("über", "Das ÜBER dem"), Some("ÜBER"));
        assert_eq!(found("日本", "東京、日本"), Some("日本"));
        assert_eq!(found("x", "none here"), None);
    }

    #[test]
    fn a_phrase_is_found_over_a_line_end() {
        assert_eq!(
            found("broken here", "a line is broken\n    here, see"),
            Some("broken\n    here")
        );
        assert_eq!(found("a b", "ab a\tb"), Some("a\tb"));
    }

    #[test]
    fn the_last_match_before_a_place_is_found() {
        let query = Query::new("aa").unwrap();
        assert_eq!(query.find_last("aaa aa aa", 6), Some(4..6));
        assert_eq!(query.find_last("aaa", usize::MAX), Some(1..3));
        assert_eq!(query.find_last("aaa", 0), None);
    }

    #[test]
    fn nothing_is_no_query() {
        assert_eq!(Query::new("  "), None);
    }
}
