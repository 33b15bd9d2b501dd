//! The blocks as they are written: with their fonts and links.

use std::ops::Range;
use std::sync::Arc;

use super::{Font, Kind, Runs, Writer, is_number};
use crate::document::{Align, Face};
use crate::text;

impl Writer {
    pub(super) fn leave(&mut self) {
        for _ in 0..std::mem::take(&mut self.entered) {
            self.builder.leave();
        }
    }

    fn enter(&mut self, cells: u16) {
        self.leave();
        if cells > 0 {
            self.builder.indent(cells);
            self.entered = 1;
        }
    }

    /// Writes the block that was gathered. The next one begins on the line that is being read.
    pub(in crate::read::man) fn flush(&mut self) {
        self.write_block();
        self.line = self.read;
    }

    fn write_block(&mut self) {
        let kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        let runs = std::mem::take(&mut self.runs);
        self.link = None;
        self.joined = false;
        let empty = runs.text.trim().is_empty();
        if let Kind::Term(tag) = kind {
            return self.flush_term(tag, runs);
        }
        if empty && !matches!(kind, Kind::Item(..)) {
            return;
        }
        self.builder.line(self.line);
        let margin = self.base + self.extra;
        match kind {
            Kind::Heading(level) => {
                self.enter(0);
                self.builder.heading(level);
                self.builder.target(&text::folded(&runs.text));
                self.builder.text(&runs.text);
            }
            Kind::Paragraph => {
                self.enter(margin + self.hang);
                self.set_close();
                self.builder.paragraph();
                self.write(&runs, true);
            }
            Kind::Tag => self.write_tag(runs),
            Kind::Item(marker, font) => {
                self.enter(margin);
                self.set_close();
                self.builder.tag(&marker, self.hang, font.face());
                self.entered += 1;
                self.builder.paragraph();
                self.write(&runs, true);
            }
            Kind::Code | Kind::Aside | Kind::Term(_) => {
                self.enter(margin + self.hang);
                self.set_close();
                self.builder.code(None);
                self.write(&runs, false);
            }
        }
        self.builder.end();
        self.close = false;
    }

    /// Writes a tag on a row of its own.
    fn write_tag(&mut self, tag: Runs) {
        self.enter(self.base + self.extra);
        self.set_close();
        let said = text::folded(&tag.text);
        let tag = if tag.is_plain() { tag.bold() } else { tag };
        self.builder.paragraph();
        if !is_number(&said) {
            self.builder.entry(&said);
        }
        self.write(&tag, true);
    }

    /// Writes a short tag with what is said of it beside it, or alone where nothing is, or something else than prose.
    fn flush_term(&mut self, tag: Runs, runs: Runs) {
        self.builder.line(self.line);
        let start = tag.start_of_words(0);
        let said = tag.text.trim();
        let is_line = !said.contains(['\n', '\t']) && !said.contains("  ");
        if runs.text.trim().is_empty() || !is_line {
            self.write_tag(tag);
            self.builder.end();
            self.close = true;
            if !runs.text.trim().is_empty() {
                self.runs = runs;
                self.flush();
            }
            return;
        }
        self.enter(self.base + self.extra);
        self.set_close();
        let tag = if tag.is_plain() { tag.bold() } else { tag };
        let said = tag.text.trim();
        let faces = tag.faces().into_iter().map(|(range, face)| {
            let inside = |byte: usize| byte.saturating_sub(start).min(said.len());
            (inside(range.start)..inside(range.end), face)
        });
        if !is_number(said) {
            self.builder.entry(said);
        }
        self.builder.tag_in(said, self.hang, faces.collect());
        self.entered += 1;
        self.builder.paragraph();
        self.write(&runs, true);
        self.builder.end();
        self.close = false;
    }

    fn set_close(&mut self) {
        if std::mem::take(&mut self.close) {
            self.builder.closely();
        }
    }

    fn write(&mut self, runs: &Runs, prose: bool) {
        let links: Vec<(Range<usize>, Arc<str>)> =
            if prose { runs.all_links() } else { Vec::new() };
        let mut links = links.into_iter().peekable();
        let mut linked: Option<usize> = None;
        let ends: Vec<usize> = runs.cuts(
            links
                .clone()
                .flat_map(|(range, _)| [range.start, range.end]),
        );
        let mut at = 0;
        for end in ends {
            if linked.is_some_and(|end| end <= at) {
                self.builder.plain();
                linked = None;
            }
            if let Some((range, target)) = links.next_if(|(range, _)| range.start == at) {
                self.builder.face(Face::Link(target));
                linked = Some(range.end);
            }
            let font = runs.font_at(at);
            let faces = font.faces();
            for face in &faces {
                self.builder.face(face.clone());
            }
            let words = runs.text.get(at..end).unwrap_or("");
            for (nth, line) in words.split('\n').enumerate() {
                if nth > 0 {
                    self.builder.break_line();
                }
                self.builder.text(line);
            }
            for _ in &faces {
                self.builder.plain();
            }
            at = end;
        }
        if linked.is_some() {
            self.builder.plain();
        }
    }

    /// Writes a table of cells.
    pub(in crate::read::man) fn table(&mut self, rows: Vec<(bool, Vec<Runs>)>, aligns: Vec<Align>) {
        self.flush();
        self.builder.line(self.line);
        self.enter(self.base + self.extra + self.hang);
        self.set_close();
        self.builder.table(aligns);
        for (head, cells) in rows {
            self.builder.row(head);
            for cell in cells {
                self.builder.cell();
                self.write(&cell, true);
            }
        }
        self.builder.end();
    }

    /// Writes a line that leads to another page, in whose place this one stands.
    pub(in crate::read::man) fn see(&mut self, page: &str) {
        let name = page.rsplit('/').next().unwrap_or(page);
        let name = name.strip_suffix(".gz").unwrap_or(name);
        let (shown, target) = match name.rsplit_once('.') {
            Some((name, section)) if section.starts_with(|c: char| c.is_ascii_digit()) => {
                let page = format!("{name}({section})");
                (page.clone(), format!("man:{page}"))
            }
            _ => (name.to_owned(), page.to_owned()),
        };
        self.flush();
        self.runs.push("See ", Font::default());
        self.linked(&shown, &target, Font::default());
        self.flush();
    }
}
