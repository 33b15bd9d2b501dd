//! How much was found: in all of the text, before the current match, in a section.

use super::App;
use crate::document::Place;

/// How much was found: "3 of 41".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of the current match, if that is known.
    pub nth: Option<u64>,
    /// How many there are, as far as was counted.
    pub total: u64,
    /// Whether all were counted.
    pub complete: bool,
    /// How much of the text was looked through in percent, when that takes a while.
    pub percent: Option<u64>,
}

impl App {
    /// Where one is among the matches.
    pub(super) fn found_so_far(&self) -> Option<Found> {
        let search = &self.finding.search;
        search.query.as_ref()?;
        let tally = &search.tally;
        let nth = search.hit.and_then(|hit| {
            let before = tally.sum_of(0..hit.part)?;
            Some(before + u64::from(self.before(hit)?) + 1)
        });
        let parts = u64::from(tally.parts().max(1));
        let percent = u64::from(tally.counted()) * 100 / parts;
        Some(Found {
            nth,
            total: tally.total(),
            complete: tally.is_complete(),
            percent: self.finding.survey.long.then_some(percent),
        })
    }

    /// How many matches of its part begin before a place.
    fn before(&self, place: Place) -> Option<u32> {
        let search = &self.finding.search;
        if place.offset == 0 || search.tally.count(place.part)? == 0 {
            return Some(0);
        }
        let pages = self.document().pages();
        Some(search.places.before(pages, search.query.as_ref()?, place))
    }

    /// The matches between two places, if all of them were counted.
    pub(super) fn matches_between(&self, from: Place, to: Option<Place>) -> Option<u64> {
        let search = &self.finding.search;
        search.query.as_ref()?;
        let parts = search.tally.parts();
        let end = to.map_or(parts, |to| to.part.min(parts));
        let whole = search.tally.sum_of(from.part..end)?;
        let behind = to
            .filter(|to| to.part < parts)
            .map_or(Some(0), |to| self.before(to))?;
        let before = self.before(from)?;
        Some((whole + u64::from(behind)).saturating_sub(u64::from(before)))
    }

    /// The matches in the section of a heading, its subsections included.
    pub(super) fn matches_in_section(&self, heading: usize) -> Option<u64> {
        let headings = &self.structure().outline.headings;
        let from = headings.get(heading)?.place;
        let to = headings.get(self.sidebar.end(heading)).map(|h| h.place);
        self.matches_between(from, to)
    }
}
