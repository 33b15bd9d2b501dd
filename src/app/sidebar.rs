//! The state of the outline: which entries are to be seen, which is under the cursor.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::Place;
use crate::outline::{Heading, Outline};

/// An entry of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The title, which stands for the beginning of the text.
    Title,
    /// A heading, by its number.
    Heading(usize),
    /// What is explained in a section, by its number.
    Term(usize),
}

/// The outline beside the text.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// Whether the reader asked to see it, or not to see it, where there is room beside the text.
    pub wanted: Option<bool>,
    /// Whether it is open over the text, where there is none.
    pub over: bool,
    /// Whether it has the focus.
    pub focused: bool,
    /// The entry under the cursor while it has the focus.
    pub cursor: Option<Place>,
    /// First entry in view, if the wheel moved the outline by itself.
    pub scrolled: Option<usize>,
    /// Headings whose sections are folded away, by place.
    folded: HashSet<Place>,
    /// Headings whose terms are to be seen, by place.
    opened: HashSet<Place>,
    /// For each heading, the number of the first term behind it; and how many terms there are.
    terms: Vec<usize>,
    /// The entries to be seen, in order; made anew when folds or headings change.
    entries: Vec<Entry>,
    /// For each heading, the number of the first heading after its section.
    ends: Vec<usize>,
    /// The least deep level of all headings.
    lowest: u8,
    /// How often the entries were made anew.
    made: u64,
}

impl Sidebar {
    /// Takes the headings as they are now.
    pub fn rebuild(&mut self, outline: &Outline) {
        let headings = &outline.headings;
        self.ends = section_ends(headings);
        self.made += 1;
        self.lowest = headings.iter().map(|h| h.level).min().unwrap_or(1);
        if !self.folded.is_empty() {
            // What lost its subsections by a later verdict is not folded any more.
            let parents = headings
                .iter()
                .enumerate()
                .filter(|(i, _)| self.is_parent(*i))
                .map(|(_, h)| h.place);
            let parents: HashSet<Place> = parents.collect();
            self.folded.retain(|place| parents.contains(place));
        }
        self.terms = terms_behind(outline);
        if !self.opened.is_empty() {
            let places: HashSet<Place> = headings.iter().map(|h| h.place).collect();
            self.opened.retain(|place| places.contains(place));
        }
        self.entries.clear();
        let title = outline.title_apart();
        self.entries.extend(title.map(|_| Entry::Title));
        let mut i = 0;
        while let Some(heading) = headings.get(i) {
            self.entries.push(Entry::Heading(i));
            if !self.opened.is_empty() && self.opened.contains(&heading.place) {
                let terms = self.terms_of(i).unwrap_or_default();
                self.entries.extend(terms.map(Entry::Term));
            }
            let folded = !self.folded.is_empty() && self.folded.contains(&heading.place);
            i = if folded { self.end(i) } else { i + 1 };
        }
    }

    /// Takes the places that cursor and folds have in another text; forgets those that have none.
    pub(super) fn turn(&mut self, moved: impl Fn(Place) -> Option<Place>) {
        self.cursor = self.cursor.and_then(&moved);
        self.folded = self.folded.iter().filter_map(|p| moved(*p)).collect();
        self.opened = self.opened.iter().filter_map(|p| moved(*p)).collect();
    }

    /// Where headings stand whose sections are folded away, or open that would be.
    pub(super) fn folds(&self) -> impl Iterator<Item = Place> {
        self.folded.iter().chain(&self.opened).copied()
    }

    /// The entries to be seen.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the first heading after the section of this one.
    pub fn end(&self, heading: usize) -> usize {
        self.ends
            .get(heading)
            .copied()
            .unwrap_or(heading + 1)
            .max(heading + 1)
    }

    /// A number that is another one when the entries, their folds or their headings may be others.
    pub fn made(&self) -> u64 {
        self.made
    }

    /// How many levels a heading stands below the least deep of all.
    pub fn depth(&self, heading: &Heading) -> u16 {
        u16::from(heading.level.saturating_sub(self.lowest))
    }

    /// Whether a heading has others below it.
    pub fn is_parent(&self, heading: usize) -> bool {
        self.end(heading) > heading + 1
    }

    /// The terms that stand in a section before its first subsection; none where there are none.
    pub fn terms_of(&self, heading: usize) -> Option<Range<usize>> {
        let terms = *self.terms.get(heading)?..*self.terms.get(heading + 1)?;
        (!terms.is_empty()).then_some(terms)
    }

    /// The heading of the section that a term stands in.
    pub fn section_of(&self, term: usize) -> Option<usize> {
        let sections = self.terms.partition_point(|first| *first <= term);
        // The last number is that of all terms.
        sections
            .min(self.terms.len().saturating_sub(1))
            .checked_sub(1)
    }

