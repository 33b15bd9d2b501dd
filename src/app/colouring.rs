//! Code in view whose words are to be told apart: who does that takes a while, and until then it is plain.

use std::collections::HashSet;
use std::ops::Range;

use super::App;
use crate::document::{Detail, Face, Place, Span, Token};
use crate::layout::Style;

/// Code that is in view and not coloured yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncoloured {
    /// Where it begins.
    pub place: Place,
    /// What it is written in, as the text says it.
    pub language: String,
    /// Its lines.
    pub code: String,
}

/// What was asked for already.
#[derive(Debug, Default)]
pub(super) struct Colouring {
    asked: HashSet<Place>,
}

impl Colouring {
    /// Nothing was asked for: the text is another one, or nobody answers any more.
    pub(super) fn forget(&mut self) {
        self.asked.clear();
    }
}

impl App {
    /// The code in view that nobody was asked to colour yet.
    pub fn take_uncoloured(&mut self) -> Vec<Uncoloured> {
        let mut found = Vec::new();
        let lines = &self.view.lines;
        let kept = lines
            .iter()
            .filter(|line| line.style == Some(Style::Verbatim));
        let places: Vec<Place> = kept.map(|line| line.place).collect();
        for place in places {
            let set = self.layout.part(place.part);
            let Some(piece) = set.pieces.get(set.piece_at(place.offset)) else {
                continue;
            };
            let Some(Detail::Code(language)) = piece.detail.as_deref() else {
                continue;
            };
            let begins = Place {
                offset: piece.range.start,
                ..place
            };
            if self.colouring.asked.insert(begins) {
                found.push(Uncoloured {
                    place: begins,
                    language: language.to_string(),
                    code: set.part.slice(piece.range.clone()).to_owned(),
                });
            }
        }
        found
    }

    /// Takes the words of code that begins at a place, each by its bytes there.
    pub(super) fn learn_coloured(&mut self, place: Place, words: &[(Range<u32>, Token)]) {
        let spans = words.iter().map(|(range, token)| Span {
            range: place.offset + range.start..place.offset + range.end,
            face: Face::Token(*token),
        });
        self.layout.colour(place, spans.collect());
    }
}
