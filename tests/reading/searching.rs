//! Searching, as it is seen.

use std::fmt::Write as _;

use rubricate::app::News;
use rubricate::app::finding::Stage;

use super::texts::{ARTICLE, MANUAL, PLAIN, SCRIPTS};
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

/// The first row of a picture that shows anything.
fn top_of(picture: &str) -> String {
    let mut rows = picture.lines().map(str::trim).filter(|row| !row.is_empty());
    rows.next().unwrap_or("").to_owned()
}

/// A text that no key looks through at once, with one needle at its end.
fn haystack() -> String {
    PLAIN.repeat(8000) + "\nThe needle is here.\n"
}

#[test]
fn a_key_looks_through_a_little_and_a_worker_through_the_rest() {
    let mut window = Window::open(&haystack(), 80, 24);
    window.keys("/needle<enter>");
    assert!(window.status().contains("searching for needle"));
    assert!(window.status().contains("0 …"), "{}", window.status());
    window.run_search();
    assert!(window.picture().contains("The needle"));
    assert!(window.status().contains("1 of 1"), "{}", window.status());
    // What was counted once is known.
    window.keys("g1000n");
    assert!(window.picture().contains("The needle"));
    window.keys("g/camel<enter>").run_search();
    assert!(window.status().contains("not found: camel"));
    window.keys("1000N");
    assert!(window.status().contains("not found: camel"));
}

#[test]
fn looking_at_the_prompt_of_the_filter_does_not_end_the_counting() {
    let mut window = Window::open(&haystack(), 80, 24);
    window.keys("/needle<enter>&<enter>").run_search();
    let found = window.app.view().found.unwrap();
    assert_eq!((found.total, found.complete), (1, true));
}

#[test]
fn what_is_found_late_calls_nobody_back() {
    let mut window = Window::open(&haystack(), 80, 24);
    let start = window.keys("/needle<enter>j").top_line();
    window.run_search();
    assert_eq!(window.top_line(), start);
    assert!(window.status().contains("n goes there"));
    assert!(window.keys("n").picture().contains("The needle"));
    // And what was replaced by another search is not waited for.
    window.keys("g/camel<enter>/needle<enter>").run_search();
    assert!(window.picture().contains("The needle"));
}

#[test]
fn esc_takes_a_search_back() {
    let mut window = Window::open(&haystack(), 80, 24);
    window.keys("/needle<enter><esc>");
    assert!(window.status().contains("cancelled"));
    window.run_search();
    assert!(!window.picture().contains("The needle"));
}

#[test]
fn n_takes_up_what_one_esc_took_away_and_two_forget_it() {
    // Whether one looked at what was found, searched backwards, filtered, or only began to type.
    for (keys, number) in [
        ("/needle number 4<enter>", 4),
        ("/needle number 4", 4),
        ("50%/needle number<enter>?needle number 7<enter>", 7),
        ("&needle number 2<enter>", 2),
    ] {
        let mut window = Window::open(&numbered(), 80, 24);
        let filtered = keys.starts_with('&');
        window.keys(keys).keys(if filtered { "<esc>" } else { "" });
        window.keys("<esc>");
        assert!(!window.status().contains(" of "), "{}", window.status());
        window.keys("gn");
        assert_eq!(number_in_view(&window), number, "{keys}");
        assert!(window.status().contains(" of "), "{}", window.status());
        let said = window.keys("<esc><esc>n").status();
        assert!(said.contains("nothing is searched for"), "{keys}: {said}");
    }
}

#[test]
fn the_page_follows_what_is_typed_and_esc_leads_back() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("/number 20<enter>j");
    let (page, painted) = (window.picture(), window.painted());
    let mut seen = Vec::new();
    for key in [
        "/number 4",
        "5",
        "<backspace>",
        "2 is",
        "<backspace><backspace><backspace>",
    ] {
        seen.push(number_in_view(window.keys(key)));
    }
    assert_eq!(seen, [40, 45, 40, 42, 42]);
    window.keys("<esc>");
    assert_eq!(window.picture(), page);
    assert_eq!(
        window.painted(),
        painted,
        "the marks are those of the search before"
    );
    // What is nowhere shows the page where one was, and so does nothing.
    assert_eq!(
        window.keys("/number 45").keys("x").top_line(),
        top_of(&page)
    );
    assert!(window.status().contains("no match"));
    window.keys("<C-u>");
    assert_eq!(window.top_line(), top_of(&page));
    // Enter stays, and there is a way back.
    window.keys("number 45<enter>");
    assert_eq!(number_in_view(&window), 45);
    assert_eq!(window.keys("<C-o>").top_line(), top_of(&page));
}

