//! Pages of the web, as articles and as wholes.

use proptest::prelude::*;
use rubricate::document::{Align, Detail, Document, Face};
use rubricate::read::Format;

use super::screen::{compare, document, document_of, look, outline, tables, text, window};

fn page(text: &str) -> Document {
    document_of(text, Format::WholeHtml)
}

/// Level and words of each heading.
fn headings(document: &Document) -> Vec<(u8, String)> {
    let found = outline(document).headings;
    found.into_iter().map(|h| (h.level, h.text)).collect()
}

#[test]
fn an_article_stands_alone() {
    look("html_article", "html/article.html", (72, 90), "");
    look("html_article_narrow", "html/article.html", (40, 40), "J");
    let document = document("html/article.html");
    let outline = outline(&document);
    assert_eq!(outline.title.unwrap().text, "The Salt Road over the Hills");
    let expected = [
        (2, "What it cost", 21),
        (3, "Tolls", 34),
        (2, "Who walked it", 42),
        (3, "What they wrote", 50),
    ];
    let found: Vec<(u8, &str, u64)> = outline
        .headings
        .iter()
        .map(|h| (h.level, &*h.text, h.line))
        .collect();
    assert_eq!(found, expected);
    for name in ["cost", "note-1", "who-walked-it"] {
        assert!(document.pages().target(name).is_some(), "{name}");
    }
}

#[test]
fn words_are_divided_where_a_page_names_its_language() {
    look("html_divided", "html/divided.html", (40, 36), "");
    let rows = |text: &str| {
        let window = window(page(text), 40, 12);
        window.picture()
    };
    let words = "<p>Compositors disagreed about practically everything, notwithstanding their experience.</p>";
    let said = rows(&format!("<html lang='en-GB'><body>{words}"));
    assert!(said.contains("-\n"), "{said}");
    for other in [
        "<html><body>",
        "<html lang='zh'><body>",
        "<html lang='\u{1b}[1m'><body>",
    ] {
        let whole = rows(&format!("{other}{words}"));
        assert!(!whole.contains("-\n"), "{whole}");
    }
}

#[test]
fn links_begin_where_the_page_says() {
    let links = |base: &str| {
        let html = format!(
            "<head>{base}<title>T</title></head><p id='x'>See <a href='../b.html'>b</a>, <a href='#x'>x</a>, \
             <a href='mailto:me@a.example'>me</a>.</p>"
        );
        let document = page(&html);
        let spans = document.pages().spans(&document.pages().part(0));
        let targets = spans.iter().filter_map(|span| match &span.face {
            Face::Link(target) => Some(target.to_string()),
            _ => None,
        });
        targets.collect::<Vec<_>>().join(" ")
    };
    let rest = "#x mailto:me@a.example";
    let base = "<base href='https://a.example/c/d/'>";
    assert_eq!(links(base), format!("https://a.example/c/b.html {rest}"));
    assert_eq!(
        links("<base href='c/d/e.html'>"),
        format!("c/b.html {rest}")
    );
    assert_eq!(links("<base target='_blank'>"), format!("../b.html {rest}"));
}

#[test]
fn what_nobody_is_told_of_is_not_shown() {
    let words = text(&page(
        "<main aria-hidden='true'><p>Bread <span aria-hidden='true'>★★</span>rises<b hidden>!</b>, \
         <i aria-hidden='false'>slowly</i>.</p></main>",
    ));
    assert_eq!(words.trim(), "Bread rises, slowly.");
}

#[test]
fn all_of_a_page_is_there_for_who_wants_it() {
    let bytes = std::fs::read("tests/formats/html/article.html").unwrap();
    let whole = document_of(bytes, Format::WholeHtml);
    let words = text(&whole);
    for around in ["Weather", "Most read", "It does not begin", "Terms"] {
        assert!(words.contains(around), "{around}");
    }
    assert!(!words.contains("Never") && !words.contains("float"));
    let headings = headings(&whole);
    let said: Vec<&str> = headings.iter().map(|(_, said)| &**said).collect();
    let expected = [
        "Most read",
        "The Salt Road over the Hills",
        "What it cost",
        "Tolls",
        "Who walked it",
        "What they wrote",
        "Comments",
        "Walker",
        "Miller",
        "About us",
    ];
    assert_eq!(said, expected);
}

#[test]
fn every_part_of_a_page_is_set() {
    let bytes = std::fs::read("tests/formats/html/parts.html").unwrap();
    let parts = document_of(bytes, Format::WholeHtml);
    let picture = window(parts, 72, 70).painted();
    compare("html_parts", None, &picture);
}

