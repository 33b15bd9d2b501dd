//! Pipes whose first bytes do not show what the text is written in.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use super::pipe;
use super::pty::{Terminal, shell};

/// A comment of a manual page: of itself it says nothing.
const HEAD: &[u8] = b".\\\" T\n";

/// A reader of a pipe in which only so much has come, and what writes more to it.
fn open(name: &str, options: &str, first: &[u8]) -> (Terminal, File) {
    let path = pipe(name);
    let terminal = shell(&format!("cat \"$1\" | \"$0\" {options}"), &path)
        .size(120, 40)
        .run();
    let mut writer = writer(&path);
    writer.write_all(first).unwrap();
    (terminal, writer)
}

/// Also for reading, so that opening it does not wait for the other side.
fn writer(path: &Path) -> File {
    File::options().read(true).write(true).open(path).unwrap()
}

fn quit(mut terminal: Terminal) {
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// A manual page of so many sections.
fn marked(sections: usize) -> String {
    let section = |n: usize| {
        format!(
            ".SH Section {n}\nThe \\fIstressed\\fP words of {n} and more.\n.IP \\(bu 2\none\n.IP \\(bu 2\ntwo\n"
        )
    };
    let sections = (1..=sections).map(section);
    std::iter::once(".TH LOAF 1\n".to_owned())
        .chain(sections)
        .collect()
}

#[test]
fn the_text_is_taken_for_what_it_is_when_more_has_come() {
    let (mut terminal, mut pipe) = open("late_marks", "", HEAD);
    terminal.wait_for(".\\\" T");
    pipe.write_all(marked(30).as_bytes()).unwrap();
    drop(pipe);
    terminal.wait_for("• one");
    // Nobody has touched anything, so the outline shows itself.
    terminal.wait_for("Section 20 ");
    assert!(
        !terminal.contents().contains('\\'),
        "{}",
        terminal.contents()
    );
    quit(terminal);
}

#[test]
fn a_long_one_ends_as_what_it_is() {
    let (mut terminal, mut pipe) = open("late_and_long", "", HEAD);
    terminal.wait_for(".\\\" T");
    terminal.type_keys("j");
    let feeding = std::thread::spawn(move || {
        let text = marked(40_000);
        for piece in text.as_bytes().chunks(64 << 10) {
            pipe.write_all(piece).unwrap();
        }
    });
    terminal.wait_for("• one");
    feeding.join().unwrap();
    terminal.wait_for(" min left");
    terminal.type_keys("G");
    terminal.wait_until("the end is set", |t| {
        t.type_keys("G");
        t.is_silent(Duration::from_millis(50));
        let shown = t.contents();
        shown.contains("Section 40000") && shown.contains("• two") && !shown.contains('\\')
    });
    quit(terminal);
}

#[test]
fn while_little_comes_it_is_shown_as_it_comes() {
    let (mut terminal, mut pipe) = open("trickling", "", HEAD);
    terminal.wait_for(".\\\" T");
    pipe.write_all(marked(1).as_bytes()).unwrap();
    terminal.wait_for("The \\fIstressed\\fP words of 1");
    // Who goes on reading is where he was afterwards.
    pipe.write_all(marked(60).as_bytes()).unwrap();
    terminal.wait_for("The \\fIstressed\\fP words of 3 ");
    terminal.type_keys("/words of 40 \r");
    terminal.wait_for("The \\fIstressed\\fP words of 40 ");
    drop(pipe);
    terminal.wait_for("The stressed words of 40 ");
    quit(terminal);
}

#[test]
fn what_was_said_to_be_plain_stays_so() {
    for (name, options, words) in [
        (
            "plain_said",
            "--format text",
            "\\fIstressed\\fP words of 3 ",
        ),
        ("plain_words", "", "No marks here."),
    ] {
        let (mut terminal, mut pipe) = open(name, options, HEAD);
        terminal.wait_for(".\\\" T");
        let text = if options.is_empty() {
            "No marks here.\n\n".repeat(30)
        } else {
            marked(30)
        };
        pipe.write_all(text.as_bytes()).unwrap();
        drop(pipe);
        terminal.wait_for(" left");
        terminal.wait_for(words);
        quit(terminal);
    }
}

#[test]
fn who_wants_the_lines_as_they_are_has_chosen() {
    let (mut terminal, mut pipe) = open("lines_chosen", "", HEAD);
    terminal.wait_for(".\\\" T");
    terminal.type_keys("w");
    terminal.wait_for("as written");
    pipe.write_all(marked(30).as_bytes()).unwrap();
    drop(pipe);
    terminal.wait_for(" left");
    terminal.wait_for("The \\fIstressed\\fP words of 3 ");
    assert!(terminal.contents().contains("as written"));
    quit(terminal);
}

#[test]
fn what_is_marked_is_shown_while_it_comes() {
    let (mut terminal, mut pipe) = open("marked_trickle", "--format man", marked(1).as_bytes());
    terminal.wait_for("The stressed words of 1 ");
    for (number, key) in [(2, "G"), (20, ""), (60, "g"), (61, "G")] {
        let section = format!(".SH More\nThe \\fIstressed\\fP words of {number} as well.\n");
        pipe.write_all(section.as_bytes()).unwrap();
        terminal.type_keys(key);
        if key == "g" {
            terminal.wait_for("LOAF");
            // Who has gone up stays there.
            terminal.wait_for("The stressed words of 1 ");
        } else {
            terminal.wait_for(&format!("The stressed words of {number} as well"));
        }
    }
    drop(pipe);
    terminal.wait_for("100 %");
    quit(terminal);
}

#[test]
fn ctrl_c_takes_in_no_more() {
    for (name, options, words) in [
        ("stopped_marks", "--format man", "The stressed words of 1 "),
        (
            "stopped_plain",
            "--format text",
            "The \\fIstressed\\fP words of 1 ",
        ),
    ] {
        let (mut terminal, mut pipe) = open(name, options, marked(1).as_bytes());
        terminal.wait_for(words);
        // What was begun is ended first.
        terminal.type_keys("F");
        terminal.wait_for("following");
        terminal.type_keys("\u{3}");
        terminal.wait_for("stopped: F follows again");
        pipe.write_all(b".SH More\nThis comes as well.\n").unwrap();
        terminal.type_keys("G");
        terminal.wait_for("This comes as well.");
        terminal.type_keys("\u{3}");
        terminal.wait_for("no more is taken in");
        terminal.type_keys("j");
        terminal.wait_for("rest not taken in");
        // Nobody may hear of this any more.
        let _ = pipe.write_all(b".SH Late\nThis comes too late.\n");
        terminal.type_keys("\u{3}G");
        terminal.wait_for("100 %");
        assert!(!terminal.contents().contains("too late"));
        drop(pipe);
        quit(terminal);
    }
}
