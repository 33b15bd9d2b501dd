//! What two dots begin: directives, targets, footnotes, comments.

use std::ops::Range;

use super::blocks::field;
use super::names::{key, split_name};
use super::notes::target_of;
use super::{Kind, Reader, behind, indent_of, mathematics};
use crate::document::{Alert, Face};

/// Directives that say something to programs alone.
const SILENT: [&str; 25] = [
    "contents",
    "index",
    "meta",
    "raw",
    "include",
    "highlight",
    "default-role",
    "role",
    "sectnum",
    "section-numbering",
    "header",
    "footer",
    "target-notes",
    "currentmodule",
    "module",
    "py:module",
    "py:currentmodule",
    "tabularcolumns",
    "title",
    "unicode",
    "date",
    "class",
    "rst-class",
    "testsetup",
    "testcleanup",
];

impl<'a> Reader<'a> {
    pub(super) fn explicit(&mut self, indent: usize, text: &'a str) {
        let markup = text.get(3..).unwrap_or("").trim_start();
        let end = self.end_of_deeper(self.at + 1, indent);
        if text.starts_with("__ ") || markup.starts_with('|') {
            self.at = end;
            return;
        }
        if let Some(definition) = markup.strip_prefix('_') {
            if let Some((name, _)) = split_name(definition) {
                self.builder.end();
                self.builder.target(&key(name));
            }
            self.at = end;
            return;
        }
        let note = markup
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        if let Some((label, rest)) =
            note.filter(|(_, rest)| rest.is_empty() || rest.starts_with(' '))
        {
            return self.note(indent, label, rest.trim_start());
        }
        if let Some((name, said)) = directive(markup) {
            let options = self.options(end);
            return self.directive(
                &name.to_ascii_lowercase(),
                said.trim(),
                options,
                end,
                indent,
            );
        }
        // A comment; an empty one only parts what is above it from what is indented below.
        let empty = markup.is_empty() && self.line(self.at + 1).is_empty();
        self.at = if empty { self.at + 1 } else { end };
    }

    fn note(&mut self, indent: usize, label: &str, words: &str) {
        let mark = self.notes.mark(label, true);
        self.builder.note(&target_of(&mark));
        if let Some(name) = label.strip_prefix('#') {
            self.builder.target(&key(name));
        }
        self.builder.item(&format!("[{mark}]"));
        let next = indent_of(self.line(self.at + 1));
        let below = if next > indent { next } else { indent + 3 };
        self.enter(below, Kind::Body);
        if words.is_empty() {
            self.at += 1;
        } else {
            self.column = Some(self.line(self.at).len() - words.len());
        }
    }

    /// The lines of fields below the line of a directive.
    fn options(&self, end: usize) -> Range<usize> {
        let from = self.at + 1;
        let is_option = |at: &usize| field(self.line(*at).trim_start()).is_some();
        let last = (from..end).take_while(is_option).last();
        from..last.map_or(from, |last| last + 1)
    }

