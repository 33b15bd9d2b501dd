//! Lines and lists in the cells of tables are lines there, in formats that say so with marks of their own.

use rubricate::document::Document;
use rubricate::read::Format;
use rubricate::text::LINE_END;

#[cfg(feature = "office")]
use super::office::{libre, word};
use super::screen::{document_of, tables};

/// The rows of the first table, the lines of their cells parted by strokes.
fn rows(document: &Document) -> Vec<String> {
    let (_, rows) = tables(document).swap_remove(0);
    rows.into_iter()
        .map(|row| row.replace(LINE_END, "/"))
        .collect()
}

#[test]
fn cells_of_asciidoc_have_lines_where_they_are_read_so() {
    for (source, expected) in [
        (
            "|===\n|a |one\ntwo\n\nthree +\nfour\n\n|b |c\n|===\n",
            vec!["a|one two/three/four", "b|c"],
        ),
        (
            "[cols=\"1,1a\"]\n|===\n|x |y\n|a |Words:\n\n* rye\non\n** bran\n. one\n. two\n\nMore.\n|b |c\n|===\n",
            vec![
                "x|y",
                "a|Words:/• rye on/\u{a0}\u{a0}• bran/1. one/2. two/More.",
                "b|c",
            ],
        ),
        (
            "[cols=\"2*\"]\n|===\na|[source,sh]\n----\nmix\n  bake\n----\nl|x\n  *y*\nv|_one_\n two\n|d\n|===\n",
            vec!["mix/\u{a0}\u{a0}bake|x/\u{a0}\u{a0}*y*", "one/\u{a0}two|d"],
        ),
        (
            "[%header,cols=\"a,a\"]\n|===\n|Grain |Salt\n\n|* rye\n* oats\n|sea\n|===\n",
            vec!["Grain|Salt", "• rye/• oats|sea"],
        ),
        // Each of the cells that are there more than once has all lines.
        (
            "[cols=\"3*\"]\n|===\n3*|same\nmore\n\nand more\n|===\n",
            vec!["same more/and more|same more/and more|same more/and more"],
        ),
        // What says how a cell is set says so only before a bar.
        (
            "[cols=\"2*\"]\n|===\n|Marks:\n\na\n\ne |x\n|a +\nb +\ne\na|2+\n|===\n",
            vec!["Marks:/a/e|x", "a/b/e|2+"],
        ),
        (
            "[cols=\"1,1l\"]\n|===\n|x |a\ne\n>\n|===\n",
            vec!["x|a/e/>"],
        ),
        // Words in brackets are words, if nothing begins below of which they say something.
        (
            "|===\na|See [1]\n[2], [3]\n[sic] and so on [4]\n\n[5]\n\n[ ] open [x]\n\n[.lead]\nRye\n[sic]\n\n\
             [[here]]\n[%hard]\n* oats\n[sh]\n----\nmix\n----\n|===\n",
            vec!["See [1] [2], [3] [sic] and so on [4]/[5]/[ ] open [x]/Rye [sic]/• oats/mix"],
        ),
    ] {
        let document = document_of(source, Format::AsciiDoc);
        assert_eq!(rows(&document), expected, "{source}");
    }
}

#[test]
fn blocks_in_cells_of_asciidoc_are_set_as_outside_of_them() {
    for (cell, expected) in [
        ("```ruby\nx\n\n  y\n```\nz", "x/··y/z"),
        ("-----\nx\n----\n-----\nz", "x/----/z"),
        // What nothing closes is no fence.
        ("x\n\n----\ny", "x/---- y"),
        (".Grain\n* rye\n\n.. Words", "Grain/• rye/··a. Words"),
        ("x\n.y\n// remark\nz\n////\nunseen\n////", "x .y z"),
        (
            "salt:: of the _sea_\noats::\n\nwild\n\nWords.",
            "salt/··of the sea/oats/··wild/Words.",
        ),
        ("!===\n!a !b\n\n!c\n!d\n!===", "a ¦ b/c/d"),
        (
            ". x\n.. y\n.. z\n... deep\n. w\n\nWords\n\n. one",
            "1. x/··a. y/··b. z/····1. deep/2. w/Words/1. one",
        ),
        (
            ". x\n+\n----\ny\n----\n. z\n+\nmore\n\n. u",
            "1. x/···y/2. z/···more/3. u",
        ),
        ("* [x] done\n* [ ] not", "☑ done/☐ not"),
        (
            "Words\n- no entry\nstd:: no term",
            "Words - no entry std:: no term",
        ),
        (
            "[stem]\n++++\na + b\n++++\n\n++++\n<br>\n++++\nx",
            "a + b/x",
        ),
    ] {
        let source = format!("|===\na|{cell}\n|===\n");
        let rows = rows(&document_of(source, Format::AsciiDoc)).concat();
        let rows = rows.replace('\u{a0}', "·").replace(" | ", " ¦ ");
        assert_eq!(rows, expected, "{cell}");
    }
}

