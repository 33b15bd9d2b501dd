//! What formats with marks add to the page: blocks in quotations, lines that end where their author ended them, faces.

use super::fit::Broken;
use super::piece::{Piece, Row, Style};
use super::prose::{NARROWEST_TEXT, is_narrow, marker_text};
use super::set::SetPart;
use super::{Lead, Line, Shown, Width, table, wrap};
use crate::document::{Face, Nest, Span};
use crate::text;
use std::ops::Range;

/// The most bars that stand beside each other.
const MOST_BARS: u16 = 6;

/// Whether a piece of prose is set here.
pub(super) fn is_rich(piece: &Piece) -> bool {
    let prose = matches!(
        piece.style,
        Style::Paragraph
            | Style::Item
            | Style::Heading(_)
            | Style::Title
            | Style::Picture
            | Style::Rule
    );
    prose && (piece.nest != Nest::default() || piece.broken)
}

/// The rows of a piece in quotations, or of one whose lines are the author's.
pub(super) fn rows(set: &SetPart, piece: &Piece, indent: u16, inner: usize) -> Vec<Row> {
    let marker = piece.range.start..piece.range.start + piece.marker;
    let first = (piece.marker > 0).then_some(marker.clone());
    let hang = text::cells(&marker_text(set.part.slice(marker.clone())));
    let narrow = piece.nest == Nest::default() && is_narrow(inner, hang);
    let first = first.filter(|_| !narrow);
    let hang = if first.is_some() { hang } else { 0 };
    let nest = fitting(piece.nest, inner, hang);
    let lead = usize::from(nest.bars * 2 + nest.inner) + hang;
    let width = inner.saturating_sub(lead).max(NARROWEST_TEXT);
    let mut rows = Vec::new();
    let mut from = if first.is_some() {
        marker.end
    } else {
        marker.start
    };
    let text = set.source(from..piece.range.end);
    // An entry without words has a row for its marker.
    let lines = text.split_inclusive('\n');
    let none = text.is_empty().then_some("");
    for line in lines.chain(none) {
        let range = from..from + line.trim_end_matches('\n').len() as u32;
        from += line.len() as u32;
        let inset = usize::from(piece.broken) * inset(line).min(width / 4);
        let (nest, width) = (right_by(nest, inset), width - inset);
        let mut lines: Vec<Broken> = match piece.style {
            Style::Rule => vec![Broken::whole(range.clone())],
            Style::Title | Style::Heading(_) => {
                let rows = wrap::balanced(set.source(range.clone()), range.start, width);
                rows.into_iter().map(Broken::whole).collect()
            }
            _ => set.broken(piece, range.clone(), width),
        };
        // An empty line is a row, too.
        if lines.is_empty() {
            lines.push(Broken::whole(range.start..range.start));
        }
        for row in lines {
            let lead = match (&first, rows.is_empty()) {
                (Some(marker), true) if nest == Nest::default() => Lead::Marker(marker.clone()),
                (Some(_), false) if nest == Nest::default() => Lead::Hang(hang as u16),
                (Some(marker), true) => Lead::Nested(nest, Some(marker.clone())),
                (Some(_), false) => Lead::Nested(right_by(nest, hang), None),
                (None, _) if nest == Nest::default() => Lead::None,
                (None, _) => Lead::Nested(nest, None),
            };
            rows.push(row.on(indent, lead));
        }
    }
    rows
}

/// The blanks that are not to be broken by which an author sets a line of verse further right.
fn inset(line: &str) -> usize {
    line.chars().take_while(|c| *c == '\u{a0}').count()
}

fn right_by(nest: Nest, cells: usize) -> Nest {
    Nest {
        inner: nest.inner.saturating_add(cells as u16),
        ..nest
    }
}

/// So much of what a piece is nested in as leaves room for its text.
pub(super) fn fitting(nest: Nest, inner: usize, hang: usize) -> Nest {
    let room = inner.saturating_sub(hang) as u16;
    let bars = nest
        .bars
        .min(MOST_BARS)
        .min((room / 6).max(1))
        .min(nest.bars);
    Nest {
        bars,
        inner: nest.inner.min(room.saturating_sub(bars * 2) / 4),
        opened: 0,
    }
}

