//! A part as it was written: every source line is a row, or several where the room ends, and the empty lines between
//! them are as many as there are.

use std::ops::Range;

use super::{Piece, Style};
use crate::document::{Block, Border, Kind, Part};
use crate::outline::Role;

/// Whether lines mean something as they stand.
fn is_kept(block: &Block) -> bool {
    matches!(block.kind, Kind::Verbatim | Kind::Table)
}

/// The pieces of a part: lines of one kind between two empty ones. What is no text of the author's is shown, too.
pub(super) fn pieces(part: &Part, blocks: &[Block], roles: &[(Range<u32>, Role)]) -> Vec<Piece> {
    let (mut blocks, mut roles) = (blocks, roles);
    let mut pieces: Vec<Piece> = Vec::new();
    let first = match (part.number, part.border) {
        (0, _) | (_, Border::Blank) => 1,
        (_, Border::Line | Border::Middle) => 0,
    };
    let mut empty = 0_u16;
    for (at, line) in part.lines() {
        let text = line.trim_end();
        if text.is_empty() {
            empty = empty.saturating_add(1);
            continue;
        }
        let range = at..at + text.len() as u32;
        while let [(ended, _), rest @ ..] = roles
            && ended.end <= range.start
        {
            roles = rest;
        }
        while let [ended, rest @ ..] = blocks
            && ended.range.end <= range.start
        {
            blocks = rest;
        }
        let style = match (roles.first(), blocks.first()) {
            (Some((said, Role::Title)), _) if said.start < range.end => Style::Title,
            (Some((said, Role::Heading(level))), _) if said.start < range.end => {
                Style::Heading(*level)
            }
            (_, Some(block)) if is_kept(block) && block.range.start < range.end => Style::Verbatim,
            _ => Style::Paragraph,
        };
        let first = if pieces.is_empty() { first } else { 0 };
        if let Some(above) = pieces.last_mut().filter(|p| empty == 0 && p.style == style) {
            above.range.end = range.end;
        } else {
            pieces.push(Piece::kept(style, range, empty.max(first)));
        }
        empty = 0;
    }
    pieces
}
