//! Nothing a reader does makes it lose its place or its head.

use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use rubricate::app::App;
use rubricate::draw::theme::Theme;
use rubricate::layout::{Layout, Line, Top};

use super::cases;
use super::strategy::{any_text, long_text, text};
use super::window::{paint, parse, reader};

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
            "/e",
            "?th<enter>",
            "&the<enter>",
            "&[aeiou]<enter>",
            "3n",
            "N",
            "*",
            "<up>",
            "x",
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
            for key in parse(keys) {
                app.key(key);
            }
        }
        Deed::Any(c) => {
            app.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
        Deed::Resize(columns, rows) => app.resize(columns, rows),
        Deed::Mouse(kind, column, row) => {
            app.mouse(MouseEvent {
                kind,
                column,
                row,
                modifiers: KeyModifiers::NONE,
            });
        }
    }
    app.settle();
}

/// The rows that a layout nobody used before shows from the same top; none if the view has no text to tell the top by.
fn afresh(app: &App) -> Option<Vec<Rc<Line>>> {
    let lines = &app.view().lines;
    let above = lines.iter().position(|l| l.style.is_some())?;
    let top = Top {
        above: above as u16,
        ..Top::at(lines[above].place)
    };
    let structure = app.structure().clone();
    let mut layout = Layout::new(app.document().clone(), structure, app.regions().width?);
    layout.set_written(app.is_written());
    layout.set_chopped(app.is_chopped(), app.moved_sideways());
    for place in app.opened() {
        layout.set_open(place, true);
    }
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
    // A filter shows rows that stand in order, and when it is taken away the page is as it would be without.
    let places: Vec<_> = app.view().lines.iter().map(|line| line.place).collect();
    prop_assert!(places.is_sorted(), "{:?}", places);
    while app.finding().is_filtering() {
        act(&mut app, &Deed::Keys("<esc>"));
    }
    if let Some(fresh) = afresh(&app) {
        prop_assert_eq!(&app.view().lines, &fresh);
    }
    Ok(())
}

#[test]
fn what_was_opened_stays_open_wherever_one_goes() {
    let memo = include_str!("../texts/memo.txt");
    let keys = [
        "f", "x", "99k", "f", "j", "x", "G", "x", "2k", "w", "w", "5b",
    ];
    for (columns, rows) in [(80, 24), (30, 12)] {
        let mut deeds = vec![Deed::Resize(columns, rows)];
        deeds.extend(keys.map(Deed::Keys));
        for end in 1..deeds.len() {
            obeyed(memo, &deeds[..end]).unwrap();
        }
    }
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
        for key in parse("<esc><esc><esc>") {
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
            app.key(parse("o")[0]);
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
            "o", "<tab>", "<esc>", "<enter>", "j", "k", "G", "g", "J", "K", "d", "zM", "l", "h", "2", "/", "?", "n", "q", ",", "50%", "&e<enter>",
        ][..]), 0..8),
    ) {
        let (mut slow, mut fast) = (reader(&*text, columns, 30), reader(&*text, columns, 30));
        for keys in keys {
            act(&mut slow, &Deed::Keys(keys));
            for key in parse(keys) {
                fast.key(key);
            }
        }
        fast.settle();
        prop_assert_eq!(&slow.view().lines, &fast.view().lines);
        prop_assert_eq!(slow.regions(), fast.regions());
    }
}

/// All rows of a text at the width that it has in an app.
fn whole_page(app: &App) -> Vec<Rc<Line>> {
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
