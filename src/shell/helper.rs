//! The threads that help the one who reads: each does one thing and tells what came of it. Neither that one breaks off nor
//! that it cannot be made ends the reading.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, JoinHandle};

use super::Event;
use super::post::Post;

/// What a thread came to that panicked.
const BROKEN: &str = "something went wrong";
/// The same of one that was never made.
const NOT_MADE: &str = "there is no room for another thread";

/// Starts a thread that works, and tells what it came to; meanwhile it may tell more. `broken` says it if that comes to
/// nothing, from the reason.
pub(super) fn start(
    name: &str,
    post: &Post,
    work: impl FnOnce(&Post) -> Event + Send + 'static,
    broken: impl Fn(&str) -> Event + Clone + Send + 'static,
) -> Option<JoinHandle<()>> {
    let (own, why) = (post.clone(), broken.clone());
    let run = move || {
        let event = unharmed(|| work(&own)).unwrap_or_else(|| why(BROKEN));
        // Whoever has left needs no answer.
        let _ = own.send(event);
    };
    let made = if super::is_tested("thread") {
        None
    } else {
        thread::Builder::new().name(name.to_owned()).spawn(run).ok()
    };
    if made.is_none() {
        let _ = post.send(broken(NOT_MADE));
    }
    made
}

/// Works; none if that panics.
pub(super) fn unharmed<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
