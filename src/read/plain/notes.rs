//! Notes in plain text: `[1]` in a sentence leads to the line that begins so, wherever that stands.
//!
//! Parts are read in any order and by several threads; what each of them says of notes is remembered when it is read
//! for the first time, so that a note is found by one look, at any distance. Who judges a text reads all of its parts.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use memchr::memchr_iter;

use crate::document::{Part, Place};

/// A label that is longer, in bytes, is none.
const LONGEST: usize = 16;
/// Of more notes than this nothing is remembered: a text with so many is a log or a table.
const MOST: usize = 1 << 16;

/// Where the notes of a text stand, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Notes(Mutex<Known>);

/// The label of a note, and where in its part that stands.
type Labelled = (Box<str>, u32);

#[derive(Debug, Default)]
struct Known {
    /// The notes by their labels, in reading order.
    places: HashMap<Box<str>, BTreeSet<Place>>,
    /// For each part that was read where it ended, for the last one may grow, and its notes.
    parts: HashMap<u32, (u32, Vec<Labelled>)>,
    count: usize,
}

impl Notes {
    /// Remembers the notes of a part.
    pub(super) fn read(&self, part: &Part) {
        let is_known = |known: &Known| {
            let before = known.parts.get(&part.number);
            before.is_some_and(|(end, _)| *end == part.end())
        };
        if is_known(&self.known()) {
            return;
        }
        // Whoever else asks does not wait for this.
        let notes: Vec<Labelled> = brackets(&part.text)
            .filter(|bracket| bracket.begins_note)
            .map(|bracket| (Box::from(bracket.label), bracket.range.start as u32))
            .collect();
        self.known().take(part, notes);
    }

    /// The references to notes in a part, and where they lead.
    pub(super) fn references(&self, part: &Part) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        let known = self.known();
        if known.places.is_empty() {
            return found;
        }
        for bracket in brackets(&part.text).filter(|bracket| !bracket.begins_line) {
            let here = Place {
                part: part.number,
                offset: bracket.range.start as u32,
            };
            if let Some(place) = known.nearest(bracket.label, here) {
                let target = format!("#note:{}:{}", place.part, place.offset);
                found.push((bracket.range, target));
            }
        }
        found
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn take(&mut self, part: &Part, notes: Vec<Labelled>) {
        let place = |offset| Place {
            part: part.number,
            offset,
        };
        if let Some((_, old)) = self.parts.remove(&part.number) {
            self.count -= old.len();
            for (label, offset) in old {
                if let Some(places) = self.places.get_mut(&label) {
                    places.remove(&place(offset));
                }
            }
        }
        let mut notes = notes;
        notes.truncate(MOST.saturating_sub(self.count));
        self.count += notes.len();
        for (label, offset) in &notes {
            let places = self.places.entry(label.clone()).or_default();
            places.insert(place(*offset));
        }
        self.parts.insert(part.number, (part.end(), notes));
    }

    /// The note of a label that a reference means: the next one behind it, for each chapter may have its own; else the
    /// last one before.
    fn nearest(&self, label: &str, here: Place) -> Option<Place> {
        let places = self.places.get(label)?;
        let behind = places.range(here..).next();
        behind.or_else(|| places.range(..here).next_back()).copied()
    }
}

/// Where the note of this name stands.
pub(super) fn place(name: &str) -> Option<Place> {
    let (part, offset) = name.strip_prefix("note:")?.split_once(':')?;
    Some(Place {
        part: part.parse().ok()?,
        offset: offset.parse().ok()?,
    })
}

/// Where the note ends that begins at an offset of a text: before the next one, or an empty line. Where each line is a
/// paragraph only those go on with it that stand further right. None if there is no note.
pub(super) fn end(text: &str, offset: u32, paragraphs: bool) -> Option<u32> {
    let offset = offset as usize;
    let before = text.get(..offset)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text.get(line..)?.split_inclusive('\n');
    let first = lines.next()?;
    if note_on(first)? + line != offset {
        return None;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let goes_on = |line: &&str| {
        let ends = line.trim().is_empty() || note_on(line).is_some();
        !ends && (!paragraphs || indent(line) > indent(first))
    };
    let rest: usize = lines.take_while(goes_on).map(str::len).sum();
    let whole = text.get(offset..line + first.len() + rest)?;
    Some((offset + whole.trim_end().len()) as u32)
}

/// The byte of a line at which it begins a note, if it does.
fn note_on(line: &str) -> Option<usize> {
    let first = brackets(line).next()?;
    first.begins_note.then_some(first.range.start)
}

/// A label in brackets.
struct Bracket<'a> {
    range: Range<usize>,
    label: &'a str,
    begins_line: bool,
    begins_note: bool,
}

