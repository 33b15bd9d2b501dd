//! What is packed by gzip, zstd, xz or bzip2, unpacked as it is read.
//!
//! A thread unpacks into a pipe, and the pipe is read like any other: whoever reads slowly makes it wait, and what was
//! unpacked is kept as what came through a pipe is kept.

mod member;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, PipeWriter, Read, Write};
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::thread;

use super::reason;
use crate::text::Clean;
use member::{Leftover, Unpacked};

/// Why a stream ended before its end, told by whoever writes it, before it ends.
pub type Fault = Arc<OnceLock<Clean>>;

/// How many bytes show what something is packed by.
pub(super) const MAGIC: usize = 10;
/// Bytes that are unpacked at a time: what a pipe holds.
const STEP: usize = 64 << 10;

/// What one archive may cost.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Bytes that anything may unpack to.
    bytes: u64,
    /// How many times as long as its archive a text may be beyond that. Logs are packed to a thirtieth, a bomb to a
    /// thousandth.
    times: u64,
    /// How many times over it may be packed.
    layers: u32,
}

const LIMITS: Limits = Limits {
    bytes: 4 << 30,
    times: 100,
    layers: 3,
};

/// What something is packed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
    /// The .xz file format, version 1.2.1.
    Xz,
    /// bzip2 1.0.
    Bzip2,
}

/// What the first bytes of something say about how it is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is packed so.
    Packed(Packing),
    /// More bytes are needed to tell.
    Perhaps,
    /// It is not packed.
    Plain,
}

impl Packing {
    /// Looks at the first bytes, [`MAGIC`] of them or fewer.
    pub(super) fn sign(head: &[u8]) -> Sign {
        const MAGICS: [(Packing, &[&[u8]]); 5] = [
            (Packing::Gzip, &[b"\x1f", b"\x8b", b"\x08"]),
            (Packing::Zstd, &[b"\x28", b"\xb5", b"\x2f", b"\xfd"]),
            // What a reader has to skip; some write such a piece first.
            (
                Packing::Zstd,
                &[b"PQRSTUVWXYZ[\\]^_", b"\x2a", b"\x4d", b"\x18"],
            ),
            (Packing::Xz, &[b"\xfd", b"7", b"z", b"X", b"Z", b"\0"]),
            // Three letters alone may begin a text; the number of the first block follows, or of the end.
            (
                Packing::Bzip2,
                &[
                    b"B",
                    b"Z",
                    b"h",
                    b"123456789",
                    b"\x31\x17",
                    b"\x41\x72",
                    b"\x59\x45",
                    b"\x26\x38",
                    b"\x53\x50",
                    b"\x59\x90",
                ],
            ),
        ];
        let mut sign = Sign::Plain;
        for (packing, magic) in MAGICS {
            if magic.iter().zip(head).all(|(any, byte)| any.contains(byte)) {
                if head.len() >= magic.len() {
                    return Sign::Packed(packing);
                }
                sign = Sign::Perhaps;
            }
        }
        sign
    }

    /// As people call it.
    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
        }
    }
}

/// A file from a place on, without moving any other reader of it.
pub(super) struct FileFrom {
    pub(super) file: File,
    pub(super) at: u64,
}

impl Read for FileFrom {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read_at(into, self.at) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => {
                    self.at += *read.as_ref().unwrap_or(&0) as u64;
                    return read;
                }
            }
        }
    }
}

/// Starts a thread that unpacks into a pipe, and ends when nobody reads it any more. What goes wrong is told before the
/// pipe ends.
///
/// # Errors
/// When no thread can be made.
pub(super) fn unpack(
    packed: impl Read + Send + 'static,
    packing: Packing,
    mut out: PipeWriter,
    fault: Fault,
) -> io::Result<()> {
    let run = move || {
        // A decoder that cannot stand what it gets is no reason to wait forever.
        let poured = catch_unwind(AssertUnwindSafe(|| pour(packed, packing, &mut out, LIMITS)));
        let damaged = |_| Err(format!("the {} data is damaged", packing.name()));
        if let Err(why) = poured.unwrap_or_else(damaged) {
            let _ = fault.set(Clean::line(&why));
        }
    };
    thread::Builder::new()
        .name("unpack".to_owned())
        .spawn(run)
        .map(drop)
}

