//! Pictures as terminals of DEC had them: six rows of pixels at a time, each colour by itself.

use std::fmt::Write as _;
use std::sync::Arc;

use color_quant::NeuQuant;
use image::RgbaImage;

use super::strips::cut;
use super::{Cells, Painted, Strip};

/// Colours of a picture; terminals have room for 256.
const COLOURS: usize = 255;
/// Of so many pixels one is looked at to choose the colours.
const SAMPLE: i32 = 10;
/// Rows of pixels that are written at a time.
const BAND: u32 = 6;

/// Writes each row of cells as a picture of its own; they share their colours.
pub(super) fn paint(picture: &RgbaImage, cells: Cells) -> Painted {
    let chosen = NeuQuant::new(SAMPLE, COLOURS, picture.as_raw());
    let strips = cut(picture, cells).map(|strip| {
        let drawn = written(&strip, &chosen);
        Arc::new(Strip { drawn, first: None })
    });
    Painted::Strips(strips.collect())
}

fn written(strip: &RgbaImage, chosen: &NeuQuant) -> String {
    let (columns, rows) = strip.dimensions();
    let pixels: Vec<Option<usize>> = strip
        .pixels()
        .map(|pixel| (pixel.0[3] >= 128).then(|| chosen.index_of(&pixel.0)))
        .collect();
    // What is not drawn stays as it is; a pixel is as high as it is wide.
    let mut text = format!("\x1bP0;1;0q\"1;1;{columns};{rows}");
    let mut used: Vec<usize> = pixels.iter().copied().flatten().collect();
    used.sort_unstable();
    used.dedup();
    for colour in &used {
        let [r, g, b, _] = chosen.lookup(*colour).unwrap_or_default();
        let percent = |ink: u8| (u16::from(ink) * 100 + 127) / 255;
        let _ = write!(
            text,
            "#{colour};2;{};{};{}",
            percent(r),
            percent(g),
            percent(b)
        );
    }
    for band in pixels.chunks((columns * BAND) as usize) {
        band_of(band, columns as usize, &mut text);
        text.push('-');
    }
    text.push_str("\x1b\\");
    text
}

/// Writes a band: for each of its colours, which of the six pixels of every column have it.
fn band_of(band: &[Option<usize>], columns: usize, text: &mut String) {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut line_of = [None; COLOURS + 1];
    for (row, pixels) in band.chunks(columns.max(1)).enumerate() {
        for (column, colour) in pixels.iter().enumerate() {
            let Some(colour) = *colour else { continue };
            let Some(known) = line_of.get_mut(colour) else {
                continue;
            };
            let line = *known.get_or_insert_with(|| {
                lines.push((colour, vec![0; columns]));
                lines.len() - 1
            });
            let sign = lines
                .get_mut(line)
                .and_then(|(_, signs)| signs.get_mut(column));
            if let Some(sign) = sign {
                *sign |= 1 << row;
            }
        }
    }
    for (colour, signs) in lines {
        let _ = write!(text, "#{colour}");
        for run in signs.chunk_by(|a, b| a == b) {
            let sign = char::from(b'?' + run.first().copied().unwrap_or(0));
            if run.len() > 3 {
                let _ = write!(text, "!{}{sign}", run.len());
            } else {
                text.extend(std::iter::repeat_n(sign, run.len()));
            }
        }
        text.push('$');
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::half;
    use super::*;

    #[test]
    fn a_row_says_its_size_its_colours_and_its_bands() {
        let painted = paint(
            &half(),
            Cells {
                columns: 1,
                rows: 1,
            },
        );
        let drawn = &painted.strip(0).unwrap().drawn;
        assert!(drawn.starts_with("\x1bP0;1;0q\"1;1;8;8#"), "{drawn:?}");
        // Four rows of the first band are red, and nothing is in the second.
        assert!(drawn.ends_with("!8N$--\x1b\\"), "{drawn:?}");
    }
}
