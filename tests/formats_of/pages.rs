//! Articles in the midst of what pages put around them: the outline has the headings of the article, and no others.
//!
//! `tests/formats/html/layouts` holds pages without their article, `articles` what stands in them; each article stands in
//! each page.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use rubricate::read::Format;

use super::screen::{document_of, outline};

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
            let expected = written(&set(around, article));
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
