//! A frame as it is composed: for each row what stands where, and in which style.
//!
//! Rows can be compared before a single cell is painted, so a frame costs what changed in it.

use std::num::NonZeroU16;
use std::sync::Arc;

use compact_str::CompactString;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::style::Style;

use crate::app::regions::Area;
use crate::picture::Strip;
use crate::text;

/// A piece of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Its first column.
    pub x: u16,
    /// What it says; it comes from clean text, like everything that the state holds, and fits into the window.
    pub text: CompactString,
    /// How it looks.
    pub style: Style,
    /// Where it leads, as [`text::web_address`] has it.
    pub link: Option<String>,
    /// The cells that it takes.
    pub cells: u16,
    /// Whether each of its characters is sure to take so many cells in every terminal.
    pub sure: bool,
    /// What is drawn on its cells instead, where a terminal has a notation for pictures.
    pub strip: Option<Arc<Strip>>,
}

/// What stands on one row; of two spans on one cell the later one is seen.
pub type Row = Vec<Span>;

/// The rows of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    columns: u16,
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
}

impl Frame {
    /// An empty window of so many columns and rows.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self {
            columns,
            rows: vec![Row::new(); usize::from(rows)],
        }
    }

    /// The same, from a frame that is not needed any more: the memory of its rows is used again.
    #[must_use]
    pub fn cleared(mut self, columns: u16, rows: u16) -> Self {
        self.columns = columns;
        self.rows.iter_mut().for_each(Row::clear);
        self.rows.resize(usize::from(rows), Row::new());
        self
    }

    /// The window's width.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// Puts a text on a row, cut at the right edge of an area; returns the column after it.
    pub fn put(&mut self, area: Area, x: u16, y: u16, content: &str, style: Style) -> u16 {
        self.put_link(area, (x, y), content, style, None)
    }

    /// The same, with where it leads.
    pub fn put_link(
        &mut self,
        area: Area,
        (x, y): (u16, u16),
        content: &str,
        style: Style,
        link: Option<String>,
    ) -> u16 {
        let edge = area.x.saturating_add(area.width).min(self.columns);
        let row = self.rows.get_mut(usize::from(y));
        let Some(row) = row.filter(|_| x < edge && area.contains(x, y)) else {
            return x;
        };
        let (text, cells) = text::fit(content, usize::from(edge - x));
        if cells > 0 {
            row.push(Span {
                x,
                text: text.into(),
                style,
                link,
                cells: cells as u16,
                sure: text::sure_cells(text).is_some(),
                strip: None,
            });
        }
        x + cells as u16
    }

    /// Puts a row of a picture onto so many cells of a row, if all of them lie in an area.
    pub fn put_strip(&mut self, area: Area, (x, y): (u16, u16), cells: u16, strip: &Arc<Strip>) {
        let edge = area.x.saturating_add(area.width).min(self.columns);
        let row = self.rows.get_mut(usize::from(y));
        if let Some(row) = row.filter(|_| x.saturating_add(cells) <= edge && area.contains(x, y)) {
            row.push(Span {
                x,
                text: CompactString::const_new(" ").repeat(usize::from(cells)),
                style: Style::new(),
                link: None,
                cells,
                sure: true,
                strip: Some(Arc::clone(strip)),
            });
        }
    }

    /// Empties an area, so that what stands behind it does not shine through.
    pub fn clear(&mut self, area: Area) {
        let blank = " ".repeat(usize::from(area.width));
        for y in area.y..area.y.saturating_add(area.height) {
            // Terminals do not agree on what lies in front of a picture.
            let edge = area.x.saturating_add(area.width);
            let beside = |s: &Span| s.strip.is_none() || s.x >= edge || s.x + s.cells <= area.x;
            if let Some(row) = self.rows.get_mut(usize::from(y)) {
                row.retain(beside);
            }
            self.put(area, area.x, y, &blank, Style::new());
        }
    }

    /// Paints all rows.
    pub fn paint(&self, buffer: &mut Buffer) {
        for (y, row) in (buffer.area.top()..buffer.area.bottom()).zip(&self.rows) {
            paint(row, y, buffer);
        }
    }
}

/// Paints a row onto the row `y` of a buffer.
pub fn paint(row: &Row, y: u16, buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width);
    let Some(below) = y.checked_sub(buffer.area.y) else {
        return;
    };
    let start = usize::from(below) * width;
    let Some(cells) = buffer.content.get_mut(start..start + width) else {
        return;
    };
    for span in row {
        // A wide character of which this piece covers the end cannot be seen any more.
        let before = cells.get_mut(..usize::from(span.x)).unwrap_or(&mut []);
        let nearest = before.iter_mut().rev().take(2 * text::CLUSTER_LIMIT);
        if let Some((away, cell)) = nearest.enumerate().find(|(_, c)| c.symbol() != " ")
            && text::cluster_cells(cell.symbol()) > away + 1
        {
            cell.reset();
        }
        let mut rest = cells
            .get_mut(usize::from(span.x)..)
            .unwrap_or(&mut [])
            .iter_mut();
        for cluster in text::clusters(&span.text) {
            let taken = text::cluster_cells(cluster);
            if taken == 0 {
                continue;
            }
            let Some(cell) = rest.next() else { break };
            cell.reset();
            cell.set_symbol(cluster).set_style(span.style);
            if let Some(width) = doubted(cluster, taken) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
            // What a wide character covers is empty.
            rest.by_ref().take(taken - 1).for_each(Cell::reset);
        }
    }
}

/// The width of a cluster that ratatui takes for wider than it is: it counts half-width sound marks once more than
/// `unicode-width` does, which has counted them since 0.2.3.
fn doubted(cluster: &str, cells: usize) -> Option<NonZeroU16> {
    let marks = cluster.contains(['\u{ff9e}', '\u{ff9f}']);
    NonZeroU16::new(cells as u16).filter(|_| marks)
}
