//! Two columns held by nothing but blanks: a word, and what it means, whose lines all begin at one cell.
//!
//! Blanks put words apart in prose, too, if seldom and nowhere twice; so what is taken for two columns has some rows, gaps
//! that are not all the same, and little before them.

use std::ops::Range;
use std::sync::Arc;

use super::{Found, Table};
use crate::document::GridRow;
use crate::document::columns::Columns;
use crate::read::plain::line::{Line, Shape};
use crate::text;

/// So many rows are no chance.
const FEW: usize = 3;
/// What is wider, in cells, needs no word for what it is: it says that itself.
const WIDEST: usize = 40;
/// A line that is longer, in bytes, is prose or data.
const LONGEST: usize = 1000;
/// By so many cells at most lines hang in the second column.
const HANGING: usize = 4;
/// The cells between two columns on the page.
const BETWEEN: usize = 2;

/// A line of two columns, or of the second one alone.
struct Pair<'a> {
    line: &'a Line<'a>,
    /// Its words in the first column, and the bytes of the line before those in the second.
    first: &'a str,
    before: usize,
    /// The blanks between both.
    gap: usize,
}

/// Looks for tables of two columns among lines, at each line once.
pub(super) struct Pairs<'a> {
    lines: &'a [Line<'a>],
    part: &'a str,
    at: usize,
}

impl<'a> Pairs<'a> {
    pub(super) fn of(lines: &'a [Line<'a>], part: &'a str) -> Self {
        Self { lines, part, at: 0 }
    }

    /// The next table that begins between two lines.
    pub(super) fn next(&mut self, from: usize, until: usize) -> Option<Found> {
        self.at = self.at.max(from);
        while let Some(rest) = self.lines.get(self.at..until) {
            self.at += rest
                .iter()
                .position(|line| pair(line).is_some())
                .unwrap_or(rest.len());
            let all = self.lines.get(self.at..).filter(|_| self.at < until)?;
            let (start, end) = (self.at, self.at + table_lines(all).max(1));
            let second = all.first().and_then(second_cell);
            // The row with the longest word may be the first one, with but one blank behind that.
            let first = start.checked_sub(1).filter(|first| *first == from);
            let joins = first.and_then(|first| self.lines.get(first));
            let joins = joins.filter(|above| {
                let alike = all.first().is_some_and(|line| above.indent == line.indent);
                alike && !above.ends_sentence() && at_cell(above, second).is_some()
            });
            let start = start - usize::from(joins.is_some());
            let all = self.lines.get(start..end).unwrap_or(&[]);
            self.at = end;
            if let Some((table, kept)) = table(all, second?, self.part) {
                let detail = table.detail(self.part).filter(|_| !kept);
                return Some((start..end, detail));
            }
        }
        None
    }
}

/// How many lines from the first on stand in its two columns.
fn table_lines(lines: &[Line]) -> usize {
    let Some(first) = lines.first() else {
        return 0;
    };
    let second = second_cell(first);
    let mut lines = lines.iter().skip(1).peekable();
    let mut count = 1;
    while let Some(line) = lines.next() {
        // An option without a short name stands further in, so that the long ones are below each other.
        let option = is_option(line) && is_option(first);
        let own = (line.indent == first.indent || option) && row(line, second).is_some();
        let below = |line: &Line| second.is_some_and(|second| goes_on(line, second));
        let alone = option && bare(line).is_some() && lines.peek().is_some_and(|line| below(line));
        let more = below(line) && may_stand(line) && pair(line).is_none();
        if !own && !alone && !more {
            break;
        }
        count += 1;
    }
    count
}

/// Whether a line stands in the second column alone; there it may hang from the one above.
fn goes_on(line: &Line, second: usize) -> bool {
    (second..=second + HANGING).contains(&line.indent)
}

/// Whether a line can be one of such a table, looked at by itself.
fn may_stand(line: &Line) -> bool {
    let shape = line.shape == Shape::Plain || is_option(line) || is_letter(line);
    shape && line.text.len() <= LONGEST && !line.text.contains('\t') && !line.leads()
}

/// Whether a line begins with an option of a command, which by itself is an entry of a list.
fn is_option(line: &Line) -> bool {
    let sign = line.text.trim_start_matches('-');
    matches!(line.shape, Shape::Item(_) | Shape::Plain)
        && (1..=2).contains(&(line.text.len() - sign.len()))
        && sign.starts_with(|c: char| !c.is_whitespace())
}

/// Whether what looks like the bullet of a list is a letter.
fn is_letter(line: &Line) -> bool {
    matches!(line.shape, Shape::Item(_)) && line.text.starts_with('o')
}

/// The words of a line before the one wide gap in it, and the bytes before those behind it.
pub(in crate::read::plain) fn two_columns<'a>(line: &'a Line) -> Option<(&'a str, usize)> {
    let plain = line.shape == Shape::Plain;
    pair(line)
        .filter(|_| plain)
        .map(|pair| (pair.first, pair.before))
}

