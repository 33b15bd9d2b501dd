//! Letting the terminal move rows that are on the screen already, instead of sending them again.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The most rows that text is looked for away from where it stood. A page scrolls further, and is sent anew.
const FARTHEST: usize = 12;

/// All cells of a frame that are not blank.
pub(super) fn whole(buffer: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let blank = Cell::default();
    let width = usize::from(buffer.area.width).max(1);
    // The cell behind a wide character is blank, and so is left out with the others.
    let cells = buffer.content.iter().enumerate();
    cells
        .filter(move |(_, cell)| **cell != blank)
        .map(move |(i, cell)| ((i % width) as u16, (i / width) as u16, cell))
}

/// By how many rows the text has moved up (or down, if negative) between two frames, told by what stands on each row
/// (the same number: the same row of text, 0: nothing); 0 where that is not worth while.
pub(super) fn moved(before: &[u64], after: &[u64]) -> i32 {
    let same = |a: &[u64], b: &[u64]| a.iter().zip(b).filter(|(a, b)| a == b && **a != 0).count();
    let tail = |rows: &[u64], by: usize| rows.get(by..).unwrap_or(&[]).to_vec();
    let farthest = FARTHEST.min(after.len() / 2);
    let (mut best, mut by) = (same(before, after) + 2, 0);
    for rows in 1..=farthest {
        let up = same(&tail(before, rows), after);
        let down = same(before, &tail(after, rows));
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
pub(super) fn scroll(shown: &mut Buffer, area: Rect, by: i32, out: &mut Vec<u8>) -> io::Result<()> {
    let area = area.intersection(shown.area);
    if by == 0 || area.height == 0 {
        return Ok(());
    }
    let (count, direction) = (by.unsigned_abs(), if by > 0 { 'S' } else { 'T' });
    write!(
        out,
        "\x1b[{};{}r\x1b[{count}{direction}\x1b[r",
        area.top() + 1,
        area.bottom()
    )?;
    shift(shown, area, by);
    Ok(())
}

/// Moves the rows of an area, over the whole width, up (or down, if `by` is negative); what becomes free is blank.
fn shift(buffer: &mut Buffer, area: Rect, by: i32) {
    let width = usize::from(buffer.area.width);
    let range = usize::from(area.top()) * width..usize::from(area.bottom()) * width;
    let count = by.unsigned_abs() as usize * width;
    if let Some(rows) = buffer.content.get_mut(range) {
        let length = rows.len();
        let free = if by > 0 {
            rows.rotate_left(count.min(length));
            length - count.min(length)..length
        } else {
            rows.rotate_right(count.min(length));
            0..count.min(length)
        };
        for cell in rows.get_mut(free).unwrap_or(&mut []) {
            cell.reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(lines: &[&str]) -> Buffer {
        let mut buffer = Buffer::with_lines(lines.iter().copied());
        buffer.area = Rect::new(0, 0, buffer.area.width, buffer.area.height);
        buffer
    }

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
    fn the_frame_after_a_scroll_is_what_was_painted() {
        let mut shown = window(&["side1", "  a  ", "  b  ", "  c  ", "  d  ", "  e  "]);
        let next = window(&["side1", "  b  ", "  c  ", "  d  ", "  e  ", "  f  "]);
        let mut out = Vec::new();
        scroll(&mut shown, Rect::new(2, 1, 3, 5), 1, &mut out).unwrap();
        assert_eq!(out, b"\x1b[2;6r\x1b[1S\x1b[r");
        let sent: Vec<_> = shown.diff_iter(&next).map(|(x, y, _)| (x, y)).collect();
        assert_eq!(sent, [(2, 5)]);
    }
}
