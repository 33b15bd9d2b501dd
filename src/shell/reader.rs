//! The loop of reading: the first frame, then what happens, one frame for all that happened, sleep.

mod arriving;
mod recognising;
mod seeing;
mod turning;
mod visiting;

use std::io;
use std::panic;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, KeyEventKind};
use ratatui::layout::Rect;

use super::args::Reading;
use super::bell::{Bell, Rope};
use super::colouring::Colouring;
use super::following::{Follower, Growth};
use super::judging::Judging;
use super::keeper::{self, Keeper};
use super::keys::Keys;
use super::post::{Inbox, Post};
use super::saving::Saving;
use super::screen::{Screen, give_back};
use super::showing::{self, Images, Showing};
use super::{Event, searching, testing_panic, warden};
use crate::app::{App, Effect, News};
use crate::document::{Document, part_near};
use crate::draw::{self, theme::Theme};
use crate::outline::Structure;
use crate::outline::corrections::Finder;
use crate::read::{self, Format, Opened, Rest};
use crate::source::{Change, Source, reason};
use arriving::Arriving;
use recognising::Open;
use visiting::Trail;

/// How long the judging of a long text, or the reading of its rest, waits behind the first frame, if nothing happens before.
const SETTLE: Duration = Duration::from_millis(60);

/// How long after the first frame an outline may still show itself.
const OPENING: Duration = Duration::from_millis(500);

/// What a worker is to do of the text a moment after the first frame.
enum Due {
    Judging,
    Rest(Rest),
}

/// What the loop works with.
struct Reader {
    app: App,
    screen: Screen,
    keys: Keys,
    theme: Theme,
    source: Arc<Source>,
    document: Document,
    keeper: Keeper,
    /// Where searching threads tell what they found, and the number of the search that is wanted.
    post: Post,
    wanted: Arc<AtomicU64>,
    /// Who judges a text that could not be judged at once.
    judging: Judging,
    rope: Rope,
    /// The number of the text: it is another one when it was read anew.
    text: u64,
    /// What the text is written in.
    format: Format,
    /// Whether that is an open question.
    open: Option<Open>,
    /// Who looks whether the file has grown, while the person stays at its end.
    follower: Option<Follower>,
    /// The number of the last order to read the file anew, while that is carried out.
    reloading: Option<u64>,
    reloads: u64,
    arriving: Arriving,
    /// What was noticed of the file last.
    noticed: Option<Change>,
    announcement: Option<String>,
    saving: Option<Saving>,
    growth: Growth,
    /// Whether the next frame shows that the text has grown.
    grew: bool,
    /// Continued after a stop of our own we are told of it as well; the screen is ours again by then.
    awaited: bool,
    /// When the first frame was made, if all of the text was there by then: else it has no end of opening.
    opened: Option<Instant>,
    /// Whether it was said that a part of the file is lost.
    missed: bool,
    /// The texts that one came from and those that one came back from.
    trail: Trail,
    /// The text as it is meant, while its source is shown.
    meant: Option<Document>,
    colouring: Colouring,
    /// How pictures are shown, if they are, and what was asked for.
    showing: Option<Showing>,
    images: Images,
    #[cfg(feature = "images")]
    pictures: super::pictures::Pictures,
}

