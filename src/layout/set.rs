//! Setting a part: from blocks and headings to pieces, from pieces to rows.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::fit::Broken;
use super::folds::Folds;
use super::hyphens::{self, Tongue};
use super::kept::{self, Edge};
use super::piece::{Lead, Piece, Row, Style};
use super::prose::{marker_text, rows_of};
use super::space::space;
use super::{Line, Pictures, Width, divided, leader, rich, sieve, table, wrap, written};
use crate::document::{Block, Detail, Kind, Part, Place, Span};
use crate::outline::Role;
use crate::text;
use wrap::Prose;

/// The deepest indent that the page keeps, in cells; deeper ones would leave no room for the text.
pub(super) const DEEPEST: u16 = 12;

/// Of so many kept lines one may be too wide before all of them move into the margin.
const FEW: usize = 16;

/// A part, set.
pub struct SetPart {
    /// The part.
    pub part: Arc<Part>,
    /// Its pieces in reading order; at least one, which may be empty.
    pub pieces: Vec<Piece>,
    rows: Vec<OnceCell<Rc<[Row]>>>,
    /// Kept pieces that follow each other, and the edge they share, which is found when it is first needed.
    runs: Vec<(Range<usize>, OnceCell<Edge>)>,
    /// The hyphens in each piece that only divide a word at a line end, found when they are first needed.
    divided: Vec<OnceCell<Vec<u32>>>,
    folds: Folds,
    /// What looks otherwise than the text around it.
    spans: Arc<[Span]>,
    /// What is known of its pictures.
    pub(super) pictures: Rc<Pictures>,
    /// Whether all of its lines are kept, prose and headings too.
    written: bool,
    /// Whether what is too wide is cut at the edge of the page, and not broken there.
    pub(super) chopped: bool,
    /// The language whose words may be divided at the end of a row.
    tongue: Option<Tongue>,
}

impl SetPart {
    /// Sets a part from its blocks and from what the outline says of it. Furniture that begins at one of the offsets
    /// in `open` is shown.
    pub fn new(
        part: Arc<Part>,
        blocks: &[Block],
        roles: &[(Range<u32>, Role)],
        open: &BTreeSet<u32>,
    ) -> Self {
        let mut folds = Folds::of(roles, open);
        let mut pieces = Vec::with_capacity(blocks.len() + roles.len());
        let mut roles = roles.iter().peekable();
        for block in blocks {
            // A role takes its lines out of the block that holds them; what is left before and after stays a block.
            let mut rest = block.range.clone();
            let mut first = true;
            while let Some((range, role)) = roles.peek() {
                if range.start >= block.range.end {
                    break;
                }
                if range.end > rest.start {
                    push_rest(&mut pieces, &part, block, rest.start..range.start, first);
                    if range.start >= block.range.start {
                        let style = match role {
                            Role::Title => Style::Title,
                            Role::Heading(level) => Style::Heading(*level),
                            Role::Furniture(_) => folds.style(range.start),
                        };
                        push_role(&mut pieces, &part, range.clone(), style, block);
                    }
                    rest.start = range.end.min(rest.end).max(rest.start);
                    first = false;
                }
                if range.end > block.range.end {
                    break;
                }
                roles.next();
            }
            push_rest(&mut pieces, &part, block, rest, first);
        }
        folds.take_out(&mut pieces, &part);
        space(&mut pieces, &part, blocks);
        let runs = runs(&pieces, &part);
        Self {
            folds,
            ..Self::of(part, pieces, runs, false)
        }
    }

    /// The same part with faces on some of its text.
    #[must_use]
    pub fn with_spans(self, spans: Arc<[Span]>) -> Self {
        Self { spans, ..self }
    }

    /// The same part, of which what is too wide is cut at the edge of the page, or broken there.
    #[must_use]
    pub fn with_chopped(self, chopped: bool) -> Self {
        Self { chopped, ..self }
    }

    /// The same part, of which words of a language may be divided at the end of a row.
    #[must_use]
    pub(super) fn with_tongue(self, tongue: Option<Tongue>) -> Self {
        Self { tongue, ..self }
    }

    /// The same part with what is known of its pictures.
    #[must_use]
    pub fn with_pictures(self, pictures: Rc<Pictures>) -> Self {
        Self { pictures, ..self }
    }

