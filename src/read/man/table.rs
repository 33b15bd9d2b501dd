//! Tables: what `.TS` and `.TE` enclose, in the notation of tbl(1).

use super::Page;
use super::input::{Item, arguments};
use super::runs::{Font, Runs};
use crate::document::Align;

/// More columns are not told apart.
const MOST: usize = 60;

/// A table.
pub(super) struct Table {
    /// For each row whether it is of the head, and its cells.
    rows: Vec<(bool, Vec<Runs>)>,
    aligns: Vec<Align>,
}

/// What the format says of a cell.
#[derive(Clone, Copy)]
struct Column {
    align: Align,
    bold: bool,
    italic: bool,
    /// Goes on in the cell at its left, or in the one above.
    spans: bool,
}

/// Reads a table up to its end.
pub(super) fn read(page: &mut Page) -> Table {
    let mut reader = Reader {
        separator: '\t',
        format: Vec::new(),
        rows: Vec::new(),
        ruled: None,
    };
    reader.read(page);
    let most = reader
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    // The alignment of the most common kind of row is that of its last line.
    let last = reader.format.last().cloned().unwrap_or_default();
    let aligns = last.iter().take(most).map(|column| column.align).collect();
    let bold = reader.rows.first().is_some_and(|row| row.bold)
        && reader.rows.get(1).is_some_and(|row| !row.bold);
    let head = reader.ruled.unwrap_or(usize::from(bold));
    let rows = reader.rows.into_iter().enumerate();
    Table {
        rows: rows.map(|(nth, row)| (nth < head, row.cells)).collect(),
        aligns,
    }
}

struct Row {
    cells: Vec<Runs>,
    bold: bool,
}

struct Reader {
    separator: char,
    format: Vec<Vec<Column>>,
    rows: Vec<Row>,
    /// How many rows stand above the first rule.
    ruled: Option<usize>,
}

impl Reader {
    fn read(&mut self, page: &mut Page) {
        let mut described = false;
        while let Some(line) = page.input.raw() {
            let line = line.into_owned();
            if is_request(&line, "TE") {
                return;
            }
            if !described {
                if line.trim_end().ends_with(';') {
                    self.options(&line);
                } else {
                    described = self.describe(&line);
                }
            } else if is_request(&line, "T&") {
                self.format.clear();
                described = false;
            } else if line.trim() == "_" || line.trim() == "=" {
                if self.ruled.is_none() && !self.rows.is_empty() {
                    self.ruled = Some(self.rows.len());
                }
            } else if line.starts_with('.') {
                // Spacing and the like; what defines or sets text is not expected between rows.
            } else {
                self.row(page, &line);
            }
        }
    }

    fn options(&mut self, line: &str) {
        if let Some((_, rest)) = line.split_once("tab") {
            let sign = rest
                .trim_start()
                .strip_prefix('(')
                .and_then(|rest| rest.chars().next());
            self.separator = sign.unwrap_or(self.separator);
        }
    }

    /// Reads a line of the format; says whether it was the last one.
    fn describe(&mut self, line: &str) -> bool {
        let line = line.split("\\\"").next().unwrap_or("");
        let (format, last) = match line.trim_end().strip_suffix('.') {
            Some(format) => (format, true),
            None => (line, false),
        };
        self.format.extend(format.split(',').map(columns));
        last
    }

