//! What a page says, as blocks: words are gathered until the block ends, then written with their fonts and links.

mod blocks;
mod margins;

use std::sync::Arc;

use super::escapes::{Piece, pieces};
use super::input::Input;
use super::runs::{Font, Runs};
use crate::document::Given;
use crate::document::builder::Builder;
use crate::text;

/// Cells by which what belongs to a tag, or stands in an indent, is further right.
pub(super) const STEP: u16 = 4;
/// The text of a tag stands no further right than this, in cells, whatever the page says.
const FARTHEST: u16 = 8;
/// A line that is longer, in cells, is no tag though blocks are indented below it.
const LONGEST_TAG: usize = 100;
/// How far the text of a tag stands behind its beginning on paper, in cells, where the page says nothing else.
const USUAL: u16 = 7;
/// Margins that are nested deeper are one.
const DEEPEST: usize = 64;

/// What is being gathered.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading(u8),
    Tag,
    /// An entry of a list: its bullet or number.
    Item(String, Font),
    /// What is said of a tag that is short enough to stand beside it.
    Term(Runs),
    /// Lines that stay lines.
    Code,
    /// Words that become part of something else.
    Aside,
}

/// A block that was put aside.
pub(super) struct Aside {
    kind: Kind,
    runs: Runs,
    fonts: (Font, Font),
    joined: bool,
}