/// Shows a text until the person quits, or something else ends it; gives the exit status.
///
/// # Errors
/// When the terminal cannot be used, in a line.
pub(super) fn show(
    source: &Arc<Source>,
    format: Format,
    reading: &Reading,
    (rope, bell): (Rope, Bell),
    (post, inbox): (Post, &Inbox),
) -> Result<ExitCode, String> {
    let Opened {
        document,
        rest,
        trouble,
        refused,
    } = read::open(source, format);
    if let Some(why) = refused {
        return Err(format!("{}: {why}", source.name()));
    }
    let structure = Structure::glimpse_with(document.pages(), reading.strictness);
    let complete = structure.complete;
    let theme = theme(reading.images);
    let terminal = |error: io::Error| format!("the terminal: {}", reason(&error));
    restore_on_panic();
    // Before the screen is taken: from then on, whatever ends us has to give it back.
    let signals = warden::catch().map_err(terminal)?;
    let keys = Keys::open().map_err(terminal)?;
    let screen = Screen::take(reading.mouse).map_err(terminal)?;
    let (mut app, finder) = app_of(
        &document,
        structure,
        rest.is_none(),
        (reading.measure, screen.size()),
    );
    if let Some(trouble) = trouble {
        app.announce(trouble);
        app.settle();
    }
    app.set_hyphens(reading.hyphens);
    begin(&mut app, reading, source);
    let mut reader = Reader {
        document: document.clone(),
        post: post.clone(),
        wanted: Arc::default(),
        app,
        screen,
        keys,
        theme,
        source: Arc::clone(source),
        keeper: Keeper::new(document.clone(), post.clone()),
        judging: Judging::new(document, (rope.clone(), bell), post.clone(), finder),
        rope,
        text: 0,
        format,
        open: Open::of(source, format, reading),
        follower: None,
        reloading: None,
        reloads: 0,
        arriving: Arriving::default(),
        noticed: None,
        announcement: None,
        saving: None,
        growth: Growth::default(),
        grew: false,
        awaited: false,
        opened: source.finished().then(Instant::now),
        missed: false,
        trail: Trail::default(),
        meant: None,
        colouring: Colouring::default(),
        showing: None,
        images: reading.images,
        #[cfg(feature = "images")]
        pictures: super::pictures::Pictures::default(),
    };
    reader.show_pictures();
    reader.prepare().map_err(terminal)?;
    // Starting a thread takes a while, so the first frame goes first. But a terminal that is stopped takes none, and
    // whoever waits for it must be able to end us.
    reader
        .screen
        .send_at_once(signals.get_read())
        .map_err(terminal)?;
    warden::watch(signals, post.clone()).map_err(terminal)?;
    reader.screen.send().map_err(terminal)?;
    // What it looked like is kept from now on, so that it shows when it is written over. What has changed already is told with
    // the first key.
    let _ = source.change();
    // Who judges waits for all of the text.
    let due = match rest {
        Some(rest) => Some(Due::Rest(rest)),
        None => (!complete).then_some(Due::Judging),
    };
    reader.tend_follower().map_err(terminal)?;
    reader.colour().map_err(terminal)?;
    reader.see();
    reader.search();
    let status = reader.run(inbox, due);
    // What the last keys changed, if they came with the one that ended it.
    let kept = reader.keeper.keep(reader.app.take_changes());
    let status = status.and_then(|status| kept.map(|()| status));
    let status = status.map_err(terminal);
    let Reader {
        keeper,
        screen,
        saving,
        ..
    } = reader;
    drop(screen);
    if let Some(saving) = saving {
        saving.end();
    }
    if let Some(lost) = keeper.finish() {
        super::fail(0, &lost);
    }
    status
}

/// How everything looks in this terminal.
fn theme(images: Images) -> Theme {
    let colourless = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let theme = if colourless {
        Theme::colourless()
    } else {
        Theme::rubric()
    };
    Theme {
        // The console of Linux writes them out.
        links: std::env::var_os("TERM").is_none_or(|term| term != "linux"),
        depth: showing::depth(images, said).filter(|_| !colourless),
        ..theme
    }
}

