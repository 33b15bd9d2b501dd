//! Searching: what is searched for, where one is in what was found, and how much of the text was looked through.

use std::rc::Rc;

use super::pictures::{row_of, says};
use super::places::{Hits, Places};
use super::prompt::Prompt;
use super::{App, Effect};
use crate::document::{Pages, Place};
use crate::layout::{Layout, Top};
use crate::search::{Known, Query, Seek, Sought, Survey, Tally};

/// Parts that one key looks through before a worker has to: about a millisecond.
const AT_ONCE: u32 = 12;
/// So many matches take as long to find as a part takes to be looked through.
const DENSE: u32 = 1024;
/// What is known of a query.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What is searched for, and marked on the page.
    pub(super) query: Option<Query>,
    /// Whether `n` goes forwards.
    pub(super) backward: bool,
    /// Where it was found last.
    pub(super) hit: Option<Place>,
    pub(super) tally: Tally,
    /// Shared with the filter: what it finds in a part need not be found again for the marks.
    pub(super) places: Rc<Places>,
    /// Whether only the paragraphs where it stands are shown.
    pub(super) filters: bool,
    /// Where the page was before the filter, and where that brought it.
    pub(super) sifted: Option<(Top, Top)>,
}

impl Search {
    /// Begins anew in another text of so many parts.
    pub(super) fn turn(&mut self, parts: u32, moved: impl Fn(Place) -> Option<Place>) {
        self.tally = Tally::new(if self.query.is_some() { parts } else { 0 });
        self.places = Rc::default();
        self.hit = self.hit.and_then(moved);
        self.sifted = None;
    }

    /// What is known of the matches, with so many parts looked through at most; none if nothing is searched for.
    fn matches<'a>(&'a mut self, pages: &'a dyn Pages, left: u32) -> Option<Matches<'a>> {
        Some(Matches {
            pages,
            query: self.query.as_ref()?,
            tally: &mut self.tally,
            places: &self.places,
            left,
        })
    }

    /// The text has grown: what was its last part was counted too early. Says whether anything is searched for.
    pub(super) fn grow(&mut self, last: u32, parts: u32) -> bool {
        if self.query.is_none() {
            return false;
        }
        self.tally.grow(last, parts);
        self.places.forget_from(last);
        true
    }
}

/// A match that is looked for.
#[derive(Debug)]
struct Chase {
    seek: Seek,
    /// Where the page was when it was asked for; none if it has left that place for good.
    asked: Option<Top>,
}

/// A match that was looked for in a text that was left.
pub(super) struct Chased {
    seek: Seek,
    /// Where it is looked for from, if that place is known in the new text.
    from: Option<Place>,
    /// Whether the page was still where it was asked for.
    waits: bool,
}

/// The state of searching.
#[derive(Debug, Default)]
pub struct Finding {
    pub(super) prompt: Option<Prompt>,
    /// What was searched for before, the last one at the end.
    pub(super) history: Vec<String>,
    pub(super) search: Search,
    /// What Esc took off the page last, and whether it went backwards: `n` takes it up again, a second Esc forgets it.
    laid_aside: Option<(Query, bool)>,
    chase: Option<Chase>,
    pub(super) survey: Surveying,
    /// Counts what is counted, so that it shows whether anything changed.
    made: u64,
}

/// How far a survey is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It began just now.
    Begun,
    /// It takes so long that one wants to know how far it is.
    Long,
    /// It has done all that it was asked for.
    Ended,
}

/// The worker that counts.
#[derive(Debug, Default)]
pub(super) struct Surveying {
    /// The number of the last one; what comes of an older one is not wanted any more.
    number: u64,
    /// Which way it goes, if one is at work or wanted.
    forward: Option<bool>,
    /// Whether it was not started yet.
    wanted: bool,
    /// Whether it takes so long that one wants to know how far it is.
    pub(super) long: bool,
    /// The first part that has grown since it began.
    stale: Option<u32>,
}

/// Everything that is asked about matches, with a limit to what is looked up at once.
struct Matches<'a> {
    pages: &'a dyn Pages,
    query: &'a Query,
    tally: &'a mut Tally,
    places: &'a Places,
    left: u32,
}

