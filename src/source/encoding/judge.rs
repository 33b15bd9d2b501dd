//! Which encoding the beginning of a source is in, and how its lines end.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::ISO_2022_JP;
use memchr::{memchr_iter, memmem, memrchr};

use super::{Encoding, Kind, Order};

/// Bytes that the detector gets at a time.
const PIECE: usize = 1024;
/// Bytes beyond ASCII that are enough to tell one encoding from another.
const ENOUGH: usize = 4096;

pub(super) fn judge(head: &[u8], whole: bool) -> Encoding {
    let (kind, mark) = marked(head).unwrap_or_else(|| (unmarked(head, whole), 0));
    let feeds = Encoding {
        kind,
        mark,
        returns: false,
    };
    let returns = Encoding {
        returns: true,
        ..feeds
    };
    let body = head.get(usize::from(mark)..).unwrap_or(&[]);
    // A return at the very end of a piece may have lost its line feed.
    let lost = if whole { 0 } else { feeds.unit() };
    let seen = body.get(..body.len().saturating_sub(lost)).unwrap_or(&[]);
    if feeds.line_end(body).is_none() && returns.line_end(seen).is_some() {
        returns
    } else {
        feeds
    }
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
        let end = memrchr(b'\n', head).unwrap_or(head.len());
        head.get(..end).unwrap_or(head)
    };
    let (_, faulty) = ISO_2022_JP.decode_without_bom_handling(lines);
    (!faulty).then_some(Kind::Legacy(ISO_2022_JP))
}

/// UTF-8, even with faults, or the one of the older encodings that the bytes look like.
pub(super) fn by_bytes(head: &[u8], whole: bool) -> Kind {
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
    Kind::Legacy(likeliest(head))
}

/// The older encoding that bytes look like most. The detector is slow, so it gets no more than it needs.
fn likeliest(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut telling = 0;
    for piece in bytes.chunks(PIECE) {
        detector.feed(piece, false);
        telling += piece.iter().filter(|b| !b.is_ascii()).count();
        if telling > ENOUGH {
            break;
        }
    }
    detector.guess(None, Utf8Detection::Deny)
}
