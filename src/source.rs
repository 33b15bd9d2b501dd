//! The bytes of a text: a file read by position, a pipe that is kept as it comes, or bytes at hand.
//!
//! A file is never mapped into memory (truncated while open, it would kill the reader) and never read as a whole.
//! What a pipe brings stays in memory while it is little and goes to a file without a name when it is more, so any
//! stretch that has come can be read at any time, from any thread.

pub mod encoding;
mod error;
mod inlet;
mod opened;
mod packed;
mod spool;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, PipeReader, PipeWriter, Seek, Write};
use std::ops::Range;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::fs::OFlags;
use rustix::io::{Errno, pread};

use crate::text::Clean;
use encoding::{Charset, Encoding};
pub use error::{OpenError, reason};
use inlet::Inlet;
pub use opened::Change;
use opened::{Opened, identity};
pub use packed::Fault;
use packed::{FileFrom, MAGIC, Packing, Sign, unpack};
use spool::{AHEAD, Spool};

/// What a pipe could not do for its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// What comes can be kept no more than a little, because the disk does not take it.
    Room,
    /// It ended too early.
    End,
    /// Nobody wanted more of it.
    Wish,
}

/// What the thread that reads a pipe has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// More bytes are there than when this was told last.
    More,
    /// Something went wrong, and what; more may come all the same.
    Trouble(Clean),
    /// The rest is lost, and why; what came before can still be read.
    CutShort(Clean),
    /// Nothing more will come. Told once, after all else.
    Finished,
}

/// Bytes that are passed on at a time.
const PIECE: usize = 256 << 10;

/// Bytes that can be read from any place at any time.
#[derive(Debug)]
pub struct Source {
    name: Clean,
    store: Store,
    /// What its bytes are made from, where they come as through a pipe: a file that is packed, or was converted.
    origin: Option<Arc<Source>>,
    /// What somebody said that it is written in.
    charset: Option<Charset>,
    /// Where on the web it lies.
    address: Option<String>,
}

