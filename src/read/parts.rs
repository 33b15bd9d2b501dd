//! Cuts a source into parts, each by looking only at the bytes where it lies.
//!
//! Each part has a byte near which it begins ([`part_near`]), 64 KiB apart but for the first. Its border is found from
//! the 64 KiB that follow that byte, and lies among them: so borders never cross, and any part can be had without those
//! before it.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

use crate::document::{Border, Part, part_near, part_of};
use crate::source::Source;
use crate::source::encoding::Encoding;
use crate::text::Clean;

/// How far a border may move, and how much of the head tells the encoding.
const STEP: u64 = 64 << 10;
/// How much of the head is looked at first.
const GLANCE: u64 = 16 << 10;
/// How far a border moves for a blank line.
const WINDOW: u64 = 16 << 10;
/// What is looked at behind a border's 64 KiB at most: enough for a character.
const MARGIN: u64 = 64;

/// The parts of a source.
#[derive(Debug)]
pub struct Parts {
    source: Arc<Source>,
    /// What it is written in, once enough of it is there to tell.
    settled: OnceLock<Encoding>,
    /// How many parts there are when all of the source is there.
    all: OnceLock<u32>,
}

impl Parts {
    /// The parts of a source.
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            source,
            settled: OnceLock::new(),
            all: OnceLock::new(),
        }
    }

    /// What the source is written in, judged from its beginning; anew each time while a pipe has brought too little.
    fn judged(&self) -> Encoding {
        if let Some(encoding) = self.settled.get() {
            return *encoding;
        }
        let finished = self.source.finished();
        let size = self.source.size();
        let judge = |bytes| Encoding::judge(&self.source.read(0..bytes), finished && size <= bytes);
        // Nearly every text is plain from its first page on; what is not deserves a longer look.
        let encoding = match judge(GLANCE) {
            plain if plain.is_plain() => plain,
            _ => judge(STEP),
        };
        if finished || size > STEP {
            return *self.settled.get_or_init(|| encoding);
        }
        encoding
    }

    /// How many parts there are so far; at least 1. Only the last of them can still grow.
    pub fn parts(&self) -> u32 {
        self.extent().1
    }

    /// Reads a part. A number beyond the last gives the last; what cannot be read gives an empty text.
    pub fn part(&self, number: u32) -> Part {
        let (size, parts, finished) = self.extent();
        let number = number.min(parts - 1);
        let last = number == parts - 1;
        let near = part_near(number);
        let reach = if last {
            size
        } else {
            part_near(number + 1) + WINDOW
        };
        let window = Window::new(&self.source, near, size, reach);
        let (start, border) = self.border(number, &window);
        let end = if last {
            size.max(start)
        } else {
            self.border(number + 1, &window).0
        };
        let mut bytes = window.take(start, end);
        let mut end = end;
        if last && !finished {
            let whole = self.judged().whole(&bytes);
            end -= (bytes.len() - whole) as u64;
            bytes.truncate(whole);
        }
        let text = Clean::new(self.judged().decode(bytes));
        let lines = memchr_iter(b'\n', text.as_bytes()).count() as u32;
        Part {
            number,
            source: start..end,
            border,
            text,
            lines,
        }
    }

    /// The first 32 KiB or so as text, to judge the whole by.
    pub fn head(&self) -> Clean {
        let bytes = self.source.read(self.judged().mark() as u64..2 * GLANCE);
        Clean::new(self.judged().decode(bytes))
    }

    /// The source that is cut.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Bytes of the source so far.
    pub fn size(&self) -> u64 {
        self.source.size()
    }

    /// Whether all of the source is there.
    pub fn finished(&self) -> bool {
        self.source.finished()
    }

    /// The name of the encoding, if it is not plain UTF-8.
    pub fn encoding(&self) -> Option<&'static str> {
        self.judged().name()
    }

    /// The size, how many parts that makes, and whether it is the last word.
    fn extent(&self) -> (u64, u32, bool) {
        // In this order: what is finished does not grow any more.
        let finished = self.source.finished();
        let size = self.source.size();
        let parts = if finished {
            *self.all.get_or_init(|| self.count(size))
        } else {
            // A border is decided when all that it could depend on is there.
            part_of(size.saturating_sub(MARGIN)).max(1)
        };
        (size, parts, finished)
    }

    /// How many parts a source of a final size has: the border near its end may fall on the end, and is none then.
    fn count(&self, size: u64) -> u32 {
        let last = part_of(size.saturating_sub(1));
        if last == 0 {
            return 1;
        }
        let near = part_near(last);
        let window = Window::new(&self.source, near, size, near + WINDOW);
        let (start, _) = self.border(last, &window);
        if start >= size { last } else { last + 1 }
    }

    /// Where a part begins. The result depends on the bytes alone, not on which of them the window holds.
    fn border(&self, number: u32, window: &Window) -> (u64, Border) {
        if number == 0 {
            return (self.judged().mark() as u64, Border::Blank);
        }
        let near = part_near(number);
        let bytes = window.get(near, near + WINDOW);
        if let Some(end) = self.judged().paragraph_end(&bytes) {
            return (near + end as u64, Border::Blank);
        }
        let mut from = near;
        while from < near + STEP {
            let bytes = window.get(from, from + WINDOW);
            if let Some(end) = self.judged().line_end(&bytes) {
                return (from + end as u64, Border::Line);
            }
            from += WINDOW;
        }
        if from >= window.size {
            // The last line of all: it stays with what is before it.
            return (window.size, Border::Line);
        }
        (near + self.judged().cut(&bytes) as u64, Border::Middle)
    }
}

/// Bytes of the source from a place on, read at once; what else is asked for is read as well.
struct Window<'a> {
    source: &'a Source,
    start: u64,
    /// Where the source ends for this time, though it may grow meanwhile.
    size: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    fn new(source: &'a Source, start: u64, size: u64, reach: u64) -> Self {
        Self {
            source,
            start,
            size,
            bytes: source.read(start..reach.min(size)),
        }
    }

    /// The bytes between two places, as far as they exist.
    fn get(&self, from: u64, to: u64) -> Cow<'_, [u8]> {
        let to = to.min(self.size);
        let inside = from.checked_sub(self.start).and_then(|first| {
            let last = to.checked_sub(self.start)?;
            self.bytes.get(first as usize..last as usize)
        });
        match inside {
            Some(bytes) => Cow::Borrowed(bytes),
            None => Cow::Owned(self.source.read(from..to)),
        }
    }

    /// The bytes between two places; the window is used up.
    fn take(mut self, from: u64, to: u64) -> Vec<u8> {
        let have = self.start + self.bytes.len() as u64;
        if to > have {
            self.bytes.append(&mut self.source.read(have..to));
        }
        let to = (to.saturating_sub(self.start) as usize).min(self.bytes.len());
        self.bytes.truncate(to);
        let from = (from.saturating_sub(self.start) as usize).min(to);
        self.bytes.drain(..from);
        self.bytes
    }
}
