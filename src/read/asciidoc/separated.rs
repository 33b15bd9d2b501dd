//! Tables whose cells are parted by commas, colons or tabs: each line is a row.

use std::ops::Range;

use super::tables::pieces;
use super::{Reader, Said};
use crate::document::Align;

/// How the cells of a line are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// By a bar or the like before each.
    Behind(char),
    /// By a sign between them; some of them stand in quotation marks, also over several lines.
    Quoted(char),
    /// By a sign between them, which means nothing behind a backslash.
    Between(char),
}

impl Cells {
    /// As the fence of a table has it and what is said above.
    pub(super) fn of(fence: &str, said: &Said) -> Self {
        let format = said.named("format").unwrap_or(match fence {
            ",===" => "csv",
            ":===" => "dsv",
            _ => "",
        });
        let own = said.named("separator");
        let own = own.map(|own| if own == "\\t" { "\t" } else { own });
        let sign = own.and_then(|own| own.chars().next());
        match format {
            "csv" => Self::Quoted(sign.unwrap_or(',')),
            "tsv" => Self::Quoted(sign.unwrap_or('\t')),
            "dsv" => Self::Between(sign.unwrap_or(':')),
            _ => Self::Behind(sign.unwrap_or(if fence == "!===" { '!' } else { '|' })),
        }
    }
}

/// The rows of a text whose cells stand between signs, some of them in quotation marks.
fn quoted(text: &str, sign: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let mut signs = text.chars().peekable();
    // Whether these are words in quotation marks, and whether nothing of the cell was there before them.
    let (mut inside, mut fresh) = (false, true);
    while let Some(c) = signs.next() {
        match c {
            '"' if inside && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if inside || fresh => (inside, fresh) = (!inside, false),
            '\n' if !inside => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                fresh = true;
            }
            c if c == sign && !inside => {
                row.push(std::mem::take(&mut cell));
                fresh = true;
            }
            c => {
                cell.push(c);
                fresh &= c.is_whitespace();
            }
        }
    }
    if !cell.is_empty() {
        row.push(cell);
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

impl Reader<'_> {
    /// A table of which each line is a row.
    pub(super) fn separated(
        &mut self,
        said: &Said,
        aligns: Vec<Align>,
        cells: Cells,
        lines: Range<usize>,
    ) {
        let included = |line: &str| line.starts_with("include::") && line.ends_with(']');
        let mut filled = lines.clone().filter(|at| !self.line(*at).is_empty());
        let gap = filled.next().and_then(|first| {
            let second = filled.next()?;
            Some(second > first + 1)
        });
        let head = said.has_head().unwrap_or(gap == Some(true));
        let kept = lines.clone().map(|at| self.line(at));
        let kept = kept.filter(|line| !line.is_empty() && !included(line));
        let rows = match cells {
            Cells::Quoted(sign) => {
                let mut text = String::new();
                for line in kept {
                    text += line;
                    text.push('\n');
                }
                quoted(&text, sign)
            }
            Cells::Between(sign) | Cells::Behind(sign) => {
                kept.map(|line| pieces(line, sign)).collect()
            }
        };
        self.title_of(said);
        self.builder.table(aligns);
        for (nth, row) in rows.iter().enumerate() {
            self.builder.row(head && nth == 0);
            for cell in row {
                self.builder.cell();
                self.inline(cell.trim());
            }
        }
        self.builder.end();
        self.at = self.at.max(lines.end);
    }
}
