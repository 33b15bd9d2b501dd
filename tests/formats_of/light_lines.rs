//! Lines of `reStructuredText`, `AsciiDoc` and Org as their author ended them, and what stands in them.

use rubricate::document::{Document, Face};
use rubricate::read::Format;

use super::screen::{document_of, links, outline, text};

/// What is seen of a text, its no-break blanks as dots.
fn seen(source: &str, format: Format) -> String {
    let seen = text(&document_of(source, format));
    seen.replace('\u{a0}', "·").trim_end().to_owned()
}

/// The words that have a face, one after the other.
fn faced(document: &Document, is: fn(&Face) -> bool) -> Vec<String> {
    let pages = document.pages();
    let part = pages.part(0);
    let spans = pages.spans(&part);
    let spans = spans.iter().filter(|span| is(&span.face));
    spans
        .map(|span| part.slice(span.range.clone()).to_owned())
        .collect()
}

#[test]
fn a_note_of_rst_is_one_paragraph_over_all_its_lines() {
    let source = "Rye [1]_.\n\n.. [1] Of the\n   north, and\n   old.\n.. [#sea] Grey\n   salt::\n\n      kept\n\n\
                  .. [Low] Ann Low,\n   *Rye*.\n\n   More.\n";
    assert_eq!(
        seen(source, Format::Rst),
        "Rye [1].\n\n[1] Of the north, and old.\n\n[2] Grey salt:\n\nkept\n\n[Low] Ann Low, Rye.\n\nMore."
    );
}

#[test]
fn a_backslash_and_a_blank_part_words_of_rst_that_stand_together() {
    for (source, shown) in [
        (r"H\ :sub:`2`\ O and 10\ :sup:`6`.", "H₂O and 10⁶."),
        (r"*re*\ ``Struct``\ Text", "reStructText"),
        (r"**a**\ b, ``c``\ s", "ab, cs"),
        (r"*no\* end", "*no* end"),
    ] {
        assert_eq!(seen(source, Format::Rst), shown, "{source}");
    }
}

#[test]
fn verse_of_rst_keeps_its_indents() {
    assert_eq!(
        seen(
            "| A one\n|   a two\n|     *three*\n  more\n|\n| end\n",
            Format::Rst
        ),
        "A one\n··a two\n····three more\n\nend"
    );
}

#[test]
fn what_stands_for_a_word_of_rst_has_marks_signs_and_links() {
    let source = "Of |c| 2020, |em|, |R|_, |long|, |loop|.\n\n.. |c| unicode:: 0xA9 .. a sign\n\
                  .. |em| replace:: *rye* and ``oats``\n.. |R| replace:: Rye Mill\n.. _R: https://rye.example\n\
                  .. |long| replace:: one\n   two\n.. |loop| replace:: a |loop| b\n";
    let document = document_of(source, Format::Rst);
    assert_eq!(
        text(&document).trim_end(),
        "Of © 2020, rye and oats, Rye Mill, one two, a a |loop| b b."
    );
    assert_eq!(
        faced(&document, |face| matches!(
            face,
            Face::Emphasis | Face::Code
        )),
        ["rye", "oats"]
    );
    let link = ("Rye Mill".to_owned(), "https://rye.example".to_owned());
    assert!(links(&document).contains(&link));
}

#[test]
fn a_heading_below_a_directive_that_says_nothing_more_stands_apart() {
    for directive in [".. unknown:: rye", ".. deprecated:: 3.4", ".. note::"] {
        let source = format!("Title\n=====\n\n{directive}\n\nNext\n----\n\nWords.\n");
        let document = document_of(source, Format::Rst);
        let pages = document.pages();
        let part = pages.part(0);
        let heading = outline(&document).headings.last().unwrap().place.offset;
        let blocks = pages.blocks(&part);
        let heading = blocks.iter().find(|block| block.range.start == heading);
        assert!(!heading.unwrap().close, "{directive}");
    }
}

