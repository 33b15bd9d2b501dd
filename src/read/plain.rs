//! Plain text: where its blocks begin and end, and what they are.
//!
//! A text has a [`Manner`], judged once from its head: hard-wrapped at some column, one line a paragraph, or lines
//! that are to stay lines. Blocks are then found group by group, a group being the lines between two blank ones.

mod line;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::document::{Block, Border, Kind, Pages, Part};
use crate::read::parts::Parts;
use crate::source::Source;
use line::{Line, Shape};

/// Text wider than this was not wrapped by hand or by a formatter; its lines are paragraphs.
const WIDEST_WRAP: usize = 132;
/// Text narrower than this is verse or a list, not wrapped prose.
const NARROWEST_WRAP: usize = 40;

/// How many cells short of the column lines that were broken by hand may end.
const SLACK: usize = 6;

/// How a text uses its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What a line end means.
    pub lines: Lines,
    /// The indent that most lines of prose share, in cells; the page starts there.
    pub base: usize,
}

/// What a line end means in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Prose was broken at this column, in cells; a paragraph is what stands between blank lines.
    Wrapped(usize),
    /// Each line is a paragraph.
    Paragraphs,
    /// Lines are lines: a log, code, verse, a table.
    Kept,
}

impl Manner {
    /// Judges a text by its head.
    pub fn judge(head: &str) -> Self {
        let lines: Vec<Line> = head
            .split('\n')
            .take(600)
            .scan(0, |at, text| {
                let line = Line::new(text, *at);
                *at += text.len() as u32 + 1;
                Some(line)
            })
            .collect();
        let pairs: Vec<(&Line, &Line)> = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b]
                    if !a.is_blank()
                        && !b.is_blank()
                        && a.shape == Shape::Plain
                        && b.shape == Shape::Plain =>
                {
                    Some((a, b))
                }
                _ => None,
            })
            .collect();
        Self {
            lines: judge_lines(&lines, &pairs),
            base: base_indent(&lines),
        }
    }
}

fn judge_lines(lines: &[Line], pairs: &[(&Line, &Line)]) -> Lines {
    if pairs.len() >= 4 {
        let mut widths: Vec<usize> = pairs.iter().map(|(a, _)| a.cells()).collect();
        widths.sort_unstable();
        let column = widths.get(widths.len() * 95 / 100).copied().unwrap_or(0);
        let forced = pairs
            .iter()
            .filter(|(a, b)| breaks_by_force(a, b, column))
            .count();
        if (NARROWEST_WRAP..=WIDEST_WRAP).contains(&column) && forced * 2 >= pairs.len() {
            return Lines::Wrapped(column);
        }
    }
    let (mut prose, mut other) = (0, 0);
    for line in lines
        .iter()
        .filter(|l| !l.is_blank() && l.shape == Shape::Plain)
    {
        *if line.is_prose() {
            &mut prose
        } else {
            &mut other
        } += line.text.len();
    }
    if prose > other {
        Lines::Paragraphs
    } else {
        Lines::Kept
    }
}

/// The most frequent indent of lines that read as prose, or 0.
fn base_indent(lines: &[Line]) -> usize {
    let mut counts = [0_u32; 16];
    for line in lines
        .iter()
        .filter(|l| !l.is_blank() && l.cells() >= NARROWEST_WRAP)
    {
        if let Some(count) = counts.get_mut(line.indent) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most < 3 {
        0
    } else {
        counts.iter().position(|&c| c == most).unwrap_or(0)
    }
}

/// Whether the line end between two lines was made by wrapping at a column: the next word would not have fitted.
fn breaks_by_force(above: &Line, below: &Line, column: usize) -> bool {
    above.cells() + 1 + below.first_word_cells() > column && above.cells() * 2 > column
}

/// Whether a line end inside wrapped prose is one inside a paragraph. Those who break lines by hand leave a little more
/// room than a program; a sentence that goes on shows it even at a line that ends well before the column.
fn breaks_in_paragraph(above: &Line, below: &Line, column: usize) -> bool {
    breaks_by_force(above, below, column.saturating_sub(SLACK))
        || (below.goes_on_from(above) && above.cells() * 3 > column * 2)
}

/// A plain text: its parts, and how it uses its lines.
pub struct Plain {
    parts: Parts,
    manner: Manner,
    /// The first part, once it cannot change any more: everything that happens before the first frame asks for it.
    first: OnceLock<Arc<Part>>,
}

impl Plain {
    /// Reads the head of a source and judges its manner.
    pub fn new(source: Arc<Source>) -> Self {
        let parts = Parts::new(source);
        let first = Arc::new(parts.part(0));
        let manner = Manner::judge(&first.text);
        let settled = parts.finished() || parts.parts() > 1;
        let first = if settled {
            OnceLock::from(first)
        } else {
            OnceLock::new()
        };
        Self {
            parts,
            manner,
            first,
        }
    }
}

impl Pages for Plain {
    fn parts(&self) -> u32 {
        self.parts.parts()
    }
    fn part(&self, number: u32) -> Arc<Part> {
        match self.first.get() {
            Some(first) if number == 0 => Arc::clone(first),
            _ => Arc::new(self.parts.part(number)),
        }
    }
    fn blocks(&self, part: &Part) -> Vec<Block> {
        blocks(part, self.manner)
    }
    fn size(&self) -> u64 {
        self.parts.size()
    }
    fn finished(&self) -> bool {
        self.parts.finished()
    }
    fn encoding(&self) -> Option<&'static str> {
        self.parts.encoding()
    }
}

