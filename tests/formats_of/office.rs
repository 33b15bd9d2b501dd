//! DOCX and ODT, packed here from what programs write into them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use rubricate::document::{Detail, Document};
use rubricate::outline::Outline;
use rubricate::read::{self, Format, recognise};
use rubricate::source::Source;

use super::screen::{tables, targets};

/// An archive of these entries.
pub(crate) fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn open(bytes: Vec<u8>, format: Format) -> Document {
    assert_eq!(recognise(None, &bytes), format);
    let source = std::sync::Arc::new(Source::from_bytes("a document", bytes));
    let opened = read::whole(&source, format);
    assert_eq!((opened.trouble, opened.refused), (None, None));
    opened.document
}

fn outline(document: &Document) -> String {
    let contents = document.pages().contents().unwrap();
    Outline::given(contents).to_text()
}

pub(super) fn text(document: &Document) -> String {
    document.pages().part(0).text.to_string()
}

const DOCUMENT: &str = r#"<w:document><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Of Bread</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:bookmarkStart w:name="flour"/><w:r><w:t>Flour &amp; Salt</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fine</w:t></w:r><w:r><w:t xml:space="preserve"> and </w:t></w:r>
<w:hyperlink r:id="r1"><w:r><w:t>white</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>deeper</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>Oven</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;

#[test]
fn a_document_of_word_has_its_headings_lists_and_notes() {
    let styles = r#"<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="H2"><w:name w:val="My own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Target="https://white.example/" TargetMode="External"/></Relationships>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>As snow.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let document = open(
        archive(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", DOCUMENT),
            ("word/styles.xml", styles),
            ("word/numbering.xml", numbering),
            ("word/_rels/document.xml.rels", relations),
            ("word/footnotes.xml", notes),
        ]),
        Format::Docx,
    );
    assert_eq!(outline(&document), "Of Bread\n  Flour & Salt\n    Oven\n");
    assert_eq!(
        text(&document),
        "Of Bread\n\nFlour & Salt\n\nIt is fine and white[1]\n\n1. one\n• deeper\n2. two\nOven\n\na\tb\u{2028}c\n\n[1] As snow.\n\n"
    );
    let pages = document.pages();
    assert!(pages.target("flour").is_some() && pages.target("note-1").is_some());
}

#[test]
fn a_text_of_libreoffice_has_its_headings_lists_and_notes() {
    let content = r#"<office:document-content><office:automatic-styles>
        <style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>
        </office:automatic-styles><office:body><office:text>
        <text:h text:outline-level="1">Flour</text:h>
        <text:p>It is <text:span text:style-name="T1">fine</text:span><text:s text:c="2"/>and<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As snow.</text:p></text:note-body></text:note> white.</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
        <text:h text:outline-level="2">Oven</text:h><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
        </office:text></office:body></office:document-content>"#;
    let document = open(
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content),
            (
                "meta.xml",
                "<office:meta><dc:title>Of Bread</dc:title></office:meta>",
            ),
        ]),
        Format::Odt,
    );
    assert_eq!(outline(&document), "Of Bread\n  Flour\n    Oven\n");
    assert_eq!(
        text(&document),
        "Flour\n\nIt is fine and[1] white.\n\n1. one\n2. two\nOven\n\na\tb\n\n[1] As snow.\n\n"
    );
}

/// The head and the rows of its first table.
fn table(document: &Document) -> (u32, Vec<String>) {
    tables(document).swap_remove(0)
}

/// A document of Word with nothing but these paragraphs and tables in it.
pub(super) fn word(body: &str, more: &[(&str, &str)]) -> Document {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut entries = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &*body),
    ];
    entries.extend(more);
    open(archive(&entries), Format::Docx)
}

