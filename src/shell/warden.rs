//! Watches for what ends or stops a program from outside: signals, and a terminal that goes away.
//!
//! One thread waits in poll(2) on the terminal and on the pipes that the signals write to; at rest it does not wake.
//! crossterm would spin on a dead terminal (its issue 793), so nobody else may be trusted to notice.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::low_level::pipe;

use super::Event;
use super::screen::give_back;
use super::waker::Post;

/// How long the main thread has to end by itself when it was told to.
const PATIENCE: Duration = Duration::from_millis(700);

/// Signals that end the program, and the status it then ends with.
const ENDING: [(i32, u8); 4] = [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131)];

/// Starts to watch.
///
/// # Errors
/// When no pipe or thread can be made.
pub(super) fn watch(events: Post) -> io::Result<()> {
    let mut pipes = Vec::new();
    for signal in ENDING
        .iter()
        .map(|(s, _)| *s)
        .chain([SIGTSTP, SIGCONT, SIGWINCH])
    {
        let (read, write) = UnixStream::pair()?;
        pipe::register(signal, write)?;
        pipes.push((signal, read));
    }
    thread::Builder::new()
        .name("warden".to_owned())
        .stack_size(128 * 1024)
        .spawn(move || wait(&events, &mut pipes))
        .map(drop)
}

fn wait(events: &Post, pipes: &mut [(i32, UnixStream)]) {
    loop {
        let terminal = rustix::stdio::stdout();
        // Asked for nothing, poll still tells of a terminal that is gone.
        let mut fds = vec![PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
        fds.extend(
            pipes
                .iter()
                .map(|(_, read)| PollFd::from_borrowed_fd(read.as_fd(), PollFlags::IN)),
        );
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return,
        }
        let happened: Vec<bool> = fds.iter().map(|fd| !fd.revents().is_empty()).collect();
        drop(fds);
        if happened.first() == Some(&true) {
            return end(events, 129);
        }
        for ((signal, read), _) in pipes
            .iter_mut()
            .zip(happened.iter().skip(1))
            .filter(|(_, happened)| **happened)
        {
            let mut heap = [0; 64];
            if read.read(&mut heap).is_err() {
                continue;
            }
            match ENDING.iter().find(|(s, _)| s == signal) {
                Some((_, status)) => return end(events, *status),
                None if *signal == SIGTSTP => drop(events.send(Event::Stop)),
                None if *signal == SIGWINCH => drop(events.send(Event::Resize)),
                None => drop(events.send(Event::Resumed)),
            }
        }
    }
}

/// Tells the main thread to end, and ends without it if it does not: it may be stuck in writing to a terminal that
/// takes nothing.
fn end(events: &Post, status: u8) {
    events.send(Event::End(status));
    thread::sleep(PATIENCE);
    give_back();
    std::process::exit(i32::from(status));
}
