//! From keys to commands: counts, sequences, contexts.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{COMMANDS, Command, Context};

/// The largest count that can be typed; more digits change nothing.
const LARGEST_COUNT: u64 = 9_999_999_999_999;

/// A key as the table writes it: `j`, `ctrl-f`, `pgdn`, `shift-space`.
pub type Chord = String;

/// What came of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fed {
    /// A command, with the number typed before it, and the digit that was the key itself if it was one.
    Command(Command, Option<u64>),
    /// A number or a sequence was begun.
    Pending,
    /// The key, or the sequence that it ended, means nothing.
    Unknown,
}

/// The keys that are bound, and what of a sequence was typed.
#[derive(Debug)]
pub struct Keymap {
    bindings: HashMap<(Context, Vec<Chord>), Command>,
    typed: Vec<Chord>,
    count: Option<u64>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = HashMap::with_capacity(160);
        for spec in COMMANDS {
            for keys in spec.keys {
                bindings.insert((spec.context, sequence(keys)), spec.command);
            }
        }
        Self {
            bindings,
            typed: Vec::new(),
            count: None,
        }
    }
}

fn sequence(keys: &str) -> Vec<Chord> {
    keys.split(' ').map(str::to_owned).collect()
}

impl Keymap {
    /// Takes the next key.
    pub fn feed(&mut self, context: Context, key: KeyEvent) -> Fed {
        let Some(chord) = chord(key) else {
            return Fed::Unknown;
        };
        let is_bound =
            |map: &Self, context| map.bindings.contains_key(&(context, vec![chord.clone()]));
        if self.typed.is_empty() && !is_bound(self, context) {
            if let Some(digit) = chord
                .parse::<u64>()
                .ok()
                .filter(|d| *d > 0 || self.count.is_some())
            {
                let count = self
                    .count
                    .unwrap_or(0)
                    .saturating_mul(10)
                    .saturating_add(digit);
                self.count = Some(count.min(LARGEST_COUNT));
                return Fed::Pending;
            }
        }
        let digit = chord.parse().ok();
        self.typed.push(chord);
        let mut place = Some(context);
        while let Some(context) = place {
            if let Some(&command) = self.bindings.get(&(context, self.typed.clone())) {
                let count = digit.or(self.count);
                self.reset();
                return Fed::Command(command, count);
            }
            if self
                .bindings
                .keys()
                .any(|(c, keys)| *c == context && keys.starts_with(&self.typed))
            {
                return Fed::Pending;
            }
            place = context.fallback();
        }
        self.reset();
        Fed::Unknown
    }

    /// Forgets what was begun; says whether anything was.
    pub fn reset(&mut self) -> bool {
        let begun = self.count.is_some() || !self.typed.is_empty();
        self.count = None;
        self.typed.clear();
        begun
    }

    /// What was typed and is not a command yet, to be shown.
    pub fn pending(&self) -> String {
        let count = self.count.map(|n| n.to_string()).unwrap_or_default();
        count + &self.typed.concat()
    }
}

/// The name of a key; none for keys that only modify.
fn chord(key: KeyEvent) -> Option<Chord> {
    let name = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(n) => format!("f{n}"),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => "backtab".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        KeyCode::Insert => "insert".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        _ => return None,
    };
    let mut chord = String::new();
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        chord.push_str("ctrl-");
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        chord.push_str("alt-");
    }
    // A letter already says that it is a capital one.
    if key.modifiers.contains(KeyModifiers::SHIFT)
        && (name == "space" || !matches!(key.code, KeyCode::Char(_)))
    {
        chord.push_str("shift-");
    }
    // Control and a letter is the same key with and without Shift.
    chord.push_str(&if key.modifiers.contains(KeyModifiers::CONTROL) {
        name.to_lowercase()
    } else {
        name
    });
    Some(chord)
}
