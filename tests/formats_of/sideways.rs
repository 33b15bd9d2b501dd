//! What is wider than the page: broken, or cut at its edges and moved sideways. Prose stays where it is.

use rubricate::read::Format;

use crate::screen::{document_of, look, window};
use crate::window::Window;

const WIDE: &str = "Prose stays where it stands.\n\n```\nfn short() {}\n\n\
    let loaf = bake(flour, water, salt, oven, \"日本語\", forty_five_minutes, with_steam, scored, and_no_more_than_that); // end\n```\n\n\
    The end.\n";

fn open(text: &str, size: (u16, u16)) -> Window {
    window(document_of(text, Format::Markdown), size.0, size.1)
}

#[test]
fn code_and_tables_move_and_prose_stays() {
    let path = "markdown/sideways.md";
    look("sideways_cut", path, (80, 24), "X");
    look("sideways_moved", path, (80, 24), "<right>");
    look("sideways_small", path, (40, 12), "6j<right><right>");
    look("sideways_wide", path, (120, 40), "20<right>");
}

#[test]
fn the_way_back_leads_to_the_page_one_came_from() {
    let before = open(WIDE, (80, 24)).keys("k").picture();
    assert!(before.contains("↪"), "wide lines are broken: {before}");
    for keys in [
        "<right><left>",
        "<right><right>3<left>99<left>",
        "<right><esc>",
        "<right><home>",
        "XX<esc>",
        "X<right>X<esc>",
    ] {
        let mut window = open(WIDE, (80, 24));
        assert_eq!(
            window.keys("k").keys(keys).keys("k").picture(),
            before,
            "{keys}"
        );
    }
}

#[test]
fn one_stops_at_the_right_end_and_is_told() {
    let mut window = open(WIDE, (80, 24));
    window.keys("<right><right><right><right>");
    assert!(
        window.status().contains("this is the right end"),
        "{}",
        window.status()
    );
    assert!(window.picture().contains("// end"), "{}", window.picture());
    assert!(window.picture().contains("Prose stays where it stands."));
    assert!(!window.picture().contains('›'));
    let mut window = open("Only prose.\n", (80, 24));
    window.keys("<right>");
    assert!(
        window.status().contains("nothing here is wider"),
        "{}",
        window.status()
    );
}

#[test]
fn a_wide_character_is_cut_whole() {
    let mut window = open(WIDE, (80, 24));
    window.keys("X");
    // One cell at a time: the rest of the row never moves by more than that.
    let end = |window: &Window| {
        let picture = window.picture();
        let row = picture
            .lines()
            .find(|row| row.contains("forty"))
            .unwrap_or("")
            .to_owned();
        row.find("forty")
            .map(|at| rubricate::text::cells(&row[..at]))
    };
    let begun = end(&window).unwrap();
    for moved in 1..45 {
        window.keys("1<right>");
        assert_eq!(
            end(&window),
            Some(begun - moved),
            "{moved}\n{}",
            window.picture()
        );
    }
}

#[test]
fn what_one_comes_to_later_begins_at_its_left_end() {
    let filler = "Some prose that fills the page.\n\n".repeat(40);
    let mut window = open(&format!("{WIDE}{filler}{WIDE}"), (80, 24));
    window.keys("<right>");
    assert!(window.status().contains("← 33"), "{}", window.status());
    window.keys("<space><space><space>");
    assert!(!window.status().contains('←'), "{}", window.status());
    window.keys("G");
    assert!(
        window.picture().contains("let loaf"),
        "{}",
        window.picture()
    );
    // Whoever wants lines cut has them cut everywhere.
    window.keys("gXG");
    assert!(window.picture().contains('›') && !window.picture().contains('↪'));
}

#[test]
fn lines_as_written_are_cut_too_and_clicks_find_their_words() {
    let long = "word ".repeat(60);
    let mut window = window(
        document_of(format!("{long}lantern\n"), Format::Plain),
        80,
        24,
    );
    window.keys("wX<right><right><right><right><right><right><right><right>");
    assert!(window.picture().contains("lantern"), "{}", window.picture());
    window.click_on("lantern").keys("*");
    assert!(window.status().contains("1 of 1"), "{}", window.status());
    window.keys("w");
    assert!(!window.picture().contains('‹'));
}

#[test]
fn a_match_beyond_the_edge_is_moved_into_view() {
    let mut window = open(&format!("{WIDE}{WIDE}"), (80, 24));
    let before = window.keys("X").keys("k").picture();
    assert!(!before.contains("with_steam"), "{before}");
    // It comes while it is typed, and Esc leads back.
    window.keys("/with_st");
    assert!(
        window.picture().contains("with_steam"),
        "{}",
        window.picture()
    );
    assert!(window.status().contains("1 of 2"), "{}", window.status());
    window.keys("<esc>");
    assert_eq!(window.picture(), before);
    window.keys("/with_steam<enter>");
    let found = window.picture();
    assert!(
        found.contains("with_steam") && found.contains('‹'),
        "{found}"
    );
    // What stands at the left end comes back, what is in view already moves nothing.
    window.keys("/let loaf<enter>");
    assert!(!window.picture().contains('‹'), "{}", window.picture());
    window.keys("/scored<enter>");
    let found = window.app.moved_sideways();
    window.keys("n");
    assert_eq!(window.app.moved_sideways(), found);
    window.keys("N");
    assert!(window.picture().contains("scored"), "{}", window.picture());
    // Where lines are broken, all of them are in view as they are.
    let mut window = open(WIDE, (80, 24));
    window.keys("/with_steam<enter>");
    assert_eq!(window.app.moved_sideways(), 0);
}
