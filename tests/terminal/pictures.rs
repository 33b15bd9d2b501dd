//! Pictures that a text names, in a terminal: first what stands for them, then they.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::png::{claim, png};
use super::pty::{Start, Terminal, rubric};
use super::unused;

const SAID: &str = "A red square above a blue one";

/// A folder with a text that shows a picture, and the picture.
fn folder(name: &str) -> PathBuf {
    let folder = unused(name);
    fs::create_dir_all(folder.join("drawn")).unwrap();
    let picture = png(
        (64, 64),
        |_, y| if y < 32 { [250, 0, 0] } else { [0, 0, 250] },
    );
    fs::write(folder.join("drawn/square 1.png"), picture).unwrap();
    folder
}

fn start(folder: &std::path::Path, name: &str, text: &str, options: &[&str]) -> Start {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let mut args = options.to_vec();
    args.push(path.to_str().unwrap());
    rubric(&args)
}

/// A text in Markdown that shows a picture of this address.
fn shows(address: &str) -> String {
    format!("# Squares\n\nBefore.\n\n![{SAID}]({address})\n\nBehind.\n")
}

/// The colour behind the cell at the beginning of a row of the column.
fn ground(terminal: &Terminal, row: u16) -> vt100::Color {
    terminal.screen().cell(row, 7).unwrap().bgcolor()
}

/// The row of the screen on which words stand.
fn row_of(terminal: &Terminal, words: &str) -> Option<usize> {
    terminal
        .contents()
        .lines()
        .position(|row| row.contains(words))
}

/// Waits until the picture stands above its words: eight rows, the upper half red.
fn seen(terminal: &mut Terminal) {
    terminal.wait_until("the picture is seen", |t| {
        row_of(t, SAID) == Some(13)
            && ground(t, 5) == vt100::Color::Idx(196)
            && ground(t, 12) == vt100::Color::Idx(21)
    });
}

#[test]
fn the_words_come_first_and_the_picture_follows() {
    let folder = folder("pictures");
    let text = shows("drawn/square%201.png");
    let mut terminal = start(&folder, "a.md", &text, &[]).run();
    seen(&mut terminal);
    let bytes = String::from_utf8_lossy(&terminal.bytes).into_owned();
    let (words, colour) = (bytes.find(SAID), bytes.find("48;5;196"));
    assert!(words < colour, "{words:?} {colour:?}");
    assert_eq!(row_of(&terminal, "Behind."), Some(15));
    // It is there again where one comes back, in a smaller window it is smaller.
    terminal.type_keys("w");
    terminal.wait_for("](drawn/");
    terminal.type_keys("w");
    seen(&mut terminal);
    terminal.resize(60, 8);
    terminal.wait_until("it has four rows", |t| {
        ground(t, 5) == vt100::Color::Idx(196) || ground(t, 4) == vt100::Color::Idx(196)
    });
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_page_shows_what_lies_beside_it_or_in_it() {
    let folder = folder("pictures-html");
    let text = format!(
        "<!DOCTYPE html><html><body><h1>Squares</h1><p>Before.</p><p><img src='../pictures-html/drawn/square 1.png' alt='{SAID}'></p><p>Behind.</p></body></html>"
    );
    if cfg!(feature = "html") {
        let mut terminal = start(&folder, "a.html", &text, &["--whole"]).run();
        seen(&mut terminal);
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
    let bytes = fs::read(folder.join("drawn/square 1.png")).unwrap();
    let digits: Vec<String> = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    let digits = digits.concat();
    let text = shows(&format!("data:image/png,{digits}"));
    let mut terminal = start(&folder, "b.md", &text, &[]).run();
    seen(&mut terminal);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// Nothing but words is seen, even when there was time to look, and why that is.
fn stays_words(start: Start, why: &str) {
    let mut terminal = start.run();
    terminal.wait_for(&format!("{SAID} · {why}"));
    terminal.wait_for_silence();
    terminal.type_keys("jk");
    terminal.wait_for_silence();
    assert_eq!(row_of(&terminal, SAID), Some(5), "{}", terminal.contents());
    let bytes = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(
        !bytes.contains("48;5;") && !bytes.contains("48;2;"),
        "{bytes:?}"
    );
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn who_wants_no_pictures_or_no_colours_gets_words() {
    let folder = folder("pictures-off");
    let text = shows("drawn/square%201.png");
    let start = |options: &[&str]| start(&folder, "a.md", &text, options);
    let colours = "no colours for pictures";
    stays_words(start(&["--images=off"]), "pictures are off");
    stays_words(start(&[]).env("NO_COLOR", "1"), colours);
    stays_words(start(&[]).env("TERM", "xterm"), colours);
    stays_words(
        start(&[]).env("RUBRIC_TEST_PANIC", "picture"),
        "file is broken",
    );
}

#[test]
fn what_is_no_picture_stays_words() {
    let folder = folder("pictures-bad");
    let whole = fs::read(folder.join("drawn/square 1.png")).unwrap();
    fs::write(folder.join("cut.png"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.join("bomb.png"), claim(65_000, 65_000)).unwrap();
    fs::write(folder.join("large.png"), claim(8000, 4000)).unwrap();
    fs::write(folder.join("empty.png"), b"").unwrap();
    let made = Command::new("mkfifo")
        .arg(folder.join("pipe.png"))
        .status()
        .unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", folder.join("zero.png")).unwrap();
    std::os::unix::fs::symlink("/proc/self/exe", folder.join("self.png")).unwrap();
    let whole = folder.join("drawn/square 1.png");
    let whole = whole.to_str().unwrap().replace(' ', "%20");
    let (broken, other) = ("file is broken", "not PNG, JPEG, GIF or WebP");
    let (web, elsewhere) = ("on the web, not fetched", "not beside the text");
    let bad = [
        ("cut.png", broken),
        ("bomb.png", "too large"),
        ("large.png", broken),
        ("empty.png", broken),
        ("pipe.png", other),
        ("zero.png", other),
        ("drawn", other),
        ("gone.png", "file not found"),
        ("a.md", other),
        ("https://127.0.0.1:9/a.png", web),
        ("//127.0.0.1/a.png", web),
        ("data:image/png;base64,AAAA", other),
        ("file:///etc/hostname", elsewhere),
        (&whole, elsewhere),
    ];
    for (address, why) in bad {
        stays_words(start(&folder, "a.md", &shows(address), &[]), why);
    }
}

#[test]
fn a_terminal_with_a_notation_of_its_own_is_sent_that() {
    let folder = folder("pictures-ways");
    let text = shows("drawn/square%201.png");
    let whole = fs::read(folder.join("drawn/square 1.png")).unwrap();
    let ways = [
        ("kitty", "\u{1b}_Ga=T,U=1,f=100,i="),
        ("sixel", "\u{1b}P0;1;0q\"1;1;"),
        ("iterm", "\u{1b}]1337;File=inline=1;"),
    ];
    for (way, head) in ways {
        let mut terminal = start(&folder, "a.md", &text, &["--images", way]).run();
        terminal.wait_until("it is sent", |t| {
            String::from_utf8_lossy(&t.bytes).contains(head)
        });
        terminal.wait_for_silence();
        terminal.type_keys("q");
        terminal.ended();
        let bytes = terminal.bytes.clone();
        // Of its file not a byte: what is sent is written anew.
        assert!(!bytes.windows(40).any(|w| whole.windows(40).any(|f| f == w)));
        let left = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(
            left.contains("\u{1b}_Ga=d,d=I,i="),
            way == "kitty",
            "it is left behind"
        );
    }
}
