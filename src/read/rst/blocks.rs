//! Lists, fields, literal blocks, paragraphs.

use super::{Kind, Level, Reader, behind, indent_of, tables};
use crate::document::Face;
use crate::read::verse;

const BULLETS: &str = "-*+•‣⁃";

/// The marker of an entry of a list: the sign by which entries of one list are known, its bytes with the blanks behind
/// it, and how it is drawn.
pub(super) fn marker(text: &str) -> Option<(char, usize, String)> {
    let first = text.chars().next()?;
    if BULLETS.contains(first) {
        let rest = text.get(first.len_utf8()..)?;
        let blanks = rest.len() - rest.trim_start().len();
        let whole = rest.is_empty() || blanks > 0;
        return whole.then(|| (first, first.len_utf8() + blanks.max(1), "•".to_owned()));
    }
    let inside = text.strip_prefix('(').unwrap_or(text);
    let name = inside
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .next()?;
    let end = inside.get(name.len()..)?;
    let sign = end
        .chars()
        .next()
        .filter(|sign| matches!(sign, '.' | ')'))?;
    let opened = inside.len() < text.len();
    if opened && sign != ')' {
        return None;
    }
    let is_number = !name.is_empty() && name.len() <= 9 && name.bytes().all(|b| b.is_ascii_digit());
    let is_letter = name.len() == 1 && name != "#";
    let is_roman =
        name.len() < 8 && name.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b)) && !name.is_empty();
    if !(is_number || is_letter || is_roman || name == "#") {
        return None;
    }
    let rest = end.get(1..)?;
    let blanks = rest.len() - rest.trim_start().len();
    if blanks == 0 && !rest.is_empty() {
        return None;
    }
    let length = text.len() - rest.len() + blanks.max(1);
    let kind = if opened { '(' } else { sign };
    Some((
        kind,
        length,
        text.get(..text.len() - rest.len())?.to_owned(),
    ))
}

/// The sign of the list that a line goes on, if it is an entry: what stands below it has to be of it or another entry.
pub(super) fn sign_of(text: &str, next: &str, indent: usize) -> Option<char> {
    let (sign, length, _) = marker(text)?;
    if BULLETS.contains(sign) {
        return Some(sign);
    }
    let below = indent_of(next);
    let fits =
        next.is_empty() || below >= indent + length || marker(behind(next, indent)).is_some();
    (fits && (below >= indent || next.is_empty())).then_some(sign)
}

/// The name of a field and where what it says begins: `:name: words`.
pub(super) fn field(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix(':')?;
    let end = inside.find(':').filter(|end| *end > 0)?;
    let name = inside.get(..end)?;
    let rest = inside.get(end + 1..)?;
    let whole = rest.is_empty() || rest.starts_with(' ');
    let fits = !name.starts_with(' ') && !name.ends_with(' ');
    (whole && fits).then(|| {
        let blanks = rest.len() - rest.trim_start().len();
        (name, end + 2 + blanks.max(1))
    })
}

/// The end of an option and of what it takes, where a line begins an entry about one: `-a, --all  words`.
fn option(text: &str) -> Option<usize> {
    let dashes = text.len() - text.trim_start_matches('-').len();
    let named = text
        .get(dashes..)?
        .starts_with(|c: char| c.is_ascii_alphanumeric());
    if !(1..=2).contains(&dashes) || !named {
        return None;
    }
    text.find("  ")
}

