//! How the window is divided.

use crate::layout::Width;

/// Windows narrower than this show the outline only when asked, and over the text.
const ROOMY: u16 = 100;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// Cells across.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(&self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }
}

/// Where everything stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    /// The outline, if it is shown.
    pub sidebar: Option<Area>,
    /// Whether the outline covers a part of the article.
    pub over: bool,
    /// The rows of text, with its margins.
    pub article: Area,
    /// Cells between the left edge of the article and the column.
    pub margin: u16,
    /// How wide text may be.
    pub width: Option<Width>,
    /// The status line, if there is room for one.
    pub status: Option<Area>,
}

/// Whether a window of this width shows the outline unasked.
pub fn is_roomy(columns: u16) -> bool {
    columns >= ROOMY
}

impl Regions {
    /// Divides a window.
    pub fn divide(columns: u16, rows: u16, measure: u16, outline: bool) -> Self {
        let status_rows = match rows {
            0..=2 => 0,
            3..=7 => 1,
            _ => 2,
        };
        let height = rows - status_rows;
        let over = outline && !is_roomy(columns);
        let beside = if outline && !over {
            (columns * 3 / 10).clamp(24, 40)
        } else {
            0
        };
        let sidebar = outline.then(|| Area {
            x: 0,
            y: 0,
            width: if over {
                columns
                    .min(44)
                    .min(columns.saturating_sub(4))
                    .max(columns.min(8))
            } else {
                beside
            },
            height,
        });
        // Beside the sidebar stands a rule of one cell.
        let x = if beside > 0 { beside + 1 } else { 0 };
        let article = Area {
            x,
            y: 0,
            width: columns - x,
            height,
        };
        let smallest = match article.width {
            0..=12 => 0,
            13..=49 => 2,
            _ => 3,
        };
        let measure = measure
            .min(article.width.saturating_sub(smallest * 2))
            .max(1);
        let margin = (article.width.saturating_sub(measure)) / 2;
        let room = article
            .width
            .saturating_sub(margin)
            .saturating_sub(u16::from(smallest > 0))
            .max(measure);
        let status = (status_rows > 0).then(|| Area {
            x: 0,
            y: rows - 1,
            width: columns,
            height: 1,
        });
        Self {
            sidebar,
            over,
            article,
            margin,
            width: Some(Width {
                measure,
                room,
                margin: margin.saturating_sub(smallest),
            }),
            status,
        }
    }
}
