//! Footnotes. Those that have no number of their own are numbered in the order in which they stand, past the numbers that
//! others have; what refers to them without a name means one after the other.

use std::collections::{HashMap, HashSet};

use super::indent_of;

/// Signs of notes that have signs, and not numbers; doubled when all are used up.
const SIGNS: [char; 10] = ['*', '†', '‡', '§', '¶', '#', '♠', '♥', '♦', '♣'];
/// Directives whose lines are kept as they are.
const LITERAL: [&str; 6] = [
    "code::",
    "code-block::",
    "sourcecode::",
    "parsed-literal::",
    "literalinclude::",
    "raw::",
];

/// The notes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Numbers that notes have of their own, or were given.
    used: HashSet<usize>,
    /// Up to here no number is free.
    last: usize,
    /// Numbers of notes with a name, and of those without, in order.
    named: HashMap<String, usize>,
    nameless: Vec<usize>,
    /// How many without a name were referred to and said so far: those with numbers, those with signs.
    referred: [usize; 2],
    said: [usize; 2],
}

impl Notes {
    /// Finds the notes of a text.
    pub(super) fn of(lines: &[&str]) -> Self {
        let mut labels = Vec::new();
        let mut literal: Option<usize> = None;
        for line in lines.iter().filter(|line| !line.is_empty()) {
            let indent = indent_of(line);
            if literal.is_some_and(|around| indent > around) {
                continue;
            }
            let text = line.trim_start();
            let markup = text.strip_prefix(".. ").map(str::trim_start);
            let kept = markup.map_or(text.ends_with("::"), |markup| {
                LITERAL.iter().any(|name| markup.starts_with(name))
            });
            literal = kept.then_some(indent);
            let label = markup
                .and_then(|markup| markup.strip_prefix('['))
                .and_then(|rest| rest.split_once(']'));
            labels.extend(label.map(|(label, _)| label));
        }
        let mut notes = Self::default();
        let own = labels
            .iter()
            .filter_map(|label| label.parse::<usize>().ok());
        notes.used = own.collect();
        for name in labels.iter().filter_map(|label| label.strip_prefix('#')) {
            if name.is_empty() {
                let number = notes.free();
                notes.nameless.push(number);
            } else if !notes.named.contains_key(&name.to_lowercase()) {
                let number = notes.free();
                notes.named.insert(name.to_lowercase(), number);
            }
        }
        notes
    }

    /// The next number that no note has.
    fn free(&mut self) -> usize {
        self.last += 1;
        while self.used.contains(&self.last) {
            self.last += 1;
        }
        self.last
    }

    /// What a note is called by: of `#`, `#name` and `*` that is found here, all others say it themselves. Whether it is
    /// said here, or referred to.
    pub(super) fn mark(&mut self, label: &str, said: bool) -> String {
        let counts = if said {
            &mut self.said
        } else {
            &mut self.referred
        };
        let [numbers, signs] = counts;
        if label == "*" {
            let sign = SIGNS.get(*signs % SIGNS.len()).copied().unwrap_or('*');
            let times = *signs / SIGNS.len() + 1;
            *signs += 1;
            return sign.to_string().repeat(times.min(3));
        }
        let Some(name) = label.strip_prefix('#') else {
            return label.to_owned();
        };
        if name.is_empty() {
            *numbers += 1;
            let nth = *numbers;
            // Of a note that is not there, as while only the beginning was read, the number is guessed.
            while self.nameless.len() < nth {
                let number = self.free();
                self.nameless.push(number);
            }
            return self
                .nameless
                .get(nth - 1)
                .map_or_else(String::new, usize::to_string);
        }
        let name = name.to_lowercase();
        let known = self.named.get(&name).copied();
        let number = known.unwrap_or_else(|| self.free());
        self.named.insert(name, number);
        number.to_string()
    }
}

/// How links name a note that is called by a mark.
pub(super) fn target_of(mark: &str) -> String {
    format!("note-{}", mark.to_lowercase())
}
