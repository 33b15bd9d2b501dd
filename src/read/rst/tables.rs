//! Tables: drawn as a grid, or with rules of equals signs, or given as values or lists.

use std::ops::Range;

use super::grid::Grid;
use super::{Reader, behind, indent_of};

/// Whether a line is the first of a grid.
pub(super) fn is_grid(text: &str) -> bool {
    text.len() > 4
        && text.starts_with("+-")
        && text.ends_with('+')
        && text.bytes().all(|b| matches!(b, b'+' | b'-'))
}

/// Whether a line is the first of a simple table: rules of equals signs with blanks between.
pub(super) fn is_simple(text: &str) -> bool {
    text.starts_with("==")
        && text.ends_with("==")
        && text.contains("= ")
        && text.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// A line, asked by cells of the screen.
pub(super) struct Line<'a> {
    text: &'a str,
    /// The byte behind what stands before each cell; the second cell of a wide character has nothing in it.
    starts: Vec<usize>,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut starts = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match crate::text::cells(text.get(at..end).unwrap_or("")) {
                0 => {}
                1 => starts.push(at),
                _ => starts.extend([at, end]),
            }
        }
        starts.push(text.len());
        Self { text, starts }
    }

    /// How many cells there are.
    pub(super) fn width(&self) -> usize {
        self.starts.len() - 1
    }

    /// What stands in a cell, if that is a sign of ASCII.
    pub(super) fn at(&self, cell: usize) -> u8 {
        let of = |cell| self.starts.get(cell).copied();
        match (of(cell), of(cell + 1)) {
            (Some(from), Some(to)) if from < to => self.text.as_bytes().get(from).copied(),
            (Some(_), Some(_)) => Some(0),
            _ => None,
        }
        .unwrap_or(b' ')
    }

    /// Whether a sign stands anywhere.
    pub(super) fn holds(&self, sign: u8) -> bool {
        memchr::memchr(sign, self.text.as_bytes()).is_some()
    }

    /// What stands between two cells.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        let of = |cell: usize| self.starts.get(cell).copied().unwrap_or(self.text.len());
        self.text.get(of(from)..of(to)).unwrap_or("")
    }
}

/// Where the columns of a simple table begin.
fn columns(rule: &str) -> Vec<usize> {
    let begins = |at: &usize| {
        let of = |at: usize| rule.as_bytes().get(at);
        of(*at) != Some(&b' ') && at.checked_sub(1).is_none_or(|at| of(at) == Some(&b' '))
    };
    (0..rule.len()).filter(begins).collect()
}

/// What a line says in each of some columns, and where those begin. Words that stand across the edge of two are not cut:
/// then the cell is as wide as both.
fn cells<'a>(text: &'a str, columns: &[usize]) -> Vec<(usize, &'a str)> {
    let line = Line::new(text);
    let parts = |at: &&usize| line.at(**at) == b' ' || line.at(**at - 1) == b' ';
    let reached = columns.iter().take_while(|at| **at < line.width());
    let inner = reached.filter(|at| **at > 0).filter(parts).copied();
    let ends = inner.clone().chain([usize::MAX]);
    let cells = std::iter::once(0).chain(inner).zip(ends);
    cells
        .map(|(from, to)| (from, line.between(from, to).trim_end()))
        .collect()
}

/// The row that some lines are, in columns of their own, up to its last word.
fn row_of(lines: &[&str], own: &[usize], columns: &[usize]) -> Vec<String> {
    let mut row: Vec<String> = vec![String::new()];
    for (at, words) in lines.iter().flat_map(|line| cells(line, own)) {
        let column = columns.partition_point(|column| *column <= at).max(1);
        if words.is_empty() {
            continue;
        }
        if row.len() < column {
            row.resize(column, String::new());
        }
        if let Some(cell) = row.get_mut(column - 1) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(words);
        }
    }
    row
}

