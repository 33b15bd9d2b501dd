//! Moving about: by lines, pages and sections, and back to where one was.

use std::fmt::Write as _;

use rubricate::app::News;
use rubricate::app::start::Start;

use super::texts::{ARTICLE, MANUAL};
use super::window::{Window, reader};
use super::{SMALL, USUAL, WIDE, check, look};

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

/// So many lines that say which they are.
fn numbered(lines: u32) -> String {
    (1..=lines).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "Line {line}");
        text
    })
}

#[test]
fn a_key_tells_line_and_byte() {
    let lines = numbered(500);
    let mut window = Window::open(&lines, 120, 24);
    assert!(window.keys("=").status().contains("line 1 of 500"));
    window.keys("250g=");
    let byte = lines.find("Line 250\n").unwrap();
    let said = format!("line 250 of 500 · byte {byte} of {} · a text", lines.len());
    assert!(window.status().contains(&said), "{}", window.status());
    let unended = format!("{lines}and one that does not end");
    let status = Window::open(&unended, 120, 24).keys("=").status();
    assert!(status.contains("line 1 of 501"), "{status}");
    // Of a text that nobody has counted yet that is said.
    let (mut window, verdict) = Window::unjudged(&numbered(60_000), 120, 24);
    window.keys("50%=");
    assert!(window.status().contains("counted"), "{}", window.status());
    window.learn(verdict);
}

#[test]
fn a_line_is_gone_to_as_soon_as_it_is_counted() {
    let lines = numbered(60_000);
    let counts = |window: &Window| {
        let pages = window.app.document().pages();
        (0..pages.parts()).map(|n| pages.part(n).lines).collect()
    };
    let (mut window, _) = Window::unjudged(&lines, 80, 24);
    window.keys("50000g");
    assert!(window.status().contains("counting"), "{}", window.status());
    let counted: Vec<u32> = counts(&window);
    window.learn(News::Judged(None, counted[..2].to_vec()));
    assert_eq!(window.top_line(), "Line 1");
    window.learn(News::Judged(None, counted[2..].to_vec()));
    assert_eq!(window.top_line(), "Line 50000");
    assert!(!window.status().contains("counting"), "{}", window.status());
    // Whoever goes elsewhere meanwhile is not called back.
    let (mut window, _) = Window::unjudged(&lines, 80, 24);
    let here = window.keys("50000g5j").top_line();
    window.learn(News::Judged(None, counted));
    assert_eq!(window.top_line(), here);
}

#[test]
fn the_reading_begins_where_it_is_asked_to() {
    let opened = |start: &str| {
        let mut app = reader(MANUAL, 80, 14);
        app.start(&Start::named(start).unwrap());
        Window::of(app)
    };
    let typed = |keys: &str| Window::open(MANUAL, 80, 14).keys(keys).top_line();
    assert_eq!(opened("5").top_line(), typed("5g"));
    assert_eq!(opened("G").top_line(), typed("G"));
    let mut window = opened("/honey");
    assert_eq!(window.top_line(), typed("/honey<enter>"));
    assert!(window.status().contains("1 of "), "{}", window.status());
    assert!(window.keys("n").status().contains("2 of "));
    assert!(opened("?honey").status().contains("went on from the end"));
    for nothing in ["", "/", "?", "x", "5x", "Gx"] {
        assert_eq!(Start::named(nothing), None, "{nothing}");
    }
}

#[test]
fn a_heading_that_is_not_known_yet_is_gone_to_when_it_is() {
    let filler = "Some words that fill the page with prose, and go on for a while.\n\n".repeat(400);
    let text =
        format!("# One\n\n{filler}# Two\n\n{filler}# Two\n\nThe second of them.\n\n{filler}");
    let begun = |name: &str| {
        let (mut window, verdict) = Window::unjudged(&text, 80, 24);
        window.app.start(&Start::Name(name.to_owned()));
        window.app.settle();
        (window, verdict)
    };
    let (mut window, verdict) = begun("two-1");
    assert!(window.status().contains("looking for two-1"));
    window.learn(verdict);
    assert!(window.picture().contains("The second of them."));
    assert!(!window.status().contains("looking"));
    let (mut window, verdict) = begun("three");
    window.learn(verdict);
    assert!(
        window
            .status()
            .contains("nothing in this text is called three")
    );
    assert!(window.picture().contains("One"));
    // Whoever goes elsewhere meanwhile is not called back.
    let (mut window, verdict) = begun("two");
    window.keys("j").learn(verdict);
    assert!(window.picture().contains("One"));
}

#[test]
fn commands_can_be_said_in_words() {
    let after = |keys: &str| Window::open(MANUAL, 80, 14).keys(keys).picture();
    for (words, keys) in [
        (":16<enter>", "16g"),
        (":50%<enter>", "50%"),
        (":$<enter>", "G"),
        (":next-heading<enter>", "J"),
        (":next-h<tab><enter>", "J"),
        (":outline<enter>", "o"),
        (":help<enter>", "h"),
        (":<enter>", "k"),
        (":16<esc>", "k"),
        (":9999<enter>", "9999g"),
        (":<backspace>", "k"),
    ] {
        assert_eq!(after(words), after(keys), "{words}");
    }
    let mut window = Window::open(MANUAL, 80, 14);
    assert!(window.keys(":12").status().contains(":12▏"));
    window.keys("<esc>:9999<enter>");
    assert!(window.status().contains("there is no line 9999"));
    assert_eq!(
        window.top_line(),
        Window::open(MANUAL, 80, 14).keys("G").top_line()
    );
    window.keys(":bake<enter>");
    assert!(window.status().contains("no command is called bake"));
    assert!(
        window
            .keys(":next<tab>")
            .status()
            .contains(":next-heading▏")
    );
    assert!(window.keys("<tab>").status().contains(":next-paragraph▏"));
    window.keys("<esc>");
    assert_eq!(window.effect(":q<enter>"), rubricate::app::Effect::Quit);
    assert_eq!(
        window.effect(":whole<enter>"),
        rubricate::app::Effect::ToggleWhole
    );
}

#[test]
fn one_sees_the_percentage_that_one_asked_for() {
    let prose = super::texts::PLAIN.repeat(400);
    for text in [numbered(20_000), prose] {
        let (mut window, _) = Window::unjudged(&text, 80, 24);
        for percent in [1, 7, 29, 50, 57, 58, 93, 99] {
            for keys in [format!("{percent}%"), format!("g:{percent}%<enter>")] {
                let said = window.keys(&keys).status();
                assert!(said.contains(&format!("  {percent} %")), "{keys}: {said}");
            }
        }
    }
}