fn cell(words: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn a_table_of_word_has_a_head_where_it_says_so() {
    let row = |properties: &str, cells: &[String]| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>",
            cells.concat()
        )
    };
    let bold = |words: &str| {
        format!("<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>";
    let of = |properties: &str, rows: &[String]| {
        let styles = r#"<w:styles><w:style w:styleId="Fine"><w:tblStylePr w:type="firstRow"/></w:style>
            <w:style w:styleId="Own"><w:basedOn w:val="Fine"/></w:style></w:styles>"#;
        let body = format!(
            "<w:tbl><w:tblPr>{properties}</w:tblPr>{}</w:tbl>",
            rows.concat()
        );
        table(&word(&body, &[("word/styles.xml", styles)]))
    };
    let [a, b] = ["a", "b"].map(cell);
    let plain = row("", &[a, b]);
    let styled = r#"<w:tblStyle w:val="Own"/><w:tblLook w:val="04A0"/>"#;
    assert_eq!(
        of("", &[plain.clone(), plain.clone()]),
        (0, vec!["a|b".to_owned(); 2])
    );
    assert_eq!(of(styled, &[plain.clone(), plain.clone()]).0, 1);
    assert_eq!(
        of(
            r#"<w:tblStyle w:val="Own"/>"#,
            &[plain.clone(), plain.clone()]
        )
        .0,
        0
    );
    assert_eq!(
        of(
            "",
            &[
                row("<w:tblHeader/>", &[cell("a"), cell("b")]),
                plain.clone()
            ]
        )
        .0,
        1
    );
    assert_eq!(
        of("", &[row("", &[bold("a"), bold("b")]), plain.clone()]).0,
        1
    );
    assert_eq!(of("", &[row("", &[bold("a"), cell("b")]), plain]).0, 0);
    // Who takes two columns stands in the first of them.
    let spanning = row("", &[wide.to_owned(), cell("c")]);
    assert_eq!(of("", &[spanning]).1, ["wide||c"]);
}

#[test]
fn the_notes_of_word_are_numbered_as_they_are_called() {
    let call = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>One</w:t></w:r>{}<w:r><w:t> two</w:t></w:r>{}<w:r><w:t> three</w:t></w:r>{}</w:p>",
        call("footnote", 9),
        call("endnote", 2),
        call("footnote", 4)
    );
    let note = |kind: &str, id: u32, words: &str| {
        format!("<w:{kind} w:id=\"{id}\"><w:p>{words}</w:p></w:{kind}>")
    };
    let words = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let link = format!("<w:hyperlink r:id=\"r1\">{}</w:hyperlink>", words("nine"));
    let foot = [
        note("footnote", 4, &words("four")),
        note("footnote", 9, &link),
        note("footnote", 5, &words("uncalled")),
    ];
    let related = |to: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Target=\"{to}\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let document = word(
        &body,
        &[
            ("word/footnotes.xml", &foot.concat()),
            (
                "word/endnotes.xml",
                &note("endnote", 2, &words("at the end")),
            ),
            (
                "word/_rels/document.xml.rels",
                &related("https://wrong.example/"),
            ),
            (
                "word/_rels/footnotes.xml.rels",
                &related("https://right.example/"),
            ),
        ],
    );
    assert_eq!(
        text(&document),
        "One[1] two[2] three[3]\n\n[3] four\n\n[1] nine\n\n[2] at the end\n\n"
    );
    assert!(targets(&document).contains(&"https://right.example/".to_owned()));
    let moved = "<w:p><w:moveFrom><w:r><w:t>here </w:t></w:r></w:moveFrom><w:r><w:t>stays </w:t></w:r>\
                 <w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>";
    assert_eq!(text(&word(moved, &[])), "stays here\n\n");
}

#[test]
fn words_look_as_they_do_now_and_not_as_before_a_change() {
    let styles =
        r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let style = |name: &str| format!("<w:pStyle w:val=\"{name}\"/>");
    let paragraph = |now: &str, before: &str, words: &str| {
        format!(
            "<w:p><w:pPr>{now}<w:pPrChange w:id=\"1\"><w:pPr>{before}</w:pPr></w:pPrChange></w:pPr><w:r><w:rPr>\
             <w:rPrChange w:id=\"2\"><w:rPr><w:b/><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let entry = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr>";
    let body = [
        paragraph("", &style("H1"), "Was a heading."),
        paragraph(&style("H1"), &style("Normal"), "Flour"),
        paragraph("", entry, "Was an entry."),
    ];
    let document = word(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(outline(&document), "Flour\n");
    assert_eq!(
        text(&document),
        "Was a heading.\n\nFlour\n\nWas an entry.\n\n"
    );
    let part = document.pages().part(0);
    assert!(document.pages().spans(&part).is_empty());
}

/// A text of `LibreOffice` with these styles and this body.
pub(super) fn libre(styles: &str, body: &str) -> Document {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let entries = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &*content),
    ];
    open(archive(&entries), Format::Odt)
}

#[test]
fn remarks_and_deleted_words_are_not_shown_and_what_follows_them_is() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes>\
        <text:p>Before <office:annotation><dc:creator>Ann</dc:creator><text:p>A remark.</text:p></office:annotation>\
        and after.</text:p>\
        <text:p>Round <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>the box.</text:p>";
    assert_eq!(
        text(&libre("", body)),
        "Before and after.\n\nRound\n\nboxed\n\nthe box.\n\n"
    );
}

