//! How messages write bytes that are no letters of ASCII: quoted-printable, base64, encoded words.

use crate::source::encoding::{Charset, Encoding};
use crate::text::{from_base64, head};

/// Decodes quoted-printable (RFC 2045, 6.7); in words of headers an underscore is a blank.
pub(super) fn quoted_printable(bytes: &[u8], in_header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'=' => match bytes.get(at..).unwrap_or(&[]) {
                [b'\r', b'\n', ..] => at += 2,
                [b'\n', ..] => at += 1,
                [high, low, ..] => match (hex(*high), hex(*low)) {
                    (Some(high), Some(low)) => {
                        out.push(high * 16 + low);
                        at += 2;
                    }
                    _ => out.push(b'='),
                },
                _ => out.push(b'='),
            },
            b'_' if in_header => out.push(b' '),
            byte => out.push(byte),
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Bytes in an encoding of some name, or in the one that they seem to be in.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let known = charset.and_then(Charset::named);
    let encoding = match known {
        Some(charset) if charset != Charset::named("windows-1252").unwrap_or(charset) => {
            Encoding::said(charset, bytes, true)
        }
        // What is called ASCII or Latin-1 may be anything.
        _ if std::str::from_utf8(bytes).is_ok() => Encoding::judge(b"", true),
        Some(charset) => Encoding::said(charset, bytes, true),
        None => Encoding::judge(bytes, true),
    };
    let mark = encoding.mark().min(bytes.len());
    encoding.decode(bytes.get(mark..).unwrap_or(&[]).to_vec())
}

/// A header with its encoded words decoded (RFC 2047): `=?utf-8?q?...?=`.
pub(super) fn header(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    let mut behind_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let Some((word, length)) = encoded_word(tail) else {
            out.push_str(before);
            out.push_str("=?");
            rest = tail.get(2..).unwrap_or("");
            behind_word = false;
            continue;
        };
        // Blanks between two of them are none.
        if !behind_word || !before.trim().is_empty() {
            out.push_str(before);
        }
        out.push_str(&word);
        rest = tail.get(length..).unwrap_or("");
        behind_word = true;
    }
    out.push_str(rest);
    out
}

/// The word that a text begins with, and how many bytes stand for it.
fn encoded_word(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix("=?")?;
    let (charset, rest) = inside
        .split_once('?')
        .filter(|(charset, _)| charset.len() < 40)?;
    let (kind, rest) = rest.split_once('?').filter(|(kind, _)| kind.len() == 1)?;
    let end = head(rest, 1026).find("?=")?;
    let coded = rest.get(..end)?.as_bytes();
    let bytes = match kind {
        "q" | "Q" => quoted_printable(coded, true),
        "b" | "B" => from_base64(coded),
        _ => return None,
    };
    let charset = charset.split('*').next();
    Some((
        self::text(&bytes, charset),
        text.len() - rest.len() + end + 2,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded() {
        for (said, meant) in [
            ("=?utf-8?q?Gr=C3=BC=C3=9Fe?= an alle", "Grüße an alle"),
            ("=?ISO-8859-1?B?R3L832U=?=", "Grüße"),
            ("=?utf-8?q?a_b?= =?utf-8?q?c?=", "a bc"),
            ("1 =? 2", "1 =? 2"),
            ("=?x?y?z?=", "=?x?y?z?="),
        ] {
            assert_eq!(header(said), meant);
        }
        assert_eq!(quoted_printable(b"a=\nb=3Dc=zz", false), b"ab=c=zz");
        assert_eq!(from_base64(b"aGVs\nbG8="), b"hello");
    }
}