    /// Whether the terms of a section are to be seen.
    pub fn is_opened(&self, place: Place) -> bool {
        self.opened.contains(&place)
    }

    /// Shows the terms of a section, or folds them.
    pub fn open(&mut self, outline: &Outline, heading: usize, open: bool) {
        if let Some(place) = outline.headings.get(heading).map(|h| h.place) {
            if open {
                self.opened.insert(place)
            } else {
                self.opened.remove(&place)
            };
            self.rebuild(outline);
        }
    }

    /// Whether a heading is folded.
    pub fn is_folded(&self, place: Place) -> bool {
        self.folded.contains(&place)
    }

    /// The row of the entry that shows a heading: its own, or that of the folded one above it.
    pub fn row_of(&self, entry: Entry) -> usize {
        let key = |e: &Entry| match e {
            Entry::Title => (0, 0),
            Entry::Heading(i) => (i + 1, 0),
            Entry::Term(i) => (self.section_of(*i).map_or(0, |section| section + 1), i + 1),
        };
        self.entries
            .partition_point(|e| key(e) <= key(&entry))
            .saturating_sub(1)
    }

    /// The entry under the cursor.
    pub fn entry(&self, outline: &Outline) -> Option<Entry> {
        let place = self.cursor?;
        let number = outline.headings.partition_point(|h| h.place <= place);
        let entry = number.checked_sub(1).map_or(Entry::Title, |heading| {
            let term = outline.terms.partition_point(|term| term.place <= place);
            let inside = self.terms_of(heading).filter(|_| !self.opened.is_empty());
            let term = term.checked_sub(1);
            let term = term.filter(|term| inside.is_some_and(|terms| terms.contains(term)));
            term.map_or(Entry::Heading(heading), Entry::Term)
        });
        self.entries.get(self.row_of(entry)).copied()
    }

    /// Folds (`true`) or unfolds one heading.
    pub fn fold(&mut self, outline: &Outline, heading: usize, fold: bool) {
        if let Some(place) = outline.headings.get(heading).map(|h| h.place) {
            if fold && self.is_parent(heading) {
                self.folded.insert(place)
            } else {
                self.folded.remove(&place)
            };
            self.rebuild(outline);
        }
    }

    /// Folds all headings so that this many levels are seen.
    pub fn fold_to(&mut self, outline: &Outline, levels: usize) {
        let headings = outline.headings.iter().enumerate();
        self.folded = headings
            .filter(|(i, h)| usize::from(h.level) >= levels && self.is_parent(*i))
            .map(|(_, h)| h.place)
            .collect();
        self.rebuild(outline);
    }
}

/// For each heading the number of the first term behind it, and how many terms there are; nothing where there are none.
fn terms_behind(outline: &Outline) -> Vec<usize> {
    if outline.terms.is_empty() {
        return Vec::new();
    }
    let before = |place| outline.terms.partition_point(|term| term.place < place);
    let firsts = outline.headings.iter().map(|heading| before(heading.place));
    firsts.chain([outline.terms.len()]).collect()
}

/// For each heading the number of the next one that is not below it.
fn section_ends(headings: &[Heading]) -> Vec<usize> {
    let mut ends = vec![headings.len(); headings.len()];
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        while let Some(&(above, level)) = open.last().filter(|(_, level)| *level >= heading.level) {
            if let Some(end) = ends.get_mut(above) {
                *end = i;
            }
            debug_assert!(level >= heading.level);
            open.pop();
        }
        open.push((i, heading.level));
    }
    ends
}

/// The number of the first heading after the section of one.
pub fn section_end(headings: &[Heading], heading: usize) -> usize {
    let level = headings.get(heading).map_or(0, |h| h.level);
    let below = headings.get(heading + 1..).unwrap_or(&[]);
    let next = below.iter().position(|h| h.level <= level);
    next.map_or(headings.len(), |next| heading + 1 + next)
}

/// The heading above one: the nearest before it with a smaller level.
pub fn parent(headings: &[Heading], heading: usize) -> Option<usize> {
    let level = headings.get(heading)?.level;
    headings
        .get(..heading)?
        .iter()
        .rposition(|h| h.level < level)
}

/// The next heading of the same level in the same section, forwards or backwards.
pub fn sibling(headings: &[Heading], heading: usize, forward: bool) -> Option<usize> {
    let level = headings.get(heading)?.level;
    let same = |h: &Heading| h.level <= level;
    let found = if forward {
        headings
            .get(heading + 1..)?
            .iter()
            .position(same)
            .map(|i| heading + 1 + i)
    } else {
        headings.get(..heading)?.iter().rposition(same)
    };
    found.filter(|i| headings.get(*i).is_some_and(|h| h.level == level))
}
