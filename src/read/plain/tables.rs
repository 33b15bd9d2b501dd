//! Tables of plain text: those that are drawn with bars, and those that only stand in columns.
//!
//! A drawing is no table, and what might be something else is none: such lines are kept as they are. What is left of a
//! table that is sure are its cells; whatever draws it lies between them.

mod aligned;
mod drawn;
mod pairs;

use std::ops::Range;
use std::sync::Arc;

pub(super) use pairs::two_columns;

use super::line::Line;
use crate::document::columns::Columns;
use crate::document::{Align, Detail, GridRow};

/// More columns than this are no table that could be set anew.
const MOST: usize = 64;

/// Lines that follow each other and hold together as a table, or stand between tables.
pub(super) enum Run<'a> {
    /// A table whose cells are known.
    Grid(&'a [Line<'a>], Detail),
    /// What is drawn, or stands in columns that are not sure: kept as it is.
    Drawn(&'a [Line<'a>]),
    /// Anything else.
    Other(&'a [Line<'a>]),
}

/// Divides the lines between two blank ones into tables and what is none. They may be `open`: more of them follow elsewhere.
pub(super) fn runs<'a>(lines: &'a [Line<'a>], part: &str, open: bool) -> Vec<Run<'a>> {
    if lines.len() < 2 {
        return vec![Run::Other(lines)];
    }
    let mut found = if lines.iter().any(drawn::is_part) {
        drawn::tables(lines, part, open)
    } else {
        Vec::new()
    };
    if found.is_empty() {
        found = aligned::tables(lines, part);
    }
    let mut runs = Vec::new();
    let mut at = 0;
    for (range, detail) in found {
        runs.push(Run::Other(lines.get(at..range.start).unwrap_or(&[])));
        let lines = lines.get(range.clone()).unwrap_or(&[]);
        runs.push(match detail {
            Some(detail) => Run::Grid(lines, detail),
            None => Run::Drawn(lines),
        });
        at = range.end;
    }
    runs.push(Run::Other(lines.get(at..).unwrap_or(&[])));
    runs.retain(|run| !matches!(run, Run::Other([])));
    runs
}

/// Whether a line may be a row, or the border, of a drawn table: how such a line ends shows nothing of the text around it.
pub(super) fn is_drawn(line: &Line) -> bool {
    drawn::is_border(line) || drawn::is_closed(line)
}

/// The table that a text begins with, and how many of its lines that is.
pub(super) fn first(text: &str, open: bool) -> Option<(usize, Detail)> {
    let mut at = 0;
    let lines: Vec<Line> = text
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() as u32 + 1;
            Line::new(line, start)
        })
        .collect();
    match runs(&lines, text, open).into_iter().next() {
        Some(Run::Grid(lines, detail)) => Some((lines.len(), detail)),
        _ => None,
    }
}

/// Which lines are a table, and what it is; nothing where they are only to be kept.
type Found = (Range<usize>, Option<Detail>);

/// The cells of a line as they lie in the part, without the blanks around what they say; one without words is empty.
type Cells = Vec<Range<u32>>;

/// A table as it was read.
#[derive(Default)]
struct Table {
    aligns: Vec<Align>,
    head: usize,
    columns: Option<Arc<Columns>>,
    rows: Vec<GridRow>,
}

impl Table {
    /// The table as a detail of its block, unless it is none that can be set anew.
    fn detail(self, part: &str) -> Option<Detail> {
        let columns = self.rows.iter().map(|row| row.cells.len()).max()?;
        let several = self.rows.len() > 1 && (2..=MOST).contains(&columns);
        if !several || is_drawing(&self.rows, columns, part) {
            return None;
        }
        let head = match self.head {
            0 if heads(&self.rows, part) => 1,
            head => head,
        };
        Some(Detail::Grid {
            aligns: self.aligns,
            head: head as u32,
            columns: self.columns,
            rows: self.rows,
        })
    }
}

/// A row of one line.
fn row(line: &Line, cells: Cells) -> GridRow {
    let cells = cells.into_iter();
    GridRow {
        range: line.start()..line.end(),
        cells: cells
            .map(|cell| if cell.is_empty() { vec![] } else { vec![cell] })
            .collect(),
    }
}

fn said<'a>(cell: &Range<u32>, part: &'a str) -> &'a str {
    part.get(cell.start as usize..cell.end as usize)
        .unwrap_or("")
}

/// A cell without the blanks around what it says.
fn trimmed(cell: &Range<u32>, part: &str) -> Range<u32> {
    let text = said(cell, part);
    let start = cell.start + (text.len() - text.trim_start().len()) as u32;
    let start = start.min(cell.end);
    start..start + text.trim().len() as u32
}

/// Whether a text is figures: a number, a date, an address.
fn is_figures(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || " +-−.,%$€£".contains(c);
    text.bytes().any(|b| b.is_ascii_digit()) && text.chars().all(sign)
}

/// Whether the first row names the columns though nothing says so: it is all words, and numbers stand below one of them, or
/// it alone is in capitals.
fn heads(rows: &[GridRow], part: &str) -> bool {
    let Some((head, body)) = rows.split_first() else {
        return false;
    };
    let names = head.cells.iter().all(|cell| match cell.as_slice() {
        [] => false,
        [first, ..] => said(first, part).starts_with(|c: char| c.is_alphabetic() || c == '#'),
    });
    let numbers = |column: usize| {
        let mut cells = body.iter().map(|row| row.cells.get(column));
        cells.all(
            |cell| matches!(cell.map(Vec::as_slice), Some([one]) if is_figures(said(one, part))),
        )
    };
    let capitals = |row: &GridRow| {
        let mut cells = row.cells.iter().flatten();
        cells.all(|cell| !said(cell, part).contains(char::is_lowercase))
    };
    let columns = head.cells.len();
    let loud = columns > 2 && capitals(head) && !body.iter().any(capitals);
    names && body.len() > 1 && (loud || (0..columns).any(numbers))
}

/// Whether cells are the inside of something drawn: a column without any words, more signs than words, an arrow.
fn is_drawing(rows: &[GridRow], columns: usize, part: &str) -> bool {
    let hollow = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.cells.get(column));
        cells.all(Vec::is_empty)
    };
    let pieces = || rows.iter().flat_map(|row| row.cells.iter().flatten());
    let says = |cell: &&Range<u32>| said(cell, part).contains(char::is_alphanumeric);
    let is_arrow = |cell: &Range<u32>| {
        let text = said(cell, part);
        ["-->", "<--", "==>", "<=="]
            .iter()
            .any(|arrow| text.contains(arrow))
    };
    (0..columns).any(hollow)
        || pieces().filter(says).count() * 2 < pieces().count()
        || pieces().any(is_arrow)
}
