//! Tables that go on from one part into the next. A part is read by itself, and the rows of a table say little without its
//! head; so what the table begins with is put before them, and its columns are those that it has where it begins.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use super::line::Line;
use super::{Finder, tables};
use crate::document::columns::Columns;
use crate::document::{Align, Block, Border, Detail, GridRow, Part};
use crate::text;

/// So many parts are gone back to find where a table begins.
const FAR: u32 = 64;
/// So many rows of a table without a line below its head show its columns.
const FEW: usize = 40;
/// So many cells more than seen so far the last column of such a table has room for.
const SPARE: usize = 8;

/// What a table that goes on begins with.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its lines down to the head, or its first rows.
    above: String,
    columns: Arc<Columns>,
}

/// The parts from the one that a table begins in to the last one that it may go on in, and that table.
type Known = (Range<u32>, Option<Arc<Begun>>);

/// The table that was asked for last.
#[derive(Debug, Default)]
pub(super) struct Tables(Mutex<Option<Known>>);

impl Tables {
    /// The table that a part may begin in the middle of. `part` reads one, `find` tells what the last block of one begins.
    pub(super) fn before(
        &self,
        this: &Part,
        part: impl Fn(u32) -> Part,
        find: impl Fn(&Part) -> Option<Begun>,
    ) -> Option<Arc<Begun>> {
        if this.border != Border::Line || !may_go_on(this) {
            return None;
        }
        // Nobody waits for it: what is not known at once is found out again.
        if let Ok(known) = self.0.try_lock()
            && let Some((parts, begun)) = &*known
            && parts.contains(&this.number)
            && parts.start < this.number
        {
            return begun.clone();
        }
        let mut first = part(this.number.checked_sub(1)?);
        let far = this.number.saturating_sub(FAR);
        while first.number > far && first.border == Border::Line && !is_divided(&first) {
            first = part(first.number - 1);
        }
        let begun = find(&first).map(Arc::new);
        if let Ok(mut known) = self.0.try_lock() {
            *known = Some((first.number..this.number + 1, begun.clone()));
        }
        begun
    }
}

/// Whether the first line of a part may be a row.
fn may_go_on(part: &Part) -> bool {
    let line = part.line_at(0).1;
    !line.trim().is_empty() && (line.contains("  ") || tables::is_drawn(&Line::new(line, 0)))
}

/// Whether there is an empty line in a part.
fn is_divided(part: &Part) -> bool {
    part.text.lines().any(|line| line.trim().is_empty())
}

/// Whether the text of a part goes on in the next one without an empty line between, if there is a next one.
pub(super) fn goes_on(part: &Part) -> bool {
    let end = part.text.strip_suffix('\n').unwrap_or(&part.text);
    let last = end
        .rfind('\n')
        .map_or(end, |at| end.get(at..).unwrap_or(""));
    !last.trim().is_empty()
}

impl Begun {
    /// The table that the last block of a part is, if it goes on behind that.
    pub(super) fn of(part: &Part, block: &Block) -> Option<Self> {
        let whole = part.text.trim_end().len() == block.range.end as usize;
        let Some(Detail::Grid {
            aligns,
            head,
            rows,
            columns,
        }) = block.detail.as_deref().filter(|_| whole)
        else {
            return None;
        };
        let start = part.line_at(block.range.start).0;
        let line_of = |row: usize| rows.get(row).map(|row| part.line_at(row.range.start).0);
        let head = *head as usize;
        // What lies between the head and the rows is drawn there; else some rows have to show the columns.
        let ruled = |row: usize| {
            let above = row.checked_sub(1).and_then(|above| rows.get(above));
            let from = above.map_or(start, |above| above.range.end);
            !part
                .slice(from..line_of(row).unwrap_or(from))
                .trim()
                .is_empty()
        };
        let rows_above = if ruled(head) {
            head
        } else {
            FEW.min(rows.len())
        };
        let end = line_of(rows_above).unwrap_or(block.range.end);
        let mut above = part.slice(start..end).trim_end().to_owned();
        above.push('\n');
        let columns = columns.clone();
        let mut columns = columns.map_or_else(|| measured(part, head, rows), Arc::unwrap_or_clone);
        // What stands in the last column may be longer further down; nothing shows that there is room for it.
        if let Some(last) = columns.count().checked_sub(1)
            && columns.align(last, aligns) == Align::Left
        {
            let widest = columns.natural().last().unwrap_or(0);
            columns.reach(last, widest + widest / 4 + SPARE);
        }
        let columns = Arc::new(columns);
        Some(Self { above, columns })
    }

