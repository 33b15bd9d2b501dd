//! Plain text: what the formats would have marked.

use rubricate::document::{Block, Detail, Document, Kind};
use rubricate::read::Format;

use super::screen::{document_of, look, window};

pub(super) const PROSE: &str = "The keeper of the northern light had a lamp, a bell and a boat, and of\n\
    these he trusted the bell most. When the fog came in he rang it until the\n\
    morning, and nobody who heard it slept. Nobody knew how old it was, and\n\
    nobody asked. It hung there when he came, and when he went it hung there\n\
    still, as far as anybody knows who has been there since.\n";

/// The blocks of the first part of a text, each with what it says.
pub(super) fn blocks(document: &Document) -> Vec<(Block, String)> {
    let pages = document.pages();
    let part = pages.part(0);
    let blocks = pages.blocks(&part).into_iter();
    let said = |block: &Block| part.slice(block.range.clone()).to_owned();
    blocks.map(|block| (block.clone(), said(&block))).collect()
}

#[test]
fn lists_quotes_code_and_notes_are_what_they_look_like() {
    look("plain_marks", "plain/marks.txt", (80, 130), "");
    look("plain_marks_narrow", "plain/marks.txt", (40, 60), "20j");
}

#[test]
fn quoted_lines_that_a_column_broke_are_joined() {
    let text = "On Monday Anna wrote:\n\n\
        > The keeper of the northern light had a lamp, a bell and a boat, and\n\
        > of these he trusted the bell most. When the fog came in he rang it\n\
        > until the morning.\n>\n\
        > - a lamp\n> - a bell, which is loud\n>\n\
        > > And the boat? It had been there for some years, and nobody knew who\n\
        > > had brought it.\n>     let boat = None;\n>     let bell = Some(loud);\n";
    let picture = window(document_of(text, Format::Plain), 60, 30).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim).collect();
    let expected = [
        "│ The keeper of the northern light had a lamp, a bell",
        "│ and a boat, and of these he trusted the bell most.",
        "│ When the fog came in he rang it until the morning.",
        "│",
        "│ - a lamp",
        "│ - a bell, which is loud",
        "│",
        "│ │ And the boat? It had been there for some years,",
        "│ │ and nobody knew who had brought it.",
        "│     let boat = None;",
        "│     let bell = Some(loud);",
    ];
    assert!(
        rows.windows(expected.len()).any(|some| some == expected),
        "{picture}"
    );
}

#[test]
fn what_hangs_beside_its_label_is_one_entry() {
    let text = format!(
        "{PROSE}\n\
         Q:  Where did the bell come from, that hung at the door of the light\n\
         \u{20}   for so long?\n\n\
         A:  Nobody knows.\n\n\
         \u{20}  [Bell84]   Bell, A., \"Of bells and of those who ring them in the\n\
         \u{20}             fog\", a book.\n\n\
         \u{20}  [Lamp]     Lamp, B., \"Of oil\".\n\n\
         \u{20}  Of others  there is nothing to say here that would not be known to\n\
         \u{20}  everybody anyway.\n"
    );
    let document = document_of(&*text, Format::Plain);
    let entries: Vec<String> = blocks(&document)
        .into_iter()
        .filter(|(block, _)| matches!(block.kind, Kind::Item { .. }))
        .map(|(_, said)| said.split_whitespace().next().unwrap_or("").to_owned())
        .collect();
    assert_eq!(entries, ["Q:", "A:", "[Bell84]", "[Lamp]"]);
    let picture = window(document, 70, 30).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim_end).collect();
    let hangs = rows
        .iter()
        .any(|row| row.trim_start().starts_with("[Bell84]   Bell, A.,"));
    assert!(hangs, "{picture}");
}

