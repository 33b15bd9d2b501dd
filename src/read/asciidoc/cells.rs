//! What stands in a cell of a table: each of its paragraphs is a line, and so is what keeps its lines.

use super::lists::marker;
use super::{Reader, fences, inline, verse};
use crate::document::Face;

/// What is gathered of a cell that holds blocks.
#[derive(Default)]
struct Gathered<'a> {
    words: String,
    /// The line that ends what is kept as it is.
    fence: Option<&'a str>,
    /// The numbers of the lists that are open.
    numbers: Vec<usize>,
}

/// Whether a line says something about the block below it: one pair of brackets around a word. Others are words.
fn is_said(line: &str) -> bool {
    let said = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
    said.is_some_and(|said| {
        let begins = said.starts_with(|c: char| c.is_alphabetic() || ".#%\"".contains(c));
        begins && !said.contains(['[', ']'])
    })
}

/// Whether a line delimits a block, or hangs one from an entry.
fn is_between_blocks(line: &str) -> bool {
    let delimits = line.len() >= 4
        && ["=", "_", "*"]
            .iter()
            .any(|c| line.replace(c, "").is_empty());
    delimits || line == "+" || line == "--"
}

impl Reader<'_> {
    /// Writes the words of a cell, which are read as a letter says.
    pub(super) fn words_of_cell(&mut self, cell: &str, style: Option<char>) {
        match style {
            Some('a') => self.blocks_of_cell(cell.trim()),
            Some('l' | 'v') => {
                for line in cell.trim().lines() {
                    self.kept_line(line, style == Some('l'));
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

    fn kept_line(&mut self, line: &str, is_code: bool) {
        let words = line.trim_start();
        self.builder.text(&verse::inset(line.len() - words.len()));
        if is_code {
            self.faced(Face::Code, words);
        } else {
            self.inline(words);
        }
        self.builder.break_line();
    }

    /// Paragraphs, entries of lists and code.
    fn blocks_of_cell(&mut self, cell: &str) {
        let mut own = Gathered::default();
        let mut lines = cell.split('\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(fence) = own.fence {
                if line == fence {
                    own.fence = None;
                } else {
                    self.kept_line(line, true);
                }
                continue;
            }
            let entry = marker(line);
            let is_fence = matches!(line, "----" | "...." | "```");
            // In the middle of a paragraph only a block that begins right below is spoken of.
            let begins = |next: &&str| fences::delimiter(next).is_some() || marker(next).is_some();
            let says = is_said(line) && (own.words.is_empty() || lines.peek().is_some_and(begins));
            let parts = line.is_empty() || is_between_blocks(line) || says;
            if parts || is_fence || entry.is_some() {
                self.line_of_cell(&std::mem::take(&mut own.words));
            }
            if is_fence {
                own.fence = Some(line);
            } else if let Some((kind, length, shown)) = entry {
                let depth = kind.len();
                let shown = shown.unwrap_or_else(|| {
                    own.numbers.resize(depth, 0);
                    let last = own.numbers.last_mut();
                    format!(
                        "{}.",
                        last.map_or(1, |last| {
                            *last += 1;
                            *last
                        })
                    )
                });
                own.words = format!("{shown} {}", line.get(length..).unwrap_or(""));
            } else if !parts {
                if !own.words.is_empty() {
                    own.words.push('\n');
                }
                own.words.push_str(line);
            }
        }
        self.line_of_cell(&own.words);
    }
}
