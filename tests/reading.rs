//! Keys in, picture out: what a reader sees after typing, through the real keymap, state and paint.
//!
//! The pictures lie in `tests/snapshots`. `INSTA_UPDATE=always cargo test --test reading` makes them anew; each one
//! is then to be looked at, and a change of one is a change of what people see.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "reading/correcting.rs"]
mod correcting;
#[path = "reading/judging.rs"]
mod judging;
#[path = "reading/texts.rs"]
mod texts;
#[path = "reading/window.rs"]
mod window;

use std::fmt::Write as _;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use insta::Settings;
use rubricate::app::command::{COMMANDS, Context};
use rubricate::app::{App, Effect, MEASURE, News};
use rubricate::document::{Block, Document, Pages, Part};
use rubricate::outline::Structure;
use rubricate::text::Clean;

use texts::{ARTICLE, MANUAL, PAGE, PLAIN, SCRIPTS};
use window::Window;

/// Compares a picture with the one that was looked at.
fn look(name: &str, about: &str, picture: &str) {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(about);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

/// Opens a text in a window, types keys, and looks.
fn check(name: &str, text: &str, (columns, rows): (u16, u16), keys: &str) {
    let mut window = Window::open(text, columns, rows);
    let picture = window.keys(keys).picture();
    look(name, &format!("{columns}x{rows} {keys}"), &picture);
}

const WIDE: (u16, u16) = (120, 40);
const USUAL: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);

// ------------------------------------------------------------------------------------------- opening

#[test]
fn an_article_opens_with_its_outline_beside_it() {
    check("open_wide", ARTICLE, WIDE, "");
}

#[test]
fn an_article_opens_alone_where_there_is_no_room_for_its_outline() {
    check("open_usual", ARTICLE, USUAL, "");
    check("open_small", ARTICLE, SMALL, "");
}

#[test]
fn the_end_of_an_article_shows_no_leftover() {
    check("article_end", ARTICLE, WIDE, "G");
}

#[test]
fn texts_without_anything_say_so() {
    check("empty", "", USUAL, "");
    check("blank", "\n\n   \n\n\t\n", USUAL, "j");
    check("plain", PLAIN, WIDE, "o");
}

#[test]
fn a_page_holds_everything() {
    check("page_wide", PAGE, (120, 60), "");
    check("page_usual", PAGE, (80, 60), "");
    check("page_narrow", PAGE, (24, 96), "");
}

#[test]
fn scripts_keep_their_cells() {
    check("scripts", SCRIPTS, USUAL, "");
    check("scripts_narrow", SCRIPTS, (20, 40), "");
}

// ------------------------------------------------------------------------------------------- moving

/// The first line of text on the screen after each of some keys.
fn tops(text: &str, (columns, rows): (u16, u16), keys: &[&str]) -> String {
    let mut window = Window::open(text, columns, rows);
    let mut table = format!("{:8}{}\n", "", window.top_line());
    for key in keys {
        window.keys(key);
        let above = window
            .app
            .view()
            .lines
            .iter()
            .take_while(|l| l.style.is_none())
            .count();
        let _ = writeln!(table, "{key:8}{}{}", "·".repeat(above), window.top_line());
    }
    table
}

#[test]
fn keys_of_lines_and_pages_move_by_so_much() {
    let keys = [
        "j", "j", "k", "k", "k", "5j", "3k", "<space>", "b", "<C-f>", "<C-b>", "d", "u", "<C-d>",
        "<C-u>", "2d", "2u", "G", "<space>", "j", "g", "b", "<down>", "<up>", "<pgdn>", "<pgup>",
        "<end>", "<home>", "<enter>", "<gt>", "<lt>",
    ];
    look(
        "tops_lines",
        "empty rows above the text are shown as dots",
        &tops(MANUAL, (80, 14), &keys),
    );
}

