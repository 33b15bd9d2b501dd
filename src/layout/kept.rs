//! Rows of kept lines: code, tables, verse. They stand as in their source and are broken only where the room ends, or cut
//! there and moved sideways.
//!
//! Kept pieces that follow each other are one run with one [`Edge`]: what is common to all of their lines is taken
//! off all of them, and either all of them use the margin or none does. A piece of its own measure each time would
//! tear apart a function that has an empty line in it.

use std::ops::Range;

use super::set::DEEPEST;
use super::{Lead, Row, Width, leader, rich};
use crate::document::Nest;
use crate::text::{self, clusters};

/// A tab goes to the next multiple of so many cells.
pub(super) const TAB: usize = 8;

/// The left edge that the lines of a run share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// The blanks that are taken off all lines, where they have so many.
    common: usize,
    /// Cells before them instead.
    indent: u16,
    /// How many cells its lines take without those blanks, and how many the longest of them.
    widest: usize,
    longest: usize,
    /// Whether there is but one line.
    alone: bool,
    /// Whether nothing but kept lines stands around them.
    whole: bool,
}

impl Edge {
    /// The edge of some pieces, each of whole lines, with how far each is indented on the page. One of `few` lines may
    /// be wider than it says.
    pub(super) fn of<'a>(pieces: impl Iterator<Item = (&'a str, u16)>, few: usize) -> Self {
        let texts: Vec<(&str, u16)> = pieces.collect();
        let alone = matches!(texts.as_slice(), [(text, _)] if !text.contains('\n'));
        let shape = |&(text, indent): &(&str, u16)| Shape::of(text, indent, alone);
        let pieces: Vec<Shape> = texts.iter().map(shape).collect();
        // The head and foot of a printed page stand left of all the rest and would move it.
        let base = pieces
            .iter()
            .map(|p| p.common.saturating_sub(usize::from(p.indent)))
            .max();
        let inside = || {
            pieces
                .iter()
                .filter(|p| p.cells.len() > 1 || Some(p.common) >= base)
        };
        let shared = inside().map(|p| p.common).min().unwrap_or(0);
        // Of a tab that goes beyond what is common nothing can be taken off.
        let parts = |text: &str| lines_of(text).any(|l| taken(l, shared).1 < shared.min(blanks(l)));
        let common = if shared > 0 && texts.iter().any(|(text, _)| parts(text)) {
            0
        } else {
            shared
        };
        let mut cells: Vec<usize> = pieces
            .iter()
            .flat_map(|p| p.cells.iter().map(|c| c - common.min(p.common)))
            .collect();
        let longest = cells.iter().max().copied().unwrap_or(0);
        let rank = cells.len().saturating_sub(cells.len() / few.max(1) + 1);
        let widest = if cells.is_empty() {
            0
        } else {
            *cells.select_nth_unstable(rank).1
        };
        Self {
            common,
            indent: (inside().map(|p| p.indent).min().unwrap_or(0))
                .saturating_sub((shared - common).min(usize::from(u16::MAX)) as u16),
            widest,
            longest,
            alone,
            whole: few == usize::MAX,
        }
    }

    /// The edge of lines that stand where they stood, however long they are.
    pub(super) fn as_written() -> Self {
        Self {
            longest: usize::MAX,
            ..Self::default()
        }
    }

    /// How wide its lines are.
    pub(super) fn widest(&self) -> usize {
        self.widest
    }

    /// The same edge of lines that are as wide as others.
    pub(super) fn as_wide(self, widest: usize) -> Self {
        let longest = usize::MAX;
        Self {
            widest,
            longest,
            ..self
        }
    }
}

/// What a piece adds to the edge of its run.
struct Shape {
    common: usize,
    indent: u16,
    /// What each line that is not blank cannot do without.
    cells: Vec<usize>,
}

impl Shape {
    fn of(text: &str, indent: u16, alone: bool) -> Self {
        Self {
            common: lines_of(text).map(blanks).min().unwrap_or(0),
            indent,
            cells: lines_of(text)
                .map(|line| cells(line) - leader::spare(line, alone))
                .collect(),
        }
    }
}

