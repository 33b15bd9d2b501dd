//! Markdown: `CommonMark` with what `GitHub` adds to it, and what people write between: tags of HTML, front matter,
//! mathematics, lists of definitions.

mod ahead;
mod colons;
mod events;
mod front;
mod html;
mod notes;
mod writer;

use pulldown_cmark::{BrokenLink, Options, Parser, TextMergeWithOffset};

use super::{Extent, Given, addresses, cells, mathematics, tags, text_of};
use crate::source::Source;
use ahead::Ahead;
use colons::Colons;
use writer::Writer;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM);

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (mut text, encoding) = text_of(source, extent);
    let (mut ahead, end) = (Ahead::default(), text.len());
    if extent != Extent::Whole {
        ahead = Ahead::of(source);
        text.push_str(&Ahead::stubs(&text));
    }
    let front = front::of(&text);
    let mut options = front.map_or(OPTIONS, |(_, option)| OPTIONS | option);
    let title = front.and_then(|(front, _)| front::title(front));
    let resolve = |link: BrokenLink| ahead.resolve(&link);
    let mut colons = Colons::of(&text, extent == Extent::Whole);
    options.set(Options::ENABLE_DEFINITION_LIST, colons.define);
    let mut writer = Writer::new(&text, encoding);
    if let Some(language) = front.and_then(|(front, _)| front::language(front)) {
        writer.builder.language(&language);
    }
    writer.fences = std::mem::take(&mut colons.fences).into_iter().peekable();
    let parser = Parser::new_with_broken_link_callback(&colons.text, options, Some(resolve));
    // Words that marks do not divide come in one piece, so that addresses in them are whole.
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        if range.start >= end && end < text.len() {
            break;
        }
        writer.take(colons.said(event), range);
    }
    writer.finish(title.as_deref(), extent == Extent::Whole)
}
