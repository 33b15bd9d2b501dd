//! The door: what was asked, the terminal, the threads. Everything that can fail from outside fails here, in a line.

pub mod args;
mod batch;
mod bell;
mod generate;
mod screen;
mod warden;
mod worker;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEvent, KeyEventKind, MouseEvent};
use signal_hook::consts::SIGXFSZ;

use crate::app::{App, Effect, News};
use crate::document::{Document, PART_BYTES};
use crate::draw::{self, theme::Theme};
use crate::outline::Structure;
use crate::read::Plain;
use crate::source::{Arrival, OpenError, Source, reason};
use crate::text::Clean;
use args::{Asked, Input, Reading};
use screen::{Screen, give_back};

/// The text that opens when none is named.
const GUIDE: &str = include_str!("../assets/guide.txt");
/// How long the first frame waits for the beginning of a pipe.
const FIRST_BYTES: Duration = Duration::from_millis(60);
/// So many parts of a text are judged before its first frame; it takes about a millisecond.
const JUDGED_AT_ONCE: u32 = 1;

/// What the main thread waits for.
#[derive(Debug)]
enum Event {
    /// A key was typed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize,
    /// A worker has something to tell.
    News(News),
    /// Stop until continued.
    Stop,
    /// Continued after a stop that we may not have asked for.
    Resumed,
    /// End with this status.
    End(u8),
}

/// Runs rubric with the arguments of the process, the first being its name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let asked = match args::parse(args) {
        Ok(asked) => asked,
        Err(wrong) => return fail(2, &wrong),
    };
    let done = match asked {
        Asked::Print(text) => return print(&text),
        Asked::Generate { folder, check } => {
            generate::files(&folder, check).map(|()| ExitCode::SUCCESS)
        }
        Asked::Read(reading) => read(&reading),
    };
    done.unwrap_or_else(|why| fail(1, &why))
}

fn print(text: &str) -> ExitCode {
    // Help that nobody reads on is no failure.
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// Says what went wrong in one line.
fn fail(status: u8, why: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "rubric: {}", Clean::line(why));
    ExitCode::from(status)
}

fn read(reading: &Reading) -> Result<ExitCode, String> {
    // Without this, the limit of a file's size kills whoever writes beyond it; so the write fails, and is told.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let source = Arc::new(open(&reading.input)?);
    let screened = reading.outline.is_none() && io::stdout().is_terminal();
    if reading.outline.is_none() && !screened {
        return batch::pass_through(&source).map(|()| ExitCode::SUCCESS);
    }
    let (rope, bell) = bell::bell();
    let (events, inbox) = channel();
    let teller = screened.then(|| events.clone());
    source.follow_input(move |arrival| {
        rope.pull();
        match (arrival, &teller) {
            (Arrival::More | Arrival::Finished, None) => {}
            (Arrival::More | Arrival::Finished, Some(teller)) => {
                drop(teller.send(Event::News(News::Grown)));
            }
            (Arrival::Trouble(text), Some(teller)) => {
                drop(teller.send(Event::News(News::Trouble(text.to_string()))));
            }
            (Arrival::Trouble(text), None) => {
                fail(1, &text);
            }
        }
    });
    if let Some(form) = reading.outline {
        source.wait_for(u64::MAX, Duration::MAX);
        let document = Document::new(
            source.name().clone(),
            Arc::new(Plain::new(Arc::clone(&source))),
        );
        return batch::print_outline(&document, &source, form)
            .map(|()| ExitCode::SUCCESS)
            .map_err(|e| written(&e));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err("the terminal is dumb (TERM), it cannot show a page".to_owned());
    }
    source.wait_for(64 * 1024, FIRST_BYTES);
    show(&source, reading, bell, (events, &inbox))
}

fn written(error: &io::Error) -> String {
    format!("standard output: {}", reason(error))
}

fn open(input: &Input) -> Result<Source, String> {
    match input {
        Input::File(path) => Source::open(path).map_err(|why| because(path, &why)),
        Input::Stdin => Source::stdin().map_err(|why| because(Path::new("standard input"), &why)),
        Input::Any if io::stdin().is_terminal() => {
            Ok(Source::from_bytes("guide", GUIDE.as_bytes()))
        }
        Input::Any => Source::stdin().map_err(|why| because(Path::new("standard input"), &why)),
    }
}

fn because(path: &Path, why: &OpenError) -> String {
    format!("{}: {why}", path.to_string_lossy())
}

