//! What is explained in a section, such as the options of a command: one can step through it, and the outline unfolds it.

use super::command::Command;
use super::sidebar::Entry;
use super::{ABOVE, App};

impl App {
    /// Goes to the next thing that is explained, or to the one before.
    pub(super) fn by_term(&mut self, times: usize, forward: bool) {
        let terms = &self.structure().outline.terms;
        if terms.is_empty() {
            return self.say("this text marks no options or terms");
        }
        let top = self.top.place;
        let target = if forward {
            let last = terms.len().saturating_sub(1);
            let next = self.next_term();
            let last = last.max(next);
            next.saturating_add(times.saturating_sub(1)).min(last)
        } else {
            let before = terms.partition_point(|term| term.place < top);
            match before.checked_sub(times.min(before.max(1))) {
                Some(target) => target,
                None => return self.say("this is the first one"),
            }
        };
        let terms = &self.structure().outline.terms;
        match terms.get(target).map(|term| term.place) {
            Some(place) => self.land(place),
            None => self.say("this is the last one"),
        }
    }

    /// The number of the first term below the top of the page.
    fn next_term(&mut self) -> usize {
        let (top, terms) = (self.top, &self.structure().outline.terms);
        let next = terms.partition_point(|term| term.place <= top.place);
        let place = terms.get(next).map(|term| term.place);
        // A line that is kept begins before its first word.
        let is_here = |place| self.layout.landing(place, ABOVE) == top;
        next + usize::from(place.is_some_and(is_here))
    }

    pub(super) fn shows_terms(&self, heading: usize) -> bool {
        let place = self.place_of(Entry::Heading(heading));
        self.sidebar.terms_of(heading).is_some() && self.sidebar.is_opened(place)
    }

    pub(super) fn hides_terms(&self, heading: usize) -> bool {
        let place = self.place_of(Entry::Heading(heading));
        self.sidebar.terms_of(heading).is_some() && !self.sidebar.is_opened(place)
    }

    pub(super) fn open_terms(&mut self, heading: usize, open: bool) {
        let outline = &self.layout.structure().outline;
        self.sidebar.open(outline, heading, open);
    }

    /// Does what a key says of a term in the outline, if that is not what it says of any entry.
    pub(super) fn update_term(&mut self, term: usize, command: Command) -> bool {
        let section = self.sidebar.section_of(term);
        match command {
            Command::EntryParent | Command::EntrySiblingUp => {
                self.select(section.map_or(Entry::Title, Entry::Heading));
            }
            Command::Fold | Command::ToggleFold => {
                self.select(section.map_or(Entry::Title, Entry::Heading));
                self.open_terms(section.unwrap_or(0), false);
            }
            Command::Unfold => {
                self.go_to(Entry::Term(term));
                self.leave_outline();
            }
            Command::EntryNoHeading | Command::EntryHigher | Command::EntryDeeper => {
                self.say("this is an entry, and no heading");
            }
            _ => return false,
        }
        true
    }
}
