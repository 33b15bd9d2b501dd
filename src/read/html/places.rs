//! Places on a page to which links lead. What finds articles takes elements away that have names but no words; the places
//! stay where they are.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

/// Signs that call a note; others in a heading, if all that a link says, only lead to the heading itself.
const NOTES: [char; 3] = ['*', '†', '‡'];
/// So long are such signs at most, in bytes.
const SIGN: usize = 16;
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

/// Takes links of only a sign out of headings, such as lead to the heading itself; a name of theirs stays.
pub(super) fn drop_signs(root: &NodeRef) {
    let headings = root.descendants_it().filter(super::names::is_heading);
    let headings = headings.filter(|heading| super::says(heading, char::is_alphanumeric));
    for heading in headings.collect::<Vec<_>>() {
        for link in heading
            .find_descendants("a")
            .iter()
            .filter(|link| is_sign(link))
        {
            if link.has_attr("id") || link.has_attr("name") {
                link.remove_attr("href");
                let inside: Vec<_> = link.children_it(false).collect();
                inside.iter().for_each(NodeRef::remove_from_parent);
            } else {
                link.remove_from_parent();
            }
        }
    }
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
