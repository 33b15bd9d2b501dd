//! The way by which everything is told to the one who reads, and how that one waits for it and for the keys at once.
//!
//! A key is read by the thread that acts on it: handing it over from one thread to another would take longer than to act.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::Event;

/// The side that tells.
#[derive(Clone, Debug)]
pub(super) struct Post {
    events: Sender<Event>,
    bell: Arc<UnixStream>,
}

/// Nobody listens any more.
#[derive(Debug)]
pub(super) struct Unheard;

/// The side that is told.
#[derive(Debug)]
pub(super) struct Inbox {
    events: Receiver<Event>,
    bell: UnixStream,
}

/// A way of which nothing was told yet.
///
/// # Errors
/// When nothing can be made to wait for: no descriptor is left.
pub(super) fn post() -> io::Result<(Post, Inbox)> {
    let (ours, theirs) = UnixStream::pair()?;
    ours.set_nonblocking(true)?;
    theirs.set_nonblocking(true)?;
    let (sender, events) = mpsc::channel();
    let post = Post {
        events: sender,
        bell: Arc::new(theirs),
    };
    Ok((post, Inbox { events, bell: ours }))
}

impl Post {
    /// Tells something.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub(super) fn send(&self, event: Event) -> Result<(), Unheard> {
        self.events.send(event).map_err(|_| Unheard)?;
        // Where no more goes in it has been rung often enough.
        let _ = (&*self.bell).write(&[0]);
        Ok(())
    }
}

impl Inbox {
    /// Waits until something was told or `other` has something to read, but no longer than so long, if that is said.
    ///
    /// # Errors
    /// When the system cannot wait for them.
    pub(super) fn wait(&self, other: &impl AsFd, at_most: Option<Duration>) -> io::Result<Woken> {
        let time = at_most.and_then(|time| Timespec::try_from(time).ok());
        let mut both = [
            PollFd::new(other, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        // A signal that ends the waiting is told of by the warden.
        while let Err(why) = poll(&mut both, time.as_ref()) {
            if why != Errno::INTR {
                return Err(why.into());
            }
        }
        let [other, told] = both.map(|fd| !fd.revents().is_empty());
        if told {
            // One byte for each that was told; what is told after this rings again.
            while matches!((&self.bell).read(&mut [0; 256]), Ok(256)) {}
        }
        Ok(Woken { told, other })
    }

    /// What was told and not taken yet.
    pub(super) fn take(&self) -> impl Iterator<Item = Event> {
        self.events.try_iter()
    }
}

/// What ended the waiting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Woken {
    /// Something was told.
    pub(super) told: bool,
    /// The other has something to read, or is gone.
    pub(super) other: bool,
}

impl Woken {
    /// Whether nothing did but that the time was up.
    pub(super) fn in_vain(self) -> bool {
        !self.told && !self.other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_hears_of_what_was_told_and_of_what_can_be_read() {
        let (post, inbox) = post().unwrap();
        let (keys, mut typist) = UnixStream::pair().unwrap();
        let wait = || inbox.wait(&keys, Some(Duration::ZERO)).unwrap();
        assert!(wait().in_vain());
        for _ in 0..10_000 {
            post.send(Event::Resize).unwrap();
        }
        assert!(wait().told);
        assert_eq!(inbox.take().count(), 10_000);
        while wait().told {}
        typist.write_all(b"j").unwrap();
        assert!(wait().other && !wait().told);
        post.clone().send(Event::Resumed).unwrap();
        assert!(wait().other && inbox.take().count() == 1);
        drop(inbox);
        assert!(post.send(Event::Resize).is_err());
    }
}
