//! Following what grows, turning to another text, saving: what the keys do to the state, and what is to be seen.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use rubricate::app::saving::Outcome;
use rubricate::app::{App, Effect, MEASURE, Moved, News};
use rubricate::document::Document;
use rubricate::outline::Structure;
use rubricate::read::{self, Format, Plain};
use rubricate::source::Source;
use rubricate::text::Clean;

use super::window::Window;
use super::{SMALL, USUAL, look, without_hint};

/// A file that grows, and a reader of it.
struct Growing {
    path: PathBuf,
    source: Arc<Source>,
    window: Window,
}

fn open(source: &Arc<Source>, (columns, rows): (u16, u16)) -> App {
    let pages = Arc::new(Plain::new(Arc::clone(source)));
    let document = Document::new(source.name().clone(), pages);
    let structure = Structure::glimpse(document.pages());
    App::new(document, structure, MEASURE, (columns, rows))
}

impl Growing {
    fn new(name: &str, text: &str, size: (u16, u16)) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, text).unwrap();
        let source = Arc::new(Source::open(&path).unwrap().followed().unwrap());
        let window = Window::of(open(&source, size));
        Self {
            path,
            source,
            window,
        }
    }

    fn append(&mut self, text: &str) -> &mut Window {
        let mut file = fs::File::options().append(true).open(&self.path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        self.source.take_in();
        self.window.learn(News::Grown)
    }
}

/// What a window shows without its last row.
fn page(window: &Window) -> String {
    without_hint(&window.picture())
}

fn lines(numbers: std::ops::Range<u32>) -> String {
    let mut text = String::new();
    for n in numbers {
        text.push_str(&format!(
            "Line {n} of the log.

"
        ));
    }
    text
}

#[test]
fn the_end_is_followed_until_one_goes_up() {
    for up in ["k", "u", "b", "g", "{", "50%", "''", "<up>"] {
        let mut log = Growing::new("followed", &lines(0..200), USUAL);
        let window = log.window.keys("F");
        assert!(window.app.is_following(), "{up}");
        assert!(window.picture().contains("Line 199 "), "{up}");
        let window = log.append(&lines(200..300));
        assert!(window.picture().contains("Line 299 "), "{up}");
        assert!(window.keys("jJ").app.is_following(), "down is no way up");
        assert!(!window.keys(up).app.is_following(), "{up}");
        assert!(window.picture().contains("follows again"), "{up}");
        let before = page(window);
        let window = log.append(&lines(300..400));
        assert_eq!(page(window), before, "{up}");
        // The end brings it back.
        assert!(window.keys("G").app.is_following(), "{up}");
        assert!(window.picture().contains("Line 399 "), "{up}");
        window.keys("<esc>");
        assert!(!window.app.is_following());
        assert!(!window.keys("G").app.is_following(), "Esc is for good");
    }
}

#[test]
fn a_search_upwards_ends_it_and_one_in_view_does_not() {
    let mut log = Growing::new("searched", &lines(0..200), USUAL);
    log.window.keys("F/Line 199<enter>");
    assert!(log.window.app.is_following());
    log.window.keys("?Line 31 of<enter>");
    assert!(!log.window.app.is_following());
    assert!(log.window.picture().contains("Line 31 of"));
}

#[test]
fn what_is_added_is_counted_by_a_search() {
    let mut log = Growing::new("counted", &lines(0..200), USUAL);
    let total = |window: &Window| {
        let found = window.app.view().found.unwrap();
        (found.total, found.complete)
    };
    log.window.keys("/of the log<enter>F");
    assert_eq!(total(&log.window), (200, true));
    assert_eq!(total(log.append(&lines(200..300))), (300, true));
    assert_eq!(total(log.append(&lines(300..3000))), (3000, true));
}

#[test]
fn what_is_added_while_one_types_is_counted_by_the_search_before() {
    let mut log = Growing::new("prompted", &lines(0..200), USUAL);
    log.window.keys("/of the log<enter>");
    let mut end = 200;
    for more in [300, 10_000] {
        log.window.keys("/");
        log.append(&lines(end..more)).keys("<esc>");
        let found = log.window.app.view().found.unwrap();
        assert_eq!((found.total, found.complete), (u64::from(more), true));
        end = more;
    }
}

#[test]
fn the_wheel_and_a_short_text_end_it_too() {
    let mut log = Growing::new("wheel", &lines(0..200), USUAL);
    log.window.keys("F").wheel(false, 40, 10);
    log.window.app.settle();
    assert!(!log.window.app.is_following());
    // Where all is on one page there is nowhere up to go, but it is meant.
    let mut log = Growing::new("short", &lines(0..2), USUAL);
    log.window.keys("Fk");
    assert!(!log.window.app.is_following());
    let before = page(&log.window);
    log.append(&lines(2..90));
    assert!(page(&log.window).starts_with(before.trim_end()));
}

#[test]
fn the_window_may_have_any_size_while_it_follows() {
    let mut log = Growing::new("resized", &lines(0..200), USUAL);
    log.window.keys("F");
    for (columns, rows) in [(30, 8), (120, 40), (1, 1), (80, 24)] {
        log.window.resize(columns, rows);
        assert!(log.window.app.is_following());
    }
    assert!(log.window.picture().contains("Line 199 "));
}