impl Known for Matches<'_> {
    fn parts(&self) -> u32 {
        self.tally.parts()
    }
    fn count(&mut self, part: u32) -> Option<u32> {
        if let Some(count) = self.tally.count(part) {
            return Some(count);
        }
        self.left = self.left.checked_sub(1)?;
        let count = self.hits(part).len() as u32;
        // Many matches take longer than the part itself.
        self.left = self.left.saturating_sub(count / DENSE);
        self.tally.take(&[(part, count)]);
        Some(count)
    }
    fn hits(&mut self, part: u32) -> Hits {
        self.places.hits(self.pages, self.query, part)
    }
}

impl Finding {
    /// What is searched for, and marked on the page.
    pub fn query(&self) -> Option<&Query> {
        self.search.query.as_ref()
    }

    /// The line in which a query is typed, if one is.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Whether only the paragraphs with a match are shown.
    pub fn is_filtering(&self) -> bool {
        self.search.filters
    }

    /// The number of the last survey; what comes of an older one is not wanted any more.
    pub fn number(&self) -> u64 {
        self.survey.number
    }

    /// Whether a match is looked for that was not found yet.
    pub fn is_looking(&self) -> bool {
        self.chase.is_some()
    }

    /// Lets the numbers of surveys go on from here, if they are not as far already.
    pub(super) fn number_from(&mut self, number: u64) {
        self.survey.number = self.survey.number.max(number);
    }

    /// A number that is another one when more was counted.
    pub(super) fn made(&self) -> u64 {
        self.made
    }

    fn stop(&mut self) {
        self.made += 1;
        self.chase = None;
        self.survey = Surveying {
            number: self.survey.number + 1,
            ..Surveying::default()
        };
    }

    /// The places that a text which grows may move.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let saved = self.prompt.iter_mut().flat_map(Prompt::places_mut);
        let sifted = self.search.sifted.iter_mut();
        let sifted = sifted.flat_map(|(from, landed)| [&mut from.place, &mut landed.place]);
        let chased = self.chase.iter_mut().flat_map(|chase| {
            let asked = chase.asked.as_mut().map(|asked| &mut asked.place);
            asked.into_iter().chain([&mut chase.seek.from])
        });
        let hit = self.search.hit.iter_mut();
        hit.chain(sifted).chain(saved).chain(chased)
    }

    /// The places that are worth to be found in another text.
    pub(super) fn places_to_keep(&self) -> impl Iterator<Item = Place> {
        let prompt = self.prompt.iter().flat_map(Prompt::places);
        self.search.hit.into_iter().chain(prompt)
    }

    /// The text has grown: what was its last part was counted too early.
    pub(super) fn grow(&mut self, last: u32, parts: u32) {
        if let Some(prompt) = &mut self.prompt {
            prompt.grow(last, parts);
        }
        if self.search.grow(last, parts) {
            self.survey.stale = Some(self.survey.stale.map_or(last, |before| before.min(last)));
            self.chase.iter_mut().for_each(|chase| chase.seek.again());
            self.made += 1;
        }
    }
}

impl App {
    /// Searching.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// Searches for something else from now on, or for nothing.
    pub(super) fn set_query(&mut self, query: Option<Query>) {
        let parts = self.document().pages().parts();
        let backward = self.finding.search.backward;
        self.put_search(Search {
            tally: Tally::new(if query.is_some() { parts } else { 0 }),
            query,
            backward,
            ..Search::default()
        });
    }

    /// The text is another one: all is counted anew. Gives the match that was looked for, to be
    /// [looked for again](Self::chase_again) when the page is set.
    pub(super) fn search_anew(&mut self, moved: impl Fn(Place) -> Option<Place>) -> Option<Chased> {
        let parts = self.document().pages().parts();
        let top = self.top;
        let chased = self.finding.chase.take().map(|chase| Chased {
            waits: chase.asked == Some(top),
            from: moved(chase.seek.from),
            seek: chase.seek,
        });
        self.finding.stop();
        self.finding.search.turn(parts, &moved);
        if let Some(prompt) = &mut self.finding.prompt {
            prompt.turn(parts, &moved);
        }
        chased
    }

    /// Goes on with what was looked for before the text was turned to, and has all counted.
    pub(super) fn chase_again(&mut self, chased: Option<Chased>) {
        let top = self.top;
        self.finding.chase = chased.map(|Chased { seek, from, waits }| Chase {
            seek: seek.from_there(from.unwrap_or(top.place)),
            asked: waits.then_some(top),
        });
        self.pursue();
    }

