//! What to send for a row of the screen that changed.
//!
//! Mostly whole pieces of text give way to others at the same place: those are written as they are. Where pieces lie
//! over each other, or hold characters that terminals disagree about, ratatui writes the row cell by cell.

use std::fmt::Display;
use std::io::{self, Write};
use std::iter;
use std::ops::Range;

use crossterm::cursor::{MoveTo, MoveToColumn};
use crossterm::queue;
use crossterm::style::{Print, PrintStyledContent, StyledContent};
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::{Backend, CrosstermBackend, IntoCrossterm};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::draw::frame::{Row, Span, paint};
use crate::text;

/// Fewer cells than this are emptied by blanks, more by an order that is shorter than those.
const FEW: usize = 6;

/// Sends what turns the row `y` from `old` into `new`.
///
/// # Errors
/// None with a vector to write to.
pub(super) fn send(
    old: &Row,
    new: &Row,
    y: u16,
    columns: u16,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    if is_simple(old) && is_simple(new) {
        return pieces(old, new, y, columns, out);
    }
    let blank = Buffer::empty(Rect::new(0, 0, columns, 1));
    let mut after = blank.clone();
    paint(new, 0, &mut after);
    // What a terminal leaves of a wide character that is half written over, it alone knows: the row is emptied first.
    if !old.is_empty() {
        queue!(out, MoveTo(0, y), Clear(ClearType::CurrentLine))?;
    }
    let mut links = vec![None; usize::from(columns)];
    for span in new {
        let cells = usize::from(span.x)..usize::from(span.x + span.cells);
        if let Some(cells) = links.get_mut(cells) {
            cells.fill(span.link.as_ref());
        }
    }
    let link_at = |x: u16| links.get(usize::from(x)).copied().flatten();
    let cells: Vec<_> = blank.diff_iter(&after).collect();
    for cells in cells.chunk_by(|a, b| link_at(a.0) == link_at(b.0)) {
        let link = cells.first().and_then(|&(x, ..)| link_at(x));
        in_link(link, out, |out| {
            let cells = cells.iter().map(|&(x, _, cell)| (x, y, cell));
            CrosstermBackend::new(out).draw(cells)
        })?;
    }
    for span in new {
        if let Some(strip) = &span.strip {
            queue!(out, MoveTo(span.x, y), Print(&strip.drawn))?;
        }
    }
    Ok(())
}

/// Writes what belongs to a link. Terminals that know nothing of links leave the orders out (OSC 8).
fn in_link(
    link: Option<&impl Display>,
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let Some(link) = link else {
        return write(out);
    };
    queue!(out, Print(format_args!("\x1b]8;;{link}\x1b\\")))?;
    write(out)?;
    queue!(out, Print("\x1b]8;;\x1b\\"))
}

/// Whether the pieces of a row stand side by side, and take just the cells that we take them for.
fn is_simple(row: &Row) -> bool {
    let apart = |a: &Span, b: &Span| a.x + a.cells <= b.x || b.x + b.cells <= a.x;
    row.iter()
        .enumerate()
        .all(|(i, span)| span.sure && row.iter().skip(i + 1).all(|other| apart(span, other)))
}

/// Writes what is new, and empties what nothing new stands on.
fn pieces(old: &Row, new: &Row, y: u16, columns: u16, out: &mut Vec<u8>) -> io::Result<()> {
    let mut pen = Pen {
        out,
        y,
        columns,
        at: None,
    };
    let mut fresh: Vec<&Span> = new.iter().filter(|span| !old.contains(span)).collect();
    fresh.sort_unstable_by_key(|span| span.x);
    let mut bare: Vec<Range<u16>> = Vec::new();
    for gone in old.iter().filter(|span| !new.contains(span)) {
        let mut from = gone.x;
        let end = gone.x + gone.cells;
        if gone.strip.is_some() || text::simple_cells(&gone.text).is_none() {
            // Of a wide character no half is written over, and through a picture one may see.
            pen.empty(from..end)?;
            continue;
        }
        for span in &fresh {
            if span.x < end && span.x + span.cells > from {
                bare.push(from..span.x);
                from = span.x + span.cells;
            }
        }
        bare.push(from..end);
    }
    bare.sort_unstable_by_key(|range| range.start);
    let mut bare = bare.into_iter().peekable();
    for span in fresh {
        while let Some(range) = bare.next_if(|range| range.start < span.x) {
            pen.empty(range)?;
        }
        pen.write(span)?;
    }
    bare.try_for_each(|range| pen.empty(range))
}

/// Writes on a row from where the cursor stands, if that is known: a terminal far away gets half as many bytes.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    y: u16,
    columns: u16,
    /// The column of the cursor, once it is on the row.
    at: Option<u16>,
}

