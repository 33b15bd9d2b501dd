//! The judge over texts of our own, of every family that it has to know: no figure of a family may become worse.
//!
//! `tests/headings/texts/FAMILY` holds texts as they are, each with its truth beside it; `tests/headings/articles/FAMILY`
//! holds articles with marks that are flattened here in three ways. The truth is what a careful reader says, be the judge
//! right about it or not. `tests/headings/floor.txt` holds the figures that were reached, `tests/headings/known.txt` what
//! is known to be wrong. A new text is two new files, and `--export-gold` writes a first draft of the second; `ignore`
//! names lines that may or may not be called headings. A text that is judged wrongly stays.
//!
//! After a change of the judge or of the texts
//!
//! ```text
//! RUBRIC_FLOOR=write cargo test --test headings
//! ```
//!
//! writes both anew. A figure that falls is to be looked at before it is committed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "headings/flatten.rs"]
mod flatten;
#[path = "headings/score.rs"]
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use flatten::{Variant, flatten};
use score::{FIGURES, Gold, Score, figures};

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/headings")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// What stands in a folder of families: family, name without its ending, and the file.
fn files(folder: &str, ending: &str) -> Vec<(String, String, PathBuf)> {
    let mut files = Vec::new();
    for family in fs::read_dir(home().join(folder)).expect(folder) {
        let family = family.expect("a family");
        for file in fs::read_dir(family.path()).expect("a folder of texts") {
            let path = file.expect("a file").path();
            let name = path.file_name().and_then(|name| name.to_str());
            if let Some(name) = name.and_then(|name| name.strip_suffix(ending)) {
                let family = family.file_name().into_string().expect("a name");
                files.push((family, name.to_owned(), path));
            }
        }
    }
    files.sort();
    files
}

/// Every text with its truth: family, name, text, truth. Web articles and documentation are families by variant, as
/// spacing is what makes them hard; of other languages there are fewer.
fn corpus() -> Vec<(String, String, String, Gold)> {
    let mut corpus = Vec::new();
    for (family, name, truth) in files("texts", ".gold.json") {
        let text = read(&truth.with_file_name(format!("{name}.txt")));
        let gold = Gold::read(&read(&truth), &text);
        corpus.push((family, name, text, gold));
    }
    for (family, name, path) in files("articles", ".md") {
        let article = read(&path);
        for (variant, letter) in Variant::ALL {
            let (text, gold) = flatten(&article, variant);
            let (family, name) = if family.starts_with("i18n") {
                (family.clone(), format!("{name}_{letter}"))
            } else {
                (format!("{family}_{letter}"), name.clone())
            };
            corpus.push((family, name, text, gold));
        }
    }
    corpus
}

fn show(figure: Option<u32>) -> String {
    figure.map_or("-".to_owned(), |f| format!("{}.{:03}", f / 1000, f % 1000))
}

#[test]
fn no_family_is_judged_worse_than_it_was() {
    let mut families: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    let mut known = String::new();
    for (family, name, text, gold) in corpus() {
        let score = Score::of(&rubricate::outline(&text), &gold);
        for wrong in &score.wrong {
            writeln!(known, "{family}/{name}:{wrong}").unwrap();
        }
        families.entry(family).or_default().push(score);
    }
    let mut table = format!("{:12} texts heads", "family");
    for figure in FIGURES {
        write!(table, " {figure:>6}").unwrap();
    }
    table += "\n";
    for (family, scores) in &families {
        let (texts, heads) = (scores.len(), score::headings(scores));
        write!(table, "{family:12} {texts:5} {heads:5}").unwrap();
        for figure in figures(scores) {
            write!(table, " {:>6}", show(figure)).unwrap();
        }
        table += "\n";
    }
    let (floor, list) = (home().join("floor.txt"), home().join("known.txt"));
    if std::env::var("RUBRIC_FLOOR").is_ok_and(|what| what == "write") {
        fs::write(floor, table).unwrap();
        fs::write(list, known).unwrap();
        return;
    }
    let before = read(&floor);
    let (worse, better) = compare(&before, &table);
    let listed = read(&list);
    let new: Vec<&str> = known
        .lines()
        .filter(|line| !listed.lines().any(|known| known == *line))
        .collect();
    assert!(
        worse.is_empty(),
        "worse than tests/headings/floor.txt:\n{}\n\nwrong and not in tests/headings/known.txt:\n{}\n\n{table}",
        worse.join("\n"),
        new.join("\n")
    );
    if !better.is_empty() {
        eprintln!(
            "better than tests/headings/floor.txt: raise it (RUBRIC_FLOOR=write)\n{}",
            better.join("\n")
        );
    }
    eprintln!("{table}");
}

/// What is worse and what is better in the second of two tables. Other texts cannot be compared.
fn compare(before: &str, now: &str) -> (Vec<String>, Vec<String>) {
    let (mut worse, mut better) = (Vec::new(), Vec::new());
    let rows = |table: &str| -> BTreeMap<String, Vec<String>> {
        let words = |row: &str| row.split_whitespace().map(str::to_owned).collect();
        let row = |row: &str| {
            let all: Vec<String> = words(row);
            (all[0].clone(), all)
        };
        table.lines().map(row).collect()
    };
    let (before, now) = (rows(before), rows(now));
    for family in before.keys().chain(now.keys()) {
        let (Some(old), Some(new)) = (before.get(family), now.get(family)) else {
            worse.push(format!("{family}: in one of the tables only"));
            continue;
        };
        if old[..3] != new[..3] {
            worse.push(format!(
                "{family}: other texts, so the floor is to be made anew"
            ));
            continue;
        }
        for ((figure, old), new) in FIGURES.iter().zip(&old[3..]).zip(&new[3..]) {
            let change = format!("{family}: {figure} {old} -> {new}");
            let number = |text: &str| text.parse::<f64>().ok();
            match (number(old), number(new)) {
                (Some(a), Some(b)) if b > a => better.push(change),
                (Some(a), Some(b)) if b < a => worse.push(change),
                _ => {}
            }
        }
    }
    worse.sort();
    worse.dedup();
    better.sort();
    better.dedup();
    (worse, better)
}

#[test]
fn a_figure_that_falls_is_told_and_one_that_rises_too() {
    let table = |p: &str| format!("family texts heads P R\nbook 4 21 {p} 0.900\n");
    let (worse, better) = compare(&table("0.950"), &table("0.940"));
    assert_eq!(worse, ["book: P 0.950 -> 0.940"]);
    assert!(better.is_empty());
    let (worse, better) = compare(&table("0.950"), &table("1.000"));
    assert!(worse.is_empty());
    assert_eq!(better, ["book: P 0.950 -> 1.000"]);
    let other = table("0.950").replace("21", "22");
    assert_eq!(compare(&table("0.950"), &other).0.len(), 1);
}
