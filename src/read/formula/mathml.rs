//! Formulas of `MathML` in a file of their own.

use super::super::archive::xml::{Node as Seen, walk};
use super::{Growing, Node, SAID, set};

/// The formula of a file in a line, if it is one.
pub(in crate::read) fn of_xml(text: &str) -> Option<String> {
    let mut growing = None;
    walk(text, |node| {
        match (&node, &mut growing) {
            (Seen::Start("math", _), None) => growing = Some(Growing::default()),
            (Seen::Start(name, says), Some(growing)) => {
                let said = SAID.iter().filter_map(|say| Some((say, says.get(say)?)));
                let bare = Node::around(name, Vec::new());
                growing.begin(said.fold(bare, |made, (say, what)| made.saying(say, &what)));
            }
            (Seen::End("math"), Some(growing)) if growing.is_done() => return false,
            (Seen::End(_), Some(growing)) => growing.end(),
            (Seen::Text(words), Some(growing)) => growing.words(words),
            (_, None) => {}
        }
        true
    });
    let set = set(&growing?.finish());
    (!set.is_empty()).then_some(set)
}
