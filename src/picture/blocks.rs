//! A picture as cells of two colours.

use image::{Rgba, RgbaImage};

use super::{Ink, Painted};

/// A pixel that lets more through is not drawn.
const SOLID: u8 = 128;

/// Takes two rows of pixels for each row of cells.
pub(super) fn paint(picture: &RgbaImage) -> Painted {
    let rows: Vec<Vec<Ink>> = picture
        .rows()
        .map(|row| row.copied().map(ink).collect())
        .collect();
    let pairs = rows.chunks_exact(2);
    let cells = pairs.flat_map(|pair| {
        let row = |n: usize| pair.get(n).map_or(&[][..], Vec::as_slice).iter().copied();
        row(0).zip(row(1))
    });
    Painted::Blocks(picture.width() as u16, cells.collect())
}

fn ink(pixel: Rgba<u8>) -> Ink {
    let [r, g, b, solid] = pixel.0;
    (solid >= SOLID).then_some([r, g, b])
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::half;
    use super::*;

    #[test]
    fn each_cell_holds_two_pixels() {
        let painted = paint(&half());
        let red = Some([200, 0, 0]);
        assert_eq!(painted.blocks(1), [(red, red); 8]);
        assert_eq!(painted.blocks(2), [(None, None); 8]);
        assert!(painted.blocks(4).is_empty());
    }
}
