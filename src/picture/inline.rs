//! Pictures as iTerm2 and `WezTerm` have them (OSC 1337): a file within the text, here one for each row of cells.

use std::sync::Arc;

use image::RgbaImage;

use super::strips::{cut, png};
use super::{Cells, Painted, Strip};
use crate::text::to_base64;

/// Writes each row of cells as a file of its own.
pub(super) fn paint(picture: &RgbaImage, cells: Cells) -> Option<Painted> {
    let strips = cut(picture, cells).map(|strip| {
        let file = png(&strip)?;
        let drawn = format!(
            "\x1b]1337;File=inline=1;size={};width={};height=1;preserveAspectRatio=0;doNotMoveCursor=1:{}\x07",
            file.len(),
            cells.columns,
            to_base64(&file)
        );
        Some(Arc::new(Strip { drawn, first: None }))
    });
    Some(Painted::Strips(strips.collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::decode::tests::half;
    use super::super::{Pixels, extent};
    use super::*;
    use crate::text::from_base64;

    #[test]
    fn each_row_is_a_file_of_our_own() {
        let cells = Cells {
            columns: 2,
            rows: 2,
        };
        let painted = paint(&half(), cells).unwrap();
        for row in 0..2 {
            let drawn = &painted.strip(row).unwrap().drawn;
            let (head, file) = drawn.split_once(':').unwrap();
            assert!(head.contains(";width=2;height=1;"), "{head}");
            let file = from_base64(file.trim_end_matches('\x07').as_bytes());
            assert_eq!(
                extent(Cursor::new(file)),
                Ok(Pixels {
                    columns: 8,
                    rows: 4
                })
            );
        }
        assert!(painted.strip(2).is_none());
    }
}
