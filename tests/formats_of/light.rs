//! Marks that people type by hand: `reStructuredText`, `AsciiDoc`, Org.

use proptest::prelude::*;
use rubricate::document::Document;
use rubricate::read::Format;

use super::screen::{document, document_of, links, look, outline, tables, text};

const LIGHT: [Format; 3] = [Format::Rst, Format::AsciiDoc, Format::Org];

/// Level, words and source line of each heading.
fn headings(document: &Document) -> Vec<(u8, String, u64)> {
    let found = outline(document).headings;
    found
        .into_iter()
        .map(|h| (h.level, h.text, h.line))
        .collect()
}

#[test]
fn marks_look_as_their_author_meant_them() {
    for (name, file) in [
        ("rst", "light/marks.rst"),
        ("asciidoc", "light/marks.adoc"),
        ("org", "light/marks.org"),
    ] {
        look(&format!("light_{name}"), file, (72, 100), "");
        look(&format!("light_{name}_narrow"), file, (36, 30), "J");
    }
}

#[test]
fn sections_are_the_outline() {
    let said = |file| {
        let found = headings(&document(file));
        let short = |(level, words, line)| format!("{level} {words} {line}");
        found.into_iter().map(short).collect::<Vec<_>>()
    };
    let rst = ["1 Of all marks 2", "2 Lists 20", "3 Sub 46", "2 Tables 83"];
    assert_eq!(said("light/marks.rst"), rst);
    let asciidoc = [
        "1 Of all marks 1",
        "2 Lists 11",
        "2 Tables 68",
        "2 Setext 80",
    ];
    assert_eq!(said("light/marks.adoc"), asciidoc);
    assert_eq!(
        said("light/marks.org"),
        ["1 TODO Lists 8", "2 Code 24", "1 Tables 38"]
    );
    assert_eq!(
        outline(&document("light/marks.org")).title.unwrap().text,
        "Of all marks"
    );
}

#[test]
fn cells_of_asciidoc_say_how_they_are_set_and_lose_no_word() {
    for (rows, shown) in [
        ("|x |2.0\n|y |1.75\n", "x\t2.0\ny\t1.75"),
        ("|x|1.\n|y.z|e\n", "x\t1.\ny.z\te"),
        ("2+|wide\n|a |b\n", "wide\t\na\tb"),
        (".2+|tall |a\n|b\n|c |d\n", "tall\ta\n\tb\nc\td"),
        ("|a ^|b\n2*|c\n", "a\tb\nc\tc"),
        ("|a \\| b |c\n", "a | b\tc"),
        ("|a >.^s|b\n|c\n|d\n", "a\tb\nc\td"),
        ("|a\n2\n|b\n|c |d\n", "a 2\tb\nc\td"),
    ] {
        let source = ["Above.\n\n[cols=\"1,1\"]\n|===\n", rows, "|===\n"].concat();
        let document = document_of(source, Format::AsciiDoc);
        let flat = |text: &str| text.replace('\n', " ").trim().to_owned();
        assert_eq!(
            flat(&text(&document)),
            flat(&["Above.\n\n", shown].concat()),
            "{rows}"
        );
    }
}

#[test]
fn a_table_of_asciidoc_has_the_head_that_it_says() {
    for (said, head) in [
        ("", 1),
        ("[%header]\n", 1),
        ("[%noheader]\n", 0),
        ("[options=\"header\"]\n", 1),
        ("[options=\"noheader\"]\n", 0),
    ] {
        let source = format!("{said}|===\n|a |b\n\n|c |d\n|===\n");
        let tables = tables(&document_of(source, Format::AsciiDoc));
        assert_eq!(tables[0].0, head, "{said}");
    }
}

#[test]
fn links_lead_where_their_author_meant() {
    let rst = document("light/marks.rst");
    let found = links(&rst);
    for (said, target) in [
        ("link", "https://a.example/x"),
        ("name", "https://b.example"),
        ("long name", "https://c.example"),
        ("[1]", "#note-1"),
        ("Lists", "#lists"),
    ] {
        assert!(
            found.contains(&(said.to_owned(), target.to_owned())),
            "{said}: {found:?}"
        );
    }
    let names = [(&rst, "lists"), (&rst, "note-1")];
    let (asciidoc, org) = (document("light/marks.adoc"), document("light/marks.org"));
    let more = [
        (&asciidoc, "tables"),
        (&asciidoc, "_lists"),
        (&org, "lists"),
        (&org, "*Tables"),
        (&org, "fn-1"),
    ];
    for (document, name) in names.into_iter().chain(more) {
        assert!(document.pages().target(name).is_some(), "{name}");
    }
}

