//! Tables between `|===`, and others in whose place something else parts the cells.

use std::ops::Range;

use super::separated::Cells;
use super::{Reader, Said};
use crate::document::Align;

/// More columns are not believed.
const MOST: usize = 1000;
/// More columns or rows are not given to one cell.
const WIDEST: usize = 64;
/// To which side a cell is set.
const SIDES: [char; 3] = ['<', '^', '>'];
/// What no word is without that says how a cell is set, but one letter.
const SIGNS: [char; 5] = ['+', '*', '<', '^', '>'];
/// By what letters it is said how the words of a cell are read.
const STYLES: &str = "adehlmsv";

/// The alignments of columns, as many as there are, and how their cells are read: `1,>2,^a`, or `3*`.
fn columns(spec: &str) -> Vec<(Align, Option<char>)> {
    let mut columns = Vec::new();
    for column in spec.split([',', ';']) {
        let column = column.trim();
        let (times, style) = column.split_once('*').unwrap_or(("1", column));
        let align = match style.chars().find(|c| "<^>".contains(*c)) {
            Some('^') => Align::Centre,
            Some('>') => Align::Right,
            _ => Align::Left,
        };
        let letter = style.chars().next_back().filter(|c| STYLES.contains(*c));
        let times = times.parse::<usize>().unwrap_or(1).min(MOST);
        columns.extend(std::iter::repeat_n((align, letter), times));
        columns.truncate(MOST);
    }
    columns
}

/// How a cell is set.
#[derive(Clone, Copy)]
struct Spec {
    /// Columns and rows that it takes.
    across: usize,
    down: usize,
    /// How often it is there.
    times: usize,
    /// How its words are read, if that is said.
    style: Option<char>,
}

impl Spec {
    const USUAL: Self = Self {
        across: 1,
        down: 1,
        times: 1,
        style: None,
    };

    /// What stands before the bar of a cell, if that says how it is set: `2+`, `.3+^`, `3*`, `>.^`, `a`.
    fn read(word: &str) -> Option<Self> {
        let end = word.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (factor, rest) = word.split_at_checked(end.unwrap_or(word.len()))?;
        let number = |digits: &str| digits.parse().unwrap_or(1).clamp(1, WIDEST);
        let mut spec = Self::USUAL;
        let style = if let Some(style) = rest.strip_prefix('+') {
            let (across, down) = factor.split_once('.').unwrap_or((factor, ""));
            (spec.across, spec.down) = (number(across), number(down));
            style
        } else if let Some(style) = rest.strip_prefix('*') {
            spec.times = number(factor);
            style
        } else if matches!(factor, "" | ".") {
            word
        } else {
            return None;
        };
        let counted = style.len() < word.len();
        let style = style.strip_prefix(SIDES).unwrap_or(style);
        let style = style
            .strip_prefix('.')
            .map_or(Some(style), |style| style.strip_prefix(SIDES))?;
        spec.style = style.chars().next().filter(|c| STYLES.contains(*c));
        let style = style.strip_prefix(|c| STYLES.contains(c)).unwrap_or(style);
        let known = style.is_empty() && !word.is_empty();
        let numbered = !counted || factor.contains(|c: char| c.is_ascii_digit());
        (known && numbered).then_some(spec)
    }
}

/// A cell's words, and how the next one is set: that stands at the end of this one, right before the bar. A letter alone is
/// rather a word.
fn parted(piece: &str) -> (&str, Spec) {
    let word = piece.rsplit([' ', '\t']).next().unwrap_or("");
    let spec = Spec::read(word).filter(|_| word.len() < piece.len() && word.contains(SIGNS));
    let words = spec.and_then(|_| piece.strip_suffix(word));
    (words.unwrap_or(piece).trim(), spec.unwrap_or(Spec::USUAL))
}

