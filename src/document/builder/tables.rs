//! Tables: rows of cells, each row a line of the text. A long one is cut between its rows into stretches, and all of those
//! are told how wide the columns of the whole are.

use std::sync::Arc;

use super::{Align, Builder, Detail, Face, Kind, LONGEST_BLOCK, Span};
use crate::document::columns::Columns;

/// A table that was cut: what was measured of it so far, and where its stretches are, by part and block.
#[derive(Debug, Default)]
pub(super) struct Long {
    columns: Columns,
    stretches: Vec<(usize, usize)>,
}

impl Builder {
    /// Opens a table; its cells are opened by [`Builder::row`] and [`Builder::cell`].
    pub fn table(&mut self, aligns: Vec<Align>) {
        self.begin(Kind::Table, None, None);
        if let Some(open) = &mut self.open {
            open.aligns = aligns;
        }
    }

    /// Begins a row of the table, of its head or not.
    pub fn row(&mut self, head: bool) {
        self.end_row();
        let (start, line) = (self.text.len(), self.line);
        if let Some(open) = &mut self.open {
            open.head += u32::from(head && open.head == open.rows);
            (open.cells, open.gap, open.row) = (0, None, start);
            let last = open.row_lines.last().map_or(open.line, |(_, line)| *line);
            if line > last {
                open.row_lines.push((start as u32, line));
            }
        }
    }

    /// Says that this row names the columns, if it is the first.
    pub fn head(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| open.rows == 0) {
            open.head = 1;
        }
    }

    /// Begins a cell of the row.
    pub fn cell(&mut self) {
        let open = self.open.as_mut();
        if let Some(open) = open.filter(|open| open.kind == Kind::Table) {
            if open.cells > 0 {
                self.text.push("\t");
            }
            (open.cells, open.gap) = (open.cells + 1, None);
        }
    }

    fn end_row(&mut self) {
        if self.open.as_ref().is_none_or(|open| open.cells == 0) {
            return;
        }
        self.end_row_of_last();
        self.text.push("\n");
        let start = self.open.as_ref().map_or(0, |open| open.start);
        if self.text.len() - start > LONGEST_BLOCK {
            self.part_block();
        }
    }

    pub(super) fn end_row_of_last(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| open.cells > 0) {
            open.rows += 1;
            open.cells = 0;
            if open.rows <= open.head {
                let range = open.row as u32..self.text.trim_end().len() as u32;
                let face = Face::Strong;
                self.spans
                    .extend((range.start < range.end).then_some(Span { range, face }));
            }
        }
    }

    /// Ends the block that is open as a stretch of a table that goes on.
    pub(super) fn end_stretch(&mut self) {
        let mut long = self.long.take().unwrap_or_default();
        self.measure(&mut long);
        if self.end_block() {
            long.stretches.extend(self.last_block());
        }
        self.long = Some(long);
    }

    /// Measures the rows of the stretch that is open.
    pub(super) fn measure(&self, long: &mut Long) {
        if let Some(open) = &self.open {
            let rows = self.text.get(open.start..).unwrap_or("").trim_end();
            long.columns.take_lines(rows, open.head as usize);
        }
    }

    /// Tells all stretches of a table how wide its columns are.
    pub(super) fn end_long(&mut self, mut long: Long, last: bool) {
        if last {
            long.stretches.extend(self.last_block());
        }
        let whole = Arc::new(long.columns);
        for (part, block) in long.stretches {
            let blocks = match self.parts.get_mut(part) {
                Some(stored) => &mut stored.blocks,
                None => &mut self.blocks,
            };
            let detail = blocks.get_mut(block).and_then(|b| b.detail.as_mut());
            if let Some(Detail::Table { columns, .. }) = detail.map(Arc::make_mut) {
                *columns = Some(Arc::clone(&whole));
            }
        }
    }

    /// Where the block is that was written last.
    fn last_block(&self) -> Option<(usize, usize)> {
        if let Some(block) = self.blocks.len().checked_sub(1) {
            return Some((self.parts.len(), block));
        }
        let part = self.parts.len().checked_sub(1)?;
        let block = self.parts.get(part)?.blocks.len().checked_sub(1)?;
        Some((part, block))
    }
}
