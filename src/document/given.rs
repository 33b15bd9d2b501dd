//! A text that was read as a whole: its parts are at hand.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Block, Contents, Marked, Pages, Part, Place, Span};

/// A part with all that is known of it.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) part: Arc<Part>,
    pub(super) blocks: Vec<Block>,
    pub(super) spans: Arc<[Span]>,
    /// Where something begins whose source line is known: each block, and each row of a table on a line of its own.
    pub(super) lines: Vec<(u32, u64)>,
}

/// A text whose format marks its structure; made by a [`Builder`](super::builder::Builder).
#[derive(Debug)]
pub struct Given {
    /// At least one.
    pub(super) parts: Vec<Stored>,
    pub(super) contents: Contents,
    pub(super) targets: HashMap<String, Place>,
    /// Where each note begins, and where it ends.
    pub(super) notes: HashMap<Place, Place>,
    pub(super) size: u64,
    pub(super) encoding: Option<&'static str>,
    /// The tag of the language it is in.
    pub(super) language: Option<String>,
    /// What of the text is missing.
    pub(super) trouble: Option<&'static str>,
    /// Whether this is the whole text, and not its beginning.
    pub(super) whole: bool,
}

impl Given {
    fn stored(&self, number: u32) -> Option<&Stored> {
        self.parts.get(number as usize).or(self.parts.last())
    }

    /// Says what of the text is missing, if something is.
    #[must_use]
    pub fn lacking(self, trouble: Option<&'static str>) -> Self {
        Self { trouble, ..self }
    }

    /// What of the text is missing, if something is.
    pub fn trouble(&self) -> Option<&'static str> {
        self.trouble
    }

    /// Puts contents that stand apart from the text in the place of what is marked in it: in reading order.
    #[must_use]
    pub fn headed(mut self, headings: Vec<Marked>) -> Self {
        for heading in &headings {
            // Who leads to a heading calls no note.
            self.notes.remove(&heading.place);
        }
        self.contents.headings = headings;
        if self.contents.title.is_none() {
            self.contents.title = self.contents.lone_first();
        }
        self
    }
}

impl Pages for Given {
    fn parts(&self) -> u32 {
        self.parts.len() as u32
    }
    fn part(&self, number: u32) -> Arc<Part> {
        let stored = self.stored(number);
        stored.map_or_else(|| Arc::new(Part::empty()), |s| Arc::clone(&s.part))
    }
    fn blocks(&self, part: &Part) -> Vec<Block> {
        let stored = self.stored(part.number);
        stored.map_or_else(Vec::new, |s| s.blocks.clone())
    }
    fn size(&self) -> u64 {
        self.size
    }
    fn finished(&self) -> bool {
        self.whole
    }
    fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }
    fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }
    fn spans(&self, part: &Part) -> Arc<[Span]> {
        let stored = self.stored(part.number);
        stored.map_or_else(Arc::default, |s| Arc::clone(&s.spans))
    }
    fn contents(&self) -> Option<&Contents> {
        Some(&self.contents)
    }
    fn line_of(&self, place: Place) -> Option<u64> {
        let stored = self.parts.get(place.part as usize)?;
        let behind = stored.lines.partition_point(|(at, _)| *at <= place.offset);
        let begun = stored.lines.get(behind.saturating_sub(1));
        Some(begun.map_or(1, |(_, line)| *line))
    }
    fn place_of(&self, line: u64) -> Option<Place> {
        let begins = |stored: &Stored| stored.lines.first().is_none_or(|(_, first)| *first <= line);
        let part = self.parts.partition_point(begins).saturating_sub(1);
        let lines = &self.parts.get(part)?.lines;
        let behind = lines.partition_point(|(_, begins)| *begins <= line);
        let offset = lines.get(behind.saturating_sub(1)).map_or(0, |(at, _)| *at);
        Some(Place {
            part: part as u32,
            offset,
        })
    }
    fn target(&self, name: &str) -> Option<Place> {
        self.targets.get(name).copied()
    }
    fn target_in_any_file(&self, name: &str) -> Option<Place> {
        let ends = |target: &str| {
            let before = target.strip_suffix(name);
            before.is_some_and(|before| before.ends_with(['#', '/']))
        };
        let named = self.targets.iter().filter(|(target, _)| ends(target));
        named.map(|(_, place)| *place).min()
    }
    fn note(&self, place: Place) -> Option<Place> {
        self.notes.get(&place).copied()
    }
}
