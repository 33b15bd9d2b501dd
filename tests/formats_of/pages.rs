//! Articles in the midst of what pages put around them: the outline has the headings of the article, and no others.
//!
//! `tests/formats/html/layouts` holds pages without their article, `articles` what stands in them; each article stands in
//! each page.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use rubricate::read::Format;

use super::screen::{document_of, outline, text};

/// Articles that are not told apart from what is around them: of fewer than 500 characters what finds articles thinks that
/// it was too strict, and takes in more of the page.
const KNOWN: [(&str, &str); 1] = [("short", "news")];

/// The files of a folder, by name, and what they say.
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from("tests/formats/html").join(folder);
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Level and words of the headings that are written in a text.
fn written(html: &str) -> Vec<(u8, String)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once("<h") {
        rest = behind;
        let level = behind.as_bytes()[0];
        if !level.is_ascii_digit() {
            continue;
        }
        let (words, _) = behind.split_once("</h").unwrap();
        let (_, words) = words.split_once('>').unwrap();
        let pieces = words.split('<').enumerate();
        let words = pieces.map(|(nth, piece)| match piece.split_once('>') {
            Some((_, words)) if nth > 0 => words,
            _ => piece,
        });
        found.push((level - b'0', words.collect()));
    }
    found
}

/// What a page says in a remark about how it writes articles.
fn said<'a>(layout: &'a str, name: &str) -> Option<&'a str> {
    let (_, said) = layout.split_once(&format!("<!-- {name}"))?;
    Some(said.split_once("-->")?.0.trim_start_matches(':').trim())
}

/// An article with what the page puts behind headings, if it does.
fn set(layout: &str, article: &str) -> String {
    let mark = said(layout, "headings").unwrap_or("");
    article.replace("</h", &format!("{mark}</h"))
}

/// An article with what is shown behind headings: a link of only a sign is not.
fn shown(layout: &str, article: &str) -> String {
    let mark = said(layout, "headings").unwrap_or("");
    if mark.contains('¶') {
        return article.to_owned();
    }
    set(layout, article)
}

/// A page with an article, perhaps in sections of their own.
fn page(layout: &str, title: &str, article: &str) -> String {
    let mark = said(layout, "headings").unwrap_or("");
    let mut article = set(layout, article);
    if said(layout, "sections").is_some() {
        let mut parts = article.split("<h2");
        let lead = parts.next().unwrap_or("");
        let sections = parts.map(|part| format!("<section>\n<h2{part}</section>\n"));
        article = format!("<section>{lead}</section>{}", sections.collect::<String>());
    }
    let page = layout.replace("{article}", &article);
    page.replace("{title}", title).replace("{mark}", mark)
}

/// The titles of the articles.
fn title(article: &str) -> &'static str {
    match article {
        "essay" => "What the Valley Forgot About Bread",
        "manual" => "How to Use the Oven Control",
        "recipe" => "Bread for Those Who Have Nothing in the House",
        "short" => "The Footbridge at the Mill Is Closed",
        "deep" => "Hands, Paper and a Probe in the Wall",
        "lists" => "Twelve Walks That End at an Inn",
        _ => panic!("{article} has no title"),
    }
}

#[test]
fn the_outline_of_a_page_is_that_of_its_article() {
    let (layouts, articles) = (files("layouts"), files("articles"));
    assert!(layouts.len() * articles.len() > 60);
    let (mut wrong, mut count) = (String::new(), 0);
    for (layout, around) in &layouts {
        for (name, article) in &articles {
            if KNOWN.contains(&(name, layout)) {
                continue;
            }
            let expected = written(&shown(around, article));
            let document = document_of(page(around, title(name), article), Format::Html);
            let outline = outline(&document);
            let found: Vec<(u8, String)> = outline
                .headings
                .into_iter()
                .map(|h| (h.level, h.text))
                .collect();
            // What is left of its title is not asked here.
            let titled = found
                .first()
                .is_some_and(|(_, words)| words.starts_with(title(name)));
            let found = if titled { &found[1..] } else { &found[..] };
            let called = outline.title.map(|title| title.text);
            if found != expected || called.as_deref() != Some(title(name)) {
                count += 1;
                let _ = writeln!(
                    wrong,
                    "{name} in {layout}: {called:?}\n  {found:?}\n  not\n  {expected:?}"
                );
            }
        }
    }
    let all = layouts.len() * articles.len();
    assert!(wrong.is_empty(), "{count} of {all} pages:\n{wrong}");
}

