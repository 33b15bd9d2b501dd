//! Clean text and its measure.
//!
//! [`Clean`] is text that can do nothing to a terminal: it is the only way from the bytes of a document (or its
//! name, or an error about it) to the screen. [`clusters`] and [`cells`] are the one ruler: what they say a text
//! takes is what is drawn.

mod base64;
mod look;
mod marks;
mod names;
mod ruler;

use std::fmt;
use std::ops::{Deref, Range};

use unicode_width::UnicodeWidthChar;

pub use base64::{from_base64, to_base64};
use look::Looks;
pub use look::{Look, Stroke};
pub use marks::{NOTED, is_outline, outline_title, without_marks};
pub use names::{percent_decoded, slug, web_address};
pub use ruler::{CLUSTER_LIMIT, cells, cluster_cells, clusters, fit, simple_cells, sure_cells};

/// A control string (OSC, DCS ...) longer than this many bytes is shown as text instead of being dropped, so that
/// an opened and never closed one cannot hide what follows it.
const STRING_LIMIT: usize = 4096;

/// Where a line ends within the cell of a table, whose row is a line of the text. No text that is cleaned has one.
pub const LINE_END: char = '\u{2028}';

/// Text without controls.
///
/// Holds no C0 or C1 control but the line feed and the tab, no escape sequence, no bidirectional override, no
/// invisible character that could hide or reorder words. The one constructor is [`Clean::new`].
///
/// ```
/// use rubricate::text::Clean;
/// assert_eq!(&*Clean::new("red: \x1b[31mstop\x1b[0m"), "red: stop");
/// assert_eq!(&*Clean::new("bell\x07"), "bell␇");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    text: String,
    hidden: u32,
    looks: Looks,
}

impl Clean {
    /// Cleans a text. What terminals would act on is dropped (whole escape sequences, bidirectional controls,
    /// invisible characters) or shown as a picture of itself (`␇`); overstruck letters (`x^Hx`, as in rendered
    /// manual pages) become plain ones, of which [`Clean::looks`] says how they were meant. [`Clean::hidden`] counts what was dropped or pictured.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let plain = plain(text.as_bytes());
        if plain == text.len() {
            Self {
                text,
                ..Self::default()
            }
        } else {
            Cleaner::new(&text, plain).run()
        }
    }

    /// Cleans the name of a file or the text of an error, for one line of output. Nothing of it is taken for markup:
    /// every control is pictured, so that a person can recognize the name.
    ///
    /// ```
    /// use rubricate::text::Clean;
    /// assert_eq!(&*Clean::line("two\nlines"), "two␊lines");
    /// assert_eq!(&*Clean::line("a\x1b]0;name\x07"), "a␛]0;name␇");
    /// ```
    pub fn line(text: &str) -> Self {
        let pictured = |c| match c {
            '\0'..='\u{1f}' => picture(u32::from(c)),
            _ => c,
        };
        Self::new(text.chars().map(pictured).collect::<String>())
    }

    /// Adds a text, cleaned by itself, to the end.
    ///
    /// ```
    /// use rubricate::text::Clean;
    /// let mut clean = Clean::new("red: ");
    /// clean.push("\x1b[2Kstop");
    /// assert_eq!((&*clean, clean.hidden()), ("red: stop", 1));
    /// ```
    pub fn push(&mut self, text: &str) {
        if plain(text.as_bytes()) == text.len() {
            self.text.push_str(text);
        } else {
            let clean = Self::new(text);
            self.text.push_str(&clean.text);
            self.hidden += clean.hidden;
        }
    }

    /// Ends a line within the cell of a table. It is never drawn: what lays out cells begins another row there, and all else
    /// takes it for a blank.
    ///
    /// ```
    /// use rubricate::text::{Clean, LINE_END};
    /// let mut clean = Clean::new("one");
    /// clean.end_line();
    /// assert!(clean.ends_with(LINE_END) && Clean::new(&*clean).ends_with(' '));
    /// ```
    pub fn end_line(&mut self) {
        self.text.push(LINE_END);
    }

    /// Takes everything behind so many bytes off the end, at a character.
    pub fn truncate(&mut self, bytes: usize) {
        let kept = head(&self.text, bytes).len();
        self.text.truncate(kept);
        self.looks.cut(kept);
    }

    /// The stretches that programs have set apart, by typing letters over each other or by sequences that choose a
    /// rendition, in order. None goes beyond its line.
    pub fn looks(&self) -> impl Iterator<Item = (Range<u32>, Look)> {
        self.looks.stretches(self.text.len())
    }

    /// How many controls and invisible characters were dropped or replaced by a picture.
    pub fn hidden(&self) -> u32 {
        self.hidden
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// How many bytes of a text can be kept as they are before something has to be looked at.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (blocks, _) = rest.as_chunks::<BLOCK>();
        at += BLOCK * blocks.iter().take_while(|block| ascii(block)).count();
        let near = bytes.get(at..).unwrap_or(&[]);
        for (i, &b) in near.iter().take(BLOCK).enumerate() {
            let suspicious = SUSPICIOUS.get(usize::from(b)).is_none_or(|&s| s);
            if suspicious && !harmless(near.get(i..).unwrap_or(&[])) {
                return at + i;
            }
        }
        at += near.len().min(BLOCK);
    }
    at
}

