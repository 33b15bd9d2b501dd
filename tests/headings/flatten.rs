//! An article with marks becomes the plain text that people meet, in three ways, and the marks become its truth.
//!
//! Blocks are separated by empty lines. `# ` marks the title, `## ` and `### ` headings, `? ` a line that may or may not
//! be taken for a heading; fences stand around code. All else stands for itself.

use rubricate::text::cells;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::score::{Gold, GoldHeading};

/// How an article was flattened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Variant {
    /// As it is pasted from a browser: a line for each block, and no empty lines.
    Pasted,
    /// An empty line between two blocks.
    Spaced,
    /// As spaced, and broken at 72 columns.
    Wrapped,
}

impl Variant {
    pub(crate) const ALL: [(Self, &'static str); 3] = [
        (Self::Pasted, "a"),
        (Self::Spaced, "b"),
        (Self::Wrapped, "c"),
    ];
}

/// The columns of wrapped text.
const COLUMNS: usize = 72;

/// What a block is to the scorer.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    Title,
    Heading(u64),
    Either,
    None,
}

/// A flattened article, and what its outline should be.
pub(crate) fn flatten(article: &str, variant: Variant) -> (String, Gold) {
    let mut lines: Vec<String> = Vec::new();
    let mut gold = Gold::default();
    for (mark, code, block) in blocks(article) {
        if variant != Variant::Pasted && !lines.is_empty() {
            lines.push(String::new());
        }
        let first = lines.len() as u64 + 1;
        for line in &block {
            if code || variant != Variant::Wrapped {
                lines.push(line.clone());
            } else {
                lines.extend(wrap(line));
            }
        }
        if variant == Variant::Pasted {
            lines.retain(|line| !line.trim().is_empty());
        }
        let last = lines.len() as u64;
        let text = block.join(" ");
        match mark {
            Mark::Title => {
                gold.title = Some(text);
                gold.ignore.push((first, last));
            }
            Mark::Heading(level) => gold.headings.push(GoldHeading {
                line: first,
                level,
                text,
                span: last + 1 - first,
            }),
            Mark::Either => gold.ignore.push((first, last)),
            Mark::None => {}
        }
    }
    (lines.join("\n") + "\n", gold)
}

/// The blocks of an article: what each is, whether it is code, and its lines without marks.
fn blocks(article: &str) -> Vec<(Mark, bool, Vec<String>)> {
    let mut blocks = Vec::new();
    let mut block: Vec<String> = Vec::new();
    let mut code = false;
    for line in article.lines().chain([""]) {
        let fence = line.starts_with("```");
        if !fence && (code || !line.is_empty()) {
            block.push(line.to_owned());
            continue;
        }
        if !block.is_empty() {
            blocks.push(if code {
                (Mark::None, true, std::mem::take(&mut block))
            } else {
                unmark(&std::mem::take(&mut block))
            });
        }
        code ^= fence;
    }
    assert!(!code, "a fence is not closed in\n{article}");
    blocks
}

fn unmark(block: &[String]) -> (Mark, bool, Vec<String>) {
    const MARKS: [(&str, Mark); 5] = [
        ("# ", Mark::Title),
        ("## ", Mark::Heading(1)),
        ("### ", Mark::Heading(2)),
        ("? ", Mark::Either),
        ("> ", Mark::None),
    ];
    for (sign, mark) in MARKS {
        if let Some(rest) = block[0].strip_prefix(sign) {
            let lines = std::iter::once(rest.to_owned()).chain(block[1..].iter().cloned());
            return (mark, false, lines.collect());
        }
    }
    (Mark::None, false, block.to_vec())
}

/// A line broken where it may be broken. What belongs to a list item stands below its text.
fn wrap(line: &str) -> Vec<String> {
    let numbered = line.split_once(". ").is_some_and(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let indent = if numbered || line.starts_with("- ") {
        "  "
    } else {
        ""
    };
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut from = 0;
    for (at, kind) in linebreaks(line) {
        let piece = &line[from..at];
        from = at;
        if cells(row.trim_end()) + cells(piece.trim_end()) > COLUMNS && !row.trim().is_empty() {
            rows.push(row.trim_end().to_owned());
            indent.clone_into(&mut row);
        }
        row += piece;
        if kind == BreakOpportunity::Mandatory && !row.trim().is_empty() {
            rows.push(std::mem::take(&mut row).trim_end().to_owned());
        }
    }
    rows
}

#[test]
fn an_article_is_flattened_in_three_ways() {
    let prose = "word ".repeat(20);
    let article = format!(
        "# The Title\n\n{prose}\n\n## A Heading\n\n- {prose}\n- short\n\n```\nif x:\n\n    y\n```\n"
    );
    let (pasted, _) = flatten(&article, Variant::Pasted);
    assert_eq!(pasted.lines().count(), 7);
    let (spaced, gold) = flatten(&article, Variant::Spaced);
    assert_eq!(spaced.lines().count(), 12);
    assert_eq!(gold.title.as_deref(), Some("The Title"));
    let heading = &gold.headings[0];
    assert_eq!(
        spaced.lines().nth(heading.line as usize - 1),
        Some("A Heading")
    );
    let (wrapped, _) = flatten(&article, Variant::Wrapped);
    assert!(wrapped.lines().all(|line| line.len() <= COLUMNS));
    assert!(wrapped.contains("\n- word word") && wrapped.contains("\n  word word"));
    assert!(wrapped.ends_with("if x:\n\n    y\n"));
}
