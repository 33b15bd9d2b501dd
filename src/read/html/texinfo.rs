//! Manuals that makeinfo wrote, one page for a section: there is nothing around them but where else to go, and what finds
//! articles takes short ones apart.

use dom_query::NodeRef;

use crate::read::tree::Tree;

/// What the rows are called that say where else to go.
const AROUND: [&str; 3] = ["header", "nav-panel", "node"];
/// What links to a heading from itself is called.
const ANCHORS: [&str; 2] = ["copiable-anchor", "copiable-link"];

/// What headings are called, with their levels.
const LEVELS: [(&str, u8); 19] = [
    ("settitle", 1),
    ("top", 1),
    ("chapter", 2),
    ("unnumbered", 2),
    ("appendix", 2),
    ("chapheading", 2),
    ("majorheading", 2),
    ("section", 3),
    ("unnumberedsec", 3),
    ("appendixsec", 3),
    ("heading", 3),
    ("subsection", 4),
    ("unnumberedsubsec", 4),
    ("appendixsubsec", 4),
    ("subheading", 4),
    ("subsubsection", 5),
    ("unnumberedsubsubsec", 5),
    ("appendixsubsubsec", 5),
    ("subsubheading", 5),
];

/// Whether makeinfo wrote a page.
pub(super) fn is_manual(tree: &Tree) -> bool {
    let head = tree.document.head();
    head.is_some_and(|head| {
        head.children_it(false).any(|node| {
            let is = |name: &str| node.attr(name).map(|said| said.to_ascii_lowercase());
            let made = is("content").unwrap_or_default();
            is("name").as_deref() == Some("generator")
                && ["makeinfo", "texi2any", "texinfo"]
                    .iter()
                    .any(|name| made.contains(name))
        })
    })
}

/// Takes away what stands around a page, and lets its headings begin at the first level.
pub(super) fn bare(tree: &Tree) {
    let body = tree.body();
    let (mut around, mut headings) = (Vec::new(), Vec::new());
    for node in body.descendants_it() {
        let is_in = |names: &[&str]| names.iter().any(|name| node.has_class(name));
        let row = ["div", "table", "p"].iter().any(|name| node.has_name(name));
        if row && is_in(&AROUND) {
            let rules = [node.prev_element_sibling(), node.next_element_sibling()];
            around.extend(rules.into_iter().flatten().filter(|n| n.has_name("hr")));
            around.push(node);
        } else if node.has_name("a") && is_in(&ANCHORS) {
            around.push(node);
        } else if let Some(level) = level(&node) {
            headings.push((node, level));
        }
    }
    for node in around {
        node.remove_from_parent();
    }
    let first = headings.iter().map(|(_, level)| *level).min().unwrap_or(1);
    for (node, level) in headings {
        node.rename(&format!("h{}", (level - first + 1).min(6)));
    }
}

/// The level of a heading: by what it is called, for sections of the last two levels are written alike.
fn level(node: &NodeRef) -> Option<u8> {
    let name = node.node_name()?;
    let written = name.strip_prefix('h')?.parse::<u8>().ok()?;
    let called = LEVELS.iter().find(|(called, _)| node.has_class(called));
    let level = called.map_or(written, |(_, level)| *level);
    (1..=6).contains(&written).then_some(level)
}
