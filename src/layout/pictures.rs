//! Pictures in the flow of the text: each takes whole rows, above what is said of it.

use std::collections::BTreeMap;

use super::piece::{Lead, Piece, Row, Style};
use super::rich;
use crate::document::Place;
use crate::document::builder::UNNAMED;
use crate::picture::{Cells, Extent, Pixels, Unseen};
use crate::text;

/// What stands between the words for a picture and the reason why it is not shown.
pub const BEFORE_REASON: &str = " · ";

/// What is known of the pictures of a text. One that is not known stands there as the words that stand for it.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// How large each is, by where its block begins.
    sizes: BTreeMap<Place, Pixels>,
    /// Those that cannot be shown, and why.
    unseen: BTreeMap<Place, Unseen>,
    /// How many of their pixels a cell shows, at most.
    cell: Option<Pixels>,
    /// Why none is shown, if that is to be said.
    hidden: Option<Unseen>,
    /// The most rows that one takes.
    tallest: u16,
}

/// A row of a picture on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Art {
    /// Where the block of the picture begins.
    pub block: Place,
    /// How large it is shown.
    pub cells: Cells,
    /// Which of its rows this is.
    pub row: u16,
}

impl Pictures {
    /// Takes how large the picture is whose block begins at a place, or why it cannot be shown.
    pub(super) fn learn(&mut self, block: Place, seen: Result<Pixels, Unseen>) {
        self.sizes.remove(&block);
        self.unseen.remove(&block);
        match seen {
            Ok(size) => drop(self.sizes.insert(block, size)),
            Err(why) => drop(self.unseen.insert(block, why)),
        }
    }

    /// Whether this is known of a picture.
    pub(super) fn knows(&self, block: Place, seen: Result<Pixels, Unseen>) -> bool {
        match seen {
            Ok(size) => self.size(block) == Some(size),
            Err(why) => self.unseen.get(&block) == Some(&why),
        }
    }

    /// Whether pictures are shown so already.
    pub(super) fn fits(&self, cell: Option<Pixels>, why: Option<Unseen>, tallest: u16) -> bool {
        (self.cell, self.hidden, self.tallest) == (cell, why, tallest)
    }

    /// Takes how many pixels a cell shows, or why none is shown, and how many rows a picture may take. Says whether the page
    /// looks otherwise by that.
    pub(super) fn fit(&mut self, cell: Option<Pixels>, why: Option<Unseen>, tallest: u16) -> bool {
        let known = !self.sizes.is_empty() || !self.unseen.is_empty();
        let changes = known || self.hidden != why;
        (self.cell, self.hidden, self.tallest) = (cell, why, tallest);
        changes
    }

    /// Why a picture is not shown, if that is to be said.
    fn unseen(&self, block: Place) -> Option<Unseen> {
        self.hidden.or_else(|| self.unseen.get(&block).copied())
    }

    /// How large a picture is, if that is known.
    pub fn size(&self, block: Place) -> Option<Pixels> {
        self.sizes.get(&block).copied()
    }

    /// The same for another text: what is known stays known where a place has become one.
    pub(super) fn turn(&mut self, mut moved: impl FnMut(Place) -> Option<Place>) {
        let sizes = std::mem::take(&mut self.sizes).into_iter();
        let sizes = sizes.filter_map(|(place, size)| Some((moved(place)?, size)));
        self.sizes = sizes.collect();
        let unseen = std::mem::take(&mut self.unseen).into_iter();
        let unseen = unseen.filter_map(|(place, why)| Some((moved(place)?, why)));
        self.unseen = unseen.collect();
    }

    /// How large a picture is shown in so many columns: as large as it is, or smaller.
    fn cells(&self, block: Place, columns: u16) -> Option<Cells> {
        let size = self.size(block)?;
        let cell = self.cell.filter(|_| columns > 0 && self.tallest > 0)?;
        let natural = Extent {
            columns: f64::from(size.columns) / f64::from(cell.columns.max(1)),
            rows: f64::from(size.rows) / f64::from(cell.rows.max(1)),
        };
        let scale = (f64::from(columns) / natural.columns)
            .min(f64::from(self.tallest) / natural.rows)
            .min(1.0);
        let whole = |cells: f64, most: u16| ((cells * scale).round() as u16).clamp(1, most);
        Some(Cells {
            columns: whole(natural.columns, columns),
            rows: whole(natural.rows, self.tallest),
        })
    }

