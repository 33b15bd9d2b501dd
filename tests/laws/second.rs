//! The headings of Markdown are those that a second parser finds, which shares no code with the one that we use.

use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, parse_document};
use proptest::prelude::*;
use rubricate::outline::Structure;
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::cases;

/// Level, words and source line of a heading.
type Heading = (u8, String, u64);

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ours(text: &str) -> Vec<Heading> {
    let source = Arc::new(Source::from_bytes("a text", text.as_bytes().to_vec()));
    let opened = read::whole(&source, Format::Markdown);
    let headings = Structure::whole(opened.document.pages()).outline.headings;
    let headings = headings.into_iter();
    headings
        .map(|h| (h.level, folded(&h.text), h.line))
        .collect()
}

/// What the other parser is to read beyond `CommonMark`.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options
}

/// Without headings that say nothing: they lead nowhere.
fn theirs(text: &str) -> Vec<Heading> {
    let options = options();
    let arena = Arena::new();
    let mut found = Vec::new();
    for node in parse_document(&arena, text, &options).descendants() {
        let data = node.data();
        if let NodeValue::Heading(heading) = &data.value {
            let words: String = node.descendants().map(said).collect();
            let line = behind_definitions(text, data.sourcepos.start.line);
            found.push((heading.level, folded(&words), line as u64));
        }
    }
    found.retain(|(_, words, _)| !words.is_empty());
    found
}

/// What a piece of a heading says.
fn said(node: Node) -> String {
    match &node.data().value {
        NodeValue::Text(words) => words.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => " ".to_owned(),
        NodeValue::HtmlInline(tag) if tag == "<br>" => " ".to_owned(),
        _ => String::new(),
    }
}

/// The line at which a heading begins: the other parser counts lines to it that say where links lead.
fn behind_definitions(text: &str, line: usize) -> usize {
    let lines = text.lines().skip(line - 1);
    let is_definition = |line: &&str| line.starts_with("[foo]: ");
    line + lines.take_while(is_definition).count()
}

/// What a line may begin with, one behind the other.
const BEGINNINGS: [&str; 14] = [
    "", "", "", "", "> ", ">", "- ", "* ", "1. ", "2) ", "  ", "   ", "    ", "\t",
];

/// What a line may hold behind that; the lines of a table all begin alike, and it ends
/// with an empty one: what may still be a row of it is seen in several ways.
const LINES: [&str; 41] = [
    "",
    "",
    "",
    "bread",
    "salt and *bread*",
    "# One",
    "## Two ##",
    "### Three `of` them",
    "###### Six #",
    "####### seven",
    "#none",
    "\\# none",
    "a # b",
    "#\tTab",
    "#",
    "# A ~~b~~ ![picture](p.png) [link](u \"t\")",
    "## &amp; \\* <b>b</b> **c**",
    "===",
    "==",
    "---",
    "-",
    "- - -",
    "***",
    "___",
    "```",
    "``` rust",
    "~~~",
    "````",
    "<div>",
    "</div>",
    "<pre>",
    "end of it</pre>",
    "<!-- for nobody",
    "-->",
    "| a | b |",
    "| a | b |\n|---|---|\n| # c | d |\n",
    "See [foo] and <b>more</b>",
    "- [x] done",
    "two  ",
    "a<br>b",
    "12. ## Twelve",
];

/// A line of Markdown, but not those that one of the parsers is known to take for something else: ours a tab before `>`
/// for a quotation where it is code, the other one blanks alone for words in an entry that begins with an empty line.
fn line() -> impl Strategy<Value = String> {
    let beginning = prop::collection::vec(prop::sample::select(&BEGINNINGS[..]), 0..3);
    (beginning, prop::sample::select(&LINES[..]))
        .prop_map(|(beginning, line)| match line {
            "" => beginning.concat().trim_end().to_owned(),
            line => {
                let beginning = beginning.concat();
                beginning.clone() + &line.replace('\n', &format!("\n{beginning}"))
            }
        })
        .prop_filter("a tab before a sign of quotation", |line| {
            !line.contains("\t>")
        })
}

proptest! {
    #![proptest_config(cases(1500))]
    #[test]
    fn headings_are_those_of_a_second_parser(lines in prop::collection::vec(line(), 1..14)) {
        let text = lines.join("\n");
        prop_assert_eq!(ours(&text), theirs(&text));
    }
}

#[test]
fn both_parsers_find_what_was_meant() {
    for (text, expected) in [
        ("# a\n## b\n### c", "1a 2b 3c"),
        ("a\n=\n\nb\n-", "1a 2b"),
        ("> # a\n> b\n\n- # c\n  ## d", "1a 1c 2d"),
        ("1. a\n   ===\n\n       # code", "1a"),
        ("~~~\n# code\n```\n~~~\n# a", "1a"),
        ("<div>\n# tag\n\n# a\n</div>", "1a"),
        ("a\n    # b\n---", "2a-#-b"),
        ("- a\n\n  b\n  ---\n---", "2b"),
        ("> a\n---\n> b\n> ---", "2b"),
        ("| a |\n|---|\n| # b |\n\n# c", "1c"),
        ("a </pre> b\n===", "1a-b"),
        ("# a <div>b</div> <ul><li>c</ul>", "1a-b-c"),
        ("- [x] a\n  ---", "2[x]-a"),
        ("[foo]: u\n[foo]\n---", "2foo"),
        ("<!--\n# a\n\n# b\n-->\n# c", "1c"),
        ("<script>\n\n# a\n</script>\n\n# b", "1b"),
    ] {
        let (ours, theirs) = (ours(text), theirs(text));
        assert_eq!(ours, theirs, "{text}");
        let said = ours
            .iter()
            .map(|(level, words, _)| format!("{level}{}", words.replace(' ', "-")));
        assert_eq!(said.collect::<Vec<_>>().join(" "), expected, "{text}");
    }
}

/// The examples of the specification are not ours to ship; they lie beside the sources of our parser, where cargo
/// keeps those.
#[test]
fn the_examples_of_the_specification() {
    for (nth, text) in examples().iter().enumerate() {
        assert_eq!(ours(text), theirs(text), "example {}: {text}", nth + 1);
    }
}

/// The examples of `CommonMark`, and those of what `GitHub` adds to it; none, and it is said, where they are not.
pub(super) fn examples() -> Vec<String> {
    let sets = [
        ("spec", 600),
        ("gfm_table", 8),
        ("gfm_tasklist", 2),
        ("gfm_strikethrough", 2),
    ];
    let mut all = Vec::new();
    let Some(folder) = folder_of_examples() else {
        eprintln!("skipped: the sources of pulldown-cmark are not where cargo keeps them");
        return all;
    };
    for (name, least) in sets {
        let path = folder.join(name).with_extension("rs");
        let Ok(set) = fs::read_to_string(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            continue;
        };
        let parts = set.split("let original = r##\"").skip(1);
        let found = parts.filter_map(|rest| Some(rest.split_once("\"##;")?.0.to_owned()));
        let before = all.len();
        all.extend(found);
        assert!(all.len() >= before + least, "{name}: too few examples");
    }
    all
}

/// Where the examples lie beside the newest parser that cargo has.
fn folder_of_examples() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    let crates = registries.filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok());
    let parsers = crates.flatten().filter_map(|entry| {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_str()?;
        let folder = path.join("tests/suite");
        (name.starts_with("pulldown-cmark-0") && folder.is_dir()).then_some(folder)
    });
    parsers.max()
}
