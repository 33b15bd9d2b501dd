//! What is searched for, and where it stands in a stretch of clean text.
//!
//! What has no sign of a regular expression, or is no valid one, is searched as it was typed; so are the parentheses of
//! `printf(3)` and `main()`, which would group nothing. Either way small letters
//! find capitals too unless a capital was typed (smart case), and a blank finds any run of blanks with at most one line
//! end among them: a phrase is found where wrapping broke it, but not from one paragraph into the next. A word searched
//! as it is typed is also found where a line end divides it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::{memmem, memrchr};
use regex::{Regex, RegexBuilder};

use super::spelling::{BELOW, BLANK, LINE_END, has_capital, named_with, spell, spell_expression};
use super::walk::Walk;
use crate::text;

/// What a word is broken with at the end of a line.
const HYPHENS: [char; 2] = ['-', '\u{2010}'];
/// What the signs of regular expressions are.
const SIGNS: [char; 14] = [
    '\\', '.', '+', '*', '?', '(', ')', '|', '[', ']', '{', '}', '^', '$',
];
/// The most bytes that a compiled pattern may take: `\w{1000}` typed by mistake must not stop the typing.
const LARGEST: usize = 4 << 20;

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Query {
    text: Arc<str>,
    pattern: Regex,
    /// The same with what line ends do to a word; none for a regular expression.
    divided: Option<Arc<Divided>>,
    any_case: bool,
    expression: bool,
}

#[derive(Debug)]
struct Divided {
    /// Made when a text has a place where it may be needed.
    pattern: OnceLock<Option<Regex>>,
    /// What was typed, word by word.
    words: Vec<Box<[char]>>,
    /// Whether two ideographs follow each other in it: then a line end may divide them nearly anywhere.
    ideographs: bool,
}

/// The same text typed is the same query.
impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Query {}

impl Query {
    /// A query for what was typed; none where that is nothing but blanks.
    ///
    /// ```
    /// use rubricate::search::Query;
    /// let query = Query::new("two words").unwrap();
    /// assert_eq!(query.find("Some Two\n  words.", 0), Some(5..16));
    /// assert!(Query::new("t[wo]+").unwrap().is_expression());
    /// assert!(!Query::new("t[wo").unwrap().is_expression());
    /// ```
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<Box<[char]>> = text
            .split_whitespace()
            .map(|word| word.chars().collect())
            .collect();
        if words.is_empty() {
            return None;
        }
        let expression = has_signs(text)
            .then(|| compile(&spell_expression(text, !has_capital(text))))
            .flatten();
        if let Some(pattern) = expression {
            return Some(Self {
                text: text.into(),
                pattern,
                divided: None,
                any_case: !has_capital(text),
                expression: true,
            });
        }
        let any_case = !text.chars().any(char::is_uppercase);
        let pattern = compile(&joined(&words, |word| whole(word, any_case)))?;
        let ideographs = |pair: &[char]| pair.iter().all(|c| text::is_ideographic(*c));
        let divided = Arc::new(Divided {
            pattern: OnceLock::new(),
            ideographs: words.iter().any(|word| word.windows(2).any(ideographs)),
            words,
        });
        Some(Self {
            text: text.into(),
            pattern,
            divided: Some(divided),
            any_case,
            expression: false,
        })
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is searched as a regular expression.
    pub fn is_expression(&self) -> bool {
        self.expression
    }

    /// Whether it was typed with signs of a regular expression, but is none.
    pub fn is_taken_literally(&self) -> bool {
        !self.expression && has_signs(&self.text)
    }

    /// The first match that begins at or after a byte; a match of nothing is none.
    pub fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let from = (from..=text.len()).find(|&at| text.is_char_boundary(at))?;
        self.matches(text, from).next()
    }

    /// The matches that begin at or after a byte of a text, a character's first one. They do not overlap.
    pub(super) fn matches<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let divided = self.divided.as_deref();
        let pattern = divided
            .filter(|divided| divided.is_possible(text, self.any_case))
            .and_then(|divided| divided.pattern(self.any_case))
            .unwrap_or(&self.pattern);
        Walk::new(pattern, text, from, self.expression)
    }
}

