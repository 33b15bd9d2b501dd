//! Delimited blocks, pictures, paragraphs.

use std::ops::Range;

use super::fences::delimiter;
use super::{Level, Reader, Said, inline, mathematics, verse};
use crate::document::{Alert, Face};

/// The remark that a word names.
pub(super) fn alert(name: &str) -> Option<Alert> {
    Some(match name {
        "NOTE" => Alert::Note,
        "TIP" => Alert::Tip,
        "IMPORTANT" => Alert::Important,
        "WARNING" => Alert::Warning,
        "CAUTION" => Alert::Caution,
        _ => return None,
    })
}

impl<'a> Reader<'a> {
    /// Takes a line that delimits a block; whether it is one.
    pub(super) fn fence(&mut self, line: &'a str) -> bool {
        let Some(sign) = delimiter(line) else {
            return false;
        };
        let closed = self
            .open
            .iter()
            .rposition(|level| matches!(level, Level::Block(own, _) if own == line));
        if let Some(at) = closed {
            while self.open.len() > at {
                self.leave();
            }
            return true;
        }
        let from = self.at + 1;
        let Some(end) = self.fences.close(&self.lines, self.at, sign) else {
            return false;
        };
        let hangs = self.at > 0 && {
            let above = (0..self.at).rev().take(4).map(|at| self.line(at));
            above.take_while(|l| !l.is_empty()).any(|l| l == "+")
        };
        if !hangs {
            self.end_lists();
        }
        let mut said = std::mem::take(&mut self.said);
        if let Some(language) = line.strip_prefix("```").filter(|name| !name.is_empty()) {
            said.words = vec!["source".to_owned(), language.to_owned()];
        }
        self.builder.end();
        self.name_by(&said);
        match sign {
            '+' if said.first() == "stem" || said.first().ends_with("math") => {
                let source: Vec<&str> = (from..end).map(|at| self.line(at)).collect();
                self.formula(&source.join("\n"));
            }
            // Comments, and what is for programs.
            '/' | '+' => {}
            '|' => self.table(&said, line, from..end),
            '-' | '.' | '`' => {
                self.code(&said, from..end);
            }
            _ if said.first() == "verse" => {
                self.builder.quote();
                self.title_of(&said);
                self.verse(from..end);
                self.attribution(&said.by());
                self.builder.leave();
            }
            _ => {
                self.open_block(sign, line, &said);
                self.at += 1;
                return true;
            }
        }
        self.at = end + 1;
        true
    }

    fn open_block(&mut self, sign: char, line: &str, said: &Said) {
        let alert = alert(said.first());
        let apart = alert.is_some() || sign == '_' || sign == '*' || said.first() == "quote";
        if apart {
            self.builder.quote();
        }
        if let Some(alert) = alert {
            self.faced(Face::Alert(alert), alert.name());
            self.builder.end();
            self.builder.closely();
        }
        self.title_of(said);
        let quotes = sign == '_' || said.first() == "quote";
        let by = if quotes { said.by() } else { String::new() };
        self.open
            .push(Level::Block(line.to_owned(), apart.then_some(by)));
    }

    /// Writes who said what stands above.
    pub(super) fn attribution(&mut self, by: &str) {
        if !by.is_empty() {
            self.builder.closely();
            self.builder.paragraph();
            self.builder.face(Face::Quiet);
            self.builder.text("— ");
            self.inline(by);
            self.builder.plain();
            self.builder.end();
        }
    }

    /// Writes what a block is called.
    pub(super) fn title_of(&mut self, said: &Said) {
        if let Some(title) = &said.title {
            self.builder.paragraph();
            self.builder.face(Face::Emphasis);
            self.inline(title);
            self.builder.plain();
            self.builder.end();
            self.builder.closely();
        }
    }

    fn verse(&mut self, lines: Range<usize>) {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let filled = lines.clone().map(|at| self.line(at));
        let filled = filled.filter(|line| !line.is_empty());
        let common = filled.map(indent).min().unwrap_or(0);
        self.builder.paragraph();
        for at in lines {
            let line = self.line(at);
            let deeper = indent(line).saturating_sub(common);
            self.builder.text(&verse::inset(deeper));
            self.inline(line.trim_start());
            self.builder.break_line();
        }
        self.builder.end();
    }

    pub(super) fn code(&mut self, said: &Said, lines: Range<usize>) {
        let is_source = said.first().starts_with("source") || said.first().is_empty();
        let language = said.words.get(1).filter(|_| is_source);
        self.title_of(said);
        self.builder.line(self.place(lines.start));
        let filled = lines
            .clone()
            .map(|at| self.line(at))
            .filter(|line| !line.is_empty());
        let common = filled
            .map(|line| line.len() - line.trim_start_matches(' ').len())
            .min()
            .unwrap_or(0);
        self.builder.code(language.map(String::as_str));
        let mut number = 0;
        for at in lines.clone() {
            let line = self.line(at).get(common..).unwrap_or("");
            if let Some(words) = line.strip_suffix("<.>") {
                number += 1;
                self.builder.text(&format!("{words}<{number}>"));
            } else {
                self.builder.text(line);
            }
            self.builder.text("\n");
        }
        self.builder.end();
        self.at = self.at.max(lines.end);
    }