#[test]
fn a_line_of_asciidoc_that_its_author_ended_is_ended() {
    for (source, shown) in [
        ("A:: def +\nmore def", "A\ndef\nmore def"),
        ("* one +\n** two\n* three +", "• one\n• two\n• three"),
        ("a +\nb +\na", "a\nb\na"),
        ("a + b", "a + b"),
    ] {
        assert_eq!(seen(source, Format::AsciiDoc), shown, "{source}");
    }
}

#[test]
fn marks_of_asciidoc_stand_in_each_other() {
    let source = "*`a` b:* and _`it` x_ and *_c_ d*, `x(R|G)`, __e `f`__.";
    let document = document_of(source, Format::AsciiDoc);
    assert_eq!(
        text(&document).trim_end(),
        "a b: and it x and c d, x(R|G), e f."
    );
    assert_eq!(
        faced(&document, |face| *face == Face::Code),
        ["a", "it", "x(R|G)", "f"]
    );
    // However deep they are.
    let deep = format!("{0}x{0}", "*_".repeat(500));
    assert!(seen(&deep, Format::AsciiDoc).contains('x'));
}

#[test]
fn a_note_of_asciidoc_that_is_named_is_called_again() {
    let source = "A.footnote:a[Of rye.] B.footnote:a[] C.footnote:[Of oats.] D.footnote:a[]";
    assert_eq!(
        seen(source, Format::AsciiDoc),
        "A.[1] B.[1] C.[2] D.[1]\n\n* * *\n\n[1] Of rye. ↩\n\n[2] Of oats. ↩"
    );
}

#[test]
fn a_link_of_asciidoc_shows_what_its_place_is_called() {
    let source = "See <<low>>, <<_the_mill>>, <<The Mill>>, xref:low[], <<low,here>>, <<none>>, <<t>>, <<u>>.\n\n\
                  ----\n[[low]]\n== Not this\n----\n\n[[low]]\n== Of `low` rye\n\n[#t]\n.All rye\n|===\n|a\n|===\n\n\
                  The Mill\n--------\n\n[[u,Ours]]\nWords, <<_the_mill>>.\n";
    let document = document_of(source, Format::AsciiDoc);
    let found = links(&document);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        found,
        [
            ("Of low rye", "#low"),
            ("The Mill", "#_the_mill"),
            ("The Mill", "#_the_mill"),
            ("Of low rye", "#low"),
            ("here", "#low"),
            ("none", "#none"),
            ("All rye", "#t"),
            ("Ours", "#u"),
            ("The Mill", "#_the_mill"),
        ]
    );
    for name in ["low", "_the_mill"] {
        assert!(document.pages().target(name).is_some(), "{name}");
    }
    // A title that names itself does so once, or a few times.
    let source = "[[a]]\n== A <<a>>\n\n<<a>>\n";
    assert!(seen(source, Format::AsciiDoc).len() < 100);
}

#[test]
fn asciidoc_has_signs_that_no_keyboard_has() {
    for (source, shown) in [
        ("a -> b => c <- d <= e...", "a → b ⇒ c ← d ⇐ e…"),
        ("a--b -- c, (C)", "a—b — c, ©"),
        ("--flag, a --> b ==> c <=> d", "--flag, a --> b ==> c <=> d"),
        (r"\-> and \...", "-> and ..."),
        ("`a -> b...`", "a -> b..."),
        ("https://rye.example/v1...v2", "https://rye.example/v1...v2"),
    ] {
        assert_eq!(seen(source, Format::AsciiDoc), shown, "{source}");
    }
}

#[test]
fn lists_of_asciidoc_have_the_numbers_that_they_say() {
    let source = "[source,sh]\n----\nmix <1>\nbake <.>\n----\n<1> By hand.\n<.> Long.\n";
    assert_eq!(
        seen(source, Format::AsciiDoc),
        "mix <1>\nbake <1>\n\n<1> By hand.\n<2> Long."
    );
    assert_eq!(
        seen(
            "[start=4]\n. four\n. five\n\n[start=x]\n* none\n",
            Format::AsciiDoc
        ),
        "4. four\n5. five\n• none"
    );
}

