//! DOCX and ODT, packed here from what programs write into them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use rubricate::document::{Detail, Document};
use rubricate::outline::Outline;
use rubricate::read::{self, Format, recognise};
use rubricate::source::Source;

/// An archive of these entries.
fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn open(bytes: Vec<u8>, format: Format) -> Document {
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

fn text(document: &Document) -> String {
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
        "Of Bread\n\nFlour & Salt\n\nIt is fine and white[2]\n\n1. one\n• deeper\n2. two\nOven\n\na\tb c\n\n[2] As snow.\n\n"
    );
    let pages = document.pages();
    assert!(pages.target("flour").is_some() && pages.target("footnote-2").is_some());
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