    /// Keeps every line of a part as it was written.
    pub fn as_written(part: Arc<Part>, blocks: &[Block], roles: &[(Range<u32>, Role)]) -> Self {
        let pieces = written::pieces(&part, blocks, roles);
        Self::of(part, pieces, Vec::new(), true)
    }

    /// The same part with those pieces only that meet one of some stretches; of kept lines each counts by itself.
    #[must_use]
    pub fn sifted(self, stretches: &[Range<u32>]) -> Self {
        let pieces = sieve::sifted(&self.part, &self.pieces, stretches);
        let runs = if self.written {
            Vec::new()
        } else {
            runs(&pieces, &self.part)
        };
        Self {
            folds: self.folds,
            spans: self.spans,
            chopped: self.chopped,
            tongue: self.tongue,
            pictures: self.pictures,
            ..Self::of(self.part, pieces, runs, self.written)
        }
    }

    /// What a row is drawn from: its stretch of the text, without the page breaks that are folded in it.
    pub fn source(&self, range: Range<u32>) -> &str {
        let text = if self.written {
            &self.part.text
        } else {
            self.folds.flowing(&self.part)
        };
        text.get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    /// Whether it shows nothing at all.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.range.is_empty())
    }

    fn of(
        part: Arc<Part>,
        mut pieces: Vec<Piece>,
        runs: Vec<(Range<usize>, OnceCell<Edge>)>,
        written: bool,
    ) -> Self {
        if pieces.is_empty() {
            pieces.push(Piece::kept(Style::Paragraph, 0..0, 0));
        }
        let rows = pieces.iter().map(|_| OnceCell::new()).collect();
        let divided = pieces.iter().map(|_| OnceCell::new()).collect();
        Self {
            part,
            pieces,
            rows,
            runs,
            divided,
            folds: Folds::default(),
            spans: Arc::default(),
            pictures: Rc::default(),
            written,
            chopped: false,
            tongue: None,
        }
    }

    /// Whether the lines of a piece stay as they are.
    fn keeps(&self, piece: &Piece) -> bool {
        self.written || matches!(piece.style, Style::Verbatim | Style::Furniture)
    }

    /// Whether nothing stands in it but kept lines, headings and furniture aside, open or folded.
    pub fn is_kept(&self) -> bool {
        let set = |p: &Piece| {
            matches!(
                p.style,
                Style::Paragraph | Style::Item | Style::Quote | Style::Rule
            )
        };
        self.pieces.iter().any(|p| p.style == Style::Verbatim)
            && !self.written
            && !self.pieces.iter().any(set)
    }

    /// How wide its kept lines are, without furniture.
    pub fn widest_kept(&self) -> usize {
        let text = self.runs.iter().filter(|(pieces, _)| {
            let first = self.pieces.get(pieces.start);
            first.is_some_and(|p| p.style == Style::Verbatim)
        });
        text.map(|run| self.edge(run).widest()).max().unwrap_or(0)
    }

    /// Takes its kept lines for as wide as those of another part, so that they stand at one edge with them.
    pub fn align(&mut self, widest: usize) {
        for i in 0..self.runs.len() {
            let edge = self.runs.get(i).map(|run| self.edge(run));
            if let (Some(edge), Some((_, cell))) = (edge, self.runs.get_mut(i)) {
                *cell = OnceCell::from(edge.as_wide(widest));
            }
        }
    }

    fn edge(&self, (pieces, edge): &(Range<usize>, OnceCell<Edge>)) -> Edge {
        *edge.get_or_init(|| {
            let pieces = self.pieces.get(pieces.clone()).unwrap_or(&[]);
            // Beside prose a line that is longer than all others is cut rather than all of them moved.
            let few = if self.is_kept() { usize::MAX } else { FEW };
            let texts = pieces
                .iter()
                .map(|p| (self.part.slice(p.range.clone()), p.indent));
            Edge::of(texts, few)
        })
    }

    /// The edge of a piece of kept lines.
    fn edge_at(&self, piece: usize) -> Edge {
        let run = self.runs.partition_point(|(pieces, _)| pieces.end <= piece);
        self.runs
            .get(run)
            .map_or_else(Edge::default, |run| self.edge(run))
    }

    /// What stands for a piece that is folded.
    pub(super) fn label(&self, piece: &Piece) -> String {
        self.folds
            .label(piece, self.part.slice(piece.range.clone()))
    }