/// Paragraphs of an article.
fn prose(count: usize) -> String {
    let line = "<p>The miller waited for the water, as his father had, and said that it would come, sooner or later, \
                with the snow of the upper valley, with the rain of the lower one, or with neither.</p>\n";
    line.repeat(count)
}

/// What the outline has of a page that is called so.
fn outlined(title: &str, body: &str) -> (Option<String>, Vec<String>) {
    let page = format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    let outline = outline(&document_of(page, Format::Html));
    let headings = outline.headings.into_iter().map(|h| h.text);
    (outline.title.map(|title| title.text), headings.collect())
}

/// The headings of a page, in one line.
fn headings(body: &str) -> String {
    outlined("On waiting", body).1.join(", ")
}

/// Headings, as a page writes them, with paragraphs below each.
fn each(said: &[&str], write: impl Fn(&str, &str) -> String) -> String {
    let sections = said.iter().map(|said| write(said, &prose(2)));
    format!(
        "<h1>On waiting</h1>{}{}",
        prose(2),
        sections.collect::<String>()
    )
}

#[test]
fn what_is_called_a_header_heads_a_part_of_the_text() {
    let said = ["Snow", "Rain"];
    let main = |write: &dyn Fn(&str, &str) -> String| {
        headings(&format!("<main>{}</main>", each(&said, write)))
    };
    for (before, after) in [
        ("<header class=post__header>", "<time>May</time></header>"),
        ("<div class=header-wrapper>", "<a href=#x></a></div>"),
        ("<div id=header><div>", "</div></div><a id=x></a>"),
        ("<div class='kg-card header-card'>", "</div>"),
    ] {
        let found = main(&|said, prose| {
            format!("<section>{before}<h2>{said}</h2>{after}{prose}</section>")
        });
        assert_eq!(found, "Snow, Rain", "{before}");
    }
    let folded = main(&|said, prose| {
        format!(
            "<details><summary><section><h4 class=code-header>{said}</h4></section></summary>{prose}</details>"
        )
    });
    assert_eq!(folded, "Snow, Rain");
    // Three of a kind are a manner, wherever they stand, also with a place between them and their words.
    let said = ["Snow", "Rain", "Wind"];
    let grouped = each(&said, |said, prose| {
        format!("<h2 class=groupheader>{said}</h2><a id=x></a>{prose}")
    });
    assert_eq!(
        headings(&format!("<div>{grouped}</div>")),
        "Snow, Rain, Wind"
    );
    let live = each(&said, |said, prose| {
        format!(
            "<article><header class=post-header><h2>{said}</h2></header><div>{prose}</div></article>"
        )
    });
    assert_eq!(
        headings(&format!("<main>{live}</main>")),
        "Snow, Rain, Wind"
    );
    // The header of the whole, and those of other articles, are none.
    let first = format!(
        "<header class=page-header><h2>The Miller</h2></header>{}",
        prose(6)
    );
    assert_eq!(headings(&format!("<main>{first}</main>")), "");
    let others = main(&|said, prose| {
        format!("<div class=card-header><h3><a href=/other>{said}</a></h3></div>{prose}")
    });
    assert_eq!(others, "");
}

