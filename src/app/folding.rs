//! Opening and folding what is no text of the author's.

use super::App;
use crate::document::Place;
use crate::layout::{Fold, Style};

impl App {
    /// Where what was opened begins, in order: a page is told by it, by its top and by its width.
    pub fn opened(&self) -> impl Iterator<Item = Place> {
        self.layout.opened()
    }

    /// Opens all that is folded in view; where nothing is, folds what is open.
    pub(super) fn toggle_folds(&mut self) {
        if self.layout.is_written() {
            return self.say("all lines are shown as they were written");
        }
        let (top, height) = (self.top, self.height());
        let (lines, _) = self.layout.rows(top, height);
        let mut folds: Vec<Fold> = lines.iter().filter_map(|line| line.fold).collect();
        folds.dedup();
        if folds.is_empty() {
            return self.say("nothing is folded here");
        }
        let open = folds.iter().any(|fold| !fold.open);
        for fold in folds.iter().filter(|fold| fold.open != open) {
            self.set_fold(fold, open);
        }
    }

    /// Opens or folds what is clicked at: its lines, or the mark of it in the margin.
    pub(super) fn click_fold(&mut self, column: u16, row: u16) {
        let article = self.regions.article;
        let line = row
            .checked_sub(article.y)
            .and_then(|y| self.view.lines.get(usize::from(y)));
        let Some((line, fold)) = line.and_then(|line| Some((line, line.fold?))) else {
            return;
        };
        let itself = matches!(line.style, Some(Style::Folded | Style::Furniture));
        if article.contains(column, row) && (itself || column < article.x + self.regions.margin) {
            self.set_fold(&fold, !fold.open);
        }
    }

    fn set_fold(&mut self, fold: &Fold, open: bool) {
        self.layout.set_open(fold.place, open);
        self.last_page = None;
        // What stands in the margin of the top row opens above it, and is to be seen.
        if open && fold.place < self.top.place {
            self.top.place = fold.place;
        }
        self.top = self.layout.snap(self.top);
    }
}
