//! Counting the matches of a whole text, the nearest parts first.

use std::sync::Arc;

use super::{Query, Tally, hits};
use crate::document::{Pages, Part};

/// Parts that are kept while their neighbours are looked through.
const NEAR: usize = 3;

/// A walk through all parts of a text that are not counted yet: from one on, forwards or backwards, and on from the
/// other end.
#[derive(Debug)]
pub struct Survey {
    query: Query,
    known: Tally,
    from: u32,
    forward: bool,
    step: u32,
    near: Vec<Arc<Part>>,
}

impl Survey {
    /// A walk from a part; what is known is not counted again.
    pub fn new(query: Query, known: Tally, from: u32, forward: bool) -> Self {
        Self {
            query,
            known,
            from,
            forward,
            step: 0,
            near: Vec::new(),
        }
    }

    /// Counts the next part, and says which one it was and how many matches begin in it; none when all are counted.
    pub fn next(&mut self, pages: &dyn Pages) -> Option<(u32, u32)> {
        let parts = self.known.parts();
        while self.step < parts {
            let number = nth_part(self.from, self.step, parts, self.forward);
            self.step += 1;
            if self.known.count(number).is_none() {
                return Some((number, self.count(pages, number)));
            }
        }
        None
    }

    fn count(&mut self, pages: &dyn Pages, number: u32) -> u32 {
        let near = &mut self.near;
        let part = read(near, pages, number);
        let mut count = 0;
        hits(
            &self.query,
            pages,
            &part,
            |_| count += 1,
            |number| read(near, pages, number),
        );
        count
    }
}

/// The part that comes at a step of a walk round a text.
pub(super) fn nth_part(from: u32, step: u32, parts: u32, forward: bool) -> u32 {
    let (from, parts) = (u64::from(from), u64::from(parts).max(1));
    let away = u64::from(step) % parts;
    let part = if forward {
        from + away
    } else {
        from + parts - away
    };
    (part % parts) as u32
}

/// Reads a part, or takes it from those that were read last.
fn read(near: &mut Vec<Arc<Part>>, pages: &dyn Pages, number: u32) -> Arc<Part> {
    if let Some(part) = near.iter().find(|part| part.number == number) {
        return Arc::clone(part);
    }
    if near.len() >= NEAR {
        near.remove(0);
    }
    let part = pages.part(number);
    near.push(Arc::clone(&part));
    part
}