/// The lines of a piece that are not blank, without the blanks at their ends.
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split('\n').map(str::trim_end);
    lines.filter(|line| !line.is_empty())
}

/// The cells of the blanks and tabs that a line begins with.
fn blanks(line: &str) -> usize {
    taken(line, usize::MAX).1
}

/// The bytes and the cells of the blanks and tabs that a line begins with, as far as they take no more than so many cells.
fn taken(line: &str, most: usize) -> (usize, usize) {
    let mut cells = 0;
    for (bytes, byte) in line.bytes().enumerate() {
        let next = match byte {
            b' ' => cells + 1,
            b'\t' => cells + TAB - cells % TAB,
            _ => return (bytes, cells),
        };
        if next > most {
            return (bytes, cells);
        }
        cells = next;
    }
    (line.len(), cells)
}

/// The rows of a piece of kept lines that begins at `start`; lines that are wider than the room begin further left, so
/// far as the margin allows.
/// In quotations they stand behind the bars. If they are `chopped` each line is one row, however wide.
pub(super) fn rows(
    text: &str,
    start: u32,
    edge: Edge,
    (width, chopped): (Width, bool),
    nest: Nest,
) -> Vec<Row> {
    let deep = edge.indent.min(DEEPEST).min(width.room / 4);
    // What stands further left than the edge, see there, stays further left.
    let filled = text.split('\n').filter(|line| !line.trim().is_empty());
    let own = filled.map(blanks).min().unwrap_or(0);
    let indent = deep.saturating_sub(edge.common.saturating_sub(own) as u16);
    let room = width.room.max(width.measure).max(4) - indent;
    let nest = rich::fitting(nest, usize::from(room), 0);
    let room = room.saturating_sub(nest.bars * 2 + nest.inner).max(4);
    if chopped && edge.longest > usize::from(room) {
        let lead = match nest.bars {
            0 => Lead::None,
            _ => Lead::Nested(nest, None),
        };
        let row = |range| Row {
            moves: true,
            ..Row::led(range, indent, lead.clone())
        };
        return lines(text, start, edge).map(row).collect();
    }
    // All of the margin or none of it: two edges are calm, one for every table would not be. Beside prose it is only taken
    // where that is enough.
    let over = edge.widest.saturating_sub(usize::from(room));
    let helps = edge.whole || over <= usize::from(width.margin);
    let outdent = if over > 0 && helps && nest.bars == 0 {
        width.margin
    } else {
        0
    };
    cut(text, start, edge, usize::from(room + outdent))
        .into_iter()
        .map(|kept| Row {
            outdent,
            shorter: kept.shorter,
            lead: match (kept.continues, nest.bars > 0) {
                (false, false) => Lead::None,
                (true, false) => Lead::Continues,
                (false, true) => Lead::Nested(nest, None),
                (true, true) => Lead::NestedContinues(nest),
            },
            ..Row::plain(kept.range, indent)
        })
        .collect()
}

/// A row of a kept line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    /// The text of the row, moved by the base.
    range: Range<u32>,
    /// Whether it goes on where the row above had no more room.
    continues: bool,
    /// Cells by which it has to be drawn shorter.
    shorter: u16,
}

