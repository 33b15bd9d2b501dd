//! `AsciiDoc`: sections, lists, delimited blocks, admonitions, tables.
//!
//! Lines are read one after the other; a delimited block that holds blocks is a level that its own line ends again.
//! (Eclipse Foundation, "`AsciiDoc` Language Documentation".)

mod blocks;
mod cells;
mod conditions;
mod fences;
mod inline;
mod lists;
mod said;
mod sections;
mod separated;
mod tables;
mod titles;
mod values;

use std::borrow::Cow;
use std::collections::HashMap;

use super::repeats::Repeats;
use super::{Extent, Given, addresses, marks, mathematics, text_of, verse};
use crate::document::Face;
use crate::document::builder::Builder;
use crate::source::Source;
use fences::Fences;
use said::Said;
use sections::Sections;
use titles::Titles;
use values::Values;

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (text, encoding) = text_of(source, extent);
    let (lines, places) = conditions::lines(&text);
    let mut reader = Reader {
        titles: Titles::of(&lines),
        lines,
        places,
        at: 0,
        builder: Builder::new(),
        open: Vec::new(),
        said: Said::default(),
        numbers: Vec::new(),
        values: Values::default(),
        repeats: Repeats::of(text.len()),
        notes: Vec::new(),
        named_notes: HashMap::new(),
        depth: marks::Depth::default(),
        blank: true,
        fences: Fences::default(),
        sections: Sections::default(),
    };
    reader.builder.encoding(encoding);
    reader.read();
    if let Some(language) = reader.values.get("lang") {
        reader.builder.language(language);
    }
    let given = reader.builder.finish(extent == Extent::Whole);
    given.lacking(reader.repeats.trouble())
}

