//! The help page: all commands by topic, with the keys that are bound.

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{self, COLUMN, GAP, Row};
use crate::app::regions::Area;

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
    let left = (columns - width) / 2 + GAP as u16;
    if scrolled == 0 {
        let note = if width >= COLUMN { NOTE.0 } else { NOTE.1 };
        frame.put(area, left, 0, note, theme.quiet);
    }
    let docs = help::before_docs(columns) as u16;
    for (x, page) in (0..).map(|i| left + i * COLUMN).zip(pages) {
        let rows = [Row::Blank, Row::Blank].into_iter().chain(page);
        for (y, row) in (0..height).zip(rows.skip(scrolled)) {
            let (keys, doc) = match row {
                Row::Topic(title) => {
                    frame.put(area, x, y, title, theme.heading(1));
                    continue;
                }
                Row::Keys(keys, doc) => (keys, doc),
                Row::More(doc) => (String::new(), doc),
                Row::Blank => continue,
            };
            frame.put(area, x, y, &keys, theme.current);
            frame.put(area, x + docs, y, &doc, theme.text);
        }
    }
}