/// The labels of a text that may be those of notes: `[1]`, `[12]`, `[RFC2119]`, `[^3]`.
fn brackets(text: &str) -> impl Iterator<Item = Bracket<'_>> {
    memchr_iter(b'[', text.as_bytes()).filter_map(|at| {
        let label = label(text.get(at + 1..)?)?;
        let end = at + label.len() + 2;
        let before = text.get(..at)?.trim_end_matches([' ', '\t']);
        let begins_line = before.is_empty() || before.ends_with('\n');
        let behind = text.get(end..)?;
        let said = behind.strip_prefix([':', '.']).unwrap_or(behind);
        let says = said.strip_prefix([' ', '\t']).is_some_and(|said| {
            let said = said.trim_start_matches([' ', '\t']);
            !said.is_empty() && !said.starts_with(['\n', '['])
        });
        Some(Bracket {
            range: at..end,
            label,
            begins_line,
            begins_note: begins_line && says,
        })
    })
}

/// The label at the beginning of a text, with a bracket behind it: letters and digits, of which one at least is a digit.
fn label(text: &str) -> Option<&str> {
    let end = text
        .bytes()
        .take(LONGEST + 1)
        .position(|b| b == b']')
        .filter(|end| *end > 0)?;
    let label = text.get(..end)?;
    let name = label.strip_prefix('^').unwrap_or(label);
    let named = |b: u8| b.is_ascii_alphanumeric() || b"-_.+:".contains(&b);
    let is_label = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(named)
        && name.bytes().any(|b| b.is_ascii_digit());
    is_label.then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;

    fn part(number: u32, text: &str) -> Part {
        Part {
            number,
            text: Clean::new(text),
            ..Part::empty()
        }
    }

    #[test]
    fn a_reference_leads_to_its_note_wherever_that_stands() {
        let text = "Bread[1] is old [2], see [RFC7].\n\nSee [3], a[i] and [x1].\n\n";
        let first = part(0, text);
        let last = part(
            9,
            "[1] Baker, p. 4.\n [2] The same [1].\n\n[RFC7]  Salt.\n[x1]\n",
        );
        let notes = Notes::default();
        notes.read(&first);
        assert_eq!(notes.references(&first), []);
        notes.read(&last);
        let targets = |part: &Part| -> Vec<String> {
            let found = notes.references(part).into_iter();
            found
                .map(|(range, target)| format!("{} {target}", &part.text[range]))
                .collect()
        };
        assert_eq!(
            targets(&first),
            ["[1] #note:9:0", "[2] #note:9:18", "[RFC7] #note:9:37"]
        );
        assert_eq!(targets(&last), ["[1] #note:9:0"]);
        assert_eq!(place("note:9:18").map(|place| place.offset), Some(18));
        assert_eq!(place("note:0"), None);
    }

    #[test]
    fn a_note_ends_before_the_next_one_or_an_empty_line() {
        let text = "x\n [1] One,\n  and more.\n [2] Two.\nAnother line.\n\n[3] Three.";
        let note = |label: &str, paragraphs| {
            let from = text.find(label).unwrap() as u32;
            end(text, from, paragraphs).map(|end| &text[from as usize..end as usize])
        };
        assert_eq!(note("[1]", false), Some("[1] One,\n  and more."));
        assert_eq!(note("[1]", true), Some("[1] One,\n  and more."));
        assert_eq!(note("[2]", false), Some("[2] Two.\nAnother line."));
        assert_eq!(note("[2]", true), Some("[2] Two."));
        assert_eq!(note("[3]", false), Some("[3] Three."));
        assert_eq!(note("One", false), None);
        assert_eq!(note("Another", false), None);
    }

    #[test]
    fn each_chapter_may_have_notes_of_its_own() {
        let notes = Notes::default();
        let chapters: Vec<Part> = (0..3)
            .map(|n| part(n, &format!("Words [1].\n\n[1] Note {n}.\n")))
            .collect();
        for part in &chapters {
            notes.read(part);
        }
        for part in &chapters {
            let (_, target) = notes.references(part).remove(0);
            assert_eq!(target, format!("#note:{}:12", part.number));
        }
        // The last part has grown.
        notes.read(&part(2, "Words [1].\n\nMore of them.\n\n[1] Note 2.\n"));
        let (_, target) = notes.references(&chapters[2]).remove(0);
        assert_eq!(target, "#note:2:27");
    }
}