#[test]
fn an_attribute_of_asciidoc_may_be_said_over_several_lines() {
    let source = "= Of rye\n:rye: grows in \\\nthe \\\nnorth\n:oats: else\n\nIt {rye}, {oats}.\n\n:a: b \\\n\nWords.\n";
    assert_eq!(
        seen(source, Format::AsciiDoc),
        "Of rye\n\nIt grows in the north, else.\n\nWords."
    );
}

#[test]
fn a_page_of_git_names_others() {
    let document = document_of("See linkgit:git-log[1].", Format::AsciiDoc);
    let link = ("git-log(1)".to_owned(), "man:git-log(1)".to_owned());
    assert_eq!(links(&document), [link]);
}

#[test]
fn lines_of_org_end_where_their_author_ended_them() {
    for (source, shown) in [
        ("Rye\n-----\noats", "Rye\n\n* * *\n\noats"),
        ("Rye \\\\\noats \\\\\nand more\\\\", "Rye\noats\nand more"),
    ] {
        assert_eq!(seen(source, Format::Org), shown, "{source}");
    }
}

#[test]
fn numbers_of_org_are_raised_and_lowered_and_names_are_not() {
    for (source, shown) in [
        (
            "x^2, a_{ij}, CO_2, 10^-6, A^{sup}",
            "x², aᵢⱼ, CO₂, 10⁻⁶, Aˢᵘᵖ",
        ),
        (
            "snake_case_name, file_2.txt, x_1_y, line_12",
            "snake_case_name, file_2.txt, x_1_y, line_12",
        ),
        ("^2, _{x}, a^b, =x^2=", "^2, _{x}, a^b, x^2"),
        ("H_2O, Na_2SO_4, x_i, a_ij", "H₂O, Na₂SO₄, xᵢ, a_ij"),
        (
            "backup_2024_11_29, foo-ab_2, a_1.txt, is_a",
            "backup_2024_11_29, foo-ab_2, a_1.txt, is_a",
        ),
        (
            "https://rye.example/a_{1}/x^2/_b_/H_2O H_2O",
            "https://rye.example/a_{1}/x^2/_b_/H_2O H₂O",
        ),
        ("[[file:H_2O]] [[file:x.org][H_2O]]", "H_2O H₂O"),
    ] {
        assert_eq!(seen(source, Format::Org), shown, "{source}");
    }
}

#[test]
fn sections_of_org_that_are_remarks_are_left_out() {
    let source =
        "* Rye\nWords.\n* COMMENT No\nno\n** no\nno\n* TODO COMMENT no\n* COMMENTS\nYes.\n";
    let document = document_of(source, Format::Org);
    assert_eq!(
        text(&document).trim_end(),
        "Rye\n\nWords.\n\nCOMMENTS\n\nYes."
    );
    assert_eq!(outline(&document).headings.len(), 2);
}

#[test]
fn links_of_org_lead_to_files_and_have_marks() {
    let source = "[[https://a.example][*bold* one]] <https://b.example/x> [[file:LICENSE]] [[file:LICENSE][ours]]\n\
                  [[file:a.org::*Rye][rye]] [[Rye]] 1 < 2 > 0";
    let document = document_of(source, Format::Org);
    assert_eq!(
        text(&document).trim_end(),
        "bold one https://b.example/x LICENSE ours rye Rye 1 < 2 > 0"
    );
    let found = links(&document);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        found,
        [
            ("bold one", "https://a.example"),
            ("https://b.example/x", "https://b.example/x"),
            ("LICENSE", "LICENSE"),
            ("ours", "LICENSE"),
            ("rye", "a.org#*Rye"),
            ("Rye", "#Rye"),
        ]
    );
    assert_eq!(faced(&document, |face| *face == Face::Strong), ["bold"]);
}

#[test]
fn verse_of_org_keeps_its_indents() {
    assert_eq!(
        seen(
            "#+begin_verse\n  One\n    two\n\n  three\n#+end_verse\n",
            Format::Org
        ),
        "One\n··two\n\nthree"
    );
}
