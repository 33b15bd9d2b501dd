//! How a reader turns the judge, and asks it why.

use rubricate::app::{App, Effect, MEASURE, News};
use rubricate::outline::{Strictness, Structure, Verdict};

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
fn where_nothing_was_found_one_can_look_for_less_sure_headings() {
    for (columns, close) in [(120, "<esc>"), (120, "<tab>"), (80, "q"), (80, "<esc>")] {
        let mut window = Window::open(PLAIN, columns, 20);
        let before = window.picture();
        assert!(
            window
                .keys("o")
                .status()
                .contains("no sections found: Tab and + ")
        );
        assert!(
            window
                .keys("<tab>")
                .status()
                .contains("no sections found: + ")
        );
        assert!(
            window
                .keys("+")
                .status()
                .contains("1 step more generous, no sections")
        );
        window.keys("-").keys(close);
        assert!(!window.app.sidebar().focused, "{columns} {close}");
        // Nothing is left of it, the hint at the foot aside.
        let article = |picture: &str| picture.lines().take(18).collect::<Vec<_>>().join("\n");
        assert_eq!(
            article(&window.picture()),
            article(&before),
            "{columns} {close}"
        );
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

// ------------------------------------------------------------------------------------------- why

/// What is said of a line, from the rule above it to the status line; nothing if that is not open.
fn said(window: &Window) -> String {
    let picture = window.picture();
    let rows: Vec<&str> = picture.lines().collect();
    let rule = rows.iter().rposition(|row| row.contains("──────"));
    rule.map_or_else(String::new, |rule| rows[rule..rows.len() - 1].join("\n"))
}

#[test]
fn i_says_why_the_line_on_top_is_a_heading() {
    for (columns, rows) in [(120, 30), (80, 24), (40, 12)] {
        let mut window = Window::open(DOUBTFUL, columns, rows);
        let said = said(window.keys("Ji"));
        assert!(said.contains("The Boy\n"), "{said}");
        assert!(said.contains("heading, level 1, "), "{said}");
        assert!(said.contains(" % sure"), "{said}");
        assert!(said.contains("for      "), "{said}");
        assert!(!said.contains("against"), "{said}");
    }
    let mut window = Window::open(DOUBTFUL, 80, 24);
    let said = said(window.keys("i"));
    assert!(said.contains("the title of the text"), "{said}");
}

#[test]
fn i_says_why_the_line_on_top_is_none() {
    let text = DOUBTFUL.replace("He came down", "He was tired.\n\nHe came down");
    let mut window = Window::open(&text, 80, 24);
    let words = said(window.keys("/tired<enter>i"));
    assert!(words.contains("He was tired."), "{words}");
    assert!(words.contains("not a heading, "), "{words}");
    assert!(words.contains("against  ends with a full stop"), "{words}");
    let words = said(window.keys("/smoke<enter>i"));
    assert!(
        words.contains("never in question: too long for a heading"),
        "{words}"
    );
}

#[test]
fn what_only_a_stricter_judge_does_not_take_is_said_to_be_so() {
    let mut window = Window::open(DOUBTFUL, 80, 24);
    let usual = headings(&window);
    let few = headings(window.keys("<tab>----"));
    let gone = usual.iter().find(|heading| !few.contains(heading)).unwrap();
    let words = said(window.keys("<esc>/").keys(gone).keys("<enter>i"));
    assert!(words.contains("not a heading, "), "{words}");
    assert!(
        words.contains("against  you asked for a stricter judge"),
        "{words}"
    );
}

#[test]
fn what_was_never_in_question_has_a_reason() {
    let text = "A Title\n\nThis is prose, and it goes on for a while until it is long enough to be prose; then it ends here at last.\n\n\
                - an entry\n- another one\n\n> quoted words\n\n----------\n\nand then,\n\n\
                Some text that was broken long ago at some column which nobody remembers\n\
                now and that goes on here as if nothing had happened to it in between it\n\
                and ends only much later than anybody who began to read it had expected.\n";
    let document = document(text);
    let structure = Structure::whole(document.pages());
    let why = |words: &str| {
        let offset = text.find(words).unwrap() as u32;
        let place = rubricate::document::Place { part: 0, offset };
        match structure.explain(document.pages(), place).verdict {
            Verdict::Unlooked(why) => why,
            other => panic!("{words}: {other:?}"),
        }
    };
    for (words, reason) in [
        ("another one", "an entry of a list"),
        ("quoted", "quoted"),
        ("-----", "a line of signs"),
        ("nothing had happened", "in the middle of a paragraph"),
    ] {
        assert_eq!(why(words), reason, "{words}");
    }
}

#[test]
fn in_the_outline_i_says_why_the_entry_is_there() {
    let mut window = Window::open(DOUBTFUL, 120, 30);
    let words = said(window.keys("<tab>jjji"));
    let entry = window.app.marked();
    assert!(words.contains("An old man\n"), "{words}");
    assert!(words.contains("heading, level "), "{words}");
    window.keys("<esc>");
    assert_eq!(
        window.app.marked(),
        entry,
        "the outline has the focus still"
    );
    assert!(window.app.sidebar().focused);
}

#[test]
fn every_key_closes_what_is_said_and_most_do_what_they_do() {
    for key in ["i", "q", "<esc>", "<C-c>"] {
        let mut window = Window::open(DOUBTFUL, 80, 24);
        let before = window.keys("J").top_line();
        window.keys("i");
        assert_ne!(said(&window), "");
        assert_eq!(window.effect(key), Effect::None, "{key}");
        window.app.settle();
        assert_eq!(said(&window), "", "{key}");
        assert_eq!(window.top_line(), before, "{key}");
    }
    let mut window = Window::open(DOUBTFUL, 80, 24);
    let moved = window.keys("JJ").top_line();
    let mut window = Window::open(DOUBTFUL, 80, 24);
    assert_eq!(window.keys("JiJ").top_line(), moved);
    assert_eq!(said(&window), "");
    window.keys("i").wheel(true, 5, 5);
    assert_eq!(said(&window), "");
    assert_eq!(window.effect("iZ"), Effect::None);
    assert_eq!(window.effect("Z"), Effect::Quit);
}

#[test]
fn what_is_said_follows_a_verdict_that_comes_meanwhile() {
    let mut window = Window::open(DOUBTFUL, 80, 24);
    let words = said(window.keys("6Ji"));
    assert!(words.contains("heading, level"), "{words}");
    let mut structure = window.app.structure().clone();
    structure.outline.headings.clear();
    window.learn(News::Judged(Some(structure), Vec::new()));
    let words = said(&window);
    assert!(words.contains("not a heading, "), "{words}");
    assert!(
        words.contains("against  it would be the only one"),
        "{words}"
    );
}

#[test]
fn what_is_said_is_small_in_every_window() {
    let long = DOUBTFUL.replace("The Dog", &"The Dog That Belonged to Nobody ".repeat(4));
    for columns in 0..130 {
        for rows in [0, 1, 2, 3, 5, 8, 9, 14, 30] {
            let mut window = Window::open(&long, 120, 30);
            window.keys("/Nobody<enter>i").resize(columns, rows);
            window.app.settle();
            let words = said(&window);
            assert!(words.lines().count() <= 10, "{columns}x{rows}\n{words}");
            let outline = window.app.regions().article.x;
            for row in words.lines() {
                let right: String = row.chars().skip(usize::from(outline)).collect();
                assert!(rubricate::text::cells(right.trim()) <= 60, "{words}");
            }
        }
    }
}

#[test]
fn where_the_outline_has_not_got_to_nothing_is_made_up() {
    let chapter = |n| format!("Chapter {n}\n\n{}\n\n", PLAIN.repeat(12));
    let text: String = (1..=60).map(chapter).collect();
    let (mut window, verdict) = Window::unjudged(&text, 80, 24);
    assert!(window.status().contains("Chapter 1"), "{}", window.status());
    window.keys("60%j");
    let here = window.top_line();
    assert!(!window.status().contains("Chapter"), "{}", window.status());
    for keys in ["K", "J", "3K", ")", "(", "p"] {
        let said = window.keys(keys).status();
        assert!(said.contains("outline not here yet: 0 %"), "{keys}: {said}");
        assert_eq!(window.top_line(), here, "{keys}");
    }
    // From where it is, not beyond what it knows.
    assert!(window.keys("g9J").status().contains("not here yet"));
    window.keys("60%j").learn(verdict);
    assert_eq!(window.top_line(), here);
    window.keys("jk");
    assert!(window.status().contains("Chapter 3"), "{}", window.status());
    let before = window.keys("K").status();
    assert!(before.contains("Chapter 3"), "{before}");
}

#[test]
fn a_long_text_without_sections_says_so_when_that_is_known() {
    let text = PLAIN.repeat(400);
    let (mut window, verdict) = Window::unjudged(&text, 80, 24);
    assert!(!window.status().contains("no sections"));
    window.learn(verdict);
    assert!(window.status().contains("no sections found"));
    let (mut window, verdict) = Window::unjudged(&text, 80, 24);
    window.keys("j").learn(verdict);
    assert!(window.status().contains("no sections found"));
    assert!(!window.keys("j").status().contains("no sections"));
}

#[test]
fn reasons_are_told_to_their_end_where_there_is_room_for_them() {
    for text in [super::texts::ARTICLE, DOUBTFUL] {
        for keys in ["Ji", "JJi", "JJji", "ji"] {
            let mut window = Window::open(text, 40, 12);
            let picture = window.keys(keys).picture();
            let (_, told) = picture.split_once("───").expect("a rule");
            assert!(!told.contains('…'), "{keys}\n{picture}");
        }
    }
}
