//! What places of a text are called: links show that where they say nothing else, also of places that follow later.

use std::collections::HashMap;

/// The titles of a text by the names of their places, and those names by the titles.
#[derive(Debug, Default)]
pub(super) struct Titles {
    titles: HashMap<String, String>,
    places: HashMap<String, String>,
}

/// The name that a section has by its title.
pub(super) fn name_of(title: &str) -> String {
    let signs = title.chars().flat_map(char::to_lowercase);
    let name = signs.filter_map(|c| match c {
        ' ' | '-' | '.' => Some('_'),
        c => (c.is_alphanumeric() || c == '_').then_some(c),
    });
    std::iter::once('_').chain(name).collect()
}

/// The name that a word in the line above a block gives it: `#name`, `id=name`.
pub(super) fn said_name(word: &str) -> Option<&str> {
    let name = word
        .split_once('#')
        .map(|(_, name)| name)
        .or(word.strip_prefix("id="))?;
    name.split(['.', '%', '#']).next()
}

/// The title in a line that is one of a section, with the line below it.
fn title<'a>(line: &'a str, below: &str) -> Option<&'a str> {
    let marks = line.len() - line.trim_start_matches('=').len();
    if (1..=6).contains(&marks) {
        let title = line.get(marks..)?.strip_prefix(' ')?;
        return Some(title.trim_end_matches('=').trim());
    }
    underlined(line, below).map(|_| line)
}

/// How deep the section lies, from 1, whose title is a line with a rule below it.
pub(super) fn underlined(line: &str, below: &str) -> Option<u8> {
    let sign = below.chars().next()?;
    let level = "=-~^+".find(sign)?;
    let is_rule = below.len() > 2 && below.chars().all(|c| c == sign);
    let as_long = is_rule && below.len().abs_diff(crate::text::cells(line)) < 3;
    let says = line.contains(char::is_alphanumeric) && !line.starts_with(['.', '[']);
    (as_long && says).then_some(level as u8 + 1)
}

impl Titles {
    /// Finds the titles of a text.
    pub(super) fn of(lines: &[&str]) -> Self {
        let mut titles = Self::default();
        // Names that wait for their title, and the line that ends what is shown as it is written.
        let mut names: Vec<&str> = Vec::new();
        let mut verbatim: Option<&str> = None;
        let mut lines = lines.iter().copied().peekable();
        while let Some(line) = lines.next() {
            let below = lines.peek().copied().unwrap_or("");
            if let Some(end) = verbatim {
                verbatim = Some(end).filter(|end| *end != line);
                continue;
            }
            let inside = |open, close| line.strip_prefix(open)?.strip_suffix(close);
            if let Some(said) = inside("[[", "]]") {
                match said.split_once(',') {
                    Some((name, title)) => titles.add(name.trim(), title.trim()),
                    None => names.push(said),
                }
            } else if let Some(said) = inside("[", "]") {
                let words = said.split(',').map(|word| word.trim().trim_matches('"'));
                names.extend(words.filter_map(said_name));
            } else if let Some(title) = title(line, below) {
                if !line.starts_with('=') {
                    lines.next();
                }
                names.drain(..).for_each(|name| titles.add(name, title));
                let own = name_of(title);
                titles.add(&own, title);
                titles.places.entry(title.to_owned()).or_insert(own);
            } else if let Some(title) = line.strip_prefix('.').filter(|title| {
                !title.is_empty() && !title.starts_with([' ', '.']) && !names.is_empty()
            }) {
                names.drain(..).for_each(|name| titles.add(name, title));
            } else if !line.is_empty() {
                names.clear();
                let fences = ["----", "....", "////", "++++", "```"];
                let opens = fences.iter().any(|fence| line.starts_with(fence));
                let same = line.bytes().all(|b| line.as_bytes().first() == Some(&b));
                verbatim = Some(line).filter(|_| opens && same);
            }
        }
        titles
    }

    fn add(&mut self, name: &str, title: &str) {
        let known = self.titles.entry(name.to_owned());
        known.or_insert_with(|| title.to_owned());
    }

    /// The place that a link names, by its name or its title, and what it is called.
    pub(super) fn get(&self, name: &str) -> Option<(&str, &str)> {
        if let Some((name, title)) = self.titles.get_key_value(name) {
            return Some((name, title));
        }
        let (title, place) = self.places.get_key_value(name)?;
        Some((place, title))
    }
}
