//! Markdown: `CommonMark` with what `GitHub` adds to it.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Extent, Given, LineCount, text_of};
use crate::document::builder::Builder;
use crate::document::{Align, Face};
use crate::source::Source;

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (text, encoding) = text_of(source, extent);
    let mut writer = Writer {
        builder: Builder::new(),
        lists: Vec::new(),
        head: false,
        in_item: false,
        picture: None,
    };
    writer.builder.encoding(encoding);
    let mut lines = LineCount::new(&text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        writer.builder.line(lines.of(range.start));
        writer.take(event);
    }
    writer.builder.finish(extent == Extent::Whole)
}

struct Writer {
    builder: Builder,
    /// The next number of each list, or none where it has bullets.
    lists: Vec<Option<u64>>,
    head: bool,
    /// Whether nothing but the beginning of an entry was read.
    in_item: bool,
    /// Where the picture is to be had that is being read, and what stands for it.
    picture: Option<(String, String)>,
}

impl Writer {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineHtml(words) => match &mut self.picture {
                Some((_, instead)) => instead.push_str(&words),
                None => self.builder.text(&words),
            },
            Event::Code(words) => self.faced(Face::Code, &words),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.faced(Face::Math, &words),
            Event::Html(words) => self.builder.text(&words),
            Event::FootnoteReference(name) => {
                let link = Face::Link(format!("#fn-{name}").into());
                self.faced(link, &format!("[{name}]"));
            }
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.builder.break_line(),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(done) => self.builder.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn faced(&mut self, face: Face, words: &str) {
        self.builder.face(face);
        self.builder.text(words);
        self.builder.plain();
    }

    fn start(&mut self, tag: Tag) {
        let in_item = std::mem::replace(&mut self.in_item, matches!(tag, Tag::Item));
        let builder = &mut self.builder;
        match tag {
            Tag::Paragraph if in_item => {
                builder.loose();
                builder.paragraph();
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::DefinitionListTitle => builder.paragraph(),
            Tag::Heading { level, .. } => builder.heading(level_of(level)),
            Tag::BlockQuote(_) => builder.quote(),
            Tag::CodeBlock(CodeBlockKind::Indented) => builder.code(None),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                builder.code(
                    info.split([' ', ',', '{'])
                        .next()
                        .filter(|name| !name.is_empty()),
                );
            }
            Tag::List(first) => {
                self.lists.push(first);
                builder.list(true);
            }
            Tag::Item => {
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}.");
                        *number += 1;
                        marker
                    }
                    _ => "•".to_owned(),
                };
                builder.item(&marker);
            }
            Tag::FootnoteDefinition(name) => {
                builder.target(&format!("fn-{name}"));
                builder.item(&format!("[{name}]"));
            }
            Tag::DefinitionList => builder.list(true),
            Tag::DefinitionListDefinition => builder.indent(4),
            Tag::Table(aligns) => builder.table(aligns.into_iter().map(align).collect()),
            Tag::TableHead => {
                self.head = true;
                builder.row(true);
            }
            Tag::TableRow => builder.row(false),
            Tag::TableCell => builder.cell(),
            Tag::Emphasis => builder.face(Face::Emphasis),
            Tag::Strong => builder.face(Face::Strong),
            Tag::Strikethrough => builder.face(Face::Struck),
            Tag::Superscript | Tag::Subscript => {}
            Tag::Link { dest_url, .. } => builder.face(Face::Link(dest_url.as_ref().into())),
            Tag::Image { dest_url, .. } => {
                self.picture = Some((dest_url.to_string(), String::new()));
            }
            Tag::MetadataBlock(_) => {
                builder.fold();
                builder.code(None);
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Paragraph
            | TagEnd::HtmlBlock
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::Table => builder.end(),
            TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => builder.leave(),
            TagEnd::List(_) => {
                self.lists.pop();
                builder.end_list();
            }
            TagEnd::DefinitionList => builder.end_list(),
            TagEnd::TableHead => self.head = false,
            TagEnd::TableRow | TagEnd::TableCell | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                builder.plain();
            }
            TagEnd::Image => {
                if let Some((_, instead)) = self.picture.take() {
                    builder.text(&instead);
                }
            }
            TagEnd::MetadataBlock(_) => builder.end_fold(),
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
