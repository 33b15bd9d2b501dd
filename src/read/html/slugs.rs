//! Names that headings have by their own words.
//!
//! What finds articles judges an element by its name: `comments`, `related` or `footer` is seldom read. But where a
//! program names headings by their words, a section about comments has such a name as well. Names of that kind are taken
//! away before, and given back to what is left of them.

use dom_query::{Document, NodeId, NodeRef};

use super::mended::{has_prose_below, is_seldom_read};
use super::names::Heading;

/// Fewer headings than this with names of that kind may be a coincidence.
const FEWEST: usize = 3;
/// So much stands behind the words of a heading that is for changing it or for linking to it, in bytes.
const ADDED: usize = 12;
/// So long is what a program puts before such a name at most, in bytes: `h-`, `sec_`, `user-content-`.
const BEFORE: usize = 16;

/// Names that were taken away, and from what.
pub(super) type Forgotten = Vec<(NodeId, String)>;

/// Takes away the names that headings, or the sections that begin with one, have by the words of the heading.
pub(super) fn forget(headings: &[Heading]) -> Forgotten {
    let (mut named, mut proven, mut count) = (Vec::new(), Vec::new(), 0);
    for (heading, words) in headings {
        let slugs = [slug(words), slug(without_number(words))];
        let likeness = |node: &NodeRef| {
            let id = node.id_attr()?;
            Some(alike(&id, &slugs)?)
        };
        let own = likeness(heading);
        if own == Some(Likeness::Whole) && has_prose_below(heading) {
            proven.push(*heading);
        }
        let around = sections(heading).filter(|around| likeness(around).is_some());
        let before = named.len();
        named.extend(own.map(|_| *heading).into_iter().chain(around));
        count += usize::from(named.len() > before);
    }
    let taken = if count < FEWEST { proven } else { named };
    let taken = taken.into_iter().filter_map(|node| {
        let id = node.id_attr()?.to_string();
        node.remove_attr("id");
        Some((node.id, id))
    });
    taken.collect()
}

/// Gives names back.
pub(super) fn give_back(document: &Document, names: &Forgotten) {
    for (node, name) in names {
        NodeRef::new(*node, &document.tree).set_attr("id", name);
    }
}

/// What begins with a heading, with one box in between perhaps.
fn sections<'a>(heading: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    let outer = |inner: &NodeRef<'a>| {
        let begins = inner.prev_element_sibling().is_none();
        inner
            .parent()
            .filter(|parent| begins && parent.is_element())
    };
    let first = outer(heading);
    let second = first.as_ref().and_then(outer);
    first.into_iter().chain(second)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// The name is all of the words.
    Whole,
    /// It is but the beginning of them.
    Beginning,
}

/// Whether a name is made of the words of a heading, of which these are the slugs with and without its number.
fn alike(id: &str, slugs: &[String; 2]) -> Option<Likeness> {
    let own = slug(id);
    let is_whole = |id: &str| !id.is_empty() && slugs.iter().any(|slug| slug == id);
    // The second of two that are called the same has a number behind.
    let counted = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = counted.strip_suffix(['-', '_']).map(slug);
    let dividers = id.match_indices(['-', '_', ':', '.', '/']);
    let mut rests = dividers.filter_map(|(at, sign)| {
        let before = id.get(..at)?;
        let rest = id.get(at + sign.len()..)?;
        (at <= BEFORE && !is_seldom_read(before)).then(|| slug(rest))
    });
    if is_whole(&own) || counted.is_some_and(|id| is_whole(&id)) || rests.any(|id| is_whole(&id)) {
        return Some(Likeness::Whole);
    }
    let begins = |slug: &String| {
        let rest = slug.strip_prefix(&*own);
        !own.is_empty() && rest.is_some_and(|rest| rest.len() <= ADDED)
    };
    slugs.iter().any(begins).then_some(Likeness::Beginning)
}

/// What a heading says behind its number: `2.`, `2.1`, `A.`, `§ 3`.
fn without_number(words: &str) -> &str {
    let words = words.trim_start_matches(['§', ' ']);
    let Some((first, rest)) = words.split_once(' ') else {
        return words;
    };
    let is_sign = |c: char| matches!(c, '.' | ')' | ':' | '-');
    let counts = first.chars().all(|c| c.is_ascii_digit() || is_sign(c));
    let letter = first.len() <= 2 && first.ends_with(is_sign);
    if counts || letter { rest } else { words }
}

/// The words of a name or of a heading, however programs make one of the other.
fn slug(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
