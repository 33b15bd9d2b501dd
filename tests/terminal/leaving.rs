//! Every way out gives the terminal back.

use super::*;

#[test]
fn what_cannot_be_opened_is_said_without_taking_the_screen() {
    let mut terminal = rubric(&["tests/texts/no such text"]).run();
    terminal.ends_well(1);
    assert_eq!(
        terminal.contents().trim_end(),
        "rubric: tests/texts/no such text: no such file"
    );
    assert!(!terminal.bytes.contains(&0x1b));
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for (signal, status) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let mut terminal = open();
        terminal.type_keys("J");
        terminal.wait_for_row(1, FIRST);
        terminal.send(signal);
        terminal.ends_well(status);
    }
}

#[test]
fn signals_are_heard_from_the_first_frame_on() {
    for _ in 0..20 {
        let mut terminal = rubric(&[ARTICLE]).run();
        terminal.wait_for(OPENING);
        terminal.send(Signal::TERM);
        terminal.ends_well(143);
    }
}

/// One that takes a part of the first frame, and one that takes nothing at all.
#[test]
fn signals_end_it_while_the_terminal_takes_no_frame() {
    let path = file("stalled", long_text().as_bytes());
    for line in [
        "exec \"$0\" \"$1\"",
        "head -c 99999 \"$1\" & sleep 0.2; exec \"$0\" \"$1\"",
    ] {
        for signal in [Signal::TERM, Signal::HUP] {
            let mut terminal = shell(line, &path).size(900, 300).stalled().run();
            terminal.wait_until("it has the terminal", |t| !t.has_its_modes());
            std::thread::sleep(Duration::from_millis(20));
            terminal.send(signal);
            terminal.ended();
            assert!(terminal.has_its_modes());
        }
    }
}

#[test]
fn a_resize_is_heard_from_the_first_frame_on() {
    for _ in 0..20 {
        let mut terminal = rubric(&[ARTICLE]).run();
        terminal.wait_for(OPENING);
        terminal.resize(120, 30);
        terminal.wait_for("Not Everyone Sleeps Better");
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    for place in ["render", "key"] {
        let mut terminal = rubric(&[ARTICLE]).env("RUBRIC_TEST_PANIC", place).run();
        terminal.wait_for(OPENING);
        terminal.type_keys("j");
        terminal.ends_well(101);
        // The message stands on the screen that the person comes back to, in lines that begin at the left.
        let contents = terminal.contents();
        assert!(contents.contains("RUBRIC_TEST_PANIC"), "{contents}");
        assert!(
            contents.lines().any(|l| l.starts_with("note: ")),
            "{contents}"
        );
    }
}

#[test]
fn a_panic_of_a_worker_does_not_end_the_reading() {
    let path = file("worker", long_text().as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()])
        .env("RUBRIC_TEST_PANIC", "load")
        .run();
    terminal.wait_for("Paragraph 1 ");
    terminal.wait_for("outline cannot be made");
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 3000 ");
    let text = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(
        !text.contains("panicked"),
        "nothing is printed over the screen"
    );
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// Under a shell with jobs, as a person has it: what stops gives the line back, `fg` goes on.
#[test]
fn it_sleeps_and_wakes_on_the_same_page() {
    let line = "set -m; \"$0\" \"$1\"; echo the shell is back; read answer; fg >/dev/null; exit $?";
    let mut terminal = shell(line, Path::new(ARTICLE)).run();
    terminal.wait_for(OPENING);
    terminal.type_keys("J");
    terminal.wait_for_row(1, FIRST);
    let page = terminal.contents();
    terminal.type_keys("\u{1a}");
    terminal.wait_until("the terminal is given back", |t| {
        t.is_restored() && t.contents().contains("the shell is back")
    });
    terminal.type_keys("\r");
    terminal.wait_until("it is back", |t| {
        t.screen().alternate_screen() && without_mark(&t.contents()) == without_mark(&page)
    });
    assert!(terminal.screen().hide_cursor());
    assert!(terminal.screen().bracketed_paste());
    terminal.type_keys("K");
    terminal.wait_for(OPENING);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// Where nobody could wake it, it does not go to sleep.
#[test]
fn it_does_not_sleep_without_a_shell() {
    let mut terminal = open();
    terminal.type_keys("\u{1a}");
    terminal.wait_for("no shell to go back to");
    terminal.send(Signal::TSTP);
    terminal.type_keys("J");
    terminal.wait_for_row(1, FIRST);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// A page without the mark beside the line where a jump landed: the next key takes it away.
fn without_mark(contents: &str) -> String {
    contents.replace('▌', " ")
}

/// Whether a process was stopped, where the system tells in `/proc`.
fn is_asleep(terminal: &Terminal) -> Option<bool> {
    let id = terminal.process().as_raw_nonzero();
    let about = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, after_name) = about.rsplit_once(") ")?;
    Some(after_name.starts_with('T'))
}

#[test]
fn it_is_drawn_anew_after_a_stop_that_nobody_announced() {
    let mut terminal = open();
    terminal.send(Signal::STOP);
    terminal.wait_until("it sleeps", |t| is_asleep(t) != Some(false));
    let before = terminal.bytes.len();
    terminal.send(Signal::CONT);
    terminal.wait_until("it is drawn anew", |t| {
        String::from_utf8_lossy(&t.bytes[before..]).contains("\u{1b}[2J")
    });
    terminal.wait_for(OPENING);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn it_ends_when_the_terminal_goes_away() {
    for args in [&[ARTICLE][..], &[]] {
        let mut terminal = rubric(args).run();
        terminal.wait_for("0 %");
        terminal.vanish();
        let ended = terminal.ended();
        assert!(!ended.success(), "{ended:?}");
    }
    // And when what it reads comes through a pipe that stays open.
    let path = pipe("open");
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
    pipe.write_all(b"These are the first words.\n").unwrap();
    terminal.wait_for("the first words");
    terminal.vanish();
    terminal.ended();
    drop(pipe);
}
