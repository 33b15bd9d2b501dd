//! What can go wrong with a source, in words.

use std::fmt;
use std::io::{self, ErrorKind};

use crate::text::Clean;

/// Why a source cannot be opened; as text, the reason in a few words without the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// There is nothing of this name.
    Missing,
    /// It may not be read.
    Denied,
    /// It is a directory.
    Directory,
    /// It is a disk, a tape, an endless stream of zeros ...
    Device,
    /// It is a socket with a name.
    Socket,
    /// It is a terminal: there is nothing to read but what is typed.
    Terminal,
    /// It is no file, and only files can be opened again or followed.
    NoFile,
    /// It is packed or converted: what is added to it later cannot be read on.
    Derived,
    /// It is there, but what it holds cannot be made sense of.
    Unreadable,
    /// Something else, in the words of the system.
    Other(Clean),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "no such file",
            Self::Denied => "permission denied",
            Self::Directory => "is a directory",
            Self::Device => "is a device",
            Self::Socket => "is a socket",
            Self::Terminal => "is a terminal",
            Self::NoFile => "is no file",
            Self::Derived => "is packed or converted, so nothing can be followed",
            Self::Unreadable => "cannot be read",
            Self::Other(reason) => reason,
        })
    }
}

impl std::error::Error for OpenError {}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Denied,
            ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Other(reason(&error)),
        }
    }
}

/// An error in the words of the system, without its number.
///
/// ```
/// let error = std::io::Error::from_raw_os_error(28);
/// assert_eq!(&*rubricate::source::reason(&error), "no space left on device");
/// ```
pub fn reason(error: &io::Error) -> Clean {
    let text = error.to_string();
    let words = text.split_once(" (os error").map_or(&*text, |(w, _)| w);
    Clean::line(&words.to_lowercase())
}
