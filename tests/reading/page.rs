//! What is around the text: its column, help, the status line, colours, and what is passed on to the shell.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rubricate::app::command::{COMMANDS, Context};
use rubricate::app::help::COLUMN;
use rubricate::app::news::Standing;
use rubricate::app::{App, Effect, MEASURE, News};
use rubricate::document::{Block, Document, Pages, Part};
use rubricate::outline::Structure;
use rubricate::text::Clean;

use super::texts::{ARTICLE, MANUAL, PAGE, PLAIN};
use super::window::{self, Window};
use super::{SMALL, USUAL, WIDE, check, look, without_hint};

#[test]
fn the_column_is_made_narrower_and_wider() {
    check("narrower", ARTICLE, WIDE, ",,,");
    check("wider", ARTICLE, WIDE, "...");
    let mut window = Window::open(ARTICLE, 120, 40);
    assert!(window.keys("99,").status().contains("column of 40 "));
    look("narrowest", "120x40, 99 times narrower", &window.picture());
}

#[test]
fn help_shows_all_keys() {
    check("help_wide", MANUAL, WIDE, "h");
    check("help_usual", MANUAL, USUAL, "h");
    check("help_usual_scrolled", MANUAL, USUAL, "h<space><space>");
    check("help_usual_end", MANUAL, USUAL, "hG");
    check("help_small", MANUAL, SMALL, "<F1>");
    check("help_small_scrolled", MANUAL, SMALL, "hjjj");
    let mut window = Window::open(MANUAL, 80, 24);
    let before = without_hint(&window.picture());
    for close in ["q", "<esc>", "h", "<C-c>"] {
        window.keys("hG").keys(close);
        assert_eq!(without_hint(&window.picture()), before, "{close}");
    }
}

#[test]
fn help_is_never_cut() {
    for columns in [30, 40, 60, 80, 116, 120, 200] {
        let picture = Window::open(MANUAL, columns, 250).keys("h").picture();
        for spec in COMMANDS.iter().filter(|s| s.context != Context::Help) {
            let whole = if columns < 2 * COLUMN {
                picture.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                picture.clone()
            };
            assert!(
                whole.contains(spec.doc),
                "{} at {columns}\n{picture}",
                spec.doc
            );
        }
    }
}

#[test]
fn the_status_line_says_where_one_is() {
    let mut lines = String::new();
    let mut say = |what: &str, text: &str, (columns, rows): (u16, u16), keys: &str| {
        let mut window = Window::open(text, columns, rows);
        window.keys(keys);
        let _ = writeln!(lines, "{what}\n{}\n", window.status());
    };
    say("at first", MANUAL, USUAL, "");
    say("at first, wide", MANUAL, WIDE, "");
    say("after a key", MANUAL, (80, 14), "k");
    say("in a section", MANUAL, (80, 14), "J");
    say("three levels deep", MANUAL, (80, 14), "6J");
    say("three levels deep, narrow", MANUAL, (40, 14), "6J");
    say("three levels deep, very narrow", MANUAL, (19, 14), "6J");
    say("at the end", MANUAL, (80, 14), "G");
    say("a number begun", MANUAL, (80, 14), "12");
    say("a sequence begun", MANUAL, (80, 14), "3]");
    say("cancelled", MANUAL, (80, 14), "12<esc>");
    say("no percent", MANUAL, (80, 14), "%");
    say("the last section", MANUAL, (80, 14), "99JJ");
    say("no further sibling", MANUAL, (80, 14), "99J)");
    say("no earlier sibling", MANUAL, (80, 14), "J(");
    say("narrower", MANUAL, (80, 14), ",");
    say("nothing to fold", MANUAL, WIDE, "<tab>G<space>");
    say("no sections", PLAIN, USUAL, "J");
    say("no outline", PLAIN, USUAL, "o");
    say("no outline to go to", PLAIN, USUAL, "<tab>");
    say("an unknown key", MANUAL, (80, 14), "B");
    look("status", "the last row of the screen", &lines);
}

/// A text of several parts whose headings are all far from its beginning.
fn late_headings() -> String {
    PLAIN.repeat(400) + "\n" + &MANUAL.repeat(40)
}

#[test]
fn an_outline_that_comes_at_once_shows_itself_and_a_later_one_does_not() {
    let shown = |columns, prepare: fn(&mut Window)| {
        let (mut window, verdict) = Window::unjudged(&late_headings(), columns, 24);
        prepare(&mut window);
        let before = window.top_line();
        window.learn(verdict);
        assert_eq!(window.top_line(), before);
        let said = window.status().contains("sections found: o shows them");
        let beside = window.picture().contains("1 Before You Begin");
        assert_ne!(said, beside, "{}", window.picture());
        beside
    };
    assert!(shown(120, |_| {}));
    assert!(!shown(120, |window| _ = window.keys("j")));
    assert!(!shown(120, |window| window.app.rest()));
    assert!(!shown(80, |_| {}));
}

#[test]
fn trouble_is_said_until_a_key_whatever_else_is_to_be_said() {
    let (mut window, verdict) = Window::unjudged(&late_headings(), 80, 24);
    window.learn(News::Trouble("the input is cut short".to_owned()));
    window.learn(verdict);
    assert!(window.status().contains("cut short"), "{}", window.status());
    window.keys("j");
    assert!(!window.status().contains("cut short"));
}

