//! The threads that work on a large text while the person reads: one judges it, others search it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use super::bell::Bell;
use crate::app::News;
use crate::document::{Document, Place};
use crate::outline::{Judge, Structure};
use crate::search::Search;

/// How often the count of lines, and with it the progress, is told.
const PACE: Duration = Duration::from_millis(100);

/// Starts to judge a document from its beginning; the bell rings when more of a growing one is there.
///
/// # Errors
/// When no thread can be made.
pub(super) fn judge(document: Document, bell: Bell, post: Sender<Event>) -> std::io::Result<()> {
    thread::Builder::new()
        .name("judge".to_owned())
        .spawn(move || {
            let judged = catch_unwind(AssertUnwindSafe(|| run(&document, &bell, &post)));
            if judged.is_err() {
                let trouble = "the outline cannot be made of this text".to_owned();
                let _ = post.send(Event::News(News::Trouble(trouble)));
            }
        })
        .map(drop)
}

/// Ends when the text is judged to its end, or nobody listens any more.
fn run(document: &Document, bell: &Bell, post: &Sender<Event>) {
    super::testing_panic("load");
    let pages = document.pages();
    let mut judge = Judge::new();
    let (mut next, mut line, mut lines) = (0, 1, Vec::new());
    let (mut told, mut outlined) = (Instant::now(), 1);
    loop {
        let finished = pages.finished();
        // The last part of a text that grows is not whole yet.
        let whole = if finished {
            pages.parts()
        } else {
            pages.parts() - 1
        };
        while next < whole {
            let part = pages.part(next);
            judge.read(&part, line);
            line += u64::from(part.lines);
            lines.push(part.lines);
            next += 1;
            let due = next >= outlined * 2 && next < whole;
            if due || told.elapsed() >= PACE {
                // Each outline looks at all that was found: made when the text has doubled, they cost little in all.
                let structure = due.then(|| Structure {
                    outline: judge.outline(),
                    judged: next,
                    complete: false,
                });
                if due {
                    outlined = next;
                }
                if post
                    .send(Event::News(News::Judged(
                        structure,
                        std::mem::take(&mut lines),
                    )))
                    .is_err()
                {
                    return;
                }
                told = Instant::now();
            }
        }
        if finished && next >= pages.parts() {
            break;
        }
        let structure = Structure {
            outline: judge.outline(),
            judged: next,
            complete: false,
        };
        outlined = next.max(1);
        let news = News::Judged(Some(structure), std::mem::take(&mut lines));
        if post.send(Event::News(news)).is_err() || !bell.wait() {
            return;
        }
    }
    let structure = Structure {
        outline: judge.outline(),
        judged: next,
        complete: true,
    };
    let _ = post.send(Event::News(News::Judged(Some(structure), lines)));
}

/// Starts to search a document from a step on, as long as that is wanted; tells what came of it.
///
/// # Errors
/// When no thread can be made.
pub(super) fn search(
    document: Document,
    search: Search,
    step: u32,
    wanted: impl Fn() -> bool + Send + 'static,
    tell: impl Fn(Option<Place>) + Send + 'static,
) -> std::io::Result<()> {
    let run = move || {
        let steps = step..search.steps(document.pages());
        tell(search.run(document.pages(), steps, wanted));
    };
    thread::Builder::new()
        .name("search".to_owned())
        .spawn(run)
        .map(drop)
}
