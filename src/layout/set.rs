//! Setting a part: from blocks and headings to pieces, from pieces to rows.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::folds::Folds;
use super::kept::{self, Edge};
use super::quoted::quote_rows;
use super::space::space;
use super::{Line, Width, divided, leader, sieve, wrap, written};
use crate::document::{Block, Kind, Part, Place};
use crate::outline::Role;
use crate::text;
use wrap::Prose;

/// The deepest indent that the page keeps, in cells; deeper ones would leave no room for the text.
pub(super) const DEEPEST: u16 = 12;

/// What share of the measure a marker has to leave for the text behind it, and how many cells in any case: so many as
/// the widest character takes.
const BESIDE: usize = 4;
const NARROWEST: usize = 2;

/// Of so many kept lines one may be too wide before all of them move into the margin.
const FEW: usize = 16;

/// What a piece of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The title of the text.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// Prose.
    Paragraph,
    /// An entry of a list.
    Item,
    /// Quoted lines.
    Quote,
    /// Lines kept as they are.
    Verbatim,
    /// A separating line.
    Rule,
    /// What is no text of the author's, folded to one row.
    Folded,
    /// The same, opened: its lines are kept.
    Furniture,
}

/// What is set as one: a block, or what the outline says stands there instead.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub style: Style,
    /// Where it lies in its part.
    pub range: Range<u32>,
    /// Bytes of a list marker at its start.
    marker: u32,
    /// Cells before it.
    pub(super) indent: u16,
    /// Empty rows before it.
    pub gap: u16,
}

impl Piece {
    /// A stretch of it, with so many empty rows before it.
    pub(super) fn within(&self, range: Range<u32>, gap: u16) -> Self {
        Self {
            range,
            gap,
            ..self.clone()
        }
    }

    /// Lines that are kept as they are.
    pub(super) fn kept(style: Style, range: Range<u32>, gap: u16) -> Self {
        Self {
            style,
            range,
            marker: 0,
            indent: 0,
            gap,
        }
    }
}

/// A row of a piece.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its text.
    pub range: Range<u32>,
    /// Cells before its lead.
    pub indent: u16,
    /// Cells by which it begins left of that.
    pub outdent: u16,
    /// Cells by which it is drawn shorter: by its dots up to a page number, or with an ellipsis.
    pub shorter: u16,
    /// What stands before its text.
    pub lead: Lead,
}

/// What stands before the text of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// A bullet, a number: the text of a range, drawn by [`SetPart::line`].
    Marker(Range<u32>),
    /// So many cells of nothing, under a marker.
    Hang(u16),
    /// The bar of a quotation so many levels deep.
    Bar(u16),
    /// The mark of a kept line that goes on.
    Continues,
}

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
    /// Whether all of its lines are kept, prose and headings too.
    written: bool,
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
        let runs = runs(&pieces);
        Self {
            folds,
            ..Self::of(part, pieces, runs, false)
        }
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
            runs(&pieces)
        };
        Self {
            folds: self.folds,
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
            written,
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

    /// Prose of a piece, with the hyphens of it that only divide words.
    fn prose<'a>(&'a self, piece: &Piece, range: Range<u32>) -> Prose<'a> {
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
            kept::rows(text, set.range.start, self.edge_at(piece), width).into()
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
            Style::Folded => {
                let label = self.folds.label(piece, slice);
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
        };
        let place = Place {
            part: self.part.number,
            offset: row.range.start,
        };
        Line {
            place,
            style: Some(piece.style),
            indent: row.indent,
            outdent: row.outdent,
            lead,
            text,
            fold,
            bytes: row.range.end.saturating_sub(row.range.start),
        }
    }
}

fn push_rest(pieces: &mut Vec<Piece>, part: &Part, block: &Block, range: Range<u32>, whole: bool) {
    let slice = part.slice(range.clone());
    let kept = block.kind == Kind::Verbatim;
    let lead = if kept {
        slice.find(|c: char| c != '\n').unwrap_or(slice.len())
    } else {
        slice.len() - slice.trim_start().len()
    };
    let trail = slice.len() - slice.trim_end().len();
    if lead + trail >= slice.len() {
        return;
    }
    let range = range.start + lead as u32..range.end - trail as u32;
    let (style, marker) = match block.kind {
        Kind::Item { marker } if whole && range.start == block.range.start => (Style::Item, marker),
        Kind::Paragraph | Kind::Item { .. } => (Style::Paragraph, 0),
        Kind::Quote => (Style::Quote, 0),
        Kind::Verbatim => (Style::Verbatim, 0),
        Kind::Rule => (Style::Rule, 0),
    };
    pieces.push(Piece {
        style,
        range,
        marker,
        indent: if kept {
            block.indent
        } else {
            block.indent.min(DEEPEST)
        },
        gap: 0,
    });
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
    pieces.push(Piece {
        style,
        range,
        marker: 0,
        indent,
        gap: 0,
    });
}

