//! What of the page is marked: matches in view, and the word that was clicked on.

use std::ops::Range;
use std::rc::Rc;

use super::{App, Effect};
use crate::document::Place;
use crate::layout::{Line, Shown, Style};
use crate::search::Query;
use crate::text;

/// A stretch of a row that is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in the text of the row, as it is drawn.
    pub range: Range<usize>,
    /// Whether it is the match where one is.
    pub current: bool,
}

impl App {
    /// The matches on some rows.
    pub(super) fn marks(&mut self, lines: &[Rc<Line>]) -> Vec<Vec<Mark>> {
        let search = &self.finding.search;
        let Some(query) = &search.query else {
            return Vec::new();
        };
        let document = self.layout.document().clone();
        let mut marks = Vec::with_capacity(lines.len());
        for line in lines {
            let mut own = Vec::new();
            let drawn = |style| !matches!(style, Style::Rule | Style::Folded);
            if line.style.is_some_and(drawn) {
                let set = self.layout.part(line.place.part);
                let hits = search.places.hits(document.pages(), query, line.place.part);
                for (stretch, drawn) in line.stretches() {
                    let first = hits.partition_point(|hit| hit.end <= stretch.start);
                    let mut shown = None;
                    let there = hits.iter().skip(first);
                    for hit in there.take_while(|hit| hit.start < stretch.end) {
                        let text = line.text.get(drawn.clone()).unwrap_or("");
                        let shown = shown
                            .get_or_insert_with(|| Shown::new(set.source(stretch.clone()), text));
                        let inside = hit.start.max(stretch.start) - stretch.start
                            ..hit.end.min(stretch.end) - stretch.start;
                        let place = Place {
                            offset: hit.start,
                            ..line.place
                        };
                        let range = shown.drawn(inside);
                        own.push(Mark {
                            range: drawn.start + range.start..drawn.start + range.end,
                            current: search.hit == Some(place),
                        });
                    }
                }
            }
            marks.push(own);
        }
        marks
    }

    /// The row in view that is drawn on a cell of the window, and the byte of its text there, if any is.
    pub(super) fn byte_on(&self, column: u16, row: u16) -> Option<(usize, usize)> {
        let area = self.regions.article;
        let nth = usize::from(row.checked_sub(area.y)?);
        let line = self.view.lines.get(nth)?;
        let left = area.x + self.regions.margin;
        Some((nth, line.byte_at(left, column)?))
    }

    /// The place of the text that is drawn on a cell of the window, if any is.
    pub(super) fn place_on(&mut self, column: u16, row: u16) -> Option<Place> {
        let (nth, at) = self.byte_on(column, row)?;
        let line = self.view.lines.get(nth)?.clone();
        let set = self.layout.part(line.place.part);
        let mut stretches = line.stretches().into_iter();
        let (stretch, drawn) = stretches.find(|(_, drawn)| drawn.contains(&at))?;
        let text = line.text.get(drawn.clone()).unwrap_or("");
        let shown = Shown::new(set.source(stretch.clone()), text);
        Some(Place {
            offset: stretch.start + shown.source((at - drawn.start) as u32),
            ..line.place
        })
    }

    /// The word that a place lies in.
    fn word_at(&mut self, place: Place) -> Option<String> {
        let set = self.layout.part(place.part);
        let text = &*set.part.text;
        let before = text::head(text, place.offset as usize);
        let start = before.trim_end_matches(is_of_word).len();
        let rest = text.get(start..)?;
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let word = rest.get(..end)?.trim_matches(['\'', '’', '-']);
        (!word.is_empty()).then(|| word.to_owned())
    }

    /// Searches for the word that was clicked on, or else the word in which the current match lies.
    pub(super) fn search_word(&mut self, times: usize, pointed: Option<Place>) -> Effect {
        let place = pointed.or(self.finding.search.hit);
        let Some(word) = place.and_then(|place| self.word_at(place)) else {
            self.say("click on a word, then * searches it");
            return Effect::None;
        };
        let from = place.unwrap_or_default();
        // A small letter finds the word in any case.
        let typed = word.to_lowercase();
        let query = Query::new(&typed);
        self.remember(&typed);
        if query != self.finding.search.query {
            self.finding.search.backward = false;
            self.set_query(query);
        }
        let behind = Place {
            offset: from.offset + 1,
            ..from
        };
        // The match that one is in has begun already.
        self.seek(behind, true, times);
        Effect::None
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\'' | '’' | '-')
}