    /// The rows of a piece that is a picture, of which `words` are the rows of what stands for it.
    pub(super) fn rows(
        &self,
        (part, piece): (u32, &Piece),
        words: Vec<Row>,
        inner: usize,
        text: &str,
    ) -> Vec<Row> {
        let block = Place {
            part,
            offset: piece.range.start,
        };
        let lead = words.first().map_or(Lead::None, |row| row.lead.clone());
        let taken = match &lead {
            Lead::Nested(nest, _) => text::cells(&rich::lead(*nest, None)),
            _ => 0,
        };
        let columns = inner.saturating_sub(taken) as u16;
        let cells = self
            .cells(block, columns)
            .filter(|_| piece.style == Style::Picture);
        let Some(cells) = cells else {
            let why = self.unseen(block).filter(|_| piece.style == Style::Picture);
            return match why {
                Some(why) => with_reason(words, why, usize::from(columns), piece, text),
                None => words,
            };
        };
        let indent = words.first().map_or(0, |row| row.indent);
        let start = piece.range.start;
        let rows = (0..cells.rows).map(|row| Row {
            art: Some(Art { block, cells, row }),
            ..Row::led(start..start, indent, lead.clone())
        });
        // What says nothing need not be said below what can be seen.
        let words = if text == UNNAMED { Vec::new() } else { words };
        rows.chain(words).collect()
    }
}

/// The rows of what stands for a picture, and why it is not shown: behind the last of them, or below it where there is no
/// room.
fn with_reason(
    mut words: Vec<Row>,
    why: Unseen,
    columns: usize,
    piece: &Piece,
    text: &str,
) -> Vec<Row> {
    let Some(last) = words.last_mut() else {
        return words;
    };
    let from = last.range.start.saturating_sub(piece.range.start) as usize;
    let said = text::cells(text.get(from..).unwrap_or("").trim_end());
    if said + text::cells(BEFORE_REASON) + text::cells(why.words()) <= columns {
        last.unseen = Some(why);
        return words;
    }
    let end = piece.range.end;
    let row = Row {
        unseen: Some(why),
        ..Row::led(end..end, last.indent, last.lead.clone())
    };
    words.push(row);
    words
}

/// How many rows of a piece begin where it does: those of a picture, and the first one of the words below it.
pub(super) fn at_start(rows: &[Row]) -> usize {
    let of_picture = rows.iter().take_while(|row| row.art.is_some()).count();
    rows.len().min(of_picture + 1)
}

/// The share of a picture that stands above one of its rows, in 65,536ths, as small as it can be said.
pub(super) fn share(row: usize, rows: usize) -> u16 {
    (row << 16).div_ceil(rows.max(1)).min(usize::from(u16::MAX)) as u16
}

/// The row of a picture that has such a share above it.
pub(super) fn row_at(share: u16, rows: usize) -> usize {
    (usize::from(share) * rows) >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(size: (u32, u32), columns: u16, tallest: u16) -> Option<(u16, u16)> {
        let mut pictures = Pictures::default();
        let cell = Pixels {
            columns: 10,
            rows: 20,
        };
        pictures.fit(Some(cell), None, tallest);
        let (columns_of, rows) = size;
        pictures.learn(
            Place::default(),
            Ok(Pixels {
                columns: columns_of,
                rows,
            }),
        );
        let cells = pictures.cells(Place::default(), columns)?;
        Some((cells.columns, cells.rows))
    }

    #[test]
    fn pictures_are_made_smaller_and_never_larger() {
        assert_eq!(shown((100, 100), 66, 20), Some((10, 5)));
        assert_eq!(shown((1320, 400), 66, 20), Some((66, 10)));
        assert_eq!(shown((400, 4000), 66, 20), Some((4, 20)));
        assert_eq!(shown((1, 1), 66, 20), Some((1, 1)));
        assert_eq!(shown((30_000, 1), 66, 20), Some((66, 1)));
        assert_eq!(shown((100, 100), 0, 20), None);
        assert_eq!(shown((100, 100), 66, 0), None);
    }

    #[test]
    fn a_share_of_a_picture_leads_back_to_its_row() {
        for rows in 1..=1000 {
            for row in 0..rows {
                assert_eq!(row_at(share(row, rows), rows), row);
            }
        }
    }
}
