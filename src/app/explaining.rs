//! What the judge says of one line, for the reader who asks.

use super::App;
use super::keymap::{Key, KeyCode, KeyModifiers};
use super::sidebar::Entry;
use crate::document::Place;
use crate::layout::wrap;
use crate::outline::{Explanation, Verdict};
use crate::text;

/// The most cells that a row of it takes.
pub const WIDTH: u16 = 60;
/// The most rows of the line, and of what it is taken for.
const ROWS: usize = 2;
/// Between two things that are said.
const BETWEEN: &str = " · ";

/// A line and what is said of it.
#[derive(Debug)]
pub(super) struct Explained {
    pub(super) place: Place,
    explanation: Explanation,
}

/// How a row is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The line itself.
    Line,
    /// What it is taken for.
    Verdict,
    /// Why.
    Reason,
}

impl App {
    /// What is said of a line at the moment.
    pub fn explanation(&self) -> Option<&Explanation> {
        self.explained.as_ref().map(|e| &e.explanation)
    }

    /// Says why a line is a heading or none: in the outline that of the entry under the cursor, in the text the one
    /// where a jump landed, or the first on the page.
    pub(super) fn explain(&mut self) {
        let place = if self.sidebar.focused {
            self.marked().map(|entry| self.place_of_line(entry))
        } else {
            let set = self.view.lines.iter().filter(|l| l.style.is_some());
            let places: Vec<Place> = set.map(|l| l.place).collect();
            let landed = self.landed.filter(|place| places.contains(place));
            self.landed = landed.or(places.first().copied());
            self.landed
        };
        match place {
            Some(place) => self.explain_at(place),
            None => self.say("there is no line here"),
        }
    }

    /// Says it anew: the verdict may be another one.
    pub(super) fn explain_again(&mut self) {
        if let Some(place) = self.explained.as_ref().map(|e| e.place) {
            self.explain_at(place);
        }
    }

    fn explain_at(&mut self, place: Place) {
        let pages = self.document().pages();
        let explanation = self.structure().explain(pages, place);
        self.explained = Some(Explained { place, explanation });
    }

    fn place_of_line(&self, entry: Entry) -> Place {
        let outline = &self.structure().outline;
        let heading = match entry {
            Entry::Term(_) => return self.place_of(entry),
            Entry::Title => outline.title.as_ref(),
            Entry::Heading(i) => outline.headings.get(i),
        };
        heading.map_or_else(Place::default, |h| h.place)
    }
}

/// Whether a key closes what is said and does nothing else.
pub(super) fn is_closed_by(key: Key) -> bool {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Esc | KeyCode::Char('i' | 'q') => plain,
        // As Esc does, these take back what was begun last.
        KeyCode::Char('c' | 'g') => key.modifiers == KeyModifiers::CONTROL,
        _ => false,
    }
}

/// What is said, in at most so many rows of so many cells, if that is possible: where it is not, the reasons are cut.
pub fn rows(explanation: &Explanation, width: u16, most: usize) -> Vec<(Voice, String)> {
    let width = usize::from(width).max(1);
    let said = |voice, label: &str, text: &str, most| {
        let indent = text::cells(label);
        let room = width.saturating_sub(indent).max(1);
        let rows = broken(text, room, most).into_iter().enumerate();
        let row = |(i, row)| {
            let label = if i == 0 { label } else { "" };
            (voice, format!("{label:indent$}{row}"))
        };
        rows.map(row).collect::<Vec<_>>()
    };
    let mut rows = said(Voice::Line, "", &explanation.text, ROWS);
    rows.extend(said(Voice::Verdict, "", &in_words(explanation), ROWS));
    let reasons = |most| {
        let sides = [
            ("for      ", &explanation.speaks_for),
            ("against  ", &explanation.speaks_against),
        ];
        let sides = sides.into_iter().filter(|(_, reasons)| !reasons.is_empty());
        sides
            .flat_map(|(label, reasons)| said(Voice::Reason, label, &reasons.join(BETWEEN), most))
            .collect::<Vec<_>>()
    };
    let left = most.saturating_sub(rows.len());
    let fitting = (1..=left).rev().map(reasons).find(|r| r.len() <= left);
    rows.extend(fitting.unwrap_or_else(|| reasons(1)));
    rows
}

/// The first rows of a text that is broken at a width.
fn broken(text: &str, room: usize, most: usize) -> Vec<String> {
    let ranges = wrap::prose(text, 0, room);
    let starts = ranges.into_iter().take(most).map(|r| r.start as usize);
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let row = text.get(start..end).unwrap_or("").trim_end();
            text::ellipsis(row, room)
        })
        .collect()
}

/// What a line is taken for.
fn in_words(explanation: &Explanation) -> String {
    let percent = explanation.likely.map(|p| (p * 100.0).round());
    match (explanation.verdict, percent) {
        (Verdict::Title, _) => "the title of the text".to_owned(),
        (Verdict::Heading(level), Some(percent)) => {
            format!("heading, level {level}, {percent} % sure")
        }
        (Verdict::Heading(level), None) => format!("heading, level {level}"),
        (Verdict::Furniture, _) => "not the author's text, so it is folded".to_owned(),
        (Verdict::Other, Some(percent)) => {
            format!("not a heading, {percent} % likely to be one")
        }
        (Verdict::Other, None) => "not a heading".to_owned(),
        (Verdict::Unlooked(why), _) => format!("not a heading, and never in question: {why}"),
    }
}