#[test]
fn keys_of_places_go_there() {
    let keys = [
        "50%", "100%", "1%", "99%", "%", "200%", "5g", "3g", "4g", "1g", "16g", "9999g", "3G",
    ];
    look(
        "tops_places",
        "empty rows above the text are shown as dots",
        &tops(MANUAL, (80, 14), &keys),
    );
}

#[test]
fn a_line_behind_the_last_one_is_the_end() {
    for text in [MANUAL.to_owned(), MANUAL.repeat(40)] {
        let lines = text.lines().count();
        let end = Window::open(&text, 80, 14).keys("G").top_line();
        for line in [lines + 1, lines + 2] {
            let mut window = Window::open(&text, 80, 14);
            assert_eq!(window.keys(&format!("{line}G")).top_line(), end, "{line}");
        }
    }
}

#[test]
fn keys_of_sections_go_from_one_to_the_next() {
    let keys = [
        "J", "J", "J", "K", "K", "K", "K", "3J", "]]", "[[", "j", "K", "g", "J", ")", ")", ")",
        "(", "(", "(", "4J", "p", "p", "p", "7J", "p", "j", "j", "p", "99J", "J", "}", "}", "{",
        "{", "{",
    ];
    look(
        "tops_sections",
        "empty rows above the text are shown as dots",
        &tops(MANUAL, (80, 14), &keys),
    );
}

#[test]
fn jumps_are_gone_back_one_by_one_and_forward_again() {
    let mut window = Window::open(MANUAL, 80, 14);
    let places: Vec<String> = ["", "J", "3J", "G"]
        .iter()
        .map(|key| window.keys(key).top_line())
        .collect();
    let [start, first, fourth, end] = places.as_slice() else {
        panic!("{places:?}");
    };
    for (key, place) in [
        ("<C-o>", fourth),
        ("<backspace>", first),
        ("<A-left>", start),
        ("<A-right>", first),
        ("2<A-right>", end),
        ("3<C-o>", start),
        ("''", end),
        ("''", start),
        ("''", end),
    ] {
        assert_eq!(&window.keys(key).top_line(), place, "{key} of {places:?}");
    }
    // A jump from elsewhere begins anew.
    window.keys("g3J<C-o>2J");
    assert!(window.keys("<A-right>").status().contains("nowhere"));
    let mut window = Window::open(MANUAL, 80, 14);
    assert!(window.keys("<C-o>").status().contains("nowhere"));
}

#[test]
fn an_outline_over_the_text_that_is_closed_leaves_the_text_where_it_was() {
    let mut window = Window::open(MANUAL, 80, 14);
    let before = window.keys("3j").top_line();
    for close in ["o", "<tab>", "<esc>", "<C-c>"] {
        assert_ne!(window.keys("ojj").top_line(), before);
        window.keys(close);
        assert_eq!(window.top_line(), before, "{close}");
        assert!(!window.picture().contains("2.2 Autumn"), "{close}");
    }
    window.keys("ojjj<enter>");
    assert_ne!(window.top_line(), before, "Enter goes there");
}

#[test]
fn one_comes_back_to_where_one_was_before_the_outline_however_it_was_left() {
    let left = Window::open(MANUAL, 120, 14).keys("3j").top_line();
    for leave in ["<enter>", "o", "l"] {
        let mut window = Window::open(MANUAL, 120, 14);
        window.keys("3j<tab>jjj").keys(leave);
        assert_ne!(window.top_line(), left, "{leave}");
        assert_eq!(window.keys("''").top_line(), left, "{leave}");
    }
    // A window that is made too narrow for the outline takes the focus from it, and it is not begun any more.
    let mut window = Window::open(MANUAL, 120, 14);
    window.keys("3j<tab>jjj").resize(80, 14).keys("G");
    let end = window.top_line();
    window.resize(120, 14).click_on("2.1 Spring").keys("''");
    assert_eq!(window.top_line(), end);
}

#[test]
fn a_jump_shows_where_it_landed() {
    check("jump_wide", MANUAL, WIDE, "4J");
    check("jump_usual", MANUAL, USUAL, "4J");
    check("jump_small", ARTICLE, SMALL, "2]]");
}