/// Whether a block holds nothing but letters and signs of ASCII, line feeds and tabs. Without a branch, so that it is
/// done for many bytes at once.
fn ascii(block: &[u8; BLOCK]) -> bool {
    let other = |b: u8| !(0x20..0x7f).contains(&b) && b != b'\n' && b != b'\t';
    block.iter().fold(0, |any, &b| any | u8::from(other(b))) == 0
}

/// Whether a byte may begin something that has to be looked at.
static SUSPICIOUS: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 256 {
        // Above ASCII the lead bytes alone decide whether a block may hold marks, controls or invisible characters;
        // c3 to cb, d0 to d5 and e4 to e9 (Latin, Greek, Cyrillic, ideographs) never do.
        #[expect(clippy::indexing_slicing, reason = "a miss would not compile")]
        {
            table[b] = (b < 0x20 && b != 0x0a && b != 0x09)
                || b == 0x7f
                || matches!(b, 0xc2 | 0xcc..=0xcd | 0xd2 | 0xd6..=0xe3 | 0xea | 0xed | 0xef..=0xf4);
        }
        b += 1;
    }
    table
};

/// Whether a suspicious byte begins one of the many common characters that are as good as letters: typographic
/// quotes and dashes, kana, Hangul, full-width forms, most emoji.
fn harmless(bytes: &[u8]) -> bool {
    match bytes {
        [0xc2, b, ..] => *b >= 0xa0 && *b != 0xad,
        [0xe2, 0x80, b, ..] => matches!(b, 0x80..=0x8a | 0x90..=0xa7 | 0xaf..=0xbf),
        [0xe2, 0x81, b, ..] => matches!(b, 0x80..=0x9f | 0xb0..=0xbf),
        [0xe3, 0x80, b, ..] => !matches!(b, 0xaa..=0xaf),
        [0xe3, 0x82, b, ..] => !matches!(b, 0x99 | 0x9a),
        [0xe3, 0x85, b, ..] => *b != 0xa4,
        [0xe2, 0x82 | 0x84..=0xb2, ..]
        | [0xe3, ..]
        | [0xea, 0xb0..=0xbf, ..]
        | [0xed, 0x80..=0x9d, ..]
        | [0xef, 0xa4..=0xab | 0xbc | 0xbd, ..]
        | [0xef, 0xbf, 0xbd, ..]
        | [0xf0, 0x9f, 0x8c..=0x9b | 0xa4..=0xa7, ..]
        | [0xf0, 0xa0..=0xaf, ..] => true,
        _ => false,
    }
}

