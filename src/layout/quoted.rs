//! The rows of a quotation, behind a bar for each level: lines that a column broke are joined, all others stay lines, and
//! what is indented or stands in columns keeps its blanks.

use std::ops::Range;

use super::cells::Words;
use super::kept::TAB;
use super::piece::{Cell, Lead, Row};
use crate::document::Part;
use crate::text;

/// Lines that no column of this width, in cells, broke are lines of their own.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;
/// Who breaks lines by hand leaves a little room, in cells.
const SLACK: usize = 6;
/// What stands between words.
const BLANKS: [char; 2] = [' ', '\t'];
/// More levels have no bar of their own.
const DEEPEST: usize = 6;

/// A quoted line.
struct Line<'a> {
    /// What it says, without the blanks around that.
    text: &'a str,
    range: Range<u32>,
    depth: usize,
    /// Its pieces between wide gaps, each with the cells before it, behind the sign and one blank.
    pieces: Vec<(Range<u32>, usize)>,
    /// Whether a gap in it is so wide that only columns have such.
    columns: bool,
}

impl<'a> Line<'a> {
    /// A line as it lies in a part, without the signs that quote it and one blank behind them.
    fn of(line: &'a str, at: u32) -> Self {
        let mut inside = line.trim_start();
        let mut depth = 0;
        while let Some(rest) = inside.strip_prefix('>').or(inside.strip_prefix(" >")) {
            (depth, inside) = (depth + 1, rest);
        }
        let inside = inside.strip_prefix(' ').unwrap_or(inside).trim_end();
        let text = inside.trim_start();
        let end = at + line.trim_end().len() as u32;
        let (pieces, columns) = pieces(inside, end - inside.len() as u32);
        Self {
            text,
            range: end - text.len() as u32..end,
            depth: depth.clamp(1, DEEPEST),
            pieces,
            columns,
        }
    }

    /// Whether its blanks mean something: it is indented, or holds wide gaps.
    fn is_kept(&self) -> bool {
        self.pieces.len() > 1 || self.indent() > 0
    }

    /// The cells before its first word.
    fn indent(&self) -> usize {
        self.pieces.first().map_or(0, |(_, at)| *at)
    }

    /// It as one row of so many cells, with its blanks, if it fits there.
    fn row(&self, indent: u16, lead: &Lead, width: usize) -> Option<Row> {
        let (last, at) = self.pieces.last()?;
        let from = last.start.saturating_sub(self.range.start) as usize;
        let fits = at + text::cells(self.text.get(from..)?) <= width;
        let cells = self.pieces.iter().map(|(range, at)| Cell {
            range: range.clone(),
            at: *at as u16,
        });
        (fits && self.is_kept()).then(|| Row {
            cells: cells.collect(),
            ..Row::led(self.range.clone(), indent, lead.clone())
        })
    }

    /// Whether a line goes on from this one, in quotations of which the widest line has so many cells.
    fn goes_on_in(&self, below: &Self, widest: usize) -> bool {
        let word = below.text.split_whitespace().next().unwrap_or("");
        let room = widest.saturating_sub(text::cells(self.text));
        let prose = |line: &Self| !line.text.is_empty() && line.indent() == 0 && !line.columns;
        COLUMNS.contains(&widest)
            && self.depth == below.depth
            && prose(self)
            && prose(below)
            && text::cells(word) + 1 + SLACK > room
            && !self.text.ends_with('-')
            && !is_marker(word)
    }
}

/// The pieces of a line between wide gaps, each with the cells before it; and whether any gap is as wide as only columns have
/// it: two blanks also stand where a sentence ends.
fn pieces(line: &str, at: u32) -> (Vec<(Range<u32>, usize)>, bool) {
    let mut pieces: Vec<(Range<u32>, usize)> = Vec::new();
    let (mut from, mut column, mut columns) = (0, 0, false);
    while let Some(rest) = line.get(from..).filter(|rest| !rest.is_empty()) {
        let (gap, words) = rest.split_at(rest.len() - rest.trim_start_matches(BLANKS).len());
        let word = words.split(BLANKS).next().unwrap_or("");
        let before = column;
        for blank in gap.chars() {
            column += if blank == '\t' { TAB - column % TAB } else { 1 };
        }
        let stop = line
            .get(..from)
            .unwrap_or("")
            .ends_with(['.', '!', '?', ':', ';', ',']);
        let wide = column - before > 2 || column - before == 2 && !stop;
        columns |= column - before > 2 && !pieces.is_empty();
        let start = at + (from + gap.len()) as u32;
        let end = start + word.len() as u32;
        match pieces.last_mut().filter(|_| !wide) {
            Some((range, _)) => range.end = end,
            None => pieces.push((start..end, column)),
        }
        column += text::cells(word);
        from += gap.len() + word.len();
    }
    (pieces, columns)
}

/// Whether a word begins an entry of a list.
fn is_marker(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    matches!(word, "-" | "*" | "+" | "•" | "--")
        || number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

/// The rows of quoted lines in a range of a part, indented by so many cells, with so many cells for them.
pub(super) fn quote_rows(part: &Part, range: Range<u32>, indent: u16, inner: usize) -> Vec<Row> {
    let mut at = range.start;
    let lines: Vec<Line> = part
        .slice(range)
        .split('\n')
        .map(|line| {
            let from = at;
            at += line.len() as u32 + 1;
            Line::of(line, from)
        })
        .collect();
    let widest = lines.iter().map(|line| text::cells(line.text)).max();
    let widest = widest.unwrap_or(0);
    let mut rows = Vec::new();
    for paragraph in lines.chunk_by(|above, below| above.goes_on_in(below, widest)) {
        let depth = paragraph.first().map_or(1, |line| line.depth);
        let depth = depth.min((inner / 4).max(1));
        let width = inner.saturating_sub(depth * 2).max(1);
        let lead = Lead::Bar(depth as u16);
        let pieces: Vec<Range<u32>> = paragraph.iter().map(|line| line.range.clone()).collect();
        let words = Words::joined(&pieces);
        let before = rows.len();
        let alone = paragraph.first().filter(|_| paragraph.len() == 1);
        if let Some(row) = alone.and_then(|line| line.row(indent, &lead, width)) {
            rows.push(row);
            continue;
        }
        // What does not fit with its blanks stands as far in as there is room for.
        let inset = alone.map_or(0, Line::indent).min(width / 4);
        for fragment in words.rows(part, width - inset) {
            let Some(range) = fragment.range() else {
                continue;
            };
            let cells = if pieces.len() > 1 || inset > 0 {
                fragment.cells_at(inset).collect()
            } else {
                Box::default()
            };
            rows.push(Row {
                cells,
                ..Row::led(range, indent, lead.clone())
            });
        }
        if rows.len() == before {
            let from = words.first.start;
            rows.push(Row::led(from..from, indent, lead));
        }
    }
    rows
}
