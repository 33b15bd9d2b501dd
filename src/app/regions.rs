//! How the window is divided.

use crate::layout::Width;

/// Windows narrower than this show the outline only when asked, and over the text.
const ROOMY: u16 = 100;
/// The narrowest and the widest outline beside the text, and the widest before the text has all the air that it needs.
const BESIDE: (u16, u16, u16) = (24, 60, 40);

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
    /// Whether the outline covers the article.
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

/// The cells of an outline beside the text: three tenths of the window, then a third of what is left over.
fn beside(columns: u16) -> u16 {
    let (least, most, roomy) = BESIDE;
    let share = (u32::from(columns) * 3 / 10) as u16;
    let more = columns.saturating_sub(roomy * 10 / 3) / 3;
    share.clamp(least, roomy).saturating_add(more).min(most)
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
        let beside = if outline && !over { beside(columns) } else { 0 };
        let sidebar = outline.then_some(Area {
            x: 0,
            y: 0,
            // The ends of lines beside an outline are nothing to read.
            width: if over { columns } else { beside },
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
