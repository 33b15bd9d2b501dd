//! What is `AsciiDoc`'s own.

use rubricate::read::Format;

use super::screen::{document_of, outline, tables, text};

/// What a reader sees of a source.
fn seen(source: &str) -> String {
    text(&document_of(source, Format::AsciiDoc))
}

#[test]
fn entries_need_no_blank_lines_between_them() {
    assert_eq!(
        seen("* rye\nand wheat\n** coarse\n*** bran\nSalt:: of the sea,\ngrey\n. knead\n"),
        "• rye and wheat\n• coarse\n• bran\nSalt\nof the sea, grey\n1. knead\n"
    );
}

#[test]
fn tables_whose_cells_are_parted_by_other_signs_lose_no_word() {
    for (source, head, rows) in [
        (
            "[%header,format=csv]\n|===\na,b\n1,2\n|===\n",
            1,
            vec!["a|b", "1|2"],
        ),
        (
            ",===\na,\"b, c\"\n\"say \"\"d\"\"\",e\n,===\n",
            0,
            vec!["a|b, c", "say \"d\"|e"],
        ),
        (",===\na,\"b\nc\"\nd,\n,===\n", 0, vec!["a|b c", "d|"]),
        (":===\na:b\n\nc\\:d:e\n:===\n", 1, vec!["a|b", "c:d|e"]),
        (
            "[format=\"tsv\",options=\"header\"]\n|===\na\tb\nc\td\n|===\n",
            1,
            vec!["a|b", "c|d"],
        ),
        (
            "[format=csv,separator=;]\n|===\na;b\nc;d\n|===\n",
            0,
            vec!["a|b", "c|d"],
        ),
        ("[separator=¦]\n|===\n¦a ¦b | c\n|===\n", 0, vec!["a|b | c"]),
        ("!===\n!a !b\n!===\n", 0, vec!["a|b"]),
    ] {
        let found = tables(&document_of(source, Format::AsciiDoc));
        let rows: Vec<String> = rows.into_iter().map(str::to_owned).collect();
        assert_eq!(found, [(head, rows)], "{source}");
    }
}

#[test]
fn the_first_row_names_the_columns_where_a_gap_parts_it_from_cells() {
    for (source, head) in [
        ("|a |b\n\n|c |d", 1),
        ("3*|a\n\n3*|b", 1),
        ("|a |b\n\n2+|c", 1),
        ("|a |b\n\n\n|c |d", 1),
        ("|a |b\n\nmore\n|c |d", 0),
        ("|First para\n\nSecond para", 0),
        ("|a |b\n\nc |d\n|e", 0),
        ("\n|a |b\n\n|c |d", 0),
        ("|a |b\n|c |d", 0),
    ] {
        let source = format!("|===\n{source}\n|===\n");
        let found = tables(&document_of(source.as_str(), Format::AsciiDoc));
        assert_eq!(found[0].0, head, "{source}");
    }
}

#[test]
fn the_title_of_a_list_stands_above_it() {
    assert_eq!(
        seen(
            "Words.\n\n.Grain\n* rye\n* oats\n\n.Steps\n. knead\n+\n.Tools\n* bowl\n\n.Else\n. bake\n"
        ),
        "Words.\n\nGrain\n\n• rye\n• oats\nSteps\n\n1. knead\nTools\n• bowl\nElse\n\n1. bake\n"
    );
}

#[test]
fn the_line_that_ends_a_block_underlines_no_heading() {
    let source = "[NOTE]\n====\nShort\n====\n\nTitle\n=====\n\nWords.\n";
    let document = document_of(source, Format::AsciiDoc);
    assert_eq!(text(&document), "Note\n\nShort\n\nTitle\n\nWords.\n\n");
    assert_eq!(outline(&document).to_text(), "Title\n");
}