#[test]
fn a_page_goes_on_where_the_last_one_ended() {
    let mut window = Window::open(ARTICLE, 80, 24);
    let rows =
        |w: &Window| -> Vec<String> { w.app.view().lines.iter().map(|l| l.text.clone()).collect() };
    let first = rows(&window);
    let second = rows(window.keys("<space>"));
    assert_eq!(first[first.len() - 2..], second[..2]);
    assert_eq!(rows(window.keys("b")), first);
}

// ------------------------------------------------------------------------------------------- outline

#[test]
fn the_outline_covers_the_text_where_there_is_no_room() {
    check("outline_usual", MANUAL, USUAL, "2Jo");
    check("outline_small", MANUAL, SMALL, "o");
    check("outline_closed", MANUAL, USUAL, "2Joo");
    check("outline_hidden", MANUAL, WIDE, "o");
}

#[test]
fn the_outline_has_the_focus() {
    check("focus", MANUAL, WIDE, "J<tab>");
    check("focus_down", MANUAL, WIDE, "J<tab>jjj");
    check("focus_folded", MANUAL, WIDE, "<tab>jh");
    check("focus_fold_toggled", MANUAL, WIDE, "<tab>j<space>j<space>");
    check("focus_all_folded", MANUAL, WIDE, "<tab>zM");
    check("focus_two_levels", MANUAL, WIDE, "<tab>2G");
    check("focus_unfolded", MANUAL, WIDE, "<tab>zMzRG");
}

#[test]
fn an_entry_is_read_or_left() {
    let mut window = Window::open(MANUAL, 120, 14);
    let start = window.keys("3j").top_line();
    assert_ne!(window.keys("<tab>jjj").top_line(), start);
    assert_eq!(window.keys("<esc>").top_line(), start, "Esc goes back");
    assert_eq!(window.keys("<tab>jjj<tab>").top_line(), start, "Tab too");
    let there = window.keys("<tab>jjj").top_line();
    assert_eq!(window.keys("<enter>").top_line(), there, "Enter stays");
    assert!(!window.app.sidebar().focused);
    window.keys("<tab>l");
    assert!(!window.app.sidebar().focused, "l reads an unfolded section");
}

#[test]
fn a_long_title_is_shown_whole_when_it_is_selected() {
    check("long_title", ARTICLE, (100, 16), "<tab>jjj");
}

#[test]
fn what_is_hardly_a_heading_whispers_in_the_outline_until_one_is_there() {
    let mut window = Window::open(MANUAL, 120, 20);
    let mut structure = window.app.structure().clone();
    let weak = structure
        .outline
        .headings
        .iter_mut()
        .find(|h| h.text == "2.1 Spring");
    weak.unwrap().confidence = 0.55;
    window.learn(News::Judged(Some(structure), Vec::new()));
    let entry = |window: &Window| {
        let painted = window.painted();
        let outline = painted.lines().filter_map(|row| row.split('│').next());
        let mut before = outline.filter_map(|row| Some(row.split_once("2.1 Spring")?.0.to_owned()));
        let before = before.next().unwrap();
        before.rsplit(['[', ']']).next().unwrap_or("").to_owned()
    };
    assert_eq!(entry(&window), "dim:");
    window.click_on("2.1 Spring");
    assert_eq!(entry(&window), "bold:");
    window.keys("<tab>");
    assert_eq!(entry(&window), "bold reversed:");
    window.keys("j");
    assert_eq!(entry(&window), "dim:");
}

