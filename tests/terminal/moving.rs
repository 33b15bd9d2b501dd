//! Many keys at once, and where a reading begins.

use std::fmt::Write as _;

use super::pty::{Terminal, rubric};
use super::{file, long_text};

/// So many lines that are kept, each saying which it is.
fn numbered(lines: u32) -> String {
    (1..=lines).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "line {line} of them");
        text
    })
}

fn quit(mut terminal: Terminal) {
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_thousand_keys_at_once_come_to_the_right_place_in_few_frames() {
    let path = file("thousand", numbered(5000).as_bytes());
    let open = || {
        let mut terminal = rubric(&[path.to_str().unwrap()]).run();
        terminal.wait_for("line 1 of them");
        terminal
    };
    let mut counted = open();
    counted.type_keys("1000j");
    counted.wait_for("line 1010 of them");
    // A frame may come in pieces, and all of it is compared.
    counted.wait_for_silence();
    let mut held = open();
    let frames = |t: &Terminal| {
        let bytes = t.bytes.windows(8);
        bytes.filter(|bytes| *bytes == b"\x1b[?2026h").count()
    };
    let before = frames(&held);
    held.type_keys(&"j".repeat(1000));
    held.wait_until("it is where 1000j leads", |t| {
        t.contents() == counted.contents()
    });
    let drawn = frames(&held) - before;
    assert!(drawn <= 200, "{drawn} frames");
    held.type_keys(&"k".repeat(1000));
    held.wait_for("line 1 of them");
    quit(counted);
    quit(held);
}

#[test]
fn the_reading_begins_where_the_arguments_say() {
    let text = format!("{}The needle.\n\n{}", long_text().repeat(9), long_text());
    let path = file("begun", text.as_bytes());
    let name = path.to_str().unwrap();
    // A search that a worker has to make, and a line that is not counted when it opens.
    let lines = text.lines().count() - long_text().lines().count() - 1;
    for (start, shown) in [
        ("+/the needle", "1 of 1"),
        ("+?the needle", "1 of 1"),
        (&*format!("+{lines}"), "The needle."),
        ("+G", "Paragraph 3000 "),
    ] {
        let mut terminal = rubric(&[start, name]).run();
        terminal.wait_for(shown);
        assert!(start == "+G" || terminal.contents().contains("The needle."));
        quit(terminal);
    }
}
