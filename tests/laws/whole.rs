//! That nothing of a text is lost, doubled or moved on its page.

use std::cmp::Ordering;
use std::ops::Range;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use rubricate::document::{Part, Place};
use rubricate::layout::{Layout, Lead, Line, Row, SetPart, Style, Width};
use rubricate::text::Clean;

use super::rows::page;

/// Every character of the text is in one row, in order, but for: blanks; the marker of a list item (it is drawn as the
/// row's lead); `>` before quoted lines; `#` around and underlines below a heading; furniture, which is folded on
/// purpose. A rule is drawn as a rule, dots that lead to a page number may be fewer, and a hyphen is not drawn where it
/// divided a word at a line end (U+2010 between a letter and a small one).
pub(super) fn whole(text: &str, width: Width) -> Result<(), TestCaseError> {
    all_of(page(text, width), width)
}

/// The same of a page that is set at that width.
pub(super) fn all_of(mut layout: Layout, width: Width) -> Result<(), TestCaseError> {
    let first = layout.first();
    let mut drawn = layout
        .rows(first, 1_000_000)
        .0
        .into_iter()
        .filter(|line| line.style.is_some());
    for number in 0..layout.document().pages().parts() {
        let set = layout.part(number);
        let part = without_furniture(&layout, &set.part);
        let mut at = 0;
        for (i, piece) in set.pieces.iter().enumerate() {
            if piece.range.is_empty() {
                // A part without any text holds one empty piece.
                prop_assert_eq!(set.pieces.len(), 1);
                prop_assert!(drawn.next().is_some_and(|line| line.text.is_empty()));
                continue;
            }
            left_out(&layout, &set, at..piece.range.start)?;
            at = piece.range.start;
            if piece.style == Style::Table {
                let rows = set.rows(i, width);
                let lines: Vec<Rc<Line>> = drawn.by_ref().take(rows.len()).collect();
                whole_table(&set.part, piece.range.clone(), &rows, &lines)?;
                at = piece.range.end;
                continue;
            }
            for row in set.rows(i, width).iter() {
                let line = drawn.next();
                let line = line.ok_or_else(|| TestCaseError::fail("a row is never walked over"))?;
                prop_assert_eq!(
                    line.place,
                    Place {
                        part: number,
                        offset: row.range.start
                    }
                );
                prop_assert!(row.range.start >= at, "{:?} is doubled before {}", row, at);
                let gap = part.slice(at..row.range.start);
                if let Lead::Marker(marker) = &row.lead {
                    prop_assert_eq!(at, marker.start);
                    prop_assert_eq!(gap, set.part.slice(marker.clone()));
                    prop_assert!(!line.lead.trim().is_empty());
                } else {
                    prop_assert!(
                        is_mark(piece.style, gap),
                        "{:?} is lost in {:?}",
                        gap,
                        piece
                    );
                }
                if !matches!(piece.style, Style::Rule | Style::Folded) {
                    let whole = made_whole(piece.style, &part, row.range.clone());
                    let source = match piece.style {
                        Style::Quote => without_signs(&whole),
                        _ => whole,
                    };
                    let (drawn, source) = (letters(&line.text), letters(&source));
                    if row.shorter > 0 {
                        prop_assert_eq!(without_leaders(&drawn), without_leaders(&source));
                    } else {
                        prop_assert_eq!(drawn, source);
                    }
                }
                at = row.range.end;
            }
            let rest = set.part.slice(at..piece.range.end);
            prop_assert!(
                is_mark(piece.style, rest),
                "{:?} is lost at the end of {:?}",
                rest,
                piece
            );
            at = piece.range.end;
        }
        left_out(&layout, &set, at..set.part.end())?;
    }
    prop_assert!(drawn.next().is_none(), "a row is walked over twice");
    Ok(())
}

/// Every word of a table is in one of its rows once, below the words that stand before it in its cell; between the cells
/// there is only what draws the table. Rows begin one behind the other.
fn whole_table(
    part: &Part,
    range: Range<u32>,
    rows: &[Row],
    lines: &[Rc<Line>],
) -> Result<(), TestCaseError> {
    prop_assert_eq!(rows.len(), lines.len(), "a row is never walked over");
    let mut at = None;
    let mut shown: Vec<Range<u32>> = Vec::new();
    for (row, line) in rows.iter().zip(lines) {
        prop_assert_eq!(line.place.offset, row.range.start);
        prop_assert!(
            at < Some(row.range.start),
            "{:?} is not below {:?}",
            row,
            at
        );
        at = Some(row.range.start);
        for (source, drawn) in &line.cells {
            prop_assert_eq!(
                letters(&line.text[drawn.clone()]),
                letters(part.slice(source.clone()))
            );
            shown.push(source.clone());
        }
    }
    shown.sort_by_key(|source| source.start);
    let mut at = range.start;
    let draws = |c: char| c.is_whitespace() || "|+-=:".contains(c) || ('─'..='╿').contains(&c);
    for source in shown
        .into_iter()
        .chain(std::iter::once(range.end..range.end))
    {
        prop_assert!(source.start >= at, "{:?} is doubled", source);
        let between = part.slice(at..source.start);
        prop_assert!(between.chars().all(draws), "{:?} is lost", between);
        at = source.end;
    }
    Ok(())
}

