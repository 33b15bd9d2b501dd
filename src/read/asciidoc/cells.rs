//! What stands in a cell of a table: each of its paragraphs is a line, and so is what keeps its lines.

use super::lists::marker;
use super::{Reader, inline, verse};
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

/// Whether a line says something about the block below it, or delimits one.
fn is_about_block(line: &str) -> bool {
    let delimits = line.len() >= 4
        && ["=", "_", "*"]
            .iter()
            .any(|c| line.replace(c, "").is_empty());
    delimits || line == "+" || line == "--" || line.starts_with('[') && line.ends_with(']')
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
        for line in cell.split('\n') {
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
            if line.is_empty() || is_fence || entry.is_some() || is_about_block(line) {
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
            } else if !is_about_block(line) {
                if !own.words.is_empty() {
                    own.words.push('\n');
                }
                own.words.push_str(line);
            }
        }
        self.line_of_cell(&own.words);
    }
}
