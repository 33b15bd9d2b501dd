//! How a reader turns the judge, and asks it why.

use rubricate::app::Effect;
use rubricate::app::{App, MEASURE, News};
use rubricate::outline::{Strictness, Structure};

use super::texts::PLAIN;
use super::window::{Window, document};

/// An article with some lines of which one cannot be sure.
const DOUBTFUL: &str = "\
The Ferry That Never Came

It was to leave at six, and at six there was nobody at the landing but a dog and a boy who sold tea from a can. The boy knew nothing of a ferry.

The Boy

He had been there since the spring, he said, and had seen one ship in all that time, which was on fire. He sold a cup of tea to everybody who waited, and everybody waited for a long time.

and nobody came

In the evening the lamps were lit. There were three of them, and one was broken, so that the landing lay in a light that came from one side only.

An old man

He came down from the town with a stick, looked at the water for as long as it takes to smoke a pipe, and went up again without having said a word.

The Dog

It belonged to nobody. It slept when there was nothing to eat, and that was most of the time, and it barked at the moon when that came up.

Six in the morning

Nothing had changed but the light. The boy had gone home, the can stood on the stones, and the tea in it was cold by now.

Who is to pay

The ferry had been paid for in advance, as is the custom, and the office where one might have asked for the money was open on Tuesdays.

a ship, perhaps, or a cloud

Far out something moved. It was dark and it was long, and for a while it came nearer; then it was gone.
";

/// The headings that the outline has.
fn headings(window: &Window) -> Vec<String> {
    let outline = &window.app.structure().outline;
    outline.headings.iter().map(|h| h.text.clone()).collect()
}

#[test]
fn plus_finds_more_headings_and_minus_fewer_and_the_status_line_says_so() {
    let mut window = Window::open(DOUBTFUL, 120, 30);
    let usual = headings(&window);
    window.keys("<tab>-");
    let count = headings(&window).len();
    let said = window.status();
    assert!(
        said.contains(&format!("outline: 1 step stricter, {count} sections")),
        "{said}"
    );
    window.keys("---");
    let few = headings(&window);
    assert!(window.status().contains("4 steps stricter"));
    assert!(few.len() < usual.len(), "{few:?}");
    assert!(few.iter().all(|heading| usual.contains(heading)), "{few:?}");
    // What is no heading now is none on the page either.
    let gone = usual.iter().find(|heading| !few.contains(heading)).unwrap();
    let outline = |window: &Window| -> String {
        let picture = window.picture();
        picture
            .lines()
            .filter_map(|row| row.split('│').next())
            .collect()
    };
    assert!(!outline(&window).contains(gone), "{}", window.picture());
    window.keys("-");
    assert!(window.status().contains("4 steps stricter, no further"));
    window.keys("++++");
    assert!(window.status().contains("as strict as usual"));
    assert_eq!(headings(&window), usual);
    assert!(outline(&window).contains(gone), "{}", window.picture());
    window.keys("++++");
    assert!(window.status().contains("4 steps more generous"));
    assert!(headings(&window).len() >= usual.len());
}

#[test]
fn turning_the_judge_moves_neither_the_text_nor_the_cursor() {
    let mut window = Window::open(DOUBTFUL, 120, 14);
    let entry = |window: &Window| window.app.sidebar().entry(&window.app.structure().outline);
    let text = |window: &Window| match entry(window) {
        Some(rubricate::app::sidebar::Entry::Heading(i)) => headings(window)[i].clone(),
        other => format!("{other:?}"),
    };
    window.keys("<tab>G");
    let last = text(&window);
    let top = window.app.view().lines[0].place;
    for key in ["-", "-", "-", "-", "+", "+", "+", "+", "+", "-"] {
        window.keys(key);
        assert_eq!(window.app.view().lines[0].place, top, "{key}");
        // Where the entry is gone, it is the one before it.
        let nearest = headings(&window).last().cloned();
        assert!(
            text(&window) == last || Some(text(&window)) == nearest,
            "{key}"
        );
    }
    assert_eq!(text(&window), last, "and there it is again");
    window.keys("<esc>");
    assert_eq!(
        window.top_line(),
        Window::open(DOUBTFUL, 120, 14).top_line()
    );
}

#[test]
fn an_outline_that_was_made_empty_can_be_filled_again() {
    for (columns, close) in [(120, "o"), (120, "<esc>"), (80, "q"), (80, "o")] {
        let document = document(PLAIN);
        let strictest = Strictness::new(4);
        let structure = Structure::whole_with(document.pages(), strictest);
        assert!(structure.outline.headings.is_empty());
        let app = App::new(document, structure, MEASURE, (columns, 20));
        let mut window = Window::of(app);
        window.keys("<tab>j<enter>+");
        let said = window.status();
        assert!(said.contains("3 steps stricter, no sections"), "{said}");
        window.keys(close);
        assert!(!window.app.sidebar().focused, "{columns} {close}");
    }
}

#[test]
fn of_a_long_text_the_outline_stays_until_the_new_one_comes() {
    let text = DOUBTFUL.repeat(100);
    let mut window = Window::open(&text, 120, 30);
    window.keys("6J<tab>j");
    let before = headings(&window);
    let top = window.app.view().lines[0].place;
    for _ in 0..3 {
        assert_eq!(window.effect("-"), Effect::Judge);
    }
    window.app.settle();
    assert!(window.status().contains("outline: 3 steps stricter …"));
    assert_eq!(headings(&window), before);
    // What was begun before the last key is not taken any more.
    let verdict = |steps| {
        let document = document(text.clone());
        Structure::whole_with(document.pages(), Strictness::new(steps))
    };
    window.learn(News::Judged(Some(verdict(2)), Vec::new()));
    assert!(window.status().contains("outline: 3 steps stricter …"));
    assert_eq!(headings(&window), before);
    let new = verdict(3);
    let count = new.outline.headings.len();
    assert!(count < before.len());
    window.learn(News::Judged(Some(new), Vec::new()));
    let said = window.status();
    assert!(said.contains("3 steps stricter, "), "{said}");
    assert_eq!(headings(&window).len(), count);
    assert_eq!(window.app.view().lines[0].place, top);
    assert!(window.app.sidebar().focused);
}

#[test]
fn what_is_not_judged_yet_is_judged_as_strictly_as_the_rest() {
    let text = DOUBTFUL.repeat(100);
    let document = document(text);
    let heads = |steps| {
        let structure = Structure::glimpse_with(document.pages(), Strictness::new(steps));
        let part = document.pages().part(document.pages().parts() - 1);
        assert!(structure.judged < part.number);
        structure.roles(document.pages(), &part).len()
    };
    assert!(heads(4) < heads(0));
}
