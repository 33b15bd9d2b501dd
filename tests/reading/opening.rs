//! What a text shows as it is opened, in a window of any size.

use super::texts::{ARTICLE, MANUAL, PAGE, PLAIN, SCRIPTS};
use super::window::{self, Window};
use super::{SMALL, USUAL, WIDE, check};

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
fn the_end_of_an_article_folds_what_is_left_over() {
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
