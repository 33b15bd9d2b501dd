//! The threads that count where a query stands in a large text while the person reads: each for one query, and the last
//! one alone is wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::post::Post;
use super::{Event, helper};
use crate::app::News;
use crate::app::finding::Stage;
use crate::document::Document;
use crate::search::Survey;

/// How often it is told what was counted.
const PACE: Duration = Duration::from_millis(100);
/// What takes longer than this wants to be seen at work.
const LONG: Duration = Duration::from_millis(200);

/// Starts to count on a thread of its own, for as long as the number is the one that is wanted.
pub(super) fn start(
    document: Document,
    (survey, number): (Survey, u64),
    wanted: Arc<AtomicU64>,
    post: &Post,
) {
    let run = move |post: &Post| {
        super::testing_panic("search");
        let counts = count(&document, survey, number, &wanted, post);
        Event::News(News::Counted(number, counts, Stage::Ended))
    };
    let broken = move |_: &str| Event::News(News::Broken(number));
    helper::start("search", post, run, broken);
}

/// Counts part by part; the first match is told at once, the rest now and then. Gives what was not told yet.
fn count(
    document: &Document,
    mut survey: Survey,
    number: u64,
    wanted: &AtomicU64,
    post: &Post,
) -> Vec<(u32, u32)> {
    let pages = document.pages();
    let begun = Instant::now();
    let (mut told, mut found, mut counts) = (begun, false, Vec::new());
    let tell = |counts, stage| {
        post.send(Event::News(News::Counted(number, counts, stage)))
            .is_ok()
    };
    while let Some((part, count)) = survey.next(pages) {
        if wanted.load(Ordering::Relaxed) != number {
            break;
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
                break;
            }
        }
    }
    counts
}
