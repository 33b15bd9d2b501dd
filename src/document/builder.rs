//! How readers of formats write a text: block by block, from its beginning to its end.
//!
//! A block is opened, gets its text and is [ended](Builder::end); around it may stand lists, quotations and faces. The
//! builder cleans and folds the text, cuts it into parts and blocks that are never too long, and notes where headings,
//! targets and faces are. Nothing that a reader does in a wrong order breaks it: what is missing is taken as meant.

mod around;
mod names;
mod notes;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::given::Stored;
use super::{
    Align, Block, Border, Contents, Detail, Face, Given, Kind, Marked, Nest, Part, Place, Span,
    part_near,
};
use crate::text::{self, Clean};
use notes::Notes;
use tables::Long;
use words::Gap;

/// A block that is longer, in bytes, is cut: setting one must not take long.
const LONGEST_BLOCK: usize = 16 << 10;
/// So deep are quotations, lists and faces told apart; what is nested deeper stands at that depth.
const DEEPEST: usize = 64;

/// No tag of a language is longer, in bytes.
const LONGEST_TAG: usize = 35;

/// What stands for a picture of which nothing is said.
pub const UNNAMED: &str = "picture";

/// Cells by which code stands right of what is around it.
const INSET: u16 = 2;

/// What stands around blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// A quotation, and whether no block stands in it yet.
    Quote(bool),
    /// Cells of an entry's marker; the marker was written already.
    Hang(u16),
}

/// What stands before the text of an entry.
#[derive(Debug)]
struct Marker {
    text: Clean,
    /// Cells from its beginning to the text.
    hang: u16,
    /// How stretches of it look, by its bytes.
    faces: Vec<(Range<usize>, Face)>,
}

/// The block that is being written.
#[derive(Debug)]
struct Open {
    kind: Kind,
    start: usize,
    line: u64,
    /// The level of a heading, 0 being the title.
    heading: Option<u8>,
    joined: bool,
    broken: bool,
    /// Whether it is a term: its words are what one may want to go to.
    term: bool,
    detail: Option<Detail>,
    /// What is to be written before the next word.
    gap: Option<Gap>,
    /// In a table: the rows ended, and how many of them are the head.
    rows: u32,
    head: u32,
    /// Whether something stands in this row already.
    cells: u32,
    /// Where this row begins.
    row: usize,
    /// The rows of a table that begin on another source line than what stands before them, each with that line.
    row_lines: Vec<(u32, u64)>,
    aligns: Vec<Align>,
}

impl Open {
    fn new(kind: Kind, line: u64) -> Self {
        Self {
            kind,
            start: 0,
            line,
            heading: None,
            joined: false,
            broken: false,
            term: false,
            detail: None,
            gap: None,
            rows: 0,
            head: 0,
            cells: 0,
            row: 0,
            row_lines: Vec::new(),
            aligns: Vec::new(),
        }
    }
}

/// Writes a text. See the [module](self).
#[derive(Debug)]
pub struct Builder {
    parts: Vec<Stored>,
    /// Bytes of the text in the parts before.
    before: u64,
    text: Clean,
    blocks: Vec<Block>,
    /// Where the blocks begin, and rows in them, each with its source line.
    lines: Vec<(u32, u64)>,
    /// The table that is open, if it was cut.
    long: Option<Long>,
    spans: Vec<Span>,
    border: Border,
    around: Vec<Around>,
    /// The marker of an entry that no block has taken yet.
    marker: Option<Marker>,
    /// What the block that is open, or else the next one, is called among what one may want to go to.
    entry: Option<String>,
    /// Whether the entries of the list stand close to each other.
    tight: Vec<bool>,
    /// Whether the next block is set close to the one above, and whether that was asked for.
    close: bool,
    closely: bool,
    faces: Vec<(Face, usize)>,
    /// How many faces are open that lie too deep to be told apart.
    deeper: usize,
    open: Option<Open>,
    /// The source line of what is being written, and of where this part begins.
    line: u64,
    part_line: u64,
    contents: Contents,
    /// Where what is folded begins.
    folded: Option<Place>,
    targets: HashMap<String, Place>,
    notes: Notes,
    /// How many headings have the same name so far.
    slugs: HashMap<String, u32>,
    encoding: Option<&'static str>,
    language: Option<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Nothing is written yet.
    pub fn new() -> Self {
        Self {
            parts: Vec::new(),
            before: 0,
            text: Clean::default(),
            blocks: Vec::new(),
            lines: Vec::new(),
            long: None,
            spans: Vec::new(),
            border: Border::Blank,
            around: Vec::new(),
            marker: None,
            entry: None,
            tight: Vec::new(),
            close: false,
            closely: false,
            faces: Vec::new(),
            deeper: 0,
            open: None,
            line: 1,
            part_line: 1,
            contents: Contents::default(),
            folded: None,
            targets: HashMap::new(),
            notes: Notes::default(),
            slugs: HashMap::new(),
            encoding: None,
            language: None,
        }
    }

