//! The thread that looks whether a file has grown, while the person stays at its end. At no other time is there one.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Event;
use super::bell::Rope;
use crate::app::News;
use crate::source::{Change, Source};

/// How often it looks.
const PACE: Duration = Duration::from_millis(500);

/// Ends the thread when it goes.
pub(super) struct Follower(#[expect(dead_code, reason = "it is its end that counts")] Sender<()>);

/// Starts to follow a source that is [followed](Source::followed): what was added is taken in and told, and so is every
/// other change, once.
///
/// # Errors
/// When no thread can be made.
pub(super) fn start(source: Arc<Source>, rope: Rope, post: Sender<Event>) -> io::Result<Follower> {
    let (alive, gone) = channel();
    let run = move || {
        let mut told = None;
        loop {
            let change = source.take_in();
            let news = match change {
                Some(Change::Longer) => {
                    rope.pull();
                    Some(Event::News(News::Grown))
                }
                Some(change) if told != Some(change) => Some(Event::Changed(change)),
                _ => None,
            };
            told = change;
            if let Some(news) = news
                && post.send(news).is_err()
            {
                return;
            }
            if gone.recv_timeout(PACE) == Err(RecvTimeoutError::Disconnected) {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("follow".to_owned())
        .stack_size(128 * 1024)
        .spawn(run)?;
    Ok(Follower(alive))
}
