//! The column of text.

use ratatui::style::Style as Paint;

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::regions::Area;
use crate::layout::{Line, Style};

/// Paints the rows in view.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let regions = app.regions();
    let area = regions.article;
    let left = area.x + regions.margin;
    let nothing =
        app.view().lines.iter().all(|l| l.text.is_empty()) && app.document().pages().size() == 0;
    if nothing {
        let words = if app.document().pages().finished() {
            "this text is empty"
        } else {
            "waiting for text …"
        };
        frame.put(
            area,
            left,
            area.y + area.height.min(3) - area.height.min(1),
            words,
            theme.quiet,
        );
    }
    for (y, line) in (area.y..area.y.saturating_add(area.height)).zip(&app.view().lines) {
        row(line, theme, frame, area, left, y);
        if line.style.is_some() && app.landed() == Some(line.place) && left > area.x + 1 {
            frame.put(area, left - 2, y, "▌", theme.mark);
        }
    }
}

fn row(line: &Line, theme: &Theme, frame: &mut Frame, area: Area, left: u16, y: u16) {
    let Some(style) = line.style else { return };
    let (lead, text): (Paint, Paint) = match style {
        Style::Title => (theme.lead, theme.title),
        Style::Heading(level) => (theme.lead, theme.heading(level)),
        Style::Paragraph | Style::Item => (theme.lead, theme.text),
        Style::Quote => (theme.quiet, theme.quote),
        Style::Verbatim => (theme.quiet, theme.verbatim),
        Style::Rule => (theme.quiet, theme.quiet),
    };
    let x = frame.put(
        area,
        (left + line.indent).saturating_sub(line.outdent),
        y,
        &line.lead,
        lead,
    );
    frame.put(area, x, y, &line.text, text);
}
