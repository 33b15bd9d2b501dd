//! All state, and how a command changes it. No input, no output.

pub mod colouring;
pub mod command;
pub mod contents;
mod correcting;
mod dial;
mod effect;
pub mod explaining;
pub mod finding;
mod folding;
mod following;
pub mod help;
mod jumps;
pub mod keymap;
pub mod links;
pub mod marking;
pub mod matching;
mod motion;
mod mouse;
pub mod news;
pub mod notes;
pub mod pace;
pub mod pictures;
pub mod places;
mod position;
mod prompt;
pub mod regions;
mod resizing;
pub mod saving;
mod saying;
mod section;
pub mod sidebar;
mod sideways;
mod sifting;
pub mod start;
mod terms;
mod turning;
mod typing;
mod view;

use std::sync::Arc;

use crate::document::{Document, Place};
use crate::layout::{Layout, Top, Width};
use crate::outline::Structure;
use colouring::Colouring;
use command::{Command, Context};
pub use correcting::Change;
use correcting::Correcting;
use dial::Dial;
pub use effect::Effect;
use explaining::Explained;
use finding::Finding;
use following::Following;
use jumps::Jumps;
use keymap::{Fed, Key, Keymap};
use links::Choosing;
pub use news::News;
use news::Standing;
use notes::Note;
use pace::Pace;
use pictures::Pictures;
use prompt::Purpose;
use regions::Regions;
use saving::Saving;
use saying::Saying;
use sidebar::Sidebar;
use sideways::Wide;
use start::Awaited;
pub use turning::Moved;
pub use view::View;

/// The column's width in cells unless another is asked for.
pub const MEASURE: u16 = 66;
/// The narrowest and the widest column, in cells.
pub const MEASURES: std::ops::RangeInclusive<u16> = 40..=72;
/// Empty rows above a heading after a jump: it stands on the second row.
const ABOVE: u16 = 1;
/// Rows of the last page that stay in view on the next one.
const OVERLAP: usize = 2;

/// What of a text whose format has marks is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The text, as it is meant.
    Meant,
    /// Its source.
    Source,
}

/// The reader.
pub struct App {
    layout: Layout,
    top: Top,
    columns: u16,
    rows: u16,
    measure: u16,
    regions: Regions,
    sidebar: Sidebar,
    /// Whether the outline shows itself in a roomy window.
    outlined: bool,
    view: View,
    keymap: Keymap,
    finding: Finding,
    help: Option<usize>,
    notice: Option<String>,
    standing: Option<Standing>,
    /// Bytes of a source that is still coming, as far as that was told.
    come: Option<u64>,
    /// What went wrong: said before any notice, until the next key.
    trouble: Option<String>,
    landed: Option<Place>,
    /// What was clicked on, until the next key.
    pointed: Option<Place>,
    pace: Pace,
    /// Source lines that end before each part, as far as they are counted.
    lines_before: Vec<u64>,
    /// Where one wants to be as soon as that is known, until the next key.
    awaited: Option<Awaited>,
    /// Where one was before the outline took the focus.
    left: Option<Top>,
    jumps: Jumps,
    correcting: Correcting,
    /// The rows of the title in the outline, until that may be another one.
    title_rows: Option<Vec<contents::Row>>,
    outline_rows: contents::Shown,
    dial: Dial,
    explained: Option<Explained>,
    following: Following,
    /// Where a smaller window made the page go to keep the current match in view, and from where.
    resized: Option<(Top, Top)>,
    /// How often one went over to another text: of those after the first it is no news that they have sections.
    turns: u32,
    saving: Saving,
    /// The command that is typed in words, if one is.
    saying: Option<Saying>,
    /// The links in view, while one is chosen.
    choosing: Option<Choosing>,
    /// The note that is read beside the words that call it.
    note: Option<Note>,
    wide: Wide,
    shown: Shown,
    /// Where a link leads that is to be followed.
    errand: Option<Arc<str>>,
    colouring: Colouring,
    pictures: Pictures,
    /// See [`App::last_page`].
    last_page: Option<Top>,
    /// Whether an outline that comes now may show itself: see [`App::rest`].
    opening: bool,
    /// The number of the last part, as far as is known.
    last_part: u32,
    fresh: bool,
}

