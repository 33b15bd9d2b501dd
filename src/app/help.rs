//! What the help page says: all commands by topic, with the keys that are bound.

use super::command::{COMMANDS, Context, Topic};
use crate::text;

/// Cells of one column of the page.
pub const COLUMN: u16 = 58;

/// What the outline shows without any key: where, and what it is.
const NUMBERS: [(&str, &str); 2] = [
    ("the number at right", "minutes that a section takes"),
    ("3× at right", "matches in a section, after a search"),
];

/// The heading of a topic, its commands, an empty line.
fn lines_of(topic: Topic) -> Vec<(String, &'static str)> {
    let specs = COMMANDS
        .iter()
        .filter(|s| s.topic == topic && s.context != Context::Help);
    std::iter::once((String::new(), topic.title()))
        .chain(specs.map(|spec| (keys_of(spec.keys), spec.doc)))
        .chain(
            NUMBERS
                .into_iter()
                .filter(|_| topic == Topic::Outline)
                .map(|(where_, what)| (where_.to_owned(), what)),
        )
        .chain(std::iter::once((String::new(), "")))
        .collect()
}

/// The columns of the help page in a window so wide: two, if they fit.
pub fn columns(width: u16) -> Vec<Vec<(String, &'static str)>> {
    let topics: Vec<_> = Topic::ALL.into_iter().map(lines_of).collect();
    if width >= 2 * COLUMN {
        split(topics)
    } else {
        vec![topics.concat()]
    }
}

/// The rows that the help page takes in a window so wide.
pub fn rows(width: u16) -> usize {
    columns(width).iter().map(Vec::len).max().unwrap_or(0) + 1
}

/// Deals the topics onto two columns, in their order, so that the longer one is as short as can be.
fn split(topics: Vec<Vec<(String, &'static str)>>) -> Vec<Vec<(String, &'static str)>> {
    let all: usize = topics.iter().map(Vec::len).sum();
    let mut before = 0;
    let longer = |topic: &Vec<_>| {
        before += topic.len();
        before.max(all - before)
    };
    let heights: Vec<usize> = topics.iter().map(longer).collect();
    let least = heights.iter().min();
    let last_left = heights.iter().position(|height| Some(height) == least);
    let mut left = topics;
    let right = left.split_off(last_left.map_or(0, |at| at + 1));
    vec![left.concat(), right.concat()]
}

/// The first of some keys, as many as stand in so many cells.
pub fn fitting(keys: &str, room: usize) -> &str {
    let ends = keys.match_indices(' ').map(|(i, _)| i).chain([keys.len()]);
    let fits = |end: &usize| {
        keys.get(..*end)
            .is_some_and(|head| text::cells(head) <= room)
    };
    ends.take_while(fits)
        .last()
        .and_then(|end| keys.get(..end))
        .unwrap_or("")
}

/// The keys of a command as people write them.
pub fn keys_of(keys: &[&str]) -> String {
    if let ["1", .., last] = keys {
        return format!("1-{last}");
    }
    let names: Vec<String> = keys.iter().map(|keys| key_name(keys)).collect();
    names.join(" ")
}

fn key_name(keys: &str) -> String {
    keys.split(' ')
        .map(|key| match key {
            "space" => "Space".to_owned(),
            "enter" => "Enter".to_owned(),
            "esc" => "Esc".to_owned(),
            "backspace" => "Backspace".to_owned(),
            "tab" => "Tab".to_owned(),
            "pgdn" => "PgDn".to_owned(),
            "pgup" => "PgUp".to_owned(),
            "home" => "Home".to_owned(),
            "end" => "End".to_owned(),
            "up" => "↑".to_owned(),
            "down" => "↓".to_owned(),
            "left" => "←".to_owned(),
            "right" => "→".to_owned(),
            "f1" => "F1".to_owned(),
            "shift-space" => "Shift-Space".to_owned(),
            other => match (other.strip_prefix("ctrl-"), other.strip_prefix("alt-")) {
                (Some(key), _) => format!("Ctrl-{key}"),
                (_, Some(key)) => format!("Alt-{}", key_name(key)),
                _ => other.to_owned(),
            },
        })
        .collect::<Vec<_>>()
        .concat()
}