#[test]
fn cells_of_rst_have_paragraphs_and_lists() {
    for (source, expected) in [
        (
            ".. list-table::\n\n   * - a\n     - one\n       two\n\n       - rye\n         on\n       - oats\n",
            vec!["a|one two/• rye on/• oats"],
        ),
        (
            "+---+-------+\n| a | one   |\n|   | two   |\n|   |       |\n|   | - rye |\n|   | - oat |\n+---+-------+\n",
            vec!["a|one two/• rye/• oat"],
        ),
    ] {
        let document = document_of(source, Format::Rst);
        assert_eq!(rows(&document), expected, "{source}");
    }
}

#[test]
fn blocks_in_cells_of_rst_are_set_as_outside_of_them() {
    for (cell, expected) in [
        ("1. one\n2. two\n3. three", "1. one/2. two/3. three"),
        (
            "Steps:\n\n#. mix\n   well\n\n   Or not.\n#. bake",
            "Steps:/1. mix well/···Or not./2. bake",
        ),
        ("- a\n\n  - b\n  - c\n\n- d\ne", "• a/··• b/··• c/• d/e"),
        (
            "As so::\n\n  if x:\n\n    y\n  z\n\nWords.",
            "As so:/if x:/··y/z/Words.",
        ),
        ("- a\n\n  ::\n\n      x\n\n- b", "• a/··x/• b"),
        ("So::\n\n  >>> 1\n  1", "So:/>>> 1/1"),
        (">>> 1\n1\n\nx", ">>> 1/1/x"),
        ("No code::\n\nx", "No code::/x"),
        ("| One\n|   two\n|\n| three\n  on", "One/··two/three on"),
        // A paragraph goes on up to a blank line.
        (
            "Words\n- not a list\n\n- a\n  - not either",
            "Words - not a list/• a - not either",
        ),
        ("A. Low was\nhere.", "A. Low was here."),
    ] {
        let mut list = ".. list-table::\n\n   * - x\n     - ".to_owned();
        let mut grid = "+---+------------------+\n".to_owned();
        for (nth, line) in cell.split('\n').enumerate() {
            list += if nth > 0 && !line.is_empty() {
                "       "
            } else {
                ""
            };
            list = list + line + "\n";
            let name = if nth == 0 { 'x' } else { ' ' };
            grid += &format!("| {name} | {line:<16} |\n");
        }
        grid += "+---+------------------+\n";
        for source in [list, grid] {
            let rows = rows(&document_of(source.as_str(), Format::Rst)).concat();
            assert_eq!(
                rows.replace('\u{a0}', "·"),
                format!("x|{expected}"),
                "{source}"
            );
        }
    }
}

#[test]
fn cells_of_manual_pages_have_the_lines_that_they_say() {
    let source = ".TH X 1\n.SH NAME\nx \\- y\n.SH TABLE\n.TS\ntab(:);\nl l.\na:T{\none\n.B two\n.br\nthree\n.IP \\(bu 2\nrye\n\
                  .IP \\(bu 2\noats\n.nf\nkept\nso\n.fi\nT}\nb:c\n.TE\n";
    let document = document_of(source, Format::Man);
    assert_eq!(
        rows(&document),
        ["a|one two/three/• rye/• oats/kept/so", "b|c"]
    );
}

#[cfg(feature = "office")]
#[test]
fn cells_of_office_files_have_paragraphs_and_lists() {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
    let entry = |words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p></w:tc><w:tc>{}{}<w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        entry("rye"),
        entry("oats")
    );
    let document = word(&body, &[("word/numbering.xml", numbering)]);
    assert_eq!(rows(&document), ["a/b|1. rye/2. oats/c"]);
    let body = "<table:table><table:table-row><table:table-cell><text:p>a<text:line-break/>b</text:p></table:table-cell>\
        <table:table-cell><text:list><text:list-item><text:p>rye</text:p></text:list-item><text:list-item><text:p>oats</text:p>\
        </text:list-item></text:list></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"><text:p>c</text:p>\
        <text:p>d</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(rows(&libre("", body)), ["a/b|• rye/• oats|c/d|c/d"]);
}
