//! The empty rows between the pieces of a page.

use super::{Piece, Style};
use crate::document::{Block, Border, Part};

/// Gives every piece the empty rows before it.
pub(super) fn space(pieces: &mut [Piece], part: &Part, blocks: &[Block]) {
    let block_of = |piece: &Piece| {
        let i = blocks
            .partition_point(|b| b.range.start <= piece.range.start)
            .saturating_sub(1);
        blocks.get(i).filter(|b| b.range.start == piece.range.start)
    };
    let mut above: Option<(Style, u16)> = None;
    let mut quoted = 0;
    for piece in pieces {
        let block = block_of(piece);
        let blank = block.is_some_and(|block| block.after_blank);
        let close = block.is_some_and(|block| block.close);
        piece.bridge = piece
            .nest
            .bars
            .saturating_sub(piece.nest.opened)
            .min(quoted);
        quoted = piece.nest.bars;
        piece.gap = match above {
            _ if piece.joined => 0,
            Some((Style::Paragraph | Style::Item | Style::Verbatim | Style::Table, _)) if close => {
                0
            }
            Some((Style::Paragraph, _)) if piece.bridge > 0 && !blank => 0,
            None if part.number == 0 => 1,
            None if part.border == Border::Middle => 0,
            None => gap(piece.style, piece.style, blank, false),
            Some((style, indent)) => gap(style, piece.style, blank, piece.indent > indent),
        };
        above = Some((piece.style, piece.indent));
    }
}

/// Empty rows between two pieces, whether a blank line stands between them in the source, and whether the lower one
/// is indented below the upper one.
fn gap(above: Style, below: Style, blank: bool, deeper: bool) -> u16 {
    use Style::{Heading, Item, Paragraph, Quote, Title, Verbatim};
    match (above, below) {
        (Heading(_), Heading(_)) => 1,
        (Title, _) | (_, Title | Heading(_)) => 2,
        (Item, Item) | (Verbatim, Verbatim) | (Quote, Quote) => u16::from(blank),
        // An entry and what hangs from it, a word and what it means.
        (Item, _) | (Paragraph, Paragraph) if deeper => u16::from(blank),
        _ => 1,
    }
}