#[test]
fn short_lines_beside_a_label_stay_lines() {
    let recipe = "A cake that everybody can bake.\n\nIngredients   2 eggs\n              1 cup flour\n              pinch of salt\n\n\
                  Send it to    Anna Miller\n              12 Mill Lane\n              Ryetown\n\n\
                  Method        Beat the eggs with the flour until nobody can tell one\n              \
                  from the other, then bake them.\n";
    let expected = [
        "Ingredients   2 eggs",
        "1 cup flour",
        "pinch of salt",
        "",
        "Send it to    Anna Miller",
        "12 Mill Lane",
        "Ryetown",
        "",
        "Method        Beat the eggs with the flour until nobody can tell",
        "one from the other, then bake them.",
    ];
    shows(recipe, 72, &expected);
    shows(&format!("{PROSE}\n{recipe}\n{PROSE}"), 72, &expected);
    // Where there is no room beside a label it is a word like the others.
    let narrow = [
        "Ingredient",
        "s 2 eggs",
        "1 cup",
        "flour",
        "pinch of",
        "salt",
    ];
    shows(recipe, 14, &narrow);
}

#[test]
fn a_list_of_files_keeps_its_columns() {
    let files = "drwxr-xr-x  2 anna anna  4096 Nov 29 00:47 .\n\
                 -rw-r--r--  1 anna anna   174 Nov 28 19:50 bell.txt\n\
                 -rw-r--r--  1 anna anna 12345 Nov 28 22:02 lamp.txt\n";
    let document = document_of(format!("{PROSE}\n{files}\n{PROSE}"), Format::Plain);
    let kept: Vec<String> = blocks(&document)
        .into_iter()
        .filter(|(block, _)| matches!(block.kind, Kind::Verbatim | Kind::Table))
        .map(|(_, said)| said)
        .collect();
    assert_eq!(kept, [files.trim_end()]);
}

/// The rows of a text on a page of so many columns, without the blanks around them.
#[track_caller]
fn shows(text: &str, columns: u16, expected: &[&str]) {
    let picture = window(document_of(text, Format::Plain), columns, 40).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim).collect();
    let found = rows.windows(expected.len()).any(|some| some == expected);
    assert!(found, "{picture}");
}

#[test]
fn quoted_code_and_columns_keep_their_blanks() {
    let text = "On Monday Anna wrote:\n\n\
        > fn bake(loaf) {\n>     if cold {\n>         light();\n>     }\n>\tbake();\n> }\n>\n\
        > Flour        12\n> Salt          3\n>> Yeast  4\n>\n\
        >     let loaf = oven.bake_for_all_who_live_here_and_for_everybody_else(loaf);\n";
    let text = &format!("{PROSE}\n{text}\n{PROSE}");
    shows(
        text,
        60,
        &[
            "│ fn bake(loaf) {",
            "│     if cold {",
            "│         light();",
            "│     }",
            "│         bake();",
            "│ }",
            "│",
            "│ Flour        12",
            "│ Salt          3",
            "│ │ Yeast  4",
            "│",
            "│     let loaf =",
            "│     oven.bake_for_all_who_live_here_and_for_everybod",
        ],
    );
}

#[test]
fn the_stars_of_an_outline_are_its_headings() {
    let news = |note: &str| {
        format!(
            "Bread NEWS{note}\n\n* The second year (2024)\n\n** The oven\n\n  It was lit on every day of the year,\n  \
             and nobody was cold.\n\n* The first year\n** The flour() of {{}}\n  There was none.\n\n\
             * The end, which came (as all ends do) too early\n"
        )
    };
    let said = |text: &str| -> Vec<(u8, String)> {
        let headings = super::screen::outline(&document_of(text, Format::Plain)).headings;
        let said = headings
            .into_iter()
            .map(|heading| (heading.level, heading.text));
        said.collect()
    };
    let expected = [
        (1, "The second year (2024)"),
        (2, "The oven"),
        (1, "The first year"),
        (2, "The flour() of {}"),
        (1, "The end, which came (as all ends do) too early"),
    ]
    .map(|(level, text)| (level, text.to_owned()));
    for note in [
        "                  -*- outline -*-",
        "  -*- coding: utf-8; mode: outline -*-",
        "\n-*- mode: Outline -*-",
        " -*- outline -*- (allout)",
    ] {
        let text = news(note);
        assert_eq!(said(&text), expected, "{note}");
        shows(&text, 60, &["Bread NEWS"]);
        shows(&text, 60, &["The first year", "", "The flour() of {}"]);
    }
    for note in ["", " -*- text -*-", "\n\nOne.\n\nTwo.\n\n-*- outline -*-"] {
        assert_eq!(said(&news(note)), [], "{note}");
    }
}

