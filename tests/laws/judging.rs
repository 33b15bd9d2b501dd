//! What an outline may never depend on.

use proptest::prelude::*;

use rubricate::document::{Border, Part};
use rubricate::outline::{Heading, Judge, Outline, outline};
use rubricate::text::Clean;

use super::cases;
use super::strategy::text;

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn an_outline_is_the_same_however_the_text_is_cut(text in text(), cuts in prop::collection::vec(0.0..1.0, 0..6)) {
        let cut = judged_in_pieces(&text, &cuts);
        prop_assert_eq!(named(&cut), named(&outline(&text)));
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn an_outline_with_stars_is_the_same_however_it_is_cut(text in text(), cuts in prop::collection::vec(0.0..1.0, 0..6)) {
        let starred: String = text
            .lines()
            .enumerate()
            .map(|(n, line)| match n % 5 {
                0 => format!("* {line}\n"),
                3 => format!("** {line}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let text = format!("A text  -*- outline -*-\n\n{starred}");
        let cut = judged_in_pieces(&text, &cuts);
        prop_assert_eq!(named(&cut), named(&outline(&text)));
    }
}

/// Prose in numbered chapters.
fn chapters(numbers: std::ops::RangeInclusive<u32>) -> String {
    let prose =
        "The keeper of the northern light had a lamp, a bell and a boat, and rang it until noon.\n";
    let chapter = |n| format!("CHAPTER {n}\n\n{}\n", prose.repeat(8));
    numbers.map(chapter).collect()
}

#[test]
fn a_fence_that_nothing_closes_hides_no_heading_far_below_however_the_text_is_cut() {
    for fence in ["```", "```rust", "~~~rust"] {
        // What closes it late begins no code.
        for late in ["", &fence[..3]] {
            let code = "fn ring() {\n    bell.ring();\n}\n";
            let text = format!(
                "{}{fence}\n{code}\n{}{late}\n\n{}",
                chapters(1..=4),
                chapters(5..=20),
                chapters(21..=30)
            );
            let whole = outline(&text);
            let found: Vec<&str> = whole.headings.iter().map(|h| h.text.as_str()).collect();
            for chapter in (1..=4).chain(15..=30) {
                let name = format!("CHAPTER {chapter}");
                assert!(
                    found.contains(&name.as_str()),
                    "{fence} {late} {name}: {found:?}"
                );
            }
            for pieces in 2..9 {
                let cuts: Vec<f64> = (1..pieces)
                    .map(|n| f64::from(n) / f64::from(pieces))
                    .collect();
                let cut = judged_in_pieces(&text, &cuts);
                assert_eq!(named(&cut), named(&whole), "{fence} {late} {pieces}");
            }
        }
    }
}

/// The outline of a text that comes in pieces, cut between lines.
fn judged_in_pieces(text: &str, cuts: &[f64]) -> Outline {
    let clean = Clean::new(text);
    let mut borders: Vec<usize> = cuts
        .iter()
        .filter_map(|cut| {
            let mut at = (clean.len() as f64 * cut) as usize;
            while !clean.is_char_boundary(at) {
                at -= 1;
            }
            Some(at + clean[at..].find('\n')? + 1)
        })
        .chain([0, clean.len()])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    let mut judge = Judge::new();
    let mut line = 1;
    for (number, pair) in (0..).zip(borders.windows(2)) {
        let before = clean[..pair[0]].lines().next_back();
        let blank = before.is_none_or(|l| l.trim().is_empty());
        let piece = &clean[pair[0]..pair[1]];
        let part = Part {
            number,
            source: pair[0] as u64..pair[1] as u64,
            border: if blank { Border::Blank } else { Border::Line },
            text: Clean::new(piece),
            lines: piece.matches('\n').count() as u32,
        };
        judge.read(&part, line);
        line += u64::from(part.lines);
    }
    judge.outline()
}

/// An outline without places, which depend on the cuts.
fn named(outline: &Outline) -> Vec<(u8, u64, u32, String)> {
    let name = |h: &Heading| (h.level, h.line, h.span, h.text.clone());
    outline
        .title
        .iter()
        .chain(&outline.headings)
        .map(name)
        .collect()
}
