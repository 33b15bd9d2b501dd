//! Going far, and coming back.

use super::App;
use crate::layout::{Layout, Top};

impl App {
    /// Goes where one was before the last jump; again, and one is here again.
    pub(super) fn go_back(&mut self) {
        match self.back {
            Some(top) => self.jump_to(|_| top),
            None => self.say("nowhere to go back to yet"),
        }
    }

    /// Goes far: one can come back.
    pub(super) fn jump_to(&mut self, to: impl FnOnce(&mut Layout) -> Top) {
        let from = self.top;
        self.move_to(to);
        if self.top != from {
            self.back = Some(from);
        }
    }

    pub(super) fn move_to(&mut self, to: impl FnOnce(&mut Layout) -> Top) {
        self.top = to(&mut self.layout);
        self.sidebar.scrolled = None;
    }
}