/// A line in pieces between its bars or other signs; one behind a backslash is none.
pub(super) fn pieces(line: &str, sign: char) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in line.split(sign) {
        match pieces.last_mut().filter(|last| last.ends_with('\\')) {
            Some(last) => {
                last.pop();
                last.push(sign);
                last.push_str(piece);
            }
            None => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

impl Reader<'_> {
    pub(super) fn table(&mut self, said: &Said, fence: &str, lines: Range<usize>) {
        let columns = said.named("cols").map(columns).unwrap_or_default();
        let (aligns, styles): (Vec<Align>, Vec<Option<char>>) = columns.into_iter().unzip();
        let bar = match Cells::of(fence, said) {
            Cells::Behind(bar) => bar,
            cells => return self.separated(said, aligns, cells, lines),
        };
        let mut cells: Vec<(String, Spec)> = Vec::new();
        let mut first_row = 0;
        let mut first_line = None;
        let implied = self.implies_head(bar, lines.clone());
        for at in lines.clone() {
            let line = self.line(at);
            if line.is_empty() {
                if let Some((cell, _)) = cells.last_mut() {
                    cell.push('\n');
                }
                continue;
            }
            let pieces = pieces(line, bar);
            let mut next = Spec::USUAL;
            for (nth, piece) in pieces.iter().enumerate() {
                let is_before_bar = nth == 0 && pieces.len() > 1;
                let (words, then) = match Spec::read(piece.trim_start()) {
                    // Elsewhere it is a word of the cell above.
                    Some(spec) if is_before_bar => ("", spec),
                    _ if nth + 1 < pieces.len() => parted(piece),
                    _ if nth > 0 => (piece.trim(), Spec::USUAL),
                    _ => (piece.trim_end(), Spec::USUAL),
                };
                if nth > 0 {
                    self.cell_of(words, next, &mut cells);
                } else if let Some((cell, _)) = cells.last_mut().filter(|_| !words.is_empty()) {
                    cell.push('\n');
                    cell.push_str(words);
                }
                next = then;
            }
            if first_line.is_none() {
                first_line = Some(at);
                first_row = cells.iter().map(|(_, spec)| spec.across * spec.times).sum();
            }
        }
        let across = if aligns.is_empty() {
            first_row.min(MOST)
        } else {
            aligns.len()
        }
        .max(1);
        let head = said.has_head();
        let head = head.unwrap_or(implied && first_row == across);
        self.title_of(said);
        self.builder.table(aligns);
        // Rows below this one in which each column is taken by a cell above.
        let mut taken = vec![0_usize; across];
        let mut column = across;
        let mut rows = 0;
        let repeated = cells
            .iter()
            .flat_map(|cell| (0..cell.1.times).map(move |nth| (nth, cell)));
        for (nth, (cell, spec)) in repeated {
            if nth > 0 && !self.repeats.take(cell.len()) {
                continue;
            }
            for nth in 0..spec.across.min(across) {
                // To the next column that no cell above takes.
                loop {
                    if column >= across {
                        self.builder.row(head && rows == 0);
                        (column, rows) = (0, rows + 1);
                    }
                    self.builder.cell();
                    let above = taken.get_mut(column);
                    column += 1;
                    match above {
                        Some(above) if *above > 0 => *above -= 1,
                        Some(above) => break *above = spec.down - 1,
                        None => break,
                    }
                }
                if nth == 0 {
                    let usual = styles.get(column - 1).copied().flatten();
                    self.words_of_cell(cell, spec.style.or(usual).filter(|_| !(head && rows == 1)));
                }
            }
        }
        self.builder.end();
        self.at = self.at.max(lines.end);
    }

    /// Whether the first row stands apart: behind it is a gap, and behind that a cell begins.
    fn implies_head(&self, bar: char, mut lines: Range<usize>) -> bool {
        let is_blank = |at: Option<usize>| at.is_some_and(|at| self.line(at).is_empty());
        if is_blank(lines.next()) || !is_blank(lines.next()) {
            return false;
        }
        let behind = lines.map(|at| self.line(at)).find(|line| !line.is_empty());
        behind.is_none_or(|line| {
            let first = line.split_once(bar).map(|(first, _)| first.trim_start());
            first.is_some_and(|first| first.is_empty() || Spec::read(first).is_some())
        })
    }

    /// Adds a cell. It takes no more than itself where too much was repeated already.
    fn cell_of(&mut self, words: &str, mut spec: Spec, cells: &mut Vec<(String, Spec)>) {
        let covered = spec.across * spec.down - 1;
        if covered > 0 && !self.repeats.take(covered) {
            (spec.across, spec.down) = (1, 1);
        }
        cells.push((words.to_owned(), spec));
    }
}
