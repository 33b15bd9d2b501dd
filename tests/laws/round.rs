//! What an author wrote is on the page, whatever the format: the same made-up text, written in each of them, laid out
//! at any width, says its words once and in order.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use rubricate::document::Document;
use rubricate::layout::{Layout, Line, Style, Width};
use rubricate::outline::Structure;
use rubricate::read::{self, Format, recognise};
use rubricate::source::Source;

use super::cases;
use made::{Made, made};

#[path = "round/letter.rs"]
mod letter;
#[path = "round/light.rs"]
mod light;
#[path = "round/made.rs"]
mod made;
#[path = "round/manual.rs"]
mod manual;
#[cfg(feature = "office")]
#[path = "round/office.rs"]
mod office;
#[cfg(feature = "html")]
#[path = "round/pages.rs"]
mod pages;

/// A way to write a made-up text down.
struct Writer {
    format: Format,
    /// What the file is called.
    name: &'static str,
    write: fn(&Made) -> Vec<u8>,
    /// What the page says of itself before its words.
    says: &'static [&'static str],
}

fn document(bytes: Vec<u8>, writer: &Writer) -> Document {
    let format = match recognise(Some(writer.name), &bytes) {
        // The article in a page is a matter of its own.
        Format::Html => Format::WholeHtml,
        format => format,
    };
    assert_eq!(format, writer.format);
    let source = Arc::new(Source::from_bytes(writer.name, bytes));
    let opened = read::whole(&source, format);
    assert_eq!((opened.trouble, opened.refused), (None, None));
    opened.document
}

/// What the rows of a page say, row by row, a line end behind each: there a long word may have been divided. An empty row
/// is a blank, and so is what stands between the cells of a table.
fn said(document: Document, width: Width) -> Result<String, TestCaseError> {
    let structure = Structure::whole(document.pages());
    let mut layout = Layout::new(document, structure, width);
    let first = layout.first();
    let (rows, ends) = layout.rows(first, 1_000_000);
    prop_assert!(ends);
    let mut said = String::new();
    let mut table: Vec<&Line> = Vec::new();
    for row in &rows {
        if row.style == Some(Style::Table) {
            table.push(row);
            continue;
        }
        said += &cells(&std::mem::take(&mut table))?;
        match row.style {
            None => said.push(' '),
            // Lines for machines, such as those of a message, are folded.
            Some(Style::Rule | Style::Folded) => {}
            Some(_) => said += &row.text,
        }
        said.push('\n');
    }
    Ok(said + &cells(&table)?)
}

/// What the rows of a table say, cell by cell.
fn cells(rows: &[&Line]) -> Result<String, TestCaseError> {
    if rows.is_empty() {
        return Ok(String::new());
    }
    let mut found = Vec::new();
    for row in rows {
        let mut at = 0;
        for (source, drawn) in &row.cells {
            prop_assert!(row.text[at..drawn.start].trim().is_empty(), "{:?}", row);
            at = drawn.end;
            found.push((
                (row.place.part, source.start),
                source.end,
                &row.text[drawn.clone()],
            ));
        }
        let rest = &row.text[at..];
        prop_assert!(
            rest.chars().all(|c| c.is_whitespace() || c == '─'),
            "{:?}",
            row
        );
    }
    found.sort_unstable();
    let (mut said, mut ended) = (" ".to_owned(), (0, 0));
    for ((part, start), end, words) in found {
        if (part, start) != ended {
            said.push(' ');
        }
        said += words;
        said.push('\n');
        ended = (part, end);
    }
    Ok(said + " ")
}

/// A text without what calls notes and leads back from them, and without bullets and numbers of entries, which stand
/// among the words where there is no room beside them.
fn without_signs(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let counts = |c: char| c.is_ascii_digit() || c == '\n';
        let sign = match c {
            '•' | '◦' | '–' | '↩' | '·' => Some(c.len_utf8()),
            '[' => {
                let number = rest[1..].trim_start_matches(counts);
                let inside = rest.len() - number.len();
                (number.starts_with(']') && inside > 1).then_some(inside + 1)
            }
            '0'..='9' => {
                let number = rest.trim_start_matches(counts);
                let inside = rest.len() - number.len();
                number.starts_with(['.', ')']).then_some(inside + 1)
            }
            _ => None,
        };
        if let Some(sign) = sign {
            rest = &rest[sign..];
            continue;
        }
        plain.push(c);
        rest = &rest[c.len_utf8()..];
    }
    plain
}

