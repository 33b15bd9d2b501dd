//! What is inside of an archive: looked up by name and inflated in memory, never on disk. How long something is, is counted
//! while it is inflated, and not believed.

#[cfg(feature = "office")]
mod first_row;
pub(super) mod xml;

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::source::Source;
#[cfg(feature = "office")]
pub(super) use first_row::FirstRow;

/// The most that one entry may be long, in bytes.
#[cfg(feature = "office")]
const LONGEST: u64 = 64 << 20;
/// The most that is inflated of one archive, in bytes.
const MOST: u64 = 512 << 20;

/// An archive.
pub(super) struct Archive {
    zip: ZipArchive<Bytes>,
    left: u64,
}

impl Archive {
    /// Opens an archive; all of its bytes have to be there.
    ///
    /// # Errors
    /// When it is none, or broken.
    pub(super) fn open(source: &Arc<Source>) -> Result<Self, String> {
        let bytes = Bytes {
            source: Arc::clone(source),
            at: 0,
        };
        let zip = ZipArchive::new(bytes).map_err(|_| "the archive is broken".to_owned())?;
        Ok(Self { zip, left: MOST })
    }

    /// The text of an entry; none if there is no such entry, it is locked, or nothing of it can be had. What is broken or
    /// too long is there as far as it goes.
    #[cfg(feature = "office")]
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.bytes(name)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Its bytes.
    #[cfg(feature = "office")]
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        self.bytes_up_to(name, LONGEST)
    }

    /// The bytes of an entry, but no more than so many; what is broken is there as far as it goes.
    pub(super) fn bytes_up_to(&mut self, name: &str, most: u64) -> Option<Vec<u8>> {
        let entry = self.zip.by_name(name).ok()?;
        let mut bytes = Vec::new();
        let limit = most.min(self.left);
        // What was inflated before something broke is still text.
        let _ = entry.take(limit).read_to_end(&mut bytes);
        self.left -= bytes.len() as u64;
        (!bytes.is_empty()).then_some(bytes)
    }

    /// What the entries are called.
    #[cfg(feature = "epub")]
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let names = self.zip.file_names().flatten();
        names.map(std::borrow::Cow::into_owned)
    }

    /// How an entry is called that differs from a name only by small and capital letters.
    pub(super) fn as_written(&self, name: &str) -> Option<String> {
        let wanted = name.to_lowercase();
        let mut names = self.zip.file_names().flatten();
        let found = names.find(|name| name.to_lowercase() == wanted);
        found.map(std::borrow::Cow::into_owned)
    }

    /// Whether an entry is there that only a password opens.
    pub(super) fn is_locked(&mut self, name: &str) -> bool {
        matches!(
            self.zip.by_name(name),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED))
        )
    }
}

/// Whether a file of an archive is a picture of a kind that can be shown, by its name.
#[cfg(feature = "office")]
pub(super) fn is_picture(name: &str) -> bool {
    let kind = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(kind.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// The bytes of a source, read where one looks.
struct Bytes {
    source: Arc<Source>,
    at: u64,
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.source.read(self.at..self.at + into.len() as u64);
        let n = bytes.len().min(into.len());
        if let (Some(into), Some(from)) = (into.get_mut(..n), bytes.get(..n)) {
            into.copy_from_slice(from);
        }
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.source.size(), by),
            SeekFrom::Current(by) => (self.at, by),
        };
        self.at = from
            .checked_add_signed(by)
            .ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
