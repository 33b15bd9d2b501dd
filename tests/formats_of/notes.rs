//! Notes: opened beside the words that call them, and gone to.

use rubricate::read::Format;

use crate::screen::{compare, document_of, window};
use crate::window::Window;

const FILLER: &str = "Dough is patient, and whoever waits for it is, too. It rises while nobody\n\
                      looks at it, and it falls when somebody does.\n\n";

fn open(text: &str, format: Format, size: (u16, u16)) -> Window {
    window(document_of(text, format), size.0, size.1)
}

fn markdown(filler: usize) -> String {
    format!(
        "# On bread\n\nBread is old[^1], and so is salt[^salt]. What was said about crumb[^long] is another thing.\n\n\
         {}[^1]: Baker, **p. 4**, and <https://bread.example/a>, who says[^salt] more.\n\n    And a second paragraph.\n\
         [^salt]: Of the sea.\n[^long]: {}\n\n# The end\n",
        FILLER.repeat(filler),
        "Much can be said about crumb, and it was. ".repeat(30)
    )
}

/// The rows inside the box.
fn note(window: &Window) -> String {
    let picture = window.picture();
    let rows = picture.lines().filter_map(|row| {
        let inside = row.split_once("│ ")?.1.rsplit_once('│')?.0;
        Some(inside.trim_end().to_owned())
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_note_opens_over_the_page() {
    let text = markdown(40);
    for (name, size, keys) in [
        ("note_usual", (80, 24), "L1<enter>"),
        ("note_wide", (120, 40), "L1<enter>"),
        ("note_long", (80, 24), "L3<enter>"),
        ("note_small", (40, 12), "L1<enter>"),
        ("note_links", (80, 24), "L1<enter>L"),
    ] {
        let mut window = open(&text, Format::Markdown, size);
        let about = format!("{}x{} {keys}", size.0, size.1);
        compare(name, Some(&about), &window.keys(keys).picture());
    }
    // What calls it is not covered.
    let mut window = open(&format!("{FILLER}{text}"), Format::Markdown, (40, 12));
    compare(
        "note_at_the_top",
        Some("40x12 low on the page"),
        &window.keys("L1<enter>").picture(),
    );
}

#[test]
fn whatever_moves_closes_it_and_enter_goes_there() {
    let text = markdown(40);
    let page = |keys: &str| {
        let mut window = open(&text, Format::Markdown, (80, 24));
        window.keys(keys).picture()
    };
    for (close, same_as) in [
        ("<esc>", ""),
        ("q", ""),
        ("<C-c>", ""),
        ("j", "j"),
        ("<space>", "<space>"),
        ("/salt<esc>", ""),
        ("J", "J"),
        ("h", "h"),
    ] {
        // The hint goes with the first key.
        assert_eq!(
            page(&format!("kL1<enter>{close}")),
            page(&format!("k{same_as}")),
            "{close}"
        );
    }
    let mut window = open(&text, Format::Markdown, (80, 24));
    window.keys("jL2<enter>");
    assert_eq!(note(&window), "[2] Of the sea. ↩");
    let before = window.top_line();
    window.keys("<enter>");
    assert_eq!(window.top_line(), "Of the sea. ↩");
    assert_eq!(window.keys("<C-o>").top_line(), before);
}

#[test]
fn links_in_a_note_are_followed_and_one_note_opens_another() {
    let text = markdown(40);
    let mut window = open(&text, Format::Markdown, (80, 24));
    window.keys("L1<enter>L1");
    assert!(
        window.status().contains("1 → https://bread.example/a"),
        "{}",
        window.status()
    );
    window.keys("<esc>");
    assert!(note(&window).contains("Baker"), "the note is still open");
    window.keys("L2<enter>");
    assert_eq!(note(&window), "[2] Of the sea. ↩");
    window.keys("L1<enter>");
    assert!(note(&window).is_empty(), "back to the words that call it");
    assert!(
        window.top_line().starts_with("Bread is old"),
        "{}",
        window.top_line()
    );
    // Where it leads is said before one goes there.
    window.keys("gL2");
    assert!(
        window.status().contains("2 → [2] Of the sea."),
        "{}",
        window.status()
    );
}

#[test]
fn the_mouse_opens_a_note_and_a_click_beside_it_closes_it() {
    let mut window = open(&markdown(40), Format::Markdown, (80, 24));
    window.click_on("[2]");
    assert_eq!(note(&window), "[2] Of the sea. ↩");
    window.click_on("Of the sea");
    assert_eq!(note(&window), "[2] Of the sea. ↩");
    window.click_on("On bread");
    assert_eq!(note(&window), "");
    window.click_on("[1]").click_on("https:");
    assert!(
        window.status().contains("→ https://bread.example/a"),
        "{}",
        window.status()
    );
    window.keys("<esc>").wheel(true, 40, 10);
    assert_eq!(note(&window), "");
}

#[test]
fn a_note_may_be_open_in_a_window_of_any_size() {
    let mut window = open(&markdown(40), Format::Markdown, (80, 24));
    window.keys("L1<enter>");
    for (columns, rows) in [
        (200, 60),
        (30, 9),
        (13, 6),
        (12, 40),
        (80, 5),
        (1, 1),
        (80, 24),
    ] {
        window.resize(columns, rows).keys("L<esc>");
        let shown = window.picture();
        assert!(shown.lines().count() <= usize::from(rows));
    }
}

#[test]
fn a_note_far_away_is_found_in_a_text_of_many_parts() {
    let text = markdown(4000);
    let mut window = open(&text, Format::Markdown, (80, 24));
    assert_eq!(note(window.keys("L2<enter>")), "[2] Of the sea. ↩");
    let notes = "[1] Baker, p. 4, and [2].\n[2] Of the sea,\n    as ever.\n\n[RFC7]  Oven.\n";
    let plain = format!(
        "Bread is old [1], and so is salt [2]; see [RFC7], but not [3].\n\n{}{notes}",
        FILLER.repeat(4000)
    );
    let mut window = open(&plain, Format::Plain, (80, 24));
    assert_eq!(note(window.keys("L2<enter>")), "[2] Of the sea, as ever.");
    window.keys("<enter>");
    assert!(
        window.top_line().starts_with("Of the sea"),
        "{}",
        window.top_line()
    );
    assert_eq!(note(window.keys("<C-o>L3<enter>")), "[RFC7]  Oven.");
    assert!(
        window.keys("<esc>L").status().contains("link 1 to 3"),
        "{}",
        window.status()
    );
}

#[test]
fn brackets_in_code_call_nothing() {
    let code =
        "fn main() {\n    let a = b[1] + c[2];\n    call(a, b[2]);\n    done();\n}\n".repeat(20);
    let mut window = open(&format!("{code}[1] x\n[2] y\n"), Format::Plain, (80, 24));
    assert!(window.keys("L").status().contains("no links in view"));
}

#[cfg(feature = "html")]
#[test]
fn a_page_says_what_its_notes_are() {
    let page = format!(
        "<h1>Bread</h1><p>Old<a href='#n1' epub:type='noteref'>1</a>, warm<sup><a href='#n2'>2</a></sup> and \
         <a href='#end'>more</a>, see <a href='#h'>[3]</a>.</p>{}\
         <aside epub:type='footnote' id='n1'><p>1. The first paragraph.</p><p>The second.</p></aside>\
         <ol><li id='n2'><p>Salt.</p><p>And more.</p></li><li>Other.</li></ol><h2 id='h'>Three</h2><p id='end'>End.</p>",
        "<p>Dough is patient.</p>".repeat(40)
    );
    let mut window = open(&page, Format::WholeHtml, (80, 24));
    assert_eq!(
        note(window.keys("L1<enter>")),
        "1. The first paragraph.\n\nThe second."
    );
    assert_eq!(
        note(window.keys("<esc>L2<enter>")),
        "1. Salt.\n\n   And more."
    );
    // A heading is no note, nor is what words lead to.
    assert_eq!(note(window.keys("<esc>L4<enter>")), "");
    assert!(window.picture().contains("Three"));
    window.keys("gL3<enter>");
    assert_eq!(note(&window), "");
    assert!(window.picture().contains("End."));
}

#[test]
fn light_formats_have_notes_too() {
    let filler = FILLER.repeat(20);
    for (format, text) in [
        (
            Format::Rst,
            format!("Salt [1]_.\n\n{filler}.. [1] Of the sea.\n"),
        ),
        (
            Format::Org,
            format!("Salt[fn:1].\n\n{filler}[fn:1] Of the sea.\n"),
        ),
        (
            Format::AsciiDoc,
            format!("Salt.footnote:[Of the sea.]\n\n{filler}"),
        ),
    ] {
        let mut window = open(&text, format, (80, 24));
        let shown = note(window.keys("L1<enter>"));
        assert!(
            shown.contains("Of the sea."),
            "{format:?}: {shown}\n{}",
            window.picture()
        );
    }
}
