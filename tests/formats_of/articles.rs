//! What an article is called, which headings it has, and where its lines end, however pages write that.

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

/// The headings of an article that stands on a page of its own.
fn headings(article: &str) -> Vec<String> {
    let document = document_of(page("Of Salt", "", article), Format::Html);
    let found = outline(&document).headings;
    found.into_iter().map(|heading| heading.text).collect()
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

#[test]
fn headings_of_an_encyclopedia_stand_in_boxes() {
    let edit = "<span class=mw-editsection>[<a href='/edit?section=1'>edit</a>]</span>";
    let article = |name: &str| {
        format!(
            "<div class='mw-heading mw-heading2'><h2 id={name}>{name}</h2>{edit}</div><p>By the sea.</p>"
        )
    };
    let all = ["Pans", "Mules", "Tolls"].map(article).concat();
    assert_eq!(headings(&all), ["Pans", "Mules", "Tolls"]);
    let words = text(&document_of(page("Of Salt", "", &all), Format::Html));
    assert!(!words.contains("edit"), "{words}");
}

#[test]
fn headings_may_be_called_headers() {
    let below = "<p>It was won in pans, by the sea, in summer.</p>";
    let section =
        |name: &str| format!("<h3 class='header-anchor set-wide'>{name}<span></span></h3>{below}");
    let three = ["Pans", "Mules", "Tolls"].map(section).concat();
    assert_eq!(headings(&three), ["Pans", "Mules", "Tolls"]);
    // Few of them, or those above links, or above what nobody reads, are what a page puts around its articles.
    assert!(headings(&["Pans", "Mules"].map(section).concat()).is_empty());
    let links = |name: &str| {
        format!(
            "<h3 class=rail-header>{name}</h3><ul><li><a href=a>How salt is won by the sea</a></ul>"
        )
    };
    assert!(headings(&["Pans", "Mules", "Tolls"].map(links).concat()).is_empty());
    let aside = |name: &str| format!("<h3 class=sidebar-header>{name}</h3>{below}");
    assert!(headings(&["Pans", "Mules", "Tolls"].map(aside).concat()).is_empty());
    let recipe = "<h2>Salted bread</h2><p>Bread for a day.</p><div><h3 class='wprm-recipe-header wprm-header-plain'>Flour</h3>\
                  <ul><li>Four cups of it</ul><h3 class=wprm-recipe-header>Work</h3><ol><li>Knead, and bake it</ol></div>";
    assert_eq!(headings(recipe), ["Salted bread", "Flour", "Work"]);
}

#[test]
fn lines_of_an_article_end_where_they_end() {
    for (written, shown) in [
        (
            "<blockquote>Salt is white<br>the sea is grey<p>by a miller</p></blockquote>",
            "Salt is white\nthe sea is grey",
        ),
        (
            "<div>Bo Marsh<br>12 Mill Lane<br>Salton<p>She wrote back, and told him of it.</p></div>",
            "Bo Marsh\n12 Mill Lane\nSalton",
        ),
        (
            "<blockquote>One<br><!-- x -->two<br><br>three<br>four</blockquote>",
            "One\ntwo\n\nthree\nfour",
        ),
        (
            "<ul><li>First line<br>second line<p>and more of it</p></ul>",
            "First line\nsecond line",
        ),
        (
            "<section>One<br>two<div>three</div></section>",
            "One\ntwo\n\nthree",
        ),
    ] {
        let words = text(&document_of(page("Of Salt", "", written), Format::Html));
        assert!(words.contains(shown), "{written}: {words}");
    }
}

#[test]
fn what_passes_an_article_on_is_no_part_of_it_but_what_speaks_of_sharing_is() {
    for (part, stays) in [
        (
            "<div class=share><a href=/f>Facebook</a> <a href=/t>Mail this</a></div>",
            false,
        ),
        (
            "<div class='sharedaddy'><h3>Share this:</h3><ul><li class=share-x><a href=/x>Mail this</a></li></ul></div>",
            false,
        ),
        (
            "<p>Each has a <span class=share>Mail this</span> of the salt.</p>",
            true,
        ),
        (
            "<p>Each has <a class=share href=/a>Mail this</a> by it.</p>",
            true,
        ),
        (
            "<table><tr><th>Town</th><th class=share>Mail this</th></tr><tr><td>Pan</td><td class=share>4 in ten</td></tr></table>",
            true,
        ),
        ("<h2 class=share>Mail this</h2><p>Words of it.</p>", true),
        (
            "<section id=share><h2>Mail this</h2><p>To whoever asks.</p></section>",
            true,
        ),
        ("<p id=share>Mail this to your friends.</p>", true),
        (
            "<dl><dt class=share>Mail this</dt><dd>A tenth.</dd></dl>",
            true,
        ),
    ] {
        let article = page(
            "Of Salt",
            "",
            &format!("<p>Salt, as all know, is dear, and was dearer.</p>{part}"),
        );
        let said = text(&document_of(article, Format::Html));
        assert_eq!(said.contains("Mail this"), stays, "{part}\n{said}");
    }
}

#[test]
fn what_stands_beside_a_heading_of_an_encyclopedia_stays() {
    let boxed = "<div class=mw-heading><h2 id=Pans>Pans</h2><span id=Old_pans></span>\
                 <span class=mw-editsection>[<a href=/edit>edit</a>]</span><img src=pan.png alt='A pan'></div>\
                 <p>Pans are of lead, or of clay, and <a href='#Old_pans'>older</a> than both.</p>";
    let document = document_of(page("Of Salt", "", boxed), Format::Html);
    let said = text(&document);
    assert!(said.contains("A pan") && !said.contains("edit"), "{said}");
    assert_eq!(outline(&document).headings.first().unwrap().text, "Pans");
    assert!(document.pages().target("Old_pans").is_some());
}

#[test]
fn names_take_no_words_out_of_sentences_and_no_sections() {
    let prose =
        "<p>Salt, as all know, is dear, and was dearer, they say, when roads were few and bad.</p>";
    for part in [
        "<p>Choose <span class=menu>this</span> now.</p>",
        "<p>Choose <code class=related>this</code> now.</p>",
        "<p>The word is by <a rel=author href=/x>this</a>, who wrote it in May, and said more.</p>",
        "<p>One may, as <span class=author>this</span> says in another book, do without it.</p>",
        "<ul><li id=footer-opt>this</ul>",
        "<pre id=footer-ex>this</pre>",
        "<dl><dt id=menu-file>this</dt><dd>Means it.</dd></dl>",
    ] {
        let article = page("Of Salt", "", &format!("{prose}{part}{prose}"));
        let said = text(&document_of(article, Format::Html));
        assert!(said.contains("this"), "{part}\n{said}");
    }
    // By whom it is stands once, as it did.
    let by = format!("<p class=byline>By <a rel=author href=/x>Ann Low</a></p>{prose}");
    let said = text(&document_of(page("Of Salt", "", &by), Format::Html));
    assert_eq!(said.matches("Ann Low").count(), 1, "{said}");
    let sections: Vec<String> = [
        "Social life",
        "Of comments",
        "VM unrelated",
        "Footers and menus",
    ]
    .iter()
    .map(|words| {
        let id = words.replace(' ', "-").to_lowercase();
        let old = words.replace(' ', "_");
        format!(
            "<section id={id}><span id=more-{id}></span><h2>{words}</h2>{prose}</section>\
                 <h2><span class=mw-headline id={old}>{words} again</span></h2>{prose}"
        )
    })
    .collect();
    assert_eq!(
        headings(&sections.concat()),
        [
            "Social life",
            "Social life again",
            "Of comments",
            "Of comments again",
            "VM unrelated",
            "VM unrelated again",
            "Footers and menus",
            "Footers and menus again"
        ]
    );
}

#[test]
fn what_is_ticked_and_what_stands_in_front_stays() {
    let tasks = "<ul><li><label><input type=checkbox checked>baked</label><li><input type=checkbox>eaten</ul>";
    let said = text(&document_of(page("Of Salt", "", tasks), Format::Html));
    assert!(
        said.contains("☑ baked") && said.contains("☐ eaten"),
        "{said}"
    );
    let front = "<header id=title-block-header><h1 class=title>Of Salt</h1><p class=subtitle>A history</p>\
                 <p class=author>Ann Low</p><p class=author>Ben Roe</p><p class=date>May</p>\
                 <div class=abstract><div class=abstract-title>Abstract</div>Salt is dear.</div></header>";
    let said = text(&document_of(page("Of Salt", "", front), Format::Html));
    for words in ["A history", "Ann Low", "Ben Roe", "May", "Salt is dear."] {
        assert_eq!(said.matches(words).count(), 1, "{words}\n{said}");
    }
}

#[test]
fn a_heading_of_two_lines_is_the_title_once() {
    let (title, times) = called(page(
        "One two three four | Salt",
        "",
        "<h1>One two<br>three four</h1>",
    ));
    assert_eq!((title.as_str(), times), ("One two three four", 1));
}

#[test]
fn formulas_of_an_encyclopedia_are_shown_once() {
    let formula = "<span class=mwe-math-element><span class='mwe-math-mathml-inline mwe-math-mathml-a11y' style='display: none;'>\
                   <math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>\
                   <annotation encoding='application/x-tex'>{\\displaystyle E=mc^{2}}</annotation></semantics></math></span>\
                   <img aria-hidden=true class=mwe-math-fallback-image-inline alt='{\\displaystyle E=mc^{2}}' src=x.svg></span>";
    let article = page(
        "Of Salt",
        "",
        &format!("<p>It is {formula}, as all know by now, and say.</p>"),
    );
    for format in [Format::Html, Format::WholeHtml] {
        let said = text(&document_of(article.clone(), format));
        assert!(said.contains("It is E=mc², as"), "{said}");
    }
}

#[test]
fn the_own_heading_of_a_page_is_its_title_though_it_says_more() {
    let (title, times) = called(page(
        "Salt pan interface - The Salt Reference",
        "",
        "<h1 id=a>Salt pan interface (SPI)</h1>",
    ));
    assert_eq!((title.as_str(), times), ("Salt pan interface (SPI)", 1));
}