/// What is known of the packed bytes that were read.
#[derive(Debug, Default)]
struct Meter {
    bytes: Cell<u64>,
    /// Whether there were no more.
    dry: Cell<bool>,
}

/// Counts what is read.
struct Metered<R>(R, Rc<Meter>);

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(into)?;
        self.1.bytes.set(self.1.bytes.get() + n as u64);
        self.1.dry.set(n == 0 && !into.is_empty());
        Ok(n)
    }
}

/// Unpacks until the end, a fault, or until nobody takes it any more, which is none.
fn pour(
    packed: impl Read + 'static,
    packing: Packing,
    out: &mut impl Write,
    limits: Limits,
) -> Result<(), String> {
    let meter = Rc::new(Meter::default());
    let metered = Metered(packed, Rc::clone(&meter));
    let mut packing = packing;
    let mut layer: Box<dyn BufRead> = Box::new(BufReader::with_capacity(STEP, metered));
    let mut layers = 1;
    let mut step = vec![0; STEP];
    let mut poured = 0;
    loop {
        let mut unpacked = Unpacked::new(layer, packing);
        let (head, ended) = head_of(&mut unpacked);
        if let Sign::Packed(inner) = Packing::sign(&head) {
            if layers == limits.layers {
                return Err(format!("packed more than {layers} times over"));
            }
            layers += 1;
            packing = inner;
            layer = Box::new(BufReader::with_capacity(
                STEP,
                io::Cursor::new(head).chain(unpacked),
            ));
            continue;
        }
        if out.write_all(&head).is_err() {
            return Ok(());
        }
        let mut ended = ended;
        loop {
            let n = match ended.take().map_or_else(|| unpacked.read(&mut step), Err) {
                Ok(0) => return Ok(()),
                Ok(n) => n,
                Err(error) => return Err(why(packing, &error, meter.dry.get())),
            };
            if out.write_all(step.get(..n).unwrap_or(&[])).is_err() {
                return Ok(());
            }
            poured += n as u64;
            if poured > limits.bytes && poured / limits.times > meter.bytes.get() {
                let most = limits.bytes >> 30;
                return Err(format!(
                    "unpacking stopped after {most} GiB: so little that unpacks to so much is a trap"
                ));
            }
        }
    }
}

/// The first bytes of a stream, enough to tell whether it is packed, and what went wrong behind them.
fn head_of(stream: &mut impl Read) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::with_capacity(MAGIC);
    while head.len() < MAGIC {
        let mut bytes = [0; MAGIC];
        let room = bytes.get_mut(head.len()..).unwrap_or_default();
        match stream.read(room) {
            Ok(0) => break,
            Ok(n) => head.extend_from_slice(room.get(..n).unwrap_or(&[])),
            Err(error) => return (head, Some(error)),
        }
    }
    (head, None)
}

/// Says in a few words what went wrong.
fn why(packing: Packing, error: &io::Error, dry: bool) -> String {
    let name = packing.name();
    if error.raw_os_error().is_some() {
        return reason(error).to_string();
    }
    let within = error.get_ref();
    if within.and_then(|error| error.downcast_ref()) == Some(&Leftover) {
        return format!("what follows the {name} data is left out");
    }
    match error.kind() {
        ErrorKind::OutOfMemory => format!("the {name} data asks for too much memory"),
        ErrorKind::UnexpectedEof => format!("the {name} data ends too early"),
        ErrorKind::Other if dry => format!("the {name} data ends too early"),
        _ => format!("the {name} data is damaged"),
    }
}
