//! A note that is read beside the words that call it: in a box over the page, which stays where it is.

use std::rc::Rc;
use std::sync::Arc;

use super::keymap::{Key, KeyCode};
use super::links::{Tag, links};
use super::regions::Area;
use super::typing::{gives_up, is_control};
use super::{App, Effect};
use crate::document::Place;
use crate::layout::{Line, Top};
use crate::text::{self, Clean};

/// Rows and cells of the edge of the box, on each side.
const EDGE: (u16, u16) = (1, 2);
/// So much of a note, in bytes, is shown where it says in a line where a link leads.
const SAID: usize = 400;

/// A note that is open.
#[derive(Debug)]
pub(super) struct Note {
    place: Place,
    end: Place,
    /// The row that calls it, by its place: the box does not cover it.
    caller: Place,
    /// How links call it.
    target: Arc<str>,
}

impl Note {
    /// Its places: a text that grows moves them.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        [&mut self.place, &mut self.end, &mut self.caller].into_iter()
    }
}

/// A note as it is seen.
#[derive(Debug, Default)]
pub struct OpenNote {
    /// Its box, with its edge.
    pub area: Area,
    /// Where its text stands in that.
    pub text: Area,
    /// Its rows.
    pub lines: Vec<Rc<Line>>,
    /// The numbers of links on each of them; no rows where no link is chosen.
    pub tags: Vec<Vec<Tag>>,
    /// Whether it is longer than its box.
    pub more: bool,
    /// Whether links stand in it.
    pub leads: bool,
}

/// Whether anything on some rows leads elsewhere than back.
fn leads(lines: &[Rc<Line>]) -> bool {
    let found = links(lines).into_iter();
    let mut words = found.filter_map(|(row, at, _)| lines.get(row)?.text.get(at..));
    words.any(|words| !words.starts_with('↩'))
}

impl App {
    /// Opens the note that a link on the row of `caller` calls; says whether there is a note, and room for it.
    pub(super) fn open_note(&mut self, target: &Arc<str>, caller: Place) -> bool {
        let Some((place, end)) = self.called(target) else {
            return false;
        };
        // Out of a note into another one: what called the first is still what one reads.
        let caller = self.note.as_ref().map_or(caller, |note| note.caller);
        self.note = Some(Note {
            place,
            end,
            caller,
            target: Arc::clone(target),
        });
        // It has to be shown: a filter may have left it out, the window may be too low.
        let lines = std::mem::take(&mut self.view.lines);
        self.view.note = self.lay_note(&lines);
        self.view.lines = lines;
        if self.view.note.is_none() {
            self.note = None;
        }
        self.note.is_some()
    }

    /// Where the note stands that a link of this text calls, if it calls one.
    fn called(&self, target: &str) -> Option<(Place, Place)> {
        let place = self.place_of_target(target)?;
        let end = self.document().pages().note(place)?;
        (place < end).then_some((place, end))
    }

    /// How a note begins that a link calls, if it calls one.
    pub(super) fn says_of_note(&self, target: &str) -> Option<Clean> {
        let (place, end) = self.called(target)?;
        let part = self.document().pages().part(place.part);
        let end = if end.part == place.part {
            end.offset
        } else {
            part.end()
        };
        let words = text::head(part.slice(place.offset..end), SAID);
        Some(Clean::line(&text::folded(words)))
    }

    /// The note that is open, laid out over a page of these rows; none where there is no room for it.
    pub(super) fn lay_note(&mut self, page: &[Rc<Line>]) -> Option<OpenNote> {
        let note = self.note.as_ref()?;
        let (place, end, by) = (note.place, note.end, note.caller);
        let article = self.regions.article;
        let measure = self.regions.width?.measure;
        let (above, beside) = EDGE;
        let most = (article.height / 2).checked_sub(2 * above)?;
        if most == 0 || self.regions.margin < beside {
            return None;
        }
        let (mut lines, _) = self.layout.rows(Top::at(place), usize::from(most) + 1);
        let own = lines.iter().take_while(|line| line.place < end).count();
        if own == 0 {
            return None;
        }
        let more = own > usize::from(most);
        lines.truncate(own.min(most.into()));
        while lines.pop_if(|line| line.style.is_none()).is_some() {}
        for line in &mut lines {
            Rc::make_mut(line).outdent = 0;
        }
        let height = lines.len() as u16;
        let whole = height + 2 * above;
        let called = page
            .iter()
            .rposition(|line| line.style.is_some() && line.place <= by);
        let called = called.unwrap_or(0);
        let hides = called >= usize::from(article.height - whole);
        let y = if hides && called >= usize::from(whole) {
            article.y
        } else {
            article.y + article.height - whole
        };
        let left = article.x + self.regions.margin;
        Some(OpenNote {
            area: Area {
                x: left - beside,
                y,
                width: measure + 2 * beside,
                height: whole,
            },
            text: Area {
                x: left,
                y: y + above,
                width: measure,
                height,
            },
            tags: self.tags(&lines),
            leads: leads(&lines),
            lines,
            more,
        })
    }

    /// Closes the note that is open, if one is.
    pub(super) fn close_note(&mut self) {
        (self.note, self.view.note) = (None, None);
    }

    /// Takes a key while a note is open; none if it is for somebody else. Whatever moves closes the note.
    pub(super) fn key_on_note(&mut self, key: Key) -> Option<Effect> {
        let note = self.note.take()?;
        let open = self.view.note.take();
        match key.code {
            _ if gives_up(key) => return Some(Effect::None),
            KeyCode::Char('q') => return Some(Effect::None),
            KeyCode::Enter => {
                self.go_to_target(&note.target);
                return Some(Effect::None);
            }
            // Its links are numbered, or all is drawn again.
            KeyCode::Char('L' | 'r') => (self.note, self.view.note) = (Some(note), open),
            KeyCode::Char('l') if is_control(key) => {
                (self.note, self.view.note) = (Some(note), open);
            }
            _ => {}
        }
        None
    }

    /// Takes a click while a note is open: one on a link in it chooses that, one beside the note closes it and is for
    /// somebody else.
    pub(super) fn click_on_note(&mut self, column: u16, row: u16) -> Option<Effect> {
        let open = self.view.note.as_ref().filter(|_| self.note.is_some())?;
        if !open.area.contains(column, row) {
            self.close_note();
            self.choosing = None;
            return None;
        }
        let nth = usize::from(row.saturating_sub(open.text.y));
        let line = open.lines.get(nth).filter(|_| row >= open.text.y);
        let byte = line.and_then(|line| line.byte_at(open.text.x, column));
        let clicked = byte.and_then(|byte| self.click_link(nth, byte));
        if clicked.is_none() {
            self.choosing = None;
        }
        Some(clicked.unwrap_or(Effect::None))
    }
}
