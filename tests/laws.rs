//! Laws that hold for every text: what layout may never do, what the screen may never be told, and that nothing a
//! reader does makes it lose its place or its head.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "reading/output.rs"]
mod output;
#[path = "reading/strategy.rs"]
mod strategy;
#[path = "reading/window.rs"]
mod window;

use std::cmp::Reverse;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, CellWidth};

use rubricate::app::App;
use rubricate::document::{Border, Part, Place};
use rubricate::draw::theme::Theme;
use rubricate::layout::{Layout, Lead, Line, SetPart, Style, Top, Width};
use rubricate::outline::{Heading, Judge, Outline, Structure, outline};
use rubricate::text::{self, Clean};

use output::strange;
use strategy::{any_text, bytes, long_text, text};
use window::{document, paint, reader};

/// The same texts in every run, so that a change is judged by what it changes. `RUBRIC_LAWS=20` tries twenty times as
/// many, and others each time.
fn cases(n: u32) -> ProptestConfig {
    let more: Option<u32> = std::env::var("RUBRIC_LAWS")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: n * more.unwrap_or(1),
        rng_seed: more.map_or(RngSeed::Fixed(1), |_| RngSeed::Random),
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..ProptestConfig::default()
    }
}

/// The page of a text.
fn page(text: &str, width: Width) -> Layout {
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
    let top = layout.snap(Top {
        place: at,
        above: 0,
    });
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
        let mut layout = page(&text, width);
        let first = layout.first();
        for line in layout.rows(first, 10_000).0 {
            let cells = text::cells(&line.text);
            let drawn: usize = text::clusters(&line.text).map(|c| usize::from(c.cell_width())).sum();
            prop_assert_eq!(cells, drawn, "ratatui draws {:?} wider or narrower", line);
            let all = usize::from(line.indent) + text::cells(&line.lead) + cells;
            let most = if line.style == Some(Style::Verbatim) { width.room + line.outdent } else { width.measure };
            assert!(line.outdent <= width.margin);
            // A tab that needs more than a whole row is as wide as it is; nobody sees where blanks end.
            prop_assert!(all <= usize::from(most) || line.text.trim().is_empty(), "{} cells in {:?}", all, line);
        }
    }

    #[test]
    fn nothing_is_lost_doubled_or_moved(text in text(), width in widths()) {
        whole(&text, width)?;
    }

    #[test]
    fn a_page_is_the_rows_one_by_one(text in text(), width in widths(), share in share(), height in 1..50_usize) {
        one_by_one(&text, width, share, height)?;
    }

    #[test]
    fn nothing_of_a_text_acts_on_a_terminal(bytes in bytes(), size in (1..130_u16, 1..30_u16), keys in 0..4_usize) {
        let mut app = reader(bytes, size.0, size.1);
        for key in window::parse(["", "G", "o", "?"][keys]) {
            app.key(key);
        }
        app.settle();
        let buffer = paint(&app, &Theme::rubric());
        let mut out = Vec::new();
        let changes = Buffer::empty(buffer.area).diff(&buffer);
        CrosstermBackend::new(&mut out).draw(changes.into_iter()).unwrap();
        prop_assert_eq!(strange(&out), Vec::<String>::new());
    }

    #[test]
    fn what_is_painted_fits_its_cells(text in text(), size in (1..130_u16, 1..30_u16)) {
        let app = reader(text, size.0, size.1);
        let buffer = paint(&app, &Theme::rubric());
        for y in 0..size.1 {
            let mut x = 0;
            while x < size.0 {
                let cells = buffer[(x, y)].symbol().cell_width();
                prop_assert!(cells >= 1 && x + cells <= size.0, "{:?}", buffer[(x, y)]);
                for hidden in x + 1..x + cells {
                    prop_assert_eq!(buffer[(hidden, y)].symbol(), " ");
                }
                x += cells;
            }
        }
    }

    #[test]
    fn an_outline_is_the_same_however_the_text_is_cut(text in text(), cuts in prop::collection::vec(0.0..1.0, 0..6)) {
        let cut = judged_in_pieces(&text, &cuts);
        prop_assert_eq!(named(&cut), named(&outline(&text)));
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
    let top = layout.snap(Top {
        place: at,
        above: 0,
    });
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

/// Every character of the text is in one row, in order, but for: blanks; the marker of a list item (it is drawn as the
/// row's lead); `>` before quoted lines; `#` around and underlines below a heading; furniture, which is left out on
/// purpose. A rule is drawn as a rule, dots that lead to a page number may be fewer, and a hyphen is not drawn where it
/// divided a word at a line end (U+2010 between a letter and a small one).
fn whole(text: &str, width: Width) -> Result<(), TestCaseError> {
    let mut layout = page(text, width);
    let first = layout.first();
    let mut drawn = layout
        .rows(first, 1_000_000)
        .0
        .into_iter()
        .filter(|line| line.style.is_some());
    for number in 0..layout.document().pages().parts() {
        let set = layout.part(number);
        let mut at = 0;
        for (i, piece) in set.pieces.iter().enumerate() {
            if piece.range.is_empty() {
                // A part without any text holds one empty piece.
                prop_assert_eq!(set.pieces.len(), 1);
                prop_assert!(drawn.next().is_some_and(|line| line.text.is_empty()));
                continue;
            }
            left_out(&layout, &set, at..piece.range.start)?;
            at = piece.range.start;
            for row in set.rows(i, width).iter() {
                let line = drawn.next();
                let line = line.ok_or_else(|| TestCaseError::fail("a row is never walked over"))?;
                prop_assert_eq!(
                    line.place,
                    Place {
                        part: number,
                        offset: row.range.start
                    }
                );
                prop_assert!(row.range.start >= at, "{:?} is doubled before {}", row, at);
                let gap = set.part.slice(at..row.range.start);
                if let Lead::Marker(marker) = &row.lead {
                    prop_assert_eq!(at, marker.start);
                    prop_assert_eq!(gap, set.part.slice(marker.clone()));
                    prop_assert!(!line.lead.trim().is_empty());
                } else {
                    prop_assert!(
                        is_mark(piece.style, gap),
                        "{:?} is lost in {:?}",
                        gap,
                        piece
                    );
                }
                if piece.style != Style::Rule {
                    let (drawn, source) = (
                        letters(&line.text),
                        letters(&made_whole(piece.style, &set.part, row.range.clone())),
                    );
                    if row.shorter > 0 {
                        prop_assert_eq!(without_leaders(&drawn), without_leaders(&source));
                    } else {
                        prop_assert_eq!(drawn, source);
                    }
                }
                at = row.range.end;
            }
            let rest = set.part.slice(at..piece.range.end);
            prop_assert!(
                is_mark(piece.style, rest),
                "{:?} is lost at the end of {:?}",
                rest,
                piece
            );
            at = piece.range.end;
        }
        left_out(&layout, &set, at..set.part.end())?;
    }
    prop_assert!(drawn.next().is_none(), "a row is walked over twice");
    Ok(())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A row of a part without the hyphens that divided its words at line ends; kept lines keep them.
fn made_whole(style: Style, part: &Part, row: Range<u32>) -> String {
    let mut out = String::new();
    let mut at = row.start as usize;
    for line in part.slice(row).split_inclusive('\n') {
        let below = line.trim_start().starts_with(char::is_lowercase);
        let divided = out.strip_suffix("\u{2010}\n").filter(|above| {
            style != Style::Verbatim && above.ends_with(char::is_alphabetic) && below
        });
        let known = out.strip_suffix("-\n").filter(|_| {
            matches!(style, Style::Paragraph | Style::Item) && below && is_known(&part.text, at - 2)
        });
        if let Some(whole) = divided.or(known).map(str::len) {
            out.truncate(whole);
        }
        out.push_str(line);
        at += line.len();
    }
    out
}

/// Whether a text has the word that a hyphen at a line end divides, and does not write it with a hyphen.
fn is_known(text: &str, hyphen: usize) -> bool {
    let letters = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphabetic())
            .collect::<String>()
    };
    let before: String = text[..hyphen].chars().rev().collect();
    let left: String = letters(&before).chars().rev().collect();
    let right = letters(text[hyphen + 2..].trim_start_matches([' ', '\t']));
    let compound = before.chars().nth(left.chars().count()) == Some('-');
    if left.len() < 2 || right.len() < 2 || compound {
        return false;
    }
    let first = left.chars().next().unwrap();
    let small = first.to_lowercase().chain(left.chars().skip(1)).collect();
    let alone = |word: &str| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        text.match_indices(word).any(|(at, _)| {
            !inside(text[..at].chars().next_back())
                && !inside(text[at + word.len()..].chars().next())
        })
    };
    let forms = [left, small];
    forms.iter().any(|left| alone(&format!("{left}{right}")))
        && !forms.iter().any(|left| alone(&format!("{left}-{right}")))
}

