//! Pictures as kitty has them: one is sent once, and stands where letters say so, each with marks for its row and column
//! in the picture. These letters are text, and move and go like other text.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use image::RgbaImage;

use super::strips::png;
use super::{Cells, Painted, Sent, Strip};
use crate::text::to_base64;

/// The letter that stands for a cell of a picture.
const LETTER: char = '\u{10eeee}';
/// The marks that stand for the numbers of rows and columns, from 0 on: what kitty takes from Unicode 6.0, which are the
/// combining marks of class 230 without those that are composed.
const MARKS: &str = include_str!("kitty/marks.txt");
/// As many bytes are sent in one piece.
const PIECE: usize = 4096;
/// The number of our first picture: a colour that nobody else is likely to take.
const FIRST: u32 = 0x5b_1d01;

/// The number of the next picture.
static NEXT: AtomicU32 = AtomicU32::new(FIRST);

/// Writes a picture, and the letters of each of its rows.
pub(super) fn paint(picture: &RgbaImage, cells: Cells) -> Option<Painted> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed) & 0x00ff_ffff;
    let file = to_base64(&png(picture)?);
    let sent = Arc::new(Sent {
        number,
        drawn: sent(number, cells, &file),
    });
    let [_, r, g, b] = number.to_be_bytes();
    let strips = (0..cells.rows).map(|row| {
        let mut drawn = format!("\x1b[38;2;{r};{g};{b}m{LETTER}{}{}", mark(row)?, mark(0)?);
        // Each of the others goes on from the one at its left.
        drawn.extend(std::iter::repeat_n(LETTER, usize::from(cells.columns) - 1));
        drawn.push_str("\x1b[39m");
        let first = Some(Arc::clone(&sent));
        Some(Arc::new(Strip { drawn, first }))
    });
    Some(Painted::Strips(strips.collect::<Option<_>>()?))
}

fn mark(number: u16) -> Option<char> {
    MARKS
        .chars()
        .filter(|c| !c.is_ascii())
        .nth(usize::from(number))
}

/// What sends a picture, in pieces.
fn sent(number: u32, cells: Cells, file: &str) -> String {
    let mut text = String::new();
    let mut rest = file;
    let mut head = format!(
        "a=T,U=1,f=100,i={number},c={},r={},q=2,",
        cells.columns, cells.rows
    );
    while !rest.is_empty() {
        let (piece, more) = rest.split_at_checked(PIECE).unwrap_or((rest, ""));
        let _ = write!(
            text,
            "\x1b_G{head}m={};{piece}\x1b\\",
            u8::from(!more.is_empty())
        );
        rest = more;
        "q=2,".clone_into(&mut head);
    }
    text
}
