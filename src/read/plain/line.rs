//! One line of plain text: what it is made of, and what it looks like by itself.

use crate::document::fences::Fence;
use crate::text;

/// What a line is by its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing in particular.
    Plain,
    /// Begins a list item; the bytes of its bullet or number and the blanks after it.
    Item(u32),
    /// Begins with `>`.
    Quote,
    /// Only separates: `* * *`, `-----`.
    Rule,
    /// A heading, in a text that says that it is an outline.
    Heading,
    /// Opens or closes a piece of code: three backticks or tildes.
    Fence,
}

/// A line of a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text without blanks at both ends.
    pub(super) text: &'a str,
    /// Offset of its first byte, blanks included.
    pub(super) at: u32,
    /// Cells before its text; a tab goes to the next multiple of eight.
    pub(super) indent: usize,
    /// What it looks like.
    pub(super) shape: Shape,
    /// The bytes before what its first words mean, where others show that it may be read so.
    pub(super) label: Option<u32>,
    lead: u32,
    cells: u32,
    code: bool,
    columns: bool,
    leads: bool,
}

impl<'a> Line<'a> {
    /// Looks at a line that begins at the offset `at`.
    pub(super) fn new(line: &'a str, at: u32) -> Self {
        let text = line.trim();
        let lead = line.len() - line.trim_start().len();
        let indent = indent_of(line);
        // What a paragraph of one line takes exactly does not matter.
        let cells = if text.len() > 1024 {
            text.len()
        } else {
            text::cells(text)
        };
        let mut line = Self {
            text,
            at,
            indent,
            shape: shape(text),
            label: None,
            code: false,
            columns: false,
            leads: false,
            lead: lead as u32,
            cells: cells as u32,
        };
        line.code = line.judge_code();
        line.leads = leads(text);
        line.columns = line.leads || line.judge_columns();
        if line.leads {
            // An entry of contents, though it begins with a number as items do.
            line.shape = Shape::Plain;
        }
        line
    }

    /// The same line in a text that is wrapped at a column: an option and what it does are an item, as in manual pages,
    /// and one that was spread to the column holds no columns.
    pub(super) fn in_wrapped(mut self, column: usize) -> Self {
        if self.columns && !self.leads && self.cells().abs_diff(column) <= 1 && is_spread(self.text)
        {
            self.columns = false;
        }
        if self.shape == Shape::Plain
            && let Some(term) = option(self.text)
        {
            self.shape = Shape::Item(term);
        }
        self
    }

    /// The same line in a page of the manual, where a short word with what it means beside it, as far in as formatters
    /// put that, is an item. One that is as long as that allows has but one blank behind it, and is only seen where its
    /// letters differ from the others.
    pub(super) fn in_manual(mut self, lettered: impl Fn(u32) -> bool) -> Self {
        let term = self.text.get(..TERM).filter(|term| term.is_ascii());
        let full = || {
            let several = self.text.split_ascii_whitespace().nth(2).is_some();
            several && lettered(self.start() + TERM as u32 - 1)
        };
        let apart = |term: &&str| term.ends_with("  ") || term.ends_with(' ') && full();
        if let Some(term) = term.filter(apart)
            && self.shape == Shape::Plain
            && !term.trim_end().contains("  ")
            && !self.text.get(TERM..).unwrap_or("").starts_with(' ')
        {
            self.shape = Shape::Item(TERM as u32);
            self.columns = false;
        }
        self
    }

    /// The same line outside of tables: a label is what an entry begins with.
    pub(super) fn outside_of_tables(mut self) -> Self {
        if let Some(label) = self.label {
            self.shape = Shape::Item(label);
            self.columns = false;
        }
        self
    }

