//! What rubric does without a screen: pass a text through, print its outline.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use serde::Serialize;

use super::args::{Form, Reading};
use super::keeper;
use crate::document::Pages;
use crate::outline::corrections::{Corrections, Finder};
use crate::outline::{Heading, Outline, Structure};
use crate::read::{self, Format};
use crate::source::Source;

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

/// Prints the outline of a text, judged so strictly as asked, with what was corrected by hand unless it is to be as it
/// was judged. Says whether that is all of it; if it is not, the reason was told.
///
/// # Errors
/// When nothing of the text can be had, or standard output cannot be written (that somebody closed it is none), in a line.
pub(super) fn print_outline(
    source: &Arc<Source>,
    format: Format,
    form: Form,
    reading: &Reading,
) -> Result<bool, String> {
    source.wait_for_all();
    let opened = read::whole(source, format);
    if let Some(why) = opened.refused {
        return Err(format!("{}: {why}", source.name()));
    }
    let document = opened.document;
    let pages = document.pages();
    let mut outline = Structure::whole_with(pages, reading.strictness).outline;
    if !reading.as_judged {
        outline = corrected(pages, outline);
    }
    let written = |error: io::Error| super::written(&error);
    let mut text = match form {
        Form::Json => {
            serde_json::to_string_pretty(&outline).map_err(|error| written(error.into()))?
        }
        Form::Gold => {
            let gold = Gold::of(&outline, &document.name);
            serde_json::to_string_pretty(&gold).map_err(|error| written(error.into()))?
        }
        Form::Text => outline.to_text(),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush())).map_err(written)?;
    let shortage = outline.shortage();
    if let Some(shortage) = &shortage {
        super::fail(1, &format!("{}: {shortage}", document.name));
    }
    Ok(shortage.is_none())
}

/// An outline as those are written down that judges are measured by.
#[derive(Serialize)]
struct Gold<'a> {
    family: &'static str,
    source: &'a str,
    title: Option<&'a str>,
    headings: Vec<GoldHeading<'a>>,
    /// Ranges of lines that are not scored: none.
    ignore: [(u64, u64); 0],
}

#[derive(Serialize)]
struct GoldHeading<'a> {
    line: u64,
    level: u8,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<u32>,
}

impl<'a> Gold<'a> {
    fn of(outline: &'a Outline, source: &'a str) -> Self {
        let heading = |h: &'a Heading| GoldHeading {
            line: h.line,
            level: h.level,
            text: &h.text,
            span: (h.span > 1).then_some(h.span),
        };
        Self {
            family: "mine",
            source,
            title: outline.title.as_ref().map(|t| t.text.as_str()),
            headings: outline.headings.iter().map(heading).collect(),
            ignore: [],
        }
    }
}

/// An outline with the corrections that are kept of its text.
fn corrected(pages: &dyn Pages, outline: Outline) -> Outline {
    let kept = keeper::load(pages, false);
    if let Some(why) = kept.trouble {
        super::fail(0, &why);
    }
    let mut finder = Finder::new(kept.corrections.clone());
    if finder.is_idle() {
        return outline;
    }
    for number in 0..pages.parts() {
        finder.read(&pages.part(number));
    }
    let mut corrections = Corrections::default();
    corrections.keep(kept.corrections);
    corrections.locate(finder.found(true));
    corrections.apply(outline)
}

/// What came of a write, but for somebody not reading on: that is no failure.
fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}
