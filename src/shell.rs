//! The door: what was asked, the terminal, the threads. Everything that can fail from outside fails here, in a line.

pub mod args;
mod arriving;
mod batch;
mod bell;
mod colouring;
#[cfg(feature = "fetch")]
mod fetching;
mod following;
mod generate;
mod helper;
mod incoming;
mod judging;
mod keeper;
mod keys;
mod manual;
mod pdf;
#[cfg(feature = "images")]
mod pictures;
mod pointed;
mod post;
mod reader;
mod reloading;
mod rows;
mod saving;
mod screen;
mod scroll;
mod searching;
mod showing;
mod warden;
mod worker;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use signal_hook::consts::SIGXFSZ;

use crate::app::News;
use crate::app::start::Start;
use crate::read::Format;
use crate::source::{Change, OpenError, Source, reason};
use crate::text::Clean;
use args::{Asked, Input, Reading};
use arriving::Arrived;
use reloading::Reloaded;

/// The text that opens when none is named.
const GUIDE: &str = include_str!("../assets/guide.txt");
/// How long the first frame waits for the beginning of a pipe.
const FIRST_BYTES: Duration = Duration::from_millis(60);
/// How long the first frame waits for the first words of a packed file, or of a text that another program makes.
const FIRST_WORDS: Duration = Duration::from_secs(2);

/// What other threads tell the main one.
#[derive(Debug)]
enum Event {
    /// The person typed or did something with the mouse.
    Input(crossterm::event::Event),
    /// The window has another size.
    Resize,
    /// A worker has something to tell.
    News(News),
    /// Who judges the text of this number has something to tell.
    Judged(u64, News),
    /// The file that is followed changed in another way than to become longer.
    Changed(Change),
    /// The file was read anew.
    Reloaded(Reloaded),
    /// More of a text was read than is shown.
    Arrived(Box<Arrived>),
    /// The order of this number to read on came to nothing, and why.
    Lost(u64, String),
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
        Asked::Read(reading) => {
            let done = read(&reading);
            pdf::end_all();
            done
        }
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
    let reading = &pointed::resolved(reading)?;
    // Without this, the limit of a file's size kills whoever writes beyond it; so the write fails, and is told.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let Found {
        source,
        format: said,
        place,
    } = open(&reading.input)?;
    let mut reading = reading.clone();
    reading.start = reading.start.or(place.map(Start::Name));
    let reading = &reading;
    let mut source = match reading.charset {
        None => source,
        charset => source.written_in(charset),
    };
    let screened = reading.outline.is_none() && io::stdout().is_terminal();
    if screened && reading.follow && source.is_kept() {
        source = source
            .followed()
            .map_err(|why| format!("{}: {why}", source.name()))?;
    }
    let mut source = Arc::new(source);
    if reading.outline.is_none() && !screened {
        return batch::pass_through(&source).map(|()| ExitCode::SUCCESS);
    }
    let (rope, bell) = bell::bell();
    // Who only prints has nobody to be told of anything.
    let mail = screened.then(post::post).transpose();
    let mail = mail.map_err(|error| format!("the terminal: {}", reason(&error)))?;
    let teller = mail.as_ref().map(|(post, _)| post.clone());
    let mut cut_short = incoming::take_in(&source, rope.clone(), teller.clone());
    if screened && std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err("the terminal is dumb (TERM), it cannot show a page".to_owned());
    }
    if screened {
        source.wait_for(64 * 1024, FIRST_BYTES);
        if source.is_kept() {
            // A packed file has something to show soon, or is broken: then that is said instead of an empty page.
            source.wait_for(1, FIRST_WORDS);
        }
    } else {
        source.wait_beyond(args::HEAD);
    }
    let format = reading.format_of(&source, said);
    if format == Format::Pdf {
        source = Arc::new(pdf::text_of(&source)?);
        cut_short = incoming::take_in(&source, rope.clone(), teller);
        if screened {
            source.wait_for(1, FIRST_WORDS);
        }
    }
    if let Some(form) = reading.outline {
        let whole = batch::print_outline(&source, format, form, reading)?;
        // An outline of a part of the text is printed, but nobody may take it for the whole.
        let whole = whole && !cut_short.load(Ordering::Relaxed);
        return Ok(ExitCode::from(u8::from(!whole)));
    }
    if let Some(why) = source.failed() {
        return Err(format!("{}: {}", source.name(), &**why));
    }
    let Some((post, inbox)) = mail else {
        return Ok(ExitCode::SUCCESS);
    };
    reader::show(&source, format, reading, (rope, bell), (post, &inbox))
}

fn written(error: &io::Error) -> String {
    format!("standard output: {}", reason(error))
}

/// A text that was asked for, and what is known of it before it is looked at.
struct Found {
    source: Source,
    /// What somebody says that it is written in.
    format: Option<Format>,
    /// The place in it that its address names.
    place: Option<String>,
}

/// Opens what is to be read.
fn open(input: &Input) -> Result<Found, String> {
    let source = match input {
        Input::Web(address) => return fetch(address),
        Input::File(path) => Source::open(path).map_err(|why| because(path, &why)),
        Input::Stdin => Source::stdin().map_err(|why| because(Path::new("standard input"), &why)),
        Input::Any if io::stdin().is_terminal() => {
            Ok(Source::from_bytes("guide", GUIDE.as_bytes()))
        }
        Input::Any => Source::stdin().map_err(|why| because(Path::new("standard input"), &why)),
    };
    source.map(|source| Found {
        source,
        format: None,
        place: None,
    })
}

#[cfg(feature = "fetch")]
fn fetch(address: &str) -> Result<Found, String> {
    fetching::fetch(address)
}

#[cfg(not(feature = "fetch"))]
fn fetch(address: &str) -> Result<Found, String> {
    Err(format!("{address}: this rubric was built without fetch"))
}

fn because(path: &Path, why: &OpenError) -> String {
    if path.to_str().is_some_and(|name| name.starts_with("man:")) && *why == OpenError::Missing {
        return format!("{}: no such page of the manual", path.to_string_lossy());
    }
    format!("{}: {why}", path.to_string_lossy())
}

/// Panics where the environment asks for it, so that tests can see what a panic there does.
fn testing_panic(place: &str) {
    assert!(!is_tested(place), "asked for by RUBRIC_TEST_PANIC");
}

/// Whether the environment asks for trouble there.
fn is_tested(place: &str) -> bool {
    static ASKED: OnceLock<Option<OsString>> = OnceLock::new();
    let asked = ASKED.get_or_init(|| std::env::var_os("RUBRIC_TEST_PANIC"));
    asked.as_ref().is_some_and(|asked| asked == place)
}
