//! The section that is being read, and how long it takes.

use super::App;
use super::sidebar::{Entry, parent};
use crate::document::Place;
use crate::outline::Heading;

impl App {
    /// The heading whose section is being read; none before the first one, nor where the outline has not got to yet.
    pub fn current(&self) -> Option<usize> {
        let place = self.read_place();
        self.structure()
            .heading_at(place)
            .filter(|_| self.is_outlined(place))
    }

    /// Where one reads: what one was led to stands lower than the top, and may be in another section.
    pub(super) fn read_place(&self) -> Place {
        let typed = self.finding.prompt.as_ref().and(self.finding.search.hit);
        self.landed.or(typed).unwrap_or(self.top.place)
    }

    /// The headings from the outermost section that is being read to the innermost one.
    pub fn path(&self) -> Vec<&Heading> {
        let headings = &self.structure().outline.headings;
        let mut path = Vec::new();
        let mut next = self.current();
        while let Some(i) = next {
            path.extend(headings.get(i));
            next = parent(headings, i);
        }
        path.reverse();
        path
    }

    /// The outline's entry that is marked: under the cursor, or the one being read.
    pub fn marked(&self) -> Option<Entry> {
        let outline = &self.structure().outline;
        if self.sidebar.focused {
            return self.sidebar.entry(outline);
        }
        let entry = self.current().map_or(Entry::Title, Entry::Heading);
        if !self.is_outlined(self.read_place()) {
            return None;
        }
        let row = self
            .sidebar
            .entries()
            .get(self.sidebar.row_of(entry))
            .copied();
        // Before the first heading of a text without a title nothing of the outline is being read.
        row.filter(|row| (entry == Entry::Title) == (*row == Entry::Title))
    }

    /// Minutes that the section of a heading takes to read, its subsections included; none where it is not known yet
    /// where it ends.
    pub fn minutes(&self, heading: usize) -> Option<f64> {
        let headings = &self.structure().outline.headings;
        let start = self.pace.at(headings.get(heading)?.place);
        let end = match headings.get(self.sidebar.end(heading)) {
            Some(next) => self.pace.at(next.place),
            None if self.structure().complete => self.document().pages().size(),
            None => return None,
        };
        Some(self.pace.minutes(end.saturating_sub(start)))
    }

    /// Minutes from the top of the page to the end.
    pub fn minutes_left(&self) -> f64 {
        self.pace.minutes(self.view.rest)
    }
}