#[test]
fn the_mouse_scrolls_and_jumps() {
    let mut window = Window::open(MANUAL, 120, 14);
    let text = (80, 5);
    let start = window.picture();
    window.wheel(true, text.0, text.1);
    let third = Window::open(MANUAL, 120, 14).keys("3j").picture();
    assert_eq!(without_hint(&window.picture()), without_hint(&third));
    window.wheel(false, text.0, text.1);
    assert_eq!(without_hint(&window.picture()), without_hint(&start));

    window.click_on("2.1 Spring");
    look("mouse_jumped", "120x14, a click on 2.1", &window.picture());
    assert!(!window.app.sidebar().focused);

    // Over the outline the wheel moves the outline and leaves the text.
    let top = window.resize(120, 9).top_line();
    window.wheel(true, 3, 3).wheel(true, 3, 3);
    assert_eq!(window.top_line(), top);
    assert!(!window.picture().contains("1 Before You Begin"));
    window.click(100, 3);
    assert_eq!(window.top_line(), top, "a click on the text moves nothing");
}

#[test]
fn the_wheel_comes_to_the_last_entry() {
    let mut window = Window::open(MANUAL, 120, 9);
    for _ in 0..9 {
        window.wheel(true, 3, 3);
    }
    let picture = window.picture();
    assert!(picture.contains("3 Afterwards"), "{picture}");
}

#[test]
fn the_last_entry_is_shown_whole_too() {
    let last = "3 Afterwards, or What Becomes of the Honey When the Bees Have Gone";
    let mut window = Window::open(&MANUAL.replace("3 Afterwards", last), 120, 12);
    let picture = window.keys("<tab>G").picture();
    let outline: String = picture
        .lines()
        .filter_map(|l| l.split('│').next())
        .take(10)
        .collect();
    assert!(outline.contains("Have Gone"), "{picture}");
}

fn without_hint(picture: &str) -> String {
    let rows: Vec<&str> = picture.lines().collect();
    rows[..rows.len() - 1].join("\n")
}

#[test]
fn a_click_on_the_covering_outline_jumps_and_closes_it() {
    let mut window = Window::open(MANUAL, 80, 24);
    window.keys("o").click_on("2.2 Autumn");
    look("mouse_over", "80x24, o, a click on 2.2", &window.picture());
}

// ------------------------------------------------------------------------------------------- the page

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
    check("help_wide", MANUAL, WIDE, "?");
    check("help_usual", MANUAL, USUAL, "?");
    check("help_usual_scrolled", MANUAL, USUAL, "?<space><space>");
    check("help_usual_end", MANUAL, USUAL, "hG");
    check("help_small", MANUAL, SMALL, "<F1>");
    check("help_small_scrolled", MANUAL, SMALL, "?jjj");
    let mut window = Window::open(MANUAL, 80, 24);
    let before = without_hint(&window.picture());
    for close in ["q", "<esc>", "?", "<C-c>"] {
        window.keys("?G").keys(close);
        assert_eq!(without_hint(&window.picture()), before, "{close}");
    }
}