#[test]
fn fields_of_a_form_do_not_end_the_text() {
    let body = "<office:forms><form:form><form:text form:name=\"Name\"><form:p>Ann</form:p></form:text></form:form>\
        </office:forms><text:h>Order</text:h><text:p>Two loaves.</text:p>";
    let document = libre("", body);
    assert_eq!(text(&document), "Order\n\nTwo loaves.\n\n");
    assert_eq!(outline(&document), "Order\n");
}

#[test]
fn a_note_of_libreoffice_keeps_its_paragraphs_and_links() {
    let body = "<text:p>Words<text:note><text:note-citation>7</text:note-citation><text:note-body>\
        <text:p>See<text:s/><text:a xlink:href=\"https://a.example/\">there</text:a>.</text:p><text:p>And more.</text:p>\
        </text:note-body></text:note>.</text:p>";
    let document = libre("", body);
    assert_eq!(
        text(&document),
        "Words[1].\n\n[1] See there.\n\nAnd more.\n\n"
    );
    assert!(targets(&document).contains(&"https://a.example/".to_owned()));
}

#[test]
fn a_table_of_libreoffice_has_a_head_where_it_says_so() {
    let styles = r#"<style:style style:name="P1" style:parent-style-name="Table_20_Heading"/>
        <style:style style:name="P2" style:parent-style-name="Title"/>
        <style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>"#;
    let of = |rows: &str| {
        table(&libre(
            styles,
            &format!("<table:table>{rows}</table:table>"),
        ))
    };
    let row = |style: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p text:style-name=\"{style}\">a</text:p></table:table-cell>\
                 <table:table-cell table:number-columns-repeated=\"2\"><text:p text:style-name=\"{style}\">b</text:p>\
                 </table:table-cell></table:table-row>"
        )
    };
    assert_eq!(
        of(&(row("x") + &row("x"))),
        (0, vec!["a|b|b".to_owned(); 2])
    );
    assert_eq!(of(&(row("P1") + &row("x"))).0, 1);
    let spanned = |words: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        )
    };
    let strong = "<text:span text:style-name=\"T1\">a<text:span>b</text:span></text:span>";
    assert_eq!(of(&(spanned(strong) + &row("x"))).0, 1);
    assert_eq!(of(&(spanned(&format!("{strong}c")) + &row("x"))).0, 0);
    assert_eq!(
        of(&format!(
            "<table:table-header-rows>{}</table:table-header-rows>{}",
            row("x"),
            row("x")
        ))
        .0,
        1
    );
    let list = "<text:list><text:list-item><text:p>c</text:p></text:list-item><text:list-item><text:p>d</text:p></text:list-item></text:list>";
    let cell = |inside: &str| format!("<table:table-cell>{inside}</table:table-cell>");
    let listed = [cell(list), cell("<text:p>e</text:p>")].concat();
    let listed = format!("<table:table-row>{listed}</table:table-row>");
    assert_eq!(of(&(listed + &row("x"))).1, ["• c\u{2028}• d|e", "a|b|b"]);
    let titled = libre(
        styles,
        "<text:p text:style-name=\"P2\">Bread</text:p><text:h>Flour</text:h>",
    );
    assert_eq!(outline(&titled), "Bread\n  Flour\n");
}

#[test]
fn what_word_hides_is_not_shown() {
    let styles = r#"<w:styles><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:styleId="Own"><w:basedOn w:val="Secret"/></w:style></w:styles>"#;
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let body = [
        "<w:p>",
        &run("", "Salt "),
        &run("<w:vanish/>", "no "),
        &run("<w:vanish w:val=\"0\"/>", "and "),
        &run("<w:rStyle w:val=\"Own\"/>", "no "),
        &run(
            "<w:rStyle w:val=\"Own\"/><w:vanish w:val=\"false\"/>",
            "rye",
        ),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:br/><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        "<w:p><w:pPr><w:pStyle w:val=\"Own\"/></w:pPr>",
        &run("", "no"),
        "</w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>",
        &run("", "Bread"),
        "</w:p>",
    ];
    let document = word(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(text(&document), "Salt and rye\n\nBread\n\n");
}

#[test]
fn what_is_broken_is_refused_or_read_as_far_as_it_goes() {
    let whole = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", DOCUMENT),
    ]);
    let refused = |bytes: &[u8]| {
        let source = std::sync::Arc::new(Source::from_bytes("a document", bytes.to_vec()));
        read::whole(&source, Format::Docx).refused
    };
    assert_eq!(refused(&whole), None);
    assert_eq!(
        refused(b"PK\x03\x04").as_deref(),
        Some("the archive is broken")
    );
    let without = archive(&[("word/styles.xml", "<w:styles/>")]);
    assert_eq!(
        refused(&without).as_deref(),
        Some("there is no document in it")
    );
    let (half, _) = DOCUMENT.split_at(400);
    let broken = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", half),
    ]);
    let document = open(broken, Format::Docx);
    assert!(
        text(&document).starts_with("Of Bread\n"),
        "{:?}",
        text(&document)
    );
}

