//! What the parser reads, as blocks and faces.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::html::is_badge;
use super::writer::{Entry, Mark, Picture, Writer};
use crate::document::{Alert, Align, Face};

/// Bullets of a list, of one inside of it, and of deeper ones.
const BULLETS: [&str; 3] = ["•", "◦", "–"];

impl Writer<'_> {
    pub(super) fn take(&mut self, event: Event, range: Range<usize>) {
        if matches!(event, Event::Start(_) | Event::Rule) {
            self.pass_fences(range.start);
        }
        // Tags of a block are taken when it ends, each with its own line.
        if !matches!(event, Event::End(_) | Event::Html(_)) {
            let line = self.lines.of(range.start);
            self.builder.line(line);
        }
        if let Some(entry) = &mut self.entry {
            match event {
                Event::TaskListMarker(done) => {
                    let marker = if done { "☑" } else { "☐" };
                    marker.clone_into(&mut entry.marker);
                    return;
                }
                Event::Start(Tag::Paragraph) if !entry.paragraph => {
                    (entry.paragraph, self.block) = (true, range);
                    return;
                }
                _ => self.settle(),
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(words) if self.in_heading => self.words_of_heading(&words, range.end),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => self.faced(Face::Code, &words),
            Event::InlineMath(words) if self.goes_on(range.end) => {
                self.words(&format!("${words}$"));
            }
            Event::DisplayMath(words) if self.goes_on(range.end) => {
                self.words(&format!("$${words}$$"));
            }
            Event::InlineMath(words) => self.formula(&words, false),
            Event::DisplayMath(words) => self.formula(&words, true),
            Event::Html(words) => match &mut self.html {
                Some((html, lines)) => {
                    lines.push((html.len(), self.lines.of(range.start)));
                    html.push_str(&words);
                }
                None => self.tags(&words),
            },
            Event::InlineHtml(words) => self.tags(&words),
            Event::FootnoteReference(label) => self.refer(&label),
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak => self.builder.break_line(),
            Event::Rule => {
                self.begin_block();
                self.builder.rule();
            }
            // A box stands before words of a paragraph, not before a heading.
            Event::TaskListMarker(_) if self.in_heading => {
                let written = self.text.get(range).unwrap_or("");
                self.words(&format!("{} ", written.trim_end()));
            }
            Event::TaskListMarker(done) => self.words(if done { "☑ " } else { "☐ " }),
        }
    }

    /// A block that Markdown marks ends what tags opened before it, a table too.
    fn begin_block(&mut self) {
        self.end_tags();
        self.tables = 0;
    }

    /// Begins and ends the containers whose lines stand before a byte.
    pub(super) fn pass_fences(&mut self, byte: usize) {
        while let Some(fence) = self.fences.next_if(|fence| fence.at < byte) {
            self.settle();
            let line = self.lines.of(fence.at);
            self.builder.line(line);
            match fence.opens {
                Some((_, said)) if self.tables > 0 => self.words(&said),
                Some((alert, said)) => {
                    self.begin_block();
                    self.builder.quote();
                    self.around.push(Mark::Tag(fence.name));
                    self.name_alert(alert, &said);
                }
                None => {
                    self.end_tags();
                    self.close_around(&fence.name, &[]);
                }
            }
        }
    }

    fn name_alert(&mut self, alert: Alert, said: &str) {
        self.builder.paragraph();
        self.faced(Face::Alert(alert), said);
        self.builder.end();
        self.builder.closely();
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph if self.tables > 0 => self.words(" "),
            Tag::Paragraph => {
                self.begin_block();
                self.block = range;
                self.builder.paragraph();
            }
            Tag::Heading { level, .. } => {
                self.begin_block();
                (self.block, self.in_heading) = (range, true);
                self.builder.heading(level_of(level));
            }
            Tag::HtmlBlock => self.html = Some((String::new(), Vec::new())),
            Tag::BlockQuote(kind) => {
                self.begin_block();
                self.builder.quote();
                self.around.push(Mark::Own);
                if let Some(kind) = kind {
                    let alert = alert(kind);
                    self.name_alert(alert, alert.name());
                }
            }
            Tag::CodeBlock(kind) => {
                self.begin_block();
                let language = match &kind {
                    CodeBlockKind::Indented => "",
                    CodeBlockKind::Fenced(info) => info.trim_start_matches(['{', '.', ' ']),
                };
                match language.split([' ', ',', '{', '}']).next() {
                    Some("math") => self.formula = Some(String::new()),
                    language => {
                        self.in_code = true;
                        self.builder.code(language.filter(|name| !name.is_empty()));
                    }
                }
            }
            Tag::List(first) => {
                self.begin_block();
                self.lists.push(first);
                self.builder.list(true);
                self.around.push(Mark::Own);
            }
            Tag::Item => {
                let paragraph = false;
                let marker = self.next_marker();
                self.entry = Some(Entry { marker, paragraph });
                self.around.push(Mark::Own);
            }
            Tag::FootnoteDefinition(label) => self.begin_note(&label, range.end),
            Tag::DefinitionList => {
                self.begin_block();
                self.builder.list(true);
                self.around.push(Mark::Own);
            }
            Tag::DefinitionListTitle => {
                self.builder.term();
                self.open_face(Face::Strong, Mark::Own);
            }
            Tag::DefinitionListDefinition => {
                self.builder.indent(4);
                self.builder.closely();
                self.around.push(Mark::Own);
            }
            Tag::Table(aligns) => {
                self.begin_block();
                self.in_table = true;
                self.builder.table(aligns.into_iter().map(align).collect());
            }
            Tag::TableHead => self.builder.row(true),
            Tag::TableRow => self.builder.row(false),
            Tag::TableCell => self.builder.cell(),
            Tag::Emphasis => self.open_face(Face::Emphasis, Mark::Own),
            Tag::Strong => self.open_face(Face::Strong, Mark::Own),
            Tag::Strikethrough => self.open_face(Face::Struck, Mark::Own),
            Tag::Superscript | Tag::Subscript => {}
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => {
                self.link = range;
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}").into(),
                    _ => dest_url.as_ref().into(),
                };
                self.begin_link(Face::Link(target), Mark::Own);
            }
            Tag::Image { dest_url, .. } => self.begin_picture(&dest_url, &range),
            Tag::MetadataBlock(_) => {
                self.in_code = true;
                self.builder.fold();
                self.builder.code(None);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph if self.tables > 0 => self.words(" "),
            TagEnd::Paragraph => {
                self.end_tags();
                self.end_note(range.end);
                self.builder.end();
                self.end_heading();
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => {
                if let Some(formula) = self.formula.take() {
                    self.formula(&formula, true);
                }
                self.end_tags();
                self.builder.end();
                self.end_heading();
                (self.in_code, self.in_table) = (false, false);
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.end_tags();
                self.leave();
                self.builder.leave();
            }
            TagEnd::FootnoteDefinition => {
                self.end_note(range.end);
                self.note = None;
                self.leave();
                self.builder.leave();
                self.note_end = self.builder.written();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.leave();
                self.builder.end_list();
            }
            TagEnd::DefinitionList => {
                self.leave();
                self.builder.end_list();
            }
            TagEnd::DefinitionListTitle => {
                self.close_face();
                self.builder.end();
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => self.end_tags(),
            TagEnd::Link => {
                self.end_link();
                self.close_face();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.close_face(),
            TagEnd::Image => match &mut self.picture {
                Some(picture) if picture.inside > 0 => picture.inside -= 1,
                _ => self.end_picture(),
            },
            TagEnd::MetadataBlock(_) => {
                self.in_code = false;
                self.builder.end_fold();
            }
        }
    }

    pub(super) fn next_marker(&mut self) -> String {
        let near = self.lists.iter().rev().take(BULLETS.len() * 2);
        let depth = near.filter(|list| list.is_none()).count();
        if let Some(Some(number)) = self.lists.last_mut() {
            let marker = format!("{number}.");
            *number = number.saturating_add(1);
            return marker;
        }
        let bullet = BULLETS.get(depth.saturating_sub(1)).or(BULLETS.last());
        bullet.copied().unwrap_or_default().to_owned()
    }

    /// Words of a heading, without the name that some give it in braces at its end.
    fn words_of_heading(&mut self, words: &str, end: usize) {
        let behind = self.text.get(end..self.block.end).unwrap_or("");
        let last = behind
            .trim_matches([' ', '\t', '\n', '\r', '#', '=', '-'])
            .is_empty();
        let named = words.strip_suffix('}').filter(|_| last);
        let Some((said, name)) = named.and_then(|words| words.rsplit_once("{#")) else {
            return self.words(words);
        };
        if name.contains(['{', '}']) {
            return self.words(words);
        }
        self.builder
            .target(name.split_whitespace().next().unwrap_or(""));
        self.words(said);
    }

    /// Whether the dollar before this byte begins something, an amount or a name of the shell, so that what stands between
    /// it and the one before is no formula. Words of other scripts may follow one, and so may what makes a number of it.
    fn goes_on(&self, byte: usize) -> bool {
        let behind = self.text.get(byte..).unwrap_or("");
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let word = behind.split(|c| !is_name(c)).next().unwrap_or("");
        let ordinal = matches!(word, "th" | "st" | "nd" | "rd");
        behind.starts_with('{') || !word.is_empty() && !ordinal
    }

    fn begin_picture(&mut self, source: &CowStr, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.inside += 1;
            return;
        }
        let block = self.block.clone();
        // The brackets that refer to its own words are not counted to it.
        let behind = self.text.get(range.end..).unwrap_or("");
        let end = range.end + if behind.starts_with("[]") { 2 } else { 0 };
        let range = &(range.start..end);
        // A link around nothing but the picture is as good as the picture.
        let linked = self.links > 0
            && range.start == self.link.start + 1
            && self
                .text
                .get(range.end..)
                .is_some_and(|rest| rest.starts_with(']'));
        let whole = if linked { &self.link } else { range };
        let blank = |range: Range<usize>| self.text.get(range).is_some_and(|t| t.trim().is_empty());
        let alone = blank(block.start..whole.start) && blank(whole.end..block.end);
        self.picture = Some(Picture {
            source: source.to_string(),
            instead: String::new(),
            alone: alone && !self.in_heading && self.tables == 0 && !is_badge(source),
            inside: 0,
        });
    }

    fn refer(&mut self, label: &str) {
        let number = self.notes.number(label);
        if self.notes.refer(label) {
            self.builder.target_inside(&format!("fnref-{number}"));
        }
        self.faced(
            Face::Link(format!("#fn-{number}").into()),
            &format!("[{number}]"),
        );
    }

    fn begin_note(&mut self, label: &str, end: usize) {
        self.begin_block();
        if self.builder.written() == self.note_end {
            self.builder.closely();
        }
        let number = self.notes.number(label);
        self.builder.note(&format!("fn-{number}"));
        self.builder.item(&format!("[{number}]"));
        self.around.push(Mark::Own);
        self.note = Some((label.to_owned(), end));
    }

    /// Where the words of a footnote end, the way back is added.
    fn end_note(&mut self, at: usize) {
        let ended = |(_, end): &mut (String, usize)| {
            self.text
                .get(at..*end)
                .is_none_or(|rest| rest.trim().is_empty())
        };
        let Some((label, _)) = self.note.take_if(ended) else {
            return;
        };
        if self.notes.is_referred(&label) {
            let number = self.notes.number(&label);
            self.builder.text(" ");
            self.faced(Face::Link(format!("#fnref-{number}").into()), "↩");
        }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
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
