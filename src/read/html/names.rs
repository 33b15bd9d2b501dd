//! Names that headings have by their own words.
//!
//! What finds articles judges an element by its name: `comments`, `related` or `footer` is seldom read. But where a
//! program names headings by their words, a section about comments has such a name as well. Names of that kind are taken
//! away before: links to them are still followed, by the words.

use dom_query::NodeRef;

use crate::text;

/// Fewer headings than this with names of that kind are a coincidence.
const FEWEST: usize = 3;
/// Headings are not longer, in bytes.
const LONGEST: usize = 400;
/// So much stands behind the words of a heading that is for changing it or for linking to it, in bytes.
const ADDED: usize = 12;
/// So many headings are compared with what is said of a page.
const MOST: usize = 64;

/// A heading, and what it says.
type Heading<'a> = (NodeRef<'a>, String);

/// The headings of a page.
pub(super) fn headings<'a>(root: &NodeRef<'a>) -> Vec<Heading<'a>> {
    let headings = root.descendants_it().filter(is_heading);
    headings
        .filter_map(|node| {
            let said = words(&node)?;
            Some((node, said))
        })
        .collect()
}

/// Takes away the names that headings, or the sections that begin with one, have by the words of the heading.
pub(super) fn forget_slugs(headings: &[Heading]) {
    let (mut own, mut around) = (Vec::new(), Vec::new());
    for (node, words) in headings {
        let slug = slug(words);
        let named = |node: &NodeRef| {
            let id = node.id_attr().map(|id| self::slug(&id));
            let rest = id.as_deref().filter(|id| !id.is_empty());
            let rest = rest.and_then(|id| slug.strip_prefix(id));
            rest.is_some_and(|rest| rest.len() <= ADDED)
        };
        if named(node) {
            own.push(*node);
        }
        let begins = node.prev_element_sibling().is_none();
        around.extend(node.parent().filter(|parent| begins && named(parent)));
    }
    for named in [own, around] {
        let few = named.len() < FEWEST;
        for node in named.iter().filter(|_| !few) {
            node.remove_attr("id");
        }
    }
}

/// What the headings of a page say, but for those that are only a link: the name of a site leads to its first page.
pub(super) fn said(headings: &[Heading]) -> Vec<String> {
    let said = headings.iter().filter(|(node, words)| {
        let link = node.descendants_it().find(|inside| inside.has_name("a"));
        let linked = link.and_then(|link| self::words(&link));
        linked.as_deref() != Some(words)
    });
    said.take(MOST).map(|(_, words)| words.clone()).collect()
}

/// What a page is called of which this is said. A heading that is one end of it says it without what all pages there
/// are called.
pub(super) fn title(said: &str, headings: &[String]) -> String {
    let said = text::folded(said);
    let several = || headings.iter().filter(|words| words.contains(' '));
    let divides = |sign: Option<char>| sign.is_some_and(|c| !c.is_alphanumeric());
    let begins = |words: &&String| {
        let rest = said.strip_prefix(words.as_str());
        rest.is_some_and(|rest| divides(rest.trim_start().chars().next()))
    };
    let ends = |words: &&String| {
        let rest = said.strip_suffix(words.as_str());
        rest.is_some_and(|rest| divides(rest.trim_end().chars().next_back()))
    };
    if headings.contains(&said) {
        return said;
    }
    let found = several().find(begins).or_else(|| several().find(ends));
    found.cloned().unwrap_or(said)
}

fn is_heading(node: &NodeRef) -> bool {
    node.node_name()
        .is_some_and(|name| matches!(&*name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// What a heading says, or another element; nothing where that is too much for one.
pub(super) fn words(heading: &NodeRef) -> Option<String> {
    let mut said = String::new();
    for node in heading.descendants_it().filter(NodeRef::is_text) {
        said.push_str(&node.text());
        if said.len() > LONGEST {
            return None;
        }
    }
    Some(text::folded(&said))
}

/// The words of a name or of a heading, however programs make one of the other.
fn slug(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