    /// Says what the source is written in, if it is not plain UTF-8.
    pub fn encoding(&mut self, name: Option<&'static str>) {
        self.encoding = name;
    }

    /// Says what language the text is in, by its tag; the first that is one counts.
    pub fn language(&mut self, tag: &str) {
        if self.language.is_none() && is_tag(tag.trim()) {
            self.language = Some(tag.trim().to_owned());
        }
    }

    /// Says on which source line, from 1, the next block begins. Lines never go back.
    pub fn line(&mut self, line: u64) {
        self.line = self.line.max(line);
    }

    /// Bytes of text written so far.
    pub fn written(&self) -> u64 {
        self.before + self.text.len() as u64
    }

    /// The place where the next text will stand, or the block that is open begins.
    pub fn here(&self) -> Place {
        let start = self
            .open
            .as_ref()
            .map_or(self.text.len(), |open| open.start);
        self.place(start)
    }

    fn place(&self, offset: usize) -> Place {
        Place {
            part: self.parts.len() as u32,
            offset: offset as u32,
        }
    }

    /// Whether no word of a block was written yet.
    pub fn is_fresh(&self) -> bool {
        self.open.is_none() || !self.has_text()
    }

    /// Opens a paragraph.
    pub fn paragraph(&mut self) {
        self.begin(Kind::Paragraph, None, None);
    }

    /// Opens a heading of a level, from 1.
    pub fn heading(&mut self, level: u8) {
        self.begin(Kind::Paragraph, Some(level.max(1)), None);
    }

    /// Opens the title of the text.
    pub fn title(&mut self) {
        self.begin(Kind::Paragraph, Some(0), None);
    }

    /// Opens lines that are kept as they are: code of a language, if it is known.
    pub fn code(&mut self, language: Option<&str>) {
        let language = language.map(|name| Detail::Code(Clean::line(name)));
        self.begin(Kind::Verbatim, None, language);
    }

    /// Writes a separating line.
    pub fn rule(&mut self) {
        self.begin(Kind::Rule, None, None);
        self.text.push("* * *");
        self.end();
    }

    /// Writes a picture: where it is to be had, and what stands for it.
    pub fn picture(&mut self, source: &str, instead: &str) {
        let source = Clean::line(source);
        let detail = Detail::Picture(Arc::from(&*source));
        self.begin(Kind::Picture, None, Some(detail));
        self.text(if instead.trim().is_empty() {
            UNNAMED
        } else {
            instead
        });
        self.end();
    }

    /// What follows is not the author's text, but for machines: it is folded until [`Builder::end_fold`].
    pub fn fold(&mut self) {
        self.end();
        self.folded = Some(self.here());
    }

    /// Ends what is folded.
    pub fn end_fold(&mut self) {
        let end = self
            .open
            .as_ref()
            .map(|_| self.place(self.text.trim_end().len()));
        self.end();
        if let (Some(start), Some(end)) = (self.folded.take(), end)
            && start < end
        {
            self.contents.folded.push(start..end);
        }
    }

    /// Lets what follows look otherwise, until [`Builder::plain`].
    pub fn face(&mut self, face: Face) {
        self.settle_blank();
        if self.faces.len() < DEEPEST {
            self.faces.push((face, self.text.len()));
        } else {
            self.deeper += 1;
        }
    }

    /// Ends the innermost face.
    pub fn plain(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some((face, start)) = self.faces.pop() {
            self.call(&face, start);
            self.span(face, start, self.text.len());
        }
    }

