//! What is on the page: made anew after each batch of commands, so that drawing only reads.

use std::rc::Rc;

use super::links::Tag;
use super::marking::Mark;
use super::matching::Found;
use super::notes::OpenNote;
use crate::layout::Line;

/// What is on the page.
#[derive(Debug, Default)]
pub struct View {
    /// The rows.
    pub lines: Vec<Rc<Line>>,
    /// What is marked on each of them; no rows where nothing is searched for.
    pub marks: Vec<Vec<Mark>>,
    /// The numbers of links on each of them; no rows where no link is chosen.
    pub tags: Vec<Vec<Tag>>,
    /// A note that is open, and lies over the rows.
    pub note: Option<OpenNote>,
    /// How much was found, if something is searched for.
    pub found: Option<Found>,
    /// Whether the text ends on it.
    pub ends: bool,
    /// How far one has read: 0 on the first page, 1 on the last.
    pub progress: f64,
    /// Bytes of the source from its top to the end of the text.
    pub rest: u64,
    /// How many controls and invisible characters are left out or pictured in the part of the text that it is in.
    pub hidden: u32,
}

impl View {
    /// A number for each row: the same one where the same row of text stands, 0 for an empty row.
    pub fn row_keys(&self) -> Vec<u64> {
        let key = |line: &Line| {
            // The rows of a picture stand at one place.
            let row = line.art.map_or(0, |art| u64::from(art.row) + 1);
            u64::from(line.place.part) << 32 ^ row << 48 | u64::from(line.place.offset) << 1 | 1
        };
        self.lines
            .iter()
            .map(|line| if line.style.is_some() { key(line) } else { 0 })
            .collect()
    }
}
