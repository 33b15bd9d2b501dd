//! Addresses of the web and of mail: those that stand in a text as they are, without marks around them, and where one leads by
//! what it stands in.

mod paths;

use std::ops::Range;

use crate::text;
pub use paths::based;
#[cfg(feature = "html")]
pub(super) use paths::joined;

/// What an address begins with.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "mailto:"];

/// A longer address, in bytes, is cut: browsers take none.
const LONGEST: usize = 4 << 10;

/// The next address in a text from a byte on: where it stands, and where it leads.
///
/// What ends a sentence does not belong to it, nor does a bracket that was opened before it (GFM, "Autolinks (extension)").
pub(super) fn next(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let sign = at + memchr::memchr3(b':', b'@', b'.', bytes.get(at..)?)?;
        let found = match bytes.get(sign) {
            Some(b':') => schemed(text, sign, from),
            Some(b'@') => mailbox(text, sign, from),
            _ => named(text, sign, from),
        };
        if found.is_some() {
            return found;
        }
        at = sign + 1;
    }
}

/// Whether what stands before a byte lets a word begin there. Chinese and Japanese set no blank before one.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, '/' | '_' | '-' | '@' | '.') || text::is_ideographic(c)
    })
}

/// Whether a character is a sign that Chinese and Japanese set between words, where no blank follows: none of them stands in an
/// address as it is.
fn is_wide_sign(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

fn schemed(text: &str, colon: usize, from: usize) -> Option<(Range<usize>, String)> {
    let scheme = SCHEMES.iter().find(|scheme| {
        let name = scheme.trim_end_matches(['/', ':']);
        let start = colon.checked_sub(name.len());
        let begin = start.and_then(|start| text.get(start..start + scheme.len()));
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.trim_end_matches(['/', ':']).len();
    if start < from || !begins(text, start) {
        return None;
    }
    let end = end_of(text, start + scheme.len());
    (end > start + scheme.len()).then(|| {
        let range = start..end;
        let target = text.get(range.clone()).unwrap_or("").to_owned();
        (range, target)
    })
}

fn named(text: &str, dot: usize, from: usize) -> Option<(Range<usize>, String)> {
    let start = dot.checked_sub(3).filter(|start| *start >= from)?;
    let is_named = text
        .get(start..dot)
        .is_some_and(|name| name.eq_ignore_ascii_case("www"));
    let goes_on = || text.get(dot + 1..)?.chars().next();
    if !is_named || !begins(text, start) || !goes_on().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = end_of(text, dot + 1);
    let rest = text.get(dot + 1..end)?;
    rest.contains('.').then(|| {
        (
            start..end,
            format!("https://{}", text.get(start..end).unwrap_or("")),
        )
    })
}

fn mailbox(text: &str, at: usize, from: usize) -> Option<(Range<usize>, String)> {
    let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let before = text.get(from..at)?;
    let name = before.len() - before.trim_end_matches(own).len();
    let start = at - name;
    let behind = text.get(at + 1..)?;
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let end = behind.find(|c| !host(c)).unwrap_or(behind.len());
    let host = behind.get(..end)?.trim_end_matches(['.', '-']);
    let whole = name > 0 && host.split('.').count() > 1 && host.split('.').all(|p| !p.is_empty());
    if !whole || !begins(text, start) {
        return None;
    }
    let range = start..at + 1 + host.len();
    let address = text.get(range.clone())?;
    Some((range, format!("mailto:{address}")))
}

/// Where an address ends that goes on at a byte.
fn end_of(text: &str, from: usize) -> usize {
    // Longer ones are not believed: each that does not hold is looked at to its end.
    let rest = text::head(text.get(from..).unwrap_or(""), LONGEST);
    let stops = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{201d}' | '⟨' | '⟩')
            || is_wide_sign(c)
    };
    let mut inside = rest
        .get(..rest.find(stops).unwrap_or(rest.len()))
        .unwrap_or("");
    // Brackets are counted once: each that is trimmed from the end changes the balance by one.
    let count = |sign: char| inside.matches(sign).count();
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    while let Some(last) = inside.chars().next_back() {
        match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        inside = inside.get(..inside.len() - last.len_utf8()).unwrap_or("");
    }
    from + inside.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((range, target)) = next(text, at) {
            at = range.end;
            found.push((&text[range], target));
        }
        found
    }

    #[test]
    fn addresses_end_where_the_sentence_does() {
        for (text, address) in [
            ("see https://a.example/b_c.", "https://a.example/b_c"),
            ("(http://a.example/x(y))", "http://a.example/x(y)"),
            ("<https://a.example>", "https://a.example"),
            ("⟨https://a.example⟩", "https://a.example"),
            ("HTTP://a.example, or", "HTTP://a.example"),
            ("请看（http://a.example/x），或者", "http://a.example/x"),
            ("「http://a.example/y」。", "http://a.example/y"),
            ("のhttp://a.example/ウ、", "http://a.example/ウ"),
        ] {
            assert_eq!(all(text), [(address, address.to_owned())], "{text}");
        }
        let two = all("www.a.example and b.c@d.example.");
        assert_eq!(two[0].1, "https://www.a.example");
        assert_eq!(two[1], ("b.c@d.example", "mailto:b.c@d.example".to_owned()));
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "a: b",
            "http://",
            "www.",
            "x@y",
            "@a.b",
            "std::fs",
            "a.b.c",
            "xhttp://a.b",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }
}
