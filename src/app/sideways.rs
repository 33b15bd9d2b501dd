//! What is wider than the page, such as code and tables: broken or cut at its edge, and moved sideways. Prose stays.

use super::App;
use crate::text;

/// How what is too wide is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sideways {
    /// Whether it is cut, as the reader asked for; else it is as long as it is moved.
    chopped: bool,
    /// Cells of it that are out of the page at the left.
    moved: u16,
}

impl App {
    /// Cells of what is too wide that are out of the page at the left.
    pub fn moved_sideways(&self) -> u16 {
        self.sideways.moved
    }

    /// Cuts what is too wide at the edge of the page, or breaks it there again.
    pub(super) fn toggle_chopped(&mut self) {
        let chopped = !self.layout.is_chopped();
        self.set_sideways(Sideways { chopped, moved: 0 });
        self.say(if chopped {
            "wide lines are cut: → moves them"
        } else {
            "wide lines are broken"
        });
    }

    /// Moves what is too wide by so many cells, or by half a column: to what lies at the right, or back.
    pub(super) fn move_sideways(&mut self, right: bool, count: Option<u64>) {
        let half = u64::from(self.measure / 2);
        let cells = u16::try_from(count.unwrap_or(half).max(1)).unwrap_or(u16::MAX);
        let before = self.sideways;
        if !right {
            let moved = before.moved.saturating_sub(cells);
            return self.set_sideways(Sideways { moved, ..before });
        }
        // First it has to be cut, so that it shows how far there is anything.
        self.layout.set_chopped(true, before.moved);
        let over = self.widest_over();
        let moved = before.moved.saturating_add(cells).min(over);
        if moved <= before.moved {
            self.say(match over {
                0 => "nothing here is wider than the page",
                _ => "this is the right end",
            });
        }
        let moved = moved.max(before.moved);
        self.set_sideways(Sideways { moved, ..before });
    }

    /// Goes back to the left end; says whether that was to be done.
    pub(super) fn return_sideways(&mut self) -> bool {
        let moved = self.sideways.moved > 0;
        if moved {
            let left = Sideways {
                moved: 0,
                ..self.sideways
            };
            self.set_sideways(left);
        }
        moved
    }

    /// What is out of view is not moved any more: what is too wide begins at its left end wherever one comes to it.
    pub(super) fn leave_sideways(&mut self) {
        if self.sideways.moved > 0 && self.widest_over() == 0 {
            self.return_sideways();
        }
    }

    fn set_sideways(&mut self, sideways: Sideways) {
        let before = self.layout.is_chopped();
        let chopped = sideways.chopped || sideways.moved > 0;
        self.sideways = sideways;
        self.layout.set_chopped(chopped, sideways.moved);
        if chopped != before {
            self.last_page = None;
        }
    }

    /// By how many cells the widest line in view is wider than the page.
    fn widest_over(&mut self) -> u16 {
        let (top, height) = (self.top, self.height());
        let Some(width) = self.regions.width else {
            return 0;
        };
        let (lines, _) = self.layout.rows(top, height);
        let moving = lines.iter().filter(|line| line.moved.is_some());
        let over = moving.map(|line| {
            let before = usize::from(line.indent) + text::cells(&line.lead);
            (before + text::cells(&line.text)).saturating_sub(usize::from(width.room))
        });
        let over = over.max().unwrap_or(0);
        u16::try_from(over).unwrap_or(u16::MAX)
    }
}
