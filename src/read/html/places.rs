//! Places on a page to which links lead. What finds articles takes elements away that have names but no words; the places
//! stay where they are.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};
use html5ever::tendril::StrTendril;

use crate::text;

/// Signs that lead back, mostly to the contents.
const BACK: [char; 8] = ['↑', '↩', '⇑', '⇧', '⤴', '▲', '△', '^'];
/// Signs by which a place names itself.
const SELF: [char; 5] = ['#', '¶', '§', '⚓', '🔗'];
/// Signs that call a note.
const NOTES: [char; 3] = ['*', '†', '‡'];
/// So long are such signs at most, in bytes.
const SIGN: usize = 16;
/// So far around it what a link leads to may stand that it stands in.
const AROUND: usize = 4;
/// So many places have names of their own that stay where what has them does not.
const MOST: usize = 10_000;

/// A place with a name.
pub(super) struct Place {
    /// What has the name.
    pub(super) own: NodeId,
    /// What has words there.
    pub(super) holder: NodeId,
    pub(super) name: String,
}

/// Takes links of only a sign out that lead to where they stand; a name of theirs stays. In headings such links are taken
/// out that lead nowhere or back as well.
pub(super) fn drop_signs(root: &NodeRef) {
    let links = root.descendants_it().filter(|node| node.has_name("a"));
    let links: Vec<_> = links.filter(is_sign).collect();
    if links.is_empty() {
        return;
    }
    // Few pages have a sign of which that has to be known.
    let names: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        let names = root.descendants_it().filter_map(|node| name_of(&node));
        names.map(|name| name.to_string()).collect()
    });
    let mut spoken = HashMap::new();
    let is_lead_in = |link: &NodeRef| {
        let Some(around) = link.ancestors_it(Some(AROUND)).find(holds) else {
            return leads_here(link);
        };
        let is_heading = super::names::is_heading(&around);
        // Terms that are signs are words of the text.
        let is_term = || ["dt", "td", "th"].iter().any(|name| around.has_name(name));
        let says_more = *spoken.entry(around.id).or_insert_with(|| {
            (!is_heading && !is_term()) || super::says(&around, char::is_alphanumeric)
        });
        let leads_nowhere =
            || target(link).is_some_and(|name| !names.contains(&*String::from_utf8_lossy(&name)));
        let said = link.text();
        let says_only = |signs: &[char]| said.trim().chars().all(|c| signs.contains(&c));
        let is_left_out = || says_only(&BACK) || says_only(&SELF) && leads_nowhere();
        says_more && (leads_here(link) || is_heading && is_left_out())
    };
    for link in links.into_iter().filter(is_lead_in).collect::<Vec<_>>() {
        if link.has_attr("id") || link.has_attr("name") {
            link.remove_attr("href");
            let inside: Vec<_> = link.children_it(false).collect();
            inside.iter().for_each(NodeRef::remove_from_parent);
        } else {
            link.remove_from_parent();
        }
    }
}

/// The name, in bytes, of the place to which a link on the page leads.
fn target(link: &NodeRef) -> Option<Vec<u8>> {
    let href = link.attr("href")?;
    let name = href.strip_prefix('#')?;
    Some(text::percent_decoded(name))
}

/// The name of a place.
fn name_of(node: &NodeRef) -> Option<StrTendril> {
    let name = || node.attr("name").filter(|_| node.has_name("a"));
    node.id_attr().or_else(name)
}

/// Whether a link leads to what it stands in, to itself, or to a place right before what it stands in.
fn leads_here(link: &NodeRef) -> bool {
    let Some(name) = target(link) else {
        return false;
    };
    let around = || std::iter::once(*link).chain(link.ancestors_it(Some(AROUND)));
    let before = || {
        let before = around().filter_map(|node| node.prev_element_sibling());
        before.filter(|node| node.first_child().is_none())
    };
    around()
        .chain(before())
        .any(|node| name_of(&node).is_some_and(|own| **own.as_bytes() == *name))
}

/// Whether a link says only a sign, and leads to a place on the page.
fn is_sign(link: &NodeRef) -> bool {
    let said = link.text();
    let said = said.trim();
    let signs = |c: char| !c.is_alphanumeric() && !NOTES.contains(&c);
    // Operators are words of texts about programs.
    let is_operator = said
        .bytes()
        .all(|b| b.is_ascii_punctuation() && !b"#^".contains(&b));
    !said.is_empty()
        && !is_operator
        && said.len() <= SIGN
        && said.chars().all(signs)
        && link.attr("href").is_some_and(|href| href.starts_with('#'))
}

/// The places without words in headings, paragraphs and entries, or right before one.
pub(super) fn empty(root: &NodeRef) -> Vec<Place> {
    let named = root.descendants_it().filter_map(|node| {
        let is_place = node.has_name("a") || node.has_name("span");
        let is_empty = is_place && node.first_child().is_none();
        let name = || node.id_attr().or_else(|| node.attr("name"));
        let name = name().filter(|name| is_empty && !name.is_empty())?;
        let holder = node.parent().filter(holds);
        let holder = holder.or_else(|| node.next_element_sibling().filter(holds))?;
        Some(Place {
            own: node.id,
            holder: holder.id,
            name: name.to_string(),
        })
    });
    named.take(MOST).collect()
}

/// Whether an element may be where a link leads.
fn holds(node: &NodeRef) -> bool {
    let blocks = ["p", "li", "dt", "dd", "td", "th", "pre", "blockquote"];
    let name = node.node_name();
    super::names::is_heading(node) || name.is_some_and(|name| blocks.contains(&&*name))
}

/// Gives their names back to what is left of an article.
pub(super) fn give_back(article: &NodeRef, places: &[Place]) {
    if places.is_empty() {
        return;
    }
    let left: HashSet<NodeId> = article.descendants_it().map(|node| node.id).collect();
    let unnamed = |id: NodeId| {
        let node = NodeRef::new(id, article.tree);
        (left.contains(&id) && !node.has_attr("id")).then_some(node)
    };
    for place in places {
        let own = left.contains(&place.own);
        let named = own && NodeRef::new(place.own, article.tree).has_attr("name");
        if named {
            continue;
        }
        if let Some(node) = unnamed(place.own) {
            node.set_attr("id", &place.name);
        } else if own || !left.contains(&place.holder) {
            // It is there, or nothing of it is.
        } else if let Some(holder) = unnamed(place.holder) {
            holder.set_attr("id", &place.name);
        } else {
            let holder = NodeRef::new(place.holder, article.tree);
            let anchor = article.tree.new_element("a");
            anchor.set_attr("id", &place.name);
            holder.prepend_child(&anchor);
        }
    }
}