#[test]
fn fences_mark_code_and_are_not_shown() {
    let prose = "The keeper of the northern light had a lamp, a bell and a boat.\n";
    let text = format!("{prose}\n```rust\nfn lamp() {{\n\n    light();\n}}\n```\n\n{prose}");
    let document = document_of(&*text, Format::Plain);
    let code = blocks(&document).remove(1);
    assert_eq!(code.1, "fn lamp() {\n\n    light();\n}");
    let language = rubricate::text::Clean::line("rust");
    assert_eq!(code.0.detail.as_deref(), Some(&Detail::Code(language)));
    let mut window = window(document, 60, 20);
    assert!(!window.picture().contains("```"));
    assert!(window.keys("w").picture().contains("```rust"));
    // Tildes do the same, where they name a language, or stand around something alone.
    for (fence, language) in [
        ("~~~ruby", Some("ruby")),
        ("~~~", None),
        ("~~~~", None),
        ("~~~~~~", None),
        ("~~~~ {.sh}", Some("sh")),
        ("````c", Some("c")),
    ] {
        let close: String = fence.chars().take_while(|c| "`~".contains(*c)).collect();
        let text = format!("{prose}\n{fence}\nif x then\n```\n  light()\nend\n{close}\n\n{prose}");
        let code = blocks(&document_of(text, Format::Plain)).remove(1);
        assert_eq!(code.1, "if x then\n```\n  light()\nend", "{fence}");
        let named = language.map(|name| Detail::Code(rubricate::text::Clean::line(name)));
        assert_eq!(code.0.detail.as_deref(), named.as_ref(), "{fence}");
    }
    for text in [
        format!("{prose}\n~~~\n\n{prose}\n~~~\n\n{prose}"),
        format!("Lamp\n~~~\n\n{prose}\nBell\n~~~\n\n{prose}"),
        format!("~~~ The Lamp ~~~\n\n{prose}\n~~~ The Bell ~~~\n\n{prose}"),
        format!("~~~~~~~~\nThe Lamp\n~~~~~~~~\n\n{prose}"),
    ] {
        let blocks = blocks(&document_of(&*text, Format::Plain));
        assert!(
            blocks.iter().all(|(block, _)| block.kind != Kind::Verbatim),
            "{text}"
        );
    }
    // One that nothing closes marks nothing, and tildes are then a line.
    let open = format!("{prose}\n```rust\n{prose}");
    assert!(
        blocks(&document_of(open, Format::Plain))[1]
            .1
            .starts_with("```rust")
    );
    let open = format!("{prose}\n~~~\n{prose}\n{prose}");
    let kinds = blocks(&document_of(open, Format::Plain)).into_iter();
    let kinds: Vec<Kind> = kinds.map(|(block, _)| block.kind).collect();
    assert_eq!(
        kinds,
        [
            Kind::Paragraph,
            Kind::Rule,
            Kind::Paragraph,
            Kind::Paragraph
        ]
    );
}

#[test]
fn fences_may_stand_below_an_entry_that_they_belong_to() {
    for fence in ["```", "~~~", "~~~~"] {
        let text = format!(
            "What to do when the fog comes in:\n\n- ring the bell\n  {fence}\n  ring();\n\n  light();\n  {fence}\n- light the lamp\n"
        );
        let blocks = blocks(&document_of(text, Format::Plain));
        let said: Vec<&str> = blocks.iter().map(|(_, said)| said.trim()).collect();
        let code = "ring();\n\n  light();";
        assert_eq!(said[1..], ["- ring the bell", code, "- light the lamp"]);
        assert_eq!(blocks[2].0.kind, Kind::Verbatim);
    }
}

