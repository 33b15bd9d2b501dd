//! Lines of verse, which several formats keep as their author ended them.

/// A line stands no further right than so many cells.
const DEEPEST: usize = 24;

/// What stands before the words of a line that is set in by so many cells.
pub(super) fn inset(cells: usize) -> String {
    "\u{a0}".repeat(cells.min(DEEPEST))
}
