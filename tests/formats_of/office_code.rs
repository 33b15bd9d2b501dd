//! Code in files of Word and `LibreOffice`, and what goes on in an entry of a list.

use rubricate::document::{Document, Kind};

use super::office::{libre, word};

/// The blocks of a document: how far right each stands, whether it is code, and what it says.
fn blocks(document: &Document) -> Vec<(u16, bool, String)> {
    let pages = document.pages();
    let part = pages.part(0);
    let blocks = pages.blocks(&part).into_iter();
    let seen = blocks.map(|block| {
        let is_code = block.kind == Kind::Verbatim;
        (block.indent, is_code, part.slice(block.range).to_owned())
    });
    seen.collect()
}

#[test]
fn what_goes_on_in_an_entry_of_word_has_no_marker_of_its_own() {
    let level = |nth: u8, format: &str, written: &str| {
        format!(
            "<w:lvl w:ilvl=\"{nth}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{written}\"/></w:lvl>"
        )
    };
    let list = |nth: u8, levels: [String; 2]| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{nth}\">{}</w:abstractNum>",
            levels.concat()
        )
    };
    let numbering = [
        "<w:numbering>",
        &list(1, [level(0, "decimal", "%1."), level(1, "bullet", "-")]),
        &list(2, [level(0, "bullet", " "), level(1, "none", "")]),
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>",
    ]
    .concat();
    let styles =
        r#"<w:styles><w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style></w:styles>"#;
    let entry = |list: u8, level: u8, style: &str, words: &str| {
        let number =
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        let words = words.replace(
            '|',
            "</w:t></w:r><w:r><w:br/></w:r><w:r><w:t xml:space=\"preserve\">",
        );
        format!(
            "<w:p><w:pPr>{number}<w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = [
        entry(1, 0, "", "rye"),
        entry(2, 0, "", "and more"),
        entry(2, 0, "Code", "mill|  rye"),
        entry(1, 0, "", "oats"),
        entry(1, 1, "", "husk"),
        entry(2, 1, "", "and bran"),
    ];
    let parts = [
        ("word/styles.xml", styles),
        ("word/numbering.xml", &*numbering),
    ];
    let document = word(&body.concat(), &parts);
    let seen = blocks(&document);
    let seen: Vec<(u16, bool, &str)> = seen
        .iter()
        .map(|(indent, is_code, said)| (*indent, *is_code, &**said))
        .collect();
    assert_eq!(
        seen,
        [
            (0, false, "1. rye"),
            (3, false, "and more"),
            (5, true, "mill\n  rye"),
            (0, false, "2. oats"),
            (2, false, "• husk"),
            (4, false, "and bran"),
        ]
    );
}

#[test]
fn lines_of_code_of_libreoffice_are_one_block() {
    let styles = r#"<style:style style:name="P1" style:parent-style-name="Mine"/>
        <style:style style:name="Mine" style:parent-style-name="Preformatted_20_Text"/>"#;
    let line =
        |style: &str, words: &str| format!("<text:p text:style-name=\"{style}\">{words}</text:p>");
    let code = "Preformatted_20_Text";
    let body = [
        line("x", "Before."),
        line(code, "mill {"),
        line("P1", "<text:s text:c=\"2\"/>rye"),
        line(code, ""),
        line(code, "}"),
        line("x", "After."),
        "<text:list><text:list-item>".to_owned(),
        line(code, "one"),
        line(code, "two"),
        "</text:list-item></text:list>".to_owned(),
        line(code, "three"),
    ];
    let document = libre(styles, &body.concat());
    let code: Vec<(u16, String)> = blocks(&document)
        .into_iter()
        .filter(|(_, is_code, _)| *is_code)
        .map(|(indent, _, said)| (indent, said))
        .collect();
    let expected = [(2, "mill {\n  rye\n\n}"), (4, "one\ntwo"), (2, "three")];
    assert_eq!(
        code,
        expected.map(|(indent, said)| (indent, said.to_owned()))
    );
}

#[test]
fn code_of_word_keeps_its_tabs_and_is_not_set_by_where_they_stop() {
    let styles =
        r#"<w:styles><w:style w:styleId="Code"><w:name w:val="Code"/></w:style></w:styles>"#;
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Code\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs></w:pPr>\
        <w:r><w:t>mill {</w:t><w:br/><w:tab/><w:t>rye</w:t><w:br/><w:t>}</w:t></w:r></w:p>";
    let document = word(body, &[("word/styles.xml", styles)]);
    assert_eq!(
        blocks(&document),
        [(2, true, "mill {\n\trye\n}".to_owned())]
    );
}
