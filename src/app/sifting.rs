//! The filter: only the paragraphs where the query stands are shown, under their headings.

use std::ops::Range;
use std::rc::Rc;

use super::finding::nowhere;
use super::places::Places;
use super::sidebar::{parent, section_end};
use super::{ABOVE, App};
use crate::document::{Document, Part, Place};
use crate::layout::Sieve;
use crate::outline::{Heading, Structure};
use crate::search::{Query, Tally};

/// What is shown of a text, as far as it was counted.
struct Matching {
    document: Document,
    query: Query,
    tally: Tally,
    places: Rc<Places>,
}

impl Matching {
    /// Whether the query stands somewhere in the section of a heading.
    fn is_in_section(&self, headings: &[Heading], heading: usize) -> bool {
        let Some(from) = headings.get(heading).map(|h| h.place) else {
            return false;
        };
        let to = headings
            .get(section_end(headings, heading))
            .map_or(Place::start_of(self.tally.parts()), |next| next.place);
        let inside = self.tally.next_with_match(from.part, true);
        if inside.is_some_and(|part| part < to.part) {
            return true;
        }
        let hits = |part| match self.tally.count(part) {
            Some(1..) => self.places.hits(self.document.pages(), &self.query, part),
            _ => [].into(),
        };
        [from.part, to.part].into_iter().any(|part| {
            let hits = hits(part);
            let place = |hit: &Range<u32>| Place {
                part,
                offset: hit.start,
            };
            let first = hits.partition_point(|hit| place(hit) < from);
            hits.get(first).is_some_and(|hit| place(hit) < to)
        })
    }

    /// The headings of the sections that a part begins in, the innermost one first.
    fn open_at(structure: &Structure, part: u32) -> impl Iterator<Item = (usize, Place)> {
        let headings = &structure.outline.headings;
        let first = structure.heading_at(Place::start_of(part));
        std::iter::successors(first, move |heading| parent(headings, *heading))
            .filter_map(move |i| Some((i, headings.get(i)?.place)))
    }
}

impl Sieve for Matching {
    fn next(&self, structure: &Structure, part: u32, forward: bool) -> Option<u32> {
        let headings = &structure.outline.headings;
        let found = self.tally.next_with_match(part, forward);
        // Between two parts with matches there may be the headings of the later one.
        let (later, between) = if forward {
            (found?, part + 1..found?)
        } else {
            (part, found.map_or(0, |found| found + 1)..part)
        };
        let mut heads = Self::open_at(structure, later)
            .filter(|(i, place)| between.contains(&place.part) && self.is_in_section(headings, *i))
            .map(|(_, place)| place.part);
        let head = if forward { heads.last() } else { heads.next() };
        head.or(found)
    }

    fn kept(&self, document: &Document, structure: &Structure, part: &Part) -> Vec<Range<u32>> {
        let number = part.number;
        let mut kept: Vec<Range<u32>> = match self.tally.count(number) {
            Some(1..) => self
                .places
                .hits(document.pages(), &self.query, number)
                .to_vec(),
            _ => Vec::new(),
        };
        let headings = &structure.outline.headings;
        let first = headings.partition_point(|h| h.place < Place::start_of(number));
        let here = headings
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, h)| h.place.part == number);
        for (i, heading) in here {
            if self.is_in_section(headings, i) {
                let at = heading.place.offset;
                kept.push(at..at + 1);
            }
        }
        kept.sort_by_key(|range| (range.end, range.start));
        kept
    }
}

impl App {
    /// Shows only what was searched for.
    pub(super) fn filter(&mut self) {
        let from = self.top;
        self.finding.search.filters = true;
        self.sift();
        self.pursue();
        let top = self.top;
        self.move_to(|layout| layout.landing(top.place, ABOVE));
        self.finding.search.sifted = Some((from, self.top));
        self.unfilter_if_empty();
    }

    /// Shows all of the text again once it is known that nothing matches.
    pub(super) fn unfilter_if_empty(&mut self) {
        let search = &self.finding.search;
        if search.filters && search.tally.is_complete() && search.tally.total() == 0 {
            // Where nothing is shown, nobody has gone anywhere.
            let sifted = self.finding.search.sifted.take();
            self.unfilter();
            if let Some((from, _)) = sifted {
                self.top = self.layout.snap(from);
            }
            let text = self.finding.query().map_or("", Query::text);
            let said = nowhere(text);
            self.say(said);
        }
    }

    /// Shows all of the text again, from where one is; from where one was before, if one has not moved since.
    pub(super) fn unfilter(&mut self) {
        let sifted = self.finding.search.sifted.take();
        if std::mem::take(&mut self.finding.search.filters) {
            self.sift();
            if let Some((from, landed)) = sifted
                && landed == self.top
            {
                self.top = self.layout.snap(from);
            }
        }
    }

    /// The same in a text that has become another one: around this part it is counted at once, so that the page does not
    /// stand empty until that is done.
    pub(super) fn sift_near(&mut self, part: u32) {
        if self.finding.search.filters {
            self.count_near(part);
        }
        self.sift();
    }

    /// Gives the page the filter that is wanted, as far as it was counted, or none.
    pub(super) fn sift(&mut self) {
        let search = &self.finding.search;
        let wanted = search.query.as_ref().filter(|_| search.filters);
        if wanted.is_none() && !self.layout.is_sifted() {
            return;
        }
        let document = self.document().clone();
        let sieve = wanted.map(|query| {
            Box::new(Matching {
                document,
                query: query.clone(),
                tally: search.tally.clone(),
                places: Rc::clone(&search.places),
            }) as Box<dyn Sieve>
        });
        self.layout.set_sieve(sieve);
        self.last_page = None;
    }
}
