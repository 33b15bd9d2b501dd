//! Who judges a long text: one thread at a time, each for another strictness.
//!
//! A new one waits for the one before it, which stops at the next part, and takes over its desk. So what the one before
//! has told comes before all that the new one tells, and nothing is told twice.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::bell::{Bell, Rope};
use super::{Event, worker};
use crate::app::News;
use crate::document::Document;
use crate::outline::Strictness;
use crate::outline::corrections::Finder;

/// What one judging thread hands on to the next.
pub(super) struct Desk {
    /// Rings when more of the text is there.
    pub(super) bell: Bell,
    /// Of how many parts the lines were told.
    pub(super) counted: u32,
    /// Finds the lines of corrections in those parts; none before it is known what text this is.
    pub(super) finder: Option<Finder>,
}

/// What one thread is asked for.
pub(super) struct Order {
    pub(super) strictness: Strictness,
    /// Verdicts on fewer parts are of no use.
    pub(super) least: u32,
    withdrawn: Arc<AtomicBool>,
}

impl Order {
    /// Whether it is not wanted any more.
    pub(super) fn is_withdrawn(&self) -> bool {
        self.withdrawn.load(Ordering::Relaxed)
    }
}

/// Who judges, or waits to.
pub(super) struct Judging {
    document: Document,
    post: Sender<Event>,
    rope: Rope,
    desk: Option<Desk>,
    working: Option<(JoinHandle<Option<Desk>>, Arc<AtomicBool>)>,
}

impl Judging {
    /// Nobody judges yet.
    pub(super) fn new(
        document: Document,
        (rope, bell): (Rope, Bell),
        post: Sender<Event>,
        finder: Option<Finder>,
    ) -> Self {
        let desk = Desk {
            bell,
            counted: 0,
            finder,
        };
        Self {
            document,
            post,
            rope,
            desk: Some(desk),
            working: None,
        }
    }

    /// Starts to judge from the beginning, so strictly; whoever does it already stops.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn start(&mut self, strictness: Strictness, least: u32) -> io::Result<()> {
        let withdrawn = Arc::new(AtomicBool::new(false));
        let order = Order {
            strictness,
            least,
            withdrawn: Arc::clone(&withdrawn),
        };
        let before = self.working.take().map(|(thread, stop)| {
            stop.store(true, Ordering::Relaxed);
            // It may be waiting for more of the text.
            self.rope.pull();
            thread
        });
        let (document, post) = (self.document.clone(), self.post.clone());
        let desk = self.desk.take();
        let run = move || {
            let left = before.and_then(|thread| thread.join().ok()?);
            let mut desk = desk.or(left)?;
            let judging = AssertUnwindSafe(|| worker::judge(&document, &mut desk, &order, &post));
            if catch_unwind(judging).is_err() {
                let trouble = "the outline cannot be made of this text".to_owned();
                let _ = post.send(Event::News(News::Trouble(trouble)));
            }
            Some(desk)
        };
        let thread = thread::Builder::new().name("judge".to_owned()).spawn(run)?;
        self.working = Some((thread, withdrawn));
        Ok(())
    }
}
