//! What of an archive is a book: found by its path, however that is written, and not more of it than can be read.

use std::collections::HashMap;

use super::Bounds;
use crate::read::archive::Archive;
use crate::read::tree::charset;
use crate::read::{Extent, text_said};
use crate::source::Source;

/// The files of a book.
pub(super) struct Files {
    archive: Archive,
    /// The paths by their small letters, made when one is not found as it is written.
    small: Option<HashMap<String, String>>,
    /// So many bytes may still be read, and of one file.
    left: u64,
    most: u64,
}

/// What was found under a path.
pub(super) enum Taken {
    /// A text.
    All(String),
    /// A text that is longer than was asked for.
    Piece(String),
    /// Nothing, for the book is too long already.
    Full,
    /// Nothing that could be read.
    Nothing,
}

impl Files {
    pub(super) fn new(archive: Archive, bounds: Bounds) -> Self {
        Self {
            archive,
            small: None,
            left: bounds.book,
            most: bounds.chapter,
        }
    }

    /// What the files are called.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.archive.names()
    }

    /// The text of a file, or so much of it.
    pub(super) fn take(&mut self, path: &str, most: u64) -> Taken {
        if self.left == 0 {
            return Taken::Full;
        }
        // One byte more shows that there is more.
        let most = most.min(self.most).min(self.left);
        let found = self.archive.bytes_up_to(path, most + 1).or_else(|| {
            let path = self.as_written(path)?;
            self.archive.bytes_up_to(&path, most + 1)
        });
        let Some(mut bytes) = found else {
            return Taken::Nothing;
        };
        let more = bytes.len() as u64 > most;
        bytes.truncate(most as usize);
        self.left -= bytes.len() as u64;
        let source = Source::from_bytes("", bytes);
        let (text, _) = text_said(&source, Extent::Whole, 0, charset::said);
        if more {
            Taken::Piece(text)
        } else {
            Taken::All(text)
        }
    }

    /// The text of a file that says something about the others.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        match self.take(path, u64::MAX) {
            Taken::All(text) | Taken::Piece(text) => Some(text),
            Taken::Full | Taken::Nothing => None,
        }
    }

    /// Whether only a password opens a file.
    pub(super) fn is_locked(&mut self, path: &str) -> bool {
        self.archive.is_locked(path)
    }

    /// Whether there is a file of this path.
    pub(super) fn has(&mut self, path: &str) -> bool {
        self.as_written(path).is_some()
    }

    /// How the archive writes a path.
    fn as_written(&mut self, path: &str) -> Option<String> {
        let names = self.archive.names();
        let small = self
            .small
            .get_or_insert_with(|| names.map(|name| (name.to_lowercase(), name)).collect());
        small.get(&path.to_lowercase()).cloned()
    }
}