#[test]
fn the_page_and_the_outline_agree_about_code_between_fences() {
    let chapter = |name: &str| format!("{}\n\n{PROSE}\n", name.to_uppercase());
    for (open, close) in [("```", "```"), ("````", "````"), ("~~~sh", "~~~")] {
        let text = format!(
            "{}{}{open}\n{PROSE}\n{}{close}\n\n{}{}",
            chapter("Of the lamp"),
            chapter("Of the oil"),
            chapter("Of the bell"),
            chapter("Of the boat"),
            chapter("Of the sea")
        );
        let outline = rubricate::outline(&text);
        let found = |name: &str| outline.headings.iter().any(|h| h.text == name);
        for (name, fenced) in [
            ("OF THE OIL", false),
            ("OF THE BELL", true),
            ("OF THE BOAT", false),
            ("OF THE SEA", false),
        ] {
            assert_eq!(found(name), !fenced, "{open}: {name}");
        }
        let blocks = blocks(&document_of(text, Format::Plain));
        let code = blocks.iter().find(|(_, said)| said.contains("OF THE BELL"));
        assert_eq!(code.unwrap().0.kind, Kind::Verbatim, "{open}");
    }
}

#[test]
fn a_sentence_full_of_signs_is_prose() {
    let signs = "He wrote `a | b`, {c}, <d>, [e] = $5 & x_1^2 + y_2^2 on the wall, and left it there for her to find.";
    let code = "    let a = b[0] | c[1];";
    let text = format!("{PROSE}\n{signs}\n\n{code}\n\n{PROSE}");
    let blocks = blocks(&document_of(text, Format::Plain));
    let kind = |words: &str| {
        blocks
            .iter()
            .find(|(_, said)| said.contains(words))
            .unwrap()
            .0
            .kind
    };
    assert_eq!(kind("He wrote"), Kind::Paragraph);
    assert_eq!(kind("let a"), Kind::Verbatim);
}

#[test]
fn a_note_hangs_from_its_number() {
    let text = "The keeper of the northern light had a lamp, a bell and a boat [1].\n\n\
        [1] The boat was lost in the great storm, and nobody has seen it since, but\n    \
        it may come back.\n[12] So it is said.\n";
    let notes = blocks(&document_of(text, Format::Plain)).split_off(1);
    let kinds: Vec<Kind> = notes.iter().map(|(block, _)| block.kind).collect();
    assert_eq!(kinds, [Kind::Item { marker: 4 }, Kind::Item { marker: 5 }]);
}

#[test]
fn boxes_are_ticked_or_not() {
    let text = "What is left to do:\n\n- [ ] light the lamp\n- [x] ring the bell\n* [X] sleep\n[ ] find the boat\n\n\
        [y] This is none, and neither are these: [x], [ ].\n";
    let picture = window(document_of(text, Format::Plain), 60, 20).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim).collect();
    let expected = [
        "☐ light the lamp",
        "☑ ring the bell",
        "☑ sleep",
        "☐ find the boat",
    ];
    assert!(rows.windows(4).any(|some| some == expected), "{picture}");
    assert!(picture.contains("[y] This is none"), "{picture}");
}

