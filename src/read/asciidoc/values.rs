//! Attributes of a text, which stand for words: `:name: words` says them, `{name}` stands for them.

use std::borrow::Cow;
use std::collections::HashMap;

/// So many bytes may stand in a value for the names in it. What is to be shown as it is written is not longer either.
const LONGEST: usize = 4096;
/// A name is not longer than this, in bytes.
const LONGEST_NAME: usize = 100;

/// What the attributes stand for.
#[derive(Debug, Default)]
pub(super) struct Values {
    said: HashMap<String, String>,
    /// The attribute whose words go on in the next line.
    open: Option<String>,
}

impl Values {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.said.get(&name.to_lowercase()).map(String::as_str)
    }

    /// Takes what a line says of an attribute; whether it says something of one. What its words name is said by what those
    /// stand for now, so that no value names itself.
    pub(super) fn take(&mut self, line: &str) -> bool {
        if let Some(name) = self.open.take()
            && !line.is_empty()
        {
            let (words, goes_on) = piece(line);
            let words = self.filled(words, within(LONGEST)).into_owned();
            let value = self.said.entry(name.clone()).or_default();
            if value.len() + words.len() < LONGEST {
                value.push(' ');
                value.push_str(&words);
            }
            self.open = Some(name).filter(|_| goes_on);
            return true;
        }
        let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':'))
        else {
            return false;
        };
        let is_name = name
            .chars()
            .all(|c| c.is_alphanumeric() || "-_!".contains(c));
        if name.is_empty() || !is_name || !(value.is_empty() || value.starts_with(' ')) {
            return false;
        }
        let plain = name.trim_matches('!').to_lowercase();
        if plain.len() < name.len() {
            self.said.remove(&plain);
        } else {
            let (value, goes_on) = piece(value);
            let value = self.filled(value, within(LONGEST)).into_owned();
            self.open = Some(plain.clone()).filter(|_| goes_on);
            self.said.insert(plain, value);
        }
        true
    }

    /// A blank line ends what an attribute says.
    pub(super) fn end(&mut self) {
        self.open = None;
    }

    /// What the name stands for that some words begin with, in braces, and how many bytes it takes there.
    fn named(&self, words: &str) -> Option<(&str, usize)> {
        let near = crate::text::head(words.strip_prefix('{')?, LONGEST_NAME);
        let (name, _) = near.split_once('}')?;
        Some((self.get(name)?, name.len() + 2))
    }

    /// Words with what the names of attributes stand for in their place, as long as `fits` finds room for so many bytes of
    /// it. What is to be shown as it is written stays.
    pub(super) fn filled<'a>(
        &self,
        words: &'a str,
        mut fits: impl FnMut(usize) -> bool,
    ) -> Cow<'a, str> {
        if self.said.is_empty() || !words.contains('{') {
            return Cow::Borrowed(words);
        }
        let (mut out, mut rest) = (String::new(), words);
        while let Some(at) = rest.find(['{', '`', '+', 'p']) {
            let (before, here) = rest.split_at(at);
            out.push_str(before);
            let value = self
                .named(here)
                .filter(|(value, _)| !before.ends_with('\\') && fits(value.len()));
            if let Some((value, length)) = value {
                out.push_str(value);
                rest = here.get(length..).unwrap_or("");
            } else {
                let (own, behind) = here.split_at(as_written(here).max(1));
                out.push_str(own);
                rest = behind;
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// What a line says of an attribute, and whether the next line goes on with it.
fn piece(line: &str) -> (&str, bool) {
    let line = line.trim();
    match line.strip_suffix(" \\") {
        Some(words) => (words.strip_suffix(" +").unwrap_or(words).trim(), true),
        None => (line, false),
    }
}

/// Whether something fits, where there is room for so many bytes in all.
pub(super) fn within(mut room: usize) -> impl FnMut(usize) -> bool {
    move |bytes| {
        let left = room.checked_sub(bytes);
        room = left.unwrap_or(room);
        left.is_some()
    }
}

/// How many bytes are to be shown as they are written, at the beginning of some words.
fn as_written(words: &str) -> usize {
    let signs = [("`+", "+`"), ("+++", "+++"), ("++", "++"), ("pass:[", "]")];
    let begun = signs
        .into_iter()
        .find(|(begin, _)| words.starts_with(begin));
    let end = begun.and_then(|(begin, end)| {
        // What is that long is no mark.
        let inside = crate::text::head(words.get(begin.len()..)?, LONGEST);
        Some(begin.len() + inside.find(end)? + end.len())
    });
    end.unwrap_or(0)
}