/// Whether a text says these words, one behind the other and nothing else; they may be divided where a row ends, but
/// nowhere else, and blanks stand between them.
fn says(text: &str, words: &[&str]) -> Result<(), String> {
    let mut rest = text.trim_start();
    for (nth, word) in words.iter().enumerate() {
        let begun = rest;
        let lacks = || {
            let begun: String = begun.chars().take(60).collect();
            let before = &words[nth.saturating_sub(4)..nth];
            Err(format!(
                "{word:?} should stand behind {before:?}, not {begun:?}"
            ))
        };
        for c in word.chars() {
            rest = rest.trim_start_matches('\n');
            match rest.strip_prefix(c) {
                Some(behind) => rest = behind,
                None => return lacks(),
            }
        }
        let behind = rest.trim_start();
        if behind.len() == rest.len() && !behind.is_empty() {
            return lacks();
        }
        rest = behind;
    }
    match rest {
        "" => Ok(()),
        more => Err(format!("nobody wrote {more:?}")),
    }
}

/// A text without the words of its notes, and these alone.
fn divided(text: &str) -> (String, String) {
    let only = |noted: bool| {
        let keeps = |c: &char| c.is_whitespace() || made::NOTED.contains(c) == noted;
        text.chars().filter(keeps).collect()
    };
    (only(false), only(true))
}

/// That a text is on its page.
fn proved(text: &Made, writer: &Writer, width: Width) -> Result<(), TestCaseError> {
    let bytes = (writer.write)(text);
    let source = String::from_utf8_lossy(&bytes).into_owned();
    let said = without_signs(&said(document(bytes, writer), width)?);
    let (words, notes) = text.words();
    let words: Vec<&str> = writer.says.iter().copied().chain(words).collect();
    let (others, inside) = divided(&said);
    let held = says(&others, &words).and_then(|()| says(&inside, &notes));
    held.map_err(|why| TestCaseError::fail(format!("{why}\n{width:?}\n{source}\n---\n{said}")))
}

/// An archive of these files.
#[cfg(any(feature = "office", feature = "epub"))]
fn archive(files: &[(String, String)]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Tries many texts in one format, at all widths.
fn holds(writer: &Writer) {
    let tried = (made(), 8..=72_u16, 0..20_u16);
    let held = TestRunner::new(cases(60)).run(&tried, |(text, measure, more)| {
        let width = Width {
            measure,
            room: measure + more,
            margin: 0,
        };
        proved(&text, writer, width)
    });
    if let Err(why) = held {
        panic!("{why}");
    }
}

#[test]
fn markdown_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Markdown,
        name: "made.md",
        write: light::markdown,
        says: &[],
    });
}

#[test]
fn rst_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Rst,
        name: "made.rst",
        write: light::rst,
        says: &[],
    });
}

#[test]
fn asciidoc_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::AsciiDoc,
        name: "made.adoc",
        write: light::asciidoc,
        says: &[],
    });
}

#[test]
fn org_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Org,
        name: "made.org",
        write: light::org,
        says: &[],
    });
}

#[test]
fn a_page_in_man_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Man,
        name: "made.1",
        write: manual::man,
        says: &[],
    });
}

#[test]
fn a_page_in_mdoc_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Man,
        name: "made.8",
        write: manual::mdoc,
        says: &[],
    });
}

#[test]
fn a_letter_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Mail,
        name: "made.eml",
        write: letter::letter,
        says: &["From:", "a@a.example"],
    });
}

#[cfg(feature = "html")]
#[test]
fn a_mailed_page_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Mail,
        name: "made.eml",
        write: pages::mailed_page,
        says: &["From:", "a@a.example"],
    });
}

#[cfg(feature = "html")]
#[test]
fn a_page_of_the_web_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::WholeHtml,
        name: "made.html",
        write: pages::html,
        says: &[],
    });
}

#[cfg(feature = "epub")]
#[test]
fn a_book_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Epub,
        name: "made.epub",
        write: pages::epub,
        says: &[],
    });
}

#[cfg(feature = "office")]
#[test]
fn a_document_of_word_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Docx,
        name: "made.docx",
        write: office::docx,
        says: &[],
    });
}

#[cfg(feature = "office")]
#[test]
fn a_text_of_libreoffice_is_on_its_page_once_and_in_order() {
    holds(&Writer {
        format: Format::Odt,
        name: "made.odt",
        write: office::odt,
        says: &[],
    });
}
