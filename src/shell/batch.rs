//! What rubric does without a screen: pass a text through, print its outline.

use std::io::{self, ErrorKind, Write};
use std::time::Duration;

use super::args::Form;
use crate::document::Document;
use crate::outline::{Strictness, Structure};
use crate::source::Source;

/// How long to wait for bytes before looking whether the input ended.
const LONG: Duration = Duration::from_secs(3600);

/// Passes a source through to standard output, byte by byte as it is. That somebody closed the output is no error.
///
/// # Errors
/// When the source cannot be read or standard output cannot be written, in a line.
pub(super) fn pass_through(source: &Source) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let mut written = Ok(());
    source
        .pass(|bytes| {
            written = out.write_all(bytes);
            written.is_ok()
        })
        .map_err(|why| format!("{}: {why}", source.name()))?;
    unless_closed(written.and_then(|()| out.flush())).map_err(|error| super::written(&error))
}

/// Prints the outline of a document, judged so strictly.
///
/// # Errors
/// When standard output cannot be written; that somebody closed it is none.
pub(super) fn print_outline(
    document: &Document,
    source: &Source,
    form: Form,
    strictness: Strictness,
) -> io::Result<()> {
    while !source.finished() {
        source.wait_for(u64::MAX, LONG);
    }
    let outline = Structure::whole_with(document.pages(), strictness).outline;
    let mut text = match form {
        Form::Json => serde_json::to_string_pretty(&outline).map_err(io::Error::other)?,
        Form::Text => outline.to_text(),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What came of a write, but for somebody not reading on: that is no failure.
fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}
