//! What is no text of the author's, folded: page breaks stand in the margin, so that a sentence runs on over them;
//! anything else is a row of its own. What was opened shows its lines as they are.

use std::collections::BTreeSet;
use std::ops::Range;

use super::piece::{Lead, Piece, Row, Style};
use crate::document::{Part, Place};
use crate::outline::{Folded, Role};
use crate::text;

/// Furniture on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: Folded,
    /// Whether its lines are shown.
    pub open: bool,
}

/// The furniture of a part, and the text without it.
#[derive(Default)]
pub(super) struct Folds {
    /// In order, each with its lines.
    all: Vec<(Range<u32>, Folded, bool)>,
    /// The text of the part with blanks where a page break lies inside a paragraph.
    flowing: Option<String>,
}

impl Folds {
    /// The furniture among what the outline says of a part. What begins at one of the places in `open` is open.
    pub(super) fn of(roles: &[(Range<u32>, Role)], open: &BTreeSet<u32>) -> Self {
        let all = roles.iter().filter_map(|(range, role)| match role {
            Role::Furniture(kind) => Some((range.clone(), *kind, open.contains(&range.start))),
            Role::Title | Role::Heading(_) => None,
        });
        Self {
            all: all.collect(),
            flowing: None,
        }
    }

    /// How the furniture that begins at a place is set.
    pub(super) fn style(&self, start: u32) -> Style {
        let open = self
            .all
            .iter()
            .any(|(range, _, open)| range.start == start && *open);
        if open {
            Style::Furniture
        } else {
            Style::Folded
        }
    }

    /// The text that prose is set from.
    pub(super) fn flowing<'a>(&'a self, part: &'a Part) -> &'a str {
        self.flowing.as_deref().unwrap_or(&part.text)
    }

    /// Whether a place lies in what is folded; if so, where that begins.
    pub(super) fn closed_at(&self, offset: u32) -> Option<u32> {
        let closed = self
            .all
            .iter()
            .find(|(range, _, open)| range.contains(&offset) && !open);
        closed.map(|(range, ..)| range.start)
    }

    /// Takes page breaks out of the page: makes one piece of a paragraph that goes on behind one, and leaves the others
    /// to the margin.
    pub(super) fn take_out(&mut self, pieces: &mut Vec<Piece>, part: &Part) {
        if self.all.is_empty() {
            return;
        }
        let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
        // Where the lines of the last piece begin that stand after all page breaks in it.
        let mut since = 0;
        let mut rest = std::mem::take(pieces).into_iter().peekable();
        while let Some(piece) = rest.next() {
            let below = rest.peek();
            let is_break =
                piece.style == Style::Folded && matches!(self.kind(&piece), Some(Folded::Page(_)));
            let Some(below) = below.filter(|_| is_break) else {
                since = piece.range.start;
                kept.push(piece);
                continue;
            };
            if matches!(below.style, Style::Folded | Style::Furniture) {
                kept.push(piece);
                continue;
            }
            if let Some(above) = kept.last_mut()
                && runs_on(part, above, since, below)
            {
                let hole = above.range.end..below.range.start;
                let flowing = self.flowing.get_or_insert_with(|| part.text.to_string());
                // The line end stays: a hyphen before it may divide a word.
                let blank = format!("\n{}", " ".repeat(hole.len().saturating_sub(1)));
                flowing.replace_range(hole.start as usize..hole.end as usize, &blank);
                above.range.end = below.range.end;
                since = below.range.start;
                rest.next();
            }
        }
        *pieces = kept;
    }

    fn kind(&self, piece: &Piece) -> Option<Folded> {
        let here = self
            .all
            .iter()
            .find(|(range, ..)| range.end == piece.range.end);
        here.map(|(_, kind, _)| *kind)
    }

    /// What stands for what is folded to a row of its own.
    pub(super) fn label(&self, piece: &Piece, text: &str) -> String {
        if let Some(Folded::Page(number)) = self.kind(piece) {
            return format!("· page {number} ·");
        }
        let mut lines = text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or("");
        let more = if lines.next().is_some() { " …" } else { "" };
        format!("· {}{more} ·", text::folded(first))
    }

    /// What a row shows of it: itself, or in its margin a page break that lies in the row or between it and the text
    /// above.
    pub(super) fn on(&self, part: &Part, piece: &Piece, row: &Row) -> Option<Fold> {
        let before = self
            .all
            .partition_point(|(range, ..)| range.start < row.range.end);
        let (range, kind, open) = self.all.get(before.checked_sub(1)?)?;
        let blank = |from: u32, to: u32| part.slice(from..to.max(from)).trim().is_empty();
        let here = match piece.style {
            Style::Folded | Style::Furniture => range.end == piece.range.end,
            _ if *open => false,
            _ if range.end > piece.range.start => {
                range.start >= row.range.start || blank(range.end, row.range.start)
            }
            _ => {
                let mark = part.slice(piece.range.start..row.range.start);
                let first = matches!(row.lead, Lead::Marker(_))
                    || mark.trim_matches([' ', '\t', '>', '#']).is_empty();
                first && blank(range.end, piece.range.start)
            }
        };
        here.then_some(Fold {
            place: Place {
                part: part.number,
                offset: range.start,
            },
            kind: *kind,
            open: *open,
        })
    }
}

/// Whether a paragraph whose last lines begin at `since` goes on in the piece below a page break.
fn runs_on(part: &Part, above: &Piece, since: u32, below: &Piece) -> bool {
    let level = match above.style {
        Style::Paragraph => below.indent == above.indent,
        Style::Item => below.indent > above.indent,
        _ => false,
    };
    if !level || below.style != Style::Paragraph {
        return false;
    }
    let lines = part.slice(since..above.range.end);
    let cells = |line: &str| line.trim_end().chars().count();
    let last = lines.rsplit('\n').next().unwrap_or("");
    let widest = lines.split('\n').map(cells).max().unwrap_or(0);
    let several = last.len() < lines.len();
    let closing = ['"', '\'', '”', '’', ')', ']', '*', '_'];
    let stops = [
        '.', '!', '?', '…', ':', ';', '。', '！', '？', '：', '।', '؟',
    ];
    let open = !last.trim_end().trim_end_matches(closing).ends_with(stops);
    let next = part.slice(below.range.clone());
    let full = several && cells(last) * 4 >= widest * 3;
    let goes_on = next.starts_with(char::is_lowercase);
    (goes_on && (open || full))
        || (open && full && next.contains('\n') && next.starts_with(char::is_alphabetic))
}