/// Writes a page.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub(super) struct Writer {
    pub(super) builder: Builder,
    kind: Kind,
    runs: Runs,
    font: Font,
    before: Font,
    /// Where the block that is gathered begins in the source.
    line: u64,
    /// The source line that is being read.
    read: u64,
    /// Cells of the margin, and by which what belongs to the last tag is further right.
    base: u16,
    hang: u16,
    /// How far that would be on paper, as the page says.
    declared: u16,
    /// Cells that `.in` adds.
    extra: u16,
    margins: Vec<(u16, u16)>,
    /// How much was opened in the builder around the last block.
    entered: u8,
    /// Whether lines are filled, and not kept.
    pub(super) fills: bool,
    /// Whether the next block stands close to the one above.
    close: bool,
    /// Whether paragraphs stand close to each other.
    pub(super) tight: bool,
    /// Whether no line is to end between words.
    pub(super) tied: bool,
    /// Whether the next words go on without a blank.
    pub(super) joined: bool,
    /// Where a link began that has not ended, and where it leads.
    link: Option<(usize, Arc<str>)>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            builder: Builder::new(),
            kind: Kind::Paragraph,
            runs: Runs::default(),
            font: Font::default(),
            before: Font::default(),
            line: 1,
            read: 1,
            base: 0,
            hang: 0,
            declared: USUAL,
            extra: 0,
            margins: Vec::new(),
            entered: 0,
            fills: true,
            close: false,
            tight: false,
            tied: false,
            joined: false,
            link: None,
        }
    }

    pub(super) fn finish(mut self, whole: bool) -> Given {
        self.flush();
        self.leave();
        self.builder.finish(whole)
    }

    /// Says on which source line what comes next stands.
    pub(super) fn at(&mut self, line: u64) {
        self.read = line;
        if self.runs.is_empty() && !matches!(self.kind, Kind::Term(_)) {
            self.line = line;
        }
    }

    /// Chooses a font by its name; that without a name, and `P`, are the one before.
    pub(super) fn set_font(&mut self, name: &str) {
        let font = Font::named(name, self.font, self.before);
        self.before = std::mem::replace(&mut self.font, font);
    }

    pub(super) fn set(&mut self, font: Font) {
        (self.font, self.before) = (font, font);
    }

    /// Adds a line of text, which stands apart from what was before it.
    pub(super) fn text_line(&mut self, raw: &str, input: &Input) {
        self.part_words();
        if self.fills && self.kind == Kind::Paragraph && raw.starts_with([' ', '\t']) {
            self.break_line();
        }
        self.words(raw, input);
    }

    /// What stands between the last words and the next ones.
    pub(super) fn part_words(&mut self) {
        let kept = !self.fills && !matches!(self.kind, Kind::Tag | Kind::Heading(_) | Kind::Aside);
        if kept && self.kind != Kind::Code {
            if matches!(self.kind, Kind::Item(..) | Kind::Term(_)) || !self.runs.is_empty() {
                self.flush();
            }
            self.kind = Kind::Code;
        } else if !std::mem::take(&mut self.joined) && !self.runs.is_empty() {
            let between = match self.kind {
                Kind::Code => "\n",
                _ if self.tied => "\u{a0}",
                _ => " ",
            };
            self.runs.push(between, Font::default());
        }
        self.joined = false;
    }

    /// Adds words right behind the last ones.
    pub(super) fn words(&mut self, raw: &str, input: &Input) {
        if let Some(item) = stepped_item(raw) {
            let mut marker = Runs::default();
            std::mem::swap(&mut self.runs, &mut marker);
            self.plain_words(item, input);
            std::mem::swap(&mut self.runs, &mut marker);
            self.begin_stepped(&marker.text);
            self.joined = true;
            return;
        }
        self.plain_words(raw, input);
    }

    fn plain_words(&mut self, raw: &str, input: &Input) {
        let kept = self.kind == Kind::Code;
        for piece in pieces(raw) {
            match piece {
                Piece::Text(text) if input.translates() => {
                    let text: String = text.chars().map(|c| input.character(c)).collect();
                    self.runs.push(&text, self.font);
                }
                Piece::Text(text) => self.runs.push(text, self.font),
                Piece::Glyph(text) if kept && text == "\u{a0}" => self.runs.push(" ", self.font),
                Piece::Glyph(text) if input.translates() => {
                    let text: String = text.chars().map(|c| input.character(c)).collect();
                    self.runs.push(&text, self.font);
                }
                Piece::Glyph(text) => self.runs.push(&text, self.font),
                Piece::Font(name) => self.set_font(name),
                Piece::Joined => self.joined = true,
                Piece::Step(_) => {}
            }
        }
    }

    /// Adds words that hold no escapes, in a font.
    pub(super) fn said(&mut self, words: &str, font: Font) {
        self.runs.push(words, font);
    }

    /// Puts the block that is gathered aside, to gather the words of something else.
    pub(super) fn set_aside(&mut self) -> Aside {
        Aside {
            kind: std::mem::replace(&mut self.kind, Kind::Aside),
            runs: std::mem::take(&mut self.runs),
            fonts: (self.font, self.before),
            joined: std::mem::take(&mut self.joined),
        }
    }

    /// Takes what was gathered since, and goes on with the block that was put aside.
    pub(super) fn take_aside(&mut self, aside: Aside) -> Runs {
        self.kind = aside.kind;
        (self.font, self.before) = aside.fonts;
        self.joined = aside.joined;
        std::mem::replace(&mut self.runs, aside.runs)
    }

    /// The words that are gathered meanwhile: not part of the block that is gathered.
    pub(super) fn aside(&mut self, write: impl FnOnce(&mut Self)) -> Runs {
        let aside = self.set_aside();
        self.set(Font::default());
        write(self);
        self.take_aside(aside)
    }

    /// Ends a line where the author ended it.
    pub(super) fn break_line(&mut self) {
        if matches!(self.kind, Kind::Paragraph | Kind::Item(..) | Kind::Term(_)) {
            if !self.runs.is_empty() {
                self.runs.push("\n", Font::default());
            }
            self.joined = true;
        }
    }

    /// Begins a paragraph at the margin.
    pub(super) fn paragraph(&mut self) {
        self.flush();
        (self.hang, self.extra, self.declared) = (0, 0, USUAL);
        self.close = self.tight;
    }

    /// Begins a paragraph below the same tag.
    pub(super) fn body(&mut self) {
        self.flush();
        self.close = self.tight;
    }

    /// Sets air between what was written and what comes: kept lines get an empty one.
    pub(super) fn space(&mut self) {
        if self.kind == Kind::Code && !self.fills {
            self.runs.push("\n", Font::default());
        } else if !matches!(self.kind, Kind::Tag | Kind::Heading(_)) {
            self.flush();
        }
    }

    /// Begins a heading: its words follow, on this line or the next.
    pub(super) fn heading(&mut self, level: u8) {
        self.flush();
        (self.base, self.hang, self.extra) = (0, 0, 0);
        self.declared = USUAL;
        self.margins.clear();
        (self.fills, self.tight, self.close) = (true, false, false);
        self.set(Font::default());
        self.kind = Kind::Heading(level);
    }

    /// Begins a tag: its words follow, on this line or the next.
    pub(super) fn tag(&mut self, close: bool, declared: Option<u16>) {
        self.flush();
        // What one tag says holds for the others as well, up to the next paragraph.
        self.declared = declared.unwrap_or(self.declared);
        (self.hang, self.extra) = (0, 0);
        self.close = close || self.tight;
        self.kind = Kind::Tag;
    }

    /// A line of text has ended: so has a tag or heading, if it has words.
    pub(super) fn line_done(&mut self) {
        if self.joined || self.runs.is_empty() {
            return;
        }
        match self.kind {
            Kind::Heading(_) => self.flush(),
            Kind::Tag => self.end_tag(),
            _ => {}
        }
    }

    /// Begins an entry of a list with this bullet or number.
    pub(super) fn item(&mut self, marker: &str, font: Font) {
        self.flush();
        self.kind = Kind::Item(marker.to_owned(), font);
        self.hang = text::cells(marker) as u16 + 1;
    }

    /// Begins a use of a command: what is said of it stands behind its name.
    pub(super) fn begin_use(&mut self, name: &str) {
        let below = matches!(self.kind, Kind::Item(..));
        self.flush();
        self.hang = 0;
        self.item(name, Font::BOLD);
        self.close = below;
    }

    fn begin_stepped(&mut self, marker: &str) {
        let marker = marker.trim().to_owned();
        self.item(&marker, Font::default());
        // It stands left of the margin that was made for its text.
        self.base = self.base.saturating_sub(STEP);
    }

    pub(super) fn end_tag(&mut self) {
        if self.kind != Kind::Tag {
            return;
        }
        let said = text::folded(&self.runs.text);
        let hang = self.declared.clamp(STEP, FARTHEST);
        self.set(Font::default());
        if let Some(marker) = bullet(&said) {
            self.runs = Runs::default();
            self.kind = Kind::Paragraph;
            return self.item(marker, Font::default());
        }
        if text::cells(&said) < usize::from(hang) && !said.is_empty() {
            let tag = std::mem::take(&mut self.runs);
            (self.kind, self.hang) = (Kind::Term(tag), hang);
            return;
        }
        self.flush();
        (self.hang, self.close) = (hang, true);
    }

    /// Ends an entry of a list; the next one stands close to it or not.
    pub(super) fn close_item(&mut self, compact: bool) {
        self.end_tag();
        self.flush();
        self.hang = 0;
        self.close = compact;
    }

    /// The next block stands close to the one above, if it is to.
    pub(super) fn set_tight_next(&mut self, close: bool) {
        self.close |= close;
    }

    /// Whether a sign is among the words of the block that is gathered.
    pub(super) fn says(&self, sign: char) -> bool {
        self.runs.text.contains(sign)
    }

    /// Whether the last words are those of a type, which stand on the line of what they are of.
    pub(super) fn ends_with_type(&self) -> bool {
        let words = self.runs.text.trim_end_matches(' ');
        let last = words.rsplit('\n').next().unwrap_or("");
        !last.trim().is_empty() && !last.contains('(')
    }

    /// Writes lines that are kept as they are.
    pub(super) fn kept(&mut self, lines: &str) {
        self.flush();
        self.kind = Kind::Code;
        self.runs.push(lines, Font::default());
        self.flush();
    }

    pub(super) fn fill(&mut self, fills: bool) {
        if self.fills != fills {
            let tag = matches!(self.kind, Kind::Tag | Kind::Heading(_));
            if !tag {
                let runs = !self.runs.is_empty();
                self.flush();
                self.close |= runs;
            }
            self.fills = fills;
        }
    }

    /// Begins a link; what is said until it ends leads there.
    pub(super) fn begin_link(&mut self, target: &str) {
        self.link = Some((self.runs.text.len(), target.into()));
    }

    /// Ends a link: one without words says where it leads.
    pub(super) fn end_link(&mut self) {
        let Some((start, target)) = self.link.take() else {
            return;
        };
        let start = self.runs.start_of_words(start);
        if start >= self.runs.text.len() {
            self.part_words();
            let from = self.runs.text.len();
            let shown = target.strip_prefix("mailto:").unwrap_or(&target);
            self.runs.push(shown, Font::default());
            self.runs.links.push((from..self.runs.text.len(), target));
        } else {
            self.runs.links.push((start..self.runs.text.len(), target));
        }
    }

    /// Adds words that lead somewhere.
    pub(super) fn linked(&mut self, words: &str, target: &str, font: Font) {
        let start = self.runs.text.len();
        self.runs.push(words, font);
        self.runs
            .links
            .push((start..self.runs.text.len(), target.into()));
    }
}