/// Finds the blocks of a part of a text with this manner.
fn blocks(part: &Part, manner: Manner) -> Vec<Block> {
    let mut finder = Finder {
        part,
        manner,
        blocks: Vec::new(),
        after_blank: part.border == Border::Blank,
    };
    let mut group: Vec<Line> = Vec::new();
    let mut fence: Option<u32> = None;
    for (at, text) in part.lines() {
        let line = Line::new(text, at);
        match fence {
            Some(start) => {
                if line.shape == Shape::Fence {
                    finder.push(Kind::Verbatim, start..line.end(), 0);
                    fence = None;
                }
            }
            None if line.shape == Shape::Fence => {
                finder.group(&group);
                group.clear();
                fence = Some(at);
            }
            None if line.is_blank() => {
                finder.group(&group);
                group.clear();
                finder.after_blank = true;
            }
            None => group.push(line),
        }
    }
    if let Some(start) = fence {
        finder.push(Kind::Verbatim, start..part.end(), 0);
    }
    finder.group(&group);
    finder.blocks
}

struct Finder<'a> {
    part: &'a Part,
    manner: Manner,
    blocks: Vec<Block>,
    after_blank: bool,
}

impl Finder<'_> {
    fn push(&mut self, kind: Kind, range: Range<u32>, indent: usize) {
        if self.part.slice(range.clone()).trim().is_empty() {
            return;
        }
        let indent = indent
            .saturating_sub(self.manner.base)
            .min(usize::from(u16::MAX)) as u16;
        self.blocks.push(Block {
            kind,
            range,
            indent,
            after_blank: std::mem::take(&mut self.after_blank),
        });
    }

    /// The lines between two blank ones: cut where a list, a quotation or a rule begins or ends.
    fn group(&mut self, mut lines: &[Line]) {
        while let Some(first) = lines.first() {
            let taken = match first.shape {
                Shape::Rule => {
                    self.push(Kind::Rule, first.start()..first.end(), first.indent);
                    1
                }
                Shape::Quote => {
                    let n = lines.iter().take_while(|l| l.shape == Shape::Quote).count();
                    self.push(Kind::Quote, span(lines.get(..n)), first.indent);
                    n
                }
                Shape::Item(marker) => {
                    let n = 1 + self.item_lines(first, lines.get(1..).unwrap_or(&[]));
                    self.push(Kind::Item { marker }, span(lines.get(..n)), first.indent);
                    n
                }
                Shape::Plain | Shape::Fence => {
                    let n = 1 + lines
                        .iter()
                        .skip(1)
                        .take_while(|l| l.shape == Shape::Plain || self.runs_on(l, lines))
                        .count();
                    self.plain(lines.get(..n).unwrap_or(lines));
                    n
                }
            };
            lines = lines.get(taken.max(1)..).unwrap_or(&[]);
        }
    }

    /// Whether a line that looks like the start of a list item is the middle of a wrapped paragraph: a dash or a year
    /// that wrapping happened to put first.
    fn runs_on(&self, line: &Line, lines: &[Line]) -> bool {
        let Lines::Wrapped(column) = self.manner.lines else {
            return false;
        };
        let above = lines.iter().rev().find(|l| l.start() < line.start());
        matches!(line.shape, Shape::Item(_))
            && above.is_some_and(|a| {
                a.indent == line.indent && breaks_by_force(a, line, column) && !a.ends_sentence()
            })
    }

    /// How many of the lines after an item's first line belong to it.
    fn item_lines(&self, first: &Line, rest: &[Line]) -> usize {
        let mut above = first;
        let mut count = 0;
        for line in rest.iter().take_while(|l| l.shape == Shape::Plain) {
            let belongs = match self.manner.lines {
                Lines::Wrapped(column) => {
                    line.indent > first.indent
                        || (line.indent == first.indent && breaks_by_force(above, line, column))
                }
                Lines::Paragraphs | Lines::Kept => line.indent > first.indent + 1,
            };
            if !belongs {
                break;
            }
            above = line;
            count += 1;
        }
        count
    }

    /// Lines without a mark: wrapped prose, paragraphs of one line, or lines to be kept.
    fn plain(&mut self, lines: &[Line]) {
        if lines.len() > 1 && lines.iter().filter(|l| l.is_columns()).count() * 2 > lines.len() {
            return self.verbatim(lines);
        }
        if let Some(column) = self.wrap_column(lines) {
            return self.wrapped(lines, column);
        }
        if self.manner.lines == Lines::Paragraphs || lines.len() == 1 {
            return self.paragraphs(lines);
        }
        let prose = lines.iter().filter(|l| l.is_prose()).count();
        let code = lines.iter().filter(|l| l.is_code()).count();
        if code * 2 < lines.len() && prose * 2 > lines.len() {
            self.paragraphs(lines);
        } else {
            self.verbatim(lines);
        }
    }

    /// The column at which these lines were wrapped, if most of their ends were made by wrapping.
    fn wrap_column(&self, lines: &[Line]) -> Option<usize> {
        let pairs = || {
            lines
                .windows(2)
                .filter_map(|p| Some((p.first()?, p.get(1)?)))
        };
        let forced = |column| {
            pairs()
                .filter(|(a, b)| breaks_by_force(a, b, column))
                .count()
        };
        if let Lines::Wrapped(column) = self.manner.lines {
            // In a text that wraps, two lines are enough to see it; code and verse break early most of the time.
            if lines.len() > 1
                && forced(column) * 2 >= lines.len() - 1
                && lines.iter().filter(|l| l.is_code()).count() * 2 < lines.len()
            {
                return Some(column);
            }
        }
        // A piece may be wrapped at a column of its own: most of its lines end there, nearly all go on below.
        let widest = lines.iter().map(Line::cells).max()?;
        let inside = || {
            pairs()
                .filter(|(a, b)| breaks_in_paragraph(a, b, widest))
                .count()
        };
        let regular = lines.len() >= 4
            && (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest)
            && forced(widest) * 2 >= lines.len() - 1
            && inside() * 8 >= (lines.len() - 1) * 7
            && !lines.iter().any(Line::is_code);
        regular.then_some(widest)
    }

    /// Joins wrapped lines into paragraphs; a line that ended early, or a new first-line indent, begins another.
    fn wrapped(&mut self, lines: &[Line], column: usize) {
        let mut start = 0;
        for i in 1..=lines.len() {
            let (Some(above), below) = (lines.get(i - 1), lines.get(i)) else {
                break;
            };
            let goes_on = below.is_some_and(|below| {
                let first_line = i - start == 1;
                let indent_fits = below.indent == above.indent
                    || (first_line && below.indent.abs_diff(above.indent) <= 8);
                indent_fits && breaks_in_paragraph(above, below, column)
            });
            if !goes_on {
                let paragraph = lines.get(start..i).unwrap_or(&[]);
                let indent = paragraph
                    .get(1)
                    .or(paragraph.first())
                    .map_or(0, |l| l.indent);
                self.push(Kind::Paragraph, span(Some(paragraph)), indent);
                start = i;
            }
        }
    }

    /// Each line is a paragraph, except that neighbours which are code or columns stay together as they are.
    fn paragraphs(&mut self, lines: &[Line]) {
        let mut rest = lines;
        while let Some(first) = rest.first() {
            let kept = rest
                .iter()
                .take_while(|l| l.is_code() || l.is_columns())
                .count();
            let taken = if kept > 0 {
                self.verbatim(rest.get(..kept).unwrap_or(rest));
                kept
            } else {
                self.push(Kind::Paragraph, first.start()..first.end(), first.indent);
                1
            };
            rest = rest.get(taken..).unwrap_or(&[]);
        }
    }

    fn verbatim(&mut self, lines: &[Line]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        self.push(Kind::Verbatim, first.at..last.end(), 0);
    }
}

/// From the first character of the first line to the last of the last one.
fn span(lines: Option<&[Line]>) -> Range<u32> {
    match lines {
        Some([first, .., last]) => first.start()..last.end(),
        Some([only]) => only.start()..only.end(),
        _ => 0..0,
    }
}