#[test]
fn a_quotation_says_by_whom_it_is() {
    for source in [
        "[quote, Ann Low, Of _Rye_]\n____\nIt grows.\n____\n",
        "[quote, Ann Low, Of _Rye_]\nIt grows.\n",
        "[quote, attribution=\"Ann Low\", citetitle=\"Of _Rye_\"]\nIt grows.\n",
        "[verse, Ann Low, Of _Rye_]\nIt grows.\n",
        "[verse, Ann Low, Of _Rye_]\n____\nIt grows.\n____\n",
        "\"It grows.\"\n-- Ann Low, Of _Rye_\n",
    ] {
        assert_eq!(
            seen(source),
            "It grows.\n\n— Ann Low, Of Rye\n\n",
            "{source}"
        );
    }
    for (said, by) in [
        (
            "Al, \"https://x.example/?a=b\"",
            "Al, https://x.example/?a=b",
        ),
        ("Al, https://x.example/?a=b", "Al, https://x.example/?a=b"),
        (
            "'Jane Doe', \"Of rye, and more\"",
            "Jane Doe, Of rye, and more",
        ),
        ("\"Ann \\\"Low\\\"\", '', role=\"a, b\"", "Ann \"Low\""),
        ("role = x, Ann's, 'a' b", "Ann's, 'a' b"),
        ("citetitle='Of rye'", "Of rye"),
    ] {
        let seen = seen(&format!("[quote, {said}]\nIt grows.\n"));
        assert_eq!(seen, format!("It grows.\n\n— {by}\n\n"));
    }
    for source in [
        "[quote]\nIt grows.",
        "[abstract, x]\nIt grows.",
        "It grows.",
    ] {
        assert_eq!(seen(source), "It grows.\n\n", "{source}");
    }
    assert_eq!(seen("\"a\" b\n-- c\n"), "\"a\" b -- c\n\n");
    assert_eq!(
        seen(".Rye\n[quote, Low]\nGrey.\n"),
        "Rye\n\nGrey.\n\n— Low\n\n"
    );
}

#[test]
fn verse_keeps_its_indents() {
    for source in [
        "[verse]\nOne\n  two\n    _three_\n",
        "[verse]\n  One\n    two\n      _three_\n",
        "[verse]\n____\nOne\n  two\n    _three_\n____\n",
    ] {
        let seen = seen(source).replace('\u{a0}', "·");
        assert_eq!(seen, "One\n··two\n····three\n\n", "{source}");
    }
}

#[test]
fn links_show_the_titles_of_what_is_seen_as_a_heading() {
    for (source, shown) in [
        // Code is no heading, whatever fences stand around it; what nothing closes is no fence.
        ("<<_rye>>\n\n```sh\n== Rye\n```\n", "rye"),
        ("<<_rye>>\n\n....\n== Rye\n....\n", "rye"),
        ("<<_rye>>\n\n====\n== Rye\n====\n", "rye"),
        ("<<_rye>>\n\n----\n\n== Rye\n", "Rye"),
        ("<<_rye>>\n\n```sh\n\n== Rye\n", "Rye"),
        (
            "<<_rye>>\n\n----\nwheat\n----\n\nRye\n---\n\nWords.\n",
            "Rye",
        ),
        // What an attribute stands for, and what is only for an index.
        (":grain: Rye\n\n<<_rye>>\n\n== {grain}\n", "Rye"),
        (
            ":grain: Rye\n\n<<here>>\n\n[[here]]\n== Of {grain}\n",
            "Of Rye",
        ),
        (
            "<<_of_rye>>\n\n== Of (((rye, seed)))Rye indexterm:[rye]\n",
            "Of Rye",
        ),
    ] {
        let seen = seen(source);
        let first = seen.lines().next().unwrap();
        assert_eq!(first, shown, "{source}");
    }
}

#[test]
fn words_for_an_index_are_not_shown() {
    assert_eq!(
        seen(
            "(((rye)))\nOats (((oats, wild))) and ((rye)) and indexterm:[wheat]wheat indexterm2:[bran].\n"
        ),
        "Oats and rye and wheat bran.\n\n"
    );
}

