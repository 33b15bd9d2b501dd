//! What is mended on a page before its article is looked for: what finds it would take this for something else.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::names::Heading;

/// Elements whose name has one of these in it are seldom read by what finds articles, unless another word speaks for them.
/// `header` is one more, and the only one that may be said of a heading itself.
const SELDOM_READ: [&str; 30] = [
    "-ad-",
    "ad-break",
    "agegate",
    "ai2html",
    "banner",
    "breadcrumbs",
    "combx",
    "comment",
    "community",
    "cover-wrap",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "legends",
    "menu",
    "pager",
    "pagination",
    "popup",
    "related",
    "remark",
    "replies",
    "rss",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
    "supplemental",
    "yom-remote",
];
/// Fewer headings than this of the same class are no manner of writing them.
const FEWEST: usize = 3;
/// What the program calls headings that writes most of the recipes; there may be two of them.
const OF_RECIPES: &str = "wprm-recipe-header";
/// So much text stands below a heading at least, in bytes, and so many nodes are looked at to find it.
const BELOW: usize = 20;
const NEAR: usize = 60;

/// Takes the headings of an encyclopedia out of the boxes in which they stand beside a link for changing them.
pub(super) fn free_headings(root: &NodeRef) {
    let boxes = root.descendants_it().filter(|node| {
        let named = node.has_name("div") && node.has_class("mw-heading");
        named && node.parent().is_some()
    });
    for around in boxes.collect::<Vec<_>>() {
        let inside = around.element_children();
        let Some((heading, others)) = inside.split_first() else {
            continue;
        };
        let is_alone = others.iter().all(|other| other.has_class("mw-editsection"));
        if is_alone && super::names::is_heading(heading) {
            around.replace_with(heading);
        }
    }
}

/// Takes classes away that say `header` of headings of the text: at least some of them share one, with words below them
/// that are not only links.
pub(super) fn forget_header_classes(headings: &[Heading]) {
    let classes_of = |node: &NodeRef| -> Vec<String> {
        let said = node.class().unwrap_or_default();
        let own = said.split_whitespace().filter(|class| says_header(class));
        own.map(str::to_owned).collect()
    };
    let headings = headings.iter().map(|(node, _)| (*node, classes_of(node)));
    let headings: Vec<_> = headings.filter(|(_, own)| !own.is_empty()).collect();
    let mut shared: HashMap<&str, usize> = HashMap::new();
    for (_, own) in headings.iter().filter(|(node, _)| has_words_below(node)) {
        for class in own {
            *shared.entry(class).or_default() += 1;
        }
    }
    for (node, own) in &headings {
        let is_shared = |class: &String| shared.get(&**class).is_some_and(|count| *count >= FEWEST);
        if own
            .iter()
            .any(|class| is_shared(class) || class == OF_RECIPES)
        {
            for class in own {
                node.remove_class(class);
            }
        }
    }
}

/// Whether `header` is all that speaks against a class.
fn says_header(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    class.contains("header") && !SELDOM_READ.iter().any(|name| class.contains(name))
}

/// Whether what stands below a heading says something, and more than its links do.
fn has_words_below(heading: &NodeRef) -> bool {
    let Some(below) = heading.next_element_sibling() else {
        return false;
    };
    let (mut own, mut linked, mut link) = (0_usize, 0_usize, None);
    for node in below.descendants_it().take(NEAR) {
        if node.has_name("a") {
            link = Some(node.id);
        } else if node.is_text() {
            let length = node.text().trim().len();
            let within = link.is_some_and(|id| node.ancestors_it(Some(2)).any(|a| a.id == id));
            *(if within { &mut linked } else { &mut own }) += length;
        }
    }
    own >= BELOW && own > linked
}

/// Puts an element around words that stand between the end of a line and a paragraph: what finds articles takes a line
/// end away when a paragraph is the next element behind it, whatever words are between them.
pub(super) fn keep_line_ends(root: &NodeRef) {
    let words = root.descendants_it().filter(|node| {
        let is_words = node.is_nonempty_text();
        is_words && ends_line(node.prev_sibling()) && begins_paragraph(node)
    });
    for words in words.collect::<Vec<_>>() {
        let around = words.tree.new_element("span");
        words.insert_before(&around);
        around.append_child(&words);
    }
}

fn ends_line(before: Option<NodeRef>) -> bool {
    before.is_some_and(|before| before.has_name("br"))
}

/// Whether what stands behind words is a paragraph, or becomes one: two line ends do, and a box that holds only words.
fn begins_paragraph(words: &NodeRef) -> bool {
    let Some(next) = words.next_element_sibling() else {
        return false;
    };
    let is_doubled = || {
        next.next_element_sibling()
            .is_some_and(|n| n.has_name("br"))
    };
    next.has_name("p") || next.has_name("div") || next.has_name("br") && is_doubled()
}