impl App {
    /// A reader at the beginning of a document, in a window of so many columns and rows.
    pub fn new(
        document: Document,
        structure: Structure,
        measure: u16,
        (columns, rows): (u16, u16),
    ) -> Self {
        let pace = Pace::judge(&document);
        let outlined = !structure.outline.headings.is_empty();
        let dial = Dial::at(structure.strictness);
        let measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        let width = Width {
            measure,
            room: measure,
            margin: 0,
        };
        let mut app = Self {
            layout: Layout::new(document, structure, width),
            top: Top::default(),
            columns,
            rows,
            measure,
            regions: Regions::default(),
            sidebar: Sidebar::default(),
            outlined,
            view: View::default(),
            keymap: Keymap::default(),
            finding: Finding::default(),
            help: None,
            notice: None,
            standing: None,
            come: None,
            trouble: None,
            landed: None,
            pointed: None,
            pace,
            lines_before: vec![0],
            awaited: None,
            left: None,
            jumps: Jumps::default(),
            correcting: Correcting::default(),
            title_rows: None,
            outline_rows: contents::Shown::default(),
            dial,
            explained: None,
            following: Following::No,
            turns: 0,
            saving: Saving::default(),
            saying: None,
            choosing: None,
            note: None,
            wide: Wide::default(),
            shown: Shown::Meant,
            errand: None,
            colouring: Colouring::default(),
            pictures: Pictures::default(),
            resized: None,
            last_page: None,
            opening: true,
            last_part: 0,
            fresh: true,
        };
        app.last_part = app.document().pages().parts().saturating_sub(1);
        app.sidebar.rebuild(&app.layout.structure().outline);
        app.divide();
        app.top = app.layout.first();
        app.settle();
        app
    }

