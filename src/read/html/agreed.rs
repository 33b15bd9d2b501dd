//! Where what finds articles decides otherwise than the program after which it was made, that one is followed.

use dom_query::NodeRef;

use super::mended::{is_seldom_read, keep};
use super::names::is_heading;
use super::places::Place;

/// What is in a table or in code is read whatever it is called, as far inside as this.
const WITHIN: usize = 4;
/// What is for passing an article on to others has fewer characters than this, and fewer bytes that lead nowhere.
const SHORT: usize = 500;
const SAID: usize = 80;
/// Elements that are a part of the text whatever they are called.
const OF_TEXT: [&str; 11] = [
    "caption",
    "code",
    "dd",
    "dt",
    "figcaption",
    "kbd",
    "pre",
    "tbody",
    "td",
    "th",
    "tr",
];
/// Elements that stand in the rows of a text, and so many nodes beside one are looked at for words.
const IN_ROWS: [&str; 14] = [
    "a", "abbr", "b", "cite", "code", "em", "i", "kbd", "samp", "span", "strong", "sub", "sup",
    "var",
];
const BESIDE: usize = 4;
/// Elements of which each is one of several, or holds what is kept as it is, and whose names are those of places.
const ENTRIES: [&str; 4] = ["dd", "dt", "li", "pre"];
/// What says of an element that it names who wrote the article, unless it stands in a sentence of so many bytes.
const BYLINES: [&str; 5] = ["author", "byline", "dateline", "p-author", "writtenby"];
const SENTENCE: usize = 30;

/// Has read what stands in the cells of tables.
pub(super) fn keep_in_cells(root: &NodeRef) {
    let within = root.descendants_it().filter(|node| {
        let around = node.ancestors_it(Some(WITHIN)).nth(WITHIN - 1);
        around.is_some_and(|around| around.has_name("table") || around.has_name("code"))
    });
    let seldom = within.filter(|node| {
        let name = name_of(node).to_lowercase();
        name.contains("header") || is_seldom_read(&name)
    });
    seldom.collect::<Vec<_>>().iter().for_each(keep);
}

/// Takes names from what is a part of the text whatever they say: words within sentences, entries of lists, what speaks of
/// sharing. What finds articles would leave it out. Gives the places to which links lead by such names.
pub(super) fn keep_words(root: &NodeRef) -> Vec<Place> {
    let named = root.descendants_it().filter(|node| {
        node.is_element() && (node.has_attr("class") || node.has_attr("id") || is_by(node))
    });
    let named: Vec<_> = named.filter(is_of_text).collect();
    let mut places = Vec::new();
    for node in named {
        node.remove_attrs(&["class", "rel", "itemprop"]);
        if let Some(id) = node.id_attr() {
            places.push(Place {
                own: node.id,
                holder: node.id,
                name: id.to_string(),
            });
            node.remove_attr("id");
        }
    }
    places
}

/// Whether an element is a part of the text that by its names would be taken for none.
fn is_of_text(node: &NodeRef) -> bool {
    let name = name_of(node);
    if says_share(&name) && !is_for_sharing(node) {
        return true;
    }
    let element = node.node_name().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    // Who wrote it is mostly said by few words.
    let is_author = is_by(node) || BYLINES.iter().any(|by| name.to_lowercase().contains(by));
    if is_author {
        return is_among_words(node, SENTENCE);
    }
    let is_seldom = |name: &str| is_seldom_read(name) || name.to_lowercase().contains("header");
    is_seldom(&name) && is_among_words(node, 1) || ENTRIES.contains(&&*element) && is_seldom(&id)
}

/// Whether an element says that it names an author.
fn is_by(node: &NodeRef) -> bool {
    let by = |name: &str| node.attr(name).is_some_and(|said| said.contains("author"));
    by("rel") || by("itemprop")
}

/// Takes out of an article what is for passing it on to others: boxes of links, not what the text says of sharing.
pub(super) fn leave_out_shares(article: &NodeRef) {
    let parts = article.element_children().into_iter();
    let inside = parts.flat_map(|part| part.descendants_it().collect::<Vec<_>>());
    let shares = inside.filter(|node| says_share(&name_of(node)) && is_for_sharing(node));
    for share in shares.collect::<Vec<_>>() {
        share.remove_from_parent();
    }
}

/// Whether an element that says so by its name is one of which the text around makes no use.
fn is_for_sharing(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    if OF_TEXT.contains(&&*name) || is_heading(node) || !is_short(node) {
        return false;
    }
    // A paragraph and a section with a heading are of the text as long as nothing in them leads away.
    let (mut own, mut leads, mut of_text) = (0, false, &*name == "p");
    for inside in node.descendants_it() {
        leads |= inside.has_name("a") || inside.has_name("button");
        of_text |= is_heading(&inside);
        let is_led = || {
            let mut around = inside.ancestors_it(Some(WITHIN));
            around.any(|around| around.has_name("a") || around.has_name("button"))
        };
        if inside.is_text() && !is_led() {
            own += inside.text().trim().len();
        }
    }
    let is_led = node.has_name("a") || node.has_name("button");
    let says_little = is_led || own < SAID;
    says_little && (leads || !of_text) && !is_among_words(node, 1)
}

/// Whether words of so many bytes at least stand right beside an element in its row.
fn is_among_words(node: &NodeRef, least: usize) -> bool {
    let name = node.node_name().unwrap_or_default();
    let beside = || {
        let before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling);
        let behind = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
        let words = before.take(BESIDE).chain(behind.take(BESIDE));
        let words = words.filter(NodeRef::is_text).map(|words| words.text());
        let words = words.filter(|words| words.contains(char::is_alphanumeric));
        words.map(|words| words.trim().len()).sum::<usize>()
    };
    IN_ROWS.contains(&&*name) && beside() >= least
}

/// Whether one of the words of a name is for passing something on.
fn says_share(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| matches!(word, "share" | "sharedaddy"))
}

fn is_short(node: &NodeRef) -> bool {
    let mut said = 0;
    let mut words = node.descendants_it().filter(NodeRef::is_text);
    words.all(|words| {
        said += words.text().chars().count();
        said < SHORT
    })
}

/// The classes of an element, and its own name.
fn name_of(node: &NodeRef) -> String {
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    format!("{class} {id}")
}
