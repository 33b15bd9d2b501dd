//! The first row of a table: programs seldom say that it names the columns, but people set it apart.

/// What is seen of the first row of a table so far.
#[derive(Default)]
pub(crate) struct FirstRow {
    ended: bool,
    /// Whether there are words in it, and whether some of them look as those of other rows.
    any: bool,
    common: bool,
}

impl FirstRow {
    /// Takes words of a cell, which are set apart or not.
    pub(crate) fn take(&mut self, words: &str, apart: bool) {
        if !words.trim().is_empty() {
            (self.any, self.common) = (true, self.common || !apart);
        }
    }

    /// Whether the row is not over yet.
    pub(crate) fn is_open(&self) -> bool {
        !self.ended
    }

    /// A row is over. Says whether it was the first one, and all its words were set apart.
    pub(crate) fn end(&mut self) -> bool {
        !std::mem::replace(&mut self.ended, true) && self.any && !self.common
    }
}
