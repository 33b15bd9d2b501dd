//! Formats: which one a text is taken for, and what of it is seen. Small documents lie in `tests/formats`, pictures of
//! them in `tests/snapshots`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

use std::fs;
use std::path::Path;

use rubricate::read::{Format, recognise};

#[cfg(feature = "html")]
#[path = "formats_of/articles.rs"]
mod articles;
#[path = "formats_of/asciidoc.rs"]
mod asciidoc;
#[path = "formats_of/cells.rs"]
mod cells;
#[path = "formats_of/code.rs"]
mod code;
#[cfg(feature = "epub")]
#[path = "formats_of/conditions.rs"]
mod conditions;
#[cfg(feature = "html")]
#[path = "formats_of/documentation.rs"]
mod documentation;
#[path = "formats_of/encodings.rs"]
mod encodings;
#[path = "formats_of/entries.rs"]
mod entries;
#[path = "formats_of/epub.rs"]
mod epub;
#[cfg(feature = "html")]
#[path = "formats_of/grids.rs"]
mod grids;
#[path = "formats_of/html.rs"]
mod html;
#[path = "formats_of/light.rs"]
mod light;
#[path = "formats_of/light_lines.rs"]
mod light_lines;
#[path = "formats_of/mail.rs"]
mod mail;
#[path = "formats_of/mail_words.rs"]
mod mail_words;
#[path = "formats_of/man.rs"]
mod man;
#[path = "formats_of/markdown.rs"]
mod markdown;
#[path = "formats_of/notes.rs"]
mod notes;
#[cfg(feature = "office")]
#[path = "formats_of/office.rs"]
mod office;
#[cfg(feature = "office")]
#[path = "formats_of/office_code.rs"]
mod office_code;
#[cfg(feature = "office")]
#[path = "formats_of/office_formulas.rs"]
mod office_formulas;
#[cfg(feature = "office")]
#[path = "formats_of/office_lists.rs"]
mod office_lists;
#[cfg(feature = "office")]
#[path = "formats_of/office_pages.rs"]
mod office_pages;
#[cfg(feature = "office")]
#[path = "formats_of/office_words.rs"]
mod office_words;
#[path = "formats_of/org.rs"]
mod org;
#[cfg(feature = "html")]
#[path = "formats_of/pages.rs"]
mod pages;
#[path = "formats_of/patches.rs"]
mod patches;
#[path = "formats_of/plain.rs"]
mod plain;
#[path = "formats_of/plain_tables.rs"]
mod plain_tables;
#[path = "formats_of/raised.rs"]
mod raised;
#[path = "formats_of/records.rs"]
mod records;
#[path = "formats_of/repeats.rs"]
mod repeats;
#[path = "formats_of/rst.rs"]
mod rst;
#[path = "formats_of/screen.rs"]
mod screen;
#[path = "formats_of/sideways.rs"]
mod sideways;
#[path = "formats_of/tables.rs"]
mod tables;
#[path = "reading/window.rs"]
mod window;

/// Looks at all plain texts below a folder; how many there are.
fn plain_texts(folder: &Path) -> usize {
    let mut texts = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts += plain_texts(&path);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            let head = fs::read(&path).unwrap();
            let head = head.get(..16 << 10).unwrap_or(&head);
            let name = path.file_name().unwrap().to_str();
            // What is full of marks shows that whatever its name is, a message only without one.
            let lies_in = |name| path.parent().is_some_and(|folder| folder.ends_with(name));
            for name in [name, None] {
                let format = recognise(name, head);
                let expected = match format {
                    Format::Plain => true,
                    Format::Mail => lies_in("neg_mail") && name.is_none(),
                    Format::Rst => lies_in("rst"),
                    Format::Code => name.is_none() && head.starts_with(b"#!/"),
                    _ => false,
                };
                assert!(expected, "{}: {format:?}", path.display());
            }
            texts += 1;
        }
    }
    texts
}

#[test]
fn plain_texts_are_plain() {
    assert!(plain_texts(Path::new("tests")) > 50);
}
