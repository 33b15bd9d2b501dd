//! The rows of a quotation, behind a bar for each level: lines that a column broke are joined, all others stay lines.

use std::ops::Range;

use super::cells::Words;
use super::piece::{Lead, Row};
use crate::document::Part;
use crate::text;

/// Lines that no column of this width, in cells, broke are lines of their own.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;
/// Who breaks lines by hand leaves a little room, in cells.
const SLACK: usize = 6;
/// More levels have no bar of their own.
const DEEPEST: usize = 6;

/// A quoted line.
struct Line<'a> {
    /// What it says, without what stands before that.
    text: &'a str,
    range: Range<u32>,
    depth: usize,
    /// Whether it stands further right than one blank behind its sign.
    set_off: bool,
}

impl<'a> Line<'a> {
    fn of(line: &'a str, at: u32) -> Self {
        let text = line.trim_start_matches([' ', '>']);
        let lead = line.get(..line.len() - text.len()).unwrap_or("");
        let text = text.trim_end();
        let start = at + lead.len() as u32;
        Self {
            text,
            range: start..start + text.len() as u32,
            depth: lead.matches('>').count().clamp(1, DEEPEST),
            set_off: lead.ends_with("  "),
        }
    }

    /// Whether a line goes on from this one, in quotations of which the widest line has so many cells.
    fn goes_on_in(&self, below: &Self, widest: usize) -> bool {
        let word = below.text.split_whitespace().next().unwrap_or("");
        let room = widest.saturating_sub(text::cells(self.text));
        let prose = |line: &Self| !line.text.is_empty() && !line.set_off;
        COLUMNS.contains(&widest)
            && self.depth == below.depth
            && prose(self)
            && prose(below)
            && text::cells(word) + 1 + SLACK > room
            && !self.text.ends_with('-')
            && !is_marker(word)
    }
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
        for fragment in words.rows(part, width) {
            let Some(range) = fragment.range() else {
                continue;
            };
            let cells = if pieces.len() > 1 {
                fragment.cells_at(0).collect()
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
