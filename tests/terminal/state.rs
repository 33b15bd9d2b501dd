//! Corrections by hand outlive the reader, whatever ends it, and nothing else is written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::Value;

use super::pty::{Start, Terminal, rubric, shell};
use super::{ARTICLE, FIRST, OPENING, long_text};

/// An empty folder for the state of a test.
fn state(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("state-{name}"));
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn start(state: &Path, file: &Path) -> Start {
    rubric(&[file.to_str().unwrap()]).env("XDG_STATE_HOME", state.to_str().unwrap())
}

/// A text in a reader that shows it and takes keys.
fn open(state: &Path, file: &Path) -> Terminal {
    let mut terminal = start(state, file).run();
    terminal.wait_for(OPENING);
    terminal
}

/// The headings that `--outline` prints.
fn outline(state: &Path, file: &Path, more: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rubric"))
        .args(more)
        .arg("--outline")
        .arg(file)
        .env("XDG_STATE_HOME", state)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The files in which corrections are kept.
fn kept(state: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(state.join("rubric/corrections"));
    let paths = entries.into_iter().flatten().map(|e| e.unwrap().path());
    paths
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect()
}

fn article() -> &'static Path {
    Path::new(ARTICLE)
}

#[test]
fn a_correction_is_there_when_the_text_is_opened_again() {
    let state = state("again");
    let mut terminal = open(&state, article());
    terminal.type_keys("J#");
    terminal.wait_for("no heading any more: U undoes it");
    terminal.type_keys("q");
    terminal.ends_well(0);
    assert!(!outline(&state, article(), &[]).contains(FIRST));
    assert!(outline(&state, article(), &["--as-judged"]).contains(FIRST));
    // Under another name, and with another word in it.
    let copy = state.join("copy.txt");
    let text = fs::read_to_string(ARTICLE).unwrap();
    fs::write(&copy, text.replace("council", "town council")).unwrap();
    assert!(!outline(&state, &copy, &[]).contains(FIRST));
    let mut terminal = open(&state, article());
    terminal.type_keys("J");
    terminal.wait_for_row(1, "What the Numbers Say");
    terminal.type_keys("U");
    terminal.wait_for("taken back");
    terminal.type_keys("q");
    terminal.ends_well(0);
    assert!(outline(&state, article(), &[]).contains(FIRST));
    assert_eq!(
        kept(&state),
        [""; 0].map(PathBuf::from),
        "nothing is left to keep"
    );
}

#[test]
fn a_correction_is_kept_that_came_with_the_key_that_quits() {
    let state = state("with_q");
    let mut terminal = open(&state, article());
    terminal.type_keys("J#q");
    terminal.ends_well(0);
    assert!(!outline(&state, article(), &[]).contains(FIRST));
}

#[test]
fn reading_alone_writes_nothing() {
    let state = state("nothing");
    let mut terminal = open(&state, article());
    terminal.type_keys("Jq");
    terminal.ends_well(0);
    outline(&state, article(), &[]);
    assert_eq!(fs::read_dir(&state).unwrap().count(), 0);
}

#[test]
fn killed_at_any_moment_it_leaves_whole_files() {
    let state = state("killed");
    let mut most = 0;
    // On a busy machine all of the first ones may die before they have kept anything.
    for round in 0..240 {
        if round >= 24 && most > 0 {
            break;
        }
        let mut terminal = open(&state, article());
        // Each round makes one more: the level of the same heading goes up and down.
        terminal.type_keys("\tj><><><><");
        std::thread::sleep(Duration::from_millis(round % 12 * 3 + round / 24 * 20));
        terminal.send(Signal::KILL);
        terminal.ended();
        for path in kept(&state) {
            let bytes = fs::read(&path).unwrap();
            let kept: Value = serde_json::from_slice(&bytes).unwrap();
            let corrections = kept["corrections"].as_array().unwrap().len();
            assert!(corrections >= most, "{corrections} after {most}");
            most = corrections;
        }
    }
    assert!(most > 0);
    // Nothing piles up beside them: the lock, one file, and what the last one was about to write.
    let all = fs::read_dir(state.join("rubric/corrections"))
        .unwrap()
        .count();
    assert!(all <= 3, "{all} files");
}

