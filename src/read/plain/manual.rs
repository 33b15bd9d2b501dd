//! Pages of the manual, as formatters write them: a text like any other, whose first line says what it is.

use std::ops::Range;

use super::line::{Line, Shape};
use crate::document::Part;
use crate::read::references;

/// What a text is called that begins as a page of the manual does: with its name and section, at both ends of the line
/// or alone.
pub(super) fn name(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| !line.trim().is_empty());
    let mut words = line.unwrap_or("").split_whitespace();
    let first = words.next().unwrap_or("");
    let last = words.next_back().unwrap_or(first);
    let whole = references::all(first).pop();
    let is_whole = whole.is_some_and(|page| page.range == (0..first.len()));
    (last == first && is_whole).then_some(first)
}

/// The lines of a page of the manual: a short word with what it means beside it begins an item where a paragraph would,
/// or below another such word.
pub(super) fn with_terms<'a>(mut lines: Vec<Line<'a>>, part: &Part) -> Vec<Line<'a>> {
    let looks: Vec<Range<u32>> = part.text.looks().map(|(range, _)| range).collect();
    let lettered = |end: u32| {
        let at = looks.partition_point(|look| look.end < end);
        let next = looks.get(at + 1).map_or(u32::MAX, |look| look.start);
        looks.get(at).is_some_and(|look| look.end == end) && next > end + 1
    };
    let mut above: Option<(usize, bool)> = None;
    for line in &mut lines {
        let begins = above
            .is_none_or(|(indent, term)| indent > line.indent || term && indent == line.indent);
        if begins {
            *line = line.in_manual(lettered);
        }
        let term = matches!(line.shape, Shape::Item(_));
        above = (!line.is_blank()).then_some((line.indent, term));
    }
    lines
}
