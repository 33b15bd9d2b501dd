//! Whether each reader takes twice the time for twice the text, however it is nested: `cargo bench --bench linear
//! [PART OF A NAME]`.
//!
//! For each shape the least time of some readings of a text and of one twice as long, and how many times the one is of the
//! other; then the same of their outlines. What is linear has about 2; a sign stands before what is above 2.5. Of times
//! below a millisecond the ratio says little. Parts of a plain text are 64 KiB, so inside of those nothing has to be
//! linear to pass: look at the times, too.

use std::env;
use std::fs;
use std::hint::black_box;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use rubricate::outline::Structure;
use rubricate::read::{self, Format};
use rubricate::source::Source;

/// How long the shorter text of a shape is, in bytes.
const SIZE: usize = 256 << 10;
/// So often each text is read.
const TIMES: usize = 5;
/// What takes longer than this is read once.
const LONG: Duration = Duration::from_millis(500);
/// More than this is not linear.
const BAR: f64 = 2.5;

/// How a text repeats itself. In what is repeated `@` is the number of the piece.
#[derive(Clone, Copy)]
enum Shape {
    /// The same over and over.
    Again(&'static str),
    /// Something, and the same over and over behind it.
    Behind(&'static str, &'static str),
    /// One thing over and over, and then another one as often.
    Around(&'static str, &'static str),
    /// One thing over and over, and then another one over and over.
    Then(&'static str, &'static str),
    /// Lines, each further in than the one above.
    Deeper(&'static str),
}
use Shape::{Again, Around, Behind, Deeper, Then};

impl Shape {
    fn text(self, size: usize) -> String {
        let mut text = String::with_capacity(size + 64);
        let repeat = |text: &mut String, piece: &str, end: usize| {
            let mut nth = 0;
            while text.len() < end {
                if piece.contains('@') {
                    text.push_str(&piece.replace('@', &nth.to_string()));
                } else {
                    text.push_str(piece);
                }
                nth += 1;
            }
        };
        match self {
            Again(piece) => repeat(&mut text, piece, size),
            Behind(first, piece) => {
                text.push_str(first);
                repeat(&mut text, piece, size);
            }
            Around(opens, closes) => {
                let count = size / (opens.len() + closes.len());
                text.push_str(&opens.repeat(count));
                text.push_str("words");
                text.push_str(&closes.repeat(count));
            }
            Then(one, other) => {
                repeat(&mut text, one, size / 2);
                repeat(&mut text, other, size);
            }
            Deeper(line) => {
                let mut depth = 0;
                while text.len() < size {
                    text.push_str(&" ".repeat(depth));
                    text.push_str(line);
                    depth += 2;
                }
            }
        }
        text
    }
}

/// The shapes of a format, by name.
type Shapes = &'static [(&'static str, Shape)];

const MARKDOWN: Shapes = &[
    ("quotes", Around("> ", "")),
    ("quotes of lines", Again("> > > > > > > > > > > > words\n")),
    ("lists", Deeper("- words\n")),
    ("numbers", Deeper("1. words\n")),
    ("headings alike", Again("# The same\n\n")),
    ("headings", Again("# Number @\n\n")),
    ("underlines", Again("words\nwords\n=====\n")),
    ("brackets", Around("[", "]")),
    ("brackets open", Again("[")),
    ("pictures", Around("![", "](u)")),
    ("links", Again("[a][b@] ")),
    ("links and where they lead", Then("[a][b@] ", "\n[b@]: u\n")),
    ("stars", Again("*a **b ")),
    ("stars and lines", Again("*a_ ")),
    ("backticks", Again("`a ``b ")),
    ("tags", Again("<b>")),
    ("tags around", Around("<b>", "</b>")),
    ("blocks", Around("<div>\n\n", "</div>\n\n")),
    ("blocks in lists", Again("<ul><li>")),
    ("details", Again("<details><summary>a</summary>\n\n")),
    ("tables in tables", Again("<table><tr><td>")),
    ("never closed", Again("<a href=\"")),
    ("remarks", Again("<!-- ")),
    ("formulas", Again("$a ")),
    ("braces in a formula", Behind("$$", "{\\frac{a}")),
    ("notes", Then("a[^n@] ", "\n\n[^n@]: b\n")),
    ("notes called", Again("[^a] ")),
    ("rows", Behind("|a|b|\n|-|-|\n", "|c|d|\n")),
    ("columns", Behind("|", "a|")),
    ("references", Again("&amp;&#x41;")),
    ("addresses", Again("http://a.b/(((")),
    ("terms", Again("a\n: b\n\n")),
    ("fences", Again("```a\n")),
    ("front", Behind("---\na: b\n", "c: d\n")),
];

