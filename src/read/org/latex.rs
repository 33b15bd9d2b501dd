//! Lines of `LaTeX` between `\begin{…}` and `\end{…}`, which Org hands on as they are.

use super::{Reader, mathematics};
use crate::document::Face;

/// What is written between those lines as formulas, with or without a star.
const FORMULAS: [&str; 8] = [
    "align",
    "displaymath",
    "eqnarray",
    "equation",
    "flalign",
    "gather",
    "math",
    "multline",
];

/// What lines are called by the first of them.
fn name(line: &str) -> Option<&str> {
    let (name, _) = line
        .trim_start()
        .strip_prefix("\\begin{")?
        .split_once('}')?;
    (!name.is_empty()).then_some(name)
}

/// Whether a line begins what ends with another one.
pub(super) fn begins(line: &str) -> bool {
    name(line).is_some()
}

/// What lines are called that a line ends.
pub(super) fn ended(line: &str) -> Option<&str> {
    let (_, name) = line.strip_suffix('}')?.rsplit_once("\\end{")?;
    Some(name)
}

/// A row of formulas without what says where it stands and how it is called.
fn bare(row: &str) -> String {
    // What stands behind a backslash is a sign of the formula.
    let parts = row.split("\\&").map(|part| part.replace('&', ""));
    let mut row = parts.collect::<Vec<_>>().join("\\&");
    for mark in ["\\nonumber", "\\notag"] {
        row = row.replace(mark, "");
    }
    let Some((before, label)) = row.split_once("\\label{") else {
        return row;
    };
    let behind = label.split_once('}').map_or("", |(_, behind)| behind);
    format!("{before}{behind}")
}

/// A row without what its end above says of the page: `\\*[2pt]`.
fn begun(row: &str) -> &str {
    let row = row.strip_prefix('*').unwrap_or(row);
    let space = row.strip_prefix('[').and_then(|row| row.split_once(']'));
    space.map_or(row, |(_, row)| row)
}

/// Formulas as they can be read, row by row; none where one of them cannot.
fn rows(source: &str) -> Option<Vec<String>> {
    let (first, others) = source.split_once("\\\\").unwrap_or((source, ""));
    let others = others.split("\\\\").map(begun);
    let rows = [first].into_iter().chain(others).map(bare);
    let rows = rows.filter(|row| !row.trim().is_empty());
    rows.map(|row| mathematics::set(&row)).collect()
}

impl Reader<'_> {
    /// The last of some lines of `LaTeX`, if a line is the first.
    pub(super) fn end_of_latex(&self, at: usize) -> Option<usize> {
        self.ends.of_latex(name(self.line(at))?, at)
    }

    /// Writes lines of `LaTeX`: formulas as they can be read, all others as they are.
    pub(super) fn latex(&mut self, end: usize) {
        let from = std::mem::replace(&mut self.at, end + 1);
        let name = name(self.line(from)).unwrap_or("");
        let lines: Vec<&str> = (from..=end).map(|at| self.line(at)).collect();
        let source = lines.join("\n");
        let inside = source.split_once('}').map_or("", |(_, inside)| inside);
        let inside = inside
            .rsplit_once("\\end{")
            .map_or("", |(inside, _)| inside);
        let known = FORMULAS.contains(&name.trim_end_matches('*'));
        let Some(rows) = rows(inside).filter(|_| known) else {
            return self.code(Some("latex"), from, end + 1, |line| line);
        };
        self.builder.indent(4);
        self.builder.paragraph();
        for (nth, row) in rows.iter().enumerate() {
            if nth > 0 {
                self.builder.break_line();
            }
            self.faced(Face::Math, row);
        }
        self.builder.leave();
    }
}
