//! Pages of the manual that a text names.

use std::ops::Range;

use memchr::memchr_iter;

/// Names of manual pages are not longer, in bytes.
const LONGEST_NAME: usize = 64;

/// Where a page is named, and how links name it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) range: Range<usize>,
    pub(super) target: String,
}

/// The manual pages that a text names, such as `printf(3)`, in order.
pub(super) fn all(text: &str) -> Vec<Reference> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in memchr_iter(b'(', bytes) {
        let section = bytes.get(at + 1..).unwrap_or(&[]).iter().take(8);
        let length = section.take_while(|b| b.is_ascii_alphanumeric()).count();
        let Some(section) = text.get(at + 1..at + 1 + length) else {
            continue;
        };
        let first = section.bytes().next();
        let numbered = first.is_some_and(|b| (b'1'..=b'9').contains(&b));
        let closed = bytes.get(at + 1 + length) == Some(&b')');
        let tail = section.get(1..).unwrap_or("");
        if !numbered || !closed || tail.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let named = |b: &u8| b.is_ascii_alphanumeric() || b"_.:+-@[".contains(b);
        let name = bytes
            .get(..at)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(LONGEST_NAME);
        let length = name.take_while(|b| named(b)).count();
        let Some(name) = text.get(at - length..at) else {
            continue;
        };
        let name = name.trim_start_matches([':', '.', '-', '+', '@']);
        if name.len() > 1 && name.bytes().any(|b| b.is_ascii_alphabetic()) || name == "[" {
            found.push(Reference {
                range: at - name.len()..at + 2 + section.len(),
                target: format!("man:{name}({section})"),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_manual_are_known_by_their_section() {
        let pages = |text| all(text).into_iter().map(|a| a.target).collect::<Vec<_>>();
        assert_eq!(
            pages("See printf(3), [(1), and ssl(3ssl)."),
            ["man:printf(3)", "man:[(1)", "man:ssl(3ssl)"]
        );
        assert!(pages("f(1) and g(12) or x (3), 10(3)").is_empty());
    }
}
