//! A note that is open: a box over the page.

use super::Frame;
use super::article::{number_links, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::notes::OpenNote;
use crate::text;

/// Cells of the line at the foot before and behind what is said in it, and between two things.
const GAP: usize = 2;

/// Paints the note that is open, if one is.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let Some(note) = &app.view().note else {
        return;
    };
    frame.clear(note.area);
    edge(note, theme, frame);
    let mut tags = note.tags.iter().map(Vec::as_slice);
    for (line, y) in note.lines.iter().zip(note.text.y..) {
        row(line, &[], theme, frame, note.text, note.text.x, y);
        let tags = tags.next().unwrap_or(&[]);
        number_links(line, tags, theme, frame, note.text, note.text.x, y);
    }
}

/// The line around it, and in its foot the keys that one may want.
fn edge(note: &OpenNote, theme: &Theme, frame: &mut Frame) {
    let (area, quiet) = (note.area, theme.quiet);
    let inside = usize::from(area.width).saturating_sub(2);
    let (right, foot) = (area.x + area.width - 1, area.y + area.height - 1);
    frame.put(
        area,
        area.x,
        area.y,
        &format!("╭{}╮", "─".repeat(inside)),
        quiet,
    );
    for y in area.y + 1..foot {
        frame.put(area, area.x, y, "│", quiet);
        frame.put(area, right, y, "│", quiet);
    }
    let mut said = String::new();
    let jump = if note.more {
        "… longer: Enter reads on"
    } else {
        "Enter goes there"
    };
    let leads = note.leads.then_some("L its links");
    for hint in [jump, "Esc closes"].into_iter().chain(leads) {
        let cells = text::cells(&said) + text::cells(hint) + 2 * GAP + 4;
        if cells <= inside {
            let between = if said.is_empty() { "" } else { " · " };
            said = format!("{said}{between}{hint}");
        }
    }
    let line = match said.as_str() {
        "" => "─".repeat(inside),
        said => {
            let rest = inside.saturating_sub(text::cells(said) + GAP + 1);
            format!("─ {said} {}", "─".repeat(rest))
        }
    };
    frame.put(area, area.x, foot, &format!("╰{line}╯"), quiet);
}
