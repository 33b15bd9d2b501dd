//! What comes through a pipe is taken in, and whoever waits for it is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bell::Rope;
use super::post::Post;
use super::{Event, fail};
use crate::app::News;
use crate::source::{Arrival, Source};

/// Starts to take in a source that comes. The rope is pulled for all that happens; it is told to the screen, or else, if it
/// is trouble, to standard error. What this gives back says whether the end was lost.
pub(super) fn take_in(source: &Source, rope: Rope, screen: Option<Post>) -> Arc<AtomicBool> {
    let cut_short = Arc::new(AtomicBool::new(false));
    let lost = Arc::clone(&cut_short);
    let name = source.name().clone();
    source.follow_input(move |arrival| {
        rope.pull();
        if matches!(arrival, Arrival::CutShort(_)) {
            lost.store(true, Ordering::Relaxed);
        }
        match (arrival, &screen) {
            (Arrival::More | Arrival::Finished, None) => {}
            (Arrival::More | Arrival::Finished, Some(screen)) => {
                let _ = screen.send(Event::News(News::Grown));
            }
            (Arrival::Trouble(text) | Arrival::CutShort(text), Some(screen)) => {
                let _ = screen.send(Event::News(News::Trouble(text.to_string())));
            }
            (Arrival::Trouble(text) | Arrival::CutShort(text), None) => {
                fail(1, &format!("{name}: {}", &*text));
            }
        }
    });
    cut_short
}
