//! What is mended on a page before its article is looked for: what finds it would take this for something else.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::names::{Heading, is_heading, words};

/// Elements whose name has one of these in it are seldom read by what finds articles, unless another word speaks for them.
/// `header` is one more, and the only one that is said of parts of the text.
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
/// So many boxes stand around a heading at most that have little more than it, and so much beside it, in bytes.
const BOXES: usize = 3;
const BESIDE: usize = 60;
/// So deep does it stand in a quotation at most who said that.
const AROUND: usize = 4;
/// So deep does a part of a heading stand in it at most.
const INSIDE: usize = 8;
/// So deep does a heading stand in the text at most.
const DEEP: usize = 48;
/// So many bytes are below the heading of an entry, or in a box of prose, at least.
const ENTRY: usize = 240;
/// Words of so many bytes are those of a text.
const PROSE: usize = 60;

/// Takes the headings of an encyclopedia out of the boxes in which they stand beside a link for changing them, or a sign.
pub(super) fn free_headings(root: &NodeRef) {
    let boxes = root.descendants_it().filter(|node| {
        let named = node.has_name("div") && node.has_class("mw-heading");
        named && node.parent().is_some()
    });
    for around in boxes.collect::<Vec<_>>() {
        let inside = around.element_children();
        let is_other = |inside: &&NodeRef| !inside.has_class("mw-editsection");
        let (headings, beside): (Vec<NodeRef>, Vec<NodeRef>) = inside
            .iter()
            .filter(is_other)
            .partition(|inside| is_heading(inside));
        if headings.len() != 1 || beside.iter().any(says_something) {
            continue;
        }
        for inside in inside.iter().filter(is_other) {
            around.insert_before(inside);
        }
        around.remove_from_parent();
    }
}

/// Whether an element has words.
fn says_something(node: &NodeRef) -> bool {
    super::says(node, |c| !c.is_whitespace())
}

/// Takes the words of headings out of the buttons that are all of them: they open what stands below.
pub(super) fn free_words(root: &NodeRef) {
    let headings = root.descendants_it().filter(is_heading);
    for heading in headings.collect::<Vec<_>>() {
        let buttons = heading.find_descendants("button");
        let said = words(&heading).filter(|said| !buttons.is_empty() && !said.is_empty());
        let all = |button: &&NodeRef| said.is_some() && words(button) == said;
        buttons
            .iter()
            .filter(all)
            .for_each(|button| button.rename("span"));
    }
}

/// Takes who said what is quoted for a part of the quotation, not for the foot of the page.
pub(super) fn keep_sayers(root: &NodeRef) {
    let feet = root.descendants_it().filter(|node| node.has_name("footer"));
    let quoted = feet.filter(|foot| {
        let mut around = foot.ancestors_it(Some(AROUND));
        around.any(|around| around.has_name("blockquote"))
    });
    for foot in quoted.collect::<Vec<_>>() {
        foot.rename("div");
    }
}

/// Writes whether the boxes of tasks are ticked: what finds articles takes all that is for filling in away.
pub(super) fn keep_ticks(root: &NodeRef) {
    let boxes = root.descendants_it().filter(|node| {
        let is_box =
            node.has_name("input") && node.attr("type").is_some_and(|kind| &*kind == "checkbox");
        is_box
            && node
                .ancestors_it(Some(AROUND))
                .any(|around| around.has_name("li"))
    });
    for ticked in boxes.collect::<Vec<_>>() {
        let sign = if ticked.has_attr("checked") {
            "☑ "
        } else {
            "☐ "
        };
        ticked.replace_with(&ticked.tree.new_text(sign));
    }
}

/// Lets the formulas be seen that an encyclopedia hides beside pictures of them.
pub(super) fn show_formulas(root: &NodeRef) {
    let hidden = root
        .descendants_it()
        .filter(|node| node.has_class("mwe-math-mathml-a11y"));
    for formula in hidden.collect::<Vec<_>>() {
        formula.remove_attr("style");
    }
}

