//! A text whose format has marks, while it is still coming: more of it is shown, and nothing of what is read changes.

use std::io::{PipeWriter, Write, pipe};
use std::sync::Arc;
use std::time::Duration;

use rubricate::app::{App, MEASURE, Moved};
use rubricate::document::Place;
use rubricate::document::anchor::Anchor;
use rubricate::outline::Structure;
use rubricate::read::{self, Format, Opened, Rest};
use rubricate::source::{Fault, Source};

use super::USUAL;
use super::window::Window;

/// Somebody who writes Markdown, and a reader of it.
struct Coming {
    pipe: Option<PipeWriter>,
    source: Arc<Source>,
    rest: Option<Rest>,
    window: Window,
    written: u64,
}

/// Sections with these numbers.
fn sections(numbers: std::ops::Range<u32>) -> String {
    let section = |n| {
        format!(
            "## Section {n}\n\nThe *first* words of {n}, and a [note][].\n\nMore of it, [^{n}] said.\n\n[^{n}]: By note {n}.\n\n"
        )
    };
    numbers.map(section).collect()
}

impl Coming {
    fn new(first: &str) -> Self {
        let (text, pipe) = pipe().unwrap();
        let source = Source::brought("a text", text, Fault::default()).unwrap();
        source.follow_input(drop);
        let source = Arc::new(source);
        let mut coming = Self {
            pipe: Some(pipe),
            rest: None,
            window: Window::open("", 80, 24),
            written: 0,
            source,
        };
        coming.write(first);
        let opened = read::open(&coming.source, Format::Markdown);
        let structure = Structure::whole(opened.document.pages());
        let app = App::new(opened.document, structure, MEASURE, USUAL);
        (coming.window, coming.rest) = (Window::of(app), opened.rest);
        coming
    }

    fn write(&mut self, text: &str) {
        let pipe = self.pipe.as_mut().unwrap();
        pipe.write_all(text.as_bytes()).unwrap();
        self.written += text.len() as u64;
        self.source.wait_for(self.written, Duration::from_secs(60));
    }

    /// Writes more, and turns to what is there then, as the shell does.
    fn more(&mut self, text: &str) -> &mut Window {
        self.write(text);
        self.turn()
    }

    /// Writes no more.
    fn end(&mut self) -> &mut Window {
        self.write("[note]: https://a.example\n");
        self.pipe = None;
        self.source.wait_for_all();
        self.turn()
    }

    fn turn(&mut self) -> &mut Window {
        let Opened { document, rest, .. } = self.rest.take().unwrap().read_so_far();
        self.rest = rest;
        let structure = Structure::whole(document.pages());
        let mut moved = Moved::grown(self.window.app.document(), &document);
        if let Moved::Grown(end, places) = &mut moved {
            let behind = self.window.app.anchors_behind(*end).into_iter();
            let found =
                |(place, anchor): (Place, Anchor)| Some((place, anchor.find(document.pages(), 4)?));
            places.extend(behind.filter_map(found));
        }
        self.window.app.turn_to(document, structure, &moved);
        self.window.app.settle();
        &mut self.window
    }
}

#[test]
fn more_is_shown_and_what_is_on_top_stays() {
    let mut coming = Coming::new(&sections(0..1));
    let page = coming.more(&sections(1..4)).picture();
    assert!(page.contains("The first words of 1,"), "{page}");
    // Beyond what is shown at once of any text.
    coming.more(&sections(4..2000));
    let before = coming.window.keys("/words of 1900 <enter>").picture();
    let page = coming.more(&sections(2000..4000)).picture();
    assert_eq!(page.lines().count(), before.lines().count());
    let rows = before.lines().zip(page.lines());
    assert!(rows.take(before.lines().count() - 1).all(|(a, b)| a == b));
    let end = coming.end().keys("G").picture();
    assert!(end.contains("The first words of 3999"), "{end}");
    assert!(end.contains("100 %") && coming.rest.is_none(), "{end}");
}

#[test]
fn what_was_asked_for_of_it_goes_on() {
    let mut coming = Coming::new(&sections(0..40));
    let found = coming.window.keys("/first<enter>").picture();
    assert!(found.contains("1 of 40"), "{found}");
    let found = coming.more(&sections(40..90)).picture();
    assert!(found.contains("1 of 90"), "{found}");
    // What is folded in the outline stays so, and a note stays open.
    let window = coming.window.keys("L");
    let numbered = window.picture();
    assert!(numbered.contains("link"), "{numbered}");
    window.keys("2<enter>");
    let note = window.app.view().note.is_some();
    assert!(note, "{}", window.picture());
    coming.more(&sections(90..91));
    assert!(coming.window.app.view().note.is_some());
}

#[test]
fn the_end_is_gone_to_as_it_comes_until_a_key_is_typed() {
    let mut coming = Coming::new(&sections(0..40));
    coming.window.keys("G");
    let page = coming.more(&sections(40..80)).picture();
    assert!(page.contains("The first words of 79"), "{page}");
    coming.window.keys("k");
    let page = coming.more(&sections(80..120)).picture();
    assert!(page.contains("of 79") && !page.contains("of 81"), "{page}");
    coming.window.keys("F");
    let page = coming.more(&sections(120..160)).picture();
    assert!(page.contains("The first words of 159"), "{page}");
    assert!(page.contains("following"), "{page}");
}

#[test]
fn a_filter_shows_what_has_come() {
    let mut coming = Coming::new(&sections(0..40));
    let page = coming.window.keys("&words of 3<enter>").picture();
    assert!(page.contains("The first words of 3,"), "{page}");
    // What is shown stays on the page, though it is counted anew, and what has come is shown below it.
    let page = coming.more(&sections(40..2000)).picture();
    assert!(page.contains("The first words of 3,"), "{page}");
    let end = coming.window.run_search().keys("G").picture();
    assert!(end.contains("The first words of 399"), "{end}");
    let page = coming.more(&sections(2000..3100)).picture();
    assert_eq!(page.lines().next(), end.lines().next());
}

#[test]
fn what_is_typed_is_given_up_where_it_was_begun_though_what_stands_before_has_changed() {
    // A note is called by its number as soon as it is there.
    let first = "Long ago, as a late note [^a-note-that-comes-so-late-that-nobody-waits-for-it-any-more] says, it began.\n\n";
    let mut coming = Coming::new(&(first.to_owned() + &sections(0..400)));
    coming.window.keys("/words of 300,<enter>");
    let page = coming.window.top_line();
    coming.window.keys("/words of 20,");
    coming.write("[^a-note-that-comes-so-late-that-nobody-waits-for-it-any-more]: At last.\n\n");
    coming.end();
    let back = coming.window.keys("<esc>").picture();
    assert_eq!(coming.window.top_line(), page, "{back}");
}
