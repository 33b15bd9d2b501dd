//! Org, the outlines and notes of Emacs.

mod ahead;
mod blocks;
mod ends;
mod headings;
mod inline;
mod latex;

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use super::{Extent, Given, addresses, marks, mathematics, text_of, verse};
use crate::document::builder::Builder;
use crate::document::{Align, Face};
use crate::source::Source;
use blocks::Quote;
use ends::Ends;

/// Reads a text, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (text, encoding) = text_of(source, extent);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut reader = Reader {
        ends: Ends::of(&lines),
        lines,
        at: 0,
        builder: Builder::new(),
        open: Vec::new(),
        shifts: Vec::new(),
        quote: None,
        blank: false,
        notes: VecDeque::new(),
        numbers: numbers(&text),
        number: 0,
        depth: marks::Depth::default(),
        keywords: headings::KEYWORDS.map(str::to_owned).into(),
    };
    reader.builder.encoding(encoding);
    reader.read();
    reader.builder.finish(extent == Extent::Whole)
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    /// The lines that end something.
    ends: Ends<'a>,
    at: usize,
    builder: Builder,
    /// The lists that are open, by the indent of their bullets and whether those are numbers.
    open: Vec<(usize, bool)>,
    /// By how much the numbers of each are higher than written, or lower: an entry may say its own.
    shifts: Vec<isize>,
    /// The quotation that is open: none begins inside of one.
    quote: Option<Quote>,
    /// Whether the line above is blank.
    blank: bool,
    /// Notes that are said where they are called: their names and words.
    notes: VecDeque<(String, String)>,
    /// Numbers that notes have of their own, and the last that one without a name was given.
    numbers: HashSet<usize>,
    number: usize,
    depth: marks::Depth,
    /// What headings say of tasks.
    keywords: HashSet<String>,
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a line of settings says: `#+NAME: value`, the name in small letters.
fn setting(line: &str) -> Option<(String, &str)> {
    let said = line.trim_start().strip_prefix("#+")?;
    let end = said.find([':', ' ']).unwrap_or(said.len());
    let (name, value) = said.split_at_checked(end)?;
    let value = value.strip_prefix(':').unwrap_or(value);
    Some((name.to_ascii_lowercase(), value.trim()))
}

/// The bullet of an entry of a list, and its bytes with the blank behind it.
fn bullet(line: &str) -> Option<(String, usize)> {
    let indent = indent_of(line);
    let text = line.get(indent..)?;
    let (mark, rest) = text.split_once(' ').unwrap_or((text, ""));
    let length = indent + text.len() - rest.len();
    match mark {
        "-" | "+" => Some(("•".to_owned(), length)),
        "*" if indent > 0 => Some(("•".to_owned(), length)),
        _ => {
            let number = mark.strip_suffix(['.', ')'])?;
            let is_number = !number.is_empty()
                && number.len() < 9
                && number.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| (mark.to_owned(), length))
        }
    }
}

/// The number that an entry says for itself, and what follows it: `[@5] words`.
fn counter(text: &str) -> (Option<usize>, &str) {
    let said = text
        .strip_prefix("[@")
        .and_then(|inside| inside.split_once(']'));
    let number = said.and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
    number.map_or((None, text), |(number, rest)| {
        (Some(number), rest.trim_start())
    })
}

/// The stars before a heading.
fn stars(line: &str) -> Option<usize> {
    let stars = line.len() - line.trim_start_matches('*').len();
    (stars > 0 && line.as_bytes().get(stars) == Some(&b' ')).then_some(stars)
}

/// The name of a note and its words, where a line begins one.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, words) = line.strip_prefix("[fn:")?.split_once(']')?;
    (!label.contains(':')).then_some((label, words))
}

/// The numbers by which notes of a text are called.
fn numbers(text: &str) -> HashSet<usize> {
    let calls = memchr::memmem::find_iter(text.as_bytes(), b"[fn:");
    let number = |at: usize| {
        let label = crate::text::head(text.get(at + 4..)?, 8);
        let end = label.find([']', ':'])?;
        label.get(..end)?.parse().ok()
    };
    calls.filter_map(number).collect()
}

/// Whether a line parts what stands above it from what stands below.
fn is_rule(text: &str) -> bool {
    text.len() >= 5 && text.bytes().all(|b| b == b'-')
}

