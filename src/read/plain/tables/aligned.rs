//! Tables that stand in columns held by nothing but blanks: below a head and a rule of dashes, or with a head that shows
//! itself. All their rows have to stand at the same cells; what does not is kept as it is.

use std::ops::Range;

use super::pairs::Pairs;
use super::{Cells, Found, Table, heads, row, trimmed};
use crate::document::GridRow;
use crate::read::plain::line::{Line, Shape};
use crate::text;

/// So many rows a table has, its head included.
const FEW: usize = 3;
/// A line that is longer, in bytes, is prose or data.
const LONGEST: usize = 1000;

/// The tables among lines.
pub(super) fn tables(lines: &[Line], part: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut pairs = Pairs::of(lines, part);
    // Nothing is looked through again before the next ruler, or half of the rows without one, are gone.
    let (mut after_ruler, mut half) = (0, 0);
    // Lines that are kept as they stand, but for what pairs are among them.
    let mut unsure = 0..0;
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| rest.len() >= FEW) {
        let mut table = None;
        if at >= after_ruler {
            let ruler = rest.iter().position(is_ruler);
            after_ruler = ruler.map_or(lines.len(), |ruler| at + ruler + 1);
            let spanned = ruler.and_then(|ruler| spanned(rest, ruler, part));
            table = spanned.map(|(range, table)| (range, table.detail(part)));
        }
        if table.is_none() && at >= half {
            let run = columns(rest);
            // What is left of them then may be a table by itself.
            half = run
                .as_ref()
                .map_or(lines.len(), |run| at + run.start + run.len().div_ceil(2));
            table = run.and_then(|run| in_columns(rest, run, part));
        }
        let table = table.map(|(range, detail)| (at + range.start..at + range.end, detail));
        let table = match table {
            Some((range, None)) => {
                unsure = range;
                None
            }
            sure => sure,
        };
        let (range, detail) = if let Some(sure) = table {
            sure
        } else if unsure.end > at {
            let kept = (at.max(unsure.start)..unsure.end, None);
            pairs.next(at, unsure.end).unwrap_or(kept)
        } else if let Some(pairs) = pairs.next(at, lines.len()) {
            pairs
        } else if let Some(kept) = kept(rest) {
            (at + kept.start..at + kept.end, None)
        } else {
            break;
        };
        at = range.end;
        found.push((range, detail));
    }
    found.retain(|(range, detail)| detail.is_some() || range.len() >= FEW);
    found
}

/// Lines below a ruler that cannot be told apart by it, most of them with gaps: they are kept with it.
fn kept(lines: &[Line]) -> Option<Range<usize>> {
    let ruler = lines.iter().position(is_ruler)?;
    let below = lines.get(ruler + 1..)?;
    let gaps = below.iter().filter(|line| line.text.contains("  ")).count();
    (gaps > 0 && gaps * 2 >= below.len()).then(|| ruler.saturating_sub(1)..lines.len())
}

/// Whether a line is dashes in several groups, each as wide as a column.
fn is_ruler(line: &Line) -> bool {
    let mut groups = line.text.split_ascii_whitespace();
    let is_group = |group: &str| {
        let bytes = group.as_bytes();
        bytes.len() >= 2 && (bytes.iter().all(|b| *b == b'=') || bytes.iter().all(|b| *b == b'-'))
    };
    line.text.len() <= LONGEST && line.text.contains(' ') && groups.all(is_group)
}

/// Whether a line is one rule.
fn is_rule(line: &Line) -> bool {
    line.shape == Shape::Rule && line.text.len() >= 8 && !line.text.contains(' ')
}

/// A table whose first ruler, below its head or above it, is this line.
fn spanned(lines: &[Line], first: usize, part: &str) -> Option<(Range<usize>, Table)> {
    let groups = spans(lines.get(first)?);
    // Some rulers are as wide as the columns, others only as the words of the head.
    below_ruler(lines, first, &groups, &groups, part)
        .or_else(|| below_ruler(lines, first, &groups, &reaching(&groups), part))
}