/// What the environment says under a name.
fn said(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Goes where the reading is asked to begin.
fn begin(app: &mut App, reading: &Reading, source: &Source) {
    let follow = reading.follow && !source.finished();
    if reading.written {
        app.show_as_written();
    }
    if let Some(start) = &reading.start {
        app.start(start);
    }
    if follow {
        app.stay_at_the_end();
    }
    if follow || reading.written || reading.start.is_some() {
        app.settle();
    }
}

/// The state in which a text is first seen, and what finds the lines of corrections in it. `whole` says whether it is more
/// than its beginning.
fn app_of(
    document: &Document,
    structure: Structure,
    whole: bool,
    (measure, size): (u16, (u16, u16)),
) -> (App, Option<Finder>) {
    let complete = structure.complete;
    let mut app = App::new(document.clone(), structure, measure, size);
    if complete {
        let pages = document.pages();
        let lines: Vec<u32> = (0..pages.parts()).map(|n| pages.part(n).lines).collect();
        app.count_lines(&lines);
    }
    app.number_corrections(Keeper::number());
    // Whose text is not there yet is not known.
    let finder = whole.then(|| correct(&mut app, document)).flatten();
    (app, finder)
}

/// Shows what was corrected in this text before, as far as it is there. Gives what finds the lines of corrections in the
/// rest; none if it does not show yet what text this is.
fn correct(app: &mut App, document: &Document) -> Option<Finder> {
    let pages = document.pages();
    if pages.parts() == 1 && !pages.finished() {
        return None;
    }
    let kept = keeper::load(pages, true);
    let mut finder = Finder::new(kept.corrections.clone());
    if !finder.is_idle() {
        let rest = finder.clone();
        finder.read(&pages.part(0));
        app.learn(News::Kept(kept.corrections));
        app.learn(News::Located(finder.found(app.structure().complete)));
        // Only what was corrected is laid out again: the first frame waits for this.
        app.settle();
        finder = rest;
    }
    if let Some(why) = kept.trouble {
        app.learn(News::Trouble(why));
    }
    Some(finder)
}

impl Reader {
    fn paint(&mut self) -> io::Result<()> {
        self.prepare()?;
        self.screen.send()
    }

    fn prepare(&mut self) -> io::Result<()> {
        let app = &self.app;
        let article = app.regions().article;
        let text = Rect::new(article.x, article.y, article.width, article.height);
        let frame = draw::compose_again(app, &self.theme, self.screen.spare());
        // What covers the text does not move with it.
        let covered = app.regions().over || app.help().is_some() || app.view().note.is_some();
        let keys = if covered {
            Vec::new()
        } else {
            app.view().row_keys()
        };
        self.screen.prepare(frame, text, keys)
    }

    /// `due` is what is to be done of the text, if the first frame does not hold all that is to be known.
    fn run(&mut self, inbox: &Inbox, mut due: Option<Due>) -> io::Result<ExitCode> {
        loop {
            // The worker waits a moment: what the person sees and does first comes first.
            let patience = match due {
                None => self.growth.patience(),
                Some(_) => Some(SETTLE),
            };
            let woken = inbox.wait(&self.keys, patience)?;
            let begun = Instant::now();
            let mut events: Vec<Event> = inbox.take().collect();
            if woken.other {
                events.extend(self.read_keys());
            }
            if events.is_empty() && !woken.in_vain() {
                continue;
            }
            match due.take() {
                None => {}
                Some(Due::Judging) => self.judging.start(self.app.strictness(), 0),
                Some(Due::Rest(rest)) => self.read_rest(rest),
            }
            let happened = !events.is_empty();
            let mut changed = false;
            self.grew = self.growth.is_due();
            if self.grew {
                self.app.has_come(self.source.size());
                changed = self.app.learn(News::Grown);
            }
            for event in events {
                if let Event::End(status) = event {
                    return Ok(ExitCode::from(status));
                }
                match self.take(event)? {
                    Some(Effect::Quit) => return Ok(ExitCode::SUCCESS),
                    Some(Effect::Redraw) => self.screen.redraw(),
                    Some(Effect::Suspend) => self.suspend(),
                    Some(Effect::Judge) => {
                        let seen = self.app.structure().judged;
                        self.judging.start(self.app.strictness(), seen);
                    }
                    Some(Effect::Follow) => self.follow(),
                    Some(Effect::Reload) => self.reload_as_asked(),
                    Some(Effect::Save) => self.save(),
                    Some(Effect::StopSaving) => self.stop_saving(),
                    Some(Effect::StopInput) => self.stop_input(),
                    Some(Effect::Visit) => self.visit()?,
                    Some(Effect::ToggleSource) => self.toggle_source(),
                    Some(Effect::ToggleWhole) => self.toggle_whole(),
                    Some(Effect::GoBack) => self.go_back(true)?,
                    Some(Effect::GoForward) => self.go_back(false)?,
                    Some(Effect::None) => {}
                    None => continue,
                }
                changed = true;
            }
            changed |= self.grew && self.recognise();
            if changed {
                if let Some(text) = self.announcement.take() {
                    self.app.announce(text);
                }
                self.app.set_standing(self.standing());
                self.app.settle();
                self.tend_follower()?;
                self.search();
                self.keeper.keep(self.app.take_changes())?;
                self.tell_of_missed();
                self.source.ask(self.in_view());
                testing_panic("render");
                self.paint()?;
                if self.grew {
                    self.growth.was_shown(begun);
                }
            }
            self.colour()?;
            self.see();
            // Nobody waits for this: what was typed is shown first.
            if happened {
                self.look();
                let stands = self.app.set_standing(self.standing());
                let said = self.announcement.take();
                if stands || said.is_some() {
                    if let Some(text) = said {
                        self.app.announce(text);
                    }
                    self.app.settle();
                    self.paint()?;
                }
            }
        }
    }

    /// What was typed. A terminal that cannot be read any more is gone.
    fn read_keys(&mut self) -> Vec<Event> {
        match self.keys.take() {
            Ok(typed) => typed.into_iter().map(Event::Input).collect(),
            Err(_) => vec![Event::End(129)],
        }
    }

    /// Lets the code in view be coloured.
    fn colour(&mut self) -> io::Result<()> {
        let code = self.app.take_uncoloured();
        self.colouring.order(self.text, code, &self.post)
    }

    /// Says once that the file has lost what was to be shown: an empty page alone says nothing.
    fn tell_of_missed(&mut self) {
        if !self.missed
            && let Some(why) = self.source.missed()
        {
            self.missed = true;
            self.app.learn(News::Trouble(why.to_owned()));
        }
    }

    /// Ends the search that is not wanted any more, and starts the one that is.
    fn search(&mut self) {
        let number = self.app.finding().number();
        self.wanted.store(number, Ordering::Relaxed);
        if let Some(survey) = self.app.take_survey() {
            let wanted = Arc::clone(&self.wanted);
            searching::start(self.document.clone(), survey, wanted, &self.post);
        }
    }

    /// Takes what happened; none if it changes nothing on the screen.
    fn take(&mut self, event: Event) -> io::Result<Option<Effect>> {
        let (columns, rows) = match event {
            Event::Input(input) => return Ok(self.typed(&input)),
            Event::Judged(text, _) if text != self.text => return Ok(None),
            Event::Judged(_, news) => return self.take(Event::News(news)),
            Event::Changed(change) => {
                self.changed(change);
                return Ok(Some(Effect::None));
            }
            Event::Reloaded(reloaded) => return Ok(self.turn(reloaded)),
            Event::Arrived(arrived) => return Ok(self.arrived(*arrived)),
            Event::Lost(number, why) => return Ok(self.lost(number, why)),
            Event::News(News::Grown) if !self.growth.comes() => return Ok(None),
            Event::News(news) => {
                if matches!(news, News::Grown) {
                    self.grew = true;
                    self.app.has_come(self.source.size());
                }
                if self.opened.is_some_and(|at| at.elapsed() > OPENING) {
                    self.app.rest();
                }
                return Ok(self.app.learn(news).then_some(Effect::None));
            }
            Event::Stop if wakeable() => {
                self.awaited = true;
                self.screen.lend(|| {
                    let _ = rustix::process::kill_process(
                        rustix::process::getpid(),
                        rustix::process::Signal::STOP,
                    );
                })?
            }
            Event::Stop | Event::End(_) => return Ok(None),
            Event::Resumed if std::mem::take(&mut self.awaited) => return Ok(None),
            Event::Resumed => self.screen.lend(|| {})?,
            Event::Resize => self.screen.resize(),
        };
        self.show_pictures();
        self.app.resize(columns, rows);
        Ok(Some(Effect::None))
    }

    /// Takes what the person did, if it concerns us.
    fn typed(&mut self, event: &event::Event) -> Option<Effect> {
        match event {
            event::Event::Key(key) if key.kind != KeyEventKind::Release => {
                testing_panic("key");
                Some(self.app.key(*key))
            }
            event::Event::Mouse(mouse) => Some(self.app.mouse(*mouse)),
            // What is pasted is no command, but may be searched for, or be a name.
            event::Event::Paste(text) => self.app.paste(text).then_some(Effect::None),
            // The warden tells of a new size.
            _ => None,
        }
    }

    /// How far into the source the page reaches, in bytes.
    fn in_view(&self) -> u64 {
        let last = self
            .app
            .view()
            .lines
            .last()
            .map_or(0, |line| line.place.part);
        part_near(last)
    }

    /// Does what the terminal would do at Ctrl-Z, were that not a key like others: whoever stands in the same pipeline
    /// is stopped too, else the shell would go on waiting for them. We are told like everybody else.
    fn suspend(&mut self) {
        if wakeable() {
            let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        } else {
            let why = "there is no shell to go back to".to_owned();
            self.app.learn(News::Trouble(why));
        }
    }
}

/// Whether a shell could continue us after a stop: not where the first process of the session is one of our own group,
/// as in a terminal that was opened for us alone.
fn wakeable() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// A panic gives the terminal back before it is told. One in a worker is caught there: reading goes on, the screen
/// stays, and nothing is printed onto it.
fn restore_on_panic() {
    let tell = panic::take_hook();
    let reader = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == reader {
            give_back();
            tell(info);
        }
    }));
}
