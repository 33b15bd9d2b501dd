//! Which format a text is in.

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text without marks, or with marks that only people read.
    Plain,
    /// Markdown: `CommonMark` with what `GitHub` adds to it.
    Markdown,
}

/// The format of a text of this name that begins with these bytes.
pub fn recognise(name: Option<&str>, _head: &[u8]) -> Format {
    let ending = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Format::Markdown,
        _ => Format::Plain,
    }
}
