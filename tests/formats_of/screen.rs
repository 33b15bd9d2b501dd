//! Small documents of our own, on the screen.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use insta::Settings;
use rubricate::app::{App, MEASURE};
use rubricate::document::{Detail, Document, Face};
use rubricate::outline::{Outline, Structure};
use rubricate::read::{self, Format, recognise};
use rubricate::source::Source;

use crate::window::Window;

/// A document of the gallery, its format recognised.
pub(crate) fn document(path: &str) -> Document {
    let path = Path::new("tests/formats").join(path);
    let bytes = fs::read(&path).unwrap();
    let name = path.file_name().and_then(|name| name.to_str());
    let format = recognise(name, &bytes);
    document_of(bytes, format)
}

/// A document of some bytes.
pub(crate) fn document_of(bytes: impl Into<Vec<u8>>, format: Format) -> Document {
    let source = Arc::new(Source::from_bytes("a text", bytes.into()));
    let opened = read::whole(&source, format);
    assert_eq!(opened.trouble, None);
    opened.document
}

/// Its outline.
pub(crate) fn outline(document: &Document) -> Outline {
    Structure::whole(document.pages()).outline
}

/// What links say and where they lead.
pub(crate) fn links(document: &Document) -> Vec<(String, String)> {
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

/// Where links lead.
pub(crate) fn targets(document: &Document) -> Vec<String> {
    let links = links(document).into_iter();
    links.map(|(_, target)| target).collect()
}

/// A window that shows it.
pub(crate) fn window(document: Document, columns: u16, rows: u16) -> Window {
    let structure = Structure::whole(document.pages());
    Window::of(App::new(document, structure, MEASURE, (columns, rows)))
}

/// The text of all its parts.
pub(crate) fn text(document: &Document) -> String {
    let pages = document.pages();
    let parts = 0..pages.parts();
    parts.map(|n| pages.part(n).text.to_string()).collect()
}

/// The tables of its first part: how many rows name the columns, and all rows, their cells parted by bars.
pub(crate) fn tables(document: &Document) -> Vec<(u32, Vec<String>)> {
    let part = document.pages().part(0);
    let blocks = document.pages().blocks(&part);
    let tables = blocks
        .iter()
        .filter_map(|block| match block.detail.as_deref() {
            Some(Detail::Table { head, .. }) => Some((*head, block.range.clone())),
            _ => None,
        });
    let rows = |range| {
        part.slice(range)
            .lines()
            .map(|row| row.replace('\t', "|"))
            .collect()
    };
    tables.map(|(head, range)| (head, rows(range))).collect()
}

/// Compares what a reader sees after some keys with the picture that was looked at.
pub(crate) fn look(name: &str, path: &str, (columns, rows): (u16, u16), keys: &str) {
    let picture = window(document(path), columns, rows).keys(keys).painted();
    let about = format!("{path} {columns}x{rows} {keys}");
    compare(name, Some(&about), &picture);
}

/// Compares a picture with the one that was looked at; `about` says how it came to be.
pub(crate) fn compare(name: &str, about: Option<&str>, picture: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    if let Some(about) = about {
        settings.set_description(about);
    }
    settings.bind(|| insta::assert_snapshot!(name, picture));
}
