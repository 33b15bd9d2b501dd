//! Saving the text to a file: the line in which its name is typed, and what comes of it.

use super::keymap::{Key, KeyCode};
use super::typing::{Typed, gives_up, is_control, type_into};
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
    pub fn is_under_way(&self) -> bool {
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
        self.saving.asks() || self.finding.prompt.is_some() || self.saying.is_some()
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

    /// Saves to the file of a name, as if that had been typed.
    pub(super) fn save_as(&mut self, name: &str) -> Effect {
        self.ask_name();
        if self.saving.stage != Stage::Naming {
            return Effect::None;
        }
        name.clone_into(&mut self.saving.name);
        self.saving.order(false)
    }

    /// Takes a key while a name is typed or a question is open.
    pub(super) fn type_name(&mut self, key: Key) -> Effect {
        let saving = &mut self.saving;
        if saving.stage == Stage::Asking {
            match key.code {
                KeyCode::Char('y' | 'Y') if !is_control(key) => return saving.order(true),
                KeyCode::Char('n' | 'N') if !is_control(key) => {}
                _ if gives_up(key) => {}
                _ => return Effect::None,
            }
            saving.stage = Stage::Idle;
            self.say("not saved");
            return Effect::None;
        }
        let last_word = |name: &str| name.trim_end_matches('/').rfind(['/', ' ']);
        match type_into(&mut saving.name, key, last_word) {
            Typed::GivenUp => saving.stage = Stage::Idle,
            Typed::Nothing if key.code == KeyCode::Enter && saving.name.is_empty() => {
                saving.stage = Stage::Idle;
            }
            Typed::Nothing if key.code == KeyCode::Enter => return saving.order(false),
            Typed::Edited | Typed::Nothing => {}
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
