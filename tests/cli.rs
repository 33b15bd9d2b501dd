//! The command without a terminal: outlines, help, what goes wrong, and texts that pass through.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so loudly"
)]

#[cfg(feature = "fetch")]
#[path = "cli/fetching.rs"]
mod fetching;
#[path = "cli/formats.rs"]
mod formats;
#[cfg(feature = "fetch")]
#[path = "cli/server.rs"]
mod server;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;

use rubricate::document::sketch::{Sketch, number_of};
use serde_json::{Value, json};

const TEXT: &str = "\
The Price of Salt

Where It Comes From

Most of it comes out of the ground, and the rest of it out of the sea.

What It Was Good For

It kept the meat over the winter, and it kept the soldiers in the field.
";

fn rubric() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rubric"));
    command.stdin(Stdio::null());
    // Nothing of the person who runs the tests is read or written.
    let home = concat!(env!("CARGO_TARGET_TMPDIR"), "/cli-home");
    command.env("HOME", home).env_remove("XDG_STATE_HOME");
    // Our own server is asked without anybody in between.
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(proxy);
    }
    command
}

fn run(args: &[&str]) -> Output {
    rubric().args(args).output().unwrap()
}

/// Gives bytes to standard input; the output is read meanwhile.
fn feed(args: &[&str], bytes: &[u8]) -> Output {
    let mut child = rubric()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own for a test; what it held before is gone.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

/// Fails with this status, in one line on standard error, which this gives back; nothing else is written.
#[track_caller]
fn refused(output: &Output, status: i32) -> String {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert_eq!(text(&output.stdout), "");
    assert_eq!(said.matches('\n').count(), 1, "{said:?}");
    assert!(
        said.starts_with("rubric: ") && said.ends_with('\n'),
        "{said:?}"
    );
    assert!(!said.trim_end().chars().any(char::is_control), "{said:?}");
    said.trim_end().to_owned()
}

#[track_caller]
fn passes(output: &Output, expected: &[u8]) {
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stdout == expected,
        "{} bytes came out",
        output.stdout.len()
    );
}

// ------------------------------------------------------------------------------------------- outline

#[test]
fn the_outline_is_printed_for_people() {
    let output = feed(&["--outline"], TEXT.as_bytes());
    passes(
        &output,
        b"The Price of Salt\n  Where It Comes From\n  What It Was Good For\n",
    );
    assert_eq!(feed(&["--outline=text", "-"], TEXT.as_bytes()), output);
}

#[test]
fn the_outline_is_printed_as_data() {
    let path = folder("json").join("salt.txt");
    fs::write(&path, TEXT).unwrap();
    let output = run(&["--outline=json", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let mut outline: Value = serde_json::from_slice(&output.stdout).unwrap();
    for heading in outline["headings"].as_array_mut().unwrap() {
        let heading = heading.as_object_mut().unwrap();
        let sure = heading
            .remove("confidence")
            .and_then(|c| c.as_f64())
            .unwrap();
        assert!((0.5..=1.0).contains(&sure), "{sure}");
        let why = heading.remove("why").unwrap();
        assert!((1..=3).contains(&why.as_array().unwrap().len()), "{why}");
    }
    let expected = json!({
        "title": "The Price of Salt",
        "headings": [
            {"level": 1, "line": 3, "text": "Where It Comes From"},
            {"level": 1, "line": 7, "text": "What It Was Good For"},
        ],
    });
    assert_eq!(outline, expected);
}

/// A run with a state folder in which one correction is kept: the line with these words is a heading of this level.
fn corrected(name: &str, text: &str, words: &str, level: u8) -> (PathBuf, PathBuf) {
    let state = folder(name);
    let kept = state.join("rubric/corrections");
    fs::create_dir_all(&kept).unwrap();
    let mut lines = text.lines().filter(|l| !l.is_empty());
    let mut before = 0;
    let line = loop {
        let line = lines.next().unwrap();
        if line.contains(words) {
            break line;
        }
        before = number_of(line);
    };
    let after = lines.next().map_or(0, number_of);
    let file = json!({
        "version": 1,
        "name": "salt.txt",
        "corrections": [
            {"step": 1, "text": line, "before": before, "after": after, "nth": 1, "level": level},
        ],
    });
    let sketch = Sketch::of(text).unwrap();
    fs::write(kept.join(sketch.name() + ".json"), file.to_string()).unwrap();
    let path = state.join("salt.txt");
    fs::write(&path, text).unwrap();
    (state, path)
}

#[test]
fn what_was_corrected_by_hand_is_printed_too() {
    let (state, path) = corrected("corrected", TEXT, "What It Was Good For", 0);
    let printed = |args: &[&str]| {
        let output = rubric()
            .args(args)
            .arg(&path)
            .env("XDG_STATE_HOME", &state)
            .output();
        text(&output.unwrap().stdout)
    };
    assert_eq!(
        printed(&["--outline"]),
        "The Price of Salt\n  Where It Comes From\n"
    );
    assert!(printed(&["--as-judged", "--outline"]).contains("Good For"));
    assert!(!printed(&["--outline=json"]).contains("Good For"));
    // Without a terminal a text passes through as ever.
    assert_eq!(printed(&[]), TEXT);
}

#[test]
fn a_file_of_corrections_that_is_broken_is_named_and_left_alone() {
    let (state, path) = corrected("broken", TEXT, "What It Was Good For", 0);
    let kept = state.join("rubric/corrections");
    let file = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, "{").unwrap();
    let output = rubric()
        .arg("--outline")
        .arg(&path)
        .env("XDG_STATE_HOME", &state)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("Good For"));
    assert_eq!(text(&output.stderr).lines().count(), 1);
    assert_eq!(fs::read(&file).unwrap(), b"{");
}

