//! The real binary in a real pseudo-terminal: what it draws there, and that the terminal is given back on every way
//! out. Waits for what is to be seen; nothing is asserted about time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "terminal/changing.rs"]
mod changing;
#[cfg(feature = "fetch")]
#[path = "terminal/fetching.rs"]
mod fetching;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "terminal/linking.rs"]
mod linking;
#[path = "terminal/moving.rs"]
mod moving;
#[path = "reading/output.rs"]
mod output;
#[path = "terminal/packed.rs"]
mod packed;
#[path = "terminal/pdf.rs"]
mod pdf;
#[cfg(feature = "images")]
#[path = "terminal/pictures.rs"]
mod pictures;
#[cfg(feature = "images")]
#[path = "terminal/png.rs"]
mod png;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/recognising.rs"]
mod recognising;
#[path = "terminal/searching.rs"]
mod searching;
#[cfg(feature = "fetch")]
#[path = "cli/server.rs"]
mod server;
#[path = "terminal/state.rs"]
mod state;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;

use output::strange;
use pty::{Terminal, rubric, shell};

const ARTICLE: &str = "tests/texts/article.txt";
/// Words that stand in its first paragraph, and in its first section.
const OPENING: &str = "When the council of Sandhaven";
const FIRST: &str = "A Bill Nobody Could Pay";

/// The article, open.
fn open() -> Terminal {
    let mut terminal = rubric(&[ARTICLE]).run();
    terminal.wait_for(OPENING);
    // The first key takes the hint away, and shows that keys are heard.
    terminal.type_keys("k");
    terminal.wait_until("a key is heard", |t| !t.contents().contains("h help"));
    terminal
}

/// A name for a file or a folder of a test; nothing is there.
fn unused(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    drop(fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path)));
    path
}

/// A file of its own for a test.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = unused(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// A pipe with a name, for a test of its own.
fn pipe(name: &str) -> PathBuf {
    let path = unused(name);
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    path
}

/// Prose of several parts, in numbered paragraphs.
fn long_text() -> String {
    let mut text = String::from("A Text of Many Pages\n\n");
    for n in 1..=3000 {
        text += &["Paragraph ", &n.to_string(), " of the text says no more than the one before it did, and does so in as many words.\n\n"].concat();
    }
    text
}

// ------------------------------------------------------------------------------------------- reading

#[test]
fn an_article_is_opened_read_and_left() {
    let mut terminal = open();
    terminal.wait_for("The Last Lamplighter");
    terminal.wait_for(FIRST);
    assert!(terminal.screen().alternate_screen());
    assert!(terminal.screen().hide_cursor());
    terminal.type_keys("J");
    terminal.wait_for_row(1, FIRST);
    terminal.type_keys("K");
    terminal.wait_for(OPENING);
    terminal.type_keys("q");
    terminal.ends_well(0);
    assert_eq!(terminal.contents(), "", "nothing is left behind");
}