const HTML: Shapes = &[
    ("blocks", Again("<div>")),
    ("blocks around", Around("<div>", "</div>")),
    ("looks", Again("<b>")),
    ("looks over paragraphs", Again("<b><p>")),
    ("links", Again("<a href=x>")),
    ("lists", Again("<ul><li>")),
    ("tables", Again("<table><tr><td>")),
    ("cells", Behind("<table>", "<td>a")),
    (
        "cells that reach",
        Behind("<table>", "<tr><td rowspan=999 colspan=999>a"),
    ),
    ("attributes", Behind("<p ", "a@=b ")),
    ("names", Again("<p id=a@>b")),
    ("names alike", Again("<h2 id=related>Related</h2><p>a")),
    ("headings", Again("<h2 id=heading-@>Heading @</h2><p>a")),
    ("headings in each other", Again("<h1><div>")),
    ("remarks", Again("<!-- a -->b")),
    ("remarks open", Again("<!--")),
    ("tags open", Again("<a ")),
    ("templates", Again("<template>")),
    ("definitions", Again("<dl><dt>a<dd>b")),
    ("quotes", Again("<blockquote>a")),
    ("details", Again("<details><summary>a</summary>")),
    ("formulas", Again("<math><mi>a</mi>")),
    ("drawings", Again("<svg><g>")),
    ("lines", Again("a<br>")),
    (
        "paragraphs",
        Again("<p>Some words, and some more of them.</p>"),
    ),
    ("formats", Again("<font><p><i>")),
    ("code", Behind("<pre>", "a\n")),
    ("choices", Again("<select><option>a")),
    ("links to notes", Again("<sup><a href=#n@>1</a></sup>")),
];

const MAN: Shapes = &[
    ("sections", Again(".SH A @\nwords\n")),
    ("in", Again(".RS\nwords\n")),
    ("tags", Again(".TP\n.B a\nwords\n")),
    ("conditions", Again(".if n .if n a\n")),
    ("branches", Again(".ie 0 a\n")),
    ("braces", Again(".if n \\{\\\n")),
    ("strings", Again(".ds a \\*a\\*a\n\\*a\n")),
    ("strings that grow", Again(".as a bc\n\\*a\n")),
    ("macros", Behind(".de a\n.a\n.a\n..\n", ".a\n")),
    ("macros defined", Again(".de a@\n.b\n..\n")),
    ("never ended", Again(".de a\nb\n")),
    ("fonts", Again("\\fBa\\fIb\\fR ")),
    ("escapes", Again("\\(aq\\[u00e9]\\*(lq")),
    ("sizes", Again("\\s+1\\h'1n'\\v'1'")),
    ("tables", Again(".TS\nl l.\na\tb\n.TE\n")),
    ("rows", Behind(".TS\nl l.\n", "a\tb\n")),
    ("columns", Behind(".TS\nl.\n", "a\t")),
    ("loops", Again(".while 1 a\n")),
    ("numbers", Again(".nr a (1+(2*(3\n\\na")),
    (
        "lists of mdoc",
        Behind(".Dd a\n.Dt A 1\n", ".Bl -tag -width a\n.It a\n"),
    ),
    (
        "quotes of mdoc",
        Behind(".Dd a\n.Dt A 1\n", ".Oo Ar a Op Fl b\n"),
    ),
    ("translations", Again(".tr ab\nab\n")),
];

