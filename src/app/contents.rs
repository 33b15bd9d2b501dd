//! The outline in use: what its keys do, and which entry stands on which of its rows.

use super::command::Command;
use super::pace;
use super::regions::{Area, is_roomy};
use super::sidebar::{Entry, parent, sibling};
use super::{ABOVE, App};
use crate::document::Place;
use crate::layout::{Layout, wrap};
use crate::text;

/// Most rows that one title takes when it is shown whole.
const WHOLE_ROWS: usize = 5;
/// What is less sure than this to be a heading is said in a lower voice.
const SURE: f32 = 0.6;
/// Most rows of the title of the text.
const TITLE_ROWS: usize = 3;

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it belongs to.
    pub entry: Entry,
    /// Cells before its text.
    pub indent: u16,
    /// Its text, cut to the width.
    pub text: String,
    /// On the first row of a heading: how long the section takes to read in minutes, or how many matches there are in
    /// it, while something is searched for.
    pub number: String,
}

/// All that the rows of the outline depend on: where they stand, the marked entry, how far the wheel moved them,
/// whether they have the focus, the number of the entries' making, the size of the text, how much was found. When the pace is judged anew
/// they are forgotten.
type MadeOf = (Area, Option<Entry>, Option<usize>, bool, [u64; 3]);

/// The rows as they were last made, and what they were made of.
#[derive(Debug, Default)]
pub(super) struct Shown {
    of: Option<MadeOf>,
    rows: Vec<Option<Row>>,
}

impl App {
    /// The rows above the entries: air, and the title with air below it.
    fn head_rows(&self) -> Vec<Option<Row>> {
        let mut rows = vec![None];
        if let Some(title) = self.title_rows.as_ref().filter(|rows| !rows.is_empty()) {
            rows.extend(title.iter().cloned().map(Some));
            rows.push(None);
        }
        rows
    }

    /// The rows of the title in an outline so wide. Breaking it evenly takes longer than all else on a frame, so it is
    /// done when the width or the title changes.
    pub(super) fn rows_of_title(&self, width: u16) -> Vec<Row> {
        let title = self.structure().outline.title_apart();
        title.map_or_else(Vec::new, |title| {
            self.rows_of(Entry::Title, &title.text, 0, width)
        })
    }

    /// The first entry that the outline shows in an area: the marked one stands in the upper third, with what comes
    /// after it in view, unless the wheel moved the outline by itself.
    pub(super) fn first_entry(&self, area: Area) -> usize {
        let marked = self.marked();
        let more = match marked {
            Some(entry) if entry != Entry::Title => self
                .rows_of_entry(entry, area.width)
                .len()
                .saturating_sub(1),
            _ => 0,
        };
        let room = usize::from(area.height)
            .saturating_sub(self.head_rows().len() + more)
            .max(1);
        // The title is no entry of the list below it.
        let title = usize::from(self.structure().outline.title_apart().is_some());
        let last = self.sidebar.entries().len().saturating_sub(title + room);
        let row = marked.map_or(0, |entry| self.sidebar.row_of(entry).saturating_sub(title));
        self.sidebar
            .scrolled
            .unwrap_or(row.saturating_sub(room / 3))
            .min(last)
    }

    /// Whether it is hardly more likely than not that a heading is one.
    pub fn is_weak(&self, heading: usize) -> bool {
        let found = self.structure().outline.headings.get(heading);
        found.is_some_and(|h| h.confidence < SURE)
    }

    /// The rows of the outline from top to bottom, as they were settled; `None` is an empty row.
    pub fn outline_rows(&self) -> &[Option<Row>] {
        &self.outline_rows.rows
    }

    /// Makes the rows of the outline, if they may be others than before: most frames only move the text.
    pub(super) fn settle_outline(&mut self) {
        let of = self.regions.sidebar.map(|area| {
            (
                area,
                self.marked(),
                self.sidebar.scrolled,
                self.sidebar.focused,
                [
                    self.sidebar.made(),
                    self.document().pages().size(),
                    self.finding.made(),
                ],
            )
        });
        if of != self.outline_rows.of {
            let rows = self
                .regions
                .sidebar
                .map_or_else(Vec::new, |area| self.entry_rows(area));
            self.outline_rows = Shown { of, rows };
        }
    }

    /// The rows of the outline in an area.
    pub(super) fn entry_rows(&self, area: Area) -> Vec<Option<Row>> {
        let height = usize::from(area.height);
        let mut rows = self.head_rows();
        let entries = self
            .sidebar
            .entries()
            .iter()
            .filter(|entry| **entry != Entry::Title);
        for entry in entries.skip(self.first_entry(area)) {
            if rows.len() >= height {
                break;
            }
            rows.extend(self.rows_of_entry(*entry, area.width).into_iter().map(Some));
        }
        rows.truncate(height);
        rows
    }

