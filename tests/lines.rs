//! What becomes of the lines of a text: those that a column broke are joined and set anew, all others stay, and one key
//! shows them all as they were written.

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

use window::Window;

/// Prose that a formatter broke at 58 columns.
const PROSE: &str = "\
The keeper of the northern light had a lamp, a bell and a
boat, and of these he trusted the bell most, because it had
never been dark. When the fog came in he rang it until the
morning, and the boats went round the rocks by its voice.
";

/// The rows of a page as a reader sees them, without the blanks around them.
fn rows(text: &str) -> Vec<String> {
    let picture = Window::open(text, 70, 60).picture();
    picture.lines().map(|row| row.trim().to_owned()).collect()
}

/// Whether some lines follow each other on the page of a text that is prose otherwise, and nothing is joined to them.
fn stay(lines: &str) {
    let rows = rows(&format!("{PROSE}\n{PROSE}\n{lines}\n{PROSE}"));
    let wanted: Vec<&str> = lines.lines().map(str::trim).collect();
    assert!(
        rows.windows(wanted.len()).any(|some| some == wanted),
        "these lines do not stay:\n{lines}\non the page:\n{}",
        rows.join("\n")
    );
}

#[test]
fn wrapped_prose_is_set_anew() {
    let rows = rows(PROSE);
    assert!(
        !rows.iter().any(|row| row.ends_with("a bell and a")),
        "a line of the source ends where it did: {rows:?}"
    );
}

#[test]
fn prose_is_joined_although_code_is_all_around_it() {
    let code = "fn lamp() {\n    light();\n    wait();\n}\n";
    let text = format!(
        "{code}\n{PROSE}\n{PROSE}\n{code}\n{code}\nHe also had a cat that was called Tip, who feared\neverything.\n"
    );
    let rows = rows(&text);
    assert!(
        rows.iter().any(|row| row.ends_with("feared everything.")),
        "{rows:?}"
    );
}

#[test]
fn verse_keeps_its_lines() {
    stay(
        "The lamp is lit, the tide is low,\nThe gulls have gone to bed;\nAnd all the little boats that row\nLie dreaming, keel to head.\n",
    );
    stay(
        "O keeper, keep the wick alight,\n  The harbour bar is near;\nThe ship that left us in the night\n  Comes home to us, my dear.\n",
    );
    stay("Only leave the door ajar\nFor the evening and the star.\n");
}

#[test]
fn code_drawings_and_heads_of_mails_keep_their_lines() {
    stay("for lamp in lamps:\n    if lamp.dark():\n        lamp.light()\n    print(lamp.name)\n");
    stay("      /\\\n     /  \\\n    | [] |\n   /______\\\n  ~~~~~~~~~~\n");
    stay(
        "From: Ruth <ruth@isles.example>\nTo: Tobias <tobias@lamps.example>\nSubject: the lamp at the north end, which was dark\nDate: Mon, 3 Mar 2003 09:12:44\n",
    );
}

#[test]
fn addresses_keep_their_lines() {
    stay("Amalia Brandt\n14 Mill Lane\nLower Harrow\nKent TN9 4QX\n");
}

#[test]
fn a_log_keeps_its_lines_however_long_they_are() {
    let entry = |n: u32| {
        format!(
            "2015-10-18 18:01:{n:02} the lamp at the north end was lit by its keeper, who then went to bed\n"
        )
    };
    let log: String = (10..40).map(entry).collect();
    let rows = rows(&log);
    let starts = rows.iter().filter(|row| row.starts_with("2015-")).count();
    let gaps = rows
        .iter()
        .skip(2)
        .take(20)
        .filter(|row| row.is_empty())
        .count();
    assert!(starts > 15 && gaps == 0, "{rows:?}");
}

#[test]
fn a_word_divided_at_a_line_end_is_whole_where_the_text_knows_it() {
    let text = "The keeper of the northern light had a lamp and a light-
house, and a boat that was as old as the lighthouse, or a
little older. He was well-
known for his bell, and as well-known for his stub-
bornness when the fog came in.
";
    let page = rows(text).join(" ");
    assert!(page.contains("and a lighthouse, and"), "{page}");
    assert!(page.contains("well-known for his bell"), "{page}");
    assert!(!page.contains("stubbornness"), "{page}");
}

// --------------------------------------------------------------------------------------------- as written

#[test]
fn w_shows_every_line_as_it_was_written_and_says_so() {
    let mut window = Window::open(&format!("{PROSE}\n\n\n  {PROSE}"), 80, 24);
    let before = window.keys("jk").picture();
    let written = window.keys("w").picture();
    let rows: Vec<&str> = written.lines().map(str::trim).collect();
    let source = format!("{PROSE}\n\n\n{PROSE}");
    let wanted: Vec<&str> = source.lines().collect();
    assert!(
        rows.windows(wanted.len()).any(|some| some == wanted),
        "{written}"
    );
    assert!(
        window.status().contains("as written"),
        "{}",
        window.status()
    );
    assert_eq!(window.keys("w").picture(), before);
    assert!(!window.status().contains("as written"));
}

#[test]
fn a_written_line_that_is_too_wide_goes_on_below_a_mark() {
    let line = "The keeper had a lamp, a bell and a boat. ".repeat(4);
    let written = Window::open(&format!("{line}\n\n{line}\n"), 60, 24)
        .keys("w")
        .picture();
    assert!(written.contains("↪ "), "{written}");
}

#[test]
fn w_stays_where_one_reads_and_leads_back() {
    let text = format!("{PROSE}\n").repeat(40);
    let mut window = Window::open(&text, 80, 24);
    let before = window.keys("}}}jjj").picture();
    let place = window.app.view().lines[0].place;
    window.keys("w");
    let (first, next) = (&window.app.view().lines[0], &window.app.view().lines[1]);
    assert!(first.place <= place && place < next.place);
    assert_eq!(window.keys("w").picture(), before);
}
