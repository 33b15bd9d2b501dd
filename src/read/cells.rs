//! Cells of tables that reach over several columns or rows, as tags have them: which places of its row a cell takes.

/// More columns than this are not told apart.
const MOST_COLUMNS: usize = 1000;
/// So many columns does one cell take at most.
const WIDEST: usize = 64;
/// So many rows does one cell take at most, as HTML has it.
const HIGHEST: u32 = 65_534;

/// The places of a table, from its first row on.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// For each column the first row that no cell above takes.
    taken: Vec<u32>,
    row: u32,
    column: usize,
}

impl Cells {
    /// Begins a group of rows: no cell of those before reaches into it.
    pub(super) fn group(&mut self) {
        self.taken = Vec::new();
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Places the next cell of the row, which says over how many columns and rows it reaches. Returns how many places are
    /// empty before it, and how many behind it.
    pub(super) fn cell(&mut self, columns: Option<&str>, rows: Option<&str>) -> (usize, usize) {
        let number = |said: Option<&str>| said?.trim().parse::<usize>().ok();
        let from = self.column;
        let taken = |column: usize| self.taken.get(column).is_some_and(|free| *free > self.row);
        while taken(self.column) {
            self.column += 1;
        }
        let before = self.column - from;
        let wide = number(columns).unwrap_or(1).clamp(1, WIDEST);
        // None is all rows of the group.
        let high = match number(rows) {
            Some(0) => HIGHEST,
            high => high.map_or(1, |high| high.min(HIGHEST as usize) as u32),
        };
        let end = (self.column + wide).min(MOST_COLUMNS);
        if high > 1 && self.column < end {
            if self.taken.len() < end {
                self.taken.resize(end, 0);
            }
            for free in self.taken.iter_mut().take(end).skip(self.column) {
                *free = self.row.saturating_add(high);
            }
        }
        self.column = end;
        (before, wide - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_beside_those_that_reach_down() {
        let mut cells = Cells::default();
        cells.row();
        assert_eq!(cells.cell(None, Some("2")), (0, 0));
        assert_eq!(cells.cell(Some("2"), Some("0")), (0, 1));
        assert_eq!(cells.cell(Some("9999"), Some("x")), (0, 63));
        cells.row();
        assert_eq!(cells.cell(Some("0"), None), (3, 0));
        cells.row();
        assert_eq!(cells.cell(None, None), (0, 0));
        assert_eq!(cells.cell(None, None), (2, 0));
        cells.group();
        cells.row();
        assert_eq!(cells.cell(None, None), (0, 0));
        assert_eq!(cells.cell(None, None), (0, 0));
    }
}
