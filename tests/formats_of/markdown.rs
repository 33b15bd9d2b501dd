//! Markdown, as it is written for web pages and code.

use std::sync::Arc;

use proptest::prelude::*;
use rubricate::document::{Document, Face, Kind};
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::screen::{document_of, links, look, outline, text};

fn markdown(text: &str) -> Document {
    document_of(text, Format::Markdown)
}

/// Level, words and source line of each heading.
fn headings(text: &str) -> Vec<(u8, String, u64)> {
    let found = outline(&markdown(text)).headings;
    found
        .into_iter()
        .map(|h| (h.level, h.text, h.line))
        .collect()
}

#[test]
fn marks_look_as_their_author_meant_them() {
    look("markdown_marks", "markdown/marks.md", (72, 70), "");
    look("markdown_marks_narrow", "markdown/marks.md", (36, 40), "J");
    look("markdown_notes", "markdown/notes.md", (72, 40), "");
    look("markdown_tags", "markdown/tags.md", (72, 40), "");
    look("markdown_remarks", "markdown/remarks.md", (72, 40), "");
}

#[test]
fn tables_and_quotations_fit_every_window() {
    look("markdown_wide", "markdown/wide.md", (130, 40), "");
    look("markdown_wide_usual", "markdown/wide.md", (72, 50), "");
    look("markdown_wide_narrow", "markdown/wide.md", (34, 50), "");
}

#[test]
fn headings_have_their_source_lines() {
    let text = "---\ntitle: x\n---\n\n# One `code` &amp; [link](u)\n\nTwo\nlines\n=====\n\n> ### Three\n\n\
                - #### Four\n\n<h2 align=\"center\">\n  Five\n</h2>\n\n```\n# none\n```\n\n## Six {#own} ##\n";
    let said: Vec<(u8, String, u64)> = headings(text);
    let expected = [
        (1, "One code & link", 5),
        (1, "Two lines", 7),
        (3, "Three", 11),
        (4, "Four", 13),
        (2, "Five", 15),
        (2, "Six", 23),
    ];
    let said: Vec<(u8, &str, u64)> = said.iter().map(|(l, t, n)| (*l, &**t, *n)).collect();
    assert_eq!(said, expected);
    let document = markdown(text);
    assert!(document.pages().target("own").is_some());
    assert!(document.pages().target("one-code--link").is_some());
}

#[test]
fn the_title_is_a_heading_or_what_the_front_matter_says() {
    let title = |text: &str| outline(&markdown(text)).title.map(|title| title.text);
    let front = "---\ntitle: \"Front\"\n---\n";
    assert_eq!(
        title(&format!("{front}# Lone\n\n## Below\n")).as_deref(),
        Some("Lone")
    );
    assert_eq!(
        title(&format!("{front}# One\n\n# Two\n")).as_deref(),
        Some("Front")
    );
    assert_eq!(
        title("+++\ntitle = 'Front'\n+++\nWords.\n").as_deref(),
        Some("Front")
    );
    // A paragraph between two rules is no front matter.
    assert_eq!(headings("---\nFoo\n---\nBar\n---\n").len(), 2);
}

#[test]
fn links_lead_where_their_author_meant() {
    let document = markdown(
        "# A b\n\n[x](y.md) <z@a.example> https://a.example/b_c. [q][r] `http://none.example` note[^n]\n\n\
         # A b\n\n[r]: to\n[^n]: said\n",
    );
    let expected = [
        ("x", "y.md"),
        ("z@a.example", "mailto:z@a.example"),
        ("https://a.example/b_c", "https://a.example/b_c"),
        ("q", "to"),
        ("[1]", "#fn-1"),
        ("↩", "#fnref-1"),
    ];
    let found = links(&document);
    let found: Vec<(&str, &str)> = found.iter().map(|(s, t)| (&**s, &**t)).collect();
    assert_eq!(found, expected);
    let pages = document.pages();
    for name in ["a-b", "a-b-1", "fn-1", "fnref-1"] {
        assert!(pages.target(name).is_some(), "{name}");
    }
}