    /// Takes the marks of a search away and stops it; says whether there was one. The second time it is forgotten.
    pub(super) fn lay_search_aside(&mut self) -> bool {
        let backward = self.finding.search.backward;
        let query = self.finding.search.query.take();
        let found = query.is_some();
        if found {
            if self.finding.is_looking() {
                self.say("the search was cancelled");
            }
            self.set_query(None);
        }
        self.finding.laid_aside = query.map(|query| (query, backward));
        found
    }

    /// Searches as it was searched before; gives what was searched for meanwhile.
    pub(super) fn put_search(&mut self, search: Search) -> Search {
        self.finding.stop();
        let before = std::mem::replace(&mut self.finding.search, search);
        self.sift();
        before
    }

    /// Goes to the next match, or so many further on, in the direction of the search or against it.
    pub(super) fn find(&mut self, times: usize, onward: bool) -> Effect {
        if self.finding.search.query.is_none() {
            let Some((query, backward)) = self.finding.laid_aside.take() else {
                self.say("nothing is searched for: / begins");
                return Effect::None;
            };
            self.finding.search.backward = backward;
            self.set_query(Some(query));
        }
        let forward = onward != self.finding.search.backward;
        let from = self.search_from(forward);
        self.seek(from, forward, times);
        Effect::None
    }

