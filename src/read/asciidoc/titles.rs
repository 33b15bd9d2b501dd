//! What places of a text are called: links show that where they say nothing else, also of places that follow later.

use std::collections::HashMap;

use super::fences::{self, Fences};
use super::inline;
use super::values::{Values, within};

/// So many bytes may stand in all titles for the names of attributes.
const MOST_FILLED: usize = 1 << 20;

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

/// What a block is called, in a line above it: `.Title`.
pub(super) fn of_block(line: &str) -> Option<&str> {
    let title = line.strip_prefix('.')?;
    (!title.is_empty() && !title.starts_with([' ', '.'])).then_some(title)
}

/// The title in a line that is one of a section, with the line below it.
fn title<'a>(line: &'a str, below: &str) -> Option<&'a str> {
    let sign = if line.starts_with('=') { '=' } else { '#' };
    let marks = line.len() - line.trim_start_matches(sign).len();
    if (1..=6).contains(&marks) {
        let title = line.get(marks..)?.strip_prefix(' ')?;
        return Some(title.trim_end_matches(sign).trim());
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
        let (mut fences, mut values) = (Fences::default(), Values::default());
        let mut fits = within(MOST_FILLED);
        // Names that wait for their title, and the lines that end the blocks around.
        let mut names: Vec<&str> = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at).copied() {
            let here = at;
            at += 1;
            if line.is_empty() {
                values.end();
                continue;
            }
            if let Some(sign) = fences::delimiter(line) {
                if let Some(outer) = open.iter().rposition(|own| *own == line) {
                    open.truncate(outer);
                    continue;
                }
                if let Some(end) = fences.close(lines, here, sign) {
                    names.clear();
                    if fences::is_verbatim(sign) {
                        at = end + 1;
                    } else {
                        open.push(line);
                    }
                    continue;
                }
            }
            if values.take(line) {
                continue;
            }
            let below = lines.get(at).copied().unwrap_or("");
            let inside = |open, close| line.strip_prefix(open)?.strip_suffix(close);
            if let Some(said) = inside("[[", "]]") {
                match said.split_once(',') {
                    Some((name, title)) => titles.add(name.trim(), title.trim()),
                    None => names.push(said),
                }
            } else if let Some(said) = inside("[", "]") {
                let words = said.split(',').map(|word| word.trim().trim_matches('"'));
                names.extend(words.filter_map(said_name));
            } else if let Some(title) = title(line, below).filter(|_| open.is_empty()) {
                at += usize::from(title == line);
                let filled = values.filled(title, &mut fits);
                let title = inline::without_terms(&filled);
                names.drain(..).for_each(|name| titles.add(name, &title));
                let own = name_of(&title);
                titles.add(&own, &title);
                titles.places.entry(title.into_owned()).or_insert(own);
            } else if let Some(title) = of_block(line).filter(|_| !names.is_empty()) {
                let title = values.filled(title, &mut fits);
                names.drain(..).for_each(|name| titles.add(name, &title));
            } else {
                names.clear();
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