    fn formula(&mut self, source: &str) {
        self.builder.indent(4);
        if let Some(set) = mathematics::set(source) {
            self.faced(Face::Math, &set);
        } else {
            self.builder.code(None);
            self.builder.text(source);
        }
        self.builder.leave();
    }

    /// A picture, a film.
    pub(super) fn block_macro(&mut self, line: &str, said: &Said) -> bool {
        let Some((name, rest)) = line.split_once("::") else {
            return false;
        };
        let Some((target, words)) = rest.split_once('[').filter(|_| rest.ends_with(']')) else {
            return false;
        };
        if !matches!(name, "image" | "video" | "audio") || target.is_empty() {
            return false;
        }
        let alt = words.trim_end_matches(']').split(',').next().unwrap_or("");
        self.name_by(said);
        let (target, alt) = (self.filled(target), self.filled(alt.trim_matches('"')));
        self.builder.picture(&target, &alt);
        if let Some(title) = &said.title {
            self.builder.closely();
            self.builder.paragraph();
            self.builder.face(Face::Emphasis);
            self.inline(title);
            self.builder.plain();
            self.builder.end();
        }
        true
    }

    /// Where lines of prose end that begin before a line.
    pub(super) fn end_of_words(&self, from: usize) -> usize {
        self.end_of_words_before(from, |_| false)
    }

    /// The same, where some lines begin something else.
    pub(super) fn end_of_words_before(&self, from: usize, begins: impl Fn(&str) -> bool) -> usize {
        let ends = |line: &str| {
            line.is_empty()
                || line == "+"
                || delimiter(line).is_some()
                || (line.starts_with('[') && line.ends_with(']') && !line.contains(' '))
                || (line.starts_with("//") && !line.starts_with("///"))
        };
        (from..self.lines.len())
            .find(|at| ends(self.line(*at)) || begins(self.line(*at)))
            .unwrap_or(self.lines.len())
    }

    /// The words of some lines, one after the other.
    pub(super) fn joined(&self, first: &str, more: Range<usize>) -> String {
        let mut words = first.to_owned();
        for at in more {
            words.push('\n');
            words += self.line(at).trim_start();
        }
        words
    }

    pub(super) fn paragraph(&mut self, line: &'a str, said: &Said) {
        let from = self.at + 1;
        let end = match self.open.last() {
            Some(Level::List(_)) => self.end_in_list(from),
            _ => self.end_of_words(from),
        };
        self.name_by(said);
        let labelled = line
            .split_once(": ")
            .and_then(|(name, rest)| Some((alert(name)?, rest)));
        let styled = alert(said.first()).map(|alert| (alert, line));
        let quoted = matches!(said.first(), "quote" | "verse" | "abstract");
        let marked = self.quoted(self.at..end).filter(|_| !quoted);
        if let Some((alert, first)) = labelled.or(styled) {
            self.builder.quote();
            self.faced(Face::Alert(alert), alert.name());
            self.builder.end();
            self.builder.closely();
            self.title_of(said);
            self.words(first, self.at + 1..end);
            self.builder.leave();
        } else if quoted {
            self.builder.quote();
            self.title_of(said);
            if said.first() == "verse" {
                self.verse(self.at..end);
            } else {
                self.words(line, self.at + 1..end);
            }
            if said.first() != "abstract" {
                self.attribution(&said.by());
            }
            self.builder.leave();
        } else if let Some((words, by)) = marked {
            self.builder.quote();
            self.title_of(said);
            self.words(&words, end..end);
            self.attribution(by);
            self.builder.leave();
        } else {
            self.title_of(said);
            self.words(line, self.at + 1..end);
        }
        self.at = end;
    }

    /// What stands in quotation marks in some lines, the last of which says with two dashes who said it.
    fn quoted(&self, lines: Range<usize>) -> Option<(String, &'a str)> {
        let last = lines.end.checked_sub(1).filter(|at| *at > lines.start)?;
        let by = self.line(last).strip_prefix("-- ")?;
        let words = self.joined(self.line(lines.start), lines.start + 1..last);
        let words = words.strip_prefix('"')?.strip_suffix('"')?;
        Some((words.to_owned(), by.trim()))
    }

    pub(super) fn words(&mut self, first: &str, more: Range<usize>) {
        let words = self.joined(first, more);
        // The last line is ended by what follows it.
        let words = words.strip_suffix(" +").unwrap_or(&words);
        self.builder.paragraph();
        for (nth, line) in inline::broken(words).enumerate() {
            if nth > 0 {
                self.builder.break_line();
            }
            self.inline(line);
        }
        self.builder.end();
    }
}
