//! Corrections on disk: a small file for each text, found again by a sketch of its words.
//!
//! What goes to disk are changes, not states: under a lock the file is read, changed, written beside itself and renamed.
//! So nothing is lost when several readers correct one text, and the file is whole whatever ends us.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Event;
use super::post::Post;
use crate::app::{Change, News};
use crate::document::sketch::Sketch;
use crate::document::{Document, Pages};
use crate::outline::corrections::Correction;
use crate::source::reason;
use crate::text::Clean;

/// The form of the files; a later one is not ours to touch.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// How often the lock is tried, and how long that is waited between: a second in all.
const TRIES: (u32, Duration) = (20, Duration::from_millis(50));
/// How long the end waits for the disk.
const LAST_WAIT: Duration = Duration::from_millis(1500);

/// What is kept of a text.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    version: u32,
    /// What the text was called, for people who look into the file.
    name: String,
    corrections: Vec<Correction>,
}

/// Only what says of which form a file is.
#[derive(Deserialize)]
struct Form {
    version: u32,
}

/// What was found on disk, and what there is to say about it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) corrections: Vec<Correction>,
    pub(super) trouble: Option<String>,
}

/// Where corrections are kept.
fn folder() -> Result<PathBuf, String> {
    let absolute = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let state = absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")));
    let state = state.ok_or("neither HOME nor XDG_STATE_HOME says where")?;
    Ok(state.join("rubric").join("corrections"))
}

/// The sketch of a text, when as much of it is there as that is made of.
fn sketch_of(pages: &dyn Pages) -> Option<Sketch> {
    Sketch::of(&pages.part(0).text)
}

/// What is kept of a text whose first part is there. A file that cannot be understood is set aside, if `aside` says so.
pub(super) fn load(pages: &dyn Pages, aside: bool) -> Found {
    let nothing = Found::default;
    let Ok(folder) = folder() else {
        return nothing();
    };
    // Most people have corrected nothing yet, and their first page does not wait for a sketch.
    if !folder.is_dir() {
        return nothing();
    }
    let Some(path) = sketch_of(pages).and_then(|sketch| find(&folder, sketch)) else {
        return nothing();
    };
    match read(&path) {
        Ok(kept) => Found {
            corrections: kept.corrections,
            trouble: None,
        },
        Err(why) => Found {
            trouble: Some(if aside { set_aside(&path, &why) } else { why }),
            ..nothing()
        },
    }
}

/// The file of a text: the one of its own name, or the one whose name agrees best with it.
fn find(folder: &Path, sketch: Sketch) -> Option<PathBuf> {
    let own = folder.join(file_name(sketch));
    if own.exists() {
        return Some(own);
    }
    let near = fs::read_dir(folder).ok()?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
        Some((sketch.agreement(&Sketch::from_name(name)?)?, path))
    });
    near.max().map(|(_, path)| path)
}

fn file_name(sketch: Sketch) -> String {
    sketch.name() + ".json"
}

/// Reads a file of ours, or says in a line why not.
fn read(path: &Path) -> Result<Kept, String> {
    let mut bytes = Vec::new();
    let all = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    all.map_err(|error| format!("the corrections of this text: {}", reason(&error)))?;
    let form: Form = serde_json::from_slice(&bytes)
        .map_err(|_| "the corrections of this text are no file of ours".to_owned())?;
    if form.version != VERSION {
        return Err("the corrections of this text are of another version of rubric".to_owned());
    }
    serde_json::from_slice(&bytes)
        .map_err(|_| "the corrections of this text cannot be understood".to_owned())
}

