//! A PDF, read by another program.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use super::file;
use super::pty::{rubric, shell};

/// Where a program of another's name is found first, that runs these lines of the shell.
fn path_to(folder: &str, lines: &str) -> String {
    let folder = super::unused(folder);
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("pdftotext");
    fs::write(&program, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
}

#[test]
fn a_pdf_is_shown_and_read_again() {
    let path = file("shown.pdf", b"%PDF-1.4\nThe first words.\n");
    let programs = path_to("pdf-programs", "sed 1d");
    let name = path.to_str().unwrap();
    let mut terminal = rubric(&[name]).env("PATH", &programs).run();
    terminal.wait_for("The first words.");
    terminal.wait_for("shown.pdf");
    let mut more = File::options().append(true).open(&path).unwrap();
    more.write_all(b"\nThe last words.\n").unwrap();
    terminal.type_keys("R");
    terminal.wait_for("The last words.");
    terminal.wait_for("read again");
    terminal.type_keys("F");
    terminal.wait_for("cannot");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = shell("cat \"$1\" | \"$0\"", &path)
        .env("PATH", &programs)
        .run();
    terminal.wait_for("The last words.");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_program_that_does_not_end_is_ended() {
    let path = file("endless.pdf", b"%PDF-1.4\n");
    let number = super::unused("endless-number");
    let lines = format!(
        "echo $$ > '{}'; echo The first words.; exec sleep 1000",
        number.display()
    );
    let programs = path_to("pdf-endless", &lines);
    let mut terminal = rubric(&[path.to_str().unwrap()])
        .env("PATH", &programs)
        .run();
    terminal.wait_for("The first words.");
    let number = fs::read_to_string(number).unwrap();
    terminal.type_keys("q");
    terminal.ends_well(0);
    let still = format!("/proc/{}/cmdline", number.trim());
    assert!(fs::read(still).unwrap_or_default().is_empty());
}