#[test]
fn why_the_text_is_not_its_source_stays_said() {
    let (mut window, _) = Window::unjudged(&late_headings(), 80, 24);
    window.app.set_standing(Some(Standing::Replaced));
    window.app.announce("replaced on disk: R reads it");
    assert!(window.status().contains("replaced on disk: R reads it"));
    window.keys("j");
    let status = window.status();
    assert!(status.contains("replaced on disk"), "{status}");
    assert!(!status.contains("R reads it"), "{status}");
    // Where there is little room what is said now comes first, and no more of it is cut than must be.
    window.resize(40, 12);
    assert!(
        window.status().contains("replaced  ·  "),
        "{}",
        window.status()
    );
    window.app.announce("cannot read it: no such file");
    assert!(window.status().contains("cannot read it: no such file "));
    window.app.set_standing(None);
    window.keys("j");
    assert!(!window.status().contains("replaced"));
}

/// A text that becomes another one, while all that is asked for besides stays as it is.
struct Changing {
    before: Document,
    after: Document,
    changed: AtomicBool,
}

impl Changing {
    fn now(&self) -> &dyn Pages {
        let changed = self.changed.load(Ordering::Relaxed);
        let now = if changed { &self.after } else { &self.before };
        now.pages()
    }
}

impl Pages for Changing {
    fn parts(&self) -> u32 {
        1
    }
    fn part(&self, number: u32) -> Arc<Part> {
        self.now().part(number)
    }
    fn blocks(&self, part: &Part) -> Vec<Block> {
        self.now().blocks(part)
    }
    fn size(&self) -> u64 {
        self.after.pages().size()
    }
    fn finished(&self) -> bool {
        false
    }
    fn encoding(&self) -> Option<&'static str> {
        None
    }
}

#[test]
fn the_minutes_of_the_outline_follow_the_pace_of_what_came() {
    let prose = MANUAL.replace("None of this", &"All of it is the same. ".repeat(400));
    let dense = prose.replace("All of it is the same.", "Allofitisthesame.....x");
    let pages = Arc::new(Changing {
        before: window::document(dense.clone()),
        after: window::document(prose.clone()),
        changed: AtomicBool::new(false),
    });
    let open = || {
        let document = Document::new(Clean::new("a pipe"), pages.clone());
        let structure = Structure::whole(window::document(prose.clone()).pages());
        App::new(document, structure, MEASURE, (120, 20))
    };
    let rows = |app: &App| app.outline_rows().to_vec();
    let mut app = open();
    let dense_rows = rows(&app);
    pages.changed.store(true, Ordering::Relaxed);
    app.learn(News::Grown);
    app.settle();
    assert_ne!(rows(&app), dense_rows);
    assert_eq!(rows(&app), rows(&open()));
}

#[test]
fn what_stands_out_stands_out() {
    let mut window = Window::open(MANUAL, 120, 20);
    let painted = window.keys("5J").painted();
    look("painted", "120x20 5J, styles in brackets", &painted);
    let painted = window.keys("<tab>").painted();
    look(
        "painted_focus",
        "120x20 5J<tab>, styles in brackets",
        &painted,
    );
    let page = Window::open(PAGE, 80, 50).painted();
    look("painted_page", "80x50, styles in brackets", &page);
}

#[test]
fn without_colour_weight_is_left() {
    let mut window = Window::open(MANUAL, 120, 20).colourless();
    let painted = window.keys("5J<tab>").painted();
    look(
        "painted_colourless",
        "120x20 5J<tab>, styles in brackets",
        &painted,
    );
    for (text, keys) in [(MANUAL, "h"), (PAGE, ""), (PAGE, "o"), (PLAIN, "o")] {
        let mut window = Window::open(text, 120, 60).colourless();
        let buffer = window.keys(keys).buffer();
        for cell in buffer.content() {
            let reset = ratatui::style::Color::Reset;
            assert_eq!((cell.fg, cell.bg), (reset, reset), "{:?}", cell.symbol());
        }
    }
}

#[test]
fn keys_for_the_shell_are_passed_on() {
    let mut window = Window::open(MANUAL, 80, 24);
    for (key, effect) in [
        ("q", Effect::Quit),
        ("ZZ", Effect::Quit),
        ("<C-l>", Effect::Redraw),
        ("<C-z>", Effect::Suspend),
        // The shell ends what is still coming, if anything is.
        ("<C-c>", Effect::StopInput),
        ("<esc>", Effect::None),
        ("x", Effect::None),
    ] {
        assert_eq!(window.effect(key), effect, "{key}");
    }
    assert_eq!(window.effect("hq"), Effect::None);
    // Where the outline lies over the text, leaving it is not leaving the program.
    assert_eq!(window.effect("<tab>q"), Effect::None);
    assert!(!window.app.sidebar().focused);
    assert_eq!(window.effect("q"), Effect::Quit);
    assert_eq!(Window::open(MANUAL, 120, 24).effect("<tab>q"), Effect::Quit);
}

#[test]
fn ctrl_z_stops_whatever_is_open_and_all_is_there_on_coming_back() {
    for begun in [
        "/lamp", "?a", "&hive", "S~/x", ":he", "h", "L", "i", "<tab>", "5",
    ] {
        let mut window = Window::open(MANUAL, 80, 24);
        let before = window.keys(begun).painted();
        assert_eq!(window.effect("<C-z>"), Effect::Suspend, "{begun}");
        window.app.settle();
        assert_eq!(window.painted(), before, "{begun}");
    }
}

#[test]
fn a_click_closes_help() {
    let mut window = Window::open(MANUAL, 80, 24);
    window.keys("h").click(3, 3);
    assert_eq!(window.app.help(), None);
}
