//! Words and their fonts.

use std::ops::Range;
use std::sync::Arc;

use crate::document::Face;
use crate::read::{addresses, references};

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Font {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
}

impl Font {
    pub(super) const BOLD: Self = Self {
        bold: true,
        italic: false,
        code: false,
    };
    pub(super) const ITALIC: Self = Self {
        bold: false,
        italic: true,
        code: false,
    };
    pub(super) const CODE: Self = Self {
        bold: false,
        italic: false,
        code: true,
    };

    /// The font of a name, where one stands and one stood before.
    pub(super) fn named(name: &str, now: Self, before: Self) -> Self {
        match name {
            "B" | "2" | "b" | "3" | "3B" | "HB" | "SB" => Self::BOLD,
            "I" | "i" | "HI" => Self::ITALIC,
            "4" | "BI" | "IB" => Self {
                italic: true,
                ..Self::BOLD
            },
            "P" | "" => before,
            "CW" | "C" | "CR" | "5" | "V" | "TT" | "L" => Self::CODE,
            "CB" => Self {
                bold: true,
                ..Self::CODE
            },
            "CI" => Self {
                italic: true,
                ..Self::CODE
            },
            _ if name.starts_with(['R', '1', 'H', 'T', 'r']) => Self::default(),
            _ => now,
        }
    }

    /// What it is on the page, the strongest last.
    pub(super) fn faces(self) -> Vec<Face> {
        let faces = [
            (self.code, Face::Code),
            (self.italic, Face::Emphasis),
            (self.bold, Face::Strong),
        ];
        let set = faces.into_iter().filter(|(set, _)| *set);
        set.map(|(_, face)| face).collect()
    }

    /// What it is on the page where there can be but one.
    pub(super) fn face(self) -> Option<Face> {
        self.faces().pop()
    }
}

/// Words, each in its font, and where some of them lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    pub(super) text: String,
    /// Where a font begins.
    fonts: Vec<(usize, Font)>,
    pub(super) links: Vec<(Range<usize>, Arc<str>)>,
}

impl Runs {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether all of it is in the usual font.
    pub(super) fn is_plain(&self) -> bool {
        self.fonts.is_empty()
    }

    /// The same in bold.
    pub(super) fn bold(self) -> Self {
        Self {
            fonts: vec![(0, Font::BOLD)],
            ..self
        }
    }

    pub(super) fn push(&mut self, words: &str, font: Font) {
        if words.is_empty() {
            return;
        }
        let last = self.fonts.last().map_or(Font::default(), |(_, font)| *font);
        if last != font {
            self.fonts.push((self.text.len(), font));
        }
        self.text.push_str(words);
    }

    /// Adds more words, apart from these.
    pub(super) fn append(&mut self, more: Self) {
        if more.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.push(" ", Font::default());
        }
        let by = self.text.len();
        let last = self.font_at(by);
        if last != Font::default() && more.fonts.first().is_none_or(|(at, _)| *at > 0) {
            self.fonts.push((by, Font::default()));
        }
        self.text.push_str(&more.text);
        let fonts = more.fonts.into_iter();
        self.fonts.extend(fonts.map(|(at, font)| (at + by, font)));
        let links = more.links.into_iter();
        let moved =
            |(range, target): (Range<usize>, Arc<str>)| (range.start + by..range.end + by, target);
        self.links.extend(links.map(moved));
    }

    pub(super) fn font_at(&self, at: usize) -> Font {
        let next = self.fonts.partition_point(|(start, _)| *start <= at);
        let here = next.checked_sub(1).and_then(|i| self.fonts.get(i));
        here.map_or(Font::default(), |(_, font)| *font)
    }

    /// What each of its stretches is on the page, if it is not plain text.
    pub(super) fn faces(&self) -> Vec<(Range<usize>, Face)> {
        let ends = self.cuts(std::iter::empty());
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let stretches = starts.zip(&ends).map(|(start, end)| start..*end);
        let faced = stretches.flat_map(|range| {
            let faces = self.font_at(range.start).faces().into_iter();
            faces.map(move |face| (range.clone(), face))
        });
        faced.collect()
    }

    /// Where the first word at or behind a byte begins.
    pub(super) fn start_of_words(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        from + rest.len() - rest.trim_start().len()
    }

    /// Where font or link end, in order, to the end of the text.
    pub(super) fn cuts(&self, links: impl Iterator<Item = usize>) -> Vec<usize> {
        let fonts = self.fonts.iter().map(|(start, _)| *start);
        let mut cuts: Vec<usize> = fonts.chain(links).chain([self.text.len()]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts.retain(|cut| *cut > 0);
        cuts
    }

    /// The links that the page makes, and those that its words are; none reaches into another.
    pub(super) fn all_links(&self) -> Vec<(Range<usize>, Arc<str>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((range, target)) = addresses::next(&self.text, at) {
            at = range.end;
            found.push((range, target));
        }
        let pages = references::all(&self.text).into_iter();
        let found = found
            .into_iter()
            .chain(pages.map(|page| (page.range, page.target)));
        let found = found.map(|(range, target)| (range, target.into()));
        let mut all: Vec<(Range<usize>, Arc<str>)> =
            self.links.iter().cloned().chain(found).collect();
        // The page's own come first where two begin at the same place: sorting is stable.
        all.sort_by_key(|(range, _)| range.start);
        let mut end = 0;
        all.retain(|(range, _)| {
            let apart = range.start >= end && !range.is_empty();
            if apart {
                end = range.end;
            }
            apart
        });
        all
    }
}
