//! What is explained in a section, such as the options of a command: one can step through it, and the outline unfolds it.

use super::App;
use super::command::Command;
use super::sidebar::Entry;

impl App {
    /// Goes to the next thing that is explained, or to the one before.
    pub(super) fn by_term(&mut self, times: usize, forward: bool) {
        let terms = &self.structure().outline.terms;
        if terms.is_empty() {
            return self.say("this text marks no options or terms");
        }
        let top = self.top.place;
        let target = if forward {
            let next = terms.partition_point(|term| term.place <= top);
            let last = terms.len().saturating_sub(1).max(next);
            next.saturating_add(times.saturating_sub(1)).min(last)
        } else {
            let before = terms.partition_point(|term| term.place < top);
            match before.checked_sub(times.min(before.max(1))) {
                Some(target) => target,
                None => return self.say("this is the first one"),
            }
        };
        match terms.get(target).map(|term| term.place) {
            Some(place) => self.land(place),
            None => self.say("this is the last one"),
        }
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
                self.say("this is no heading, its format says");
            }
            _ => return false,
        }
        true
    }
}
