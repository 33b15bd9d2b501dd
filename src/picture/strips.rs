//! What the notations of terminals share.

use image::{ExtendedColorType, ImageEncoder, RgbaImage, codecs::png::PngEncoder, imageops};

use super::Cells;

/// The rows of cells of a picture, each with its own rows of pixels.
pub(super) fn cut(picture: &RgbaImage, cells: Cells) -> impl Iterator<Item = RgbaImage> + '_ {
    let height = picture.height() / u32::from(cells.rows).max(1);
    (0..u32::from(cells.rows)).map(move |row| {
        imageops::crop_imm(picture, 0, row * height, picture.width(), height).to_image()
    })
}

/// A picture as a file of our own.
pub(super) fn png(picture: &RgbaImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (columns, rows) = picture.dimensions();
    let encoder = PngEncoder::new(&mut bytes);
    let written = encoder.write_image(picture, columns, rows, ExtendedColorType::Rgba8);
    written.is_ok().then_some(bytes)
}
