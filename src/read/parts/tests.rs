use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

const K: usize = 1024;
const STEP: usize = 64 * K;
const FIRST: usize = 16 * K;

fn parts_of(bytes: impl Into<Vec<u8>>) -> Parts {
    Parts::new(Arc::new(Source::from_bytes("text", bytes.into())))
}

fn all(parts: &Parts) -> Vec<Part> {
    (0..parts.parts()).map(|n| parts.part(n)).collect()
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| &*part.text).collect()
}

/// What makes a part, for comparing.
fn facts(part: &Part) -> (u32, std::ops::Range<u64>, Border, String, u32) {
    let text = part.text.to_string();
    (
        part.number,
        part.source.clone(),
        part.border,
        text,
        part.lines,
    )
}

/// Holds for every source: parts tile it, and a border lies in the 64 KiB behind its number.
fn check_tiles(parts: &[Part], mark: u64, size: u64) {
    let mut at = mark;
    for (n, part) in parts.iter().enumerate() {
        assert_eq!(part.number as usize, n);
        assert_eq!(part.source.start, at);
        assert!(part.source.end >= at);
        if n > 0 {
            let near = part_near(n as u32);
            assert!((near..=near + STEP as u64).contains(&at), "{n}: {at}");
        }
        at = part.source.end;
    }
    assert_eq!(at, size);
}

fn paragraphs(count: usize) -> String {
    let paragraph = |i| format!("Paragraph {i} of a text that goes on\nfor “two” lines.\n\n");
    (0..count).map(paragraph).collect::<Vec<_>>().concat()
}

#[test]
fn parts_begin_behind_blank_lines() {
    let book = paragraphs(10_000);
    let parts = all(&parts_of(book.clone()));
    check_tiles(&parts, 0, book.len() as u64);
    assert_eq!(text(&parts), book);
    assert_eq!(parts.iter().map(|part| part.lines).sum::<u32>(), 30_000);
    assert!(parts.iter().all(|part| part.border == Border::Blank));
    assert!(parts.iter().all(|part| part.text.starts_with("Paragraph ")));
    assert_eq!(parts.len() as u32, part_of(book.len() as u64) + 1);
}

#[test]
fn without_blank_lines_parts_begin_behind_a_line() {
    let log = "2026-01-01 something happened\n".repeat(20_000);
    let parts = all(&parts_of(log.clone()));
    check_tiles(&parts, 0, log.len() as u64);
    assert_eq!(text(&parts), log);
    assert!(parts[1..].iter().all(|part| part.border == Border::Line));
    assert!(parts.iter().all(|part| part.text.starts_with("2026")));
}

#[test]
fn a_line_end_is_looked_for_further_than_a_blank_line() {
    for (at, border) in [
        (FIRST, Border::Line),
        (FIRST + 16 * K, Border::Line),
        (FIRST + STEP - 1, Border::Line),
        (FIRST + STEP, Border::Middle),
    ] {
        let mut bytes = vec![b'x'; 3 * STEP];
        bytes[at] = b'\n';
        let part = parts_of(bytes).part(1);
        assert_eq!(part.border, border, "{at}");
        let start = if border == Border::Line {
            at + 1
        } else {
            FIRST
        };
        assert_eq!(part.source.start, start as u64);
    }
}

#[test]
fn a_monstrous_line_is_cut_between_words() {
    let line = "the quick brown fox ".repeat(60_000);
    let parts = all(&parts_of(line.clone()));
    check_tiles(&parts, 0, line.len() as u64);
    assert_eq!(text(&parts), line);
    assert!(parts[1..].iter().all(|part| part.border == Border::Middle));
    assert!(parts.iter().all(|part| part.text.ends_with(' ')));
    assert!(parts.iter().all(|part| part.lines == 0));
}

#[test]
fn characters_stay_whole_at_borders() {
    for unit in ["é", "日", "😀", "日😀é"] {
        for shift in ["", "x", "xx", "xxx"] {
            let line = format!("{shift}{}", unit.repeat(90_000));
            let parts = all(&parts_of(line.clone()));
            check_tiles(&parts, 0, line.len() as u64);
            assert!(text(&parts) == line, "{unit} behind {shift:?}");
            let marked = format!("\u{feff}{line}");
            let bytes = marked.encode_utf16().flat_map(u16::to_le_bytes);
            let parts = all(&parts_of(bytes.collect::<Vec<_>>()));
            assert!(text(&parts) == line, "{unit} behind {shift:?}, wide");
        }
    }
}

