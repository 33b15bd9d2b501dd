//! The threads that count where a query stands in a large text while the person reads: each for one query, and the last
//! one alone is wanted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use crate::app::News;
use crate::app::finding::Stage;
use crate::document::Document;
use crate::search::Survey;

/// How often it is told what was counted.
const PACE: Duration = Duration::from_millis(100);
/// What takes longer than this wants to be seen at work.
const LONG: Duration = Duration::from_millis(200);

/// Starts to count on a thread of its own, for as long as the number is the one that is wanted.
///
/// # Errors
/// When no thread can be made.
pub(super) fn start(
    document: Document,
    (survey, number): (Survey, u64),
    wanted: Arc<AtomicU64>,
    post: Sender<Event>,
) -> std::io::Result<()> {
    let run = move || {
        let counting = AssertUnwindSafe(|| {
            super::testing_panic("search");
            count(&document, survey, number, &wanted, &post);
        });
        if catch_unwind(counting).is_err() {
            let _ = post.send(Event::News(News::Broken(number)));
        }
    };
    thread::Builder::new()
        .name("search".to_owned())
        .spawn(run)
        .map(drop)
}

/// Counts part by part; the first match is told at once, the rest now and then.
fn count(
    document: &Document,
    mut survey: Survey,
    number: u64,
    wanted: &AtomicU64,
    post: &Sender<Event>,
) {
    let pages = document.pages();
    let begun = Instant::now();
    let (mut told, mut found, mut counts) = (begun, false, Vec::new());
    let tell = |counts, stage| {
        post.send(Event::News(News::Counted(number, counts, stage)))
            .is_ok()
    };
    while let Some((part, count)) = survey.next(pages) {
        if wanted.load(Ordering::Relaxed) != number {
            return;
        }
        counts.push((part, count));
        let first = count > 0 && !found;
        found |= first;
        if first || told.elapsed() >= PACE {
            told = Instant::now();
            let stage = if begun.elapsed() >= LONG {
                Stage::Long
            } else {
                Stage::Begun
            };
            if !tell(std::mem::take(&mut counts), stage) {
                return;
            }
        }
    }
    tell(counts, Stage::Ended);
}
