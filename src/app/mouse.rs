//! What the mouse does: the wheel scrolls what it is over, a click on an entry of the outline goes there.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::regions::Area;
use super::{App, Effect};

/// Rows that one notch of the wheel moves.
const WHEEL: usize = 3;
/// Cells that one notch moves sideways.
const SIDEWAYS: u64 = 6;

impl App {
    /// Takes a movement of the mouse.
    pub fn mouse(&mut self, event: MouseEvent) -> Effect {
        let over_sidebar = self
            .regions
            .sidebar
            .filter(|a| a.contains(event.column, event.row));
        (self.fresh, self.awaited) = (false, None);
        self.explained = None;
        self.divide();
        match event.kind {
            MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
                let down = event.kind == MouseEventKind::ScrollDown;
                match (self.help, over_sidebar) {
                    (Some(row), _) => {
                        self.help = Some(if down {
                            row.saturating_add(WHEEL)
                        } else {
                            row.saturating_sub(WHEEL)
                        });
                    }
                    (None, Some(area)) => {
                        let first = self.first_entry(area);
                        let row = if down {
                            first + WHEEL
                        } else {
                            first.saturating_sub(WHEEL)
                        };
                        self.sidebar.scrolled = Some(row);
                        self.sidebar.scrolled = Some(self.first_entry(area));
                    }
                    (None, None) => {
                        self.close_note();
                        self.scroll(down, WHEEL);
                    }
                }
            }
            MouseEventKind::ScrollLeft | MouseEventKind::ScrollRight if self.help.is_none() => {
                let right = event.kind == MouseEventKind::ScrollRight;
                self.close_note();
                self.move_sideways(right, Some(SIDEWAYS));
            }
            MouseEventKind::Down(MouseButton::Left) => {
                self.landed = None;
                if self.help.take().is_none() {
                    return self.click(event, over_sidebar);
                }
            }
            _ => {}
        }
        Effect::None
    }

    fn click(&mut self, event: MouseEvent, sidebar: Option<Area>) -> Effect {
        if let Some(effect) = self.click_on_note(event.column, event.row) {
            return effect;
        }
        let Some(area) = sidebar else {
            self.leave_outline();
            self.pointed = self.place_on(event.column, event.row);
            if let Some((row, byte)) = self.byte_on(event.column, event.row)
                && let Some(effect) = self.click_link(row, byte)
            {
                return effect;
            }
            self.choosing = None;
            self.click_fold(event.column, event.row);
            return Effect::None;
        };
        let row = self
            .entry_rows(area)
            .into_iter()
            .nth(usize::from(event.row))
            .flatten();
        if let Some(row) = row {
            self.left.get_or_insert(self.top);
            self.go_to(row.entry);
            self.leave_outline();
        }
        Effect::None
    }
}
