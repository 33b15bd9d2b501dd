//! Texts that say that they are outlines: stars at the margin begin headings there, and no entries of lists.

use super::line::{Line, Shape};
use crate::document::Part;
use crate::text::{self, NOTED};

/// The lines of a part of such a text: what only says what it is left out, and its headings by themselves.
pub(super) fn with_headings<'a>(lines: &mut [Line<'a>], part: &'a Part) {
    for line in lines.iter_mut() {
        let stars = line.text.starts_with('*') && line.indent == 0;
        if stars && text::without_marks(line.text).0 > 0 {
            line.shape = Shape::Heading;
        }
    }
    let first = if part.number == 0 { NOTED } else { 0 };
    for line in lines.iter_mut().filter(|line| !line.is_blank()).take(first) {
        if let Some(title) = text::outline_title(line.text) {
            let said = line.start() as usize + title.len();
            let rest = part.text.get(line.at as usize..said).unwrap_or("");
            *line = Line::new(rest, line.at);
        }
    }
}
