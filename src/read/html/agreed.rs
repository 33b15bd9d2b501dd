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
const IN_ROWS: [&str; 9] = ["a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup"];
const BESIDE: usize = 4;

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

/// Takes such names from what speaks of sharing in the text: what finds articles would leave it out. Gives the places to which
/// links lead by them.
pub(super) fn keep_shares(root: &NodeRef) -> Vec<Place> {
    let named = root.descendants_it().filter(|node| {
        let says = node.is_element() && says_share(&name_of(node));
        says && !is_for_sharing(node)
    });
    let mut places = Vec::new();
    for node in named.collect::<Vec<_>>() {
        node.remove_attr("class");
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
    says_little && (leads || !of_text) && !is_among_words(node)
}

/// Whether words stand right beside an element in its row.
fn is_among_words(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    let says = |node: NodeRef| node.is_text() && node.text().contains(char::is_alphanumeric);
    let beside = || {
        let before = std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling);
        let behind = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
        before.take(BESIDE).chain(behind.take(BESIDE)).any(says)
    };
    IN_ROWS.contains(&&*name) && beside()
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
