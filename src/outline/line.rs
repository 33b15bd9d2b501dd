//! What is seen of every line in passing, without reading much of it.

use std::sync::Arc;

use crate::document::Place;

/// The widest line, in cells, that may be a heading.
pub(super) const WIDEST: u32 = 130;
/// So many bytes of prose, without a line of code among them, nobody puts between fences.
const PROSE: u32 = 4096;

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Upper,
    Lower,
    /// A letter of a script without capitals.
    Letter,
    Digit,
    /// `-`, `*` or the like with a blank after it.
    Bullet,
    /// `>`.
    Quote,
    Other,
}

/// What a line ends with, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Stop,
    Question,
    Colon,
    /// A comma, semicolon, dash: the sentence goes on.
    Open,
    Word,
    Other,
}

/// A line that is not blank.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub(super) struct Line {
    /// Source line, from 1.
    pub(super) number: u64,
    pub(super) place: Place,
    pub(super) end: Place,
    /// Blank lines before it, up to 9; the beginning of the text counts as 9.
    pub(super) blanks: u8,
    /// Cells of blanks before its first character.
    pub(super) indent: u16,
    /// Cells of its text, or bytes where it is long.
    pub(super) width: u32,
    /// The widths of all lines before it.
    pub(super) mass: u64,
    /// Lines since the last one that is prose.
    pub(super) since: u32,
    pub(super) first: First,
    pub(super) last: Last,
    /// The one character that the line consists of, if it is at least three of a kind.
    pub(super) rule: Option<char>,
    /// Whether it looks like code, a row of a table or a line of a log.
    pub(super) code: bool,
    /// Whether it is code that a heading may consist of: the name of a function, `<Provider>`, a key.
    pub(super) coded: bool,
    /// Whether it ends with dots and a page number, as in a printed table of contents.
    pub(super) leader: bool,
    /// Whether it looks like a row of a table: fields with tabs or commas between them.
    pub(super) row: bool,
    /// Whether it begins with a time, a date or a long number, or with a `<name>`.
    pub(super) stamped: bool,
    /// How many signs it begins with that mark headings: `#`, or the stars of an outline.
    pub(super) marks: u8,
    /// Whether it stands between fences of three backticks or tildes, is one, or belongs to a patch.
    pub(super) fenced: bool,
    /// The text, where the line might be a heading or an entry of a table of contents.
    pub(super) text: Option<Arc<str>>,
}

/// The fences that a text is between, as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fence {
    /// Their sign.
    open: Option<char>,
    /// The bytes of prose since the last line that is code by its look.
    prose: u32,
}

impl Fence {
    /// Takes the next line in; says whether it stands between fences, or is one.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let open = self.open.filter(|_| !self.is_forgotten());
        let next = match self.open {
            // What ends a piece of code begins none, however late it comes.
            Some(sign) if open.is_none() && text.trim_start_matches(sign).is_empty() => {
                let closes = fence_after(self.open, text).is_none();
                if closes {
                    *self = Self::default();
                }
                return closes;
            }
            _ => fence_after(open, text),
        };
        if open.is_none() && next.is_none() {
            return false;
        }
        if next != open {
            (self.open, self.prose) = (next, 0);
        }
        true
    }

    /// The line that was taken in is prose, or what is code by its look.
    pub(super) fn saw(&mut self, prose: bool, code: bool, width: u32) {
        if code && !self.is_forgotten() {
            self.prose = 0;
        } else if prose && self.open.is_some() {
            self.prose = self.prose.saturating_add(width);
        }
    }

    /// Whether so much prose stands behind the fence that its end was forgotten, or it was none.
    fn is_forgotten(self) -> bool {
        self.prose > PROSE
    }
}

/// The sign of the fences that a text is between behind a line, where it was between such fences before it. Tildes alone
/// open nothing: they are a line below or between something.
fn fence_after(open: Option<char>, text: &str) -> Option<char> {
    let info = text.trim_start_matches('~');
    match open {
        None if text.starts_with("```") => Some('`'),
        None if text.starts_with("~~~") => {
            let named = !info.is_empty() && !info.contains([' ', '~']);
            named.then_some('~')
        }
        Some('`') if text.starts_with("```") => None,
        Some('~') if text.starts_with("~~~") && info.is_empty() => None,
        open => open,
    }
}

impl Line {
    /// Whether the line is a whole sentence or the end of one, or long enough to be prose.
    pub(super) fn is_prose(&self) -> bool {
        !self.code
            && !self.leader
            && self.rule.is_none()
            && (self.width > 100
                || (self.width > 45
                    && matches!(self.last, Last::Stop | Last::Question | Last::Open))
                || (self.width > 58 && self.last == Last::Word && self.first != First::Bullet))
    }

