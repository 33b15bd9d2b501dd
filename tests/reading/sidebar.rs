//! The outline beside the text or over it, by keys and by mouse.

use rubricate::app::News;

use super::texts::{ARTICLE, MANUAL};
use super::window::Window;
use super::{SMALL, USUAL, WIDE, check, look, without_hint};

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

#[test]
fn a_click_on_the_covering_outline_jumps_and_closes_it() {
    let mut window = Window::open(MANUAL, 80, 24);
    window.keys("o").click_on("2.2 Autumn");
    look("mouse_over", "80x24, o, a click on 2.2", &window.picture());
}

#[test]
fn the_outline_grows_with_the_window() {
    let width = |columns| {
        let picture = Window::open(MANUAL, columns, 24).picture();
        let row = picture.lines().next().unwrap().to_owned();
        row.find('│').unwrap()
    };
    assert_eq!((width(100), width(133), width(200)), (30, 39, 60));
    assert_eq!(width(300), 60);
    // And covers the text where there is no room for both: ends of lines beside it are nothing to read.
    let picture = Window::open(MANUAL, 80, 24).keys("o").picture();
    assert!(!picture.contains("Ask the owner"), "{picture}");
}
