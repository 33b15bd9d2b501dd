//! Tables: columns as wide as they must be, cells broken where they are too wide, numbers where their author put them.

use std::ops::Range;

use super::piece::{Cell, Piece, Row};
use super::{Lead, Width, wrap};
use crate::document::{Align, Detail, Part};
use crate::text;

/// Cells between two columns.
const BETWEEN: usize = 2;
/// A column is not made narrower than this, if its cells are wider.
const NARROWEST: usize = 4;
/// More columns than this are not set: what is behind them is shown as one.
const MOST: usize = 64;

/// The rows of a table. What is a row of the table takes as many rows as its highest cell.
pub(super) fn rows(part: &Part, piece: &Piece, indent: u16, width: Width) -> Vec<Row> {
    let (aligns, head) = match piece.detail.as_deref() {
        Some(Detail::Table { aligns, head }) => (aligns.as_slice(), *head as usize),
        _ => (&[][..], 0),
    };
    let grid = grid(part, piece.range.clone());
    let room = usize::from(width.room.max(width.measure))
        .saturating_sub(usize::from(indent))
        .max(1);
    let widths = widths(part, &grid, room);
    let mut rows = Vec::new();
    for (nth, (line, cells)) in grid.iter().enumerate() {
        set_row(part, cells, line, &widths, aligns, indent, &mut rows);
        if nth + 1 == head && grid.len() > head {
            // The rule below the head stands at the end of its line, where no other row does.
            rows.push(rule(line.end, &widths, indent));
        }
    }
    rows
}

/// For each row its extent and its cells.
fn grid(part: &Part, range: Range<u32>) -> Vec<(Range<u32>, Vec<Range<u32>>)> {
    let mut at = range.start;
    let mut grid = Vec::new();
    for line in part.slice(range).split_inclusive('\n') {
        let end = at + line.trim_end_matches('\n').len() as u32;
        let mut cells = Vec::new();
        let mut from = at;
        for cell in line.trim_end_matches('\n').splitn(MOST, '\t') {
            cells.push(from..from + cell.len() as u32);
            from += cell.len() as u32 + 1;
        }
        grid.push((at..end, cells));
        at += line.len() as u32;
    }
    grid
}

/// How wide the columns are: as wide as their widest cell, if all fit; else the wide ones give way, the widest first.
fn widths(part: &Part, grid: &[(Range<u32>, Vec<Range<u32>>)], room: usize) -> Vec<usize> {
    let columns = grid.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut natural = vec![1; columns];
    for (_, cells) in grid {
        for (width, cell) in natural.iter_mut().zip(cells) {
            *width = (*width).max(text::cells(part.slice(cell.clone())));
        }
    }
    let room = room
        .saturating_sub(BETWEEN * columns.saturating_sub(1))
        .max(columns);
    if natural.iter().sum::<usize>() <= room {
        return natural;
    }
    // All columns narrower than a limit keep their width; the limit is as high as the room allows.
    let mut sorted = natural.clone();
    sorted.sort_unstable();
    let (mut left, mut limit) = (room, NARROWEST);
    for (nth, width) in sorted.iter().enumerate() {
        let share = left / (columns - nth);
        if *width > share {
            limit = share;
            break;
        }
        left -= width;
    }
    natural
        .iter()
        .map(|width| (*width).min(limit.max(1)))
        .collect()
}

fn set_row(
    part: &Part,
    cells: &[Range<u32>],
    line: &Range<u32>,
    widths: &[usize],
    aligns: &[Align],
    indent: u16,
    rows: &mut Vec<Row>,
) {
    let broken: Vec<Vec<Range<u32>>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap::prose(part.slice(cell.clone()), cell.start, *width))
        .collect();
    let height = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for nth in 0..height {
        let mut column = 0;
        let mut set = Vec::new();
        for (i, width) in widths.iter().enumerate() {
            if let Some(range) = broken.get(i).and_then(|rows| rows.get(nth)) {
                let free =
                    width.saturating_sub(text::cells(&wrap::flow(part.slice(range.clone()))));
                let before = match aligns.get(i).copied().unwrap_or_default() {
                    Align::Left => 0,
                    Align::Centre => free / 2,
                    Align::Right => free,
                };
                set.push(Cell {
                    range: range.clone(),
                    at: (column + before) as u16,
                });
            }
            column += width + BETWEEN;
        }
        // A row begins where the first of its cells does: those of one table row follow each other in the text.
        let start = set.first().map_or(line.start, |cell| cell.range.start);
        let start = if nth == 0 { line.start } else { start };
        let end = set.last().map_or(line.end, |cell| cell.range.end);
        rows.push(Row {
            cells: set.into(),
            ..Row::led(start..end.max(start), indent, Lead::None)
        });
    }
}

fn rule(at: u32, widths: &[usize], indent: u16) -> Row {
    let mut column = 0;
    let mut cells = Vec::new();
    for width in widths {
        cells.push(Cell {
            range: at..at,
            at: column as u16,
        });
        column += width + BETWEEN;
    }
    cells.push(Cell {
        range: at..at,
        at: (column.saturating_sub(BETWEEN)) as u16,
    });
    Row {
        cells: cells.into(),
        ..Row::led(at..at, indent, Lead::None)
    }
}

/// What is drawn for a row of a table.
pub(super) fn drawn(part: &Part, row: &Row) -> String {
    let mut drawn = String::new();
    let mut taken = 0;
    let is_rule = row.range.is_empty() && row.cells.len() > 1;
    for (nth, cell) in row.cells.iter().enumerate() {
        let gap = usize::from(cell.at).saturating_sub(taken);
        if is_rule {
            let blank = if nth + 1 == row.cells.len() {
                0
            } else {
                BETWEEN
            };
            let dashes = if nth == 0 {
                0
            } else {
                gap.saturating_sub(blank)
            };
            drawn += &"─".repeat(dashes);
            drawn += &" ".repeat(if nth == 0 { 0 } else { gap - dashes });
            taken += gap;
            continue;
        }
        let text = wrap::flow(part.slice(cell.range.clone()));
        drawn += &" ".repeat(gap);
        taken += gap + text::cells(&text);
        drawn += &text;
    }
    drawn
}

/// For each cell of a row of a table the bytes of the part's text and of what is drawn.
pub(super) fn stretches(part: &Part, row: &Row, drawn: &str) -> Vec<(Range<u32>, Range<usize>)> {
    if row.range.is_empty() {
        return Vec::new();
    }
    let mut at = 0;
    let mut stretches = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let text = wrap::flow(part.slice(cell.range.clone()));
        let Some(found) = drawn.get(at..).and_then(|rest| rest.find(&text)) else {
            continue;
        };
        let from = at + found;
        at = from + text.len();
        stretches.push((cell.range.clone(), from..at));
    }
    stretches
}