    fn option(&self, options: &Range<usize>, name: &str) -> Option<&'a str> {
        options.clone().find_map(|at| {
            let line = self.line(at).trim_start();
            let (own, length) = field(line)?;
            (own == name).then(|| behind(line, length).trim())
        })
    }

    fn directive(
        &mut self,
        name: &str,
        said: &str,
        options: Range<usize>,
        end: usize,
        indent: usize,
    ) {
        let body = self.filled_from(options.end).min(end);
        let silent = SILENT.contains(&name);
        let language = |said: &'static str| Some(said);
        match name {
            _ if silent => self.at = end,
            "code" | "code-block" | "sourcecode" | "prompt" | "testcode" | "doctest"
            | "parsed-literal" | "literalinclude" | "productionlist" | "graphviz" | "digraph" => {
                let language = match name {
                    "code" | "code-block" | "sourcecode" => {
                        Some(said).filter(|said| !said.is_empty())
                    }
                    "testcode" | "doctest" => language("python"),
                    _ => None,
                };
                if name == "literalinclude" {
                    self.builder.paragraph();
                    self.builder.face(Face::Quiet);
                    self.builder.text(said);
                    self.builder.plain();
                    self.builder.end();
                }
                if let Some(caption) = self.option(&options, "caption") {
                    self.caption(caption);
                    self.builder.closely();
                }
                self.code(language, body..end);
                self.at = end;
            }
            "math" => {
                self.builder.indent(4);
                let mut source = said.to_owned();
                for at in body..end {
                    source.push('\n');
                    source += self.line(at).trim();
                }
                if let Some(set) = mathematics::set(&source) {
                    self.builder.face(Face::Math);
                    self.builder.text(&set);
                    self.builder.plain();
                } else {
                    self.builder.code(None);
                    self.builder.text(source.trim());
                }
                self.builder.leave();
                self.at = end;
            }
            "image" | "figure" => {
                let alt = self.option(&options, "alt").unwrap_or("");
                self.builder.picture(said, alt);
                self.descend(body, end, indent, true);
            }
            "rubric" => {
                self.named(said, Face::Strong);
                self.at = end;
            }
            "csv-table" => {
                self.caption(said);
                let header = self.option(&options, "header");
                self.csv(header, body..end);
                self.at = end;
            }
            "list-table" => {
                self.caption(said);
                let head = self
                    .option(&options, "header-rows")
                    .is_some_and(|n| n != "0");
                self.list_table(head, body..end);
                self.at = end;
            }
            "toctree" => {
                // Where it is hidden it stands beside the page, or nowhere.
                if self.option(&options, "hidden").is_none() {
                    self.caption(self.option(&options, "caption").unwrap_or(""));
                    self.toctree(body..end);
                }
                self.at = end;
            }
            "glossary" => {
                self.descend(body, end, indent, false);
                if let Some(level) = self.open.last_mut().filter(|_| body < end) {
                    level.kind = Kind::Glossary;
                }
            }
            "table" | "container" | "only" | "compound" | "tab-set" | "grid" | "hlist" => {
                if name == "table" {
                    self.caption(said);
                }
                self.descend(body, end, indent, false);
            }
            _ => self.remark(name, said, &options, body, end, indent),
        }
    }

    /// A remark with its name, a quotation, or what describes something of a program.
    fn remark(
        &mut self,
        name: &str,
        said: &str,
        options: &Range<usize>,
        body: usize,
        end: usize,
        indent: usize,
    ) {
        let alert = match name {
            "note" | "seealso" | "admonition" | "todo" => Some(Alert::Note),
            "tip" | "hint" => Some(Alert::Tip),
            "important" => Some(Alert::Important),
            "warning" | "attention" | "deprecated" => Some(Alert::Warning),
            "caution" | "danger" | "error" => Some(Alert::Caution),
            _ => None,
        };
        let label = match name {
            "admonition" | "topic" | "sidebar" => said.to_owned(),
            "seealso" => "See also".to_owned(),
            "versionadded" => format!("New in version {said}"),
            "versionchanged" => format!("Changed in version {said}"),
            "deprecated" => format!("Deprecated since version {said}"),
            _ => {
                let mut label = name.to_owned();
                label
                    .get_mut(..1)
                    .unwrap_or_default()
                    .make_ascii_uppercase();
                label
            }
        };
        let quoted = matches!(
            name,
            "epigraph"
                | "highlights"
                | "pull-quote"
                | "topic"
                | "sidebar"
                | "versionadded"
                | "versionchanged"
        );
        if alert.is_none() && !quoted {
            // Sphinx describes functions and the like in this way.
            if !said.is_empty() {
                self.named(said, Face::Code);
                if body < end {
                    self.builder.closely();
                }
            }
            return self.descend(body, end, indent, true);
        }
        self.builder.quote();
        if quoted && matches!(name, "epigraph" | "highlights" | "pull-quote") {
            self.enter(indent + 1, Kind::Body);
            return self.go_on(said, body, end);
        }
        let says = !matches!(
            name,
            "admonition" | "topic" | "sidebar" | "versionadded" | "versionchanged" | "deprecated"
        );
        let goes_on = body < end || says && !said.is_empty();
        let subtitle = self
            .option(options, "subtitle")
            .filter(|said| !said.is_empty());
        self.named(&label, alert.map_or(Face::Strong, Face::Alert));
        if goes_on || subtitle.is_some() {
            self.builder.closely();
        }
        if let Some(subtitle) = subtitle {
            self.caption(subtitle);
            if goes_on {
                self.builder.closely();
            }
        }
        self.enter(indent + 1, Kind::Body);
        self.go_on(if says { said } else { "" }, body, end);
    }

    /// Goes on with what a remark says on its first line, and below.
    fn go_on(&mut self, said: &str, body: usize, end: usize) {
        if said.is_empty() {
            self.at = body;
        } else {
            let mut words = said.to_owned();
            let first = (self.at + 1..end)
                .find(|at| self.is_blank(*at))
                .unwrap_or(end);
            for at in self.at + 1..first {
                words.push('\n');
                words += self.line(at).trim();
            }
            self.builder.paragraph();
            self.inline(&words);
            self.builder.end();
            self.at = first.max(self.at + 1);
        }
        self.settle_indent(body, end);
    }

    /// Takes the indent of what stands below for that of the innermost level.
    fn settle_indent(&mut self, body: usize, end: usize) {
        let own = indent_of(self.line(body));
        if let Some(level) = self.open.last_mut().filter(|_| body < end && own > 0) {
            level.indent = own;
        }
    }

    /// Goes on with the content of a directive, which stands further right on the page, or not.
    fn descend(&mut self, body: usize, end: usize, indent: usize, inset: bool) {
        self.at = body.max(self.at + 1);
        if body >= end {
            self.at = end.max(self.at);
            return;
        }
        let below = indent_of(self.line(body)).max(indent + 1);
        if inset {
            self.builder.indent(4);
            self.builder.closely();
        }
        self.enter(below, if inset { Kind::Body } else { Kind::Group });
    }

    fn named(&mut self, words: &str, face: Face) {
        self.builder.paragraph();
        self.builder.face(face);
        self.builder.text(words);
        self.builder.plain();
        self.builder.end();
    }

    fn caption(&mut self, words: &str) {
        if !words.is_empty() {
            self.builder.paragraph();
            self.builder.face(Face::Emphasis);
            self.inline(words);
            self.builder.plain();
            self.builder.end();
        }
    }
}

/// The name of a directive and what stands behind it.
pub(super) fn directive(markup: &str) -> Option<(&str, &str)> {
    let (name, said) = markup.split_once("::")?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
    let whole = !name.is_empty() && name.trim_end().chars().all(is_name);
    (whole && (said.is_empty() || said.starts_with(' '))).then(|| (name.trim_end(), said))
}
