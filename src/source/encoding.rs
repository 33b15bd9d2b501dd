//! How bytes stand for characters, and how lines end.

mod charset;
mod judge;
#[cfg(test)]
mod tests;

pub use charset::Charset;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
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
        judge::judge(head, whole)
    }

    /// What somebody said, whatever the beginning of a source looks like. That still shows whether there is a byte order
    /// mark, which of UTF-16 it is for, and how lines end; `whole` says that it is all of the source.
    ///
    /// ```
    /// use rubricate::source::encoding::{Charset, Encoding};
    /// let encoding = Encoding::said(Charset::named("koi8-r").unwrap(), b"\xe4\xc1", true);
    /// assert_eq!(encoding.decode(b"\xe4\xc1".to_vec()), "Да");
    /// ```
    pub fn said(charset: Charset, head: &[u8], whole: bool) -> Self {
        let kind = if charset.0 == UTF_8 {
            Kind::Utf8
        } else if charset.0 == UTF_16LE {
            Kind::Utf16(Order::Little)
        } else if charset.0 == UTF_16BE {
            Kind::Utf16(Order::Big)
        } else {
            Kind::Legacy(charset.0)
        };
        judge::said(kind, head, whole)
    }

    /// Whether it is UTF-8 without a mark, as nearly everything is.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Ascii | Kind::Utf8) && self.mark == 0 && !self.returns
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
        self.decode_guessing(bytes).0
    }

    /// The same, and the name of the encoding that these bytes alone show, where nothing but ASCII was seen before.
    pub fn decode_guessing(&self, bytes: Vec<u8>) -> (String, Option<&'static str>) {
        let mut guess = None;
        let text = match self.kind {
            Kind::Ascii => String::from_utf8(bytes).unwrap_or_else(|error| {
                let bytes = error.into_bytes();
                match judge::by_bytes(&bytes, true) {
                    Kind::Legacy(encoding) => {
                        guess = Some(encoding.name());
                        decode_by(encoding, &bytes)
                    }
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
        let text = if self.returns && text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        };
        (text, guess)
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
            // Where characters of two bytes begin cannot be seen from the middle, but these signs show.
            Kind::Legacy(encoding) => ["。", "、", "，"]
                .into_iter()
                .map(|sign| encoding.encode(sign))
                .filter(|(_, _, missing)| !missing)
                .filter_map(|(sign, ..)| Some(memmem::find(near, &sign)? + sign.len()))
                .min()
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