    /// The columns that it has wherever it is seen.
    pub(super) fn columns(&self) -> &Arc<Columns> {
        &self.columns
    }

    /// The rows of the table among the first lines of a part, with how many lines those are.
    pub(super) fn rows(
        &self,
        lines: &[Line],
        part: &Part,
        goes_on: bool,
    ) -> Option<(usize, Detail)> {
        let end = lines.last()?.end();
        let mut text = self.above.clone();
        text.push_str(part.slice(0..end));
        let before = self.above.len() as u32;
        let (taken, detail) = tables::first(&text, goes_on)?;
        let Detail::Grid { aligns, rows, .. } = detail else {
            return None;
        };
        let here = |range: Range<u32>| range.start - before..range.end - before;
        let rows = rows.into_iter().filter(|row| row.range.start >= before);
        let rows = rows.map(|row| GridRow {
            range: here(row.range),
            cells: row
                .cells
                .into_iter()
                .map(|cell| cell.into_iter().map(here).collect())
                .collect(),
        });
        let rows: Vec<GridRow> = rows.collect();
        let taken = taken.checked_sub(self.above.lines().count())?;
        (taken > 0 && !rows.is_empty()).then(|| {
            let columns = Some(Arc::clone(&self.columns));
            let detail = Detail::Grid {
                aligns,
                head: 0,
                columns,
                rows,
            };
            (taken, detail)
        })
    }
}

/// How many cells lie between where a column begins in the text and where the next one does, without what parts them.
fn distances(part: &Part, rows: &[GridRow]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut bars = false;
    for row in rows.iter().take(FEW) {
        let (at, line) = part.line_at(row.range.start);
        bars |= line.contains(['|', '│', '┃', '║']);
        for (column, cell) in row.cells.iter().enumerate() {
            let before = cell
                .first()
                .and_then(|cell| line.get(..(cell.start - at) as usize));
            let start = before.map_or(usize::MAX, text::cells);
            match starts.get_mut(column) {
                Some(least) => *least = start.min(*least),
                None => starts.push(start),
            }
        }
    }
    let between = if bars { 3 } else { 2 };
    let pairs = starts.windows(2).filter_map(|pair| match pair {
        [from, to] if *to < usize::MAX => Some(to.saturating_sub(from + between)),
        _ => None,
    });
    pairs.collect()
}

/// The columns of a table, measured from the rows of the part that it begins in.
fn measured(part: &Part, head: usize, rows: &[GridRow]) -> Columns {
    let said = |pieces: &Vec<Range<u32>>| {
        let said: Vec<&str> = pieces
            .iter()
            .map(|piece| part.slice(piece.clone()))
            .collect();
        said.join(" ")
    };
    let mut columns = Columns::default();
    for (nth, row) in rows.iter().enumerate() {
        columns.take(row.cells.iter().map(said), nth < head);
    }
    // Cells further down may be longer than those here, and still stand in their column.
    for (column, cells) in distances(part, rows).into_iter().enumerate() {
        columns.reach(column, cells);
    }
    if let Some(names) = head.checked_sub(1).and_then(|last| rows.get(last)) {
        columns.call(names.cells.iter().map(said));
    }
    columns
}

impl Finder<'_> {
    /// Takes the rows of a table that began in a part before from the first lines; gives the others.
    pub(super) fn table_before<'b>(&mut self, lines: &'b [Line<'b>]) -> &'b [Line<'b>] {
        let first = lines.first().is_some_and(|line| line.at == 0);
        let Some(table) = self.around.table.filter(|_| first) else {
            return lines;
        };
        let last = lines.last().is_some_and(|line| self.is_last(line));
        let Some((taken, detail)) = table.rows(lines, self.part, last && self.around.goes_on)
        else {
            return lines;
        };
        let (rows, rest) = lines.split_at_checked(taken).unwrap_or((lines, &[]));
        self.table(rows, detail);
        if let Some(block) = self.blocks.last_mut() {
            block.joined = true;
        }
        rest
    }
}
