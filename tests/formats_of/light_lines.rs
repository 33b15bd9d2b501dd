//! Lines of `reStructuredText`, `AsciiDoc` and Org as their author ended them, and what stands in them.

use rubricate::document::{Document, Face};
use rubricate::read::Format;

use super::screen::{document_of, outline, text};

/// What is seen of a text, its no-break blanks as dots.
fn seen(source: &str, format: Format) -> String {
    let seen = text(&document_of(source, format));
    seen.replace('\u{a0}', "·").trim_end().to_owned()
}

/// The words that have a face, one after the other.
fn faced(document: &Document, is: fn(&Face) -> bool) -> Vec<String> {
    let pages = document.pages();
    let part = pages.part(0);
    let spans = pages.spans(&part);
    let spans = spans.iter().filter(|span| is(&span.face));
    spans
        .map(|span| part.slice(span.range.clone()).to_owned())
        .collect()
}

/// The words of each link, and where it leads.
fn links(document: &Document) -> Vec<(String, String)> {
    let pages = document.pages();
    let part = pages.part(0);
    let spans = pages.spans(&part);
    let links = spans.iter().filter_map(|span| match &span.face {
        Face::Link(target) => Some((
            part.slice(span.range.clone()).to_owned(),
            target.to_string(),
        )),
        _ => None,
    });
    links.collect()
}

#[test]
fn a_note_of_rst_is_one_paragraph_over_all_its_lines() {
    let source = "Rye [1]_.\n\n.. [1] Of the\n   north, and\n   old.\n.. [#sea] Grey\n   salt::\n\n      kept\n\n\
                  .. [Low] Ann Low,\n   *Rye*.\n\n   More.\n";
    assert_eq!(
        seen(source, Format::Rst),
        "Rye [1].\n\n[1] Of the north, and old.\n\n[2] Grey salt:\n\nkept\n\n[Low] Ann Low, Rye.\n\nMore."
    );
}

#[test]
fn a_backslash_and_a_blank_part_words_of_rst_that_stand_together() {
    for (source, shown) in [
        (r"H\ :sub:`2`\ O and 10\ :sup:`6`.", "H₂O and 10⁶."),
        (r"*re*\ ``Struct``\ Text", "reStructText"),
        (r"**a**\ b, ``c``\ s", "ab, cs"),
        (r"*no\* end", "*no* end"),
    ] {
        assert_eq!(seen(source, Format::Rst), shown, "{source}");
    }
}

#[test]
fn verse_of_rst_keeps_its_indents() {
    assert_eq!(
        seen(
            "| A one\n|   a two\n|     *three*\n  more\n|\n| end\n",
            Format::Rst
        ),
        "A one\n··a two\n····three more\n\nend"
    );
}

#[test]
fn what_stands_for_a_word_of_rst_has_marks_signs_and_links() {
    let source = "Of |c| 2020, |em|, |R|_, |long|, |loop|.\n\n.. |c| unicode:: 0xA9 .. a sign\n\
                  .. |em| replace:: *rye* and ``oats``\n.. |R| replace:: Rye Mill\n.. _R: https://rye.example\n\
                  .. |long| replace:: one\n   two\n.. |loop| replace:: a |loop| b\n";
    let document = document_of(source, Format::Rst);
    assert_eq!(
        text(&document).trim_end(),
        "Of © 2020, rye and oats, Rye Mill, one two, a a |loop| b b."
    );
    assert_eq!(
        faced(&document, |face| matches!(
            face,
            Face::Emphasis | Face::Code
        )),
        ["rye", "oats"]
    );
    let link = ("Rye Mill".to_owned(), "https://rye.example".to_owned());
    assert!(links(&document).contains(&link));
}

#[test]
fn a_heading_below_a_directive_that_says_nothing_more_stands_apart() {
    for directive in [".. unknown:: rye", ".. deprecated:: 3.4", ".. note::"] {
        let source = format!("Title\n=====\n\n{directive}\n\nNext\n----\n\nWords.\n");
        let document = document_of(source, Format::Rst);
        let pages = document.pages();
        let part = pages.part(0);
        let heading = outline(&document).headings.last().unwrap().place.offset;
        let blocks = pages.blocks(&part);
        let heading = blocks.iter().find(|block| block.range.start == heading);
        assert!(!heading.unwrap().close, "{directive}");
    }
}
