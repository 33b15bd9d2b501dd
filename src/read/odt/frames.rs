//! What stands in frames: pictures, and formulas, which lie in files of their own.

use super::super::archive::is_picture;
use super::super::formula;
use super::Writer;
use crate::document::Face;
use crate::document::builder::UNNAMED;

/// A picture, as far as its frame has said what it is.
pub(super) struct Picture {
    pub(super) path: String,
    /// What stands for it, and whether that is being said.
    pub(super) instead: String,
    pub(super) says: bool,
}

impl Writer {
    /// Writes the picture of a frame; of one that does not stand alone or cannot be shown, what is said of it.
    pub(super) fn end_frame(&mut self) {
        let is_formula = std::mem::take(&mut self.is_formula);
        let picture = self.picture.take().filter(|_| !is_formula);
        let Some(Picture { path, instead, .. }) = picture else {
            return;
        };
        let instead = instead.trim();
        if self.table.depth == 0 && self.builder.is_fresh() && is_picture(&path) {
            self.builder.picture(path.trim_start_matches("./"), instead);
        } else {
            let instead = if instead.is_empty() { UNNAMED } else { instead };
            self.builder.text(&format!("[{instead}]"));
        }
    }

    /// Writes the object of a frame, if it is a formula. What is drawn of it is no picture then.
    pub(super) fn object(&mut self, href: &str) {
        let Some(set) = self.formula_in(href) else {
            return;
        };
        self.is_formula = true;
        self.before_words(&set);
        self.builder.face(Face::Math);
        self.builder.text(&set);
        self.builder.plain();
    }

    /// The formula that lies in the folder of an object. What lies there once may be shown often, but not without measure.
    pub(super) fn formula_in(&mut self, href: &str) -> Option<String> {
        let folder = href.trim_start_matches("./").trim_end_matches('/');
        if let Some(known) = self.formulas.get(folder) {
            let set = known.clone()?;
            return self.repeats.take(set.len()).then_some(set);
        }
        let path = format!("{folder}/content.xml");
        let text = self.archive.as_mut()?.text(&path);
        let set = text.and_then(|text| formula::of_xml(&text));
        self.formulas.insert(folder.to_owned(), set.clone());
        set
    }
}
