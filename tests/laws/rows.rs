//! What layout may never do: lose a row while one walks over them, make one too wide, draw one elsewhere.

use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

use rubricate::app::regions::Area;
use rubricate::document::Place;
use rubricate::draw::Frame;
use rubricate::layout::{Hyphens, Layout, Style, Top, Width};
use rubricate::outline::Structure;
use rubricate::text;

use super::cases;
use super::strategy::{long_text, text};
use super::whole::{all_of, letters, whole};
use super::window::document;

/// The page of a text.
pub(super) fn page(text: &str, width: Width) -> Layout {
    let document = document(text);
    let structure = Structure::whole(document.pages());
    Layout::new(document, structure, width)
}

/// Widths as windows give them: room at the right of the column, or none, and at its left.
fn widths() -> impl Strategy<Value = Width> {
    (8..=72_u16, 0..=30_u16, 0..=30_u16).prop_map(|(measure, more, margin)| Width {
        measure,
        room: measure + more,
        margin,
    })
}

/// A place somewhere in a text: a share of its parts, a share of one part.
fn place(layout: &mut Layout, (part, offset): (f64, f64)) -> Place {
    let parts = layout.document().pages().parts();
    let number = ((f64::from(parts) * part) as u32).min(parts - 1);
    let end = layout.part(number).part.end();
    Place {
        part: number,
        offset: (f64::from(end) * offset) as u32,
    }
}

fn share() -> impl Strategy<Value = (f64, f64)> {
    (0.0..1.0, 0.0..1.0)
}

/// How many rows lie below, as far as `most`.
fn rows_below(layout: &mut Layout, from: Top, most: usize) -> usize {
    layout.rows(from, most + 1).0.len() - 1
}

/// What orders tops from the first row of a page to the last: of two at one place, the one with more empty rows above
/// it comes first.
fn depth(top: Top) -> (Place, Reverse<u16>) {
    (top.place, Reverse(top.above))
}

fn walking(text: &str, width: Width, share: (f64, f64), rows: usize) -> Result<(), TestCaseError> {
    let mut layout = page(text, width);
    let at = place(&mut layout, share);
    let top = layout.snap(Top::at(at));
    prop_assert_eq!(layout.snap(top), top, "a row is where it is");
    if rows_below(&mut layout, top, rows) == rows {
        let below = layout.down(top, rows);
        prop_assert!(
            depth(below) > depth(top),
            "{:?} is not below {:?}",
            below,
            top
        );
        prop_assert_eq!(layout.up(below, rows), top, "up does not undo down");
    }
    let above = layout.up(top, rows);
    let first = depth(layout.first());
    if depth(above) > first {
        prop_assert_eq!(layout.down(above, rows), top, "down does not undo up");
    }
    prop_assert!(depth(above) >= first && depth(above) <= depth(top));
    Ok(())
}

/// The cells that ratatui says a text takes, drawn in a row with nothing else.
fn drawn(text: &str) -> usize {
    let columns = 2 * text.len() as u16;
    let mut frame = Frame::new(columns, 1);
    let area = Area {
        x: 0,
        y: 0,
        width: columns,
        height: 1,
    };
    frame.put(area, 0, 0, text, ratatui::style::Style::new());
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
    frame.paint(&mut buffer);
    let mut at = 0;
    for cluster in text::clusters(text).filter(|c| text::cluster_cells(c) > 0) {
        let cell = &buffer[(at, 0)];
        assert_eq!(cell.symbol(), cluster, "in {text:?}");
        at += cell.cell_width();
    }
    usize::from(at)
}

/// No row of a text is wider than asked for.
fn fits(text: &str, width: Width) -> Result<(), TestCaseError> {
    all_fit(page(text, width), width)
}

/// The same of the rows of a page that is set at that width.
fn all_fit(mut layout: Layout, width: Width) -> Result<(), TestCaseError> {
    let first = layout.first();
    for line in layout.rows(first, 10_000).0 {
        let cells = text::cells(&line.text);
        prop_assert_eq!(
            cells,
            drawn(&line.text),
            "drawn wider or narrower: {:?}",
            line
        );
        let hyphen = usize::from(line.hyphen);
        let all = usize::from(line.indent) + text::cells(&line.lead) + cells + hyphen;
        let most = match line.style {
            Some(Style::Verbatim) => width.room + line.outdent,
            Some(Style::Table) => width.room,
            _ => width.measure,
        };
        prop_assert!(line.outdent <= width.margin);
        // A tab that needs more than a whole row is as wide as it is; nobody sees where blanks end.
        let blank = line.text.trim().is_empty();
        prop_assert!(
            all <= usize::from(most) || blank,
            "{} cells in {:?}",
            all,
            line
        );
    }
    Ok(())
}

