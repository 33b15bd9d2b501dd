//! Tables of `reStructuredText`, drawn by hand: nothing that is written in them is lost.

use proptest::prelude::*;
use rubricate::read::Format;

use super::screen::{document_of, tables, text};

/// The rows of a table, with bars between the cells.
fn rows(source: &str) -> Vec<String> {
    let found = tables(&document_of(format!("{source}\n"), Format::Rst));
    let rows = found.into_iter().flat_map(|(_, rows)| rows);
    rows.map(|row| row.trim_end_matches('|').to_owned())
        .collect()
}

#[test]
fn cells_of_a_grid_may_cover_others() {
    let drawn = "\
+--------+--------+--------+
| Rope   | Knots  | Ends   |
+========+========+========+
| hemp   | one across two  |
+--------+--------+--------+
| flax   | one    | - long |
+--------+ beside | - wet  |
| wool   | two    |        |
+--------+--------+--------+
| one across all           |
+--------------------------+";
    assert_eq!(
        rows(drawn),
        [
            "Rope|Knots|Ends",
            "hemp|one across two",
            "flax|one beside two|• long\u{2028}• wet",
            "wool",
            "one across all"
        ]
    );
    let turned = "\
+--------------+
| above        |
+----+----+----+
| a  | b  | c  |
|    +----+----+
|    | d—é     |
+----+ 漢字    |
| e  |   f|g   |
+----+---------+";
    assert_eq!(rows(turned), ["above", "a|b|c", "|d—é 漢字 f|g", "e"]);
}

#[test]
fn a_bar_that_is_out_of_place_costs_no_letter() {
    let drawn = "+------+------+\n| long words | b |\n| c    | d    |\n+------+------+";
    let said = rows(drawn).concat();
    for words in ["long words", "b", "c", "d"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn rows_of_a_simple_table_may_have_columns_of_their_own() {
    let drawn = "\
=====  =====  ======
   Ropes      Result
------------  ------
  A      B    A or B
=====  =====  ======
wet    dry    wet
long words    of two
all-in-one, whatever
dry    dry
       still  dry

       alone
=====  =====  ======";
    assert_eq!(
        rows(drawn),
        [
            "Ropes||Result",
            "A|B|A or B",
            "wet|dry|wet",
            "long words||of two",
            "all-in-one, whatever",
            "dry|dry still|dry",
            "|alone"
        ]
    );
}

/// A rectangle of a grid: columns and rows.
type Cell = (std::ops::Range<usize>, std::ops::Range<usize>);

/// A grid in which cells cover as much as they may of what they wish, from left to right and from above.
fn cells(columns: usize, rows: usize, wishes: &[(usize, usize)]) -> Vec<Cell> {
    let mut taken = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row][column] {
                continue;
            }
            let (wide, high) = wishes[cells.len() % wishes.len()];
            let free = |at: &usize| !taken[row][*at];
            let end = (column..columns.min(column + wide))
                .take_while(free)
                .last()
                .unwrap();
            let across = column..end + 1;
            let is_free = |at: &usize| taken[*at][across.clone()].iter().all(|taken| !taken);
            let end = (row..rows.min(row + high))
                .take_while(is_free)
                .last()
                .unwrap();
            let down = row..end + 1;
            for row in down.clone() {
                taken[row][across.clone()].fill(true);
            }
            cells.push((across, down));
        }
    }
    cells
}

/// Draws a grid, each cell as high as two lines for each row, with a letter of its own in all lines.
fn drawn(columns: usize, rows: usize, cells: &[Cell]) -> (String, String) {
    let mut canvas = vec![vec![' '; columns * 5 + 1]; rows * 3 + 1];
    let mut letters = String::new();
    let mut letter = 'a';
    for (across, down) in cells {
        let (left, right) = (across.start * 5, across.end * 5);
        let (top, bottom) = (down.start * 3, down.end * 3);
        for y in [top, bottom] {
            for (x, sign) in canvas[y].iter_mut().enumerate().take(right + 1).skip(left) {
                let corner = x == left || x == right || *sign == '+';
                *sign = if corner { '+' } else { '-' };
            }
        }
        for line in canvas.iter_mut().take(bottom).skip(top + 1) {
            for x in [left, right] {
                line[x] = if line[x] == ' ' { '|' } else { line[x] };
            }
            line[left + 2] = letter;
            letters.push(letter);
        }
        letter = char::from_u32(letter as u32 + 1).unwrap();
    }
    let lines: Vec<String> = canvas.iter().map(|line| line.iter().collect()).collect();
    (lines.join("\n"), letters)
}

proptest! {
    #[test]
    fn each_letter_of_a_grid_is_there_once_and_in_order(
        columns in 1usize..5,
        rows in 1usize..4,
        wishes in proptest::collection::vec((1usize..4, 1usize..4), 1..8),
    ) {
        let cells = cells(columns, rows, &wishes);
        let (source, expected) = drawn(columns, rows, &cells);
        let seen: String = text(&document_of(format!("{source}\n"), Format::Rst));
        let seen: String = seen.split_whitespace().collect();
        prop_assert_eq!(seen, expected, "\n{}", source);
    }
}
