//! Tables that are drawn as a grid. They are read from above: a cell is as wide as the bars beside its first line are apart,
//! and ends with the rule that goes all through below it. So one may be as high as several that stand beside it.

use super::tables::Line;

/// A drawing with more columns has no more bars for us.
const MOST_COLUMNS: usize = 1000;

/// A cell and what it says.
struct Cell {
    /// Where the bars beside it stand.
    left: usize,
    right: usize,
    row: usize,
    /// How many lines it has.
    lines: usize,
    words: String,
}

/// What was read of a grid.
pub(super) struct Grid {
    done: Vec<Cell>,
    /// The cells that go on in the next line, from left to right; they leave no room between them.
    open: Vec<Cell>,
    rows: usize,
    pub(super) head: usize,
}

impl Grid {
    /// Begins with the first two lines.
    pub(super) fn new(rule: &Line, below: &Line) -> Self {
        let mut grid = Self {
            done: Vec::new(),
            open: Vec::new(),
            rows: 1,
            head: 0,
        };
        let right = rule.width().saturating_sub(1);
        grid.open = grid.cells(rule, below, 0, right);
        grid
    }

    /// New cells between two bars below a rule: each bar of it that goes on below parts two of them.
    fn cells(&self, rule: &Line, below: &Line, left: usize, right: usize) -> Vec<Cell> {
        let room = MOST_COLUMNS.saturating_sub(self.open.len());
        let parts = |at: &usize| rule.at(*at) == b'+' && matches!(below.at(*at), b'|' | b'+');
        let inner = (left + 1..right.min(below.width())).filter(parts);
        let mut cells: Vec<Cell> = Vec::new();
        let mut left = left;
        for right in inner.take(room).chain([right]) {
            cells.push(Cell {
                left,
                right,
                row: self.rows - 1,
                lines: 0,
                words: String::new(),
            });
            left = right;
        }
        cells
    }

    /// Reads a line, of which the next one is known too.
    pub(super) fn read(&mut self, line: &Line, below: &Line) {
        let ends: Vec<bool> = self
            .open
            .iter()
            .take_while(|cell| cell.left < line.width())
            .map(|cell| cell.ends_at(line))
            .collect();
        let last = self.open.len();
        for (nth, (cell, ends)) in (1..).zip(self.open.iter_mut().zip(&ends)) {
            if !ends {
                cell.take(line, nth == last);
            }
        }
        if !ends.contains(&true) {
            return;
        }
        if line.holds(b'=') {
            self.head = self.rows;
        }
        self.rows += 1;
        let mut open = Vec::new();
        // Where cells that ended side by side begin and end.
        let mut gap: Option<(usize, usize)> = None;
        let ends = ends.into_iter().chain(std::iter::repeat(false));
        for (cell, ends) in std::mem::take(&mut self.open).into_iter().zip(ends) {
            if ends {
                gap = Some((gap.map_or(cell.left, |(left, _)| left), cell.right));
                self.done.push(cell);
                continue;
            }
            if let Some((left, right)) = gap.take() {
                open.extend(self.cells(line, below, left, right));
            }
            open.push(cell);
        }
        if let Some((left, right)) = gap {
            open.extend(self.cells(line, below, left, right));
        }
        self.open = open;
    }

    /// The rows. What a cell covers beside its first place is empty.
    pub(super) fn rows(mut self) -> Vec<Vec<String>> {
        self.done
            .extend(self.open.into_iter().filter(|cell| cell.lines > 0));
        self.done.sort_by_key(|cell| (cell.row, cell.left));
        let mut columns: Vec<usize> = self.done.iter().map(|cell| cell.left).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for cell in self.done {
            if rows.len() <= cell.row {
                rows.resize_with(cell.row + 1, Vec::new);
            }
            if let Some(row) = rows.last_mut() {
                row.resize(columns.partition_point(|at| *at < cell.left), String::new());
                row.push(cell.words);
                row.resize(
                    columns.partition_point(|at| *at < cell.right),
                    String::new(),
                );
            }
        }
        rows
    }
}

impl Cell {
    /// Whether a line is the rule below this cell.
    fn ends_at(&self, line: &Line) -> bool {
        let mut inner = self.left + 1..self.right;
        line.at(self.left) == b'+'
            && line.at(self.right) == b'+'
            && !inner.is_empty()
            && inner.all(|at| matches!(line.at(at), b'-' | b'=' | b'+'))
    }

    /// Takes what stands between its bars. Where the right one is missing the sign there belongs to what is before it, and
    /// so does what stands behind the last.
    fn take(&mut self, line: &Line, is_last: bool) {
        self.lines += 1;
        let bar = matches!(line.at(self.right), b'|' | b'+');
        let end = self.right + usize::from(!bar);
        let behind = if is_last {
            line.between(end + usize::from(bar), usize::MAX)
        } else {
            ""
        };
        // How far words are set in says what they are.
        for words in [line.between(self.left + 1, end), behind.trim_start()] {
            let words = if bar {
                words.trim_end()
            } else {
                words.trim_start_matches('|').trim_end_matches(['|', ' '])
            };
            if !words.is_empty() {
                self.words.push('\n');
                self.words.push_str(words);
            }
        }
        // Blank lines part paragraphs.
        if line.between(self.left + 1, end).trim().is_empty() {
            self.words.push('\n');
        }
    }
}
