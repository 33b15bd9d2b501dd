//! Texts that nobody thought of.

use proptest::prelude::*;

const WORDS: &[&str] = &[
    "the",
    "a",
    "Bread",
    "of",
    "and",
    "salt",
    "winter",
    "I",
    "harbour",
    "which",
    "well-known",
    "e.g.",
    "“quoted”",
    "don’t",
    "--all",
    "-",
    "1.2",
    "2024",
    "(see",
    "page)",
    "und",
    "Straße",
    "naïve",
    "it.",
    "so,",
    "why?",
    "https://example.org/a/very/long/path?with=query&and=more",
];
const WIDE: &[&str] = &[
    "日本語の文章は空白なしで書かれる。",
    "第一章　はじめに",
    "中文、标点。",
    "한국어 문장",
    "ﾊﾞﾋﾞ",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "👋🏽",
    "🇳🇱",
    "❤\u{fe0f}",
    "e\u{301}\u{323}",
    "न\u{92e}स\u{94d}ते",
    "น\u{e49}ำ",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{301}",
    "a\u{3000}b",
    "x\u{a0}y",
];
const DIRTY: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}",
    "\u{1b}[",
    "\0",
    "\u{7}",
    "b\u{8}b",
    "_\u{8}x",
    "\u{7f}",
    "\u{85}",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{2028}",
    "\u{fffe}",
    "\u{c}",
    "\u{b}",
    "\r",
];

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(str::to_owned)
}

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        30 => one_of(WORDS),
        2 => one_of(WIDE),
        1 => one_of(DIRTY),
        1 => "[a-z]{1,120}",
        1 => Just("\t".to_owned()),
    ];
    prop::collection::vec(word, count).prop_map(|words| words.join(" "))
}

