//! Texts that are packed, as they are read, read again, broken and followed.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::pty::{Terminal, rubric, shell};
use super::{file, pipe};

const PACKED: &str = "tests/formats/packed/salt.txt";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn packed(name: &str, text: &str) -> PathBuf {
    file(name, &gzip(text.as_bytes()))
}

fn paragraphs(from: usize, to: usize) -> String {
    let paragraph = |n| format!("Paragraph {n} says no more than the one before it.\n\n");
    (from..=to).map(paragraph).collect()
}

fn open(name: &str) -> Terminal {
    let mut terminal = rubric(&[name]).run();
    terminal.wait_for("Most of it comes out of the ground");
    terminal
}

fn quit(mut terminal: Terminal) {
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_packed_text_is_a_text() {
    for end in ["gz", "zst", "xz", "bz2", "xz.gz"] {
        let mut terminal = open(&format!("{PACKED}.{end}"));
        terminal.wait_for(&format!("salt.txt.{end}"));
        quit(terminal);
    }
}

#[test]
fn what_is_broken_is_shown_as_far_as_it_goes() {
    let whole = gzip(paragraphs(1, 3000).as_bytes());
    let path = file("broken.gz", &whole[..whole.len() / 2]);
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Paragraph 1 ");
    terminal.wait_for("the gzip data ends too early");
    terminal.type_keys("G");
    terminal.wait_until("its end is there", |t| {
        !t.contents().contains("Paragraph 1 ") && t.contents().contains("Paragraph 1")
    });
    quit(terminal);
}

#[test]
fn what_is_packed_comes_through_a_pipe_too() {
    let path = pipe("packed_pipe");
    let mut terminal = shell("cat \"$1\" | \"$0\"", &path).run();
    let mut pipe = File::options().read(true).write(true).open(&path).unwrap();
    let whole = gzip(paragraphs(1, 3000).as_bytes());
    let (some, rest) = whole.split_at(whole.len() / 2);
    pipe.write_all(&some[..1]).unwrap();
    pipe.write_all(&some[1..]).unwrap();
    // It is shown before it is there as a whole.
    terminal.wait_for("Paragraph 1 ");
    pipe.write_all(rest).unwrap();
    drop(pipe);
    terminal.wait_for("min left");
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 3000 ");
    quit(terminal);
}

#[test]
fn a_packed_file_is_read_again() {
    let path = packed("again.gz", &paragraphs(1, 3000));
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Paragraph 1 ");
    terminal.type_keys("/Paragraph 2000 \r");
    terminal.wait_for("Paragraph 2000 ");
    terminal.wait_until_judged();
    let other = packed("again.new", &paragraphs(501, 4000));
    fs::rename(other, &path).unwrap();
    // The notice may go with this key; that it was replaced stays said.
    terminal.type_keys("j");
    terminal.wait_for("replaced on disk");
    terminal.type_keys("R");
    terminal.wait_for("read again");
    terminal.wait_for("Paragraph 2000 ");
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 4000 ");
    terminal.wait_until_judged();
    fs::write(&path, b"\x1f\x8b\x08\0").unwrap();
    terminal.type_keys("k");
    terminal.wait_until("it is told of", |t| {
        let contents = t.contents();
        contents.contains("the gzip data ends too early") || contents.contains("changed on disk")
    });
    // What was there can still be read.
    terminal.type_keys("g");
    terminal.wait_for("Paragraph 501 ");
    terminal.type_keys("F");
    terminal.wait_for("cannot");
    quit(terminal);
}

#[test]
fn what_cannot_be_done_with_a_packed_file_is_said() {
    let name = format!("{PACKED}.gz");
    let mut terminal = rubric(&["--follow", &name]).run();
    terminal.wait_for("salt.txt.gz: is packed or converted, so nothing can be followed");
    terminal.ends_well(1);
    let path = file("broken_head.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    // Where nothing comes out the screen is not even touched.
    terminal.wait_for("rubric: broken_head.gz: the gzip data ends too early");
    terminal.ends_well(1);
}

#[test]
fn a_packed_file_that_is_read_again_is_shown_where_one_was() {
    let text = paragraphs(1, 20_000);
    let path = packed("same_again.gz", &text);
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Paragraph 1 ");
    terminal.wait_until_judged();
    terminal.type_keys("G");
    terminal.wait_for("Paragraph 20000 ");
    let page = |t: &Terminal| {
        let contents = t.contents();
        let rows: Vec<String> = contents.lines().map(str::to_owned).collect();
        rows[..rows.len() - 1].to_vec()
    };
    let before = page(&terminal);
    // Much of it comes after what is shown first.
    terminal.type_keys("R");
    terminal.wait_for("read again");
    assert_eq!(page(&terminal), before);
    quit(terminal);
}
