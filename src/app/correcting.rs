//! Corrections of the outline by hand: what their keys do, and what comes of them.

use super::App;
use super::sidebar::Entry;
use crate::document::Place;
use crate::outline::corrections::{Correction, Corrections, DEEPEST, Spot, identify};
use crate::outline::{Heading, Structure};

/// What is to be kept of this text, or not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Corrections were made.
    Made(Vec<Correction>),
    /// Those of this step were taken back.
    TakenBack(u64),
}

/// The state of correcting.
#[derive(Debug, Default)]
pub(super) struct Correcting {
    pub(super) corrections: Corrections,
    /// The structure as it was judged, while there are corrections of it.
    judged: Option<Structure>,
    changes: Vec<Change>,
    /// The number of the next step, and where these numbers begin.
    step: u64,
}

impl App {
    /// Says where the numbers of corrections begin, so that those of several readers differ.
    pub fn number_corrections(&mut self, from: u64) {
        self.correcting.step = from;
    }

    /// What was corrected since this was asked last.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.correcting.changes)
    }

    /// Takes a structure as it was judged, and shows it with all corrections.
    pub(super) fn take_structure(&mut self, judged: Structure) {
        self.last_page = None;
        self.title_rows = None;
        let corrections = &self.correcting.corrections;
        if corrections.is_empty() {
            self.layout.set_structure(judged);
        } else {
            let mut shown = judged.clone();
            shown.outline = corrections.apply(shown.outline);
            self.correcting.judged = Some(judged);
            self.layout.set_structure(shown);
        }
        self.sidebar.rebuild(&self.layout.structure().outline);
    }

    fn show_corrected(&mut self) {
        let judged = self.correcting.judged.take();
        let judged = judged.unwrap_or_else(|| self.structure().clone());
        self.take_structure(judged);
    }

    /// Lines of kept corrections were found.
    pub(super) fn learn_located(&mut self, found: Vec<(u64, Spot)>) {
        self.correcting.corrections.locate(found);
        self.show_corrected();
        self.outlined |=
            self.fresh && self.opening && !self.structure().outline.headings.is_empty();
    }

    /// The structure as it was judged.
    fn judged(&self) -> &Structure {
        let judged = self.correcting.judged.as_ref();
        judged.unwrap_or_else(|| self.structure())
    }

    /// The heading that begins on the line of a place, as it is shown.
    fn heading_on(&self, place: Place) -> Option<&Heading> {
        let structure = self.structure();
        let heading = structure.heading_at(place);
        let heading = heading.and_then(|i| structure.outline.headings.get(i));
        heading
            .into_iter()
            .chain(&structure.outline.title)
            .find(|h| h.place <= place && place <= h.end)
    }

    /// The line on top of the page is a heading, or none.
    pub(super) fn correct_top(&mut self) {
        let place = self.top.place;
        if place.part >= self.structure().judged {
            return self.say("the outline has not got this far yet");
        }
        self.toggle(place);
    }

    /// The entry under the cursor is no heading, or one again: the cursor stays on its line.
    pub(super) fn correct_entry(&mut self, entry: Entry) {
        let cursor = self.sidebar.cursor.unwrap_or_default();
        let title = self.structure().outline.title.as_ref();
        let place = match entry {
            _ if self.correcting.corrections.is_none_at(cursor) => cursor,
            Entry::Title => title.map_or(cursor, |t| t.place),
            Entry::Heading(_) => self.place_of(entry),
        };
        self.sidebar.cursor = Some(place);
        self.toggle(place);
    }

    fn toggle(&mut self, place: Place) {
        if let Some(place) = self.heading_on(place).map(|h| h.place) {
            return self.correct(place, Some(0), "no heading any more");
        }
        let judged = &self.judged().outline;
        let was = judged.title.iter().chain(&judged.headings);
        if self.correcting.corrections.is_none_at(place)
            && was.into_iter().any(|h| h.place <= place && place <= h.end)
        {
            return self.correct(place, None, "a heading again");
        }
        let level = self.current().and_then(|i| self.level_of(i)).unwrap_or(1);
        self.correct(place, Some(level), "a heading now");
    }

    fn level_of(&self, heading: usize) -> Option<u8> {
        let headings = &self.structure().outline.headings;
        headings.get(heading).map(|h| h.level)
    }

    /// Moves a heading up or down by so many levels.
    pub(super) fn set_level(&mut self, heading: Option<usize>, by: i8) {
        let Some(heading) = heading else {
            return self.say("the title has no level");
        };
        let (Some(level), place) = (
            self.level_of(heading),
            self.place_of(Entry::Heading(heading)),
        ) else {
            return;
        };
        let new = level.saturating_add_signed(by).clamp(1, DEEPEST);
        if new == level {
            return self.say("there is no level beyond this one");
        }
        self.sidebar.cursor = Some(place);
        self.correct(place, Some(new), &format!("level {new} now"));
    }

    /// Corrects the line of a place.
    fn correct(&mut self, place: Place, level: Option<u8>, said: &str) {
        let step = self.next_step();
        let made = identify(self.document().pages(), &[place], step, level);
        if made.is_empty() {
            return self.say("that line is too long for a heading");
        }
        self.make(made);
        self.say(format!("{said}: U undoes it"));
    }

    fn next_step(&mut self) -> u64 {
        self.correcting.step = self.correcting.step.wrapping_add(1);
        self.correcting.step
    }

    fn make(&mut self, made: Vec<(Correction, Spot)>) {
        let kept = made.iter().map(|(correction, _)| correction.clone());
        self.correcting.changes.push(Change::Made(kept.collect()));
        if self.correcting.judged.is_none() {
            self.correcting.judged = Some(self.structure().clone());
        }
        for (correction, spot) in made {
            self.correcting.corrections.make(correction, spot);
        }
        self.show_corrected();
    }

    /// Takes the last correction back.
    pub(super) fn take_back(&mut self) {
        let Some((step, lines)) = self.correcting.corrections.take_back() else {
            return self.say("nothing was corrected");
        };
        self.correcting.changes.push(Change::TakenBack(step));
        self.show_corrected();
        self.say(match lines {
            1 => "taken back".to_owned(),
            _ => format!("{lines} corrections taken back"),
        });
    }
}
