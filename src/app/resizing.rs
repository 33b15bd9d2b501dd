//! The window takes another size.

use super::App;
use super::pictures::row_of;
use crate::layout::Top;

impl App {
    /// Takes the size of the window. The place on top stays, except where the current match would leave the page: that goes
    /// with it, until there is room again.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let seen = self.sees_match();
        let top = match self.resized.take() {
            Some((moved, before)) if moved == self.top => before,
            _ => self.top,
        };
        (self.columns, self.rows, self.top) = (columns, rows, top);
        self.divide();
        if seen && self.bring_match_back() {
            self.resized = Some((self.top, top));
        }
        self.settle();
    }

    /// Whether the current match is on the page.
    fn sees_match(&mut self) -> bool {
        let hit = self.finding.search.hit;
        let row = hit.map(|place| row_of(&mut self.layout, place));
        row.is_some_and(|row| self.shows(row.place))
    }

    /// Sees to it that the current match is on the page; says whether that had to go elsewhere.
    fn bring_match_back(&mut self) -> bool {
        let Some(hit) = self.finding.search.hit.filter(|_| !self.sees_match()) else {
            return false;
        };
        let (row, height) = (row_of(&mut self.layout, hit), self.height());
        self.top = self.layout.up(Top { above: 0, ..row }, height / 3);
        true
    }
}
