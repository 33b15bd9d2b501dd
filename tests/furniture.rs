//! What is taken for furniture, and what never: text in, folded lines out. And that the page shows all the rest, once
//! and in order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "reading/window.rs"]
mod window;

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rubricate::document::Place;
use rubricate::layout::{Layout, Style, Width};
use rubricate::outline::{Structure, outline};

use window::document;

/// The lines that are folded.
fn folded(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for furniture in outline(text).furniture {
        let range = furniture.place.offset as usize..furniture.end.offset as usize;
        let said = text[range]
            .split('\n')
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.extend(said.filter(|line| !line.is_empty()));
    }
    lines
}

/// Pages of `lines` lines each, of a paragraph that never ends.
fn pages(
    count: usize,
    lines: usize,
    mut head: impl FnMut(usize) -> String,
    mut foot: impl FnMut(usize) -> String,
) -> String {
    let mut text = String::new();
    for page in 1..=count {
        text.push_str(&head(page));
        for line in 0..lines {
            let _ = writeln!(
                text,
                "and then the road went on past house {} and over the hill to",
                line * 7 + page
            );
        }
        text.push_str(&foot(page));
    }
    text
}

fn none(_: usize) -> String {
    String::new()
}

#[test]
fn feet_and_heads_of_pages_are_folded() {
    let text = pages(
        4,
        30,
        |n| {
            if n > 1 {
                "RFC 9  The Road  May 1999\n\n".to_owned()
            } else {
                String::new()
            }
        },
        |n| format!("\nSmith   Informational   [Page {n}]\n"),
    );
    let lines = folded(&text);
    assert_eq!(lines.len(), 7, "{lines:?}");
    assert_eq!(lines[0], "Smith Informational [Page 1]");
    assert_eq!(lines[1], "RFC 9 The Road May 1999");
}

#[test]
fn bare_numbers_that_cut_sentences_are_pages() {
    let text = pages(5, 20, none, |n| format!("\n            {}\n\n", n + 8));
    assert_eq!(folded(&text), ["9", "10", "11", "12", "13"]);
    let text = pages(5, 20, none, |n| format!("\n- {n} -\n\n"));
    assert_eq!(folded(&text).len(), 5);
    let text = pages(6, 20, none, |n| format!("\n[Pg {n}]\n\n"));
    assert_eq!(folded(&text).len(), 6);
    let text = pages(6, 20, none, |n| format!("\n第{n}页\n\n"));
    assert_eq!(folded(&text).len(), 6);
}

#[test]
fn bare_numbers_beside_the_same_head_are_pages() {
    // As they come out of a PDF whose pages end with sentences.
    let page = |n: usize| {
        let line = |line| {
            format!(
                "The road went on past house {} and over the hill.\n\n",
                line * 7 + n
            )
        };
        let lines: String = (0..10 + n % 3).map(line).collect();
        // One of them is cut in two, and chapters are not.
        let cut = "The road went on past the last house of the village, and\n";
        let lines = if n == 3 { lines + cut } else { lines };
        let lines = if n == 4 {
            format!("over the hill.\n\n{lines}")
        } else {
            lines
        };
        format!("{lines}\n\n{:>90}\n{:>90}\n\n", n, "The Long Road")
    };
    let text: String = (1..=6).map(page).collect();
    let lines = folded(&text);
    assert_eq!(lines.len(), 12, "{lines:?}");
    assert!(lines.iter().any(|line| line == "6"), "{lines:?}");
}

#[test]
fn chapters_that_are_called_alike_are_none() {
    let line = |line| format!("The road went on past house {line} and over the hill.\n\n");
    let words: String = (0..12).map(line).collect();
    for head in ["Exercise\n\n#", "CHAPTER\n\n#", "#\n\nQuestion"] {
        let chapter = |n: usize| format!("{}\n\n{words}", head.replace('#', &n.to_string()));
        let text: String = (1..=8).map(chapter).collect();
        assert_eq!(folded(&text), [""; 0], "{head}");
    }
}

