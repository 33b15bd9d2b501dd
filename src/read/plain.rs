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

/// What begins so many cells from the left was put to the right on purpose.
const FAR_RIGHT: usize = 32;

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
    /// Lines are lines: verse, a table, code among prose.
    Kept,
    /// Lines are lines even where they read like prose: a source file, a log.
    Data,
}

impl Manner {
    /// Judges a text by its first lines.
    pub fn judge(head: &str) -> Self {
        let lines: Vec<Line> = head
            .lines()
            .take(400)
            .map(|text| Line::new(text, 0))
            .collect();
        let pairs: Vec<(&Line, &Line)> = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b]
                    if !a.is_blank()
                        && !b.is_blank()
                        && a.indent == b.indent
                        && a.shape == Shape::Plain
                        && b.shape == Shape::Plain =>
                {
                    Some((a, b))
                }
                _ => None,
            })
            .collect();
        if is_data(&lines) {
            return Self {
                lines: Lines::Data,
                base: 0,
            };
        }
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

/// Whether a text is code or a log from beginning to end. Prose with code in it has lines at the margin that end in a
/// word or with a stop; in code nearly all of those carry a sign, and most others are indented.
fn is_data(lines: &[Line]) -> bool {
    let filled = lines.iter().filter(|l| !l.is_blank());
    let (mut all, mut code, mut signed, mut loose, mut deep, mut long) = (0, 0, 0, 0, 0, 0);
    for line in filled {
        let sign = line.has_sign();
        all += 1;
        code += usize::from(line.is_code());
        signed += usize::from(sign);
        loose += usize::from(!sign && line.indent == 0);
        deep += usize::from(line.indent > 0);
        long += usize::from(line.cells() > WIDEST_WRAP && !line.is_code());
    }
    let blank = lines.len() - all;
    let inside = deep * 5 >= all * 3 || signed * 8 >= all * 7;
    let source = signed * 5 >= all * 3 && loose * 12 <= all && inside;
    let records = code * 5 >= all * 3 && blank * 10 <= all && deep * 10 <= all;
    all >= 12 && ((source && long * 100 <= all) || records)
}

/// The smallest indent that a fair share of the longer lines have: where the text begins to stand on the page.
fn base_indent(lines: &[Line]) -> usize {
    let mut counts = [0_usize; 16];
    for line in lines
        .iter()
        .filter(|l| l.cells() >= NARROWEST_WRAP && !l.is_columns())
    {
        if let Some(count) = counts.get_mut(line.indent) {
            *count += 1;
        }
    }
    let fair = (counts.iter().sum::<usize>() / 20).max(3);
    counts.iter().position(|&count| count >= fair).unwrap_or(0)
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

/// Whether lines are one paragraph whose author ended each where the sense does: nearly every line ends a sentence, or
/// goes on below with a small letter.
fn is_broken_by_sense(lines: &[Line]) -> bool {
    let words: usize = lines
        .iter()
        .map(|l| l.text.split_ascii_whitespace().count())
        .sum();
    let pairs = lines
        .windows(2)
        .filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    let going = pairs
        .filter(|(a, b)| a.indent == b.indent && (a.ends_sentence() || b.goes_on_from(a)))
        .count();
    let code = lines.iter().filter(|l| l.is_code()).count();
    lines.len() > 1
        && words >= lines.len() * 6
        && going * 4 >= (lines.len() - 1) * 3
        && code * 4 <= lines.len()
}

/// A plain text: its parts, and how it uses its lines.
pub struct Plain {
    parts: Parts,
    /// Its manner and first part, once there is enough of it to judge by and the first part cannot change any more.
    settled: OnceLock<(Manner, Arc<Part>)>,
}

impl Plain {
    /// Reads a source as plain text.
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            parts: Parts::new(source),
            settled: OnceLock::new(),
        }
    }

    /// The manner and the first part; judged anew each time while a pipe has brought too little of it.
    fn first(&self) -> (Manner, Arc<Part>) {
        if let Some((manner, first)) = self.settled.get() {
            return (*manner, Arc::clone(first));
        }
        let settled = self.parts.finished() || self.parts.parts() > 1;
        let first = Arc::new(self.parts.part(0));
        // The first part alone is little, and may be a title page and contents.
        let judged = (Manner::judge(&self.parts.head()), first);
        if settled {
            // Another thread may have been first; it judged the same bytes.
            let _ = self.settled.set(judged.clone());
        }
        judged
    }
}

