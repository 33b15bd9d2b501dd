//! The rows of prose, of headings and of entries of lists.

use std::ops::Range;

use super::fit::Broken;
use super::piece::{Lead, Piece, Row, Style};
use super::quoted::quote_rows;
use super::set::SetPart;
use super::{Width, rich, table, wrap};
use crate::text;

/// What share of the measure a marker has to leave for the text behind it, and how many cells in any case: so many as
/// the widest character takes.
const BESIDE: usize = 4;
pub(super) const NARROWEST_TEXT: usize = 2;

/// Whether so many cells leave no room for words beside a marker that takes some of them: then it is a word like the others.
pub(super) fn is_narrow(inner: usize, marker: usize) -> bool {
    inner.saturating_sub(marker) < NARROWEST_TEXT.max(inner / BESIDE)
}

/// The rows of a piece at a width.
pub(super) fn rows_of(set: &SetPart, piece: &Piece, width: Width) -> Vec<Row> {
    let part = &*set.part;
    let text = part.slice(piece.range.clone());
    let start = piece.range.start;
    let measure = usize::from(width.measure.max(1));
    // The deeper a piece is indented, the less of the indent is kept, so that half the measure is left for its text.
    let indent = piece.indent.min(width.measure / 4);
    let inner = measure - usize::from(indent);
    let plain = |range| Row::plain(range, indent);
    let mut rows: Vec<Row> = match piece.style {
        _ if rich::is_rich(piece) => rich::rows(set, piece, indent, inner),
        Style::Table => {
            let next = set.pieces.get(set.piece_at(start) + 1);
            let goes_on = next.map_or_else(|| table::is_stretch(piece), |next| next.joined);
            table::rows(part, piece, indent, (width, set.chopped), goes_on)
        }
        Style::Paragraph | Style::Picture => {
            let rows = set.broken(piece, piece.range.clone(), inner);
            rows.into_iter()
                .map(|row| row.on(indent, Lead::None))
                .collect()
        }
        Style::Title | Style::Heading(_) => heading_rows(text, start, inner)
            .into_iter()
            .map(plain)
            .collect(),
        Style::Item => item_rows(set, piece, indent, inner),
        Style::Quote => quote_rows(part, piece.range.clone(), indent, inner),
        Style::Verbatim | Style::Furniture | Style::Rule => vec![plain(piece.range.clone())],
        Style::Folded => {
            let over = text::cells(&set.label(piece)).saturating_sub(inner);
            vec![Row {
                shorter: over as u16,
                ..plain(piece.range.clone())
            }]
        }
    };
    if rows.is_empty() {
        rows.push(plain(start..start));
    }
    if piece.style == Style::Picture {
        return set.pictures.rows((part.number, piece), rows, inner, text);
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

fn item_rows(set: &SetPart, piece: &Piece, indent: u16, inner: usize) -> Vec<Row> {
    let part = &*set.part;
    let marker = piece.range.start..piece.range.start + piece.marker;
    let hang = text::cells(&marker_text(part.slice(marker.clone())));
    let body = marker.end..piece.range.end;
    let width = inner.saturating_sub(hang);
    if is_narrow(inner, hang) {
        let rows = set.broken(piece, piece.range.clone(), inner);
        return rows
            .into_iter()
            .map(|row| row.on(indent, Lead::None))
            .collect();
    }
    let mut rows = set.broken(piece, body.clone(), width);
    if rows.is_empty() {
        rows.push(Broken::whole(body.end..body.end));
    }
    rows.into_iter()
        .enumerate()
        .map(|(i, row)| {
            // The first row begins at its marker, so that the place of the item is on it.
            let lead = if i == 0 {
                Lead::Marker(marker.clone())
            } else {
                Lead::Hang(hang as u16)
            };
            row.on(indent, lead)
        })
        .collect()
}

/// A marker as it is drawn: real bullets for the signs of typewriters, one blank after it; after an option or another word
/// as many as there are, since what others mean stands below.
pub(super) fn marker_text(marker: &str) -> String {
    let sign = marker.trim_end();
    let boxed = sign.strip_prefix(['-', '*', '+']).unwrap_or(sign);
    match (sign, boxed.trim_start()) {
        (_, "[ ]") => "☐ ".to_owned(),
        (_, "[x]" | "[X]") => "☑ ".to_owned(),
        ("-" | "*" | "+" | "o", _) => "• ".to_owned(),
        (sign, _) if is_sign(sign) => format!("{sign} "),
        _ => marker.to_owned(),
    }
}

/// Whether a marker is a bullet, or a number or letter with what stands around one.
fn is_sign(marker: &str) -> bool {
    let inside = marker.trim_start_matches('(').trim_end_matches(['.', ')']);
    let counts = |c: char| c.is_ascii_digit() || c == '.';
    let closed = inside.len() < marker.len();
    let number = (closed || inside.contains('.')) && inside.chars().all(counts);
    let bullet = marker.chars().count() == 1 && !marker.contains(char::is_alphanumeric);
    let letters =
        || closed && inside.len() <= 4 && inside.chars().all(|c| c.is_ascii_alphanumeric());
    bullet || number || letters()
}