#[test]
fn no_part_of_a_heading_is_lost_by_its_name() {
    let numbered = each(&["Snow", "Rain"], |said, prose| {
        format!("<h2><span class=header-section-number>1</span> {said}</h2>{prose}")
    });
    assert_eq!(headings(&numbered), "1 Snow, 1 Rain");
}

#[test]
fn headings_of_an_encyclopedia_stand_beside_signs() {
    let found = headings(&format!(
        "<main>{}</main>",
        each(&["Snow", "Rain"], |said, prose| {
            format!(
                "<div class='mw-heading section-heading'><span class=indicator></span><h2>{said}</h2>\
                 <span class=mw-editsection><a>edit</a></span></div><section>{prose}</section>"
            )
        })
    ));
    assert_eq!(found, "Snow, Rain");
}

#[test]
fn names_that_say_what_a_heading_says_are_not_held_against_it() {
    let said = ["1. Soil", "2. Social trees", "3. Menus"];
    let slug = |said: &str| said[3..].to_lowercase().replace(' ', "-");
    let sections = |write: &dyn Fn(&str, &str, &str) -> String| {
        let write = |said: &str, prose: &str| write(&slug(said), said, prose);
        headings(&format!("<main>{}</main>", each(&said, write)))
    };
    let all = said.join(", ");
    let around =
        sections(&|id, said, prose| format!("<section id={id}><h2>{said}</h2>{prose}</section>"));
    assert_eq!(around, all);
    let boxed = sections(&|id, said, prose| {
        format!("<section id={id}><div><h2>{said}</h2></div>{prose}</section>")
    });
    assert_eq!(boxed, all);
    for before in ["", "h-", "sec_", "user-content-"] {
        let own = sections(&|id, said, prose| format!("<h2 id={before}{id}>{said}</h2>{prose}"));
        assert_eq!(own, all, "{before}");
    }
    // One is enough where words stand below it, and links still lead there.
    let one = |below: &str| {
        let page = format!(
            "<main><h1>On waiting</h1>{}<h2 id=social>Social</h2>{below}</main>",
            prose(4)
        );
        document_of(format!("<title>On waiting</title>{page}"), Format::Html)
    };
    let page = one(&prose(2));
    assert_eq!(outline(&page).headings.len(), 1);
    assert!(page.pages().target("social").is_some());
    let comments =
        "<section id=comments><h2>Comments</h2><p>So it is, and so it was.</p></section>";
    let own = each(&["Soil", "Trees", "Rain"], |said, prose| {
        format!("<h2 id={said}>{said}</h2>{prose}")
    });
    assert_eq!(headings(&format!("{own}{comments}")), "Soil, Trees, Rain");
    let links = one("<ul><li><a href=/a>Share this with all whom you know</a></ul>");
    assert_eq!(outline(&links).headings.len(), 0);
}

#[test]
fn links_of_only_a_sign_are_no_part_of_a_heading() {
    let signed = |sign: &str| {
        let page = each(&["Snow", "Rain"], |said, prose| {
            format!("<h2>{said}{sign}</h2>{prose}")
        });
        format!("<main>{page}</main>")
    };
    for sign in [
        "<a class=headerlink href=#x>¶</a>",
        "<a href='#x'> # </a>",
        "<span><a href=#x>§</a></span>",
        "<a href=#x>\u{1f517}</a>",
    ] {
        assert_eq!(headings(&signed(sign)), "Snow, Rain", "{sign}");
        let whole = outline(&document_of(signed(sign), Format::WholeHtml)).headings;
        assert!(whole.iter().any(|h| h.text == "Snow"), "{sign}");
    }
    // A note is called by a sign, and what changes a heading is said in words.
    let note = "<a href=#note>*</a>";
    assert_eq!(headings(&signed(note)), "Snow*, Rain*");
    let edit = "[<a href=/edit>edit</a>]";
    assert_eq!(headings(&signed(edit)), "Snow[edit], Rain[edit]");
    // Links to the sign still lead to the heading.
    let named = signed("<a id=there href=#there>¶</a>");
    let named = document_of(named, Format::Html);
    assert!(named.pages().target("there").is_some());
}

