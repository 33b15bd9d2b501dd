//! Rows of pictures.

use ratatui::style::{Color, Style};

use super::Frame;
use super::theme::{Depth, Theme};
use crate::app::regions::Area;
use crate::layout::Art;
use crate::picture::{Ink, Painted};

/// The steps of a colour in the cube of 216 colours that terminals with 256 have, behind the first 16.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Paints a row of a picture from a column on.
pub(super) fn row(
    art: &Art,
    painted: &Painted,
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    (x, y): (u16, u16),
) {
    if let Some(strip) = painted.strip(art.row) {
        frame.put_strip(area, (x, y), art.cells.columns, strip);
        return;
    }
    let Some(depth) = theme.depth else { return };
    let mut x = x;
    let cells = painted.blocks(art.row);
    for run in cells.chunk_by(|a, b| cell(*a, depth) == cell(*b, depth)) {
        if let Some((sign, style)) = run.first().map(|first| cell(*first, depth)) {
            x = frame.put(area, x, y, &sign.repeat(run.len()), style);
        }
    }
}

/// What stands on a cell for its upper and its lower half.
fn cell((upper, lower): (Ink, Ink), depth: Depth) -> (&'static str, Style) {
    let colour = |ink: [u8; 3]| match depth {
        Depth::True => Color::Rgb(ink[0], ink[1], ink[2]),
        Depth::Indexed => Color::Indexed(nearest(ink)),
    };
    let plain = Style::new();
    match (upper.map(colour), lower.map(colour)) {
        (None, None) => (" ", plain),
        (Some(upper), None) => ("▀", plain.fg(upper)),
        (None, Some(lower)) => ("▄", plain.fg(lower)),
        (Some(upper), Some(lower)) if upper == lower => (" ", plain.bg(upper)),
        (Some(upper), Some(lower)) => ("▀", plain.fg(upper).bg(lower)),
    }
}

/// The number of the nearest among 256 colours; the first 16 look as the person wants, and are not among them.
fn nearest(ink: [u8; 3]) -> u8 {
    let away = |a: u8, b: u8| (i32::from(a) - i32::from(b)).pow(2);
    let far = |other: [u8; 3]| {
        let pairs = ink.iter().zip(other);
        pairs.map(|(a, b)| away(*a, b)).sum::<i32>()
    };
    let step = |ink: u8| {
        let steps = STEPS.iter().zip(0_u8..);
        let nearest = steps.min_by_key(|(step, _)| away(**step, ink));
        nearest.map_or((0, 0), |(step, number)| (*step, number))
    };
    let [(r, red), (g, green), (b, blue)] = ink.map(step);
    let mean = ink.iter().map(|ink| u16::from(*ink)).sum::<u16>() / 3;
    let grey = (mean.saturating_sub(3) / 10).min(23) as u8;
    let level = 8 + grey * 10;
    if far([level; 3]) < far([r, g, b]) {
        232 + grey
    } else {
        16 + red * 36 + green * 6 + blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_colours_is_taken() {
        assert_eq!(nearest([0, 0, 0]), 16);
        assert_eq!(nearest([255, 255, 255]), 231);
        assert_eq!(nearest([250, 3, 0]), 196);
        assert_eq!(nearest([128, 128, 128]), 244);
        assert_eq!(nearest([100, 130, 180]), 67);
    }

    #[test]
    fn what_is_seen_through_is_left_to_the_terminal() {
        let red = Some([255, 0, 0]);
        let at = |upper, lower| cell((upper, lower), Depth::Indexed);
        assert_eq!(at(None, None), (" ", Style::new()));
        assert_eq!(at(None, red), ("▄", Style::new().fg(Color::Indexed(196))));
        assert_eq!(at(red, red), (" ", Style::new().bg(Color::Indexed(196))));
    }
}