const RST: Shapes = &[
    ("lists", Deeper("- words\n\n")),
    ("quotes", Deeper("words\n\n")),
    ("sections", Again("Words\n=====\n\n")),
    ("names", Again(".. _a@:\n\nb_\n\n")),
    ("names called", Then("a@_ ", "\n\n.. _a@: b\n")),
    ("replacements", Then("|a@| ", "\n\n.. |a@| replace:: b\n")),
    ("stars", Again("*a **b ")),
    ("backticks", Again("`a ``b ")),
    ("roles", Again(":a:`b ")),
    ("notes", Then("[@]_ ", "\n\n.. [@] b\n")),
    ("directives", Deeper(".. note::\n\n")),
    ("code", Again("a::\n\n  b\n\n")),
    ("grid", Behind("+-+-+\n", "|a|b|\n+-+-+\n")),
    ("wide grid", Again("+-+-+-+-+-+-+-+-+\n| a | b\n")),
    ("simple", Behind("=== ===\n", "a   b\n")),
    ("fields", Again(":a: b\n")),
    ("lines", Again("| a\n")),
    ("underlines", Again("=\n")),
];

const ASCIIDOC: Shapes = &[
    ("lists", Again("* a\n** b\n*** c\n")),
    ("blocks", Again("====\n")),
    ("blocks around", Again("====\na\n\n")),
    ("code", Again("----\n")),
    ("stars", Again("*a **b ")),
    ("marks", Again("`a _b #c ")),
    ("names", Again("[[a@]]\n== B @\n")),
    ("references", Again("<<a@,b>> ")),
    ("references open", Again("<<a")),
    ("brackets", Again("[")),
    ("notes", Again("footnote:[a] ")),
    ("values", Then(":a@: b\n", "{a@} ")),
    ("values that grow", Again(":a: {a}{a}b\n{a}\n")),
    ("rows", Behind("|===\n", "|a |b\n")),
    ("terms", Again("a:: b\n")),
    ("conditions", Again("ifdef::a[]\n")),
    ("attributes", Again("[a,b,c]\n")),
    ("addresses", Again("http://a.b[")),
];

const ORG: Shapes = &[
    ("sections", Again("* A @\nwords\n")),
    ("deep", Again("****************** A\n")),
    ("lists", Deeper("- words\n")),
    ("stars", Again("*a /b ")),
    ("links", Again("[[a][b]] ")),
    ("links open", Again("[[a")),
    ("notes", Then("a[fn:@] ", "\n\n[fn:@] b\n")),
    ("drawers", Again(":A:\nb\n")),
    ("blocks", Again("#+begin_src\n")),
    ("quotes", Again("#+begin_quote\na\n")),
    ("rows", Again("| a | b |\n")),
    ("columns", Again("| a ")),
    ("targets", Again("<<a@>> [[a@]] ")),
    ("formulas", Again("\\alpha $a ")),
    ("words", Again("#+a: b\n")),
];

const MAIL: Shapes = &[
    ("heads", Behind("From: a@\nSubject: b\n", "X: c\n")),
    ("folded heads", Behind("From: a\nSubject: b\n", " c\n")),
    (
        "coded words",
        Behind("From: a\nSubject: b\n", " =?utf-8?q?c=C3=A9?=\n"),
    ),
    (
        "quotes",
        Behind("From: a\nSubject: b\n\n", "> > > > > > a\n"),
    ),
    ("deep quotes", Behind("From: a\nSubject: b\n\n", "> ")),
    (
        "messages",
        Again("From a b\nFrom: a\nSubject: b\n\nwords\n\n"),
    ),
    (
        "parts",
        Behind(
            "From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n",
            "--b\nContent-Type: text/plain\n\nwords\n",
        ),
    ),
    (
        "parts in parts",
        Again("From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b@\n\n--b@\n"),
    ),
    (
        "base64",
        Behind(
            "From: a\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n",
            "d29yZHMgYW5kIHdvcmRz\n",
        ),
    ),
    (
        "quoted printable",
        Behind(
            "From: a\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n",
            "caf=C3=A9=\n",
        ),
    ),
    (
        "tags",
        Behind(
            "From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n",
            "<div><b>a",
        ),
    ),
];

