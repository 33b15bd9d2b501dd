//! How much work it is to look for the article of a page: that asks again and again how long the words in an element are,
//! so each word counts as often as there are elements around it.

use dom_query::NodeRef;

/// The most that is looked through in a page that opens at once, and in one that a thread reads. Pages that people write
/// have a tenth of it.
const AT_ONCE: u64 = 1_200_000;
const IN_TIME: u64 = 40_000_000;

/// Whether no article is looked for on a page that is so long, in bytes.
pub(super) fn is_too_heavy(root: &NodeRef, bytes: usize) -> bool {
    let most = if bytes as u64 <= super::PAGE {
        AT_ONCE
    } else {
        IN_TIME
    };
    let mut weight = 0;
    // What is around a node, the outermost first.
    let mut around = vec![root.id];
    for node in root.descendants_it() {
        let parent = node.parent().map(|parent| parent.id);
        while around.last().is_some_and(|last| Some(*last) != parent) {
            around.pop();
        }
        if node.is_text() {
            weight += around.len() as u64 * node.text().len() as u64;
            if weight > most {
                return true;
            }
        } else {
            around.push(node.id);
        }
    }
    false
}
