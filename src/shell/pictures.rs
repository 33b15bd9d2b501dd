//! Who looks at pictures: one thread, made when the first of them is near. No other connection is ever made for one: it
//! lies beside the text, in it, or is not shown.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Cursor, Seek};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::post::Post;
use super::showing::Showing;
use super::{Event, helper};
use crate::app::News;
use crate::app::pictures::{Seen, Wanted};
use crate::picture::{self, LONGEST, Painted, Unseen};
use crate::read::{self, Format};
use crate::source::Source;
use crate::text;

/// Where files lie that are none, but say what the system does.
const SYSTEM: [&str; 3] = ["/proc", "/sys", "/dev"];

/// What is to be found out about a picture of the text of a number.
struct Order {
    text: u64,
    source: Arc<Source>,
    format: Format,
    showing: Showing,
    wanted: Wanted,
}

/// Who looks, if there was anything to look at yet.
#[derive(Default)]
pub(super) struct Pictures(Option<Sender<Order>>);

impl Pictures {
    /// Lets pictures of the text of this number be looked at. What comes of it is told as news of that text; where no
    /// thread can be made, their words stay.
    pub(super) fn order(
        &mut self,
        (text, source, format): (u64, &Arc<Source>, Format),
        showing: Showing,
        wanted: Vec<Wanted>,
        post: &Post,
    ) {
        if wanted.is_empty() {
            return;
        }
        if self.0.is_none() {
            self.0 = start(post.clone());
        }
        let Some(orders) = &self.0 else { return };
        for wanted in wanted {
            let source = Arc::clone(source);
            let _ = orders.send(Order {
                text,
                source,
                format,
                showing,
                wanted,
            });
        }
    }
}

fn start(post: Post) -> Option<Sender<Order>> {
    let (orders, inbox) = channel();
    let run = move || work(&inbox, &post);
    let made = thread::Builder::new()
        .name("pictures".to_owned())
        .spawn(run);
    made.is_ok().then_some(orders)
}

fn work(inbox: &Receiver<Order>, post: &Post) {
    let mut orders: Vec<Order> = Vec::new();
    loop {
        if orders.is_empty() {
            let Ok(first) = inbox.recv() else { return };
            orders.push(first);
        }
        orders.extend(inbox.try_iter());
        // What was asked for last is in view; sizes first, since the page moves by them.
        let sizes = orders.iter().position(|order| order.wanted.cells.is_none());
        let at = sizes.unwrap_or(orders.len().saturating_sub(1));
        let order = orders.remove(at);
        let look = || {
            super::testing_panic("picture");
            looked_at(&order)
        };
        // What a decoder cannot stand keeps its words.
        let seen = helper::unharmed(look).unwrap_or(Err(Unseen::Broken));
        let seen = seen.unwrap_or_else(Seen::Nothing);
        let news = News::Seen(order.wanted.block, seen);
        if post.send(Event::Judged(order.text, news)).is_err() {
            return;
        }
    }
}

fn looked_at(order: &Order) -> Result<Seen, Unseen> {
    let named = &*order.wanted.source;
    if read::holds_pictures(order.format) {
        let bytes = read::picture(&order.source, order.format, named).ok_or(Unseen::Missing)?;
        return seen(Cursor::new(bytes), order);
    }
    if let Some(said) = named.strip_prefix("data:") {
        return seen(Cursor::new(from_address(said)?), order);
    }
    if named.starts_with("//") || text::web_address(named).is_some() {
        return Err(Unseen::Web);
    }
    let path = order.source.path().and_then(|text| beside(text, named));
    let file = opened(&path.ok_or(Unseen::Elsewhere)?)?;
    seen(BufReader::new(file), order)
}

fn seen(from: impl BufRead + Seek, order: &Order) -> Result<Seen, Unseen> {
    let Showing { way, cell } = order.showing;
    match order.wanted.cells {
        None => picture::extent(from).map(Seen::Sized),
        Some(cells) => {
            let painted: Painted = picture::paint(from, way, cells, cell)?;
            Ok(Seen::Painted(cells, painted))
        }
    }
}

/// What an address holds itself (RFC 2397), behind `data:`.
fn from_address(said: &str) -> Result<Vec<u8>, Unseen> {
    let (kind, data) = said.split_once(',').ok_or(Unseen::Broken)?;
    let data = text::percent_decoded(data);
    if data.len() as u64 > LONGEST * 2 {
        return Err(Unseen::Large);
    }
    let coded = kind.trim_end().to_ascii_lowercase().ends_with(";base64");
    Ok(if coded {
        text::from_base64(&data)
    } else {
        data
    })
}

/// The path of a file that a text names beside itself; none for what is elsewhere.
fn beside(text: &Path, named: &str) -> Option<PathBuf> {
    let end = named.find(['?', '#']).unwrap_or(named.len());
    let path = text::percent_decoded(named.get(..end)?);
    let scheme = path
        .iter()
        .take_while(|byte| !b"/\\".contains(byte))
        .any(|byte| *byte == b':');
    if scheme
        || path.is_empty()
        || path.starts_with(b"/")
        || path.starts_with(b"\\")
        || path.contains(&0)
    {
        return None;
    }
    let folder = text.parent()?;
    Some(folder.join(OsStr::from_bytes(&path)))
}

/// A file, if it is a common one, and not too long. Nothing is waited for, and nothing else is opened.
fn opened(path: &Path) -> Result<File, Unseen> {
    let path = fs::canonicalize(path).map_err(|_| Unseen::Missing)?;
    if SYSTEM.iter().any(|system| path.starts_with(system)) {
        return Err(Unseen::Unknown);
    }
    is_picture(&fs::metadata(&path).map_err(|_| Unseen::Missing)?)?;
    let at_once = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options
        .read(true)
        .custom_flags(at_once.bits().cast_signed());
    let file = options.open(path).map_err(|_| Unseen::Forbidden)?;
    // It may be another one by now.
    is_picture(&file.metadata().map_err(|_| Unseen::Broken)?)?;
    Ok(file)
}

/// Refuses what is none, before any of it is read.
fn is_picture(found: &fs::Metadata) -> Result<(), Unseen> {
    match found.len() {
        _ if !found.is_file() => Err(Unseen::Unknown),
        0 => Err(Unseen::Broken),
        1..=LONGEST => Ok(()),
        _ => Err(Unseen::Large),
    }
}