/// A text with one dot for each run of dots.
fn without_leaders(text: &str) -> String {
    text.split('.')
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(".")
}

/// Whether what stands between two rows of a piece is only a mark that the page draws in another way.
fn is_mark(style: Style, gap: &str) -> bool {
    let blank = |c: char| c.is_whitespace();
    match style {
        Style::Quote => gap.chars().all(|c| blank(c) || c == '>'),
        Style::Heading(_) | Style::Title => gap.split('\n').all(|line| {
            let mut signs = line.trim().chars().filter(|c| *c != '#');
            let first = signs.next();
            first.is_none_or(|f| f.is_ascii_punctuation() && signs.all(|c| c == f))
        }),
        _ => gap.chars().all(blank),
    }
}

/// Between two pieces there is nothing, or furniture.
fn left_out(layout: &Layout, set: &SetPart, range: Range<u32>) -> Result<(), TestCaseError> {
    for (i, c) in set.part.slice(range.clone()).char_indices() {
        let place = Place {
            part: set.part.number,
            offset: range.start + i as u32,
        };
        let furniture = &layout.structure().outline.furniture;
        let left_out = furniture.iter().any(|f| f.place <= place && place < f.end);
        prop_assert!(
            c.is_whitespace() || left_out,
            "{:?} is lost at {:?}",
            c,
            place
        );
    }
    Ok(())
}

