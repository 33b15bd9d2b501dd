//! Headings of Org, what stands in them that is no word, and the properties below them.

use std::ops::Range;

use super::{Reader, is_date, stars};

/// What an outline says of its tasks if it does not say what it has for that.
pub(super) const KEYWORDS: [&str; 2] = ["TODO", "DONE"];

/// How far tasks are done is no word of a heading: `[2/3]`, `[66%]`.
fn is_cookie(word: &str) -> bool {
    let inside = word
        .strip_prefix('[')
        .and_then(|word| word.strip_suffix(']'));
    let counts = |c: char| c.is_ascii_digit() || matches!(c, '/' | '%');
    inside.is_some_and(|inside| inside.contains(['/', '%']) && inside.chars().all(counts))
}

/// What links call a heading of some words.
pub(super) fn name_of(words: &str) -> String {
    let words = words.split_whitespace().filter(|word| !is_cookie(word));
    let words: Vec<&str> = words.collect();
    format!("*{}", words.join(" "))
}

/// The words that a setting has for what is said of tasks: `TODO(t) WAIT(w@/!) | DONE(d)`.
pub(super) fn keywords(value: &str) -> impl Iterator<Item = &str> {
    let words = value.split_whitespace().filter(|word| *word != "|");
    words.filter_map(|word| word.split('(').next())
}

impl Reader<'_> {
    /// Whether a heading says that its section is not to be read.
    pub(super) fn is_comment(&self, said: &str) -> bool {
        self.bare(said).split(' ').next() == Some("COMMENT")
    }

    /// A heading without what it says of a task: `TODO [#A] words`.
    fn bare<'w>(&self, said: &'w str) -> &'w str {
        let (first, rest) = said.split_once(' ').unwrap_or((said, ""));
        let is_keyword = self.keywords.contains(first);
        let said = if is_keyword { rest.trim_start() } else { said };
        let (first, rest) = said.split_once(' ').unwrap_or((said, ""));
        let is_priority = first.starts_with("[#") && first.ends_with(']');
        if is_priority { rest.trim_start() } else { said }
    }

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
        let name = name_of(self.bare(said));
        self.builder.target(&name);
        // A link needs no star where nothing else has the name.
        self.builder.target(name.trim_start_matches('*'));
        self.builder.target(&name_of(said));
        let below = (self.at + 1..self.lines.len())
            .find(|at| !is_date(self.line(*at).trim_start()))
            .and_then(|at| Some((at, self.end_of_drawer(at)?)));
        if let Some((at, end)) = below {
            self.names(at + 1..end);
        }
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

    /// Properties of a section and the like.
    pub(super) fn drawer(&mut self, end: usize) {
        self.names(self.at + 1..end);
        self.at = end + 1;
    }

    /// The names that properties give to a place, which links may use.
    fn names(&mut self, lines: Range<usize>) {
        for at in lines {
            let said = self.line(at).trim().strip_prefix(':');
            let Some((property, name)) = said.and_then(|said| said.split_once(':')) else {
                continue;
            };
            let name = name.trim();
            if property.eq_ignore_ascii_case("custom_id") {
                self.builder.target(name);
            } else if property.eq_ignore_ascii_case("id") && !name.is_empty() {
                self.builder.target(&format!("id:{name}"));
            }
        }
    }
}
