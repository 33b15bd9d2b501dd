//! The help page: all commands by topic, with the keys that are bound.

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{self, COLUMN};
use crate::app::regions::Area;
use crate::text;

/// Cells for the keys of a command, before what it does: in a window that is wide enough, and in others.
const KEYS: (usize, usize) = (22, 11);
/// Cells between keys and what they do, and between two columns.
const GAP: usize = 2;
/// Shown above everything.
const NOTE: (&str, &str) = (
    "A number before a key repeats it. q closes this page.",
    "q closes this page.",
);

/// Paints the help page over the text, if it is open.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let Some(scrolled) = app.help() else { return };
    let (columns, rows) = app.size();
    let height = rows.saturating_sub(app.regions().status.map_or(0, |_| 1));
    let area = Area {
        x: 0,
        y: 0,
        width: columns,
        height,
    };
    let pages = help::columns(columns);
    let two = pages.len() > 1;
    let width = if two { COLUMN * 2 } else { COLUMN.min(columns) };
    let left = (columns - width) / 2 + 2;
    let room = if width >= COLUMN { KEYS.0 } else { KEYS.1 };
    if scrolled == 0 {
        let note = if width >= COLUMN { NOTE.0 } else { NOTE.1 };
        frame.put(area, left, 0, note, theme.quiet);
    }
    for (x, page) in (0..).map(|i| left + i * COLUMN).zip(pages) {
        let lines = [(String::new(), ""), (String::new(), "")]
            .into_iter()
            .chain(page);
        for (y, (keys, doc)) in (0..height).zip(lines.skip(scrolled)) {
            if keys.is_empty() {
                frame.put(area, x, y, doc, theme.heading(1));
            } else {
                frame.put(area, x, y, help::fitting(&keys, room), theme.current);
                let from = x + (room + GAP) as u16;
                let end = columns.min(x + COLUMN - GAP as u16);
                let left = usize::from(end.saturating_sub(from));
                frame.put(area, from, y, &text::ellipsis(doc, left), theme.text);
            }
        }
    }
}
