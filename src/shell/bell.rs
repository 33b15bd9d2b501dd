//! A bell between the thread that fills a source and the one that judges it. Whoever wants the latter to look up may
//! pull the rope too.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

/// The side that rings.
#[derive(Clone)]
pub(super) struct Rope(SyncSender<()>);

/// The side that listens.
pub(super) struct Bell(Receiver<()>);

/// A bell that was not rung yet.
pub(super) fn bell() -> (Rope, Bell) {
    let (rope, bell) = sync_channel(1);
    (Rope(rope), Bell(bell))
}

impl Rope {
    /// Rings once, however often it is pulled before somebody listens.
    pub(super) fn pull(&self) {
        match self.0.try_send(()) {
            Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
        }
    }
}

impl Bell {
    /// Waits for the bell, but no longer than so long, if that is said; says whether it can ring again.
    pub(super) fn wait(&self, at_most: Option<Duration>) -> bool {
        match at_most {
            None => self.0.recv().is_ok(),
            Some(time) => self.0.recv_timeout(time) != Err(RecvTimeoutError::Disconnected),
        }
    }
}