/// What stands in the empty rows before a piece: the bars of quotations that go on, and the cells before them.
pub(super) fn gap_lead(piece: &Piece, width: Width) -> (u16, String) {
    let indent = piece.indent.min(width.measure / 4);
    let inner = usize::from(width.measure.saturating_sub(indent));
    let bars = fitting(piece.nest, inner, 0).bars.min(piece.bridge);
    (
        (if bars > 0 { indent } else { 0 }),
        "│ ".repeat(usize::from(bars)),
    )
}

/// What stands before a row.
pub(super) fn lead(nest: Nest, marker: Option<String>) -> String {
    let mut lead = "│ ".repeat(usize::from(nest.bars));
    lead += &" ".repeat(usize::from(nest.inner));
    lead + &marker.unwrap_or_default()
}

/// How the marker before a row looks, as bytes of what is drawn before that, where the marker stands last.
pub(super) fn lead_faces(spans: &[Span], lead: &Lead, drawn: &str) -> Vec<(Range<usize>, Face)> {
    let (Lead::Marker(marker) | Lead::Nested(_, Some(marker))) = lead else {
        return Vec::new();
    };
    let at = spans.partition_point(|span| span.range.start < marker.start);
    let own = spans.iter().skip(at);
    let own = own.take_while(|span| span.range.end <= marker.end);
    let own: Vec<&Span> = own.collect();
    let last = own.iter().map(|span| span.range.end - marker.start).max();
    let Some(said) = last else {
        return Vec::new();
    };
    // It may be drawn as another sign, with fewer blanks behind it.
    let before = drawn.rfind("│ ").map_or(0, |bar| bar + "│ ".len());
    let blanks = drawn.get(before..).unwrap_or("");
    let before = before + blanks.len() - blanks.trim_start().len();
    let whole = drawn.trim_end().len();
    if before + said as usize > whole {
        let face = own.first().map(|span| (before..whole, span.face.clone()));
        return face.into_iter().collect();
    }
    let place = |byte: u32| before + (byte - marker.start) as usize;
    own.into_iter()
        .map(|span| {
            (
                place(span.range.start)..place(span.range.end),
                span.face.clone(),
            )
        })
        .collect()
}

/// The faces on a row of the head of a drawn table: nothing in the text says that its words are names.
fn head_faces(piece: &Piece, line: &Line) -> Vec<(Range<usize>, Face)> {
    let Some(end) = table::head_end(piece).filter(|end| line.place.offset < *end) else {
        return Vec::new();
    };
    let names = line.stretches().into_iter();
    let names = names.filter(|(stretch, _)| !stretch.is_empty() && stretch.end <= end);
    names.map(|(_, drawn)| (drawn, Face::Strong)).collect()
}

/// The faces on a row, as bytes of its text as it is drawn.
pub(super) fn faces(
    set: &SetPart,
    spans: &[Span],
    piece: &Piece,
    line: &Line,
) -> Vec<(Range<usize>, Face)> {
    let mut faces = head_faces(piece, line);
    let from = spans.partition_point(|span| span.range.start < piece.range.start);
    let in_piece = spans.get(from..).unwrap_or(&[]);
    if in_piece
        .first()
        .is_none_or(|span| span.range.start >= piece.range.end)
        || matches!(piece.style, Style::Rule | Style::Folded)
    {
        return faces;
    }
    for (stretch, drawn) in line.stretches() {
        let mut shown = None;
        let here = in_piece
            .iter()
            .take_while(|span| span.range.start < stretch.end);
        for span in here.filter(|span| span.range.end > stretch.start) {
            let text = line.text.get(drawn.clone()).unwrap_or("");
            let shown = shown.get_or_insert_with(|| Shown::new(set.source(stretch.clone()), text));
            let inside = span.range.start.max(stretch.start) - stretch.start
                ..span.range.end.min(stretch.end) - stretch.start;
            let range = shown.drawn(inside);
            if range.start < range.end {
                faces.push((
                    drawn.start + range.start..drawn.start + range.end,
                    span.face.clone(),
                ));
            }
        }
    }
    faces
}
