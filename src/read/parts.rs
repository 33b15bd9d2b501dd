//! Cuts a source into parts, each by looking only at the bytes where it lies.
//!
//! Each part has a byte near which it begins ([`part_near`]), 64 KiB apart but for the first. Its border is found from
//! the 64 KiB that follow that byte, and lies among them: so borders never cross, and any part can be had without those
//! before it.

#[cfg(test)]
mod tests;

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
/// What is looked at first: nearly always a blank line is that near.
const PEEK: u64 = 2 << 10;
/// What is looked at behind a border's 64 KiB at most: enough for a character.
const MARGIN: u64 = 64;

/// The parts of a source.
#[derive(Debug)]
pub struct Parts {
    source: Arc<Source>,
    /// What it is written in, once enough of it is there to tell.
    settled: OnceLock<Encoding>,
    /// The name of what a part far behind the beginning is written in, which shows nothing but ASCII.
    late: OnceLock<&'static str>,
    /// How many parts there are when all of the source is there.
    all: OnceLock<u32>,
}

impl Parts {
    /// The parts of a source.
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            source,
            settled: OnceLock::new(),
            late: OnceLock::new(),
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
        let judge = |bytes| {
            let head = self.source.read(0..bytes);
            self.source.encoding(&head, finished && size <= bytes)
        };
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
        let (start, border) = self.border(number, size);
        let end = if last {
            size.max(start)
        } else {
            self.border(number + 1, size).0
        };
        let mut bytes = self.source.read(start..end);
        let mut end = end;
        if last && !finished {
            let whole = self.judged().whole(&bytes);
            end -= (bytes.len() - whole) as u64;
            bytes.truncate(whole);
        }
        let (text, guess) = self.judged().decode_guessing(bytes);
        if let Some(name) = guess {
            // The first guess stands for all of them.
            let _ = self.late.set(name);
        }
        let text = Clean::new(text);
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
        self.judged().name().or(self.late.get().copied())
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
        let (start, _) = self.border(last, size);
        if start >= size { last } else { last + 1 }
    }

    /// Where a part of a source of this size begins; the source may grow meanwhile.
    fn border(&self, number: u32, size: u64) -> (u64, Border) {
        let encoding = self.judged();
        if number == 0 {
            return (encoding.mark() as u64, Border::Blank);
        }
        let near = part_near(number);
        let read = |from: u64, bytes: u64| self.source.read(from..(from + bytes).min(size));
        let few = read(near, PEEK);
        // Only if something else follows, these are all its blank lines.
        let whole = |end: &usize| few.iter().skip(*end).any(|&b| b > b' ');
        if let Some(end) = encoding.paragraph_end(&few).filter(whole) {
            return (near + end as u64, Border::Blank);
        }
        let first = read(near, WINDOW);
        if let Some(end) = encoding.paragraph_end(&first) {
            return (near + end as u64, Border::Blank);
        }
        if let Some(end) = encoding.line_end(&first) {
            return (near + end as u64, Border::Line);
        }
        let mut from = near + WINDOW;
        while from < near + STEP {
            if let Some(end) = encoding.line_end(&read(from, WINDOW)) {
                return (from + end as u64, Border::Line);
            }
            from += WINDOW;
        }
        if from >= size {
            // The last line of all: it stays with what is before it.
            return (size, Border::Line);
        }
        (near + encoding.cut(&first) as u64, Border::Middle)
    }
}
