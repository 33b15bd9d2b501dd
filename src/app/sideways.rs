//! What is wider than the page, such as code and tables: broken or cut at its edge, and moved sideways. Prose stays.

use std::rc::Rc;

use super::App;
use crate::layout::{Line, Top};
use crate::text;

/// How the reader wants to see what is too wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wide {
    /// Broken at the edge of the page, and cut there only while it is moved.
    #[default]
    Broken,
    /// Cut there.
    Cut,
}

impl App {
    /// Cells of what is too wide that are out of the page at the left.
    pub fn moved_sideways(&self) -> u16 {
        self.layout.moved()
    }

    /// Whether what is too wide is cut at the edge of the page.
    pub fn is_chopped(&self) -> bool {
        self.layout.is_chopped()
    }

    /// Cuts what is too wide at the edge of the page, or breaks it there again.
    pub(super) fn toggle_chopped(&mut self) {
        let (wide, said) = if self.layout.is_chopped() {
            (Wide::Broken, "wide lines are broken")
        } else {
            (Wide::Cut, "wide lines are cut: → moves them")
        };
        self.wide = wide;
        self.set_moved(0);
        self.say(said);
    }

    /// Moves what is too wide by so many cells, or by half a column: to what lies at the right, or back.
    pub(super) fn move_sideways(&mut self, right: bool, count: Option<u64>) {
        let half = u64::from(self.measure / 2);
        let cells = u16::try_from(count.unwrap_or(half).max(1)).unwrap_or(u16::MAX);
        let before = self.layout.moved();
        if !right {
            return self.set_moved(before.saturating_sub(cells));
        }
        // First it has to be cut, so that it shows how far there is anything.
        self.chop(true, before);
        let (lines, _) = self.layout.rows(self.top, self.height());
        let over = self.widest_over(&lines);
        let moved = before.saturating_add(cells).min(over);
        if moved <= before {
            self.say(match over {
                0 => "nothing here is wider than the page",
                _ => "this is the right end",
            });
        }
        self.set_moved(moved.max(before));
    }

    /// Goes back to the left end; says whether that was to be done.
    pub(super) fn return_sideways(&mut self) -> bool {
        let moved = self.layout.moved() > 0;
        if moved {
            self.set_moved(0);
        }
        moved
    }

    /// What is out of view is not moved any more: what is too wide begins at its left end wherever one comes to it. Says
    /// whether anything stands otherwise now than on the rows in view.
    pub(super) fn leave_sideways(&mut self, lines: &[Rc<Line>]) -> bool {
        self.layout.moved() > 0 && self.widest_over(lines) == 0 && self.return_sideways()
    }

    /// Moves what is cut so far that the current match is between the edges, if its row begins there.
    pub(super) fn show_match_sideways(&mut self, row: Top) {
        let (true, Some(width)) = (self.layout.is_chopped(), self.regions.width) else {
            return;
        };
        let (lines, _) = self.layout.rows(Top { above: 0, ..row }, 1);
        let marks = self.marks(&lines).into_iter().next().unwrap_or_default();
        let (Some(line), Some(mark)) = (lines.first(), marks.iter().find(|mark| mark.current))
        else {
            return;
        };
        let Some(moved) = line.moved else { return };
        let cells = |end| text::cells(text::head(&line.text, end));
        let (start, end) = (cells(mark.range.start), cells(mark.range.end));
        let before = usize::from(line.indent.saturating_sub(line.outdent));
        // The last cell before the edge may say that there is more.
        let room = usize::from(width.room).saturating_sub(before + text::cells(&line.lead) + 1);
        let left = usize::from(moved);
        if start >= left && end <= left + room {
            return;
        }
        let moved = if end <= room {
            0
        } else {
            // What stands before it tells what it is about; but one that is too long is shown from its beginning.
            let least = end.saturating_sub(room).min(start);
            start.saturating_sub(room / 3).max(least)
        };
        self.set_moved(u16::try_from(moved).unwrap_or(u16::MAX));
    }

    pub(super) fn set_moved(&mut self, moved: u16) {
        self.chop(self.wide == Wide::Cut || moved > 0, moved);
    }

    /// Cuts or breaks what is too wide. Broken lines take more rows, so the last page begins elsewhere.
    fn chop(&mut self, cut: bool, moved: u16) {
        if cut != self.layout.is_chopped() {
            self.last_page = None;
        }
        self.layout.set_chopped(cut, moved);
    }

    /// By how many cells the widest of some rows is wider than the page.
    fn widest_over(&self, lines: &[Rc<Line>]) -> u16 {
        let Some(width) = self.regions.width else {
            return 0;
        };
        let moving = lines.iter().filter(|line| line.moved.is_some());
        let over = moving.map(|line| {
            let before = usize::from(line.indent) + text::cells(&line.lead);
            (before + text::cells(&line.text)).saturating_sub(usize::from(width.room))
        });
        let over = over.max().unwrap_or(0);
        u16::try_from(over).unwrap_or(u16::MAX)
    }
}