    fn span(&mut self, face: Face, start: usize, end: usize) {
        let opened = self.open.as_ref().map_or(end, |open| open.start);
        let range = start.max(opened) as u32..end as u32;
        if range.start < range.end {
            self.spans.push(Span { range, face });
        }
    }

    /// Takes from the faces of the block that begins at `start` what lay on blanks behind its `end`.
    fn clip_spans(&mut self, start: usize, end: usize) {
        let own = self.spans.iter().rev();
        let own = own.take_while(|span| span.range.end as usize > start);
        let before = self.spans.len() - own.count();
        let mut own = self.spans.split_off(before);
        for span in &mut own {
            span.range.end = span.range.end.min(end as u32);
        }
        own.retain(|span| span.range.start < span.range.end);
        self.spans.append(&mut own);
    }

    fn begin(&mut self, kind: Kind, heading: Option<u8>, detail: Option<Detail>) {
        self.end();
        if kind != Kind::Paragraph || heading.is_some() {
            self.set_marker_apart();
        }
        let start = self.text.len();
        let mut kind = kind;
        if let Some(marker) = self.marker.take() {
            self.text.push(&marker.text);
            let span = |(range, face): (Range<usize>, Face)| Span {
                range: (start + range.start) as u32..(start + range.end) as u32,
                face,
            };
            self.spans.extend(marker.faces.into_iter().map(span));
            let blanks = usize::from(marker.hang).saturating_sub(text::cells(&marker.text));
            self.text.push(&" ".repeat(blanks));
            let marker = (self.text.len() - start) as u32;
            kind = Kind::Item { marker };
        }
        let mut open = Open::new(kind, self.line);
        (open.heading, open.detail) = (heading, detail);
        if matches!(kind, Kind::Item { .. }) {
            open.start = start;
            self.open = Some(open);
            self.faces_from(self.text.len());
        } else {
            self.open_at_end(open);
        }
    }

    fn open_at_end(&mut self, open: Open) {
        let start = self.text.len();
        self.open = Some(Open { start, ..open });
        self.faces_from(start);
    }

    fn faces_from(&mut self, start: usize) {
        for face in &mut self.faces {
            face.1 = start;
        }
    }

    /// Ends the block that is open, if one is.
    pub fn end(&mut self) {
        let mut long = self.long.take();
        if let Some(long) = &mut long {
            self.measure(long);
        }
        let ended = self.end_block();
        if let Some(long) = long {
            self.end_long(long, ended);
        }
    }

