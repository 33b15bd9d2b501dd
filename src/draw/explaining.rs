//! What is said of a line: a few rows at the foot of the text, below a thin rule.

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::explaining::{self, Voice, WIDTH};
use crate::app::regions::Area;

/// The most rows that it takes, the rule included.
const ROWS: usize = 10;

/// The fewest cells at its sides, where the text has as many.
const EDGE: u16 = 2;

/// Paints what is said of a line, if anything is.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let Some(explanation) = app.explanation() else {
        return;
    };
    let text = app.regions().article;
    // It begins where the text does, and nothing of the text is to be read beside it.
    let edge = app.regions().margin.min(EDGE);
    let width = text.width.saturating_sub(2 * edge).min(WIDTH);
    let margin = app.regions().margin.min(text.width - width - edge);
    let most = ROWS.min(usize::from(text.height));
    let rows = explaining::rows(explanation, width, most.saturating_sub(1));
    let height = (rows.len() + 1).min(most) as u16;
    let area = Area {
        y: text.y + text.height - height,
        height,
        ..text
    };
    frame.clear(area);
    let left = area.x + margin;
    let rule = "─".repeat(usize::from(width));
    frame.put(area, left, area.y, &rule, theme.quiet);
    for (y, (voice, row)) in (area.y + 1..area.y + area.height).zip(rows) {
        let style = match voice {
            Voice::Line => theme.current,
            Voice::Verdict => theme.text,
            Voice::Reason => theme.quiet,
        };
        frame.put(area, left, y, &row, style);
    }
}