#[test]
fn places_without_words_stay_where_they_are() {
    let written = [
        "<h3><a name=a></a>Snow</h3>",
        "<a name=b></a><h3>Snow</h3>",
        "<h3 id=x><span id=c></span>Snow</h3>",
        "<p><a name=d></a>Snow fell, in the upper valley and in the lower one.</p>",
        "<div><a id=e></a></div><p>Snow fell, in the upper valley.</p>",
        "<section id=extra><h3>Extra</h3><p>Snow fell, in the upper valley.</p></section>",
        "<section id=footer><h3>Footer</h3><p>Snow fell, in the upper valley.</p></section>",
        "<section id=the-rest><h3>The rest</h3><p>Snow fell, in the upper valley.</p></section>",
    ];
    let page = written.map(|written| format!("{}{written}{}", prose(1), prose(1)));
    let page = format!("<article><h1>On waiting</h1>{}</article>", page.concat());
    let page = document_of(format!("<title>On waiting</title>{page}"), Format::Html);
    for name in ["a", "b", "x", "c", "d", "extra", "footer", "the-rest"] {
        assert!(page.pages().target(name).is_some(), "{name}");
    }
}

#[test]
fn a_heading_that_is_a_button_has_its_words() {
    let said = ["Who pays?", "Who waits?"];
    let buttons = each(&said, |said, prose| {
        format!("<h3><button type=button><span>{said}</span><svg></svg></button></h3>{prose}")
    });
    assert_eq!(
        headings(&format!("<main>{buttons}</main>")),
        "Who pays?, Who waits?"
    );
    let beside = each(&said, |said, prose| {
        format!("<h3>{said}<button>Copy</button></h3>{prose}")
    });
    assert_eq!(
        headings(&format!("<main>{beside}</main>")),
        "Who pays?, Who waits?"
    );
}

#[test]
fn what_is_for_passing_an_article_on_is_none_of_it() {
    for name in [
        "class=share",
        "class=post-share",
        "class='a share-bar'",
        "id=bottom_share",
    ] {
        let share = format!("<div {name}><h3>Tell all</h3><p>Of this, and of that.</p></div>");
        let page = format!(
            "<div><h1>On waiting</h1><article>{}</article>{share}</div>",
            prose(6)
        );
        assert_eq!(headings(&page), "", "{name}");
    }
}

#[test]
fn what_stands_in_cells_is_read_whatever_it_is_called() {
    let row = |said: &str| format!("<tr><td><h3 class=card-header>{said}</h3><td>{}", prose(1));
    let rows = format!("<tr><th>Day<th>Weather{}{}", row("Snow"), row("Rain"));
    let page = format!(
        "<div><h1>On waiting</h1>{}<table border=1>{rows}</table></div>",
        prose(2)
    );
    assert_eq!(headings(&page), "Snow, Rain");
}

/// What is shown of a page.
fn shown_of(body: &str) -> String {
    let page = format!("<html><head><title>On waiting</title></head><body>{body}</body></html>");
    text(&document_of(page, Format::Html))
}

