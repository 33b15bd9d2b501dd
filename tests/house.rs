//! Holds the walls of the house, by reading its sources: who may know whom, where the outside world is touched, how
//! long a file may be. The crate page draws the rooms; what it says about them is true because this passes.
//!
//! A room is a folder of `src` with the file of the same name (`outline.rs` and `outline/*.rs`). Comments, strings and
//! what stands under `#[cfg(test)]` are not read. `main.rs` and `lib.rs` are the doors and may know every room.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

use std::fs;

use code::{code_only, words};
use sources::{File, home, sources};

#[path = "house/code.rs"]
mod code;
#[path = "house/sources.rs"]
mod sources;

/// Each room with the rooms it may know.
const KNOWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("source", &["text"]),
    ("document", &["text"]),
    ("read", &["text", "source", "document"]),
    ("outline", &["text", "document"]),
    ("picture", &["text"]),
    ("layout", &["text", "document", "outline", "picture"]),
    ("search", &["text", "document"]),
    ("colour", &["document"]),
    (
        "app",
        &["text", "document", "outline", "layout", "picture", "search"],
    ),
    (
        "draw",
        &[
            "text", "document", "outline", "layout", "picture", "search", "app",
        ],
    ),
    (
        "shell",
        &[
            "text", "source", "document", "read", "outline", "layout", "picture", "search",
            "colour", "app", "draw",
        ],
    ),
];

/// What the readers of different formats may share, beside `read.rs` itself.
const SHARED_BY_READERS: &[&str] = &[
    "addresses",
    "archive",
    "cells",
    "formula",
    "marks",
    "mathematics",
    "numerals",
    "parts",
    "references",
    "repeats",
    "tags",
    "tree",
    "verse",
];

/// Crates and parts of `std` that touch the outside world, the rooms or files that may name them, and why.
const OUTSIDE: &[(&str, &[&str], &str)] = &[
    (
        "ratatui",
        &["draw", "shell"],
        "only drawing knows the screen",
    ),
    (
        "crossterm",
        &["shell", "app/keymap.rs", "app/mouse.rs"],
        "only the shell knows the terminal, the keymap what a key is, the mouse what a click is",
    ),
    (
        "std::fs",
        &["source", "shell"],
        "only source reads the document, only the shell other files",
    ),
    (
        "std::env",
        &["source", "shell"],
        "only the shell knows where it runs",
    ),
    (
        "std::thread",
        &["source", "shell"],
        "only the shell starts threads",
    ),
    (
        "std::time",
        &["source", "shell"],
        "only the shell has a clock",
    ),
    (
        "std::process",
        &["shell"],
        "only the shell ends the program",
    ),
    ("std::net", &[], "the reader opens no connection"),
    (
        "ureq",
        &["shell/fetching.rs"],
        "the one connection is to the address that the person asked for",
    ),
    (
        "open",
        &["shell/reader/visiting.rs"],
        "other programs are opened only for a link that the person chose",
    ),
];

const DOORS: &[&str] = &["main.rs", "lib.rs"];
const LONGEST_FILE: usize = 600;
const MEDIAN_FILE: usize = 250;
const UNFINISHED: &[&str] = &["todo", "unimplemented", "dbg"];

// ---------------------------------------------------------------------------------------------------- the rules

#[test]
fn every_file_belongs_to_a_room() {
    hold(rooms);
}

#[test]
fn rooms_know_only_the_rooms_they_may() {
    hold(knowledge);
}

#[test]
fn readers_do_not_know_each_other() {
    hold(readers);
}

#[test]
fn the_outside_world_is_touched_in_its_rooms_only() {
    hold(outside);
}

#[test]
fn files_are_short() {
    hold(lengths);
}

#[test]
fn nothing_is_left_unfinished() {
    hold(unfinished);
}

#[test]
fn drawing_never_changes_state() {
    hold(drawing);
}

#[test]
fn clean_text_has_one_origin() {
    hold(clean);
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(home().join("Cargo.toml")).expect("Cargo.toml");
    let lints = manifest.split("\n[").find(|t| t.starts_with("lints.rust]"));
    assert!(
        lints.is_some_and(|t| t
            .lines()
            .any(|line| line.trim() == "unsafe_code = \"forbid\"")),
        "Cargo.toml: [lints.rust] has to say unsafe_code = \"forbid\"; it cannot be allowed again anywhere"
    );
}

fn rooms(files: &[File]) -> Vec<String> {
    let strangers = files
        .iter()
        .filter(|f| !f.is_door() && known_rooms(f.room()).is_none());
    strangers
        .map(|f| {
            f.breach(
                0,
                &format!(
                    "`{}` is no room of the house; say in tests/house.rs what it may know",
                    f.room()
                ),
            )
        })
        .collect()
}