#[test]
fn notes_of_rst_are_numbered_as_they_stand() {
    let source = "Rye [#]_, salt [#Sea]_, crust [*]_ and crumb [#]_; a sign [*]_, [2]_, [Ro50]_ and Sea_.\n\n\
                  ::\n\n    .. [#] is how one writes it\n\n\
                  .. [#Sea] Of the sea.\n.. [2] By hand.\n.. [#] Of the north.\n.. [*] Brown.\n.. [#] White.\n\
                  .. [*] Else.\n.. [RO50] Ross.\n";
    let document = document_of(source, Format::Rst);
    let said = text(&document);
    assert!(
        said.starts_with(
            "Rye [3], salt [1], crust [*] and crumb [4]; a sign [†], [2], [Ro50] and Sea.\n"
        ),
        "{said}"
    );
    let noted = [
        "[1] Of the sea.",
        "[2] By hand.",
        "[3] Of the north.",
        "[*] Brown.",
        "[4] White.",
        "[†] Else.",
        "[RO50] Ross.",
    ];
    for note in noted {
        assert!(said.lines().any(|line| line == note), "{note}: {said}");
    }
    // Each leads to its own.
    let leads = |mark: &str| {
        let found = links(&document);
        let (_, target) = found.iter().find(|(said, _)| said == mark).unwrap();
        let place = document
            .pages()
            .target(target.trim_start_matches('#'))
            .unwrap();
        said[place.offset as usize..]
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    for (mark, note) in [
        ("[3]", "[3] Of the north."),
        ("[1]", "[1] Of the sea."),
        ("[†]", "[†] Else."),
        ("[Ro50]", "[RO50] Ross."),
        ("Sea", "[1] Of the sea."),
    ] {
        assert_eq!(leads(mark), note);
    }
}

#[test]
fn entries_of_rst_that_number_themselves_have_numbers() {
    let source =
        "#. mix\n#. knead\n\n   a. long\n   #. short\n\n#. bake\n\nBetween.\n\n3) eat\n#) sleep\n";
    let said = text(&document_of(source, Format::Rst));
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    let expected = [
        "1. mix", "2. knead", "a. long", "b. short", "3. bake", "Between.", "3) eat", "4) sleep",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_sidebar_of_rst_has_a_subtitle() {
    let source = ".. sidebar:: Grain\n   :subtitle: Of *the* north\n\n   Rye and oats.\n\nWords.\n";
    assert_eq!(
        text(&document_of(source, Format::Rst)),
        "Grain\n\nOf the north\n\nRye and oats.\n\nWords.\n\n"
    );
}

#[test]
fn notes_of_org_may_be_said_where_they_are_called() {
    let source = "Rye[fn:: Of /the/ north, see [[https://rye.example/A::b][there]].] and salt[fn:sea: Grey.], more\n\
                  salt[fn:sea], [fn:1].\n\n[fn:: Nothing] stands before it.\n\n[fn:1] By hand.\n";
    let document = document_of(source, Format::Org);
    assert_eq!(
        text(&document),
        "Rye[2] and salt[sea], more salt[sea], [1].\n\n[3] stands before it.\n\n[1] By hand.\n\n* * *\n\n\
         [2] Of the north, see there.\n\n[sea] Grey.\n\n[3] Nothing\n\n"
    );
    let found = links(&document);
    let there = ("there".to_owned(), "https://rye.example/A::b".to_owned());
    assert!(found.contains(&there), "{found:?}");
    for name in ["fn-1", "fn-2", "fn-3", "fn-sea"] {
        assert!(document.pages().target(name).is_some(), "{name}");
    }
}

#[test]
fn notes_of_org_need_no_blank_lines_between_them() {
    let source = "Rye[fn:1], salt[fn:2].\n\n[fn:1] Of the\nnorth.\n[fn:2] Grey.\n";
    assert_eq!(
        text(&document_of(source, Format::Org)),
        "Rye[1], salt[2].\n\n[1] Of the north.\n\n[2] Grey.\n\n"
    );
}

#[test]
fn quotations_of_org_hold_what_any_text_does() {
    let source = "- one\n\n  #+begin_quote\n  A word is *marked over\n  two* lines.\n\n  - mix\n    - knead\n\n  #+begin_src sh\n  bake\n                    #+end_src\n  #+end_quote\n\n- two\n\n#+begin_quote\n1. last\n#+end_quote\nAfter.\n";
    let seen = text(&document_of(source, Format::Org));
    let lines: Vec<&str> = seen.lines().filter(|line| !line.is_empty()).collect();
    let expected = [
        "• one",
        "A word is marked over two lines.",
        "• mix",
        "• knead",
        "bake",
        "• two",
        "1. last",
        "After.",
    ];
    assert_eq!(lines, expected);
    // What never ends well: a block that ends behind the quotation, quotations inside of each other, a heading.
    for broken in [
        "#+begin_quote\na\n#+begin_src sh\nb\n#+end_quote\n#+end_src\nc\n",
        "#+begin_quote\na\n#+begin_quote\nb\n#+end_quote\n#+end_quote\nc\n",
        "#+begin_quote\na\n#+begin_center\nb\n#+end_center\n#+end_quote\nc\n",
    ] {
        let seen = text(&document_of(broken, Format::Org));
        let words = seen.split_whitespace().filter(|word| word.len() == 1);
        assert_eq!(words.collect::<Vec<_>>(), ["a", "b", "c"], "{broken}");
    }
}

#[test]
fn blocks_stand_beside_each_other_as_their_author_meant() {
    for (format, source, shown) in [
        // A note right behind a word, and a paragraph of an entry that the next entry ends.
        (Format::AsciiDoc, "Salt footnote:[Of the sea.]", "Salt [1]"),
        (Format::AsciiDoc, "Saltfootnote:[Of the sea.]", "Salt[1]"),
        (Format::AsciiDoc, "* a\n+\nb\n* c", "• a\nb\n• c\n"),
        // An empty comment parts a quotation from what is indented above it.
        (Format::Rst, "* a\n\n..\n\n    b", "• a\nb\n"),
        (Format::Rst, ".. c\n\n    b\n\na", "a"),
    ] {
        let seen = text(&document_of(source, format));
        assert!(seen.starts_with(shown), "{source}: {seen:?}");
    }
}

#[test]
fn drawers_of_org_are_not_read_where_dates_stand_above_them() {
    let clock = "CLOCK: [2024-01-01 Mon 10:00]--[2024-01-01 Mon 11:00] =>  1:00";
    let source = format!(
        "* Bake\nSCHEDULED: <2024-01-01 Mon>\n:PROPERTIES:\n:CUSTOM_ID: bake\n:END:\n{clock}\n:LOGBOOK:\n{clock}\n:END:\n\
         Knead it.\n:x: is no drawer, nor is\n:this:\n"
    );
    let document = document_of(source, Format::Org);
    let said = text(&document);
    assert_eq!(said.matches("CLOCK").count(), 1, "{said}");
    assert!(
        !said.contains("PROPERTIES") && !said.contains("LOGBOOK"),
        "{said}"
    );
    assert!(
        said.starts_with("Bake\n\nSCHEDULED: <2024-01-01 Mon>\n\n"),
        "{said}"
    );
    assert!(
        said.contains("\n\nKnead it. :x: is no drawer, nor is :this:\n"),
        "{said}"
    );
    assert!(document.pages().target("bake").is_some());
}

#[test]
fn what_is_for_machines_is_not_read() {
    for (format, source) in [
        (
            Format::Rst,
            "a\n\n.. comment\n   no\n\n.. contents::\n   :no: no\n\n.. _x:\n\nb\n",
        ),
        (
            Format::AsciiDoc,
            "a\n\n// no\n\n////\nno\n////\n\n:no: no\n\n[[no]]\nb\n",
        ),
        (
            Format::Org,
            "a\n# no\n#+OPTIONS: no\n#+begin_comment\nno\n#+end_comment\nb\n",
        ),
    ] {
        let seen = text(&document_of(source, format));
        assert_eq!(
            seen.split_whitespace().collect::<Vec<_>>(),
            ["a", "b"],
            "{format:?}"
        );
    }
}

#[test]
fn what_is_no_mark_stays() {
    for (format, source) in [
        (
            Format::Rst,
            "2 * 3 * 4 and snake_case and a:b, x**y, *open, ``open",
        ),
        (
            Format::AsciiDoc,
            "2 * 3 * 4 and snake_case and a:b[, a*b*c, `open, {unknown}",
        ),
        (
            Format::Org,
            "2 * 3 * 4 and snake_case and a/b/c, *open, [[open, a=b=c",
        ),
    ] {
        assert_eq!(
            text(&document_of(source, format)).trim(),
            source,
            "{format:?}"
        );
    }
}

/// A heading in each format.
fn heading(format: Format, level: usize, words: &str) -> String {
    match format {
        Format::Rst => {
            let sign = ["=", "-", "~", "^"][level];
            format!("{words}\n{}", sign.repeat(words.len().max(4)))
        }
        Format::AsciiDoc => format!("{} {words}", "=".repeat(level + 2)),
        _ => format!("{} {words}", "*".repeat(level + 1)),
    }
}

/// A block of words as each format writes it.
fn block(format: Format, kind: usize, words: &[String]) -> String {
    let said = words.join(" ");
    match (kind, format) {
        (0, _) => said,
        (1, _) => words.join("\n"),
        (2, Format::AsciiDoc) => format!("* {said}"),
        (2, _) => format!("- {said}"),
        (3, Format::Rst) => format!(".. code-block:: text\n\n   {}", words.join("\n   ")),
        (3, Format::AsciiDoc) => format!("----\n{}\n----", words.join("\n")),
        (3, _) => format!("#+begin_src text\n{}\n#+end_src", words.join("\n")),
        (4, Format::Rst) => words
            .iter()
            .map(|word| format!("**{word}**"))
            .collect::<Vec<_>>()
            .join(" "),
        (4, _) => words
            .iter()
            .map(|word| format!("*{word}*"))
            .collect::<Vec<_>>()
            .join(" "),
        (_, Format::Rst) => format!("    {said}"),
        (_, Format::AsciiDoc) => format!("____\n{said}\n____"),
        _ => format!("#+begin_quote\n{said}\n#+end_quote"),
    }
}

proptest! {
    #[test]
    fn all_words_and_headings_are_there_once_and_in_order(
        blocks in proptest::collection::vec((0usize..6, proptest::collection::vec("[b-hj-z]{2,8}", 1..10)), 1..15),
        level in 0usize..3,
    ) {
        for format in LIGHT {
            let (mut source, mut expected, mut marked) = (String::new(), Vec::new(), Vec::new());
            // Levels of rst are known by their order, so each is introduced.
            for depth in 0..=level {
                let words = "top title";
                marked.push(words.to_owned());
                expected.extend(["top".to_owned(), "title".to_owned()]);
                source += &format!("{}\n\n", heading(format, depth, words));
            }
            for (nth, (kind, words)) in blocks.iter().enumerate() {
                source += &format!("{}\n\n", block(format, *kind, words));
                expected.extend(words.clone());
                let words = format!("section {}", nth + 10);
                source += &format!("{}\n\n", heading(format, level, &words));
                expected.extend(words.split(' ').map(str::to_owned));
                marked.push(words);
            }
            let document = document_of(source.clone(), format);
            let seen = text(&document);
            let seen: Vec<&str> = seen.split_whitespace().filter(|word| *word != "•").collect();
            prop_assert_eq!(seen, expected, "{:?}\n{}", format, source);
            let found: Vec<String> = headings(&document).into_iter().map(|(_, words, _)| words).collect();
            prop_assert_eq!(found, marked, "{:?}\n{}", format, source);
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(source in r"(\PC|\n|[*_=~`|+.:\[\]<>-]|\n\n|  |\.\. |::|\|===|----|\+--\+|#\+begin_src|\[\[|== ==|- |\* ){0,120}") {
        for format in LIGHT {
            let document = document_of(source.clone(), format);
            let pages = document.pages();
            for number in 0..pages.parts() {
                let part = pages.part(number);
                for span in pages.spans(&part).iter() {
                    prop_assert!(part.text.get(span.range.start as usize..span.range.end as usize).is_some());
                }
            }
        }
    }
}

#[test]
fn settings_may_name_the_language() {
    for (text, format, language) in [
        (
            "= Titel\n:lang: de\n\nWorte.\n",
            Format::AsciiDoc,
            Some("de"),
        ),
        (
            "#+TITLE: Titel\n#+LANGUAGE: de\n\nWorte.\n",
            Format::Org,
            Some("de"),
        ),
        ("= Title\n\nWords.\n", Format::AsciiDoc, None),
    ] {
        let document = document_of(text, format);
        assert_eq!(document.pages().language(), language, "{text}");
    }
}