    /// Whether a sentence or list ends with this line, so that something new may follow without a blank line.
    pub(super) fn closes(&self) -> bool {
        matches!(self.last, Last::Stop | Last::Question)
            || self.first == First::Bullet
            || self.code
            || self.rule.is_some()
    }
}

/// How many of a sign a heading begins with; a blank must follow, and words.
pub(super) fn marks_of(text: &str, sign: u8) -> u8 {
    let marks = text.bytes().take_while(|&b| b == sign).count();
    let rest = text.get(marks..).unwrap_or("");
    // What only underlines a remark says nothing.
    let says = |rest: &str| rest.contains(|c: char| !c.is_ascii_punctuation() && c != ' ');
    if marks > 0 && rest.starts_with(' ') && says(rest) {
        marks.min(usize::from(u8::MAX)) as u8
    } else {
        0
    }
}

/// The cells of blanks that a line begins with (a tab goes to the next multiple of 8), and their bytes.
pub(super) fn indent_of(line: &str) -> (u16, usize) {
    let (mut cells, mut bytes) = (0u16, 0);
    for c in line.chars() {
        match c {
            ' ' | '\u{a0}' => cells = cells.saturating_add(1),
            '\t' => cells = (cells / 8).saturating_add(1).saturating_mul(8),
            '\u{3000}' => cells = cells.saturating_add(2),
            _ if c.is_whitespace() => {}
            _ => break,
        }
        bytes += c.len_utf8();
    }
    (cells, bytes)
}

/// The cells of a text, nearly: wide characters are told by their lead byte alone.
pub(super) fn rough_width(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    let wide = |b: u8| (0xe3..=0xed).contains(&b) || b == 0xef;
    text.bytes()
        .map(|b| u32::from(b & 0xc0 != 0x80) + u32::from(wide(b)))
        .sum()
}

/// What a trimmed line begins with.
pub(super) fn first_of(text: &str) -> First {
    let mut chars = text.chars();
    let Some(c) = chars.next() else {
        return First::Other;
    };
    let second = chars.next();
    match c {
        'a'..='z' => First::Lower,
        'A'..='Z' => First::Upper,
        '0'..='9' => First::Digit,
        '>' => First::Quote,
        '-' | '*' | '+' | '•' | '·' | '‣' | '◦' | '–' | '—' | '●' | '○' | '■' | '□' | '▪' | '►'
        | '✓' | '→'
            if second.is_none_or(char::is_whitespace) =>
        {
            First::Bullet
        }
        '•' | '●' | '‣' => First::Bullet,
        // Spanish opens questions and cries with a mark of their own.
        '¿' | '¡' if second.is_some_and(char::is_uppercase) => First::Upper,
        _ if c.is_uppercase() => First::Upper,
        _ if c.is_lowercase() => First::Lower,
        _ if c.is_alphabetic() => First::Letter,
        _ if c.is_numeric() => First::Digit,
        _ => First::Other,
    }
}

/// What a trimmed line ends with.
pub(super) fn last_of(text: &str) -> Last {
    let closing = |c: char| {
        matches!(
            c,
            '"' | '\'' | '”' | '’' | '»' | '」' | '』' | ')' | ']' | '）' | '】' | '*' | '_'
        )
    };
    let Some(c) = text.trim_end_matches(closing).chars().next_back() else {
        return Last::Other;
    };
    match c {
        '.' | '!' | '。' | '！' | '…' | '।' | '۔' | '．' | '｡' => Last::Stop,
        '?' | '？' | '؟' => Last::Question,
        ':' | '：' => Last::Colon,
        ',' | ';' | '，' | '；' | '、' | '،' | '؛' | '-' | '–' | '—' | '&' => Last::Open,
        _ if c.is_alphanumeric() => Last::Word,
        _ => Last::Other,
    }
}

/// Whether a line consists of one punctuation character, at least three times: an underline or a rule.
pub(super) fn rule_of(text: &str) -> Option<char> {
    let mut bytes = text.bytes();
    let b = bytes.next().filter(u8::is_ascii_punctuation)?;
    (text.len() >= 3 && bytes.all(|c| c == b)).then_some(char::from(b))
}

