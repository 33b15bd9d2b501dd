//! What the author hid: words of a style that says so, sections, and words that are shown on a condition.

use super::super::archive::xml::{Attributes, Node};
use super::Writer;

/// How far a style is looked up in those that it is made of.
const FARTHEST: usize = 16;

impl Writer {
    /// Takes what comes next, unless it is hidden.
    pub(super) fn take(&mut self, node: &Node) {
        match node {
            Node::Start(name, says) if self.veiled > 0 || self.is_veiled(name, says) => {
                self.veiled += 1;
            }
            Node::End(_) if self.veiled > 0 => self.veiled -= 1,
            Node::Text(_) if self.veiled > 0 => {}
            Node::Start(name, says) => self.start(name, says),
            Node::End(name) => self.end(name),
            Node::Text(words) => self.words(words),
        }
    }

    /// Whether an element says that it is hidden, with all that is in it.
    fn is_veiled(&self, name: &str, says: &Attributes) -> bool {
        if !self.in_text {
            return false;
        }
        let is = |name: &str, wanted: &str| says.get(name).is_some_and(|said| said == wanted);
        match name {
            "span" | "p" | "h" => {
                let style = says.get("style-name").unwrap_or_default();
                let mut bases = self.bases(&style);
                bases.find_map(|style| self.veils.get(style).copied()) == Some(true)
            }
            "section" => is("display", "none") || is("is-hidden", "true"),
            "hidden-text" | "conditional-text" => is("is-hidden", "true"),
            _ => false,
        }
    }

    /// A style, and those that it is made of.
    pub(super) fn bases<'a>(&'a self, style: &'a str) -> impl Iterator<Item = &'a str> {
        let parent = |style: &&'a str| self.parents.get(*style).map(String::as_str);
        std::iter::successors(Some(style), parent).take(FARTHEST)
    }
}