/// A line with one wide gap in it.
fn pair<'a>(line: &'a Line) -> Option<Pair<'a>> {
    let (first, rest) = line.text.split_once("  ").filter(|_| may_stand(line))?;
    let words = rest.trim_start();
    let more = words.match_indices("  ").any(|(gap, _)| {
        // Behind a sentence two blanks are no gap.
        let sentence = text::head(words, gap).ends_with(['.', '!', '?', ':', ';', ' ']);
        !sentence || words.get(gap..).is_some_and(|rest| rest.starts_with("   "))
    });
    let whole = text::cells(first) <= WIDEST
        && (is_option(line) || !first.ends_with(['.', '!', '?', ',', ';']));
    (whole && !more).then(|| Pair {
        line,
        first,
        before: line.text.len() - words.len(),
        gap: rest.len() - words.len() + 2,
    })
}

/// The cell of the page at which the second column of a line begins.
fn second_cell(line: &Line) -> Option<usize> {
    let pair = pair(line)?;
    Some(line.indent + text::cells(pair.first) + pair.gap)
}

/// A line whose second column begins at a cell, perhaps with but one blank before it.
fn row<'a>(line: &'a Line, second: Option<usize>) -> Option<Pair<'a>> {
    match second_cell(line) {
        Some(cell) => pair(line).filter(|_| Some(cell) == second),
        None => at_cell(line, second),
    }
}

/// A line without a wide gap that has a word at a cell.
fn at_cell<'a>(line: &'a Line, second: Option<usize>) -> Option<Pair<'a>> {
    let cells = second?.checked_sub(line.indent)?;
    let usual = may_stand(line) && !line.text.contains("  ") && line.text.is_ascii();
    let (first, words) = line.text.split_at_checked(cells).filter(|_| usual)?;
    let words = first.ends_with(' ') && !words.is_empty();
    words.then(|| Pair {
        line,
        first: first.trim_end(),
        before: cells,
        gap: 1,
    })
}

/// An option alone on its line, which is too long to have what it does beside it.
fn bare<'a>(line: &'a Line) -> Option<Pair<'a>> {
    let alone = is_option(line) && may_stand(line) && !line.text.contains("  ");
    alone.then_some(Pair {
        line,
        first: line.text,
        before: line.text.len(),
        gap: 0,
    })
}

/// The table that lines are, and whether it is rather to be kept as it stands; none where they may be something else.
fn table(lines: &[Line], second: usize, part: &str) -> Option<(Table, bool)> {
    let mut rows: Vec<GridRow> = Vec::new();
    let (mut widest, mut narrowest, mut near, mut far) = (0, usize::MAX, 0, 0);
    let (mut code, mut options) = (0, 0);
    for line in lines {
        let pair = row(line, Some(second)).or_else(|| bare(line));
        let Some(pair) = pair.filter(|_| line.indent < second) else {
            let above = rows.last_mut()?;
            above.range.end = line.end();
            above.cells.last_mut()?.push(line.start()..line.end());
            continue;
        };
        let cells = text::cells(pair.first);
        (widest, narrowest) = (widest.max(cells), narrowest.min(cells));
        near += usize::from(pair.gap == 1);
        far = far.max(pair.gap);
        code += usize::from(line.is_code() && !is_option(line));
        options += usize::from(is_option(line));
        let start = pair.line.start();
        let (end, second) = (start + pair.first.len() as u32, start + pair.before as u32);
        let second = second..line.end();
        rows.push(GridRow {
            range: start..line.end(),
            cells: vec![
                vec![start..end],
                Some(second)
                    .filter(|cell| !cell.is_empty())
                    .into_iter()
                    .collect(),
            ],
        });
    }
    // Of options two are enough.
    let few = if options == rows.len() { 2 } else { FEW };
    let sure = rows.len() >= few && far > 1 + usize::from(options == 0) && near * 2 < rows.len();
    if !sure || widest == narrowest && far < 4 {
        return None;
    }
    let kept = code * 2 > rows.len();
    let said = |pieces: &Vec<Range<u32>>| {
        let said: Vec<&str> = pieces
            .iter()
            .map(|piece| super::said(piece, part))
            .collect();
        said.join(" ")
    };
    let mut columns = Columns::default();
    for row in &rows {
        columns.take(row.cells.iter().map(said), false);
    }
    // Such tables follow each other with empty lines between, and stand at one cell in all of them.
    let indent = lines.first().map_or(0, |line| line.indent);
    columns.reach(0, second.saturating_sub(indent + BETWEEN));
    let table = Table {
        columns: Some(Arc::new(columns)),
        rows,
        ..Table::default()
    };
    Some((table, kept))
}
