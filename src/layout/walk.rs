//! Walking the rows of a text, from a place, in either direction.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::pictures::{at_start, row_at, share};
use super::{Hyphens, Line, Pictures, SetPart, Sieve, Top, Width, rich};
use crate::document::{Document, Part, Place, Span};
use crate::outline::Structure;
use crate::picture::{Pixels, Unseen};

/// Parts that stay set. A screen touches one or two; the rest makes turning back cheap.
const KEPT_PARTS: usize = 6;
/// Of a text of which few pieces are shown, a screen may touch a part for each row.
const KEPT_SIFTED: usize = 128;

/// The page of a document at a width.
pub struct Layout {
    document: Document,
    structure: Structure,
    pub(super) width: Width,
    /// Whether the lines of the source are kept.
    pub(super) written: bool,
    /// Whether what is too wide is cut at the edge of the page, and how many cells of it are out of it at the left.
    pub(super) chopped: bool,
    pub(super) moved: u16,
    pub(super) hyphens: Hyphens,
    /// The furniture whose lines are shown, by where it begins.
    pub(super) open: BTreeSet<Place>,
    pub(super) parts: VecDeque<(u32, Rc<SetPart>)>,
    /// The words of code, by where that begins.
    colours: BTreeMap<Place, Vec<Span>>,
    pictures: Rc<Pictures>,
    /// How wide the kept lines of the first part are, if there is nothing else in it; unknown before it is asked for.
    kept: OnceCell<Option<usize>>,
    /// What of the text is shown; none if all of it is.
    pub(super) sieve: Option<Box<dyn Sieve>>,
    /// The rows that were made last: the next page mostly shows them again.
    pub(super) made: Vec<(Cursor, Rc<Line>)>,
}

/// A row of the page, counted inside its piece: first the empty rows of its gap, then its rows. Lives only as long as
/// one walk.
#[derive(Clone)]
pub(super) struct Cursor {
    set: Rc<SetPart>,
    piece: usize,
    row: usize,
}

