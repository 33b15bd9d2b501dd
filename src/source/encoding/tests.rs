use super::*;

fn of(head: &[u8]) -> Encoding {
    Encoding::judge(head, false)
}

fn utf16(text: &str, order: Order) -> Vec<u8> {
    let bytes = |unit: u16| match order {
        Order::Little => unit.to_le_bytes(),
        Order::Big => unit.to_be_bytes(),
    };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn what_stands_for_nothing_is_replaced() {
    let fallen = |bytes: &[u8]| Encoding::judge("é".as_bytes(), false).decode(bytes.to_vec());
    assert_eq!(fallen(b"a\xffb\xe2\x82"), "a\u{fffd}b\u{fffd}");
    assert_eq!(fallen(b"\xc0\xaf"), "\u{fffd}\u{fffd}");
    assert_eq!(fallen(b"\xed\xa0\x80"), "\u{fffd}\u{fffd}\u{fffd}");
    let wide = of(b"\xff\xfea\0");
    assert_eq!(
        wide.decode(b"\x00\xd8a\0\x00\xdcb\0x".to_vec()),
        "\u{fffd}a\u{fffd}b\u{fffd}"
    );
    let wider = of(b"\xff\xfe\0\0a\0\0\0");
    assert_eq!(
        wider.decode(b"a\0\0\0\0\0\x11\0\x00\xd8\0\0\xe9\0".to_vec()),
        "a\u{fffd}\u{fffd}\u{fffd}"
    );
}

#[test]
fn beyond_an_ascii_head_a_part_speaks_for_itself() {
    let ascii = of(b"plain");
    assert_eq!(ascii.decode("é “x”".into()), "é “x”");
    assert_eq!(ascii.decode(b"caf\xe9 na\xefve".to_vec()), "café naïve");
    assert_eq!(
        ascii.decode(b"caf\xc3\xa9 na\xefve".to_vec()),
        "café na\u{fffd}ve"
    );
    assert_eq!(ascii.name(), None);
}

#[test]
fn lines_end_by_units() {
    // U+0A00 and U+010A hold the byte of a line feed, and are none.
    let text = "\u{a00}\u{10a}x\ny";
    for (order, mark) in [(Order::Little, b"\xff\xfe"), (Order::Big, b"\xfe\xff")] {
        let bytes = utf16(text, order);
        let encoding = of(mark);
        assert_eq!(encoding.line_end(&bytes), Some(8), "{order:?}");
        assert_eq!(encoding.line_end(&bytes[8..]), None);
        assert_eq!(
            encoding.paragraph_end(&utf16("x\ny\n \r\n\n\tz", order)),
            Some(16)
        );
    }
    let wider = of(b"\xff\xfe\0\0");
    assert_eq!(wider.line_end(b"\x0a\x0a\0\0\x0a\0\0\0x\0\0\0"), Some(8));
}

#[test]
fn blank_lines_end_paragraphs() {
    let (feeds, returns) = (of(b"a\n"), of(b"a\rb"));
    for (bytes, expected) in [
        (&b"one\ntwo\n\nthree"[..], Some(9)),
        (b"one\n \t\r\n\x0c\n  three", Some(10)),
        (b"one\r\n\r\nthree", Some(7)),
        (b"one\n  two\n   ", None),
        (b"\none", None),
        (b"\n\none", Some(2)),
        (b"", None),
    ] {
        assert_eq!(feeds.paragraph_end(bytes), expected, "{bytes:?}");
    }
    for (bytes, expected) in [
        (&b"one\rtwo\r\rthree"[..], Some(9)),
        (b"one\r\ntwo\r\n\r\nthree", Some(12)),
        (b"one\ntwo\n\nthree", Some(9)),
        (b"one\rtwo", None),
    ] {
        assert_eq!(returns.paragraph_end(bytes), expected, "{bytes:?}");
    }
}

#[test]
fn lines_are_decoded_with_line_feeds() {
    let returns = of(b"a\rb");
    assert_eq!(
        returns.decode(b"a\r\rb\r\nc\nd\r".to_vec()),
        "a\n\nb\nc\nd\n"
    );
    assert_eq!(of(b"a\r\nb\rc").decode(b"a\r\nb\rc".to_vec()), "a\r\nb\rc");
}

#[test]
fn a_long_line_is_cut_between_characters() {
    let text = "日本語".as_bytes();
    let utf8 = of(text);
    for (at, expected) in [(0, 0), (1, 2), (2, 1), (3, 0)] {
        assert_eq!(utf8.cut(&text[at..]), expected);
    }
    assert_eq!(utf8.cut("éé é".as_bytes()), 5);
    assert_eq!(utf8.cut(&[0x80; 300]), 3);
    assert_eq!(utf8.cut(b""), 0);
    let wide = of(b"\xff\xfe");
    let smile = utf16("😀x", Order::Little);
    assert_eq!((wide.cut(&smile), wide.cut(&smile[2..])), (0, 2));
    assert_eq!(wide.cut(&utf16("xĠ y", Order::Little)), 6);
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::GBK,
    ] {
        let old = Encoding {
            kind: Kind::Legacy(encoding),
            mark: 0,
            returns: false,
        };
        let (text, ..) = encoding.encode("表示，能力。文章");
        assert_eq!((old.cut(&text), old.cut(&text[1..])), (6, 5));
    }
    let latin = of(b"\xe9t\xe9");
    assert_eq!(latin.cut(b"\xe9t\xe9"), 0);
}

#[test]
fn the_end_of_a_piece_may_cut_a_character() {
    let utf8 = of("é".as_bytes());
    for text in ["x", "é", "日", "😀"] {
        let bytes = text.as_bytes();
        for end in 0..=bytes.len() {
            let whole = if end == bytes.len() { end } else { 0 };
            assert_eq!(utf8.whole(&bytes[..end]), whole, "{text} to {end}");
        }
    }
    // What cannot become a character is whole as it is.
    for broken in [
        &b"\x80"[..],
        b"x\x80\x80",
        b"\xe2\x82\x80\x80",
        b"\xff",
        b"\xc0",
    ] {
        assert_eq!(utf8.whole(broken), broken.len(), "{broken:?}");
    }
    let wide = of(b"\xfe\xff");
    let smile = utf16("x😀", Order::Big);
    for (end, whole) in [(0, 0), (1, 0), (2, 2), (3, 2), (4, 2), (5, 2), (6, 6)] {
        assert_eq!(wide.whole(&smile[..end]), whole);
    }
}
