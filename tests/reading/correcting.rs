//! The reader is right: corrections of the outline by hand, as they are seen.

use rubricate::app::{App, Change, MEASURE, News};
use rubricate::outline::Structure;
use rubricate::outline::corrections::Finder;

use super::window::{self, Window};

/// Prose with two headings that are found, one that is loud and none, and one that is dressed like prose.
const TEXT: &str = "\
The Price of Salt

Where It Comes From

Most of it comes out of the ground, and the rest of it out of the sea. It has been dug and boiled for as long as people have kept meat, and no town lay far from a road on which it came.

The road from the mines was there for everybody to take.

It was a narrow road, and whoever had it had the town. So there were walls along it and towers on the walls, and in the towers there were men who did nothing but look at carts.

What It Was Good For

It kept the meat over the winter, and it kept the soldiers in the field. A barrel of it was worth a horse in some years, and in others a horse was worth two barrels.

NO ENTRY

That was written over the door of the house, and it was written there in red so that it could be read.
";

fn open() -> Window {
    Window::open(TEXT, 120, 24)
}

/// The outline's entries, by what they say.
fn entries(window: &Window) -> Vec<String> {
    let outline = &window.app.structure().outline;
    let told = |h: &rubricate::outline::Heading| format!("{} {}", h.level, h.text);
    outline.headings.iter().map(told).collect()
}

const JUDGED: [&str; 3] = [
    "1 Where It Comes From",
    "1 What It Was Good For",
    "1 NO ENTRY",
];

#[test]
fn a_heading_on_top_is_none_any_more_and_is_one_again() {
    let mut window = open();
    let judged = entries(&window);
    assert_eq!(judged.len(), 3, "{judged:?}");
    window.keys("J");
    let top = window.top_line();
    assert_eq!(top, "Where It Comes From");
    window.keys("#");
    assert_eq!(window.top_line(), top, "the page stays where it was");
    assert!(window.status().contains("no heading any more: U undoes it"));
    assert_eq!(entries(&window), judged[1..]);
    let picture = window.picture();
    assert_eq!(
        picture.matches(&top).count(),
        1,
        "only in the text\n{picture}"
    );
    window.keys("j");
    assert!(
        !window.status().contains("Where It Comes From"),
        "no breadcrumb"
    );
    window.keys("k#");
    assert!(window.status().contains("a heading again"));
    assert_eq!(entries(&window), judged);
    assert_eq!(window.top_line(), top);
}

#[test]
fn a_line_that_was_missed_is_a_heading() {
    let mut window = open();
    let judged = entries(&window);
    window.keys("g}}}");
    let top = window.top_line();
    assert!(top.starts_with("The road"), "{top}");
    window.keys("#");
    assert_eq!(window.top_line(), top, "the page stays where it was");
    assert!(window.status().contains("a heading now: U undoes it"));
    let corrected = entries(&window);
    assert_eq!(
        corrected[1],
        "1 The road from the mines was there for everybody to take."
    );
    assert_eq!(corrected.len(), judged.len() + 1);
    // It is one like others: in the outline, on the page, in the line at the foot, to jump to.
    let picture = window.picture();
    assert!(
        picture.matches("The road from the mines").count() == 2,
        "{picture}"
    );
    window.keys("j");
    assert!(window.status().contains("The road from the mines"));
    window.keys("gJJ");
    assert!(window.top_line().starts_with("The road"));
    window.keys("#");
    assert_eq!(entries(&window), judged);
}

#[test]
fn corrections_are_taken_back_one_by_one() {
    let mut window = open();
    let judged = entries(&window);
    assert!(window.keys("U").status().contains("nothing was corrected"));
    window.keys("J#J#");
    assert_eq!(entries(&window).len(), 1);
    let top = window.top_line();
    assert!(window.keys("U").status().contains("taken back"));
    assert_eq!(entries(&window), judged[1..]);
    window.keys("U");
    assert_eq!(entries(&window), judged);
    assert_eq!(window.top_line(), top, "the page stays where it was");
    assert!(window.keys("U").status().contains("nothing was corrected"));
}

#[test]
fn entries_of_the_outline_are_corrected_under_the_cursor() {
    let mut window = open();
    let judged = entries(&window);
    window.keys("<tab>G#");
    assert_eq!(entries(&window), judged[..2]);
    let top = window.top_line();
    window.keys("#");
    assert_eq!(entries(&window), judged, "the same key again takes it back");
    window.keys("<gt>");
    assert!(window.status().contains("level 2 now: U undoes it"));
    assert_eq!(entries(&window)[2], "2 NO ENTRY");
    window.keys("<lt>");
    assert_eq!(entries(&window), judged);
    assert!(window.keys("<lt>").status().contains("no level beyond"));
    window.keys("<gt><gt>");
    assert_eq!(entries(&window)[2], "3 NO ENTRY");
    assert_eq!(window.top_line(), top);
    window.keys("UUUUUU");
    assert_eq!(entries(&window), judged);
    // The title is an entry as well.
    window.keys("g<gt>");
    assert!(window.status().contains("the title has no level"));
    window.keys("#");
    assert!(window.app.structure().outline.title.is_none());
    window.keys("U");
    assert!(window.app.structure().outline.title.is_some());
}

#[test]
fn a_paragraph_is_no_heading() {
    let long = format!(
        "Title Of It\n\n{}\n\nmore\n",
        "words without an end ".repeat(40)
    );
    let mut window = Window::open(&long, 80, 10);
    window.keys("}#");
    assert!(window.status().contains("too long for a heading"));
    assert_eq!(window.app.take_changes(), []);
    let mut window = Window::open("", 80, 10);
    window.keys("#U");
    assert_eq!(window.app.take_changes(), []);
}

