//! How bytes stand for characters, and how lines end.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter, memchr2, memmem};

/// How far to look for a blank to cut a monstrous line after, in bytes.
const NEAR: usize = 256;

/// How the bytes of a source are to be read, judged once from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    kind: Kind,
    mark: u8,
    /// Lines end with a carriage return, as on old Macintoshes.
    returns: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing but ASCII was seen: UTF-8, as long as what follows is.
    Ascii,
    Utf8,
    Utf16(Order),
    Utf32(Order),
    Legacy(&'static encoding_rs::Encoding),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Encoding {
    /// Judges the beginning of a source; `whole` says that it is all of it.
    ///
    /// ```
    /// use rubricate::source::encoding::Encoding;
    /// let bytes = b"\xff\xfeh\0i\0";
    /// let encoding = Encoding::judge(bytes, true);
    /// assert_eq!(encoding.name(), Some("UTF-16LE"));
    /// assert_eq!(encoding.decode(bytes[encoding.mark()..].to_vec()), "hi");
    /// ```
    pub fn judge(head: &[u8], whole: bool) -> Self {
        let (kind, mark) = marked(head).unwrap_or_else(|| (unmarked(head, whole), 0));
        let feeds = Self {
            kind,
            mark,
            returns: false,
        };
        let returns = Self {
            returns: true,
            ..feeds
        };
        let body = head.get(usize::from(mark)..).unwrap_or(&[]);
        // A return at the very end of a piece may have lost its line feed.
        let looked_at = if whole {
            body.len()
        } else {
            body.len().saturating_sub(feeds.unit())
        };
        let seen = body.get(..looked_at).unwrap_or(&[]);
        if feeds.line_end(body).is_none() && returns.line_end(seen).is_some() {
            returns
        } else {
            feeds
        }
    }

    /// Its name, if it is not UTF-8.
    pub fn name(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Ascii | Kind::Utf8 => None,
            Kind::Utf16(Order::Little) => Some("UTF-16LE"),
            Kind::Utf16(Order::Big) => Some("UTF-16BE"),
            Kind::Utf32(Order::Little) => Some("UTF-32LE"),
            Kind::Utf32(Order::Big) => Some("UTF-32BE"),
            Kind::Legacy(encoding) => Some(encoding.name()),
        }
    }

    /// How many bytes the byte order mark takes that the source begins with; 0 without one.
    pub fn mark(&self) -> usize {
        usize::from(self.mark)
    }

    /// The text that bytes stand for, with `U+FFFD` for what stands for nothing. All its lines end with a line feed.
    pub fn decode(&self, bytes: Vec<u8>) -> String {
        let text = match self.kind {
            Kind::Ascii => String::from_utf8(bytes).unwrap_or_else(|error| {
                let bytes = error.into_bytes();
                match by_bytes(&bytes, true) {
                    Kind::Legacy(encoding) => decode_by(encoding, &bytes),
                    _ => String::from_utf8_lossy(&bytes).into_owned(),
                }
            }),
            Kind::Utf8 => String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            Kind::Utf16(Order::Little) => decode_by(UTF_16LE, &bytes),
            Kind::Utf16(Order::Big) => decode_by(UTF_16BE, &bytes),
            Kind::Utf32(_) => (0..bytes.len())
                .step_by(4)
                .map(|at| self.unit_at(&bytes, at))
                .map(|unit| unit.and_then(char::from_u32).unwrap_or('\u{fffd}'))
                .collect(),
            Kind::Legacy(encoding) => decode_by(encoding, &bytes),
        };
        if self.returns && text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        }
    }

    /// Where the first line of some bytes ends, behind its line end. Like all below, it takes bytes that begin at a
    /// unit (an even place, for UTF-16).
    pub(crate) fn line_end(&self, bytes: &[u8]) -> Option<usize> {
        let unit = self.unit();
        let mut from = 0;
        loop {
            let rest = bytes.get(from..)?;
            let found = if self.returns {
                memchr2(b'\n', b'\r', rest)?
            } else {
                memchr(b'\n', rest)?
            };
            let at = (from + found) & !(unit - 1);
            if self.ends_line(self.unit_at(bytes, at)) {
                return Some(self.behind(bytes, at));
            }
            from = at + unit;
        }
    }

    /// Where the first blank lines behind a line end, if there are any.
    pub(crate) fn paragraph_end(&self, bytes: &[u8]) -> Option<usize> {
        let behind = |at: usize| {
            let rest = bytes.get(at..).unwrap_or(&[]);
            // Nearly all lines show with their first byte that they are not blank.
            let wide = self.unit() > 1;
            let perhaps = wide || rest.first().is_some_and(|&b| b <= b' ');
            let blank = if perhaps { self.blank_lines(rest) } else { 0 };
            (blank > 0).then_some(at + blank)
        };
        if self.unit() == 1 && !self.returns {
            return memchr_iter(b'\n', bytes).find_map(|at| behind(at + 1));
        }
        let mut at = 0;
        while let Some(length) = bytes.get(at..).and_then(|rest| self.line_end(rest)) {
            at += length;
            if let Some(end) = behind(at) {
                return Some(end);
            }
        }
        None
    }

    /// How many bytes the blank lines take that some bytes begin with.
    fn blank_lines(&self, bytes: &[u8]) -> usize {
        let (mut blank, mut at) = (0, 0);
        while let Some(unit) = self.unit_at(bytes, at) {
            if self.ends_line(Some(unit)) {
                blank = self.behind(bytes, at);
                at = blank;
            } else if matches!(unit, 0x20 | 0x09 | 0x0b..=0x0d) {
                at += self.unit();
            } else {
                break;
            }
        }
        blank
    }

    /// Where to cut a line that is too long: behind a blank that is near, or else at the first whole character.
    pub(crate) fn cut(&self, bytes: &[u8]) -> usize {
        let near = bytes.get(..NEAR).unwrap_or(bytes);
        let unit = self.unit();
        let blank = (0..near.len())
            .step_by(unit)
            .find(|&at| self.unit_at(near, at) == Some(0x20));
        if let Some(at) = blank {
            return at + unit;
        }
        match self.kind {
            Kind::Ascii | Kind::Utf8 => {
                let continued = near.iter().take(3).take_while(|&&b| b & 0xc0 == 0x80);
                continued.count()
            }
            Kind::Utf16(_) => match self.unit_at(near, 0) {
                Some(0xdc00..=0xdfff) => 2,
                _ => 0,
            },
            Kind::Utf32(_) => 0,
            // Where characters begin cannot be seen from the middle: the cut after which most can be read.
            Kind::Legacy(encoding) => (0..near.len().min(4))
                .min_by_key(|&at| {
                    let text = decode_by(encoding, near.get(at..).unwrap_or(&[]));
                    text.matches('\u{fffd}').count()
                })
                .unwrap_or(0),
        }
    }

    /// How many of some bytes are whole characters, when more may follow.
    pub(crate) fn whole(&self, bytes: &[u8]) -> usize {
        let length = bytes.len() & !(self.unit() - 1);
        let cut = match self.kind {
            Kind::Ascii | Kind::Utf8 => {
                let back = bytes.iter().rev().take(3);
                let lead = back.enumerate().find(|&(_, &b)| b & 0xc0 != 0x80);
                match lead {
                    Some((i, 0xc2..=0xdf)) if i < 1 => i + 1,
                    Some((i, 0xe0..=0xef)) if i < 2 => i + 1,
                    Some((i, 0xf0..=0xf4)) if i < 3 => i + 1,
                    _ => 0,
                }
            }
            Kind::Utf16(_) => match self.unit_at(bytes, length.saturating_sub(2)) {
                Some(0xd800..=0xdbff) => 2,
                _ => 0,
            },
            Kind::Utf32(_) | Kind::Legacy(_) => 0,
        };
        length.saturating_sub(cut)
    }

    /// The bytes of one code unit.
    fn unit(&self) -> usize {
        match self.kind {
            Kind::Ascii | Kind::Utf8 | Kind::Legacy(_) => 1,
            Kind::Utf16(_) => 2,
            Kind::Utf32(_) => 4,
        }
    }

    fn unit_at(&self, bytes: &[u8], at: usize) -> Option<u32> {
        let rest = bytes.get(at..)?;
        match self.kind {
            Kind::Ascii | Kind::Utf8 | Kind::Legacy(_) => rest.first().copied().map(u32::from),
            Kind::Utf16(order) => {
                let unit = *rest.first_chunk()?;
                Some(u32::from(match order {
                    Order::Little => u16::from_le_bytes(unit),
                    Order::Big => u16::from_be_bytes(unit),
                }))
            }
            Kind::Utf32(order) => {
                let unit = *rest.first_chunk()?;
                Some(match order {
                    Order::Little => u32::from_le_bytes(unit),
                    Order::Big => u32::from_be_bytes(unit),
                })
            }
        }
    }

    fn ends_line(&self, unit: Option<u32>) -> bool {
        unit == Some(0x0a) || (self.returns && unit == Some(0x0d))
    }

    /// The place behind the line end at a place.
    fn behind(&self, bytes: &[u8], at: usize) -> usize {
        let next = at + self.unit();
        let both = self.unit_at(bytes, at) == Some(0x0d) && self.unit_at(bytes, next) == Some(0x0a);
        next + if both { self.unit() } else { 0 }
    }
}

