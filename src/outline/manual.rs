//! The headings of a page of the manual as formatters write it: what stands left of its text. Sections stand at the
//! margin, what they are divided into a little right of it.

use super::candidate::Candidate;
use super::facts::Fact;
use super::levels::Found;
use super::line::rough_width;
use super::measures::{Measure, Measures};
use super::reader::Reader;
use super::why::Rule;
use crate::document::{Part, Place};
use crate::text::{Look, Stroke};

/// What stands so many cells right of the margin, or more, is text.
pub(super) const TEXT: u16 = 5;

/// Whether a line begins as the first one of a manual page does: `NAME(1)`, alone or with the same at the end. Names that
/// are too long for that are typed over what stands between them; the middle of such a name is still to be read twice.
pub(super) fn heads(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let last = words.next_back().unwrap_or(first);
    let numbered = |word: &str| {
        let (name, section) = word.strip_suffix(')')?.rsplit_once('(')?;
        let numbered = section.starts_with(|c: char| c.is_ascii_digit()) && section.len() < 8;
        (numbered && !name.is_empty()).then_some(name.len())
    };
    let middle = || {
        let name = numbered(last)?;
        last.get(name.checked_sub(14)?..name.checked_sub(6)?)
    };
    numbered(first).is_some() && (last == first || text == first)
        || text.len() >= 60 && middle().is_some_and(|middle| first.contains(middle))
}

/// A line that stands left of the text of a page and is set in letters of its own.
#[derive(Clone, Debug)]
pub(super) struct Strong {
    place: Place,
    /// Whether all of it is.
    whole: bool,
    /// The line below, if all of that is too, and where it ends.
    below: Option<(Box<str>, Place)>,
}

/// The lines of a part that begin in bold letters left of the text, or are set in slanted ones as a whole.
pub(super) fn strong(part: &Part) -> Vec<Strong> {
    let mut found: Vec<Strong> = Vec::new();
    let mut looks = part.text.looks().peekable();
    // Where the last line that was found ends, if all of it is strong.
    let mut above = None;
    while let Some((range, look)) = looks.next() {
        let (start, line) = part.line_at(range.start);
        let indent = line.len() - line.trim_start_matches(' ').len();
        let end = start + line.trim_end().len() as u32;
        if range.start != start + indent as u32 || !is_set(look) {
            continue;
        }
        // Blanks between two words are in no letters at all.
        let mut to = range.end;
        while let Some((next, _)) = looks.next_if(|(next, look)| {
            let between = part.text.get(to as usize..next.start as usize);
            let blank = between.is_some_and(|between| between.trim().is_empty());
            next.start < end && is_set(*look) && blank
        }) {
            to = next.end;
        }
        let whole = to >= end;
        let place = |offset| Place {
            part: part.number,
            offset,
        };
        if indent < usize::from(TEXT) && (look.has(Stroke::Bold) || whole && indent > 0) {
            found.push(Strong {
                place: place(range.start),
                whole,
                below: None,
            });
            above = whole.then(|| start + line.len() as u32 + 1);
        } else if whole
            && above.take() == Some(start)
            && let Some(last) = found.last_mut()
        {
            last.below = Some((line.trim().into(), place(end)));
        }
    }
    found
}

/// Whether letters are not those of the text.
fn is_set(look: Look) -> bool {
    [Stroke::Bold, Stroke::Italic, Stroke::Underlined]
        .into_iter()
        .any(|stroke| look.has(stroke))
}

/// The headings of a page of the manual, on their levels, if it has sections.
pub(super) fn headings(candidates: &[Candidate], reader: &Reader) -> Option<Vec<Found>> {
    if !reader.is_manual {
        return None;
    }
    let text = match reader.tally.usual_indent() {
        usual @ 1..TEXT => usual,
        _ => TEXT,
    };
    // A page that came with its fonts has its headings in letters of their own, whatever they say; two are enough to
    // see it.
    let fonts = reader.strong.len() >= 2;
    let strong = |place: Place| {
        let at = reader.strong.binary_search_by(|s| s.place.cmp(&place));
        reader.strong.get(at.ok()?)
    };
    let width = reader.width();
    let mut found: Vec<Found> = Vec::new();
    let mut following = candidates.iter().skip(1);
    for c in candidates {
        // Nothing may stand between two headings.
        let next = following.next().filter(|next| next.number == c.number + 1);
        if c.indent >= text || c.facts.any(&[Fact::FirstOfText, Fact::LastOfText]) {
            continue;
        }
        let heads = c.facts.has(Fact::NextIndented);
        let strong_here = strong(c.place);
        let is_heading = match strong_here {
            _ if !fonts => heads && (c.indent == 0 || names_part(c)),
            Some(own) => heads || own.whole || next.is_some_and(|c| strong(c.place).is_some()),
            None => false,
        };
        if !is_heading {
            continue;
        }
        let mut heading = Found::of(c, Rule::Margin, 0.98);
        heading.heading.level = if c.indent == 0 { 1 } else { 2 };
        if let Some((rest, end)) = strong_here.and_then(|strong| strong.below.as_ref())
            && breaks_before(c, rest, width)
        {
            heading.lengthen(rest, *end);
        }
        found.push(heading);
    }
    let sections = found.iter().filter(|found| found.indent == 0).count();
    (sections >= 2).then_some(found)
}

/// Whether a line without letters of its own, right of the margin and left of the text, names a part of a section. What
/// is a sentence, or says that something follows, stands there too now and then; but then there is air below it.
fn names_part(c: &Candidate) -> bool {
    let below_section = c.measures.get(Measure::IndentBefore) < Measures::EVEN;
    let trails = c.text.ends_with("...") || c.text.ends_with('…');
    let says = c.facts.any(&[Fact::EndsColon, Fact::EndsStop]) && !trails;
    (c.facts.has(Fact::BlankBefore) || below_section) && !(says && c.facts.has(Fact::BlankAfter))
}

/// Whether a heading goes on in the line below: the first word there, if it is no option, had no room behind it.
fn breaks_before(c: &Candidate, rest: &str, width: u32) -> bool {
    let word = rest.split_whitespace().next().unwrap_or("");
    !word.starts_with('-')
        && u32::from(c.indent) + rough_width(&c.text) + 1 + rough_width(word) > width
}
