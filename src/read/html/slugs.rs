//! Names that headings have by their own words.
//!
//! What finds articles judges an element by its name: `comments`, `related` or `footer` is seldom read. But where a
//! program names headings by their words, a section about comments has such a name as well. Names of that kind are taken
//! away before, and given back to what is left of them.

use dom_query::NodeRef;

use super::mended::{has_prose_below, is_seldom_read};
use super::names::Heading;
use super::places::Place;

/// Fewer headings than this with names of that kind may be a coincidence.
const FEWEST: usize = 3;
/// So much stands behind the words of a heading that is for changing it or for linking to it, in bytes.
const ADDED: usize = 12;
/// So many places stand before the heading of a section at most, and so many elements in one are looked at.
const PLACES: usize = 4;
const INSIDE: usize = 8;
/// So long is what a program puts before such a name at most, in bytes: `h-`, `sec_`, `user-content-`.
const BEFORE: usize = 16;

/// Takes away the names that headings, what is in them, or the sections that begin with one, have by the words of the heading.
pub(super) fn forget(headings: &[Heading]) -> Vec<Place> {
    let (mut own, mut proven) = (Vec::new(), Vec::new());
    let (mut around, mut begun) = (Vec::new(), 0);
    for (heading, words) in headings {
        let slugs = [slug(words), slug(without_number(words))];
        let likeness = |node: &NodeRef| {
            let id = node.id_attr()?;
            alike(&id, &slugs)
        };
        let inside = heading.descendants_it().filter(NodeRef::is_element);
        for node in std::iter::once(*heading).chain(inside.take(INSIDE)) {
            let Some(likeness) = likeness(&node) else {
                continue;
            };
            own.push((node, heading.id));
            if likeness == Likeness::Whole && has_prose_below(heading) {
                proven.push((node, heading.id));
            }
        }
        let sections = sections(heading).filter(|section| likeness(section).is_some());
        let before = around.len();
        around.extend(sections.map(|section| (section, heading.id)));
        begun += usize::from(around.len() > before);
    }
    let own = if own.len() < FEWEST { proven } else { own };
    // A single section with such a name is often that of the comments.
    let around = if begun < FEWEST { Vec::new() } else { around };
    let taken = own.into_iter().chain(around);
    let taken = taken.filter_map(|(node, holder)| {
        let name = node.id_attr()?.to_string();
        node.remove_attr("id");
        Some(Place {
            own: node.id,
            holder,
            name,
        })
    });
    taken.collect()
}

/// What begins with a heading, with one box in between perhaps.
fn sections<'a>(heading: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    let outer = |inner: &NodeRef<'a>| {
        let before = std::iter::successors(inner.prev_element_sibling(), |node| {
            node.prev_element_sibling()
        });
        // Places have no words.
        let mut before = before.take(PLACES);
        let begins = before.all(|place| place.first_child().is_none());
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