/// Keeps what a page that pandoc has made says of itself: it stands around the first heading, as that of a site would.
pub(super) fn keep_front(root: &NodeRef) {
    let is_front = |node: &NodeRef| {
        let id = node.id_attr();
        node.has_name("header") && id.is_some_and(|id| &*id == "title-block-header")
    };
    let Some(front) = root.descendants_it().find(is_front) else {
        return;
    };
    front.rename("div");
    front.remove_attr("id");
    let inside = front.descendants_it().filter(NodeRef::is_element);
    for inside in inside.take(NEAR).collect::<Vec<_>>() {
        inside.remove_attr("class");
    }
}

/// Has read what says `header` only of a part of the text: some headings share such a class, with words below them that
/// are not only links; or it stands in the midst of what the page says is its text, around little more than a heading.
pub(super) fn keep_headers(root: &NodeRef, headings: &[Heading]) {
    let headings = headings
        .iter()
        .map(|(heading, words)| Headed::of(*heading, words));
    let headings: Vec<_> = headings.collect();
    // No part of a heading is a header.
    let inside = root.descendants_it().filter(|node| {
        let within = || {
            node.ancestors_it(Some(INSIDE))
                .any(|around| is_heading(&around))
        };
        node.is_element() && says_header(node) && within()
    });
    inside.collect::<Vec<_>>().iter().for_each(keep);
    let headings: Vec<_> = headings
        .into_iter()
        .filter(|h| !h.boxes.is_empty())
        .collect();
    let mut shared: HashMap<String, usize> = HashMap::new();
    for headed in headings
        .iter()
        .filter(|headed| has_words_below(&headed.heading))
    {
        for class in header_classes(&headed.heading) {
            *shared.entry(class).or_default() += 1;
        }
    }
    let mut in_text = classes_in_text(root, &headings);
    in_text.extend(classes_of_entries(&headings));
    for headed in &headings {
        let mut own = header_classes(&headed.heading).into_iter();
        let is_shared = |class: &String| shared.get(class).is_some_and(|count| *count >= FEWEST);
        if own.any(|class| is_shared(&class) || class == OF_RECIPES) {
            keep(&headed.heading);
        }
        if headed
            .manner()
            .is_some_and(|manner| in_text.contains(&manner))
        {
            headed.boxes.iter().for_each(keep);
        }
    }
}

/// A heading, and what says `header` of it.
struct Headed<'a> {
    heading: NodeRef<'a>,
    /// The heading and the boxes around little more than it, those that say so.
    boxes: Vec<NodeRef<'a>>,
    /// The outermost of such boxes, whatever it says.
    outermost: NodeRef<'a>,
    /// What the page says is its text, around all that.
    text: Option<NodeId>,
}

impl<'a> Headed<'a> {
    fn of(heading: NodeRef<'a>, words: &str) -> Self {
        let around = heading.ancestors_it(Some(BOXES));
        let around = around.take_while(|around| {
            around.is_element() && !is_text(around) && is_little_more(around, words.len())
        });
        let all: Vec<_> = std::iter::once(heading).chain(around).collect();
        let outermost = all.last().copied().unwrap_or(heading);
        let leads_away = super::names::link_of(&heading, words);
        let leads_away = leads_away.is_some_and(|link| !link.starts_with('#'));
        let in_text = heading.ancestors_it(Some(DEEP)).find(is_text);
        // The first level is for the title.
        let is_of_text = !leads_away && !heading.has_name("h1");
        Self {
            heading,
            boxes: all.into_iter().filter(says_header).collect(),
            outermost,
            text: in_text.filter(|_| is_of_text).map(|text| text.id),
        }
    }

    /// In which text it says `header` by which name, if it is in one.
    fn manner(&self) -> Option<(NodeId, String)> {
        let first = self.boxes.first()?;
        Some((self.text?, name_of(first)))
    }
}

/// How `header` is said in the midst of texts, of headings with words below them: a header before the first words of a
/// text is one of the whole.
fn classes_in_text(root: &NodeRef, headings: &[Headed]) -> HashSet<(NodeId, String)> {
    let by_node: HashMap<NodeId, &Headed> = headings.iter().map(|h| (h.heading.id, h)).collect();
    let (mut begun, mut found) = (HashSet::new(), HashSet::new());
    for node in root.descendants_it() {
        if node.is_text() {
            if node.text().trim().len() >= PROSE {
                begun.extend(node.ancestors_it(None).filter(is_text).map(|text| text.id));
            }
        } else if let Some(headed) = by_node.get(&node.id)
            && headed.text.is_some_and(|text| begun.contains(&text))
            && has_words_below(&headed.outermost)
        {
            found.extend(headed.manner());
        }
    }
    found
}

