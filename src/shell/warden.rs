//! Watches for what ends or stops a program from outside: signals, and a terminal that goes away.
//!
//! One thread waits in poll(2) on the terminal and on the pipe that the signals write to; at rest it does not wake.
//! crossterm would spin on a dead terminal (its issue 793), so nobody else may be trusted to notice.

use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Event;
use super::post::Post;
use super::screen::give_back;

/// How long the main thread has to end by itself when it was told to.
const PATIENCE: Duration = Duration::from_millis(700);

/// Signals that end the program, and the status it then ends with.
const ENDING: [(i32, u8); 4] = [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131)];

/// What the signals leave their marks in.
pub(super) type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// Catches the signals from now on; what comes before [`watch`] is told then.
///
/// # Errors
/// When no pipe can be made.
pub(super) fn catch() -> io::Result<Signals> {
    // One pipe for all of them: a person may have few descriptors to give.
    let (read, write) = UnixStream::pair()?;
    let watched = ENDING
        .iter()
        .map(|(s, _)| *s)
        .chain([SIGTSTP, SIGCONT, SIGWINCH]);
    SignalDelivery::with_pipe(read, write, SignalOnly, watched)
}

/// Starts to watch.
///
/// # Errors
/// When no thread can be made.
pub(super) fn watch(signals: Signals, events: Post) -> io::Result<()> {
    thread::Builder::new()
        .name("warden".to_owned())
        .stack_size(128 * 1024)
        .spawn(move || wait(&events, signals))
        .map(drop)
}

fn wait(events: &Post, mut signals: Signals) {
    loop {
        let (terminal, pipe) = (rustix::stdio::stdout(), signals.get_read().as_fd());
        // Asked for nothing, poll still tells of a terminal that is gone.
        let mut both = [
            PollFd::from_borrowed_fd(terminal, PollFlags::empty()),
            PollFd::from_borrowed_fd(pipe, PollFlags::IN),
        ];
        match poll(&mut both, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
        let [gone, _] = both.map(|fd| !fd.revents().is_empty());
        if gone {
            return end(events, 129);
        }
        for signal in signals.pending() {
            let event = match (ENDING.iter().find(|(s, _)| *s == signal), signal) {
                (Some((_, status)), _) => return end(events, *status),
                (None, SIGTSTP) => Event::Stop,
                (None, SIGWINCH) => Event::Resize,
                (None, _) => Event::Resumed,
            };
            let _ = events.send(event);
        }
    }
}

/// Tells the main thread to end, and ends without it if it does not: it may be stuck in writing to a terminal that
/// takes nothing.
fn end(events: &Post, status: u8) {
    let _ = events.send(Event::End(status));
    thread::sleep(PATIENCE);
    // That may be stuck as well. What does not need the terminal to take anything is done in any case.
    drop(thread::Builder::new().spawn(give_back));
    thread::sleep(PATIENCE);
    let _ = crossterm::terminal::disable_raw_mode();
    std::process::exit(i32::from(status));
}

#[cfg(test)]
mod tests {
    use rustix::process::{Signal, getpid, kill_process};

    use super::*;

    #[test]
    fn every_signal_comes_through_the_one_pipe() {
        let (post, inbox) = super::super::post::post().unwrap();
        let (silent, _open) = UnixStream::pair().unwrap();
        watch(catch().unwrap(), post).unwrap();
        for _ in 0..3 {
            for (signal, stops) in [(Signal::TSTP, true), (Signal::CONT, false)] {
                kill_process(getpid(), signal).unwrap();
                let event = loop {
                    inbox.wait(&silent, None).unwrap();
                    if let Some(event) = inbox.take().next() {
                        break event;
                    }
                };
                assert_eq!(matches!(event, Event::Stop), stops, "{event:?}");
                assert_eq!(matches!(event, Event::Resumed), !stops, "{event:?}");
            }
        }
    }
}