const PLAIN: Shapes = &[
    ("fences", Again("```a\n")),
    ("fences of two signs", Again("```a\n~~~b\n")),
    ("rows", Behind("| a | b |\n|---|---|\n", "| c | d |\n")),
    ("columns", Again("a   b   c\n")),
    ("pairs", Again("a   b\na    b\naa   b\n")),
    (
        "rulers unlike",
        Again("a  b\n-- ---\nc between d\na  b\n--- --\nc between d\n"),
    ),
    (
        "rows among words",
        Again("a   b   c\nd   e   f\ng   h   i\nwords\n"),
    ),
    (
        "pairs that move",
        Again("a   b\naa  b\nc   d\na     b\naa    b\nc     d\n"),
    ),
    ("rulers", Again("a     b\n---   ---\nc     d\n")),
    ("changes", Again("\t* a.c (b): C.\n\t(d): E.\n")),
    ("notes", Then("a [@] ", "\n\n[@] b\n")),
    ("quotes", Again("> > > a\n")),
    ("lists", Deeper("- words\n")),
    ("one line", Again("words ")),
    (
        "headings",
        Again("CHAPTER @\n\nSome words, and more of them.\n\n"),
    ),
    ("escapes", Again("\u{1b}[1ma\u{1b}[0m")),
    ("overstruck", Again("a\u{8}a")),
    ("boxes", Again("+--+--+\n|a |b |\n")),
];

fn main() {
    let asked: Vec<String> = env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let formats: [(Format, &str, Shapes); 8] = [
        (Format::Markdown, "markdown", MARKDOWN),
        (Format::Html, "html", HTML),
        (Format::Man, "man", MAN),
        (Format::Rst, "rst", RST),
        (Format::AsciiDoc, "asciidoc", ASCIIDOC),
        (Format::Org, "org", ORG),
        (Format::Mail, "mail", MAIL),
        (Format::Plain, "text", PLAIN),
    ];
    for (format, called, shapes) in formats {
        for (name, shape) in shapes {
            let name = format!("{called}: {name}");
            if !asked.is_empty() && !asked.iter().any(|part| name.contains(part.as_str())) {
                continue;
            }
            let once = least(format, &shape.text(SIZE));
            let twice = least(format, &shape.text(2 * SIZE));
            let said = [
                ratio(once.reading, twice.reading),
                ratio(once.outline, twice.outline),
            ];
            let sign = if said.iter().any(|(ratio, _)| *ratio > BAR) {
                '!'
            } else {
                ' '
            };
            println!("{sign} {name:<36} {}   {}", said[0].1, said[1].1);
        }
    }
}

/// How many times one time is of another one, and how both are told.
fn ratio(once: Duration, twice: Duration) -> (f64, String) {
    let ratio = twice.as_secs_f64() / once.as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let said = format!("{:>8.2} {:>8.2} ms x{ratio:.2}", ms(once), ms(twice));
    (ratio, said)
}

/// What a text takes: finding all of its blocks, and judging its outline.
#[derive(Clone, Copy)]
struct Taken {
    reading: Duration,
    outline: Duration,
}

/// The least times that it takes to read a text.
fn least(format: Format, text: &str) -> Taken {
    let mut least = Taken {
        reading: Duration::MAX,
        outline: Duration::MAX,
    };
    for _ in 0..TIMES {
        let source = Arc::new(Source::from_bytes("a text", text.as_bytes().to_vec()));
        let start = now();
        let opened = read::whole(&source, format);
        let pages = opened.document.pages();
        for number in 0..pages.parts() {
            let part = pages.part(number);
            black_box(pages.blocks(&part));
            black_box(pages.spans(&part));
        }
        let read = now();
        black_box(Structure::whole(pages));
        least.reading = least.reading.min(read.saturating_sub(start));
        least.outline = least.outline.min(now().saturating_sub(read));
        if least.reading + least.outline > LONG {
            break;
        }
    }
    least
}

/// How long this thread was on a processor so far, where the system tells: other programs do not count then. Else what a
/// clock says.
fn now() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    on_processor().unwrap_or_else(|| BEGUN.elapsed())
}

/// What the system says of this thread.
fn on_processor() -> Option<Duration> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = said.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
