//! The door: what was asked, the terminal, the threads. Everything that can fail from outside fails here, in a line.

pub mod args;
mod batch;
mod bell;
mod generate;
mod rows;
mod screen;
mod scroll;
mod waker;
mod warden;
mod worker;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyEventKind};
use ratatui::layout::Rect;

use crate::app::{App, Effect, News};
use crate::document::Document;
use crate::draw::{self, theme::Theme};
use crate::outline::Structure;
use crate::read::Plain;
use crate::source::{Arrival, OpenError, Source};
use crate::text::Clean;
use args::{Asked, Input, Reading};
use screen::{Screen, give_back};
use waker::{Inbox, Post};

/// The text that opens when none is named.
const GUIDE: &str = include_str!("../assets/guide.txt");
/// How long the first frame waits for the beginning of a pipe.
const FIRST_BYTES: Duration = Duration::from_millis(60);
/// How long the judging of a long text waits behind the first frame, if nothing happens before.
const SETTLE: Duration = Duration::from_millis(60);

/// What other threads tell the main one.
#[derive(Debug)]
enum Event {
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
    let source = Arc::new(open(&reading.input)?);
    let (rope, bell) = bell::bell();
    let (inbox, post) = waker::inbox().map_err(|e| format!("no threads: {e}"))?;
    let screened = reading.outline.is_none() && io::stdout().is_terminal();
    let teller = screened.then(|| post.clone());
    source.follow_input(move |arrival| {
        rope.pull();
        if let Some(teller) = &teller {
            let news = match arrival {
                Arrival::More | Arrival::Finished => News::Grown,
                Arrival::Trouble(text) => News::Trouble(text.to_string()),
            };
            teller.send(Event::News(news));
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
    if !screened {
        return batch::pass_through(&source)
            .map(|()| ExitCode::SUCCESS)
            .map_err(|e| written(&e));
    }
    source.wait_for(64 * 1024, FIRST_BYTES);
    let document = Document::new(source.name().clone(), Arc::new(Plain::new(source)));
    show(document, reading, bell, (post, &inbox))
}

fn written(error: &io::Error) -> String {
    format!("standard output: {error}")
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
    document: Document,
    reading: &Reading,
    bell: bell::Bell,
    (post, inbox): (Post, &Inbox),
) -> Result<ExitCode, String> {
    let terminal = |error: io::Error| format!("the terminal: {error}");
    let structure = Structure::glimpse(document.pages());
    let complete = structure.complete;
    restore_on_panic();
    let mut screen = Screen::take(reading.mouse).map_err(terminal)?;
    let mut app = App::new(document.clone(), structure, reading.measure, screen.size());
    if complete {
        let lines: Vec<u32> = (0..document.pages().parts())
            .map(|n| document.pages().part(n).lines)
            .collect();
        app.count_lines(&lines);
    }
    let colourless = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let theme = if colourless {
        Theme::colourless()
    } else {
        Theme::rubric()
    };
    paint(&app, &theme, &mut screen).map_err(terminal)?;
    warden::watch(post.clone()).map_err(terminal)?;
    let worker = (!complete).then_some(move || worker::judge(document, bell, post));
    let status = run(&mut app, &mut screen, &theme, inbox, worker).map_err(terminal);
    drop(screen);
    status
}

fn paint(app: &App, theme: &Theme, screen: &mut Screen) -> io::Result<()> {
    let article = app.regions().article;
    let text = Rect::new(article.x, article.y, article.width, article.height);
    screen.draw(draw::compose(app, theme), text, app.view().row_keys())
}

/// The loop: takes what happened and all that waits behind it, draws once, sleeps.
fn run(
    app: &mut App,
    screen: &mut Screen,
    theme: &Theme,
    inbox: &Inbox,
    worker: Option<impl FnOnce() -> io::Result<()>>,
) -> io::Result<ExitCode> {
    let mut worker = worker;
    loop {
        // The worker waits a moment: what the person sees and does first comes first.
        let woken = inbox.wait(worker.is_some().then_some(SETTLE))?;
        if woken.gone {
            return Ok(ExitCode::from(129));
        }
        if let Some(start) = worker.take() {
            start()?;
        }
        let mut changed = false;
        for event in inbox.events() {
            match event {
                Event::News(news) => changed |= app.learn(news),
                Event::Stop => {
                    stop(app, screen)?;
                    changed = true;
                }
                Event::Resize => {
                    let (columns, rows) = screen.resize();
                    app.resize(columns, rows);
                    changed = true;
                }
                Event::Resumed => {
                    let (columns, rows) = screen.lend(|| {})?;
                    app.resize(columns, rows);
                    changed = true;
                }
                Event::End(status) => return Ok(ExitCode::from(status)),
            }
        }
        while woken.keys && event::poll(Duration::ZERO)? {
            match event::read()? {
                event::Event::Key(key) if key.kind != KeyEventKind::Release => {
                    testing_panic("key");
                    match app.key(key) {
                        Effect::None => {}
                        Effect::Redraw => screen.redraw(),
                        Effect::Suspend => stop(app, screen)?,
                        Effect::Quit => return Ok(ExitCode::SUCCESS),
                    }
                    changed = true;
                }
                event::Event::Mouse(mouse) => {
                    app.mouse(mouse);
                    changed = true;
                }
                // The warden tells of a new size.
                _ => {}
            }
        }
        if changed {
            app.settle();
            testing_panic("render");
            paint(app, theme, screen)?;
        }
    }
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
    let asked = std::env::var_os("RUBRIC_TEST_PANIC").is_some_and(|v| v == place);
    assert!(!asked, "asked for by RUBRIC_TEST_PANIC");
}