/// Prose that a program wrapped at a column; it may divide words at line ends.
fn wrapped() -> impl Strategy<Value = String> {
    let hyphen = prop::sample::select(vec!["", "", "-", "\u{2010}"]);
    (words(20..80), 40..80_usize, 0..9_usize, hyphen).prop_map(|(prose, column, indent, hyphen)| {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in prose.split(' ') {
            if line.len() + word.len() + 1 > column && !line.is_empty() {
                line.push_str(if lines.len() % 3 == 1 { hyphen } else { "" });
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
        let margin = " ".repeat(indent);
        let lines: Vec<String> = lines.iter().map(|l| [&*margin, l].concat()).collect();
        lines.join("\n")
    })
}

fn after(mark: &'static str, text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    text.prop_map(move |text| [mark, &*text].concat())
}

/// A table as people and programs draw them, of one to five columns.
fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![4 => words(0..4), 1 => words(3..12), 2 => "[0-9]{1,4}"];
    let rows = (1..6_usize).prop_flat_map(move |columns| {
        let row = prop::collection::vec(cell.clone(), columns);
        prop::collection::vec(row, 2..7)
    });
    (rows, 0..6_usize, 0..5_usize).prop_map(|(rows, manner, indent)| {
        let cells = |text: &str| rubricate::text::cells(text);
        let wide = |column: usize| {
            rows.iter()
                .map(|row| cells(&row[column]))
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..rows[0].len())
            .map(|column| wide(column).max(2))
            .collect();
        let draw = |row: &[String], (left, bar, right): (&str, &str, &str)| {
            let padded = |(cell, width): (&String, &usize)| {
                let free = width.saturating_sub(cells(cell));
                format!("{cell}{}", " ".repeat(free))
            };
            let all: Vec<String> = row.iter().zip(&widths).map(padded).collect();
            format!("{left}{}{right}", all.join(bar))
        };
        let rule = |(left, bar, right): (&str, &str, &str), dash: &str, more: usize| {
            let all: Vec<String> = widths.iter().map(|w| dash.repeat(w + more)).collect();
            format!("{left}{}{right}", all.join(bar))
        };
        let mut lines = Vec::new();
        let (bars, border, each) = match manner {
            0 => (
                ("| ", " | ", " |"),
                Some(rule(("|", "|", "|"), "-", 2)),
                false,
            ),
            1 => (
                ("| ", " | ", " |"),
                Some(rule(("+", "+", "+"), "-", 2)),
                true,
            ),
            2 => (
                ("│ ", " │ ", " │"),
                Some(rule(("├", "┼", "┤"), "─", 2)),
                true,
            ),
            3 => ((" ", " | ", ""), Some(rule(("", "+", ""), "-", 2)), false),
            4 => (("", "  ", ""), Some(rule(("", "  ", ""), "-", 0)), false),
            _ => (("", "   ", ""), None, false),
        };
        lines.extend(border.clone().filter(|_| each));
        for (nth, row) in rows.iter().enumerate() {
            lines.push(draw(row, bars));
            // Some cells go on below themselves.
            if each && row.len() % 2 == 0 {
                lines.push(draw(&rows[rows.len() - 1], bars));
            }
            lines.extend(border.clone().filter(|_| each || nth == 0));
        }
        let margin = " ".repeat(indent);
        let lines: Vec<String> = lines.iter().map(|l| [&*margin, l].concat()).collect();
        lines.join("\n")
    })
}

/// A few lines of one kind.
fn lines() -> impl Strategy<Value = String> {
    let heading = prop_oneof![
        words(1..6),
        after("# ", words(1..5)),
        after("### ", words(1..5)),
        after("1.2 ", words(1..5)),
        after("CHAPTER IV. ", words(0..3)),
        words(1..5).prop_map(|t| [&*t, "\n", &*"=".repeat(t.len().min(40))].concat()),
        Just("Table of Contents".to_owned()),
        Just("ALL CAPITALS".to_owned()),
    ];
    let item = prop_oneof![
        after("- ", words(0..40)),
        after("* ", words(1..8)),
        after("  - ", words(1..30)),
        after("10. ", words(1..30)),
        after("a) ", words(1..8)),
        after("1.2.3.4. ", words(0..8)),
        after("  -o FILE    ", words(1..8)),
        after("                    - ", words(1..20)),
        after("\u{2022} ", words(1..30)),
    ];
    let kept = prop_oneof![
        after("    ", words(1..30)),
        after("\t", words(1..8)),
        Just("```".to_owned()),
        Just("| a | b |\n|---|---|\n| 1 | 2 |".to_owned()),
        Just("one    two    three\nfour   five   six".to_owned()),
        after("1.2 ", words(1..8)).prop_map(|text| [&*text, &*" .".repeat(20), "  7"].concat()),
        words(1..4).prop_map(|text| [&*text, "..........................12"].concat()),
        words(1..4).prop_map(|text| [&*text, &*" ".repeat(30), &*text].concat()),
        Just("    if (x) {\n\ty[1] = 2;\n    }".to_owned()),
    ];
    let quote = prop_oneof![
        after("> ", words(0..30)),
        after("> > ", words(1..20)),
        after(">>>>>>>>", words(1..8)),
    ];
    let furniture = prop_oneof![
        Just("Share this article".to_owned()),
        Just("Advertisement".to_owned()),
        (1..9_u8).prop_map(|n| format!("Baker                 Bread                [Page {n}]")),
    ];
    let rule = prop_oneof![
        Just("* * *".to_owned()),
        Just("-----".to_owned()),
        Just("=".repeat(100)),
    ];
    prop_oneof![
        6 => words(1..60),
        4 => wrapped(),
        4 => heading,
        4 => item,
        3 => kept,
        3 => table(),
        2 => quote,
        1 => furniture,
        1 => rule,
        6 => Just(String::new()),
        1 => Just("   ".to_owned()),
        1 => words(200..600),
        1 => "[^\\n]{0,40}",
    ]
}

/// A text of up to a few screens.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let end = prop_oneof![8 => Just("\n"), 4 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    prop::collection::vec((lines(), end), 0..24).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.to_owned()])
            .collect()
    })
}

/// A text of several parts: one of a few screens again and again, with a long line somewhere.
pub(crate) fn long_text() -> impl Strategy<Value = String> {
    let long_line = prop_oneof![
        3 => Just(String::new()),
        1 => Just("no end to it ".repeat(12_000)),
        1 => Just("無限".repeat(30_000)),
        1 => Just("x".repeat(150_000)),
    ];
    (text(), text(), long_line, 70_000..150_000_usize).prop_map(|(one, other, line, length)| {
        let some = [&*one, &*other, "A line that every text has.\n"].concat();
        let mut text = some.repeat(length / some.len() / 2 + 1);
        text.push_str(&line);
        let more = length.saturating_sub(text.len()) / some.len() + 1;
        text.push_str(&some.repeat(more));
        text
    })
}

/// Mostly small texts.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![9 => text().boxed(), 1 => long_text().boxed()]
}

/// Bytes of any kind, and pieces of text that terminals act on.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => one_of(DIRTY).prop_map(String::into_bytes),
        2 => one_of(WORDS).prop_map(String::into_bytes),
        1 => one_of(WIDE).prop_map(String::into_bytes),
        2 => prop::collection::vec(any::<u8>(), 0..20),
        1 => Just(b"\n".to_vec()),
        1 => Just(b"\x9b31m\x1bP".to_vec()),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    let start = prop_oneof![
        6 => Just(vec![]),
        1 => Just(b"\xff\xfe".to_vec()),
        1 => Just(b"\xef\xbb\xbf".to_vec()),
    ];
    (start, prop::collection::vec(piece, 0..120))
        .prop_map(|(start, pieces)| [start, pieces.concat()].concat())
}
