//! A document of Word and a text of `LibreOffice`, on the screen.

use rubricate::document::Document;
use rubricate::read::Format;

use super::office::{archive, open};
use super::screen::{compare, window};

/// What stands in a paragraph of Word: its style, and runs of words.
fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn said(how: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{how}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn styled(style: &str, words: &str) -> String {
    let style = format!("<w:pStyle w:val=\"{style}\"/>");
    paragraph(&style, &said("", words))
}

fn listed(list: usize, depth: usize, words: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    paragraph(&properties, &said("", words))
}

fn row(properties: &str, cells: [&str; 3]) -> String {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", &said("", words)));
    format!(
        "<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>",
        cells.map(cell).concat()
    )
}

fn word() -> Document {
    let body = [
        styled("Title", "The salt road"),
        styled("H1", "What it is"),
        paragraph(
            "",
            &[
                said(
                    "",
                    "Salt was boiled by the sea and carried over the hills on the backs of ",
                ),
                said("<w:i/>", "mules"),
                said("", ", three days to the first "),
                said("<w:b/>", "market"),
                said("", ". It is told in "),
                format!(
                    "<w:hyperlink r:id=\"r1\">{}</w:hyperlink>",
                    said("", "another book")
                ),
                said("", " as well"),
                "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(),
                said("", "."),
            ]
            .concat(),
        ),
        styled("H2", "Who walked it"),
        listed(
            1,
            0,
            "men with their mules, from spring until the first snow closed the pass",
        ),
        listed(1, 1, "most of them from the coast"),
        listed(1, 0, "those who had no mule"),
        listed(2, 0, "boil"),
        listed(2, 0, "carry"),
        styled(
            "Quote",
            "Whoever has salt has friends, and whoever has none has a long way to go.",
        ),
        styled("H2", "What it cost"),
        format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row("<w:tblHeader/>", ["Where", "A sack", "How far"]),
            row("", ["At the coast", "2", "0 days"]),
            row("", ["At the market", "11", "3 days"])
        ),
        paragraph(
            "",
            "<w:r><w:drawing><wp:docPr descr=\"A mule with two sacks\"/><a:blip r:embed=\"r2\"/></w:drawing></w:r>",
        ),
    ];
    let style = |id: &str, name: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = [
        style("Title", "Title"),
        style("H1", "heading 1"),
        style("H2", "heading 2"),
        style("Quote", "Quote"),
    ];
    let level = |depth: usize, kind: &str| {
        format!("<w:lvl w:ilvl=\"{depth}\"><w:numFmt w:val=\"{kind}\"/></w:lvl>")
    };
    let numbering = |id: usize, kind: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{}{}</w:abstractNum><w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>",
            level(0, kind),
            level(1, kind)
        )
    };
    let entries = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!("<w:document><w:body>{}</w:body></w:document>", body.concat()),
        ),
        ("word/styles.xml", format!("<w:styles>{}</w:styles>", styles.concat())),
        (
            "word/numbering.xml",
            format!("<w:numbering>{}{}</w:numbering>", numbering(1, "bullet"), numbering(2, "decimal")),
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"https://salt.example/\" TargetMode=\"External\"/>\
             <Relationship Id=\"r2\" Target=\"media/mule.png\"/></Relationships>"
                .to_owned(),
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>On page 12, and not kindly.</w:t></w:r></w:p></w:footnote></w:footnotes>"
                .to_owned(),
        ),
    ];
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(name, text)| (*name, &**text))
        .collect();
    open(archive(&entries), Format::Docx)
}

fn libre() -> Document {
    let row = |cells: [&str; 3]| {
        let cell =
            |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
        format!(
            "<table:table-row>{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    let table = format!(
        "<table:table><table:table-header-rows>{}</table:table-header-rows>{}{}</table:table>",
        row(["Where", "A sack", "How far"]),
        row(["At the coast", "2", "0 days"]),
        row(["At the market", "11", "3 days"])
    );
    let content = format!(
        r#"<office:document-content><office:automatic-styles>
        <style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>
        <text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>
        <text:list-style style:name="L"><text:list-level-style-bullet text:level="1"/></text:list-style>
        </office:automatic-styles><office:body><office:text>
        <text:p text:style-name="Title">The salt road</text:p>
        <text:h text:outline-level="1">What it is</text:h>
        <text:p>Salt was boiled by the sea and carried over the hills on the backs of <text:span text:style-name="I">mules</text:span>, three days to the first <text:span text:style-name="B">market</text:span>. It is told in <text:a xlink:href="https://salt.example/">another book</text:a> as well<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>On page 12, and not kindly.</text:p></text:note-body></text:note>.</text:p>
        <text:h text:outline-level="2">Who walked it</text:h>
        <text:list text:style-name="L"><text:list-item><text:p>men with their mules, from spring until the first snow closed the pass</text:p><text:list><text:list-item><text:p>most of them from the coast</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>those who had no mule</text:p></text:list-item></text:list>
        <text:list text:style-name="N"><text:list-item><text:p>boil</text:p></text:list-item><text:list-item><text:p>carry</text:p></text:list-item></text:list>
        <text:p text:style-name="Quotations">Whoever has salt has friends, and whoever has none has a long way to go.</text:p>
        <text:h text:outline-level="2">What it cost</text:h>{table}
        <text:p><draw:frame><draw:image xlink:href="Pictures/mule.png"/><svg:desc>A mule with two sacks</svg:desc></draw:frame></text:p>
        </office:text></office:body></office:document-content>"#
    );
    let entries = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &*content),
    ];
    open(archive(&entries), Format::Odt)
}

#[test]
fn documents_look_as_their_author_meant_them() {
    for (name, made) in [("docx", word as fn() -> Document), ("odt", libre)] {
        for (how, size, keys) in [
            ("page", (72, 50), ""),
            ("narrow", (34, 40), ""),
            ("note", (72, 20), "L2<enter>"),
        ] {
            let picture = window(made(), size.0, size.1).keys(keys).painted();
            let about = format!("{}x{} {keys}", size.0, size.1);
            compare(&format!("{name}_{how}"), Some(&about), &picture);
        }
    }
}
