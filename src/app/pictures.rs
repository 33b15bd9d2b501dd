//! Pictures near what is read: how large each is, and how it looks at the size at which it is shown. Who finds that out
//! takes a while, and until then its words stand there.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::App;
use crate::document::{Block, Detail, Document, Place};
use crate::layout::{Art, Layout, Line, SetPart, Style, Top};
use crate::picture::{Cells, Painted, Pixels, Unseen};

/// Pictures that are looked at in the pieces before and behind those in view.
const NEAR: usize = 64;
/// Painted pictures that are kept.
const KEPT: usize = 32;

/// What is to be found out about a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where its block begins.
    pub block: Place,
    /// Where it is to be had, as the text says it.
    pub source: Arc<str>,
    /// How large it is to be painted; none where it is asked how large it is.
    pub cells: Option<Cells>,
}

/// What was found out about one.
#[derive(Debug)]
pub enum Seen {
    /// How large it is.
    Sized(Pixels),
    /// How it looks in so many cells.
    Painted(Cells, Painted),
    /// It cannot be shown.
    Nothing(Unseen),
}

/// What is known of the pictures, beside their sizes, which the page knows.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// How many of their pixels a cell shows; none where no picture is shown.
    cell: Option<Pixels>,
    /// Why none is, if that is to be said.
    hidden: Option<Unseen>,
    asked: HashSet<(Place, Option<Cells>)>,
    /// The last one first.
    painted: VecDeque<(Place, Cells, Arc<Painted>)>,
}

impl Pictures {
    /// Nothing was asked for: nobody answers any more.
    pub(super) fn forget(&mut self) {
        self.asked.clear();
    }
}

impl App {
    /// Shows pictures, so many of their pixels in a cell, or none and says why.
    pub fn show_pictures(&mut self, shown: Result<Pixels, Unseen>) {
        let (cell, hidden) = (shown.ok(), shown.err());
        if (self.pictures.cell, self.pictures.hidden) != (cell, hidden) {
            self.pictures = Pictures {
                cell,
                hidden,
                ..Pictures::default()
            };
            self.fit_pictures();
            let mut lines = self.view.lines.iter();
            if hidden.is_some() && lines.any(|line| line.style == Some(Style::Picture)) {
                self.settle();
            }
        }
    }

    /// Gives the page the height that pictures may have: two thirds of it.
    pub(super) fn fit_pictures(&mut self) {
        let tallest = self.regions.article.height * 2 / 3;
        let Pictures { cell, hidden, .. } = self.pictures;
        self.layout.fit_pictures(cell, hidden, tallest);
    }

    /// How a picture looks, once that is known.
    pub fn painted(&self, art: &Art) -> Option<&Painted> {
        let mut known = self.pictures.painted.iter();
        let found = known.find(|(block, cells, _)| (*block, *cells) == (art.block, art.cells));
        found.map(|(_, _, painted)| &**painted)
    }

