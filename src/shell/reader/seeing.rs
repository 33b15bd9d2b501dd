//! Pictures that a text names: whether and how they are shown, and who looks at them.

use super::{Reader, Screen, said, showing};
use crate::picture::{Pixels, Unseen};

impl Reader {
    /// Finds out how pictures are shown in the window as it is now.
    pub(super) fn show_pictures(&mut self) {
        self.showing = if cfg!(feature = "images") && self.theme.coloured {
            let cell = Screen::cell();
            showing::showing(self.images, self.theme.depth, cell, said)
        } else {
            None
        };
        self.app.show_pictures(self.shown_pictures());
    }

    /// How many pixels of a picture a cell shows, or why none is shown.
    pub(super) fn shown_pictures(&self) -> Result<Pixels, Unseen> {
        let off = self.images == showing::Images::Off || cfg!(not(feature = "images"));
        let why = if off { Unseen::Off } else { Unseen::Colours };
        let cell = self.showing.map(|showing| showing.cell);
        cell.ok_or(why)
    }

    /// Lets the pictures near what is read be looked at.
    #[cfg(feature = "images")]
    pub(super) fn see(&mut self) {
        if let Some(showing) = self.showing {
            let text = (self.text, &self.source, self.format);
            let wanted = self.app.take_wanted();
            self.pictures.order(text, showing, wanted, &self.post);
        }
    }

    /// There is nobody who could look.
    #[cfg(not(feature = "images"))]
    pub(super) fn see(&mut self) {
        self.app.take_wanted();
    }
}
