//! What is `AsciiDoc`'s own.

use rubricate::read::Format;

use super::screen::{document_of, text};

/// What a reader sees of a source.
fn seen(source: &str) -> String {
    text(&document_of(source, Format::AsciiDoc))
}

#[test]
fn entries_need_no_blank_lines_between_them() {
    assert_eq!(
        seen("* rye\nand wheat\n** coarse\n*** bran\nSalt:: of the sea,\ngrey\n. knead\n"),
        "• rye and wheat\n• coarse\n• bran\nSalt\nof the sea, grey\n1. knead\n"
    );
}
