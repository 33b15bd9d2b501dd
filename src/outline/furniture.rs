//! What stands in a text and is not its author's: page breaks of a printed text, and what a web page leaves behind.
//!
//! Nothing of the text may be hidden, so each kind has to be proven. A [page break](printed) is a foot or head whose
//! number counts on from page to page, with the lines that come with it; a [leftover](leftovers) says one of a few
//! phrases, word for word, and stands alone; a [name of contents](super::contents) heads none. Whatever is in doubt is
//! text. What was proven stays among the lines that the judge compares with each other, but is no heading.

pub(super) mod leftovers;
pub(super) mod printed;

use crate::document::Place;

/// Lines that are no text of the author's: a leftover `Table of Contents`, a page break. The page folds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Where the first of its lines begins.
    pub place: Place,
    /// Where its last line ends.
    pub end: Place,
    /// What it is.
    pub kind: Folded,
}

/// Why lines are no text of the author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// They are the foot and head of printed pages; the first number in them.
    Page(u16),
    /// They are left over from where the text was taken.
    Leftover,
}

/// Some furniture with the numbers of its first and last line among those that are not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) furniture: Furniture,
    pub(super) first: u64,
    pub(super) last: u64,
}

/// Makes one piece of what has nothing but blank lines between.
pub(super) fn join(mut runs: Vec<Run>) -> Vec<Furniture> {
    runs.sort_by_key(|run| run.first);
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined
            .last_mut()
            .filter(|above| run.first <= above.last + 1)
        {
            Some(above) => {
                above.last = above.last.max(run.last);
                above.furniture.end = above.furniture.end.max(run.furniture.end);
                if above.furniture.kind == Folded::Leftover {
                    above.furniture.kind = run.furniture.kind;
                }
            }
            None => joined.push(run),
        }
    }
    joined.into_iter().map(|run| run.furniture).collect()
}

/// Whether a place lies in one of some pieces of furniture, which are in order.
pub(super) fn holds(furniture: &[Furniture], place: Place) -> bool {
    let before = furniture.partition_point(|f| f.place <= place);
    let last = before.checked_sub(1).and_then(|i| furniture.get(i));
    last.is_some_and(|f| place < f.end)
}