/// How `header` is said of entries, each of which is a text that begins with one: at least some of them are written alike,
/// with long words below.
fn classes_of_entries(headings: &[Headed]) -> HashSet<(NodeId, String)> {
    let mut entries: HashMap<String, Vec<(NodeId, String)>> = HashMap::new();
    for headed in headings {
        if let Some(manner) = headed.manner()
            && words_below(&headed.outermost) >= ENTRY
        {
            entries.entry(manner.1.clone()).or_default().push(manner);
        }
    }
    let several = entries.into_values().filter(|alike| alike.len() >= FEWEST);
    several.flatten().collect()
}

/// Whether the page says that this is its text.
fn is_text(node: &NodeRef) -> bool {
    node.has_name("main")
        || node.has_name("article")
        || node.has_class("content")
        || node.attr("role").is_some_and(|role| &*role == "main")
        || node.id_attr().is_some_and(|id| &*id == "content")
}

/// Whether an element says not much more than a heading that is so long.
fn is_little_more(around: &NodeRef, heading: usize) -> bool {
    let mut said = 0;
    let all = around.descendants_it().take(NEAR + 1).enumerate();
    all.filter(|(at, node)| *at == NEAR || node.is_text())
        .all(|(at, node)| {
            said += if at < NEAR {
                node.text().trim().len()
            } else {
                usize::MAX / 2
            };
            said <= heading + BESIDE
        })
}

/// Speaks for an element: by this name what finds articles reads it, whatever its other names are.
pub(super) fn keep(node: &NodeRef) {
    node.add_class("layout");
}

/// What an element is called.
fn name_of(node: &NodeRef) -> String {
    let said = node.class().unwrap_or_default();
    said.to_string()
}

/// Whether `header` is all that speaks against an element.
fn says_header(node: &NodeRef) -> bool {
    let id = node.id_attr().unwrap_or_default();
    let name = format!("{} {id}", name_of(node)).to_ascii_lowercase();
    name.contains("header") && !is_seldom_read(&name)
}

/// The classes of a heading of which `header` is all that speaks against them.
fn header_classes(heading: &NodeRef) -> Vec<String> {
    let said = name_of(heading);
    let own = said.split_whitespace().filter(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("header") && !is_seldom_read(&class)
    });
    own.map(str::to_owned).collect()
}

/// Whether something else than `header` speaks against a name.
pub(super) fn is_seldom_read(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SELDOM_READ.iter().any(|seldom| name.contains(seldom))
}

/// Whether an element has no words: it may still be a place to which links lead.
fn says_nothing(node: &NodeRef) -> bool {
    let mut inside = node.descendants_it().take(NEAR);
    inside.all(|inside| !inside.is_nonempty_text())
}

/// What stands below a heading.
fn below<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut next = heading.next_element_sibling();
    for _ in 0..BOXES {
        let is_place = |node: &NodeRef| node.has_name("a") || node.has_name("span");
        match next {
            Some(node) if is_place(&node) && says_nothing(&node) => {
                next = node.next_element_sibling();
            }
            _ => break,
        }
    }
    next
}

/// Whether a paragraph stands below a heading, or as much as that in a box.
pub(super) fn has_prose_below(heading: &NodeRef) -> bool {
    let Some(below) = below(heading) else {
        return false;
    };
    let id = below.id_attr().unwrap_or_default();
    let named = is_seldom_read(&format!("{} {id}", name_of(&below)));
    let least = if below.has_name("p") { BELOW } else { ENTRY };
    !named && words_below(heading) >= least
}

/// Whether what stands below a heading says something, and more than its links do.
fn has_words_below(heading: &NodeRef) -> bool {
    words_below(heading) >= BELOW
}

/// How much stands below a heading, in bytes, as far as it is more than its links; not more than a part of it is looked at.
fn words_below(heading: &NodeRef) -> usize {
    let Some(below) = below(heading) else {
        return 0;
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
    if own > linked { own } else { 0 }
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
