//! Words with marks, and where the signs stand that close those: each is looked for once, however many signs open a mark
//! that nobody closes.

use super::marks::{FAR, closes};
use crate::text;

/// So far before raised or lowered words their base is looked for, and the beginning of an address, in bytes.
const LONGEST_BASE: usize = 256;

/// Some words, and what is known of them from where they are read on.
pub(super) struct Ahead<'t> {
    pub(super) text: &'t str,
    closing: Vec<Closing<'t>>,
    /// How far blanks were looked for, and where the word begins that stands there.
    looked: usize,
    word: usize,
}

/// What is known of a sign.
struct Closing<'t> {
    sign: &'t str,
    /// Whether it stands behind a mark, and not wherever it is written.
    is_mark: bool,
    /// How far it was looked for.
    to: usize,
    /// Where it stands; nowhere between that and the sign that was read before.
    at: Option<usize>,
}

impl<'t> Ahead<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text,
            closing: Vec::new(),
            looked: 0,
            word: 0,
        }
    }

    /// What stands from a byte on.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// The word that ends at a byte.
    pub(super) fn word_before(&mut self, at: usize) -> &'t str {
        let new = self.text.get(self.looked..at).unwrap_or("");
        if let Some((blank, c)) = new.char_indices().rfind(|(_, c)| c.is_whitespace()) {
            self.word = self.looked + blank + c.len_utf8();
        }
        self.looked = self.looked.max(at);
        text::tail(self.text.get(self.word..at).unwrap_or(""), LONGEST_BASE)
    }

    /// The words that begin at a byte and end before the sign that closes them, as [`closing`](super::marks::closing) finds it.
    pub(super) fn marked(&mut self, from: usize, sign: &'t str) -> Option<&'t str> {
        let inside = self.rest(from);
        if inside.starts_with(char::is_whitespace) || inside.starts_with(sign) {
            return None;
        }
        let end = self.next(from, sign, true)?;
        self.text.get(from..end)
    }

    /// What stands between two signs, the first of which stands at a byte, and the bytes of all of it.
    pub(super) fn between(
        &mut self,
        at: usize,
        open: &str,
        close: &'t str,
    ) -> Option<(&'t str, usize)> {
        if !self.rest(at).starts_with(open) {
            return None;
        }
        let from = at + open.len();
        let end = self.next(from, close, false)?;
        Some((self.text.get(from..end)?, end + close.len() - at))
    }

    /// Where a sign stands next; each is asked for from the beginning to the end.
    fn next(&mut self, from: usize, sign: &'t str, is_mark: bool) -> Option<usize> {
        let own = |known: &Closing| known.sign == sign && known.is_mark == is_mark;
        let nth = self.closing.iter().position(own).unwrap_or_else(|| {
            self.closing.push(Closing {
                sign,
                is_mark,
                to: 0,
                at: None,
            });
            self.closing.len() - 1
        });
        let known = self.closing.get_mut(nth)?;
        let end = self.text.len().min(from + FAR);
        if known.at.is_none_or(|at| at < from) {
            let start = from.max(known.to);
            let near = self.text.as_bytes().get(start..end).unwrap_or(&[]);
            let mut found = memchr::memmem::find_iter(near, sign).map(|at| start + at);
            known.at = found.find(|at| !is_mark || closes(self.text, *at, sign));
            // The sign may begin in what was looked at and end behind it.
            let none_before = (end + 1).saturating_sub(sign.len());
            known.to = known.at.map_or(start.max(none_before), |at| at + 1);
        }
        known.at.filter(|at| at + sign.len() <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks::{between, closing};
    use super::*;

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let far = "a ".repeat(FAR / 2 - 3);
        let text =
            format!("*a*b *c d* ]] [[e]]] [[f *é* é*é[[ * [[*g h*{far}*]] {far}{far}{far}]] i*");
        let mut ahead = Ahead::of(&text);
        for (at, _) in text.char_indices() {
            let rest = &text[at..];
            if let Some(inside) = rest.strip_prefix('*') {
                let found = ahead.marked(at + 1, "*").map(str::len);
                assert_eq!(found, closing(inside, '*'), "{rest}");
            }
            let found = ahead.between(at, "[[", "]]");
            assert_eq!(found, between(rest, "[[", "]]"), "{rest}");
            let word = text[..at].rsplit(char::is_whitespace).next();
            assert_eq!(Some(ahead.word_before(at)), word);
        }
    }
}
