//! What a rendered page of the manual explains: its options and other terms. Its source marks them; here only the margin
//! and the letters show them. A term stands alone above what is further right, or beside what it means.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Term;
use crate::document::{Part, Place};
use crate::text::{self, Look};

/// A term that is longer, in bytes, is a sentence.
const LONGEST: usize = 100;
/// Beside what it means a term is not longer than this, in cells.
const BESIDE: usize = 24;
/// How far the meaning of a term stands behind its beginning, in cells, where the page says nothing else.
const USUAL: usize = 7;
/// What stands further right of a term than this, in cells, is not what it means.
const FARTHEST: usize = 12;
/// Of more terms than this none is kept.
const MOST: usize = 1 << 14;

/// Where terms with what they mean beside them stand: the section, the indent, and how far from it that begins.
type Column = (u32, usize, usize);

/// The terms that were found so far, and what is above the next line.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    found: Vec<Term>,
    /// Those that have what they mean beside them, as far as one line shows it, and whether it shows enough.
    maybe: Vec<(Term, Column, bool)>,
    /// Where such terms were seen for sure.
    columns: HashSet<(usize, usize)>,
    /// Lines above the next one that may be terms, if that shows what they mean.
    pending: Vec<Tag>,
    /// Lines that stand alone, and may be terms if what is below them is further right.
    lone: Vec<Tag>,
    above: Above,
    section: u32,
    /// How wide the page is: its first line is that wide.
    width: usize,
}

/// What stands above a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Above {
    /// Nothing, or the heading of a section that says how a command is called, and names no terms.
    #[default]
    Head,
    /// A heading, or a blank line.
    Blank,
    /// A line at this indent that may be a term.
    Tag(usize),
    /// Text at this indent.
    Text(usize),
}

/// A line that may be a term, or one and the beginning of what it means.
#[derive(Clone, Debug)]
struct Tag {
    term: Term,
    indent: usize,
    /// Where the line ends, in cells.
    end: usize,
    gap: Option<Gap>,
    /// Whether it begins as options do, or in other letters than the text around it.
    marked: bool,
    /// Whether all of it is in such letters.
    whole: bool,
    /// Whether a blank line stands before it.
    aired: bool,
}

/// The gap between a term and what it means.
#[derive(Clone, Copy, Debug)]
struct Gap {
    /// The bytes of the term.
    term: usize,
    /// Where in the line what it means begins, in cells.
    cell: usize,
    /// Whether it is more than one blank.
    wide: bool,
    /// Whether the letters change there.
    apart: bool,
}

/// A line of a page, with what of it is in other letters.
struct Row<'a> {
    text: &'a str,
    place: Place,
    number: u64,
    indent: usize,
    looks: &'a [(Range<u32>, Look)],
}

impl Terms {
    /// Reads a part of a page, of which the first line has this number.
    pub(super) fn read(&mut self, part: &Part, first_line: u64) {
        let looks: Vec<_> = part.text.looks().collect();
        for (number, (at, line)) in (first_line..).zip(part.lines()) {
            let trimmed = line.trim();
            if trimmed.is_empty() {
                self.blank();
                continue;
            }
            let lead = line.len() - line.trim_start().len();
            let start = at + lead as u32;
            let from = looks.partition_point(|(range, _)| range.end <= start);
            let to = looks.partition_point(|(range, _)| range.start < at + line.len() as u32);
            self.line(&Row {
                text: trimmed,
                place: Place {
                    part: part.number,
                    offset: start,
                },
                number,
                indent: text::cells(line.get(..lead).unwrap_or("")),
                looks: looks.get(from..to).unwrap_or(&[]),
            });
        }
    }

    /// All that were found, in reading order.
    pub(super) fn take(&mut self) -> Vec<Term> {
        self.blank();
        let mut terms = std::mem::take(&mut self.found);
        let maybe = std::mem::take(&mut self.maybe);
        let mut counts: HashMap<Column, u32> = HashMap::new();
        for (_, column, _) in &maybe {
            *counts.entry(*column).or_default() += 1;
        }
        let columns = std::mem::take(&mut self.columns);
        let shown = maybe.into_iter().filter(|(_, column, sure)| {
            let (_, indent, hang) = *column;
            let several = counts.get(column).is_some_and(|count| *count > 1);
            *sure || several || columns.contains(&(indent, hang))
        });
        terms.extend(shown.map(|(term, ..)| term));
        terms.sort_by_key(|term| term.place);
        terms
    }