fn decode_by(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// What a byte order mark says, and its length.
fn marked(head: &[u8]) -> Option<(Kind, u8)> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some((Kind::Utf8, 3)),
        [0xff, 0xfe, 0, 0, ..] => Some((Kind::Utf32(Order::Little), 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Kind::Utf32(Order::Big), 4)),
        [0xff, 0xfe, ..] => Some((Kind::Utf16(Order::Little), 2)),
        [0xfe, 0xff, ..] => Some((Kind::Utf16(Order::Big), 2)),
        _ => None,
    }
}

fn unmarked(head: &[u8], whole: bool) -> Kind {
    wide(head)
        .or_else(|| iso_2022_jp(head, whole))
        .unwrap_or_else(|| by_bytes(head, whole))
}

/// Recognises UTF-16 and UTF-32 by where the zero bytes of ASCII characters stand.
fn wide(head: &[u8]) -> Option<Kind> {
    let mut zeros = [0_usize; 4];
    for at in memchr_iter(0, head) {
        if let Some(count) = zeros.get_mut(at % 4) {
            *count += 1;
        }
    }
    let [a, b, c, d] = zeros;
    let quads = head.len() / 4;
    if quads == 0 || a + b + c + d == 0 {
        return None;
    }
    let (most, few) = (quads - quads / 16, quads / 16);
    if d >= most && c >= most && a <= few {
        return Some(Kind::Utf32(Order::Little));
    }
    if a >= most && b >= most && d <= few {
        return Some(Kind::Utf32(Order::Big));
    }
    let (even, odd, units) = (a + c, b + d, head.len() / 2);
    let order = if odd > even {
        Order::Little
    } else {
        Order::Big
    };
    let (high, low) = (even.max(odd), even.min(odd));
    let plain = high > units / 3 && low <= units / 32;
    (plain || (low == 0 && ideographs(head, order))).then_some(Kind::Utf16(order))
}