    /// Whether it holds nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The fence that it may be.
    pub(super) fn fence(&self) -> Option<Fence<'a>> {
        let may_be = self.shape == Shape::Fence;
        may_be.then(|| Fence::of(self.text)).flatten()
    }

    /// The same line where it opens nothing.
    pub(super) fn unfenced(mut self) -> Self {
        if self.fence().is_some_and(|fence| fence.is_bare()) {
            self.shape = Shape::Rule;
        }
        self
    }

    /// Offset of its first character that is not blank.
    pub(super) fn start(&self) -> u32 {
        self.at + self.lead
    }

    /// Offset after its last character that is not blank.
    pub(super) fn end(&self) -> u32 {
        self.start() + self.text.len() as u32
    }

    /// Where it ends on the screen, in cells, its indent included.
    pub(super) fn cells(&self) -> usize {
        self.indent + self.cells as usize
    }

    /// What would have had to fit on the line before: the first word, or the first ideograph.
    pub(super) fn first_word_cells(&self) -> usize {
        match self.text.chars().next() {
            Some(c) if text::is_ideographic(c) => 2,
            _ => text::cells(self.text.split_whitespace().next().unwrap_or("")),
        }
    }

    /// Whether it goes on from a line above it that did not end its sentence: it begins with a small letter.
    pub(super) fn goes_on_from(&self, above: &Self) -> bool {
        self.text.starts_with(char::is_lowercase) && !above.ends_sentence()
    }

    /// Whether it ends as sentences do, quotation marks and brackets aside.
    pub(super) fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end_matches([
            '"', '\'', '”', '’', '»', '」', '』', ')', '）', ']', '*', '_',
        ]);
        end.ends_with([
            '.', '!', '?', '…', ':', ';', '。', '！', '？', '：', '；', '।', '؟', '۔',
        ])
    }

    /// Whether it begins with a capital, signs before it aside.
    pub(super) fn begins_large(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a word as sentences do, and goes on for some words.
    fn begins_as_sentence(&self) -> bool {
        let mut words = self.text.split_ascii_whitespace();
        let first = words.next().unwrap_or("");
        self.begins_large()
            && !first.chars().skip(1).any(char::is_uppercase)
            && words.nth(2).is_some()
    }

    /// Whether it is a sentence of some words.
    fn is_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['"', '”', ')', '`']);
        self.begins_as_sentence() && end.ends_with(['.', '!', '?']) && self.words() > 5
    }

    /// Whether it is an address and nothing else: several of them are a list.
    pub(super) fn is_address(&self) -> bool {
        let leads = self.text.contains("://") || self.text.starts_with("www.");
        leads && !self.text.contains(char::is_whitespace)
    }

    /// Whether it is a name and what it stands for, as at the head of a mail.
    pub(super) fn is_field(&self) -> bool {
        let name = self.text.split(':').next().unwrap_or("");
        let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let after = self.text.as_bytes().get(name.len()..).unwrap_or(&[]);
        named
            && (2..=40).contains(&name.len())
            && self.begins_large()
            && matches!(after, [b':'] | [b':', b' ', ..])
    }

    /// How many words it has, as far as that matters.
    pub(super) fn words(&self) -> usize {
        self.text.split_ascii_whitespace().take(16).count()
    }

    /// Whether it ends where a voice rests: with a stop of any kind, a comma, a dash.
    pub(super) fn rests(&self) -> bool {
        self.ends_sentence() || self.text.ends_with([',', '-', '—', '–', '،', '，', '、'])
    }

    /// Whether it begins as an entry of a log does: with a date, a time, a number, all of it digits mostly.
    pub(super) fn is_stamped(&self) -> bool {
        let head = text::head(self.text, 24);
        head.bytes().filter(u8::is_ascii_digit).count() >= 6
    }

    /// Whether it reads as prose: enough words, mostly letters, ends as a sentence or is long.
    pub(super) fn is_prose(&self) -> bool {
        let words = self.text.split_ascii_whitespace().take(6).count();
        let ideographs = self
            .text
            .chars()
            .take(40)
            .filter(|&c| text::is_ideographic(c))
            .count();
        (words >= 6 || ideographs >= 12)
            && !self.is_code()
            && (self.ends_sentence() || self.cells >= 100)
    }

    /// Whether it reads as code or data: signs where prose has letters.
    pub(super) fn is_code(&self) -> bool {
        self.code
    }

    /// Whether it begins or ends with a sign as lines of code do.
    pub(super) fn has_sign(&self) -> bool {
        self.code
            || self
                .text
                .starts_with(['@', '/', '<', '(', ')', '[', ']', '{', '}'])
            || self.text.ends_with([
                '(', ')', '[', ']', '{', '}', '>', ';', ',', ':', '\\', '"', '\'', '=', '|', '&',
            ])
    }

    /// Whether dots lead from its words to a page number.
    pub(super) fn leads(&self) -> bool {
        self.leads
    }

    /// Whether it holds columns: several wide gaps, tabs between words, or a drawn table.
    pub(super) fn is_columns(&self) -> bool {
        self.columns
    }

    fn judge_code(&self) -> bool {
        let head = text::head(self.text, 200);
        // One sum for the three counts: this is asked of every line before the first frame.
        let sum: u64 = head
            .bytes()
            .map(|byte| WEIGHTS.get(usize::from(byte)).copied().unwrap_or(0))
            .sum();
        // A call; in prose a bracket stands behind a blank.
        let calls = memchr::memchr_iter(b'(', head.as_bytes())
            .filter_map(|at| head.as_bytes().get(at.checked_sub(1)?))
            .filter(|before| before.is_ascii_alphanumeric())
            .count() as u64;
        let (letters, digits, signs) = (sum & 0xffff, sum >> 16 & 0xffff, (sum >> 32) + 3 * calls);
        // A sentence may name some; in code they are more than its words.
        if signs * 2 > letters && !(self.is_sentence() && signs <= letters) {
            return true;
        }
        // More than every sixth character a digit: a log, a table; in prose that ends as sentences do, figures.
        let figures = digits * 6 > letters + 24
            && (!self.ends_sentence() || head.starts_with(|c: char| c.is_ascii_digit()));
        // A line of verse ends so, too, but has words and no other sign.
        let says = signs <= 3 && self.begins_as_sentence();
        let ends = self.text.ends_with(['{', '}', ';', '\\']) && !says;
        figures || (ends && self.text.split_ascii_whitespace().nth(8).is_none())
    }

    fn judge_columns(&self) -> bool {
        self.is_drawn() || (self.may_have_columns() && self.has_columns())
    }

    /// Whether there is anything that makes columns. Nearly no line has that, and the processor looks at many bytes at once.
    fn may_have_columns(&self) -> bool {
        let bytes = self.text.as_bytes();
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or(&[]));
        let gap = pairs.fold(0, |gap, (&a, &b)| {
            gap | (u8::from(a == b' ') & u8::from(b == b' '))
        });
        gap > 0
            || memchr::memchr(b'\t', bytes).is_some()
            || memchr::memchr_iter(b'.', bytes).count() >= 5
    }

    /// Whether it is a row of a drawn table.
    fn is_drawn(&self) -> bool {
        self.text.starts_with(['|', '+', '│', '┌', '├', '└'])
            && self.text.ends_with(['|', '+', '│', '┐', '┤', '┘'])
    }

    fn has_columns(&self) -> bool {
        let (mut gaps, mut widest, mut run, mut dots) = (0, 0, 0, 0);
        for &byte in self.text.as_bytes() {
            if byte == b' ' {
                run += 1;
                continue;
            }
            gaps += u32::from(run >= 3);
            widest = run.max(widest);
            // Dots that lead to a page number, with blanks between them or without.
            dots = if byte == b'.' { dots + 1 } else { 0 };
            if byte == b'\t' || dots >= 5 {
                return true;
            }
            run = 0;
        }
        gaps >= 2 || widest >= 4
    }
}