/// The rows of lines that are kept, without the blanks that all of them begin with, in a room of `width` cells; a row
/// that continues a line has `width - 2`.
fn cut(text: &str, base: u32, edge: Edge, width: usize) -> Vec<Kept> {
    let mut rows = Vec::new();
    let mut at = base;
    for line in text.split('\n') {
        let (skipped, before) = taken(line, edge.common);
        let body = line.get(skipped..).unwrap_or("").trim_end();
        let from = at + skipped as u32;
        if let Some(shorter) = shorter(body, edge.alone, width) {
            rows.push(Kept {
                range: from..from + body.len() as u32,
                continues: false,
                shorter,
            });
            at += line.len() as u32 + 1;
            continue;
        }
        let (mut start, mut end, mut taken, mut column) = (from, from, 0, before);
        let (mut continues, mut blank) = (false, None);
        for cluster in clusters(body) {
            let more = kept_cells(cluster, column);
            let room = if continues {
                width.saturating_sub(2)
            } else {
                width
            };
            if taken + more > room.max(1) && end > start {
                // Rather after a blank near the end than inside a word.
                let (cut, left) = match blank.take() {
                    Some((at, before)) if at > start && before * 4 > taken * 3 => {
                        (at, taken - before)
                    }
                    _ => (end, 0),
                };
                rows.push(Kept {
                    range: start..cut,
                    continues,
                    shorter: 0,
                });
                (start, taken, continues) = (cut, left, true);
            }
            end += cluster.len() as u32;
            taken += more;
            column += more;
            if cluster == " " {
                blank = Some((end, taken));
            }
        }
        rows.push(Kept {
            range: start..end,
            continues,
            shorter: 0,
        });
        at += line.len() as u32 + 1;
    }
    rows
}

/// The lines of a text, each without the blanks that all of them begin with and those at its end.
fn lines(text: &str, base: u32, edge: Edge) -> impl Iterator<Item = Range<u32>> {
    let mut at = base;
    text.split('\n').map(move |line| {
        let from = at + taken(line, edge.common).0 as u32;
        let end = (at + line.trim_end().len() as u32).max(from);
        at += line.len() as u32 + 1;
        from..end
    })
}

/// By how many cells a line has to be drawn shorter, if it is too wide and can be.
fn shorter(line: &str, alone: bool, width: usize) -> Option<u16> {
    // No line without tabs takes more cells than bytes, and one with tabs leads nowhere.
    if line.len() <= width || line.contains('\t') {
        return None;
    }
    let over = cells(line).checked_sub(width).filter(|over| *over > 0)?;
    (over <= leader::spare(line, alone)).then_some(over as u16)
}

/// The cells of a line from its beginning.
fn cells(line: &str) -> usize {
    if line.is_ascii() {
        // No clusters: a part of code is measured before its first row is drawn.
        return line.bytes().fold(0, |column, byte| {
            column + if byte == b'\t' { TAB - column % TAB } else { 1 }
        });
    }
    clusters(line).fold(0, |column, c| column + kept_cells(c, column))
}

fn kept_cells(cluster: &str, column: usize) -> usize {
    if cluster == "\t" {
        TAB - column % TAB
    } else {
        text::cluster_cells(cluster)
    }
}

/// Writes a kept row as it is drawn: tabs become blanks up to the next multiple of eight. `before` is what stands on
/// the same line before the row.
pub(super) fn expand(before: &str, row: &str) -> String {
    if !row.contains('\t') {
        return row.to_owned();
    }
    let measure = |text: &str, from: usize| {
        clusters(text).fold(from, |column, c| column + kept_cells(c, column))
    };
    let mut column = measure(before, 0);
    let mut out = String::with_capacity(row.len() + 16);
    for cluster in clusters(row) {
        let cells = kept_cells(cluster, column);
        if cluster == "\t" {
            out.extend(std::iter::repeat_n(' ', cells));
        } else {
            out.push_str(cluster);
        }
        column += cells;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_lines_break_after_a_blank_near_the_end() {
        let rows = |text: &str| {
            cut(text, 0, Edge::default(), 10)
                .into_iter()
                .map(|k| text[k.range.start as usize..k.range.end as usize].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(rows("12345678 abcdef"), ["12345678 ", "abcdef"]);
        assert_eq!(rows("12 4567890abcdef"), ["12 4567890", "abcdef"]);
    }

    #[test]
    fn kept_lines_stay_and_wrap_visibly() {
        let all: Vec<_> = cut("abc\n\nabcdefgh", 0, Edge::default(), 5)
            .into_iter()
            .map(|k| (k.range, k.continues))
            .collect();
        assert_eq!(
            all,
            [(0..3, false), (4..4, false), (5..10, false), (10..13, true)]
        );
        assert_eq!(expand("", "a\tb"), "a       b");
        assert_eq!(expand("abc", "\tb"), "     b");
    }
}
