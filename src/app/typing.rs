//! Typing a line: what a key does to it, whatever the line is for.

use super::keymap::{Key, KeyCode, KeyModifiers};

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// It changed it, or would have if there were something to take away.
    Edited,
    /// The person wants to type no more.
    GivenUp,
    /// Nothing.
    Nothing,
}

/// Whether a key means no.
pub(super) fn gives_up(key: Key) -> bool {
    match key.code {
        KeyCode::Esc => true,
        KeyCode::Char('c' | 'g') => is_control(key),
        _ => false,
    }
}

/// Whether a key is held together with Ctrl.
pub(super) fn is_control(key: Key) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Takes a key into a line. `last_word` says behind which byte its last word begins, if there is one before it.
pub(super) fn type_into(
    line: &mut String,
    key: Key,
    last_word: impl Fn(&str) -> Option<usize>,
) -> Typed {
    let control = is_control(key);
    match key.code {
        _ if gives_up(key) => return Typed::GivenUp,
        KeyCode::Backspace if line.pop().is_none() => return Typed::GivenUp,
        KeyCode::Backspace => {}
        KeyCode::Char('h') if control => drop(line.pop()),
        KeyCode::Char('u') if control => line.clear(),
        KeyCode::Char('w') if control => line.truncate(last_word(line).map_or(0, |at| at + 1)),
        KeyCode::Char(c) if !control && !c.is_control() => line.push(c),
        _ => return Typed::Nothing,
    }
    Typed::Edited
}
