//! Following a text that grows: the page stays at its end until the person goes up.

use super::{App, Effect};
use crate::layout::Top;

/// Whether the page stays at the end of a text that grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Following {
    /// It does not.
    #[default]
    No,
    /// It does; this is where it was put last.
    Yes(Top),
    /// It did until the person went up. Going to the end brings it back.
    Left,
}

impl Following {
    /// Where the end was, to be moved when the text is cut in other places.
    pub(super) fn end_mut(&mut self) -> Option<&mut Top> {
        match self {
            Self::Yes(top) => Some(top),
            Self::No | Self::Left => None,
        }
    }
}

impl App {
    /// Whether the page stays at the end of the text.
    pub fn is_following(&self) -> bool {
        matches!(self.following, Following::Yes(_))
    }

    /// Whether it did, until the person went up.
    pub fn has_left_the_end(&self) -> bool {
        self.following == Following::Left
    }

    /// Goes to the end and stays there. Of a text that cannot grow the shell has to make one that can.
    pub(super) fn follow(&mut self) -> Effect {
        if self.document().pages().finished() {
            return Effect::Follow;
        }
        self.stay_at_the_end();
        Effect::None
    }

    /// Goes to the end of a text that grows, and stays there.
    pub fn stay_at_the_end(&mut self) {
        if self.sidebar.focused {
            self.leave_outline();
        }
        self.seek_end();
        self.following = Following::Yes(self.top);
    }

    /// The person goes up.
    pub(super) fn leave_the_end(&mut self) {
        if self.is_following() {
            self.following = Following::Left;
            self.say("stopped: F or G follows again");
        }
    }

    /// The person wants no more of it; says whether it was done at all.
    pub(super) fn stop_following(&mut self) -> bool {
        let did = self.is_following();
        if did {
            self.following = Following::No;
            self.say("stopped: F follows again");
        }
        did
    }

    /// Goes to where the end is by now, unless the person went up since it was there last.
    pub(super) fn keep_at_the_end(&mut self) {
        let Following::Yes(left) = self.following else {
            return;
        };
        if self.top < left {
            return self.leave_the_end();
        }
        let last = self.last_page();
        if self.top != last {
            self.move_to(|_| last);
        }
        self.following = Following::Yes(last);
        if self.document().pages().finished() {
            self.following = Following::No;
            self.say("all of it has come");
        }
    }
}
