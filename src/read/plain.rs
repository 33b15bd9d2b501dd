//! Plain text: where its blocks begin and end, and what they are.
//!
//! A text has a [`Manner`], judged once from its head: hard-wrapped at some column, one line a paragraph, or lines
//! that are to stay lines. Blocks are then found group by group, a group being the lines between two blank ones.

mod begun;
mod code;
mod entries;
mod hanging;
mod line;
mod manner;
mod manual;
mod marks;
mod notes;
mod patches;
mod records;
mod stars;
mod tables;
mod words;
mod wrapped;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::document::fences::Fences;
use crate::document::{Block, Border, Detail, Kind, Pages, Part, Place, Span};
use crate::read::parts::Parts;
use crate::source::Source;
use crate::text::{self, Clean};
use begun::{Begun, Tables};
use line::{Line, Shape};
pub use manner::{Lines, Manner};
use manner::{NARROWEST_WRAP, breaks_by_force, breaks_in_paragraph, is_broken_by_sense, is_verse};
use notes::Notes;
use tables::Run;
pub(super) use words::blocks_in;

/// Cells by which fenced code stands right of what is around it.
const INSET: usize = 2;

/// What is not prose is set off from it by so many cells at least.
const SET_OFF: usize = 4;

/// What begins so many cells from the left was put to the right on purpose.
const FAR_RIGHT: usize = 32;

/// A plain text: its parts, and how it uses its lines.
pub struct Plain {
    parts: Parts,
    /// Its manner and first part, once there is enough of it to judge by and the first part cannot change any more.
    settled: OnceLock<(Manner, Arc<Part>)>,
    notes: Notes,
    tables: Tables,
    /// What it is written in, if all of it is code.
    code: Option<Arc<Detail>>,
}

impl Plain {
    /// Reads a source as plain text.
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            parts: Parts::new(source),
            settled: OnceLock::new(),
            notes: Notes::default(),
            tables: Tables::default(),
            code: None,
        }
    }

    /// Reads a source as code of a language, line by line.
    pub fn code(source: Arc<Source>, language: &str) -> Self {
        let language = Detail::Code(Clean::line(language));
        Self {
            code: Some(Arc::new(language)),
            ..Self::new(source)
        }
    }

    /// The manner and the first part; judged anew each time while a pipe has brought too little of it.
    fn first(&self) -> (Manner, Arc<Part>) {
        if let Some((manner, first)) = self.settled.get() {
            return (*manner, Arc::clone(first));
        }
        let settled = self.parts.finished() || self.parts.parts() > 1;
        let first = Arc::new(self.parts.part(0));
        let manner = if self.code.is_some() {
            Manner::DATA
        } else {
            // The first part alone is little, and may be a title page and contents.
            Manner::judge(&self.parts.head())
        };
        let judged = (manner, first);
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
        let part = if number == 0 {
            self.first().1
        } else {
            Arc::new(self.parts.part(number))
        };
        self.notes.read(&part);
        part
    }
    fn blocks(&self, part: &Part) -> Vec<Block> {
        if let Some(language) = &self.code {
            return code::blocks(part, language);
        }
        let (manner, first) = self.first();
        let goes_on = part.number + 1 < self.parts.parts() && begun::goes_on(part);
        let blocks = |part: &Part, goes_on, table: Option<&Begun>| {
            let around = Around { goes_on, table };
            blocks(part, manner, &first.text, around)
        };
        let table = match manner.lines {
            Lines::Data => None,
            _ => self.tables.before(
                part,
                |number| self.parts.part(number),
                |part| Begun::of(part, blocks(part, true, None).last()?),
            ),
        };
        let mut blocks = blocks(part, goes_on, table.as_deref());
        // The columns of a table are the same in all parts, from the first on.
        if let Some(last) = blocks.last_mut().filter(|_| goes_on)
            && let Some(begun) = Begun::of(part, last)
            && let Some(Detail::Grid { columns, .. }) = last.detail.as_mut().map(Arc::make_mut)
        {
            *columns = Some(Arc::clone(begun.columns()));
        }
        blocks
    }
    fn spans(&self, part: &Part) -> Arc<[Span]> {
        let (manner, first) = self.first();
        // In code and in logs brackets mean something else.
        let notes = match manner.lines {
            Lines::Data => Vec::new(),
            _ => self.notes.references(part),
        };
        marks::spans(&part.text, manual::name(&first.text), notes)
    }
    fn is_code(&self) -> bool {
        self.code.is_some()
    }
    fn target(&self, name: &str) -> Option<Place> {
        notes::place(name).filter(|place| place.part < self.parts())
    }
    fn note(&self, place: Place) -> Option<Place> {
        let paragraphs = self.first().0.lines == Lines::Paragraphs;
        let part = self.part(place.part);
        let offset = notes::end(&part.text, place.offset, paragraphs)?;
        Some(Place { offset, ..place })
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

/// What is known of the text around a part.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// Whether its last lines go on in the next part.
    goes_on: bool,
    /// The table that its first lines may belong to.
    table: Option<&'a Begun>,
}

