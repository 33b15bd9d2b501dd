//! Decoding, with limits on what a head may claim: what it says is checked before a byte of room is made for it.

use std::io::{BufRead, Seek};

use image::imageops;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbaImage};

use super::{Cells, Painted, Pixels, Unseen, Way, blocks, inline, kitty, sixel};

/// The longest file of a picture, in bytes.
pub const LONGEST: u64 = 32 << 20;
/// The most pixels of one: 8,192 by 4,096.
const MOST_PIXELS: u64 = 1 << 25;
/// The longest side of one, in pixels.
const LONGEST_SIDE: u32 = 30_000;
/// The most room that decoding one may take, in bytes.
const ROOM: u64 = 256 << 20;

/// How large a picture is, as its head says.
///
/// # Errors
/// When it is none that can be shown.
pub fn extent(from: impl BufRead + Seek) -> Result<Pixels, Unseen> {
    let mut decoder = decoder(from)?;
    let (columns, rows) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(if is_on_its_side(orientation) {
        Pixels {
            columns: rows,
            rows: columns,
        }
    } else {
        Pixels { columns, rows }
    })
}

/// Paints a picture onto so many cells, each of so many pixels.
///
/// # Errors
/// When it cannot be decoded.
pub fn paint(
    from: impl BufRead + Seek,
    way: Way,
    cells: Cells,
    cell: Pixels,
) -> Result<Painted, Unseen> {
    let mut decoder = decoder(from)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let whole = DynamicImage::from_decoder(decoder).map_err(|wrong| why(&wrong))?;
    let (columns, rows) = (u32::from(cells.columns), u32::from(cells.rows));
    let (columns, rows) = match way {
        Way::Blocks => (columns, rows * 2),
        _ => (columns * cell.columns, rows * cell.rows),
    };
    if columns == 0 || rows == 0 {
        return Err(Unseen::Large);
    }
    let small = if is_on_its_side(orientation) {
        smaller(whole, rows, columns)
    } else {
        smaller(whole, columns, rows)
    };
    let mut small = DynamicImage::ImageRgba8(small);
    small.apply_orientation(orientation);
    let small = small.into_rgba8();
    let painted = match way {
        Way::Blocks => Some(blocks::paint(&small)),
        Way::Kitty => kitty::paint(&small, cells),
        Way::Sixel => Some(sixel::paint(&small, cells)),
        Way::Inline => inline::paint(&small, cells),
    };
    painted.ok_or(Unseen::Broken)
}

/// What is wrong with a picture that a decoder refuses.
fn why(wrong: &ImageError) -> Unseen {
    match wrong {
        ImageError::Limits(_) => Unseen::Large,
        ImageError::Unsupported(_) => Unseen::Unknown,
        _ => Unseen::Broken,
    }
}

fn decoder<'a>(from: impl BufRead + Seek + 'a) -> Result<impl ImageDecoder + 'a, Unseen> {
    let reader = ImageReader::new(from).with_guessed_format();
    let mut reader = reader.map_err(|_| Unseen::Broken)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(ROOM);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|wrong| why(&wrong))?;
    let (columns, rows) = decoder.dimensions();
    let pixels = u64::from(columns) * u64::from(rows);
    let sane = pixels > 0 && pixels <= MOST_PIXELS && columns.max(rows) <= LONGEST_SIDE;
    if sane && decoder.total_bytes() <= ROOM {
        Ok(decoder)
    } else {
        Err(Unseen::Large)
    }
}

fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(
        orientation,
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH
    )
}

/// The picture with so many pixels. What one sees through has no share in the colours.
fn smaller(whole: DynamicImage, columns: u32, rows: u32) -> RgbaImage {
    if !whole.color().has_alpha() {
        return whole.thumbnail_exact(columns, rows).into_rgba8();
    }
    let mut whole = whole.into_rgba8();
    for pixel in whole.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        let share = |ink: u8| (u16::from(ink) * u16::from(a) / 255) as u8;
        pixel.0 = [share(r), share(g), share(b), a];
    }
    let mut small = imageops::thumbnail(&whole, columns, rows);
    for pixel in small.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        let whole = |ink: u8| {
            (u16::from(ink) * 255)
                .checked_div(u16::from(a))
                .unwrap_or(0)
                .min(255) as u8
        };
        pixel.0 = [whole(r), whole(g), whole(b), a];
    }
    small
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Cursor;

    use image::{ExtendedColorType, ImageEncoder, Rgba};

    use super::*;

    const CELL: Pixels = Pixels {
        columns: 4,
        rows: 8,
    };

    /// The file of a picture.
    pub(crate) fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (columns, rows) = picture.dimensions();
        let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
        encoder
            .write_image(picture, columns, rows, ExtendedColorType::Rgba8)
            .unwrap();
        bytes
    }

    /// Red above, see-through below.
    pub(crate) fn half() -> RgbaImage {
        RgbaImage::from_fn(8, 8, |_, y| {
            Rgba(if y < 4 {
                [200, 0, 0, 255]
            } else {
                [0, 0, 0, 0]
            })
        })
    }

    #[test]
    fn the_head_says_how_large_a_picture_is() {
        let bytes = png(&RgbaImage::new(8, 3));
        let said = extent(Cursor::new(&bytes));
        assert_eq!(
            said,
            Ok(Pixels {
                columns: 8,
                rows: 3
            })
        );
        let other = extent(Cursor::new(b"<svg>no picture"));
        assert_eq!(other, Err(Unseen::Unknown));
        let cut = extent(Cursor::new(&bytes[..20]));
        assert_eq!(cut, Err(Unseen::Broken));
    }

    #[test]
    fn a_head_that_claims_too_much_is_not_believed() {
        let mut bytes = png(&half());
        for claimed in [65_000_u32, 29_999, u32::MAX] {
            bytes[16..20].copy_from_slice(&claimed.to_be_bytes());
            bytes[20..24].copy_from_slice(&claimed.to_be_bytes());
            assert!(extent(Cursor::new(&bytes)).is_err(), "{claimed}");
        }
    }

    #[test]
    fn what_is_seen_through_darkens_nothing() {
        let cells = Cells {
            columns: 1,
            rows: 1,
        };
        let bytes = png(&RgbaImage::from_fn(9, 9, |x, _| {
            Rgba(if x < 7 { [250, 250, 250, 255] } else { [0; 4] })
        }));
        let painted = paint(Cursor::new(bytes), Way::Blocks, cells, CELL).unwrap();
        let [(Some(upper), Some(_))] = painted.blocks(0) else {
            panic!("{painted:?}")
        };
        assert!(upper.iter().all(|ink| *ink > 240), "{upper:?}");
    }

    #[test]
    fn a_broken_picture_is_none_in_every_way() {
        let bytes = png(&half());
        let cells = Cells {
            columns: 2,
            rows: 1,
        };
        for way in [Way::Blocks, Way::Kitty, Way::Sixel, Way::Inline] {
            let broken = &bytes[..bytes.len() * 2 / 3];
            let painted = paint(Cursor::new(broken), way, cells, CELL);
            assert_eq!(painted, Err(Unseen::Broken));
            assert!(paint(Cursor::new(&bytes), way, cells, CELL).is_ok());
        }
    }
}
