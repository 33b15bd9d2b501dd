//! Reading a file anew: on a thread of its own, so that the old text can be read until the new one is judged.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::bell::Rope;
use super::post::Post;
use super::{Event, helper, incoming, pdf};
use crate::app::Moved;
use crate::document::anchor::Anchor;
use crate::document::{Document, Pages, Place};
use crate::outline::corrections::{Correction, Finder, Spot};
use crate::outline::{Strictness, Structure};
use crate::read::{self, Format};
use crate::source::{OpenError, Source};
use crate::text::Clean;

/// The longest text, in bytes, that is judged whole before it is shown: a tenth of a second or two.
const WHOLE: u64 = 8 << 20;
/// Parts in which the place on top of the page is looked for on either side of where it was.
const FAR: u32 = 4096;
/// The same for places to go back to.
const NEAR: u32 = 8;
/// How often somebody who still writes is waited for, and how long: a second in all.
const PATIENCE: (u32, Duration) = (10, Duration::from_millis(100));

/// How long a packed text is waited for, before what has come of it is shown.
const UNPACKING: Duration = Duration::from_secs(1);
/// The same until as much has come as one had read.
const UNPACKING_FAR: Duration = Duration::from_secs(30);

/// Why a text is read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The person asked for it.
    Asked,
    /// The file was cut short.
    Shorter,
    /// It was written to.
    Rewritten,
    /// Another one has taken its place.
    Replaced,
    /// All of the page was asked for, or only its article: the file is not opened again.
    Whole,
    Article,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asked => "read again",
            Self::Shorter => "cut short on disk, read again",
            Self::Rewritten => "changed on disk, read again",
            Self::Replaced => "replaced on disk, read again",
            Self::Whole => "the whole page",
            Self::Article => "the article",
        })
    }
}

/// What is to be read anew.
pub(super) struct Order {
    /// Its number.
    pub(super) number: u64,
    pub(super) cause: Cause,
    pub(super) source: Arc<Source>,
    pub(super) format: Format,
    /// Whether its source is shown, as it is written.
    pub(super) as_source: bool,
    /// How far into the text one is, in bytes.
    pub(super) reached: u64,
    /// Whether the end is where one stays: then what is added is taken in.
    pub(super) stay: bool,
    pub(super) strictness: Strictness,
    /// Places to be found again, the one on top of the page first.
    pub(super) anchors: Vec<(Place, Anchor)>,
    pub(super) corrections: Vec<Correction>,
}

/// A text that was read anew.
pub(super) struct Turned {
    pub(super) source: Arc<Source>,
    pub(super) document: Document,
    /// What its format means, where the document is its source.
    pub(super) meant: Option<Document>,
    pub(super) structure: Structure,
    pub(super) moved: Moved,
    /// Where lines of corrections were found so far.
    pub(super) located: Vec<(u64, Spot)>,
}

impl Turned {
    /// A text in which no lines of corrections have to be found.
    pub(super) fn to(
        source: Arc<Source>,
        document: Document,
        structure: Structure,
        moved: Moved,
    ) -> Self {
        Self {
            source,
            document,
            meant: None,
            structure,
            moved,
            located: Vec::new(),
        }
    }
}

impl fmt::Debug for Turned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Turned").finish_non_exhaustive()
    }
}

/// What came of an order.
pub(super) struct Reloaded {
    pub(super) number: u64,
    pub(super) cause: Cause,
    pub(super) stay: bool,
    pub(super) turned: Result<Box<Turned>, OpenError>,
}

impl fmt::Debug for Reloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reloaded = f.debug_struct("Reloaded");
        reloaded.field("number", &self.number);
        reloaded.field("cause", &self.cause).finish_non_exhaustive()
    }
}

/// Starts to carry out an order.
pub(super) fn start(order: Order, rope: Rope, post: &Post) {
    let (number, cause, stay) = (order.number, order.cause, order.stay);
    let reloaded = move |turned| {
        Event::Reloaded(Reloaded {
            number,
            cause,
            stay,
            turned,
        })
    };
    let run = move |post: &Post| reloaded(carry_out(&order, &rope, post).map(Box::new));
    let broken = move |why: &str| reloaded(Err(OpenError::Other(Clean::line(why))));
    helper::start("reload", post, run, broken);
}

fn carry_out(order: &Order, rope: &Rope, post: &Post) -> Result<Turned, OpenError> {
    super::testing_panic("reload");
    let source = match order.cause {
        Cause::Whole | Cause::Article => Arc::clone(&order.source),
        _ => opened(order, rope, post)?,
    };
    let mut document = read::whole(&source, order.format).document;
    let mut meant = None;
    if order.as_source {
        let written = read::open(&source, Format::Plain).document;
        meant = Some(std::mem::replace(&mut document, written));
    }
    let pages = document.pages();
    let structure = structure_of(pages, order.strictness);
    let mut reach = FAR;
    let mut places = HashMap::new();
    for (place, anchor) in &order.anchors {
        places.extend(anchor.find(pages, reach).map(|now| (*place, now)));
        reach = NEAR;
    }
    let located = locate(pages, structure.judged, order.corrections.clone());
    Ok(Turned {
        structure,
        moved: Moved::Found(places),
        located,
        source,
        document,
        meant,
    })
}

/// The file as it is by now.
fn opened(order: &Order, rope: &Rope, post: &Post) -> Result<Arc<Source>, OpenError> {
    let open = || order.source.again(order.stay);
    let mut source = open()?;
    // An editor may have emptied the file and be about to fill it. Who asked for it knows better.
    if order.cause != Cause::Asked {
        for _ in 0..PATIENCE.0 {
            if !source.is_restless() {
                break;
            }
            thread::sleep(PATIENCE.1);
            source = open()?;
        }
    }
    incoming::take_in(&source, rope.clone(), Some(post.clone()));
    if order.format == Format::Pdf {
        source =
            pdf::text_of(&Arc::new(source)).map_err(|why| OpenError::Other(Clean::line(&why)))?;
        incoming::take_in(&source, rope.clone(), Some(post.clone()));
    }
    if read::is_rich(order.format) {
        read::wait_for_whole(&source, order.format);
    } else {
        source.wait_for(WHOLE + 1, UNPACKING);
        // What one reads is to be there again.
        source.wait_for(order.reached.saturating_add(WHOLE), UNPACKING_FAR);
    }
    if let Some(why) = source.failed() {
        return Err(OpenError::Other(why.clone()));
    }
    Ok(Arc::new(source))
}

/// The structure of a text that was read on a thread of its own: of a very long one that of its beginning.
pub(super) fn structure_of(pages: &dyn Pages, strictness: Strictness) -> Structure {
    if pages.size() <= WHOLE {
        Structure::whole_with(pages, strictness)
    } else {
        Structure::glimpse_with(pages, strictness)
    }
}

/// Where the lines of corrections stand, as far as so many parts show it.
fn locate(pages: &dyn Pages, parts: u32, corrections: Vec<Correction>) -> Vec<(u64, Spot)> {
    let mut finder = Finder::new(corrections);
    if finder.is_idle() {
        return Vec::new();
    }
    (0..parts).for_each(|number| finder.read(&pages.part(number)));
    finder.found(parts == pages.parts() && pages.finished())
}