#[test]
fn the_corrected_outline_is_exported_as_test_data() {
    let (state, path) = corrected("gold", TEXT, "It kept the meat", 2);
    let output = rubric()
        .arg("--export-gold")
        .arg(&path)
        .env("XDG_STATE_HOME", &state)
        .output()
        .unwrap();
    let gold: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!({
        "family": "mine",
        "source": "salt.txt",
        "title": "The Price of Salt",
        "headings": [
            {"line": 3, "level": 1, "text": "Where It Comes From"},
            {"line": 7, "level": 1, "text": "What It Was Good For"},
            {"line": 9, "level": 2, "text": TEXT.lines().last()},
        ],
        "ignore": [],
    });
    assert_eq!(gold, expected);
    let underlined = "A Title\n\nOne Thing\n=========\n\nIs said here.\n\nAnother\n=======\n\nIs said here too.\n";
    let gold: Value =
        serde_json::from_slice(&feed(&["--export-gold"], underlined.as_bytes()).stdout).unwrap();
    assert_eq!(gold["headings"][0]["span"], 2, "{gold}");
}

#[test]
fn a_stricter_judge_prints_fewer_headings() {
    let doubtful = format!(
        "{TEXT}\na ship, perhaps, or a cloud\n\nIt moved and came nearer, and then it was gone.\n"
    );
    let count = |steps: &str| {
        let output = feed(&["--outline", "--strictness", steps], doubtful.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout).lines().count()
    };
    assert_eq!(
        count("0"),
        text(&feed(&["--outline"], doubtful.as_bytes()).stdout)
            .lines()
            .count()
    );
    assert!(count("4") < count("-4"));
    assert!(count("4") <= count("0") && count("0") <= count("-4"));
}

#[test]
fn a_text_without_headings_has_an_empty_outline() {
    passes(&feed(&["--outline"], b""), b"");
    let output = feed(&["--outline=json"], b"");
    let outline: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(outline, json!({"title": null, "headings": []}));
}

#[test]
fn an_outline_holds_no_controls() {
    let dirty = TEXT.replace("Where", "\u{1b}]0;x\u{7}Wh\u{1b}[31mer\u{202e}e\u{9b}");
    for form in ["--outline", "--outline=json"] {
        let output = text(&feed(&[form], dirty.as_bytes()).stdout);
        assert!(output.contains("Where"), "{output:?}");
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!output.contains(bad), "{output:?}");
    }
}

// ------------------------------------------------------------------------------------------- words

#[test]
fn help_and_version_are_printed() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    for word in [
        "Usage: rubric",
        "--outline",
        "--width",
        "--strictness",
        "--version",
        "FILE",
    ] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
    assert_eq!(run(&["-h"]), help);
    let version = run(&["--version"]);
    passes(
        &version,
        concat!("rubric ", env!("CARGO_PKG_VERSION"), "\n").as_bytes(),
    );
    assert_eq!(run(&["-V"]), version);
}

#[test]
fn wrong_options_end_with_2() {
    for (args, words) in [
        (&["--outlin"][..], "did you mean '--outline'?"),
        (&["--wdith=50"], "did you mean '--width'?"),
        (&["--xyzzy"], "unknown option '--xyzzy'"),
        (&["-x"], "unknown option '-x'"),
        (&["--width"], "--width"),
        (&["--width", "9"], "40 to 72"),
        (&["--outline=xml"], "text or json"),
        (&["--strictness", "5"], "from -4 to 4, not '5'"),
        (&["--outline", "--strictness=some", "a"], "not 'some'"),
        (&["--strictnes=2"], "did you mean '--strictness'?"),
        (&["a", "b"], "'b'"),
    ] {
        let said = refused(&run(args), 2);
        assert!(said.contains(words), "{said}");
    }
}

