//! What the help page says: all commands by topic, with the keys that are bound.

use super::App;
use super::command::{COMMANDS, Command, Context, Topic};
use crate::layout::wrap;
use crate::text;

/// Cells of one column of the page.
pub const COLUMN: u16 = 58;
/// Cells for the keys of a command, before what it does: in a window that is wide enough, and in others.
const KEYS: (usize, usize) = (22, 11);
/// Cells between keys and what they do, between two columns, and at the sides.
pub const GAP: usize = 2;

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The name of a topic.
    Topic(&'static str),
    /// Keys, and what they do.
    Keys(String, String),
    /// More of what they do.
    More(String),
    /// Nothing.
    Blank,
}

/// What the outline shows without any key: where, and what it is.
const NUMBERS: [(&str, &str); 2] = [
    ("the number at right", "minutes that a section takes"),
    ("3× at right", "matches in it, after a search"),
];

/// Cells before what the keys of a command do, in a window so wide.
pub fn before_docs(width: u16) -> usize {
    GAP + if width >= COLUMN { KEYS.0 } else { KEYS.1 }
}

/// The heading of a topic, its commands, an empty row.
fn rows_of(topic: Topic, width: u16) -> Vec<Row> {
    let keys = before_docs(width) - GAP;
    let edges = if width >= COLUMN { GAP } else { 2 * GAP };
    let room = usize::from(width.min(COLUMN)).saturating_sub(before_docs(width) + edges);
    let specs = COMMANDS
        .iter()
        .filter(|s| s.topic == topic && s.context != Context::Help)
        .map(|spec| (keys_of(spec.keys), spec.doc));
    let numbers = NUMBERS
        .into_iter()
        .filter(|_| topic == Topic::Outline)
        .map(|(place, what)| (place.to_owned(), what));
    let mut rows = vec![Row::Topic(topic.title())];
    for (names, doc) in specs.chain(numbers) {
        let broken = wrap::prose(doc, 0, room.max(1));
        let mut parts = broken
            .iter()
            .map(|range| doc.get(range.start as usize..range.end as usize))
            .map(|part| part.unwrap_or("").trim_end().to_owned());
        let first = parts.next().unwrap_or_default();
        rows.push(Row::Keys(fitting(&names, keys).to_owned(), first));
        rows.extend(parts.map(Row::More));
    }
    rows.push(Row::Blank);
    rows
}

/// The columns of the help page in a window so wide: two, if they fit.
pub fn columns(width: u16) -> Vec<Vec<Row>> {
    let topics = Topic::ALL.into_iter().map(|topic| rows_of(topic, width));
    let topics: Vec<_> = topics.collect();
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

impl App {
    /// How far the help page is read in percent, if it is open and does not fit into the window.
    pub fn help_read(&self) -> Option<usize> {
        // Every frame asks, and how long the page is takes longer to find out than all of a frame.
        let row = self.help()?;
        let below = self.below_help();
        (row.min(below) * 100).checked_div(below)
    }

    /// Carries out a command of the help page; says whether it is one.
    pub(super) fn update_help(&mut self, command: Command, times: usize, page: usize) -> bool {
        let far = page.saturating_mul(times);
        self.help = match (command, self.help) {
            (Command::Help | Command::HelpTop, _) => Some(0),
            (Command::HelpBottom, _) => Some(rows(self.columns)),
            (Command::HelpClose, _) => None,
            (Command::HelpDown, row) => row.map(|row| row.saturating_add(times)),
            (Command::HelpUp, row) => row.map(|row| row.saturating_sub(times)),
            (Command::HelpPageDown, row) => row.map(|row| row.saturating_add(far)),
            (Command::HelpPageUp, row) => row.map(|row| row.saturating_sub(far)),
            _ => return false,
        };
        true
    }

    /// The rows of the help page that the window has no room for.
    pub(super) fn below_help(&self) -> usize {
        let (columns, window) = self.size();
        rows(columns).saturating_sub(usize::from(window).saturating_sub(2))
    }
}

/// Deals the topics onto two columns, in their order, so that the longer one is as short as can be.
fn split(topics: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
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
fn fitting(keys: &str, room: usize) -> &str {
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
