//! The rows of a quotation: every quoted line by itself, behind a bar for each level.

use super::piece::{Lead, Row};
use super::wrap;

/// The rows of quoted lines that begin at an offset, indented by so many cells, with so many cells for them.
pub(super) fn quote_rows(text: &str, start: u32, indent: u16, inner: usize) -> Vec<Row> {
    let mut at = start;
    let mut rows = Vec::new();
    for line in text.split('\n') {
        let body = line.trim_start_matches([' ', '>']);
        let lead = line.len() - body.len();
        let depth = line
            .get(..lead)
            .unwrap_or("")
            .matches('>')
            .count()
            .clamp(1, 6)
            .min((inner / 4).max(1));
        let width = inner.saturating_sub(depth * 2).max(1);
        let from = at + lead as u32;
        let lines = wrap::prose(body, from, width);
        if lines.is_empty() {
            rows.push(Row::led(from..from, indent, Lead::Bar(depth as u16)));
        }
        let bar = |range| Row::led(range, indent, Lead::Bar(depth as u16));
        rows.extend(lines.into_iter().map(bar));
        at += line.len() as u32 + 1;
    }
    rows
}