#[test]
fn what_is_for_machines_is_not_read() {
    let seen = text(&markdown(
        "a <!-- no --> b <script>no()</script> <unknown>c</unknown> &copy; \\* `<d>`\n\n<!--\nno\n-->\n\n<style>\nno {}\n</style>\n",
    ));
    assert_eq!(seen.trim(), "a b c © * <d>");
}

#[test]
fn tags_of_blocks_divide_neither_headings_nor_rows() {
    for (said, expected) in [
        ("# a</pre> b<div>c</div>", "a b c"),
        ("a\n</pre>\nb\n===", "a b"),
        (
            "<h1>\n<div><img src='p.png' alt='p'></div>\na\n</h1>",
            "p a",
        ),
    ] {
        let found = headings(said);
        assert_eq!(found.len(), 1, "{said}");
        assert_eq!(found[0].1, expected, "{said}");
    }
    let table = markdown(
        "| a | b |\n|---|---|\n| <ul><li>c</li><li>d</li></ul> | <p>e</p><details><summary>f</summary>g</details> |\n\nEnd.",
    );
    let pages = table.pages();
    let blocks = pages.blocks(&pages.part(0));
    let kinds: Vec<_> = blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(kinds, [&Kind::Table, &Kind::Paragraph]);
}

#[test]
fn only_a_blank_behind_a_colon_makes_a_definition() {
    for (said, expected) in [
        (
            "Thanks to all of you.\n:bread: :salt: and more",
            "Thanks to all of you. :bread: :salt: and more",
        ),
        ("The ratio is\n:5 of them.", "The ratio is :5 of them."),
        (
            "One\n: Said.\n\nTwo\n:three `a\n:b`",
            "One\nSaid.\nTwo :three a :b",
        ),
        (
            "One\n: Said.\n\n```\n:two\n```\n\n    :three",
            "One\nSaid.\n:two\n\n:three",
        ),
        (
            "One\n: Said.\n\na | b\n:-|-:\nc | d",
            "One\nSaid.\na\tb\nc\td",
        ),
    ] {
        assert_eq!(text(&markdown(said)).trim(), expected, "{said}");
    }
}

#[test]
fn containers_are_remarks_where_their_name_says_so() {
    for (said, expected) in [
        (":::note\n\nBread.\n\n:::\n\nEnd.", "Note\n\nBread.\n\nEnd."),
        (
            "Before\n::: tip Of *bread*\n# Salt\n- a\n:::\nEnd.",
            "Before\n\nTip: Of bread\n\nSalt\n\n• a\nEnd.",
        ),
        ("::: tabs\na\n:::", "::: tabs a :::"),
        (
            "- a\n\n  :::danger\n  b\n  :::\n\nEnd.",
            "• a\n\nDanger\n\nb\n\nEnd.",
        ),
        (":::note\na", ":::note a"),
    ] {
        assert_eq!(text(&markdown(said)).trim(), expected, "{said}");
    }
    let document = markdown(":::note\na\n:::\nb");
    let pages = document.pages();
    let bars = |nth: usize| pages.blocks(&pages.part(0))[nth].nest.bars;
    assert_eq!([bars(0), bars(1), bars(2)], [1, 1, 0]);
    assert_eq!(headings("One\n\n::: tip\n\n## Two\n:::")[0].2, 5);
}

#[test]
fn names_of_the_shell_and_amounts_are_no_formulas() {
    for said in [
        "Set $HOME/bin:$PATH here.",
        "Use ${A}/${B} or $C/lib/$D/x.so, see ($E)/($F)x.",
        "From $100M to $1B, or $_a/$_b.",
        "$$/a$$b",
    ] {
        assert_eq!(text(&markdown(said)).trim(), said);
    }
    for (said, expected) in [
        ("the $n$th and $x$-axis", "the nth and x-axis"),
        ("$x$は $y$.", "xは y."),
    ] {
        assert_eq!(text(&markdown(said)).trim(), expected);
    }
}

