//! What an article is called, however pages write that.

use rubricate::read::Format;

use super::screen::{document_of, outline, text};

/// A page with an article of some length.
fn page(title: &str, around: &str, article: &str) -> String {
    let words = "<p>Salt went north over the hills, on mules, and came back as cloth, and as news of the sea.</p>";
    format!(
        "<html><head><title>{title}</title></head><body>{around}<main>{article}{}</main></body></html>",
        words.repeat(12)
    )
}

/// The title of a page, and how often its text says that.
fn called(page: String) -> (String, usize) {
    let document = document_of(page, Format::Html);
    let title = outline(&document).title.map(|title| title.text);
    let title = title.unwrap_or_default();
    let said = text(&document).matches(&title).count();
    (title, said)
}

#[test]
fn an_article_is_called_what_its_own_heading_says() {
    let book = "<div id=menu-bar><h1>The Book of Salt</h1></div>";
    let site = "<header><h1><a href='/'>The Book of Salt</a></h1></header>";
    let plain = "<h1>The Book of Salt</h1>";
    for (title, around, heading, expected) in [
        // A heading that links to itself is one.
        (
            "Pans - The Book of Salt",
            book,
            "<h1 id=pans><a class=header href='#pans'>Pans</a></h1>",
            "Pans",
        ),
        (
            "Salt Pans - The Book of Salt",
            book,
            "<h2 id=pans><a class=header href='#pans'>Salt Pans</a></h2>",
            "Salt Pans",
        ),
        (
            "Salt Pans - The Book of Salt",
            site,
            "<h1><a href='/pans'>Salt Pans</a></h1>",
            "Salt Pans",
        ),
        // A single word is enough before a sign that stands apart.
        ("Pans | The Book of Salt", "", "<h1>Pans</h1>", "Pans"),
        ("Pans — Salt 2.0", "", "<h1>Pans</h1>", "Pans"),
        ("Pans - The Book of Salt", plain, "<h1>Pans</h1>", "Pans"),
        (
            "Salt | How they made the pans",
            "<h1>Salt</h1>",
            "<h1>How they made the pans</h1>",
            "How they made the pans",
        ),
        (
            "Salt-Pans of the North",
            "",
            "<h1>Salt</h1>",
            "Salt-Pans of the North",
        ),
        // A sign that links to the heading is none of its words.
        (
            "Pans — Salt 2.0",
            "",
            "<h1>Pans<a class=headerlink href='#pans'>¶</a></h1>",
            "Pans",
        ),
        (
            "Salt Pans | Salt",
            "",
            "<h1><a href='#salt-pans'>#</a> Salt Pans</h1>",
            "Salt Pans",
        ),
        // What was left out because it says about the same stood in the article.
        (
            "Salt: making pans | The Book of Salt",
            "<div class=banner><h2>The Book of Salt</h2></div>",
            "<h1>Making Salt Pans</h1>",
            "Making Salt Pans",
        ),
    ] {
        let (called, said) = called(page(title, around, heading));
        assert_eq!(called, expected, "{title}: {heading}");
        assert_eq!(said, 1, "{title}: {heading}");
    }
}
