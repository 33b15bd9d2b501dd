//! Books: EPUB 2 and 3, packed here.

use std::io::{Cursor, Write};
use std::sync::Arc;

use proptest::prelude::*;
use rubricate::document::{Detail, Document, Kind};
use rubricate::read::{self, Format, Opened, recognise};
use rubricate::source::Source;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::screen::{compare, outline, text, window};

/// A book in the making: its files, and what its list says of them.
#[derive(Default)]
struct Book {
    files: Vec<(String, String)>,
    manifest: String,
    spine: String,
    metadata: String,
    toc: &'static str,
}

impl Book {
    fn new(title: &str) -> Self {
        Self::default().says(&format!("<dc:title>{title}</dc:title>"))
    }

    fn says(mut self, metadata: &str) -> Self {
        self.metadata += metadata;
        self
    }

    /// Any other file.
    fn file(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// A chapter that is named in the list, but is not there.
    fn named(mut self, path: &str, linear: bool) -> Self {
        self.manifest +=
            &format!(r#"<item id="{path}" href="{path}" media-type="application/xhtml+xml"/>"#);
        let linear = if linear { "yes" } else { "no" };
        self.spine += &format!(r#"<itemref idref="{path}" linear="{linear}"/>"#);
        self
    }

    fn chapter(self, path: &str, body: &str) -> Self {
        self.named(path, true)
            .file(&format!("OEBPS/{path}"), &page(body))
    }

    /// Contents as of EPUB 3: the inside of their list.
    fn nav(mut self, list: &str) -> Self {
        self.manifest += r#"<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>"#;
        let list = format!(r#"<nav epub:type="toc"><ol>{list}</ol></nav>"#);
        self.file("OEBPS/nav.xhtml", &page(&list))
    }

    /// Contents as of EPUB 2: the points of their map.
    fn ncx(mut self, points: &str) -> Self {
        self.manifest += r#"<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>"#;
        self.toc = r#" toc="ncx""#;
        let list = format!("<ncx><navMap>{points}</navMap></ncx>");
        self.file("OEBPS/toc.ncx", &list)
    }

    fn packed(self) -> Vec<u8> {
        let list = format!(
            r#"<?xml version="1.0"?><package><metadata>{}</metadata><manifest>{}</manifest><spine{}>{}</spine></package>"#,
            self.metadata, self.manifest, self.toc, self.spine
        );
        let container = r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
        let mut files = vec![
            ("mimetype".to_owned(), "application/epub+zip".to_owned()),
            ("META-INF/container.xml".to_owned(), container.to_owned()),
            ("OEBPS/book.opf".to_owned(), list),
        ];
        files.extend(self.files);
        archive(&files)
    }

    fn opened(self) -> Opened {
        opened(self.packed())
    }

    fn open(self) -> Document {
        let opened = self.opened();
        assert_eq!((opened.trouble, opened.refused), (None, None));
        opened.document
    }
}

fn archive(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let method = if name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn page(body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>{body}</body></html>"#
    )
}

fn opened(bytes: Vec<u8>) -> Opened {
    assert_eq!(recognise(None, &bytes), Format::Epub);
    let source = Arc::new(Source::from_bytes("a book", bytes));
    read::whole(&source, Format::Epub)
}

/// Level, words, and what stands on the page as that heading.
fn headings(document: &Document) -> Vec<(u8, String, String)> {
    let pages = document.pages();
    let found = outline(document).headings;
    found
        .into_iter()
        .map(|h| {
            let part = pages.part(h.place.part);
            let said = part
                .text
                .get(h.place.offset as usize..h.end.offset as usize);
            (h.level, h.text, said.unwrap_or("").to_owned())
        })
        .collect()
}

/// What stands at a place that links name.
fn at<'a>(document: &Document, name: &str, text: &'a str) -> &'a str {
    let place = document.pages().target(name).unwrap();
    assert_eq!(place.part, 0);
    text.get(place.offset as usize..).unwrap()
}

fn salt() -> Book {
    Book::new("The Salt Road")
        .says("<dc:creator>Ada Finch</dc:creator><dc:creator>Bo Marsh</dc:creator>")
        .says(r#"<dc:creator opf:role="ill">Who Drew It</dc:creator>"#)
        .chapter("cover.xhtml", r#"<img src="cover.jpg" alt="A road in the hills"/>"#)
        .chapter(
            "one.xhtml",
            r#"<h1>1<br/>The Road</h1><p>Salt went north on it<a epub:type="noteref" href="notes.xhtml#n1">1</a>, and
            <a href="two.xhtml#tolls">tolls</a> came south.</p><h2 id="men">Its men</h2><p>They were <em>few</em>.</p>
            <h3>Their mules</h3><p>There were more of them.</p>"#,
        )
        .chapter(
            "two.xhtml",
            r#"<p>Part Two</p><h2>The Price</h2><p>It was high.</p><p id="tolls">At every bridge they paid.</p>"#,
        )
        .named("notes.xhtml", false)
        .file(
            "OEBPS/notes.xhtml",
            &page(r#"<aside epub:type="footnote" id="n1"><p>Until the bridge fell.</p></aside>"#),
        )
        .nav(
            r#"<li><a href="cover.xhtml">Cover</a></li><li><span>Part One</span><ol><li><a href="one.xhtml">1. The Road</a>
            <ol><li><a href="one.xhtml#men">Its men</a></li></ol></li></ol></li>
            <li><a href="two.xhtml">The Price</a><ol><li><a href="two.xhtml#tolls">Tolls</a></li></ol></li>"#,
        )
}

#[test]
fn a_book_has_the_contents_that_it_lists() {
    let book = salt().open();
    let found = headings(&book);
    let found: Vec<_> = found.iter().map(|(l, t, s)| (*l, &**t, &**s)).collect();
    let expected = [
        (1, "Cover", ""),
        (1, "Part One", "1\nThe Road"),
        (2, "1. The Road", "1\nThe Road"),
        (3, "Its men", "Its men"),
        (1, "The Price", "The Price"),
        (2, "Tolls", ""),
    ];
    assert_eq!(found, expected);
    assert_eq!(outline(&book).title.unwrap().text, "The Salt Road");
    let said = text(&book);
    assert!(
        said.starts_with("The Salt Road\n\nAda Finch, Bo Marsh\n\n"),
        "{said}"
    );
    assert!(!said.contains("Who Drew It"));
    assert!(at(&book, "OEBPS/two.xhtml#tolls", &said).starts_with("At every bridge"));
    assert!(at(&book, "OEBPS/two.xhtml", &said).starts_with("Part Two"));
    let note = book.pages().target("OEBPS/notes.xhtml#n1").unwrap();
    assert!(book.pages().note(note).is_some());
}

#[test]
fn a_title_is_said_once_and_by_its_own_line() {
    let begins = |title: &str, page: &str| {
        let book = Book::new(title).says("<dc:creator>Jane Roe</dc:creator>");
        let said = text(&book.chapter("a.xhtml", page).open());
        said.starts_with(&format!("{title}\n\nJane Roe\n\n"))
    };
    // Words of the text that hold those of the title are not the title.
    for page in [
        "<h1>One</h1><p>Emma was late, as ever.</p>",
        "<h1>Emma at home</h1><p>She was late.</p>",
        "<p>Dear Emma</p>",
    ] {
        assert!(begins("Emma", page), "{page}");
    }
    for (title, page) in [
        ("Emma", "<h1>EMMA</h1><p>Jane Roe</p>"),
        ("Emma", "<div>Emma<br/>by Jane Roe</div><p>Words.</p>"),
        (
            "Moby Dick; or, The Whale",
            "<h1>MOBY-DICK;</h1><h2>or, THE WHALE</h2><p>Words.</p>",
        ),
    ] {
        assert!(!begins(title, page), "{page}");
    }
}

#[test]
fn pictures_of_a_book_are_found_however_they_are_written() {
    let bytes = Book::new("B")
        .chapter(
            "a.xhtml",
            r#"<p>Words.</p><img src="Images/Map.PNG" alt="A map"/>"#,
        )
        .file("OEBPS/images/map.png", "the file of the map")
        .packed();
    let source = Arc::new(Source::from_bytes("a book", bytes));
    let document = read::whole(&source, Format::Epub).document;
    let pages = document.pages();
    let blocks = pages.blocks(&pages.part(0)).into_iter();
    let named = blocks.filter_map(|block| match block.detail.as_deref() {
        Some(Detail::Picture(name)) => Some(name.to_string()),
        _ => None,
    });
    let named: Vec<String> = named.collect();
    assert_eq!(named, ["OEBPS/Images/Map.PNG"]);
    let file = read::picture(&source, Format::Epub, &named[0]);
    assert_eq!(file.as_deref(), Some(&b"the file of the map"[..]));
}

#[test]
fn a_book_on_the_screen() {
    for (name, size, keys) in [
        ("epub_book", (100, 36), ""),
        ("epub_book_narrow", (44, 24), ""),
        ("epub_note", (80, 24), "L1<enter>"),
    ] {
        let picture = window(salt().open(), size.0, size.1).keys(keys).painted();
        compare(name, None, &picture);
    }
}

#[test]
fn an_older_book_lists_points() {
    let point = |title: &str, to: &str, inside: &str| {
        format!(
            "<navPoint><navLabel><text>{title}</text></navLabel><content src=\"{to}\"/>{inside}</navPoint>"
        )
    };
    let points = point("One", "a%20b.html", &point("Deeper", "a%20b.html#x", ""))
        + &point("Two", "c.html", "");
    let book = Book::new("A Title")
        .chapter(
            "a b.html",
            "<h1>A Title</h1><h2>ONE</h2><p>Words.</p><p>More <b id='x'>here</b>.</p>",
        )
        .chapter("c.html", "<p class='h'>Two</p><p>Words.</p>")
        .ncx(&points)
        .open();
    let found = headings(&book);
    let found: Vec<_> = found.iter().map(|(l, t, s)| (*l, &**t, &**s)).collect();
    assert_eq!(
        found,
        [(1, "One", "ONE"), (2, "Deeper", ""), (1, "Two", "Two")]
    );
    // The book says its title itself.
    assert_eq!(text(&book).matches("A Title").count(), 1);
}

#[test]
fn contents_on_a_page_of_the_book_have_the_numbers_that_they_say() {
    let list = r#"<li><a href="a.xhtml">1 Pans<br/>by the Sea</a><ol><li><a href="b.xhtml">1.1 Mules</a></li></ol></li>"#;
    let book = Book::new("Salt").nav(list);
    let mut book = book.chapter("a.xhtml", "<p>Pans.</p>");
    book.spine += r#"<itemref idref="nav"/>"#;
    let document = book.chapter("b.xhtml", "<p>Mules.</p>").open();
    let said: Vec<String> = headings(&document).into_iter().map(|h| h.1).collect();
    assert_eq!(said, ["1 Pans by the Sea", "1.1 Mules"]);
    let words = text(&document);
    assert!(words.contains("• 1 Pans\n"), "{words}");
    assert!(words.contains("◦ 1.1 Mules"), "{words}");
}

#[test]
fn a_book_without_contents_has_its_headings() {
    for empty in [false, true] {
        let book = Book::new("B").chapter("a.xhtml", "<h1>One</h1><p>W.</p><h2>Two</h2><p>W.</p>");
        let book = if empty { book.nav("") } else { book };
        let found = headings(&book.open());
        let found: Vec<_> = found.iter().map(|(l, t, s)| (*l, &**t, &**s)).collect();
        assert_eq!(found, [(1, "One", "One"), (2, "Two", "Two")], "{empty}");
    }
}

#[test]
fn files_are_found_however_they_are_written() {
    let book = Book::new("B")
        .named("Text/One.xhtml", true)
        .file("OEBPS/text/one.XHTML", &page("<p>Found.</p>"))
        .named("../../../two.xhtml", true)
        .file(
            "two.xhtml",
            "<html><body><h1>Not closed<p>and not XML &nbsp; <b>at all",
        )
        .open();
    let said = text(&book);
    assert!(
        said.contains("Found.") && said.contains("Not closed"),
        "{said}"
    );
    assert!(said.contains("at all"), "{said}");
}

#[test]
fn what_is_missing_is_told_and_the_rest_is_read() {
    let opened = salt().named("gone.xhtml", true).opened();
    assert_eq!(opened.trouble, Some("a chapter of this book is missing"));
    let said = text(&opened.document);
    assert!(said.contains("At every bridge"));
    assert!(
        said.ends_with("What stands here is missing: OEBPS/gone.xhtml\n\n"),
        "{said}"
    );
    // What only the contents name has no place among the others.
    let opened = Book::new("Salt")
        .chapter("one.xhtml", "<p>The beginning.</p>")
        .chapter("end.xhtml", "<p>The end.</p>")
        .nav(
            r#"<li><a href="one.xhtml">One</a></li><li><a href="lost.xhtml#a">Lost</a></li>
            <li><a href="lost.xhtml">Lost too</a><ol><li><a href="end.xhtml">End</a></li></ol></li>"#,
        )
        .opened();
    assert_eq!(opened.trouble, Some("a chapter of this book is missing"));
    let found = headings(&opened.document);
    let found: Vec<&str> = found.iter().map(|(_, words, _)| &**words).collect();
    assert_eq!(found, ["One", "Lost too", "End"]);
    // One that is named again is not read again.
    let twice = "<itemref idref=\"a.xhtml\"/>".repeat(1000);
    let mut book = Book::new("B").chapter("a.xhtml", "<p>Once only.</p>");
    book.spine += &twice;
    assert_eq!(text(&book.open()).matches("Once only.").count(), 1);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refused = |bytes: Vec<u8>| opened(bytes).refused.unwrap();
    let mut broken = salt().packed();
    broken.truncate(700);
    assert_eq!(refused(broken), "the archive is broken");
    let only = |name: &str, text: &str| {
        let mimetype = ("mimetype".to_owned(), "application/epub+zip".to_owned());
        archive(&[mimetype, (name.to_owned(), text.to_owned())])
    };
    assert_eq!(refused(only("a.txt", "Words.")), "there is no book in it");
    let elsewhere = r#"<container><rootfile full-path="../../etc/passwd"/></container>"#;
    assert_eq!(
        refused(only("META-INF/container.xml", elsewhere)),
        "the book says nowhere what is in it"
    );
    assert_eq!(
        refused(Book::new("B").packed()),
        "there is no chapter in it"
    );
    assert_eq!(
        refused(Book::new("B").named("gone.xhtml", true).packed()),
        "none of its chapters can be read"
    );
}

#[test]
fn locked_books_are_refused_and_hidden_fonts_are_not() {
    let locked = |method: &str, path: &str| {
        let data = format!(
            r#"<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/><KeyInfo><EncryptedKey>
            <EncryptionMethod Algorithm="rsa"/></EncryptedKey></KeyInfo><CipherData><CipherReference URI="{path}"/>
            </CipherData></EncryptedData></encryption>"#
        );
        salt()
            .file("META-INF/encryption.xml", &data)
            .opened()
            .refused
    };
    let aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    let chapter = "OEBPS/one.xhtml";
    assert_eq!(
        locked(aes, chapter).as_deref(),
        Some("its text is encrypted (DRM)")
    );
    assert_eq!(locked(aes, "OEBPS/font.otf"), None);
    assert_eq!(locked("http://www.idpf.org/2008/embedding", chapter), None);
}

#[test]
fn of_a_long_book_the_beginning_is_there_first() {
    let words = "<p>Some words of a chapter that goes on for a while.</p>".repeat(2000);
    let (mut book, mut nav) = (Book::new("Long"), String::new());
    for number in 1..=9 {
        let path = format!("{number}.xhtml");
        book = book.chapter(&path, &format!("<h1>Chapter {number}</h1>{words}"));
        nav += &format!(r#"<li><a href="{path}">Chapter {number}</a></li>"#);
    }
    let source = Arc::new(Source::from_bytes("a book", book.nav(&nav).packed()));
    let first = read::open(&source, Format::Epub);
    assert!(first.document.pages().size() < 256 << 10);
    let begun = headings(&first.document);
    assert!(!begun.is_empty() && begun.len() < 4, "{begun:?}");
    let whole = first.rest.unwrap().read_so_far();
    assert_eq!(headings(&whole.document).len(), 9);
    assert!(whole.rest.is_none() && whole.document.pages().finished());
    // What is short is there at once.
    let source = Arc::new(Source::from_bytes("a book", salt().packed()));
    assert!(read::open(&source, Format::Epub).rest.is_none());
}

#[test]
fn what_a_chapter_calls_so_is_found_without_its_chapter() {
    let book = Book::new("Names")
        .chapter("a.xhtml", "<h1>One</h1><p id='x'>First.</p>")
        .chapter("b.xhtml", "<h1>Two</h1><p id='x'>Second.</p>")
        .nav("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li>");
    let book = opened(book.packed()).document;
    let pages = book.pages();
    let named = |name: &str| {
        let place = pages.target_in_any_file(name)?;
        let part = pages.part(place.part);
        Some(part.line_at(place.offset).1.to_owned())
    };
    assert_eq!(named("x").as_deref(), Some("First."));
    assert_eq!(named("b.xhtml#x").as_deref(), Some("Second."));
    assert_eq!(named("c.xhtml#x"), None);
    assert_eq!(named("ml#x"), None);
}

#[test]
fn nothing_of_a_book_reaches_the_terminal() {
    let book = Book::new("A\u{1b}]2;x\u{7} &#27;B")
        .chapter("a.xhtml", "<h1>One\u{9d}2</h1><p>W \u{1b}[2J.</p>")
        .nav("<li><a href='a.xhtml'>One &#x9d;52;c;x&#x9c;</a></li>")
        .open();
    let outline = outline(&book);
    let said = format!(
        "{} {} {}",
        text(&book),
        outline.title.unwrap().text,
        outline.headings[0].text
    );
    assert!(
        said.chars()
            .all(|c| c == '\n' || c == '\t' || !c.is_control()),
        "{said:?}"
    );
}

/// A chapter of a generated book: how deep it stands, whether it has a file of its own, how it says its title, and whether a
/// heading stands in it that the contents do not list.
type Chapter = (usize, bool, u8, String, bool);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_outline_is_what_the_book_lists(
        chapters in prop::collection::vec((1..5_usize, any::<bool>(), 0..4_u8, "[A-Za-z]{1,8}( [a-z0-9&<]{1,6}){0,3}", any::<bool>()), 1..24),
        older in any::<bool>(),
    ) {
        let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
        // No chapter stands more than one step deeper than the one before.
        let mut depth = 0;
        let chapters: Vec<Chapter> = chapters.into_iter().map(|(level, own, how, title, more)| {
            depth = level.min(depth + 1);
            (depth, own, how, title, more)
        }).collect();
        let (mut files, mut list) = (Vec::<String>::new(), String::new());
        let mut open = 0;
        for (number, (level, own, how, title, more)) in chapters.iter().enumerate() {
            let title = escaped(title);
            let said = match how {
                0 => format!("<h2 id=\"c{number}\">{title}</h2>"),
                1 => format!("<h1 id=\"c{number}\">Another title</h1>"),
                2 => format!("<p id=\"c{number}\">{title}</p>"),
                _ => format!("<p>Some <i id=\"c{number}\">words</i>.</p>"),
            };
            if *own || files.is_empty() {
                files.push(String::new());
            }
            let file = files.len() - 1;
            let more = if *more { "<h4>Not listed</h4><p>It is read all the same.</p>" } else { "" };
            files[file] += &format!("{said}<p>What it says.</p>{more}");
            let to = format!("{file}.xhtml#c{number}");
            let (close_one, close_all, begin) = if older {
                ("</navPoint>", "</navPoint>", format!("<navPoint><navLabel><text>{title}</text></navLabel><content src=\"{to}\"/>"))
            } else {
                ("</li>", "</li></ol>", format!("<li><a href=\"{to}\">{title}</a>"))
            };
            if number > 0 {
                if *level > open {
                    if !older { list += "<ol>"; }
                } else {
                    for _ in *level..open { list += close_all; }
                    list += close_one;
                }
            }
            list += &begin;
            open = *level;
        }
        for _ in 1..open { list += if older { "</navPoint>" } else { "</li></ol>" }; }
        list += if older { "</navPoint>" } else { "</li>" };
        let mut book = Book::new("A Book");
        for (number, body) in files.iter().enumerate() {
            book = book.chapter(&format!("{number}.xhtml"), body);
        }
        let book = if older { book.ncx(&list) } else { book.nav(&list) };
        let document = book.open();
        let found = headings(&document);
        let listed: Vec<(u8, &str)> = chapters.iter().map(|(level, _, _, title, _)| (*level as u8, &**title)).collect();
        let shown: Vec<(u8, &str)> = found.iter().map(|(level, title, _)| (*level, &**title)).collect();
        prop_assert_eq!(listed, shown);
        for ((_, _, how, title, _), (_, _, said)) in chapters.iter().zip(&found) {
            let expected = match how { 0 | 2 => &**title, 1 => "Another title", _ => "" };
            prop_assert_eq!(&**said, expected);
        }
        // What is a heading stands as a block of its own.
        let unlisted = chapters.iter().filter(|chapter| chapter.4).count();
        prop_assert_eq!(text(&document).matches("Not listed").count(), unlisted);
        let pages = document.pages();
        let blocks = pages.blocks(&pages.part(0));
        prop_assert!(blocks.iter().all(|block| block.kind == Kind::Paragraph));
    }
}

#[test]
fn pictures_of_a_book_lie_in_it() {
    let chapter =
        r#"<p>Before.</p><p><img src="../img/a%20road.png" alt="A road"/></p><p>Behind.</p>"#;
    let bytes = Book::new("The Salt Road")
        .chapter("text/one.xhtml", chapter)
        .file("OEBPS/img/a road.png", "the file of the road")
        .packed();
    let book = opened(bytes.clone()).document;
    let pages = book.pages();
    let blocks = pages.blocks(&pages.part(0));
    let picture = blocks.iter().find(|block| block.kind == Kind::Picture);
    let Some(Detail::Picture(named)) = picture.and_then(|block| block.detail.as_deref()) else {
        panic!("{blocks:?}");
    };
    let source = Arc::new(Source::from_bytes("a book", bytes));
    let file = read::picture(&source, Format::Epub, named);
    assert_eq!(file.as_deref(), Some(&b"the file of the road"[..]));
    assert_eq!(read::picture(&source, Format::Epub, "img/a road.png"), None);
}

#[test]
fn a_book_names_its_language_or_its_pages_do() {
    let book = || Book::new("Ein Buch");
    let said = book().says("<dc:language> de-DE </dc:language><dc:language>en</dc:language>");
    let said = said.chapter("a.xhtml", "<p>Worte.</p>").open();
    assert_eq!(said.pages().language(), Some("de-DE"));
    let page = page("<p>Mots.</p>").replace("<html", "<html xml:lang='fr'");
    let paged = book()
        .named("a.xhtml", true)
        .file("OEBPS/a.xhtml", &page)
        .open();
    assert_eq!(paged.pages().language(), Some("fr"));
    let silent = book().chapter("a.xhtml", "<p>Words.</p>").open();
    assert_eq!(silent.pages().language(), None);
}