/// Whether a text without the zero bytes of many ASCII characters is UTF-16 all the same: as such it has line ends
/// and not one fault, and it is not UTF-8.
fn ideographs(head: &[u8], order: Order) -> bool {
    let as_units = Encoding {
        kind: Kind::Utf16(order),
        mark: 0,
        returns: false,
    };
    let faultless = |c: char| {
        c != '\u{fffd}'
            && !('\u{e000}'..='\u{f8ff}').contains(&c)
            && (!c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
    };
    let seen = head.get(..as_units.whole(head)).unwrap_or(&[]);
    head.utf8_chunks().any(|chunk| chunk.invalid().len() == 1)
        && as_units.line_end(seen).is_some()
        && as_units.decode(seen.to_vec()).chars().all(faultless)
}

/// ISO-2022-JP is ASCII to the eye, with escapes to its tables; those alone are no proof, readable text is.
fn iso_2022_jp(head: &[u8], whole: bool) -> Option<Kind> {
    memmem::find(head, b"\x1b$B").or_else(|| memmem::find(head, b"\x1b$@"))?;
    let lines = if whole {
        head
    } else {
        let end = memchr::memrchr(b'\n', head).unwrap_or(head.len());
        head.get(..end).unwrap_or(head)
    };
    let (_, faulty) = ISO_2022_JP.decode_without_bom_handling(lines);
    (!faulty).then_some(Kind::Legacy(ISO_2022_JP))
}

/// UTF-8, even with faults, or the one of the older encodings that the bytes look like.
fn by_bytes(head: &[u8], whole: bool) -> Kind {
    if head.is_ascii() {
        return Kind::Ascii;
    }
    let (mut good, mut bad) = (0, 0);
    let mut seen = 0;
    for chunk in head.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        seen += chunk.valid().len() + chunk.invalid().len();
        match chunk.invalid() {
            [] => {}
            // A character that the end of the piece cuts is none the worse for it.
            [_, ..] if seen == head.len() && !whole => {}
            [_] => bad += 1,
            // The beginning of a long sequence is hardly anything else.
            _ => good += 1,
        }
    }
    let controls = |b: &&u8| matches!(b, 0..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f);
    let binary = head.iter().filter(controls).count() > head.len() / 32;
    if good >= bad || binary {
        return Kind::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    Kind::Legacy(detector.guess(None, Utf8Detection::Deny))
}
