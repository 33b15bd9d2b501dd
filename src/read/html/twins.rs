//! Articles that stand in several boxes alike, such as the sections of a manual, or a question and its answers. What finds
//! articles takes one box of two or three, and what stands beside it.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::tendril::StrTendril;

use super::mended::is_seldom_read;
use super::names::{is_heading, link_of, words};

/// So far around the box that was found its twins may stand.
const AROUND: usize = 5;
/// A twin has so many bytes of words at least, not counting links.
const LEAST: usize = 80;
/// The twins have together one part in so many of what was found.
const PART: usize = 3;
/// So many nodes of a box are looked at to find whether it is an article of its own.
const NEAR: usize = 200;
/// Elements that are no part of an article, or one of their own.
const BESIDE: [&str; 7] = [
    "article", "aside", "dialog", "footer", "form", "header", "nav",
];
/// Names of what leads to other articles.
const OTHERS: [&str; 5] = ["more-", "promo", "recommend", "teaser", "widget"];

/// What was found, on the page before it was looked for.
pub(super) struct Found {
    parent: NodeId,
    /// Words in the greatest part of it.
    within: NodeId,
    /// All that is in it.
    all: HashSet<NodeId>,
    /// How much its words are, in bytes.
    length: usize,
}

impl Found {
    /// An article with many words around it, if they may be those of twins.
    pub(super) fn among_words(article: &NodeRef) -> Option<Self> {
        let around = article.ancestors_it(Some(AROUND));
        let around = around.take_while(|node| node.is_element() && !is_page(node));
        let found = length(article);
        let outermost = around.last()?;
        let rest = length(&outermost).saturating_sub(found);
        if rest * PART < found {
            return None;
        }
        let parts = article.element_children();
        let greatest = parts.iter().max_by_key(|part| length(part))?;
        let within = greatest.descendants_it().find(NodeRef::is_nonempty_text)?;
        Some(Self {
            parent: article.parent()?.id,
            within: within.id,
            all: article.descendants_it().map(|node| node.id).collect(),
            length: found,
        })
    }

    /// What holds a box and its twins, if it has some; `page` is as it was before.
    pub(super) fn holder(&self, page: &Document) -> Option<NodeId> {
        let within = NodeRef::new(self.within, &page.tree);
        let mut around = within.ancestors_it(None);
        let found = around.find(|node| node.parent().is_some_and(|up| up.id == self.parent))?;
        let found = innermost(found);
        let around = std::iter::once(found).chain(found.ancestors_it(Some(AROUND)));
        let around = around.take_while(|node| node.is_element() && !is_page(node));
        let around: Vec<_> = around.collect();
        let path: Vec<String> = around.iter().map(kind).collect();
        let section = section_of(&found);
        let (mut all, mut holder) = (0, None);
        for (depth, pair) in around.windows(2).enumerate() {
            let [inner, outer] = pair else { continue };
            let mut twins = Twins {
                path: path.get(..=depth).unwrap_or(&path),
                section: section.clone(),
                found: &self.all,
                length: 0,
            };
            twins.look(outer, Some(inner.id), 0);
            if twins.length > 0 {
                holder = Some(outer.id);
            }
            all += twins.length;
        }
        holder.filter(|_| all * PART >= self.length)
    }
}

/// The box inside of others that have nothing else.
fn innermost(found: NodeRef) -> NodeRef {
    let (mut inner, mut deep) = (found, 0);
    while let [inside] = *inner.element_children()
        && (inside.has_name("div") || inside.has_name("section"))
        && deep < AROUND
    {
        (inner, deep) = (inside, deep + 1);
    }
    inner
}

/// Twins of a box within what may hold them.
struct Twins<'a> {
    /// The box and what is around it, from the inside.
    path: &'a [String],
    /// The heading that it begins with, if it is a section.
    section: Option<StrTendril>,
    /// What is in the article already.
    found: &'a HashSet<NodeId>,
    /// How much they say.
    length: usize,
}

