//! Texts that are not UTF-8, or not all of it: what is shown of them, and what the status line says.

use std::fs;
use std::path::Path;

use super::screen::{document, text, window};

/// The file, what the status line says that it is, and words that stand in it.
const TEXTS: [(&str, &str, &[&str]); 11] = [
    (
        "utf16le-marked.txt",
        "UTF-16LE",
        &["On salt", "their path is still there."],
    ),
    (
        "utf16le.txt",
        "UTF-16LE",
        &["On salt", "their path is still there."],
    ),
    (
        "utf16be-marked.txt",
        "UTF-16BE",
        &["塩の道", "昔、この峠には塩を運ぶ人たちの道がありました。"],
    ),
    (
        "latin1.txt",
        "windows-1252",
        &["Vom Salz", "Über die Höhen führte früher eine Straße,"],
    ),
    (
        "cp1252.txt",
        "windows-1252",
        &[
            "L’été,",
            "« C’est le plus court chemin »,",
            "facile… » –",
            "3 €",
        ],
    ),
    (
        "shift-jis.txt",
        "Shift_JIS",
        &["塩の道", "昔、この峠には塩を運ぶ人たちの道がありました。"],
    ),
    (
        "euc-jp.txt",
        "EUC-JP",
        &["塩の道", "昔、この峠には塩を運ぶ人たちの道がありました。"],
    ),
    (
        "gb18030.txt",
        "GBK",
        &["盐路", "从前，这座山上有一条运盐的小路。"],
    ),
    (
        "big5.txt",
        "Big5",
        &["鹽路", "從前，這座山上有一條運鹽的小路。"],
    ),
    (
        "koi8-r.txt",
        "KOI8-U",
        &["О соли", "Раньше по этому перевалу возили соль. Её варили"],
    ),
    (
        "broken-utf8.txt",
        "",
        &[
            "Vom Salz",
            "Über die H\u{fffd}hen führte",
            "stand of\u{fffd}fen,",
        ],
    ),
];

#[test]
fn texts_of_all_encodings_are_read_and_their_encoding_is_said() {
    for (file, encoding, words) in TEXTS {
        let document = document(&format!("encodings/{file}"));
        let said = document.pages().encoding();
        assert_eq!(said.unwrap_or(""), encoding, "{file}");
        let seen = text(&document).replace('\n', " ");
        for words in words {
            assert!(seen.contains(words), "{file}: {words} is not in {seen}");
        }
        let mut window = window(document, 100, 24);
        let status = window.keys("k").status();
        let names = ["UTF-", "windows-", "JIS", "EUC", "GB", "Big5", "KOI8"];
        match encoding {
            "" => assert!(!names.iter().any(|name| status.contains(name)), "{status}"),
            _ => assert!(status.contains(encoding), "{file}: {status}"),
        }
    }
}

#[test]
fn every_encoding_that_lies_there_is_looked_at() {
    let files = fs::read_dir(Path::new("tests/formats/encodings")).unwrap();
    assert_eq!(files.count(), TEXTS.len());
}