#[test]
fn cells_of_tags_reach_over_rows_and_columns() {
    let row = |cells: &str| format!("<tr>{cells}</tr>\n");
    let rows = [
        "<th>A</th><th>B</th><th>C</th>",
        "<td rowspan=\"2\">a</td><td>b</td><td>c</td>",
        "<td>d</td><td>e</td>",
        "<td colspan=\"2\">f <b>g</b></td><td>h</td>",
        "<td colspan=2 rowspan=0>i</td><td>j</td>",
        "<td>k</td>",
    ];
    let rows = rows.map(row).concat();
    let expected = "A\tB\tC\na\tb\tc\n\td\te\nf g\t\th\ni\t\tj\n\t\tk";
    let table = format!("<table>\n{rows}</table>\n");
    assert_eq!(text(&markdown(&table)).trim(), expected);
    let again = format!("<table><tbody>{rows}</tbody><tbody>{rows}</tbody></table>\n");
    let expected = format!("{expected}\n{expected}");
    assert_eq!(text(&markdown(&again)).trim(), expected);
}

#[test]
fn a_picture_without_words_is_named_only_where_nothing_else_stands() {
    let found = |said: &str| -> Vec<String> {
        let found = headings(said).into_iter();
        found.map(|(_, words, _)| words).collect()
    };
    for said in [
        "# <img src='a.png'> One ![](b.png)",
        "<h1><a href='x'><img src='a.png'></a> One</h1>",
        "# [![](a.svg)](x) One",
    ] {
        assert_eq!(found(said), ["One"], "{said}");
    }
    // A heading that is a picture is shown as one.
    for said in ["# ![](a.png)", "<h1><img src='a.png'></h1>"] {
        assert!(found(said).is_empty(), "{said}");
        let document = markdown(said);
        let pages = document.pages();
        assert_eq!(pages.blocks(&pages.part(0))[0].kind, Kind::Picture);
    }
    for (said, expected) in [
        ("One ![](a.png) two.", "One two."),
        ("One <img src='a.png' alt=''> two.", "One two."),
        ("| ![](a.png) | ![](b.png) c |\n|-|-|", "picture\tc"),
        ("[![](badge.svg)](x) [![](badge.svg)](y)", "picture picture"),
        ("<p><a href='x'><img src='badge.svg'></a></p>", "picture"),
        ("<p><a href='x'><img src='badge.svg'> a</a></p>", "a"),
        ("![](badge.svg)\n\nOne.", "picture\n\nOne."),
        (
            "<table><tr><td><img src='a.png'></td><td><img src='a.png'> b</td></tr>\n<tr><td>c</td></tr></table>",
            "picture\tb\nc",
        ),
    ] {
        assert_eq!(text(&markdown(said)).trim(), expected, "{said}");
    }
}

#[test]
fn the_sign_of_a_summary_stands_before_its_words() {
    let details = |summary: &str| format!("<details>\n{summary}\n\nBody.\n\n</details>\n\nEnd.");
    for (summary, seen, outlined) in [
        ("<summary>More</summary>", "▾ More", None),
        ("<summary><b>More</b></summary>", "▾ More", None),
        ("<summary><p>More</p></summary>", "▾ More", None),
        ("<summary>\n\nMore\n\n</summary>", "▾ More", None),
        ("<summary></summary>", "▾ Details", None),
        ("<summary><h3>More</h3></summary>", "▾ More", Some(3)),
        ("<summary>\n\n### More\n\n</summary>", "▾ More", Some(3)),
        (
            "<summary>One<h3>More</h3></summary>",
            "▾ One\n\nMore",
            Some(3),
        ),
    ] {
        let said = details(summary);
        let document = markdown(&said);
        let expected = format!("{seen}\n\nBody.\n\nEnd.");
        assert_eq!(text(&document).trim(), expected, "{said}");
        let found: Vec<_> = headings(&said).into_iter().map(|h| (h.0, h.1)).collect();
        let outlined: Vec<_> = outlined
            .map(|level| (level, "More".to_owned()))
            .into_iter()
            .collect();
        assert_eq!(found, outlined, "{said}");
        assert_eq!(document.pages().target("more").is_some(), !found.is_empty());
    }
}