#[test]
fn left_and_right_pages_may_have_heads_of_their_own() {
    let head = |n: usize| {
        if n.is_multiple_of(2) {
            format!("{n}      THE LONG ROAD\n\n")
        } else {
            format!("OVER THE HILL      {n}\n\n")
        }
    };
    let text = pages(12, 20, |n| format!("\n{}", head(n)), none);
    let lines = folded(&text);
    assert!(lines.len() >= 11, "{lines:?}");
}

/// Texts of which no line is furniture.
#[test]
fn what_is_in_doubt_is_text() {
    let sentence = "The road went on past the last house of the village and over the hill.\n";
    let block = |count: usize| sentence.repeat(count);
    let each = |head: &dyn Fn(usize) -> String, lines: usize| -> String {
        (1..=12)
            .map(|n| format!("{}\n\n{}\n", head(n), block(lines)))
            .collect::<Vec<String>>()
            .concat()
    };
    let texts = [
        (
            "chapters of one length",
            each(&|n| format!("Chapter {n}"), 40),
        ),
        ("numbers as headings", each(&|n| n.to_string(), 40)),
        ("statutes", each(&|n| format!("§ {n}"), 14)),
        (
            "sonnets",
            each(&|n| n.to_string(), 14).replace("hill.", "hill,"),
        ),
        (
            "a script of pages",
            (1..9)
                .map(|n| format!("PAGE {n}\n\n{}\n", block(n * n * 3)))
                .collect::<Vec<String>>()
                .concat(),
        ),
        (
            "records",
            each(&|n| format!("Iteration {n}"), 44)
                .replace("The road went on past", "loss = 0.1; rate = 0.2;"),
        ),
        (
            "years",
            each(&|n| format!("In the spring of {}", 1800 + n), 30),
        ),
        (
            "verse with the numbers of its lines",
            (1..80)
                .map(|n| {
                    if n % 5 == 0 {
                        format!("and over the hill and away    {n}\n\n")
                    } else {
                        "and on it went to the sea\n".to_owned()
                    }
                })
                .collect::<Vec<String>>()
                .concat(),
        ),
        (
            "a table",
            (1..90)
                .map(|n| format!("{n}\t{}\t{}\n\n", n * n, n + 1))
                .collect::<Vec<String>>()
                .concat(),
        ),
        (
            "a log",
            (1..90)
                .map(|n| format!("2024-01-01 10:00:{:02} request {n}\n", n % 60))
                .collect::<Vec<String>>()
                .concat(),
        ),
        (
            "one advertisement of an old book",
            format!("THE ROAD\n\n\nADVERTISEMENT\n\n{}\n{}", block(6), block(9)),
        ),
        (
            "a section on advertising",
            format!(
                "On Selling\n\nTelling\n\n{0}\nAdvertisement\n\n{0}\nSmelling\n\n{0}",
                block(1)
            ),
        ),
        (
            "labels of a page that is described",
            "Labels\n\nSkip to content\nShare this article\nBack to top\nHome\n".to_owned(),
        ),
        (
            "code",
            "```\nShare this article\n\nAdvertisement\n```\n".to_owned(),
        ),
        (
            "a wrapped sentence",
            format!(
                "{}If you like what you read here, please do look below and press\nshare this article\n",
                block(3)
            ),
        ),
    ];
    for (name, text) in texts {
        assert_eq!(folded(&text), [""; 0], "{name}");
    }
}

#[test]
fn what_a_browser_leaves_is_folded() {
    let prose = "The road went on past the last house of the village, over the hill, and down to the sea, where nobody had been.";
    let text = format!(
        "The Road\n\n{prose}\n\nAdvertisement\n\n{prose}\n\nShare this article\n\nSign up for our newsletter\n\n{prose}\n\n[Werbung]\n\n{prose}\n"
    );
    assert_eq!(
        folded(&text),
        [
            "Advertisement",
            "Share this article",
            "Sign up for our newsletter",
            "[Werbung]"
        ]
    );
    let pasted = text.replace("\n\n", "\n");
    assert_eq!(folded(&pasted).len(), 4);
}

