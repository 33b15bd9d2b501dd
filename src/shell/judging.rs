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

/// Where a judging thread tells what it finds out about one text.
#[derive(Clone)]
pub(super) struct Post {
    events: Sender<Event>,
    /// The number of the text.
    text: u64,
}

impl Post {
    /// Tells news; says whether anybody listens.
    pub(super) fn tell(&self, news: News) -> bool {
        self.events.send(Event::Judged(self.text, news)).is_ok()
    }
}

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

/// What finds the lines of corrections in a text that was turned to.
struct Turned(Option<Finder>);

/// Who judges, or waits to.
pub(super) struct Judging {
    document: Document,
    post: Post,
    rope: Rope,
    desk: Option<Desk>,
    /// That the text is another one, of which nobody has judged anything yet.
    turned: Option<Turned>,
    working: Option<(JoinHandle<Option<Desk>>, Arc<AtomicBool>)>,
}

impl Judging {
    /// Nobody judges yet.
    pub(super) fn new(
        document: Document,
        (rope, bell): (Rope, Bell),
        events: Sender<Event>,
        finder: Option<Finder>,
    ) -> Self {
        let desk = Desk {
            bell,
            counted: 0,
            finder,
        };
        Self {
            document,
            post: Post { events, text: 0 },
            rope,
            desk: Some(desk),
            turned: None,
            working: None,
        }
    }

    /// From now on it is another text that is judged; `finder` finds the lines of corrections in it. Gives its number:
    /// what is told of another one is about a text that was left.
    pub(super) fn turn_to(&mut self, document: Document, finder: Option<Finder>) -> u64 {
        self.document = document;
        self.turned = Some(Turned(finder));
        self.post.text += 1;
        self.post.text
    }

    /// Lets whoever judges stop: there is nothing to judge for now.
    pub(super) fn rest(&mut self) {
        if let Some((_, stop)) = &self.working {
            stop.store(true, Ordering::Relaxed);
            self.rope.pull();
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
        let (desk, turned) = (self.desk.take(), self.turned.take());
        let run = move || {
            let left = before.and_then(|thread| thread.join().ok()?);
            let mut desk = desk.or(left)?;
            if let Some(Turned(finder)) = turned {
                (desk.counted, desk.finder) = (0, finder);
            }
            let judging = AssertUnwindSafe(|| worker::judge(&document, &mut desk, &order, &post));
            if catch_unwind(judging).is_err() {
                let trouble = "the outline cannot be made of this text".to_owned();
                post.tell(News::Trouble(trouble));
            }
            Some(desk)
        };
        let thread = thread::Builder::new().name("judge".to_owned()).spawn(run)?;
        self.working = Some((thread, withdrawn));
        Ok(())
    }
}
