//! The line in which a query is typed; the page follows what is typed so far.

use super::finding::Search;
use super::keymap::{Key, KeyCode};
use super::typing::{Typed, is_control, type_into};
use super::{App, Effect};
use crate::document::Place;
use crate::layout::Top;
use crate::search::Query;

/// Queries that are remembered.
const REMEMBERED: usize = 100;

/// What is done with what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Search forwards.
    Forward,
    /// Search backwards.
    Backward,
    /// Show the paragraphs where it stands, and no others.
    Filter,
}

impl Purpose {
    /// The sign before what is typed.
    pub fn sign(self) -> char {
        match self {
            Self::Forward => '/',
            Self::Backward => '?',
            Self::Filter => '&',
        }
    }
}

/// A query that is being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What is done with it.
    pub purpose: Purpose,
    /// What was typed.
    pub text: String,
    /// Where one was, and how far what is wide was moved sideways there.
    began: Top,
    moved: u16,
    /// What was searched for before.
    before: Search,
    /// Whether the page does not show yet what was typed last: keys that come together are followed once.
    stale: bool,
    /// What was folded, and opened to show a match.
    pub(super) opened: Vec<Place>,
    /// Which of the former queries is shown, counted from the last, and what was typed before one looked at them.
    recalled: Option<(usize, String)>,
}

impl Prompt {
    /// The places that a text which grows may move.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let hit = self.before.hit.iter_mut();
        let opened = self.opened.iter_mut();
        hit.chain(opened)
            .chain(std::iter::once(&mut self.began.place))
    }
}

impl Prompt {
    /// The same, to be found in another text.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let hit = self.before.hit.iter();
        let kept = std::iter::once(&self.began.place).chain(hit);
        kept.chain(&self.opened).copied()
    }

    /// Goes on in another text of so many parts.
    pub(super) fn turn(&mut self, parts: u32, moved: impl Fn(Place) -> Option<Place>) {
        self.before.turn(parts, &moved);
        let opened = self.opened.iter().filter_map(|place| moved(*place));
        self.opened = opened.collect();
        self.began.place = moved(self.began.place).unwrap_or_default();
    }

    /// The text has grown: what was searched for before is counted anew in what was its last part.
    pub(super) fn grow(&mut self, last: u32, parts: u32) {
        self.before.grow(last, parts);
    }
}

impl App {
    /// Begins to type a query.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        let began = self.top;
        let before = self.put_search(Search::default());
        self.finding.prompt = Some(Prompt {
            purpose,
            text: String::new(),
            began,
            moved: self.layout.moved(),
            before,
            stale: false,
            opened: Vec::new(),
            recalled: None,
        });
    }

    /// Takes a key while a query is typed.
    pub(super) fn type_query(&mut self, key: Key) -> Effect {
        let Some(prompt) = &mut self.finding.prompt else {
            return Effect::None;
        };
        match type_into(&mut prompt.text, key, |text| text.trim_end().rfind(' ')) {
            Typed::GivenUp => return self.forget_prompt(),
            Typed::Edited => {}
            Typed::Nothing => match key.code {
                KeyCode::Enter => {
                    self.enter();
                    return Effect::None;
                }
                KeyCode::Up => self.recall(true),
                KeyCode::Char('p') if is_control(key) => self.recall(true),
                KeyCode::Down => self.recall(false),
                KeyCode::Char('n') if is_control(key) => self.recall(false),
                _ => {}
            },
        }
        self.typed_on();
        Effect::None
    }

    /// Takes text that was pasted while a query or a name is typed; says whether one is.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.paste_name(text) || self.paste_words(text) {
            return true;
        }
        let Some(prompt) = &mut self.finding.prompt else {
            return false;
        };
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        prompt.text.extend(text.trim().chars().map(shown));
        prompt.stale = true;
        true
    }

    /// Shows an older query, or a newer one.
    fn recall(&mut self, older: bool) {
        let history = &self.finding.history;
        let Some(prompt) = &mut self.finding.prompt else {
            return;
        };
        let shown = prompt.recalled.take();
        let (at, draft) = match shown {
            Some((at, draft)) if older => ((at + 1).min(history.len().saturating_sub(1)), draft),
            Some((0, draft)) => {
                prompt.text = draft;
                return;
            }
            Some((at, draft)) => (at - 1, draft),
            None if older => (0, prompt.text.clone()),
            None => return,
        };
        if let Some(query) = history.iter().rev().nth(at) {
            prompt.text.clone_from(query);
            prompt.recalled = Some((at, draft));
        }
    }

    fn typed_on(&mut self) {
        if let Some(prompt) = &mut self.finding.prompt {
            prompt.stale = true;
        }
    }

    /// The page shows what is typed so far, from where one was.
    pub(super) fn follow_prompt(&mut self) {
        let prompt = self.finding.prompt.as_mut();
        let Some(prompt) = prompt.filter(|prompt| prompt.stale) else {
            return;
        };
        prompt.stale = false;
        let (purpose, began, moved) = (prompt.purpose, prompt.began, prompt.moved);
        let query = Query::new(&prompt.text);
        if query == self.finding.search.query {
            return;
        }
        self.finding.search.backward = purpose == Purpose::Backward;
        self.fold_again();
        self.set_query(query);
        self.set_moved(moved);
        self.move_to(|_| began);
        if purpose == Purpose::Filter {
            self.pursue();
        } else if self.finding.search.query.is_some() {
            self.seek(began.place, purpose == Purpose::Forward, 1);
        }
    }

    /// Folds what was opened for what was typed before.
    fn fold_again(&mut self) {
        let prompt = self.finding.prompt.as_mut();
        for fold in prompt
            .map(|prompt| std::mem::take(&mut prompt.opened))
            .unwrap_or_default()
        {
            self.layout.set_open(fold, false);
            self.last_page = None;
        }
    }

    /// Searches for what was typed. Nothing typed repeats the last query, or ends the filter.
    fn enter(&mut self) {
        self.follow_prompt();
        let Some(prompt) = self.finding.prompt.take() else {
            return;
        };
        let purpose = prompt.purpose;
        if self.finding.search.query.is_none() {
            self.set_moved(prompt.moved);
            self.move_to(|_| prompt.began);
            self.put_search(prompt.before);
            if purpose == Purpose::Filter {
                self.unfilter();
                // The counting was stopped while something else was typed.
                return self.pursue();
            }
            self.finding.search.backward = purpose == Purpose::Backward;
            self.find(1, true);
            return;
        }
        self.remember(&prompt.text);
        if purpose == Purpose::Filter {
            return self.filter();
        }
        let forward = purpose == Purpose::Forward;
        self.keep_place(prompt.began);
        match self.finding.search.hit {
            Some(hit) => self.arrive(hit, prompt.began.place, forward),
            // Not found yet, or nowhere.
            None => self.seek(prompt.began.place, forward, 1),
        }
    }

    pub(super) fn remember(&mut self, text: &str) {
        let history = &mut self.finding.history;
        history.retain(|before| before != text);
        history.push(text.to_owned());
        if history.len() > REMEMBERED {
            history.remove(0);
        }
    }

    /// Takes back what was typed: the page is where it was, and so are the marks.
    pub(super) fn forget_prompt(&mut self) -> Effect {
        self.fold_again();
        if let Some(prompt) = self.finding.prompt.take() {
            self.set_moved(prompt.moved);
            self.move_to(|_| prompt.began);
            if prompt.before.query.is_none() && self.finding.query().is_some() {
                self.lay_search_aside();
            }
            self.put_search(prompt.before);
            self.pursue();
        }
        Effect::None
    }
}
