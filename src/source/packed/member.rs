//! One packed stream behind the other, as `cat a.gz b.gz` makes them, read as one.

use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::{Action, Status, XzStream};
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::Packing;

/// A block of zstd that is the last one and empty, and a checksum.
const LAST_BLOCK: &[u8] = &[1, 0, 0, 0, 0, 0, 0];

/// Memory that a dictionary may take, in KiB; the most that `xz -9` and `zstd --ultra` ask for is less or as much.
const MEMORY: u32 = 128 << 10;

/// Says that something else stands behind what is packed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leftover;

impl fmt::Display for Leftover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("something else follows")
    }
}

impl std::error::Error for Leftover {}

/// Some packed bytes, as what they unpack to.
pub(super) struct Unpacked<R> {
    packing: Packing,
    stage: Stage<R>,
}

/// What is to be read next.
enum Stage<R> {
    /// What another member may begin with.
    Between(R),
    Within(Member<R>),
    Ended,
}

impl<R: BufRead> Unpacked<R> {
    pub(super) fn new(packed: R, packing: Packing) -> Self {
        Self {
            packing,
            stage: Stage::Between(packed),
        }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.stage, Stage::Ended) {
                Stage::Ended => return Ok(0),
                Stage::Between(mut packed) => {
                    if another(&mut packed, self.packing)? {
                        self.stage = Stage::Within(Member::new(packed, self.packing)?);
                    }
                }
                Stage::Within(mut member) => match member.read(into)? {
                    0 => self.stage = Stage::Between(member.into_inner()),
                    n => {
                        self.stage = Stage::Within(member);
                        return Ok(n);
                    }
                },
            }
        }
    }
}

/// Whether another member follows. Zeros, to which a tape is filled up, are none.
fn another(packed: &mut impl BufRead, packing: Packing) -> io::Result<bool> {
    loop {
        let bytes = packed.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        let first = bytes.get(zeros).copied();
        packed.consume(zeros);
        match (packing, first) {
            (_, None) => {}
            (Packing::Gzip, Some(0x1f))
            | (Packing::Xz, Some(0xfd))
            | (Packing::Bzip2, Some(b'B'))
            | (Packing::Zstd, Some(0x28)) => return Ok(true),
            (Packing::Zstd, Some(0x50..=0x5f)) => skip(packed)?,
            _ => return Err(io::Error::other(Leftover)),
        }
    }
}

/// Skips a frame that is meant to be skipped (RFC 8878, 3.1.2): four bytes that say so, four with its length.
fn skip(packed: &mut impl BufRead) -> io::Result<()> {
    let mut head = [0; 8];
    packed.read_exact(&mut head)?;
    let [_, b'*', b'M', 0x18, length @ ..] = head else {
        return Err(ErrorKind::InvalidData.into());
    };
    let length = u64::from(u32::from_le_bytes(length));
    io::copy(&mut packed.take(length), &mut io::sink())?;
    Ok(())
}

/// One packed stream.
enum Member<R> {
    Gzip(Box<GzDecoder<R>>),
    Bzip2(BzDecoder<R>),
    Xz(Box<XzStream>, R),
    Zstd(Box<Frame<R>>),
}

impl<R: BufRead> Member<R> {
    fn new(packed: R, packing: Packing) -> io::Result<Self> {
        Ok(match packing {
            Packing::Gzip => Self::Gzip(Box::new(GzDecoder::new(packed))),
            Packing::Bzip2 => Self::Bzip2(BzDecoder::new(packed)),
            Packing::Xz => Self::Xz(Box::new(XzStream::new_mem_limit(false, MEMORY)), packed),
            Packing::Zstd => Self::Zstd(Box::new(Frame::new(packed)?)),
        })
    }

    fn into_inner(self) -> R {
        match self {
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Bzip2(decoder) => decoder.into_inner(),
            Self::Xz(_, packed) => packed,
            Self::Zstd(frame) => frame.packed,
        }
    }
}

impl<R: BufRead> Read for Member<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.read(into),
            Self::Bzip2(decoder) => decoder.read(into),
            Self::Xz(stream, packed) => read_xz(stream, packed, into),
            Self::Zstd(frame) => frame.read(into),
        }
    }
}

/// Reads an xz stream piece by piece: what was unpacked before a fault is not lost.
fn read_xz(stream: &mut XzStream, packed: &mut impl BufRead, into: &mut [u8]) -> io::Result<usize> {
    loop {
        let bytes = packed.fill_buf()?;
        let ended = bytes.is_empty();
        let mut done = stream.process(bytes, into, Action::Run)?;
        if ended && done.bytes_produced == 0 {
            done = stream.process(&[], into, Action::Finish)?;
        }
        packed.consume(done.bytes_consumed);
        if done.bytes_produced > 0 || done.status == Status::StreamEnd {
            return Ok(done.bytes_produced);
        }
        if done.bytes_consumed == 0 {
            return Err(ErrorKind::InvalidData.into());
        }
    }
}

/// One frame of zstd.
struct Frame<R> {
    decoder: FrameDecoder,
    packed: R,
    /// What went wrong, told when all was given that was unpacked before.
    fault: Option<io::Error>,
}

impl<R: BufRead> Frame<R> {
    fn new(mut packed: R) -> io::Result<Self> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(u64::from(MEMORY) << 10);
        decoder.init(&mut packed).map_err(|error| match error {
            FrameDecoderError::WindowSizeTooBig { .. } => ErrorKind::OutOfMemory.into(),
            error => io::Error::other(error),
        })?;
        Ok(Self {
            decoder,
            packed,
            fault: None,
        })
    }
}

impl<R: BufRead> Read for Frame<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let one = || BlockDecodingStrategy::UptoBlocks(1);
            if let Err(fault) = self.decoder.decode_blocks(&mut self.packed, one()) {
                self.fault = Some(io::Error::other(fault));
                // A last block of no bytes, and room for a checksum: the decoder gives what it held back to look up.
                if self.decoder.decode_blocks(LAST_BLOCK, one()).is_err() {
                    break;
                }
            }
        }
        let n = self.decoder.read(into)?;
        if n > 0 {
            return Ok(n);
        }
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let told = self.decoder.get_checksum_from_data();
        if told.is_some() && told != self.decoder.get_calculated_checksum() {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(0)
    }
}
