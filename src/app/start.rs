//! Where the reading begins, and going to a place of which it is not known yet where that is.

use super::App;
use super::jumps::Jumps;
use crate::search::Query;
use crate::text::Clean;

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
    /// At the heading or the place that links call so.
    Name(String),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// This line of the source, from 1.
    Line(u64),
    /// The end of a text of which only the beginning is there.
    End,
    /// What links call so, to be looked for again when so many headings are known.
    Name(String, usize),
}

impl App {
    /// Goes where the reading is to begin.
    pub fn start(&mut self, start: &Start) {
        match start {
            Start::Line(line) => self.seek_line(*line),
            Start::End => self.go_to_end(),
            Start::Match(text) => self.start_at_match(text, true),
            Start::LastMatch(text) => self.start_at_match(text, false),
            Start::Name(name) => self.seek_name(name),
        }
    }

    /// Begins there; that is no place to go back from.
    pub fn begin_at(&mut self, start: &Start) {
        self.start(start);
        self.jumps = Jumps::default();
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

    /// Goes to what links call so, as soon as it is known where that is, unless a key is typed before.
    pub(super) fn seek_name(&mut self, name: &str) {
        if self.go_to_target(&format!("#{name}")) {
            return;
        }
        if let Some(line) = line_of(name) {
            return self.seek_line(line);
        }
        let shown = Clean::line(name);
        if self.structure().complete && !self.is_beginning() {
            return self.say(format!("nothing in this text is called {shown}"));
        }
        // Each look goes through all headings, so there has to be a good part more of them.
        let known = self.structure().outline.headings.len();
        self.awaited = Some(Awaited::Name(name.to_owned(), known + known / 8 + 1));
        self.say(format!("looking for {shown} …"));
    }

    /// Goes to the place that is awaited if it is known by now; says whether there was one.
    pub(super) fn go_to_awaited(&mut self) -> bool {
        let Some(awaited) = self.awaited.take() else {
            return false;
        };
        if let Awaited::Name(_, enough) = awaited
            && self.structure().outline.headings.len() < enough
            && !self.structure().complete
        {
            self.awaited = Some(awaited);
            return false;
        }
        self.notice = None;
        match awaited {
            Awaited::Line(line) => self.seek_line(line),
            Awaited::End => self.go_to_end(),
            Awaited::Name(name, _) => self.seek_name(&name),
        }
        true
    }
}

/// The line that a name such as `L12` or `L12-L20` means, as pages that show code call their lines.
fn line_of(name: &str) -> Option<u64> {
    let rest = name.strip_prefix('L')?;
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = rest.strip_suffix(behind)?;
    let alone = behind.is_empty() || behind.starts_with(['-', 'C']);
    number.parse().ok().filter(|line| alone && *line > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lines_are_known() {
        for (name, line) in [
            ("L12", Some(12)),
            ("L12-L20", Some(12)),
            ("L3C5-L4C1", Some(3)),
            ("L", None),
            ("L0", None),
            ("L2x", None),
            ("l12", None),
            ("Lamp", None),
            ("L99999999999999999999", None),
        ] {
            assert_eq!(line_of(name), line, "{name}");
        }
    }
}