/// The bullet or number of an entry that a line begins as some translators write it: a step to the left, the sign, a
/// step to the right, and text that goes on.
fn stepped_item(raw: &str) -> Option<&str> {
    let rest = raw.strip_prefix("\\h'-")?;
    let (_, rest) = rest.split_once('\'')?;
    let (marker, rest) = rest.split_once("\\h'+")?;
    rest.ends_with("\\c").then_some(marker)
}

/// The bullet that is drawn for a tag, if it is one, or the number that it is.
fn bullet(tag: &str) -> Option<&str> {
    if matches!(
        tag,
        "•" | "*" | "o" | "-" | "+" | "·" | "–" | "—" | "○" | "∙" | "◦" | "−" | "⋅" | "□"
    ) {
        return Some("•");
    }
    let inside = tag
        .trim_start_matches(['(', '['])
        .trim_end_matches(['.', ')', ']', ':']);
    let marked = inside.len() < tag.len();
    let number = inside.len() <= 3 && inside.bytes().all(|b| b.is_ascii_digit());
    let letter = marked && inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase());
    (!inside.is_empty() && (number && marked || letter)).then_some(tag)
}

/// Whether a tag is a mere number, such as what a command may answer with: nobody looks for that among options.
fn is_number(tag: &str) -> bool {
    tag.bytes().all(|b| b.is_ascii_digit())
}
