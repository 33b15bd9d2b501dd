//! The contents of a book, as it lists them apart from its text.

use dom_query::NodeRef;

use super::files::Files;
use super::package::Package;
use super::tree_of;
use crate::read::archive::xml::{Node, walk};
use crate::read::tree::within;
use crate::text::{self, Clean};

/// Deeper entries stand at this depth.
const DEEPEST: u8 = 64;
/// More entries than this are not taken.
const MOST: usize = 100_000;
/// A title is no longer, in bytes.
const LONGEST: usize = 2048;

/// An entry of the contents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// From 1.
    pub(super) level: u8,
    pub(super) title: String,
    /// Where it leads: a path, or that and `#` and a name. Those that only stand above others lead nowhere.
    pub(super) target: Option<String>,
    /// Whether the file that it leads to is not there.
    pub(super) is_missing: bool,
}

impl Entry {
    /// The path of the file that it leads to.
    fn path(&self) -> &str {
        let target = self.target.as_deref().unwrap_or_default();
        target.split_once('#').map_or(target, |(path, _)| path)
    }

    /// The same, if that file is not there.
    pub(super) fn missing(&self) -> Option<&str> {
        self.is_missing.then(|| self.path())
    }
}

/// The contents of a book; empty if it has none.
pub(super) fn of(files: &mut Files, package: &Package) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(path) = &package.nav
        && let Some(page) = files.text(path)
    {
        entries = of_nav(path, &page);
    }
    if entries.is_empty()
        && let Some(path) = &package.ncx
        && let Some(list) = files.text(path)
    {
        entries = of_ncx(path, &list);
    }
    for entry in &mut entries {
        let path = entry.path();
        let inside = !path.is_empty() && !path.contains(':');
        entry.is_missing = inside && !files.has(path);
    }
    entries
}

fn entry(level: u32, title: &str, target: Option<String>) -> Option<Entry> {
    let title = text::folded(&Clean::new(text::head(title, LONGEST)));
    let level = level.clamp(1, DEEPEST.into()) as u8;
    (!title.is_empty()).then_some(Entry {
        level,
        title,
        target,
        is_missing: false,
    })
}

/// The contents as a page of EPUB 3 lists them.
fn of_nav(home: &str, page: &str) -> Vec<Entry> {
    let tree = tree_of(page);
    let body = tree.body();
    let navs = || body.descendants_it().filter(|node| node.has_name("nav"));
    let kind = |nav: &NodeRef| nav.attr("epub:type").or_else(|| nav.attr("role"));
    let is_toc = |nav: &NodeRef| {
        kind(nav).is_some_and(|kind| {
            kind.split_whitespace()
                .any(|kind| kind == "toc" || kind == "doc-toc")
        })
    };
    let nav = navs().find(is_toc);
    let Some(nav) = nav.or_else(|| navs().find(|nav| kind(nav).is_none())) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    let (mut node, mut level) = (nav, 0);
    'nodes: while entries.len() < MOST {
        let is_list = node.has_name("ol") || node.has_name("ul");
        level += u32::from(is_list);
        let names = node.has_name("a") || node.has_name("span");
        let names = names && level > 0;
        if names {
            let target = node.attr("href").map(|href| within(home, href.trim()));
            entries.extend(entry(level, &title_of(&node), target));
        }
        if let Some(child) = node.first_child().filter(|_| !names) {
            node = child;
            continue;
        }
        loop {
            level -= u32::from(node.has_name("ol") || node.has_name("ul"));
            if node.id == nav.id {
                break 'nodes;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                break 'nodes;
            };
            node = parent;
        }
    }
    entries
}

/// What an entry is called: its words, or those that stand for its pictures.
fn title_of(node: &NodeRef) -> String {
    let mut words = String::new();
    for inside in node.descendants_it() {
        if words.len() > LONGEST {
            break;
        }
        if inside.is_text() {
            words += &inside.text();
        } else if inside.has_name("br") {
            words.push(' ');
        }
    }
    if !words.trim().is_empty() {
        return words;
    }
    let instead = |node: NodeRef| node.attr("alt").or_else(|| node.attr("title"));
    let mut inside = std::iter::once(*node).chain(node.descendants_it());
    let found = inside.find_map(instead);
    found.map_or_else(String::new, |words| words.to_string())
}

/// The contents as a list of EPUB 2 has them.
fn of_ncx(home: &str, list: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut level, mut in_map, mut words) = (0_u32, false, None::<String>);
    let mut title = String::new();
    walk(list, |node| {
        match node {
            Node::Start("navMap", _) => in_map = true,
            Node::End("navMap") => return false,
            _ if !in_map => {}
            Node::Start("navPoint", _) => {
                // One without an address stands above others only.
                entries.extend(entry(level, &std::mem::take(&mut title), None));
                level += 1;
            }
            Node::End("navPoint") => {
                entries.extend(entry(level, &std::mem::take(&mut title), None));
                level = level.saturating_sub(1);
            }
            Node::Start("text", _) => words = Some(String::new()),
            Node::End("text") => title = words.take().unwrap_or_default(),
            Node::Text(said) => {
                if let Some(words) = words.as_mut().filter(|words| words.len() < LONGEST) {
                    words.push_str(said);
                }
            }
            Node::Start("content", says) => {
                let target = says.get("src").map(|src| within(home, src.trim()));
                entries.extend(entry(level, &std::mem::take(&mut title), target));
            }
            Node::Start(..) | Node::End(_) => {}
        }
        entries.len() < MOST
    });
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(entries: &[Entry]) -> Vec<(u8, &str, Option<&str>)> {
        let entries = entries.iter();
        entries
            .map(|e| (e.level, &*e.title, e.target.as_deref()))
            .collect()
    }

    #[test]
    fn a_page_of_contents_is_a_list_in_lists() {
        let page = r#"<html xmlns="x"><body><nav epub:type="landmarks"><ol><li><a href="x">No</a></li></ol></nav>
            <nav epub:type="toc"><h1>Contents</h1><ol><li><span>Part <i>One</i></span><ol>
            <li><a href="text/a%20b.xhtml#top">A &amp;&nbsp;B</a></li></ol></li>
            <li><a href="../c.xhtml"><img src="p" alt="C"/></a></li><li><a href="d.xhtml"> </a></li></ol></nav></body></html>"#;
        let entries = of_nav("book/nav.xhtml", page);
        let expected = [
            (1, "Part One", None),
            (2, "A & B", Some("book/text/a b.xhtml#top")),
            (1, "C", Some("c.xhtml")),
        ];
        assert_eq!(listed(&entries), expected);
    }

    #[test]
    fn a_list_of_points_is_told_apart_by_what_stands_around_them() {
        let list = "<ncx><docTitle><text>No</text></docTitle><navMap>
            <navPoint><navLabel><text>One</text></navLabel><content src=\"a.html\"/>
            <navPoint><navLabel><text>Two</text></navLabel><content src=\"a.html#b\"/></navPoint></navPoint>
            <navPoint><navLabel><text>Above</text></navLabel><navPoint><navLabel><text>Below</text></navLabel>
            <content src=\"c.html\"/></navPoint></navPoint></navMap><pageList><pageTarget><navLabel><text>7</text></navLabel>
            <content src=\"a.html#p7\"/></pageTarget></pageList></ncx>";
        let expected = [
            (1, "One", Some("toc/a.html")),
            (2, "Two", Some("toc/a.html#b")),
            (1, "Above", None),
            (2, "Below", Some("toc/c.html")),
        ];
        assert_eq!(listed(&of_ncx("toc/toc.ncx", list)), expected);
    }
}