#[test]
fn formulas_are_read_however_they_are_marked() {
    for (said, expected) in [
        ("$O(n\\log n)$ and $`a_1`$.", "O(n log n) and a₁."),
        ("```math\nx^2\n+ \\alpha\n```\n\nEnd.", "x² + α\n\nEnd."),
        ("- a\n  ```math\n  x^2\n  ```", "• a\nx²"),
        ("```math\n\\unknown{x}\n  y\n```", "\\unknown{x}\n  y"),
    ] {
        assert_eq!(text(&markdown(said)).trim(), expected, "{said}");
    }
    let document = markdown("```math\nx^2\n```");
    let pages = document.pages();
    assert_eq!(pages.spans(&pages.part(0))[0].face, Face::Math);
}

#[test]
fn what_is_never_closed_ends_somewhere() {
    for text in [
        "<details><summary>a <b>b\n\n# H\n\nc",
        "<table><tr><td>a\n\n# H\n\n</td></tr>",
        "<ul><li><blockquote>a\n\n# H\n\n</li>",
        "<sup>a\n\n# H\n",
        "<script>\n\n# H\n</script>\n# H",
    ] {
        let found = headings(text);
        assert!(
            found.iter().any(|(.., text, _)| text == "H"),
            "{text}: {found:?}"
        );
    }
}

/// A block of Markdown, and the words that are to be seen of it.
fn block() -> impl Strategy<Value = (String, Vec<String>)> {
    let word = "[a-z]{1,8}";
    let words = || proptest::collection::vec(word, 1..12);
    let marked = |(words, mark): (Vec<String>, &str)| {
        let said: Vec<String> = words
            .iter()
            .map(|word| format!("{mark}{word}{mark}"))
            .collect();
        (said.join(" "), words)
    };
    let inline = (
        words(),
        prop::sample::select(vec!["", "*", "**", "`", "~~"]),
    )
        .prop_map(marked);
    let inline = inline.boxed();
    prop_oneof![
        inline.clone(),
        inline
            .clone()
            .prop_map(|(said, words)| (said.replace(' ', "\n"), words)),
        inline
            .clone()
            .prop_map(|(said, words)| (format!("> {said}"), words)),
        inline.clone().prop_map(|(said, words)| (
            format!("- {said}\n  - {said}"),
            [words.clone(), words].concat()
        )),
        inline
            .clone()
            .prop_map(|(said, words)| (format!("## {said}"), words)),
        inline.clone().prop_map(|(said, words)| (
            format!("<p align=\"center\">{}</p>", words.join(" ")),
            {
                let _ = said;
                words
            }
        )),
        inline
            .clone()
            .prop_map(|(said, words)| (format!("[{said}](x.md \"t\")"), words)),
        words().prop_map(|words| (format!("```\n{}\n```", words.join("\n")), words)),
        proptest::collection::vec(inline, 2..5).prop_map(|cells| {
            let row: Vec<&str> = cells.iter().map(|(said, _)| &**said).collect();
            let rule = "|-".repeat(row.len());
            let row = row.join(" | ");
            let words: Vec<String> = cells.iter().flat_map(|(_, words)| words.clone()).collect();
            (
                format!("| {row} |\n{rule}|\n| {row} |"),
                [words.clone(), words].concat(),
            )
        }),
    ]
}