#[test]
fn what_cannot_grow_is_left_to_the_shell() {
    let mut window = Window::open(&lines(0..200), 80, 24);
    assert_eq!(window.effect("F"), Effect::Follow);
    assert_eq!(window.effect("R"), Effect::Reload);
    assert!(!window.app.is_following());
}

#[test]
fn following_is_to_be_seen() {
    let mut log = Growing::new("a log", &lines(0..50), USUAL);
    let picture = log.window.keys("F").picture();
    look("following_usual", "80x24 F", &picture);
    let picture = log.window.keys("k").picture();
    look("following_left", "80x24 F k", &picture);
    let mut log = Growing::new("a log", &lines(0..50), SMALL);
    look(
        "following_small",
        "40x12 F",
        &log.window.keys("F").picture(),
    );
}

/// A whole document of some text.
fn whole(text: &str) -> (Document, Structure) {
    let source = Arc::new(Source::from_bytes("a text", text.as_bytes().to_vec()));
    let document = Document::new(source.name().clone(), Arc::new(Plain::new(source)));
    let structure = Structure::whole(document.pages());
    (document, structure)
}

/// Turns to another text as the shell does.
fn turn(window: &mut Window, text: &str) -> bool {
    let (document, structure) = whole(text);
    let anchors = window.app.anchors();
    let found = anchors
        .iter()
        .filter_map(|(place, anchor)| Some((*place, anchor.find(document.pages(), 9)?)));
    let moved = Moved::Found(found.collect::<HashMap<_, _>>());
    let found = window.app.turn_to(document, structure, &moved);
    window.app.settle();
    found
}

#[test]
fn another_text_is_shown_at_the_same_place() {
    let text = lines(0..2000);
    let mut window = Window::open(&text, 80, 24);
    window.keys("50%kkk");
    let before = page(&window);
    assert!(turn(
        &mut window,
        &format!("{}{text}", "A preface.\n\n".repeat(3000))
    ));
    assert_eq!(page(&window), before);
    // One comes back to where one was.
    assert!(page(window.keys("''")).contains("Line 0 of"));
    window.keys("''");
    assert_eq!(page(&window), before);
    assert!(turn(&mut window, &lines(500..1500)));
    assert_eq!(page(&window), before);
    assert!(!turn(&mut window, "All is gone.\n"));
    assert!(page(&window).contains("All is gone."));
    assert!(!turn(&mut window, ""));
    assert!(turn(&mut window, &text) || page(&window).contains("Line 0 of"));
}

#[test]
fn corrections_and_searches_are_of_the_new_text() {
    let article = fs::read_to_string("tests/texts/article.txt").unwrap();
    let mut window = Window::open(&article, 120, 40);
    window.keys("J#/lamp<enter>");
    let found = window.app.view().found.unwrap();
    let corrections = window.app.corrections_to_find();
    assert_eq!(corrections.len(), 1);
    let longer = format!("{article}\n\nOne lamp more.\n");
    let headings = whole(&longer).1.outline.headings.len();
    turn(&mut window, &longer);
    let again = window.app.view().found.unwrap();
    assert_eq!(again.total, found.total + 1);
    // Its line is not found yet, and then it is.
    assert_eq!(window.app.structure().outline.headings.len(), headings);
    let mut finder = rubricate::outline::corrections::Finder::new(window.app.corrections_to_find());
    finder.read(&window.app.document().pages().part(0));
    window.learn(News::Located(finder.found(true)));
    assert_eq!(window.app.structure().outline.headings.len(), headings - 1);
    window.keys("U");
    assert_eq!(window.app.structure().outline.headings.len(), headings);
}

// ------------------------------------------------------------------------------------------- saving

#[test]
fn the_name_is_asked_for_and_typed() {
    let mut window = Window::open(&lines(0..20), 80, 24);
    look(
        "saving_name",
        "80x24 S~/a name",
        &window.keys("S~/a name").picture(),
    );
    window.keys("<C-w>l");
    assert!(window.app.paste("og\n"));
    assert_eq!(window.effect("<enter>"), Effect::Save);
    let order = window.app.save_order();
    assert_eq!((order.name.as_str(), order.over), ("~/a log", false));
    window.learn(News::Saved(order.number, Outcome::Exists));
    look("saving_over", "80x24 exists", &window.picture());
    assert_eq!(window.effect("j"), Effect::None, "keys are the question's");
    assert_eq!(window.effect("y"), Effect::Save);
    let order = window.app.save_order();
    assert!(order.over);
    window.learn(News::Saved(order.number, Outcome::Percent(42)));
    look("saving_progress", "80x24 42 %", &window.picture());
    assert_eq!(window.effect("q"), Effect::None, "it says so first");
    assert_eq!(window.effect("<esc>"), Effect::StopSaving);
    assert_eq!(window.effect("q"), Effect::Quit);
    let said = Clean::new("saved 3 bytes to ~/a log");
    window.learn(News::Saved(order.number - 1, Outcome::Ended(said.clone())));
    assert!(!window.picture().contains("saved 3"), "of an older order");
    window.learn(News::Saved(order.number, Outcome::Ended(said)));
    assert!(window.picture().contains("saved 3 bytes"));
}