    fn rows_of_entry(&self, entry: Entry, width: u16) -> Vec<Row> {
        let outline = &self.structure().outline;
        let (heading, term) = match entry {
            Entry::Title => return self.rows_of_title(width),
            Entry::Heading(heading) => (Some(heading), None),
            Entry::Term(term) => (self.sidebar.section_of(term), outline.terms.get(term)),
        };
        let Some(found) = heading.and_then(|heading| outline.headings.get(heading)) else {
            return Vec::new();
        };
        // Deep levels share an indent: there must be room for words.
        let depth = self.sidebar.depth(found) + u16::from(term.is_some());
        let text = term.map_or(&found.text, |term| &term.text);
        self.rows_of(entry, text, depth.min(width / 8) * 2, width)
    }

    fn rows_of(&self, entry: Entry, title: &str, indent: u16, width: u16) -> Vec<Row> {
        let number = match entry {
            Entry::Title | Entry::Term(_) => None,
            Entry::Heading(i) if self.finding.query().is_some() => {
                let matches = self.matches_in_section(i).filter(|n| *n > 0);
                matches.map(|n| format!("{n}×"))
            }
            Entry::Heading(i) => self.minutes(i).map(pace::shown),
        };
        // Before the text a mark and a blank, behind it the number.
        let behind = match entry {
            Entry::Title | Entry::Term(_) => 1,
            Entry::Heading(_) => number
                .as_ref()
                .map_or(1, |m| 2 + text::cells(m) as u16)
                .max(4),
        };
        let number = number.unwrap_or_default();
        let room = usize::from(width.saturating_sub(2 + indent + behind)).max(1);
        let folded = matches!(entry, Entry::Heading(i) if self.is_folded(i) || self.hides_terms(i));
        let title = if folded {
            format!("▸ {title}")
        } else {
            title.to_owned()
        };
        // The title never changes its height: the entries below it would move.
        let whole = entry == Entry::Title || (self.sidebar.focused && self.marked() == Some(entry));
        if !whole {
            return vec![Row {
                entry,
                indent,
                text: text::ellipsis(&title, room),
                number,
            }];
        }
        wrap::balanced(&title, 0, room)
            .into_iter()
            .take(if entry == Entry::Title {
                TITLE_ROWS
            } else {
                WHOLE_ROWS
            })
            .enumerate()
            .map(|(i, range)| {
                let text = wrap::flow(
                    title
                        .get(range.start as usize..range.end as usize)
                        .unwrap_or(""),
                );
                Row {
                    entry,
                    indent,
                    text,
                    number: if i == 0 {
                        number.clone()
                    } else {
                        String::new()
                    },
                }
            })
            .collect()
    }

    pub(super) fn toggle_outline(&mut self) {
        if !self.has_outline() {
            let complete = self.structure().complete;
            return self.say(if complete {
                "no sections found: Tab and + look for less sure ones"
            } else {
                "no sections found yet"
            });
        }
        if is_roomy(self.columns) {
            self.sidebar.wanted = Some(self.regions.sidebar.is_none());
        } else if self.sidebar.over {
            self.return_from_outline();
        } else {
            // An outline that covers the text is there to be used.
            self.focus_outline();
        }
    }

    pub(super) fn focus_outline(&mut self) {
        if !self.has_outline() && !self.structure().complete {
            return self.say("no sections found yet");
        }
        if self.sidebar.entries().is_empty() {
            self.say("no sections found: + looks for less sure ones");
        }
        self.sidebar.cursor =
            Some(self.place_of(self.current().map_or(Entry::Title, Entry::Heading)));
        if !is_roomy(self.columns) {
            self.sidebar.over = true;
        } else if self.regions.sidebar.is_none() {
            self.sidebar.wanted = Some(true);
        }
        self.sidebar.focused = true;
        self.sidebar.scrolled = None;
        self.left = Some(self.top);
    }

    /// Gives the focus back to the text, and one can come back to where one was when the outline took it.
    pub(super) fn leave_outline(&mut self) {
        self.sidebar.focused = false;
        self.sidebar.over = false;
        if let Some(left) = self.left.take() {
            self.keep_place(left);
        }
    }

    /// Leaves the outline, and goes back to where one was when it took the focus.
    pub(super) fn return_from_outline(&mut self) {
        if let Some(top) = self.left {
            self.move_to(|_| top);
        }
        self.leave_outline();
    }

    pub(super) fn place_of(&self, entry: Entry) -> Place {
        match entry {
            Entry::Title => Place::default(),
            Entry::Heading(i) => self
                .structure()
                .outline
                .headings
                .get(i)
                .map_or_else(Place::default, |h| h.place),
            Entry::Term(i) => self
                .structure()
                .outline
                .terms
                .get(i)
                .map_or_else(Place::default, |term| term.place),
        }
    }

    /// Shows the section of an entry.
    pub(super) fn go_to(&mut self, entry: Entry) {
        let place = self.place_of(entry);
        match entry {
            Entry::Title => self.move_to(Layout::first),
            Entry::Heading(_) | Entry::Term(_) => {
                self.move_to(|layout| layout.landing(place, ABOVE));
                self.mark(place);
            }
        }
    }