    /// The same, and says whether there is a block of it: what has no words leaves none.
    fn end_block(&mut self) -> bool {
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.kind == Kind::Table)
        {
            self.end_row_of_last();
        }
        let Some(open) = self.open.take() else {
            return false;
        };
        // A face that is not ended goes on in the next block.
        for (face, start) in self.faces.clone() {
            self.span(face, start, self.text.len());
        }
        let whole = self.text.get(open.start..).unwrap_or("");
        let kept = match open.kind {
            Kind::Verbatim => whole.trim_end_matches(['\n', ' ', '\t']).len(),
            Kind::Table => end_of_last_row(whole),
            _ => whole.trim_end().len(),
        };
        let end = open.start + kept;
        if end < self.text.len() {
            self.text.truncate(end);
            self.clip_spans(open.start, end);
        }
        if kept == 0 {
            return false;
        }
        if let Some(text) = self.take_name(open.term, open.start..end) {
            let level = self
                .contents
                .headings
                .last()
                .map_or(0, |heading| heading.level);
            self.contents.entries.push(Marked {
                level: level.saturating_add(1),
                line: open.line,
                text,
                place: self.place(open.start),
                end: self.place(end),
            });
        }
        let range = open.start as u32..end as u32;
        self.spans.sort_by_key(|span| span.range.start);
        if let Some(level) = open.heading {
            let marked = Marked {
                level,
                line: open.line,
                text: self.words_of_heading(open.start..end),
                place: self.place(open.start),
                end: self.place(end),
            };
            if level == 0 {
                self.contents.title = Some(marked);
            } else {
                self.name_heading(&marked);
                self.contents.headings.push(marked);
            }
        }
        let (indent, nest) = self.nest(&open);
        // Only the innermost can be fresh.
        let around = self.around.iter_mut().rev().take(DEEPEST);
        for quote in around.take_while(|around| !matches!(around, Around::Quote(false))) {
            if let Around::Quote(fresh) = quote {
                *fresh = false;
            }
        }
        let detail = match open.kind {
            Kind::Table => Some(Detail::Table {
                aligns: open.aligns,
                head: open.head,
                columns: None,
            }),
            _ => open.detail,
        };
        self.lines.push((range.start, open.line));
        let rows = open.row_lines.into_iter();
        self.lines.extend(rows.filter(|(at, _)| *at < range.end));
        self.blocks.push(Block {
            kind: with_words(open.kind, kept),
            range,
            indent,
            after_blank: !std::mem::take(&mut self.close) && !open.joined,
            nest,
            joined: open.joined,
            close: std::mem::take(&mut self.closely),
            broken: open.broken,
            detail: detail.map(Arc::new),
        });
        let tight = open.joined || self.tight.last().is_some_and(|tight| *tight);
        self.text.push(if tight { "\n" } else { "\n\n" });
        self.close = false;
        let written = self.before + self.text.len() as u64;
        if written >= part_near(self.parts.len() as u32 + 1) {
            self.flush();
        }
        true
    }

    /// How far right the block stands, and what stands between the margin and it.
    fn nest(&self, open: &Open) -> (u16, Nest) {
        let (mut indent, mut nest) = (0_u16, Nest::default());
        // The marker of an entry stands left of what hangs from it.
        let own = matches!(open.kind, Kind::Item { .. });
        let around = self.around.len() - usize::from(own && !self.around.is_empty());
        for around in self.around.iter().take(around.min(DEEPEST)) {
            match around {
                Around::Quote(fresh) => {
                    nest.bars += 1;
                    nest.opened += u16::from(*fresh);
                }
                Around::Hang(cells) if nest.bars > 0 => {
                    nest.inner = nest.inner.saturating_add(*cells);
                }
                Around::Hang(cells) => indent = indent.saturating_add(*cells),
            }
        }
        // Code stands a little right of the words around it.
        if open.kind == Kind::Verbatim && self.folded.is_none() {
            let inset = if nest.bars > 0 {
                &mut nest.inner
            } else {
                &mut indent
            };
            *inset = inset.saturating_add(INSET);
        }
        (indent, nest)
    }

    fn flush(&mut self) {
        let number = self.parts.len() as u32;
        let text = std::mem::take(&mut self.text);
        let size = text.len() as u64;
        let part = Part {
            number,
            source: self.before..self.before + size,
            border: self.border,
            text,
            lines: (self.line - self.part_line) as u32,
        };
        self.before += size;
        self.part_line = self.line;
        self.border = Border::Blank;
        self.parts.push(Stored {
            part: Arc::new(part),
            blocks: std::mem::take(&mut self.blocks),
            lines: std::mem::take(&mut self.lines),
            spans: std::mem::take(&mut self.spans).into(),
        });
    }

    /// The text as it was written; `whole` says whether that is all of it.
    pub fn finish(mut self, whole: bool) -> Given {
        self.flush_marker();
        if !self.text.is_empty() || self.parts.is_empty() {
            self.flush();
        }
        if self.contents.title.is_none() {
            self.contents.title = self.contents.lone_first();
        }
        Given {
            notes: self.found_notes(),
            trouble: None,
            parts: self.parts,
            contents: self.contents,
            targets: self.targets,
            size: self.before,
            encoding: self.encoding,
            language: self.language,
            whole,
        }
    }
}

/// Where the last row of a table ends that says anything: with its empty cells.
fn end_of_last_row(rows: &str) -> usize {
    let said = rows.trim_end().len();
    let rest = rows.get(said..).unwrap_or("");
    if said == 0 {
        return 0;
    }
    said + rest.find('\n').unwrap_or(rest.len())
}

/// What a block of so many bytes is: an entry that has no words is its marker, without the blanks behind it.
fn with_words(kind: Kind, bytes: usize) -> Kind {
    match kind {
        Kind::Item { marker } => Kind::Item {
            marker: marker.min(bytes as u32),
        },
        kind => kind,
    }
}

/// Whether words may be the tag of a language.
fn is_tag(words: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (2..=LONGEST_TAG).contains(&words.len()) && words.chars().all(is_sign)
}
