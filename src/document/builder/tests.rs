use super::*;
use crate::document::Pages;

fn text_of(given: &Given) -> String {
    (0..given.parts())
        .map(|n| given.part(n).text.to_string())
        .collect()
}

#[test]
fn blanks_are_folded_and_blocks_stand_apart() {
    let mut builder = Builder::new();
    builder.paragraph();
    builder.text("  one\n ");
    builder.text(" two");
    builder.text("three ");
    builder.end();
    builder.text(" \n ");
    builder.text("loose");
    builder.code(None);
    builder.text("a\n  b\n\n");
    let given = builder.finish(true);
    assert_eq!(text_of(&given), "one twothree\n\nloose\n\na\n  b\n\n");
    let kinds: Vec<Kind> = given
        .blocks(&given.part(0))
        .iter()
        .map(|b| b.kind)
        .collect();
    assert_eq!(kinds, [Kind::Paragraph, Kind::Paragraph, Kind::Verbatim]);
}

#[test]
fn faces_lie_on_their_words() {
    let mut builder = Builder::new();
    builder.text("see ");
    builder.face(Face::Strong);
    builder.text("the ");
    builder.face(Face::Link("x".into()));
    builder.text("mill");
    builder.plain();
    builder.plain();
    builder.text(" now");
    let given = builder.finish(true);
    let part = given.part(0);
    let spans = given.spans(&part);
    let said: Vec<&str> = spans.iter().map(|s| part.slice(s.range.clone())).collect();
    assert_eq!(said, ["the mill", "mill"]);
    assert_eq!(&*part.text, "see the mill now\n\n");
}

#[test]
fn entries_hang_from_their_markers() {
    let mut builder = Builder::new();
    builder.list(true);
    builder.item("1.");
    builder.text("one");
    builder.quote();
    builder.text("said");
    builder.leave();
    builder.leave();
    builder.item("2.");
    builder.leave();
    builder.end_list();
    let given = builder.finish(true);
    let part = given.part(0);
    let blocks = given.blocks(&part);
    let said: Vec<(&str, u16, u16)> = blocks
        .iter()
        .map(|b| (part.slice(b.range.clone()), b.indent, b.nest.bars))
        .collect();
    assert_eq!(said, [("1. one", 0, 0), ("said", 3, 1), ("2.", 0, 0)]);
}

#[test]
fn the_first_heading_is_the_title_where_it_stands_alone() {
    let mut builder = Builder::new();
    for (level, text) in [(1, "Bread"), (2, "Flour"), (2, "Oven")] {
        builder.heading(level);
        builder.text(text);
        builder.end();
    }
    let given = builder.finish(true);
    let contents = given.contents().unwrap();
    assert_eq!(contents.title.as_ref().map(|t| &*t.text), Some("Bread"));
    assert_eq!(contents.headings.len(), 3);
}

#[test]
fn what_is_long_is_cut_and_nothing_is_lost() {
    let mut builder = Builder::new();
    let words = "word ".repeat(40_000);
    builder.paragraph();
    builder.text(&words);
    builder.end();
    builder.code(None);
    builder.text(&"line\n".repeat(40_000));
    builder.end();
    builder.text(&"x".repeat(200_000));
    let given = builder.finish(true);
    for number in 0..given.parts() {
        let part = given.part(number);
        assert!(part.source.start >= part_near(number));
        for block in given.blocks(&part) {
            assert!(block.range.len() <= 2 * LONGEST_BLOCK);
        }
    }
    let all: String = text_of(&given).split_whitespace().collect();
    let expected = "word".repeat(40_000) + &"line".repeat(40_000) + &"x".repeat(200_000);
    assert_eq!(all, expected);
}

#[test]
fn a_long_table_is_cut_between_its_rows() {
    let mut builder = Builder::new();
    builder.table(vec![Align::Left, Align::Left]);
    for row in 0..8_000 {
        builder.row(row == 0);
        for cell in ["a", "b"] {
            builder.cell();
            builder.text(&format!("{cell}{row} and {cell}{row}"));
        }
    }
    builder.end();
    let given = builder.finish(true);
    let text: String = (0..given.parts())
        .map(|n| given.part(n).text.to_string())
        .collect();
    let rows: Vec<&str> = text.lines().filter(|row| !row.is_empty()).collect();
    let expected = |n: usize| format!("a{n} and a{n}\tb{n} and b{n}");
    assert_eq!(rows, (0..8_000).map(expected).collect::<Vec<_>>());
    for number in 0..given.parts() {
        let blocks = given.blocks(&given.part(number));
        assert!(
            blocks
                .iter()
                .all(|block| block.range.len() <= 2 * LONGEST_BLOCK)
        );
    }
}

#[test]
fn nothing_breaks_it() {
    let mut builder = Builder::new();
    builder.plain();
    builder.leave();
    builder.end_list();
    builder.cell();
    builder.row(true);
    builder.break_line();
    builder.end_fold();
    builder.item("*");
    builder.table(Vec::new());
    builder.row(true);
    builder.cell();
    builder.text("a\nb");
    builder.cell();
    builder.row(false);
    builder.cell();
    builder.text("c");
    let given = builder.finish(true);
    assert_eq!(text_of(&given), "*\n\na b\t\nc\n\n");
}

#[test]
fn an_entry_of_a_glossary_can_be_found_and_stands_close_to_what_it_means() {
    let mut builder = Builder::new();
    builder.heading(1);
    builder.text("Options");
    builder.line(3);
    builder.paragraph();
    builder.entry("-a,  --all");
    builder.text("-a, --all");
    builder.indent(4);
    builder.closely();
    builder.text("everything");
    builder.leave();
    builder.tag("-q", 4, Some(Face::Strong));
    builder.entry("-q");
    builder.text("nothing");
    builder.leave();
    let given = builder.finish(true);
    let part = given.part(0);
    let blocks = given.blocks(&part);
    let shown: Vec<(&str, u16, bool)> = blocks
        .iter()
        .map(|b| (part.slice(b.range.clone()), b.indent, b.close))
        .collect();
    let expected = [
        ("Options", 0, false),
        ("-a, --all", 0, false),
        ("everything", 4, true),
        ("-q  nothing", 0, false),
    ];
    assert_eq!(shown, expected);
    assert_eq!(blocks[3].kind, Kind::Item { marker: 4 });
    let entries = &given.contents().unwrap().entries;
    let named: Vec<(u8, u64, &str)> = entries
        .iter()
        .map(|e| (e.level, e.line, &*e.text))
        .collect();
    assert_eq!(named, [(2, 3, "-a, --all"), (2, 3, "-q")]);
    assert_eq!(given.spans(&part).len(), 1);
}