#[test]
fn what_is_wide_fits_beside_a_bullet_or_behind_it() {
    for text in [
        "                    10. ﾊﾞﾋﾞ salt\n",
        "  (viii) 日本語の文章\n",
        "1.2.3.4. 👨\u{200d}👩\u{200d}👧 ﾊﾞ\n",
        "1.2.3.4.5. flour\n",
        "  -o FILE    日本 goes there\n",
        "> > > > > ﾊﾞ\n",
        "    ﾊﾞﾋﾞﾊﾞﾋﾞﾊﾞﾋﾞ\n",
        "# ﾊﾞﾋﾞﾊﾞﾋﾞﾊﾞﾋﾞ\n",
    ] {
        for measure in 8..24 {
            let width = Width {
                measure,
                room: measure,
                margin: 0,
            };
            fits(text, width).unwrap();
            whole(text, width).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn up_undoes_down_and_down_up(text in text(), width in widths(), share in share(), rows in 1..40_usize) {
        walking(&text, width, share, rows)?;
    }

    #[test]
    fn as_written_nothing_is_left_out(text in text(), width in widths()) {
        let mut layout = page(&text, width);
        layout.set_written(true);
        let first = layout.first();
        let (rows, _) = layout.rows(first, 100_000);
        let drawn: String = rows.iter().map(|row| row.text.as_str()).collect();
        let pages = layout.document().pages();
        let clean: String = (0..pages.parts()).map(|n| pages.part(n).text.to_string()).collect();
        prop_assert_eq!(letters(&drawn).replace('.', ""), letters(&clean).replace('.', ""));
    }

    #[test]
    fn no_row_is_wider_than_asked(text in text(), width in widths()) {
        fits(&text, width)?;
    }

    #[test]
    fn nothing_is_lost_doubled_or_moved(text in text(), width in widths()) {
        whole(&text, width)?;
    }

    #[test]
    fn divided_words_are_as_whole_as_others(text in text(), width in widths(), tongue in "en|de|fr|ru|el") {
        let divided = || {
            let mut layout = page(&text, width);
            layout.set_hyphens(Hyphens::named(&tongue).unwrap());
            layout
        };
        all_fit(divided(), width)?;
        all_of(divided(), width)?;
    }

    #[test]
    fn a_page_is_the_rows_one_by_one(text in text(), width in widths(), share in share(), height in 1..50_usize) {
        one_by_one(&text, width, share, height)?;
    }

    #[test]
    fn a_page_is_the_same_whatever_was_shown_before(
        text in text(),
        widths in [widths(), widths()],
        shares in prop::collection::vec((share(), 0..2_usize), 2..6),
        height in 1..50_usize,
    ) {
        let mut used = page(&text, widths[0]);
        for (share, width) in shares {
            used.set_width(widths[width]);
            let at = place(&mut used, share);
            let mut anew = page(&text, widths[width]);
            let (page, ends) = used.rows(Top::at(at), height);
            prop_assert_eq!((page, ends), anew.rows(Top::at(at), height));
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_laws_hold_over_the_borders_of_parts(
        text in long_text(),
        width in widths(),
        share in share(),
        rows in 1..60_usize,
    ) {
        walking(&text, width, share, rows)?;
        // Around each border as well.
        for border in 1..6 {
            let part = f64::from(border) / 6.0;
            walking(&text, width, (part, 0.0), rows)?;
            one_by_one(&text, width, (part, 0.99), rows)?;
        }
        whole(&text, width)?;
    }
}

fn one_by_one(
    text: &str,
    width: Width,
    share: (f64, f64),
    height: usize,
) -> Result<(), TestCaseError> {
    let mut layout = page(text, width);
    let at = place(&mut layout, share);
    let top = layout.snap(Top::at(at));
    let (page, ends) = layout.rows(top, height);
    prop_assert!(!page.is_empty() && (page.len() == height || ends));
    let mut next = top;
    for (i, line) in page.iter().enumerate() {
        let (one, last) = layout.rows(next, 1);
        prop_assert_eq!(&one[0], line, "row {}", i);
        prop_assert_eq!(last, ends && i + 1 == page.len());
        next = layout.down(next, 1);
    }
    Ok(())
}
