//! Where the reading begins, and going to a place of which it is not known yet where that is.

use super::App;
use crate::search::Query;

/// Where the reading begins, if not at the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At this line of the source, from 1.
    Line(u64),
    /// At the end.
    End,
    /// At the first match of this.
    Match(String),
    /// At the last match of this, and on from there towards the beginning.
    LastMatch(String),
}

impl Start {
    /// What stands behind the `+` of an argument, as `less` has it; none if that means nothing.
    pub fn named(text: &str) -> Option<Self> {
        let searched = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        if let Some(text) = text.strip_prefix('/') {
            return searched(text).map(Self::Match);
        }
        if let Some(text) = text.strip_prefix('?') {
            return searched(text).map(Self::LastMatch);
        }
        if matches!(text, "G" | ">") {
            return Some(Self::End);
        }
        let digits = text.strip_suffix(['g', 'G']).unwrap_or(text);
        let number = digits.bytes().all(|b| b.is_ascii_digit());
        let line = number.then(|| digits.parse().ok()).flatten();
        line.map(Self::Line)
    }
}

/// A place that is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// This line of the source, from 1.
    Line(u64),
    /// The end of a text of which only the beginning is there.
    End,
}

impl App {
    /// Goes where the reading is to begin.
    pub fn start(&mut self, start: &Start) {
        match start {
            Start::Line(line) => self.seek_line(*line),
            Start::End => self.go_to_end(),
            Start::Match(text) => self.start_at_match(text, true),
            Start::LastMatch(text) => self.start_at_match(text, false),
        }
    }

    fn start_at_match(&mut self, text: &str, forward: bool) {
        let Some(query) = Query::new(text) else {
            return;
        };
        self.finding.search.backward = !forward;
        self.set_query(Some(query));
        self.remember(text);
        self.seek(self.top.place, forward, 1);
    }

    /// Whether only the beginning of the text is there, because the rest of its format is still being read.
    pub(super) fn is_beginning(&self) -> bool {
        let pages = self.document().pages();
        pages.contents().is_some() && !pages.finished()
    }

    /// Goes to the end, also when that is there.
    pub(super) fn go_to_end(&mut self) {
        self.seek_end();
        self.awaited = self.is_beginning().then_some(Awaited::End);
    }

    /// Goes to a line as soon as it is known where that is, unless a key is typed before.
    pub(super) fn await_line(&mut self, line: u64) {
        self.awaited = Some(Awaited::Line(line));
        self.say(format!("counting up to line {line} …"));
    }

    /// Goes to the place that is awaited if it is known by now; says whether there was one.
    pub(super) fn go_to_awaited(&mut self) -> bool {
        let Some(awaited) = self.awaited.take() else {
            return false;
        };
        self.notice = None;
        match awaited {
            Awaited::Line(line) => self.seek_line(line),
            Awaited::End => self.go_to_end(),
        }
        true
    }
}