#[test]
fn what_was_kept_is_shown_when_the_text_is_opened_again() {
    let mut window = open();
    window.keys("J#g}}}#");
    let corrected = entries(&window);
    let kept = window
        .app
        .take_changes()
        .into_iter()
        .flat_map(|change| match change {
            Change::Made(made) => made,
            Change::TakenBack(_) => Vec::new(),
        });
    let kept: Vec<_> = kept.collect();
    // The text has changed a little meanwhile.
    let text = TEXT.replace(
        "The Price of Salt\n",
        "The Price of Salt\n\nA note that was put in later on, by somebody else.\n",
    );
    let document = window::document(text);
    let structure = Structure::whole(document.pages());
    let mut finder = Finder::new(kept.clone());
    finder.read(&document.pages().part(0));
    let mut app = App::new(document, structure, MEASURE, (120, 24));
    app.learn(News::Kept(kept));
    app.learn(News::Located(finder.found(true)));
    let mut window = Window::of(app);
    assert_eq!(entries(&window), corrected);
    window.keys("UU");
    assert_eq!(entries(&window), JUDGED);
    assert_eq!(
        window.app.take_changes().len(),
        2,
        "they are not kept any more"
    );
}

/// A recipe in which steps are numbered like sections, and notes are loud.
fn recipe() -> String {
    let mut text = String::from("How to Bake a Bread\n\n");
    for (n, name) in ["The Flour", "The Water", "The Salt", "The Oven"]
        .iter()
        .enumerate()
    {
        let prose = "It is weighed before anything else is done, and it is weighed again when it has stood for a while. Who bakes every day does it by hand, and who does not had better use a scale.";
        let loud = ["TAKE CARE", "WASH HANDS", "NO HURRY", "MIND THE HEAT"][n];
        text += &format!("{name}\n\n{prose}\n\n{loud}\n\n{prose}\n\n");
    }
    text
}

#[test]
fn all_that_is_like_a_false_heading_goes_with_it() {
    let mut window = Window::open(&recipe(), 120, 30);
    let judged = entries(&window);
    assert_eq!(judged.len(), 8, "{judged:?}");
    window.keys("JJ#");
    assert!(
        window
            .status()
            .contains("no heading any more: U undoes it, a: all like it")
    );
    let top = window.top_line();
    assert_eq!(top, "TAKE CARE");
    window.keys("a");
    assert!(
        window.status().contains("3 more like it: U undoes them"),
        "{}",
        window.status()
    );
    assert_eq!(window.top_line(), top, "the page stays where it was");
    let left = entries(&window);
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left.iter().all(|entry| entry.contains("The ")), "{left:?}");
    window.keys("U");
    assert!(window.status().contains("3 corrections taken back"));
    assert_eq!(entries(&window).len(), 7, "the first one stays");
    window.keys("U");
    assert_eq!(entries(&window), judged);
}

#[test]
fn all_that_is_like_a_heading_moves_to_its_level() {
    let mut window = Window::open(&recipe(), 120, 30);
    let judged = entries(&window);
    window.keys("J<tab>j<gt>a");
    assert!(
        window.status().contains("3 more like it"),
        "{}",
        window.status()
    );
    let level = |entry: &String| entry[..1].parse::<u8>().unwrap();
    let moved = entries(&window);
    for (was, is) in judged.iter().zip(&moved) {
        let loud = !was.contains("The ");
        assert_eq!(level(is), level(was) + u8::from(loud), "{is}");
    }
    window.keys("UU");
    assert_eq!(entries(&window), judged);
}

#[test]
fn all_that_is_like_a_missed_heading_is_found_with_it() {
    // Words that end like sentences do, each over a paragraph.
    let prose = "It is weighed before anything else is done, and it is weighed again when it has stood for a while. Who bakes every day does it by hand, and who does not had better use a scale.";
    let mut text = String::from("How to Bake a Bread\n\n");
    for line in ["Flour.", "Water.", "Salt.", "Waiting."] {
        text += &[line, prose, prose, ""].join("\n\n");
    }
    let mut window = Window::open(&text, 120, 30);
    assert_eq!(entries(&window), [""; 0], "the judge misses them all");
    window.keys("g}#");
    assert_eq!(entries(&window), ["1 Flour."]);
    window.keys("a");
    assert!(
        window.status().contains("3 more like it"),
        "{}",
        window.status()
    );
    assert_eq!(
        entries(&window),
        ["1 Flour.", "1 Water.", "1 Salt.", "1 Waiting."]
    );
    // What is no heading after all is none when all like it are.
    window.keys("UUJ#");
    assert_eq!(entries(&window), ["1 Flour."]);
    window.keys("jg}#}}}#a");
    assert_eq!(entries(&window), ["1 Water.", "1 Salt.", "1 Waiting."]);
    window.keys("UUUU");
    assert_eq!(entries(&window), [""; 0]);
}

#[test]
fn all_alike_is_offered_right_after_a_correction_only() {
    let mut window = open();
    assert!(window.keys("a").status().contains("right after # < or >"));
    window.keys("J#ja");
    assert!(window.status().contains("right after # < or >"));
    assert_eq!(entries(&window).len(), 2);
    // The title has none like it.
    window.keys("<tab>g#");
    assert!(!window.status().contains("all like it"));
}
