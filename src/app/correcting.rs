//! Corrections of the outline by hand: what their keys do, and what comes of them.

use super::App;
use super::sidebar::Entry;
use crate::document::Place;
use crate::outline::corrections::{Correction, Corrections, DEEPEST, Spot, generous, identify};
use crate::outline::{Heading, Shape, Structure, shape};

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
    /// The number of the last step.
    step: u64,
    /// What the last key corrected, and the one before it: that can be done to all that is like it.
    latest: Option<Offer>,
    offered: Option<Offer>,
}

/// What may be done to more lines.
#[derive(Clone, Debug)]
struct Offer {
    /// The shape that they have; on no level, if they are no headings yet.
    shape: Shape,
    /// Whether they are none yet.
    missed: bool,
    /// What they become.
    level: u8,
}

/// The longest text, in bytes of the source, in which a key looks for all that is like a line.
const LONGEST: u64 = 16 << 20;
/// The level of what is no heading.
const NO_LEVEL: u8 = 0;

impl Correcting {
    /// A key was typed: what was offered before it is offered to it alone.
    pub(super) fn key(&mut self) {
        self.offered = self.latest.take();
    }
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
        self.tell_turned();
        self.explain_again();
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
    pub(super) fn judged(&self) -> &Structure {
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
            Entry::Heading(_) | Entry::Term(_) => self.place_of(entry),
        };
        self.sidebar.cursor = Some(place);
        self.toggle(place);
    }

    fn toggle(&mut self, place: Place) {
        if let Some(heading) = self.heading_on(place) {
            // The title stands on no level, and there is none like it.
            let alike = (heading.level > 0).then(|| shape(&heading.text, heading.level));
            return self.correct(heading.place, Some(0), alike, "no heading any more");
        }
        let judged = &self.judged().outline;
        let was = judged.title.iter().chain(&judged.headings);
        if self.correcting.corrections.is_none_at(place)
            && was.into_iter().any(|h| h.place <= place && place <= h.end)
        {
            return self.correct(place, None, None, "a heading again");
        }
        let level = self.current().and_then(|i| self.level_of(i)).unwrap_or(1);
        self.correct(place, Some(level), None, "a heading now");
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
        let headings = &self.structure().outline.headings;
        let Some(found) = headings.get(heading) else {
            return;
        };
        let (level, place) = (found.level, found.place);
        let alike = shape(&found.text, level);
        let new = level.saturating_add_signed(by).clamp(1, DEEPEST);
        if new == level {
            return self.say("there is no level beyond this one");
        }
        self.sidebar.cursor = Some(place);
        self.correct(place, Some(new), Some(alike), &format!("level {new} now"));
    }

    /// Corrects the line of a place; as a heading it has a shape that others may have too.
    fn correct(&mut self, place: Place, level: Option<u8>, alike: Option<Shape>, said: &str) {
        let step = self.next_step();
        let made = identify(self.document().pages(), &[place], step, level);
        if made.is_empty() {
            return self.say("that line is too long for a heading");
        }
        let spot = made.first().map(|(_, spot)| spot);
        let offer = match (alike, level, spot) {
            (Some(shape), Some(level), _) => Some(Offer {
                shape,
                missed: false,
                level,
            }),
            (None, Some(level @ 1..), Some(spot)) => Some(Offer {
                shape: shape(&spot.text, NO_LEVEL),
                missed: true,
                level,
            }),
            _ => None,
        };
        let more = offer.as_ref().map_or("", |_| ", a: all like it");
        self.make(made);
        self.correcting.latest = offer;
        self.say(format!("{said}: U undoes it{more}"));
    }

    /// Does the last correction to all that is like what it corrected.
    pub(super) fn correct_all_alike(&mut self) {
        let Some(offer) = self.correcting.offered.take() else {
            return self.say("type it right after # < or >");
        };
        let pages = self.document().pages();
        if !self.structure().complete {
            return self.say("the outline has not got to the end yet");
        }
        if pages.size() > LONGEST {
            return self.say("this text is too long for that");
        }
        let places = self.alike(&offer);
        let step = self.next_step();
        let pages = self.document().pages();
        let made = identify(pages, &places, step, Some(offer.level));
        match made.len() {
            0 => return self.say("nothing else is like it"),
            1 => self.say("1 more like it: U undoes it"),
            n => self.say(format!("{n} more like it: U undoes them")),
        }
        self.make(made);
    }

    /// Where all that has the shape of an offer stands: headings, or what may be some if it is for lines that are none.
    fn alike(&self, offer: &Offer) -> Vec<Place> {
        let shown = &self.structure().outline.headings;
        let is_alike = |h: &&Heading| shape(&h.text, h.level) == offer.shape;
        if !offer.missed {
            return shown.iter().filter(is_alike).map(|h| h.place).collect();
        }
        let generous = generous(self.document().pages()).headings;
        let missed = generous.iter().filter(|h| {
            shape(&h.text, NO_LEVEL) == offer.shape && self.heading_on(h.place).is_none()
        });
        let missed = missed.map(|h| h.place).collect();
        // What was called no heading before stays none.
        self.correcting.corrections.without_nones(missed)
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
