//! Entries of lists that show themselves only by what stands around them: dashes below other entries, and what a log of changes
//! says of each file.

use super::line::{Line, Shape};
use super::{Finder, span};
use crate::document::Kind;

/// A line that is longer, in bytes, was not broken by hand.
const LONGEST: usize = 132;

/// Makes entries of lines that begin with a long dash and hang from another entry, or have lines that hang from them. Elsewhere
/// such a dash begins what somebody says.
pub(super) fn below_others(lines: &mut [Line]) {
    let mut parent: Option<usize> = None;
    let mut own: Option<usize> = None;
    for at in 0..lines.len() {
        let below = lines.get(at + 1).copied();
        let Some(line) = lines.get_mut(at).filter(|line| !line.is_blank()) else {
            continue;
        };
        if matches!(line.shape, Shape::Item(_)) {
            (parent, own) = (Some(line.indent), None);
            continue;
        }
        let Some(marker) = dash(line) else {
            if parent.is_some_and(|parent| line.indent <= parent) {
                parent = None;
            }
            if own.is_some_and(|own| line.indent <= own) {
                own = None;
            }
            continue;
        };
        let hangs = below.is_some_and(|below| {
            below.shape == Shape::Plain && !below.is_blank() && below.indent == line.indent + 2
        });
        if hangs || own == Some(line.indent) || parent.is_some_and(|parent| parent < line.indent) {
            line.shape = Shape::Item(marker);
            own = Some(line.indent);
        }
    }
}

/// The bytes of a long dash and the blanks behind it, if a line begins so.
fn dash(line: &Line) -> Option<u32> {
    let rest = line.text.strip_prefix(['–', '—'])?;
    let words = rest.trim_start();
    let marker = line.text.len() - words.len();
    (line.shape == Shape::Plain && words.len() < rest.len() && !words.is_empty())
        .then_some(marker as u32)
}

/// Whether an entry says what was changed in a file, as the logs of GNU do: `* oven.c (bake): Open the door.`
pub(super) fn is_change(line: &Line) -> bool {
    let Some(rest) = line.text.strip_prefix("* ").filter(|_| line.indent > 0) else {
        return false;
    };
    let name = rest.split([' ', ',', ':']).next().unwrap_or("");
    let behind = rest.get(name.len()..).unwrap_or("");
    let is_file = name.contains(['.', '/']) || name.bytes().all(|b| b.is_ascii_uppercase());
    is_file
        && name.len() > 1
        && !name.ends_with('.')
        && (behind.starts_with([':', ',']) || behind.starts_with(" ("))
}

/// How many of the lines below belong to such an entry: those at its own indent, for its author has it go on there.
pub(super) fn change_lines(first: &Line, below: &[Line]) -> usize {
    let belongs = |line: &&Line| {
        line.shape == Shape::Plain && line.indent == first.indent && line.text.len() <= LONGEST
    };
    below.iter().take_while(belongs).count()
}

impl Finder<'_> {
    /// What was changed in a file: each function begins a line below it.
    pub(super) fn change(&mut self, marker: u32, lines: &[Line]) {
        for (nth, piece) in lines
            .chunk_by(|_, below| !below.text.starts_with('('))
            .enumerate()
        {
            let indent = piece.first().map_or(0, |line| line.indent);
            let (kind, indent) = match nth {
                0 => (Kind::Item { marker }, indent),
                _ => (Kind::Paragraph, indent + marker as usize),
            };
            let before = self.blocks.len();
            let above = self.blocks.last().is_some_and(|above| above.close);
            self.push(kind, span(Some(piece)), indent);
            if let Some(block) = self.blocks.get_mut(before) {
                block.close = nth > 0 || above && !block.after_blank;
            }
        }
    }
}
