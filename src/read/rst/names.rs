//! What is said in one place and used in another: targets of links, substitutions.

use std::collections::HashMap;
use std::sync::Arc;

use super::{behind, indent_of, labels};

/// What stands for a word has no more lines than these below its first.
const LONGEST_INSTEAD: usize = 16;

/// All names of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    targets: HashMap<String, Arc<str>>,
    anonymous: Vec<Arc<str>>,
    /// How many links without a name were met so far.
    met: usize,
    instead: HashMap<String, String>,
    /// What the places are called that have labels.
    titles: HashMap<String, String>,
}

/// A name as it is compared: in small letters, its blanks folded.
pub(super) fn key(name: &str) -> String {
    let name = name.replace('\\', "");
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Names {
    pub(super) fn of(lines: &[&str]) -> Self {
        let mut names = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let text = line.trim_start();
            if let Some(target) = text.strip_prefix("__ ") {
                names.anonymous.push(target.trim().into());
            }
            let Some(markup) = text.strip_prefix(".. ") else {
                continue;
            };
            if let Some(definition) = markup.strip_prefix('_') {
                let Some((name, target)) = split_name(definition) else {
                    continue;
                };
                let mut target = target.trim().to_owned();
                let indent = indent_of(line);
                // An address may go on below.
                for more in lines.iter().skip(at + 1).take(4) {
                    if more.is_empty() || indent_of(more) <= indent {
                        break;
                    }
                    target += more.trim();
                }
                if name == "_" {
                    names.anonymous.push(target.into());
                } else if !target.is_empty() {
                    names.targets.entry(key(name)).or_insert(target.into());
                } else if let Some(title) = labels::title(lines, at) {
                    names.titles.entry(key(name)).or_insert(title);
                }
            } else if let Some((name, directive)) = markup
                .strip_prefix('|')
                .and_then(|rest| rest.split_once('|'))
            {
                let (kind, said) = directive.split_once("::").unwrap_or(("", directive));
                let mut said = said.trim().to_owned();
                if kind.trim() == "image" {
                    let alt = lines
                        .iter()
                        .skip(at + 1)
                        .take_while(|l| indent_of(l) > indent_of(line));
                    let alt = alt.take(8).find_map(|l| l.trim().strip_prefix(":alt:"));
                    said = alt.map_or_else(|| name.to_owned(), |alt| alt.trim().to_owned());
                } else if kind.trim() == "unicode" {
                    said = signs(&said);
                } else if kind.trim() == "replace" {
                    let more = lines.iter().skip(at + 1);
                    let more = more.take_while(|l| indent_of(l) > indent_of(line));
                    for more in more.take(LONGEST_INSTEAD) {
                        said.push('\n');
                        said += more.trim();
                    }
                } else {
                    continue;
                }
                names.instead.insert(key(name), said);
            }
        }
        names
    }

    /// Where a link of this name leads: an address, or the name of a place of this text.
    pub(super) fn target(&self, name: &str) -> Arc<str> {
        let mut name = key(name);
        // A name may stand for another one; not endlessly.
        for _ in 0..4 {
            match self.targets.get(&name) {
                Some(target) => {
                    match target.strip_suffix('_').filter(|_| !target.contains("://")) {
                        Some(other) => name = key(other.trim_matches('`')),
                        None => return Arc::clone(target),
                    }
                }
                None => break,
            }
        }
        format!("#{name}").into()
    }

    /// Where the next link without a name leads.
    pub(super) fn next_anonymous(&mut self) -> Arc<str> {
        self.met += 1;
        self.anonymous
            .get(self.met - 1)
            .cloned()
            .unwrap_or_default()
    }

    /// What a place is called that has a label.
    pub(super) fn title(&self, label: &str) -> Option<&str> {
        self.titles.get(&key(label)).map(String::as_str)
    }

    /// What stands for a name between bars.
    pub(super) fn instead(&self, name: &str) -> Option<&str> {
        self.instead.get(&key(name)).map(String::as_str)
    }
}

/// Signs by their numbers: `0xA9`, `U+A9`, `\u00A9`, `&#xA9;`, `169`. Other words are what they are; no blank stands between,
/// and two dots begin a remark.
fn signs(said: &str) -> String {
    let said = said.split(" .. ").next().unwrap_or(said);
    let one = |word: &str| {
        let hexadecimal = ["0x", "0X", "\\x", "\\u", "\\U", "U+", "u+", "x", "u", "&#x"];
        let digits = hexadecimal.iter().find_map(|mark| word.strip_prefix(mark));
        let digits = digits.map(|digits| digits.trim_end_matches(';'));
        let number = match digits {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => word.parse().ok()?,
        };
        char::from_u32(number)
    };
    let words = said.split_whitespace();
    let words = words.map(|word| one(word).map_or_else(|| word.to_owned(), String::from));
    words.collect()
}

/// A name up to its colon, which may be quoted or escaped, and what follows.
pub(super) fn split_name(definition: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = definition.strip_prefix('`') {
        let (name, rest) = quoted.split_once('`')?;
        return Some((name, rest.strip_prefix(':')?));
    }
    let bytes = definition.as_bytes();
    let colon = memchr::memchr_iter(b':', bytes).find(|&at| {
        let escaped = at > 0 && bytes.get(at - 1) == Some(&b'\\');
        !escaped && bytes.get(at + 1).is_none_or(|b| *b == b' ')
    })?;
    Some((definition.get(..colon)?, behind(definition, colon + 1)))
}