#[test]
fn the_question_fits_into_a_small_window() {
    let mut window = Window::open(&lines(0..20), 40, 12);
    window.keys("S/srv/a shelf of/a very long name for a file.txt");
    assert!(window.picture().contains("for a file.txt"));
    assert_eq!(window.effect("<enter>"), Effect::Save);
    let number = window.app.save_order().number;
    window.learn(News::Saved(number, Outcome::Exists));
    look("saving_over_small", "40x12 exists", &window.picture());
    window.keys("n");
    assert!(window.picture().contains("not saved"));
}

#[test]
fn one_comes_back_from_a_filter_to_where_one_was_though_the_text_grew() {
    let mut growing = Growing::new("filtered", &lines(0..3000), (80, 24));
    growing.window.keys("Gkkk");
    let before = growing.window.top_line();
    growing.window.keys("&line 7<enter>");
    growing.append(&lines(3000..12_000));
    growing.window.keys("<esc>");
    assert_eq!(growing.window.top_line(), before);
}

#[test]
fn nothing_typed_saves_nothing() {
    for keys in [
        "S<enter>",
        "S<esc>",
        "Sab<C-c>",
        "Sa<backspace><backspace>",
        "Sabc<C-u><enter>",
    ] {
        let mut window = Window::open(&lines(0..20), 80, 24);
        assert_eq!(window.effect(keys), Effect::None, "{keys}");
        assert_eq!(window.app.saving().question(), None, "{keys}");
        assert_eq!(window.effect("q"), Effect::Quit, "{keys}");
    }
}

#[test]
fn a_match_that_is_looked_for_is_found_in_the_text_as_it_is_by_then() {
    let text = format!("{}The needle.\n\n{}", lines(0..80_000), lines(0..100));
    let mut window = Window::open(&text, 80, 24);
    window.keys("/needle<enter>");
    assert!(window.status().contains("searching"), "{}", window.status());
    assert!(turn(&mut window, &format!("{text}More of it.\n")));
    window.run_search();
    assert!(page(&window).contains("The needle."), "{}", page(&window));
}

#[test]
fn where_the_text_was_cut_off_one_is_at_its_end() {
    let mut window = Window::open(&lines(0..400), 80, 24);
    window.keys("75%");
    assert!(!turn(&mut window, &lines(0..100)));
    assert!(page(&window).contains("Line 99 of"), "{}", page(&window));
}

#[test]
fn nothing_that_is_told_of_a_text_that_comes_goes_backwards() {
    let mut log = Growing::new("judged", &lines(0..9000), USUAL);
    for _ in 0..3 {
        let status = log.window.keys("j").status();
        assert!(!status.contains("outline"), "{status}");
        log.append(&lines(0..9000));
    }
}

#[test]
fn what_comes_after_it_was_not_found_takes_that_back() {
    let mut log = Growing::new("found_late", &lines(0..2000), USUAL);
    log.window.keys("/camel<enter>").run_search();
    let said = log.window.status();
    assert!(said.contains("not found: camel"), "{said}");
    log.append("A camel, at last.\n").run_search();
    let said = log.window.status();
    assert!(
        said.contains("1 match") && !said.contains("not found"),
        "{said}"
    );
}

#[test]
fn a_page_stands_still_when_the_rest_of_its_text_is_there() {
    for text in ["# A title\n\nAnd words.\n\n## More\n\n", "words\n\n"] {
        let source = Arc::new(Source::from_bytes("a.md", text.repeat(300).into_bytes()));
        for keys in ["", "j", "jj", "J", "3J", "50%"] {
            let document = read::whole(&source, Format::Markdown).document;
            let structure = Structure::whole(document.pages());
            let app = App::new(document.clone(), structure.clone(), MEASURE, USUAL);
            let mut window = Window::of(app);
            let before = page(window.keys(keys));
            let nowhere = Moved::Found(HashMap::new());
            window.app.turn_to(document, structure, &nowhere);
            window.app.settle();
            assert_eq!(page(&window), before, "{keys}");
        }
    }
}

#[test]
fn how_far_the_saving_is_stays_in_sight_when_sections_are_found() {
    let text = "Chapter 1\n\nIt rained.\n\n".repeat(2000);
    let (mut window, verdict) = Window::unjudged(&text, 80, 24);
    window.keys("Sx<enter>");
    window.learn(News::Saved(1, Outcome::Percent(52)));
    window.learn(verdict);
    assert!(
        window.status().contains("saving: 52 %"),
        "{}",
        window.status()
    );
}

#[test]
fn a_filter_shows_what_it_did_when_the_text_was_read_again() {
    let text = lines(0..3000);
    let mut window = Window::open(&text, 80, 24);
    window.keys("50%&7 of<enter>");
    let before = page(&window);
    assert!(before.contains("7 of"), "{before}");
    assert!(turn(&mut window, &format!("A preface.\n\n{text}")));
    assert_eq!(page(&window), before);
}
