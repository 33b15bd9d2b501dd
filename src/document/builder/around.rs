//! What stands around blocks: quotations, lists with their entries, indents.

use std::ops::Range;

use super::{Around, Builder, Marker};
use crate::document::Face;
use crate::text::{self, Clean};

/// So much of a term is what it is called, in bytes.
const LONGEST_NAME: usize = 120;

impl Builder {
    /// Opens a quotation around blocks.
    pub fn quote(&mut self) {
        self.end();
        self.set_marker_apart();
        self.enter(Around::Quote(true));
    }

    /// Opens a list, whose entries stand close to each other or have air between them.
    pub fn list(&mut self, tight: bool) {
        self.end();
        self.close = self.tight.last().is_some_and(|around| *around);
        self.tight.push(tight);
    }

    /// Says that there is air between the entries of this list.
    pub fn loose(&mut self) {
        if let Some(tight) = self.tight.last_mut() {
            (*tight, self.close) = (false, false);
        }
    }

    /// Ends the list.
    pub fn end_list(&mut self) {
        self.end();
        self.tight.pop();
        self.close = false;
    }

    /// Opens an entry of the list, with its bullet or number.
    pub fn item(&mut self, marker: &str) {
        self.tag(marker, 0, None);
    }

    /// Opens an entry whose marker looks so, and whose text stands at least so many cells behind the beginning of that.
    pub fn tag(&mut self, marker: &str, hang: u16, face: Option<Face>) {
        let faces = face.map(|face| (0..marker.trim().len(), face));
        self.tag_in(marker.trim(), hang, faces.into_iter().collect());
    }

    /// The same, of which stretches of the marker look differently, named by its bytes.
    pub fn tag_in(&mut self, marker: &str, hang: u16, mut faces: Vec<(Range<usize>, Face)>) {
        self.end();
        self.set_marker_apart();
        let text = Clean::line(marker);
        // What is not as it was before it was cleaned cannot be found by its bytes.
        faces.retain(|(range, _)| {
            let whole = *marker == *text && text.get(range.clone()).is_some();
            whole && !range.is_empty()
        });
        let hang = hang.max(text::cells(&text) as u16 + 1);
        self.enter(Around::Hang(hang));
        self.marker = Some(Marker { text, hang, faces });
    }

    /// Says that one may want to go to the block that is open, or else to the next one, and what it is called.
    pub fn entry(&mut self, name: &str) {
        self.entry = Some(text::folded(&Clean::new(name)));
    }

    /// Opens a paragraph that is a term: one may want to go to it, and it is called what it says.
    pub fn term(&mut self) {
        self.paragraph();
        if let Some(open) = &mut self.open {
            open.term = true;
        }
    }

    /// What the block that stands there is called among what one may want to go to.
    pub(super) fn take_name(&mut self, is_term: bool, block: Range<usize>) -> Option<String> {
        let said = self.text.get(block).filter(|_| is_term);
        let own = said.map(|said| text::folded(text::head(said, LONGEST_NAME)));
        let name = self.entry.take().or(own);
        name.filter(|name| !name.is_empty())
    }

    /// Sets the next block close to the one above.
    pub fn closely(&mut self) {
        self.end();
        (self.close, self.closely) = (true, true);
    }

    /// Says that no blank line stands before the next block, which is to be set as it is after what is above.
    pub fn follow(&mut self) {
        self.end();
        self.close = true;
    }

    /// Opens blocks that stand so many cells further right.
    pub fn indent(&mut self, cells: u16) {
        self.end();
        self.enter(Around::Hang(cells));
    }

    /// Ends the innermost quotation, entry or indent.
    pub fn leave(&mut self) {
        self.flush_marker();
        self.around.pop();
        self.close = self.tight.last().is_some_and(|tight| *tight);
    }

    fn enter(&mut self, around: Around) {
        self.around.push(around);
    }

    /// Gives an entry without text its row.
    pub(super) fn flush_marker(&mut self) {
        self.end();
        if self.marker.is_some() {
            self.paragraph();
            self.end();
        }
    }

    /// The same, where something follows in the entry that is no paragraph, and stands right below the marker.
    pub(super) fn set_marker_apart(&mut self) {
        if self.marker.is_some() {
            self.flush_marker();
            (self.close, self.closely) = (true, true);
        }
    }
}
