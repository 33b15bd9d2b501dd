//! Pictures of any size anywhere in a text: the page stays whole and in order, and the place on top stays there.

use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use rubricate::app::pictures::Seen;
use rubricate::app::{App, MEASURE, News};
use rubricate::document::{Document, Kind, Place};
use rubricate::layout::{BEFORE_REASON, Layout, Line, Width};
use rubricate::outline::Structure;
use rubricate::picture::{Pixels, Unseen};
use rubricate::read::{self, Format};
use rubricate::source::Source;

use super::cases;

const CELL: Pixels = Pixels {
    columns: 4,
    rows: 8,
};

/// What stands in a text: words, or a picture with words for it, perhaps quoted or in a list.
fn text() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        "([a-z]{1,9} ){1,40}".prop_map(|words| format!("{words}\n\n")),
        "([a-z]{1,9} ){0,30}".prop_map(|words| format!("![{words}](a.png)\n\n")),
        "([a-z]{1,9} ){0,30}".prop_map(|words| format!("> quoted\n>\n> > ![{words}](a.png)\n\n")),
        "([a-z]{1,9} ){1,3}".prop_map(|words| format!("- {words}\n\n  ![{words}](a.png)\n\n")),
        "[a-z]{1,9}".prop_map(|words| format!("## {words}\n\n")),
    ];
    prop::collection::vec(one, 1..12).prop_map(|all| all.concat())
}

fn document(text: &str) -> Document {
    let source = Arc::new(Source::from_bytes("a text", text.as_bytes().to_vec()));
    read::whole(&source, Format::Markdown).document
}

/// Where the pictures of a text are.
fn pictures(document: &Document) -> Vec<Place> {
    let pages = document.pages();
    let of = |number| {
        let blocks = pages.blocks(&pages.part(number)).into_iter();
        let pictures = blocks.filter(|block| block.kind == Kind::Picture);
        pictures
            .map(move |block| Place {
                part: number,
                offset: block.range.start,
            })
            .collect::<Vec<_>>()
    };
    (0..pages.parts()).flat_map(of).collect()
}

fn sizes() -> impl Strategy<Value = Vec<Option<Pixels>>> {
    let size = (1..3000_u32, 1..3000_u32).prop_map(|(columns, rows)| Pixels { columns, rows });
    prop::collection::vec(prop::option::weighted(0.8, size), 12)
}

/// What rows say, one after the other.
fn said(rows: &[Rc<Line>]) -> String {
    rows.iter().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "{}{}", line.lead, line.text);
        all
    })
}

fn whole(
    text: &str,
    sizes: &[Option<Pixels>],
    measure: u16,
    tallest: u16,
) -> Result<(), TestCaseError> {
    let document = document(text);
    let structure = Structure::whole(document.pages());
    let width = Width {
        measure,
        room: measure,
        margin: 0,
    };
    let mut layout = Layout::new(document.clone(), structure, width);
    let first = layout.first();
    let plain = layout.rows(first, 100_000).0;
    layout.fit_pictures(Some(CELL), None, tallest);
    for (place, size) in pictures(&document).into_iter().zip(sizes) {
        layout.size_picture(place, size.ok_or(Unseen::Missing));
    }
    let rows = layout.rows(first, 100_000).0;
    // Of each picture all rows are there, in order, of one size, and no wider or taller than there is room.
    let art: Vec<_> = rows
        .iter()
        .filter_map(|line| Some((line, line.art?)))
        .collect();
    for of_one in art.chunk_by(|(_, a), (_, b)| a.block == b.block) {
        let cells = of_one[0].1.cells;
        prop_assert_eq!(of_one.len(), usize::from(cells.rows));
        prop_assert!(cells.rows <= tallest);
        for (row, (line, art)) in of_one.iter().enumerate() {
            prop_assert_eq!(
                (usize::from(art.row), art.cells, line.place),
                (row, cells, art.block)
            );
            let before = usize::from(line.indent) + rubricate::text::cells(&line.lead);
            prop_assert!(before + usize::from(cells.columns) <= usize::from(measure));
        }
    }
    let known = pictures(&document)
        .iter()
        .zip(sizes)
        .filter(|(_, size)| size.is_some())
        .count();
    prop_assert_eq!(
        art.chunk_by(|(_, a), (_, b)| a.block == b.block).count(),
        known
    );
    // Of each of the others it is said once why it is not shown, where there is room for that.
    let reasons = rows.iter().filter(|line| line.unseen.is_some()).count();
    prop_assert_eq!(reasons, pictures(&document).len() - known);
    for line in rows
        .iter()
        .filter(|line| line.unseen.is_some() && !line.text.is_empty())
    {
        let said = [
            &*line.lead,
            &*line.text,
            BEFORE_REASON,
            Unseen::Missing.words(),
        ]
        .concat();
        prop_assert!(
            usize::from(line.indent) + rubricate::text::cells(&said) <= usize::from(measure)
        );
    }
    // Nothing else of the page is another one; what says nothing is not said below what is seen.
    let unseen: Vec<Rc<Line>> = rows
        .iter()
        .filter(|line| line.art.is_none() && (line.unseen.is_none() || !line.text.is_empty()))
        .cloned()
        .collect();
    let without = |rows: &[Rc<Line>]| {
        said(rows)
            .lines()
            .filter(|row| !row.ends_with("picture"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    prop_assert_eq!(without(&unseen), without(&plain));
    // Walking down and up one comes by every row.
    let mut top = first;
    let mut tops = Vec::new();
    for row in &rows {
        prop_assert_eq!(&layout.rows(top, 1).0[0], row);
        prop_assert_eq!(layout.snap(top), top);
        tops.push(top);
        top = layout.down(top, 1);
    }
    for pair in tops.windows(2) {
        prop_assert!(
            pair[0] < pair[1],
            "{:?} is not above {:?}",
            pair[0],
            pair[1]
        );
        prop_assert_eq!(layout.up(pair[1], 1), pair[0]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn a_page_with_pictures_is_whole_and_in_order(text in text(), sizes in sizes(), measure in 12..=72_u16, tallest in 1..=30_u16) {
        whole(&text, &sizes, measure, tallest)?;
    }

    #[test]
    fn what_is_on_top_stays_there_when_a_picture_comes(text in text(), sizes in sizes(), down in 0..60_usize) {
        let document = document(&text);
        let structure = Structure::whole(document.pages());
        let mut app = App::new(document.clone(), structure, MEASURE, (90, 20));
        app.show_pictures(Ok(CELL));
        for _ in 0..down {
            app.key(crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Down));
        }
        app.settle();
        let before = app.view().lines.first().cloned();
        for (place, size) in pictures(&document).into_iter().zip(sizes) {
            app.learn(News::Seen(place, size.map_or(Seen::Nothing(Unseen::Missing), Seen::Sized)));
            app.settle();
            let now = app.view().lines.first().cloned();
            let here = |line: &Option<Rc<Line>>| line.as_ref().map(|line| (line.place, line.style));
            prop_assert_eq!(here(&now), here(&before));
        }
    }
}
