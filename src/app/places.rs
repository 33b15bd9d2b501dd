//! Where the matches of a query stand, as far as that was asked.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::document::{Pages, Place};
use crate::search::{Query, hits};

/// Parts of which the matches are kept, the last ones asked for: a page of the filter may show a row of each.
const KEPT: usize = 96;
/// Matches that are kept in all, unless one part alone has more: half a megabyte.
const HELD: usize = 1 << 16;
/// Sections of which it is kept where among the matches they begin.
const SECTIONS: usize = 4096;

/// The matches in one part.
pub(super) type Hits = Rc<[Range<u32>]>;

/// Where the matches of a query stand, in the parts where that was asked last.
#[derive(Debug, Default)]
pub(super) struct Places {
    parts: RefCell<Vec<(u32, Hits)>>,
    /// How many matches of its part begin before a place.
    before: RefCell<HashMap<Place, u32>>,
}

impl Places {
    /// The matches in a part.
    pub(super) fn hits(&self, pages: &dyn Pages, query: &Query, number: u32) -> Hits {
        let mut parts = self.parts.borrow_mut();
        if let Some(at) = parts.iter().position(|(part, _)| *part == number) {
            let known = parts.remove(at);
            let hits = Rc::clone(&known.1);
            parts.push(known);
            return hits;
        }
        let mut found = Vec::new();
        let part = pages.part(number);
        hits(
            query,
            pages,
            &part,
            |hit| found.push(hit),
            |n| pages.part(n),
        );
        let found: Hits = found.into();
        let mut held: usize = parts.iter().map(|(_, hits)| hits.len()).sum();
        while parts.len() >= KEPT || (held + found.len() > HELD && !parts.is_empty()) {
            held -= parts.remove(0).1.len();
        }
        parts.push((number, Rc::clone(&found)));
        found
    }

    /// How many matches of its part begin before a place.
    pub(super) fn before(&self, pages: &dyn Pages, query: &Query, place: Place) -> u32 {
        if let Some(count) = self.before.borrow().get(&place) {
            return *count;
        }
        let hits = self.hits(pages, query, place.part);
        let count = hits.partition_point(|hit| hit.start < place.offset) as u32;
        let mut before = self.before.borrow_mut();
        if before.len() >= SECTIONS {
            before.clear();
        }
        before.insert(place, count);
        count
    }

    /// Forgets what was found in a part and in all behind it.
    pub(super) fn forget_from(&self, part: u32) {
        self.parts.borrow_mut().retain(|(n, _)| *n < part);
        self.before
            .borrow_mut()
            .retain(|place, _| place.part < part);
    }
}
