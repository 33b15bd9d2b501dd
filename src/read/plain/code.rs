//! A text that is code from its first line to its last, as its name or that line says: every line is kept.

use std::sync::Arc;

use crate::document::{Block, Border, Detail, Kind, Part};

/// So many lines at least are one block, which is coloured as a whole; it ends before the next empty line.
const LEAST: usize = 200;
/// So many at most: of longer ones only the beginning would be coloured.
const MOST: usize = 400;

/// The blocks of a part of a text in this language.
pub(super) fn blocks(part: &Part, language: &Arc<Detail>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Open> = None;
    let mut after_blank = part.border == Border::Blank;
    for (at, text) in part.lines() {
        if text.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let ends = |open: &Open| open.lines >= MOST || after_blank && open.lines >= LEAST;
        if let Some(full) = open.take_if(|open| ends(open)) {
            blocks.push(full.block(language));
        }
        let first = blocks.is_empty();
        let open = open.get_or_insert(Open {
            start: at,
            end: at,
            lines: 0,
            after_blank,
            joined: !first && !after_blank,
            indent: usize::MAX,
        });
        open.end = at + text.trim_end().len() as u32;
        open.lines += 1;
        open.indent = open.indent.min(super::line::indent_of(text));
        after_blank = false;
    }
    blocks.extend(open.map(|open| open.block(language)));
    blocks
}

/// A block that goes on.
struct Open {
    start: u32,
    end: u32,
    lines: usize,
    after_blank: bool,
    /// Whether the one above ends with the line above.
    joined: bool,
    /// The least indent of its lines, in cells.
    indent: usize,
}

impl Open {
    fn block(self, language: &Arc<Detail>) -> Block {
        let indent = self.indent.min(usize::from(u16::MAX)) as u16;
        let range = self.start..self.end;
        Block {
            joined: self.joined,
            detail: Some(Arc::clone(language)),
            ..Block::new(Kind::Verbatim, range, indent, self.after_blank)
        }
    }
}