/// How far the meaning of a word stands behind its beginning in pages of the manual, in cells.
const TERM: usize = 7;

/// Whether the blanks between words are as many everywhere, or one more: the line was spread to end at a margin.
fn is_spread(text: &str) -> bool {
    let mut words = text.split(' ');
    let (mut gap, mut gaps, mut least, mut most) = (1, 0, usize::MAX, 0);
    words.next();
    for word in words {
        if word.is_empty() {
            gap += 1;
            continue;
        }
        (least, most) = (least.min(gap), most.max(gap));
        (gap, gaps) = (1, gaps + 1);
    }
    gaps >= 4 && most - least <= 1 && !text.contains(['\t', '|'])
}

/// What a byte adds to the counts of letters (the lowest 16 bits), digits (the next) and signs (the rest).
const WEIGHTS: [u64; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(
            clippy::indexing_slicing,
            reason = "a table made by the compiler, which would say so"
        )]
        {
            weights[byte] = match byte as u8 {
                // Bytes that begin a character beyond ASCII are letters, or too few to matter.
                b'a'..=b'z' | b'A'..=b'Z' | 0xc0.. => 1,
                b'0'..=b'9' => 1 << 16,
                b'{' | b'}' | b'=' | b'<' | b'>' | b'|' | b'\\' | b'[' | b']' | b';' | b'@'
                | b'$' | b'+' | b'&' | b'^' => 3 << 32,
                // A path, a name of several words; in prose they are mentioned now and then.
                b'_' | b'#' | b'/' | b'*' | b'%' => 1 << 32,
                _ => 0,
            };
        }
        byte += 1;
    }
    weights
};

/// The cells before the first word of a line; a tab goes to the next multiple of eight.
pub(super) fn indent_of(line: &str) -> usize {
    let mut indent = 0;
    for c in line.chars().take_while(|c| c.is_whitespace()) {
        indent += match c {
            '\t' => 8 - indent % 8,
            '\u{3000}' => 2,
            _ => 1,
        };
    }
    indent
}

