//! Going over to more of a text whose format has marks, when that was read.

use std::time::Duration;

use super::Reader;
use crate::app::{Effect, Moved};
use crate::document::{Document, Pages};
use crate::read::Rest;
use crate::shell::arriving::{self, Arrived, Order};

/// Parts on either side of the old one in which a place is looked for.
const NEAR: u32 = 4;

/// What of the text that is shown is still to be read.
#[derive(Default)]
pub(super) struct Arriving {
    /// The number of the last order to read on.
    last: u64,
    /// The one that is about this text, if somebody carries it out.
    wanted: Option<u64>,
}

impl Arriving {
    /// The text is not shown any more; gives the order about it that somebody carries out.
    pub(super) fn leave(&mut self) -> Option<u64> {
        self.wanted.take()
    }

    /// What was ordered when this text was shown before is wanted again.
    pub(super) fn take_up(&mut self, order: u64) {
        self.wanted = Some(order);
    }
}

impl Reader {
    /// Lets the rest of the text that is shown be read.
    pub(super) fn read_rest(&mut self, rest: Rest) {
        let before = self.meant.as_ref().unwrap_or(&self.document).clone();
        self.read_on(rest, before, Duration::ZERO);
    }

    fn read_on(&mut self, rest: Rest, before: Document, took: Duration) {
        self.arriving.last += 1;
        self.arriving.wanted = Some(self.arriving.last);
        let order = Order {
            number: self.arriving.last,
            rest,
            before,
            took,
            strictness: self.app.strictness(),
        };
        arriving::start(order, &self.post);
    }

    /// Takes in no more of a text that is still coming.
    pub(super) fn stop_input(&mut self) {
        if self.source.stop() {
            self.announce("stopped: what has come stays, no more is taken in");
        }
    }

    /// More of the text was read than is shown.
    pub(super) fn arrived(&mut self, arrived: Arrived) -> Option<Effect> {
        let Arrived {
            number,
            mut turned,
            rest,
            took,
            trouble,
        } = arrived;
        if self.arriving.wanted != Some(number) {
            self.trail.forget_order(number);
            return None;
        }
        self.arriving.wanted = None;
        if let Some(trouble) = trouble {
            self.announce(trouble);
        }
        let document = turned.document.clone();
        let shown = self.meant.is_none();
        if shown {
            turned.moved = self.moved_on(turned.moved, document.pages());
            // The file is what it was, and what was asked about it is still asked.
            let asked = (self.reloading, self.noticed, self.missed);
            self.turn_to(turned);
            (self.reloading, self.noticed, self.missed) = asked;
        } else {
            self.meant = Some(document.clone());
        }
        if let Some(rest) = rest {
            self.read_on(rest, document, took);
        }
        shown.then_some(Effect::None)
    }

    /// The rest of a text cannot be read.
    pub(super) fn lost(&mut self, number: u64, why: String) -> Option<Effect> {
        if self.arriving.wanted != Some(number) {
            self.trail.forget_order(number);
            return None;
        }
        self.arriving.wanted = None;
        self.announce(why);
        Some(Effect::None)
    }

    /// Looks for the places that stand behind what is the same in what has come of a text.
    fn moved_on(&mut self, moved: Moved, now: &dyn Pages) -> Moved {
        let Moved::Grown(end, mut places) = moved else {
            return moved;
        };
        let behind = self.app.anchors_behind(end).into_iter();
        places.extend(behind.filter_map(|(place, anchor)| Some((place, anchor.find(now, NEAR)?))));
        Moved::Grown(end, places)
    }
}
