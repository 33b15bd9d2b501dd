//! Pages of the web: some begin as nothing else does, a piece of one is told by its tags where no name says otherwise.

use memchr::memmem;

use super::{Called, begins};

/// How a page begins beyond doubt.
const PAGES: [&[u8]; 2] = [b"<!doctype html", b"<html"];
/// How the head or the body of one begins.
const HALVES: [&[u8]; 4] = [b"<head", b"<body", b"<title", b"<meta"];
/// How a piece of one may begin.
const PIECES: [&[u8]; 12] = [
    b"<article",
    b"<div",
    b"<h1",
    b"<h2",
    b"<header",
    b"<main",
    b"<nav",
    b"<ol",
    b"<p",
    b"<section",
    b"<table",
    b"<ul",
];
/// What stands only in sources of pages that a program makes, and in books of `DocBook`.
const OF_OTHERS: [&[u8]; 4] = [b"<?php", b"<?=", b"<%", b"<para>"];

/// Whether a text that begins with `<` and is called so is HTML: comments and the declaration of XML may stand before.
pub(super) fn is_html(text: &[u8], called: Called) -> bool {
    let Some((declared, text)) = below_declarations(text) else {
        return false;
    };
    let is_tag = |name: &&[u8]| {
        let behind = text.get(name.len()).copied();
        begins(text, name) && behind.is_some_and(|b| b == b'>' || b.is_ascii_whitespace())
    };
    if PAGES.iter().any(is_tag) {
        return true;
    }
    if declared || called == Called::Other || is_of_others(text) {
        return false;
    }
    if called == Called::Words && is_spoken_of(text) {
        return false;
    }
    HALVES.iter().any(is_tag) || PIECES.iter().any(is_tag) && is_all_tagged(text)
}

/// What stands below comments and declarations of XML, and whether there were any of those; nothing where one does not end.
fn below_declarations(mut text: &[u8]) -> Option<(bool, &[u8])> {
    let mut declared = false;
    loop {
        text = text.trim_ascii_start();
        let end: &[u8] = if text.starts_with(b"<!--") {
            b"-->"
        } else if begins(text, b"<?xml") {
            declared = true;
            b"?>"
        } else {
            return Some((declared, text));
        };
        let at = memmem::find(text, end)?;
        text = text.get(at + end.len()..).unwrap_or(&[]);
    }
}

/// Whether a text that begins with a tag shows that the tag is none of HTML, or that a program is to go through it first.
fn is_of_others(text: &[u8]) -> bool {
    let tag = memchr::memchr(b'>', text).and_then(|end| text.get(..end));
    let says = |tag, what: &[u8]| memmem::find(tag, what).is_some();
    let foreign = tag.is_some_and(|tag| says(tag, b"xmlns") && !says(tag, b"/xhtml"));
    foreign || OF_OTHERS.iter().any(|sign| says(text, sign))
}

/// Whether a text speaks of the tag that it begins with: `<p> begins a paragraph`.
fn is_spoken_of(text: &[u8]) -> bool {
    let behind = memchr::memchr(b'>', text).and_then(|end| text.get(end + 1..));
    matches!(behind, Some([b' ', next, ..]) if next.is_ascii_alphanumeric())
}

/// Whether a text that begins with a tag is a piece of a page, and not one with marks that begins with one: what stands behind an
/// empty line begins with a tag as well, and tags are closed.
fn is_all_tagged(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let mut apart = true;
    let tagged = lines.all(|line| {
        let begins = std::mem::replace(&mut apart, line.is_empty());
        !begins || matches!(line, [] | [b'<', ..])
    });
    tagged && memmem::find_iter(text, b"</").nth(1).is_some()
}

