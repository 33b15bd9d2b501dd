//! Pictures: those that stand alone, and those in a line of words.

use dom_query::NodeRef;

use super::walk::{Exit, Walk};
use crate::document::Face;

/// An address that is longer, in bytes, is the picture itself; of one that is longer than this it is not kept.
const LONGEST: usize = 4 << 20;
/// Neighbours that are looked at to find whether a picture stands alone.
const NEAR: usize = 8;

impl<'a> Walk<'a> {
    pub(super) fn picture_element(&mut self, node: NodeRef<'a>, name: &str) {
        match name {
            "input" => {
                let said = |name, what| node.attr(name).is_some_and(|said| &*said == what);
                if said("type", "checkbox") {
                    let ticked = node.has_attr("checked");
                    self.words(if ticked { "☑ " } else { "☐ " });
                }
            }
            "svg" => {
                // A drawing may only wrap a picture, as covers of books do.
                let mut inside = node.descendants_it().filter(|node| node.has_name("image"));
                if let Some(source) = inside.find_map(|image| image.attr("href")) {
                    let title = node.descendants_it().find(|node| node.has_name("title"));
                    let title = title.map(|title| title.text());
                    self.picture(&node, &source, title.as_deref().unwrap_or(""));
                }
            }
            _ => self.img(&node),
        }
    }

    fn img(&mut self, node: &NodeRef<'a>) {
        let said = |name| node.attr(name).filter(|said| !said.trim().is_empty());
        let tiny = |name| {
            node.attr(name)
                .is_some_and(|size| matches!(size.trim(), "0" | "1"))
        };
        if tiny("width") || tiny("height") {
            return;
        }
        let late = said("data-src").filter(|_| said("src").is_none_or(|s| s.starts_with("data:")));
        let source = late.or_else(|| said("src")).unwrap_or_default();
        let instead = said("alt").or_else(|| said("title")).unwrap_or_default();
        self.picture(node, &source, &instead);
    }

    fn picture(&mut self, node: &NodeRef<'a>, source: &str, instead: &str) {
        if self.in_heading || self.code.is_some() {
            return;
        }
        let instead = instead.trim();
        if !self.is_flat() && self.stands_alone(node) {
            let source = source.trim();
            let source = match self.home {
                Some(home) if !source.contains(':') => super::within(home, source),
                _ if source.len() > LONGEST => String::new(),
                _ => source.to_owned(),
            };
            self.builder.end();
            self.builder.picture(&source, instead);
        } else if !instead.is_empty() {
            self.builder.face(Face::Quiet);
            self.words(instead);
            self.leave(Exit::Face);
        }
    }

    /// Whether no words stand beside a picture.
    fn stands_alone(&self, node: &NodeRef) -> bool {
        if !self.builder.is_fresh() {
            return false;
        }
        // Elements in a line, such as a link, are nothing of their own.
        let mut node = *node;
        for _ in 0..NEAR {
            let mut next = node.next_sibling();
            for _ in 0..NEAR {
                let Some(beside) = next else { break };
                if let Some(words) = super::walk::words_of(&beside) {
                    if !words.trim().is_empty() {
                        return false;
                    }
                } else if is_block(&beside) {
                    return true;
                } else if !beside.has_name("img") && !beside.text().trim().is_empty() {
                    return false;
                }
                next = beside.next_sibling();
            }
            match node.parent() {
                Some(parent) if !is_block(&parent) => node = parent,
                _ => return true,
            }
        }
        true
    }
}

/// Whether words before an element and those in it do not stand in one line.
fn is_block(node: &NodeRef) -> bool {
    let inline = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "input",
        "kbd", "mark", "picture", "q", "s", "small", "source", "span", "strong", "sub", "sup",
        "svg", "time", "tt", "u", "var", "noscript",
    ];
    let name = node.node_name();
    name.is_some_and(|name| !inline.contains(&&*name))
}