    /// The document.
    pub fn document(&self) -> &Document {
        self.layout.document()
    }
    /// What is known of the structure.
    pub fn structure(&self) -> &Structure {
        self.layout.structure()
    }
    /// Where everything stands.
    pub fn regions(&self) -> &Regions {
        &self.regions
    }
    /// What is on the page.
    pub fn view(&self) -> &View {
        &self.view
    }
    /// The outline's state.
    pub fn sidebar(&self) -> &Sidebar {
        &self.sidebar
    }
    /// The first row of the help page, if it is open.
    pub fn help(&self) -> Option<usize> {
        self.help
    }
    /// What is said until the next key; what went wrong first.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        let said = [&self.trouble, &self.notice].into_iter().flatten();
        said.map(String::as_str)
    }
    /// Why the text is not what its source is, as long as that is so.
    pub fn standing(&self) -> Option<Standing> {
        self.standing
    }
    /// Says from now on why the text is not what its source is; whether that is new.
    pub fn set_standing(&mut self, standing: Option<Standing>) -> bool {
        std::mem::replace(&mut self.standing, standing) != standing
    }
    /// Keys that are not a command yet.
    pub fn pending(&self) -> String {
        self.keymap.pending()
    }
    /// How long things take to read.
    pub fn pace(&self) -> &Pace {
        &self.pace
    }
    /// Where the last jump landed, until the next key.
    pub fn landed(&self) -> Option<Place> {
        self.landed
    }
    /// Says that the text has been there for a moment: from now on somebody may read it, and an outline that comes late
    /// does not show itself any more.
    pub fn rest(&mut self) {
        self.opening = false;
    }
    /// Whether no key was typed yet.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }
    /// How much of the text was judged so far in percent, until all of it was; of one that grows, all but its end.
    pub fn judging(&self) -> Option<u64> {
        let pages = self.document().pages();
        let parts = u64::from(pages.parts()).max(1);
        let judged = (self.lines_before.len() as u64 - 1).min(parts);
        let complete = self.structure().complete || !pages.finished() && judged + 1 >= parts;
        (!complete).then(|| judged * 100 / parts)
    }

    /// The column's width in cells, as it was asked for.
    pub fn measure(&self) -> u16 {
        self.measure
    }

    /// The window in columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.columns, self.rows)
    }

    /// Whether the page shows the lines of the source instead of setting them anew.
    pub fn is_written(&self) -> bool {
        self.shown == Shown::Source || self.layout.is_written()
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Effect {
        // Whatever is open or being typed waits as it is until one comes back.
        if keymap::alone(key) == Some(Command::Suspend) {
            return Effect::Suspend;
        }
        (self.fresh, self.notice, self.trouble) = (false, None, None);
        let (landed, pointed) = (self.landed.take(), self.pointed.take());
        (self.awaited, self.resized) = (None, None);
        self.dial.turned = false;
        self.correcting.key();
        if self.explained.take().is_some() && explaining::is_closed_by(key) {
            return Effect::None;
        }
        // Keys that come together are drawn once, but each finds the window as the one before it left it.
        self.divide();
        if self.finding.prompt.is_some() {
            return self.type_query(key);
        }
        if self.saving.asks() {
            return self.type_name(key);
        }
        let typed = self.type_words(key).or_else(|| self.type_choice(key));
        if let Some(effect) = typed.or_else(|| self.key_on_note(key)) {
            return effect;
        }
        let begun = !self.keymap.pending().is_empty();
        match self.keymap.feed(self.context(), key) {
            // What was typed of a number or a sequence is gone already, and that is all that is taken back.
            Fed::Command(Command::Cancel | Command::StopInput | Command::Leave, _) if begun => {
                Effect::None
            }
            Fed::Command(command, count) => {
                // What is asked of a line is asked of the one where the last key landed.
                self.landed = landed.filter(|_| command == Command::Explain);
                if command == Command::SearchWord {
                    return self.search_word(count.map_or(1, |n| n as usize), pointed);
                }
                self.update(command, count)
            }
            Fed::Pending | Fed::Unknown => Effect::None,
        }
    }

    fn context(&self) -> Context {
        if self.help.is_some() {
            Context::Help
        } else if self.sidebar.focused && self.sidebar.over {
            Context::Cover
        } else if self.sidebar.focused {
            Context::Outline
        } else {
            Context::Article
        }
    }

    /// Brings the view in order after commands; drawing only reads.
    pub fn settle(&mut self) {
        self.divide();
        self.follow_prompt();
        self.keep_at_the_end();
        if let Some(row) = self.help {
            self.help = Some(row.min(self.below_help()));
        }
        let height = self.height();
        let (mut lines, mut ends) = self.layout.rows(self.top, height);
        if self.leave_sideways(&lines) {
            (lines, ends) = self.layout.rows(self.top, height);
        }
        let here = self.position(self.top.place);
        let progress = self.progress(here, ends);
        let hidden = self.layout.part(self.top.place.part).part.text.hidden();
        let rest = self.document().pages().size().saturating_sub(here);
        let marks = self.marks(&lines);
        let note = self.lay_note(&lines);
        let on_page = if note.is_none() { &*lines } else { &[] };
        let tags = self.tags(on_page);
        let found = self.found_so_far();
        self.view = View {
            lines,
            marks,
            tags,
            note,
            found,
            ends,
            progress,
            rest,
            hidden,
        };
        self.settle_outline();
    }

    /// Divides the window, and gives the page the width that it has now.
    fn divide(&mut self) {
        let roomy = regions::is_roomy(self.columns);
        let shown = if roomy {
            self.sidebar.wanted.unwrap_or(self.outlined)
        } else {
            self.sidebar.over
        };
        self.sidebar.over &= !roomy;
        let shown = shown && self.has_outline();
        let before = self.regions;
        self.regions = Regions::divide(self.columns, self.rows, self.measure, shown);
        if self.regions != before {
            self.last_page = None;
            self.title_rows = None;
        }
        if self.title_rows.is_none() {
            let area = self.regions.sidebar;
            self.title_rows =
                Some(area.map_or_else(Vec::new, |area| self.rows_of_title(area.width)));
        }
        if !shown && self.sidebar.focused {
            self.leave_outline();
        }
        if let Some(width) = self.regions.width {
            self.layout.set_width(width);
        }
        self.fit_pictures();
    }

    fn height(&self) -> usize {
        usize::from(self.regions.article.height.max(1))
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// Carries out a command.
    pub fn update(&mut self, command: Command, count: Option<u64>) -> Effect {
        let times = count
            .map_or(1, |n| usize::try_from(n).unwrap_or(usize::MAX))
            .max(1);
        let height = self.height();
        let page = height.saturating_sub(OVERLAP).max(1);
        match command {
            Command::LineDown => self.scroll(true, times),
            Command::LineUp => self.scroll(false, times),
            Command::PageDown => self.scroll(true, page.saturating_mul(times)),
            Command::PageUp => self.scroll(false, page.saturating_mul(times)),
            Command::HalfDown => self.scroll(true, (height / 2).max(1).saturating_mul(times)),
            Command::HalfUp => self.scroll(false, (height / 2).max(1).saturating_mul(times)),
            Command::Top | Command::Bottom if count.is_some() => self.seek_line(count.unwrap_or(1)),
            Command::Top => {
                self.return_sideways();
                self.leave_the_end();
                self.jump_to(Layout::first);
            }
            Command::Bottom if self.has_left_the_end() => return self.follow(),
            Command::Bottom => self.go_to_end(),
            Command::Follow => return self.follow(),
            Command::Reload => return Effect::Reload,
            Command::Save => self.ask_name(),
            Command::Words => self.ask_words(),
            Command::Percent => self.seek_percent(count),
            Command::TellPosition => self.tell_position(),
            Command::NextTerm => self.by_term(times, true),
            Command::PreviousTerm => self.by_term(times, false),
            Command::NextParagraph => self.by_piece(times, Layout::next_piece),
            Command::PreviousParagraph => self.by_piece(times, Layout::previous_piece),
            Command::NextHeading => self.by_heading(times, true),
            Command::PreviousHeading => self.by_heading(times, false),
            Command::NextSibling => self.seek_sibling(times, true),
            Command::PreviousSibling => self.seek_sibling(times, false),
            Command::Parent => self.seek_parent(times),
            Command::ThereAndBack => self.go_there_and_back(),
            Command::Back => return self.retrace(times, true),
            Command::Forward => return self.retrace(times, false),
            Command::Links => self.choose_link(),
            Command::HeadingHere => self.correct_top(),
            Command::AllAlike => self.correct_all_alike(),
            Command::TakeBack => self.take_back(),
            Command::Search => self.ask(Purpose::Forward),
            Command::SearchBackward => self.ask(Purpose::Backward),
            Command::Filter => self.ask(Purpose::Filter),
            Command::SearchWord => return self.search_word(times, None),
            Command::SearchNext => return self.find(times, true),
            Command::SearchPrevious => return self.find(times, false),
            Command::Explain => self.explain(),
            Command::MoreHeadings => return self.turn(-1),
            Command::FewerHeadings => return self.turn(1),
            Command::ToggleOutline => self.toggle_outline(),
            Command::FocusOutline => self.focus_outline(),
            Command::Narrower => {
                self.set_measure(self.measure.saturating_sub(2 * times.min(72) as u16));
            }
            Command::Wider => {
                self.set_measure(self.measure.saturating_add(2 * times.min(72) as u16));
            }
            Command::ToggleFolds => self.toggle_folds(),
            Command::ToggleChopped => self.toggle_chopped(),
            Command::MoveRight => self.move_sideways(true, count),
            Command::MoveLeft => self.move_sideways(false, count),
            Command::ToggleWritten => return self.toggle_written(),
            Command::ToggleWhole => return Effect::ToggleWhole,
            Command::Cancel => return self.cancel().unwrap_or(Effect::None),
            Command::StopInput => return self.cancel().unwrap_or(Effect::StopInput),
            Command::Redraw => return Effect::Redraw,
            Command::Suspend => return Effect::Suspend,
            Command::Quit => return self.quit(),
            _ if self.update_help(command, times, page) => {}
            _ => self.update_outline(command, times),
        }
        Effect::None
    }

    /// Takes back what was begun last: keys, a search, the outline over the text. Where nothing came through a pipe yet
    /// there is nothing to read on, and the waiting itself is taken back. None if nothing was begun.
    fn cancel(&mut self) -> Option<Effect> {
        let pages = self.document().pages();
        if pages.size() == 0 && !pages.finished() {
            return Some(Effect::Quit);
        }
        if self.saving.is_under_way() {
            return Some(Effect::StopSaving);
        }
        let focused = self.sidebar.focused;
        if self.finding.is_filtering() {
            self.unfilter();
        } else if !self.lay_search_aside() && !self.return_sideways() && !self.stop_following() {
            self.return_from_outline();
            return focused.then_some(Effect::None);
        }
        Some(Effect::None)
    }
}
