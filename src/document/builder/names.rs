//! What a text and its places are called.

use super::Builder;
use crate::document::{Marked, Place};
use crate::text::{self, Clean};

impl Builder {
    /// Says what the text is called where that stands outside of it, unless it has a title already.
    pub fn called(&mut self, title: &str) {
        let text = text::folded(&Clean::new(title));
        if self.contents.title.is_none() && !text.is_empty() {
            self.contents.title = Some(Marked {
                level: 0,
                line: 1,
                text,
                place: Place::default(),
                end: Place::default(),
            });
        }
    }

    /// Names the place of what comes next, so that links find it. The first of a name counts.
    pub fn target(&mut self, name: &str) {
        let here = self.here();
        if !name.is_empty() {
            self.targets.entry(name.to_owned()).or_insert(here);
        }
    }

    /// Names the place of the next word, inside of the block that is open. The first of a name counts.
    pub fn target_inside(&mut self, name: &str) {
        let here = self.place(self.text.len());
        self.targets.entry(name.to_owned()).or_insert(here);
    }

    /// Whether one heading stands first and above all others, so that it is taken for the title.
    pub fn has_lone_heading(&self) -> bool {
        self.contents.title.is_some() || self.contents.lone_first().is_some()
    }

    /// Takes a sign from what the last heading is called, if its words begin with it: it is none of them.
    pub fn unsign_heading(&mut self, sign: &str) {
        let Some(heading) = self.contents.headings.last_mut() else {
            return;
        };
        if let Some(bare) = heading.text.strip_prefix(sign) {
            heading.text = bare.trim_start().to_owned();
            let named = heading.clone();
            self.name_heading(&named);
        }
    }

    /// Names a heading as web pages do: by its words, and by a number if others have the same.
    pub(super) fn name_heading(&mut self, heading: &Marked) {
        let slug = text::slug(&heading.text);
        if slug.is_empty() {
            return;
        }
        let same = self.slugs.entry(slug.clone()).or_insert(0);
        let name = match *same {
            0 => slug,
            nth => format!("{slug}-{nth}"),
        };
        *same += 1;
        self.targets.entry(name).or_insert(heading.place);
    }
}