#[test]
fn help_is_never_cut_without_a_word() {
    for columns in [30, 40, 60, 80, 116, 120, 200] {
        let picture = Window::open(MANUAL, columns, 90).keys("?").picture();
        for spec in COMMANDS.iter().filter(|s| s.context != Context::Help) {
            let whole = picture.contains(&["  ", spec.doc].concat());
            let cut = picture.lines().any(|row| {
                let shown = row.rsplit("  ").next().unwrap_or("");
                let head = shown.strip_suffix('…');
                head.is_some_and(|head| spec.doc.starts_with(head))
            });
            assert!(whole || cut, "{} at {columns}\n{picture}", spec.doc);
            assert!(
                whole || columns < 60,
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
    say("an unknown key", MANUAL, (80, 14), "x");
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
    for (text, keys) in [(MANUAL, "?"), (PAGE, ""), (PAGE, "o"), (PLAIN, "o")] {
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
        ("<C-c>", Effect::None),
        ("x", Effect::None),
    ] {
        assert_eq!(window.effect(key), effect, "{key}");
    }
    assert_eq!(window.effect("?q"), Effect::None);
    // Where the outline lies over the text, leaving it is not leaving the program.
    assert_eq!(window.effect("<tab>q"), Effect::None);
    assert!(!window.app.sidebar().focused);
    assert_eq!(window.effect("q"), Effect::Quit);
    assert_eq!(Window::open(MANUAL, 120, 24).effect("<tab>q"), Effect::Quit);
}

#[test]
fn a_click_closes_help() {
    let mut window = Window::open(MANUAL, 80, 24);
    window.keys("?").click(3, 3);
    assert_eq!(window.app.help(), None);
}

// ------------------------------------------------------------------------------------------- kept lines

/// The column of the screen at which some words begin, in the row that shows them.
fn column(picture: &str, words: &str) -> usize {
    let found = picture.lines().find_map(|line| line.split_once(words));
    let (before, _) = found.unwrap_or_else(|| panic!("{words:?} is nowhere in\n{picture}"));
    rubricate::text::cells(before)
}

#[test]
fn an_example_with_empty_lines_and_a_wide_line_has_one_left_edge() {
    let text = format!(
        "{PLAIN}\n\nimport {{ bake }} from 'oven';\n\n\
         function bread(flour, water) {{\n    const loaf = bake(flour, water, {{ salt: true, heat: 'high', steam: true, time: 45 }});\n\n    \
         return loaf;\n}}\n\n{PLAIN}"
    );
    let picture = Window::open(&text, 80, 40).picture();
    let edge = column(&picture, "import");
    assert_eq!(column(&picture, "function"), edge, "{picture}");
    assert_eq!(column(&picture, "return loaf"), edge + 4, "{picture}");
    let brace = format!("{}}}", " ".repeat(edge));
    assert!(picture.lines().any(|line| line == brace), "{picture}");
}

#[test]
fn a_source_file_has_one_left_edge_over_the_borders_of_parts() {
    let function = |n| {
        format!(
            "fn loaf_{n}(flour: u32) -> u32 {{\n    let warm = flour * {n};\n\n    warm + 1\n}}\n\n"
        )
    };
    let wide = format!("const NAME: &str = \"{}\";\n", "rye".repeat(40));
    let code: String = (0..400).map(function).collect();
    for text in [[&*wide, &*code].concat(), [&*code, &*wide].concat()] {
        let mut window = Window::open(&text, 80, 24);
        let edge = column(&window.keys("<space>").picture(), "fn loaf_");
        for _ in 0..60 {
            let picture = window.keys("<space>").picture();
            assert_eq!(column(&picture, "fn loaf_"), edge, "{picture}");
            assert_eq!(column(&picture, "let warm"), edge + 4, "{picture}");
        }
    }
}

#[test]
fn a_source_file_keeps_every_line() {
    let text = r#"LAMP = Lamp(bright=True)

SHELVES = ("upper", "middle", "lower", "stone", "rack", "spare")
DOUGHS = ("rye", "wheat", "spelt", "sour", "sweet", "plain", "salt")
TRAYS = ("large", "small")

TIMER = Timer(minutes=45)


def bake(loaf: Loaf, minutes: int = 45) -> Bread:
    """
    Bakes a loaf for some minutes and says what has become of it, which is
    a bread if all went well.
    """
    # Whoever opens the door too early gets a flat bread and has to start anew.
    - 1
    if minutes > 60:
        raise ValueError("too long")
    for shelf in SHELVES:
        if shelf.is_free and not shelf.is_for_trays:
            shelf.take(loaf)
            break
    else:
        raise ValueError("no shelf is free")

    wait(minutes)
    return Bread(loaf)
"#;
    let window = Window::open(text, 100, 40);
    let picture = window.picture();
    let mut rows = picture.lines().map(str::trim_end);
    let edge = column(&picture, "LAMP");
    for line in text.lines().filter(|line| !line.is_empty()) {
        let whole = [&*" ".repeat(edge), line].concat();
        assert!(
            rows.any(|row| row == whole),
            "{line:?} is not in\n{picture}"
        );
    }
}

#[test]
fn contents_have_a_row_for_each_entry_with_its_page_at_the_right() {
    let mut entries = String::new();
    for n in 1..9 {
        let words = ["Flour and Water", "Leaven", "The Oven", "Of Salt"][n % 4];
        let dots = " .".repeat(31 - words.len() / 2);
        let words = format!("{words:w$}", w = words.len().next_multiple_of(2));
        let _ = writeln!(entries, "   {n}.  {words}{dots} {:>3}", n * 7);
    }
    let text = format!("Bread and Ovens\n\n{PLAIN}\n\nIn This Book\n\n{entries}\n\n{PLAIN}");
    for columns in [50, 64, 80] {
        let picture = Window::open(&text, columns, 60).picture();
        let rows: Vec<&str> = picture.lines().filter(|l| l.contains(". . .")).collect();
        assert_eq!(rows.len(), 8, "{picture}");
        for (n, row) in (1..).zip(rows) {
            assert!(row.trim_start().starts_with(&format!("{n}. ")), "{picture}");
            assert!(row.ends_with(&format!(" {}", n * 7)), "{picture}");
            assert_eq!(
                row.len(),
                picture.lines().find(|l| l.contains(". . .")).unwrap().len(),
                "{picture}"
            );
        }
    }
}

#[test]
fn the_head_of_a_report_keeps_its_names_at_the_right() {
    let head = "\
Bakers Working Group                                         A. Miller
Report: 12                                              Rye Mill, Inc.
                                                              B. Baker
                                                          Oven & Daughters
                                                             June 1987
";
    let prose = "   The bread of the north is dark, and it is sour, and whoever has eaten\n   it as a child will not be content with any other for a whole life long.\n\n";
    let text = format!("{head}\n\n{}", prose.repeat(8));
    let picture = Window::open(&text, 80, 30).picture();
    let edge = column(&picture, "Bakers Working");
    for line in head.lines() {
        let whole = [&*" ".repeat(edge), line].concat();
        assert!(picture.lines().any(|row| row == whole), "{picture}");
    }
}

#[test]
fn words_that_were_divided_at_line_ends_are_whole_again() {
    let text = "\
OVEN(1)                          Kitchen Manual                         OVEN(1)

DESCRIPTION
       The oven takes the loaves in the order in which they come unless a speci\u{2010}
       fied shelf is free; the doors are opened and closed by themselves,  two\u{2010}
       fold if the glass is hot.  Lists of all the faults may be  sent  to  rye-
       bakers@example.org,  and what is said of wheat, e.g. '--bake-slowly=M',
       holds for other kinds of bread too,  if they are made at home with  rye-
       and wheat flour.
";
    let picture = Window::open(text, 80, 24).picture();
    let words = picture.split_whitespace().collect::<Vec<_>>().join(" ");
    for whole in [
        "a specified shelf",
        " twofold ",
        "rye-bakers@",
        "rye- and wheat",
        " '--bake-slowly=M', ",
    ] {
        assert!(words.contains(whole), "{whole:?} is not in\n{picture}");
    }
    let head = picture.lines().find(|row| row.contains("Kitchen Manual"));
    assert_eq!(
        head.map(|row| row.matches("OVEN(1)").count()),
        Some(2),
        "{picture}"
    );
}

#[test]
fn what_an_option_does_stands_beside_it_as_one_paragraph() {
    let prose = "       The oven takes the loaves in the order in which they come in and it bakes
       them all, unless somebody opens the door before the time has come, or the
       flour was not the flour that the loaf had been made for by its baker.

";
    let options = "\
       -a, --all
              bake all of the loaves

       -c     bake with the crust up, and keep the door closed until the loaves
              have had their time; with -l: list the loaves by how brown they
              are

       -f     bake fast
";
    let text = [&*prose.repeat(4), options].concat();
    let picture = Window::open(&text, 80, 40).picture();
    let edge = column(&picture, "-a, --all");
    assert_eq!(column(&picture, "bake all"), edge + 7, "{picture}");
    assert_eq!(column(&picture, "-c     bake"), edge, "{picture}");
    assert_eq!(column(&picture, "-f     bake"), edge, "{picture}");
    let rows: Vec<&str> = picture.lines().skip_while(|r| !r.contains("-c ")).collect();
    let does: Vec<&str> = rows.iter().copied().take_while(|r| !r.is_empty()).collect();
    assert!(
        does.len() > 1 && does.concat().contains("brown"),
        "{picture}"
    );
    for row in does.iter().skip(1) {
        assert_eq!(row.find(|c| c != ' '), Some(edge + 7), "{picture}");
    }
}

// ------------------------------------------------------------------------------------------- sizes

#[test]
fn any_size_works() {
    let keys = "jJ?jG<esc>o<tab>jjGzMzR<space>hl<enter>oG{}()p50%3g,.<esc>dubK";
    for text in [ARTICLE, MANUAL, PAGE, SCRIPTS, PLAIN, "", "\n", "x"] {
        for (columns, rows) in [
            (0, 0),
            (0, 5),
            (5, 0),
            (1, 1),
            (1, 40),
            (200, 1),
            (2, 2),
            (3, 3),
            (8, 4),
            (13, 8),
            (20, 5),
            (50, 9),
            (99, 10),
            (100, 10),
            (300, 100),
        ] {
            let mut window = Window::open(text, columns, rows);
            for key in window::parse(keys) {
                window.app.key(key);
                window.app.settle();
                window.picture();
            }
        }
    }
    check("size_20x5", ARTICLE, (20, 5), "J");
    check("size_2x2", ARTICLE, (2, 2), "");
    check("size_1x1", ARTICLE, (1, 1), "");
}

#[test]
fn a_window_that_changes_and_changes_back_shows_the_same() {
    for keys in ["", "5j", "3J", "3J2j", "50%", "G", "2k"] {
        let mut window = Window::open(MANUAL, 120, 20);
        let before = window.keys("j").keys(keys).keys("<esc>").picture();
        for (columns, rows) in [(80, 20), (30, 10), (1, 1), (200, 50)] {
            window.resize(columns, rows);
        }
        assert_eq!(window.resize(120, 20).picture(), before, "{keys}");
        assert_eq!(window.keys("oo").picture(), before, "{keys}oo");
    }
}

// ------------------------------------------------------------------------------------------ searching

#[test]
fn a_search_shows_what_is_found_and_moves_no_more_than_it_must() {
    let mut window = Window::open(ARTICLE, 80, 24);
    let start = without_hint(&window.picture());
    assert!(window.keys("/lamp").status().starts_with(" /lamp▏ "));
    // What is in view moves nothing.
    window.keys("<enter>");
    assert_eq!(window.top_line(), Window::open(ARTICLE, 80, 24).top_line());
    look("search", "80x24 /lamp<enter>, painted", &window.painted());
    window.keys("<esc>K");
    assert_eq!(
        without_hint(&window.picture()),
        start,
        "Esc takes the marks away"
    );
}

#[test]
fn n_goes_on_and_round() {
    let text = format!(
        "{}\n\nThe needle is here.\n\n{}\n\nAnother NEEDLE.\n",
        PLAIN.repeat(20),
        PLAIN.repeat(20)
    );
    let mut window = Window::open(&text, 80, 24);
    let seen = |window: &Window| {
        let picture = window.picture();
        ["The needle", "Another NEEDLE"].map(|words| picture.contains(words))
    };
    window.keys("/needle<enter>");
    assert_eq!(seen(&window), [true, false]);
    window.keys("n");
    assert_eq!(seen(&window), [false, true]);
    window.keys("n");
    assert_eq!(seen(&window), [true, false]);
    assert!(
        window.status().contains("from the beginning"),
        "{}",
        window.status()
    );
    window.keys("N");
    assert_eq!(seen(&window), [false, true]);
    window.keys("/Needle<enter>");
    assert!(
        window.status().contains("not found: Needle"),
        "{}",
        window.status()
    );
}

/// A text of several parts in which a word stands on every hundredth line or so, each time with another number.
fn numbered() -> String {
    let one = |n| format!("{}\n\nThe needle number {n} is here.\n\n", PLAIN.repeat(12));
    (1..=60).map(one).collect()
}

fn number_in_view(window: &Window) -> u32 {
    let picture = window.picture();
    let (_, after) = picture.split_once("needle number ").expect("a needle");
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    number.parse().expect("a number")
}

#[test]
fn a_number_before_n_is_one_jump_over_so_many_matches() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("/needle<enter>");
    for (keys, number) in [
        ("n", 2),
        ("8n", 10),
        ("3N", 7),
        ("''", 10),
        ("8n", 17),
        ("''", 10),
        ("<C-o>", 17),
    ] {
        window.keys(keys);
        assert_eq!(number_in_view(&window), number, "{keys}");
    }
}

#[test]
fn a_search_goes_round_as_often_as_it_was_asked_to() {
    for (keys, number) in [
        ("60n", 1),
        ("61n", 2),
        ("119n", 60),
        ("1000n", 41),
        ("1N", 60),
        ("61N", 60),
        ("1000N", 21),
    ] {
        let mut window = Window::open(&numbered(), 80, 24);
        window.keys("/needle<enter>").keys(keys).run_search();
        assert_eq!(number_in_view(&window), number, "{keys}");
    }
}

#[test]
fn a_key_looks_through_a_little_and_a_worker_through_the_rest() {
    let text = PLAIN.repeat(8000) + "\nThe needle is here.\n";
    let mut window = Window::open(&text, 80, 24);
    for key in ["/needle<enter>", "g1000n", "/camel<enter>", "1000N"] {
        window.keys(key);
        let said = window.status();
        assert!(said.contains("searching for "), "{key}: {said}");
        window.run_search();
        let found = !key.starts_with("/camel") && key != "1000N";
        assert_eq!(window.picture().contains("The needle"), found, "{key}");
        assert_eq!(window.status().contains("not found"), !found, "{key}");
        window.keys("g");
    }
}

#[test]
fn what_reads_as_one_word_is_found_as_one() {
    // A paragraph in lines of 13 characters, the second of which ends within the word.
    let word = "\u{6298}\u{308a}\u{8fd4}";
    let prose = SCRIPTS.lines().nth(2).unwrap_or("");
    let lines: Vec<String> = prose
        .chars()
        .collect::<Vec<char>>()
        .chunks(13)
        .map(|line| line.iter().collect())
        .collect();
    let text = lines.join("\n");
    assert!(!text.contains(word));
    let mut window = Window::open(&text, 80, 24);
    window.keys(&["/", word, "<enter>"].concat());
    assert!(!window.status().contains("not found"));
    assert!(window.app.landed().is_some());
}

#[test]
fn one_sees_the_end_of_a_long_query_while_one_types_it() {
    let mut window = Window::open(ARTICLE, 40, 12);
    let long = "the lamps of the town were lit by hand and by";
    let said = window.keys(&["/", long].concat()).status();
    assert!(
        said.starts_with(" /…") && said.contains("by hand and by▏"),
        "{said}"
    );
    let said = window.keys(" \u{65e5}\u{672c}").status();
    assert!(said.contains("and by \u{65e5}\u{672c}▏"), "{said}");
    for columns in 0..12 {
        window.resize(columns, 12).picture();
    }
}

#[test]
fn a_query_can_be_mended_or_dropped() {
    let mut window = Window::open(ARTICLE, 80, 24);
    assert!(
        window
            .keys("/lampq<backspace>")
            .status()
            .starts_with(" /lamp▏ ")
    );
    assert!(window.keys("<esc>").status().contains("0 %"));
    assert!(
        window
            .keys("n")
            .status()
            .contains("nothing was searched for")
    );
    assert!(
        window.keys("/<backspace>j").status().contains('%'),
        "the backspace closed the line, j moved"
    );
}