    /// Prose of a piece, with the hyphens of it that only divide words.
    pub(super) fn prose<'a>(&'a self, piece: &Piece, range: Range<u32>) -> Prose<'a> {
        let text = self.folds.flowing(&self.part);
        let cell = self.divided.get(self.piece_at(piece.range.start));
        let find = || divided::hyphens(text, piece.range.clone());
        let hyphens = match piece.style {
            Style::Paragraph | Style::Item => cell.map_or(&[][..], |cell| cell.get_or_init(find)),
            _ => &[],
        };
        let slice = text.get(range.start as usize..range.end as usize);
        Prose::divided(slice.unwrap_or(""), range.start, hyphens)
    }

    /// The rows of prose of a piece, whose words may be divided if it is no verse.
    pub(super) fn broken(&self, piece: &Piece, range: Range<u32>, width: usize) -> Vec<Broken> {
        let prose = self.prose(piece, range.clone());
        let divided = matches!(piece.style, Style::Paragraph | Style::Item) && !piece.broken;
        let tongue = self.tongue.filter(|_| divided);
        let whole = tongue.map_or_else(Vec::new, |_| hyphens::undivided(&self.spans, &range));
        let mut rows = wrap::prose_of(prose.in_tongue(tongue, &whole), width);
        for row in &mut rows {
            row.range = range.start + row.range.start..range.start + row.range.end;
        }
        rows
    }

    /// Where what is folded at an offset begins, if something is.
    pub fn folded_at(&self, offset: u32) -> Option<u32> {
        self.folds.closed_at(offset)
    }

    /// Forgets the rows, because the width has changed.
    pub fn unset(&mut self) {
        self.rows = self.pieces.iter().map(|_| OnceCell::new()).collect();
    }

    /// The number of the piece that a place lies in, or the one before it.
    pub fn piece_at(&self, offset: u32) -> usize {
        self.pieces
            .partition_point(|p| p.range.start <= offset)
            .saturating_sub(1)
    }

    /// The rows of a piece at a width; at least one.
    pub fn rows(&self, piece: usize, width: Width) -> Rc<[Row]> {
        let (Some(cell), Some(set)) = (self.rows.get(piece), self.pieces.get(piece)) else {
            return Rc::new([]);
        };
        let rows = || {
            if !self.keeps(set) {
                return rows_of(self, set, width).into();
            }
            let text = self.part.slice(set.range.clone());
            let edge = if self.written {
                Edge::as_written()
            } else {
                self.edge_at(piece)
            };
            let width = (width, self.chopped);
            kept::rows(text, set.range.start, edge, width, set.nest).into()
        };
        Rc::clone(cell.get_or_init(rows))
    }

    /// A row as it is drawn.
    pub fn line(&self, piece: &Piece, row: &Row) -> Line {
        let slice = self.part.slice(row.range.clone());
        let fold = self.folds.on(&self.part, piece, row);
        let text = match piece.style {
            _ if self.keeps(piece) => {
                let start = self
                    .part
                    .slice(0..row.range.start)
                    .rfind('\n')
                    .map_or(0, |i| i as u32 + 1);
                let whole = kept::expand(self.part.slice(start..row.range.start), slice);
                match row.shorter {
                    0 => whole,
                    cells => leader::shorten(&whole, usize::from(cells)),
                }
            }
            Style::Rule => "─".repeat(5),
            Style::Table => table::drawn(&self.part, row),
            Style::Quote if !row.cells.is_empty() => table::drawn(&self.part, row),
            Style::Folded => {
                let label = self.label(piece);
                text::ellipsis(&label, text::cells(&label) - usize::from(row.shorter))
            }
            _ => wrap::flow_of(self.prose(piece, row.range.clone())),
        };
        let lead = match &row.lead {
            Lead::None => String::new(),
            Lead::Marker(range) => marker_text(self.part.slice(range.clone())),
            Lead::Hang(cells) => " ".repeat(usize::from(*cells)),
            Lead::Bar(depth) => "│ ".repeat(usize::from(*depth)),
            Lead::Continues => "↪ ".to_owned(),
            Lead::NestedContinues(nest) => rich::lead(*nest, None) + "↪ ",
            Lead::Label(range, cells) => table::label(self.part.slice(range.clone()), *cells),
            Lead::Named(name, cells) => table::label(name, *cells),
            Lead::Nested(nest, marker) => {
                let marker = marker.clone().map(|range| self.part.slice(range));
                rich::lead(*nest, marker.map(marker_text))
            }
        };
        let place = Place {
            part: self.part.number,
            offset: row.range.start,
        };
        let lead_faces = rich::lead_faces(&self.spans, &row.lead, &lead);
        let mut line = Line {
            place,
            style: Some(piece.style),
            indent: row.indent,
            outdent: row.outdent,
            lead,
            cells: table::stretches(&self.part, row, &text),
            text,
            fold,
            moved: row.moves.then_some(0),
            hyphen: row.hyphen,
            bytes: row.range.end.saturating_sub(row.range.start),
            faces: Vec::new(),
            lead_faces,
            art: row.art,
            unseen: row.unseen,
        };
        line.faces = rich::faces(self, &self.spans, piece, &line);
        line
    }
}