#[test]
fn a_wide_window_shows_the_outline_and_takes_the_mouse() {
    let mut terminal = rubric(&[ARTICLE]).size(120, 30).run();
    terminal.wait_for("Not Everyone Sleeps Better");
    // The wheel over the text, a click on an entry, in the terminal's own words.
    terminal.type_keys("\u{1b}[<65;80;10M");
    terminal.wait_for_row(2, OPENING);
    let row = terminal
        .contents()
        .lines()
        .position(|l| l.contains("A Question of Colour"))
        .unwrap();
    terminal.type_keys(&format!("\u{1b}[<0;5;{}M", row + 1));
    terminal.wait_for_row(1, "A Question of Colour");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_long_text_is_judged_anew_as_often_as_one_asks() {
    let article = fs::read_to_string(ARTICLE).unwrap();
    let long = file("judged_anew", article.repeat(60).as_bytes());
    // A pipe that stays open is judged anew too: whoever waits for more of it is woken.
    let path = pipe("judged_pipe");
    let piped = shell("cat \"$1\" | \"$0\"", &path);
    let file = rubric(&[long.to_str().unwrap()]);
    for (start, end) in [(file, "sections  "), (piped, "sections so far")] {
        let mut terminal = start.size(120, 30).run();
        let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
        if end == "sections so far" {
            pipe.write_all(&fs::read(&long).unwrap()).unwrap();
        }
        terminal.wait_for(FIRST);
        terminal.type_keys("\t--");
        terminal.wait_until("the new outline is there", |t| {
            let screen = t.contents();
            screen.contains("outline: 2 steps stricter, ") && screen.contains(end)
        });
        terminal.type_keys("---+++");
        terminal.wait_until("and the last one", |t| {
            t.contents().contains("outline: 1 step stricter, ")
        });
        terminal.type_keys("q");
        drop(pipe);
        terminal.ends_well(0);
    }
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let mut terminal = rubric(&["--no-mouse", ARTICLE]).run();
    terminal.wait_for(OPENING);
    assert_eq!(
        terminal.screen().mouse_protocol_mode(),
        vt100::MouseProtocolMode::None
    );
    terminal.type_keys("q");
    terminal.ends_well(0);
    assert!(!String::from_utf8_lossy(&terminal.bytes).contains("?1000"));
}

#[test]
fn without_input_the_guide_opens() {
    let mut terminal = rubric(&[]).run();
    terminal.wait_for("guide");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_pipe_is_read_with_keys_from_the_terminal() {
    for line in [
        "cat \"$1\" | \"$0\"",
        "cat \"$1\" | \"$0\" -",
        "\"$0\" < \"$1\"",
    ] {
        let mut terminal = shell(line, Path::new(ARTICLE)).run();
        terminal.wait_for(OPENING);
        terminal.type_keys("J");
        terminal.wait_for_row(1, FIRST);
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_pipe_is_read_while_it_fills() {
    let path = pipe("slow");
    let mut terminal = shell("cat \"$1\" | \"$0\"", &path).run();
    // Also for reading, so that opening it does not wait for the other side.
    let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
    pipe.write_all(b"The first words of a long text have come.\n\n")
        .unwrap();
    terminal.wait_for("The first words");
    pipe.write_all(long_text().as_bytes()).unwrap();
    pipe.write_all(b"\nThese are the last words of it.\n")
        .unwrap();
    drop(pipe);
    terminal.wait_for("Paragraph 2 ");
    // Where the end is changes while the text arrives.
    terminal.wait_until("the end is there", |t| {
        t.type_keys("G");
        t.is_silent(Duration::from_millis(50));
        t.contents().contains("the last words")
    });
    terminal.type_keys("g");
    terminal.wait_for("The first words");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn what_came_before_a_pipe_pauses_is_in_the_outline() {
    let path = pipe("pausing");
    let mut terminal = shell("cat \"$1\" | \"$0\"", &path).size(120, 40).run();
    let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
    pipe.write_all(&fs::read(ARTICLE).unwrap()).unwrap();
    let in_outline = |t: &mut Terminal, words| {
        let rows = t.contents();
        rows.lines().any(|row| {
            row.split('│')
                .next()
                .is_some_and(|entry| entry.contains(words))
        })
    };
    terminal.wait_until("it is judged", |t| in_outline(t, "Not Everyone Sleeps"));
    // So that a verdict has been made and the next one is not due yet.
    std::thread::sleep(Duration::from_millis(300));
    pipe.write_all(b"\n\nWhat Came Last\n\nIt came at once behind the rest of the text, and then nothing came for a long while.\n")
        .unwrap();
    terminal.wait_until("it is in the outline", |t| in_outline(t, "What Came Last"));
    drop(pipe);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_file_that_is_cut_short_while_it_is_read_is_told_of() {
    let path = file("cut", long_text().as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Paragraph 1 ");
    let whole = File::options().write(true).open(&path).unwrap();
    whole.set_len(30_000).unwrap();
    terminal.type_keys("G");
    terminal.wait_for("cut short on disk, read again");
    terminal.type_keys("g");
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn pasted_text_is_no_command() {
    let mut terminal = open();
    terminal.type_keys("\u{1b}[200~qqq\u{1b}[201~J");
    terminal.wait_for_row(1, FIRST);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn ctrl_c_cancels_and_does_not_end() {
    let mut terminal = open();
    terminal.type_keys("12\u{3}J");
    terminal.wait_for_row(1, FIRST);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn ctrl_l_draws_everything_anew() {
    let mut terminal = open();
    while !terminal.is_silent(Duration::from_millis(300)) {}
    let before = terminal.bytes.len();
    terminal.type_keys("\u{c}");
    let whole = |t: &mut Terminal| {
        let drawn = String::from_utf8_lossy(&t.bytes[before..]).into_owned();
        drawn.contains("\u{1b}[2J") && drawn.contains("council")
    };
    terminal.wait_until("a whole frame", whole);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

// ------------------------------------------------------------------------------------------- what is written

#[test]
fn nothing_of_a_text_acts_on_the_terminal() {
    let mut hostile = b"The Title of It\n\nsafe and sound \x1b[2J\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1bP1q\x1b\\\x1b[?1049l\x1bc\x9b31m\xc2\x9b31m \xe2\x80\xaeolleh \x0e\x08\x05 end\n\n".to_vec();
    hostile.extend((0..=255).flat_map(|b| [b'x', b, b' ']));
    let path = file("hostile", &hostile);
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("safe and sound");
    terminal.wait_for("end");
    terminal.type_keys("Gghqoo");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let strange = strange(&terminal.bytes);
    assert!(strange.is_empty(), "{strange:?}");
}

/// The colours that the sequences in some output ask for.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let styles = text.split("\u{1b}[").skip(1).filter_map(|piece| {
        let (numbers, _) = piece.split_once('m')?;
        numbers
            .chars()
            .all(|c| c.is_ascii_digit() || c == ';')
            .then(|| numbers.to_owned())
    });
    styles
        .filter(|numbers| {
            let mut codes = numbers.split(';').filter_map(|n| n.parse::<u32>().ok());
            codes.any(|n| matches!(n, 30..=38 | 40..=48 | 58 | 90..=107))
        })
        .collect()
}

#[test]
fn colour_is_used_unless_it_is_not_wanted() {
    let visit = |mut terminal: Terminal| {
        terminal.wait_for(OPENING);
        terminal.type_keys("J");
        terminal.wait_for_row(1, FIRST);
        terminal.type_keys("o");
        terminal.wait_for("Sleeps Better");
        terminal.type_keys("oq");
        terminal.ends_well(0);
        colours(&terminal.bytes)
    };
    assert!(!visit(rubric(&[ARTICLE]).run()).is_empty());
    assert!(!visit(rubric(&[ARTICLE]).env("NO_COLOR", "").run()).is_empty());
    assert_eq!(
        visit(rubric(&[ARTICLE]).env("NO_COLOR", "1").run()),
        [""; 0]
    );
}

#[test]
fn at_rest_nothing_is_written() {
    let path = file("rest", long_text().as_bytes());
    for path in [Path::new(ARTICLE), &path] {
        let mut terminal = rubric(&[path.to_str().unwrap()]).run();
        terminal.wait_for("0 %");
        // The outline of a long text arrives in its own time.
        terminal.wait_until("nothing is judged any more", |t| {
            let contents = t.contents();
            let mut said = contents.split("outline ").skip(1);
            !said.any(|s| s.starts_with(|c: char| c.is_ascii_digit()))
        });
        while !terminal.is_silent(Duration::from_millis(500)) {}
        assert!(terminal.is_silent(Duration::from_millis(500)));
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_window_of_any_size_is_filled() {
    let mut terminal = open();
    let before = terminal.contents();
    for (columns, rows) in [(20, 5), (1, 1), (200, 60), (2, 3)] {
        terminal.resize(columns, rows);
        let from = terminal.bytes.len();
        terminal.wait_until("it is drawn anew", |t| {
            String::from_utf8_lossy(&t.bytes[from..]).contains("\u{1b}[2J")
        });
        if columns == 20 {
            terminal.wait_for("The Last");
        }
    }
    terminal.resize(80, 24);
    terminal.wait_until("it looks as it did at first", |t| t.contents() == before);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_window_may_be_small_from_the_start() {
    for (columns, rows) in [(1, 1), (2, 2), (20, 5), (300, 2)] {
        let mut terminal = rubric(&[ARTICLE]).size(columns, rows).run();
        terminal.wait_until("it is ours", |t| t.screen().hide_cursor());
        terminal.type_keys("jJGgoohq");
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_terminal_without_a_size_has_the_usual_one() {
    let mut terminal = rubric(&[ARTICLE]).size(0, 0).run();
    terminal.resize(80, 24);
    terminal.wait_for(OPENING);
    terminal.type_keys("q");
    terminal.ends_well(0);
}
