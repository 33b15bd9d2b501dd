//! A bell between the thread that fills a source and the one that judges it.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

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
    /// Waits for the bell; says whether it can ring again.
    pub(super) fn wait(&self) -> bool {
        self.0.recv().is_ok()
    }
}