/// The runs of kept pieces.
fn runs(pieces: &[Piece]) -> Vec<(Range<usize>, OnceCell<Edge>)> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in pieces.chunk_by(|a, b| a.style == b.style) {
        let pieces = start..start + run.len();
        start = pieces.end;
        if run
            .first()
            .is_some_and(|p| matches!(p.style, Style::Verbatim | Style::Furniture))
        {
            runs.push((pieces, OnceCell::new()));
        }
    }
    runs
}

fn plain(range: Range<u32>, indent: u16) -> Row {
    Row {
        range,
        indent,
        outdent: 0,
        shorter: 0,
        lead: Lead::None,
    }
}

fn rows_of(set: &SetPart, piece: &Piece, width: Width) -> Vec<Row> {
    let part = &*set.part;
    let text = part.slice(piece.range.clone());
    let start = piece.range.start;
    let measure = usize::from(width.measure.max(1));
    // The deeper a piece is indented, the less of the indent is kept, so that half the measure is left for its text.
    let indent = piece.indent.min(width.measure / 4);
    let inner = measure - usize::from(indent);
    let plain = |range| plain(range, indent);
    let mut rows: Vec<Row> = match piece.style {
        Style::Paragraph => set_prose(set, piece, piece.range.clone(), inner)
            .map(plain)
            .collect(),
        Style::Title | Style::Heading(_) => heading_rows(text, start, inner)
            .into_iter()
            .map(plain)
            .collect(),
        Style::Item => item_rows(set, piece, indent, inner),
        Style::Quote => quote_rows(text, start, indent, inner),
        Style::Verbatim | Style::Furniture | Style::Rule => vec![plain(piece.range.clone())],
        Style::Folded => {
            let over = text::cells(&set.folds.label(piece, text)).saturating_sub(inner);
            vec![Row {
                shorter: over as u16,
                ..plain(piece.range.clone())
            }]
        }
    };
    if rows.is_empty() {
        rows.push(plain(start..start));
    }
    rows
}

/// Each source line of a heading begins a row; marks and underlines are not shown.
fn heading_rows(text: &str, start: u32, width: usize) -> Vec<Range<u32>> {
    let mut at = start;
    let mut rows = Vec::new();
    for line in text.split('\n') {
        if !is_underline(line) {
            let (marks, said) = text::without_marks(line);
            rows.extend(wrap::balanced(said, at + marks as u32, width));
        }
        at += line.len() as u32 + 1;
    }
    if rows.is_empty() {
        wrap::balanced(text, start, width)
    } else {
        rows
    }
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next();
    first.is_some_and(|first| "=-~^*+#\"'`._:".contains(first) && line.chars().all(|c| c == first))
}

/// The rows of a range of a piece.
fn set_prose(
    set: &SetPart,
    piece: &Piece,
    range: Range<u32>,
    width: usize,
) -> impl Iterator<Item = Range<u32>> {
    let start = range.start;
    let rows = wrap::prose_of(set.prose(piece, range), width);
    rows.into_iter()
        .map(move |row| start + row.start..start + row.end)
}

fn item_rows(set: &SetPart, piece: &Piece, indent: u16, inner: usize) -> Vec<Row> {
    let part = &*set.part;
    let marker = piece.range.start..piece.range.start + piece.marker;
    let hang = text::cells(&marker_text(part.slice(marker.clone())));
    let body = marker.end..piece.range.end;
    let width = inner.saturating_sub(hang);
    if width < NARROWEST.max(inner / BESIDE) {
        // No room beside it: the marker is a word like the others.
        let rows = set_prose(set, piece, piece.range.clone(), inner);
        return rows.map(|range| plain(range, indent)).collect();
    }
    set_prose(set, piece, body, width)
        .enumerate()
        .map(|(i, range)| {
            // The first row begins at its marker, so that the place of the item is on it.
            let lead = if i == 0 {
                Lead::Marker(marker.clone())
            } else {
                Lead::Hang(hang as u16)
            };
            Row {
                range,
                indent,
                outdent: 0,
                shorter: 0,
                lead,
            }
        })
        .collect()
}

/// A marker as it is drawn: real bullets for the signs of typewriters, one blank after it; after an option as many as
/// there are, since what other options do stands below.
fn marker_text(marker: &str) -> String {
    match marker.trim_end() {
        "-" | "*" | "+" | "o" => "• ".to_owned(),
        option if option.starts_with('-') => marker.to_owned(),
        sign => format!("{sign} "),
    }
}
