//! Notes in plain text: `[1]` leads to the line that begins so, if that stands in the same part.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memchr_iter;

use crate::document::{Part, Place};

/// Numbers of notes have at most so many digits.
const DIGITS: usize = 4;

/// The references to notes in a part, and where they lead.
pub(super) fn references(part: &Part) -> Vec<(Range<usize>, String)> {
    let text: &str = &part.text;
    let mut notes: HashMap<&str, usize> = HashMap::new();
    let mut used = Vec::new();
    for at in memchr_iter(b'[', text.as_bytes()) {
        let Some(number) = text.get(at + 1..).and_then(number) else {
            continue;
        };
        let before = text.get(..at).unwrap_or("");
        let before = before.trim_end_matches([' ', '\t']);
        if before.is_empty() || before.ends_with('\n') {
            notes.entry(number).or_insert(at);
        } else {
            used.push((at..at + number.len() + 2, number));
        }
    }
    let target = |(range, number): (Range<usize>, &str)| {
        let note = notes.get(number)?;
        Some((range, format!("#note:{}:{note}", part.number)))
    };
    used.into_iter().filter_map(target).collect()
}

/// Where the note of this name stands.
pub(super) fn place(name: &str) -> Option<Place> {
    let (part, offset) = name.strip_prefix("note:")?.split_once(':')?;
    Some(Place {
        part: part.parse().ok()?,
        offset: offset.parse().ok()?,
    })
}

/// The number at the beginning of a text, with a bracket behind it.
fn number(text: &str) -> Option<&str> {
    let digits = text.bytes().take(DIGITS + 1).take_while(u8::is_ascii_digit);
    let number = text.get(..digits.count())?;
    let closed = text.as_bytes().get(number.len()) == Some(&b']');
    (closed && (1..=DIGITS).contains(&number.len())).then_some(number)
}
