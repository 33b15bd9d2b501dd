//! The thread that looks whether a file has grown, while the person stays at its end. At no other time is there one.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use super::bell::Rope;
use super::post::Post;
use crate::app::News;
use crate::source::{Change, Source};

/// How often it looks.
const PACE: Duration = Duration::from_millis(500);
/// After so many looks a change that is still there is told again: what was done about it may have failed.
const AGAIN: u32 = 4;

/// Ends the thread when it goes.
pub(super) struct Follower(#[expect(dead_code, reason = "it is its end that counts")] Sender<()>);

/// Starts to follow a source that is [followed](Source::followed): what was added is taken in and told, and so is every
/// other change, and again as long as it lasts.
///
/// # Errors
/// When no thread can be made.
pub(super) fn start(source: Arc<Source>, rope: Rope, post: Post) -> io::Result<Follower> {
    let (alive, gone) = channel();
    let run = move || {
        let (mut told, mut ago) = (None, 0);
        loop {
            let change = source.take_in();
            let news = match change {
                Some(Change::Longer) => {
                    rope.pull();
                    Some(Event::News(News::Grown))
                }
                Some(change) if told != Some(change) => Some(Event::Changed(change)),
                Some(change) if ago >= AGAIN && change != Change::Deleted => {
                    Some(Event::Changed(change))
                }
                _ => None,
            };
            (told, ago) = (change, if news.is_some() { 0 } else { ago + 1 });
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

/// How many times longer than a frame of it took a text that grows is left alone before the next one.
const REST: u32 = 3;
/// The longest rest.
const LONGEST: Duration = Duration::from_millis(300);

/// Sees to it that a text that comes fast does not keep the machine busy with its frames.
#[derive(Debug, Default)]
pub(super) struct Growth {
    rests_until: Option<Instant>,
    waits: bool,
}

impl Growth {
    /// More is there: says whether it is to be shown now. If not, [`Growth::patience`] says when.
    pub(super) fn comes(&mut self) -> bool {
        self.waits = self.rests_until.is_some_and(|until| Instant::now() < until);
        !self.waits
    }

    /// How long to wait for anything else before what has come is to be shown; none if nothing waits.
    pub(super) fn patience(&self) -> Option<Duration> {
        let until = self.rests_until.filter(|_| self.waits)?;
        Some(until.saturating_duration_since(Instant::now()))
    }

    /// Whether something waits that is to be shown by now.
    pub(super) fn is_due(&mut self) -> bool {
        let due = self.patience() == Some(Duration::ZERO);
        self.waits &= !due;
        due
    }

    /// What had come by `begun` was shown just now.
    pub(super) fn was_shown(&mut self, begun: Instant) {
        let now = Instant::now();
        self.rests_until = Some(now + (REST * (now - begun)).min(LONGEST));
    }
}
