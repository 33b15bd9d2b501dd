//! A document for tests: its parts are given as texts.

use std::sync::Arc;

use super::{Block, Border, Pages, Part};
use crate::text::Clean;

/// Some texts, each a part. To ask for one that is not there is a mistake.
pub(crate) struct Parts(Vec<Arc<Part>>);

impl Parts {
    pub(crate) fn of(texts: &[&str]) -> Self {
        let part = |(number, text): (u32, &&str)| {
            Arc::new(Part {
                number,
                source: 0..0,
                border: Border::Blank,
                text: Clean::new(*text),
                lines: text.matches('\n').count() as u32,
            })
        };
        Self((0..).zip(texts).map(part).collect())
    }
}

impl Pages for Parts {
    fn parts(&self) -> u32 {
        self.0.len() as u32
    }
    fn part(&self, number: u32) -> Arc<Part> {
        Arc::clone(&self.0[number as usize])
    }
    fn blocks(&self, _: &Part) -> Vec<Block> {
        Vec::new()
    }
    fn size(&self) -> u64 {
        0
    }
    fn finished(&self) -> bool {
        true
    }
    fn encoding(&self) -> Option<&'static str> {
        None
    }
}
