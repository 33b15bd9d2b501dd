//! What the main thread waits for: keys, and what other threads post.
//!
//! It sleeps in one poll(2) on the terminal and on a pipe that is written to with every letter, and does not wake for
//! anything else.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Event;

/// Where threads post to.
#[derive(Clone)]
pub(super) struct Post {
    letters: Sender<Event>,
    bell: Arc<UnixStream>,
}

/// Where the main thread takes from.
pub(super) struct Inbox {
    letters: Receiver<Event>,
    bell: UnixStream,
    /// The terminal, where it is not standard input.
    terminal: Option<File>,
}

/// What woke the main thread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Woken {
    /// Keys can be read.
    pub(super) keys: bool,
    /// The terminal is gone.
    pub(super) gone: bool,
}

/// An inbox, and the post to it.
///
/// # Errors
/// When no pipe can be made.
pub(super) fn inbox() -> io::Result<(Inbox, Post)> {
    let (letters, taken) = channel();
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    write.set_nonblocking(true)?;
    // Without a terminal to read from nobody will wait for keys.
    let terminal = if io::stdin().is_terminal() {
        None
    } else {
        File::open("/dev/tty").ok()
    };
    let inbox = Inbox {
        letters: taken,
        bell: read,
        terminal,
    };
    Ok((
        inbox,
        Post {
            letters,
            bell: Arc::new(write),
        },
    ))
}

impl Post {
    /// Posts an event; says whether anybody takes it.
    pub(super) fn send(&self, event: Event) -> bool {
        let sent = self.letters.send(event).is_ok();
        match (&*self.bell).write(&[0]) {
            // A full pipe wakes as well as one more byte would.
            Err(error) if error.kind() != ErrorKind::WouldBlock => false,
            _ => sent,
        }
    }
}

impl Inbox {
    /// Sleeps until something happens, or so long at most.
    ///
    /// # Errors
    /// When the system cannot wait.
    pub(super) fn wait(&self, at_most: Option<Duration>) -> io::Result<Woken> {
        let stdin = io::stdin();
        let terminal = self
            .terminal
            .as_ref()
            .map_or_else(|| stdin.as_fd(), AsFd::as_fd);
        let mut fds = [
            PollFd::from_borrowed_fd(terminal, PollFlags::IN),
            PollFd::from_borrowed_fd(self.bell.as_fd(), PollFlags::IN),
        ];
        let at_most = at_most.and_then(|d| Timespec::try_from(d).ok());
        match poll(&mut fds, at_most.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [keys, _] = fds.map(|fd| fd.revents());
        Ok(Woken {
            keys: keys.contains(PollFlags::IN),
            gone: keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        })
    }

    /// Takes all that was posted.
    pub(super) fn events(&self) -> impl Iterator<Item = Event> {
        let mut heap = [0; 256];
        while (&self.bell).read(&mut heap).is_ok_and(|n| n == heap.len()) {}
        self.letters.try_iter()
    }

    /// Waits for the next letter alone.
    #[cfg(test)]
    pub(super) fn next(&self) -> Event {
        self.letters.recv().unwrap()
    }
}
