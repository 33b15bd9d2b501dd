//! Notes: what stands apart from the text and is called by a mark in it, such as a footnote.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::{Block, Builder, Face, Kind, Place, Stored};
use crate::text;

/// Words that are longer, in bytes, are no mark of a note.
const LONGEST_MARK: usize = 24;

/// The notes of a text, and what calls them.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Where those begin that their format calls so.
    begun: Vec<Place>,
    /// What is called by marks: its name, and where the mark stands.
    calls: Vec<(Arc<str>, Place)>,
    /// Where elements end that begin at a place.
    ends: HashMap<Place, Place>,
    /// Where marks stand in the heading that is open.
    marks: Vec<Range<usize>>,
}

impl Builder {
    /// Names the place of the next text, or of the block that is open: a note begins there.
    pub fn note(&mut self, name: &str) {
        self.target(name);
        let here = self.here();
        self.notes.begun.push(here);
    }

    /// Writes the mark that calls the note of a number, which is named `note-1` and so on.
    pub fn mark_note(&mut self, number: usize) {
        self.face(Face::Link(format!("#note-{number}").into()));
        self.text(&format!("[{number}]"));
        let mark = self.faces.last().map(|(_, start)| *start..self.text.len());
        self.plain();
        let in_heading = self
            .open
            .as_ref()
            .is_some_and(|open| open.heading.is_some());
        self.notes.marks.extend(mark.filter(|_| in_heading));
    }

    /// What a heading is called that stands there: the marks of notes are no words of it.
    pub(super) fn words_of_heading(&mut self, heading: Range<usize>) -> String {
        let (mut words, mut from) = (String::new(), heading.start);
        let inside = |mark: &Range<usize>| heading.start <= mark.start && mark.end <= heading.end;
        for mark in std::mem::take(&mut self.notes.marks) {
            if inside(&mark) {
                words += self.text.get(from..mark.start).unwrap_or("");
                from = mark.end;
            }
        }
        words += self.text.get(from..heading.end).unwrap_or("");
        text::folded(&words)
    }

    /// Says that what is named so is a note, wherever it is named.
    pub fn calls_note(&mut self, name: &str) {
        let everywhere = Place::default();
        self.notes.calls.push((name.into(), everywhere));
    }

    /// Says that what began at a place ends here; if several things began there, the first of them to end counts.
    pub fn ends_here(&mut self, began: Place) {
        let end = self.place(self.text.len());
        self.notes.ends.entry(began).or_insert(end);
    }

    /// Remembers what a link calls, if its words look like the mark of a note.
    pub(super) fn call(&mut self, face: &Face, start: usize) {
        let Face::Link(target) = face else { return };
        let words = self.text.get(start..).unwrap_or("");
        if let Some(name) = target.strip_prefix('#')
            && is_mark(words)
        {
            let place = self.place(start);
            self.notes.calls.push((name.into(), place));
        }
    }

    /// Where each note begins and ends. What a mark leads back to is none, and neither is a heading.
    pub(super) fn found_notes(&self) -> HashMap<Place, Place> {
        let headings: HashSet<Place> = self.contents.headings.iter().map(|h| h.place).collect();
        let mut begun: BTreeSet<Place> = self.notes.begun.iter().copied().collect();
        for (name, place) in &self.notes.calls {
            let decoded = || {
                let name = text::percent_decoded(name);
                self.targets.get(&*String::from_utf8_lossy(&name))
            };
            let called = self.targets.get(&**name).or_else(decoded);
            begun.extend(called.filter(|called| *called >= place && !headings.contains(called)));
        }
        let mut notes = HashMap::with_capacity(begun.len());
        let mut next: Option<Place> = None;
        for place in begun.into_iter().rev() {
            let end = self.parts.get(place.part as usize);
            let end = end.and_then(|stored| end_in(stored, place));
            let said = self.notes.ends.get(&place).copied();
            if let Some(end) = end.max(said) {
                notes.insert(place, next.map_or(end, |next| end.min(next)));
            }
            next = Some(place);
        }
        notes
    }
}

/// Where a note ends that begins in a part: with its block and all that hangs from it, or with its row of a table.
fn end_in(stored: &Stored, place: Place) -> Option<Place> {
    let behind = stored
        .blocks
        .partition_point(|block| block.range.start <= place.offset);
    let blocks = stored.blocks.get(behind.checked_sub(1)?..)?;
    let (own, below) = blocks.split_first()?;
    if own.range.end < place.offset {
        return None;
    }
    if own.kind == Kind::Table {
        let rest = stored.part.slice(place.offset..own.range.end);
        let row = rest.find('\n').unwrap_or(rest.len()) as u32;
        let offset = place.offset + row;
        return Some(Place { offset, ..place });
    }
    let depth = |block: &Block| (block.nest.bars, block.indent + block.nest.inner);
    let hangs = |block: &&Block| {
        block.joined || matches!(own.kind, Kind::Item { .. }) && depth(block) > depth(own)
    };
    let last = below.iter().take_while(hangs).last().unwrap_or(own);
    let offset = last.range.end;
    Some(Place { offset, ..place })
}

/// Whether words look like the mark that calls a note: something short in brackets, raised digits, an asterisk.
fn is_mark(words: &str) -> bool {
    let words = words.trim();
    if words.is_empty() || words.len() > LONGEST_MARK {
        return false;
    }
    let bracketed = [('[', ']'), ('(', ')')].iter().any(|(open, close)| {
        let inside = words.strip_prefix(*open);
        inside.is_some_and(|inside| inside.strip_suffix(*close).is_some_and(|i| !i.is_empty()))
    });
    let raised = |c: char| {
        matches!(
            c,
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '†' | '‡' | '§' | '¶'
        )
    };
    bracketed || words.chars().all(raised)
}

#[cfg(test)]
mod tests {
    use super::is_mark;

    #[test]
    fn marks_of_notes_are_short() {
        for mark in ["[1]", "(12)", "[note 1]", "[Smith99]", "¹²", "*", "††"] {
            assert!(is_mark(mark), "{mark}");
        }
        for words in [
            "",
            "1",
            "here",
            "[]",
            "↩",
            "^",
            "Chapter 1",
            "[what is in brackets, but long]",
        ] {
            assert!(!is_mark(words), "{words}");
        }
    }
}