/// Whether dots, with blanks between them or without, lead to a number, or to a small roman one.
fn leads(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l');
    let before = text.trim_end_matches(number);
    let dots = before
        .bytes()
        .rev()
        .take_while(|byte| matches!(byte, b'.' | b' '));
    before.len() < text.len() && dots.filter(|byte| *byte == b'.').count() >= 5
}

fn shape(text: &str) -> Shape {
    let Some(first) = text.chars().next() else {
        return Shape::Plain;
    };
    if Fence::of(text).is_some() {
        return Shape::Fence;
    }
    if first == '>' {
        return Shape::Quote;
    }
    if is_rule(text, first) {
        return Shape::Rule;
    }
    marker(text).map_or(Shape::Plain, Shape::Item)
}

/// At least three of one separating character, perhaps with blanks between.
fn is_rule(text: &str, first: char) -> bool {
    matches!(
        first,
        '-' | '*' | '_' | '=' | '~' | '─' | '━' | '═' | '—' | '⁂' | '#' | '·' | '•'
    ) && text.len() <= 400
        && text.chars().all(|c| c == first || c == ' ')
        && (text.chars().filter(|&c| c == first).count() >= 3 || first == '⁂')
}

/// The bytes of a list marker and the blanks after it, if a text begins with one and goes on.
fn marker(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    let bare = match first {
        '-' | '*' | '+' | '•' | '‣' | '▪' | '◦' | '●' | '○' | '■' | '□' | '▸' | '►' | '➤' | '✓'
        | '✔' => first.len_utf8(),
        // The bullet of RFCs and old manuals is a letter with room after it.
        'o' if text.starts_with("o  ") => 1,
        '[' if boxed(text).is_some() => 3,
        // A note, by its number.
        '[' => {
            let inside = text::head(text, 6).get(1..)?.split_once(']')?.0;
            let label = inside.strip_prefix('^').unwrap_or(inside);
            let number = !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit());
            number.then_some(inside.len() + 2)?
        }
        '(' => {
            let inside = text::head(text, 6).get(1..)?.split(')').next()?;
            counts(inside).then_some(inside.len() + 2)?
        }
        '0'..='9' | 'a'..='z' => {
            let word = text::head(text, 12).split([' ', '\t']).next()?;
            let inside = word.trim_end_matches(['.', ')']);
            let several = inside.contains('.')
                && inside.split('.').all(|n| {
                    n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty()
                });
            ((counts(inside) && word.len() == inside.len() + 1) || several).then_some(word.len())?
        }
        _ => return None,
    };
    let rest = text.get(bare..)?;
    let bytes = bare + blanks_before(rest)?;
    let ticked = if matches!(first, '-' | '*' | '+') {
        text.get(bytes..).and_then(boxed)
    } else {
        None
    };
    Some((bytes + ticked.unwrap_or(0)) as u32)
}

/// The bytes of the blanks before words: any blanks, also the wide one of East Asian texts.
fn blanks_before(text: &str) -> Option<usize> {
    let blanks = text.len() - text.trim_start().len();
    (blanks > 0 && blanks < text.len()).then_some(blanks)
}

/// The bytes of a box, ticked or not, and of the blanks behind it.
fn boxed(text: &str) -> Option<usize> {
    let sign = ["[ ]", "[x]", "[X]"]
        .iter()
        .find(|sign| text.starts_with(**sign))?;
    Some(sign.len() + blanks_before(text.get(sign.len()..)?)?)
}

/// The bytes of an option and the blanks after it, if a text begins with one that is short enough to have what it does
/// beside it, at least as far in as manual pages put that.
fn option(text: &str) -> Option<u32> {
    let (term, rest) = text.starts_with('-').then(|| text.split_once("  "))??;
    let does = rest.trim_start();
    let bytes = text.len() - does.len();
    // `-rw-r--r--  1 anna` stands in a list of files.
    let name = term.split(' ').next().unwrap_or(term);
    let is_mode = name.len() == 10 && name.bytes().all(|b| b"-rwxsStT".contains(&b));
    let is_option = term.len() > 1 && !term.contains(". ") && term != "--" && !is_mode;
    (is_option && (7..=16).contains(&bytes) && !does.is_empty()).then_some(bytes as u32)
}

/// Whether this is a number of up to three digits, a small letter or a small roman number.
fn counts(text: &str) -> bool {
    let digits = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let roman = text.len() <= 4 && text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_lowercase());
    !text.is_empty() && (digits || roman || letter)
}
