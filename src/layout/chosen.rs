//! How a page is set, as far as its reader chooses that.

use std::rc::Rc;

use super::{Hyphens, Layout, SetPart, Sieve, Width};
use crate::document::Place;

impl Layout {
    /// Sets the page anew at another width.
    pub fn set_width(&mut self, width: Width) {
        if width != self.width {
            self.width = width;
            self.made.clear();
            // No walk is under way here, so nobody else holds a part.
            let unset = self
                .parts
                .iter_mut()
                .all(|(_, set)| Rc::get_mut(set).map(SetPart::unset).is_some());
            if !unset {
                self.parts.clear();
            }
        }
    }

    /// Whether the page shows the lines of the source.
    pub fn is_written(&self) -> bool {
        self.written
    }

    /// Whether what is too wide is cut at the edge of the page.
    pub fn is_chopped(&self) -> bool {
        self.chopped
    }

    /// How many cells of what is cut are out of the page at the left.
    pub fn moved(&self) -> u16 {
        self.moved
    }

    /// Shows the lines of the source as they were written, or sets the page anew.
    pub fn set_written(&mut self, written: bool) {
        self.written = written;
        self.parts.clear();
    }

    /// Cuts what is too wide at the edge of the page, so many cells of it being out of it at the left; or breaks it there.
    pub fn set_chopped(&mut self, chopped: bool, moved: u16) {
        if chopped != self.chopped {
            self.parts.clear();
        }
        (self.chopped, self.moved) = (chopped, moved);
        self.made.clear();
    }

    /// Shows the lines of the furniture that begins at a place, or folds them.
    pub fn set_open(&mut self, place: Place, open: bool) {
        if open {
            self.open.insert(place);
        } else {
            self.open.remove(&place);
        }
        self.parts.retain(|(n, _)| *n != place.part);
    }

    /// The furniture whose lines are shown, by where it begins, in order.
    pub fn opened(&self) -> impl Iterator<Item = Place> {
        self.open.iter().copied()
    }

    /// Opens what is folded at a place, if something is, and says where that begins.
    pub fn open_at(&mut self, place: Place) -> Option<Place> {
        let offset = self.part(place.part).folded_at(place.offset)?;
        let fold = Place { offset, ..place };
        self.set_open(fold, true);
        Some(fold)
    }

    /// Shows a part of the text only, or all of it again.
    pub fn set_sieve(&mut self, sieve: Option<Box<dyn Sieve>>) {
        self.sieve = sieve;
        self.parts.clear();
    }

    /// Whether only a part of the text is shown.
    pub fn is_sifted(&self) -> bool {
        self.sieve.is_some()
    }

    /// Where words are divided at the end of a row.
    pub fn hyphens(&self) -> Hyphens {
        self.hyphens
    }

    /// Divides words at the end of a row by another language, or not at all.
    pub fn set_hyphens(&mut self, hyphens: Hyphens) {
        self.hyphens = hyphens;
        self.parts.clear();
        self.made.clear();
    }
}
