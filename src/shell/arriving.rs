//! A text whose format has marks, while it is still coming. What it means is read as a whole, so what has come is read anew
//! now and then: when it is a good deal more than before, or a while after it came. In all that takes as long as reading the
//! text a few times over, and nobody wakes while nothing comes.

use std::fmt;
use std::time::{Duration, Instant};

use super::post::Post;
use super::reloading::{Turned, structure_of};
use super::{Event, helper};
use crate::app::Moved;
use crate::document::Document;
use crate::outline::Strictness;
use crate::read::Rest;

/// How long a reading counts at least, however short it was: nobody reads faster.
const SHORTEST: Duration = Duration::from_millis(20);
/// How many times longer than the last reading took one waits for the next, where little has come.
const REST: u32 = 10;
/// The same where much has come.
const BREATH: u32 = 2;

/// What is to be read.
pub(super) struct Order {
    /// Its number.
    pub(super) number: u64,
    pub(super) rest: Rest,
    /// The text as it is shown.
    pub(super) before: Document,
    /// How long the last reading of it took.
    pub(super) took: Duration,
    pub(super) strictness: Strictness,
}

/// A text of which more was read than is shown, and what is still to be read of it.
pub(super) struct Arrived {
    pub(super) number: u64,
    pub(super) turned: Turned,
    pub(super) rest: Option<Rest>,
    pub(super) took: Duration,
    /// What is missing of it, when the rest of it is there.
    pub(super) trouble: Option<String>,
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut arrived = f.debug_struct("Arrived");
        arrived
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// Starts to wait until it is worth while to read on, and to read then.
pub(super) fn start(order: Order, post: &Post) {
    let number = order.number;
    let run = move |_: &Post| {
        super::testing_panic("rest");
        Event::Arrived(Box::new(read(order)))
    };
    let broken = move |why: &str| {
        let trouble = format!("the rest of this text cannot be read, {why}");
        Event::Lost(number, trouble)
    };
    helper::start("read", post, run, broken);
}

fn read(order: Order) -> Arrived {
    let Order { rest, before, .. } = order;
    let source = rest.source().clone();
    if rest.comes_in_pieces() {
        wait(&rest, order.took);
    } else {
        rest.wait();
    }
    let begun = Instant::now();
    let opened = rest.read_so_far();
    let document = opened.document;
    let structure = structure_of(document.pages(), order.strictness);
    let trouble = opened.trouble.filter(|_| opened.rest.is_none());
    let moved = Moved::grown(&before, &document);
    Arrived {
        number: order.number,
        turned: Turned::to(source, document, structure, moved),
        rest: opened.rest,
        took: begun.elapsed(),
        trouble: trouble.map(ToOwned::to_owned),
    }
}

/// Waits until enough has come since it was read last, which took so long.
fn wait(rest: &Rest, took: Duration) {
    let (read, took) = (Instant::now(), took.max(SHORTEST));
    let (source, seen) = (rest.source(), rest.seen());
    source.ask(rest.too_many());
    source.wait_beyond(seen);
    let until = |times: u32| (times * took).saturating_sub(read.elapsed());
    source.wait_for(seen + seen / 2 + 1, until(REST));
    // What comes at once is soon all there.
    source.wait_for(rest.too_many(), until(BREATH));
}