// ------------------------------------------------------------------------------------------- texts

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder("missing");
    let name = |path: &str| folder.join(path).to_str().unwrap().to_owned();
    let missing = name("nothing here.txt");
    let said = refused(&run(&[&missing]), 1);
    assert_eq!(said, format!("rubric: {missing}: no such file"));
    let said = refused(&run(&[&name("")]), 1);
    assert!(said.ends_with(": is a directory"), "{said}");
    for device in ["/dev/null", "/dev/zero"] {
        let said = refused(&run(&[device]), 1);
        assert_eq!(said, format!("rubric: {device}: is a device"));
    }
    for option in ["--outline", "--outline=json"] {
        let said = refused(&run(&[option, &missing]), 1);
        assert!(said.contains(&missing), "{said}");
    }
}

#[test]
fn what_may_not_be_read_is_named() {
    let path = folder("denied").join("secret.txt");
    fs::write(&path, TEXT).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    // Root reads everything, and there is nothing to see then.
    if File::open(&path).is_err() {
        let said = refused(&run(&[path.to_str().unwrap()]), 1);
        assert!(said.ends_with("secret.txt: permission denied"), "{said}");
    }
}

#[test]
fn names_cannot_act_on_the_terminal() {
    let name = b"bell\x07 red\x1b[31m lines\n\xff\xc2\x9b31m \xe2\x80\xae.txt";
    for args in [&[][..], &["--outline"]] {
        let output = rubric()
            .args(args)
            .arg(OsStr::from_bytes(name))
            .output()
            .unwrap();
        let said = refused(&output, 1);
        assert!(said.contains("bell\u{2407}"), "{said}");
        assert!(said.contains('\u{240a}'), "{said}");
        assert!(!said.contains('\u{202e}'), "{said}");
    }
    let said = refused(&run(&["--\u{1b}]0;x\u{7}\n"]), 2);
    assert!(said.contains("unknown option"), "{said}");
}

#[test]
fn bytes_pass_through_unchanged() {
    let all: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    let large: Vec<u8> = (0..3_000_000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let folder = folder("bytes");
    for bytes in [&b""[..], b"x", b"\r\n\r\n", &all, &large] {
        let path = folder.join("bytes");
        fs::write(&path, bytes).unwrap();
        passes(&run(&[path.to_str().unwrap()]), bytes);
        passes(&feed(&["-"], bytes), bytes);
        passes(&feed(&[], bytes), bytes);
        let redirected = rubric().stdin(File::open(&path).unwrap()).output().unwrap();
        passes(&redirected, bytes);
    }
}

#[test]
fn a_pipe_with_a_name_is_read() {
    let path = folder("fifo").join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    let writer = {
        let path = path.clone();
        thread::spawn(move || fs::write(path, TEXT).unwrap())
    };
    passes(&run(&[path.to_str().unwrap()]), TEXT.as_bytes());
    writer.join().unwrap();
}

#[test]
fn a_closed_pipe_is_silent() {
    let path = folder("closed").join("large");
    fs::write(&path, TEXT.repeat(4_000)).unwrap();
    for args in [&[][..], &["--outline"], &["--outline=json"]] {
        let mut child = rubric()
            .args(args)
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        let mut output = child.stdout.take().unwrap();
        output.read_exact(&mut first).unwrap();
        drop(output);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(text(&ended.stderr), "", "{args:?}");
        assert_eq!(ended.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn output_that_cannot_be_written_is_told() {
    // Every write to it fails: no room is left on the device.
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return;
    };
    let path = folder("full").join("salt.txt");
    fs::write(&path, TEXT).unwrap();
    let output = rubric().arg(&path).stdout(full).output().unwrap();
    let said = refused(&output, 1);
    assert!(said.contains("standard output"), "{said}");
}

#[test]
fn an_outline_of_a_part_of_the_input_is_no_success() {
    // Whoever goes without having read what was sent to it breaks the connection: reading on fails.
    let (mut ours, mut theirs) = UnixStream::pair().unwrap();
    ours.write_all(b"never read").unwrap();
    theirs.write_all(TEXT.as_bytes()).unwrap();
    drop(theirs);
    let output = rubric()
        .arg("--outline")
        .stdin(OwnedFd::from(ours))
        .output()
        .unwrap();
    let said = text(&output.stderr);
    assert!(said.contains("the input is cut short"), "{said}");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("The Price of Salt"));
}

#[test]
fn an_outline_that_is_too_long_says_where_it_ends() {
    let days: Vec<String> = (1..=66_000)
        .map(|n| format!("# Day {n}\n\n## Night {n}\n\n"))
        .collect();
    let output = feed(&["--outline", "--format=text"], days.concat().as_bytes());
    let said = text(&output.stderr);
    assert!(
        said.contains("too many headings: none is listed from line "),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("Night 1\n"));
}