/// The first frame, then the threads, then the loop.
fn show(
    source: &Arc<Source>,
    reading: &Reading,
    bell: bell::Bell,
    (events, inbox): (Sender<Event>, &Receiver<Event>),
) -> Result<ExitCode, String> {
    let pages = Arc::new(Plain::new(Arc::clone(source)));
    let document = Document::new(source.name().clone(), pages);
    let pages = document.pages();
    let structure = Structure::head(pages, JUDGED_AT_ONCE);
    let complete = structure.complete;
    let theme = if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        Theme::colourless()
    } else {
        Theme::rubric()
    };
    let terminal = |error: io::Error| format!("the terminal: {}", reason(&error));
    restore_on_panic();
    // Before the screen is taken: from then on, whatever ends us has to give it back.
    warden::watch(events.clone()).map_err(terminal)?;
    let mut screen = Screen::take(reading.mouse).map_err(terminal)?;
    let mut app = App::new(document.clone(), structure, reading.measure, screen.size());
    if complete {
        let lines: Vec<u32> = (0..document.pages().parts())
            .map(|n| document.pages().part(n).lines)
            .collect();
        app.count_lines(&lines);
    }
    screen
        .draw(|buffer| draw::draw(&app, &theme, buffer))
        .map_err(terminal)?;

    if !complete {
        worker::judge(document, bell, events.clone()).map_err(terminal)?;
    }
    listen(events).map_err(terminal)?;
    let status = run(&mut app, &mut screen, &theme, (source, inbox)).map_err(terminal);
    drop(screen);
    status
}

/// The loop: takes what happened and all that waits behind it, draws once, sleeps.
fn run(
    app: &mut App,
    screen: &mut Screen,
    theme: &Theme,
    (source, inbox): (&Source, &Receiver<Event>),
) -> io::Result<ExitCode> {
    // Continued after a stop of our own we are told of it as well; the screen is ours again by then.
    let mut awaited = false;
    while let Ok(first) = inbox.recv() {
        let mut changed = false;
        for event in std::iter::once(first).chain(inbox.try_iter()) {
            match event {
                Event::Key(key) => {
                    testing_panic("key");
                    match app.key(key) {
                        Effect::None => {}
                        Effect::Redraw => screen.redraw(),
                        Effect::Suspend => suspend(app),
                        Effect::Quit => return Ok(ExitCode::SUCCESS),
                    }
                    changed = true;
                }
                Event::Mouse(mouse) => {
                    app.mouse(mouse);
                    changed = true;
                }
                Event::News(news) => changed |= app.learn(news),
                Event::Stop if wakeable() => {
                    stop(app, screen)?;
                    (awaited, changed) = (true, true);
                }
                Event::Stop => {}
                Event::Resumed if std::mem::take(&mut awaited) => {}
                Event::Resize | Event::Resumed => {
                    let (columns, rows) = if matches!(event, Event::Resumed) {
                        screen.lend(|| {})?
                    } else {
                        screen.resize()
                    };
                    app.resize(columns, rows);
                    changed = true;
                }
                Event::End(status) => return Ok(ExitCode::from(status)),
            }
        }
        if changed {
            app.settle();
            source.ask(in_view(app));
            testing_panic("render");
            screen.draw(|buffer| draw::draw(app, theme, buffer))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// How far into the source the page reaches, in bytes.
fn in_view(app: &App) -> u64 {
    let last = app.view().lines.last().map_or(0, |line| line.place.part);
    u64::from(last) * PART_BYTES
}

/// Does what the terminal would do at Ctrl-Z, were that not a key like others: whoever stands in the same pipeline is
/// stopped too, else the shell would go on waiting for them. We are told like everybody else.
fn suspend(app: &mut App) {
    if wakeable() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    } else {
        let why = "there is no shell to go back to".to_owned();
        app.learn(News::Trouble(why));
    }
}

/// Whether a shell could continue us after a stop: not where the first process of the session is one of our own group,
/// as in a terminal that was opened for us alone.
fn wakeable() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Stops this process as Ctrl-Z does, with the terminal as the shell knows it; on return the screen is ours again.
fn stop(app: &mut App, screen: &mut Screen) -> io::Result<()> {
    let (columns, rows) = screen.lend(|| {
        let _ =
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
    })?;
    app.resize(columns, rows);
    Ok(())
}

/// Starts the thread that waits for keys.
fn listen(events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new()
        .name("keys".to_owned())
        .stack_size(256 * 1024)
        .spawn(move || {
            while let Ok(event) = event::read() {
                let event = match event {
                    event::Event::Key(key) if key.kind != KeyEventKind::Release => Event::Key(key),
                    event::Event::Mouse(mouse) => Event::Mouse(mouse),
                    event::Event::Resize(..) => Event::Resize,
                    _ => continue,
                };
                if events.send(event).is_err() {
                    return;
                }
            }
            // A terminal that cannot be read any more is gone.
            drop(events.send(Event::End(129)));
        })
        .map(drop)
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

/// Panics where the environment asks for it, so that tests can see what a panic there does.
fn testing_panic(place: &str) {
    if std::env::var_os("RUBRIC_TEST_PANIC").is_some_and(|v| v == place) {
        let nothing: Option<()> = None;
        #[expect(clippy::expect_used, reason = "the panic that a test asked for")]
        nothing.expect("asked for by RUBRIC_TEST_PANIC");
    }
}
