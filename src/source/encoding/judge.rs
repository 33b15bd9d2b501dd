//! Which encoding the beginning of a source is in, and how its lines end.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, ISO_2022_JP, SHIFT_JIS};
use memchr::{memchr_iter, memchr2, memmem, memrchr};

use super::{Encoding, Kind, Order};

/// Bytes that the detector gets at a time.
const PIECE: usize = 1024;
/// Bytes beyond ASCII that are enough to tell one encoding from another.
const ENOUGH: usize = 4096;

pub(super) fn judge(head: &[u8], whole: bool) -> Encoding {
    let (kind, mark) = marked(head).unwrap_or_else(|| (unmarked(head, whole), 0));
    with_line_ends(kind, mark, head, whole)
}

/// What was said. The mark of the same encoding is taken off, that of UTF-16 also says in which order its bytes come.
pub(super) fn said(kind: Kind, head: &[u8], whole: bool) -> Encoding {
    let fits = |marked: &(Kind, u8)| match kind {
        Kind::Utf16(_) => matches!(marked.0, Kind::Utf16(_)),
        _ => marked.0 == kind,
    };
    let (kind, mark) = marked(head).filter(fits).unwrap_or((kind, 0));
    with_line_ends(kind, mark, head, whole)
}

fn with_line_ends(kind: Kind, mark: u8, head: &[u8], whole: bool) -> Encoding {
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
    // Nearly every text is plain UTF-8, and the first frame waits for this.
    let plain = memchr2(0, 0x1b, head).is_none()
        && match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(fault) => fault.error_len().is_none() && !whole && fault.valid_up_to() > 0,
        };
    if plain {
        return if head.is_ascii() {
            Kind::Ascii
        } else {
            Kind::Utf8
        };
    }
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
    let plain = |high: usize, low: usize| high > units / 3 && low <= units / 32;
    [(Order::Little, odd, even), (Order::Big, even, odd)]
        .into_iter()
        .find(|&(order, high, low)| plain(high, low) || (high > 0 && ideographs(head, order)))
        .map(|(order, ..)| Kind::Utf16(order))
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
    let high = usize::from(order == Order::Little);
    let scripts = head.iter().skip(high).step_by(2);
    // Greek, Cyrillic, Hebrew and Arabic are valid UTF-8 half and half, but their other half are controls.
    let of_a_script = scripts.filter(|byte| (1..=8).contains(*byte)).count() > head.len() / 6;
    (of_a_script || head.utf8_chunks().any(|chunk| chunk.invalid().len() == 1))
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
    if binary || good > 4 * bad {
        return Kind::Utf8;
    }
    let likeliest = likeliest(head);
    // Of characters of two bytes many look like those of UTF-8. Where all of a few make sense as such, they are.
    if good >= bad && !(is_dense(head) && makes_sense(head, likeliest)) {
        return Kind::Utf8;
    }
    Kind::Legacy(likeliest)
}

/// Whether a good part of some bytes is beyond ASCII, as in Chinese or Japanese.
fn is_dense(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() > bytes.len() / 3
}

