//! What headings say, and what they say of the page on which they stand.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

pub(super) use crate::read::tree::is_heading;
use crate::text;

/// Headings are not longer, in bytes.
const LONGEST: usize = 400;
/// So many headings are compared with what is said of a page.
const MOST: usize = 64;
/// So many letters of a script that writes words together are several words.
const IDEOGRAPHS: usize = 4;
/// Signs behind which a title names the site, with a blank on both sides.
const SIGNS: [char; 6] = ['-', '|', '–', '—', '·', '»'];
/// A sign stands so deep in its link at most.
const NEAR: usize = 3;

/// A heading, and what it says.
pub(super) type Heading<'a> = (NodeRef<'a>, String);

/// The headings of a page.
pub(super) fn headings<'a>(root: &NodeRef<'a>) -> Vec<Heading<'a>> {
    let headings = root.descendants_it().filter(is_heading);
    headings
        .filter_map(|node| {
            let said = words(&node)?;
            Some((node, said))
        })
        .collect()
}

/// What a heading says of a page.
pub(super) struct Said {
    node: NodeId,
    /// Whether it is of the first level, and of the first two.
    first: bool,
    high: bool,
    /// Whether it is only a link to another page.
    linked: bool,
    words: String,
}

/// What the headings of a page say, but for those that only lead to the first page of their site: that is its name.
pub(super) fn said(headings: &[Heading]) -> Vec<Said> {
    let said = headings.iter().filter_map(|(node, words)| {
        let link = link_of(node, words).filter(|link| !link.starts_with('#'));
        let home = link.as_deref().is_some_and(leads_home);
        let first = node.has_name("h1");
        (!home).then(|| Said {
            node: node.id,
            first,
            high: first || node.has_name("h2"),
            linked: link.is_some(),
            words: words.clone(),
        })
    });
    said.take(MOST).collect()
}

/// Where a heading leads that is only a link.
pub(super) fn link_of(heading: &NodeRef, words: &str) -> Option<String> {
    let mut inside = heading.descendants_it();
    let inside = inside.find(|inside| inside.has_name("a"));
    let inside = inside.filter(|link| self::words(link).as_deref() == Some(words));
    let around = || heading.parent().filter(|parent| parent.has_name("a"));
    let link = inside.or_else(around)?.attr("href")?;
    let link = link.trim();
    (!link.is_empty()).then(|| link.to_owned())
}