#[test]
fn a_page_without_an_article_is_shown_as_a_whole() {
    let text =
        "<title>Links</title><ul><li><a href=a>One</a><li><a href=b>Two</a></ul><h2>Three</h2><p>x";
    let short = document_of(text, Format::Html);
    assert_eq!(headings(&short), [(2, "Three".to_owned())]);
    let words = super::screen::text(&short);
    assert!(words.contains("One") && words.contains("Two"), "{words}");
    let nothing = document_of("", Format::Html);
    assert_eq!(super::screen::text(&nothing), "");
}

#[test]
fn headings_are_found_wherever_they_stand() {
    let text = "<h2>In <a href=x>a link</a></h2><a href=y><h3>Around</h3></a>\
                <ul><li><h4>Entry</h4>words</ul><blockquote><h5>Quoted</h5></blockquote>\
                <table><tr><td><h6>Cell</h6><td>x</table><div><div><h1>Deep<br>er</h1></div></div>\
                <pre>code <h2>Within</h2> more</pre><h3></h3><h3><img src=a alt=Picture></h3>\
                <h2><div>Block</div><p>s</p></h2><dl><dt><h3>Term</h3></dl><h2>CO<sub>2</sub></h2>";
    let expected = [
        (2, "In a link"),
        (3, "Around"),
        (4, "Entry"),
        (5, "Quoted"),
        (6, "Cell"),
        (1, "Deep er"),
        (2, "Within"),
        (2, "Block s"),
        (3, "Term"),
        (2, "CO2"),
    ];
    let found = headings(&page(text));
    let found: Vec<(u8, &str)> = found
        .iter()
        .map(|(level, said)| (*level, &**said))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn links_and_pictures_say_where_they_lead() {
    let text = "<p><a href=' b.html#c '>one</a> <a href='javascript:x()'>two</a> <a>three</a>\
                <a href='#d'>four</a><sup><a href='#e'>1</a></sup></p><p><img src='f.png' alt=g>";
    let page = page(text);
    let part = page.pages().part(0);
    let links: Vec<String> = page
        .pages()
        .spans(&part)
        .iter()
        .filter_map(|span| match &span.face {
            Face::Link(target) => Some(format!("{} {target}", part.slice(span.range.clone()))),
            _ => None,
        })
        .collect();
    assert_eq!(links, ["one b.html#c", "four #d", "¹ #e"]);
    let blocks = page.pages().blocks(&part);
    assert!(
        blocks
            .iter()
            .any(|block| format!("{:?}", block.detail).contains("f.png"))
    );
}

#[test]
fn pages_are_read_in_what_they_say_they_are_written_in() {
    let koi8 = b"<meta charset=koi8-r><p>\xe4\xc1, \xe4\xc1".to_vec();
    let read = document_of(koi8, Format::WholeHtml);
    assert_eq!(text(&read).trim(), "Да, Да");
    assert_eq!(read.pages().encoding(), Some("KOI8-R"));
    // What is UTF-8 is UTF-8, whatever it says.
    let lie = page("<meta charset=latin1><p>Да");
    assert_eq!(text(&lie).trim(), "Да");
    assert_eq!(lie.pages().encoding(), None);
}

#[test]
fn cells_that_go_on_below_are_empty_there() {
    let table = |rows: &str| {
        let page = format!("<p>Words.</p><table>{rows}</table>");
        tables(&self::page(&page)).swap_remove(0).1
    };
    for (rows, shown) in [
        // At a row's end nobody stands behind them.
        (
            "<tr><td>a<td rowspan=2>b<tr><td>c<tr><td>d<td>e<tr><td>f<td>g",
            "a|b c d|e f|g",
        ),
        (
            "<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e",
            "a|b |c d|e",
        ),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", "a|b |c |d"),
        (
            "<tbody><tr><td rowspan=9>a<td>b<tr><td>c<tbody><tr><td>d<td>e",
            "a|b |c d|e",
        ),
        ("<tr><td colspan=2 rowspan=2>a<td>b<tr><td>c", "a||b ||c"),
    ] {
        assert_eq!(table(rows).join(" "), shown, "{rows}");
    }
}

#[test]
fn a_cell_across_all_columns_is_a_line() {
    let rows = "<tr><th colspan=3>What went over the hills in the years of the great drought<tr><th>Year<th>Salt<th>Cloth\
                <tr><td>1801<td>100<td>50<tr><td>1802<td>200<td>60\
                <tr><td colspan=3>These are the figures of the toll house, which counted mules, and not what they carried.";
    let page = page(&format!("<p>Words.</p><table>{rows}</table>"));
    let shown = tables(&page).swap_remove(0);
    assert_eq!((shown.0, shown.1.len()), (2, 5));
    assert_eq!(shown.1[2], "1801|100|50");
    let wide = window(
        document_of(format!("<table>{rows}</table>"), Format::WholeHtml),
        80,
        24,
    );
    compare(
        "html_table_across",
        Some("a table with lines across, 80x24"),
        &wide.picture(),
    );
    // Where its rows are records, such a line has the name of no column.
    let narrow = window(
        document_of(format!("<table>{rows}</table>"), Format::WholeHtml),
        14,
        40,
    )
    .picture();
    assert!(narrow.contains("Ye…: 1801"), "{narrow}");
    assert!(!narrow.contains("…: These"), "{narrow}");
    // Cells of the only column are its cells.
    let one = window(
        document_of(
            "<table><tr><th>Year<th>Salt<tr><td colspan=2>1801</table>",
            Format::WholeHtml,
        ),
        80,
        24,
    );
    assert!(one.picture().contains("1801"));
}

#[test]
fn formulas_without_a_source_mean_what_they_meant() {
    let square = "<math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>";
    let words = |html: &str| text(&page(html)).trim().to_owned();
    assert_eq!(words(&format!("<p>a {square} b")), "a x² + 1/2 b");
    let source = "<math><semantics><mi>y</mi><annotation encoding='application/x-tex'>\\alpha</annotation></semantics></math>";
    assert_eq!(words(&format!("<p>a {source} b")), "a α b");
    // A heading says what it says.
    assert_eq!(words(&format!("<h2>a {square} b</h2>")), "a x2+12 b");
}

#[test]
fn lines_of_verse_stand_as_far_right_as_their_author_set_them() {
    let verse = "<p>The sea is grey,<br>&nbsp;&nbsp;the salt is white<br>&nbsp;&nbsp;&nbsp;&nbsp;at night.</p>\
                 <ul><li>One<br>&nbsp;two</ul>";
    let picture = window(document_of(verse, Format::WholeHtml), 60, 12).picture();
    let at = |words: &str| {
        let row = picture.lines().find(|row| row.contains(words)).unwrap();
        row.chars().take_while(|c| *c == ' ').count()
    };
    let left = at("The sea");
    assert_eq!(
        (at("the salt"), at("at night")),
        (left + 2, left + 4),
        "{picture}"
    );
    assert_eq!(at("two"), at("• One") + 3, "{picture}");
}

#[test]
fn what_says_where_to_go_has_no_numbers_but_its_own() {
    let list = "<ol><li>1 Salt<ol><li>1.1 Pans</ol></ol>";
    let words = text(&page(&format!("<nav>{list}</nav><p>Words.</p>{list}")));
    let (around, own) = words.split_once("Words.").unwrap();
    assert!(
        around.contains("• 1 Salt") && !around.contains("1. "),
        "{words}"
    );
    assert!(own.contains("1. 1 Salt"), "{words}");
}

/// A page with an article of some paragraphs.
fn article(head: &str, first: &str) -> String {
    let words = "<p>Salt went north over the hills, on mules, and came back as cloth and as news of the sea.</p>";
    format!(
        "<html><head><title>The Salt Road</title>{head}</head><body><nav><a href=a>Home</a></nav><article>\
         <h1>The Salt Road</h1>{first}{}</article></body></html>",
        words.repeat(20)
    )
}

#[test]
fn who_wrote_an_article_is_said_once() {
    let meta = "<meta name=author content='Ada Finch'>";
    for (head, first) in [
        (meta, ""),
        (meta, "<p>By Ada Finch, 12 May</p>"),
        (meta, "<div><span>Ada Finch</span></div>"),
        ("", "<p class=byline>By Ada Finch</p>"),
    ] {
        let document = document_of(article(head, first), Format::Html);
        let words = text(&document);
        assert_eq!(words.matches("Ada Finch").count(), 1, "{first}: {words}");
    }
}

#[test]
fn cells_of_an_article_stand_where_its_author_set_them() {
    for (left, right) in [
        ("align=center", "align=right"),
        (
            "style='text-align: center'",
            "style='color: red; text-align:right'",
        ),
    ] {
        let table = format!(
            "<table><tr><th>Year<th>Mules<th>Who<tr><td {left}>1801<td {right}>many<td>Bo Marsh<tr><td>1802<td>few<td>Ada</table>"
        );
        let document = document_of(article("", &table), Format::Html);
        let part = document.pages().part(0);
        let blocks = document.pages().blocks(&part);
        let aligns = blocks
            .iter()
            .find_map(|block| match block.detail.as_deref() {
                Some(Detail::Table { aligns, .. }) => Some(aligns.clone()),
                _ => None,
            });
        assert_eq!(aligns.unwrap(), [Align::Centre, Align::Right, Align::Left]);
    }
}

#[test]
fn a_page_of_a_manual_has_its_heading_and_its_levels() {
    let page = |body: &str| {
        let rows = "<div class=header><p>Next: <a href=b.html>Baking</a>, Up: <a href=index.html>Top</a></p></div>";
        let page = format!(
            "<html><head><title>Kneading (bread: how it is made)</title><meta name=Generator content=makeinfo></head>\
             <body><div class=subsection>{rows}<hr>{body}<hr>{rows}</div></body></html>"
        );
        document_of(page, Format::Html)
    };
    let body = "<span id=x></span><h4 class=subsection>2.3.4 Kneading <a class=copiable-anchor href='#x'> &para;</a></h4>\
                <p>By hand.</p><h4 class=subsubsection>2.3.4.1 Long</h4><p>An hour.</p>";
    let document = page(body);
    let outline = outline(&document);
    assert_eq!(outline.title.unwrap().text, "2.3.4 Kneading");
    assert_eq!(
        headings(&document),
        [
            (1, "2.3.4 Kneading".to_owned()),
            (2, "2.3.4.1 Long".to_owned())
        ]
    );
    assert_eq!(
        text(&document).trim(),
        "2.3.4 Kneading\n\nBy hand.\n\n2.3.4.1 Long\n\nAn hour."
    );
    // What there is of it is shown, however short.
    let short = page("<h3 class=section>2.6 Example</h3><pre class=example>bake (bread)\n</pre>");
    assert_eq!(text(&short).trim(), "2.6 Example\n\nbake (bread)");
    // Without a heading it is called what it calls itself.
    let bare = page("<p>Words.</p>");
    assert_eq!(
        super::screen::outline(&bare).title.unwrap().text,
        "Kneading (bread: how it is made)"
    );
}

#[test]
fn xml_closes_its_own_tags() {
    let text = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><html><head><title/>\
                <script src='x'/></head><body><p><a id='x'/>One<i/> &a; <![CDATA[<two>]]></p>\
                <h2>Three</h2></body></html>";
    let read = document_of(text, Format::WholeHtml);
    assert_eq!(super::screen::text(&read).trim(), "One &a; <two>\n\nThree");
    assert!(read.pages().target("x").is_some());
}

#[test]
fn what_is_nested_without_end_is_read() {
    let many = 20_000;
    for tag in [
        "div",
        "span",
        "b",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "template",
        "font",
        "svg",
    ] {
        for format in [Format::Html, Format::WholeHtml] {
            let name = tag.split('>').next().unwrap();
            let open = format!("<{tag}>").repeat(many);
            let close = format!("</{name}>").repeat(many);
            let read = document_of(format!("<p>Before{open}words{close}<p>After"), format);
            let words = super::screen::text(&read);
            assert!(words.contains("Before"), "{tag}");
            assert!(tag == "template" || words.contains("After"), "{tag}");
        }
    }
}

/// A piece of a page, and the words in it.
fn piece() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zA-Z]{1,8}( [a-z]{1,8}){0,6}";
    let tag = prop::sample::select(vec![
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "blockquote",
        "li",
        "em",
        "b",
        "code",
        "pre",
        "section",
        "span",
        "td",
        "figure",
        "i",
        "a",
        "dd",
        "summary",
    ]);
    prop::collection::vec((tag, word, any::<bool>()), 1..30).prop_map(|pieces| {
        let (mut page, mut words) = (String::new(), String::new());
        for (tag, word, closed) in pieces {
            page += &format!("<{tag}>{word} ");
            if closed {
                page += &format!("</{tag}> ");
            }
            words += &word;
            words.push(' ');
        }
        (page, words)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// All words are on the page, once and in order.
    #[test]
    fn words_are_kept((written, words) in piece()) {
        let read = text(&page(&written));
        let read: Vec<&str> = read.split_whitespace().filter(|w| !"•◦▪▾".contains(w)).collect();
        let words: Vec<&str> = words.split_whitespace().collect();
        prop_assert_eq!(read, words);
    }

    /// Nothing that anybody writes stops the reader.
    #[test]
    fn anything_is_read(written in "([<>/='\"&;! \n]|<[a-z0-9]{1,10}|</[a-z0-9]{1,10}>|[a-z]{1,5}){0,60}") {
        for format in [Format::Html, Format::WholeHtml] {
            document_of(written.as_str(), format);
        }
    }
}
