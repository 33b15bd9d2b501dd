//! `AsciiDoc` that asks for its attributes: conditions, and names that stand for words.

use std::sync::Arc;

use rubricate::document::Face;
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::screen::{document_of, outline, text};

fn said(source: &str) -> String {
    let said = text(&document_of(source.to_owned(), Format::AsciiDoc));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_condition_leaves_out_is_not_read() {
    let of = |lines: &str| {
        said(&format!(
            ":rope: hemp\n:knot:\n:!old:\n:many: 12\n\n{lines}\n"
        ))
    };
    for (lines, shown) in [
        ("a\nifdef::rope[]\nb\nendif::[]\nc", "a b c"),
        ("a\nifdef::net[]\nb\n\n== d\nendif::[]\nc", "a c"),
        ("a\nifndef::net[]\nb\nendif::net[]\nc", "a b c"),
        ("a\nifdef::old[]\nb\nendif::[]", "a"),
        // One of several, all of several.
        ("ifdef::net,knot[]\na\nendif::[]\nb", "a b"),
        ("ifdef::net+knot[]\na\nendif::[]\nb", "b"),
        ("ifndef::net,knot[]\na\nendif::[]\nb", "b"),
        ("ifndef::net+knot[]\na\nendif::[]\nb", "a b"),
        // One in the other.
        (
            "ifdef::net[]\na\nifdef::rope[]\nb\nendif::[]\nc\nendif::[]\nd",
            "d",
        ),
        (
            "ifdef::rope[]\na\nifdef::net[]\nb\nendif::net[]\nc\nendif::rope[]\nd",
            "a c d",
        ),
        // In one line.
        (
            "a\nifdef::rope[with _rope_]\nifdef::net[with net]\nb",
            "a with rope b",
        ),
        ("ifdef::net[]\nifdef::rope[a]\nendif::[]\nb", "b"),
        // What is compared.
        ("ifeval::[\"{rope}\" == \"hemp\"]\na\nendif::[]\nb", "a b"),
        ("ifeval::[{many} < 9]\na\nendif::[]\nb", "b"),
        ("ifeval::[what is this]\na\nendif::[]\nb", "b"),
        // Set by what is read, and not by what is not, nor by what only shows how it is done.
        (":net: x\n\nifdef::net[]\na\nendif::[]", "a"),
        ("ifdef::net[]\n:new: x\nendif::[]\n\nifdef::new[a]\nb", "b"),
        ("....\n:new: x\n....\n\nifdef::new[a]\nb", ":new: x b"),
        ("Rope\n----\n\n:new: x\n\nifdef::new[a]\nb", "Rope a b"),
        // What never ends hides nothing; what ends nothing is not shown.
        ("a\nifdef::net[]\nb", "a b"),
        ("a\nendif::[]\nb", "a b"),
        (
            "a \\ifdef::x[]\n\\ifdef::x[y]",
            "a \\ifdef::x[] ifdef::x[y]",
        ),
    ] {
        assert_eq!(of(lines), shown, "{lines}");
    }
}

#[test]
fn headings_keep_their_lines_below_conditions() {
    let source = "= Ropes\n:rope:\n\nifdef::net[]\n== Nets\n\nNone.\nendif::[]\n\n== Knots\n\nifdef::rope[]\n== Ends\nendif::[]\n";
    let found = outline(&document_of(source.to_owned(), Format::AsciiDoc));
    let found: Vec<_> = found
        .headings
        .iter()
        .map(|heading| (heading.text.as_str(), heading.line))
        .collect();
    assert!(found.ends_with(&[("Knots", 10), ("Ends", 13)]), "{found:?}");
}

#[test]
fn what_looks_like_a_title_in_a_block_is_none() {
    let source = "== Ropes\n\n====\nOf hemp.\n\n== Nets\n\n[discrete]\n== Knots\n====\n\n== Ends\n\nLoose.\n";
    let document = document_of(source.to_owned(), Format::AsciiDoc);
    let found = outline(&document).headings;
    let found: Vec<&str> = found.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(found, ["Ropes", "Knots", "Ends"]);
    assert!(text(&document).contains("== Nets"));
}

#[test]
fn attributes_are_read_before_marks_are() {
    let source = ":home: https://rope.example\n:Shop: {home}/shop\n:old: {old}{old}\n:gone: x\n:gone!:\n\n\
        {home}[the rope], link:{shop}/a[a shop], {shop}/b[another], {old}, {gone}, \\{home}, `{shop}`, `+{home}+`, {plus}{plus}.\n";
    let document = document_of(source.to_owned(), Format::AsciiDoc);
    assert_eq!(
        text(&document).trim(),
        "the rope, a shop, another, {old}{old}, {gone}, {home}, https://rope.example/shop, {home}, ++."
    );
    let pages = document.pages();
    let part = pages.part(0);
    let spans = pages.spans(&part);
    let links: Vec<_> = spans
        .iter()
        .filter_map(|span| match &span.face {
            Face::Link(target) => Some((part.slice(span.range.clone()), target.to_string())),
            _ => None,
        })
        .collect();
    for (words, target) in [
        ("the rope", "https://rope.example"),
        ("a shop", "https://rope.example/shop/a"),
        ("another", "https://rope.example/shop/b"),
    ] {
        assert!(links.contains(&(words, target.to_owned())), "{links:?}");
    }
}

#[test]
fn attributes_do_not_grow_without_end() {
    let mut source = ":a: 0123456789\n".to_owned();
    source += &":a: {a}{a}{a}{a}\n".repeat(200);
    source += &format!("\n{}\n", "{a} ".repeat(20_000));
    let bytes = source.clone().into_bytes();
    let written = Arc::new(Source::from_bytes("a text", bytes));
    let opened = read::whole(&written, Format::AsciiDoc);
    assert!(opened.trouble.is_some_and(|why| why.contains("repeats")));
    let shown = text(&opened.document);
    assert!(
        shown.len() < source.len() * 17 + (1 << 17),
        "{}",
        shown.len()
    );
}
