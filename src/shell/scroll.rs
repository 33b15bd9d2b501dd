//! Letting the terminal move rows that are on the screen already, instead of sending them again.

use std::io::{self, Write};

use ratatui::layout::Rect;

use crate::draw::frame::{Frame, Row};

/// The most rows that text is looked for away from where it stood. A page scrolls further, and is sent anew.
const FARTHEST: usize = 12;

/// By how many rows the text has moved up (or down, if negative) between two frames, told by what stands on each row
/// (the same number: the same row of text, 0: nothing); 0 where that is not worth while.
pub(super) fn moved(before: &[u64], after: &[u64]) -> i32 {
    let same = |a: &[u64], b: &[u64]| a.iter().zip(b).filter(|(a, b)| a == b && **a != 0).count();
    let farthest = FARTHEST.min(after.len() / 2);
    let (mut best, mut by) = (same(before, after) + 2, 0);
    for rows in 1..=farthest {
        let up = same(before.get(rows..).unwrap_or(&[]), after);
        let down = same(before, after.get(rows..).unwrap_or(&[]));
        let rows = i32::try_from(rows).unwrap_or(0);
        for (count, rows) in [(up, rows), (down, -rows)] {
            if count > best {
                (best, by) = (count, rows);
            }
        }
    }
    by
}

/// Tells the terminal to move the rows of an area up by so many rows (down, if negative), and moves them in `shown`
/// too. The rows move over the window's whole width; what that disturbs beside the area will differ from the next
/// frame, and is sent like all that differs.
///
/// # Errors
/// None with a vector to write to.
pub(super) fn scroll(shown: &mut Frame, area: Rect, by: i32, out: &mut Vec<u8>) -> io::Result<()> {
    let range = usize::from(area.top())..usize::from(area.bottom());
    let Some(rows) = shown
        .rows
        .get_mut(range)
        .filter(|rows| by != 0 && !rows.is_empty())
    else {
        return Ok(());
    };
    let (count, direction) = (by.unsigned_abs(), if by > 0 { 'S' } else { 'T' });
    write!(
        out,
        "\x1b[{};{}r\x1b[{count}{direction}\x1b[r",
        area.top() + 1,
        area.bottom()
    )?;
    let count = (count as usize).min(rows.len());
    let free = if by > 0 {
        rows.rotate_left(count);
        rows.len() - count..rows.len()
    } else {
        rows.rotate_right(count);
        0..count
    };
    let free = rows.get_mut(free).unwrap_or(&mut []);
    free.iter_mut().for_each(Row::clear);
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;
    use crate::draw::frame::Span;

    #[test]
    fn rows_that_moved_are_found() {
        let text = [1, 2, 0, 3, 4, 5, 0, 6];
        assert_eq!(moved(&text, &[2, 0, 3, 4, 5, 0, 6, 7]), 1);
        assert_eq!(moved(&text, &[9, 0, 1, 2, 0, 3, 4, 5]), -2);
        assert_eq!(moved(&text, &text), 0);
        assert_eq!(moved(&text, &[11, 12, 13, 14, 15, 16, 17, 18]), 0);
        assert_eq!(moved(&[], &[]), 0);
    }

    #[test]
    fn what_was_moved_is_not_sent_again() {
        let row = |text: &str| {
            vec![Span {
                x: 2,
                text: text.into(),
                style: Style::new(),
                link: None,
                cells: text.len() as u16,
                sure: true,
                strip: None,
            }]
        };
        let frame = |rows: &[&str]| {
            let mut frame = Frame::new(5, 0);
            frame.rows = rows.iter().map(|text| row(text)).collect();
            frame
        };
        let mut shown = frame(&["top", "a", "b", "c", "foot"]);
        let mut out = Vec::new();
        scroll(&mut shown, Rect::new(2, 1, 3, 3), 1, &mut out).unwrap();
        assert_eq!(out, b"\x1b[2;4r\x1b[1S\x1b[r");
        let mut moved = frame(&["top", "b", "c", "", "foot"]);
        moved.rows[3].clear();
        assert_eq!(shown, moved);
    }
}
