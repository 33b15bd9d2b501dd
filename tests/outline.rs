//! The outline of every text in `tests/texts` is exactly the one written beside it.
//!
//! `NAME.txt` is a text, `NAME.outline.json` its true outline: `title` (left out where several answers are right),
//! `headings`, and `either`, the lines that may or may not be called headings. A new text is two new files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may say so loudly"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rubricate::outline::Outline;
use serde_json::Value;

/// A heading as far as the truth speaks of it.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    level: u64,
    line: u64,
    text: String,
}

/// What an outline should be.
#[derive(Debug, Default)]
struct Truth {
    title: Option<String>,
    /// Whether several answers about the title are right.
    any_title: bool,
    headings: Vec<Entry>,
    either: Vec<u64>,
}

impl Truth {
    fn read(path: &Path) -> Self {
        let json: Value = serde_json::from_str(&read(path))
            .unwrap_or_else(|e| panic!("{} is not JSON: {e}", path.display()));
        let heading = |value: &Value| Entry {
            level: value["level"].as_u64().expect("a level"),
            line: value["line"].as_u64().expect("a line"),
            text: value["text"].as_str().expect("a text").to_owned(),
        };
        Self {
            title: json["title"].as_str().map(str::to_owned),
            any_title: json.get("title").is_none(),
            headings: list(&json, "headings").iter().map(heading).collect(),
            either: list(&json, "either")
                .iter()
                .map(|line| line.as_u64().expect("a line"))
                .collect(),
        }
    }

    /// What is wrong with an outline, one difference a line; empty if nothing is.
    fn differences(&self, found: &Outline) -> String {
        let mut report = String::new();
        let title = found.title.as_ref().map(|title| title.text.clone());
        if !self.any_title && self.title != title {
            writeln!(report, "  title: {title:?}, should be {:?}", self.title).unwrap();
        }
        let found: Vec<Entry> = found
            .headings
            .iter()
            .map(|h| Entry {
                level: h.level.into(),
                line: h.line,
                text: h.text.clone(),
            })
            .filter(|h| !self.either.contains(&h.line))
            .collect();
        for heading in &found {
            match self.headings.iter().find(|h| h.line == heading.line) {
                None => writeln!(report, "  no heading: {}", show(heading)).unwrap(),
                Some(truth) if truth != heading => {
                    writeln!(
                        report,
                        "  differs: {}, should be {}",
                        show(heading),
                        show(truth)
                    )
                    .unwrap();
                }
                Some(_) => {}
            }
        }
        for heading in &self.headings {
            if found.iter().all(|h| h.line != heading.line) {
                writeln!(report, "  missed: {}", show(heading)).unwrap();
            }
        }
        if !found.is_sorted_by(|a, b| a.line < b.line) {
            writeln!(report, "  not in reading order, or a line twice: {found:?}").unwrap();
        }
        report
    }
}

fn show(heading: &Entry) -> String {
    format!(
        "line {}, level {}, {:?}",
        heading.line, heading.level, heading.text
    )
}

fn list<'a>(json: &'a Value, key: &str) -> &'a [Value] {
    json.get(key)
        .map_or(&[], |value| value.as_array().expect("a list"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every truth with its text, by name. The guide that ships in the binary is one of them.
fn cases() -> Vec<(String, PathBuf, PathBuf)> {
    let folder = home().join("tests/texts");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .expect("tests/texts")
        .filter_map(|entry| {
            let truth = entry.expect("an entry").path();
            let name = truth
                .file_name()?
                .to_str()?
                .strip_suffix(".outline.json")?
                .to_owned();
            let text = if name == "guide" {
                home().join("assets/guide.txt")
            } else {
                folder.join(format!("{name}.txt"))
            };
            Some((name, text, truth))
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_text_has_its_true_outline() {
    let cases = cases();
    let mut wrong = String::new();
    let mut count = 0;
    for (name, text, truth) in &cases {
        let report = Truth::read(truth).differences(&rubricate::outline(&read(text)));
        if !report.is_empty() {
            count += 1;
            write!(wrong, "{name}\n{report}").unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "{count} of {} outlines are not the true one:\n{wrong}",
        cases.len()
    );
}

/// The texts and truths are data written by hand: a line number that names the wrong line would be a false witness.
#[test]
fn every_truth_speaks_of_its_text() {
    for (name, text, truth) in cases() {
        let text = read(&text);
        let lines: Vec<&str> = text.lines().collect();
        let truth = Truth::read(&truth);
        for heading in &truth.headings {
            let line = lines[usize::try_from(heading.line).unwrap() - 1];
            let words = line.trim_start_matches('#').split_whitespace();
            let line = words.collect::<Vec<_>>().join(" ");
            assert!(
                !line.is_empty() && heading.text.starts_with(&line),
                "{name}: line {} is {line:?}, the truth says {:?}",
                heading.line,
                heading.text
            );
        }
        if let Some(title) = truth.title {
            let found = lines.iter().any(|line| line.contains(&title));
            assert!(found, "{name}: no line holds the title {title:?}");
        }
    }
    assert!(cases().len() >= 12, "tests/texts has lost its texts");
}

#[test]
fn differences_are_told_apart() {
    let truth = Truth {
        title: Some("T".to_owned()),
        headings: vec![Entry {
            level: 1,
            line: 3,
            text: "A".to_owned(),
        }],
        ..Truth::default()
    };
    let report = truth.differences(&Outline::default());
    assert_eq!(
        report,
        "  title: None, should be Some(\"T\")\n  missed: line 3, level 1, \"A\"\n"
    );
}

/// The text that the project began with lies outside of the repository; where it is not there, this is skipped.
#[test]
fn the_reference_text() {
    let Some(text) = reference() else {
        println!("skipped: the reference text is not beside this folder");
        return;
    };
    let heading = |line, text: &str| Entry {
        level: 1,
        line,
        text: text.to_owned(),
    };
    let truth = Truth {
        title: text.lines().next().map(str::to_owned),
        headings: vec![
            heading(5, "Russia’s Manpower Crisis"),
            heading(9, "Kim’s Calculated Gamble"),
            heading(16, "America’s Response"),
            heading(18, "The Bigger Picture"),
        ],
        ..Truth::default()
    };
    let outline = rubricate::outline(&text);
    let report = truth.differences(&outline);
    assert!(report.is_empty(), "the reference text:\n{report}");
    assert_eq!(outline.title.map(|title| title.line), Some(1), "title line");
}

fn reference() -> Option<String> {
    fs::read_dir(home().join("../shared/seed"))
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| read(&path))
}
