//! Tables: drawn as a grid, or with rules of equals signs, or given as values or lists.

use std::ops::Range;

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

/// The columns of a simple table, as bytes of its lines.
fn columns(rule: &str) -> Vec<Range<usize>> {
    let mut columns: Vec<Range<usize>> = Vec::new();
    for (at, byte) in rule.bytes().enumerate() {
        match columns.last_mut() {
            Some(last) if last.end == at && byte != b' ' => last.end += 1,
            _ if byte != b' ' => columns.push(at..at + 1),
            _ => {}
        }
    }
    // What is longer than its rule belongs to the last column.
    if let Some(last) = columns.last_mut() {
        last.end = usize::MAX;
    }
    columns
}

/// The characters of a line between two of its columns.
fn slice(line: &str, range: &Range<usize>) -> String {
    if line.is_ascii() {
        let end = range.end.min(line.len());
        return line.get(range.start..end).unwrap_or("").trim().to_owned();
    }
    let mut at = 0;
    let mut out = String::new();
    for c in line.chars() {
        if range.contains(&at) {
            out.push(c);
        }
        at += crate::text::cells(c.encode_utf8(&mut [0; 4])).max(1);
    }
    out.trim().to_owned()
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
                self.inline(cell);
            }
        }
        self.builder.end();
    }

    fn grid(&self, indent: usize) -> (Vec<Vec<String>>, usize, usize) {
        let rule = behind(self.line(self.at), indent);
        let edges: Vec<usize> = memchr::memchr_iter(b'+', rule.as_bytes()).collect();
        let columns: Vec<Range<usize>> = edges
            .iter()
            .zip(edges.iter().skip(1))
            .map(|(from, to)| from + 1..*to)
            .collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut head, mut at, mut fresh) = (0, self.at, true);
        while let Some(line) = self.lines.get(at).and_then(|line| line.get(indent..)) {
            if line.starts_with('+') && line.contains('=') {
                (head, fresh) = (rows.len(), true);
            } else if line.starts_with('+') && line.trim_matches(['+', '-', ' ']).is_empty() {
                fresh = true;
            } else if line.starts_with(['|', '+']) {
                if std::mem::take(&mut fresh) {
                    rows.push(vec![String::new(); columns.len()]);
                }
                for (cell, column) in rows.last_mut().into_iter().flatten().zip(&columns) {
                    let words = slice(line, column);
                    let words = words.trim_matches(['|', ' ']);
                    if !words.is_empty() && !words.trim_matches(['-', '+']).is_empty() {
                        cell.push('\n');
                        cell.push_str(words);
                    }
                }
            } else {
                break;
            }
            at += 1;
        }
        (rows, head, at)
    }

    fn simple(&self, indent: usize) -> (Vec<Vec<String>>, usize, usize) {
        let columns = columns(behind(self.line(self.at), indent));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut head, mut rules, mut at) = (0, 1, self.at + 1);
        let mut after_blank = false;
        while let Some(line) = self.lines.get(at) {
            at += 1;
            let line = behind(line, indent);
            if is_simple(line) || (line.starts_with("==") && line.bytes().all(|b| b == b'=')) {
                rules += 1;
                let next = self.line(at);
                if rules == 2 && !next.is_empty() && self.closes_later(at, indent) {
                    head = rows.len();
                    continue;
                }
                return (rows, head, at);
            }
            if line.starts_with("--") && line.bytes().all(|b| matches!(b, b'-' | b' ')) {
                continue;
            }
            if line.is_empty() {
                after_blank = true;
                continue;
            }
            let cells: Vec<String> = columns.iter().map(|column| slice(line, column)).collect();
            // Without anything in its first column a line goes on with the row above.
            match rows
                .last_mut()
                .filter(|_| cells.first().is_some_and(String::is_empty) && !after_blank)
            {
                Some(above) => {
                    for (above, cell) in above
                        .iter_mut()
                        .zip(&cells)
                        .filter(|(_, cell)| !cell.is_empty())
                    {
                        above.push('\n');
                        above.push_str(cell);
                    }
                }
                None => rows.push(cells),
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
        for at in lines {
            let line = self.line(at);
            let mut text = line.trim_start();
            if indent_of(line) == base
                && let Some(rest) = text.strip_prefix(['*', '-'])
            {
                rows.push(Vec::new());
                text = rest.trim_start();
            }
            let Some(row) = rows.last_mut() else { continue };
            if let Some(cell) = text
                .strip_prefix("- ")
                .or(text.strip_prefix("* "))
                .or((text == "-").then_some(""))
            {
                row.push(cell.to_owned());
            } else if let Some(cell) = row.last_mut() {
                cell.push('\n');
                cell.push_str(text);
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