/// The pictures of a document: where each is to be had, and what stands for it.
fn pictures(document: &Document) -> Vec<(String, String)> {
    let pages = document.pages();
    let part = pages.part(0);
    let blocks = pages.blocks(&part).into_iter();
    let named = blocks.filter_map(|block| match block.detail.as_deref() {
        Some(Detail::Picture(source)) => {
            Some((source.to_string(), part.slice(block.range).to_owned()))
        }
        _ => None,
    });
    named.collect()
}

#[test]
fn pictures_of_a_document_lie_in_it() {
    let drawing = |id: &str, said: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr descr=\"{said}\"/><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
        )
    };
    let (alone, inside, chart) = (
        drawing("p1", "The mill"),
        drawing("p1", "A sack"),
        drawing("p2", "A chart"),
    );
    let text = format!(
        "<w:document><w:body><w:p>{alone}</w:p><w:p><w:r><w:t>With </w:t></w:r>{inside}</w:p><w:p>{chart}</w:p></w:body></w:document>"
    );
    let relations = r#"<Relationships><Relationship Id="p1" Target="media/mill.PNG"/><Relationship Id="p2" Target="media/chart.emf"/></Relationships>"#;
    let bytes = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", relations),
        ("word/media/mill.PNG", "the file of the mill"),
    ]);
    let document = open(bytes.clone(), Format::Docx);
    let mill = ("word/media/mill.PNG".to_owned(), "The mill".to_owned());
    assert_eq!(pictures(&document), [mill]);
    assert_eq!(
        super::screen::text(&document),
        "The mill\n\nWith [A sack]\n\n[A chart]\n\n"
    );
    let source = std::sync::Arc::new(Source::from_bytes("a document", bytes));
    let file = |name| read::picture(&source, Format::Docx, name);
    assert_eq!(
        file("word/media/mill.PNG").as_deref(),
        Some(&b"the file of the mill"[..])
    );
    assert_eq!(file("../../../etc/hostname"), None);

    let frame = |path: &str| {
        format!(
            "<draw:frame><draw:image xlink:href=\"{path}\"/><svg:title>The</svg:title><svg:desc>mill</svg:desc></draw:frame>"
        )
    };
    let (shown, object) = (
        frame("Pictures/mill.jpg"),
        frame("./ObjectReplacements/Object 1"),
    );
    let content = format!(
        "<office:document-content><office:body><office:text><text:p>{shown}A caption.</text:p><text:p>Words {shown}</text:p><text:p>{object}</text:p></office:text></office:body></office:document-content>"
    );
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ]);
    let document = open(bytes, Format::Odt);
    let mill = ("Pictures/mill.jpg".to_owned(), "The mill".to_owned());
    assert_eq!(pictures(&document), [mill]);
    assert_eq!(
        super::screen::text(&document),
        "The mill\n\nA caption.\n\nWords [The mill]\n\n[The mill]\n\n"
    );
}

#[test]
fn a_document_names_its_language() {
    let word = r"<w:document><w:body><w:p><w:r><w:t>Worte.</w:t></w:r></w:p></w:body></w:document>";
    let styles = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE" w:eastAsia="ja-JP"/></w:rPr>
        </w:rPrDefault></w:docDefaults></w:styles>"#;
    let word = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", word),
        ("word/styles.xml", styles),
    ]);
    assert_eq!(open(word, Format::Docx).pages().language(), Some("de-DE"));
    let styles = r#"<style:default-style><style:text-properties fo:language="fr" fo:country="FR"/></style:default-style>
        <style:style style:name="T1"><style:text-properties fo:language="de"/></style:style>"#;
    let libre = libre(styles, "<text:p>Mots.</text:p>");
    assert_eq!(libre.pages().language(), Some("fr"));
}
