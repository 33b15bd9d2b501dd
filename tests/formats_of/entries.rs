//! Entries of lists that do not begin with a paragraph: their marker stays.

use super::screen::{document_of, look, outline, text};
use rubricate::read::Format;

#[test]
fn an_entry_keeps_its_marker_whatever_it_begins_with() {
    look("entries", "markdown/entries.md", (50, 44), "");
    look("entries_narrow", "markdown/entries.md", (24, 44), "");
}

#[test]
fn the_marker_stands_in_the_text_once() {
    for (format, source) in [
        (Format::Markdown, "1. > said\n2. - inner\n3.\n"),
        (
            Format::Org,
            "1. #+begin_quote\n   said\n   #+end_quote\n2. - inner\n3. \n",
        ),
    ] {
        let written = text(&document_of(source, format));
        for (times, words) in [(1, "1."), (1, "2."), (1, "3."), (1, "said"), (1, "inner")] {
            assert_eq!(written.matches(words).count(), times, "{words}: {written}");
        }
    }
}

#[test]
fn terms_that_are_explained_can_be_gone_to() {
    for (format, source) in [
        (
            Format::WholeHtml,
            "<h2>Tools</h2><dl><dt><code>peel</code> <i>board</i><dd>Takes loaves out.<dt><dd>Of nothing.\
             <dt>lame<dd>Cuts them.</dl>",
        ),
        (
            Format::Markdown,
            "## Tools\n\n`peel` *board*\n: Takes loaves out.\n\nlame\n: Cuts them.\n",
        ),
        (
            Format::AsciiDoc,
            "== Tools\n\n`peel` _board_:: Takes loaves out.\n\nlame::\n  Cuts them.\n",
        ),
        (
            Format::Rst,
            "Tools\n=====\n\n``peel`` *board*\n  Takes loaves out.\n\nlame\n  Cuts them.\n",
        ),
        (
            Format::Org,
            "* Tools\n\n- peel board :: Takes loaves out.\n- lame :: Cuts them.\n",
        ),
    ] {
        let terms = outline(&document_of(source, format)).terms;
        let called: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(called, ["peel board", "lame"], "{source}");
    }
}
