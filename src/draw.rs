//! Painting: what the state says, onto the cells of a frame. Nothing here changes anything.

pub mod article;
pub mod help;
pub mod sidebar;
pub mod status;
pub mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::regions::Area;
use crate::text;
use theme::Theme;

/// Paints the whole window.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) {
    article::draw(app, theme, buffer);
    sidebar::draw(app, theme, buffer);
    status::draw(app, theme, buffer);
    help::draw(app, theme, buffer);
}

/// Paints a text from a cell to the right, cut at the edge of an area; returns the column after it.
///
/// The text must come from clean text, like everything that the state holds.
fn put(buffer: &mut Buffer, area: Area, x: u16, y: u16, content: &str, style: Style) -> u16 {
    let edge = area.x.saturating_add(area.width).min(buffer.area.right());
    if x >= edge
        || y >= area.y.saturating_add(area.height)
        || y >= buffer.area.bottom()
        || x < buffer.area.x
    {
        return x;
    }
    let mut column = x;
    for cluster in text::clusters(content) {
        let cells = text::cluster_cells(cluster) as u16;
        if cells == 0 {
            continue;
        }
        if column + cells > edge {
            break;
        }
        if let Some(cell) = buffer.cell_mut((column, y)) {
            cell.set_symbol(cluster).set_style(style);
        }
        for hidden in column + 1..column + cells {
            if let Some(cell) = buffer.cell_mut((hidden, y)) {
                cell.reset();
            }
        }
        column += cells;
    }
    column
}

/// Empties an area, so that what stands behind it does not shine through.
fn clear(buffer: &mut Buffer, area: Area) {
    let area = Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}
