//! The numbers of footnotes: in the order in which a text refers to them.

use std::collections::HashMap;

use memchr::memmem;

/// A label that is longer, in bytes, is none.
const LONGEST: usize = 999;

/// All footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: HashMap<String, usize>,
    /// How often each was referred to so far.
    references: HashMap<String, usize>,
}

/// Labels of footnotes in a text, and whether what follows says what the note is.
fn labels(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let found = memmem::find_iter(text.as_bytes(), "[^").collect::<Vec<_>>();
    found.into_iter().filter_map(|at| {
        let head = text.get(at + 2..)?;
        let end = head
            .bytes()
            .take(LONGEST)
            .position(|b| matches!(b, b']' | b'\n' | b'['))?;
        let (label, rest) = head.split_at_checked(end)?;
        let behind = rest.strip_prefix(']')?;
        let line = text.get(..at)?.bytes().next_back();
        let begins = line.is_none_or(|b| matches!(b, b'\n' | b' ' | b'>'));
        (!label.is_empty()).then_some((label, begins && behind.starts_with(':')))
    })
}

/// The label as the parser compares it.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Notes {
    /// Finds the notes of a text, of which this may be the beginning only.
    pub(super) fn of(text: &str) -> Self {
        let mut numbers = HashMap::new();
        let mut said = std::collections::HashSet::new();
        for (label, is_note) in labels(text) {
            if is_note {
                said.insert(key(label));
            }
        }
        for (label, is_note) in labels(text) {
            let key = key(label);
            if !is_note && said.contains(&key) {
                let next = numbers.len() + 1;
                numbers.entry(key).or_insert(next);
            }
        }
        Self {
            numbers,
            references: HashMap::new(),
        }
    }

    /// Labels that a text refers to without saying what they are.
    pub(super) fn unsaid(text: &str) -> Vec<&str> {
        let said: std::collections::HashSet<&str> = labels(text)
            .filter(|label| label.1)
            .map(|label| label.0)
            .collect();
        let mut unsaid: Vec<&str> = labels(text).map(|label| label.0).collect();
        unsaid.sort_unstable();
        unsaid.dedup();
        unsaid.retain(|label| !said.contains(label));
        unsaid
    }

    /// The number of a note.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(key(label)).or_insert(next)
    }

    /// Counts a reference; whether it is the first to this note.
    pub(super) fn refer(&mut self, label: &str) -> bool {
        let times = self.references.entry(key(label)).or_insert(0);
        *times += 1;
        *times == 1
    }

    /// Whether something has referred to a note so far.
    pub(super) fn is_referred(&self, label: &str) -> bool {
        self.references.contains_key(&key(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_numbered_as_they_are_referred_to() {
        let text = "[^b]: late\n\nOne[^a] and[^b] and[^none].\n\n[^a]: early\n[^never]: x\n";
        let mut notes = Notes::of(text);
        assert_eq!(
            [notes.number("b"), notes.number("A"), notes.number("never")],
            [2, 1, 3]
        );
        assert_eq!(Notes::unsaid(text), ["none"]);
        assert!(notes.refer("a") && !notes.refer("a") && !notes.is_referred("b"));
    }
}
