//! The blocks of Markdown are those that a second parser finds: the same kinds in the same order, as deep in quotations and
//! lists.

use std::fmt::Write;
use std::sync::Arc;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, parse_document};

use rubricate::document::{Detail, Kind};
use rubricate::outline::Structure;
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::second::{examples, options};

/// Code stands so many cells right of the words around it.
const INSET: u16 = 2;

/// A line for each block: a sign for each quotation around it, the depth of its list, what it is.
fn ours(text: &str) -> String {
    let source = Arc::new(Source::from_bytes("a text", text.as_bytes().to_vec()));
    let document = read::whole(&source, Format::Markdown).document;
    let pages = document.pages();
    let headings = Structure::whole(pages).outline.headings;
    let part = pages.part(0);
    let mut found = String::new();
    // The indents of the entries that are open.
    let mut open: Vec<(u16, u16)> = Vec::new();
    for block in pages.blocks(&part) {
        let inset = if block.kind == Kind::Verbatim {
            INSET
        } else {
            0
        };
        let at = (block.nest.bars, block.indent + block.nest.inner - inset);
        while open.last().is_some_and(|own| *own >= at) {
            open.pop();
        }
        let heading = headings
            .iter()
            .find(|h| h.place.offset == block.range.start);
        let kind = match (&block.kind, block.detail.as_deref(), heading) {
            (_, _, Some(heading)) => format!("heading {}", heading.level),
            (Kind::Paragraph, ..) => "paragraph".to_owned(),
            (Kind::Item { marker }, ..) => {
                open.push(at);
                let end = block.range.start + marker;
                let words = part.slice(end..block.range.end);
                let _ = writeln!(
                    found,
                    "{} {} entry",
                    ">".repeat(block.nest.bars.into()),
                    open.len()
                );
                if words.trim().is_empty() {
                    continue;
                }
                "paragraph".to_owned()
            }
            (Kind::Table, Some(Detail::Table { .. }), _) => {
                let rows: Vec<&str> = part.slice(block.range.clone()).split('\n').collect();
                let columns = rows.iter().map(|row| row.matches('\t').count() + 1).max();
                format!("table {} {}", rows.len(), columns.unwrap_or(0))
            }
            (Kind::Verbatim, ..) => "code".to_owned(),
            (Kind::Rule, ..) => "rule".to_owned(),
            (Kind::Picture, ..) => "picture".to_owned(),
            (kind, ..) => format!("{kind:?}"),
        };
        let _ = writeln!(
            found,
            "{} {} {kind}",
            ">".repeat(block.nest.bars.into()),
            open.len()
        );
    }
    found
}

/// None where tags of HTML are blocks: the other parser keeps them as they are, ours reads what they say.
fn theirs(text: &str) -> Option<String> {
    let arena = Arena::new();
    let mut found = String::new();
    blocks(parse_document(&arena, text, &options()), (0, 0), &mut found)?;
    Some(found)
}

/// Whether anything of it is to be seen; what says nothing is not on the page.
fn says_something(paragraph: Node) -> bool {
    paragraph
        .descendants()
        .any(|node| match &node.data().value {
            NodeValue::Text(words) => !words.trim().is_empty(),
            NodeValue::Code(code) => !code.literal.trim().is_empty(),
            NodeValue::Image(_) => true,
            _ => false,
        })
}

fn blocks(node: Node, (bars, depth): (usize, usize), found: &mut String) -> Option<()> {
    for child in node.children() {
        let kind = match &child.data().value {
            NodeValue::Paragraph if is_picture(child) => "picture".to_owned(),
            NodeValue::Paragraph if !says_something(child) => continue,
            NodeValue::Paragraph => "paragraph".to_owned(),
            NodeValue::Heading(_) if child.first_child().is_none() => continue,
            NodeValue::Heading(heading) => format!("heading {}", heading.level),
            NodeValue::CodeBlock(code) if code.literal.trim().is_empty() => continue,
            NodeValue::CodeBlock(_) => "code".to_owned(),
            NodeValue::ThematicBreak => "rule".to_owned(),
            NodeValue::HtmlBlock(_) => return None,
            NodeValue::Table(table) => format!("table {} {}", table.num_rows, table.num_columns),
            NodeValue::BlockQuote => {
                blocks(child, (bars + 1, depth), found)?;
                continue;
            }
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                let _ = writeln!(found, "{} {} entry", ">".repeat(bars), depth + 1);
                blocks(child, (bars, depth + 1), found)?;
                continue;
            }
            _ => {
                blocks(child, (bars, depth), found)?;
                continue;
            }
        };
        let _ = writeln!(found, "{} {depth} {kind}", ">".repeat(bars));
    }
    Some(())
}

/// Whether a paragraph is nothing but a picture, which may lead somewhere.
fn is_picture(paragraph: Node) -> bool {
    let only = paragraph
        .first_child()
        .filter(|only| only.next_sibling().is_none());
    only.is_some_and(|only| match &only.data().value {
        NodeValue::Image(_) => true,
        NodeValue::Link(_) => is_picture(only),
        _ => false,
    })
}

#[test]
fn blocks_are_those_of_a_second_parser() {
    let all = examples();
    let mut compared = 0;
    for text in &all {
        let Some(theirs) = theirs(text) else { continue };
        assert_eq!(ours(text), theirs, "{text}");
        compared += 1;
    }
    assert!(
        all.is_empty() || compared > 550,
        "{compared} of {}",
        all.len()
    );
}

#[test]
fn both_parsers_find_the_blocks_that_were_meant() {
    for (text, expected) in [
        ("a\n\n# b\n\n***", " 0 paragraph\n 0 heading 1\n 0 rule\n"),
        (
            "- a\n  1. b\n\n     c\n- d",
            " 1 entry\n 1 paragraph\n 2 entry\n 2 paragraph\n 2 paragraph\n 1 entry\n 1 paragraph\n",
        ),
        (
            "> a\n> > - b\n\nc",
            "> 0 paragraph\n>> 1 entry\n>> 1 paragraph\n 0 paragraph\n",
        ),
        (
            "- a\n\n      b\n\n```\nc\n```",
            " 1 entry\n 1 paragraph\n 1 code\n 0 code\n",
        ),
        ("|a|b|\n|-|-|\n|c|\n|d|e|", " 0 table 3 2\n"),
        (
            "- [ ] a\n- [x] b",
            " 1 entry\n 1 paragraph\n 1 entry\n 1 paragraph\n",
        ),
        ("[![a](b)](c)\n\na ![b](c)", " 0 picture\n 0 paragraph\n"),
        (
            "![a][]\n\n[![a][]](c)\n\n[a]: b",
            " 0 picture\n 0 picture\n",
        ),
    ] {
        assert_eq!(ours(text), expected, "{text}");
        assert_eq!(theirs(text).as_deref(), Some(expected), "{text}");
    }
}
