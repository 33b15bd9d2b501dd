//! Going far, and coming back.

use super::{App, Effect};
use crate::layout::{Layout, Top};

/// Places that are kept to come back to; older ones are forgotten.
const MOST: usize = 100;

/// Where one was before each jump.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    /// The places to go back to, the latest last, each of them once.
    past: Vec<Top>,
    /// Those that one came back from, until one jumps from elsewhere.
    ahead: Vec<Top>,
    /// Where one was before the last jump of any kind.
    last: Option<Top>,
}

impl Jumps {
    /// Keeps the place that somebody jumps away from.
    fn keep(&mut self, from: Top) {
        self.past.retain(|place| *place != from);
        if self.past.len() >= MOST {
            self.past.remove(0);
        }
        self.past.push(from);
        self.ahead.clear();
        self.last = Some(from);
    }

    /// The places to go back to, the latest first.
    pub(super) fn places(&self) -> impl Iterator<Item = &Top> {
        self.last.iter().chain(self.past.iter().rev())
    }

    /// Takes the places that they have in another text; forgets those that have none.
    pub(super) fn turn(&mut self, moved: impl Fn(Top) -> Option<Top>) {
        for places in [&mut self.past, &mut self.ahead] {
            *places = places.iter().filter_map(|top| moved(*top)).collect();
        }
        self.last = self.last.and_then(&moved);
    }

    /// All places that are kept: a text that grows moves them.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut Top> {
        let kept = self.past.iter_mut().chain(&mut self.ahead);
        kept.chain(&mut self.last)
    }
}

impl App {
    /// Goes where one was before the last jump; again, and one is here again.
    pub(super) fn go_there_and_back(&mut self) {
        match self.jumps.last {
            Some(top) => {
                self.jump_to(|_| top);
                self.leave_match();
            }
            None => self.say("nowhere to go back to yet"),
        }
    }

    /// Goes back so many jumps, or forward again over those that one went back.
    pub(super) fn retrace(&mut self, times: usize, back: bool) -> Effect {
        let begun = self.top;
        for step in 0..times {
            let here = self.top;
            let jumps = &mut self.jumps;
            let (from, to) = if back {
                (&mut jumps.past, &mut jumps.ahead)
            } else {
                (&mut jumps.ahead, &mut jumps.past)
            };
            // Who walked to a place that was left by a jump is there already.
            from.pop_if(|place| *place == here);
            let Some(place) = from.pop() else {
                if step > 0 {
                    return Effect::None;
                }
                // Unless another text was left.
                let (way, effect) = if back {
                    ("back", Effect::GoBack)
                } else {
                    ("forward", Effect::GoForward)
                };
                self.say(format!("nowhere to go {way} to"));
                return effect;
            };
            to.push(here);
            jumps.last = Some(begun);
            self.move_to(|_| place);
            self.leave_match();
        }
        Effect::None
    }

    /// Goes far: one can come back.
    pub(super) fn jump_to(&mut self, to: impl FnOnce(&mut Layout) -> Top) {
        let from = self.top;
        self.move_to(to);
        self.keep_place(from);
    }

    /// Keeps a place that was left to come back to, if it is not where one is.
    pub(super) fn keep_place(&mut self, left: Top) {
        if self.top != left {
            self.jumps.keep(left);
        }
    }

    pub(super) fn move_to(&mut self, to: impl FnOnce(&mut Layout) -> Top) {
        self.top = to(&mut self.layout);
        self.sidebar.scrolled = None;
    }
}
