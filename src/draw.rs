//! Painting: what the state says, as a [`Frame`]. Nothing here changes anything.

pub mod article;
pub mod explaining;
pub mod frame;
pub mod help;
pub mod notes;
mod pictures;
pub mod sidebar;
pub mod status;
pub mod theme;

use ratatui::buffer::Buffer;

use crate::app::App;
pub use frame::Frame;
use theme::Theme;

/// Composes the whole window.
pub fn compose(app: &App, theme: &Theme) -> Frame {
    compose_again(app, theme, Frame::default())
}

/// The same, in the memory of a frame that is not needed any more.
pub fn compose_again(app: &App, theme: &Theme, old: Frame) -> Frame {
    let (columns, rows) = app.size();
    let mut frame = old.cleared(columns, rows);
    if app.help().is_some() {
        help::draw(app, theme, &mut frame);
    } else {
        if !app.regions().over {
            article::draw(app, theme, &mut frame);
            notes::draw(app, theme, &mut frame);
        }
        sidebar::draw(app, theme, &mut frame);
        explaining::draw(app, theme, &mut frame);
    }
    status::draw(app, theme, &mut frame);
    frame
}

/// Paints the whole window onto cells.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) {
    compose(app, theme).paint(buffer);
}