/// Columns that reach from where they begin to the blank before the next one.
fn reaching(groups: &[Range<usize>]) -> Vec<Range<usize>> {
    let next = groups.iter().skip(1).map(|next| next.start - 1);
    let ends = next.chain(groups.last().map(|last| last.end));
    groups
        .iter()
        .zip(ends)
        .map(|(group, end)| group.start..end)
        .collect()
}

/// A table whose first ruler is this line with these groups, with what its columns span.
fn below_ruler(
    lines: &[Line],
    first: usize,
    groups: &[Range<usize>],
    spans: &[Range<usize>],
    part: &str,
) -> Option<(Range<usize>, Table)> {
    let is_same = |line: &Line| is_ruler(line) && self::spans(line) == groups;
    let second = lines
        .iter()
        .skip(first + 1)
        .take(3)
        .position(is_same)
        .map(|n| first + 1 + n);
    // A ruler above the head has another one below that, two lines further down.
    let opens = second.is_some() && lines.iter().skip(second? + 1).any(|line| !is_ruler(line));
    let (start, head_end) = if opens {
        (first, second?)
    } else {
        (first.checked_sub(1)?, first)
    };
    let mut rows = Vec::new();
    let mut head = 0;
    let mut end = start;
    for (nth, line) in lines.iter().enumerate().skip(start) {
        if is_ruler(line) {
            if !is_same(line) {
                return None;
            }
            if nth == head_end {
                head = rows.len();
            }
        } else {
            let cells = cells_in(line, spans, part);
            let whole = cells.filter(|cells| cells.first().is_some_and(|cell| !cell.is_empty()));
            match whole {
                Some(cells) => rows.push(row(line, cells)),
                // Below the last ruler something else may follow.
                None if nth > head_end && lines.get(nth - 1).is_some_and(is_ruler) => break,
                None => return None,
            }
        }
        end = nth + 1;
    }
    let sure = (1..=2).contains(&head) && rows.len() > head;
    sure.then_some((
        start..end,
        Table {
            head,
            rows,
            ..Table::default()
        },
    ))
}

/// The cells of the page that each group of a ruler stands above.
fn spans(ruler: &Line) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut last = b' ';
    for (at, byte) in (ruler.indent..).zip(ruler.text.bytes()) {
        match spans.last_mut() {
            Some(span) if byte != b' ' && last != b' ' => span.end = at + 1,
            _ if byte != b' ' => spans.push(at..at + 1),
            _ => {}
        }
        last = byte;
    }
    spans
}

/// What a line says in these columns; none if it says something between them. The last one may be longer.
fn cells_in(line: &Line, spans: &[Range<usize>], part: &str) -> Option<Cells> {
    let usual = line.text.len() <= LONGEST && !line.text.contains('\t');
    if !usual || line.indent < spans.first()?.start {
        return None;
    }
    let mut cells: Cells = spans.iter().map(|_| line.end()..line.end()).collect();
    let (mut cell, mut at) = (line.indent, line.start());
    for cluster in text::clusters(line.text) {
        let end = at + cluster.len() as u32;
        if cluster.trim().is_empty() {
            (at, cell) = (end, cell + text::cluster_cells(cluster));
            continue;
        }
        let column = spans
            .partition_point(|span| span.start <= cell)
            .checked_sub(1)?;
        let inside = spans.get(column)?.end > cell || column + 1 == spans.len();
        let own = cells.get_mut(column).filter(|_| inside)?;
        *own = own.start.min(at)..end;
        (at, cell) = (end, cell + text::cluster_cells(cluster));
    }
    Some(cells.iter().map(|cell| trimmed(cell, part)).collect())
}

/// The first lines that may be rows of a table without a ruler.
fn columns(lines: &[Line]) -> Option<Range<usize>> {
    let may = |line: &Line| {
        let wide =
            line.text.contains("  ") && line.text.len() <= LONGEST && !line.text.contains('\t');
        wide && matches!(line.shape, Shape::Plain | Shape::Item(_)) && !line.leads()
    };
    let start = lines.iter().position(may)?;
    let rest = lines.get(start..)?;
    // One rule may stand below the head, others above sums.
    let ruled = rest.get(1).is_some_and(is_rule);
    let belongs = |line: &Line| may(line) || ruled && is_rule(line);
    Some(start..start + rest.iter().take_while(|line| belongs(line)).count())
}