impl Pages for Plain {
    fn parts(&self) -> u32 {
        self.parts.parts()
    }
    fn part(&self, number: u32) -> Arc<Part> {
        if number == 0 {
            self.first().1
        } else {
            Arc::new(self.parts.part(number))
        }
    }
    fn blocks(&self, part: &Part) -> Vec<Block> {
        blocks(part, self.first().0)
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
    let wraps = matches!(manner.lines, Lines::Wrapped(_));
    let lines: Vec<Line> = part
        .lines()
        .map(|(at, text)| match Line::new(text, at) {
            line if wraps => line.with_options(),
            line => line,
        })
        .collect();
    let mut rest = lines.as_slice();
    while let Some((line, below)) = rest.split_first() {
        rest = below;
        if line.shape == Shape::Fence {
            // Code goes on to a bare fence. Where there is none, a fence from before this part was closed, or none was
            // meant: then only the line itself is kept.
            let close = below
                .iter()
                .position(Line::is_bare_fence)
                .map_or(0, |i| i + 1);
            let code = below.get(..close).unwrap_or(&[]);
            finder.group(&group);
            group.clear();
            finder.push(
                Kind::Verbatim,
                line.at..code.last().unwrap_or(line).end(),
                0,
            );
            rest = below.get(close..).unwrap_or(&[]);
        } else if line.is_blank() {
            finder.group(&group);
            group.clear();
            finder.after_blank = true;
        } else {
            group.push(*line);
        }
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
    fn group(&mut self, lines: &[Line]) {
        if self.manner.lines == Lines::Data {
            return self.verbatim(lines);
        }
        if lines.iter().filter(|l| l.leads()).count() * 2 > lines.len() {
            return self.verbatim(lines);
        }
        // In code the signs of lists and rules mean something else.
        let plain = lines.iter().filter(|l| l.shape == Shape::Plain);
        let (code, all) = plain.fold((0, 0), |(code, all), l| {
            (code + usize::from(l.is_code()), all + 1)
        });
        if self.manner.lines == Lines::Kept && code * 2 > all {
            return self.verbatim(lines);
        }
        let mut rest = lines;
        while let Some((first, below)) = rest.split_first() {
            let taken = match first.shape {
                Shape::Rule => {
                    self.push(Kind::Rule, first.start()..first.end(), first.indent);
                    1
                }
                Shape::Quote => {
                    let n = rest.iter().take_while(|l| l.shape == Shape::Quote).count();
                    self.push(Kind::Quote, span(rest.get(..n)), first.indent);
                    n
                }
                Shape::Item(marker) => {
                    let n = 1 + self.item_lines(first, below);
                    self.push(Kind::Item { marker }, span(rest.get(..n)), first.indent);
                    n
                }
                Shape::Plain | Shape::Fence => {
                    let goes_on = |pair: &&[Line]| matches!(pair, [above, line] if line.shape == Shape::Plain || self.runs_on(above, line));
                    let n = 1 + rest.windows(2).take_while(goes_on).count();
                    self.plain(rest.get(..n).unwrap_or(rest));
                    n
                }
            };
            rest = rest.get(taken..).unwrap_or(&[]);
        }
    }

    /// Whether a line that looks like the start of a list item is the middle of a wrapped paragraph: a dash or a year
    /// that wrapping happened to put first.
    fn runs_on(&self, above: &Line, line: &Line) -> bool {
        let Lines::Wrapped(column) = self.manner.lines else {
            return false;
        };
        matches!(line.shape, Shape::Item(_))
            && above.indent == line.indent
            && !above.ends_sentence()
            && breaks_by_force(above, line, column)
    }

    /// How many of the lines after an item's first line belong to it.
    fn item_lines(&self, first: &Line, rest: &[Line]) -> usize {
        let mut above = first;
        let mut count = 0;
        for line in rest
            .iter()
            .take_while(|l| l.shape == Shape::Plain && !l.leads())
        {
            let deeper = line.indent > first.indent;
            let belongs = match self.manner.lines {
                Lines::Wrapped(column) => {
                    (deeper || line.indent == first.indent)
                        && breaks_in_paragraph(above, line, column)
                }
                Lines::Paragraphs | Lines::Kept | Lines::Data => {
                    line.indent > first.indent + 1 && !line.is_code()
                }
            };
            let belongs = belongs || (deeper && line.goes_on_from(above) && !line.is_code());
            if !belongs {
                break;
            }
            above = line;
            count += 1;
        }
        count
    }

    /// Lines without a mark: columns keep their lines, what stands between them is looked at by itself.
    fn plain(&mut self, lines: &[Line]) {
        // The head of a report: names at the left, others at the right, and lines with only one of them.
        let aside = lines
            .iter()
            .filter(|l| l.is_columns() || l.indent >= FAR_RIGHT)
            .count();
        if aside * 3 >= lines.len() * 2
            && lines.iter().any(Line::is_columns)
            && !lines.iter().any(Line::is_prose)
        {
            return self.verbatim(lines);
        }
        let mut rest = lines;
        while let Some(first) = rest.first() {
            let columns = first.is_columns();
            let taken = rest
                .iter()
                .take_while(|l| l.is_columns() == columns)
                .count();
            let run = rest.get(..taken).unwrap_or(rest);
            if columns {
                self.verbatim(run);
            } else {
                self.text(run);
            }
            rest = rest.get(taken..).unwrap_or(&[]);
        }
    }

    /// Wrapped prose, paragraphs of one line, or lines to be kept.
    fn text(&mut self, lines: &[Line]) {
        if let Some(column) = self.wrap_column(lines) {
            return self.wrapped(lines, column);
        }
        if let [term, below, ..] = lines
            && self.manner.lines != Lines::Paragraphs
            && below.indent > term.indent + 1
            && !term.is_code()
        {
            // What is explained below it: an option, a word.
            self.push(Kind::Paragraph, term.start()..term.end(), term.indent);
            return self.text(lines.get(1..).unwrap_or(&[]));
        }
        if self.manner.lines != Lines::Paragraphs && is_broken_by_sense(lines) {
            return self.push(
                Kind::Paragraph,
                span(Some(lines)),
                lines.first().map_or(0, |l| l.indent),
            );
        }
        let prose = lines.iter().filter(|l| l.is_prose()).count();
        if self.manner.lines == Lines::Paragraphs || lines.len() == 1 || prose > 0 {
            return self.paragraphs(lines);
        }
        self.verbatim(lines);
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
                && lines.iter().filter(|l| l.is_code()).count() * 2 <= lines.len()
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
            && lines.iter().filter(|l| l.is_code()).count() * 4 <= lines.len();
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

    /// Each line is a paragraph, except that neighbours which are code stay together as they are, with what is indented
    /// below them, and so do short lines where lines are to be kept.
    fn paragraphs(&mut self, lines: &[Line]) {
        let kept = |l: &Line| {
            l.is_code()
                || (self.manner.lines != Lines::Paragraphs && lines.len() > 1 && !l.is_prose())
        };
        let mut runs: Vec<(bool, &[Line])> = Vec::new();
        let mut rest = lines;
        while let Some(first) = rest.first() {
            let keep = kept(first);
            let taken = if keep {
                let goes_on = |pair: &&[Line]| matches!(pair, [above, l] if kept(l) || (above.is_code() && l.indent > above.indent));
                1 + rest.windows(2).take_while(goes_on).count()
            } else {
                1
            };
            runs.push((keep, rest.get(..taken).unwrap_or(rest)));
            rest = rest.get(taken..).unwrap_or(&[]);
        }
        for (keep, run) in runs {
            if keep {
                self.verbatim(run);
            } else if let [line] = run {
                self.push(Kind::Paragraph, line.start()..line.end(), line.indent);
            }
        }
    }

    fn verbatim(&mut self, lines: &[Line]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let indent = lines
            .iter()
            .filter(|l| !l.is_blank())
            .map(Line::blanks)
            .min()
            .unwrap_or(0);
        self.push(Kind::Verbatim, first.at..last.end(), indent);
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