impl Layout {
    /// A page that shows `document` with what is known of its structure.
    pub fn new(document: Document, structure: Structure, width: Width) -> Self {
        Self {
            document,
            structure,
            width,
            written: false,
            chopped: false,
            moved: 0,
            hyphens: Hyphens::default(),
            open: BTreeSet::new(),
            parts: VecDeque::new(),
            colours: BTreeMap::new(),
            pictures: Rc::default(),
            kept: OnceCell::new(),
            sieve: None,
            made: Vec::new(),
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What is known of the structure.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }

    /// Shows another document: what is open in it are the places that those of the old one have become.
    pub fn turn_to(
        &mut self,
        document: Document,
        same: Place,
        moved: impl Fn(Place) -> Option<Place>,
    ) {
        self.document = document;
        self.colours.retain(|place, _| *place < same);
        self.open = self.open.iter().filter_map(|p| moved(*p)).collect();
        self.parts.clear();
        self.kept = OnceCell::new();
    }

    /// Takes what was found out about the structure.
    pub fn set_structure(&mut self, structure: Structure) {
        self.structure = structure;
        self.parts.clear();
        self.kept = OnceCell::new();
    }

    /// Forgets what is set from this part on, because the source has grown.
    pub fn forget_from(&mut self, part: u32) {
        self.parts.retain(|(n, _)| *n < part);
        if part == 0 {
            self.kept = OnceCell::new();
        }
    }

    /// A part, set.
    pub fn part(&mut self, number: u32) -> Rc<SetPart> {
        if let Some(i) = self.parts.iter().position(|(n, _)| *n == number)
            && let Some(found) = self.parts.remove(i)
        {
            let set = Rc::clone(&found.1);
            self.parts.push_front(found);
            return set;
        }
        let mut set = self.set(number);
        if number > 0 && set.is_kept() {
            // Code or a log from beginning to end has one edge, or it would be torn at the border of a part.
            let first = || {
                let first = self.set(0);
                first.is_kept().then(|| first.widest_kept())
            };
            if let Some(widest) = *self.kept.get_or_init(first) {
                set.align(widest);
            }
        }
        if let Some(sieve) = &self.sieve {
            let kept = sieve.kept(&self.document, &self.structure, &set.part);
            set = set.sifted(&kept);
        }
        let set = Rc::new(set);
        self.parts.push_front((number, Rc::clone(&set)));
        let kept = if self.is_sifted() {
            KEPT_SIFTED
        } else {
            KEPT_PARTS
        };
        self.parts.truncate(kept);
        set
    }

    fn set(&self, number: u32) -> SetPart {
        let pages = self.document.pages();
        let part = pages.part(number);
        let blocks = pages.blocks(&part);
        let roles = self.structure.roles(pages, &part);
        if self.written {
            return SetPart::as_written(part, &blocks, &roles).with_chopped(self.chopped);
        }
        let here = Place::start_of(number)..Place::start_of(number.saturating_add(1));
        let open = self.open.range(here).map(|place| place.offset).collect();
        let spans = self.spans(&part);
        SetPart::new(part, &blocks, &roles, &open)
            .with_spans(spans)
            .with_chopped(self.chopped)
            .with_tongue(self.hyphens.tongue(pages.language()))
            .with_pictures(Rc::clone(&self.pictures))
    }

    /// The faces of a part, with the colours of its code.
    fn spans(&self, part: &Part) -> Arc<[Span]> {
        let spans = self.document.pages().spans(part);
        let here = Place::start_of(part.number)..Place::start_of(part.number.saturating_add(1));
        let mut colours = self.colours.range(here).flat_map(|(_, words)| words);
        let Some(first) = colours.next() else {
            return spans;
        };
        let words = std::iter::once(first).chain(colours);
        let mut all: Vec<Span> = spans.iter().chain(words).cloned().collect();
        all.sort_by_key(|span| span.range.start);
        all.into()
    }

    /// Takes the words of the code that begins at a place.
    pub fn colour(&mut self, place: Place, words: Vec<Span>) {
        self.colours.insert(place, words);
        self.parts.retain(|(number, _)| *number != place.part);
    }

    /// What is known of the pictures.
    pub fn pictures(&self) -> &Pictures {
        &self.pictures
    }

    /// Takes how large the picture is whose block begins at a place, or why it cannot be shown.
    pub fn size_picture(&mut self, block: Place, seen: Result<Pixels, Unseen>) {
        if !self.pictures.knows(block, seen) {
            // Every part that is set holds what was known before.
            self.parts.clear();
            Rc::make_mut(&mut self.pictures).learn(block, seen);
        }
    }

    /// Says how many pixels of a picture a cell shows, none if no picture is shown, why that is if it is to be said, and how
    /// many rows one may take.
    pub fn fit_pictures(&mut self, cell: Option<Pixels>, why: Option<Unseen>, tallest: u16) {
        let fits = self.pictures.fits(cell, why, tallest);
        if !fits && Rc::make_mut(&mut self.pictures).fit(cell, why, tallest) {
            self.parts.clear();
        }
    }

    /// Says where the pictures that are known are in the text that was turned to.
    pub fn turn_pictures(&mut self, moved: impl FnMut(Place) -> Option<Place>) {
        self.parts.clear();
        Rc::make_mut(&mut self.pictures).turn(moved);
    }

    /// The nearest part before or behind one that shows anything.
    fn neighbour(&mut self, number: u32, forward: bool) -> Option<Rc<SetPart>> {
        let mut number = number;
        loop {
            number = match &self.sieve {
                Some(sieve) => sieve.next(&self.structure, number, forward)?,
                None if forward => number.checked_add(1)?,
                None => number.checked_sub(1)?,
            };
            if number >= self.document.pages().parts() {
                return None;
            }
            let set = self.part(number);
            if self.sieve.is_none() || !set.is_empty() {
                return Some(set);
            }
        }
    }

    /// A part, or, where nothing of it is shown, the nearest one of which something is: behind it first, if one looks
    /// forward.
    fn part_or_neighbour(&mut self, number: u32, forward: bool) -> Rc<SetPart> {
        let set = self.part(number);
        if self.sieve.is_none() || !set.is_empty() {
            return set;
        }
        self.neighbour(number, forward)
            .or_else(|| self.neighbour(number, !forward))
            .unwrap_or(set)
    }

    /// The beginning of the text.
    pub fn first(&mut self) -> Top {
        let set = self.part_or_neighbour(0, true);
        self.top(&Cursor {
            set,
            piece: 0,
            row: 0,
        })
    }

    /// The page of `height` rows on whose last row the text ends.
    pub fn last(&mut self, height: usize) -> Top {
        let end = self.end();
        let mut cursor = end;
        for _ in 1..height {
            match self.before(&cursor) {
                Some(above) => cursor = above,
                None => break,
            }
        }
        self.top(&cursor)
    }

    /// So many rows further down; stops at the last row of the text.
    pub fn down(&mut self, from: Top, rows: usize) -> Top {
        let mut cursor = self.cursor(from);
        for _ in 0..rows {
            match self.after(&cursor) {
                Some(next) => cursor = next,
                None => break,
            }
        }
        self.top(&cursor)
    }

    /// So many rows further up; stops at the first row.
    pub fn up(&mut self, from: Top, rows: usize) -> Top {
        let mut cursor = self.cursor(from);
        for _ in 0..rows {
            match self.before(&cursor) {
                Some(next) => cursor = next,
                None => break,
            }
        }
        self.top(&cursor)
    }

    /// The rows of a page of `height` rows; fewer where the text ends. Also says whether the last row of the text is
    /// among them.
    pub fn rows(&mut self, from: Top, height: usize) -> (Vec<Rc<Line>>, bool) {
        let before = std::mem::replace(&mut self.made, Vec::with_capacity(height));
        let mut before = before.as_slice();
        let mut next = Some(self.cursor(from));
        while self.made.len() < height
            && let Some(cursor) = next.take()
        {
            // Both stand in reading order, so what was found leaves only what is behind it to be looked through.
            let known = before.iter().position(|(made, _)| made.is_at(&cursor));
            let line = match known.and_then(|at| before.split_at_checked(at)?.1.split_first()) {
                Some(((_, line), behind)) => {
                    before = behind;
                    Rc::clone(line)
                }
                None => Rc::new(self.line(&cursor)),
            };
            next = self.after(&cursor);
            self.made.push((cursor, line));
        }
        let lines = self.made.iter().map(|(_, line)| Rc::clone(line)).collect();
        (lines, next.is_none())
    }

    /// The row that holds a place, with its empty rows if the place begins a piece.
    pub fn snap(&mut self, top: Top) -> Top {
        let cursor = self.cursor(top);
        self.top(&cursor)
    }

    /// Where a jump to a place lands: the row of the place, with `above` empty rows before it where there are such.
    pub fn landing(&mut self, place: Place, above: u16) -> Top {
        self.snap(Top {
            above,
            ..Top::at(place)
        })
    }

    /// The beginning of the next paragraph, item or other piece after the page's first text row, or none.
    pub fn next_piece(&mut self, from: Top) -> Option<Place> {
        let mut cursor = self.cursor(from);
        let in_gap = cursor.row < cursor.gap();
        if in_gap && from.above > 1 {
            return Some(cursor.start());
        }
        self.step_piece(&mut cursor).then(|| cursor.start())
    }

    /// The beginning of the piece before the page's first text row: its own, if that is further down in it.
    pub fn previous_piece(&mut self, from: Top) -> Option<Place> {
        let mut cursor = self.cursor(from);
        if cursor.row > cursor.gap() {
            return Some(cursor.start());
        }
        if cursor.piece > 0 {
            cursor.piece -= 1;
            return Some(cursor.start());
        }
        let before = self.neighbour(cursor.set.part.number, false)?;
        let piece = before.pieces.len().saturating_sub(1);
        Some(
            Cursor {
                set: before,
                piece,
                row: 0,
            }
            .start(),
        )
    }

    fn step_piece(&mut self, cursor: &mut Cursor) -> bool {
        if cursor.piece + 1 < cursor.set.pieces.len() {
            cursor.piece += 1;
        } else if let Some(next) = self.neighbour(cursor.set.part.number, true) {
            cursor.set = next;
            cursor.piece = 0;
        } else {
            return false;
        }
        cursor.row = 0;
        true
    }

    fn end(&mut self) -> Cursor {
        let number = self.document.pages().parts().saturating_sub(1);
        let set = self.part_or_neighbour(number, false);
        let piece = set.pieces.len().saturating_sub(1);
        let mut cursor = Cursor { set, piece, row: 0 };
        cursor.row = cursor.count(self.width).saturating_sub(1);
        cursor
    }

    fn cursor(&mut self, top: Top) -> Cursor {
        let last = self.document.pages().parts().saturating_sub(1);
        let number = top.place.part.min(last);
        let set = self.part_or_neighbour(number, true);
        let piece = match set.part.number.cmp(&number) {
            Ordering::Less => set.pieces.len().saturating_sub(1),
            Ordering::Equal => set.piece_at(top.place.offset),
            Ordering::Greater => 0,
        };
        let cursor = Cursor { set, piece, row: 0 };
        let rows = cursor.set.rows(piece, self.width);
        let starting = at_start(&rows);
        let row = if rows
            .get(starting)
            .is_none_or(|r| r.range.start > top.place.offset)
        {
            row_at(top.into, starting)
        } else {
            rows.partition_point(|r| r.range.start <= top.place.offset)
                .saturating_sub(1)
        };
        let above = if row == 0 {
            usize::from(top.above).min(cursor.gap())
        } else {
            0
        };
        Cursor {
            row: cursor.gap() + row - above,
            ..cursor
        }
    }

    fn top(&self, cursor: &Cursor) -> Top {
        match cursor.row.checked_sub(cursor.gap()) {
            None => Top {
                above: (cursor.gap() - cursor.row) as u16,
                ..Top::at(cursor.start())
            },
            Some(0) => Top::at(cursor.start()),
            Some(row) => {
                let rows = cursor.set.rows(cursor.piece, self.width);
                let starting = at_start(&rows);
                if row < starting {
                    return Top {
                        into: share(row, starting),
                        ..Top::at(cursor.start())
                    };
                }
                let offset = rows.get(row).map_or(0, |r| r.range.start);
                Top::at(Place {
                    part: cursor.set.part.number,
                    offset,
                })
            }
        }
    }

    fn line(&self, cursor: &Cursor) -> Line {
        let piece = cursor.set.pieces.get(cursor.piece);
        let rows = cursor.set.rows(cursor.piece, self.width);
        let row = cursor
            .row
            .checked_sub(cursor.gap())
            .and_then(|row| rows.get(row));
        if let (Some(piece), Some(row)) = (piece, row) {
            let line = cursor.set.line(piece, row);
            let moved = line.moved.map(|_| self.moved);
            return Line { moved, ..line };
        }
        let lead = |piece| rich::gap_lead(piece, self.width);
        let (indent, lead) = piece.map(lead).unwrap_or_default();
        Line {
            place: cursor.start(),
            style: None,
            indent,
            outdent: 0,
            lead,
            text: String::new(),
            moved: None,
            fold: None,
            hyphen: false,
            bytes: 0,
            cells: Vec::new(),
            faces: Vec::new(),
            lead_faces: Vec::new(),
            art: None,
            unseen: None,
        }
    }

    fn after(&mut self, cursor: &Cursor) -> Option<Cursor> {
        let mut next = cursor.clone();
        if next.row + 1 < next.count(self.width) {
            next.row += 1;
            return Some(next);
        }
        self.step_piece(&mut next).then_some(next)
    }

    fn before(&mut self, cursor: &Cursor) -> Option<Cursor> {
        let mut next = cursor.clone();
        if next.row > 0 {
            next.row -= 1;
            return Some(next);
        }
        if next.piece > 0 {
            next.piece -= 1;
        } else {
            next.set = self.neighbour(next.set.part.number, false)?;
            next.piece = next.set.pieces.len().saturating_sub(1);
        }
        next.row = next.count(self.width).saturating_sub(1);
        Some(next)
    }
}

impl Cursor {
    /// Whether it is at the same row of the same setting of a part.
    fn is_at(&self, other: &Self) -> bool {
        (self.row, self.piece) == (other.row, other.piece) && Rc::ptr_eq(&self.set, &other.set)
    }

    fn gap(&self) -> usize {
        self.set
            .pieces
            .get(self.piece)
            .map_or(0, |p| usize::from(p.gap))
    }

    fn count(&self, width: Width) -> usize {
        self.gap() + self.set.rows(self.piece, width).len()
    }

    fn start(&self) -> Place {
        let offset = self.set.pieces.get(self.piece).map_or(0, |p| p.range.start);
        Place {
            part: self.set.part.number,
            offset,
        }
    }
}
