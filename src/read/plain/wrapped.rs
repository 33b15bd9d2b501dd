//! Prose that was broken at a column: which lines are that, and what of them is one paragraph.

use super::line::Line;
use super::manner::{NARROWEST_WRAP, WIDEST_WRAP, breaks_at, breaks_by_force, breaks_in_paragraph};
use super::{Finder, Lines, span};
use crate::document::Kind;

/// The first line of a paragraph stands no further, in cells, from the others.
const FURTHER: usize = 8;

impl Finder<'_> {
    /// The column at which these lines were wrapped, if most of their ends were made by wrapping.
    pub(super) fn wrap_column(&self, lines: &[Line]) -> Option<usize> {
        let pairs = || {
            lines
                .windows(2)
                .filter_map(|p| Some((p.first()?, p.get(1)?)))
        };
        let forced = |column| {
            pairs()
                .filter(|(a, b)| breaks_by_force(a, b, column))
                .count()
        };
        if let Lines::Wrapped(column) = self.manner.lines {
            // In a text that wraps, two lines are enough to see it; code and verse break early most of the time.
            if lines.len() > 1
                && forced(column) * 2 >= lines.len() - 1
                && lines.iter().filter(|l| l.is_code()).count() * 2 <= lines.len()
            {
                return Some(column);
            }
        }
        // A piece may be wrapped at a column of its own: most of its lines end there, nearly all go on below.
        let widest = lines.iter().map(Line::cells).max()?;
        let inside = || {
            pairs()
                .filter(|(a, b)| breaks_in_paragraph(a, b, widest))
                .count()
        };
        // Of three lines there is little to see: none of them may leave a doubt.
        let level = |(a, b): (&Line, &Line)| a.indent == b.indent;
        let clear = || {
            lines.last().is_some_and(Line::ends_sentence)
                && forced(widest) == lines.len() - 1
                && pairs().all(level)
                && !lines.iter().any(Line::is_code)
        };
        let regular = (lines.len() >= 4 || lines.len() == 3 && clear())
            && (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest)
            && forced(widest) * 2 >= lines.len() - 1
            && inside() * 8 >= (lines.len() - 1) * 7
            && lines.iter().filter(|l| l.is_code()).count() * 4 <= lines.len();
        regular.then_some(widest)
    }

    /// Joins wrapped lines into paragraphs; a line that ended early, or a new first-line indent, begins another.
    pub(super) fn wrapped(&mut self, lines: &[Line], column: usize) {
        let mut start = 0;
        for i in 1..=lines.len() {
            let (Some(above), below) = (lines.get(i - 1), lines.get(i)) else {
                break;
            };
            let goes_on = below.is_some_and(|below| {
                let first_line = i - start == 1;
                let hangs = below.indent <= above.indent + 2 * FURTHER
                    && !above.ends_sentence()
                    && breaks_by_force(above, below, column);
                let indent_fits = below.indent == above.indent
                    || (first_line && (below.indent.abs_diff(above.indent) <= FURTHER || hangs));
                // A word that is too long for any line leaves the one above it as short as it was.
                let forced =
                    !first_line && !above.ends_sentence() && below.first_word_cells() * 2 > column;
                indent_fits
                    && (breaks_in_paragraph(above, below, column)
                        || forced && breaks_at(above, below, column))
            });
            if !goes_on {
                let paragraph = lines.get(start..i).unwrap_or(&[]);
                let indent = paragraph
                    .get(1)
                    .or(paragraph.first())
                    .map_or(0, |l| l.indent);
                self.push(Kind::Paragraph, span(Some(paragraph)), indent);
                start = i;
            }
        }
    }
}
