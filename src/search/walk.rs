//! Finding all matches of an expression with bounded work.
//!
//! One search takes time in proportion to what it looks through, but it may look far beyond the end of the match that it
//! comes back with: `.*[^A-Z]|[A-Z]` looks through a whole line of capitals for each of them. So all matches together
//! may take the square of the text's length, as the documentation of the regex crate says of its iterators. Here each
//! search may look at all of the text until that has added up; from then on it gets a window, and more only where the
//! window shows no match or one that goes on behind it. Such a search comes far, so that there are few of them.

use std::ops::Range;

use regex::Regex;

use crate::text;

/// So many bytes may be looked through in all by searches without a window: some hundredths of a second. The first
/// five hundred matches of a part have as much.
const FREE: usize = 32 << 20;
/// How far behind its beginning a search in a window looks, in bytes.
const WINDOW: usize = 1024;
/// Searches that may leave the window. Who comes far does so at most once in a window's length, twice for good measure.
const LEAPS: usize = 128;

/// The matches of a pattern in a text, from a byte on. They do not overlap.
pub(super) struct Walk<'a> {
    pattern: &'a Regex,
    text: &'a str,
    at: usize,
    free: usize,
    leaps: usize,
}

impl<'a> Walk<'a> {
    /// A walk from the first byte of a character. `windows` says whether a search may look far beyond its match.
    pub(super) fn new(pattern: &'a Regex, text: &'a str, at: usize, windows: bool) -> Self {
        Self {
            pattern,
            text,
            at,
            free: if windows { FREE } else { usize::MAX },
            leaps: LEAPS,
        }
    }

    /// The next match, which may be one of nothing.
    fn find(&mut self) -> Option<Range<usize>> {
        let rest = self.text.len().checked_sub(self.at)?;
        if let Some(free) = self.free.checked_sub(rest) {
            self.free = free;
            return self.find_in(self.text);
        }
        loop {
            let window = text::head(self.text, self.at + WINDOW);
            let found = self.find_in(window);
            let whole = window.len() == self.text.len();
            if whole || found.as_ref().is_some_and(|hit| hit.end < window.len()) {
                return found;
            }
            if let Some(leaps) = self.leaps.checked_sub(1) {
                self.leaps = leaps;
                return self.find_in(self.text);
            }
            if found.is_some() {
                return found;
            }
            self.at = window.len();
        }
    }

    fn find_in(&self, text: &str) -> Option<Range<usize>> {
        self.pattern.find_at(text, self.at).map(|hit| hit.range())
    }
}

impl Iterator for Walk<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let found = self.find()?;
            self.at = found.end;
            if !found.is_empty() {
                return Some(found);
            }
            // A match of nothing is none.
            self.at += self.text.get(self.at..)?.chars().next()?.len_utf8();
        }
    }
}
