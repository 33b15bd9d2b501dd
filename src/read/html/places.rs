//! Places on a page to which links lead. What finds articles takes elements away that have names but no words; the places
//! stay where they are.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

/// Signs that call a note; others in a heading, if all that a link says, only lead to the heading itself.
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

/// Takes links of only a sign out that lead to where they stand, and all of those in headings; a name of theirs stays.
pub(super) fn drop_signs(root: &NodeRef) {
    let links = root.descendants_it().filter(|node| node.has_name("a"));
    let mut headings = HashMap::new();
    let mut in_heading = |link: &NodeRef| {
        let mut around = link.ancestors_it(Some(AROUND));
        let heading = around.find(super::names::is_heading);
        heading.is_some_and(|heading| {
            let says_more = || super::says(&heading, char::is_alphanumeric);
            *headings.entry(heading.id).or_insert_with(says_more)
        })
    };
    let links = links.filter(|link| is_sign(link) && (in_heading(link) || leads_here(link)));
    for link in links.collect::<Vec<_>>() {
        if link.has_attr("id") || link.has_attr("name") {
            link.remove_attr("href");
            let inside: Vec<_> = link.children_it(false).collect();
            inside.iter().for_each(NodeRef::remove_from_parent);
        } else {
            link.remove_from_parent();
        }
    }
}

/// Whether a link leads to what it stands in, or to itself.
fn leads_here(link: &NodeRef) -> bool {
    let href = link.attr("href");
    let Some(name) = href.as_deref().and_then(|href| href.strip_prefix('#')) else {
        return false;
    };
    let mut around = std::iter::once(*link).chain(link.ancestors_it(Some(AROUND)));
    around.any(|node| node.id_attr().is_some_and(|id| &*id == name))
}

/// Whether a link says only a sign, and leads to a place on the page.
fn is_sign(link: &NodeRef) -> bool {
    let said = link.text();
    let said = said.trim();
    let signs = |c: char| !c.is_alphanumeric() && !NOTES.contains(&c);
    !said.is_empty()
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
