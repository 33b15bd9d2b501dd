//! Marks of one sign before and behind words, as several formats have them: `*so*`, `/so/`, `=so=`.

/// What closes a mark is looked for so far, in bytes.
pub(super) const FAR: usize = 2048;
/// Marks stand in each other no deeper.
const DEEPEST: usize = 4;

/// How many marks stand around the words that are read.
#[derive(Debug, Default)]
pub(super) struct Depth(usize);

impl Depth {
    /// Goes into a mark; whether that is not too deep.
    pub(super) fn enter(&mut self) -> bool {
        let fits = self.0 < DEEPEST;
        self.0 += usize::from(fits);
        fits
    }

    /// Leaves a mark that was entered.
    pub(super) fn leave(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }
}

/// Whether a mark may begin behind a character, or end before it.
pub(super) fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '/')
}

/// Where the sign stands that closes one before `inside`, as bytes of it. Words that begin or end with a blank are not
/// marked, nor does a mark end inside of a word.
pub(super) fn closing(inside: &str, sign: char) -> Option<usize> {
    if inside.starts_with(|c: char| c.is_whitespace() || c == sign) {
        return None;
    }
    let near = crate::text::head(inside, FAR);
    let mut signs = near.match_indices(sign);
    let close = signs.find(|(at, sign)| closes(inside, *at, sign))?;
    Some(close.0)
}

/// Whether a sign that stands there may close a mark.
pub(super) fn closes(text: &str, at: usize, sign: &str) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let behind = text.get(at + sign.len()..);
    let behind = behind.and_then(|rest| rest.chars().next());
    before.is_some_and(|c| !c.is_whitespace()) && is_edge(behind)
}

/// What stands between two signs, the first of which begins `text`, and the bytes of all of it.
pub(super) fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, usize)> {
    let inside = text.strip_prefix(open)?;
    let end = crate::text::head(inside, FAR).find(close)?;
    Some((inside.get(..end)?, open.len() + end + close.len()))
}

/// Where the next of some signs stands, from a byte on.
pub(super) fn next_sign(text: &str, from: usize, is_sign: fn(u8) -> bool) -> Option<usize> {
    let found = text
        .as_bytes()
        .get(from..)?
        .iter()
        .position(|b| is_sign(*b))?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_around_words() {
        for (inside, end) in [
            ("a* b", Some(1)),
            ("a b*.", Some(3)),
            ("a *b* c*", Some(4)),
            (" a*", None),
            ("a *", None),
            ("a*b", None),
            ("", None),
        ] {
            assert_eq!(closing(inside, '*'), end, "{inside:?}");
        }
    }
}
