//! Searching with the real binary: in a text that no key looks through at once, replaced, and left in the middle.

use super::pty::{Terminal, rubric};
use super::{file, long_text};

/// A text of some thirty megabytes, one needle near its end.
fn large(name: &str) -> Terminal {
    let mut text = long_text().repeat(80);
    text += "The needle is here.\n\n";
    text += &long_text();
    let path = file(name, text.as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Paragraph 1 ");
    terminal
}

#[test]
fn a_large_text_is_searched_while_one_goes_on() {
    let mut terminal = large("large");
    terminal.type_keys("/the needle\r");
    terminal.wait_for("The needle is here.");
    terminal.wait_for("1 of 1");
    // Backwards over the beginning, and counted to the end.
    terminal.type_keys("g?paragraph 3000 \r");
    terminal.wait_for("81 of 81");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_search_is_replaced_by_the_next_one() {
    let mut terminal = large("replaced");
    terminal.type_keys("/nowhere at all\r");
    terminal.type_keys("/[aeiou] ?the\r");
    terminal.type_keys("/the needle\r");
    terminal.wait_for("1 of 1");
    assert!(terminal.contents().contains("The needle is here."));
    terminal.type_keys("\u{1b}");
    terminal.wait_until("the count is gone", |t| !t.contents().contains("1 of 1"));
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_search_that_runs_keeps_nobody_from_leaving() {
    let mut terminal = large("left");
    terminal.type_keys("/[a-z]+ nowhere at all\r");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn what_is_pasted_into_a_search_is_searched() {
    let mut terminal = large("pasted");
    terminal.type_keys("\u{1b}[200~q\u{1b}[201~");
    terminal.type_keys("/the \u{1b}[200~needle\u{1b}[201~\r");
    terminal.wait_for("The needle is here.");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_search_that_breaks_off_says_so() {
    let path = file("search", long_text().repeat(4).as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()])
        .env("RUBRIC_TEST_PANIC", "search")
        .run();
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("/nowhere at all\r");
    terminal.wait_for("the search broke off");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn where_no_thread_can_be_made_one_reads_on() {
    let path = file("threads", long_text().repeat(4).as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()])
        .env("RUBRIC_TEST_PANIC", "thread")
        .run();
    terminal.wait_for("the outline cannot be made");
    terminal.type_keys("/nowhere at all\r");
    terminal.wait_for("the search broke off");
    terminal.type_keys("R");
    terminal.wait_for("cannot read it");
    terminal.type_keys(" ");
    terminal.wait_for("Paragraph 8 ");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn what_stands_behind_the_beginning_of_a_long_text_is_found_too() {
    let filler = "Of bread, and of nothing else at all.\n\n".repeat(8000);
    let path = file(
        "far.md",
        format!("# Bread\n\n{filler}The needle.\n").as_bytes(),
    );
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Of bread");
    terminal.type_keys("/needle\r");
    terminal.wait_for("The needle.");
    terminal.type_keys("q");
    terminal.ends_well(0);
}
