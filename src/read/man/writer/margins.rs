//! Where the margin stands.

use super::{DEEPEST, Kind, LONGEST_TAG, STEP, USUAL, Writer};
use crate::text;

impl Writer {
    /// Moves the margin to the right, to what belongs to the last tag or by a step.
    pub(in crate::read::man) fn indent(&mut self, cells: Option<u16>) {
        self.tag_above();
        if self.margins.len() < DEEPEST {
            self.margins.push((self.base, self.hang));
            // What is indented below a tag stands where its text does, unless the page asks for more or for less.
            self.base += match cells {
                Some(0) => 0,
                Some(cells) if self.hang == 0 => cells.min(STEP),
                Some(cells) if cells > self.declared => self.hang + STEP,
                None if self.hang == 0 => STEP,
                _ => self.hang,
            };
        }
        (self.hang, self.extra, self.declared) = (0, 0, USUAL);
    }

    /// A short line with an indent below it is a tag, as translators of other formats write them.
    fn tag_above(&mut self) {
        let said = self.runs.text.trim();
        let is_tag = self.kind == Kind::Paragraph
            && !said.is_empty()
            && self.hang == 0
            && text::cells(said) <= LONGEST_TAG
            && !said.ends_with(['.', ':', ';', '!', '?'])
            && !said.contains('\n');
        if is_tag {
            self.kind = Kind::Tag;
            self.flush();
            self.close = true;
        } else {
            self.flush();
        }
    }

    /// Takes the margin back.
    pub(in crate::read::man) fn outdent(&mut self) {
        self.flush();
        self.extra = 0;
        if let Some((base, hang)) = self.margins.pop() {
            (self.base, self.hang) = (base, hang);
            self.declared = USUAL;
        }
    }

    /// Takes the margin back to where a number of indents are open.
    pub(in crate::read::man) fn outdent_to(&mut self, open: usize) {
        while self.margins.len() > open {
            self.outdent();
        }
    }

    pub(in crate::read::man) fn indents(&self) -> usize {
        self.margins.len()
    }

    /// Begins a block that stands where the last one stood.
    pub(in crate::read::man) fn begin_block(&mut self) {
        self.flush();
    }

    /// Keeps the margin where it is until it is taken back.
    pub(in crate::read::man) fn stay(&mut self) {
        if self.margins.len() < DEEPEST {
            self.margins.push((self.base, self.hang));
        }
    }

    /// Moves the margin to where the text of the entry around stands.
    pub(in crate::read::man) fn nest(&mut self) {
        self.stay();
        self.base += std::mem::take(&mut self.hang);
    }

    /// What comes stands below a tag though none was written.
    pub(in crate::read::man) fn hang_below(&mut self) {
        if self.hang == 0 {
            self.hang = STEP;
        }
    }

    /// What was indented by a tag goes on at the margin.
    pub(in crate::read::man) fn unhang(&mut self) {
        self.hang = 0;
    }

    /// Adds cells to the margin until the next paragraph, or takes some away.
    pub(in crate::read::man) fn shift(&mut self, more: Option<bool>, cells: u16) {
        self.flush();
        let cells = cells.min(2 * STEP);
        self.extra = match more {
            Some(true) => self.extra.saturating_add(cells).min(4 * STEP),
            Some(false) => self.extra.saturating_sub(cells),
            None => 0,
        };
        self.close = true;
    }
}
