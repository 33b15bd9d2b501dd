//! Pages that programs make of what is written about other programs.

use rubricate::read::Format;

use super::screen::{document_of, text};

/// All of a page, as text.
fn whole(body: &str) -> String {
    let page = document_of(format!("<body>{body}</body>"), Format::WholeHtml);
    text(&page).trim().to_owned()
}

#[test]
fn code_in_two_languages_is_parted() {
    let short = "<pre><input type=checkbox><code class='language-js mjs'>import a;</code>\
                 <code class='language-js cjs'>require(a);</code><button>copy</button></pre>";
    assert_eq!(whole(short), "import a;\n\nrequire(a);");
    let long =
        "<pre><code>import {\n  a\n};</code><code>require(\n  a\n);\n</code><code>b;</code></pre>";
    assert_eq!(whole(long), "import {\n  a\n};\n\nrequire(\n  a\n);\n\nb;");
    // A line in pieces stays one, and so do lines that are pieces.
    let pieces = "<pre><code>let</code> <code>a</code><code>;</code>\n<code>b;</code>\n<code>c;</code></pre>";
    assert_eq!(whole(pieces), "let a;\nb;\nc;");
    let lines = "<pre><code>a;\n</code><code>b;\n</code><code>c;</code></pre>";
    assert_eq!(whole(lines), "a;\nb;\nc;");
}

#[test]
fn a_heading_that_opens_its_section_stands_alone() {
    let item = "<details open><summary><section id=knead><a class=src href=a.rs.html>Source</a>\
                <a href='#knead' class=anchor>§</a><h4>fn knead()</h4></section></summary>\
                <p>By hand. See <a href='#long'>§</a> 2.</p></details>\
                <details><summary>More</summary><p>An hour.</p></details>";
    assert_eq!(
        whole(item),
        "Source\n\nfn knead()\n\nBy hand. See § 2.\n\n▾ More\n\nAn hour."
    );
}

#[test]
fn lines_that_a_book_hides_are_hidden() {
    let code = "<pre><code class='language-rust'><span class=boring>fn main() {\n</span>knead();\n\
                <span class=boring>}</span></code></pre>";
    assert_eq!(whole(code), "knead();");
    let words = "<p class=boring>Bread is <span class=boring>patient</span>.</p>";
    assert_eq!(whole(words), "Bread is patient.");
}

#[test]
fn terms_that_are_signs_are_said() {
    // Each links to itself, as places of reference do; what is the only word of its entry stays.
    let terms = "<dl><dt id=not><a href='#not'>!</a></dt><dd>Not.</dd>\
                 <dt id=add><code><a href='#add'>+=</a></code> <a href='#add'>¶</a></dt><dd>Adds.</dd></dl>";
    let said = whole(terms);
    assert!(said.contains('!') && said.contains("+="), "{said}");
    let cells = "<table><tr><th>Sign</th><th>Means</th></tr>\
                 <tr><td id=or><a href='#or'>||</a></td><td>or</td></tr></table>";
    assert!(whole(cells).contains("||"));
}

#[test]
fn signs_beside_headings_are_left_out_if_they_lead_nowhere_else() {
    for (heading, said) in [
        ("<h2 id=a>Salt<a href='#a'>#</a></h2>", "Salt"),
        ("<h2>Salt<a href='#gone'>¶</a></h2>", "Salt"),
        ("<h2>Salt <a href='#top'>↑</a></h2>", "Salt"),
        ("<a id=b></a><h2>Salt <a href='#b'>§</a></h2>", "Salt"),
        ("<h2 id='caf%C3%A9'>Salt</h2>", "Salt"),
        ("<h2 id='café'>Salt<a href='#caf%C3%A9'>#</a></h2>", "Salt"),
        // It calls a note.
        ("<h2>Salt <a href='#note'>§</a></h2>", "Salt §"),
    ] {
        let page = format!("<p id=top>Words.</p>{heading}<p>More.</p><p id=note>A note.</p>");
        let document = document_of(page, Format::WholeHtml);
        let headings = super::screen::outline(&document).headings;
        assert_eq!(headings.first().unwrap().text, said, "{heading}");
    }
}

#[test]
fn code_that_unfolds_keeps_its_lines() {
    let code = "<pre><code>pub enum E {<details><summary class=hideme>Show 2 variants</summary>    NotFound,\n    Denied,\n</details>}</code></pre>";
    assert_eq!(whole(code), "pub enum E {\n    NotFound,\n    Denied,\n}");
}
