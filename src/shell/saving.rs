//! Saving the text to a file: on a thread of its own, beside the file and then under its name, so that there is never
//! half a file.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::post::Post;
use super::{Event, helper};
use crate::app::News;
use crate::app::saving::{Order, Outcome};
use crate::source::{Source, reason};
use crate::text::{self, Clean};

/// Bytes that are written at a time.
const PIECE: u64 = 256 << 10;
/// So many bytes are brought to the disk at a time where all have to be there in the end: that takes long, and what was told of it
/// would stand still meanwhile.
const SYNCED: u64 = 32 << 20;
/// How often the progress is told.
const PACE: Duration = Duration::from_millis(200);

/// A text that is being saved.
pub(super) struct Saving {
    thread: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
}

/// Why a text is not saved.
enum Failure {
    /// A file of that name is there.
    Exists,
    Cancelled,
    Because(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Because(reason(&error).to_string())
    }
}

impl Saving {
    /// Starts to save what is there of a source.
    pub(super) fn start(source: Arc<Source>, order: Order, post: &Post) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let (number, name) = (order.number, order.name.clone());
        let event = move |outcome| Event::News(News::Saved(number, outcome));
        let ended = move |said: &str| event(Outcome::Ended(Clean::line(said)));
        let run = move |post: &Post| {
            let tell = |outcome| drop(post.send(event(outcome)));
            match save(&source, &order, &stopped, &tell) {
                Ok(said) => ended(&said),
                Err(Failure::Exists) => event(Outcome::Exists),
                Err(Failure::Cancelled) => ended("saving was cancelled"),
                Err(Failure::Because(why)) => ended(&not_saved(&why, &order.name)),
            }
        };
        let broken = move |why: &str| ended(&not_saved(why, &name));
        let thread = helper::start("save", post, run, broken);
        Self { thread, stop }
    }

    /// Cancels it.
    pub(super) fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Cancels it, and waits until nothing of it is left.
    pub(super) fn end(self) {
        self.cancel();
        let _ = self.thread.map(JoinHandle::join);
    }
}

fn not_saved(why: &str, name: &str) -> String {
    format!("not saved, {why}: {name}")
}

/// Saves what is there; says so.
fn save(
    source: &Source,
    order: &Order,
    stop: &AtomicBool,
    tell: &impl Fn(Outcome),
) -> Result<String, Failure> {
    let mut path = expanded(&order.name).map_err(Failure::Because)?;
    let mut mode = 0o666;
    match fs::metadata(&path) {
        Ok(about) if about.is_dir() => return Err(because("is a directory")),
        Ok(about) if !about.is_file() => return Err(because("is no file")),
        Ok(_) if source.is_at(&path) => return Err(because("is the file that you read")),
        Ok(_) if !order.over => return Err(Failure::Exists),
        Ok(about) => {
            // What a link leads to is written over, not the link.
            path = fs::canonicalize(&path)?;
            mode = about.mode() & 0o7777;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // It goes with us, unless it gets its name.
    let mut beside = tempfile::Builder::new()
        .prefix(".rubric-")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder)?;
    if order.over {
        // What it was made with went through the mask for new files. Not every disk knows rights.
        let _ = beside
            .as_file()
            .set_permissions(Permissions::from_mode(mode));
    }
    let finished = source.finished();
    let size = source.size();
    let (mut written, mut told) = (0, Instant::now());
    while written < size {
        if stop.load(Ordering::Relaxed) {
            return Err(Failure::Cancelled);
        }
        let bytes = source.read(written..(written + PIECE).min(size));
        if bytes.is_empty() {
            return Err(because("the text cannot be read to its end any more"));
        }
        beside.write_all(&bytes)?;
        written += bytes.len() as u64;
        if order.over && written % SYNCED < PIECE {
            beside.as_file().sync_data()?;
        }
        if told.elapsed() >= PACE {
            told = Instant::now();
            tell(Outcome::Percent((written * 100 / size) as u8));
        }
    }
    if order.over {
        // What is written over is not lost before what replaces it is safe.
        beside.as_file().sync_all()?;
        beside.persist(&path).map_err(|error| error.error)?;
    } else {
        beside
            .persist_noclobber(&path)
            .map_err(|error| match error.error.kind() {
                ErrorKind::AlreadyExists => Failure::Exists,
                _ => error.error.into(),
            })?;
    }
    let so_far = if finished { "" } else { " so far" };
    Ok(format!(
        "saved {}{so_far} to {}",
        text::amount(size),
        order.name
    ))
}

fn because(why: &str) -> Failure {
    Failure::Because(why.to_owned())
}

/// The path that a name means: `~` is the home folder.
fn expanded(name: &str) -> Result<PathBuf, String> {
    let Some(rest) = name.strip_prefix('~') else {
        return Ok(name.into());
    };
    if !rest.is_empty() && !rest.starts_with('/') {
        // A folder of somebody else, or a file of an odd name: that is written ./~name.
        return Err("only ~/ is understood, your own home".to_owned());
    }
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let home = home.ok_or("there is no HOME to put it in")?;
    Ok(PathBuf::from(home).join(rest.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_begin_at_home() {
        let home = std::env::var_os("HOME").unwrap();
        assert_eq!(expanded("~/a b").unwrap(), Path::new(&home).join("a b"));
        assert_eq!(expanded("a/~b").unwrap(), Path::new("a/~b"));
        assert!(expanded("~root/x").is_err());
    }
}
