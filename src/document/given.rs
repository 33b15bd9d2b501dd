//! A text that was read as a whole: its parts are at hand.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Block, Contents, Pages, Part, Place, Span};

/// A part with all that is known of it.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) part: Arc<Part>,
    pub(super) blocks: Vec<Block>,
    pub(super) spans: Arc<[Span]>,
}

/// A text whose format marks its structure; made by a [`Builder`](super::builder::Builder).
#[derive(Debug)]
pub struct Given {
    /// At least one.
    pub(super) parts: Vec<Stored>,
    pub(super) contents: Contents,
    pub(super) targets: HashMap<String, Place>,
    pub(super) size: u64,
    pub(super) encoding: Option<&'static str>,
    /// Whether this is the whole text, and not its beginning.
    pub(super) whole: bool,
}

impl Given {
    fn stored(&self, number: u32) -> Option<&Stored> {
        self.parts.get(number as usize).or(self.parts.last())
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
    fn spans(&self, part: &Part) -> Arc<[Span]> {
        let stored = self.stored(part.number);
        stored.map_or_else(Arc::default, |s| Arc::clone(&s.spans))
    }
    fn contents(&self) -> Option<&Contents> {
        Some(&self.contents)
    }
    fn target(&self, name: &str) -> Option<Place> {
        self.targets.get(name).copied()
    }
}
