//! Where the contents of a book lead: each entry becomes a heading at its place, and what says the same there, or looks
//! like a heading, is that heading.

use std::collections::HashSet;

use super::folded;
use super::toc::Entry;
use crate::document::{Given, Kind, Marked, Pages, Place};

/// Blocks that are looked at behind a place.
const NEAR: usize = 8;
/// A block that is longer than the title by more than this, in bytes, does not say the same.
const LONGER: usize = 64;

/// A block of the text.
struct Stands {
    start: Place,
    end: Place,
    kind: Kind,
}

/// The headings that entries become, in reading order. Of the beginning of a text, those that it has.
pub(super) fn of(
    text: &Given,
    entries: &[Entry],
    looks: &HashSet<Place>,
    whole: bool,
) -> Vec<Marked> {
    let found = found(text, entries, whole);
    let blocks = blocks(text);
    let mut headings = Vec::with_capacity(found.len());
    for (at, (entry, place)) in found.iter().enumerate() {
        let later = found.get(at + 1..).unwrap_or(&[]).iter();
        let limit = later
            .map(|(_, place)| *place)
            .take(NEAR)
            .find(|next| next > place);
        let (start, end) = heading_at(*place, limit, entry, text, &blocks, looks);
        headings.push(Marked {
            level: entry.level,
            line: text.line_of(start).unwrap_or(1),
            text: entry.title.clone(),
            place: start,
            end,
        });
    }
    headings.sort_by_key(|heading| heading.place);
    headings
}

/// The places of entries, in reading order. What leads nowhere stands where the next one does.
fn found<'a>(text: &Given, entries: &'a [Entry], whole: bool) -> Vec<(&'a Entry, Place)> {
    let place = |target: &String| {
        text.target(target).or_else(|| {
            let (path, _) = target.split_once('#')?;
            text.target(path)
        })
    };
    let places: Vec<Option<Place>> = entries
        .iter()
        .map(|entry| entry.target.as_ref().and_then(place))
        .collect();
    let last = places.iter().flatten().max().copied();
    let mut next = last.filter(|_| whole).or(whole.then(Place::default));
    let mut found = Vec::with_capacity(entries.len());
    let mut below = 0;
    for (entry, place) in entries.iter().zip(places).rev() {
        next = place.or(next);
        // What is missing has no place, but it may stand above others that have one.
        let shown = place.is_some() || !entry.is_missing || below > entry.level;
        if shown {
            below = entry.level;
            found.extend(next.map(|place| (entry, place)));
        }
    }
    found.reverse();
    found.sort_by_key(|(_, place)| *place);
    found
}

fn blocks(text: &Given) -> Vec<Stands> {
    let mut all = Vec::new();
    for number in 0..text.parts() {
        let part = text.part(number);
        let at = |offset| Place {
            part: number,
            offset,
        };
        all.extend(text.blocks(&part).into_iter().map(|block| Stands {
            start: at(block.range.start),
            end: at(block.range.end),
            kind: block.kind,
        }));
    }
    all
}

/// Where the heading stands that an entry leads to; without an extent, if nothing there is one.
fn heading_at(
    place: Place,
    limit: Option<Place>,
    entry: &Entry,
    text: &Given,
    blocks: &[Stands],
    looks: &HashSet<Place>,
) -> (Place, Place) {
    let from = blocks.partition_point(|block| block.end <= place);
    let near = blocks.iter().skip(from).take(NEAR);
    let near =
        near.take_while(|block| block.start <= place || limit.is_none_or(|l| block.start < l));
    let is_words = |block: &&Stands| !matches!(block.kind, Kind::Picture | Kind::Rule);
    let near = || near.clone().filter(is_words);
    let length = |block: &Stands| (block.end.offset - block.start.offset) as usize;
    let title = folded(&entry.title);
    let says_so = |block: &&Stands| {
        block.kind == Kind::Paragraph && length(block) <= entry.title.len() + LONGER && {
            let part = text.part(block.start.part);
            folded(part.slice(block.start.offset..block.end.offset)) == title
        }
    };
    let is_heading = |block: &&Stands| looks.contains(&block.start);
    // Before it may stand what is not its own text yet, such as the number of the part.
    let before = near().take_while(|block| length(block) <= LONGER || is_heading(block));
    // What leads into the words of a block means those, whatever comes below.
    let inside = blocks.get(from).is_some_and(|block| block.start < place);
    let before = before.take(if inside { 1 } else { NEAR });
    let heading = near().find(says_so).or(before.into_iter().find(is_heading));
    heading.map_or((place, place), |block| (block.start, block.end))
}