#[test]
fn a_running_head_is_no_heading() {
    let text = pages(
        5,
        25,
        |n| {
            if n > 1 {
                "\nTHE LONG ROAD\n\n".to_owned()
            } else {
                "The Road\n\nSetting Out\n\n".to_owned()
            }
        },
        |n| format!("\nSmith      Page {n}\n"),
    );
    let headings: Vec<String> = outline(&text)
        .headings
        .into_iter()
        .map(|h| h.text)
        .collect();
    assert!(
        !headings
            .iter()
            .any(|h| h == "THE LONG ROAD" || h.contains("Page")),
        "{headings:?}"
    );
}

const WIDTH: Width = Width {
    measure: 66,
    room: 80,
    margin: 4,
};

fn letters(text: &str) -> String {
    // Dashes may be drawn as bullets.
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the page shows of a text, furniture that is folded aside; `open` or as written.
fn shown(text: &str, open: bool, written: bool) -> (String, Vec<Place>) {
    let document = document(text);
    let structure = Structure::whole(document.pages());
    let furniture: Vec<Place> = structure
        .outline
        .furniture
        .iter()
        .map(|f| f.place)
        .collect();
    let mut layout = Layout::new(document, structure, WIDTH);
    layout.set_written(written);
    for place in furniture.iter().filter(|_| open) {
        layout.set_open(*place, true);
    }
    let first = layout.first();
    let (rows, _) = layout.rows(first, 100_000);
    let rows = rows.iter().filter(|row| row.style != Some(Style::Folded));
    (rows.map(|row| letters(&row.text)).collect(), furniture)
}

fn holds(text: &str) {
    let all = letters(text);
    assert_eq!(shown(text, false, true).0, all, "as written");
    assert_eq!(shown(text, true, false).0, all, "opened");
    let mut rest = text.to_owned();
    for f in outline(text).furniture.iter().rev() {
        rest.replace_range(f.place.offset as usize..f.end.offset as usize, "");
    }
    assert_eq!(shown(text, false, false).0, letters(&rest), "folded");
}

#[test]
fn opened_all_is_there_and_folded_all_but_the_furniture() {
    for text in [
        include_str!("texts/memo.txt"),
        include_str!("texts/printed.txt"),
    ] {
        assert!(outline(text).furniture.len() > 3);
        holds(text);
    }
}

#[test]
fn a_paragraph_runs_on_over_a_page_break() {
    let document = document(include_str!("texts/memo.txt"));
    let structure = Structure::whole(document.pages());
    let mut layout = Layout::new(document, structure, WIDTH);
    let first = layout.first();
    let (rows, _) = layout.rows(first, 400);
    let rows: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let text = rows.join(" ");
    assert!(
        text.contains("should read the one about the hole. Nearly every gauge"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_length_lose_nothing_but_their_feet(
        sizes in prop::collection::vec(1..9_usize, 20..60),
        lines in 14..50_usize,
        foot in prop::sample::select(vec!["Smith    [Page #]", "          #", "- # -", "Page # of 99"]),
        head in prop::sample::select(vec!["", "The Long Road       May 1999\n\n"]),
    ) {
        let mut all: Vec<String> = Vec::new();
        for (i, size) in sizes.iter().enumerate() {
            for line in 0..*size {
                all.push(format!("{} went on past house number {} of the village and over", if line == 0 { "It" } else { "it" }, i * 10 + line));
            }
            all.push("the hill.".to_owned());
            all.push(String::new());
        }
        let mut text = String::new();
        for (n, page) in all.chunks(lines).enumerate() {
            if n > 0 {
                text.push_str(head);
            }
            text.push_str(&page.join("\n"));
            text.push_str(&format!("\n\n{}\n\n", foot.replace('#', &(n + 1).to_string())));
        }
        holds(&text);
    }
}
