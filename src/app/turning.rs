//! Going over to another text, or to the same one as it is by now: everything that has a place in the old one gets one
//! in the new one, or is let go.

use std::collections::HashMap;

use super::contents::Shown;
use super::pace::Pace;
use super::{App, News};
use crate::document::anchor::Anchor;
use crate::document::{Document, Place, part_of};
use crate::layout::Top;
use crate::outline::Structure;
use crate::outline::corrections::Correction;
use crate::text;

/// Parts on either side of the old one in which a place is looked for that nobody has looked for yet: a millisecond or
/// two.
const NEAR: u32 = 4;
/// Places to go back to that are looked for.
const JUMPS: usize = 24;
/// The same of what is folded, and of what is open that was folded.
const FOLDS: usize = 24;

/// Where places of the old text are in the new one.
#[derive(Debug)]
pub enum Moved {
    /// It is the same text, of which the end may be cut into parts otherwise: this is the last part, and where the
    /// parts after it begin in it.
    Joined(u32, Vec<u32>),
    /// More of the same text: up to this place it is as it was. Behind that, places that were looked for and found.
    Grown(Place, HashMap<Place, Place>),
    /// Places that were looked for and found.
    Found(HashMap<Place, Place>),
}

impl Moved {
    /// Says how the parts of a text are joined when it is open to growth again.
    pub fn joined(old: &Document, new: &Document) -> Self {
        let last = new.pages().parts().saturating_sub(1);
        let (mut ends, mut end) = (Vec::new(), 0);
        for part in last..old.pages().parts() {
            ends.push(end);
            end += old.pages().part(part).end();
        }
        Self::Joined(last, ends)
    }

    /// Says up to where a text is the same of which more has come.
    pub fn grown(old: &Document, new: &Document) -> Self {
        let (old, new) = (old.pages(), new.pages());
        let mut end = Place::default();
        for number in 0..old.parts().min(new.parts()) {
            let (before, now) = (old.part(number), new.part(number));
            let same = before.text.bytes().zip(now.text.bytes());
            let same = same.take_while(|(before, now)| before == now).count();
            // Not in the middle of a character.
            end = Place {
                part: number,
                offset: text::head(&now.text, same).len() as u32,
            };
            if same < before.text.len() {
                break;
            }
        }
        Self::Grown(end, HashMap::new())
    }

    /// Up to where it is the same text of which more has come, if it is that.
    fn kept(&self) -> Option<Place> {
        match self {
            Self::Grown(end, _) => Some(*end),
            Self::Joined(..) | Self::Found(_) => None,
        }
    }

    /// Where a place is now.
    pub fn place(&self, place: Place) -> Option<Place> {
        match self {
            Self::Joined(last, ends) => {
                let Some(behind) = place.part.checked_sub(*last) else {
                    return Some(place);
                };
                let before = ends.get(behind as usize)?;
                Some(Place {
                    part: *last,
                    offset: place.offset + before,
                })
            }
            Self::Grown(end, _) if place <= *end => Some(place),
            Self::Grown(_, places) | Self::Found(places) => places.get(&place).copied(),
        }
    }

    fn top(&self, top: Top) -> Option<Top> {
        self.place(top.place).map(|place| Top { place, ..top })
    }
}

impl App {
    /// The places that are worth to be found in another text: the one on top of the page first.
    pub fn places_to_keep(&self) -> Vec<Place> {
        let left = self.left.map(|top| top.place);
        let jumps = self.jumps.places().map(|top| top.place);
        let mut places = vec![self.top.place];
        places.extend(self.finding.places_to_keep());
        places.extend(left.into_iter().chain(self.sidebar.cursor).chain(jumps));
        let mut seen = std::collections::HashSet::new();
        places.retain(|place| seen.insert(*place));
        places.truncate(JUMPS);
        places
    }

    /// The same and what is folded or open, with what they are known by.
    pub fn anchors(&mut self) -> Vec<(Place, Anchor)> {
        self.anchors_of(|_| true)
    }

    /// Those behind a place.
    pub fn anchors_behind(&mut self, end: Place) -> Vec<(Place, Anchor)> {
        self.anchors_of(|place| place > end)
    }

    fn anchors_of(&mut self, wanted: impl Fn(Place) -> bool) -> Vec<(Place, Anchor)> {
        let mut places = self.places_to_keep();
        let folds = self.sidebar.folds().chain(self.layout.opened());
        places.extend(folds.take(FOLDS));
        let places = places.into_iter().filter(|place| wanted(*place));
        // Parts that are set are at hand, that of the page among them, even if the file has lost them.
        let anchor = |place: Place| (place, Anchor::at(&self.layout.part(place.part).part, place));
        places.map(anchor).collect()
    }