#[test]
fn a_million_empty_lines_are_many_parts() {
    for (bytes, line) in [("\n", 1), ("\r\n", 2), (" \t\n", 3)] {
        let empty = bytes.repeat(1_000_000);
        let parts = all(&parts_of(empty));
        check_tiles(&parts, 0, 1_000_000 * line);
        assert_eq!(parts.iter().map(|part| part.lines).sum::<u32>(), 1_000_000);
        assert!(parts.iter().all(|part| part.border == Border::Blank));
        assert!(parts.iter().all(|part| part.text.len() < 2 * STEP));
    }
}

#[test]
fn old_line_ends_become_new_ones() {
    let book = paragraphs(4_000);
    for end in ["\r", "\r\n"] {
        let bytes = book.replace('\n', end);
        let parts = all(&parts_of(bytes.clone()));
        check_tiles(&parts, 0, bytes.len() as u64);
        assert_eq!(text(&parts), book, "{end:?}");
        assert!(parts.len() > 2 && parts.iter().all(|part| part.border == Border::Blank));
    }
}

#[test]
fn other_encodings_are_cut_as_well() {
    let book = paragraphs(4_000);
    let with_mark = format!("\u{feff}{book}");
    let wide: Vec<u8> = with_mark
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let wider = with_mark.chars().flat_map(|c| u32::from(c).to_le_bytes());
    let (latin, _, missing) = encoding_rs::WINDOWS_1252.encode(&book);
    assert!(!missing);
    for (bytes, name, mark) in [
        (wide, Some("UTF-16BE"), 2),
        (wider.collect(), Some("UTF-32LE"), 4),
        (with_mark.clone().into_bytes(), None, 3),
        (latin.into_owned(), Some("windows-1252"), 0),
    ] {
        let size = bytes.len() as u64;
        let parts = parts_of(bytes);
        assert_eq!(parts.encoding(), name);
        let parts = all(&parts);
        check_tiles(&parts, mark, size);
        assert!(text(&parts) == book, "{name:?}");
        assert!(parts.iter().all(|part| part.border == Border::Blank));
    }
}

#[test]
fn little_is_one_part() {
    for (bytes, expected, lines) in [
        ("", "", 0),
        ("\u{feff}", "", 0),
        ("x", "x", 0),
        ("\n", "\n", 1),
        ("one\n\ntwo", "one\n\ntwo", 2),
    ] {
        let parts = parts_of(bytes);
        assert_eq!((parts.parts(), parts.finished()), (1, true));
        let part = parts.part(7);
        assert_eq!((part.number, &*part.text, part.lines), (0, expected, lines));
        assert_eq!(
            (part.border, part.source.end),
            (Border::Blank, bytes.len() as u64)
        );
        assert_eq!(&*parts.head(), expected);
    }
}

#[test]
fn the_end_is_never_a_part_of_its_own() {
    for size in [
        FIRST,
        FIRST + 1,
        FIRST + STEP,
        FIRST + STEP + 1,
        STEP - 1,
        STEP,
        STEP + 1,
        STEP + 100,
        2 * STEP,
        2 * STEP + 1,
    ] {
        for filler in ["x", "\n", "x\n", "x\n\n"] {
            let bytes = filler.repeat(size)[..size].to_owned();
            let parts = all(&parts_of(bytes));
            check_tiles(&parts, 0, size as u64);
            assert!(
                parts.iter().all(|part| !part.text.is_empty()),
                "{size} of {filler:?}"
            );
        }
    }
}

#[test]
fn a_file_that_shrinks_gives_what_is_left() {
    let path = std::env::temp_dir().join(format!("rubric-shrinks-{}", std::process::id()));
    std::fs::write(&path, paragraphs(10_000)).unwrap();
    let parts = Parts::new(Arc::new(Source::open(&path).unwrap()));
    let count = parts.parts();
    let before = parts.part(0);
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(100_000).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(parts.parts(), count);
    assert_eq!(facts(&parts.part(0)), facts(&before));
    check_tiles(&all(&parts), 0, parts.size());
    assert_eq!(&*parts.part(5).text, "");
}

/// Parts of a pipe that is being followed, and the end to write to.
fn piped(first: &[u8]) -> (Parts, io::PipeWriter) {
    let (reader, mut writer) = io::pipe().unwrap();
    let stream = File::from(OwnedFd::from(reader));
    let source = Source::from_stream(stream, Clean::new("pipe")).unwrap();
    source.follow_input(|_| {});
    writer.write_all(first).unwrap();
    source.wait_for(first.len() as u64, Duration::from_secs(60));
    (Parts::new(Arc::new(source)), writer)
}