/// Finds the blocks of a part of a text with this manner, which begins so.
fn blocks(part: &Part, manner: Manner, head: &str, around: Around) -> Vec<Block> {
    let mut finder = Finder {
        part,
        manner,
        around,
        blocks: Vec::new(),
        after_blank: part.border == Border::Blank,
    };
    let mut group: Vec<Line> = Vec::new();
    let column = match manner.lines {
        Lines::Wrapped(column) => Some(column),
        _ => None,
    };
    let mut lines: Vec<Line> = part
        .lines()
        .map(|(at, text)| {
            let line = Line::new(text, at);
            column.map_or(line, |column| line.in_wrapped(column))
        })
        .collect();
    if manner.lines != Lines::Data && text::is_outline(head) {
        stars::with_headings(&mut lines, part);
    }
    entries::below_others(&mut lines);
    if manner.lines != Lines::Data {
        hanging::note(&mut lines);
    }
    let lines = if manual::name(head).is_some() {
        manual::with_terms(lines, part)
    } else {
        lines
    };
    let mut rest = lines.as_slice();
    let mut fences = Fences::default();
    let mut patched = patches::rest(rest, part);
    while let Some((line, below)) = rest.split_first() {
        patched = patched.max(patches::length(rest, part));
        if patched > 0 {
            finder.group(&group);
            group.clear();
            let (patch, below) = rest.split_at_checked(patched).unwrap_or((rest, &[]));
            finder.patch(patch);
            (rest, patched) = (below, 0);
            continue;
        }
        rest = below;
        if let Some(fence) = line.fence() {
            let under = group
                .last()
                .is_some_and(|above| above.indent >= line.indent);
            let close = fences.close(fence, under, below.iter().map(|line| line.text));
            if close == 0 && fence.is_bare() {
                group.push(line.unfenced());
                continue;
            }
            let code = below.get(..close).unwrap_or(&[]);
            finder.group(&group);
            group.clear();
            finder.fenced(line, fence.info(), code);
            rest = below.get(close..).unwrap_or(&[]);
        } else if line.is_blank() || line.shape == Shape::Heading {
            finder.group(&group);
            group.clear();
            finder.after_blank |= line.is_blank();
            finder.push(Kind::Paragraph, line.start()..line.end(), line.indent);
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
    around: Around<'a>,
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
        let after_blank = std::mem::take(&mut self.after_blank);
        self.blocks
            .push(Block::new(kind, range, indent, after_blank));
    }

    /// The lines between two blank ones: tables, and what stands between them.
    fn group(&mut self, lines: &[Line]) {
        if self.manner.lines == Lines::Data {
            return self.verbatim(lines);
        }
        let lines = self.table_before(lines);
        let open = self.around.goes_on && lines.last().is_some_and(|line| self.is_last(line));
        for run in tables::runs(lines, &self.part.text, open) {
            match run {
                Run::Grid(lines, detail) => self.table(lines, detail),
                Run::Drawn(lines) => self.verbatim(lines),
                Run::Other(lines) if lines.iter().any(|line| line.label.is_some()) => {
                    let lines: Vec<Line> = lines.iter().map(|l| l.outside_of_tables()).collect();
                    self.loose(&lines);
                }
                Run::Other(lines) => self.loose(lines),
            }
        }
    }

    /// Whether nothing follows a line in its part.
    fn is_last(&self, line: &Line) -> bool {
        self.part.text.trim_end().len() == line.end() as usize
    }

    /// Lines that follow each other: cut where a list, a quotation or a rule begins or ends.
    fn loose(&mut self, lines: &[Line]) {
        if lines.iter().filter(|l| l.leads()).count() * 2 > lines.len()
            || records::are_settings(lines)
        {
            return self.verbatim(lines);
        }
        let (fields, under) = lines.iter().fold((0, 0), |(fields, under), l| {
            (
                fields + usize::from(l.is_field()),
                under + usize::from(l.indent > 0),
            )
        });
        if self.manner.lines != Lines::Paragraphs && fields > 1 && fields + under >= lines.len() {
            return self.verbatim(lines);
        }
        // In code the signs of lists and rules mean something else.
        let plain = lines.iter().filter(|l| l.shape == Shape::Plain);
        let (code, all) = plain.fold((0, 0), |(code, all), l| {
            (code + usize::from(l.is_code()), all + 1)
        });
        // A drawing has lines that would be rules, a list of code has items.
        let drawn = all > 2
            && !lines
                .iter()
                .any(|l| matches!(l.shape, Shape::Item(_) | Shape::Quote));
        if (self.manner.lines == Lines::Kept || drawn) && code * 2 > all {
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
                Shape::Item(marker) if entries::is_change(first) => {
                    let n = 1 + entries::change_lines(first, below);
                    self.change(marker, rest.get(..n).unwrap_or(rest));
                    n
                }
                Shape::Item(marker) if first.label.is_some() => {
                    self.beside_label(marker, first, below)
                }
                Shape::Item(marker) => {
                    let n = 1 + self.item_lines(first, below);
                    self.push(Kind::Item { marker }, span(rest.get(..n)), first.indent);
                    n
                }
                Shape::Plain | Shape::Fence | Shape::Heading => {
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
            let level = line.indent == first.indent && above.cells() >= NARROWEST_WRAP;
            let belongs =
                belongs || ((deeper || level) && line.goes_on_from(above) && !line.is_code());
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
        // Code that is set off by its indent may have a remark or two in a column.
        let deep = self.manner.base + SET_OFF;
        if lines.iter().any(Line::is_columns)
            && lines
                .iter()
                .all(|l| l.indent >= deep && !l.text.ends_with(['.', '!', '?']))
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

    /// Code between two fences, of which nothing is shown: they only mark it, and may name its language. A fence that is alone
    /// is a line like others, and in what is all code fences belong to it.
    fn fenced(&mut self, fence: &Line, info: &str, code: &[Line]) {
        let [inside @ .., close] = code else {
            return self.push(Kind::Verbatim, fence.at..fence.end(), 0);
        };
        let filled = |line: &&Line| !line.is_blank();
        let (first, last) = (inside.iter().find(filled), inside.iter().rfind(filled));
        let (Some(first), Some(last)) = (first, last) else {
            return self.push(Kind::Verbatim, fence.at..close.end(), 0);
        };
        if self.manner.lines == Lines::Data {
            return self.push(Kind::Verbatim, fence.at..close.end(), 0);
        }
        let indent = inside.iter().filter(filled).map(|line| line.indent).min();
        let before = self.blocks.len();
        self.push(
            Kind::Verbatim,
            first.at..last.end(),
            indent.unwrap_or(0) + INSET,
        );
        let language = info.trim_start_matches(['{', '.', ' ']);
        let language = language.split([' ', ',', '{', '}']).next().unwrap_or("");
        if let Some(block) = self.blocks.get_mut(before).filter(|_| !language.is_empty()) {
            block.detail = Some(Arc::new(Detail::Code(Clean::line(language))));
        }
        self.after_blank = true;
    }

    /// Wrapped prose, paragraphs of one line, or lines to be kept.
    fn text(&mut self, lines: &[Line]) {
        let column = match self.manner.lines {
            Lines::Wrapped(column) => Some(column),
            Lines::Paragraphs | Lines::Kept | Lines::Data => None,
        };
        let many = self.manner.lines != Lines::Paragraphs || lines.len() > 3;
        if many && is_verse(lines, column) {
            return self.verbatim(lines);
        }
        if records::are_records(lines) {
            return match self.manner.lines {
                Lines::Paragraphs => self.paragraphs(lines),
                _ => self.verbatim(lines),
            };
        }
        if let Some(column) = self.wrap_column(lines) {
            return self.wrapped(lines, column);
        }
        if let [term, rest @ ..] = lines
            && self.manner.lines != Lines::Paragraphs
            && rest
                .first()
                .is_some_and(|below| below.indent > term.indent + 1)
            && !term.is_code()
            && !(term.indent >= self.manner.base + SET_OFF && rest.iter().all(Line::is_code))
            && self.is_explanation(rest)
        {
            // What is explained below it: an option, a word.
            self.push(Kind::Paragraph, term.start()..term.end(), term.indent);
            return self.text(rest);
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

    /// Whether lines below a term are what it means: at one indent, or prose. Code goes deeper again.
    fn is_explanation(&self, lines: &[Line]) -> bool {
        let level = lines
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.indent == b.indent));
        level || lines.iter().any(Line::is_prose) || self.wrap_column(lines).is_some()
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
                let goes_on = |pair: &&[Line]| matches!(pair, [above, l] if kept(l) || (above.is_code() && l.indent > above.indent) || (!above.is_code() && l.goes_on_from(above)));
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

    fn table(&mut self, lines: &[Line], detail: Detail) {
        let indent = lines.iter().map(|line| line.indent).min().unwrap_or(0);
        let before = self.blocks.len();
        self.push(Kind::Table, span(Some(lines)), indent);
        if let Some(block) = self.blocks.get_mut(before) {
            block.detail = Some(Arc::new(detail));
        }
    }

    fn verbatim(&mut self, lines: &[Line]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let indent = lines
            .iter()
            .filter(|l| !l.is_blank())
            .map(|l| l.indent)
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
