//! Headings of Org, what stands in them that is no word, and the properties below them.

use super::{Reader, stars};

/// Whether a heading says that its section is not to be read.
pub(super) fn is_comment(said: &str) -> bool {
    let mut words = said
        .split(' ')
        .skip_while(|word| matches!(*word, "TODO" | "DONE"));
    words.next() == Some("COMMENT")
}

impl Reader<'_> {
    /// The next line that is a heading of at most so many stars.
    pub(super) fn end_of_section(&self, level: usize) -> usize {
        let ends = |at: &usize| stars(self.line(*at)).is_some_and(|stars| stars <= level);
        let end = (self.at + 1..self.lines.len()).find(ends);
        end.unwrap_or(self.lines.len())
    }

    pub(super) fn heading(&mut self, stars: usize, said: &str) {
        // Words between colons at its end are for machines.
        let tagged = said.rsplit_once(' ').filter(|(_, tags)| {
            tags.len() > 2 && tags.starts_with(':') && tags.ends_with(':') && !tags.contains("::")
        });
        let said = tagged.map_or(said, |(said, _)| said.trim_end());
        self.builder.heading(stars.min(usize::from(u8::MAX)) as u8);
        self.builder.target(&format!("*{}", said.trim()));
        self.inline(said);
        self.builder.end();
    }

    /// Where a drawer ends that begins on a line, if one does.
    pub(super) fn end_of_drawer(&self, at: usize) -> Option<usize> {
        let text = self.line(at).trim_start();
        let name = text.strip_prefix(':')?.strip_suffix(':')?;
        if name.is_empty() || name.contains([' ', ':']) {
            return None;
        }
        let near = (at + 1..self.lines.len()).take(1000);
        let mut near = near.take_while(|at| stars(self.line(*at)).is_none());
        near.find(|at| self.line(*at).trim().eq_ignore_ascii_case(":end:"))
    }

    /// Properties of a section and the like; the name that one gives it is one that links may use.
    pub(super) fn drawer(&mut self, end: usize) {
        for at in self.at + 1..end {
            if let Some(name) = self.line(at).trim().strip_prefix(":CUSTOM_ID:") {
                self.builder.target(name.trim());
            }
        }
        self.at = end + 1;
    }
}
