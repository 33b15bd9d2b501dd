//! Searching: the line in which a query is typed, and what was found.

use super::keymap::{Key, KeyCode, KeyModifiers};
use super::{App, Effect};
use crate::document::Place;
use crate::layout::Top;
use crate::search::{Found, Query, Search};

/// Parts that one key looks through before a worker has to: about a millisecond.
const AT_ONCE: u32 = 12;

/// The state of searching.
#[derive(Debug, Default)]
pub struct Finding {
    /// What was typed of a query, while one is typed.
    pub typed: Option<String>,
    /// What is searched for, and marked on the page.
    pub query: Option<Query>,
    /// Where it was found last.
    pub hit: Option<Place>,
    /// A search that a worker is to go on with, or goes on with.
    pub running: Option<Search>,
    /// The number of the last search; what comes of an older one is not wanted any more.
    pub number: u64,
}

impl App {
    /// Searching.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// The search that a worker is to go on with, and its number.
    pub fn search(&self) -> Option<(Search, u64)> {
        let running = self.finding.running.clone();
        running.map(|search| (search, self.finding.number))
    }

    pub(super) fn ask(&mut self) {
        self.finding.typed = Some(String::new());
    }

    /// Takes a key while a query is typed.
    pub(super) fn type_query(&mut self, key: Key) -> Effect {
        let Some(typed) = &mut self.finding.typed else {
            return Effect::None;
        };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => {
                let typed = std::mem::take(typed);
                self.finding.typed = None;
                // Nothing typed repeats the last query.
                self.finding.query = Query::new(&typed).or(self.finding.query.take());
                self.finding.hit = None;
                return self.find(1, true);
            }
            KeyCode::Esc => self.finding.typed = None,
            KeyCode::Char('c' | 'g') if control => self.finding.typed = None,
            KeyCode::Char('u') if control => typed.clear(),
            KeyCode::Char('w') if control => {
                let kept = typed.trim_end().rfind(' ').map_or(0, |at| at + 1);
                typed.truncate(kept);
            }
            KeyCode::Char('h') if control => drop(typed.pop()),
            KeyCode::Backspace if typed.pop().is_none() => self.finding.typed = None,
            KeyCode::Char(c) if !control && !c.is_control() => typed.push(c),
            _ => {}
        }
        Effect::None
    }

    /// Goes to the next match, or so many further on.
    pub(super) fn find(&mut self, times: usize, forward: bool) -> Effect {
        self.finding.number += 1;
        self.finding.running = None;
        let Some(query) = self.finding.query.clone() else {
            self.say("nothing was searched for yet: / begins");
            return Effect::None;
        };
        let from = self.search_from(forward);
        let pages = self.document().pages();
        let mut search = Search::new(pages, query, from, forward, times);
        let found = search.run(pages, AT_ONCE, || true);
        if found == Found::NotYet {
            self.say(format!("searching for {} …", search.query.text));
            self.finding.running = Some(search);
            return Effect::Search;
        }
        self.come_to(found, &search);
        Effect::None
    }

    /// Behind (or before) the last match if it is still in view, else from the top of the page.
    fn search_from(&mut self, forward: bool) -> Place {
        let hit = self.finding.hit.filter(|hit| {
            let row = self
                .layout
                .snap(Top {
                    place: *hit,
                    above: 0,
                })
                .place;
            self.shows(row)
        });
        match hit {
            Some(hit) if forward => Place {
                offset: hit.offset + 1,
                ..hit
            },
            Some(hit) => hit,
            None => self.top.place,
        }
    }

    /// Whether the row of text that begins at a place is on the page as it is now.
    fn shows(&mut self, row: Place) -> bool {
        let (top, height) = (self.top, self.height());
        let (lines, _) = self.layout.rows(top, height);
        lines
            .iter()
            .any(|line| line.style.is_some() && line.place == row)
    }

    /// Takes what a worker found.
    pub(super) fn learn_found(&mut self, number: u64, found: Found) {
        if number != self.finding.number {
            return;
        }
        if let Some(search) = self.finding.running.take() {
            self.notice = None;
            self.come_to(found, &search);
        }
    }

    fn come_to(&mut self, found: Found, search: &Search) {
        match found {
            Found::At(place) => self.found(place, search),
            Found::Nowhere => self.say(format!("not found: {}", search.query.text)),
            Found::NotYet => self.say(format!("the search broke off: {}", search.query.text)),
        }
    }

    fn found(&mut self, place: Place, search: &Search) {
        self.finding.hit = Some(place);
        if self.layout.open_at(place) {
            self.last_page = None;
        }
        let row = self.layout.snap(Top { place, above: 0 }).place;
        // A match that is in view moves nothing; another one comes with the lines above it.
        if !self.shows(row) {
            let height = self.height();
            self.jump_to(|layout| {
                layout.up(
                    Top {
                        place: row,
                        above: 0,
                    },
                    height / 3,
                )
            });
        }
        self.mark(row);
        if search.forward && place < search.from {
            self.say("search went on from the beginning");
        } else if !search.forward && place > search.from {
            self.say("search went on from the end");
        }
    }
}