impl Divided {
    fn pattern(&self, any_case: bool) -> Option<&Regex> {
        let make = || compile(&joined(&self.words, |word| divided(word, any_case)));
        self.pattern.get_or_init(make).as_ref()
    }

    /// Whether a line end of a text may divide a word of the query. Says yes too often, never too seldom.
    fn is_possible(&self, text: &str, any_case: bool) -> bool {
        if self.ideographs {
            return true;
        }
        let bytes = text.as_bytes();
        let typewriter = memmem::find_iter(bytes, b"-\n").map(|at| (at, at + 2));
        let proper = "\u{2010}\n";
        let other = (!text.is_ascii())
            .then(|| memmem::find_iter(bytes, proper.as_bytes()))
            .into_iter()
            .flatten()
            .map(|at| (at, at + proper.len()));
        typewriter.chain(other).any(|(hyphen, below)| {
            let line = memrchr(b'\n', bytes.get(..hyphen).unwrap_or(&[])).map_or(0, |at| at + 1);
            let before = text.get(line..hyphen).unwrap_or("");
            let after = text.get(below..).unwrap_or("").trim_start();
            self.words
                .iter()
                .any(|word| divides(word, before, after, any_case))
        })
    }
}

/// Whether a query has a sign of a regular expression. The number of a manual page, `printf(3)`, is none.
fn has_signs(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(SIGNS) {
        rest = rest.get(at..).unwrap_or("");
        match named_with(rest) {
            0 => return true,
            taken => rest = rest.get(taken..).unwrap_or(""),
        }
    }
    false
}

/// Whether a word may stand in two pieces, the end of one text and the beginning of the other. A word of its own before
/// it, or another line end, is not looked at.
fn divides(word: &[char], before: &str, after: &str, any_case: bool) -> bool {
    let same = |(a, b): (&char, char)| *a == b || (any_case && folds(*a, b));
    (1..word.len()).any(|at| {
        let (head, tail) = word.split_at(at);
        // A hyphen that was typed stands itself at the line end.
        let head = head
            .strip_suffix(&HYPHENS[..1])
            .or(head.strip_suffix(&HYPHENS[1..]))
            .unwrap_or(head);
        head.iter().rev().zip(before.chars().rev()).all(same)
            && tail
                .iter()
                .zip(after.chars())
                .take_while(|(_, c)| !HYPHENS.contains(c))
                .all(same)
    })
}

/// Whether two characters may be the same one in another case.
fn folds(a: char, b: char) -> bool {
    !a.is_ascii() || !b.is_ascii() || a.eq_ignore_ascii_case(&b)
}

/// Compiles a pattern; none if it is no valid one, or too large.
fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .build()
        .ok()
}

/// The words of a query, each as a pattern, with what a blank finds between them.
fn joined(words: &[Box<[char]>], pattern: impl Fn(&[char]) -> String) -> String {
    let words: Vec<String> = words.iter().map(|word| pattern(word)).collect();
    words.join(BLANK)
}

/// A pattern for a word that stands on one line.
fn whole(word: &[char], any_case: bool) -> String {
    let mut pattern = String::new();
    for &c in word {
        spell(c, any_case, &mut pattern);
    }
    pattern
}

/// A pattern for a word that a line end may divide: after its hyphen, between two ideographs, or between two letters,
/// with a hyphen that does not belong to it. What goes on then with a small letter.
fn divided(word: &[char], any_case: bool) -> String {
    let mut pattern = String::new();
    let mut before = None;
    for &c in word {
        let mut own = String::new();
        spell(c, any_case, &mut own);
        pattern.push_str(&match before {
            Some(b) if HYPHENS.contains(&b) => format!("(?:{BELOW})?{own}"),
            Some(b) if text::is_ideographic(b) && text::is_ideographic(c) => {
                format!("{LINE_END}{own}")
            }
            Some(b) if b.is_alphabetic() && c.is_lowercase() => {
                format!("(?:{own}|[-\u{2010}]{BELOW}{c})")
            }
            _ => own,
        });
        before = Some(c);
    }
    pattern
}
