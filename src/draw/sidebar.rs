//! The outline beside the text.

use super::Frame;
use super::theme::Theme;
use crate::app::App;
use crate::app::regions::Area;
use crate::app::sidebar::Entry;
use crate::text;

/// Paints the outline and the rule beside it, if it is shown.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let regions = app.regions();
    let Some(area) = regions.sidebar else { return };
    if !regions.over {
        let rule = Area {
            x: area.x + area.width,
            width: 1,
            ..area
        };
        for y in rule.y..rule.y + rule.height {
            frame.put(rule, rule.x, y, "│", theme.quiet);
        }
    }
    let marked = app.marked();
    for (y, row) in (area.y..).zip(app.outline_rows()) {
        let Some(row) = row else { continue };
        let is_marked = marked == Some(row.entry);
        let style = match row.entry {
            _ if is_marked && app.sidebar().focused => theme.cursor,
            Entry::Title => theme.title,
            Entry::Heading(_) | Entry::Term(_) if is_marked => theme.current,
            Entry::Term(_) => theme.quiet,
            Entry::Heading(i) if app.is_weak(i) => theme.quiet,
            Entry::Heading(_) => theme.text,
        };
        if is_marked {
            frame.put(area, area.x, y, "▌", theme.mark);
        }
        frame.put(area, area.x + 2 + row.indent, y, &row.text, style);
        let x = (area.x + area.width).saturating_sub(1 + text::cells(&row.number) as u16);
        frame.put(area, x, y, &row.number, theme.quiet);
    }
}
