//! What the lines above a block say about it: `[quote, Ann Low, id=rye]`, `.Title`.

use super::titles;

/// What the lines above a block say about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// Words in square brackets that mean something by their place.
    pub(super) words: Vec<String>,
    /// Those that have a name.
    named: Vec<(String, String)>,
    /// All of it as it is written.
    all: String,
    pub(super) title: Option<String>,
}

/// What stands in quotation marks at the beginning of some words, and what is behind it: nothing, or a comma.
fn quoted(words: &str) -> Option<(String, &str)> {
    let quote = words.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = words.get(1..)?;
    let mut ends = inside.match_indices(quote).map(|(at, _)| at);
    let end = ends.find(|at| {
        !inside
            .get(..*at)
            .is_some_and(|before| before.ends_with('\\'))
    })?;
    let (value, rest) = inside.split_at_checked(end)?;
    let rest = rest.get(1..)?.trim_start();
    let ends = rest.is_empty() || rest.starts_with(',');
    let escaped = format!("\\{quote}");
    ends.then(|| (value.replace(&escaped, &quote.to_string()), rest))
}

/// A name and what stands behind its equals sign.
fn named(words: &str) -> Option<(&str, &str)> {
    let end = words.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))?;
    let (name, rest) = words.split_at_checked(end)?;
    let value = rest.trim_start().strip_prefix('=')?;
    (!name.is_empty()).then(|| (name, value.trim_start()))
}

impl Said {
    /// Takes what stands in square brackets.
    pub(super) fn take(&mut self, words: &str) {
        self.all.push_str(words);
        self.all.push(',');
        let mut rest = words;
        loop {
            let (name, words) = match named(rest.trim_start()) {
                Some((name, value)) => (Some(name), value),
                None => (None, rest.trim_start()),
            };
            let plain = words.find(',').unwrap_or(words.len());
            let (plain, behind) = words.split_at_checked(plain).unwrap_or((words, ""));
            let (value, behind) = quoted(words).unwrap_or((plain.trim().to_owned(), behind));
            match name {
                Some(name) => self.named.push((name.to_owned(), value)),
                None => self.words.push(value),
            }
            match behind.strip_prefix(',') {
                Some(behind) => rest = behind,
                None => return,
            }
        }
    }

    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether nothing stands in brackets.
    pub(super) fn is_silent(&self) -> bool {
        self.words.is_empty() && self.named.is_empty()
    }

    /// What is said under a name, with or without quotation marks.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let mut named = self.named.iter();
        let (_, value) = named.find(|(own, _)| own == name)?;
        Some(value)
    }

    /// What the block is called by links.
    pub(super) fn name(&self) -> Option<&str> {
        let mut words = self.words.iter();
        self.named("id")
            .or_else(|| words.find_map(|word| titles::said_name(word)))
    }

    /// Whether the first row names the columns, if that is said.
    pub(super) fn has_head(&self) -> Option<bool> {
        if self.all.contains("noheader") {
            return Some(false);
        }
        self.all.contains("header").then_some(true)
    }

    /// Who said what stands in the block, and where: by their places or names.
    pub(super) fn by(&self) -> String {
        let placed = self.words.iter().skip(1).map(String::as_str);
        let placed = placed.filter(|word| !word.is_empty());
        let named = ["attribution", "citetitle"];
        let named = named.into_iter().filter_map(|name| self.named(name));
        placed.chain(named).collect::<Vec<_>>().join(", ")
    }
}
