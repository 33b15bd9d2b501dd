//! Links: numbered where they are in view, chosen by number, followed.

use std::rc::Rc;
use std::sync::Arc;

use super::keymap::{Key, KeyCode};
use super::typing::gives_up;
use super::{App, Effect};
use crate::document::{Face, Place};
use crate::layout::Line;
use crate::text::{self, Clean};

/// The most digits that a number of a link has.
const DIGITS: usize = 4;

/// A link in view: the place of the row that it begins on, and where it leads.
type Link = (Place, Arc<str>);

/// Links in view, one of which is to be chosen.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    /// Where those in view lead, in reading order.
    targets: Vec<Link>,
    /// The digits that were typed.
    typed: String,
    /// The number of the one that was walked to, from 1.
    walked: Option<usize>,
}

/// The number of a link, where it stands on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The byte of the row's text, as it is drawn, at which the link begins.
    pub at: usize,
    /// Its number, from 1.
    pub number: usize,
    /// Whether it is the one that would be followed.
    pub chosen: bool,
    /// Whether what was typed may still become it.
    pub possible: bool,
}

/// What is said while a link is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// So many are in view; these digits were typed.
    Open(usize, String),
    /// The one that would be followed, and where it really leads.
    Chosen(usize, Clean),
}

impl Choosing {
    fn number(&self) -> Option<usize> {
        let typed = self.typed.parse().ok();
        let number = typed.or(self.walked)?;
        (1..=self.targets.len()).contains(&number).then_some(number)
    }

    fn target(&self) -> Option<&Link> {
        self.targets.get(self.number()?.checked_sub(1)?)
    }
}

/// The links on some rows: for each its row, the byte at which it begins there, and where it leads. One that goes on in the
/// next row is one.
pub(super) fn links(lines: &[Rc<Line>]) -> Vec<(usize, usize, Arc<str>)> {
    let mut found: Vec<(usize, usize, Arc<str>)> = Vec::new();
    let mut above: Vec<Arc<str>> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        if line.style.is_none() {
            continue;
        }
        // In a table others may stand before what goes on.
        let before = std::mem::take(&mut above);
        let goes_on = |target| before.iter().any(|other| Arc::ptr_eq(other, target));
        for (range, face) in &line.faces {
            let Face::Link(target) = face else { continue };
            if !goes_on(target) {
                found.push((row, range.start, Arc::clone(target)));
            }
            above.push(Arc::clone(target));
        }
    }
    found
}

/// The links that were found on some rows.
fn targets(lines: &[Rc<Line>], found: Vec<(usize, usize, Arc<str>)>) -> Vec<Link> {
    let place = |row: usize| lines.get(row).map_or(Place::default(), |line| line.place);
    let found = found.into_iter();
    found.map(|(row, _, target)| (place(row), target)).collect()
}

impl App {
    /// Numbers the links in view, so that one can be chosen.
    pub(super) fn choose_link(&mut self) {
        let lines = self.lines_in_front();
        let targets = targets(lines, links(lines));
        if targets.is_empty() {
            return self.say(match self.note {
                Some(_) => "no links in this note",
                None => "no links in view",
            });
        }
        let walked = (targets.len() == 1).then_some(1);
        self.choosing = Some(Choosing {
            targets,
            walked,
            ..Choosing::default()
        });
    }

    /// What is said while a link is chosen.
    pub fn choice(&self) -> Option<Choice> {
        let choosing = self.choosing.as_ref()?;
        let chosen = choosing.number().zip(choosing.target());
        Some(chosen.map_or_else(
            || Choice::Open(choosing.targets.len(), choosing.typed.clone()),
            |(number, (_, target))| {
                let says = self.says_of_note(target);
                Choice::Chosen(number, says.unwrap_or_else(|| Clean::line(target)))
            },
        ))
    }

    /// The numbers on the rows in view; none where no link is chosen.
    pub(super) fn tags(&self, lines: &[Rc<Line>]) -> Vec<Vec<Tag>> {
        let Some(choosing) = &self.choosing else {
            return Vec::new();
        };
        let mut tags = vec![Vec::new(); lines.len()];
        for (nth, (row, at, _)) in links(lines).into_iter().enumerate() {
            let number = nth + 1;
            let possible =
                choosing.walked.is_some() || number.to_string().starts_with(&choosing.typed);
            if let Some(row) = tags.get_mut(row) {
                row.push(Tag {
                    at,
                    number,
                    chosen: choosing.number() == Some(number),
                    possible,
                });
            }
        }
        tags
    }

