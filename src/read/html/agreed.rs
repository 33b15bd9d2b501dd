//! Where what finds articles decides otherwise than the program after which it was made, that one is followed.

use dom_query::NodeRef;

use super::mended::{is_seldom_read, keep};

/// What is in a table or in code is read whatever it is called, as far inside as this.
const WITHIN: usize = 4;
/// What is for passing an article on to others has fewer characters than this.
const SHORT: usize = 500;

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

/// Takes out of an article what is for passing it on to others.
pub(super) fn leave_out_shares(article: &NodeRef) {
    let parts = article.element_children().into_iter();
    let inside = parts.flat_map(|part| part.descendants_it().collect::<Vec<_>>());
    let shares = inside.filter(|node| says_share(&name_of(node)) && is_short(node));
    for share in shares.collect::<Vec<_>>() {
        share.remove_from_parent();
    }
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
