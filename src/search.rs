//! Where a text says something.
//!
//! Small letters in a query find capitals too (smart case), and a blank finds any run of blanks and line ends, so a
//! phrase is found where wrapping broke it; and so is a word that was broken at a line end.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};

use crate::document::{Pages, Place};
use crate::text;

/// What a word is broken with at the end of a line.
const HYPHENS: [char; 3] = ['-', '\u{ad}', '\u{2010}'];

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

    /// Where the matches begin that begin in a stretch.
    fn all_in<'a>(&'a self, text: &'a str, stretch: Range<usize>) -> impl Iterator<Item = usize> {
        let tail = text.get(stretch.start..).unwrap_or("");
        self.starts(tail)
            .take_while(move |at| stretch.start + at < stretch.end)
            .filter(|at| tail.get(*at..).is_some_and(|t| self.matches(t).is_some()))
            .map(move |at| stretch.start + at)
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
        let mut before = None;
        for &wanted in &self.pattern {
            let rest = chars.as_str();
            if wanted == ' ' {
                let after = rest.trim_start();
                if after.len() == rest.len() {
                    return None;
                }
                chars = after.chars();
            } else if !same(wanted, chars.next()?, self.any_case) {
                chars = over_line_end(before?, rest)?.chars();
                if !same(wanted, chars.next()?, self.any_case) {
                    return None;
                }
            }
            before = Some(wanted);
        }
        Some(text.len() - chars.as_str().len())
    }
}

/// What follows behind a line end, if nothing stands there for a reader: ideographs are joined over it, a word was
/// hyphenated at it, or what has a hyphen of its own was broken there.
fn over_line_end(before: char, rest: &str) -> Option<&str> {
    let hyphened = rest
        .strip_prefix(HYPHENS)
        .filter(|_| before.is_alphabetic());
    let blanks = hyphened.unwrap_or(rest);
    let after = blanks.trim_start();
    let gap = blanks.get(..blanks.len() - after.len())?;
    let next = after.chars().next()?;
    let joined = HYPHENS.contains(&before)
        || (hyphened.is_some() && next.is_lowercase())
        || (text::is_ideographic(before) && text::is_ideographic(next));
    (joined && gap.matches('\n').count() == 1).then_some(after)
}

fn same(wanted: char, found: char, any_case: bool) -> bool {
    wanted == found || (any_case && found.to_lowercase().eq(std::iter::once(wanted)))
}

/// What a search has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It stands here.
    At(Place),
    /// It stands nowhere.
    Nowhere,
    /// Not all was looked through.
    NotYet,
}

/// A search through a text from a place, forwards or backwards, and on from its other end.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is searched for.
    pub query: Query,
    /// Where it began; a match that begins just there is found forwards only.
    pub from: Place,
    /// Which way.
    pub forward: bool,
    /// Which of the matches is wanted, counted from 1 on this way round the text.
    wanted: usize,
    /// How many matches were passed on it.
    passed: usize,
    /// The next step: step 0 is the part of the place from there on, the others follow in the direction of the search,
    /// and the last one is the part of the place again, up to there.
    step: u32,
    /// How many parts the text had when it began; what comes later is not searched.
    parts: u32,
}

impl Search {
    /// A search for the match of this number, from 1, behind or before a place.
    pub fn new(pages: &dyn Pages, query: Query, from: Place, forward: bool, number: usize) -> Self {
        Self {
            query,
            from,
            forward,
            wanted: number.max(1),
            passed: 0,
            step: 0,
            parts: pages.parts().max(1),
        }
    }

    /// Goes on by so many steps at most, as long as `go_on` says so.
    pub fn run(&mut self, pages: &dyn Pages, steps: u32, mut go_on: impl FnMut() -> bool) -> Found {
        for _ in 0..steps {
            if !go_on() {
                return Found::NotYet;
            }
            if let Some(place) = self.look(pages) {
                return Found::At(place);
            }
            self.step += 1;
            if self.step > self.parts {
                if self.passed == 0 {
                    return Found::Nowhere;
                }
                // More were asked for than there are: round again, not as often as it would take but for what is left.
                self.wanted = (self.wanted - 1) % self.passed + 1;
                (self.step, self.passed) = (0, 0);
            }
        }
        Found::NotYet
    }

    /// Looks through the part of the step.
    fn look(&mut self, pages: &dyn Pages) -> Option<Place> {
        let away = self.step % self.parts;
        let number = if self.forward {
            (self.from.part + away) % self.parts
        } else {
            (self.from.part + self.parts - away) % self.parts
        };
        let part = pages.part(number);
        let (begun, end) = (self.from.offset as usize, part.text.len());
        let begun = (begun..end)
            .find(|&at| part.text.is_char_boundary(at))
            .unwrap_or(end);
        let before_it = (self.step == 0) != self.forward;
        let stretch = match (self.step == 0 || self.step == self.parts, before_it) {
            (false, _) => 0..end,
            (true, true) => 0..begun,
            (true, false) => begun..end,
        };
        let mut matches = self.query.all_in(&part.text, stretch);
        let left = self.wanted - self.passed;
        let offset = if self.forward {
            let mut seen = 0;
            let found = matches.find(|_| {
                seen += 1;
                seen == left
            });
            self.passed += seen;
            found
        } else {
            let all: Vec<usize> = matches.collect();
            self.passed += all.len();
            all.len()
                .checked_sub(left)
                .and_then(|at| all.get(at).copied())
        };
        offset.map(|offset| Place {
            part: number,
            offset: offset as u32,
        })
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
    fn a_word_is_found_over_a_line_end() {
        for (query, text, match_of_it) in [
            ("日本語", "これは日本\n語です", "日本\n語"),
            ("日本語", "日\n  本語", "日\n  本語"),
            ("example", "for exam-\n  ple, see", "exam-\n  ple"),
            (
                "ietf-ipr@ietf.org",
                "to ietf-\nipr@ietf.org now",
                "ietf-\nipr@ietf.org",
            ),
            ("well-known", "a Well-\nknown one", "Well-\nknown"),
        ] {
            assert_eq!(found(query, text), Some(match_of_it));
        }
        for (query, text) in [
            ("日本語", "日本 語"),
            ("日本語", "日本\n\n語"),
            ("someone", "some\none"),
            ("someone", "some - \none"),
            ("example", "exam-ple"),
        ] {
            assert_eq!(found(query, text), None, "{query}");
        }
    }

    #[test]
    fn matches_may_overlap() {
        let query = Query::new("aa").unwrap();
        let found = |stretch| query.all_in("aaa aa aa", stretch).collect::<Vec<_>>();
        assert_eq!(found(0..6), [0, 1, 4]);
        assert_eq!(found(0..9), [0, 1, 4, 7]);
        assert!(found(2..2).is_empty());
    }

    #[test]
    fn nothing_is_no_query() {
        assert_eq!(Query::new("  "), None);
    }
}
