//! What stands in a cell of a table: each of its paragraphs is a line, and so is what keeps its lines.

use super::fences::{self, Fences};
use super::lists::{checked, marker, numbered, term};
use super::tables::pieces;
use super::{Reader, inline, titles, verse};
use crate::document::Face;

/// An entry stands so much further right than the one it belongs to.
const DEEPER: usize = 2;

/// What is gathered of a cell that holds blocks.
#[derive(Default)]
struct Gathered {
    words: String,
    /// How far they are set in, and what hangs from the last entry.
    inset: usize,
    below: usize,
    /// Whether the last words were an entry of a list, and whether what comes next hangs from it.
    in_list: bool,
    hangs: bool,
    /// The numbers of the lists that are open.
    numbers: Vec<usize>,
}

impl Gathered {
    /// Begins words that are no entry: they end the lists if they do not hang from them.
    fn begin(&mut self) {
        if !self.hangs {
            self.numbers.clear();
            (self.in_list, self.below) = (false, 0);
        }
        self.inset = self.below;
    }

    /// Begins an entry with a marker, of which this is known.
    fn entry(&mut self, kind: &str, shown: Option<String>, words: &str) {
        let depth = match kind.chars().next() {
            Some('*' | '.') => kind.len(),
            _ => 1,
        };
        self.numbers.truncate(depth);
        let (shown, words) = match (checked(words), shown) {
            (Some((shown, words)), _) => (shown.to_owned(), words),
            (None, Some(shown)) => (shown, words),
            (None, None) => {
                self.numbers.resize(depth, 0);
                let number = self.numbers.last_mut();
                let number = number.map_or(1, |number| {
                    *number += 1;
                    *number
                });
                (numbered(kind, number), words)
            }
        };
        self.inset = DEEPER * (depth - 1);
        self.below = self.inset + crate::text::cells(&shown) + 1;
        self.words = format!("{shown} {words}");
        (self.in_list, self.hangs) = (true, false);
    }
}

/// Whether a line says something about the block below it: one pair of brackets around a word. Others are words.
fn is_said(line: &str) -> bool {
    let said = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
    said.is_some_and(|said| {
        let begins = said.starts_with(|c: char| c.is_alphabetic() || ".#%\"".contains(c));
        begins && !said.contains(['[', ']'])
    })
}

impl Reader<'_> {
    /// Writes the words of a cell, which are read as a letter says.
    pub(super) fn words_of_cell(&mut self, cell: &str, style: Option<char>) {
        match style {
            Some('a') => self.blocks_of_cell(cell.trim()),
            Some('l' | 'v') => {
                for line in cell.trim().lines() {
                    self.kept_line(0, line, style == Some('l'));
                }
            }
            _ => {
                for paragraph in cell.trim().split("\n\n") {
                    self.line_of_cell(paragraph);
                }
            }
        }
    }

    fn line_of_cell(&mut self, words: &str) {
        for line in inline::broken(words) {
            self.inline(line.trim());
            self.builder.break_line();
        }
    }

    fn kept_line(&mut self, inset: usize, line: &str, is_code: bool) {
        let words = line.trim_start();
        let inset = inset + line.len() - words.len();
        self.builder.text(&verse::inset(inset));
        if is_code {
            self.faced(Face::Code, words);
        } else {
            self.inline(words);
        }
        self.builder.break_line();
    }

    /// Ends the words that were gathered.
    fn gathered(&mut self, own: &mut Gathered) {
        let words = std::mem::take(&mut own.words);
        if !words.is_empty() {
            self.builder.text(&verse::inset(own.inset));
            self.line_of_cell(&words);
        }
    }

    /// Paragraphs, entries of lists, terms, titles and code.
    fn blocks_of_cell(&mut self, cell: &str) {
        let lines: Vec<&str> = cell.lines().collect();
        let (mut own, mut fences) = (Gathered::default(), Fences::default());
        let mut at = 0;
        while let Some(line) = lines.get(at).copied() {
            let here = at;
            at += 1;
            if line.starts_with("//") && !line.starts_with("///") {
                continue;
            }
            if line.is_empty() || line == "+" {
                // What a term means may stand behind a blank line.
                own.hangs = line == "+" || own.hangs && own.words.is_empty();
                self.gathered(&mut own);
                continue;
            }
            let sign = fences::delimiter(line);
            let is_verbatim = sign.is_some_and(fences::is_verbatim);
            let end = sign.filter(|_| is_verbatim);
            let end = end.and_then(|sign| fences.close(&lines, here, sign));
            if let Some(sign) = sign.filter(|_| end.is_some() || !is_verbatim) {
                self.gathered(&mut own);
                own.begin();
                if let Some(end) = end {
                    let above = here.checked_sub(1).and_then(|at| lines.get(at));
                    let is_formula =
                        above.is_some_and(|l| l.contains("stem") || l.contains("math"));
                    let sign = if is_formula { '-' } else { sign };
                    self.kept_block(own.inset, sign, lines.get(at..end).unwrap_or(&[]));
                    own.hangs = false;
                    at = end + 1;
                }
                continue;
            }
            // In the middle of a paragraph only a block that begins right below is spoken of.
            let begins = |next: &&str| fences::delimiter(next).is_some() || marker(next).is_some();
            let is_fresh = own.words.is_empty();
            if is_said(line) && (is_fresh || lines.get(at).is_some_and(begins)) {
                self.gathered(&mut own);
                continue;
            }
            let may_begin = is_fresh || own.in_list;
            if let Some((kind, length, shown)) = marker(line).filter(|_| may_begin) {
                self.gathered(&mut own);
                own.entry(&kind, shown, line.get(length..).unwrap_or(""));
            } else if let Some((word, _, words)) = term(line).filter(|_| may_begin) {
                self.gathered(&mut own);
                self.faced_line(Face::Strong, word);
                words.clone_into(&mut own.words);
                (own.inset, own.below) = (DEEPER, DEEPER);
                (own.in_list, own.hangs) = (true, true);
            } else if let Some(title) = titles::of_block(line).filter(|_| is_fresh) {
                own.begin();
                self.builder.text(&verse::inset(own.inset));
                self.faced_line(Face::Emphasis, title);
            } else {
                if is_fresh {
                    own.begin();
                } else {
                    own.words.push('\n');
                }
                own.words.push_str(line);
            }
        }
        self.gathered(&mut own);
    }

    fn faced_line(&mut self, face: Face, words: &str) {
        self.builder.face(face);
        self.inline(words);
        self.builder.plain();
        self.builder.break_line();
    }

    /// Writes what stands between two lines of a sign: code, or a table, whose rows are lines.
    fn kept_block(&mut self, inset: usize, sign: char, lines: &[&str]) {
        match sign {
            // Comments, and what is for programs.
            '/' | '+' => {}
            '|' => {
                for line in lines {
                    let cells = pieces(line, '!');
                    let cells = cells.iter().map(|cell| cell.trim());
                    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
                    self.builder.text(&verse::inset(inset));
                    self.inline(&cells.join(" | "));
                    self.builder.break_line();
                }
            }
            _ => lines
                .iter()
                .for_each(|line| self.kept_line(inset, line, true)),
        }
    }
}
