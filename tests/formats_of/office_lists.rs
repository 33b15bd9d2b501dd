//! The numbers of lists in files of Word and `LibreOffice`.

use super::office::{libre, text, word};

#[test]
fn lists_of_libreoffice_are_numbered_as_their_author_saw_them() {
    let styles = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\"/>\
        <text:list-level-style-number text:level=\"2\" text:start-value=\"4\"/></text:list-style>";
    let list = |says: &str, entries: &str| {
        format!("<text:list text:style-name=\"L\" {says}>{entries}</text:list>")
    };
    let entry = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let inside = |list: &str| format!("<text:list-item>{list}</text:list-item>");
    let two = [entry("rye"), entry("wheat")].concat();
    let seventh = "<text:list-item text:start-value=\"7\"><text:p>oats</text:p></text:list-item>";
    let head = "<text:list-header><text:p>Grain</text:p></text:list-header>";
    let deep = list("", &[entry("bran"), entry("germ")].concat());
    let goes_on = "text:continue-numbering=\"true\"";
    for (lists, shown) in [
        (
            vec![list("", &two), list("", &two)],
            "1. rye 2. wheat 1. rye 2. wheat",
        ),
        (
            vec![list("", &two), list(goes_on, &two)],
            "1. rye 2. wheat 3. rye 4. wheat",
        ),
        (
            vec![list("", &[&*two, seventh, &*two].concat())],
            "1. rye 2. wheat 7. oats 8. rye 9. wheat",
        ),
        (
            vec![
                list("xml:id=\"a\"", &two),
                list("xml:id=\"b\"", &two),
                list("text:continue-list=\"a\"", &two),
            ],
            "1. rye 2. wheat 1. rye 2. wheat 3. rye 4. wheat",
        ),
        (
            vec![list("", &[head, &*two].concat())],
            "Grain 1. rye 2. wheat",
        ),
        // An entry that only holds entries has no number.
        (
            vec![
                list("", &[inside(&deep), entry("rye"), inside(&deep)].concat()),
                list(goes_on, &inside(&list("", &entry("husk")))),
            ],
            "4. bran 5. germ 1. rye 4. bran 5. germ 6. husk",
        ),
    ] {
        let seen = text(&libre(styles, &lists.concat()));
        let seen: Vec<&str> = seen.split_whitespace().collect();
        assert_eq!(seen.join(" "), shown);
    }
}

#[test]
fn lists_of_word_are_numbered_as_they_say() {
    let level = |nth: u8, start: u32, format: &str, written: &str| {
        format!(
            "<w:lvl w:ilvl=\"{nth}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{written}\"/></w:lvl>"
        )
    };
    let numbering = [
        "<w:numbering><w:abstractNum w:abstractNumId=\"1\">",
        &level(0, 3, "upperRoman", "Part %1:"),
        &level(1, 1, "lowerLetter", "%2)"),
        &level(2, 1, "decimal", "%1.%2.%3"),
        "</w:abstractNum><w:abstractNum w:abstractNumId=\"2\">",
        &level(0, 1, "lowerRoman", "(%1)"),
        &level(1, 1, "bullet", "o"),
        "</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>",
        "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num>",
        "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\">",
        &level(0, 27, "upperLetter", "%1."),
        "</w:lvlOverride></w:num></w:numbering>",
    ]
    .concat();
    let entries = [
        (5, 0, "Part III:"),
        (5, 1, "a)"),
        (5, 2, "III.a.1"),
        (5, 2, "III.a.2"),
        (5, 1, "b)"),
        (5, 2, "III.b.1"),
        (5, 0, "Part IV:"),
        (5, 1, "a)"),
        (6, 0, "(ix)"),
        (6, 1, "•"),
        (6, 0, "(x)"),
        (7, 0, "AA."),
        (7, 0, "BB."),
    ];
    let mut body = String::new();
    for (list, level, _) in entries {
        body += &format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>rye</w:t></w:r></w:p>"
        );
    }
    let said = text(&word(&body, &[("word/numbering.xml", &numbering)]));
    let markers: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_suffix(" rye"))
        .collect();
    assert_eq!(markers, entries.map(|(_, _, marker)| marker), "{said}");
}

#[test]
fn lists_of_libreoffice_are_numbered_as_they_say() {
    let level = |nth: u8, says: &str| {
        format!("<text:list-level-style-number text:level=\"{nth}\" {says}/>")
    };
    let styles = [
        "<text:list-style style:name=\"L1\">",
        &level(1, "style:num-format=\"A\" style:num-suffix=\")\" text:start-value=\"2\""),
        &level(2, "style:num-format=\"i\" style:num-prefix=\"(\" style:num-suffix=\")\" text:display-levels=\"2\""),
        "<text:list-level-style-bullet text:level=\"3\"/></text:list-style>",
    ]
    .concat();
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let rye = "<text:p>rye</text:p>";
    let deepest = format!("<text:list>{}</text:list>", item(rye));
    let deeper = format!(
        "<text:list>{}{}</text:list>",
        item(rye),
        item(&[rye, &deepest].concat())
    );
    let body = format!(
        "<text:list text:style-name=\"L1\">{}{}<text:list-item text:start-value=\"7\">{rye}</text:list-item></text:list>",
        item(rye),
        item(&[rye, &deeper].concat()),
    );
    let said = text(&libre(&styles, &body));
    let markers: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_suffix(" rye"))
        .collect();
    assert_eq!(
        markers,
        ["B)", "C)", "(C.i)", "(C.ii)", "•", "G)"],
        "{said}"
    );
}
