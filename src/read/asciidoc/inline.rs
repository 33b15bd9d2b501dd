//! Marks inside of a line of `AsciiDoc`.

use std::borrow::Cow;

use super::marks::{FAR, between, closing, is_edge, next_sign};
use super::{Reader, addresses, mathematics};
use crate::document::Face;

fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_'
            | b'`'
            | b'#'
            | b'^'
            | b'~'
            | b'+'
            | b'<'
            | b'{'
            | b':'
            | b'\\'
            | b'['
            | b'('
            | b'-'
            | b'='
            | b'.'
    )
}

/// Addresses that a text in brackets may follow.
const SCHEMES: [&str; 5] = ["https", "http", "ftp", "irc", "mailto"];

/// What is written with signs that all keyboards have.
const REPLACED: [(&str, &str); 5] = [
    ("...", "…"),
    ("->", "→"),
    ("=>", "⇒"),
    ("<-", "←"),
    ("<=", "⇐"),
];
/// An address is not longer than this in front of such signs, in bytes.
const LONGEST_ADDRESS: usize = 256;

/// What begins a note.
const FOOTNOTE: &str = "footnote";

/// Words by the lines that their author ended with a plus.
pub(super) fn broken(words: &str) -> impl Iterator<Item = &str> {
    words.split(" +\n")
}

/// How words for an index begin that are not shown, and how they end.
const TERMS: [(&str, &str); 2] = [("(((", ")))"), ("indexterm:[", "]")];

/// A title without the words in it that are only for an index.
pub(super) fn without_terms(title: &str) -> Cow<'_, str> {
    if !TERMS.iter().any(|(open, _)| title.contains(open)) {
        return Cow::Borrowed(title);
    }
    // Where the next sign stands that could close one: it is looked for once for all that begin before it.
    let mut closes = TERMS.map(|(open, close)| (open, close, Some(0)));
    let (mut out, mut rest) = (String::new(), title);
    while let Some(at) = rest.find(['(', 'i']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let from = title.len() - here.len();
        let length = closes.iter_mut().find_map(|(open, close, next)| {
            let inside = here.strip_prefix(*open)?;
            let begin = from + open.len();
            if (*next)? < begin {
                *next = inside.find(*close).map(|end| begin + end);
            }
            let end = *next;
            let end = end.filter(|end| end + close.len() <= begin + FAR)?;
            Some(end + close.len() - from)
        });
        if let Some(length) = length {
            rest = here.get(length..).unwrap_or("");
            if out.is_empty() || out.ends_with(' ') {
                rest = rest.trim_start();
            }
        } else {
            let (sign, behind) = here.split_at(1);
            out.push_str(sign);
            rest = behind;
        }
    }
    out.push_str(rest);
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a term for an index that begins at a byte is closed. Up to another byte it is known not to be.
fn closes(text: &str, from: usize, unclosed: &mut usize) -> bool {
    let begin = from.max(*unclosed);
    let near = text.as_bytes().get(begin..).unwrap_or(&[]);
    let near = near
        .get(..(from + FAR).saturating_sub(begin))
        .unwrap_or(near);
    let closes = memchr::memmem::find(near, b"))").is_some();
    if !closes {
        // The last byte may be the first of two.
        *unclosed = begin.max((begin + near.len()).saturating_sub(1));
    }
    closes
}

/// The sign that a name stands for. It is no mark, which is what it is named for.
fn sign_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "nbsp" | "sp" => " ",
        "empty" | "blank" | "zwsp" | "wj" => "",
        "plus" => "+",
        "cpp" => "C++",
        "asterisk" => "*",
        "backtick" => "`",
        "caret" => "^",
        "tilde" => "~",
        "vbar" => "|",
        "backslash" => "\\",
        "startsb" => "[",
        "endsb" => "]",
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        "deg" => "°",
        "two-colons" => "::",
        "two-semicolons" => ";;",
        _ => return None,
    })
}

