//! A regular file, read by position: as it was when it was opened, or as it grows.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::read_at;

/// Bytes at the beginning and before the end that show whether what was read before still stands there.
const SAMPLE: u64 = 512;
/// Who has written to a file so short a time ago may not have finished.
const UNREST: Duration = Duration::from_millis(200);

/// How a file differs from what it was when it was opened, or looked at last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is shorter: its end cannot be read any more.
    Shorter,
    /// It is longer, and the rest is as it was.
    Longer,
    /// It was written to.
    Rewritten,
    /// Its name now leads to another file. The opened one can still be read.
    Replaced,
    /// Its name leads nowhere any more. The opened one can still be read.
    Deleted,
}

/// A regular file that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) path: Option<PathBuf>,
    identity: (u64, u64),
    /// Where our text begins in it: not at 0 where someone else read of a redirected input already.
    pub(super) start: u64,
    /// Its length as far as it counts: as it was when opened, or when what was added was taken in.
    length: AtomicU64,
    /// Whether what is added is taken in.
    grows: AtomicBool,
    /// Whether a stretch of it could not be read to its end.
    missed: AtomicBool,
    seen: Mutex<Seen>,
}

/// What a file looked like when it was looked at last.
#[derive(Debug)]
struct Seen {
    modified: Option<SystemTime>,
    /// Its beginning and its end, once it was looked at after it was opened.
    sample: Option<[Vec<u8>; 2]>,
}

impl Opened {
    /// A file of which the text begins at `start`, as it is now.
    pub(super) fn new(file: File, about: &fs::Metadata, path: Option<PathBuf>, start: u64) -> Self {
        Self {
            file,
            path,
            identity: identity(about),
            start,
            length: AtomicU64::new(about.len().saturating_sub(start)),
            grows: AtomicBool::new(false),
            missed: AtomicBool::new(false),
            seen: Mutex::new(Seen {
                modified: about.modified().ok(),
                sample: None,
            }),
        }
    }

    /// The same file with what is added from now on: nothing was read of it yet.
    ///
    /// # Errors
    /// When it cannot be had a second time.
    pub(super) fn growing(&self) -> io::Result<Self> {
        let seen = self.seen();
        let opened = Self {
            file: self.file.try_clone()?,
            path: self.path.clone(),
            identity: self.identity,
            start: self.start,
            length: AtomicU64::new(self.length()),
            grows: AtomicBool::new(true),
            missed: AtomicBool::new(false),
            seen: Mutex::new(Seen {
                modified: seen.modified,
                sample: seen.sample.clone(),
            }),
        };
        Ok(opened)
    }

    pub(super) fn length(&self) -> u64 {
        self.length.load(Ordering::Acquire)
    }

    /// Whether what is added is taken in.
    pub(super) fn grows(&self) -> bool {
        self.grows.load(Ordering::Acquire)
    }

    pub(super) fn read(&self, range: &Range<u64>) -> Vec<u8> {
        let end = range.end.min(self.length());
        let length = end.saturating_sub(range.start);
        let bytes = read_at(&self.file, self.start.saturating_add(range.start), length);
        if (bytes.len() as u64) < length {
            self.missed.store(true, Ordering::Relaxed);
        }
        bytes
    }

    /// Whether a stretch that was there could not be read.
    pub(super) fn missed(&self) -> bool {
        self.missed.load(Ordering::Relaxed)
    }

    /// How it differs from what it was when it was looked at last.
    pub(super) fn change(&self) -> Option<Change> {
        self.compare(&mut self.seen()).map(|(change, _)| change)
    }

    /// The same; takes in what was added.
    pub(super) fn take_in(&self) -> Option<Change> {
        let mut seen = self.seen();
        // Under the lock, so that nothing is taken in after that has ended.
        if !self.grows() {
            return None;
        }
        let (change, about) = self.compare(&mut seen)?;
        if change == Change::Longer {
            let length = about.len().saturating_sub(self.start);
            self.length.store(length, Ordering::Release);
            *seen = Seen {
                modified: about.modified().ok(),
                sample: Some(self.sample(length)),
            };
        }
        Some(change)
    }

    /// Takes in nothing from now on.
    pub(super) fn stop_growing(&self) {
        let _seen = self.seen();
        self.grows.store(false, Ordering::Release);
    }

    fn compare(&self, seen: &mut Seen) -> Option<(Change, fs::Metadata)> {
        // What its name leads to mostly is the file itself: then one question is enough.
        let (now, gone) = match self.path.as_ref().map(fs::metadata) {
            Some(Ok(named)) if identity(&named) == self.identity => (named, None),
            Some(Ok(_)) => (self.file.metadata().ok()?, Some(Change::Replaced)),
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => {
                (self.file.metadata().ok()?, Some(Change::Deleted))
            }
            _ => (self.file.metadata().ok()?, None),
        };
        let (length, known) = (now.len().saturating_sub(self.start), self.length());
        if length < known {
            return Some((Change::Shorter, now));
        }
        if let Some(change) = gone {
            return Some((change, now));
        }
        if length == known && now.modified().ok() == seen.modified {
            seen.sample.get_or_insert_with(|| self.sample(known));
            return None;
        }
        let as_it_was = seen
            .sample
            .as_ref()
            .is_none_or(|sample| *sample == self.sample(known));
        if length > known && as_it_was {
            Some((Change::Longer, now))
        } else {
            Some((Change::Rewritten, now))
        }
    }

    /// The beginning and the end of the first so many bytes.
    fn sample(&self, length: u64) -> [Vec<u8>; 2] {
        let read = |from: u64, bytes| read_at(&self.file, self.start.saturating_add(from), bytes);
        let bytes = SAMPLE.min(length);
        [read(0, bytes), read(length - bytes, bytes)]
    }

    /// Whether it was written to only just now.
    pub(super) fn is_restless(&self) -> bool {
        let modified = self.file.metadata().and_then(|about| about.modified());
        modified.is_ok_and(|at| at.elapsed().is_ok_and(|ago| ago < UNREST))
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells a file from all others: the device it is on, and its number there.
pub(super) fn identity(about: &fs::Metadata) -> (u64, u64) {
    (about.dev(), about.ino())
}
