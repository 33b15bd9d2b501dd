//! Markdown: `CommonMark` with what `GitHub` adds to it, and what people write between: tags of HTML, front matter,
//! mathematics, lists of definitions.

mod ahead;
mod events;
mod front;
mod html;
mod notes;
mod writer;

use pulldown_cmark::{BrokenLink, Options, Parser, TextMergeWithOffset};

use super::{Extent, Given, addresses, mathematics, tags, text_of};
use crate::source::Source;
use ahead::Ahead;
use writer::Writer;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (mut text, encoding) = text_of(source, extent);
    let (mut ahead, end) = (Ahead::default(), text.len());
    if extent == Extent::Beginning {
        ahead = Ahead::of(source);
        text.push_str(&Ahead::stubs(&text));
    }
    let front = front::of(&text);
    let options = front.map_or(OPTIONS, |(_, option)| OPTIONS | option);
    let title = front.and_then(|(front, _)| front::title(front));
    let resolve = |link: BrokenLink| ahead.resolve(&link);
    let parser = Parser::new_with_broken_link_callback(&text, options, Some(resolve));
    let mut writer = Writer::new(&text, encoding);
    if let Some(language) = front.and_then(|(front, _)| front::language(front)) {
        writer.builder.language(&language);
    }
    // Words that marks do not divide come in one piece, so that addresses in them are whole.
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        if range.start >= end && end < text.len() {
            break;
        }
        writer.take(event, range);
    }
    writer.finish(title.as_deref(), extent == Extent::Whole)
}