impl Reader<'_> {
    /// Reads the block that begins at an indent of the line.
    pub(super) fn block(&mut self, indent: usize) {
        let line = self.line(self.at);
        let text = behind(line, indent);
        let fresh = indent_of(line) == indent;
        if indent == 0 && self.section() {
            return;
        }
        if text.starts_with(".. ") || text == ".." || text.starts_with("__ ") {
            return self.explicit(indent, text);
        }
        if fresh && (tables::is_grid(text) || tables::is_simple(text)) && self.table(indent) {
            return;
        }
        if text.starts_with(">>>") {
            let end = (self.at..self.lines.len()).find(|at| self.is_blank(*at));
            let end = end.unwrap_or(self.lines.len());
            return self.code(Some("python"), self.at..end);
        }
        if text == "|" || text.starts_with("| ") {
            return self.lines_of_verse(indent);
        }
        if let Some(sign) = sign_of(text, self.line(self.at + 1), indent) {
            return self.entry(indent, text, sign);
        }
        if let Some((name, length)) = field(text) {
            self.builder.paragraph();
            self.builder.face(Face::Strong);
            self.inline(name);
            self.builder.plain();
            if behind(text, length).is_empty() {
                self.builder.end();
            } else {
                // What it says stands behind its name on the first line.
                self.builder.text(": ");
            }
            return self.below(indent, length, true);
        }
        if let Some(length) = option(text) {
            self.builder.term();
            self.builder.face(Face::Code);
            self.builder.text(text.get(..length).unwrap_or(""));
            self.builder.plain();
            self.builder.end();
            return self.below(indent, length + 2, false);
        }
        if adorns(text) && text.len() >= 4 && self.is_blank(self.at + 1) {
            self.builder.rule();
            self.at += 1;
            return;
        }
        self.paragraph(indent);
    }

    /// Goes on with what stands behind a name on its line, and below it.
    fn below(&mut self, indent: usize, length: usize, same: bool) {
        let rest = behind(self.line(self.at), indent + length).trim_start();
        if same && !rest.is_empty() {
            let end = self.end_of_deeper(self.at + 1, indent);
            let first = (self.at + 1..end)
                .find(|at| self.is_blank(*at))
                .unwrap_or(end);
            let mut words = rest.to_owned();
            for at in self.at + 1..first {
                words.push('\n');
                words += self.line(at).trim();
            }
            self.inline(&words);
            self.builder.end();
            self.at = first.max(self.at + 1);
            if field(behind(self.line(self.at), indent)).is_some() {
                self.builder.closely();
            }
            return;
        }
        self.builder.indent(4);
        self.builder.closely();
        if rest.is_empty() {
            self.at += 1;
            let next = self.filled_from(self.at);
            let deeper = indent_of(self.line(next));
            self.enter(deeper.max(indent + 1), Kind::Body);
        } else {
            let next = indent_of(self.line(self.at + 1));
            let column = indent + length;
            self.enter(
                if next > indent {
                    next.min(column)
                } else {
                    column
                },
                Kind::Body,
            );
            self.column = Some(self.line(self.at).len() - rest.len());
        }
    }

    fn entry(&mut self, indent: usize, text: &str, sign: char) {
        let Some((_, length, shown)) = marker(text) else {
            return;
        };
        let goes_on = matches!(self.open.last(), Some(level) if level.kind == Kind::List(sign) && level.indent == indent);
        if !goes_on {
            self.builder.list(true);
            self.enter(indent, Kind::List(sign));
        } else if self.after_blank {
            self.builder.loose();
        }
        let list = self.open.last_mut();
        let shown = list.map_or_else(|| shown.clone(), |list| list.count.next(&shown));
        self.builder.item(&shown);
        self.enter(indent + length, Kind::Body);
        if behind(self.line(self.at), indent + length).is_empty() {
            self.at += 1;
        } else {
            self.column = Some(indent + length);
        }
    }

    fn lines_of_verse(&mut self, indent: usize) {
        self.builder.paragraph();
        let mut first = true;
        while let Some(text) = self.line(self.at).get(indent..) {
            let below = indent_of(text) > 0 && !first;
            let Some(words) = text.strip_prefix('|').or(below.then_some(text)) else {
                break;
            };
            if below {
                self.builder.text(" ");
            } else {
                if !first {
                    self.builder.break_line();
                }
                let deeper = indent_of(words).saturating_sub(1);
                self.builder.text(&verse::inset(deeper));
            }
            first = false;
            self.inline(words.trim_start());
            self.at += 1;
        }
        self.builder.end();
    }

    /// Words up to a blank line, or the word that what is indented below is about.
    fn paragraph(&mut self, indent: usize) {
        let start = self.at;
        let first = behind(self.line(start), indent);
        // Behind the mark of a note, what goes on stands left of where the words began.
        let indent = if indent_of(self.line(start)) < indent {
            self.open.last().map_or(indent, |level| level.indent)
        } else {
            indent
        };
        let next = self.line(start + 1);
        let defines = !next.is_empty() && indent_of(next) > indent && !first.ends_with("::");
        let is_term = |level: &Level| level.kind == Kind::Glossary && level.indent == indent;
        if defines || self.open.last().is_some_and(is_term) {
            return self.term(indent, first);
        }
        let mut words = first.to_owned();
        let mut end = start + 1;
        while !self.is_blank(end) && indent_of(self.line(end)) == indent {
            words.push('\n');
            words += self.line(end).trim();
            end += 1;
        }
        self.at = end;
        let literal = words.ends_with("::");
        if literal {
            words.truncate(words.len() - 1);
            if words.trim_end_matches(':').ends_with([' ', '\n']) || words == ":" {
                words.truncate(words.len() - 1);
            }
        }
        self.builder.paragraph();
        self.inline(&words);
        self.builder.end();
        if literal {
            self.literal(indent);
        }
    }

    /// A word that what is indented below is about; in a glossary several words may share that.
    fn term(&mut self, indent: usize, words: &str) {
        self.builder.term();
        self.builder.face(Face::Strong);
        self.inline(words);
        self.builder.plain();
        self.builder.end();
        self.at += 1;
        let next = indent_of(self.line(self.at));
        if next > indent {
            self.builder.indent(4);
            self.enter(next, Kind::Body);
        }
        if !self.is_blank(self.at) {
            self.builder.closely();
        }
    }

    /// The block below that is kept as it is: one that is indented, or all lines begin with the same sign.
    fn literal(&mut self, indent: usize) {
        let from = self.filled_from(self.at);
        let mut end = self.end_of_deeper(from, indent);
        if end == from {
            let sign = behind(self.line(from), indent).chars().next();
            let Some(sign) = sign.filter(char::is_ascii_punctuation) else {
                return;
            };
            end = (from..self.lines.len())
                .find(|at| !behind(self.line(*at), indent).starts_with(sign))
                .unwrap_or(self.lines.len());
        }
        self.code(None, from..end);
    }

    /// Writes lines as they are, without the indent that all have.
    pub(super) fn code(&mut self, language: Option<&str>, lines: std::ops::Range<usize>) {
        let filled = lines.clone().filter(|at| !self.is_blank(*at));
        let common = filled.map(|at| indent_of(self.line(at))).min().unwrap_or(0);
        self.builder.line(lines.start as u64 + 1);
        self.builder.code(language);
        for at in lines.clone() {
            let line = behind(self.line(at), common);
            self.builder.text(line);
            self.builder.text("\n");
        }
        self.builder.end();
        self.at = self.at.max(lines.end);
    }
}

fn adorns(text: &str) -> bool {
    super::adornment(text).is_some()
}