/// One pass over a text that is not clean as it stands.
struct Cleaner<'a> {
    rest: &'a str,
    out: String,
    hidden: u32,
    /// Marks since the last character with a width: a heap of them is cut at [`CLUSTER_LIMIT`].
    marks: usize,
    /// How what comes is to look, and how what was there looks.
    look: Look,
    looks: Looks,
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str, clean_until: usize) -> Self {
        // `clean_until` is where the first character stands that has to be looked at.
        let (head, rest) = text.split_at_checked(clean_until).unwrap_or(("", text));
        let mut out = String::with_capacity(text.len());
        out.push_str(head);
        Self {
            rest,
            out,
            hidden: 0,
            marks: 0,
            look: Look::default(),
            looks: Looks::default(),
        }
    }

    fn run(mut self) -> Clean {
        while !self.rest.is_empty() {
            let plain = plain(self.rest.as_bytes());
            if plain > 0 {
                let (head, tail) = self.rest.split_at_checked(plain).unwrap_or((self.rest, ""));
                self.set_apart(head);
                self.out.push_str(head);
                self.rest = tail;
                self.marks = 0;
            }
            let mut chars = self.rest.chars();
            if let Some(c) = chars.next() {
                self.rest = chars.as_str();
                self.character(c);
            }
        }
        Clean {
            text: self.out,
            hidden: self.hidden,
            looks: self.looks,
        }
    }

    /// Notes how a text looks that comes next; at a line end what was chosen ends.
    fn set_apart(&mut self, text: &str) {
        let start = self.out.len();
        if self.looks.last() != self.look {
            self.looks.set(start, self.look);
        }
        if self.look != Look::default()
            && let Some(end) = text.find('\n')
        {
            self.look = Look::default();
            self.looks.set(start + end, self.look);
        }
    }

    fn character(&mut self, c: char) {
        if c == '\n' || self.looks.last() != self.look && !matches!(c, '\u{8}' | '\u{1b}') {
            self.set_apart(if c == '\n' { "\n" } else { "" });
        }
        match c {
            '\n' | '\t' => self.out.push(c),
            '\r' if self.rest.starts_with('\n') => {}
            // Other line and page ends than the line feed separate words, no more: lines keep their numbers.
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.out.push(' '),
            '\u{8}' => self.overstrike(),
            '\u{1b}' => self.escape(),
            '\0'..='\u{1f}' => self.picture(u32::from(c)),
            '\u{7f}' => self.picture(0x21),
            '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => self.replace('\u{fffd}'),
            // Where a word may be divided is no secret, and books are full of it.
            '\u{ad}' => {}
            _ if invisible(c) => self.hidden += 1,
            _ if c.width() == Some(0) => {
                self.marks += 1;
                if self.marks < CLUSTER_LIMIT {
                    self.out.push(c);
                } else {
                    self.hidden += 1;
                }
            }
            _ => {
                self.out.push(c);
                self.marks = 0;
            }
        }
    }

    fn replace(&mut self, c: char) {
        self.out.push(c);
        self.hidden += 1;
        self.marks = 0;
    }

    /// Shows a control by its picture.
    fn picture(&mut self, code: u32) {
        self.replace(picture(code));
    }

    /// A backspace takes back the character before it, except that an underscore gives way to a letter.
    fn overstrike(&mut self) {
        let before = self.out.chars().next_back();
        let after = self.rest.chars().next();
        match (before, after) {
            (Some(b), Some(a)) if b != '\n' && !a.is_control() => {
                let at = self.out.len() - b.len_utf8();
                let before = self.looks.cut(at);
                let (letter, look) = match (b, a) {
                    ('_', '_') => (a, before.with(Stroke::Bold)),
                    // `x^H_`: an underlined x, the other way about.
                    (_, '_') => (b, before.with(Stroke::Italic)),
                    ('_', _) => (a, before.with(Stroke::Italic)),
                    _ if a == b => (a, before.with(Stroke::Bold)),
                    _ => (a, before),
                };
                self.out.pop();
                self.rest = self.rest.get(a.len_utf8()..).unwrap_or("");
                let chosen = std::mem::replace(&mut self.look, look);
                self.character(letter);
                self.look = chosen;
            }
            _ => self.picture(8),
        }
    }

    /// Drops a whole escape sequence; if it has no end, only the escape itself is pictured and the text goes on.
    fn escape(&mut self) {
        let bytes = self.rest.as_bytes();
        let length = match bytes.first() {
            Some(b'[') => sequence_end(bytes, 1, 0x40),
            Some(b']' | b'P' | b'X' | b'^' | b'_') => string_end(bytes),
            Some(0x20..=0x7e) => sequence_end(bytes, 0, 0x30),
            _ => None,
        };
        match length.and_then(|n| self.rest.get(n..)) {
            Some(rest) => {
                let sequence = self.rest.get(1..self.rest.len() - rest.len());
                let chosen = sequence.and_then(|sequence| sequence.strip_suffix('m'));
                match chosen.filter(|_| bytes.first() == Some(&b'[')) {
                    Some(parameters) => self.look = self.look.chosen(parameters),
                    None => self.hidden += 1,
                }
                self.rest = rest;
            }
            None => self.picture(0x1b),
        }
    }
}

/// The picture of a control, in the block U+2400.
fn picture(code: u32) -> char {
    char::from_u32(0x2400 + code).unwrap_or('\u{fffd}')
}

/// Where a sequence of parameter and intermediate bytes that starts at `from` has its final byte (`first_final`
/// and above), plus one.
fn sequence_end(bytes: &[u8], from: usize, first_final: u8) -> Option<usize> {
    let tail = bytes.get(from..)?.iter().take(256);
    for (i, &b) in tail.enumerate() {
        match b {
            0x20..=0x3f if b < first_final => {}
            _ if b >= first_final && b <= 0x7e => return Some(from + i + 1),
            _ => return None,
        }
    }
    None
}

/// Where a control string ends: after BEL or `ESC \`, on the same line and within [`STRING_LIMIT`].
fn string_end(bytes: &[u8]) -> Option<usize> {
    let window = bytes.get(..bytes.len().min(STRING_LIMIT))?;
    let i = window
        .iter()
        .position(|b| matches!(b, 0x07 | 0x1b | b'\n'))?;
    match (window.get(i), window.get(i + 1)) {
        (Some(0x07), _) => Some(i + 1),
        (Some(0x1b), Some(b'\\')) => Some(i + 2),
        _ => None,
    }
}