fn knowledge(files: &[File]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|f| !f.is_door()) {
        let Some(known) = known_rooms(file.room()) else {
            continue;
        };
        for mention in file.mentions() {
            let Some(target) = mention.inside(&file.module()) else {
                continue;
            };
            let Some(room) = target.first() else { continue };
            let own = room == file.room();
            if !own && known_rooms(room).is_some() && !known.contains(&room.as_str()) {
                let may = match known {
                    [] => "no other room".to_owned(),
                    _ => format!("only {}", known.join(", ")),
                };
                breaches.push(file.breach(
                    mention.at,
                    &format!(
                        "`{}` must not know `{room}`; it may know {may}",
                        file.room()
                    ),
                ));
            }
            if !own && known_rooms(room).is_none() {
                breaches.push(file.breach(
                    mention.at,
                    &format!(
                        "`{}` is at the door of the house (lib.rs); rooms know rooms, not the door",
                        target.join("::")
                    ),
                ));
            }
        }
    }
    breaches
}

fn readers(files: &[File]) -> Vec<String> {
    let all: Vec<Vec<String>> = files.iter().map(File::module).collect();
    let is_reader = |name: &String| {
        !SHARED_BY_READERS.contains(&name.as_str())
            && all
                .iter()
                .any(|m| m.len() >= 2 && m[0] == "read" && m[1] == *name)
    };
    let mut breaches = Vec::new();
    for file in files.iter().filter(|f| f.room() == "read") {
        let module = file.module();
        let Some(own) = module.get(1) else { continue };
        for mention in file.mentions() {
            if let Some(target) = mention.inside(&module)
                && let [room, other, ..] = target.as_slice()
                && room == "read"
                && other != own
                && is_reader(other)
            {
                breaches.push(file.breach(
                    mention.at,
                    &format!(
                        "the reader `{own}` must not know the reader `{other}`; what they share belongs into read.rs or read/parts.rs"
                    ),
                ));
            }
        }
    }
    breaches
}

fn outside(files: &[File]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|f| !f.is_door()) {
        for mention in &file.mentions() {
            for (name, places, why) in OUTSIDE {
                let path: Vec<&str> = name.split("::").collect();
                let named = mention.path.iter().map(String::as_str).take(path.len());
                let allowed = places.iter().any(|p| *p == file.room() || *p == file.path);
                if named.eq(path) && mention.may_be_a_crate(&file.code) && !allowed {
                    breaches.push(file.breach(
                        mention.at,
                        &format!("`{name}` has no place in `{}`: {why}", file.room()),
                    ));
                }
            }
        }
    }
    breaches
}

fn lengths(files: &[File]) -> Vec<String> {
    let mut lengths: Vec<usize> = files.iter().map(|f| f.text.lines().count()).collect();
    let mut breaches: Vec<String> = files
        .iter()
        .filter(|f| f.text.lines().count() > LONGEST_FILE)
        .map(|f| {
            f.breach(
                f.code.len().saturating_sub(1),
                &format!("a file has at most {LONGEST_FILE} lines; divide it by what it is about"),
            )
        })
        .collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    if median >= MEDIAN_FILE {
        breaches.push(format!(
            "src: half of the files have {median} lines or more; the median stays under {MEDIAN_FILE}"
        ));
    }
    breaches
}

fn unfinished(files: &[File]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        // In tests as well, so the code is read with them.
        let code = code_only(&file.text);
        for (at, word) in words(&code) {
            if UNFINISHED.contains(&word.as_str())
                && code.get(at + word.chars().count()) == Some(&'!')
            {
                breaches.push(file.breach(
                    at,
                    &format!(
                        "`{word}!` belongs to work in progress, and this is the finished house"
                    ),
                ));
            }
        }
    }
    breaches
}

fn drawing(files: &[File]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|f| f.room() == "draw") {
        let words = words(&file.code);
        for pair in words.windows(2) {
            if pair[0].1 == "mut" && pair[1].1 == "App" {
                breaches.push(file.breach(
                    pair[1].0,
                    "drawing never changes state: take `&App`, not `&mut App`",
                ));
            }
        }
    }
    breaches
}

fn clean(files: &[File]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|f| f.room() != "text") {
        for (at, _) in words(&file.code).iter().filter(|(_, w)| w == "Clean") {
            let before: String = file.code[..*at].iter().collect();
            let since = before.rsplit([';', '{', '}', '(', ')', '=']).next();
            let is_type = since.is_some_and(|s| s.contains("->") || s.contains(" for "));
            let after = file.code[at + "Clean".len()..]
                .iter()
                .find(|c| !c.is_whitespace());
            if after == Some(&'{') && !is_type {
                breaches.push(file.breach(
                    *at,
                    "only text.rs makes a `Clean`: use `Clean::new`, which cleans",
                ));
            }
        }
    }
    breaches
}

fn known_rooms(room: &str) -> Option<&'static [&'static str]> {
    KNOWS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, known)| *known)
}