    /// Behind (or before) the last match if it is still in view, else from the top of the page.
    fn search_from(&mut self, forward: bool) -> Place {
        let hit = self.finding.search.hit.filter(|hit| {
            let row = self.layout.snap(Top::at(*hit)).place;
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
    pub(super) fn shows(&mut self, row: Place) -> bool {
        let (top, height) = (self.top, self.height());
        let (lines, _) = self.layout.rows(top, height);
        lines.iter().any(|line| line.place == row && says(line))
    }

    /// Looks for the match of this number from a place on, and goes there when it is found.
    pub(super) fn seek(&mut self, from: Place, forward: bool, number: usize) {
        self.finding.chase = Some(Chase {
            seek: Seek::new(from, forward, number),
            asked: Some(self.top),
        });
        self.pursue();
    }

    /// Counts as much as one key may around a part.
    pub(super) fn count_near(&mut self, part: u32) {
        let pages = self.layout.document().pages();
        let Some(mut known) = self.finding.search.matches(pages, AT_ONCE) else {
            return;
        };
        let parts = known.tally.parts();
        let from = part.saturating_sub(AT_ONCE / 2);
        for part in (part..parts).take(AT_ONCE as usize / 2).chain(from..part) {
            known.count(part);
        }
    }

    /// Goes on with what is looked for, as far as that is known or quickly found out, and sees to it that the rest is
    /// counted.
    pub(super) fn pursue(&mut self) {
        self.pursue_by(AT_ONCE);
    }

    /// The same, with so many parts looked through at most.
    fn pursue_by(&mut self, parts: u32) {
        let more = self.is_beginning();
        let Finding { search, chase, .. } = &mut self.finding;
        let Some(mut known) = search.matches(self.layout.document().pages(), parts) else {
            return;
        };
        let sought = chase.as_mut().map(|chase| chase.seek.run(&mut known));
        let unknown = known.tally.parts() - known.tally.counted();
        if unknown <= known.left {
            for part in 0..known.tally.parts() {
                known.count(part);
            }
        }
        // What does not stand in the beginning may stand in the rest, which is still being read.
        let sought = match sought {
            Some(Sought::Nowhere) if more => Some(Sought::NotYet),
            sought => sought,
        };
        match sought {
            Some(Sought::NotYet) if self.finding.prompt.is_none() => {
                let text = self.finding.query().map_or("", Query::text);
                self.say(format!("searching for {text} …"));
            }
            Some(Sought::NotYet) | None => {}
            Some(found) => {
                if let Some(chase) = self.finding.chase.take() {
                    self.come_to(found, &chase);
                }
            }
        }
        self.survey();
    }

    /// Sees to it that a worker counts what is not counted yet: first what is looked for.
    fn survey(&mut self) {
        let finding = &mut self.finding;
        if finding.search.tally.is_complete() {
            return;
        }
        let wanted = finding.chase.as_ref().map(|chase| chase.seek.forward);
        let running = finding.survey.forward;
        if running.is_none() || (wanted.is_some() && wanted != running) {
            let forward = wanted.unwrap_or(!finding.search.backward);
            finding.survey = Surveying {
                number: finding.survey.number + 1,
                forward: Some(forward),
                wanted: true,
                long: finding.survey.long,
                stale: None,
            };
        }
    }

    /// The survey that a worker is to make, and its number, if there is one that was not begun.
    pub fn take_survey(&mut self) -> Option<(Survey, u64)> {
        let finding = &mut self.finding;
        if !std::mem::take(&mut finding.survey.wanted) {
            return None;
        }
        let query = finding.search.query.clone()?;
        let from = match &finding.chase {
            Some(chase) => chase.seek.from.part,
            None => self.top.place.part,
        };
        let forward = finding.survey.forward.unwrap_or(true);
        let known = finding.search.tally.clone();
        Some((
            Survey::new(query, known, from, forward),
            finding.survey.number,
        ))
    }

    /// Takes what a worker counted.
    pub(super) fn learn_counted(
        &mut self,
        number: u64,
        counts: &[(u32, u32)],
        stage: Stage,
    ) -> bool {
        let finding = &mut self.finding;
        if number != finding.survey.number {
            return false;
        }
        let whole = finding.survey.stale.unwrap_or(u32::MAX);
        let fresh: Vec<_> = counts
            .iter()
            .copied()
            .filter(|(part, _)| *part < whole)
            .collect();
        finding.search.tally.take(&fresh);
        finding.made += 1;
        finding.survey.long = stage == Stage::Long;
        if stage == Stage::Ended {
            finding.survey.forward = None;
        }
        self.sift();
        self.unfilter_if_empty();
        // There is a worker to count.
        self.pursue_by(0);
        self.unsay_nowhere();
        true
    }

    /// Takes that a worker cannot go on.
    pub(super) fn learn_broken(&mut self, number: u64) -> bool {
        if number != self.finding.survey.number {
            return false;
        }
        self.finding.chase = None;
        self.finding.survey.forward = None;
        let text = self.finding.query().map_or("", Query::text);
        self.say(format!("the search broke off: {text}"));
        true
    }

    fn come_to(&mut self, found: Sought, chase: &Chase) {
        let text = self.finding.query().map_or("", Query::text).to_owned();
        match found {
            Sought::At(place) if chase.asked == Some(self.top) => {
                self.notice = None;
                self.show_match(place);
                if self.finding.prompt.is_none() {
                    self.arrive(place, chase.seek.from, chase.seek.forward);
                }
            }
            // Whoever went elsewhere meanwhile is not called back.
            Sought::At(_) => self.say(format!("found: {text}  (n goes there)")),
            Sought::Nowhere if self.finding.prompt.is_none() => self.say(nowhere(&text)),
            Sought::Nowhere | Sought::NotYet => {}
        }
    }

    /// Takes back that something was not found, if what has come meanwhile says it.
    pub(super) fn unsay_nowhere(&mut self) {
        let said = self.finding.query().map(|query| nowhere(query.text()));
        if said.is_some() && said == self.notice && self.finding.search.tally.total() > 0 {
            self.notice = None;
        }
    }

    /// Brings a match into view. One that is there already moves nothing; another one comes with the lines above it.
    fn show_match(&mut self, place: Place) {
        self.finding.search.hit = Some(place);
        if let Some(fold) = self.layout.open_at(place) {
            self.last_page = None;
            if let Some(prompt) = &mut self.finding.prompt {
                prompt.opened.push(fold);
            }
        }
        let row = row_of(&mut self.layout, place);
        self.show_match_sideways(row);
        let row = row_of(&mut self.layout, place);
        if self.shows(row.place) {
            return;
        }
        let height = self.height();
        let above = |layout: &mut Layout| layout.up(Top { above: 0, ..row }, height / 3);
        // Who is still typing can go back by Esc, and does not want to come back here.
        if self.finding.prompt.is_some() {
            self.move_to(above);
        } else {
            self.jump_to(above);
        }
    }

    /// Marks the row of a match that one was led to, and says if the way there went over an end of the text.
    pub(super) fn arrive(&mut self, place: Place, from: Place, forward: bool) {
        let row = self.layout.snap(Top::at(place)).place;
        self.mark(row);
        if forward && place < from {
            self.say("search went on from the beginning");
        } else if !forward && place > from {
            self.say("search went on from the end");
        }
    }

    /// One went back to where one was: the match that was found last is not the current one there, unless it is on the page.
    pub(super) fn leave_match(&mut self) {
        let hit = self.finding.search.hit;
        let row = hit.map(|place| self.layout.snap(Top::at(place)).place);
        if row.is_some_and(|row| !self.shows(row)) {
            self.finding.search.hit = None;
        }
    }
}

/// What is said where a search found nothing.
pub(super) fn nowhere(text: &str) -> String {
    format!("not found: {text}")
}
