//! What is known of a text's structure at a moment, and what it says of one part.

use std::ops::Range;

use super::{Folded, Judge, Outline, Strictness};
use crate::document::{Contents, Pages, Part, Place};
use crate::text::{self, Clean};

/// So many bytes are judged before the first frame of a longer text: some screens of any size.
const GLIMPSE: usize = 8 * 1024;

/// What the outline says of some lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// They are the title.
    Title,
    /// They are a heading of this level, from 1.
    Heading(u8),
    /// They are not the author's text; the page folds them.
    Furniture(Folded),
}

/// An outline and how far it goes: a large text is judged while it is being read.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The outline of the parts judged so far.
    pub outline: Outline,
    /// How many parts those are.
    pub judged: u32,
    /// Whether that is the whole text.
    pub complete: bool,
    /// How strictly it was judged, and what is not judged yet is to be.
    pub strictness: Strictness,
}

impl Structure {
    /// Judges a text to its end; meant for texts of one part, and for printing outlines.
    pub fn whole(pages: &dyn Pages) -> Self {
        Self::whole_with(pages, Strictness::default())
    }

    /// The same, more or less strictly than usual.
    pub fn whole_with(pages: &dyn Pages, strictness: Strictness) -> Self {
        if let Some(contents) = pages.contents() {
            return Self::given(contents, pages, strictness);
        }
        let (judge, judged) = read(pages, 0..pages.parts(), strictness);
        Self {
            outline: judge.into_outline(),
            judged,
            complete: pages.finished(),
            strictness,
        }
    }

    /// Judges what the first screens show: a text of one part as a whole, of a longer one the beginning. The rest
    /// of the first part counts as judged too, because the whole verdict on it follows within milliseconds.
    pub fn glimpse(pages: &dyn Pages) -> Self {
        Self::glimpse_with(pages, Strictness::default())
    }

    /// The same, more or less strictly than usual.
    pub fn glimpse_with(pages: &dyn Pages, strictness: Strictness) -> Self {
        if pages.contents().is_some() || pages.parts() == 1 && pages.finished() {
            return Self::whole_with(pages, strictness);
        }
        let part = pages.part(0);
        let seen = text::head(&part.text, GLIMPSE);
        let seen = seen
            .rfind('\n')
            .map_or(seen, |end| text::head(seen, end + 1));
        let mut judge = Judge::of(pages, strictness);
        let seen = Part {
            number: 0,
            source: part.source.clone(),
            border: part.border,
            text: Clean::new(seen),
            lines: 0,
        };
        judge.read(&seen, 1);
        Self {
            outline: judge.into_outline(),
            judged: 1,
            complete: false,
            strictness,
        }
    }

    /// What the format of a text marks: there is nothing to judge.
    fn given(contents: &Contents, pages: &dyn Pages, strictness: Strictness) -> Self {
        Self {
            outline: Outline::given(contents),
            judged: pages.parts(),
            complete: pages.finished(),
            strictness,
        }
    }

    /// What stands in a part, in order. A part that was not judged yet is judged now by itself and its neighbours, so
    /// that it looks the same, or nearly so, when the outline gets there.
    pub fn roles(&self, pages: &dyn Pages, part: &Part) -> Vec<(Range<u32>, Role)> {
        if part.number < self.judged {
            return roles_in(&self.outline, part);
        }
        roles_in(&self.judge_near(pages, part.number).into_outline(), part)
    }

    /// A judge who has read a part and its neighbours.
    pub(super) fn judge_near(&self, pages: &dyn Pages, part: u32) -> Judge {
        let near = part.saturating_sub(1)..part.saturating_add(2).min(pages.parts());
        read(pages, near, self.strictness).0
    }

    /// The index of the heading that a place belongs to: the last one that begins at or before it.
    pub fn heading_at(&self, place: Place) -> Option<usize> {
        self.outline
            .headings
            .partition_point(|h| h.place <= place)
            .checked_sub(1)
    }
}

/// A judge who has read some parts, and how many parts there are up to the last of them.
fn read(pages: &dyn Pages, parts: Range<u32>, strictness: Strictness) -> (Judge, u32) {
    let mut judge = Judge::of(pages, strictness);
    if parts.start > 0 {
        judge.begins_as(&pages.part(0));
    }
    let mut line = 1;
    let mut judged = 0;
    for number in parts {
        let part = pages.part(number);
        judge.read(&part, line);
        line += u64::from(part.lines);
        judged = number + 1;
    }
    (judge, judged)
}

fn roles_in(outline: &Outline, part: &Part) -> Vec<(Range<u32>, Role)> {
    let clip = |start: Place, end: Place| {
        // The rest of a heading that began in the part before is its text here, without the blanks before it.
        let from = if start.part < part.number {
            (part.text.len() - part.text.trim_start().len()) as u32
        } else {
            start.offset
        };
        let to = if end.part > part.number {
            part.end()
        } else {
            end.offset
        };
        (start.part <= part.number && end.part >= part.number && from < to).then_some(from..to)
    };
    // Only what ends in this part or later and begins in it or before.
    let headings = &outline.headings;
    let from = headings.partition_point(|h| h.end < Place::start_of(part.number));
    let near = headings
        .iter()
        .skip(from)
        .take_while(|h| h.place.part <= part.number);
    let furniture = &outline.furniture;
    let from = furniture.partition_point(|f| f.end < Place::start_of(part.number));
    let dropped = furniture
        .iter()
        .skip(from)
        .take_while(|f| f.place.part <= part.number);
    let mut roles: Vec<(Range<u32>, Role)> = near
        .filter_map(|h| Some((clip(h.place, h.end)?, Role::Heading(h.level))))
        .chain(
            outline
                .title
                .iter()
                .filter_map(|t| Some((clip(t.place, t.end)?, Role::Title))),
        )
        .chain(dropped.filter_map(|f| Some((clip(f.place, f.end)?, Role::Furniture(f.kind)))))
        .collect();
    roles.sort_by_key(|(range, _)| range.start);
    roles.dedup_by(|b, a| b.0.start < a.0.end);
    roles
}