#[derive(Debug)]
enum Store {
    Bytes(Cow<'static, [u8]>),
    File(Opened),
    /// A byte to the writing end wakes the thread that reads; closing it, when the source goes, ends that thread.
    Pipe(Arc<Spool>, PipeWriter),
}

impl Source {
    /// Opens a file, a named pipe, or what `/dev/stdin` and `/dev/fd/63` stand for. Returns at once, even if nobody
    /// writes to the pipe yet.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, or it is no text by its nature (directory, device, socket).
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let own_input = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];
        if own_input.iter().any(|own| path == Path::new(own)) {
            return Self::stdin();
        }
        // Opening a device can act on it (rewind a tape), so its kind is asked for before, and once more after.
        let by_number = path.starts_with("/dev/fd") || path.starts_with("/proc");
        let kind = fs::metadata(path)?.file_type();
        readable(kind)?;
        if kind.is_socket() && !by_number {
            return Err(OpenError::Socket);
        }
        // Without this flag, opening a named pipe waits for someone to write to it.
        let at_once = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        let file = OpenOptions::new()
            .read(true)
            .custom_flags(at_once)
            .open(path)?;
        let name = match path.file_name() {
            Some(name) if !by_number => name.to_string_lossy(),
            _ => path.to_string_lossy(),
        };
        Self::from_handle(file, Clean::line(&name), Some(path))
    }

    /// Reads the standard input: by position where it is a file, else as it comes. Where it was closed or is
    /// `/dev/null`, as in scripts, that is an empty text.
    ///
    /// # Errors
    /// When it is a terminal, another device, or a directory.
    pub fn stdin() -> Result<Self, OpenError> {
        let handle = io::stdin().as_fd().try_clone_to_owned()?;
        Self::from_input(File::from(handle))
    }

    fn from_input(input: File) -> Result<Self, OpenError> {
        let name = "standard input";
        let device = |about: &Metadata| about.file_type().is_char_device().then(|| about.rdev());
        let null = fs::metadata("/dev/null").ok().as_ref().and_then(device);
        if null.is_some() && device(&input.metadata()?) == null {
            return Ok(Self::from_bytes(name, &[][..]));
        }
        Self::from_handle(input, Clean::new(name), None)
    }

    /// A source of bytes that are there already.
    ///
    /// ```
    /// let source = rubricate::source::Source::from_bytes("a note", &b"some text"[..]);
    /// assert_eq!(source.read(5..100), b"text");
    /// ```
    pub fn from_bytes(name: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self {
            name: Clean::line(name),
            store: Store::Bytes(bytes.into()),
            origin: None,
            charset: None,
            address: None,
        }
    }

    fn from_handle(mut file: File, name: Clean, path: Option<&Path>) -> Result<Self, OpenError> {
        let about = file.metadata()?;
        let kind = about.file_type();
        if kind.is_char_device() && file.is_terminal() {
            return Err(OpenError::Terminal);
        }
        readable(kind)?;
        // What the system makes up as it is read (in /proc) calls itself a file of no length.
        let made_up = kind.is_file() && about.len() == 0 && !read_at(&file, 0, 1).is_empty();
        if !kind.is_file() || made_up {
            return Self::from_stream(file, name);
        }
        let start = file.stream_position().unwrap_or(0);
        Self::from_file(file, &about, name, path, start)
    }

    /// A source of a regular file from a place on.
    fn from_file(
        file: File,
        about: &Metadata,
        name: Clean,
        path: Option<&Path>,
        start: u64,
    ) -> Result<Self, OpenError> {
        let opened = Opened::new(file, about, path.map(Path::to_path_buf), start);
        let sign = Packing::sign(&read_at(&opened.file, start, MAGIC as u64));
        let source = Self {
            name,
            store: Store::File(opened),
            origin: None,
            charset: None,
            address: None,
        };
        match sign {
            Sign::Packed(packing) => source.unpacked(packing),
            Sign::Perhaps | Sign::Plain => Ok(source),
        }
    }

    /// A source of what can only be read in sequence.
    pub(crate) fn from_stream(stream: File, name: Clean) -> Result<Self, OpenError> {
        Self::from_inlet(Inlet::new(stream), name)
    }

    fn from_inlet(inlet: Inlet, name: Clean) -> Result<Self, OpenError> {
        let (source_gone, alive) = io::pipe()?;
        let spool = Arc::new(Spool::new(inlet, source_gone, AHEAD));
        Ok(Self {
            name,
            store: Store::Pipe(spool, alive),
            origin: None,
            charset: None,
            address: None,
        })
    }

    /// What a file unpacks to; another source stays as it is.
    fn unpacked(self, packing: Packing) -> Result<Self, OpenError> {
        let Store::File(opened) = &self.store else {
            return Ok(self);
        };
        let (text, out) = io::pipe()?;
        let fault = Fault::default();
        let bytes = FileFrom {
            file: opened.file.try_clone()?,
            at: opened.start,
        };
        unpack(bytes, packing, out, Arc::clone(&fault))?;
        Arc::new(self).becomes(text, fault)
    }

    /// A source of what somebody brings from elsewhere and writes into a pipe; what is packed is unpacked. Before the pipe
    /// ends, they say there if something went wrong.
    ///
    /// # Errors
    /// When nothing can be had to wake the thread that reads it.
    pub fn brought(name: &str, text: PipeReader, fault: Fault) -> Result<Self, OpenError> {
        let inlet = Inlet::of(File::from(OwnedFd::from(text)), fault);
        Self::from_inlet(inlet, Clean::line(name))
    }

    /// A source of what somebody makes of this one, and writes into a pipe. Before the pipe ends, they say there if
    /// something went wrong.
    ///
    /// # Errors
    /// When nothing can be had to wake the thread that reads it.
    pub fn becomes(self: Arc<Self>, text: PipeReader, fault: Fault) -> Result<Self, OpenError> {
        let inlet = Inlet::clear(File::from(OwnedFd::from(text)), fault);
        Ok(Self {
            origin: Some(Arc::clone(&self)),
            ..Self::from_inlet(inlet, self.name.clone())?
        })
    }

    /// The same source, of which it is known what it is written in.
    #[must_use]
    pub fn written_in(self, charset: Option<Charset>) -> Self {
        Self { charset, ..self }
    }

    /// The same source, which lies on the web under this address.
    #[must_use]
    pub fn lying_at(self, address: String) -> Self {
        Self {
            address: Some(address),
            ..self
        }
    }

    /// Where on the web it lies, if it does: what it names lies beside it there, and never here.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// What it is written in: what was said, or else what its beginning looks like; `whole` says that this is all.
    pub fn encoding(&self, head: &[u8], whole: bool) -> Encoding {
        match self.charset {
            Some(charset) => Encoding::said(charset, head, whole),
            None => Encoding::judge(head, whole),
        }
    }

    /// The same; what the text says itself counts where its bytes show neither UTF-8 nor a mark of UTF-16.
    pub fn encoding_said(
        &self,
        head: &[u8],
        whole: bool,
        said: impl FnOnce(&[u8]) -> Option<Charset>,
    ) -> Encoding {
        let judged = self.encoding(head, whole);
        let shown = match judged.name() {
            None => match std::str::from_utf8(head) {
                Ok(text) => !text.contains('\u{1b}'),
                // It may be cut in the middle of a character.
                Err(error) => error.error_len().is_none() && !whole,
            },
            Some(name) => name.starts_with("UTF-"),
        };
        if self.charset.is_some() || shown {
            return judged;
        }
        said(head).map_or(judged, |charset| Encoding::said(charset, head, whole))
    }

    /// What to call it: the name of the file without its folder.
    pub fn name(&self) -> &Clean {
        &self.name
    }

    /// Bytes so far. A file has the length that it had when it was opened, unless it is [followed](Source::followed).
    pub fn size(&self) -> u64 {
        match &self.store {
            Store::Bytes(bytes) => bytes.len() as u64,
            Store::File(opened) => opened.length(),
            Store::Pipe(spool, _) => spool.size(),
        }
    }

    /// Whether all bytes are there. Ask this before [`Source::size`] to know that the size is the last one.
    pub fn finished(&self) -> bool {
        match &self.store {
            Store::Bytes(_) => true,
            Store::File(opened) => !opened.grows(),
            Store::Pipe(spool, _) => spool.finished(),
        }
    }

    /// What is there of a stretch: less where it reaches beyond the end, nothing where reading fails.
    pub fn read(&self, range: Range<u64>) -> Vec<u8> {
        match &self.store {
            Store::Bytes(bytes) => within(bytes, 0, &range).to_vec(),
            Store::File(opened) => opened.read(&range),
            Store::Pipe(spool, _) => spool.read(&range),
        }
    }

    /// Passes all bytes on from the beginning, without keeping any, until there are no more or `take` says that it
    /// has enough. Not for a source that is followed: that one keeps what comes.
    ///
    /// # Errors
    /// When the bytes cannot be read to their end.
    pub fn pass(&self, mut take: impl FnMut(&[u8]) -> bool) -> Result<(), OpenError> {
        match &self.store {
            Store::Bytes(bytes) => {
                take(bytes);
            }
            Store::File(opened) => {
                let (mut piece, mut at) = (vec![0; PIECE], opened.start);
                loop {
                    match opened.file.read_at(&mut piece, at) {
                        Ok(0) => break,
                        Ok(n) if take(piece.get(..n).unwrap_or(&[])) => at += n as u64,
                        Ok(_) => break,
                        Err(error) if error.kind() == ErrorKind::Interrupted => {}
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            Store::Pipe(spool, _) => {
                spool.pass(take)?;
                if let Some(why) = spool.fault() {
                    return Err(OpenError::Other(why.clone()));
                }
            }
        }
        Ok(())
    }

    /// Why there is nothing to read, if that is so because what came could not be made sense of.
    pub fn failed(&self) -> Option<&Clean> {
        match &self.store {
            Store::Pipe(spool, _) if spool.finished() && spool.size() == 0 => spool.fault(),
            Store::Bytes(_) | Store::File(_) | Store::Pipe(..) => None,
        }
    }

    /// What of the input is lacking by now, and will be: nothing of a file.
    pub fn lack(&self) -> Option<Lack> {
        match &self.store {
            Store::Pipe(spool, _) => spool.lack(),
            Store::Bytes(_) | Store::File(_) => None,
        }
    }

    /// Starts to take in what comes through a pipe, on a thread of its own that ends with the source. It tells of
    /// more at most every 50 ms, then that the end is reached. For a file there is nothing to do or tell.
    pub fn follow_input(&self, tell: impl Fn(Arrival) + Send + 'static) {
        if let Store::Pipe(spool, _) = &self.store {
            Spool::start(spool, tell);
        }
    }

    /// Says how far somebody wants to read. A pipe is read a good way ahead of that, but not without end: an endless
    /// one must fill neither memory nor disk.
    pub fn ask(&self, bytes: u64) {
        if let Store::Pipe(spool, alive) = &self.store
            && spool.ask(bytes)
        {
            // A thread that is gone needs no waking.
            let _ = (&*alive).write(&[0]);
        }
    }

    /// Takes in no more of what comes through a pipe, for good; says whether anything was still to come. What is made of a
    /// file is there again at any time, so that goes on.
    pub fn stop(&self) -> bool {
        let Store::Pipe(spool, alive) = &self.store else {
            return false;
        };
        let stops = !self.is_kept() && spool.stop();
        if stops {
            let _ = (&*alive).write(&[0]);
        }
        stops
    }

    /// Waits until the whole source is there.
    pub fn wait_for_all(&self) {
        self.wait_beyond(u64::MAX);
    }

    /// Waits until the whole source is there, or more bytes than so many.
    pub fn wait_beyond(&self, bytes: u64) {
        while !self.finished() && self.size() <= bytes {
            self.wait_for(bytes.saturating_add(1), Duration::from_secs(3600));
        }
    }

    /// Asks for so many bytes, and waits until they are there, the input ended, or the time is up.
    pub fn wait_for(&self, bytes: u64, at_most: Duration) {
        self.ask(bytes);
        if let Store::Pipe(spool, _) = &self.store {
            spool.wait_for(bytes, at_most);
        }
    }

    /// What is wrong with the file, if a stretch of it that was there when it was opened could not be read.
    pub fn missed(&self) -> Option<&'static str> {
        let missed = match &self.store {
            Store::File(opened) => opened.missed(),
            Store::Bytes(_) | Store::Pipe(..) => false,
        };
        missed.then(|| match self.change() {
            Some(Change::Shorter) => "the file was cut short while you read",
            _ => "the file cannot be read to its end any more",
        })
    }

    /// How the file changed since it was opened, or since what was added was taken in. Costs a question or two to the
    /// system.
    pub fn change(&self) -> Option<Change> {
        self.file().and_then(Opened::change)
    }

    /// The same; a file that is followed takes in what was added.
    pub fn take_in(&self) -> Option<Change> {
        self.file().and_then(Opened::take_in)
    }

    /// The same file, with what is added to it from now on taken in by [`Source::take_in`]. It is finished when that
    /// [ends](Source::stop_following).
    ///
    /// # Errors
    /// When this is no file, or packed or converted, or it cannot be had a second time.
    pub fn followed(&self) -> Result<Self, OpenError> {
        match &self.store {
            Store::File(opened) => Ok(self.with(opened.growing()?)),
            Store::Pipe(..) if self.is_kept() => Err(OpenError::Derived),
            Store::Bytes(_) | Store::Pipe(..) => Err(OpenError::NoFile),
        }
    }

    /// Takes in nothing from now on.
    pub fn stop_following(&self) {
        if let Some(opened) = self.file() {
            opened.stop_growing();
        }
    }

    /// What stands under the name of the file now: the file itself, as it is by now, or another one. Takes in what is
    /// added later, if `followed` says so and it is not packed. What is packed comes as through a pipe.
    ///
    /// # Errors
    /// When this is no file, or there is none any more that can be read.
    pub fn again(&self, followed: bool) -> Result<Self, OpenError> {
        let opened = self.file().ok_or(OpenError::NoFile)?;
        let again = if let Some(path) = &opened.path {
            Self::open(path)?
        } else {
            let file = opened.file.try_clone()?;
            let about = file.metadata()?;
            Self::from_file(file, &about, self.name.clone(), None, opened.start)?
        };
        let again = again.written_in(self.charset);
        match again.store {
            Store::File(_) if followed => again.followed(),
            _ if again.is_kept() => Ok(again),
            _ => Err(OpenError::NoFile),
        }
    }

    /// Whether this is the very file that a path leads to.
    pub fn is_at(&self, path: &Path) -> bool {
        let own = self.file().and_then(|opened| opened.file.metadata().ok());
        own.is_some_and(|own| {
            fs::metadata(path).is_ok_and(|named| identity(&named) == identity(&own))
        })
    }

    /// The path that the file was opened by, if it is one.
    pub fn path(&self) -> Option<&Path> {
        self.file()?.path.as_deref()
    }

    /// Whether this is a file that is read by position, and not a pipe, a packed file or bytes at hand.
    pub fn is_file(&self) -> bool {
        matches!(self.store, Store::File(_))
    }

    /// Whether a file stands behind it, packed or not, that can be read again.
    pub fn is_kept(&self) -> bool {
        self.file().is_some()
    }

    /// Whether the file was written to so short a time ago that more may follow at once.
    pub fn is_restless(&self) -> bool {
        self.file().is_some_and(Opened::is_restless)
    }

    fn file(&self) -> Option<&Opened> {
        match &self.store {
            Store::File(opened) => Some(opened),
            Store::Bytes(_) | Store::Pipe(..) => self.origin.as_ref()?.file(),
        }
    }

    fn with(&self, opened: Opened) -> Self {
        Self {
            name: self.name.clone(),
            store: Store::File(opened),
            origin: None,
            charset: self.charset,
            address: self.address.clone(),
        }
    }
}

/// Refuses what is no text by its nature.
fn readable(kind: FileType) -> Result<(), OpenError> {
    if kind.is_dir() {
        Err(OpenError::Directory)
    } else if kind.is_char_device() || kind.is_block_device() {
        Err(OpenError::Device)
    } else {
        Ok(())
    }
}

/// What of a stretch lies in bytes that begin at `start`.
fn within<'a>(bytes: &'a [u8], start: u64, range: &Range<u64>) -> &'a [u8] {
    let end = start + bytes.len() as u64;
    let from = range.start.clamp(start, end);
    let to = range.end.clamp(from, end);
    bytes
        .get((from - start) as usize..(to - start) as usize)
        .unwrap_or(&[])
}

/// Reads at a position what is there, without moving any other reader of the file.
fn read_at(file: &File, from: u64, length: u64) -> Vec<u8> {
    let length = length as usize;
    // Not with the standard library: that reads only into what was filled with zeros before.
    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length {
        let at = from + bytes.len() as u64;
        match pread(file, spare_capacity(&mut bytes), at) {
            Ok(0) => break,
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => break,
        }
    }
    // There may be more room than was asked for.
    bytes.truncate(length);
    bytes
}