fn push_rest(pieces: &mut Vec<Piece>, part: &Part, block: &Block, range: Range<u32>, whole: bool) {
    // Of a drawn table from which lines were taken the others stay as they are.
    let torn = range != block.range && matches!(block.detail.as_deref(), Some(Detail::Grid { .. }));
    let range = if torn && range.start == block.range.start {
        part.line_at(range.start).0..range.end
    } else {
        range
    };
    let slice = part.slice(range.clone());
    let kept = block.kind == Kind::Verbatim || torn;
    let lead = if kept {
        slice.find(|c: char| c != '\n').unwrap_or(slice.len())
    } else if block.kind == Kind::Table {
        // A tab stands behind a first cell that is empty.
        slice.len() - slice.trim_start_matches('\n').len()
    } else {
        slice.len() - slice.trim_start().len()
    };
    let trail = if block.kind == Kind::Table && !torn {
        // And behind a last one that is empty.
        slice.len() - slice.trim_end_matches('\n').len()
    } else {
        slice.len() - slice.trim_end().len()
    };
    if lead + trail >= slice.len() {
        return;
    }
    let range = range.start + lead as u32..range.end - trail as u32;
    let (style, marker) = match block.kind {
        Kind::Item { marker } if whole && range.start == block.range.start => (Style::Item, marker),
        Kind::Paragraph | Kind::Item { .. } => (Style::Paragraph, 0),
        Kind::Quote => (Style::Quote, 0),
        Kind::Verbatim => (Style::Verbatim, 0),
        Kind::Table if torn => (Style::Verbatim, 0),
        Kind::Rule => (Style::Rule, 0),
        Kind::Table => (Style::Table, 0),
        Kind::Picture => (Style::Picture, 0),
    };
    let indent = if kept {
        block.indent
    } else {
        block.indent.min(DEEPEST)
    };
    pieces.push(Piece::of(block, style, range, marker, indent));
}

fn push_role(pieces: &mut Vec<Piece>, part: &Part, range: Range<u32>, style: Style, block: &Block) {
    // A heading that was centred by blanks stands at the margin like the others, and what is folded does anyway.
    let indent = match style {
        Style::Folded | Style::Furniture => 0,
        _ if block.indent > DEEPEST => 0,
        _ => block.indent,
    };
    // Kept lines begin with their indent.
    let range = match style {
        Style::Furniture => part.line_at(range.start).0..range.end,
        _ => range,
    };
    pieces.push(Piece::of(block, style, range, 0, indent));
}

/// The runs of kept pieces. The head and the foot of a page are by themselves.
fn runs(pieces: &[Piece], part: &Part) -> Vec<(Range<usize>, OnceCell<Edge>)> {
    let mut runs = Vec::new();
    let mut start = 0;
    let is_edge = |p: &Piece| leader::is_edge_of_page(part.slice(p.range.clone()));
    let is_kept = |p: &Piece| matches!(p.style, Style::Verbatim | Style::Furniture);
    let joins =
        |a: &Piece, b: &Piece| a.style == b.style && !(is_kept(a) && (is_edge(a) || is_edge(b)));
    for run in pieces.chunk_by(joins) {
        let pieces = start..start + run.len();
        start = pieces.end;
        if run.first().is_some_and(is_kept) {
            runs.push((pieces, OnceCell::new()));
        }
    }
    runs
}
