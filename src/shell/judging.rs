//! Who judges a long text: one thread, which takes one order after the other, each for another text or strictness.
//!
//! An order that is withdrawn is left at the next part. It is one thread for all of them, because what it found is most of
//! the memory that is taken, and a new thread would not take what the one before has given back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};

use super::bell::{Bell, Rope};
use super::post::Post;
use super::{Event, helper, worker};
use crate::app::News;
use crate::document::Document;
use crate::outline::Strictness;
use crate::outline::corrections::Finder;

/// Where a judging thread tells what it finds out about one text.
#[derive(Clone)]
pub(super) struct Teller {
    events: Post,
    /// The number of the text.
    text: u64,
}

impl Teller {
    /// Tells news; says whether anybody listens.
    pub(super) fn tell(&self, news: News) -> bool {
        self.events.send(Event::Judged(self.text, news)).is_ok()
    }
}

/// What is done once for a text, whoever judges it how strictly.
pub(super) struct Desk {
    /// Rings when more of the text is there.
    pub(super) bell: Bell,
    /// Of how many parts the lines were told.
    pub(super) counted: u32,
    /// Finds the lines of corrections in those parts; none before it is known what text this is.
    pub(super) finder: Option<Finder>,
}

/// What is asked for.
pub(super) struct Order {
    pub(super) strictness: Strictness,
    /// Verdicts on fewer parts are of no use.
    pub(super) least: u32,
    document: Document,
    teller: Teller,
    /// That the text is another one than that of the order before.
    turned: Option<Turned>,
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

/// What goes to the thread that judges: its desk at first, then orders.
enum Letter {
    Desk(Desk),
    Order(Order),
}

/// Who judges, or waits to.
pub(super) struct Judging {
    document: Document,
    teller: Teller,
    rope: Rope,
    /// The desk, until there is a thread.
    desk: Option<Desk>,
    /// That the text is another one, of which nobody has judged anything yet.
    turned: Option<Turned>,
    thread: Option<Sender<Letter>>,
    /// What withdraws the last order.
    last: Arc<AtomicBool>,
}

impl Judging {
    /// Nobody judges yet.
    pub(super) fn new(
        document: Document,
        (rope, bell): (Rope, Bell),
        events: Post,
        finder: Option<Finder>,
    ) -> Self {
        let desk = Desk {
            bell,
            counted: 0,
            finder,
        };
        Self {
            document,
            teller: Teller { events, text: 0 },
            rope,
            desk: Some(desk),
            turned: None,
            thread: None,
            last: Arc::default(),
        }
    }

    /// From now on it is another text that is judged; `finder` finds the lines of corrections in it. Gives its number:
    /// what is told of another one is about a text that was left.
    pub(super) fn turn_to(&mut self, document: Document, finder: Option<Finder>) -> u64 {
        self.document = document;
        self.turned = Some(Turned(finder));
        self.teller.text += 1;
        self.teller.text
    }

    /// Lets whoever judges stop: there is nothing to judge for now.
    pub(super) fn rest(&mut self) {
        self.last.store(true, Ordering::Relaxed);
        // It may be waiting for more of the text.
        self.rope.pull();
    }

    /// Starts to judge from the beginning, so strictly, and stops to judge otherwise.
    pub(super) fn start(&mut self, strictness: Strictness, least: u32) {
        self.rest();
        self.last = Arc::default();
        let order = Order {
            strictness,
            least,
            document: self.document.clone(),
            teller: self.teller.clone(),
            turned: self.turned.take(),
            withdrawn: Arc::clone(&self.last),
        };
        if let Some(desk) = self.desk.take() {
            let (letters, inbox) = channel();
            let teller = self.teller.clone();
            let run = move |_: &Post| {
                work(&inbox);
                Event::News(News::Judged(None, Vec::new()))
            };
            let broken = move |why: &str| Event::Judged(teller.text, no_outline(why));
            helper::start("judge", &self.teller.events, run, broken);
            // Without a thread nobody takes the desk.
            match letters.send(Letter::Desk(desk)) {
                Err(SendError(Letter::Desk(desk))) => self.desk = Some(desk),
                _ => self.thread = Some(letters),
            }
        }
        let sent = match &self.thread {
            Some(letters) => letters.send(Letter::Order(order)),
            None => Err(SendError(Letter::Order(order))),
        };
        if let Err(SendError(Letter::Order(order))) = sent {
            self.turned = order.turned;
        }
    }
}

fn no_outline(why: &str) -> News {
    News::Trouble(format!("the outline cannot be made of this text, {why}"))
}

/// Does one order after the other.
fn work(inbox: &Receiver<Letter>) {
    let Ok(Letter::Desk(mut desk)) = inbox.recv() else {
        return;
    };
    while let Ok(Letter::Order(mut order)) = inbox.recv() {
        if let Some(Turned(finder)) = order.turned.take() {
            (desk.counted, desk.finder) = (0, finder);
        }
        let judging = || worker::judge(&order.document, &mut desk, &order, &order.teller);
        if helper::unharmed(judging).is_none() {
            order.teller.tell(no_outline("something went wrong"));
        }
    }
}
