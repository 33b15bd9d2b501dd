//! Words with what they mean beside them, whose further lines hang below that: names of sources, fields of a packet, a question
//! and its answer. What two lines show is believed of others that begin at the same two cells, if no prose goes on below them.

use std::collections::HashSet;

use super::line::{Line, Shape};
use super::manner::{NARROWEST_WRAP, breaks_in_paragraph};
use super::{Finder, Lines, tables};
use crate::document::Kind;
use crate::text;

/// A wider label, in cells, is no label.
const WIDEST: usize = 24;
/// Nor is one of more words.
const WORDS: usize = 4;

/// Notes of each line whether it is such a word, by the bytes before what that means.
pub(super) fn note(lines: &mut [Line]) {
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    for pair in lines.windows(2) {
        if let [line, below] = pair
            && let Some((second, _)) = label(line)
            && below.indent == second
            && below.shape == Shape::Plain
            && !below.is_blank()
            && !below.is_columns()
            && !below.is_code()
        {
            known.insert((line.indent, second));
        }
    }
    if known.is_empty() {
        return;
    }
    // From the last line on: what the next one is has to be known.
    let mut below: Option<(usize, bool)> = None;
    for line in lines.iter_mut().rev() {
        let found = label(line).filter(|(second, _)| known.contains(&(line.indent, *second)));
        let ends = |(second, _): &(usize, u32)| {
            below.is_none_or(|(indent, is_label)| is_label || indent == *second)
        };
        line.label = found.filter(ends).map(|(_, bytes)| bytes);
        below = (!line.is_blank()).then_some((line.indent, line.label.is_some()));
    }
}

/// Where, in cells, what a line says of its first words begins, and how many bytes stand before that.
fn label(line: &Line) -> Option<(usize, u32)> {
    let (words, before) = tables::two_columns(line)?;
    // What begins with a number may be a heading of two lines.
    let is_label = !words.starts_with(|c: char| c.is_ascii_digit())
        && text::cells(words) <= WIDEST
        && words.split(' ').count() <= WORDS
        && !line.is_code();
    let head = line.text.get(..before)?;
    is_label.then(|| (line.indent + text::cells(head), before as u32))
}

impl Finder<'_> {
    /// Sets a label with what stands beside it; how many lines that takes. Lines below go on with it where the one above is full;
    /// where none is they are lines of their own, as of an address.
    pub(super) fn beside_label(&mut self, marker: u32, first: &Line, below: &[Line]) -> usize {
        let hangs = |line: &&Line| {
            let plain = line.shape == Shape::Plain && !line.is_code() && !line.leads();
            plain && line.indent > first.indent
        };
        let hanging = below.iter().take_while(hangs).count();
        let hanging = below.get(..hanging).unwrap_or(&[]);
        let widths = hanging.iter().map(Line::cells);
        let column = match self.manner.lines {
            Lines::Wrapped(column) => column,
            _ => widths.fold(first.cells(), usize::max),
        };
        let above = std::iter::once(first).chain(hanging);
        let joins = |(above, line): &(&Line, &Line)| breaks_in_paragraph(above, line, column);
        let joined = above.zip(hanging).take_while(joins).count();
        let joined = if column < NARROWEST_WRAP { 0 } else { joined };
        let alone = match hanging {
            [next, ..] if joined == 0 => {
                let level = hanging.iter().take_while(|line| line.indent == next.indent);
                level.count()
            }
            _ => 0,
        };
        let before = self.blocks.len();
        let last = hanging
            .iter()
            .take(joined + alone)
            .next_back()
            .unwrap_or(first);
        self.push(
            Kind::Item { marker },
            first.start()..last.end(),
            first.indent,
        );
        if let Some(block) = self.blocks.get_mut(before) {
            block.broken = alone > 0;
        }
        1 + joined + alone
    }
}
