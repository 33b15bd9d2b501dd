//! Raised and lowered words of several formats.

use rubricate::read::Format;

use super::screen::{document_of, text};

/// What is seen of raised words behind others.
fn seen(format: Format, before: &str, raised: &str) -> String {
    let source = match format {
        Format::AsciiDoc => format!("{before}^{raised}^"),
        Format::Rst => format!("{before}\\ :sup:`{raised}`"),
        Format::Org => format!("{before}^{{{raised}}}"),
        _ => format!("{before}<sup>{raised}</sup>"),
    };
    text(&document_of(source, format)).trim_end().to_owned()
}

#[test]
fn raised_words_that_are_no_numbers_need_no_sign() {
    let formats = [
        Format::Markdown,
        Format::AsciiDoc,
        Format::Rst,
        Format::Org,
        #[cfg(feature = "html")]
        Format::WholeHtml,
    ];
    for format in formats {
        for (before, raised, shown) in [
            ("1", "ère", "1ère"),
            ("Rye", "TM", "Rye™"),
            ("n", "º", "nº"),
            ("M", "me", "Mᵐᵉ"),
            ("10", "10", "10¹⁰"),
            ("5", "10,000", "5^(10,000)"),
            ("x", "n+1", "xⁿ⁺¹"),
            ("x", "β", "x^β"),
        ] {
            let seen = seen(format, before, raised);
            assert_eq!(seen, shown, "{format:?} {before} {raised}");
        }
    }
}

#[cfg(feature = "html")]
#[test]
fn lowered_words_keep_a_sign_where_there_are_no_letters_for_them() {
    for (before, lowered, shown) in [
        ("log", "AB", "log_(AB)"),
        ("T", "Raum", "T_(Raum)"),
        ("R", "max", "Rₘₐₓ"),
    ] {
        let page = format!("{before}<sub>{lowered}</sub>");
        let seen = text(&document_of(page, Format::WholeHtml));
        assert_eq!(seen.trim_end(), shown, "{lowered}");
    }
}