#[test]
fn an_article_in_several_boxes_alike_is_read_as_a_whole() {
    let beside = format!(
        "<div class=related><div class=text>Elsewhere. {}</div></div>",
        prose(4)
    );
    let said = ["Start", "Middle", "Rest"];
    for count in [2, 3] {
        let boxes = |write: &dyn Fn(&str) -> String| {
            let boxes = said.iter().take(count).map(|said| write(said));
            let boxes = boxes.collect::<String>();
            format!("<div id=content><h1>On waiting</h1>{boxes}{beside}</div>")
        };
        let all = said.get(..count).unwrap().join(", ");
        let sections = boxes(&|said| {
            let text = format!("<p>{said} it is, as all agree.</p>{}", prose(3));
            format!("<div class=sect1><h2>{said}</h2><div class=text>{text}</div></div>")
        });
        assert_eq!(headings(&sections), all);
        let posts = boxes(&|said| {
            let text = format!("<p>{said} it is, as all agree.</p>{}", prose(3));
            format!(
                "<div class=q><div class=row><div class=cell><div class=text>{text}</div></div></div></div>"
            )
        });
        for page in [sections, posts] {
            let shown = shown_of(&page);
            for said in said.iter().take(count) {
                assert!(
                    shown.contains(&format!("{said} it is")),
                    "{said} of {count}"
                );
            }
            assert!(!shown.contains("Elsewhere"));
        }
    }
}

#[test]
fn who_said_it_is_part_of_a_quotation() {
    let quoted =
        "<blockquote><p>Waiting is work.</p><footer>— <cite>A porter</cite></footer></blockquote>";
    let foot = "<footer><p>All rights of those who wait.</p></footer>";
    let shown = shown_of(&format!(
        "<main>{}{quoted}{}{foot}</main>",
        prose(6),
        prose(6)
    ));
    assert!(shown.contains("Waiting is work.\n\n— A porter"), "{shown}");
    assert!(!shown.contains("All rights"));
}

#[test]
fn sections_that_begin_alike_are_of_one_article() {
    let section =
        |heading: &str, text: &str| format!("<section><h3>{heading}</h3>{text}</section>");
    // What finds articles counts commas, and no words in lists.
    let list = "<li>Nobody waits as long as the one who has been told that it will not be long."
        .repeat(99);
    let page = |first: &str| {
        let first = section(first, &format!("<ul>{list}</ul>"));
        let rest = section(
            "Rest",
            &"<p>Who has been told so waits long, here and elsewhere.".repeat(99),
        );
        format!("<div><h2>On waiting</h2>{first}{rest}</div>")
    };
    assert_eq!(headings(&page("Start")), "Start, Rest");
    // One that leads elsewhere is not.
    assert_eq!(headings(&page("<a href=/other>Start</a>")), "Rest");
}

#[test]
fn another_article_in_a_box_alike_is_none_of_this_one() {
    let post = |heading: &str, count: usize| {
        let text = format!("<div class=text>{}</div>", prose(count));
        format!("<div class=post>{heading}<div class=row>{text}</div></div>")
    };
    let first = post("<h1>On waiting</h1>", 6);
    for heading in [
        "<h2><a href=/other>Elsewhere</a></h2>",
        "<h1>Elsewhere</h1>",
    ] {
        let other = post(heading, 3);
        let page = format!("<main>{first}<div class=list>{other}</div></main>");
        assert_eq!(headings(&page), "", "{heading}");
    }
}

#[test]
fn a_page_is_called_as_its_heading_says_and_not_as_its_site() {
    let called = |title: &str, body: &str| {
        let body = format!("{body}{}", prose(6));
        outlined(title, &body).0.unwrap()
    };
    let site = "<div id=menu-bar><h1>Index of knots</h1></div>";
    let own = "<main><h1>About knot K12</h1>";
    assert_eq!(
        called("K12 - Index of knots", &format!("{site}{own}")),
        "K12 - Index of knots"
    );
    // What finds articles takes such a heading out, as it says nearly what the title does.
    assert_eq!(
        called(
            "tie a knot - The Book of Knots",
            "<h1>The Book of Knots</h1><main><h1>tie-a-knot(1)</h1>"
        ),
        "tie a knot - The Book of Knots"
    );
    for sign in ["_", "-", " - "] {
        let heading = "最后一班渡轮将于三月停航";
        let title = format!("{heading}{sign}新闻中心{sign}海港网");
        assert_eq!(called(&title, &format!("<div><h1>{heading}</h1>")), heading);
    }
}