#[test]
fn only_the_last_part_grows() {
    let bytes = "é".repeat(100_000).into_bytes();
    let (parts, mut writer) = piped(&bytes[..3]);
    // Half a character is not shown yet.
    assert_eq!(&*parts.part(0).text, "é");
    assert_eq!((parts.part(0).source.end, parts.parts()), (2, 1));
    writer.write_all(&bytes[3..FIRST + STEP + 63]).unwrap();
    parts
        .source()
        .wait_for((FIRST + STEP) as u64 + 63, Duration::from_secs(60));
    assert_eq!(parts.parts(), 1);
    writer
        .write_all(&bytes[FIRST + STEP + 63..=FIRST + STEP + 63])
        .unwrap();
    parts
        .source()
        .wait_for((FIRST + STEP) as u64 + 64, Duration::from_secs(60));
    assert_eq!(parts.parts(), 2);
    drop(writer);
    parts.source().wait_for(u64::MAX, Duration::from_secs(60));
    // What follows the last border without a line end stays with what is before it.
    assert!(parts.finished());
    assert_eq!(parts.parts(), 2);
}

/// Texts with everything that borders depend on, where borders are.
fn sources() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => (1..200usize, 1..400usize).prop_map(|(n, times)| {
            format!("{}\n", "a word ".repeat(n / 7 + 1)).repeat(times).into_bytes()
        }),
        2 => (1..20_000usize).prop_map(|n| b"\n".repeat(n)),
        2 => (1..60_000usize).prop_map(|n| "日😀é".repeat(n / 9 + 1).into_bytes()),
        1 => (1..90_000usize).prop_map(|n| vec![b'x'; n]),
        1 => (1..9_000usize).prop_map(|n| b" \r\n".repeat(n)),
        1 => (1..9_000usize).prop_map(|n| b"caf\xe9\r\n".repeat(n)),
        1 => (1..30_000usize).prop_map(|n| b"a\0\n\0".repeat(n)),
        1 => prop::collection::vec(any::<u8>(), 0..5_000),
        1 => Just(b"\xff\xfe".to_vec()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_tile_the_source(bytes in sources()) {
        let size = bytes.len() as u64;
        let parts = parts_of(bytes);
        let mark = parts.judged().mark() as u64;
        check_tiles(&all(&parts), mark, size);
    }

    #[test]
    fn nothing_of_a_text_is_lost(text_of_it in "(\\PC|\n){0,300}", times in 1..900usize) {
        let long = text_of_it.repeat(times);
        let parts = all(&parts_of(format!("\u{feff}{long}")));
        // Marks and invisible characters are cleaned by the part, so they are cleaned by the part here too.
        let expected: String = parts
            .iter()
            .map(|part| part.source.start as usize - 3..part.source.end as usize - 3)
            .map(|range| Clean::new(&long[range]).to_string())
            .collect();
        prop_assert!(text(&parts) == expected);
    }

    #[test]
    fn a_part_is_the_same_whoever_asks(bytes in sources(), order in any::<u64>()) {
        let first = parts_of(bytes.clone());
        let expected = all(&first);
        for step in 0..8 {
            let fresh = parts_of(bytes.clone());
            let number = (order.rotate_left(step * 8) % expected.len() as u64) as u32;
            prop_assert_eq!(facts(&fresh.part(number)), facts(&expected[number as usize]));
        }
    }

    #[test]
    fn a_pipe_gives_the_parts_of_the_file(bytes in sources(), steps in prop::collection::vec(1..200_000usize, 1..6)) {
        let file = parts_of(bytes.clone());
        let expected = all(&file);
        // The encoding is judged from the same head.
        let (head, mut rest) = bytes.split_at(bytes.len().min(STEP));
        let (parts, mut writer) = piped(head);
        let same_encoding = parts.judged() == file.judged();
        let mut written = head.len();
        for step in steps {
            let (piece, later) = rest.split_at(rest.len().min(step));
            rest = later;
            written += piece.len();
            writer.write_all(piece).unwrap();
            parts.source().wait_for(written as u64, Duration::from_secs(60));
            let decided = parts.parts() - 1;
            for number in (0..decided).filter(|_| same_encoding) {
                prop_assert_eq!(facts(&parts.part(number)), facts(&expected[number as usize]));
            }
            check_tiles(&all(&parts), parts.judged().mark() as u64, parts.part(decided).source.end);
        }
        writer.write_all(rest).unwrap();
        drop(writer);
        parts.source().wait_for(u64::MAX, Duration::from_secs(60));
        let whole = all(&parts);
        prop_assert!(!same_encoding || whole.len() == expected.len());
        for (part, expected) in whole.iter().zip(&expected).filter(|_| same_encoding) {
            prop_assert_eq!(facts(part), facts(expected));
        }
    }
}