/// Whether a line says when something is to be done, or was done.
fn is_date(text: &str) -> bool {
    let (name, said) = text.split_once(':').unwrap_or((text, ""));
    let known = matches!(name, "SCHEDULED" | "DEADLINE" | "CLOSED" | "CLOCK");
    known && said.trim_start().starts_with(['<', '['])
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or("")
    }

    fn read(&mut self) {
        while self.at < self.lines.len() {
            self.leave_quote();
            let line = self.line(self.at);
            self.builder.line(self.at as u64 + 1);
            if line.is_empty() {
                self.blank = true;
                self.at += 1;
                continue;
            }
            let before = self.at;
            self.block(line);
            self.at = self.at.max(before + 1);
            self.blank = false;
        }
        self.leave_quote();
        self.close(None);
        self.said_inside();
    }

    /// Ends the lists that a line of an indent does not belong to.
    fn close(&mut self, indent: Option<usize>) {
        self.builder.end();
        self.end_lists(|(own, _)| indent.is_some_and(|indent| indent > *own));
    }

    /// Ends the lists inside of the quotation, from the innermost to the first one that stays.
    fn end_lists(&mut self, stays: impl Fn(&(usize, bool)) -> bool) {
        let outside = self.outside();
        while self.open.len() > outside && self.open.last().is_some_and(|own| !stays(own)) {
            self.open.pop();
            self.shifts.pop();
            self.builder.leave();
            self.builder.end_list();
        }
    }

    fn block(&mut self, line: &'a str) {
        if let Some(stars) = stars(line) {
            self.close(None);
            let said = line.get(stars..).unwrap_or("").trim();
            if self.is_comment(said) {
                self.at = self.end_of_section(stars);
                return;
            }
            return self.heading(stars, said);
        }
        let text = line.trim_start();
        if let Some((name, value)) = setting(line) {
            return self.setting(&name, value);
        }
        if text == "#" || text.starts_with("# ") {
            return;
        }
        if let Some((marker, length)) = bullet(line) {
            return self.entry(line, &marker, length);
        }
        self.close(Some(indent_of(line)));
        if is_rule(text) {
            self.builder.rule();
        } else if text.starts_with('|') {
            self.table();
        } else if text == ":" || text.starts_with(": ") {
            self.fixed();
        } else if let Some(end) = self.end_of_drawer(self.at) {
            self.drawer(end);
        } else if let Some(end) = self.end_of_latex(self.at) {
            self.latex(end);
        } else if is_date(text) {
            self.dates();
        } else if let Some((label, rest)) = definition(text) {
            self.note(label, rest);
        } else {
            self.paragraph();
        }
    }

    fn setting(&mut self, name: &str, value: &str) {
        match name {
            "title" => {
                self.builder.title();
                self.inline(value);
                self.builder.end();
            }
            "subtitle" | "author" | "date" if !value.is_empty() => {
                self.builder.paragraph();
                self.builder.face(Face::Quiet);
                self.builder.text(value);
                self.builder.plain();
                self.builder.end();
            }
            "todo" | "seq_todo" | "typ_todo" => {
                let words = headings::keywords(value).map(str::to_owned);
                self.keywords.extend(words);
            }
            "language" => self.builder.language(value),
            "caption" => {
                self.builder.paragraph();
                self.builder.face(Face::Emphasis);
                self.inline(value);
                self.builder.plain();
                self.builder.end();
            }
            _ => {
                if let Some(kind) = name.strip_prefix("begin_") {
                    self.fenced(kind, value);
                }
            }
        }
    }

    /// When something is to be done, or was done: quiet lines.
    fn dates(&mut self) {
        self.builder.paragraph();
        self.builder.face(Face::Quiet);
        let mut first = true;
        while is_date(self.line(self.at).trim_start()) {
            if !std::mem::take(&mut first) {
                self.builder.break_line();
            }
            let line = self.line(self.at).trim_start();
            self.builder.text(line);
            self.at += 1;
        }
        self.builder.plain();
        self.builder.end();
    }

    fn entry(&mut self, line: &'a str, marker: &str, length: usize) {
        let indent = indent_of(line);
        self.builder.end();
        let list = (indent, marker != "•");
        self.end_lists(|own| own.0 < indent || *own == list);
        if self.open.len() > self.outside() && self.open.last() == Some(&list) {
            self.builder.leave();
            if self.blank {
                self.builder.loose();
            }
        } else {
            self.builder.list(true);
            self.open.push(list);
            self.shifts.push(0);
        }
        let rest = line.get(length..).unwrap_or("").trim_start();
        let (said, mut rest) = counter(rest);
        let marker = self.counted(marker, said);
        let boxes = [("[ ]", "☐"), ("[X]", "☑"), ("[x]", "☑"), ("[-]", "◪")];
        let checked = boxes.iter().find(|(sign, _)| rest.starts_with(*sign));
        if let Some((sign, shown)) = checked {
            rest = rest.get(sign.len()..).unwrap_or("").trim_start();
            self.builder.item(shown);
        } else {
            self.builder.item(&marker);
        }
        self.builder.paragraph();
        if let Some((term, meaning)) = rest.split_once(" :: ") {
            self.builder.entry(term);
            self.builder.face(Face::Strong);
            self.inline(term);
            self.builder.plain();
            self.builder.text(" ");
            rest = meaning;
        }
        let end = self.end_of_words(self.at + 1, indent + 1);
        self.words(rest, self.at + 1..end);
        self.at = end;
    }

    /// The marker of an entry, where it or one before says another number.
    fn counted(&mut self, marker: &str, said: Option<usize>) -> String {
        let end = marker.len()
            - marker
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        let (digits, sign) = marker.split_at_checked(end).unwrap_or((marker, ""));
        let (Ok(written), Some(shift)) = (digits.parse::<usize>(), self.shifts.last_mut()) else {
            return marker.to_owned();
        };
        if let Some(said) = said {
            let said = isize::try_from(said).unwrap_or(isize::MAX);
            *shift = said.saturating_sub_unsigned(written);
        }
        match *shift {
            0 => marker.to_owned(),
            shift => format!("{}{sign}", written.saturating_add_signed(shift)),
        }
    }

    /// Where lines end that go on with the paragraph above.
    fn end_of_words(&self, from: usize, least: usize) -> usize {
        self.end_of_words_before(from, least, |_| false)
    }

    /// The same, where some lines begin something else.
    fn end_of_words_before(
        &self,
        from: usize,
        least: usize,
        begins: impl Fn(&str) -> bool,
    ) -> usize {
        let goes_on = |line: &str| {
            let text = line.trim_start();
            !text.is_empty()
                && indent_of(line) >= least
                && stars(line).is_none()
                && bullet(line).is_none()
                && !text.starts_with(['|', '#'])
                && !text.starts_with(": ")
                && !is_date(text)
                && !latex::begins(text)
                && !is_rule(text)
        };
        (from..self.lines.len())
            .find(|at| {
                let line = self.line(*at);
                begins(line) || !goes_on(line) || self.end_of_drawer(*at).is_some()
            })
            .unwrap_or(self.lines.len())
    }

    fn words(&mut self, first: &str, more: Range<usize>) {
        let mut words = first.to_owned();
        for at in more {
            words.push('\n');
            words += self.line(at).trim_start();
        }
        // Its author ended a line with two backslashes.
        let words = words.strip_suffix("\\\\").unwrap_or(&words);
        for (nth, line) in words.split("\\\\\n").enumerate() {
            if nth > 0 {
                self.builder.break_line();
            }
            self.inline(line.trim_end());
        }
        self.builder.end();
    }

    fn paragraph(&mut self) {
        let line = self.line(self.at).trim_start();
        let end = self.end_of_words(self.at + 1, 0);
        if end == self.at + 1
            && let Some((inside, length)) = marks::between(line, "[[", "]]")
            && length == line.len()
            && inline::is_picture(inside)
        {
            self.builder
                .picture(inside.strip_prefix("file:").unwrap_or(inside), "");
            return;
        }
        self.builder.paragraph();
        self.words(line, self.at + 1..end);
        self.at = end;
    }

    fn note(&mut self, label: &str, rest: &'a str) {
        self.builder.note(&format!("fn-{label}"));
        self.builder.item(&format!("[{label}]"));
        self.builder.paragraph();
        let end = self.end_of_words_before(self.at + 1, 0, |line| definition(line).is_some());
        self.words(rest.trim_start(), self.at + 1..end);
        self.builder.leave();
        self.at = end;
    }

    /// Writes the notes that were said where they are called.
    fn said_inside(&mut self) {
        if !self.notes.is_empty() {
            self.builder.rule();
        }
        // A note may say another one, and so on; those come last.
        while let Some((name, words)) = self.notes.pop_front() {
            self.builder.note(&format!("fn-{name}"));
            self.builder.item(&format!("[{name}]"));
            self.builder.paragraph();
            self.inline(&words);
            self.builder.leave();
        }
    }

    fn table(&mut self) {
        let from = self.at;
        let is_row = |at: usize| self.line(at).trim_start().starts_with('|');
        let end = (from..self.lines.len())
            .find(|at| !is_row(*at))
            .unwrap_or(self.lines.len());
        let is_rule = |line: &str| line.trim_start().starts_with("|-");
        // Rows above the first rule that has something on both sides of it are the head.
        let rule = (from + 1..end).find(|at| is_rule(self.line(*at)) && *at + 1 < end);
        self.builder.table(Vec::<Align>::new());
        for at in from..end {
            let line = self.line(at).trim();
            let cells = line.trim_start_matches('|');
            let cells = cells.strip_suffix('|').unwrap_or(cells);
            // Widths and alignments of columns: `<10>`, `<r>`.
            let is_width = |cell: &str| {
                let cell = cell.trim();
                cell.is_empty() || (cell.starts_with('<') && cell.ends_with('>') && cell.len() < 8)
            };
            if is_rule(line) || cells.split('|').all(is_width) {
                continue;
            }
            self.builder.row(rule.is_some_and(|rule| at < rule));
            for cell in cells.split('|') {
                self.builder.cell();
                self.inline(cell.trim());
            }
        }
        self.builder.end();
        self.at = end;
    }
}
