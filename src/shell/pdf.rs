//! What is printed in a PDF, as text: the program `pdftotext` of poppler knows it, where it is installed. It gets the bytes
//! through a pipe and has no part in anything else of ours.

use std::io::{self, ErrorKind, PipeWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::source::{Fault, Source, reason};
use crate::text::Clean;

/// The program.
const PROGRAM: &str = "pdftotext";
/// How it is asked: without a word about faults, columns where they stand, from standard input to standard output.
const ARGUMENTS: [&str; 6] = ["-q", "-layout", "-enc", "UTF-8", "-", "-"];
/// The longest time that it may keep silent: then it is ended.
const SILENCE: Timespec = Timespec {
    tv_sec: 60,
    tv_nsec: 0,
};
/// The most text that is taken, in bytes.
const MOST: u64 = 1 << 30;
/// Bytes that are passed on at a time.
const STEP: usize = 64 << 10;
/// How long it may take to end after its last word, and how often that is looked at.
const FAREWELL: Duration = Duration::from_secs(5);
const PACE: Duration = Duration::from_millis(5);

/// The programs that run, so that none of them outlives us.
static RUNNING: Mutex<Vec<Arc<Mutex<Child>>>> = Mutex::new(Vec::new());

/// The text of a PDF, as the program writes it.
///
/// # Errors
/// When the program is not there or cannot be started, in a line with the name of the source.
pub(super) fn text_of(pdf: &Arc<Source>) -> Result<Source, String> {
    let name = pdf.name();
    let broken = |error: &io::Error| format!("{name}: {PROGRAM}: {}", reason(error));
    let mut command = Command::new(PROGRAM);
    command.args(ARGUMENTS).stderr(Stdio::null());
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            format!(
                "{name}: is a PDF, and {PROGRAM} (of poppler), which reads those, is not installed"
            )
        }
        _ => broken(&error),
    })?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let child = Arc::new(Mutex::new(child));
    running().push(Arc::clone(&child));
    let (text, out) = io::pipe().map_err(|error| broken(&error))?;
    let fault = Fault::default();
    if let (Some(input), Some(output)) = (input, output) {
        let pdf = Arc::clone(pdf);
        start("pdf", move || feed(&pdf, input)).map_err(|error| broken(&error))?;
        let fault = Arc::clone(&fault);
        let take = move || {
            // It is said before the pipe ends, and the pipe ends when it goes.
            let mut out = out;
            if let Err(why) = take(output, &mut out, &child) {
                let _ = fault.set(Clean::line(&why));
            }
            drop(out);
            end(&child);
        };
        start("pdftotext", take).map_err(|error| broken(&error))?;
    }
    let source = Arc::clone(pdf).becomes(text, fault);
    source.map_err(|why| format!("{name}: {why}"))
}

/// Ends all programs that still run.
pub(super) fn end_all() {
    for child in running().drain(..) {
        end(&child);
    }
}

fn running() -> MutexGuard<'static, Vec<Arc<Mutex<Child>>>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn start(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
}

/// Gives the program all bytes, until it wants no more.
fn feed(pdf: &Source, mut input: ChildStdin) {
    let mut given = 0;
    loop {
        pdf.wait_beyond(given);
        let bytes = pdf.read(given..given + STEP as u64);
        if bytes.is_empty() || input.write_all(&bytes).is_err() {
            return;
        }
        given += bytes.len() as u64;
    }
}

/// Passes on what the program says, until it ends or nobody listens.
fn take(mut output: ChildStdout, out: &mut PipeWriter, child: &Mutex<Child>) -> Result<(), String> {
    let mut step = vec![0; STEP];
    let mut taken = 0;
    loop {
        match poll(&mut [PollFd::new(&output, PollFlags::IN)], Some(&SILENCE)) {
            Ok(0) => return Err(format!("{PROGRAM} has said nothing for a minute")),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(reason(&error.into()).to_string()),
        }
        let n = match output.read(&mut step) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(reason(&error).to_string()),
        };
        if out.write_all(step.get(..n).unwrap_or(&[])).is_err() {
            return Ok(());
        }
        taken += n as u64;
        if taken > MOST {
            return Err(format!("{PROGRAM} was ended after 1 GiB of text"));
        }
    }
    match ended(child) {
        Some(status) if status.success() => Ok(()),
        // What its manual says: 1 is a file that it cannot open, 3 one that forbids it.
        Some(status) if status.code() == Some(3) => {
            Err(format!("{PROGRAM} says that the text may not be copied"))
        }
        _ => Err(format!(
            "{PROGRAM} cannot read it: damaged, or locked by a password"
        )),
    }
}

/// How the program ended; none if it does not, or ended otherwise.
fn ended(child: &Mutex<Child>) -> Option<ExitStatus> {
    let since = Instant::now();
    while since.elapsed() < FAREWELL {
        let status = child
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .try_wait();
        if let Some(status) = status.ok()? {
            return Some(status);
        }
        thread::sleep(PACE);
    }
    None
}

fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // Neither does anything to one that has ended and been waited for.
    let _ = child.kill();
    let _ = child.wait();
}
