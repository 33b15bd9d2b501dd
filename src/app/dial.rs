//! How strict the judge is, set while one reads.

use super::{App, Effect};
use crate::outline::{Strictness, Structure};

/// What the judge is told.
#[derive(Debug, Default)]
pub(super) struct Dial {
    strictness: Strictness,
    /// Whether the last key turned it, so that somebody waits for what comes of it.
    pub(super) turned: bool,
}

impl Dial {
    pub(super) fn at(strictness: Strictness) -> Self {
        Self {
            strictness,
            turned: false,
        }
    }
}

impl App {
    /// How strictly the text is to be judged.
    pub fn strictness(&self) -> Strictness {
        self.dial.strictness
    }

    /// Whether there is an outline to show. It may be empty where it has the focus, or where the dial was turned: whoever
    /// turned it so far must be able to turn it back.
    pub(super) fn has_outline(&self) -> bool {
        let turned = self.strictness() != Strictness::default();
        turned || self.sidebar.focused || !self.sidebar.entries().is_empty()
    }

    /// Makes the judge so many steps stricter. A text of one part is judged at once; of a longer one the outline stays
    /// as it is until the new one comes.
    pub(super) fn turn(&mut self, steps: i8) -> Effect {
        if self.document().pages().contents().is_some() {
            self.say("this text marks its headings: there is nothing to judge");
            return Effect::None;
        }
        let wanted = Strictness::new(self.strictness().steps() + steps);
        if wanted == self.strictness() {
            self.say(format!("outline: {}, no further", in_words(wanted)));
            return Effect::None;
        }
        self.dial = Dial {
            strictness: wanted,
            turned: true,
        };
        self.say(format!("outline: {} …", in_words(wanted)));
        let pages = self.document().pages();
        // While a worker judges, what it comes to would come later than what is judged here.
        if pages.parts() > 1 || !self.structure().complete {
            return Effect::Judge;
        }
        let structure = Structure::whole_with(pages, wanted);
        self.take_structure(structure);
        Effect::None
    }

    /// Says what has become of the outline since the dial was turned.
    pub(super) fn tell_turned(&mut self) {
        if !self.dial.turned {
            return;
        }
        let structure = self.structure();
        let so_far = if structure.complete { "" } else { " so far" };
        let sections = match structure.outline.headings.len() {
            0 => "no sections".to_owned(),
            1 => "1 section".to_owned(),
            n => format!("{n} sections"),
        };
        let strictness = in_words(structure.strictness);
        self.say(format!("outline: {strictness}, {sections}{so_far}"));
    }
}

/// How strict that is.
fn in_words(strictness: Strictness) -> String {
    let steps = strictness.steps();
    let step = if steps.abs() == 1 { "step" } else { "steps" };
    match steps {
        0 => "as strict as usual".to_owned(),
        1.. => format!("{steps} {step} stricter"),
        ..0 => format!("{} {step} more generous", -steps),
    }
}