#[test]
fn two_readers_of_one_text_lose_nothing() {
    let state = state("two");
    let mut both = [open(&state, article()), open(&state, article())];
    for n in [0, 1, 0, 1] {
        let terminal = &mut both[n];
        terminal.type_keys("J#");
        terminal.wait_for("no heading any more");
        terminal.type_keys("k");
        terminal.wait_until("it is said no more", |t| {
            !t.contents().contains("no heading any more")
        });
    }
    for mut terminal in both {
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
    let bytes = fs::read(&kept(&state)[0]).unwrap();
    let kept: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(kept["corrections"].as_array().unwrap().len(), 4);
}

#[test]
fn what_is_not_understood_is_set_aside_with_a_line() {
    for (n, content) in ["{\"version\": 1, \"corr", "", "{\"version\": 99}", "[1, 2]"]
        .into_iter()
        .enumerate()
    {
        let state = state(&format!("aside-{n}"));
        let mut terminal = open(&state, article());
        terminal.type_keys("J#");
        terminal.wait_for("no heading any more");
        terminal.type_keys("q");
        terminal.ends_well(0);
        let path = kept(&state).remove(0);
        fs::write(&path, content).unwrap();
        let printed = outline(&state, article(), &[]);
        assert!(printed.contains(FIRST), "it is printed without");
        assert!(path.exists(), "and nothing is moved by that");
        let mut terminal = open(&state, article());
        terminal.wait_for("the corrections of this text");
        terminal.type_keys("J#");
        terminal.wait_for("no heading any more");
        terminal.type_keys("q");
        terminal.ends_well(0);
        let aside = fs::read(PathBuf::from(format!("{}.aside1", path.display())));
        assert_eq!(aside.unwrap(), content.as_bytes());
        assert!(!outline(&state, article(), &[]).contains(FIRST));
    }
}

#[test]
fn without_a_place_to_keep_them_corrections_hold_for_this_run() {
    // A file where the folder should be: nobody can write below it, whoever they are.
    let taken = state("taken").join("file");
    fs::write(&taken, "").unwrap();
    let starts = [
        start(&taken, article()),
        rubric(&[ARTICLE]).env("HOME", "").env("XDG_STATE_HOME", ""),
    ];
    for start in starts {
        let mut terminal = start.run();
        terminal.wait_for(OPENING);
        terminal.type_keys("J#");
        terminal.wait_for("corrections are for this run only");
        terminal.type_keys("J");
        terminal.wait_for_row(1, "What the Numbers Say");
        terminal.type_keys("(");
        terminal.wait_until("it is gone", |t| {
            !t.contents()
                .lines()
                .nth(1)
                .is_some_and(|row| row.contains(FIRST))
        });
        terminal.type_keys("q");
        let ended = terminal.ended();
        assert_eq!(ended.exit_code(), 0);
    }
}

#[test]
fn a_correction_far_into_a_long_text_is_found_in_a_file_and_in_a_pipe() {
    let state = state("far");
    let path = state.join("long.txt");
    fs::write(&path, long_text()).unwrap();
    let mut terminal = start(&state, &path).run();
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("2001g");
    terminal.wait_until("the line is counted", |t| {
        t.type_keys("2001g");
        t.is_silent(Duration::from_millis(50));
        t.contents().contains("Paragraph 1000 ")
    });
    terminal.wait_until("the outline is there", |t| {
        !t.contents().contains("outline ")
    });
    terminal.type_keys("#");
    terminal.wait_for("a heading now");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let printed = outline(&state, &path, &[]);
    assert!(printed.contains("Paragraph 1000 "), "{printed}");
    assert!(!outline(&state, &path, &["--as-judged"]).contains("Paragraph 1000 "));
    let state = state.to_str().unwrap();
    for start in [
        start(Path::new(state), &path),
        shell("(sleep 0.3; cat \"$1\") | \"$0\"", &path).env("XDG_STATE_HOME", state),
    ] {
        let mut terminal = start.run();
        terminal.wait_for("Paragraph 1 ");
        terminal.wait_until("it is a heading again", |t| {
            t.type_keys("gJ");
            t.is_silent(Duration::from_millis(50));
            let rows = t.contents();
            rows.lines()
                .nth(1)
                .is_some_and(|row| row.contains("Paragraph 1000 "))
        });
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_full_disk_leaves_what_was_kept_and_says_so() {
    let state = state("full");
    let mut terminal = open(&state, article());
    terminal.type_keys("J#");
    terminal.wait_for("no heading any more");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let before = fs::read(&kept(&state)[0]).unwrap();
    let mut terminal = shell("ulimit -f 0; exec \"$0\" \"$1\"", article())
        .env("XDG_STATE_HOME", state.to_str().unwrap())
        .run();
    terminal.wait_for(OPENING);
    terminal.type_keys("J#");
    terminal.wait_for("corrections are for this run only");
    terminal.type_keys("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    assert_eq!(fs::read(&kept(&state)[0]).unwrap(), before);
    let folder = state.join("rubric/corrections");
    assert!(!folder.join(".writing").exists(), "nothing is left behind");
}