    /// Takes a key while a link is chosen; none if it is for somebody else.
    pub(super) fn type_choice(&mut self, key: Key) -> Option<Effect> {
        let choosing = self.choosing.as_mut()?;
        let count = choosing.targets.len();
        let walk = |choosing: &mut Choosing, to: usize| {
            choosing.typed.clear();
            choosing.walked = Some(to);
        };
        match key.code {
            _ if gives_up(key) => self.choosing = None,
            KeyCode::Enter => match choosing.target().cloned() {
                Some(link) => {
                    self.choosing = None;
                    return Some(self.visit(&link));
                }
                None => self.say("type the number of a link"),
            },
            KeyCode::Char(digit) if digit.is_ascii_digit() => {
                choosing.walked = None;
                if choosing.typed.len() < DIGITS {
                    choosing.typed.push(digit);
                }
                if choosing.number().is_none() {
                    choosing.typed.clear();
                }
            }
            KeyCode::Backspace => {
                if choosing.typed.pop().is_none() {
                    self.choosing = None;
                }
            }
            KeyCode::Tab | KeyCode::Down | KeyCode::Char('j' | 'n') => {
                let next = choosing.number().map_or(1, |number| number % count + 1);
                walk(choosing, next);
            }
            KeyCode::BackTab | KeyCode::Up | KeyCode::Char('k' | 'N') => {
                let before = choosing.number().map_or(0, |number| number - 1);
                walk(choosing, if before == 0 { count } else { before });
            }
            _ => {
                self.choosing = None;
                return None;
            }
        }
        Some(Effect::None)
    }

    /// Chooses the link that is drawn on a cell of the window, if one is; chosen again, it is followed. One that leads out of
    /// this text shows first where it leads, one that stays in it is followed at once: `Ctrl-o` comes back.
    pub(super) fn click_link(&mut self, row: usize, byte: usize) -> Option<Effect> {
        let lines = self.lines_in_front();
        let found = links(lines);
        let on_row = |(row_of, at, _): &(usize, usize, Arc<str>)| {
            let faces = lines.get(*row_of).map(|line| &line.faces)?;
            let face = faces
                .iter()
                .find(|(range, face)| range.start == *at && matches!(face, Face::Link(_)))?;
            (*row_of == row && face.0.contains(&byte)).then_some(())
        };
        let number = found.iter().position(|link| on_row(link).is_some())? + 1;
        let again = self.choosing.as_ref().and_then(Choosing::number) == Some(number);
        let targets = targets(lines, found);
        let link = targets.get(number - 1)?;
        if again || self.place_of_target(&link.1).is_some() {
            self.choosing = None;
            return Some(self.visit(link));
        }
        self.choosing = Some(Choosing {
            targets,
            typed: String::new(),
            walked: Some(number),
        });
        Some(Effect::None)
    }

    /// Goes where a link leads: in this text, or else the shell does. A note is opened beside the words that call it.
    fn visit(&mut self, (caller, target): &Link) -> Effect {
        if self.open_note(target, *caller) {
            return Effect::None;
        }
        self.close_note();
        if self.go_to_target(target) {
            return Effect::None;
        }
        if let Some(name) = target.strip_prefix('#') {
            self.seek_name(name);
            return Effect::None;
        }
        self.errand = Some(Arc::clone(target));
        Effect::Visit
    }

    /// The place on top of the page.
    pub fn top_place(&self) -> Place {
        self.top.place
    }

    /// Goes on where one left this text for another; the numbers of surveys go on from here.
    pub fn take_up(&mut self, surveys: u64) {
        (self.notice, self.trouble) = (None, None);
        self.finding.number_from(surveys);
        self.colouring.forget();
        self.pictures.forget();
    }

    /// Where the person wants to go that is not in this text.
    pub fn take_errand(&mut self) -> Option<Arc<str>> {
        self.errand.take()
    }

    /// The rows that one reads at the moment: those of a note that is open, or else the page.
    fn lines_in_front(&self) -> &[Rc<Line>] {
        let note = self.view.note.as_ref();
        note.map_or(&self.view.lines, |note| &note.lines)
    }

    /// Where that stands which a link of this text calls so.
    pub(super) fn place_of_target(&self, target: &str) -> Option<Place> {
        let name = target.strip_prefix('#').unwrap_or(target);
        let decoded = String::from_utf8_lossy(&text::percent_decoded(name)).into_owned();
        let pages = self.document().pages();
        let known = [target, name, &decoded];
        let mut place = known.iter().find_map(|name| pages.target(name));
        if target.starts_with('#') && !decoded.is_empty() {
            place = place.or_else(|| pages.target_in_any_file(&decoded));
            place = place.or_else(|| self.heading_called(&decoded));
        }
        place
    }

    /// Goes to what a link of this text calls so; says whether there is such a thing.
    pub fn go_to_target(&mut self, target: &str) -> bool {
        let Some(place) = self.place_of_target(target) else {
            return false;
        };
        let heading = self
            .structure()
            .outline
            .headings
            .iter()
            .any(|h| h.place == place);
        self.jump_to(|layout| layout.landing(place, u16::from(heading)));
        self.landed = Some(place);
        true
    }

    /// The heading whose words make this name, as web pages name them: of several with the same words the second is called
    /// so with `-1` behind.
    fn heading_called(&self, name: &str) -> Option<Place> {
        let name = text::slug(name);
        let outline = &self.structure().outline;
        let headings = || outline.title.iter().chain(&outline.headings);
        let called = |name: &str, nth: usize| {
            let mut same = headings().filter(|heading| text::slug(&heading.text) == name);
            same.nth(nth).map(|heading| heading.place)
        };
        let (words, nth) = name.rsplit_once('-').unwrap_or((&name, ""));
        let number = nth.parse().ok().filter(|nth| *nth > 0);
        called(&name, 0).or_else(|| called(words, number?))
    }
}
