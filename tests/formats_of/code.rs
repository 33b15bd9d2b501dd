//! Code, configuration and data: what their names or first lines say is shown line by line, and has no headings.

use std::sync::Arc;

use rubricate::document::{Detail, Document, Kind};
use rubricate::outline::Structure;
use rubricate::read::{self, Format, recognise};
use rubricate::source::Source;
use rubricate::text::Clean;

use super::plain::{PROSE, blocks};
use super::screen::{document_of, outline, window};

/// A text of a name, its format recognised.
fn called(name: &str, text: &str) -> (Format, Document) {
    let format = recognise(Some(name), text.as_bytes());
    let source = Arc::new(Source::from_bytes(name, text.as_bytes().to_vec()));
    (format, read::whole(&source, format).document)
}

/// The rows of what stands on a page, without the blanks around each.
pub(super) fn rows(document: Document) -> Vec<String> {
    let picture = window(document, 70, 40).picture();
    picture.lines().map(|row| row.trim().to_owned()).collect()
}

#[track_caller]
pub(super) fn keeps_lines(document: Document, text: &str) {
    let rows = rows(document);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        assert!(rows.iter().any(|row| row == line), "{line}\n{rows:#?}");
    }
}

#[test]
fn what_is_code_by_its_name_keeps_its_lines() {
    for (name, language, text) in [
        (
            "build.yml",
            "yaml",
            "# How it is built\n\non: push\njobs:\n- name: release\n  flag: --release\n- name: debug\n  flag: none\n",
        ),
        (
            "Cargo.toml",
            "toml",
            "[lints.clippy]\npedantic = \"warn\"\nunwrap_used = \"warn\"\n\n# Comment\nkey = 1\n",
        ),
        (
            "bell.h",
            "c",
            "#define RING 1\n#define RING_TWICE 2\nDECLARE_ASN1_FUNCTIONS(X)\n",
        ),
        (
            "bell.sql",
            "sql",
            "CREATE TABLE bell (\n  id integer,\n  sound text\n);\n",
        ),
        ("bell.bat", "bat", "@echo off\necho one\necho two\n"),
        (
            "Makefile",
            "makefile",
            "CONFIGURE_LDFLAGS=\n\nall: bell\n\tring bell\n",
        ),
        (
            "Dockerfile",
            "dockerfile",
            "# The base\nFROM scratch\n# What it rings\nCOPY bell /\n",
        ),
        (
            "bell.py",
            "python",
            "\"\"\"Bells.\n\nUsage\n=====\nRing them.\n\"\"\"\nimport bell\n",
        ),
        (
            "bell",
            "sh",
            "#!/bin/sh\n### BEGIN INIT INFO\n# Provides: bell\n### END INIT INFO\n\nring\n",
        ),
    ] {
        let (format, document) = called(name, text);
        assert_eq!(format, Format::Code, "{name}");
        for (block, _) in blocks(&document) {
            assert_eq!(block.kind, Kind::Verbatim, "{name}");
            let said = block.detail.as_deref();
            assert_eq!(said, Some(&Detail::Code(Clean::line(language))), "{name}");
        }
        let outline = outline(&document);
        assert!(outline.headings.is_empty(), "{name}: {outline:?}");
        assert_eq!(outline.title, None, "{name}");
        keeps_lines(document, text);
    }
}

#[test]
fn a_plain_text_is_no_code_by_its_name() {
    for (name, text) in [
        ("bell.txt", PROSE),
        ("bell.txt", "#!/bin/sh\nring\n"),
        ("README", PROSE),
        ("bell.log", "one\ntwo\n"),
    ] {
        assert_eq!(called(name, text).0, Format::Plain, "{name}");
    }
    assert_eq!(recognise(None, b"#!/bin/sh\nring\n"), Format::Code);
    assert_eq!(Format::named("text"), Some(Format::Plain));
}

#[test]
fn long_code_is_kept_in_pieces() {
    let text = "fn ring() {\n    bell();\n}\n\n".repeat(8000);
    let (_, document) = called("bell.rs", &text);
    let pages = document.pages();
    assert!(pages.parts() > 1);
    let glimpse = Structure::glimpse(pages);
    assert!(glimpse.outline.headings.is_empty() && glimpse.outline.title.is_none());
    for number in 0..pages.parts() {
        let part = pages.part(number);
        let blocks = pages.blocks(&part);
        assert!(blocks.len() > 1);
        for block in blocks {
            let said = part.slice(block.range.clone());
            assert_eq!(block.kind, Kind::Verbatim);
            assert!(said.lines().count() <= 600);
        }
    }
    let tight = "ring();\n".repeat(1000);
    let (_, document) = called("bell.c", &tight);
    let blocks = blocks(&document);
    let joined: Vec<bool> = blocks.iter().map(|(block, _)| block.joined).collect();
    assert_eq!(joined, [false, true, true]);
}

#[test]
fn code_that_is_asked_for_as_text_is_judged_as_such() {
    let text = format!("# Bells\n\n{PROSE}\n## Of Lamps\n\n{PROSE}");
    let found = outline(&document_of(text, Format::Plain));
    assert_eq!(
        found.title.map(|title| title.text).as_deref(),
        Some("Bells")
    );
    assert_eq!(found.headings.len(), 1);
}
