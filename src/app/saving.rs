//! Saving the text to a file: the line in which its name is typed, and what comes of it.

use super::keymap::{Key, KeyCode, KeyModifiers};
use super::{App, Effect};
use crate::text::Clean;

/// The state of saving.
#[derive(Debug, Default)]
pub struct Saving {
    stage: Stage,
    /// The name that was typed.
    name: String,
    /// Whether a file of that name may be written over.
    over: bool,
    /// The number of the last order; what comes of an older one is not wanted any more.
    number: u64,
    /// Whether it was said that quitting would break it off.
    warned: bool,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    /// The name is typed.
    Naming,
    /// A file of that name is there: may it be written over?
    Asking,
    /// It is being written; so much of a hundred, once that takes a while.
    Writing(Option<u8>),
}

/// What the person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<'a> {
    /// To what file? So much of its name was typed.
    Name(&'a str),
    /// May the file of this name be written over?
    Over(&'a str),
}

/// What comes of an order to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many percent are written.
    Percent(u8),
    /// A file of that name is there already.
    Exists,
    /// It is over, and how it ended.
    Ended(Clean),
}

/// What the shell is to save, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub number: u64,
    /// The name as it was typed.
    pub name: String,
    /// Whether a file of that name may be written over.
    pub over: bool,
}

impl Saving {
    /// Whether keys are for it alone.
    pub(super) fn asks(&self) -> bool {
        matches!(self.stage, Stage::Naming | Stage::Asking)
    }

    /// Whether the text is being written.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Writing(_))
    }

    /// What is asked, if anything is.
    pub fn question(&self) -> Option<Question<'_>> {
        match self.stage {
            Stage::Naming => Some(Question::Name(&self.name)),
            Stage::Asking => Some(Question::Over(&self.name)),
            Stage::Idle | Stage::Writing(_) => None,
        }
    }

    /// How much of a hundred is written, once that takes a while.
    pub fn percent(&self) -> Option<u8> {
        match self.stage {
            Stage::Writing(percent) => percent,
            Stage::Idle | Stage::Naming | Stage::Asking => None,
        }
    }

    fn order(&mut self, over: bool) -> Effect {
        self.number += 1;
        (self.stage, self.over, self.warned) = (Stage::Writing(None), over, false);
        Effect::Save
    }
}

impl App {
    /// Whether something is being typed or answered.
    pub fn is_typing(&self) -> bool {
        self.saving.asks() || self.finding.prompt.is_some()
    }

    /// Saving.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// What is to be saved now.
    pub fn save_order(&self) -> Order {
        Order {
            number: self.saving.number,
            name: self.saving.name.clone(),
            over: self.saving.over,
        }
    }

    /// Asks for the name of a file to save to.
    pub(super) fn ask_name(&mut self) {
        if self.saving.is_under_way() {
            return self.say("still saving: Esc cancels it");
        }
        self.saving.stage = Stage::Naming;
        self.saving.name.clear();
    }

    /// Takes a key while a name is typed or a question is open.
    pub(super) fn type_name(&mut self, key: Key) -> Effect {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let cancels = match key.code {
            KeyCode::Esc => true,
            KeyCode::Char(c) => control && matches!(c, 'c' | 'g'),
            _ => false,
        };
        let saving = &mut self.saving;
        if saving.stage == Stage::Asking {
            match key.code {
                KeyCode::Char('y' | 'Y') if !control => return saving.order(true),
                KeyCode::Char('n' | 'N') if !control => {}
                _ if cancels => {}
                _ => return Effect::None,
            }
            saving.stage = Stage::Idle;
            self.say("not saved");
            return Effect::None;
        }
        let name = &mut saving.name;
        match key.code {
            _ if cancels => saving.stage = Stage::Idle,
            KeyCode::Enter if name.is_empty() => saving.stage = Stage::Idle,
            KeyCode::Enter => return saving.order(false),
            KeyCode::Char('u') if control => name.clear(),
            KeyCode::Char('w') if control => {
                let kept = name.trim_end_matches('/').rfind(['/', ' ']);
                name.truncate(kept.map_or(0, |at| at + 1));
            }
            KeyCode::Char('h') if control => drop(name.pop()),
            KeyCode::Backspace if name.pop().is_none() => saving.stage = Stage::Idle,
            KeyCode::Char(c) if !control && !c.is_control() => name.push(c),
            _ => {}
        }
        Effect::None
    }

    /// Takes text that was pasted while a name is typed; says whether one is.
    pub(super) fn paste_name(&mut self, text: &str) -> bool {
        let typed = self.saving.stage == Stage::Naming;
        if typed {
            let plain = text.trim().chars().filter(|c| !c.is_control());
            self.saving.name.extend(plain);
        }
        typed
    }

    /// Learns what came of an order.
    pub(super) fn learn_saved(&mut self, number: u64, outcome: Outcome) {
        if number != self.saving.number || !self.saving.is_under_way() {
            return;
        }
        match outcome {
            Outcome::Percent(percent) => self.saving.stage = Stage::Writing(Some(percent)),
            Outcome::Exists => self.saving.stage = Stage::Asking,
            Outcome::Ended(how) => {
                self.saving.stage = Stage::Idle;
                self.trouble = Some(how.to_string());
            }
        }
    }

    /// Ends, unless that would break off the saving of the text and nobody has said so yet.
    pub(super) fn quit(&mut self) -> Effect {
        if self.saving.is_under_way() && !self.saving.warned {
            self.saving.warned = true;
            self.say("still saving: q again ends it");
            return Effect::None;
        }
        Effect::Quit
    }
}