    /// Goes over to another text, of which so much is judged. Says whether the place on top was found in it.
    pub fn turn_to(&mut self, document: Document, structure: Structure, moved: &Moved) -> bool {
        let anchor = Anchor::at(&self.layout.part(self.top.place.part).part, self.top.place);
        let near = || {
            let place = anchor.find(document.pages(), NEAR)?;
            Some(Top { place, ..self.top })
        };
        let top = moved.top(self.top).or_else(near);
        let here = self.position(self.top.place);
        self.left = self.left.and_then(|top| moved.top(top));
        self.jumps.turn(|top| moved.top(top));
        // Where what is on top stands where it stood, so does the rest of the page.
        let still = top.is_some_and(|top| top.place == self.top.place);
        let landed = |place| moved.place(place).or(still.then_some(place));
        self.landed = self.landed.and_then(landed);
        let kept = moved.kept();
        self.resized = None;
        self.close_what_is_gone(moved);
        self.colouring.forget();
        self.sidebar.turn(|place| moved.place(place));
        if kept.is_none() {
            self.sidebar.scrolled = None;
        }
        match moved {
            Moved::Found(_) => self.correcting.corrections.lose(),
            Moved::Joined(..) | Moved::Grown(..) => {
                let mut lost = false;
                for place in self.correcting.corrections.places_mut() {
                    let now = moved.place(*place);
                    lost |= now.is_none();
                    *place = now.unwrap_or(*place);
                }
                // Behind what is the same, each has to be found again.
                if lost {
                    self.correcting.corrections.lose();
                }
            }
        }
        if let Some(end) = self.following.end_mut() {
            *end = Top::default();
        }
        self.turns += 1;
        self.lines_before = vec![0];
        self.last_part = document.pages().parts().saturating_sub(1);
        self.pace = Pace::judge(&document);
        self.outline_rows = Shown::default();
        let before = self.document().clone();
        let coloured = kept.unwrap_or_default();
        self.layout
            .turn_to(document, coloured, |place| moved.place(place));
        self.outlined |= self.fresh && self.opening && !structure.outline.headings.is_empty();
        self.turn_pictures(&before, |place| moved.place(place));
        self.take_structure(structure);
        let chased = match kept {
            Some(end) => {
                self.search_on(end.part, moved);
                None
            }
            None => self.search_anew(|place| moved.place(place)),
        };
        self.sift_near(top.map_or(part_of(here), |top| top.place.part));
        self.divide();
        let last = self.last_page();
        let found = top.is_some();
        self.move_to(|layout| {
            let top = top.unwrap_or_else(|| {
                let part = part_of(here);
                let place = Place { part, offset: 0 };
                Top::at(place)
            });
            layout.snap(top)
        });
        if !found {
            // What was cut off ended where the text ends now.
            let beyond = here >= self.document().pages().size();
            self.top = if beyond { last } else { self.top.min(last) };
        }
        if kept.is_none() {
            self.chase_again(chased);
        } else {
            self.pursue();
        }
        if self.sidebar.focused {
            self.sidebar.cursor.get_or_insert(self.top.place);
        }
        self.go_to_awaited();
        found
    }

    /// More of the same text has come, which from this part on may be another one: that is counted anew.
    fn search_on(&mut self, from: u32, moved: &Moved) {
        for place in self.finding.places_mut() {
            *place = moved.place(*place).unwrap_or(*place);
        }
        self.finding.grow(from, self.document().pages().parts());
    }

    /// Closes what is said beside the text, where that does not stand in it any more.
    fn close_what_is_gone(&mut self, moved: &Moved) {
        let follow = |place: &mut Place| {
            let now = moved.kept().and_then(|_| moved.place(*place));
            *place = now.unwrap_or(*place);
            now.is_some()
        };
        let explained = self.explained.as_mut();
        if !explained.is_some_and(|explained| follow(&mut explained.place)) {
            self.explained = None;
        }
        let note = self.note.as_mut();
        if !note.is_some_and(|note| note.places_mut().all(follow)) {
            self.note = None;
        }
    }

    /// The structure as it was judged, at the places that it has now.
    pub fn structure_moved(&self, moved: &Moved) -> Structure {
        let mut structure = self.judged().clone();
        for place in structure.outline.places_mut() {
            *place = moved.place(*place).unwrap_or(*place);
        }
        structure.complete = false;
        structure
    }

    /// All corrections, to be found in the text that was turned to; numbered from 0 in this order.
    pub fn corrections_to_find(&mut self) -> Vec<Correction> {
        self.correcting.corrections.number_anew()
    }

    /// Says something that came of what the person did or of what happened to the file, until the next key.
    pub fn announce(&mut self, text: impl Into<String>) {
        self.learn(News::Trouble(text.into()));
    }
}