    fn blank(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        let last = pending.len().saturating_sub(1);
        for (nth, tag) in pending.into_iter().enumerate() {
            if tag.gap.is_some() {
                self.add_maybe(&tag);
            } else if nth == last && tag.is_sure_alone() {
                self.lone.push(tag);
            }
        }
        if self.above != Above::Head {
            self.above = Above::Blank;
        }
    }

    fn line(&mut self, row: &Row) {
        let end = row.indent + text::cells(row.text);
        if self.width == 0 {
            self.width = end;
            return;
        }
        if row.indent == 0 {
            self.blank();
            self.lone.clear();
            self.section += 1;
            let names_calls = matches!(row.text, "SYNOPSIS" | "SYNTAX");
            self.above = if names_calls {
                Above::Head
            } else {
                Above::Blank
            };
            return;
        }
        if self.above == Above::Head {
            return;
        }
        self.settle(row);
        let begins = match self.above {
            Above::Head => false,
            Above::Blank => true,
            Above::Tag(indent) => indent >= row.indent,
            Above::Text(indent) => indent > row.indent,
        };
        let aired = self.above == Above::Blank;
        self.above = Above::Text(row.indent);
        if let Some(mut tag) = begins.then(|| Tag::of(row, end)).flatten() {
            tag.aired = aired;
            self.above = Above::Tag(row.indent);
            self.pending.push(tag);
        }
    }

    /// Decides over the lines above by the one that follows them.
    fn settle(&mut self, row: &Row) {
        let steps = |tag: &Tag| (tag.indent + 1..=tag.indent + FARTHEST).contains(&row.indent);
        // Of several options with one meaning each may stand alone.
        let another = |tag: &Tag| row.indent == tag.indent && row.text.starts_with('-');
        if !self.lone.last().is_some_and(another) {
            let lone = std::mem::take(&mut self.lone);
            if lone.last().is_some_and(steps) {
                for tag in &lone {
                    self.add(tag);
                }
            }
        }
        let Some(last) = self.pending.last() else {
            return;
        };
        // What would have had room above was put on a line of its own.
        let word = row.text.split_whitespace().next().unwrap_or("");
        let fits = last.end + 1 + text::cells(word) <= self.width;
        if row.indent == last.indent {
            if !fits {
                self.pending.clear();
                self.above = Above::Text(row.indent);
            }
            return;
        }
        let steps = steps(last);
        let beside = last
            .gap
            .filter(|gap| gap.cell == row.indent && (gap.wide || !fits));
        let alone = steps && fits && !last.stops();
        let pending = std::mem::take(&mut self.pending);
        let Some((last, above)) = pending.split_last() else {
            return;
        };
        for tag in above {
            match tag.gap {
                Some(_) => self.add_maybe(tag),
                None if alone => self.add(tag),
                None => {}
            }
        }
        match beside {
            Some(gap) => {
                if !is_bullet(last.said()) {
                    self.columns.insert((last.indent, gap.cell - last.indent));
                }
                self.add(last);
            }
            None if row.indent < last.indent && last.gap.is_some() => self.add_maybe(last),
            None if alone => self.add(&Tag {
                gap: None,
                ..last.clone()
            }),
            None => {}
        }
    }

    fn add(&mut self, tag: &Tag) {
        if let Some(term) = tag.term().filter(|_| self.has_room()) {
            self.found.push(term);
        }
    }

    /// Takes a term that has what it means beside it, on one line.
    fn add_maybe(&mut self, tag: &Tag) {
        let Some(gap) = tag.gap.filter(|_| self.has_room()) else {
            return;
        };
        // Rows of what is kept as it is follow each other without air, and look the same.
        if !tag.marked && !tag.aired {
            return;
        }
        let hang = gap.cell - tag.indent;
        let option = tag.said().starts_with('-') && tag.said().len() > 1;
        let sure = gap.wide && tag.marked && (option || gap.apart && hang == USUAL);
        if let Some(term) = tag.term() {
            let column = (self.section, tag.indent, hang);
            self.maybe.push((term, column, sure));
        }
    }

