//! Where a query stands in one part of a text.

use std::ops::Range;

use super::Query;
use crate::document::{Border, Pages, Part};
use crate::text;

/// How far a match may reach into the next part, in bytes.
const REACH: usize = 1024;

/// The matches that begin in a part, as offsets of its clean text; the end of the last one may lie beyond the end of the
/// part, by as many bytes of the next one. `other` reads a part.
pub fn hits(
    query: &Query,
    pages: &dyn Pages,
    part: &Part,
    mut visit: impl FnMut(Range<u32>),
    mut other: impl FnMut(u32) -> std::sync::Arc<Part>,
) {
    let goes_on = part.number + 1 < pages.parts() && !ends_paragraph(&part.text);
    if part.border != Border::Middle && !goes_on {
        return query
            .matches(&part.text, 0)
            .for_each(|hit| visit(hit.start as u32..hit.end as u32));
    }
    let mut around = String::with_capacity(part.text.len() + REACH + 4);
    // Where a line was cut, a word may begin before the part does.
    if let (Border::Middle, Some(before)) = (part.border, part.number.checked_sub(1)) {
        around.extend(other(before).text.chars().next_back());
    }
    let start = around.len();
    around.push_str(&part.text);
    let end = around.len();
    if goes_on {
        let next = other(part.number + 1);
        if next.border != Border::Blank {
            around.push_str(text::head(&next.text, REACH));
        }
    }
    query
        .matches(&around, start)
        .take_while(|hit| hit.start < end)
        .for_each(|hit| visit((hit.start - start) as u32..(hit.end - start) as u32));
}

/// Whether the last line of a text is blank: then no match goes on behind it.
fn ends_paragraph(text: &str) -> bool {
    let blank = |c: char| c != '\n' && c.is_whitespace();
    let line = text.strip_suffix('\n').map(|t| t.trim_end_matches(blank));
    line.is_some_and(|t| t.is_empty() || t.ends_with('\n'))
}