impl Twins<'_> {
    /// Looks for twins in an element that is so deep inside, but for what is in a part of it.
    fn look(&mut self, around: &NodeRef, but: Option<NodeId>, depth: usize) {
        if depth > self.path.len() {
            return;
        }
        let inside = around.element_children();
        let others = inside.iter().filter(|inside| Some(inside.id) != but);
        for inside in others.filter(|inside| !is_beside(inside)) {
            if depth == 0 && is_other_article(inside) {
                continue;
            }
            if self.is_twin(inside, depth) {
                let own = own_words(inside);
                let linked = length(inside).saturating_sub(own);
                if own >= LEAST && linked * 3 < own && !self.is_found(inside) {
                    self.length += own;
                }
            } else {
                self.look(inside, None, depth + 1);
            }
        }
    }

    fn is_found(&self, twin: &NodeRef) -> bool {
        let words = twin.descendants_it().find(NodeRef::is_nonempty_text);
        words.is_some_and(|words| self.found.contains(&words.id))
    }

    /// Whether an element that is so deep inside is a twin of the box: it has the same class, or none and the same around it.
    fn is_twin(&self, node: &NodeRef, depth: usize) -> bool {
        let Some(kind) = self.path.first() else {
            return false;
        };
        if *kind != self::kind(node) {
            return false;
        }
        let deep = self.path.len();
        let classed = !kind.ends_with('.') && depth + 2 >= deep;
        let same_around = || {
            let around = node.ancestors_it(None).take(depth);
            around
                .map(|node| self::kind(&node))
                .eq(self.path.iter().skip(1).cloned())
        };
        let is_section = || self.section.is_some() && self.section == section_of(node);
        classed
            || depth > 0 && depth + 1 == deep && same_around()
            || depth == 0 && deep == 1 && is_section()
    }
}

/// The kind of heading that a section begins with.
fn section_of(node: &NodeRef) -> Option<StrTendril> {
    let first = node.first_element_child().filter(is_heading)?;
    first.node_name().filter(|_| node.has_name("section"))
}

/// Has what holds twins taken for the article: what finds articles goes by the commas of paragraphs.
pub(super) fn point_out(page: &Document, holder: NodeId) -> NodeId {
    let holder = NodeRef::new(holder, &page.tree);
    let commas = 1000 + length(&holder) / 4;
    let sign = page.tree.new_element("p");
    sign.append_child(&page.tree.new_text(", ".repeat(commas)));
    holder.prepend_child(&sign);
    sign.id
}

/// What an element is called, with its classes behind a point.
fn kind(node: &NodeRef) -> String {
    let name = node.node_name().unwrap_or_default();
    let class = node.class().unwrap_or_default();
    format!("{name}.{}", class.trim())
}

fn is_page(node: &NodeRef) -> bool {
    node.has_name("body") || node.has_name("html")
}

/// Whether an element stands beside an article.
fn is_beside(node: &NodeRef) -> bool {
    let name = node.node_name().unwrap_or_default();
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    let called = format!("{class} {id}").to_lowercase();
    BESIDE.contains(&&*name)
        || is_seldom_read(&called)
        || OTHERS.iter().any(|other| called.contains(other))
}

/// Whether a box has a heading as articles of their own have it: one of the first level, or one that leads there.
fn is_other_article(node: &NodeRef) -> bool {
    let mut headings = node.descendants_it().take(NEAR).filter(is_heading);
    headings.any(|heading| {
        let leads_away = || {
            let link = words(&heading).and_then(|words| link_of(&heading, &words));
            link.is_some_and(|link| !link.starts_with('#'))
        };
        heading.has_name("h1") || leads_away()
    })
}

/// How much the words in an element are, in bytes.
pub(super) fn length(node: &NodeRef) -> usize {
    let words = node.descendants_it().filter(NodeRef::is_text);
    words.map(|words| words.text().trim().len()).sum()
}

/// How much of that is no link.
fn own_words(node: &NodeRef) -> usize {
    let links = node.find_descendants("a");
    length(node).saturating_sub(links.iter().map(length).sum())
}