/// Whether an address is that of the first page of a site.
fn leads_home(address: &str) -> bool {
    let path = match address.split_once("//") {
        Some((_, site)) => site.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let mut steps = path.split('/');
    steps.all(|step| matches!(step, "" | "." | "..") || step.starts_with("index."))
}

/// The heading that what finds articles took for the title of one and left out.
pub(super) fn left_out(document: &Document, said: &str, headings: &[Said]) -> Option<NodeId> {
    let title: HashSet<String> = words_in(said).into_iter().collect();
    let found = headings.iter().find(|heading| {
        let node = NodeRef::new(heading.node, &document.tree);
        let alike = || {
            words_in(&heading.words)
                .iter()
                .all(|said| title.contains(said))
        };
        heading.high && !heading.words.is_empty() && node.parent().is_none() && alike()
    });
    found.map(|heading| heading.node)
}

/// What a page is called of which this is said. A heading that is one end of it says it without what all pages there
/// are called.
///
/// A heading of a single word is the beginning of many a title: it has to be of the first level or `left_out`, and a
/// sign has to stand apart behind it. Where two headings share what is said, the name of the site stands before that of
/// the page.
///
/// One that only ends what is said, and is no part of the article, is the name of its site if a heading that is or was in the
/// article has all words of the rest.
pub(super) fn title(
    said: &str,
    headings: &[Said],
    left_out: Option<NodeId>,
    article: &NodeRef,
) -> String {
    let said = text::folded(said);
    if headings.iter().any(|heading| heading.words == said) {
        return said;
    }
    // It was left out for it says nearly the same, and is what its author wrote.
    let site = said.char_indices().rev().find(|(at, sign)| {
        let before = said.get(..*at).unwrap_or("");
        let behind = said.get(at + sign.len_utf8()..).unwrap_or("");
        SIGNS.contains(sign) && before.ends_with(' ') && behind.starts_with(' ')
    });
    let page = words_in(site.map_or(&*said, |(at, _)| said.get(..at).unwrap_or("")));
    let taken_for_it = headings.iter().find(|heading| {
        let is_gone = NodeRef::new(heading.node, article.tree).parent().is_none();
        let words = words_in(&heading.words);
        heading.first && is_gone && page.len() > 1 && page.iter().all(|word| words.contains(word))
    });
    if let Some(heading) = taken_for_it {
        return heading.words.clone();
    }
    let divides = |sign: Option<char>| sign.is_some_and(|c| !c.is_alphanumeric());
    let is_left_out = |heading: &Said| left_out == Some(heading.node);
    let has_several = |heading: &Said| {
        let written_together = heading.words.chars().filter(|c| text::is_ideographic(*c));
        heading.words.contains(' ') || written_together.count() >= IDEOGRAPHS
    };
    let begins = |heading: &Said| {
        let rest = said.strip_prefix(heading.words.as_str());
        rest.is_some_and(|rest| {
            if has_several(heading) {
                divides(rest.trim_start().chars().next())
            } else {
                (heading.first || is_left_out(heading)) && begins_with_sign(rest)
            }
        })
    };
    let kept = |heading: &Said| {
        let node = NodeRef::new(heading.node, article.tree);
        node.ancestors_it(None)
            .any(|around| around.id == article.id)
    };
    // Whether a heading is the name of the site before which the rest names the page.
    let is_named_after = |heading: &Said, rest: &str| {
        let rest = words_in(rest);
        // By itself a heading is taken out of an article as it says nearly what is said. The one that is `left_out` may be
        // the name of the page, which is looked at below.
        let taken_out = |own: &Said| {
            !is_left_out(own) && NodeRef::new(own.node, article.tree).parent().is_none()
        };
        let mut own = headings
            .iter()
            .filter(|own| own.high && own.node != heading.node && (kept(own) || taken_out(own)));
        !rest.is_empty()
            && !kept(heading)
            && own.any(|own| {
                let words = words_in(&own.words);
                rest.iter().all(|word| words.contains(word))
            })
    };
    let ends = |heading: &Said| {
        let rest = said.strip_suffix(heading.words.as_str());
        let apart = rest.filter(|rest| divides(rest.trim_end().chars().next_back()));
        has_several(heading) && apart.is_some_and(|rest| !is_named_after(heading, rest))
    };
    for linked in [false, true] {
        let own = || {
            let all = headings.iter().enumerate();
            all.filter(move |(_, heading)| heading.linked == linked)
        };
        let several = own().find(|(_, heading)| has_several(heading) && begins(heading));
        let found = several.or_else(|| {
            let ending = own().find(|(_, heading)| ends(heading));
            let other = own().find(|(_, heading)| begins(heading));
            let other = other
                .or_else(|| ending.and_then(|_| own().find(|(_, heading)| is_left_out(heading))));
            ending.into_iter().chain(other).max_by_key(|(at, _)| *at)
        });
        if let Some((_, found)) = found {
            return found.words.clone();
        }
    }
    said
}

/// The words of what is said.
fn words_in(said: &str) -> Vec<String> {
    let words = said.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether behind the name of a page a sign stands apart, as it does before that of its site.
fn begins_with_sign(rest: &str) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or("");
    let behind = rest.strip_prefix(['|', '-', '–', '—', '»', '·', '•']);
    behind.is_some_and(|behind| behind.starts_with(' '))
}

/// What a heading says, or another element; nothing where that is too much for one. Signs that only link to the place
/// itself are none of its words.
pub(super) fn words(heading: &NodeRef) -> Option<String> {
    let mut said = String::new();
    for node in heading.descendants_it() {
        if node.has_name("br") {
            said.push(' ');
        }
        if !node.is_text() {
            continue;
        }
        let words = node.text();
        if !words.contains(char::is_alphanumeric) && links_here(&node, heading) {
            continue;
        }
        said.push_str(&words);
        if said.len() > LONGEST {
            return None;
        }
    }
    Some(text::folded(&said))
}

/// Whether a link to a place on the page stands around words, within a heading.
fn links_here(words: &NodeRef, heading: &NodeRef) -> bool {
    let around = words
        .ancestors_it(Some(NEAR))
        .take_while(|around| around.id != heading.id);
    let mut links = around.filter(|around| around.has_name("a"));
    links.any(|link| link.attr("href").is_some_and(|href| href.starts_with('#')))
}