/// The outline of a text that comes in pieces, cut between lines.
fn judged_in_pieces(text: &str, cuts: &[f64]) -> Outline {
    let clean = Clean::new(text);
    let mut borders: Vec<usize> = cuts
        .iter()
        .filter_map(|cut| {
            let mut at = (clean.len() as f64 * cut) as usize;
            while !clean.is_char_boundary(at) {
                at -= 1;
            }
            Some(at + clean[at..].find('\n')? + 1)
        })
        .chain([0, clean.len()])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    let mut judge = Judge::new();
    let mut line = 1;
    for (number, pair) in (0..).zip(borders.windows(2)) {
        let before = clean[..pair[0]].lines().next_back();
        let blank = before.is_none_or(|l| l.trim().is_empty());
        let piece = &clean[pair[0]..pair[1]];
        let part = Part {
            number,
            source: pair[0] as u64..pair[1] as u64,
            border: if blank { Border::Blank } else { Border::Line },
            text: Clean::new(piece),
            lines: piece.matches('\n').count() as u32,
        };
        judge.read(&part, line);
        line += u64::from(part.lines);
    }
    judge.outline()
}

/// An outline without places, which depend on the cuts.
fn named(outline: &Outline) -> Vec<(u8, u64, u32, String)> {
    let name = |h: &Heading| (h.level, h.line, h.span, h.text.clone());
    outline
        .title
        .iter()
        .chain(&outline.headings)
        .map(name)
        .collect()
}

// ------------------------------------------------------------------------------------------- what readers do

/// Something that a reader does.
#[derive(Clone, Debug)]
enum Deed {
    Keys(&'static str),
    Any(char),
    Resize(u16, u16),
    Mouse(MouseEventKind, u16, u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    let keys = prop::sample::select(
        &[
            "j",
            "k",
            "<space>",
            "b",
            "d",
            "u",
            "g",
            "G",
            "7j",
            "3k",
            "2<space>",
            "50%",
            "1%",
            "99%",
            "20g",
            "}",
            "{",
            "3}",
            "J",
            "K",
            "]]",
            "[[",
            "5J",
            ")",
            "(",
            "p",
            "2p",
            "o",
            "<tab>",
            "<esc>",
            "<enter>",
            "h",
            "l",
            "zM",
            "zR",
            "za",
            "2",
            ",",
            ".",
            "9.",
            "?",
            "<C-l>",
            "<C-c>",
            "<C-n>",
            "<pgdn>",
            "<pgup>",
            "<home>",
            "<end>",
            "99999999999999999999j",
            "99999999999999999999k",
            "99999999999999J",
            "99999999999999p",
            "9999999999%",
            "99999999999999999999g",
            "99999999999,",
            "99999999999}",
        ][..],
    );
    let mouse = prop_oneof![
        Just(MouseEventKind::ScrollDown),
        Just(MouseEventKind::ScrollUp),
        Just(MouseEventKind::Down(MouseButton::Left)),
        Just(MouseEventKind::Moved),
    ];
    prop_oneof![
        12 => keys.prop_map(Deed::Keys),
        1 => any::<char>().prop_map(Deed::Any),
        2 => (0..160_u16, 0..50_u16).prop_map(|(w, h)| Deed::Resize(w, h)),
        2 => (mouse, 0..160_u16, 0..50_u16).prop_map(|(kind, x, y)| Deed::Mouse(kind, x, y)),
    ]
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 0..most)
}

fn act(app: &mut App, deed: &Deed) {
    match *deed {
        Deed::Keys(keys) => {
            for key in window::parse(keys) {
                app.key(key);
            }
        }
        Deed::Any(c) => {
            app.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
        Deed::Resize(columns, rows) => app.resize(columns, rows),
        Deed::Mouse(kind, column, row) => app.mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }),
    }
    app.settle();
}