    /// Moves the cursor of the outline; the text follows.
    pub(super) fn select(&mut self, entry: Entry) {
        self.sidebar.cursor = Some(self.place_of(entry));
        self.go_to(entry);
    }

    pub(super) fn select_row(&mut self, row: usize) {
        let last = self.sidebar.entries().len().saturating_sub(1);
        if let Some(&entry) = self.sidebar.entries().get(row.min(last)) {
            self.select(entry);
        }
    }

    pub(super) fn update_outline(&mut self, command: Command, times: usize) {
        match command {
            // What lay over the text has shown where one might go, and did not go there.
            Command::CloseOutline | Command::CloseCover if self.sidebar.over => {
                return self.return_from_outline();
            }
            Command::Leave => return self.return_from_outline(),
            Command::CloseOutline => {
                self.leave_outline();
                if is_roomy(self.columns) {
                    self.sidebar.wanted = Some(false);
                }
                return;
            }
            _ => {}
        }
        let outline = &self.structure().outline;
        let Some(entry) = self.sidebar.entry(outline) else {
            return;
        };
        let row = self.sidebar.row_of(entry);
        let heading = match entry {
            Entry::Title => None,
            Entry::Heading(i) => Some(i),
            Entry::Term(i) if self.update_term(i, command) => return,
            Entry::Term(i) => self.sidebar.section_of(i),
        };
        let page = usize::from(self.regions.sidebar.map_or(1, |a| a.height))
            .saturating_sub(4)
            .max(1);
        match command {
            Command::EntryDown => self.select_row(row.saturating_add(times)),
            Command::EntryUp => self.select_row(row.saturating_sub(times)),
            Command::EntryPageDown => {
                self.select_row(row.saturating_add(page.saturating_mul(times)));
            }
            Command::EntryPageUp => self.select_row(row.saturating_sub(page.saturating_mul(times))),
            Command::EntryFirst => self.select_row(0),
            Command::EntryLast => self.select_row(usize::MAX),
            Command::EntrySiblingDown => self.select_sibling(heading, times, true),
            Command::EntrySiblingUp => self.select_sibling(heading, times, false),
            Command::EntryParent => self.select_parent(heading),
            Command::Jump => {
                self.go_to(entry);
                self.leave_outline();
            }
            Command::ToggleFold => self.fold_entry(heading, None),
            Command::Fold => match heading {
                Some(i) if self.shows_terms(i) => self.open_terms(i, false),
                Some(i) if self.sidebar.is_parent(i) && !self.is_folded(i) => {
                    self.fold_entry(heading, Some(true));
                }
                _ => self.select_parent(heading),
            },
            Command::Unfold => match heading {
                Some(i) if self.is_folded(i) => self.fold_entry(heading, Some(false)),
                Some(i) if self.hides_terms(i) => self.open_terms(i, true),
                _ => self.update_outline(Command::Jump, 1),
            },
            Command::UnfoldAll => self.fold_levels(usize::MAX),
            Command::FoldAll => self.fold_levels(1),
            Command::FoldToLevel => self.fold_levels(times),
            Command::EntryNoHeading => self.correct_entry(entry),
            Command::EntryHigher => self.set_level(heading, -1),
            Command::EntryDeeper => self.set_level(heading, 1),
            _ => {}
        }
    }

    fn is_folded(&self, heading: usize) -> bool {
        self.sidebar
            .is_folded(self.place_of(Entry::Heading(heading)))
    }

    fn fold_entry(&mut self, heading: Option<usize>, fold: Option<bool>) {
        let Some(heading) = heading else { return };
        if !self.sidebar.is_parent(heading) && self.sidebar.terms_of(heading).is_some() {
            return self.open_terms(heading, !self.shows_terms(heading));
        }
        if !self.sidebar.is_parent(heading) {
            return self.say("nothing below this section");
        }
        let fold = fold.unwrap_or(!self.is_folded(heading));
        self.sidebar
            .fold(&self.layout.structure().outline, heading, fold);
    }

    fn fold_levels(&mut self, levels: usize) {
        self.sidebar
            .fold_to(&self.layout.structure().outline, levels);
    }

    fn select_sibling(&mut self, heading: Option<usize>, times: usize, forward: bool) {
        let headings = &self.structure().outline.headings;
        let mut target = match heading {
            Some(i) => i,
            None if forward && !headings.is_empty() => return self.select(Entry::Heading(0)),
            None => return,
        };
        for _ in 0..times {
            let Some(next) = sibling(headings, target, forward) else {
                break;
            };
            target = next;
        }
        self.select(Entry::Heading(target));
    }

    fn select_parent(&mut self, heading: Option<usize>) {
        let headings = &self.structure().outline.headings;
        match heading.and_then(|i| parent(headings, i)) {
            Some(above) => self.select(Entry::Heading(above)),
            None => self.select_row(0),
        }
    }
}
