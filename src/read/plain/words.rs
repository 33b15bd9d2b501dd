//! Plain text inside of something else, such as what a message says.

use super::line::{Line, Shape};
use super::manner::NARROWEST_WRAP;
use super::{Around, Lines, Manner, blocks, patches};
use crate::document::{Block, Border, Part};
use crate::text::Clean;

/// Lines that are longer, in cells, were not broken by whoever wrote them.
const WIDEST: usize = 100;
/// Lines of fewer words do not show where lines end.
const WORDS: usize = 5;

impl Manner {
    /// The manner of so few lines that there is little to judge by: if none of them is long, they were broken where the longest
    /// of them end.
    pub(in crate::read) fn of_few(text: &str) -> Self {
        let part = part(text);
        let mut rest: &[Line] = &lines(&part);
        let mut words = String::new();
        let mut widths = Vec::new();
        while let Some((line, below)) = rest.split_first() {
            // What a patch changes says nothing of the words around it.
            let patched = patches::length(rest, &part);
            rest = rest.get(patched..).filter(|_| patched > 0).unwrap_or(below);
            if patched > 0 {
                continue;
            }
            words += part.slice(line.at..line.end());
            words.push('\n');
            let speaks = matches!(line.shape, Shape::Plain | Shape::Item(_));
            if speaks && !line.is_code() && !line.is_columns() && line.words() >= WORDS {
                widths.push(line.cells());
            }
        }
        let judged = Self::judge(&words);
        widths.sort_unstable();
        let column = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        let lines = match judged.lines {
            Lines::Wrapped(column) => Lines::Wrapped(column),
            _ if widths.last().is_some_and(|widest| *widest > WIDEST) => Lines::Paragraphs,
            _ if column >= NARROWEST_WRAP => Lines::Wrapped(column),
            _ => Lines::Kept,
        };
        Self { lines, base: 0 }
    }
}

/// Some lines as a part of their own, and its blocks.
pub(in crate::read) fn blocks_in(text: &str, manner: Manner) -> (Part, Vec<Block>) {
    let part = part(text);
    let alone = Around {
        goes_on: false,
        table: None,
    };
    let blocks = blocks(&part, manner, "", alone);
    (part, blocks)
}

fn part(text: &str) -> Part {
    Part {
        number: 0,
        source: 0..text.len() as u64,
        border: Border::Blank,
        text: Clean::new(text),
        lines: 0,
    }
}

fn lines(part: &Part) -> Vec<Line<'_>> {
    part.lines().map(|(at, text)| Line::new(text, at)).collect()
}
