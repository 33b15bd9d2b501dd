//! Tables between `|===`.

use std::ops::Range;

use super::{Reader, Said};
use crate::document::Align;

/// More columns are not believed.
const MOST: usize = 1000;

/// The alignments of columns, as many as there are: `1,>2,^a`, or `3*`.
fn columns(spec: &str) -> Vec<Align> {
    let mut columns = Vec::new();
    for column in spec.split([',', ';']) {
        let column = column.trim();
        let (times, style) = column.split_once('*').unwrap_or(("1", column));
        let align = match style.chars().find(|c| "<^>".contains(*c)) {
            Some('^') => Align::Centre,
            Some('>') => Align::Right,
            _ => Align::Left,
        };
        let times = times.parse::<usize>().unwrap_or(1).min(MOST);
        columns.extend(std::iter::repeat_n(align, times));
        columns.truncate(MOST);
    }
    columns
}

/// Whether what stands before the bar of a cell says how it is set: `2+`, `.3+^`, `a`.
fn is_spec(word: &str) -> bool {
    !word.is_empty()
        && word.len() < 8
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "+*.<^>aehlmsdv".contains(c))
}

impl Reader<'_> {
    pub(super) fn table(&mut self, said: &Said, lines: Range<usize>) {
        let all = &said.all;
        let cols = all.split_once("cols=").map(|(_, rest)| rest);
        let cols = cols.map(|rest| match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
            None => rest.split(',').next().unwrap_or(rest),
        });
        let aligns = cols.map(columns).unwrap_or_default();
        let mut cells: Vec<String> = Vec::new();
        let mut first_row = 0;
        let mut first_line = None;
        let mut gap_after_first = false;
        for at in lines.clone() {
            let line = self.line(at);
            if line.is_empty() {
                gap_after_first |= first_line == Some(at.saturating_sub(1));
                continue;
            }
            let mut pieces = line.split('|');
            let lead = pieces.next().unwrap_or("");
            if let Some(cell) = cells.last_mut()
                && !lead.trim().is_empty()
                && !is_spec(lead.trim())
            {
                cell.push('\n');
                cell.push_str(lead);
            }
            for piece in pieces {
                // What says how the next cell is set stands at the end of this one.
                cells.push(piece.trim().to_owned());
            }
            for cell in cells.iter_mut().rev().skip(1).take(MOST) {
                let spec = cell
                    .rsplit(' ')
                    .next()
                    .filter(|word| is_spec(word) && word.contains(['+', '*', '.', '<', '^', '>']));
                let cut = spec.map_or(cell.len(), |spec| cell.len() - spec.len());
                cell.truncate(cut);
            }
            if first_line.is_none() {
                (first_line, first_row) = (Some(at), cells.len());
            }
        }
        let across = if aligns.is_empty() {
            first_row
        } else {
            aligns.len()
        }
        .max(1);
        let head = all.contains("header")
            || (gap_after_first && first_row == across && !all.contains("noheader"));
        self.title_of(said);
        self.builder.table(aligns);
        for (nth, row) in cells.chunks(across).enumerate() {
            self.builder.row(head && nth == 0);
            for cell in row {
                self.builder.cell();
                self.inline(cell);
            }
        }
        self.builder.end();
        self.at = self.at.max(lines.end);
    }
}