#[test]
fn a_question_mark_searches_the_other_way() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("50%");
    let middle = window.top_line();
    window.keys("?needle number");
    let before = number_in_view(&window);
    assert!(window.status().starts_with(" ?needle number▏"));
    window.keys("<enter>n");
    assert_eq!(number_in_view(&window), before - 1);
    window.keys("N");
    assert_eq!(number_in_view(&window), before);
    window.keys("N");
    assert_eq!(number_in_view(&window), before + 1);
    window.keys("<esc>50%");
    assert_eq!(window.top_line(), middle);
    window.keys("g?needle<enter>");
    assert!(
        window.status().contains("from the end"),
        "{}",
        window.status()
    );
}

#[test]
fn the_status_line_counts() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("/needle number");
    assert!(window.status().contains("1 of 60"));
    for (keys, said) in [
        ("<enter>", "1 of 60"),
        ("n", "2 of 60"),
        ("8n", "10 of 60"),
        ("g", "10 of 60"),
        ("/number 7<enter>", "1 of 1"),
        ("/number (<enter>", "no match"),
        ("/number [<enter>", "no match"),
    ] {
        window.keys(keys);
        assert!(
            window.status().contains(said),
            "{keys}: {}",
            window.status()
        );
    }
    window.keys("/number [");
    assert!(window.status().contains("as typed, no expression"));
    window.keys("0-9]");
    assert!(window.status().contains("of 60"), "{}", window.status());
}

#[test]
fn former_queries_come_back() {
    let mut window = Window::open(ARTICLE, 80, 24);
    window.keys("/lamp<enter>/town<enter>/lamp<enter>/");
    let mut seen = Vec::new();
    for key in ["t", "<up>", "<up>", "<up>", "<down>", "<down>", "<down>"] {
        let status = window.keys(key).status();
        seen.push(status.split('▏').next().unwrap_or("").trim().to_owned());
    }
    assert_eq!(seen, ["/t", "/lamp", "/town", "/town", "/lamp", "/t", "/t"]);
}

#[test]
fn a_phrase_is_marked_on_both_rows_and_the_current_match_stands_out() {
    let mut window = Window::open(MANUAL, 80, 24);
    // The source breaks its lines elsewhere than the page does.
    window.keys("/drier than<enter>");
    look(
        "search_phrase",
        "80x24 /drier than<enter>, painted",
        &window.painted(),
    );
    let mut window = Window::open(MANUAL, 40, 16);
    window.keys("/to carry all of it up<enter>");
    look(
        "search_phrase_small",
        "40x16 /to carry all of it up<enter>, painted",
        &window.painted(),
    );
    let mut window = Window::open(MANUAL, 120, 30);
    window.keys("/the (owner|bees|keeper)<enter>n");
    look(
        "search_wide",
        "120x30 /the (owner|bees|keeper)<enter>n, painted",
        &window.painted(),
    );
}

#[test]
fn a_filter_keeps_the_paragraphs_that_match_under_their_headings() {
    let mut window = Window::open(MANUAL, 120, 30);
    let whole = without_hint(&window.picture());
    window.keys("&hive<enter>");
    look("filter", "120x30 &hive<enter>", &window.picture());
    window.keys("nn");
    assert!(window.status().contains("2 of 3"), "{}", window.status());
    window.keys("<esc>g");
    assert!(window.picture().contains("None of this troubles the bees"));
    window.keys("<esc>");
    assert_eq!(without_hint(&window.picture()), whole);
    window.keys("&hive<enter>&<enter>");
    assert!(window.picture().contains("None of this troubles the bees"));
    window.keys("&camel<enter>");
    assert!(window.status().contains("not found: camel"));
    assert!(window.picture().contains("None of this troubles the bees"));
}

#[test]
fn a_filter_goes_through_a_large_text() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("&number [0-9]*7 is<enter>");
    let numbers = |window: &Window| -> Vec<String> {
        let picture = window.picture();
        let rows = picture
            .lines()
            .filter_map(|l| l.split_once("needle number "));
        rows.filter_map(|(_, rest)| rest.split(' ').next().map(str::to_owned))
            .collect()
    };
    assert_eq!(numbers(&window), ["7", "17", "27", "37", "47", "57"]);
    assert_eq!(
        numbers(window.keys("G")),
        ["7", "17", "27", "37", "47", "57"]
    );
    window.resize(80, 6);
    assert_eq!(
        numbers(window.keys("G")).last().map(String::as_str),
        Some("57")
    );
    assert_eq!(
        numbers(window.keys("g")).first().map(String::as_str),
        Some("7")
    );
    assert_eq!(
        numbers(window.keys("}")).first().map(String::as_str),
        Some("17")
    );
    // As written, and lines of a log one by one.
    let log = (0..9000).fold(String::new(), |mut log, n| {
        let _ = writeln!(log, "12:{:02}:{:02} job {n} ended", n / 60 % 60, n % 60);
        log
    });
    let mut window = Window::open(&log, 80, 24);
    window.keys("&job .*99 ended<enter>");
    let picture = window.picture();
    assert!(
        picture.contains("job 99 ended") && picture.contains("job 199 ended"),
        "{picture}"
    );
    assert!(!picture.contains("job 98 ended"), "{picture}");
    assert!(window.keys("G").picture().contains("job 8999 ended"));
}

