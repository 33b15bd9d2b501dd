//! What the beginning of a long text needs from behind it: where its links lead, and which footnotes there are.
//!
//! Definitions mostly stand at the end of a file, so its end is looked at too. What is not found there is guessed, so that
//! the words stay where they are when the whole text is read.

use std::collections::HashMap;

use pulldown_cmark::{BrokenLink, CowStr, LinkType};

use super::notes::Notes;
use crate::source::Source;

/// So much of the end is looked at, in bytes.
const END: u64 = 64 << 10;

/// Where links lead that are named at the end of a text.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    targets: HashMap<String, String>,
    guess: bool,
}

/// The label as links compare them.
fn key(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Ahead {
    /// Looks at the end of a text of which the beginning is read.
    pub(super) fn of(source: &Source) -> Self {
        let end = source.size();
        let bytes = if source.finished() {
            source.read(end.saturating_sub(END)..end)
        } else {
            Vec::new()
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut targets = HashMap::new();
        for line in text.lines() {
            let Some((label, rest)) = line
                .trim_start()
                .strip_prefix('[')
                .and_then(|l| l.split_once("]:"))
            else {
                continue;
            };
            if let Some(target) = rest.split_whitespace().next() {
                let target = target.trim_matches(['<', '>']);
                targets
                    .entry(key(label))
                    .or_insert_with(|| target.to_owned());
            }
        }
        Self {
            targets,
            guess: true,
        }
    }

    /// Where a link leads whose label is not said so far. A label that stands behind words is taken for one even if the end
    /// does not say it; brackets alone are not.
    pub(super) fn resolve(&self, link: &BrokenLink) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let found = self.targets.get(&key(&link.reference)).cloned();
        let shortcut = matches!(
            link.link_type,
            LinkType::Shortcut | LinkType::ShortcutUnknown
        );
        let target = found.or_else(|| (self.guess && !shortcut).then(String::new))?;
        Some((target.into(), CowStr::Borrowed("")))
    }

    /// Lines that say of each footnote that it is one, to stand behind the beginning.
    pub(super) fn stubs(text: &str) -> String {
        let unsaid = Notes::unsaid(text);
        let stub = |stubs: String, label: &str| stubs + "\n\n[^" + label + "]: -";
        unsaid.into_iter().fold(String::new(), stub)
    }
}
