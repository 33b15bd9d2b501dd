//! The thread that judges a large text while the person reads.

use std::time::{Duration, Instant};

use super::judging::{Desk, Order, Teller};
use super::keeper;
use crate::app::News;
use crate::document::Document;
use crate::outline::corrections::Finder;
use crate::outline::{Judge, Structure};

/// How often the count of lines, and with it the progress, is told.
const PACE: Duration = Duration::from_millis(100);

/// The last verdict on a text that grows.
struct Verdict {
    size: u64,
    made: Instant,
    took: Duration,
}

impl Verdict {
    /// How long a text that has so many bytes now is to wait for the next verdict; none if nothing has come since.
    fn patience(&self, size: u64) -> Option<Duration> {
        let much = size > self.size + self.size / 8;
        let rest = (10 * self.took).saturating_sub(self.made.elapsed());
        (size > self.size).then_some(if much { Duration::ZERO } else { rest })
    }
}

/// What corrections are kept of a text, told, and the finder of their lines. Only when the first part is whole it shows
/// what text this is.
fn kept(document: &Document, teller: &Teller) -> Finder {
    let found = keeper::load(document.pages(), true);
    let finder = Finder::new(found.corrections.clone());
    let news = [
        found.trouble.map(News::Trouble),
        (!finder.is_idle()).then_some(News::Kept(found.corrections)),
    ];
    for news in news.into_iter().flatten() {
        teller.tell(news);
    }
    finder
}

/// Tells where lines of corrections were found.
fn tell_located(finder: Option<&mut Finder>, complete: bool, teller: &Teller) {
    let found = finder.map_or_else(Vec::new, |finder| finder.found(complete));
    if !found.is_empty() {
        teller.tell(News::Located(found));
    }
}

/// Judges a document from its beginning; the bell rings when more of a growing one is there. Ends when the text is
/// judged to its end, when it is told to stop, or when nobody listens any more.
pub(super) fn judge(document: &Document, desk: &mut Desk, order: &Order, teller: &Teller) {
    super::testing_panic("load");
    let pages = document.pages();
    let strictness = order.strictness;
    // Where the format says what is a heading, only lines are counted and those of corrections found.
    let given = pages.contents().is_some();
    let mut judge = Judge::of(pages, strictness);
    let (mut next, mut line, mut lines) = (0, 1, Vec::new());
    // What is told of less than was judged before would take away what somebody sees.
    let (mut told, mut outlined) = (Instant::now(), order.least.div_ceil(2).max(1));
    let mut verdict = Verdict {
        size: 0,
        made: told,
        took: Duration::ZERO,
    };
    loop {
        let finished = pages.finished();
        // The last part of a text that grows is not whole yet.
        let whole = if finished {
            pages.parts()
        } else {
            pages.parts() - 1
        };
        while next < whole {
            if order.is_withdrawn() {
                return;
            }
            let part = pages.part(next);
            if !given {
                judge.read(&part, line);
            }
            line += u64::from(part.lines);
            if next >= desk.counted {
                desk.finder
                    .get_or_insert_with(|| kept(document, teller))
                    .read(&part);
                lines.push(part.lines);
                desk.counted += 1;
            }
            next += 1;
            let due = !given && next >= outlined * 2 && next < whole;
            if due || told.elapsed() >= PACE {
                tell_located(desk.finder.as_mut(), false, teller);
                // Each outline looks at all that was found: made when the text has doubled, they cost little in all.
                let structure = due.then(|| Structure {
                    outline: judge.outline(),
                    judged: next,
                    complete: false,
                    strictness,
                });
                if due {
                    outlined = next;
                }
                if !teller.tell(News::Judged(structure, std::mem::take(&mut lines))) {
                    return;
                }
                told = Instant::now();
            }
        }
        if finished && next >= pages.parts() {
            break;
        }
        // What is there of the last part is judged with the rest, but not for good. As that looks at all that was found,
        // it waits until there is a good deal more, or for as long as it took ten times over.
        let size = pages.size();
        let mut patience = verdict.patience(size);
        if patience == Some(Duration::ZERO) {
            patience = None;
            let begun = Instant::now();
            let mut so_far = judge.clone();
            so_far.read(&pages.part(next), line);
            let structure = Structure {
                outline: so_far.into_outline(),
                judged: next + 1,
                complete: false,
                strictness,
            };
            outlined = next.max(1);
            verdict = Verdict {
                size,
                made: Instant::now(),
                took: begun.elapsed().max(PACE),
            };
            let news = News::Judged(Some(structure), std::mem::take(&mut lines));
            if !teller.tell(news) {
                return;
            }
        }
        if !desk.bell.wait(patience) || order.is_withdrawn() {
            return;
        }
    }
    tell_located(desk.finder.as_mut(), true, teller);
    let structure = if given {
        Structure::whole_with(pages, strictness)
    } else {
        Structure {
            outline: judge.into_outline(),
            judged: next,
            complete: true,
            strictness,
        }
    };
    teller.tell(News::Judged(Some(structure), lines));
}
