//! Showing only a part of the text: paragraphs where something stands, under their headings.

use std::ops::Range;

use super::{Piece, Style};
use crate::document::{Document, Part};
use crate::outline::Structure;

/// Says what of a text is shown.
pub trait Sieve {
    /// The nearest part before or behind one of which something may be shown.
    fn next(&self, structure: &Structure, part: u32, forward: bool) -> Option<u32>;

    /// The stretches of a part that are shown, in order, as offsets of its text: what meets one of them is.
    fn kept(&self, document: &Document, structure: &Structure, part: &Part) -> Vec<Range<u32>>;
}

/// The pieces that meet one of some stretches; of kept lines each counts by itself.
pub(super) fn sifted(part: &Part, pieces: &[Piece], stretches: &[Range<u32>]) -> Vec<Piece> {
    let meets = |range: &Range<u32>| {
        let behind = stretches.partition_point(|stretch| stretch.end <= range.start);
        stretches
            .get(behind)
            .is_some_and(|stretch| stretch.start < range.end)
    };
    let mut kept = Vec::new();
    for piece in pieces.iter().filter(|piece| meets(&piece.range)) {
        // What is set apart from what was above it needs less air than a whole page does.
        let gap = if kept.is_empty() && part.number == 0 {
            1
        } else {
            piece.gap
        };
        if !matches!(piece.style, Style::Verbatim) {
            kept.push(piece.within(piece.range.clone(), gap.max(1)));
            continue;
        }
        let mut at = piece.range.start;
        let mut first = true;
        for line in part.slice(piece.range.clone()).split_inclusive('\n') {
            let end = at + line.trim_end().len() as u32;
            if at < end && meets(&(at..end)) {
                kept.push(piece.within(at..end, if first { gap } else { 0 }));
                first = false;
            }
            at += line.len() as u32;
        }
    }
    kept
}
