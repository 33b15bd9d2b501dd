//! Where a stream comes in. What turns out to be packed is unpacked.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::packed::{Fault, Packing, Sign, unpack};

/// Bytes that are read at a time: what a pipe holds.
const STEP: usize = 64 << 10;

/// A stream that is read in sequence.
#[derive(Debug)]
pub(super) struct Inlet {
    stream: File,
    step: Vec<u8>,
    /// How many of the first bytes are held back, until they show whether the stream is packed.
    held: Option<usize>,
    fault: Fault,
}

impl Inlet {
    /// A stream of which nobody knows yet what it brings.
    pub(super) fn new(stream: File) -> Self {
        Self::of(stream, Fault::default())
    }

    /// The same, from somebody who says what goes wrong.
    pub(super) fn of(stream: File, fault: Fault) -> Self {
        Self {
            held: Some(0),
            ..Self::clear(stream, fault)
        }
    }

    /// A stream that brings a text, from somebody who says what goes wrong.
    pub(super) fn clear(stream: File, fault: Fault) -> Self {
        Self {
            stream,
            step: vec![0; STEP],
            held: None,
            fault,
        }
    }

    /// What to wait for before reading.
    pub(super) fn stream(&self) -> &File {
        &self.stream
    }

    /// Where it is said why the stream ends too early.
    pub(super) fn fault(&self) -> &Fault {
        &self.fault
    }

    /// Reads some bytes: none at the end, an empty piece if it is too early to say what they are.
    pub(super) fn read(&mut self) -> io::Result<Option<&[u8]>> {
        let held = self.held.unwrap_or(0);
        let room = self.step.get_mut(held..).unwrap_or_default();
        let n = self.stream.read(room)?;
        let bytes = self.step.get(..held + n).unwrap_or(&[]);
        if self.held.take().is_some() {
            match Packing::sign(bytes) {
                Sign::Perhaps if n > 0 => {
                    self.held = Some(held + n);
                    return Ok(Some(&[]));
                }
                Sign::Packed(packing) => {
                    let (text, out) = io::pipe()?;
                    let text = File::from(OwnedFd::from(text));
                    let packed = Patient(std::mem::replace(&mut self.stream, text));
                    let packed = Cursor::new(bytes.to_vec()).chain(packed);
                    unpack(packed, packing, out, Arc::clone(&self.fault))?;
                    return Ok(Some(&[]));
                }
                Sign::Perhaps | Sign::Plain => {}
            }
        }
        Ok((!bytes.is_empty()).then_some(bytes))
    }
}

/// A stream that is waited for where it says that nothing is there yet.
struct Patient(File);

impl Read for Patient {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(into) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    match poll(&mut [PollFd::new(&self.0, PollFlags::IN)], None) {
                        Ok(_) | Err(Errno::INTR) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }
}