    /// What is to be found out about the pictures near, and nobody was asked for yet.
    pub fn take_wanted(&mut self) -> Vec<Wanted> {
        if self.pictures.cell.is_none() {
            return Vec::new();
        }
        let mut wanted = Vec::new();
        let lines = self.view.lines.iter();
        let open = self.view.note.iter().flat_map(|note| &note.lines);
        let shown: Vec<Place> = lines.chain(open).map(|line| line.place).collect();
        for part in shown.chunk_by(|a, b| a.part == b.part) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else {
                continue;
            };
            let set = self.layout.part(first.part);
            let from = set.piece_at(first.offset).saturating_sub(NEAR);
            let near = set.pieces.iter().enumerate().skip(from);
            let near = near.take(set.piece_at(last.offset) + 1 + NEAR - from);
            for (piece, _) in near.filter(|(_, piece)| piece.style == Style::Picture) {
                let Some((block, source)) = named(&set, piece) else {
                    continue;
                };
                let sized = self.layout.pictures().size(block).is_some();
                if !sized && self.pictures.asked.insert((block, None)) {
                    let cells = None;
                    wanted.push(Wanted {
                        block,
                        source,
                        cells,
                    });
                }
            }
        }
        let lines = self.view.lines.iter();
        let open = self.view.note.iter().flat_map(|note| &note.lines);
        let mut art: Vec<Art> = lines.chain(open).filter_map(|line| line.art).collect();
        art.dedup_by_key(|art| (art.block, art.cells));
        for art in art {
            self.use_painted(&art);
            let set = self.layout.part(art.block.part);
            if self.painted(&art).is_none()
                && self.pictures.asked.insert((art.block, Some(art.cells)))
                && let Some((block, source)) = named(&set, set.piece_at(art.block.offset))
            {
                let cells = Some(art.cells);
                wanted.push(Wanted {
                    block,
                    source,
                    cells,
                });
            }
        }
        wanted
    }

    /// What is in view is the last to be let go.
    fn use_painted(&mut self, art: &Art) {
        let known = &mut self.pictures.painted;
        let at = known
            .iter()
            .position(|(block, cells, _)| (*block, *cells) == (art.block, art.cells));
        if let Some(found) = at.and_then(|at| known.remove(at)) {
            known.push_front(found);
        }
    }

    /// Takes what was found out about the picture whose block begins at a place.
    pub(super) fn learn_seen(&mut self, block: Place, seen: Seen) {
        match seen {
            Seen::Sized(size) => self.layout.size_picture(block, Ok(size)),
            Seen::Nothing(why) => self.layout.size_picture(block, Err(why)),
            Seen::Painted(cells, painted) => {
                let known = &mut self.pictures.painted;
                known.retain(|(place, size, _)| (*place, *size) != (block, cells));
                known.push_front((block, cells, Arc::new(painted)));
                for (block, cells, _) in known.drain(KEPT.min(known.len())..) {
                    self.pictures.asked.remove(&(block, Some(cells)));
                }
            }
        }
    }

    /// Keeps the pictures that stand at the same places in a text that was turned to, until they are seen anew.
    pub(super) fn turn_pictures(
        &mut self,
        before: &Document,
        moved: impl Fn(Place) -> Option<Place>,
    ) {
        self.pictures.forget();
        let (mut old, mut new) = (Named::of(before), Named::of(self.document()));
        let mut kept = |place: Place| {
            let now = moved(place).unwrap_or(place);
            let source = new.source(now)?;
            (old.source(place)? == source).then_some(now)
        };
        self.layout.turn_pictures(&mut kept);
        let painted = std::mem::take(&mut self.pictures.painted).into_iter();
        let painted =
            painted.filter_map(|(place, cells, painted)| Some((kept(place)?, cells, painted)));
        self.pictures.painted = painted.collect();
    }
}

/// The pictures that a text names, part by part as they are asked for.
struct Named {
    document: Document,
    parts: HashMap<u32, HashMap<u32, Arc<str>>>,
}

impl Named {
    fn of(document: &Document) -> Self {
        Self {
            document: document.clone(),
            parts: HashMap::new(),
        }
    }

    /// Where the picture is to be had whose block begins at a place.
    fn source(&mut self, place: Place) -> Option<Arc<str>> {
        let pages = self.document.pages();
        if place.part >= pages.parts() {
            return None;
        }
        let named = |block: &Block| match block.detail.as_deref() {
            Some(Detail::Picture(source)) => Some((block.range.start, Arc::clone(source))),
            _ => None,
        };
        let part = self.parts.entry(place.part).or_insert_with(|| {
            let blocks = pages.blocks(&pages.part(place.part));
            blocks.iter().filter_map(named).collect()
        });
        part.get(&place.offset).cloned()
    }
}

/// Where a picture begins that is a piece of the page, and where it is to be had.
fn named(set: &SetPart, piece: usize) -> Option<(Place, Arc<str>)> {
    let piece = set.pieces.get(piece)?;
    let Some(Detail::Picture(source)) = piece.detail.as_deref() else {
        return None;
    };
    let block = Place {
        part: set.part.number,
        offset: piece.range.start,
    };
    Some((block, Arc::clone(source)))
}

/// Whether a row shows what is said at its place: of a picture, the last one does.
pub(super) fn says(line: &Line) -> bool {
    line.style.is_some() && line.art.is_none_or(|art| art.row + 1 == art.cells.rows)
}

/// The row on which it is said what a picture shows.
pub(super) fn row_of(layout: &mut Layout, place: Place) -> Top {
    layout.snap(Top {
        into: u16::MAX,
        ..Top::at(place)
    })
}
