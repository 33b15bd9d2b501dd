//! From keys to commands: counts, sequences, contexts.

pub use crossterm::event::KeyEvent as Key;
pub use crossterm::event::{KeyCode, KeyModifiers};

use super::command::{COMMANDS, Command, Context};

/// The largest count that can be typed; more digits change nothing.
const LARGEST_COUNT: u64 = 9_999_999_999_999;

/// What came of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fed {
    /// A command, with the number typed before it; for a key that is a digit, that digit.
    Command(Command, Option<u64>),
    /// A number or a sequence was begun.
    Pending,
    /// The key, or the sequence that it ended, means nothing.
    Unknown,
}

/// What of a sequence or a number was typed.
#[derive(Debug, Default)]
pub struct Keymap {
    /// Keys as the table writes them, with blanks between.
    typed: String,
    count: Option<u64>,
}

/// What the table says of some keys in a context.
enum Bound {
    To(Command),
    Begins,
    No,
}

/// What the table says of some keys in a context or in those behind it.
fn look_up(context: Context, keys: &str) -> Bound {
    let mut place = Some(context);
    while let Some(context) = place {
        match look_up_in(context, keys) {
            Bound::No => place = context.fallback(),
            bound => return bound,
        }
    }
    Bound::No
}

fn look_up_in(context: Context, keys: &str) -> Bound {
    let mut begins = false;
    for spec in COMMANDS.iter().filter(|s| s.context == context) {
        for bound in spec.keys {
            match bound.strip_prefix(keys) {
                Some("") => return Bound::To(spec.command),
                Some(rest) if rest.starts_with(' ') => begins = true,
                _ => {}
            }
        }
    }
    if begins { Bound::Begins } else { Bound::No }
}

/// What a key is bound to in the text by itself, whatever was typed before it.
pub fn alone(key: Key) -> Option<Command> {
    match look_up(Context::Article, &chord(key)?) {
        Bound::To(command) => Some(command),
        Bound::Begins | Bound::No => None,
    }
}

impl Keymap {
    /// Takes the next key.
    pub fn feed(&mut self, context: Context, key: Key) -> Fed {
        let Some(chord) = chord(key) else {
            return Fed::Unknown;
        };
        let digit = chord.parse::<u64>().ok();
        if self.typed.is_empty() {
            if let (Some(digit), Bound::No) = (digit, look_up(context, &chord)) {
                let count = self
                    .count
                    .unwrap_or(0)
                    .saturating_mul(10)
                    .saturating_add(digit);
                self.count = Some(count.min(LARGEST_COUNT));
                return Fed::Pending;
            }
        } else {
            self.typed.push(' ');
        }
        self.typed.push_str(&chord);
        match look_up(context, &self.typed) {
            Bound::To(command) => {
                let count = digit.or(self.count);
                self.reset();
                Fed::Command(command, count)
            }
            Bound::Begins => Fed::Pending,
            Bound::No => {
                self.reset();
                Fed::Unknown
            }
        }
    }

    fn reset(&mut self) {
        self.count = None;
        self.typed.clear();
    }

    /// What was typed and is not a command yet, to be shown.
    pub fn pending(&self) -> String {
        let count = self.count.map(|n| n.to_string()).unwrap_or_default();
        count + &self.typed.replace(' ', "")
    }
}

/// The name of a key as the table writes it: `j`, `ctrl-f`, `pgdn`, `shift-space`; none for keys that only modify.
fn chord(key: Key) -> Option<String> {
    let mut name = match key.code {
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
    let letter = matches!(key.code, KeyCode::Char(c) if c != ' ');
    let mut modified = String::new();
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        // Control and a letter is the same key with and without Shift.
        name = name.to_lowercase();
        modified.push_str("ctrl-");
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        modified.push_str("alt-");
    }
    // A letter already says that it is a capital one.
    if key.modifiers.contains(KeyModifiers::SHIFT) && !letter {
        modified.push_str("shift-");
    }
    Some(modified + &name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(context: Context, keys: &str) -> Vec<Fed> {
        let mut map = Keymap::default();
        keys.chars()
            .map(|c| {
                let key = match c {
                    '\r' => KeyCode::Enter,
                    '\x1b' => KeyCode::Esc,
                    c => KeyCode::Char(c),
                };
                map.feed(context, Key::new(key, KeyModifiers::NONE))
            })
            .collect()
    }

    #[test]
    fn counts_and_sequences_come_before_commands() {
        use Fed::{Command as Is, Pending, Unknown};
        let article = |keys| feed(Context::Article, keys);
        assert_eq!(article("j"), [Is(Command::LineDown, None)]);
        assert_eq!(
            article("12j"),
            [Pending, Pending, Is(Command::LineDown, Some(12))]
        );
        assert_eq!(
            article("50%"),
            [Pending, Pending, Is(Command::Percent, Some(50))]
        );
        assert_eq!(article("]]"), [Pending, Is(Command::NextHeading, None)]);
        assert_eq!(article("3]]")[2], Is(Command::NextHeading, Some(3)));
        assert_eq!(
            article("]xj"),
            [Pending, Unknown, Is(Command::LineDown, None)]
        );
        assert_eq!(article("0%"), [Pending, Is(Command::Percent, Some(0))]);
        assert_eq!(
            article("99999999999999999999j").last(),
            Some(&Is(Command::LineDown, Some(LARGEST_COUNT)))
        );
    }

    #[test]
    fn the_outline_has_its_own_keys_and_shares_the_rest() {
        use Fed::{Command as Is, Pending};
        let outline = |keys| feed(Context::Outline, keys);
        assert_eq!(outline("j"), [Is(Command::EntryDown, None)]);
        assert_eq!(outline("2"), [Is(Command::FoldToLevel, Some(2))]);
        assert_eq!(outline("zM"), [Pending, Is(Command::FoldAll, None)]);
        assert_eq!(outline("q"), [Is(Command::Quit, None)]);
        let cover = |keys| feed(Context::Cover, keys);
        assert_eq!(cover("q"), [Is(Command::CloseCover, None)]);
        assert_eq!(cover("j"), [Is(Command::EntryDown, None)]);
        assert_eq!(cover("2"), [Is(Command::FoldToLevel, Some(2))]);
        assert_eq!(feed(Context::Help, "q"), [Is(Command::HelpClose, None)]);
    }

    #[test]
    fn no_key_is_bound_twice_in_a_context_or_hides_a_sequence() {
        for (i, a) in COMMANDS.iter().enumerate() {
            for (j, b) in COMMANDS
                .iter()
                .enumerate()
                .filter(|(_, b)| b.context == a.context)
            {
                for (x, one) in a.keys.iter().enumerate() {
                    for (y, other) in b.keys.iter().enumerate().filter(|(y, _)| (i, x) != (j, *y)) {
                        let _ = y;
                        assert_ne!(one, other, "{} and {}", a.name, b.name);
                        assert!(
                            !other.starts_with(&format!("{one} ")),
                            "{one} of {} hides {other} of {}",
                            a.name,
                            b.name
                        );
                    }
                }
            }
        }
    }
}