/// Gives a file another name, so that ours can be written; says so.
fn set_aside(path: &Path, why: &str) -> String {
    let beside = |n: u32| with_end(path, &format!(".aside{n}"));
    let free = (1..100).map(beside).find(|path| !path.exists());
    match free.map(|free| (fs::rename(path, &free), free)) {
        Some((Ok(()), free)) => {
            let name = free.file_name().unwrap_or_default().to_string_lossy();
            format!("{why}; set aside as {name}")
        }
        _ => why.to_owned(),
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// Writes changes to the file of a text; gives what there is to say, if they are on disk.
fn write(sketch: Sketch, name: &str, changes: &[Change]) -> Result<Option<String>, String> {
    let folder = folder()?;
    let said = |error: io::Error| format!("{}: {}", folder.display(), reason(&error));
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(&folder).map_err(said)?;
    // The lock goes with the file when this returns, and with us whatever ends us.
    let _lock = lock(&folder)?;
    let own = folder.join(file_name(sketch));
    let old = find(&folder, sketch);
    let mut notice = None;
    let kept = old.as_ref().and_then(|path| {
        read(path)
            .map_err(|why| notice = Some(set_aside(path, &why)))
            .ok()
    });
    if kept.is_none() && own.exists() {
        // What is not ours could not be set aside either.
        return Err(notice.unwrap_or_default());
    }
    let mut kept = kept.unwrap_or(Kept {
        version: VERSION,
        name: String::new(),
        corrections: Vec::new(),
    });
    name.clone_into(&mut kept.name);
    for change in changes {
        match change {
            Change::Made(made) => kept.corrections.extend(made.iter().cloned()),
            Change::TakenBack(step) => kept.corrections.retain(|c| c.step != *step),
        }
    }
    if kept.corrections.is_empty() {
        for path in [Some(own), old].into_iter().flatten() {
            unless_gone(fs::remove_file(path)).map_err(said)?;
        }
        return Ok(notice);
    }
    let bytes = serde_json::to_vec_pretty(&kept).map_err(|error| said(error.into()))?;
    // Nobody else writes to this name: we hold the lock. What a reader that was killed has left is written over.
    let beside = folder.join(".writing");
    let written = write_all(&beside, &bytes).and_then(|()| fs::rename(&beside, &own));
    if let Err(error) = written {
        let _ = fs::remove_file(&beside);
        return Err(said(error));
    }
    // Of a text that was edited the file goes by its new name.
    if let Some(old) = old.filter(|old| *old != own) {
        let _ = fs::remove_file(old);
    }
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(notice)
}

fn write_all(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| match error.kind() {
        ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}

/// Waits until no other reader writes.
fn lock(folder: &Path) -> Result<File, String> {
    let path = folder.join(".lock");
    let said = |error: &io::Error| format!("{}: {}", path.display(), reason(error));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(&path).map_err(|error| said(&error))?;
    for _ in 0..TRIES.0 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(TRIES.1),
            Err(TryLockError::Error(error)) => return Err(said(&error)),
        }
    }
    Err(format!("{}: another rubric holds it", path.display()))
}

/// Brings changes to disk on a thread of its own, which is started with the first of them: a disk may be slow.
pub(super) struct Keeper {
    document: Document,
    post: Post,
    thread: Option<Writer>,
}

/// The thread: where it takes changes, and where it says at its end what it could not write.
struct Writer {
    changes: Sender<(Document, Vec<Change>)>,
    ended: Receiver<Option<String>>,
}

impl Keeper {
    pub(super) fn new(document: Document, post: Post) -> Self {
        Self {
            document,
            post,
            thread: None,
        }
    }

    /// From now on it is the corrections of another text that are kept.
    pub(super) fn turn_to(&mut self, document: Document) {
        self.document = document;
    }

    /// A number from which this run can number corrections: no other run does so from there.
    pub(super) fn number() -> u64 {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let now = now.map_or(0, |now| now.as_nanos() as u64);
        // Two that start at the same moment are two processes.
        now ^ (u64::from(std::process::id()) << 32)
    }

    /// Brings changes to disk, if there are any.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn keep(&mut self, changes: Vec<Change>) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        if self.thread.is_none() {
            let (sender, inbox) = channel();
            let (done, ended) = channel();
            let post = self.post.clone();
            let run = move || {
                let lost = run(&inbox, &post);
                let _ = done.send(lost);
            };
            thread::Builder::new()
                .name("keeper".to_owned())
                .spawn(run)?;
            self.thread = Some(Writer {
                changes: sender,
                ended,
            });
        }
        if let Some(writer) = &self.thread {
            let _ = writer.changes.send((self.document.clone(), changes));
        }
        Ok(())
    }

    /// Waits until all is on disk; says what is not.
    pub(super) fn finish(self) -> Option<String> {
        let Writer { changes, ended } = self.thread?;
        drop(changes);
        let late = || Some("corrections may be lost: the disk does not answer".to_owned());
        ended.recv_timeout(LAST_WAIT).unwrap_or_else(|_| late())
    }
}

/// Writes what comes until nobody can send any more; gives what to say if something is not on disk by then.
fn run(inbox: &Receiver<(Document, Vec<Change>)>, post: &Post) -> Option<String> {
    let mut waiting: Vec<Change> = Vec::new();
    let (mut told, mut lost) = (false, None);
    while let Ok((mut document, changes)) = inbox.recv() {
        waiting.extend(changes);
        for (later, changes) in inbox.try_iter() {
            document = later;
            waiting.extend(changes);
        }
        let name = Clean::line(&document.name).to_string();
        let sketch = sketch_of(document.pages()).ok_or("there is no word in this text".to_owned());
        match sketch.and_then(|sketch| write(sketch, &name, &waiting)) {
            Ok(notice) => {
                waiting.clear();
                lost = None;
                if let Some(notice) = notice {
                    let _ = post.send(Event::News(News::Trouble(notice)));
                }
            }
            Err(why) => {
                let why = format!("corrections are for this run only: {why}");
                if !told {
                    let _ = post.send(Event::News(News::Trouble(why.clone())));
                }
                (told, lost) = (true, Some(why));
            }
        }
    }
    lost
}