/// Characters without a picture that reorder or hide text, or only carry data: bidirectional controls, zero-width
/// spaces, soft hyphens, tags. The joiners stay (Persian, Hindi and emoji need them), and so do variation selectors.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The longest head of a text that takes at most so many bytes.
pub fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The last bytes of a text, at most so many, and whole characters.
pub fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// A text cut to `width` cells, with an ellipsis where something is missing.
///
/// ```
/// assert_eq!(rubricate::text::ellipsis("A long title", 8), "A long…");
/// ```
pub fn ellipsis(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let (head, _) = fit(text, width.saturating_sub(1));
    if width == 0 {
        String::new()
    } else {
        format!("{}…", head.trim_end())
    }
}

/// A text on one line, every run of blanks folded to one.
///
/// ```
/// assert_eq!(rubricate::text::folded("  two \n words "), "two words");
/// ```
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is written without spaces around words, so that lines join and break between any two.
pub fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// So many bytes in words.
pub fn amount(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dirty: &str, expected: &str) {
        assert_eq!(&*Clean::new(dirty), expected, "{dirty:?}");
    }

    #[test]
    fn escapes_are_dropped_whole() {
        check("a\x1b[1;31mb\x1b[mc", "abc");
        check("a\x1b]0;title\x07b", "ab");
        check("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb");
        check("a\x1b(Bb\x1b7c", "abc");
        check("a\x1bP0;1qdata\x1b\\b", "ab");
    }

    #[test]
    fn an_open_string_hides_nothing() {
        check("a\x1b]0;title\nnext\x07", "a␛]0;title\nnext␇");
        check("a\x1bPq\nnext", "a␛Pq\nnext");
        check("\x1b[7753", "␛[7753");
        check("end\x1b", "end␛");
    }

    #[test]
    fn controls_have_pictures() {
        check("\0\x01\x7f", "␀␁␡");
        check("c1 \u{9b}31m", "c1 \u{fffd}31m");
        check("x\u{202e}y\u{200b}z\u{ad}", "xyz");
        check("a\r\nb\rc\u{2028}d", "a\nb c d");
    }

    #[test]
    fn overstrike_is_read_as_a_typist_meant_it() {
        check("b\x08bo\x08ol\x08ld\x08d", "bold");
        check("_\x08i_\x08t x\x08_", "it x");
        check("\x08a", "␈a");
        check("a\x08\x1b[0m", "a␈");
    }

    #[test]
    fn only_what_is_plain_is_kept_unseen() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let dirty = (c.is_control() && c != '\n' && c != '\t')
                || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
                || invisible(c)
                || (c.width() == Some(0) && c != '\n' && c != '\t');
            if dirty {
                assert_eq!(plain(text.as_bytes()), 0, "{c:?}");
            } else {
                assert_eq!(&*Clean::new(&*text), text);
            }
        }
        // Wherever it stands, behind however much.
        for before in 0..3 * BLOCK {
            for (filler, bytes) in [("x", 1), ("é", 2), ("”", 3)] {
                let text = format!("{}\u{200b}{}", filler.repeat(before), "y".repeat(BLOCK));
                assert_eq!(plain(text.as_bytes()), before * bytes, "{text}");
            }
        }
    }

    #[test]
    fn a_name_keeps_what_a_document_would_lose() {
        let line = |name: &str| Clean::line(name).to_string();
        assert_eq!(line("\x1b[2J\x08x"), "␛[2J␈x");
        assert_eq!(line("\x7f\u{9b}31m\u{202e}y"), "␡\u{fffd}31my");
        for c in '\0'..='\u{ff}' {
            assert!(!line(&format!("a{c}b")).contains(char::is_control), "{c:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let tower = format!("a{}b", "\u{301}".repeat(1000));
        assert_eq!(Clean::new(tower).chars().count(), 2 + CLUSTER_LIMIT - 1);
        let chain = "👩\u{200d}".repeat(1000);
        assert!(clusters(&chain).all(|c| c.chars().count() <= CLUSTER_LIMIT));
    }

    #[test]
    fn text_is_cut_between_clusters() {
        assert_eq!(fit("日本語", 5), ("日本", 4));
        assert_eq!(ellipsis("日本語", 5), "日本…");
        assert_eq!(ellipsis("short", 5), "short");
        assert_eq!(ellipsis("x", 0), "");
    }

    #[test]
    fn amounts_are_said_in_few_figures() {
        let said = [1, 999, 10_000, 9_999_999, 1_234_567_890].map(amount);
        assert_eq!(said, ["1 byte", "999 bytes", "10 KB", "9999 KB", "1234 MB"]);
    }
}
