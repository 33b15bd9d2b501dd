//! Code on pages: what language it says to be in, and where one ends that is followed by another.

use dom_query::NodeRef;

use super::walk::{Exit, Walk, words_of};
use crate::document::Face;

/// Code, and its language if that is known.
#[derive(Clone, Debug)]
pub(super) struct Code(pub(super) Option<String>);

impl Walk<'_> {
    /// Begins code in a cell of a table.
    pub(super) fn keep_in_cell(&mut self) -> Exit {
        self.end();
        self.builder.face(Face::Code);
        self.kept = true;
        Exit::KeptInCell
    }

    /// Writes lines of a cell as they are, as far in as they stand.
    pub(super) fn kept_words(&mut self, words: &str) {
        for (nth, line) in words.split('\n').enumerate() {
            let bare = line.trim_start_matches(' ');
            if nth > 0 {
                self.builder.break_line();
                let inset = line.len() - bare.len();
                if inset > 0 && !bare.is_empty() {
                    self.builder.text(&"\u{a0}".repeat(inset));
                }
            }
            self.builder.text(if nth > 0 { bare } else { line });
        }
    }

    /// Parts code from another one right before it in the same place: pages show one of them at a time.
    pub(super) fn part_code(&mut self, code: &NodeRef) {
        let is_blank = |node: NodeRef| words_of(&node).is_none_or(|words| words.trim().is_empty());
        let adjoins = code.prev_sibling().is_none_or(is_blank);
        let above = code.prev_element_sibling();
        let Some(above) = above.filter(|above| adjoins && above.has_name("code")) else {
            return;
        };
        let says_language =
            |code: &NodeRef| code.class().is_some_and(|class| class.contains("lang"));
        let words = above.text();
        let ends_line = words.ends_with('\n');
        // Lines that are each called code are lines of the same.
        let is_long = words.trim_end().contains('\n');
        if is_long || !ends_line && says_language(&above) && says_language(code) {
            self.builder.break_line();
            if !ends_line {
                self.builder.break_line();
            }
        }
    }
}

/// Whether an element only numbers the lines of the code beside it.
pub(super) fn numbers_lines(node: &NodeRef) -> bool {
    let gutters = ["gutter", "linenos", "rouge-gutter"];
    node.has_name("td") && gutters.iter().any(|gutter| node.has_class(gutter))
}

/// The language of code, as those say it who colour it on pages.
pub(super) fn language(node: &NodeRef) -> Option<String> {
    let inside = node
        .first_element_child()
        .filter(|child| child.has_name("code"));
    let around = node.parent();
    let classes = [inside, Some(*node), around].into_iter().flatten();
    let classes: Vec<_> = classes.filter_map(|node| node.class()).collect();
    let named = classes.iter().flat_map(|class| class.split_whitespace());
    let mut named = named.filter_map(|class| {
        [
            "language-",
            "lang-",
            "highlight-source-",
            "brush:",
            "sourceCode-",
        ]
        .iter()
        .find_map(|sign| class.strip_prefix(sign))
    });
    let language = named.find(|name| !name.is_empty())?;
    Some(language.trim_end_matches(';').to_owned())
}