/// Whether an address stands at the end of some words.
fn ends_in_address(words: &str) -> bool {
    let near = crate::text::tail(words, LONGEST_ADDRESS);
    let word = near.rsplit(char::is_whitespace).next();
    word.is_some_and(|word| word.contains("://"))
}

impl Reader<'_> {
    /// Writes words with their marks, and what attributes stand for.
    pub(super) fn inline(&mut self, text: &str) {
        let filled = self.filled(text);
        self.inline_filled(&filled);
    }

    /// The same of words in which attributes have their values already.
    pub(super) fn inline_filled(&mut self, text: &str) {
        let (mut at, mut plain) = (0, 0);
        // Up to here no term for an index is closed.
        let mut unclosed = 0;
        while let Some(sign) = next_sign(text, at, is_sign) {
            let before = text.get(plain..sign).unwrap_or("");
            let last = text.get(..sign).and_then(|head| head.chars().next_back());
            let rest = text.get(sign..).unwrap_or("");
            let taken = if rest.starts_with("((") && !closes(text, sign + 2, &mut unclosed) {
                0
            } else {
                self.mark(before, last, rest)
            };
            at = sign + taken.max(1);
            if taken > 0 {
                plain = at;
            }
        }
        self.plain_words(text.get(plain..).unwrap_or(""));
    }

    /// Writes words that stand between marks with the marks in them, not endlessly.
    fn inside(&mut self, words: &str) {
        if !self.depth.enter() {
            return self.plain_words(words.trim_matches(['_', '*', '`']));
        }
        self.inline_filled(words);
        self.depth.leave();
    }

    /// Writes what begins with a sign, after the plain words before it; how many bytes were taken.
    fn mark(&mut self, before: &str, last: Option<char>, rest: &str) -> usize {
        let sign = rest.chars().next().unwrap_or(' ');
        match sign {
            ':' => return self.named(before, rest),
            '<' => {
                let Some((inside, length)) = between(rest, "<<", ">>") else {
                    return self.replaced(before, rest);
                };
                let (target, said) = inside.split_once(',').unwrap_or((inside, ""));
                self.plain_words(before);
                self.refer(target.trim(), said.trim());
                return length;
            }
            '{' => {
                let Some((name, length)) = between(rest, "{", "}") else {
                    return 0;
                };
                let Some(sign) = sign_of(name) else { return 0 };
                self.plain_words(before);
                self.builder.text(sign);
                return length;
            }
            '\\' => {
                let escaped = rest.get(1..).is_some_and(|rest| {
                    rest.starts_with(|c: char| "*_`#^~+<{[".contains(c))
                        || REPLACED.iter().any(|(signs, _)| rest.starts_with(signs))
                });
                if !escaped {
                    return 0;
                }
                self.plain_words(before);
                self.builder.text(rest.get(1..2).unwrap_or(""));
                return 2;
            }
            '[' => {
                if let Some((name, length)) = between(rest, "[[", "]]") {
                    self.plain_words(before);
                    self.builder
                        .target_inside(name.split(',').next().unwrap_or(name));
                    return length;
                }
                // A role before marked words: only the words count.
                let role = between(rest, "[.", "]").filter(|(_, length)| {
                    rest.get(*length..)
                        .is_some_and(|rest| rest.starts_with(['#', '*', '_', '`']))
                });
                let Some((_, length)) = role else { return 0 };
                self.plain_words(before);
                return length;
            }
            '(' => {
                for (written, sign) in [("(C)", "©"), ("(R)", "®"), ("(TM)", "™")] {
                    if rest.starts_with(written) {
                        self.plain_words(before);
                        self.builder.text(sign);
                        return written.len();
                    }
                }
                // Words for an index.
                let Some((words, length)) =
                    between(rest, "(((", ")))").or(between(rest, "((", "))"))
                else {
                    return 0;
                };
                self.plain_words(before);
                if !rest.starts_with("(((") {
                    self.plain_words(words);
                }
                return length;
            }
            '-' if rest.starts_with("--") => {
                let behind = rest.get(2..).and_then(|rest| rest.chars().next());
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if last == Some(' ') && behind == Some(' ') {
                    self.plain_words(before);
                    self.builder.text("— ");
                    return 3;
                } else if inside(last) && inside(behind) && !ends_in_address(before) {
                    self.plain_words(before);
                    self.builder.text("—");
                    return 2;
                }
                return 0;
            }
            '-' | '=' | '.' => return self.replaced(before, rest),
            _ => {}
        }
        self.marked(before, last, rest, sign)
    }

    /// Writes the sign that others stand for; how many bytes were taken.
    fn replaced(&mut self, before: &str, rest: &str) -> usize {
        let found = REPLACED.iter().find(|(signs, _)| rest.starts_with(signs));
        let Some((signs, sign)) = found.filter(|_| !before.ends_with(['-', '=', '<'])) else {
            return 0;
        };
        if ends_in_address(before) || rest.starts_with("<=>") || rest.starts_with("<->") {
            return 0;
        }
        self.plain_words(before);
        self.builder.text(sign);
        signs.len()
    }

    /// Writes a link to a place of this text, by what that is called if nothing else is said.
    fn refer(&mut self, target: &str, said: &str) {
        let name = target.trim_start_matches('#');
        if !said.is_empty() {
            return self.link(target, said);
        }
        let known = self.titles.get(name);
        let known = known.filter(|(_, title)| self.repeats.take(title.len()));
        let Some((place, title)) = known.map(|(place, title)| (place.to_owned(), title.to_owned()))
        else {
            return self.link(target, name.trim_start_matches('_'));
        };
        self.builder.face(Face::Link(format!("#{place}").into()));
        self.inside(&title);
        self.builder.plain();
    }

    /// Words between two signs that are the same.
    fn marked(&mut self, before: &str, last: Option<char>, rest: &str, sign: char) -> usize {
        let double: String = [sign, sign].iter().collect();
        let (words, length) = if let Some(found) =
            between(rest, &double, &double).filter(|(words, _)| !words.is_empty())
        {
            found
        } else if matches!(sign, '^' | '~') {
            let tight = |(words, _): &(&str, usize)| {
                !words.is_empty() && !words.contains(char::is_whitespace)
            };
            let sign: String = sign.into();
            match between(rest, &sign, &sign).filter(tight) {
                Some(found) => found,
                None => return 0,
            }
        } else {
            let inside = rest.get(1..).unwrap_or("");
            match closing(inside, sign).filter(|_| is_edge(last)) {
                Some(end) => (inside.get(..end).unwrap_or(""), end + 2),
                None => return 0,
            }
        };
        if sign == '+' && !rest.starts_with("++") && words.contains('\n') {
            return 0;
        }
        self.plain_words(before);
        match sign {
            '`' => self.faced(Face::Code, words.trim_matches('+')),
            '^' | '~' => {
                let set = mathematics::shifted(sign == '^', words);
                self.builder.text(set.as_deref().unwrap_or(words));
            }
            '+' => self.builder.text(words.trim_matches('+')),
            '#' => self.inside(words),
            _ => {
                self.builder.face(if sign == '*' {
                    Face::Strong
                } else {
                    Face::Emphasis
                });
                self.inside(words);
                self.builder.plain();
            }
        }
        length
    }

    /// What a name and a colon begin: an address, `link:`, `image:`, a footnote.
    fn named(&mut self, before: &str, rest: &str) -> usize {
        let is_name = |c: char| c.is_ascii_alphanumeric();
        let name = before
            .get(before.trim_end_matches(is_name).len()..)
            .unwrap_or("");
        // A note may stand right behind a word.
        let name = if name.ends_with(FOOTNOTE) {
            FOOTNOTE
        } else {
            name
        };
        let lead = before.get(..before.len() - name.len()).unwrap_or("");
        let near = crate::text::head(rest, 4096);
        let Some(open) = near.find('[') else { return 0 };
        let target = near.get(1..open).unwrap_or("");
        let Some(close) = near.get(open..).and_then(|tail| tail.find(']')) else {
            return 0;
        };
        if target.contains(|c: char| c.is_whitespace() || c == '<') {
            return 0;
        }
        let words = near.get(open + 1..open + close).unwrap_or("");
        let said = words
            .split(',')
            .next()
            .unwrap_or("")
            .trim_matches('"')
            .trim_end_matches('^');
        let length = open + close + 1;
        match name {
            "xref" if !target.is_empty() && said.is_empty() => {
                self.plain_words(lead);
                self.refer(target, "");
            }
            "link" | "xref" if !target.is_empty() => {
                self.plain_words(lead);
                self.link(target, if said.is_empty() { target } else { said });
            }
            "image" | "icon" if !target.is_empty() => {
                self.plain_words(lead);
                self.faced(Face::Quiet, if said.is_empty() { "picture" } else { said });
            }
            FOOTNOTE => {
                self.plain_words(lead);
                self.footnote(target, words);
            }
            // As the sources of the pages of Git name each other.
            "linkgit" if !target.is_empty() => {
                self.plain_words(lead);
                let page = format!("{target}({words})");
                self.faced(Face::Link(format!("man:{page}").into()), &page);
            }
            // Words for an index, of which the second kind are shown as well.
            "indexterm" if target.is_empty() => self.plain_words(lead),
            "indexterm2" if target.is_empty() => {
                self.plain_words(lead);
                self.inside(words);
            }
            "kbd" | "btn" => {
                self.plain_words(lead);
                self.faced(Face::Code, words);
            }
            "menu" => {
                self.plain_words(lead);
                self.faced(
                    Face::Code,
                    &format!("{target} › {}", words.replace('>', "›")),
                );
            }
            "stem" | "latexmath" => {
                self.plain_words(lead);
                let set = mathematics::set(words);
                self.faced(Face::Math, set.as_deref().unwrap_or(words));
            }
            "pass" => {
                self.plain_words(lead);
                self.builder.text(words);
            }
            scheme if SCHEMES.contains(&scheme) && !target.is_empty() => {
                self.plain_words(lead);
                let address = format!("{scheme}:{target}");
                let said = if said.is_empty() {
                    address.clone()
                } else {
                    said.to_owned()
                };
                self.faced(Face::Link(address.into()), &said);
            }
            _ => return 0,
        }
        length
    }

    /// Writes the mark of a note with these words, or of the one of this name that was there before.
    fn footnote(&mut self, name: &str, words: &str) {
        let known = self.named_notes.get(name).copied();
        let number = if let Some(number) = known.filter(|_| words.is_empty()) {
            number
        } else {
            self.notes.push(words.to_owned());
            let number = self.notes.len();
            if !name.is_empty() {
                self.named_notes.insert(name.to_owned(), number);
            }
            let mark = format!("_footnoteref_{number}");
            self.builder.target_inside(&mark);
            number
        };
        self.faced(
            Face::Link(format!("#_footnote_{number}").into()),
            &format!("[{number}]"),
        );
    }

    fn link(&mut self, target: &str, said: &str) {
        let is_file = target.contains('.')
            || target.contains('/')
            || target.starts_with('#')
            || target.contains(':');
        let link = if is_file {
            target.to_owned()
        } else {
            format!("#{target}")
        };
        self.faced(Face::Link(link.into()), said);
    }

    pub(super) fn faced(&mut self, face: Face, words: &str) {
        self.builder.face(face);
        self.builder.text(words);
        self.builder.plain();
    }

    fn plain_words(&mut self, words: &str) {
        let mut at = 0;
        while let Some((range, target)) = addresses::next(words, at) {
            self.builder.text(words.get(at..range.start).unwrap_or(""));
            at = range.end;
            self.faced(Face::Link(target.into()), words.get(range).unwrap_or(""));
        }
        self.builder.text(words.get(at..).unwrap_or(""));
    }
}