fn hold(rule: fn(&[File]) -> Vec<String>) {
    let breaches = rule(&sources());
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

// ------------------------------------------------------- a rule that cannot be broken would hold nothing

/// One made-up file breaks a rule on the line named, or keeps it (line 0).
fn breaks(rule: fn(&[File]) -> Vec<String>, path: &str, text: &str, line: usize) {
    let files = [
        File::new(path, text),
        File::new("read/html.rs", ""),
        File::new("read/parts.rs", ""),
    ];
    let found = rule(&files);
    if line == 0 {
        assert!(
            found.is_empty(),
            "{text:?} in {path} is allowed, not: {found:?}"
        );
    } else {
        let place = format!("src/{path}:{line}: ");
        assert!(
            found.iter().any(|breach| breach.starts_with(&place)),
            "{text:?} in {path} has to be found on line {line}: {found:?}"
        );
    }
}

#[test]
fn the_rules_of_rooms_can_be_broken() {
    breaks(rooms, "attic.rs", "", 1);
    breaks(rooms, "outline/judge.rs", "", 0);

    let two = "use crate::{\n  text::Clean,\n  app::{App, self},\n};";
    breaks(knowledge, "layout.rs", "\nuse crate::source::Source;", 2);
    breaks(knowledge, "layout/wrap.rs", two, 3);
    breaks(
        knowledge,
        "outline/a.rs",
        "use super::super::layout::Row;",
        1,
    );
    breaks(knowledge, "app.rs", "fn f() { crate::shell::main() }", 1);
    breaks(knowledge, "app.rs", "use crate::Document;", 1);

    let own = "use super::facts; use crate::outline::x; use crate::text::*;";
    let words = "// use crate::app::x\n/* crate::app::y */ const S: &str = \"crate::app::z\";";
    let test = "#[cfg(test)]\nmod tests { use crate::app::App; }";
    breaks(knowledge, "outline/a.rs", own, 0);
    breaks(knowledge, "layout.rs", words, 0);
    breaks(knowledge, "layout.rs", test, 0);
    breaks(knowledge, "layout/tests.rs", "use crate::app::App;", 0);
    breaks(
        knowledge,
        "layout.rs",
        &format!("{test}\nuse crate::app::App;"),
        3,
    );
    breaks(knowledge, "lib.rs", "use crate::shell::x;", 0);
    breaks(
        knowledge,
        "shell.rs",
        "pub(crate) fn f(x: crate::app::App) {}",
        0,
    );

    breaks(readers, "read/plain.rs", "use super::html::Tag;", 1);
    breaks(
        readers,
        "read/plain.rs",
        "use crate::read::{parts, html};",
        1,
    );
    breaks(
        readers,
        "read/plain.rs",
        "use super::{parts::cut, Format};",
        0,
    );
    breaks(readers, "read.rs", "use self::html::Tag;", 0);
}

#[test]
fn the_rules_of_the_outside_can_be_broken() {
    let keys = "use crossterm::event::KeyCode;";
    breaks(outside, "app.rs", "use ratatui::text::Span;", 1);
    breaks(outside, "app/article.rs", keys, 1);
    breaks(outside, "app/keymap.rs", keys, 0);
    breaks(outside, "draw.rs", keys, 1);
    breaks(outside, "draw/a.rs", "use ratatui::buffer::Buffer;", 0);
    breaks(
        outside,
        "app.rs",
        "use std::{\n  sync::Arc,\n  time::Instant\n};",
        3,
    );
    breaks(outside, "read.rs", "fn f() { std::fs::read(p); }", 1);
    breaks(outside, "shell.rs", "use std::net::TcpStream;", 1);
    breaks(outside, "source.rs", "use std::{fs, sync::Arc};", 0);
    let visit = "fn f() { open::that_detached(a); }";
    breaks(outside, "shell.rs", visit, 1);
    breaks(outside, "shell/reader/visiting.rs", visit, 0);
    breaks(outside, "app.rs", "fn f() { }\nuse open as o;", 2);
    breaks(outside, "app.rs", "fn f(open: bool) { x.open(open) }", 0);
    breaks(outside, "shell/opened.rs", "use ureq::Agent;", 1);
}

#[test]
fn the_rules_of_craft_can_be_broken() {
    let made = "fn f() -> Clean {\n  Clean { text, hidden }\n}";
    let named = "impl From<u8> for Clean { } fn f() -> Clean { Clean::new(\"{\") }";
    let test = "#[cfg(test)]\nmod tests {\n fn f() { dbg!(1); }\n}";
    breaks(lengths, "text.rs", &"\n".repeat(601), 601);
    breaks(unfinished, "text.rs", test, 3);
    breaks(unfinished, "text.rs", "// todo!\nfn f() { todo.x(); }", 0);
    breaks(drawing, "draw/a.rs", "fn f(\n  app: &'a mut App) {}", 2);
    breaks(
        drawing,
        "draw/a.rs",
        "fn f(app: &App, to: &mut Buffer) {}",
        0,
    );
    breaks(clean, "read.rs", made, 2);
    breaks(clean, "read.rs", named, 0);
    breaks(
        clean,
        "read.rs",
        "fn f<'a>(&'a self) -> &'a Clean { &self.name }",
        0,
    );
}