/// How many of the signs a text holds that programs use much more than prose does.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each sign takes three times as long"
)]
fn count_signs(text: &[u8]) -> usize {
    // Comparisons without branches in short pieces: the compiler makes them wide ones.
    let sign = |b: u8| {
        // Of `;<=>` and `{|}~` each is next to the other.
        (b.wrapping_sub(b';') < 4)
            | (b.wrapping_sub(b'{') < 4)
            | (b == b'\\')
            | (b == b'_')
            | (b == b'$')
            | (b == b'@')
            | (b == b'^')
            | (b == b'+')
    };
    let piece = |piece: &[u8]| usize::from(piece.iter().map(|&b| u8::from(sign(b))).sum::<u8>());
    text.chunks(128).map(piece).sum()
}

/// Whether a line looks like code, a row of a table, or a line of a log: told from its first and last characters
/// and from a count of signs that prose does not use.
pub(super) fn is_code(text: &str) -> bool {
    const STARTS: [&str; 29] = [
        "//",
        "/*",
        "*/",
        "#include",
        "#!",
        "import ",
        "from ",
        "def ",
        "fn ",
        "pub ",
        "let ",
        "const ",
        "return ",
        "$ ",
        "</",
        "{",
        "}",
        "@",
        "function ",
        "class ",
        "var ",
        "export ",
        "%",
        "<?",
        "--",
        "│",
        "├",
        "└",
        "|",
    ];
    const ENDS: [&str; 11] = [
        "(", "[", "):", "],", "),", "\",", "',", "()", "});", "=>", "->",
    ];
    const HOLDS: [&str; 4] = ["()", " && ", "async def ", "self."];
    // These have one of the signs that are counted.
    const HOLDS_SIGNS: [&str; 5] = [" = ", "==", " -> ", " => ", " || "];
    let bytes = text.as_bytes();
    if let [.., b';' | b'{' | b'}' | b'\\'] = bytes {
        return true;
    }
    let head = bytes
        .first()
        .is_some_and(|b| b"/*#ifdplcr$<{}@v%e-\xe2|".contains(b));
    if head && STARTS.iter().any(|s| text.starts_with(s)) {
        // Words that prose begins with too need a sign of code after them.
        let word =
            text.starts_with("from ") || text.starts_with("let ") || text.starts_with("return ");
        return !word || text.contains(['=', '(', ';']);
    }
    let signs = count_signs(bytes);
    let closed = matches!(bytes, [.., b'.' | b'!' | b'?']);
    let bracket = || memchr::memchr2(b'(', b'[', bytes).is_some();
    if bytes.len() < 80
        && !closed
        && (signs > 0 || matches!(bytes, [.., b':' | b',' | b'"']) || bracket())
    {
        let holds = |h: &&str| text.contains(*h);
        if ENDS.iter().any(|e| text.ends_with(e))
            || signs > 0 && HOLDS_SIGNS.iter().any(holds)
            || HOLDS.iter().any(holds)
        {
            return true;
        }
        if matches!(text, "try:" | "else:" | "finally:")
            || text.starts_with("except ") && text.ends_with(':')
        {
            return true;
        }
    }
    signs * 12 > bytes.len() && signs > 1
}

/// Whether a line that looks like code may name something nevertheless, as headings of manuals do: it states nothing,
/// opens nothing and leaves nothing open.
pub(super) fn is_named_code(text: &str) -> bool {
    const STATES: [&str; 8] = [" = ", "==", "=> ", " -> ", " || ", " && ", "//", "return "];
    let begins = text.starts_with(|c: char| c.is_alphabetic() || "<[`_$@#.".contains(c));
    begins
        && !text.ends_with([';', '{', '}', '\\', ',', '(', '[', '>'])
            | (text.starts_with('<') && text.ends_with('>') && !text.starts_with("</"))
        && !STATES.iter().any(|s| text.contains(s))
}

/// Whether a line begins with a time, a date or a long number as the lines of a log do, or with a `<name>` as in a chat.
pub(super) fn is_stamped(text: &str) -> bool {
    let head = text.as_bytes().get(..text.len().min(20)).unwrap_or(&[]);
    let digits = head.iter().filter(|b| b.is_ascii_digit()).count();
    digits >= 6 || text.starts_with('<') && head.contains(&b'>')
}

/// Whether a line has fields with tabs between them, or several with commas and no blanks after those.
pub(super) fn is_row(text: &str) -> bool {
    let mut commas = memchr::memchr_iter(b',', text.as_bytes()).take(3).count();
    if commas == 3 && text.contains(", ") {
        commas = 0;
    }
    text.len() > 12 && (commas == 3 || memchr::memchr(b'\t', text.as_bytes()).is_some())
}