impl Reader<'_> {
    /// Reads the table that begins on this line; whether there is one.
    pub(super) fn table(&mut self, indent: usize) -> bool {
        let first = behind(self.line(self.at), indent);
        let (rows, head, end) = if is_grid(first) {
            self.grid(indent)
        } else {
            self.simple(indent)
        };
        if rows.is_empty() {
            return false;
        }
        self.write(&rows, head);
        self.at = end;
        true
    }

    fn write(&mut self, rows: &[Vec<String>], head: usize) {
        self.builder.table(Vec::new());
        for (nth, cells) in rows.iter().enumerate() {
            self.builder.row(nth < head);
            for cell in cells {
                self.builder.cell();
                self.words_of_cell(cell);
            }
        }
        self.builder.end();
    }

    fn grid(&self, indent: usize) -> (Vec<Vec<String>>, usize, usize) {
        let drawn = |at: usize| {
            let line = self.lines.get(at).and_then(|line| line.get(indent..));
            line.filter(|line| line.starts_with(['|', '+']))
        };
        let line = |at| Line::new(drawn(at).unwrap_or(""));
        let (mut at, mut below) = (self.at + 1, line(self.at + 1));
        let mut grid = Grid::new(&line(self.at), &below);
        while drawn(at).is_some() {
            let this = std::mem::replace(&mut below, line(at + 1));
            grid.read(&this, &below);
            at += 1;
        }
        let head = grid.head;
        (grid.rows(), head, at)
    }

    fn simple(&self, indent: usize) -> (Vec<Vec<String>>, usize, usize) {
        let columns = columns(behind(self.line(self.at), indent));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut head, mut rules, mut at) = (0, 1, self.at + 1);
        // The lines of the row that is not whole yet.
        let mut open: Vec<&str> = Vec::new();
        let mut after_blank = false;
        while let Some(line) = self.lines.get(at) {
            at += 1;
            let line = behind(line, indent);
            let is_rule = |sign: u8| line.bytes().all(|b| b == sign || b == b' ');
            let ends = is_simple(line) || line.starts_with("==") && is_rule(b'=');
            let spans = line.starts_with("--") && is_rule(b'-');
            if line.is_empty() {
                after_blank = true;
                continue;
            }
            // Without anything in its first column a line goes on with the row above.
            let begins_blank = || {
                let cells = cells(line, &columns);
                cells.first().is_none_or(|(_, words)| words.is_empty())
            };
            let goes_on = !ends && !spans && !after_blank && begins_blank();
            if !goes_on && !open.is_empty() {
                // The rule below a row says how its cells lie across the columns.
                let own = spans.then(|| self::columns(line));
                rows.push(row_of(&open, own.as_ref().unwrap_or(&columns), &columns));
                open.clear();
            }
            if ends {
                rules += 1;
                let next = self.line(at);
                if rules == 2 && !next.is_empty() && self.closes_later(at, indent) {
                    head = rows.len();
                    continue;
                }
                return (rows, head, at);
            }
            if !spans {
                open.push(line);
            }
            after_blank = false;
        }
        // It was never closed.
        (Vec::new(), 0, self.at)
    }

    /// Whether another rule of the table follows before what cannot belong to it.
    fn closes_later(&self, from: usize, indent: usize) -> bool {
        let mut lines = self.lines.iter().skip(from).take(1000);
        lines.any(|line| is_simple(behind(line, indent)))
    }

    /// A table of values with commas between.
    pub(super) fn csv(&mut self, header: Option<&str>, lines: Range<usize>) {
        let mut rows: Vec<Vec<String>> = header.map(values).into_iter().collect();
        let head = rows.len();
        for at in lines {
            let line = self.line(at).trim();
            if !line.is_empty() {
                rows.push(values(line));
            }
        }
        self.write(&rows, head);
    }

    /// A table of lists in a list.
    pub(super) fn list_table(&mut self, head: bool, lines: Range<usize>) {
        let base = indent_of(self.line(lines.start));
        let mut rows: Vec<Vec<String>> = Vec::new();
        // Where the cells of this row begin: an entry that stands deeper is of a list inside of one.
        let mut column = None;
        // Where the words of the last cell begin.
        let mut inside = 0;
        for at in lines {
            let line = self.line(at);
            let mut text = line.trim_start();
            if indent_of(line) == base
                && let Some(rest) = text.strip_prefix(['*', '-'])
            {
                rows.push(Vec::new());
                column = None;
                text = rest.trim_start();
            }
            let Some(row) = rows.last_mut() else { continue };
            let entry = text.strip_prefix("- ").or(text.strip_prefix("* "));
            let entry = entry.or(matches!(text, "-" | "*").then_some(""));
            let at = line.len() - text.len();
            match (entry, row.last_mut()) {
                (Some(words), _) if *column.get_or_insert(at) >= at => {
                    let words = words.trim_start();
                    inside = at + (text.len() - words.len()).max(2);
                    row.push(words.to_owned());
                }
                (_, Some(cell)) => {
                    cell.push('\n');
                    cell.push_str(behind(line, inside.min(at)));
                }
                (_, None) => {}
            }
        }
        self.write(&rows, usize::from(head));
    }
}

/// Values with commas between, some in quotation marks.
fn values(line: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let (mut quoted, mut signs) = (false, line.chars().peekable());
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                values
                    .last_mut()
                    .into_iter()
                    .for_each(|value| value.push('"'));
            }
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(String::new()),
            c => values
                .last_mut()
                .into_iter()
                .for_each(|value| value.push(c)),
        }
    }
    values.iter().map(|value| value.trim().to_owned()).collect()
}
