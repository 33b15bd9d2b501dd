//! Saying where one is.

use super::App;
use crate::document::Place;
use crate::layout::Top;

impl App {
    /// How far into the source a place lies, in bytes.
    pub(super) fn position(&mut self, place: Place) -> u64 {
        let set = self.layout.part(place.part);
        self.layout.document().position(&set.part, place)
    }

    /// How far into the source the page begins, in bytes.
    pub fn reached(&mut self) -> u64 {
        self.position(self.top.place)
    }

    /// The page on which the text ends. Many keys ask for it, so it is kept until it may have changed.
    pub(super) fn last_page(&mut self) -> Top {
        if let Some(top) = self.last_page {
            return top;
        }
        let height = self.height();
        *self.last_page.insert(self.layout.last(height))
    }

    /// Where the last page begins, in bytes of the source: 100 %, as the first page is 0 %.
    pub(super) fn way(&mut self) -> u64 {
        let last = self.last_page();
        self.position(last.place)
    }

    /// How far one has read on a page that begins at a byte of the source.
    pub(super) fn progress(&mut self, here: u64, ends: bool) -> f64 {
        match (ends, here) {
            (true, _) => 1.0,
            // Where the text ends need not be known to begin with; nor can it be while it grows.
            (false, 0) => 0.0,
            (false, _) if !self.document().pages().finished() => 0.0,
            (false, _) => (here as f64 / self.way().max(1) as f64).min(1.0),
        }
    }

    /// Says which line of the source stands on top of the page and which byte, of how many, and in what.
    pub(super) fn tell_position(&mut self) {
        let place = self.top.place;
        let byte = self.position(place);
        let pages = self.document().pages();
        let size = pages.size();
        let is_marked = pages.contents().is_some();
        let so_far = if pages.finished() { "" } else { " so far" };
        let line = match (self.line_at(place), self.lines()) {
            (Some(line), Some(lines)) => format!("line {line} of {lines}"),
            (Some(line), None) => format!("line {line}"),
            (None, _) => "lines are being counted".to_owned(),
        };
        let name = self.document().name.to_string();
        // Of a text whose format has marks only its lines are those of the source.
        let far = if is_marked {
            let percent = byte * 100 / size.max(1);
            format!("{percent} %{so_far}")
        } else {
            format!("byte {byte} of {size}{so_far}")
        };
        self.say(format!("{line} · {far} · {name}"));
    }

    /// The source line, from 1, that a place lies on, if those before it are counted.
    fn line_at(&mut self, place: Place) -> Option<u64> {
        if let Some(line) = self.document().pages().line_of(place) {
            return Some(line);
        }
        let before = *self.lines_before.get(place.part as usize)?;
        let set = self.layout.part(place.part);
        let inside = set.part.slice(0..place.offset).matches('\n').count();
        Some(before + inside as u64 + 1)
    }

    /// Whether all source lines are there and counted.
    pub(super) fn counts_all_lines(&self) -> bool {
        let pages = self.document().pages();
        pages.finished() && self.lines_before.len() as u64 > u64::from(pages.parts())
    }

    /// The source lines of the whole text, if they are counted. Who marks up a text knows only those where something begins.
    fn lines(&mut self) -> Option<u64> {
        let pages = self.document().pages();
        let parts = pages.parts();
        if pages.contents().is_some() || !self.counts_all_lines() {
            return None;
        }
        let ended = *self.lines_before.last()?;
        let last = self.layout.part(parts.saturating_sub(1));
        let begun = !last.part.text.is_empty() && !last.part.text.ends_with('\n');
        Some(ended + u64::from(begun))
    }
}