/// A table whose columns are only to be seen from all of its rows; they may be these.
fn in_columns(lines: &[Line], run: Range<usize>, part: &str) -> Option<Found> {
    let all = lines.get(run.clone())?;
    let ruled = all.get(1).is_some_and(is_rule);
    let rows: Vec<&Line> = all.iter().filter(|line| !is_rule(line)).collect();
    if rows.len() < FEW
        || rows
            .iter()
            .any(|line| line.shape != Shape::Plain && !is_numbered(line))
    {
        return None;
    }
    let spans = shared(&rows);
    let mut table = Vec::with_capacity(rows.len());
    for line in &rows {
        let cells = cells_in(line, &spans, part)?;
        // What is empty at the left may go on from above, and a wide gap in a cell is perhaps one between two.
        let gap = |cell: &Range<u32>| super::said(cell, part).contains("  ");
        if cells.first()?.is_empty() || cells.iter().any(gap) {
            return None;
        }
        table.push(row(line, cells));
    }
    if spans.len() < 2 || !lines_up(&rows, &table) {
        return None;
    }
    let table = Table {
        head: usize::from(ruled),
        rows: table,
        ..Table::default()
    };
    if ruled || heads(&table.rows, part) {
        return Some((run, table.detail(part)));
    }
    // Without a head they may be anything that is to stay so; behind sentences two blanks are no gap.
    let sentence = |row: &GridRow| {
        let first = row.cells.first().and_then(|cell| cell.first());
        first.is_some_and(|cell| super::said(cell, part).ends_with(['.', '!', '?', ',', ';']))
    };
    let kept = rows.iter().all(|line| line.shape == Shape::Plain);
    (kept && !table.rows.iter().any(sentence)).then_some((run, None))
}

/// Whether what looks like an entry of a list is a row that begins with its number.
fn is_numbered(line: &Line) -> bool {
    line.text.starts_with(|c: char| c.is_ascii_digit())
}

/// The columns that all rows leave at least two blank cells between.
fn shared(rows: &[&Line]) -> Vec<Range<usize>> {
    let mut filled: Vec<bool> = Vec::new();
    for line in rows {
        let mut cell = line.indent;
        for cluster in text::clusters(line.text) {
            let cells = text::cluster_cells(cluster);
            if !cluster.trim().is_empty() {
                if filled.len() < cell + cells {
                    filled.resize(cell + cells, false);
                }
                if let Some(some) = filled.get_mut(cell..cell + cells) {
                    some.fill(true);
                }
            }
            cell += cells;
        }
    }
    let mut spans: Vec<Range<usize>> = Vec::new();
    for cell in (0..filled.len()).filter(|cell| filled.get(*cell).is_some_and(|filled| *filled)) {
        match spans.last_mut() {
            Some(span) if cell < span.end + 2 => span.end = cell + 1,
            _ => spans.push(cell..cell + 1),
        }
    }
    spans
}

/// Whether all rows begin or end each of their cells below the others, the head aside.
fn lines_up(lines: &[&Line], rows: &[GridRow]) -> bool {
    let columns = rows.first().map_or(0, |row| row.cells.len());
    let edges = |column: usize| {
        let below = lines.iter().zip(rows).skip(1);
        below.filter_map(move |(line, row)| {
            let cell = row.cells.get(column)?.first()?;
            let before = (cell.start - line.start()) as usize;
            let inside = before..(cell.end - line.start()) as usize;
            let start = line.indent + text::cells(line.text.get(..before)?);
            Some((start, start + text::cells(line.text.get(inside)?)))
        })
    };
    let level = |column: usize| {
        let (mut starts, mut ends) = (
            edges(column).map(|edge| edge.0),
            edges(column).map(|edge| edge.1),
        );
        let (start, end) = (starts.next(), ends.next());
        starts.all(|other| Some(other) == start) || ends.all(|other| Some(other) == end)
    };
    (0..columns).all(level)
}