    fn has_room(&self) -> bool {
        self.found.len() + self.maybe.len() < MOST
    }
}

impl Tag {
    fn of(row: &Row, end: usize) -> Option<Self> {
        let start = row.place.offset;
        let lettered = row
            .looks
            .first()
            .is_some_and(|(range, _)| range.start <= start);
        let gap = Gap::of(row, lettered);
        if row.text.len() > LONGEST && gap.is_none() {
            return None;
        }
        let bare = |at: usize| {
            let at = start + at as u32;
            !row.looks.iter().any(|(range, _)| range.contains(&at))
        };
        let mut words = row.text.char_indices().filter(|(_, c)| !c.is_whitespace());
        Some(Self {
            term: Term {
                line: row.number,
                text: row.text.to_owned(),
                place: row.place,
                end: Place {
                    offset: start + row.text.len() as u32,
                    ..row.place
                },
            },
            indent: row.indent,
            end,
            gap,
            aired: false,
            marked: lettered || row.text.starts_with('-'),
            whole: row.text.starts_with('-') || !words.any(|(at, _)| bare(at)),
        })
    }

    /// Whether it may be a term though there is air below it: an option, or a word in other letters.
    fn is_sure_alone(&self) -> bool {
        let said = &self.term.text;
        self.whole && !self.stops() && (said.starts_with('-') || !said.contains(' '))
    }

    /// What it says, without what it means.
    fn said(&self) -> &str {
        let term = self.gap.map_or(self.term.text.len(), |gap| gap.term);
        text::head(&self.term.text, term)
    }

    /// The term, if it is not the bullet or number of an entry of a list.
    fn term(&self) -> Option<Term> {
        let said = self.said();
        (!is_bullet(said)).then(|| Term {
            text: text::folded(said),
            end: Place {
                offset: self.term.place.offset + said.len() as u32,
                ..self.term.place
            },
            ..self.term.clone()
        })
    }

    /// Whether it ends or begins as what is no term though something stands further right below it.
    fn stops(&self) -> bool {
        let said = &self.term.text;
        said.ends_with([':', ',', ';', '!', '?', '\\', '{', '('])
            || ["$ ", "# ", "% ", "> "]
                .iter()
                .any(|prompt| said.starts_with(prompt))
            || !self.marked && (said.ends_with('.') || said.starts_with(['$', '#', '<']))
    }
}

impl Gap {
    /// The gap in a line. A term that is as long as it may be has but one blank behind it, which only its letters show.
    fn of(row: &Row, lettered: bool) -> Option<Self> {
        let head = text::fit(row.text, BESIDE + 2).0;
        let wide = head.find("  ");
        let (term, gap) = match wide {
            Some(term) => {
                let rest = row.text.get(term..)?;
                (term, rest.len() - rest.trim_start().len())
            }
            None => (text::fit(row.text, USUAL - 1).0.len(), 1),
        };
        let edge = row.place.offset + term as u32;
        let changes = row.looks.iter().any(|(range, _)| range.end == edge);
        let begins = edge + gap as u32;
        let plain = !row
            .looks
            .iter()
            .any(|(range, _)| range.start < begins + 1 && range.end > edge);
        let apart = lettered && changes && plain;
        let (before, behind) = row.text.split_at_checked(term + gap)?;
        let full = before.ends_with(' ') && behind.split_whitespace().nth(1).is_some();
        (wide.is_some() || apart && full && text::cells(before) == USUAL).then(|| Self {
            term,
            cell: row.indent + text::cells(before),
            wide: wide.is_some(),
            apart,
        })
    }
}

/// Whether what stands before the entry of a list is no term, but its bullet or number, or a rule.
fn is_bullet(text: &str) -> bool {
    let inside = text.trim_start_matches(['(', '[']);
    let inside = inside.trim_end_matches(['.', ')', ']', ':']);
    let number = inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit());
    let closed = inside.len() < text.len() && inside.len() == 1;
    let letter = closed && inside.bytes().all(|b| b.is_ascii_lowercase());
    let signs = text.chars().count();
    let sign = (signs == 1 || signs > 4) && !text.contains(char::is_alphanumeric);
    sign || text == "o" || text.starts_with(['•', '·']) || number || letter
}
