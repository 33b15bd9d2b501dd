//! Searching, as it is seen.

use super::texts::{ARTICLE, PLAIN, SCRIPTS};
use super::window::Window;
use super::{look, without_hint};

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
