//! Pictures on the page: in the flow of the text, above what is said of them.

use std::sync::Arc;

use rubricate::app::pictures::{Seen, Wanted};
use rubricate::app::{App, MEASURE, News};
use rubricate::outline::Structure;
use rubricate::picture::{Cells, Painted, Pixels, Unseen};
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::window::Window;
use super::{SMALL, USUAL, look};

const TEXT: &str = "# Squares\n\nBefore the first.\n\n![A square with a round hole in it](one.png)\n\n\
    > Quoted:\n>\n> ![](two.png)\n>\n> And on.\n\nBehind them. \n\n![Never seen](three.png)\n\nThe end.\n";

fn open((columns, rows): (u16, u16)) -> Window {
    let source = Arc::new(Source::from_bytes("squares.md", TEXT.as_bytes()));
    let document = read::whole(&source, Format::Markdown).document;
    let structure = Structure::whole(document.pages());
    let mut app = App::new(document, structure, MEASURE, (columns, rows));
    app.show_pictures(Ok(Pixels {
        columns: 4,
        rows: 8,
    }));
    Window::of(app)
}

/// A square with a hole in it, whose upper half has another colour.
fn square(cells: Cells) -> Painted {
    let (columns, rows) = (cells.columns, cells.rows * 2);
    let pixel = |x: u16, y: u16| {
        let inside = |at: u16, of: u16| at * 3 >= of && at * 3 < of * 2;
        let hole = inside(x, columns) && inside(y, rows);
        (!hole).then_some(if y < rows / 2 {
            [200, 0, 0]
        } else {
            [0, 0, 200]
        })
    };
    let rows = (0..cells.rows)
        .flat_map(|row| (0..columns).map(move |x| (pixel(x, row * 2), pixel(x, row * 2 + 1))));
    Painted::Blocks(columns, rows.collect())
}

/// Answers what is asked, as somebody who finds all pictures but the third; says what that was.
fn answer(window: &mut Window) -> Vec<Wanted> {
    let mut asked = Vec::new();
    loop {
        let wanted = window.app.take_wanted();
        if wanted.is_empty() {
            return asked;
        }
        for wanted in wanted {
            let seen = match wanted.cells {
                _ if &*wanted.source == "three.png" => Seen::Nothing(Unseen::Missing),
                None => Seen::Sized(Pixels {
                    columns: 64,
                    rows: 72,
                }),
                Some(cells) => Seen::Painted(cells, square(cells)),
            };
            window.learn(News::Seen(wanted.block, seen));
            asked.push(wanted);
        }
    }
}

#[test]
fn pictures_stand_above_what_is_said_of_them() {
    let mut window = open(USUAL);
    let words = window.picture();
    let asked = answer(&mut window);
    let sources: Vec<&str> = asked.iter().map(|wanted| &*wanted.source).collect();
    assert_eq!(
        sources,
        ["one.png", "two.png", "three.png", "one.png", "two.png"]
    );
    look(
        "pictures_usual",
        "80x24",
        &format!("{words}\n{}", window.painted()),
    );
    let mut small = open(SMALL);
    answer(&mut small);
    look("pictures_small", "40x12", &small.painted());
    // All that can be seen was asked for.
    assert!(answer(&mut small).is_empty());
}

#[test]
fn a_picture_is_scrolled_through_row_by_row_and_comes_back() {
    let mut window = open(SMALL);
    answer(&mut window);
    let mut pages = vec![window.painted()];
    for _ in 0..12 {
        window.keys("j");
        answer(&mut window);
        pages.push(window.painted());
    }
    look("pictures_scrolled", "40x12 jjjjjj", &pages[6]);

    for page in pages.iter().rev().skip(1) {
        assert_eq!(window.keys("k").painted(), *page);
    }
    window.keys("jjjjjj");
    let before = window.picture();
    window.app.resize(100, 30);
    answer(&mut window);
    window.app.resize(SMALL.0, SMALL.1);
    assert_eq!(window.keys("<esc>").picture(), before);
}

#[test]
fn what_is_said_of_a_picture_is_found() {
    let mut window = open(SMALL);
    answer(&mut window);
    window.keys("G/round hole<enter>").run_search();
    window.keys("<esc>");
    let mut window = open(SMALL);
    answer(&mut window);
    window.keys("/round<enter>");
    assert!(
        window.painted().contains("reversed:round"),
        "{}",
        window.painted()
    );
}

#[test]
fn without_colours_pictures_are_words() {
    let mut window = open(USUAL);
    window.app.show_pictures(Err(Unseen::Off));
    assert!(answer(&mut window).is_empty());
    let reason = "A square with a round hole in it · pictures are off";
    assert!(window.picture().contains(reason));
}

#[test]
fn a_text_that_was_read_anew_keeps_its_pictures() {
    let mut window = open(USUAL);
    answer(&mut window);
    let before = window.picture();
    let source = Arc::new(Source::from_bytes("squares.md", TEXT.as_bytes()));
    let document = read::whole(&source, Format::Markdown).document;
    let structure = Structure::whole(document.pages());
    let top = window.app.top_place();
    let moved = rubricate::app::Moved::Found([(top, top)].into());
    window.app.turn_to(document, structure, &moved);
    window.app.settle();
    assert_eq!(window.picture(), before);
    // They may be others by now.
    assert!(!window.app.take_wanted().is_empty());
}

#[test]
fn a_picture_that_is_not_shown_says_why() {
    let mut window = open((90, 24));
    answer(&mut window);
    let page = window.keys("G").picture();
    assert!(page.contains("  Never seen · file not found"), "{page}");
    // Where there is no room beside the words it stands below them.
    let mut small = open((26, 20));
    answer(&mut small);
    small.keys("G");
    answer(&mut small);
    let page = small.keys("G").picture();
    let rows: Vec<&str> = page.lines().map(str::trim).collect();
    let said = rows.iter().position(|row| *row == "Never seen").unwrap();
    assert_eq!(rows[said + 1..said + 3], ["file not found", ""], "{page}");
    // It is no word of the text.
    small.keys("/not found<enter>").run_search();
    assert!(small.status().contains("not found"), "{}", small.status());
    assert!(
        !small.painted().contains("reversed:"),
        "{}",
        small.painted()
    );
}
