//! Texts that say something once and show it again and again.

use std::sync::Arc;

use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::screen::text;

const SAID: Option<&str> = Some("it repeats too much: not all of that is shown");

/// What a reader sees, and what is said about it.
fn seen(bytes: Vec<u8>, format: Format) -> (String, Option<&'static str>) {
    let source = Arc::new(Source::from_bytes("a text", bytes));
    let opened = read::whole(&source, format);
    assert_eq!(opened.refused, None);
    (text(&opened.document), opened.trouble)
}

/// A text whose words `a` stand for so many bytes, and where they stand so many times.
fn repeating(format: Format, bytes: usize, times: usize) -> Vec<u8> {
    let words = "rye ".repeat(bytes / 4);
    let source = match format {
        Format::AsciiDoc => format!(":a: {words}\n\n{}\n\nEnd.\n", "{a} ".repeat(times)),
        _ => format!(
            ".. |a| replace:: {words}\n\n{}\n\nEnd.\n",
            "|a| ".repeat(times)
        ),
    };
    source.into_bytes()
}

#[test]
fn words_that_stand_for_others_are_shown_as_often_as_people_mean_it() {
    for format in [Format::AsciiDoc, Format::Rst] {
        let (whole, trouble) = seen(repeating(format, 400, 100), format);
        assert_eq!(
            (whole.matches("rye").count(), trouble),
            (100 * 100, None),
            "{format:?}"
        );
        let source = repeating(format, 8000, 1000);
        let most = (64 << 10) + 16 * source.len();
        let (cut, trouble) = seen(source, format);
        assert!(cut.len() < most + 8000, "{format:?}: {}", cut.len());
        assert!(cut.ends_with("End.\n\n"), "{format:?}");
        assert_eq!(trouble, SAID, "{format:?}");
    }
}

#[test]
fn cells_of_asciidoc_are_there_as_often_as_people_mean_it() {
    let table = |cell: &str, times: usize| {
        format!("[cols=\"64*\"]\n|===\n{}|===\n\nEnd.\n", cell.repeat(times))
    };
    let (whole, trouble) = seen(table("64*|rye\n", 20).into_bytes(), Format::AsciiDoc);
    assert_eq!((whole.matches("rye").count(), trouble), (64 * 20, None));
    let long = format!("64*|{}\n", "rye ".repeat(100));
    for cell in [&long, "64.64+|rye\n", "64*|\n"] {
        let source = table(cell, 100);
        let most = (64 << 10) + 17 * source.len();
        let (cut, trouble) = seen(source.into_bytes(), Format::AsciiDoc);
        assert!(cut.len() < most, "{cell}: {}", cut.len());
        assert!(cut.ends_with("End.\n\n"), "{cell}");
        assert_eq!(trouble, SAID, "{cell}");
    }
}

#[cfg(feature = "office")]
#[test]
fn cells_of_libreoffice_are_repeated_where_they_are_short() {
    let table = |words: &str, times: usize| {
        let row = format!(
            "<table:table-row><table:table-cell table:number-columns-repeated=\"64\"><text:p>{words}</text:p>\
             </table:table-cell></table:table-row>"
        );
        let content = format!(
            "<office:document-content><office:body><office:text><table:table>{}</table:table>\
             <text:p>End.</text:p></office:text></office:body></office:document-content>",
            row.repeat(times)
        );
        super::office::archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &content),
        ])
    };
    for (words, times, shown, trouble) in [
        ("rye", 3, 64 * 3, None),
        ("", 3, 0, None),
        (&*"rye ".repeat(100), 3, 100 * 3, SAID),
    ] {
        let (seen, said) = seen(table(words, times), Format::Odt);
        assert_eq!(
            (seen.matches("rye").count(), said),
            (shown, trouble),
            "{words}"
        );
        assert!(seen.ends_with("End.\n\n"), "{words}");
    }
    let bytes = table(&"rye ".repeat(60), 100);
    let most = (64 << 10) + 18 * bytes.len();
    let (cut, said) = seen(bytes, Format::Odt);
    assert!(cut.len() < most, "{}", cut.len());
    assert_eq!(said, SAID);
}
