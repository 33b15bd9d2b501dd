//! Files that change while they are read, texts that grow, and saving them.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::pty::{Terminal, rubric, shell};
use super::{file, long_text, pipe, unused};

fn open(path: &Path) -> Terminal {
    rubric(&[path.to_str().unwrap()]).run()
}

fn append(path: &Path, text: &str) {
    let mut file = File::options().append(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// As editors save: a new file under the old name.
fn replace(path: &Path, text: &str) {
    let beside = path.with_extension("beside");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, path).unwrap();
}

fn quit(mut terminal: Terminal) {
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// Says what a screen shows without its last row.
fn page(terminal: &Terminal) -> String {
    let contents = terminal.contents();
    let rows: Vec<&str> = contents.lines().collect();
    rows[..rows.len() - 1].join("\n")
}

// ------------------------------------------------------------------------------------------- following

#[test]
fn what_is_appended_is_followed_until_one_goes_up() {
    let path = file("grows", long_text().as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("F");
    terminal.wait_for("Paragraph 3000 ");
    terminal.wait_for("following");
    append(&path, "Now comes the first addition.\n\n");
    terminal.wait_for("the first addition");
    append(&path, &"One line more than a page holds.\n\n".repeat(40));
    append(&path, "And the second addition.\n\n");
    terminal.wait_for("the second addition");
    terminal.type_keys("k");
    terminal.wait_for("F or G follows again");
    let before = page(&terminal);
    append(&path, "The third addition.\n\n");
    // What is not followed moves nothing.
    terminal.type_keys("kj");
    terminal.wait_until("the page stands", |t| page(t) == before);
    assert!(!terminal.contents().contains("third addition"));
    terminal.type_keys("G");
    terminal.wait_for("The third addition");
    terminal.wait_for("following");
    append(&path, "The fourth addition.\n\n");
    terminal.wait_for("The fourth addition");
    quit(terminal);
}

#[test]
fn a_text_may_be_followed_from_the_start() {
    let path = file("followed", b"");
    let name = path.to_str().unwrap();
    let mut terminal = rubric(&["--follow", name]).run();
    terminal.wait_for("following");
    append(&path, "The first words of it.\n");
    terminal.wait_for("The first words");
    append(&path, &long_text());
    terminal.wait_for("Paragraph 3000 ");
    terminal.type_keys("g");
    terminal.wait_for("The first words");
    terminal.wait_for("F or G follows again");
    quit(terminal);
}

#[test]
fn a_pipe_is_followed() {
    let path = pipe("followed_pipe");
    let mut terminal = shell("cat \"$1\" | \"$0\" --follow", &path).run();
    let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
    pipe.write_all(long_text().as_bytes()).unwrap();
    terminal.wait_for("Paragraph 3000 ");
    pipe.write_all(b"And one paragraph more.\n\n").unwrap();
    terminal.wait_for("one paragraph more");
    terminal.type_keys("u");
    terminal.wait_for("F or G follows again");
    terminal.type_keys("F");
    terminal.wait_for("one paragraph more");
    pipe.write_all(b"This is the last one.\n").unwrap();
    drop(pipe);
    terminal.wait_for("This is the last one");
    terminal.wait_for("all of it has come");
    quit(terminal);
}

/// Whoever writes to it is told by the pipe, and ends too: else the shell would wait for them.
#[test]
fn an_endless_pipe_is_read_followed_and_left() {
    let endless = "n=0; while :; do n=$((n+1)); echo line $n of it; done | \"$0\"";
    let mut terminal = shell(endless, Path::new("none")).run();
    terminal.wait_for("line 1 of it");
    let last = |t: &Terminal| {
        let numbers = t.contents();
        let numbers = numbers.lines().filter_map(|line| {
            let rest = line.trim().strip_prefix("line ")?;
            rest.strip_suffix(" of it")?.parse::<u64>().ok()
        });
        numbers.max().unwrap_or(0)
    };
    terminal.type_keys("G");
    terminal.wait_until("its present end is there", |t| last(t) > 100);
    terminal.type_keys("F");
    terminal.wait_for("following");
    let before = last(&terminal);
    terminal.wait_until("it goes on", |t| last(t) > before + 10_000);
    terminal.type_keys("g");
    terminal.wait_for("line 1 of it");
    quit(terminal);
}

#[test]
fn a_log_that_is_rotated_is_followed_on() {
    let path = file("rotated", "an old line\n".repeat(100).as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("an old line");
    terminal.type_keys("F");
    terminal.wait_for("following");
    replace(&path, "the first new line\n");
    terminal.wait_for("the first new line");
    terminal.wait_for("replaced on disk, read again");
    append(&path, "the second new line\n");
    terminal.wait_for("the second new line");
    fs::remove_file(&path).unwrap();
    terminal.wait_for("deleted on disk");
    fs::write(&path, "a newer line\n").unwrap();
    terminal.wait_for("a newer line");
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(0)
        .unwrap();
    terminal.wait_for("cut short on disk");
    append(&path, "after it was emptied\n");
    terminal.wait_for("after it was emptied");
    quit(terminal);
}

#[test]
fn what_could_not_be_read_for_a_while_is_followed_on() {
    let path = file("unreadable", "an old line\n".repeat(100).as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("an old line");
    terminal.type_keys("F");
    terminal.wait_for("following");
    let beside = unused("unreadable_beside");
    fs::create_dir(&beside).unwrap();
    fs::remove_file(&path).unwrap();
    fs::rename(&beside, &path).unwrap();
    terminal.wait_for("cannot read it");
    fs::remove_dir(&path).unwrap();
    fs::write(&path, "a newer line\n").unwrap();
    terminal.wait_for("a newer line");
    append(&path, "and the newest one\n");
    terminal.wait_for("and the newest one");
    quit(terminal);
}

/// How often a process was put to sleep and woken, all threads counted, where the system tells in `/proc`.
fn switches(terminal: &Terminal) -> Option<u64> {
    let id = terminal.process().as_raw_nonzero();
    let mut sum = 0;
    for task in fs::read_dir(format!("/proc/{id}/task")).ok()? {
        let status = fs::read_to_string(task.ok()?.path().join("status")).ok()?;
        let count = |line: &str| {
            line.strip_prefix("voluntary_ctxt_switches:")?
                .trim()
                .parse::<u64>()
                .ok()
        };
        sum += status.lines().filter_map(count).sum::<u64>();
    }
    Some(sum)
}

/// It may have something to finish; then nothing wakes it for longer than the file was looked at.
fn rests(terminal: &mut Terminal) {
    terminal.wait_until("it rests", |t| {
        let before = switches(t);
        t.is_silent(Duration::from_millis(1500)) && switches(t) == before
    });
}

#[test]
fn at_rest_it_does_not_wake_also_after_it_followed() {
    let path = file("at_rest", long_text().as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    rests(&mut terminal);
    terminal.type_keys("F");
    terminal.wait_for("following");
    append(&path, "The end of it.\n");
    terminal.wait_for("The end of it");
    terminal.type_keys("u");
    terminal.wait_for("F or G follows again");
    rests(&mut terminal);
    terminal.type_keys("R");
    terminal.wait_for("read again");
    rests(&mut terminal);
    quit(terminal);
}

// ------------------------------------------------------------------------------------------- changes

#[test]
fn a_file_that_is_saved_anew_is_read_again_at_the_same_place() {
    let text = long_text();
    let path = file("saved_anew", text.as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("50%");
    terminal.wait_for("Paragraph 150");
    terminal.wait_until_judged();
    let before = page(&terminal);
    replace(
        &path,
        &text.replacen("Paragraph 1 ", &"A new one.\n\n".repeat(500), 1),
    );
    terminal.type_keys("j");
    terminal.wait_for("replaced on disk");
    terminal.type_keys("kR");
    terminal.wait_for("read again");
    assert_eq!(page(&terminal), before);
    terminal.type_keys("g");
    terminal.wait_for("A new one.");
    quit(terminal);
}

/// Sections of a text whose format has marks.
fn sections(count: u32) -> String {
    let mut text = String::new();
    for n in 1..=count {
        text += &format!("# Section {n}\n\nThe words of {n}.\n\n");
    }
    text
}

#[test]
fn places_to_go_back_to_outlive_another_look_at_the_text() {
    let path = file("back_from_source", sections(300).as_bytes()).with_extension("md");
    fs::write(&path, sections(300)).unwrap();
    let mut terminal = open(&path);
    terminal.wait_for("Section 1 ");
    terminal.type_keys("801g");
    terminal.wait_for("words of 202.");
    terminal.type_keys("w");
    terminal.wait_for("# Section 202");
    terminal.type_keys("''");
    terminal.wait_for("# Section 2");
    terminal.type_keys("w");
    terminal.wait_for("words of 2.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("words of 202.");
    quit(terminal);
}

#[test]
fn a_source_that_changes_while_it_is_shown_stays_shown() {
    let path = file("changed_source", b"").with_extension("md");
    fs::write(&path, sections(300)).unwrap();
    let mut terminal = open(&path);
    terminal.wait_for("Section 1 ");
    terminal.type_keys("w801g");
    terminal.wait_for("# Section 203");
    replace(&path, &format!("# New\n\nA new one.\n\n{}", sections(300)));
    terminal.type_keys("R");
    terminal.wait_for("read again");
    assert!(
        page(&terminal).contains("# Section 203"),
        "{}",
        page(&terminal)
    );
    assert!(!terminal.contents().contains("gone"));
    terminal.type_keys("g");
    terminal.wait_for("# New");
    terminal.type_keys("w");
    terminal.wait_until("it is set anew", |t| !t.contents().contains("# New"));
    quit(terminal);
}

#[test]
fn a_file_that_is_written_over_before_any_key_is_read_again() {
    let path = file("written_over_longer", b"Of the sea.\n");
    let mut terminal = open(&path);
    terminal.wait_for("Of the sea.");
    rests(&mut terminal);
    fs::write(&path, "Of the hills.\n\nAnd of all that lives there.\n").unwrap();
    terminal.type_keys("j");
    terminal.wait_for("lives there");
    quit(terminal);
}

#[test]
fn a_file_that_is_written_over_is_read_again_by_itself() {
    let text = long_text();
    let path = file("written_over", text.as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("50%");
    terminal.wait_for("Paragraph 150");
    terminal.wait_until_judged();
    let before = page(&terminal);
    fs::write(
        &path,
        text.replacen("Paragraph 1 ", "", 900).split_off(40_000),
    )
    .unwrap();
    terminal.type_keys("\u{1b}");
    terminal.wait_for("on disk, read again");
    assert_eq!(page(&terminal), before);
    quit(terminal);
}

#[test]
fn a_file_that_was_deleted_can_be_read_on() {
    let path = file("deleted", long_text().as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    fs::remove_file(&path).unwrap();
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 3000 ");
    terminal.wait_for("deleted on disk");
    terminal.type_keys("R");
    terminal.wait_for("cannot read it: no such file");
    terminal.type_keys("g");
    terminal.wait_for("Paragraph 1 ");
    quit(terminal);
}

#[test]
fn a_file_that_has_grown_is_told_of_until_it_is_read_again() {
    let path = file("told_of", long_text().as_bytes());
    let mut terminal = open(&path);
    terminal.wait_for("Paragraph 1 ");
    append(&path, "An addition.\n");
    terminal.type_keys("j");
    terminal.wait_for("grown on disk");
    terminal.type_keys("j");
    // What is to be done is said once.
    terminal.wait_until("only that it has grown is said", |t| {
        let contents = t.contents();
        contents.contains("grown on disk") && !contents.contains("grown on disk: R")
    });
    terminal.type_keys("RG");
    terminal.wait_for("read again");
    assert!(!terminal.contents().contains("grown on disk"));
    terminal.type_keys("G");
    terminal.wait_for("An addition.");
    quit(terminal);
}

#[test]
fn only_files_are_read_again() {
    let mut terminal = shell("cat \"$1\" | \"$0\"", Path::new(super::ARTICLE)).run();
    terminal.wait_for(super::OPENING);
    terminal.type_keys("R");
    terminal.wait_for("only a file can be read again");
    terminal.type_keys("F");
    terminal.wait_for("all of it has come");
    quit(terminal);
}

#[test]
fn a_text_whose_reading_again_breaks_off_can_be_read_on() {
    let path = file("breaks_off", long_text().as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()])
        .env("RUBRIC_TEST_PANIC", "reload")
        .run();
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("R");
    terminal.wait_for("cannot read it");
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 3000 ");
    quit(terminal);
}

// ------------------------------------------------------------------------------------------- saving

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let path = unused(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_came_from_a_pipe_is_saved_and_nothing_written_over_unasked() {
    let folder = folder("saving");
    let source = file("to_save", long_text().as_bytes());
    let saved = folder.join("saved.txt");
    let name = saved.to_str().unwrap();
    let mut terminal = shell("cat \"$1\" | \"$0\"", &source).run();
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys(&format!("S{name}\r"));
    terminal.wait_for("saved ");
    assert_eq!(fs::read(&saved).unwrap(), long_text().as_bytes());
    fs::write(&saved, "precious").unwrap();
    fs::set_permissions(&saved, Permissions::from_mode(0o604)).unwrap();
    terminal.type_keys(&format!("S{name}\r"));
    terminal.wait_for("? y/n");
    terminal.type_keys("xn");
    terminal.wait_for("not saved");
    assert_eq!(fs::read(&saved).unwrap(), b"precious");
    terminal.type_keys(&format!("S{name}\r"));
    terminal.wait_for("? y/n");
    terminal.type_keys("y");
    terminal.wait_for("saved ");
    assert_eq!(fs::read(&saved).unwrap(), long_text().as_bytes());
    // Who might read what was written over may read this, and nobody else.
    let rights = fs::metadata(&saved).unwrap().permissions().mode();
    assert_eq!(rights & 0o777, 0o604);
    assert_eq!(names(&folder), ["saved.txt"]);
    quit(terminal);
}

#[test]
fn what_cannot_be_saved_is_said_in_a_line() {
    let folder = folder("unsaved");
    let mut terminal = rubric(&[super::ARTICLE])
        .env("HOME", folder.to_str().unwrap())
        .run();
    terminal.wait_for(super::OPENING);
    for (name, said) in [
        ("~/none/there", "not saved, no such file or directory: "),
        ("~", "not saved, is a directory: ~"),
        ("/dev/full", "not saved, is no file: "),
        (super::ARTICLE, "not saved, is the file that you read: "),
        ("~nobody/x", "only ~/ is understood"),
    ] {
        terminal.type_keys(&format!("S{name}\r"));
        terminal.wait_for(said);
    }
    terminal.type_keys("Sabc");
    terminal.wait_for("save to: abc");
    terminal.type_keys("\u{1b}");
    terminal.wait_until("nothing is asked any more", |t| {
        !t.contents().contains("save to")
    });
    terminal.type_keys(":w ~/article.txt\r");
    terminal.wait_for("saved ");
    let saved = fs::read(folder.join("article.txt")).unwrap();
    assert_eq!(saved, fs::read(super::ARTICLE).unwrap());
    quit(terminal);
    assert_eq!(names(&folder), ["article.txt"]);
}

/// A file that is large and takes no room.
fn sparse(name: &str) -> PathBuf {
    let path = file(name, "The beginning of a long one.\n\n".as_bytes());
    let file = File::options().write(true).open(&path).unwrap();
    file.set_len(40 << 30).unwrap();
    path
}

#[test]
fn saving_takes_no_key_away_and_can_be_cancelled() {
    let folder = folder("cancelled");
    let source = sparse("large");
    let name = folder.join("copy");
    let mut terminal = open(&source);
    terminal.wait_for("The beginning");
    terminal.type_keys(&format!("S{}\r", name.to_str().unwrap()));
    terminal.wait_for("Esc cancels");
    terminal.type_keys("q");
    terminal.wait_for("still saving");
    terminal.type_keys("G");
    terminal.wait_until("the end is there", |t| {
        !t.contents().contains("The beginning")
    });
    terminal.type_keys("g");
    terminal.wait_for("The beginning");
    terminal.type_keys("\u{1b}");
    terminal.wait_for("saving was cancelled");
    assert_eq!(names(&folder), [""; 0]);
    // Whoever quits for all that leaves nothing half done either.
    terminal.type_keys(&format!("S{}\r", name.to_str().unwrap()));
    terminal.wait_for("Esc cancels");
    terminal.type_keys("qq");
    terminal.ends_well(0);
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn a_text_that_is_being_saved_is_not_left_before_that_has_ended() {
    let folder = folder("left_while_saving");
    sparse("large_and_linked");
    let first = file(
        "leads_to_a_large_one.md",
        b"Here is [a large one](large_and_linked).\n",
    );
    let mut terminal = open(&first);
    terminal.wait_for("Here is");
    terminal.type_keys("L1\r");
    terminal.wait_for("The beginning");
    let name = folder.join("copy");
    terminal.type_keys(&format!("S{}\r", name.to_str().unwrap()));
    terminal.wait_for("Esc cancels");
    terminal.type_keys("\u{f}");
    terminal.wait_for("still saving");
    terminal.type_keys("\u{1b}");
    terminal.wait_for("saving was cancelled");
    terminal.type_keys("\u{f}");
    terminal.wait_for("Here is");
    // It can be come back to, and saved again.
    terminal.type_keys("\u{1b}[1;3C");
    terminal.wait_for("The beginning");
    terminal.type_keys(&format!("S{}\r", name.to_str().unwrap()));
    terminal.wait_for("Esc cancels");
    terminal.type_keys("\u{1b}");
    terminal.wait_for("saving was cancelled");
    quit(terminal);
    assert_eq!(names(&folder), [""; 0]);
}
