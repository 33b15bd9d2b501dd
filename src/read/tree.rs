//! Pages of HTML and XHTML as trees, and how they are written as a text.
//!
//! The tree is made by the tokens and rules of browsers, so that broken pages read as they do there. What would cost time
//! or memory out of proportion is held back before it becomes a part of the tree: see [`sieve`].

mod attributes;
pub(super) mod charset;
mod code;
mod formula;
mod inline;
mod lists;
mod pictures;
mod sieve;
mod sink;
mod tables;
mod walk;

use dom_query::{Document, NodeId, NodeRef};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

use sieve::Sieve;
use sink::Known;
pub(super) use tables::keep_sides;
pub(super) use walk::Walk;
#[cfg(feature = "html")]
pub(super) use walk::is_heading;

/// How tags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// As browsers read pages.
    Html,
    /// As XML: `<a/>` closes itself, whatever it is called.
    Xml,
}

/// A page as a tree.
pub(super) struct Tree {
    pub(super) document: Document,
    /// The source lines of its elements.
    pub(super) lines: Lines,
    /// How many nodes were made.
    pub(super) nodes: usize,
}

/// On which source line each element begins.
pub(super) struct Lines(Known);

impl Lines {
    /// None are known: of a page that is one of several, lines say nothing.
    pub(super) fn none() -> Self {
        Self(Known::default())
    }

    /// The line of an element, from 1; of one that is not of the source there is none.
    fn of(&self, node: NodeId) -> Option<u64> {
        self.0.get(&node).map(|known| known.line)
    }
}

impl Tree {
    /// Makes the tree of a page.
    pub(super) fn of(text: &str, syntax: Syntax) -> Self {
        let text = if syntax == Syntax::Xml {
            behind_declarations(text)
        } else {
            text
        };
        let tokenizer = Tokenizer::new(Sieve::new(syntax), TokenizerOpts::default());
        let input = BufferQueue::default();
        for stretch in attributes::within_measure(text) {
            input.push_back(StrTendril::from(stretch));
        }
        // It stops behind every script, for somebody to run it.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        let sink = tokenizer.sink.into_sink();
        Self {
            nodes: sink.nodes(),
            document: sink.document,
            lines: Lines(sink.known.into_inner()),
        }
    }

    /// What the page calls itself.
    pub(super) fn title(&self) -> Option<String> {
        let head = self.document.head()?;
        let title = head
            .children_it(false)
            .find(|node| node.has_name("title"))?;
        Some(title.text().to_string())
    }

    /// The tag of the language that the page says it is in.
    pub(super) fn language(&self) -> Option<String> {
        let html = self.document.root().first_element_child();
        let all = [html, self.document.body()];
        let said = |node: NodeRef| node.attr("lang").or_else(|| node.attr("xml:lang"));
        let mut said = all.into_iter().flatten().filter_map(said);
        said.find(|tag| !tag.trim().is_empty())
            .map(|tag| tag.to_string())
    }

    /// Where the page says that its addresses begin.
    pub(super) fn base(&self) -> Option<String> {
        let head = self.document.head()?;
        let mut bases = head.descendants_it().filter(|node| node.has_name("base"));
        let base = bases.find_map(|base| base.attr("href"))?;
        let base = base.trim();
        (!base.is_empty()).then(|| base.to_owned())
    }

    /// What is on the page.
    pub(super) fn body(&self) -> NodeRef<'_> {
        let body = self.document.body();
        body.unwrap_or_else(|| self.document.root())
    }
}

/// A text without the declarations of entities that may stand before its first tag: none of them is expanded.
fn behind_declarations(text: &str) -> &str {
    let Some(at) = text.find("<!DOCTYPE") else {
        return text;
    };
    let declared = text.get(at..).unwrap_or("");
    match (declared.find('['), declared.find('>')) {
        (Some(opens), Some(closes)) if opens < closes => {}
        _ => return text,
    }
    let end = declared.find("]>");
    end.and_then(|end| declared.get(end + 2..)).unwrap_or(text)
}

/// The path of what an address of a file in a book names: only what lies in the book has one.
pub(super) fn within(home: &str, address: &str) -> String {
    let (path, name) = match address.split_once('#') {
        Some((path, name)) => (path, Some(name)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    let path = crate::text::percent_decoded(path);
    let path = super::addresses::joined(home, &String::from_utf8_lossy(&path));
    match name {
        Some(name) => format!("{path}#{name}"),
        None => path,
    }
}