#[test]
fn a_star_searches_the_word_clicked_on() {
    let mut window = Window::open(MANUAL, 80, 24);
    assert!(window.keys("*").status().contains("click on a word"));
    window.click_on("drier than").keys("*");
    assert!(window.status().contains("1 of 1"), "{}", window.status());
    // Of the three bees the next one.
    window.click_on("bees, who").keys("*");
    assert!(window.status().contains("3 of 3"), "{}", window.status());
    // Else the word that the match is in.
    window.keys("<esc>/colon<enter>*");
    assert!(window.status().contains("of 2"), "{}", window.status());
}

#[test]
fn a_text_that_comes_is_counted_as_it_comes() {
    // Only what a worker was asked for while the text was whole is believed.
    let mut window = Window::open(&haystack(), 80, 24);
    window.keys("/camel<enter>");
    let (survey, number) = window.app.take_survey().expect("a survey");
    drop(survey);
    window.learn(News::Counted(number, vec![(0, 2), (20, 3)], Stage::Begun));
    assert!(window.status().contains("5 …"), "{}", window.status());
    window.learn(News::Counted(number, Vec::new(), Stage::Long));
    assert!(window.status().contains("searched"), "{}", window.status());
    window.keys("<esc>");
    window.learn(News::Counted(number, vec![(21, 3)], Stage::Ended));
    assert!(!window.status().contains("of"), "{}", window.status());
}

#[test]
fn a_filter_gives_back_the_page_that_it_was_asked_on() {
    let text = PLAIN.repeat(20) + "\n\nThe needle is here.\n\n" + &PLAIN.repeat(20);
    let mut window = Window::open(&text, 80, 24);
    window.keys("75%");
    let page = without_hint(&window.picture());
    for keys in ["&nowhere<enter><esc>", "&needle<enter><esc>"] {
        window.keys(keys);
        assert_eq!(without_hint(&window.picture()), page, "{keys}");
    }
    // Who moves meanwhile stays there.
    window.keys("&letter<enter>G<esc>");
    assert!(window.status().contains("89 %"), "{}", window.status());
}

#[test]
fn a_filter_that_keeps_nothing_is_taken_off() {
    // In a text of many parts a worker finds that out.
    let mut window = Window::open(&haystack(), 80, 24);
    window.keys("J");
    let before = window.top_line();
    window.keys("&zephyrq<enter>").run_search();
    assert!(
        window.status().contains("not found: zephyrq"),
        "{}",
        window.status()
    );
    assert_eq!(window.top_line(), before);
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
            .keys("<esc>n")
            .status()
            .contains("nothing is searched for")
    );
    assert!(
        window.keys("/<backspace>j").status().contains('%'),
        "the backspace closed the line, j moved"
    );
}

#[test]
fn back_from_a_match_none_is_said_to_be_the_current_one() {
    let mut window = Window::open(&numbered(), 80, 24);
    window.keys("/needle<enter>").run_search();
    window.keys("30%").keys("n");
    assert!(window.status().contains(" of 60"), "{}", window.status());
    window.keys("<C-o>");
    assert!(
        window.status().contains("60 matches"),
        "{}",
        window.status()
    );
    // Back where one is on the page, it is.
    window.keys("n");
    assert!(window.status().contains(" of 60"), "{}", window.status());
}

#[test]
fn the_section_that_is_told_is_that_of_the_match() {
    let text = format!(
        "# One\n\n{PLAIN}\n\n# Two\n\n{}\n\n# Three\n\nThe needle is here.\n\n{}",
        PLAIN.repeat(3),
        PLAIN.repeat(9)
    );
    let mut window = Window::open(&text, 80, 24);
    window.keys("/needle<enter>");
    assert!(window.status().contains("Three"), "{}", window.picture());
}

#[test]
fn what_is_typed_is_seen_in_the_smallest_window() {
    let mut window = Window::open(&numbered(), 20, 5);
    window.keys("/needle<enter>").run_search();
    for keys in ["Slonger/file", ":goto-the-file", "/another file"] {
        let said = window.keys(keys).status();
        assert!(said.contains("file▏"), "{keys}: {said}");
        window.keys("<esc>");
    }
}

#[test]
fn the_current_match_stays_in_view_when_the_window_shrinks() {
    let mut window = Window::open(&numbered(), 80, 40);
    window.keys("/needle number 30<enter>");
    let page = window.picture();
    for (columns, rows) in [(80, 9), (40, 12), (20, 5), (30, 8)] {
        let picture = window.resize(columns, rows).picture();
        assert!(picture.contains("needle"), "{columns}x{rows}\n{picture}");
    }
    assert_eq!(window.resize(80, 40).picture(), page, "back as it was");
    // Who went elsewhere stays there.
    window.keys("10%");
    let top = window.top_line();
    assert_eq!(window.resize(80, 9).top_line(), top);
}