    fn row(&mut self, page: &mut Page, line: &str) {
        let nth = self.rows.len();
        let format = self
            .format
            .get(nth)
            .or(self.format.last())
            .cloned()
            .unwrap_or_default();
        let mut cells: Vec<Runs> = Vec::new();
        let mut rest = line.to_owned();
        loop {
            let column = format.get(cells.len()).copied();
            if rest.trim_start().starts_with("T{") {
                let (runs, behind) = Self::block(page, column);
                cells.push(runs);
                let Some(behind) = behind.strip_prefix(self.separator) else {
                    break;
                };
                behind.clone_into(&mut rest);
                continue;
            }
            let (cell, behind) = match rest
                .split_once(self.separator)
                .filter(|_| cells.len() < MOST)
            {
                Some((cell, behind)) => (cell, Some(behind.to_owned())),
                None => (rest.as_str(), None),
            };
            let spanned = column.is_some_and(|column| column.spans)
                || matches!(cell.trim(), "\\^" | "\\_")
                // With a blank these are signs, and without one they are rules.
                || matches!(cell, "_" | "=");
            let cell = if spanned { "" } else { cell };
            cells.push(words(page, cell, column));
            match behind {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        let bold = !format.is_empty() && format.iter().all(|column| column.bold || column.spans);
        self.rows.push(Row { cells, bold });
    }

    /// The lines of a cell up to `T}`, and what stands behind that.
    fn block(page: &mut Page, column: Option<Column>) -> (Runs, String) {
        let mut all = Runs::default();
        // Whether a line ends before the next words, and behind each.
        let (mut ends, mut keeps) = (false, false);
        while let Some(line) = page.input.raw() {
            if let Some(behind) = line.strip_prefix("T}") {
                return (all, behind.to_owned());
            }
            let line = line.into_owned();
            let (name, rest) = line.strip_prefix('.').map_or(("", ""), super::input::word);
            let mut runs = Runs::default();
            match name {
                "" if !line.starts_with('.') => runs = words(page, &line, column),
                "br" | "sp" | "PP" | "P" | "LP" | "TP" | "RS" | "RE" | "in" | "ti" => ends = true,
                "IP" => {
                    let marker = arguments(rest).into_iter().next().unwrap_or_default();
                    (ends, runs) = (true, words(page, &marker, column));
                }
                "nf" | "EX" => (ends, keeps) = (true, true),
                "fi" | "EE" => (ends, keeps) = (true, false),
                _ => runs = page.cell_request(line.get(1..).unwrap_or("")),
            }
            if runs.is_empty() {
                continue;
            }
            if std::mem::replace(&mut ends, keeps) && !all.is_empty() {
                all.push("\n", Font::default());
            }
            all.append(runs);
        }
        (all, String::new())
    }
}

impl Page<'_> {
    pub(super) fn set_table(&mut self, table: Table) {
        self.out.table(table.rows, table.aligns);
    }

    /// The words of a request in a cell.
    fn cell_request(&mut self, request: &str) -> Runs {
        let (name, rest) = super::input::word(request);
        let saved = self.out.set_aside();
        let item = Item::Request(name.to_owned(), rest.to_owned());
        // A cell has words in fonts, and nothing that begins or ends blocks.
        let inline = matches!(
            name,
            "B" | "I" | "R" | "SM" | "SB" | "BR" | "RB" | "IR" | "RI" | "BI" | "IB" | "MR"
        );
        match item {
            Item::Request(name, rest) if inline => {
                if arguments(&rest).is_empty() {
                    self.next_font = None;
                } else {
                    self.macro_of_man(&name, &rest);
                }
            }
            _ => {}
        }
        self.out.take_aside(saved)
    }
}

fn words(page: &mut Page, text: &str, column: Option<Column>) -> Runs {
    let font = Font {
        bold: column.is_some_and(|column| column.bold),
        italic: column.is_some_and(|column| column.italic),
        code: false,
    };
    let expanded = page.input.expanded(text);
    let input = &page.input;
    page.out.aside(|out| {
        out.set(font);
        out.words(expanded.trim(), input);
    })
}

fn is_request(line: &str, name: &str) -> bool {
    let request = line.strip_prefix('.');
    request.is_some_and(|request| super::input::word(request.trim_start()).0 == name)
}

/// The columns of a line of the format: `lb | r cw(20)`.
fn columns(format: &str) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut characters = format.chars().peekable();
    while let Some(c) = characters.next() {
        let align = match c.to_ascii_lowercase() {
            'l' | 'a' | 's' | '^' => Some(Align::Left),
            'c' => Some(Align::Centre),
            'r' | 'n' => Some(Align::Right),
            _ => None,
        };
        if let Some(align) = align.filter(|_| columns.len() < MOST) {
            columns.push(Column {
                align,
                bold: false,
                italic: false,
                spans: matches!(c, 's' | 'S' | '^'),
            });
            continue;
        }
        let Some(column) = columns.last_mut() else {
            continue;
        };
        match c {
            'b' | 'B' => column.bold = true,
            'i' | 'I' => column.italic = true,
            'f' | 'F' => match characters.next() {
                Some('B' | 'b' | '3') => column.bold = true,
                Some('I' | 'i' | '2') => column.italic = true,
                Some('(') => {
                    characters.next();
                    characters.next();
                }
                _ => {}
            },
            '(' => while characters.next().is_some_and(|c| c != ')') {},
            // A width, a size, a step: numbers follow.
            _ => {}
        }
    }
    columns
}