/// Whether anything in a text is a tag.
pub(super) fn has_tags(text: &[u8]) -> bool {
    memchr::memchr_iter(b'<', text).any(|at| {
        let next = text.get(at + 1).copied();
        next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'/' | b'?'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::is;
    use super::super::{Format, recognise};

    #[test]
    fn pages_show_themselves() {
        for page in [
            "<!DOCTYPE html>\n<p>Words",
            "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
            "\u{feff}\n\n<html lang=en>",
            "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<!DOCTYPE html>",
            "<!-- one --> <!-- two --><HTML>",
            "<head><title>",
            "<title>A page</title>",
            "<div><h1>A piece</h1>\n\n<p>Words.</p></div>",
            "<p>One.</p>\n<p>Two\nrows.</p>",
        ] {
            is(Format::Html, "a", page);
            is(Format::Html, "a.txt", page);
            let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
                page.encode_utf16().flat_map(bytes).collect()
            };
            assert_eq!(
                recognise(None, &wide(u16::to_le_bytes)),
                Format::Html,
                "{page}"
            );
            assert_eq!(
                recognise(None, &wide(u16::to_be_bytes)),
                Format::Html,
                "{page}"
            );
        }
        for other in [
            "<p align=\"center\">\n\n# A README",
            "<div><h1>A README</h1></div>\n\nWith words in Markdown.",
            "<p>Alone",
            "<svg xmlns=\"x\"></svg>",
            "<?xml version=\"1.0\"?><rss></rss>",
            "<!-- only a comment",
            "< html >",
            "<htmlish>",
            "A text about <html>.",
            "",
        ] {
            is(Format::Plain, "a", other);
        }
        is(Format::Html, "a.html", "<p>A piece of a page.</p>");
        is(Format::Html, "a.htm", "Words with a <b>tag</b>.");
        is(
            Format::Plain,
            "a.html",
            "Words where 1 < 2, and nothing else.",
        );
    }

    #[test]
    fn a_name_that_promises_something_else_counts_more_than_a_tag() {
        let badges = "<p align=\"center\">\n  <img src=\"a.svg\"></img>\n</p>\n";
        for (name, text, format) in [
            ("README.md", badges, Format::Markdown),
            ("notes.rst", badges, Format::Rst),
            (
                "bell.php",
                "<div>\n<?php ring(); ?>\n</div><p></p>\n",
                Format::Code,
            ),
            ("Bell.svelte", "<div><p>{bell}</p></div>\n", Format::Plain),
            (
                "bell.html.erb",
                "<h1><%= bell %></h1>\n<p></p>\n",
                Format::Plain,
            ),
            (
                "book.xml",
                "<article><title>Of Bells</title></article>\n",
                Format::Plain,
            ),
            (
                "tags.txt",
                "<title> names a page, </title> ends that.\n",
                Format::Plain,
            ),
            (
                "tags.txt",
                "<p> begins a paragraph.\n\n<b>, </b> and </p> are others.\n",
                Format::Plain,
            ),
            // What begins as nothing else does is a page, whatever it is called.
            (
                "bell.php",
                "<!DOCTYPE html>\n<title>Bells</title>\n",
                Format::Html,
            ),
            (
                "bell.xml",
                "<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><body/></html>\n",
                Format::Html,
            ),
        ] {
            is(format, name, text);
        }
    }

    #[test]
    fn pieces_of_something_else_are_none_of_a_page() {
        for text in [
            "<article xmlns=\"http://docbook.org/ns/docbook\">\n<title>Of Bells</title>\n</article>\n",
            "<?xml version=\"1.0\"?>\n<section><title>Of Bells</title></section>\n",
            "<section><title>Of Bells</title>\n<para>Words.</para></section>\n",
            "<?php head(); ?>\n<div><p>Words.</p></div>\n",
            "<div>\n<p><?php ring(); ?></p>\n</div>\n",
        ] {
            assert_eq!(recognise(None, text.as_bytes()), Format::Plain, "{text}");
        }
        let piece = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Words.</p></div>\n";
        assert_eq!(recognise(None, piece.as_bytes()), Format::Html);
    }
}