/// Whether bytes stand without a fault for characters of two bytes.
fn makes_sense(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> bool {
    let by_two = [GBK, BIG5, EUC_JP, SHIFT_JIS, EUC_KR].contains(&encoding);
    by_two && !encoding.decode_without_bom_handling(bytes).1
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

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_U, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};

    use super::super::Charset;
    use super::*;

    const ENGLISH: &str = "One line of text.\n\nAnother, after a blank one.\n";
    const JAPANESE: &str =
        "日本語の文章です。見出し\n\n第一章 はじめに\n\n本文がここに続きます。表示能力。\n";
    const CHINESE: &str = "中文文章标题\n\n第一章 引言\n\n正文内容在这里继续。\n";
    const TAIWANESE: &str = "中文文章標題\n\n第一章 引言\n\n正文內容在這裡繼續，還有許多繁體字。\n";
    const KOREAN: &str =
        "한국어 문장입니다. 제목\n\n제1장 들어가며\n\n본문은 여기에서 계속됩니다.\n";
    const RUSSIAN: &str =
        "Заголовок статьи\n\nГлава первая\n\nТекст продолжается здесь, строка за строкой.\n";
    const GREEK: &str = "Ο τίτλος του άρθρου\n\nΚεφάλαιο πρώτο\n\nΤο κείμενο συνεχίζεται εδώ.\n";
    const POLISH: &str = "Zażółć gęślą jaźń. Święto książki, źdźbło trawy, łąka i ćma.\n";
    const FRENCH: &str = "Déjà vu: « garçon », naïve – “quoted” … 5 €\n";

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn wider(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|c| bytes(u32::from(c))).collect()
    }

    /// Judges all the bytes, and as a head that goes on; the text must come out either way.
    fn check(bytes: &[u8], name: Option<&str>, text: &str) {
        for whole in [true, false] {
            let encoding = Encoding::judge(bytes, whole);
            assert_eq!(encoding.name(), name, "{text:.20}, whole {whole}");
            let body = bytes[encoding.mark()..].to_vec();
            assert_eq!(encoding.decode(body), text, "whole {whole}");
        }
    }

    #[test]
    fn marks_are_believed() {
        for text in [ENGLISH, JAPANESE, "x", ""] {
            let marked = format!("\u{feff}{text}");
            check(marked.as_bytes(), None, text);
            check(&wide(&marked, u16::to_le_bytes), Some("UTF-16LE"), text);
            check(&wide(&marked, u16::to_be_bytes), Some("UTF-16BE"), text);
            check(&wider(&marked, u32::to_le_bytes), Some("UTF-32LE"), text);
            check(&wider(&marked, u32::to_be_bytes), Some("UTF-32BE"), text);
        }
    }

    #[test]
    fn without_a_mark_zeros_show_the_width() {
        for text in [ENGLISH, FRENCH, JAPANESE, CHINESE, RUSSIAN] {
            check(text.as_bytes(), None, text);
        }
        for text in [
            ENGLISH,
            FRENCH,
            JAPANESE,
            CHINESE,
            RUSSIAN,
            "Глава\n",
            "باب\n",
        ] {
            check(&wide(text, u16::to_le_bytes), Some("UTF-16LE"), text);
            check(&wide(text, u16::to_be_bytes), Some("UTF-16BE"), text);
        }
        check(&wider(ENGLISH, u32::to_le_bytes), Some("UTF-32LE"), ENGLISH);
        check(&wider(ENGLISH, u32::to_be_bytes), Some("UTF-32BE"), ENGLISH);
        for few in [
            "one\0zero\n",
            "\0",
            "\0\0\0\0\0\0\0\0",
            "x\0",
            "caf\u{e9} \0\0 x\0\n",
        ] {
            check(few.as_bytes(), None, few);
        }
    }

    #[test]
    fn old_encodings_are_recognised() {
        for (encoding, text) in [
            (SHIFT_JIS, JAPANESE),
            (EUC_JP, JAPANESE),
            (ISO_2022_JP, JAPANESE),
            (GBK, CHINESE),
            (BIG5, TAIWANESE),
            (EUC_KR, KOREAN),
            (KOI8_U, RUSSIAN),
            (WINDOWS_1251, RUSSIAN),
            (WINDOWS_1253, GREEK),
            (WINDOWS_1250, POLISH),
            (WINDOWS_1252, FRENCH),
        ] {
            let text = text.repeat(3);
            let bytes = if encoding == ISO_2022_JP {
                iso_2022_jp_bytes(&text)
            } else {
                encoding.encode(&text).0.into_owned()
            };
            check(&bytes, Some(encoding.name()), &text);
        }
    }

    #[test]
    fn a_few_words_are_enough() {
        for (encoding, text) in [
            (GBK, "盐的价格\n"),
            (BIG5, "鹽的價格\n"),
            (EUC_JP, "塩の値段\n"),
            (SHIFT_JIS, "塩の値段\n"),
            (EUC_KR, "소금의 값\n"),
            (KOI8_U, "Цена соли\n"),
            (WINDOWS_1251, "Цена соли\n"),
            (WINDOWS_1252, "Prix du café\n"),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            check(&bytes, Some(encoding.name()), text);
        }
    }

    /// The encoder leaves the tables open over line ends, which nobody who writes mail does.
    fn iso_2022_jp_bytes(text: &str) -> Vec<u8> {
        let lines = text.lines().map(|line| ISO_2022_JP.encode(line).0);
        lines.flat_map(|line| [&line[..], b"\n"].concat()).collect()
    }

    #[test]
    fn escapes_alone_are_no_japanese() {
        check(
            b"\x1b$B an escape \x1b(B\n",
            None,
            "\x1b$B an escape \x1b(B\n",
        );
        check(b"\x1b(0lqqk\x1b(B\n", None, "\x1b(0lqqk\x1b(B\n");
    }

    #[test]
    fn what_is_said_is_believed() {
        let said = |name: &str, bytes: &[u8]| {
            let encoding = Encoding::said(Charset::named(name).unwrap(), bytes, true);
            encoding.decode(bytes[encoding.mark()..].to_vec())
        };
        assert_eq!(said("utf-8", b"caf\xe9"), "caf\u{fffd}");
        assert_eq!(said("utf-8", b"\xef\xbb\xbfx"), "x");
        assert_eq!(said("latin1", "é".as_bytes()), "Ã©");
        assert_eq!(said("utf-16", b"\xfe\xff\0x"), "x");
        assert_eq!(said("utf-16be", b"\0x\0\r\0y"), "x\ny");
        assert_eq!(said("big5", &BIG5.encode(TAIWANESE).0), TAIWANESE);
        assert_eq!(said("gb18030", b"\x81\x30\x81\x30"), "\u{80}");
    }

    #[test]
    fn faults_do_not_make_utf8_something_else() {
        check("café naïve é\n".as_bytes(), None, "café naïve é\n");
        check(
            b"caf\xc3\xa9 \xff na\xc3\xafve\n",
            None,
            "café \u{fffd} naïve\n",
        );
        check(
            b"caf\xc3\n\xe2\x82\n\xf0\x9f\x98\n",
            None,
            "caf\u{fffd}\n\u{fffd}\n\u{fffd}\n",
        );
        // The end of a head cuts a character; the end of a text is only broken.
        assert_eq!(Encoding::judge(b"last \xc3", false).name(), None);
        check(b"last \xe2\x82", None, "last \u{fffd}");
        // Latin-1 even if only one byte tells.
        check(b"caf\xe9\n", Some("windows-1252"), "café\n");
        let binary: Vec<u8> = (0..=255).cycle().take(5000).collect();
        assert_eq!(Encoding::judge(&binary, true).name(), None);
    }

    #[test]
    fn lines_end_as_most_do() {
        for (bytes, whole, returns) in [
            (&b"one\rtwo\r"[..], true, true),
            (b"one\rtwo\r", false, true),
            (b"one\r\ntwo\r", true, false),
            (b"one\ntwo\rthree", true, false),
            (b"one", true, false),
            (b"", true, false),
            // The line feed may be the next byte.
            (b"one\r", false, false),
            (b"one\r", true, true),
            (b"\xff\xfea\0\r\0b\0", true, true),
            (b"\xff\xfea\0\r\0\n\0b\0", true, false),
            (b"\xfe\xff\x0a\x0a\0\rb\0", true, true),
        ] {
            assert_eq!(Encoding::judge(bytes, whole).returns, returns, "{bytes:?}");
        }
    }
}
