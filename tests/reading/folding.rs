//! What is no text of the author's: folded, opened, folded again.

use super::window::Window;
use super::{SMALL, USUAL, check};

/// A memo with feet and heads of pages, as a standards body publishes them.
const MEMO: &str = include_str!("../texts/memo.txt");
/// An essay with page numbers alone on their lines, as taken out of a PDF.
const PRINTED: &str = include_str!("../texts/printed.txt");

/// An article as it comes out of a browser.
const PASTED: &str = "\
The Last Bakery

The oven of the last bakery in the street is older than the street. It was built for the men who built the harbour, and \
the street came afterwards, because that was where the bread was.

Advertisement

Nobody bakes at night any more. The baker comes at five and lights what his father would have lit at one, and the first \
loaves are out when the school begins.

Share this article

Sign up for our newsletter

There are plans for the house. There have been plans for it since the war, and they are kept in a drawer of the counter, \
under the paper bags.

Advertisement

He does not expect that anybody will come. If they do, he says, they may begin with the chimney.
";

#[test]
fn a_page_break_stands_in_the_margin_until_it_is_opened() {
    check("folded_usual", MEMO, USUAL, "f");
    check("folded_small", MEMO, SMALL, "ffff6j");
    check("unfolded_usual", MEMO, USUAL, "fx");
    check("unfolded_small", MEMO, SMALL, "ffff6jx");
    let mut window = Window::open(MEMO, 80, 24);
    let before = window.keys("f").picture();
    assert_eq!(window.keys("xx").picture(), before);
}

#[test]
fn leftovers_of_a_web_page_are_a_row_until_they_are_opened() {
    check("leftovers_usual", PASTED, USUAL, "");
    check("leftovers_open", PASTED, USUAL, "x");
}

#[test]
fn a_click_opens_one_mark() {
    let mut window = Window::open(PASTED, 80, 40);
    let folded = window.keys("<esc>").picture();
    let open = window.click_on("· Share this article").picture();
    assert!(
        open.contains("Sign up for our newsletter") && open.contains("· Advertisement ·"),
        "{open}"
    );
    assert_eq!(window.click_on("Sign up for").picture(), folded);

    let mut window = Window::open(PRINTED, 80, 40);
    let row = window.picture();
    let row = row
        .lines()
        .position(|line| line.starts_with("  31   "))
        .expect("a page in the margin");
    let opened = window.click(4, row as u16).picture();
    assert!(opened.lines().any(|line| line.trim() == "31"), "{opened}");
}

#[test]
fn what_opens_above_the_top_row_comes_into_view() {
    let mut window = Window::open(MEMO, 80, 24);
    // The mark of a foot stands beside the top row, which is the text behind it.
    let marked = |window: &Window| {
        let first = window.app.view().lines.first();
        first.is_some_and(|line| line.fold.is_some())
    };
    while !marked(&window) {
        window.keys("j");
    }
    let before = window.picture();
    let picture = window.keys("x").picture();
    assert!(picture.contains("[Page 1]"), "{picture}");
    assert_eq!(window.keys("x").picture(), before);
}

#[test]
fn as_written_nothing_is_folded() {
    let mut window = Window::open(MEMO, 80, 60);
    let picture = window.keys("w").picture();
    assert!(
        picture.contains("Tamm & Oberg                For Comment                   [Page 1]"),
        "{picture}"
    );
    assert!(
        window
            .keys("x")
            .status()
            .starts_with(" all lines are shown as they were written")
    );
}

#[test]
fn a_match_in_what_is_folded_opens_it() {
    let mut window = Window::open(MEMO, 80, 24);
    let picture = window.keys("/Page 3<enter>").picture();
    assert!(picture.contains("[Page 3]"), "{picture}");
    assert!(!picture.contains("[Page 2]"), "{picture}");
}

#[test]
fn one_can_ask_why_a_line_is_folded() {
    let mut window = Window::open(
        "Advertisement\n\nShare this article\n\nThe oven of the last bakery is older than the street, and the street came afterwards, because that was where the bread was.\n",
        80,
        24,
    );
    let picture = window.keys("}i").picture();
    assert!(picture.contains("Share this article"), "{picture}");
    assert!(
        picture.contains("not the author's text, so it is folded"),
        "{picture}"
    );
}

#[test]
fn where_nothing_is_folded_that_is_said() {
    let mut window = Window::open("Just a line.\n", 80, 24);
    assert!(
        window
            .keys("x")
            .status()
            .starts_with(" nothing is folded here")
    );
}

#[test]
fn what_was_opened_stays_open_at_every_width() {
    let mut window = Window::open(MEMO, 80, 24);
    let picture = window.keys("fx").picture();
    window.resize(40, 12);
    window.resize(80, 24);
    assert_eq!(window.keys("").picture(), picture);
}