/// A part with blanks where its furniture stands, and a line end before them.
fn without_furniture(layout: &Layout, part: &Part) -> Part {
    let mut text = part.text.to_string();
    for f in &layout.structure().outline.furniture {
        let inside = |place: Place| match place.part.cmp(&part.number) {
            Ordering::Less => 0,
            Ordering::Equal => place.offset as usize,
            Ordering::Greater => text.len(),
        };
        let (from, to) = (inside(f.place), inside(f.end));
        if from < to {
            let from = text[..from].trim_end().len();
            let to = text.len() - text[to..].trim_start().len();
            let blank = format!("\n{}", " ".repeat(to - from - 1));
            text.replace_range(from..to, &blank);
        }
    }
    Part {
        text: Clean::new(text),
        ..part.clone()
    }
}

/// A text without its blanks.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A row of a part without the hyphens that divided its words at line ends; kept lines keep them.
fn made_whole(style: Style, part: &Part, row: Range<u32>) -> String {
    let mut out = String::new();
    let mut at = row.start as usize;
    for line in part.slice(row).split_inclusive('\n') {
        let below = line.trim_start().starts_with(char::is_lowercase);
        let divided = out.strip_suffix("\u{2010}\n").filter(|above| {
            style != Style::Verbatim && above.ends_with(char::is_alphabetic) && below
        });
        let known = out.strip_suffix("-\n").filter(|_| {
            matches!(style, Style::Paragraph | Style::Item) && below && is_known(&part.text, at - 2)
        });
        if let Some(whole) = divided.or(known).map(str::len) {
            out.truncate(whole);
        }
        out.push_str(line);
        at += line.len();
    }
    out
}

/// Whether a text has the word that a hyphen at a line end divides, and does not write it with a hyphen.
fn is_known(text: &str, hyphen: usize) -> bool {
    let letters = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphabetic())
            .collect::<String>()
    };
    let before: String = text[..hyphen].chars().rev().collect();
    let left: String = letters(&before).chars().rev().collect();
    let right = letters(text[hyphen + 2..].trim_start_matches([' ', '\t']));
    let compound = before.chars().nth(left.chars().count()) == Some('-');
    if left.len() < 2 || right.len() < 2 || compound {
        return false;
    }
    let first = left.chars().next().unwrap();
    let small = first.to_lowercase().chain(left.chars().skip(1)).collect();
    let alone = |word: &str| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        text.match_indices(word).any(|(at, _)| {
            !inside(text[..at].chars().next_back())
                && !inside(text[at + word.len()..].chars().next())
        })
    };
    let forms = [left, small];
    forms.iter().any(|left| alone(&format!("{left}{right}")))
        && !forms.iter().any(|left| alone(&format!("{left}-{right}")))
}

/// Quoted words without the signs before those of the second line and further ones.
fn without_signs(text: &str) -> String {
    let (first, more) = text.split_once('\n').unwrap_or((text, ""));
    let more = more
        .split('\n')
        .map(|line| line.trim_start_matches([' ', '>']));
    std::iter::once(first)
        .chain(more)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A text with one dot for each run of dots.
fn without_leaders(text: &str) -> String {
    text.split('.')
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(".")
}

/// Whether what stands between two rows of a piece is only a mark that the page draws in another way.
fn is_mark(style: Style, gap: &str) -> bool {
    let blank = |c: char| c.is_whitespace();
    match style {
        Style::Quote => gap.chars().all(|c| blank(c) || c == '>'),
        Style::Heading(_) | Style::Title => gap.split('\n').all(|line| {
            let mut signs = line.trim().chars().filter(|c| *c != '#');
            let first = signs.next();
            first.is_none_or(|f| f.is_ascii_punctuation() && signs.all(|c| c == f))
        }),
        _ => gap.chars().all(blank),
    }
}

/// Between two pieces there is nothing, or furniture, or the fences of code.
fn left_out(layout: &Layout, set: &SetPart, range: Range<u32>) -> Result<(), TestCaseError> {
    let mut fenced = 0..0;
    for (i, c) in set.part.slice(range.clone()).char_indices() {
        let (at, line) = set.part.line_at(range.start + i as u32);
        if ["```", "~~~"]
            .iter()
            .any(|fence| line.trim_start().starts_with(fence))
        {
            fenced = at..at + line.len() as u32;
        }
        if fenced.contains(&(range.start + i as u32)) {
            continue;
        }
        let place = Place {
            part: set.part.number,
            offset: range.start + i as u32,
        };
        let furniture = &layout.structure().outline.furniture;
        let left_out = furniture.iter().any(|f| f.place <= place && place < f.end);
        prop_assert!(
            c.is_whitespace() || left_out,
            "{:?} is lost at {:?}",
            c,
            place
        );
    }
    Ok(())
}