impl Pen<'_> {
    fn go(&mut self, x: u16) -> io::Result<()> {
        match self.at.replace(x) {
            Some(at) if at == x => Ok(()),
            Some(_) => queue!(self.out, MoveToColumn(x)),
            None => queue!(self.out, MoveTo(x, self.y)),
        }
    }

    fn empty(&mut self, range: Range<u16>) -> io::Result<()> {
        if range.is_empty() {
            return Ok(());
        }
        self.go(range.start)?;
        if range.len() < FEW {
            self.out.extend(iter::repeat_n(b' ', range.len()));
            self.passed(range.end);
            return Ok(());
        }
        // ECH, the cursor stays.
        write!(self.out, "\x1b[{}X", range.len())
    }

    fn write(&mut self, span: &Span) -> io::Result<()> {
        self.go(span.x)?;
        if let Some(strip) = &span.strip {
            // Where the cursor is behind a picture, terminals do not agree.
            self.at = None;
            return queue!(self.out, Print(&strip.drawn));
        }
        in_link(span.link.as_ref(), self.out, |out| {
            if span.style == Style::new() {
                return queue!(out, Print(&span.text));
            }
            let style = span.style.into_crossterm();
            let content = StyledContent::new(style, &span.text);
            queue!(out, PrintStyledContent(content))
        })?;
        self.passed(span.x + span.cells);
        Ok(())
    }

    /// Something was written up to a column. Behind the last one, terminals do not agree where the cursor is.
    fn passed(&mut self, column: u16) {
        self.at = Some(column).filter(|&at| at < self.columns);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::regions::Area;
    use crate::draw::Frame;
    use crate::draw::theme::Theme;

    const COLUMNS: u16 = 30;

    fn row(spans: &[(u16, String, usize)]) -> Row {
        let theme = Theme::rubric();
        let styles = [theme.text, theme.headings[0], theme.quiet, theme.cursor];
        let area = Area {
            x: 0,
            y: 0,
            width: COLUMNS,
            height: 1,
        };
        let mut frame = Frame::new(COLUMNS, 1);
        for (x, text, style) in spans {
            frame.put(area, *x, 0, text, styles[*style]);
        }
        frame.rows.remove(0)
    }

    fn spans() -> impl Strategy<Value = Vec<(u16, String, usize)>> {
        prop::collection::vec((0..COLUMNS, "[a-d “é日ﾊ\u{ff9e}]{0,12}", 0..4_usize), 0..5)
    }

    #[test]
    fn links_stay_on_rows_that_are_written_cell_by_cell() {
        let area = Area {
            x: 0,
            y: 0,
            width: COLUMNS,
            height: 1,
        };
        for word in ["see", "see →", "ﬁ ☐", "👍"] {
            let mut frame = Frame::new(COLUMNS, 1);
            let style = Theme::rubric().text;
            frame.put(area, 0, 0, word, style);
            let link = Some("https://a.example".to_owned());
            frame.put_link(area, (8, 0), "here", style, link);
            frame.put(area, 12, 0, ".", style);
            let mut out = Vec::new();
            send(&Row::new(), &frame.rows.remove(0), 0, COLUMNS, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            let (_, linked) = out.split_once("\x1b]8;;https://a.example\x1b\\").unwrap();
            let (linked, behind) = linked.split_once("\x1b]8;;\x1b\\").unwrap();
            assert!(linked.contains("here") && !linked.contains('.'), "{out:?}");
            assert!(
                behind.contains('.') && !behind.contains("\x1b]8"),
                "{out:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_row_that_was_changed_looks_like_one_that_was_written_anew(old in spans(), new in spans(), sorted in any::<bool>()) {
            let (mut old, mut new) = (old, new);
            if sorted {
                old.sort();
                new.sort();
            }
            let (old, new) = (row(&old), row(&new));
            let blank = Row::new();
            let screen = |steps: &[(&Row, &Row)]| {
                let mut out = Vec::new();
                for (from, to) in steps {
                    send(from, to, 0, COLUMNS, &mut out).unwrap();
                }
                let size = |n| std::num::NonZero::new(n).unwrap();
                let mut parser = vt100::Parser::new(size(1), size(COLUMNS), 0);
                parser.process(&out);
                let cell = |x| parser.screen().cell(0, x).map(|c| (c.contents().trim().to_owned(), c.fgcolor(), c.bold(), c.inverse()));
                (0..COLUMNS).map(cell).collect::<Vec<_>>()
            };
            let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, 1));
            paint(&new, 0, &mut buffer);
            let painted: String = buffer.content.iter().map(|c| c.symbol().trim()).collect();
            let shown = screen(&[(&blank, &old), (&old, &new)]);
            prop_assert_eq!(shown.iter().map(|c| c.as_ref().unwrap().0.clone()).collect::<String>(), painted);
            // Styles of blanks may differ (a trace of reversed ones aside, they cannot be seen).
            let anew = screen(&[(&blank, &new)]);
            for (a, b) in shown.iter().zip(&anew) {
                let (a, b) = (a.as_ref().unwrap(), b.as_ref().unwrap());
                prop_assert!(a == b || (a.0.is_empty() && a.3 == b.3), "{:?} {:?}", a, b);
            }
        }
    }
}