#[test]
fn a_log_of_changes_hangs_from_its_files() {
    let text = "2026-03-14  Anna Baker  <anna@bread.example>\n\n\
        \t* src/oven.c (oven_open): Check whether the door is hot before it is\n\
        \topened, and say so.\n\t(oven_close): Likewise.\n\
        \t* src/mill.c (mill_turn, mill_stop): Use the wind when there is any,\n\
        \tthe water otherwise.\n\t* NEWS: Update.\n";
    let picture = window(document_of(text, Format::Plain), 80, 24).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim_end).collect();
    let first = rows
        .iter()
        .position(|row| row.contains("oven_open"))
        .unwrap();
    let edge = rows[first].find("src").unwrap() + 1 - "•".len();
    let said: Vec<&str> = rows[first..first + 6]
        .iter()
        .map(|row| row.trim())
        .collect();
    assert_eq!(
        said,
        [
            "• src/oven.c (oven_open): Check whether the door is hot",
            "before it is opened, and say so.",
            "(oven_close): Likewise.",
            "• src/mill.c (mill_turn, mill_stop): Use the wind when",
            "there is any, the water otherwise.",
            "• NEWS: Update.",
        ],
        "{picture}"
    );
    for row in [first + 1, first + 2, first + 4] {
        assert_eq!(rows[row].find(|c| c != ' '), Some(edge), "{picture}");
    }
}

#[test]
fn a_long_dash_begins_an_entry_below_another() {
    let text = format!(
        "{PROSE}\n- the lamp\n  – its oil, which comes in barrels once a year, and has to last until the\n    next ship\n  – its wick\n- the bell\n\n{PROSE}\n– Who is there? asked the keeper.\n– Nobody, said the sea.\n"
    );
    let blocks = blocks(&document_of(text, Format::Plain));
    let kind = |words: &str| {
        let block = blocks.iter().find(|(_, said)| said.contains(words));
        block.unwrap().0.kind
    };
    assert_eq!(kind("its oil"), Kind::Item { marker: 4 });
    assert_eq!(kind("its wick"), Kind::Item { marker: 4 });
    // What somebody says is none.
    assert!(!matches!(kind("Who is there"), Kind::Item { .. }));
}

#[test]
fn a_paragraph_of_three_lines_may_be_narrower_than_the_others() {
    let text = "Gregor Ambrosius, as well as being the first who baked\n\
        bread in our village, built the oven. Others who came to\n\
        help him were Mark Hamm, Jeremias Hilt and Tim Pettersson.\n";
    let text = format!("{PROSE}\n{text}\n{PROSE}");
    let all = blocks(&document_of(text, Format::Plain));
    let kinds: Vec<Kind> = all.iter().map(|(block, _)| block.kind).collect();
    assert_eq!(kinds, [Kind::Paragraph; 3], "{all:?}");
    // What goes on in the middle of a sentence is not torn there.
    let text = "Kneading\nof all bread\nis done by hands that are strong and warm.\n";
    let text = format!("{PROSE}\n{text}\n{PROSE}");
    let all = blocks(&document_of(text, Format::Plain));
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn indented_code_with_remarks_in_a_column_is_one_piece() {
    let text = "    oven fetch --all flour # if it is not there yet, to have it\n    \
        oven light -fi           # if it is cold\n    oven bake --with=salt\n    oven -j8\n";
    let text = format!("{PROSE}\n{text}\n{PROSE}");
    shows(
        &text,
        80,
        &[
            "oven fetch --all flour # if it is not there yet, to have it",
            "oven light -fi           # if it is cold",
            "oven bake --with=salt",
            "oven -j8",
        ],
    );
    let all = blocks(&document_of(text, Format::Plain));
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn kept_lines_that_begin_with_tabs_go_on_below_themselves() {
    let text = "\t\"yes\"\t- the oven is wanted, and if any of (bread, salt, flour) is there\n\t\"no\"\t- it is not\n";
    let picture = |text: &str| {
        let text = format!("{PROSE}\n{text}\n{PROSE}");
        window(document_of(text, Format::Plain), 60, 30).picture()
    };
    let blanks = text
        .replace("\n\t", "\n        ")
        .replacen('\t', "        ", 1);
    assert_eq!(picture(text), picture(&blanks));
    assert!(
        picture(text).contains("\n           ↪ "),
        "{}",
        picture(text)
    );
}
