//! Lists: `.Bl`, `.It`, `.El`.

use crate::document::Align;
use crate::read::man::Page;
use crate::read::man::input::arguments;
use crate::read::man::runs::{Font, Runs};

/// Lists that are nested deeper are no lists.
const DEEPEST: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullets,
    Numbers(u32),
    Tags,
    Plain,
    Columns,
}

/// A list that is open.
pub(super) struct List {
    kind: Kind,
    compact: bool,
    /// How many indents were open outside of it.
    indents: usize,
    rows: Vec<(bool, Vec<Runs>)>,
}

impl List {
    /// Whether it is one of columns with a row that text can belong to.
    pub(super) fn has_row(&self) -> bool {
        self.kind == Kind::Columns && !self.rows.is_empty()
    }
}

impl Page<'_> {
    pub(super) fn begin_list(&mut self, words: &[String]) {
        let named = |name: &str| words.iter().any(|word| word == name);
        let kind = if named("-bullet") || named("-dash") || named("-hyphen") {
            Kind::Bullets
        } else if named("-enum") {
            Kind::Numbers(0)
        } else if named("-column") {
            Kind::Columns
        } else if named("-item") {
            Kind::Plain
        } else {
            Kind::Tags
        };
        if self.mdoc.lists.len() >= DEEPEST {
            return;
        }
        let indents = self.out.indents();
        self.out.begin_block();
        let offset = words.iter().skip_while(|word| *word != "-offset").nth(1);
        if self.mdoc.lists.is_empty() {
            self.out.stay();
        } else {
            self.out.nest();
        }
        if offset.is_some_and(|offset| offset != "left") {
            self.out.indent(None);
        }
        self.mdoc.lists.push(List {
            kind,
            compact: named("-compact"),
            indents,
            rows: Vec::new(),
        });
    }

    pub(super) fn list_item(&mut self, rest: &str) {
        self.mdoc.close = false;
        self.mdoc.open.clear();
        let aired = std::mem::take(&mut self.mdoc.aired);
        let Some(list) = self.mdoc.lists.last_mut() else {
            return;
        };
        let compact = list.compact && !aired;
        match &mut list.kind {
            Kind::Bullets => {
                self.out.close_item(compact);
                self.out.item("•", Font::default());
            }
            Kind::Numbers(number) => {
                *number += 1;
                let marker = format!("{number}.");
                self.out.close_item(compact);
                self.out.item(&marker, Font::default());
            }
            Kind::Plain => self.out.close_item(compact),
            Kind::Tags => {
                self.out.close_item(compact);
                self.out.tag(compact, None);
                self.phrase(rest);
            }
            Kind::Columns => {
                list.rows.push((false, Vec::new()));
                self.next_column(rest);
            }
        }
    }

    /// Reads cells of a row: `Ta` or a tab stands between them.
    pub(super) fn next_column(&mut self, rest: &str) {
        let tabbed = rest.replace('\t', " Ta ");
        let words = arguments(&tabbed);
        for cell in words.split(|word| word == "Ta") {
            let quoted = |word: &String| format!("\"{}\"", word.replace('"', "\"\""));
            // Only what has blanks in it must be kept together; a macro in quotes would be none.
            let kept = |word: &String| {
                if word.contains(' ') || word.is_empty() {
                    quoted(word)
                } else {
                    word.clone()
                }
            };
            let phrase: Vec<String> = cell.iter().map(kept).collect();
            let runs = self.phrase_aside(&phrase.join(" "));
            if let Some((_, cells)) = self
                .mdoc
                .lists
                .last_mut()
                .and_then(|list| list.rows.last_mut())
            {
                cells.push(runs);
            }
        }
    }

    /// The cell of a list of columns that was read last.
    pub(super) fn last_cell(&mut self) -> Option<&mut Runs> {
        let (_, cells) = self.mdoc.lists.last_mut()?.rows.last_mut()?;
        cells.last_mut()
    }

    /// A line of text in a list of columns: more cells, or more words of the last one.
    pub(in crate::read::man) fn column_text(&mut self, text: &str) {
        let input = &self.input;
        let mut cells = text.split('\t');
        let first = cells.next().unwrap_or("");
        let said = |text: &str, out: &mut crate::read::man::writer::Writer| {
            out.aside(|out| out.words(text, input))
        };
        let more = said(first, &mut self.out);
        let others: Vec<Runs> = cells.map(|cell| said(cell, &mut self.out)).collect();
        let row = self
            .mdoc
            .lists
            .last_mut()
            .and_then(|list| list.rows.last_mut());
        let Some((_, row)) = row else { return };
        match row.last_mut() {
            Some(last) => last.append(more),
            None => row.push(more),
        }
        row.extend(others);
    }

    pub(super) fn end_list(&mut self) {
        self.mdoc.close = false;
        let Some(list) = self.mdoc.lists.pop() else {
            return;
        };
        if list.kind == Kind::Columns {
            let columns = list.rows.iter().map(|(_, cells)| cells.len()).max();
            let aligns = vec![Align::Left; columns.unwrap_or(0)];
            self.out.table(list.rows, aligns);
        }
        self.out.end_tag();
        self.out.outdent_to(list.indents);
        self.out.begin_block();
    }
}
