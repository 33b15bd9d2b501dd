//! Commands said in words: a line in which a number, or the name of a command, is typed.

use super::command::{COMMANDS, Command, Context};
use super::keymap::{Key, KeyCode};
use super::typing::{Typed, type_into};
use super::{App, Effect};

/// Other names of commands: those that fingers know, and short ones.
const SHORT: [(&str, Command); 10] = [
    ("$", Command::Bottom),
    ("h", Command::Help),
    ("outline", Command::ToggleOutline),
    ("q", Command::Quit),
    ("q!", Command::Quit),
    ("r", Command::Reload),
    ("raw", Command::ToggleWritten),
    ("source", Command::ToggleWritten),
    ("w", Command::Save),
    ("whole", Command::ToggleWhole),
];

/// The words that are typed.
#[derive(Debug, Default)]
pub(super) struct Saying {
    typed: String,
    /// What was typed before names were gone through that begin so, and how many were.
    begun: Option<(String, usize)>,
}

/// What some words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    Command(Command, Option<u64>),
    Unknown,
}

/// All names that commands have in a context, in the order of letters.
fn names(context: Context) -> Vec<(&'static str, Command)> {
    let known = |place: Context| {
        std::iter::successors(Some(context), |context| context.fallback()).any(|c| c == place)
    };
    let long = COMMANDS.iter().filter(|spec| known(spec.context));
    let long = long.map(|spec| (spec.name, spec.command));
    let mut names: Vec<_> = long.chain(SHORT).collect();
    names.sort_unstable_by_key(|(name, _)| *name);
    names
}

/// What some words mean in a context.
fn meaning(words: &str, context: Context) -> Said {
    let words = words.trim();
    if words.is_empty() {
        return Said::Nothing;
    }
    let (digits, percent) = match words.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (words, false),
    };
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let number = Some(digits.parse().unwrap_or(u64::MAX));
        let command = if percent {
            Command::Percent
        } else {
            Command::Top
        };
        return Said::Command(command, number);
    }
    let called = names(context).into_iter().find(|(name, _)| *name == words);
    called.map_or(Said::Unknown, |(_, command)| Said::Command(command, None))
}

/// The file to which the words say that the text is to be saved: `w NAME`, `save NAME`.
fn file_named(words: &str) -> Option<&str> {
    let (command, name) = words.trim().split_once(' ')?;
    matches!(command, "w" | "save").then(|| name.trim_start())
}

impl App {
    /// Begins to take a command in words.
    pub(super) fn ask_words(&mut self) {
        self.saying = Some(Saying::default());
    }

    /// What was typed so far of a command in words, if one is being typed.
    pub fn words(&self) -> Option<&str> {
        self.saying.as_ref().map(|saying| saying.typed.as_str())
    }

    /// Takes a key while a command is typed in words; none if nobody does.
    pub(super) fn type_words(&mut self, key: Key) -> Option<Effect> {
        let context = self.context();
        let saying = self.saying.as_mut()?;
        let last_word = |words: &str| words.trim_end().rfind(' ');
        match (type_into(&mut saying.typed, key, last_word), key.code) {
            (Typed::GivenUp, _) => self.saying = None,
            (Typed::Edited, _) => saying.begun = None,
            (Typed::Nothing, KeyCode::Tab) => saying.complete(context, true),
            (Typed::Nothing, KeyCode::BackTab) => saying.complete(context, false),
            (Typed::Nothing, KeyCode::Enter) => {
                let words = std::mem::take(&mut saying.typed);
                self.saying = None;
                if let Some(name) = file_named(&words) {
                    return Some(self.save_as(name));
                }
                match meaning(&words, context) {
                    Said::Nothing => {}
                    Said::Command(command, count) => return Some(self.update(command, count)),
                    Said::Unknown => {
                        self.say(format!("no command is called {}", words.trim()));
                    }
                }
            }
            (Typed::Nothing, _) => {}
        }
        Some(Effect::None)
    }

    /// Takes text that was pasted while a command is typed in words; says whether one is.
    pub(super) fn paste_words(&mut self, text: &str) -> bool {
        let Some(saying) = &mut self.saying else {
            return false;
        };
        let plain = text.trim().chars().filter(|c| !c.is_control());
        saying.typed.extend(plain);
        saying.begun = None;
        true
    }
}

impl Saying {
    /// Goes to the next name that begins with what was typed, or to the one before.
    fn complete(&mut self, context: Context, onward: bool) {
        let (begun, nth) = match self.begun.take() {
            Some((begun, nth)) => (begun, Some(nth)),
            None => (self.typed.trim_start().to_owned(), None),
        };
        let names = names(context);
        let begins = |(name, _): &(&'static str, Command)| name.starts_with(&begun);
        let fitting: Vec<&str> = names
            .iter()
            .filter(|name| begins(name))
            .map(|(name, _)| *name)
            .collect();
        let last = fitting.len().saturating_sub(1);
        let nth = match nth {
            None if onward => 0,
            None => last,
            Some(nth) if onward && nth >= last => 0,
            Some(nth) if onward => nth + 1,
            Some(nth) => nth.checked_sub(1).unwrap_or(last),
        };
        if let Some(name) = fitting.get(nth) {
            (*name).clone_into(&mut self.typed);
            self.begun = Some((begun, nth));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers_or_names() {
        let said = |words| meaning(words, Context::Article);
        let is = |command| Said::Command(command, None);
        assert_eq!(said("120"), Said::Command(Command::Top, Some(120)));
        assert_eq!(said(" 50 % "), Said::Command(Command::Percent, Some(50)));
        assert_eq!(said("q"), is(Command::Quit));
        assert_eq!(said("next-heading"), is(Command::NextHeading));
        assert_eq!(said("help"), is(Command::Help));
        assert_eq!(said(" "), Said::Nothing);
        for unknown in ["%", "-5", "quit now", "fold-all", "help-down", "!ls"] {
            assert_eq!(said(unknown), Said::Unknown, "{unknown}");
        }
        assert_eq!(meaning("fold-all", Context::Outline), is(Command::FoldAll));
    }

    #[test]
    fn the_text_is_saved_where_the_words_say() {
        assert_eq!(file_named("w notes.txt"), Some("notes.txt"));
        assert_eq!(file_named(" save  my notes "), Some("my notes"));
        for other in ["w", "save ", "whole x", "write x", ""] {
            assert_eq!(file_named(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_means_one_command() {
        let names = names(Context::Cover);
        for pair in names.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }
}