/// What is open around blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Level {
    /// A list, by the marker of its entries, with the entry that is open.
    List(String),
    /// A delimited block that this line ends; if it is set apart as a quotation, who said that.
    Block(String, Option<String>),
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    /// Which lines of the source those are, from 1.
    places: Vec<u64>,
    at: usize,
    builder: Builder,
    open: Vec<Level>,
    said: Said,
    /// The last number of each list that is open.
    numbers: Vec<usize>,
    /// Attributes of the text, which stand for words.
    values: Values,
    /// How much of the text may stand there more than once.
    repeats: Repeats,
    /// Footnotes, which stand below the text.
    notes: Vec<String>,
    /// The numbers of those that have names.
    named_notes: HashMap<String, usize>,
    /// What the places are called that links lead to.
    titles: Titles,
    depth: marks::Depth,
    /// Whether the line above is blank.
    blank: bool,
    fences: Fences<'a>,
    sections: Sections,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or("")
    }

    /// The number of a line in the source, from 1.
    fn place(&self, at: usize) -> u64 {
        self.places.get(at).copied().unwrap_or(0)
    }

    /// Words with what attributes stand for.
    fn filled<'w>(&mut self, words: &'w str) -> Cow<'w, str> {
        let repeats = &mut self.repeats;
        self.values.filled(words, |bytes| repeats.take(bytes))
    }

    fn read(&mut self) {
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            self.builder.line(self.place(self.at));
            if line.is_empty() {
                self.values.end();
                self.blank = true;
                self.at += 1;
                continue;
            }
            let before = self.at;
            self.block(line);
            self.at = self.at.max(before + 1);
            self.blank = false;
        }
        while self.leave() {}
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.builder.rule();
        }
        for (nth, note) in notes.iter().enumerate() {
            let number = nth + 1;
            self.builder.note(&format!("_footnote_{number}"));
            self.builder.item(&format!("[{number}]"));
            self.builder.paragraph();
            self.inline(note);
            self.builder.text(" ");
            self.faced(Face::Link(format!("#_footnoteref_{number}").into()), "↩");
            self.builder.leave();
        }
    }

    /// Ends the innermost of what is open; whether something was.
    fn leave(&mut self) -> bool {
        self.builder.end();
        match self.open.pop() {
            Some(Level::List(_)) => {
                self.numbers.pop();
                self.builder.leave();
                self.builder.end_list();
            }
            Some(Level::Block(_, Some(by))) => {
                self.attribution(&by);
                self.builder.leave();
            }
            Some(Level::Block(_, None)) => {}
            None => return false,
        }
        true
    }

    /// Ends the lists that are open in this block.
    fn end_lists(&mut self) {
        while matches!(self.open.last(), Some(Level::List(_))) {
            self.leave();
        }
    }

    fn block(&mut self, line: &'a str) {
        if self.fence(line) || self.setting(line) {
            return;
        }
        // A line with a plus alone hangs the next block from the entry above.
        if line == "+" {
            self.builder.end();
            return;
        }
        if self.list_entry(line) {
            return;
        }
        let hangs = self.at > 0 && self.line(self.at - 1) == "+";
        let styled =
            !self.said.is_silent() && self.at > 0 && self.line(self.at - 1).starts_with('[');
        let hangs = hangs || (styled && self.at > 1 && self.line(self.at - 2) == "+");
        if !hangs {
            self.end_lists();
        }
        if self.section(line) {
            return;
        }
        let said = std::mem::take(&mut self.said);
        match line {
            "'''" | "---" | "***" | "- - -" => return self.builder.rule(),
            "<<<" => return,
            _ => {}
        }
        let is_code = match said.first() {
            "source" | "listing" | "literal" => true,
            "quote" | "verse" => false,
            _ => line.starts_with([' ', '\t']),
        };
        if is_code {
            let end = self.end_of_words(self.at + 1);
            return self.code(&said, self.at..end);
        }
        if self.block_macro(line, &said) {
            return;
        }
        self.paragraph(line, &said);
    }

    /// The title of the text or of a section.
    fn section(&mut self, line: &'a str) -> bool {
        // A block holds no sections, only what looks like their titles.
        let in_block = |level: &Level| matches!(level, Level::Block(..));
        let is_free = matches!(self.said.first(), "discrete" | "float");
        if self.open.iter().any(in_block) && !is_free {
            return false;
        }
        let sign = if line.starts_with('=') { '=' } else { '#' };
        let marks = line.len() - line.trim_start_matches(sign).len();
        let titled = line.get(marks..).filter(|_| (1..=6).contains(&marks));
        if let Some(said) = titled.and_then(|said| said.strip_prefix(' ')) {
            self.heading(marks as u8, said.trim());
            self.at += 1;
            if marks == 1 {
                self.header();
            }
            return true;
        }
        let below = self.line(self.at + 1);
        let Some(level) = titles::underlined(line, below) else {
            return false;
        };
        let ends = |level: &Level| matches!(level, Level::Block(fence, _) if fence == below);
        if self.open.iter().any(ends) {
            return false;
        }
        self.heading(level, line);
        self.at += 2;
        if level == 1 {
            self.header();
        }
        true
    }

    fn heading(&mut self, level: u8, title: &str) {
        let free = matches!(self.said.first(), "discrete" | "float");
        if free {
            self.said = Said::default();
        }
        let said = std::mem::take(&mut self.said);
        let number = if free {
            String::new()
        } else {
            self.number_of_section(level, &said)
        };
        let title = self.filled(title.trim_end_matches(['=', '#']).trim_end());
        let title = inline::without_terms(&title);
        self.builder.heading(level);
        self.builder.target(&titles::name_of(&title));
        self.name_by(&said);
        self.builder.text(&number);
        self.inline_filled(&title);
        self.builder.end();
    }

    /// Names this place as the line above says: `[#name]` or `[[name]]`.
    fn name_by(&mut self, said: &Said) {
        if let Some(name) = said.name() {
            self.builder.target(name);
        }
    }

    /// Lines below the title of the text: who wrote it, and settings.
    fn header(&mut self) {
        let mut first = true;
        while !self.line(self.at).is_empty() {
            let line = self.line(self.at);
            self.builder.line(self.place(self.at));
            if !self.setting(line) {
                let is_author = first
                    && line.starts_with(|c: char| c.is_uppercase())
                    && line.split(' ').count() < 12;
                let is_revision = !first
                    && (line.starts_with('v') || line.starts_with(|c: char| c.is_ascii_digit()));
                if !is_author && !is_revision {
                    return;
                }
                if !first {
                    self.builder.closely();
                }
                self.faced(Face::Quiet, line);
                self.builder.end();
                first = false;
                self.at += 1;
                continue;
            }
            self.at += 1;
        }
    }

    /// Settings, comments and what says something about the next block; whether the line is one of them.
    fn setting(&mut self, line: &'a str) -> bool {
        if line.starts_with("//") && !line.starts_with("///") {
            // Behind a blank line a remark parts two lists.
            if self.blank {
                self.end_lists();
            }
            return true;
        }
        if self.values.take(line) {
            return true;
        }
        if let Some(name) = line
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
        {
            self.builder.end();
            self.builder.target(name.split(',').next().unwrap_or(name));
            return true;
        }
        if let Some(words) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            && !words.contains("](")
            && (words.is_empty()
                || words.starts_with(|c: char| c.is_alphanumeric() || "#.%\"'".contains(c)))
        {
            self.said.take(words);
            return true;
        }
        if let Some(title) = titles::of_block(line) {
            self.said.title = Some(title.to_owned());
            return true;
        }
        // What programs put there.
        let put = ["toc::", "include::"];
        put.iter().any(|name| line.starts_with(name)) && line.ends_with(']')
    }
}
