//! Other texts that a text says are its parts.

use std::ops::Range;
use std::sync::Arc;

use super::{Reader, blocks::field};
use crate::document::Face;

/// Endings of names of files that need no other.
const ENDINGS: [&str; 3] = [".rst", ".md", ".txt"];

/// What an entry is called, and where it leads: `Title <name>`, `name`. A pattern of names leads nowhere.
fn entry(line: &str) -> (&str, Option<Arc<str>>) {
    let embedded = line
        .strip_suffix('>')
        .and_then(|line| line.rsplit_once('<'));
    let titled = embedded.filter(|(title, _)| title.ends_with(' '));
    let (title, name) = titled.map_or((line, line), |(title, name)| (title.trim_end(), name));
    let is_whole = name.contains("://") || ENDINGS.iter().any(|ending| name.ends_with(ending));
    let target = if is_whole {
        name.into()
    } else {
        format!("{name}.rst").into()
    };
    let leads = !name.contains('*');
    (title, leads.then_some(target))
}

impl Reader<'_> {
    /// Writes the entries that stand on some lines.
    pub(super) fn toctree(&mut self, lines: Range<usize>) {
        self.builder.list(true);
        for at in lines {
            let line = self.line(at).trim();
            // A text may name itself.
            if line.is_empty() || line == "self" || field(line).is_some() {
                continue;
            }
            let (title, target) = entry(line);
            self.builder.line(at as u64 + 1);
            self.builder.item("•");
            match target {
                Some(target) => self.faced(Face::Link(target), title),
                None => self.builder.text(title),
            }
            self.builder.leave();
        }
        self.builder.end_list();
    }
}
