//! Words of Word and `LibreOffice` that stand otherwise than others: raised, numbered, in boxes, quoted.

use rubricate::document::Document;

use super::office::{libre, text, word};
use super::screen::outline;

/// The headings of a document, without its title.
fn headings(document: &Document) -> Vec<String> {
    let found = outline(document).headings;
    found.into_iter().map(|heading| heading.text).collect()
}

/// A run of a word, as Word says how it stands.
fn run(how: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{how}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

#[test]
fn raised_and_lowered_words_stay_so() {
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let lowered = "<w:vertAlign w:val=\"subscript\"/>";
    let runs = [
        run("", "10"),
        run(raised, "6"),
        run("", " kg of H"),
        run(lowered, "2"),
        run("<w:vertAlign w:val=\"baseline\"/>", "O 2"),
        run(raised, "Q"),
    ];
    let seen = text(&word(&paragraph("x", &runs.concat()), &[]));
    assert_eq!(seen.trim_end(), "10⁶ kg of H₂O 2^Q");
    // What is that long was raised for another reason.
    let long = "rye ".repeat(30);
    let seen = text(&word(&paragraph("x", &run(raised, &long)), &[]));
    assert_eq!(seen.trim_end(), long.trim_end());
    let style = |nth: usize, how: &str| {
        let says = format!("<style:text-properties style:text-position=\"{how}\"/>");
        format!("<style:style style:name=\"T{nth}\">{says}</style:style>")
    };
    let styles = [
        style(0, "super 58%"),
        style(1, "-33% 58%"),
        style(2, "0% 100%"),
    ];
    let span = |nth: usize, words: &str| {
        format!("<text:span text:style-name=\"T{nth}\">{words}</text:span>")
    };
    let (six, two, flat) = (
        span(0, &("6".to_owned() + &span(2, "6"))),
        span(1, "2"),
        span(2, "O 2"),
    );
    let body = format!("<text:p>10{six} kg of H{two}{flat}</text:p><text:h>Of H{two}O</text:h>");
    let seen = text(&libre(&styles.concat(), &body));
    assert_eq!(seen.trim_end(), "10⁶6 kg of H₂O 2\n\nOf H₂O");
}

#[test]
fn headings_of_word_have_the_numbers_of_their_styles() {
    let styles = r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
        <w:style w:styleId="H3"><w:name w:val="heading 3"/><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="Bare"><w:name w:val="Bare"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="4">
        <w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:pStyle w:val="H1"/><w:lvlText w:val="Part %1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="H2"/><w:lvlText w:val="%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
    let body: String = [
        ("H1", "Rye"),
        ("H2", "Bran"),
        ("H2", "Germ"),
        ("H3", "Oil"),
        ("Bare", "Between"),
        ("H1", "Oats"),
        ("H2", "Husk"),
    ]
    .iter()
    .map(|(style, words)| paragraph(style, &run("", words)))
    .collect();
    let document = word(
        &body,
        &[
            ("word/styles.xml", styles),
            ("word/numbering.xml", numbering),
        ],
    );
    assert_eq!(
        headings(&document),
        [
            "Part I. Rye",
            "1 Bran",
            "2 Germ",
            "2.1 Oil",
            "Between",
            "Part II. Oats",
            "1 Husk"
        ]
    );
}

#[test]
fn headings_of_libreoffice_have_the_numbers_of_their_outline() {
    let styles = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
        <text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>"#;
    let heading = |level: u8, says: &str| {
        format!("<text:h text:outline-level=\"{level}\" {says}>Rye</text:h>")
    };
    let body = [
        heading(1, ""),
        heading(2, ""),
        heading(2, ""),
        heading(3, ""),
        heading(1, "text:is-list-header=\"true\""),
        heading(1, ""),
        heading(2, "text:start-value=\"7\""),
    ];
    let document = libre(styles, &body.concat());
    assert_eq!(
        headings(&document),
        [
            "1. Rye", "1.1 Rye", "1.2 Rye", "Rye", "Rye", "2. Rye", "2.7 Rye"
        ]
    );
    let bare = libre("", &heading(1, ""));
    assert_eq!(text(&bare).trim_end(), "Rye");
}

#[test]
fn a_box_of_text_stands_apart() {
    let inside = paragraph("x", &run("", "In a box."));
    let hangs = format!(
        "<w:r><w:drawing><wp:docPr descr=\"A box\"/><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    );
    for (runs, shown) in [
        (
            [hangs.clone(), run("", "After it.")],
            "In a box.\n\nAfter it.",
        ),
        ([run("", "Before it."), hangs], "Before it.\n\nIn a box."),
    ] {
        let seen = text(&word(&paragraph("x", &runs.concat()), &[]));
        assert_eq!(seen.trim_end(), shown);
    }
    let frame = "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>After it.</text:p>";
    assert_eq!(text(&libre("", frame)).trim_end(), "In a box.\n\nAfter it.");
}

#[test]
fn a_quotation_of_libreoffice_is_set_as_one() {
    let styles = "<style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>";
    let body = "<text:p>Rye.</text:p><text:p text:style-name=\"Quotations\">Oats.</text:p>\
        <text:p text:style-name=\"P1\">Bran.</text:p><text:p>Husk.</text:p>";
    let document = libre(styles, body);
    let pages = document.pages();
    let blocks = pages.blocks(&pages.part(0));
    let bars: Vec<u16> = blocks.iter().map(|block| block.nest.bars).collect();
    assert_eq!(bars, [0, 1, 1, 0]);
}

#[test]
fn headings_of_libreoffice_in_lists_have_the_numbers_of_those() {
    let styles = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>
        <text:outline-style><text:outline-level-style text:level="1" style:num-format="A"/></text:outline-style>"#;
    let entry = |kind: &str, inside: &str| format!("<text:{kind}>{inside}</text:{kind}>");
    let list = |style: &str, entry: &str| {
        format!(
            "<text:list text:style-name=\"{style}\" text:continue-numbering=\"true\">{entry}</text:list>"
        )
    };
    let heading =
        |level: u8, words: &str| format!("<text:h text:outline-level=\"{level}\">{words}</text:h>");
    let inner = list(
        "L",
        &entry(
            "list-item",
            &(heading(2, "Bran") + "<text:p>Words.</text:p>"),
        ),
    );
    let body = [
        list("L", &entry("list-item", &heading(1, "Rye"))),
        list("L", &entry("list-item", &inner)),
        heading(1, "Oats"),
        list("none", &entry("list-item", &heading(1, "Husk"))),
        list("L", &entry("list-header", &heading(1, "Hay"))),
        list("L", &entry("list-item", "<text:p>entry</text:p>")),
    ];
    let document = libre(styles, &body.concat());
    assert_eq!(
        headings(&document),
        ["1. Rye", "1.1 Bran", "B Oats", "C Husk", "Hay"]
    );
    let pages = document.pages();
    let blocks = pages.blocks(&pages.part(0));
    assert!(blocks.iter().all(|block| block.indent == 0), "{blocks:?}");
    assert_eq!(text(&document).lines().last(), Some("2. entry"));
}

#[test]
fn headings_without_words_are_none_but_count() {
    let styles = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/></text:outline-style>"#;
    let heading = |words: &str| format!("<text:h text:outline-level=\"1\">{words}</text:h>");
    let body = ["Rye", "", " <text:s/>", "Oats"].map(heading);
    let document = libre(styles, &body.concat());
    assert_eq!(headings(&document), ["1 Rye", "4 Oats"]);
    let styles = r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;
    let runs = [run("", "Rye"), String::new(), run("", " "), run("", "Oats")];
    let body = runs.map(|runs| paragraph("H1", &runs));
    let parts = [
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ];
    let document = word(&body.concat(), &parts);
    assert_eq!(headings(&document), ["1 Rye", "4 Oats"]);
}

#[test]
fn signs_of_word_that_are_places_in_a_font_are_shown() {
    let sign = |font: &str, code: &str| {
        let sign = format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
        text(&word(&paragraph("x", &sign), &[]))
            .trim_end()
            .to_owned()
    };
    for (font, code, shown) in [
        ("Symbol", "F061", "α"),
        ("Symbol", "F0AE", "→"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0FE", "⎭"),
        ("symbol", "57", "Ω"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0FB", "✗"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings", "F04A", "☺"),
        ("Wingdings 2", "F052", "☑"),
        ("Segoe UI Symbol", "2610", "☐"),
        ("Wingdings", "F0CC", "□"),
        ("Nobody's", "F061", "□"),
        ("Symbol", "no number", "□"),
    ] {
        assert_eq!(sign(font, code), shown, "{font} {code}");
    }
}

#[test]
fn headings_of_word_keep_raised_words_and_are_not_called_by_their_notes() {
    let styles =
        r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>Wet.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let runs = [
        run("", "Of H"),
        run("<w:vertAlign w:val=\"subscript\"/>", "2"),
        run("", "O"),
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(),
        run("", " and 10"),
        run("<w:vertAlign w:val=\"superscript\"/>", "3"),
    ];
    let document = word(
        &paragraph("H1", &runs.concat()),
        &[("word/styles.xml", styles), ("word/footnotes.xml", notes)],
    );
    assert_eq!(
        outline(&document).title.map(|title| title.text).as_deref(),
        Some("Of H₂O and 10³")
    );
    assert_eq!(text(&document), "Of H₂O[1] and 10³\n\n[1] Wet.\n\n");
}

#[test]
fn a_subtitle_of_word_is_no_title() {
    let styles = r#"<w:styles><w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Title"/></w:style></w:styles>"#;
    let body = [("Title", "Of Bread"), ("Subtitle", "And of rye")]
        .map(|(style, words)| paragraph(style, &run("", words)));
    let document = word(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(
        outline(&document).title.map(|title| title.text).as_deref(),
        Some("Of Bread")
    );
    assert_eq!(text(&document), "Of Bread\n\nAnd of rye\n\n");
}

#[test]
fn what_a_picture_of_word_is_said_to_be_is_said_once() {
    let relations =
        r#"<Relationships><Relationship Id="p1" Target="media/mill.png"/></Relationships>"#;
    let picture = "<w:r><w:drawing><wp:docPr descr=\"The old mill\"/><a:blip r:embed=\"p1\"/></w:drawing></w:r>";
    for (caption, shown) in [
        (
            ["The", " old", " mill"]
                .map(|words| run("", words))
                .concat(),
            "The old mill\n\nRye.",
        ),
        (
            ["The", " old", " stone"]
                .map(|words| run("", words))
                .concat(),
            "The old mill\n\nThe old stone\n\nRye.",
        ),
        (run("", "The old"), "The old mill\n\nThe old\n\nRye."),
        (
            run("", "The old mill") + "<w:r><w:br/></w:r>" + &run("", "of 1810"),
            "The old mill\n\nThe old mill\nof 1810\n\nRye.",
        ),
    ] {
        let body = [
            paragraph("x", picture),
            paragraph("x", &caption),
            paragraph("x", &run("", "Rye.")),
        ];
        let document = word(
            &body.concat(),
            &[("word/_rels/document.xml.rels", relations)],
        );
        assert_eq!(super::screen::text(&document).trim_end(), shown);
    }
    // What stands in a line leaves a word where it was.
    let bare = "<w:r><w:drawing><wp:docPr descr=\"\"/><a:blip r:embed=\"p1\"/></w:drawing></w:r>";
    let body = paragraph("x", &(run("", "See ") + bare));
    let document = word(&body, &[("word/_rels/document.xml.rels", relations)]);
    assert_eq!(text(&document).trim_end(), "See [picture]");
}

#[test]
fn what_libreoffice_hides_is_not_shown() {
    let styles = r#"<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="T2"><style:text-properties text:display="true"/></style:style>
        <style:style style:name="P1" style:parent-style-name="T1"/>"#;
    let span = |style: &str, inside: &str| {
        format!("<text:span text:style-name=\"{style}\">{inside}</text:span>")
    };
    let body = [
        "<text:p>Salt ",
        &span("T1", &("no ".to_owned() + &span("T2", "and no "))),
        &span("T2", "and "),
        "<text:hidden-text text:is-hidden=\"true\">no </text:hidden-text>",
        "<text:hidden-text text:is-hidden=\"false\">white </text:hidden-text>",
        "<text:conditional-text text:is-hidden=\"true\">no </text:conditional-text>",
        "<text:conditional-text text:current-value=\"true\">rye</text:conditional-text></text:p>",
        "<text:p text:style-name=\"P1\">no<text:note><text:note-body><text:p>no</text:p></text:note-body></text:note></text:p>",
        "<text:section text:display=\"none\"><text:h>No</text:h></text:section>",
        "<text:p>Bread</text:p>",
    ];
    let document = libre(styles, &body.concat());
    assert_eq!(text(&document), "Salt and white rye\n\nBread\n\n");
}

#[test]
fn a_picture_of_libreoffice_leaves_a_word_where_it_stood() {
    let frame = "<draw:frame><draw:image xlink:href=\"Pictures/mill.png\"/></draw:frame>";
    let seen = text(&libre("", &format!("<text:p>See {frame} here.</text:p>")));
    assert_eq!(seen, "See [picture] here.\n\n");
}

#[test]
fn a_heading_of_libreoffice_is_not_called_by_its_notes() {
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Wet.</text:p></text:note-body></text:note>";
    let body = format!("<text:h>Rye{note}</text:h><text:p>Bread.</text:p><text:h>Oats</text:h>");
    assert_eq!(headings(&libre("", &body)), ["Rye", "Oats"]);
}
