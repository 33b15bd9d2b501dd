//! How fast a text is opened, judged, set, searched and drawn: `cargo bench --bench reading [PART OF A NAME]`.
//!
//! The texts are made here, so that the figures of two days can be compared: four megabytes each of prose with headings,
//! of Chinese prose, and of a log. Everything is in memory; what disk and terminal cost is measured from outside, see
//! `README.md` beside this file.

use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rubricate::app::{App, MEASURE};
use rubricate::document::Document;
use rubricate::draw::compose;
use rubricate::draw::theme::Theme;
use rubricate::layout::{Layout, Width};
use rubricate::outline::Structure;
use rubricate::read::Plain;
#[cfg(feature = "html")]
use rubricate::read::{self, Format};
use rubricate::search::{Query, Survey, Tally};
use rubricate::source::Source;

fn main() {
    divan::main();
}

/// What is read.
#[derive(Clone, Copy, Debug)]
enum Text {
    Prose,
    Chinese,
    Log,
}

const ALL: [Text; 3] = [Text::Prose, Text::Chinese, Text::Log];

/// So many bytes each.
const SIZE: usize = 4 << 20;

/// Numbers that look like chance and are the same every time (G. Marsaglia, "Xorshift RNGs", 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }
}

const WORDS: &[&str] = &[
    "river",
    "mill",
    "the",
    "of",
    "and",
    "stone",
    "wheel",
    "under",
    "water",
    "slowly",
    "turned",
    "grain",
    "flour",
    "bread",
    "baker",
    "before",
    "morning",
    "light",
    "through",
    "window",
    "neighbour",
    "said",
    "that",
    "nothing",
    "had",
    "changed",
];

/// A page of the web, of about 113 kB: an article, among what stands around one.
#[cfg(feature = "html")]
fn web_page() -> String {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut words = |count: usize| {
        let words = (0..count).map(|_| chance.of(WORDS));
        words.collect::<Vec<_>>().join(" ")
    };
    let mut links = |name: &str, count: usize| {
        let mut list = format!("<div class=\"{name}\"><ul>");
        for n in 0..count {
            let _ = write!(
                list,
                "<li><a class=\"item link\" href=\"/{name}/{n}?from=bar\">{}</a></li>",
                words(4)
            );
        }
        list + "</ul></div>"
    };
    let (menu, aside) = (links("menu", 120), links("related", 120));
    let mut article = String::new();
    for n in 0..110 {
        if n % 8 == 0 {
            let _ = write!(article, "<h2 id=\"part-{n}\">{}</h2>", words(5));
        }
        let _ = writeln!(
            article,
            "<p class=\"text\">{}, <em>{}</em>, <a href=\"/notes/{n}\">{}</a>.</p>",
            words(90),
            words(2),
            words(3)
        );
    }
    let script = "var seen = seen || []; seen.push({page: 1, bar: true});\n".repeat(200);
    format!(
        "<!doctype html><html><head><title>Bread</title><script>{script}</script></head><body>{menu}\
         <article><h1>Bread</h1>{article}</article>{aside}<footer>{}</footer></body></html>",
        words(60)
    )
}

const SIGNS: &[&str] = &[
    "水", "磨", "坊", "在", "河", "边", "石", "头", "慢", "转", "面", "粉", "早", "晨", "光", "人",
];

impl Text {
    fn make(self) -> String {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
        let mut text = String::with_capacity(SIZE + 4096);
        let mut number = 0_u32;
        while text.len() < SIZE {
            number += 1;
            match self {
                Self::Prose => {
                    let _ = writeln!(
                        text,
                        "The {} and the {}\n",
                        chance.of(WORDS),
                        chance.of(WORDS)
                    );
                    for _ in 0..4 {
                        text.push_str("It");
                        for _ in 0..40 + chance.below(80) {
                            text.push(' ');
                            text.push_str(chance.of(WORDS));
                        }
                        text.push_str(".\n\n");
                    }
                }
                Self::Chinese => {
                    let _ = writeln!(
                        text,
                        "第{number}章 {}{}\n",
                        chance.of(SIGNS),
                        chance.of(SIGNS)
                    );
                    for _ in 0..4 {
                        for _ in 0..60 + chance.below(120) {
                            text.push_str(chance.of(SIGNS));
                        }
                        text.push_str("。\n\n");
                    }
                }
                Self::Log => {
                    let (a, b) = (chance.of(WORDS), chance.of(WORDS));
                    let (minute, second) = (number / 60 % 60, number % 60);
                    let _ = writeln!(
                        text,
                        "2026-03-14T07:{minute:02}:{second:02}Z INFO {a}[{number}]: {b} took 12 ms"
                    );
                }
            }
        }
        text
    }

