//! What stands in lines: how words look, links, names of places, raised and lowered words, formulas.

use dom_query::NodeRef;

use super::formula;
use super::walk::{Exit, Walk};
use crate::document::Face;
use crate::read::mathematics;

/// A number by which a note is called is not longer, in bytes.
const LONGEST_CALL: usize = 4;

/// Raised or lowered words.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) words: String,
    /// Where they lead.
    pub(super) link: Option<String>,
}

/// Whether a link says that it calls a note, as those of books do.
fn calls_note(link: &NodeRef) -> bool {
    let says = |name: &str, word: &str| {
        link.attr(name)
            .is_some_and(|said| said.split_whitespace().any(|said| said == word))
    };
    says("epub:type", "noteref") || says("role", "doc-noteref")
}

/// The source of a formula without what only says how large it is.
fn bare(source: &str) -> &str {
    let source = source.trim();
    let inside = source.strip_prefix("{\\displaystyle");
    inside.map_or(source, |inside| {
        inside.strip_suffix('}').unwrap_or(inside).trim()
    })
}

impl<'a> Walk<'a> {
    pub(super) fn inline_element(&mut self, node: NodeRef<'a>, name: &str) -> Option<Exit> {
        let face = match name {
            "em" | "i" | "cite" | "dfn" | "var" | "address" => Face::Emphasis,
            "strong" | "b" => Face::Strong,
            "code" | "kbd" | "samp" | "tt" if self.code.is_none() => Face::Code,
            "del" | "s" | "strike" => Face::Struck,
            "a" => {
                let Some(target) = node.attr("href").and_then(|href| self.address(&href)) else {
                    return Some(Exit::Nothing);
                };
                if let Some(name) = target.strip_prefix('#').filter(|_| calls_note(&node)) {
                    self.builder.calls_note(name);
                    if let Some(words) = self.call_of(&node) {
                        self.names_inside(&node);
                        let link = Some(target);
                        self.script(&Script { words, link });
                        return None;
                    }
                }
                self.open_link(&target);
                return Some(Exit::Link);
            }
            "q" => {
                self.words("“");
                return Some(Exit::Words("”"));
            }
            "rt" => {
                self.words("(");
                return Some(Exit::Words(")"));
            }
            "sub" | "sup" => {
                let Some(script) = self.script_of(&node, name == "sup") else {
                    return Some(Exit::Nothing);
                };
                self.names_inside(&node);
                self.script(&script);
                return None;
            }
            "math" => {
                self.formula(&node);
                return None;
            }
            _ => return Some(Exit::Nothing),
        };
        self.builder.face(face);
        Some(Exit::Face)
    }

    /// Raised or lowered words, if all of them can be written so. A heading is kept as it is, for it may be looked for.
    fn script_of(&self, node: &NodeRef, raised: bool) -> Option<Script> {
        let words = node.text();
        let trimmed = words.trim();
        if self.in_heading {
            return None;
        }
        let set = mathematics::shifted(raised, trimmed);
        let link = || {
            let mut inside = node.descendants_it().filter(|node| node.has_name("a"));
            inside.find_map(|link| self.address(&link.attr("href")?))
        };
        set.map(|words| Script {
            words,
            link: link(),
        })
    }

    /// The raised sign of a call of a note, which is nothing but its number: it may stand right behind a word.
    fn call_of(&self, link: &NodeRef) -> Option<String> {
        let words = link.text();
        let number = words.trim();
        let is_number = number.len() <= LONGEST_CALL && number.bytes().all(|b| b.is_ascii_digit());
        let bare = is_number && !number.is_empty() && !self.in_heading;
        mathematics::raised(number).filter(|_| bare)
    }

    /// Writes a formula, from the source that it was made from if that is there.
    fn formula(&mut self, node: &NodeRef) {
        let alone = node.attr("display").is_some_and(|how| &*how == "block");
        let source = node.attr("alttext").or_else(|| {
            let mut inside = node.descendants_it();
            let source = inside.find(|node| {
                node.has_name("annotation")
                    && node
                        .attr("encoding")
                        .is_some_and(|form| form.contains("tex"))
            });
            source.map(|source| source.text())
        });
        let set = match source.as_deref().map(bare) {
            Some(source) => mathematics::set(source).unwrap_or_else(|| source.to_owned()),
            // A heading may be looked for.
            None if self.in_heading => node.text().trim().to_owned(),
            None => formula::set(node),
        };
        if alone {
            self.end();
        }
        self.builder.face(Face::Math);
        self.builder.text(&set);
        self.builder.plain();
        if alone {
            self.end();
        }
    }

    /// Names the place that comes next, if an element has a name.
    pub(super) fn name(&mut self, node: &NodeRef) {
        let mut names = [node.id_attr(), None];
        if node.has_name("a") {
            names[1] = node.attr("name");
        }
        for name in names.into_iter().flatten() {
            if !name.is_empty() {
                let name = match self.home {
                    Some(home) => format!("{home}#{name}"),
                    None => name.to_string(),
                };
                self.builder.target_inside(&name);
            }
        }
    }

    /// Names the place that comes next by what is in an element of which only the words are written.
    fn names_inside(&mut self, node: &NodeRef) {
        for inside in node.descendants_it().filter(NodeRef::is_element) {
            self.name(&inside);
        }
    }

    /// Where a link or the address of a picture leads. One of a book leads to a place in it.
    pub(super) fn address(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let scheme = href.split_once(':').map(|(scheme, _)| scheme);
        let scheme = scheme.filter(|scheme| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        let is = |named: &str| scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(named));
        if href.is_empty() || is("javascript") || is("data") {
            return None;
        }
        match self.home {
            Some(home) if scheme.is_none() && !href.starts_with("//") => {
                Some(format!("#{}", super::within(home, href)))
            }
            _ => Some(match &self.base {
                Some(base) if scheme.is_none() && !href.starts_with('#') => {
                    crate::read::based(base, href)
                }
                _ => href.to_owned(),
            }),
        }
    }
}