proptest! {
    #[test]
    fn all_words_are_there_once_and_in_order(blocks in proptest::collection::vec(block(), 1..20)) {
        let source: Vec<&str> = blocks.iter().map(|(said, _)| &**said).collect();
        let seen = text(&markdown(&source.join("\n\n")));
        let expected: Vec<&str> = blocks.iter().flat_map(|(_, words)| words.iter().map(String::as_str)).collect();
        let seen: Vec<&str> = seen.split_whitespace().filter(|word| !"•◦–".contains(*word)).collect();
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn the_outline_is_what_was_marked(levels in proptest::collection::vec((1u8..=6, "[a-z]{1,8}( [a-z]{1,8}){0,3}"), 1..30)) {
        let mut source = String::new();
        let mut expected = Vec::new();
        let mut line = 1;
        for (level, words) in levels {
            source += &format!("{} {words}\n\nText.\n\n", "#".repeat(usize::from(level)));
            expected.push((level, words, line));
            line += 4;
        }
        prop_assert_eq!(headings(&source), expected);
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(source in r"(\PC|\n|[<>*_`\[\]()|:$#-]|<b>|</b>|<td>|<td rowspan=3 colspan=2>|<tr>|<table>|<img>|<a href=x>|<details>|<summary>|<h2>|\[\^a\]|\n: |\n:::note\n|\n:::\n|\n```math\n|\n\n){0,200}") {
        let document = markdown(&source);
        let pages = document.pages();
        for number in 0..pages.parts() {
            let part = pages.part(number);
            for span in pages.spans(&part).iter() {
                prop_assert!(part.text.get(span.range.start as usize..span.range.end as usize).is_some());
            }
        }
    }
}

#[test]
fn a_face_ends_with_the_words_of_its_block() {
    for source in [
        "[^a]:<td><b>\u{a0}\n\u{17f0}",
        "<b>one\u{a0}\u{a0}</b>\n\n日",
        "<b>\u{a0}</b>\n\n日",
    ] {
        let document = markdown(source);
        let part = document.pages().part(0);
        for span in document.pages().spans(&part).iter() {
            let words = part
                .text
                .get(span.range.start as usize..span.range.end as usize);
            assert!(
                words.is_some_and(|words| !words.ends_with('\n')),
                "{source:?}: {span:?}"
            );
        }
    }
}

#[test]
fn the_beginning_of_a_long_text_says_what_the_whole_says() {
    let mut source = "# Long\n\nSee [one][a], [two], a note[^n] and [no link].\n\n".to_owned();
    for nth in 0..4000 {
        source +=
            &format!("Words of paragraph {nth} with [a word][r{nth}] and [sic] brackets.\n\n");
    }
    for nth in 0..4000 {
        source += &format!("[r{nth}]: r{nth}.md\n");
    }
    source += "\n[a]: a.md\n[two]: two.md\n\n[^n]: A note.\n";
    let source = Arc::new(Source::from_bytes("a text", source.into_bytes()));
    let (beginning, whole) = (
        read::open(&source, Format::Markdown),
        read::whole(&source, Format::Markdown),
    );
    assert!(beginning.rest.is_some() && whole.rest.is_none());
    let first = |document: &Document| document.pages().part(0).text.to_string();
    let (beginning, whole) = (first(&beginning.document), first(&whole.document));
    assert!(
        whole.starts_with("Long\n\nSee one, two, a note[1] and [no link].\n\n"),
        "{whole:.80}"
    );
    assert_eq!(beginning, whole);
}

#[test]
fn front_matter_may_name_the_language() {
    for (front, language) in [
        ("---\ntitle: Ein Buch\nlang: de-AT\n---\n", Some("de-AT")),
        ("+++\nlanguage = \"fr\"\n+++\n", Some("fr")),
        ("---\nlang: [a, b]\n---\n", None),
        ("---\nlang: no tag at all\n---\n", None),
        ("", None),
    ] {
        let document = markdown(&format!("{front}\nWords.\n"));
        assert_eq!(document.pages().language(), language, "{front}");
    }
}
