//! What stands around the words of entries, and what before them: each is opened when its first words come.

use super::super::archive::xml::Attributes;
use super::Writer;
use super::lists::BULLET;

/// Cells by which words of a list that have no marker stand further right.
const INSET: u16 = 2;

/// An entry of a list, or what stands above its entries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// It has no words yet.
    Waits,
    /// It is open around its words.
    Open,
    /// It begins with a heading, which stands as others do, and so does all in it.
    Flat,
}

impl Writer {
    /// Opens the entries whose first words follow, with the number or bullet of the innermost. Those around it have none.
    pub(super) fn begin_entry(&mut self) {
        let marker = self.lists.words();
        if self.table.depth > 0 {
            if let Some(marker) = marker {
                self.builder.text(&(marker + " "));
            }
            return;
        }
        let waiting = self.take_waiting(Entry::Open);
        for nth in 1..=waiting {
            match marker.as_ref().filter(|_| nth == waiting) {
                Some(marker) => self.builder.item(marker),
                None => self.builder.indent(INSET),
            }
        }
    }

    /// The number of a heading: that of the entry which it begins, or that of the outline, which counts it anyway.
    pub(super) fn number_of_heading(&mut self, level: u8, says: &Attributes) -> Option<String> {
        let marker = self.lists.words();
        self.take_waiting(Entry::Flat);
        if self.entries.last().is_some_and(|(_, is_above)| *is_above) {
            return None;
        }
        let number = self.numbers.next(level, says);
        marker.filter(|marker| marker != BULLET).or(number)
    }

    /// Makes something of the entries without words, which are the innermost; how many those are.
    fn take_waiting(&mut self, made: Entry) -> usize {
        let waiting = self.entries.iter_mut().rev();
        let waiting = waiting.take_while(|(entry, _)| *entry == Entry::Waits);
        waiting.map(|(entry, _)| *entry = made).count()
    }
}