/// The rows that a layout nobody used before shows from the same top; none if the view has no text to tell the top by.
fn afresh(app: &App) -> Option<Vec<Line>> {
    let lines = &app.view().lines;
    let above = lines.iter().position(|l| l.style.is_some())?;
    let top = Top {
        place: lines[above].place,
        above: above as u16,
    };
    let structure = app.structure().clone();
    let mut layout = Layout::new(app.document().clone(), structure, app.regions().width?);
    layout.set_written(app.is_written());
    let height = usize::from(app.regions().article.height.max(1));
    Some(layout.rows(top, height).0)
}

fn obeyed(text: &str, deeds: &[Deed]) -> Result<(), TestCaseError> {
    let mut app = reader(text, 80, 24);
    for deed in deeds {
        act(&mut app, deed);
        let progress = app.view().progress;
        prop_assert!((0.0..=1.0).contains(&progress), "{}", progress);
        prop_assert!(!app.view().lines.is_empty());
    }
    paint(&app, &Theme::rubric());
    if let Some(fresh) = afresh(&app) {
        prop_assert_eq!(&app.view().lines, &fresh);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn whatever_is_done_the_view_is_what_its_top_says(text in text(), deeds in deeds(40)) {
        obeyed(&text, &deeds)?;
    }

    #[test]
    fn resizing_and_back_moves_nothing(
        text in any_text(),
        deeds in deeds(10),
        size in (1..160_u16, 1..50_u16),
        sizes in prop::collection::vec((0..200_u16, 0..60_u16), 1..6),
    ) {
        let mut app = reader(text, size.0, size.1);
        for deed in &deeds {
            act(&mut app, deed);
        }
        // Nothing may be half typed, no outline may cover the text with its own keys.
        app.resize(size.0, size.1);
        for key in window::parse("<esc><esc><esc>") {
            app.key(key);
            app.settle();
        }
        let before = app.view().lines.clone();
        for (columns, rows) in sizes {
            app.resize(columns, rows);
        }
        app.resize(size.0, size.1);
        prop_assert_eq!(&app.view().lines, &before);
        // Showing the outline and hiding it again, or the other way about.
        let width = app.regions().width;
        for _ in 0..2 {
            app.key(window::parse("o")[0]);
            app.settle();
        }
        if app.regions().width == width {
            prop_assert_eq!(&app.view().lines, &before, "after the outline");
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
        fn line_by_line_one_comes_to_the_last_page_and_no_further(
        text in text(),
        size in (10..160_u16, 1..30_u16),
        key in prop::sample::select(&["j", "3j", "d", "<space>"][..]),
    ) {
        let mut app = reader(text, size.0, size.1);
        let height = usize::from(app.regions().article.height);
        let all = whole_page(&app).len();
        for step in 0..=all {
            if app.view().ends {
                break;
            }
            let before = app.view().lines.clone();
            act(&mut app, &Deed::Keys(key));
            // Two empty rows look the same in a window of one.
            let blank = before.iter().all(|line| line.style.is_none());
            prop_assert!(blank || app.view().lines != before, "stuck after {} times {}", step, key);
        }
        prop_assert!(app.view().ends);
        prop_assert_eq!(app.view().lines.len(), height.min(all), "the last page is full");
        let end = app.view().lines.clone();
        act(&mut app, &Deed::Keys("G"));
        prop_assert_eq!(&app.view().lines, &end, "the end is where G goes");
        act(&mut app, &Deed::Keys("99999k"));
        act(&mut app, &Deed::Keys("99999j"));
        prop_assert_eq!(&app.view().lines, &end);
    }

    #[test]
        fn keys_that_come_at_once_do_what_they_do_one_by_one(
        text in text(),
        columns in prop::sample::select(&[60_u16, 120][..]),
        keys in prop::collection::vec(prop::sample::select(&[
            "o", "<tab>", "<esc>", "<enter>", "j", "k", "G", "g", "J", "K", "d", "zM", "l", "h", "2", "?", "q", ",", "50%",
        ][..]), 0..8),
    ) {
        let (mut slow, mut fast) = (reader(&*text, columns, 30), reader(&*text, columns, 30));
        for keys in keys {
            act(&mut slow, &Deed::Keys(keys));
            for key in window::parse(keys) {
                fast.key(key);
            }
        }
        fast.settle();
        prop_assert_eq!(&slow.view().lines, &fast.view().lines);
        prop_assert_eq!(slow.regions(), fast.regions());
    }
}

/// All rows of a text at the width that it has in an app.
fn whole_page(app: &App) -> Vec<Line> {
    let width = app.regions().width.unwrap();
    let mut layout = Layout::new(app.document().clone(), app.structure().clone(), width);
    let first = layout.first();
    layout.rows(first, 1_000_000).0
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn whatever_is_done_in_a_long_text_the_view_is_what_its_top_says(text in long_text(), deeds in deeds(20)) {
        obeyed(&text, &deeds)?;
    }
}