#[test]
fn words_for_an_index_that_nothing_closes_are_seen() {
    let signs = "(((".repeat(2000);
    for before in ["", "== "] {
        let seen = seen(&format!("{before}{signs}rye\n"));
        assert_eq!(seen.trim_end(), format!("{signs}rye"));
    }
    let far = "rye ".repeat(1000);
    for (source, shown) in [
        // What closes one may stand right behind where the search for another ended.
        (format!("== (((a {far}(((b)))c"), format!("(((a {far}c")),
        (format!("((a {far}((b))c"), format!("((a {far}bc")),
        (
            "== ((a (((b)))indexterm:[c] d".to_owned(),
            "((a d".to_owned(),
        ),
    ] {
        let seen = seen(&source)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(seen, shown);
    }
}

#[test]
fn remarks_and_what_is_said_of_a_list_part_it_from_the_one_above() {
    for (source, shown) in [
        (
            ". rye\n. oats\n\n//-\n\n. knead\n. bake\n",
            "1. rye\n2. oats\n1. knead\n2. bake\n",
        ),
        (
            ". rye\n\n[start=7]\n. knead\n. bake\n",
            "1. rye\n7. knead\n8. bake\n",
        ),
        (
            ". rye\n.. white\n\n[start=3]\n.. black\n. oats\n",
            "1. rye\na. white\nc. black\n2. oats\n",
        ),
        // A remark between two lines parts nothing.
        (". rye\n// wild\n. oats\n", "1. rye\n2. oats\n"),
        (". rye\n\n. oats\n", "1. rye\n\n2. oats\n"),
    ] {
        let seen = seen(source).replace("\n\n", "\n");
        assert_eq!(seen, shown.replace("\n\n", "\n"), "{source}");
    }
}

#[test]
fn sections_have_numbers_where_a_text_asks_for_them() {
    let source = "= Of Bread\n:sectnums:\n\n[preface]\n== Before\n\n== Grain\n\nSee <<_oats>>.\n\n=== Rye\n\n=== Oats\n\n\
                  [discrete]\n=== By the way\n\n== Baking\n\n=== Heat\n\n:sectnums!:\n\n== Thanks\n\n:sectnums:\n\n== More\n\n\
                  [appendix]\n== Prices\n\n=== Of rye\n";
    let document = document_of(source, Format::AsciiDoc);
    let found = outline(&document);
    let said: Vec<&str> = found.headings.iter().map(|h| &*h.text).collect();
    assert_eq!(
        said,
        [
            "Of Bread",
            "Before",
            "1. Grain",
            "1.1. Rye",
            "1.2. Oats",
            "By the way",
            "2. Baking",
            "2.1. Heat",
            "Thanks",
            "3. More",
            "Appendix A: Prices",
            "A.1. Of rye",
        ]
    );
    assert!(text(&document).contains("See Oats."));
    let unasked = outline(&document_of(
        "== Grain\n\nWords.\n\n== Baking\n",
        Format::AsciiDoc,
    ));
    assert_eq!(unasked.to_text(), "  Grain\n  Baking\n");
}

#[test]
fn what_stands_in_sections_with_names_has_no_numbers() {
    let source = ":sectnums:\n\n[preface]\n== Preface\n\n=== Sub\n\n==== Deep\n\n== Grain\n\n=== Rye\n\n\
                  [abstract]\n=== In short\n\n==== Shorter\n\n=== Oats\n\n[appendix]\n== Prices\n\n=== Of rye\n\n\
                  [glossary]\n== Words\n\n=== Old\n\n== Baking\n\n=== Heat\n\n[bibliography]\n== Refs\n\n=== Books\n";
    let found = outline(&document_of(source, Format::AsciiDoc));
    let said: Vec<&str> = found.headings.iter().map(|h| &*h.text).collect();
    assert_eq!(
        said,
        [
            "Preface",
            "Sub",
            "Deep",
            "1. Grain",
            "1.1. Rye",
            "In short",
            "Shorter",
            "1.2. Oats",
            "Appendix A: Prices",
            "A.1. Of rye",
            "Words",
            "Old",
            "2. Baking",
            "2.1. Heat",
            "Refs",
            "Books",
        ]
    );
}