    fn document(self) -> Document {
        static TEXTS: LazyLock<[String; 3]> = LazyLock::new(|| ALL.map(Text::make));
        let [prose, chinese, log] = &*TEXTS;
        let text: &'static str = match self {
            Self::Prose => prose,
            Self::Chinese => chinese,
            Self::Log => log,
        };
        let source = Arc::new(Source::from_bytes("text", text.as_bytes()));
        Document::new(source.name().clone(), Arc::new(Plain::new(source)))
    }

    /// A reader whose outline is complete.
    fn reader(self) -> App {
        let document = self.document();
        let structure = Structure::whole(document.pages());
        let mut app = App::new(document, structure, MEASURE, (120, 40));
        app.settle();
        app
    }
}

/// From bytes to the first frame.
#[divan::bench(args = ALL)]
fn opening(bencher: Bencher, text: Text) {
    text.document();
    bencher.counter(ItemsCount::new(1_usize)).bench(|| {
        let document = text.document();
        let structure = Structure::glimpse(document.pages());
        let mut app = App::new(document, structure, MEASURE, (120, 40));
        app.settle();
        compose(&app, &Theme::rubric())
    });
}

/// The outline of the whole text, reading and cleaning included.
#[divan::bench(args = ALL)]
fn outline(bencher: Bencher, text: Text) {
    let document = text.document();
    bencher
        .counter(BytesCount::new(SIZE))
        .bench(|| Structure::whole(black_box(document.pages())));
}

/// All parts set and broken into rows.
#[divan::bench(args = ALL)]
fn wrap(bencher: Bencher, text: Text) {
    let document = text.document();
    let structure = Structure::whole(document.pages());
    let width = Width {
        measure: 66,
        room: 80,
        margin: 2,
    };
    bencher.counter(BytesCount::new(SIZE)).bench(|| {
        let mut layout = Layout::new(document.clone(), structure.clone(), width);
        let mut rows = 0;
        for number in 0..document.pages().parts() {
            let set = layout.part(number);
            rows += (0..set.pieces.len())
                .map(|i| set.rows(i, width).len())
                .sum::<usize>();
        }
        rows
    });
}

/// All occurrences of a word in any case, of a word in this case, of an expression.
#[divan::bench(args = ["neighbour", "Neighbour", "n[a-z]+r said"])]
fn search(bencher: Bencher, query: &str) {
    let document = Text::Prose.document();
    let parts = document.pages().parts();
    bencher.counter(BytesCount::new(SIZE)).bench(|| {
        let query = Query::new(query)?;
        let mut survey = Survey::new(query, Tally::new(parts), 0, true);
        let counts = std::iter::from_fn(|| survey.next(document.pages()));
        Some(counts.map(|(_, count)| u64::from(count)).sum::<u64>())
    });
}

/// One row down and the frame after it.
#[divan::bench(args = ALL)]
fn scroll(bencher: Bencher, text: Text) {
    let (mut app, theme) = (text.reader(), Theme::rubric());
    let down = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char('j'));
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        app.key(down);
        app.settle();
        compose(&app, &theme)
    });
}

/// A frame from what is settled.
#[divan::bench(args = ALL)]
fn draw(bencher: Bencher, text: Text) {
    let (app, theme) = (text.reader(), Theme::rubric());
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench_local(|| compose(black_box(&app), &theme));
}

/// A page of the web, from bytes to a text with an outline.
#[cfg(feature = "html")]
#[divan::bench]
fn web(bencher: Bencher) {
    let page: &'static str = web_page().leak();
    bencher.counter(BytesCount::of_str(page)).bench_local(|| {
        let source = Arc::new(Source::from_bytes("page.html", page.as_bytes()));
        read::open(&source, Format::Html)
    });
}

/// What the library takes that finds the article in the same page: its own tree, and nothing made of that.
#[cfg(feature = "html")]
#[divan::bench]
fn web_article_alone(bencher: Bencher) {
    let page = web_page();
    bencher.counter(BytesCount::of_str(&page)).bench_local(|| {
        let reader = dom_smoothie::Readability::new(black_box(page.as_str()), None, None);
        reader.and_then(|mut reader| reader.parse())
    });
}
