//! Marks inside of a paragraph.

use std::sync::Arc;

use super::names::key;
use super::notes::target_of;
use super::{Reader, addresses, mathematics};
use crate::document::Face;

/// What closes a mark is looked for so far, in bytes.
const FAR: usize = 4096;
/// A word that is referred to is not longer, in bytes.
const LONGEST_WORD: usize = 256;

/// Characters that may stand before a mark that opens, and behind one that closes.
fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && c != '\\'))
}

/// Whether a sign stands alone between a pair, as in `[*]`: then it opens nothing.
fn is_enclosed(before: Option<char>, behind: &str) -> bool {
    let pairs = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('"', '"'),
        ('\'', '\''),
    ];
    let mut pairs = pairs.into_iter();
    pairs.any(|(open, close)| before == Some(open) && behind.starts_with(close))
}

/// Up to where it is known of each sign that it closes nothing before, as bytes of a text: nobody looks there again.
#[derive(Default)]
struct Unclosed(Vec<(&'static str, usize)>);

impl Unclosed {
    /// Where a sign closes what it has opened before the byte `from` of `text`, as bytes from there.
    fn closing(&mut self, text: &str, from: usize, sign: &'static str) -> Option<usize> {
        let inside = text.get(from..)?;
        let near = crate::text::head(inside, FAR);
        let known = self.0.iter().find(|known| known.0 == sign);
        let mut at = known.map_or(0, |known| known.1.saturating_sub(from));
        while let Some(found) = near.get(at..).and_then(|rest| rest.find(sign)) {
            at += found;
            let before = near.get(..at)?.chars().next_back();
            let behind = inside.get(at + sign.len()..)?.chars().next();
            let opened = before.is_some_and(|c| !c.is_whitespace() && (c != '\\' || sign == "``"));
            // A backslash and a blank behind a mark part it from the word that goes on.
            let ends = is_edge(behind) || behind == Some('\\');
            if opened && (ends || behind == Some('_') && sign.starts_with('`')) {
                return Some(at);
            }
            at += sign.len();
        }
        // A sign of two characters may lie across the end of what was looked at.
        let mut end = near.len().saturating_sub(sign.len() - 1);
        while !near.is_char_boundary(end) {
            end -= 1;
        }
        self.0.retain(|known| known.0 != sign);
        self.0.push((sign, from + end));
        None
    }
}

impl Reader<'_> {
    /// Writes words with their marks.
    pub(super) fn inline(&mut self, text: &str) {
        let mut at = 0;
        let mut plain = 0;
        let mut unclosed = Unclosed::default();
        let is_sign = |b: &u8| matches!(b, b'*' | b'`' | b'\\' | b'|' | b'_' | b':');
        let next = |at: usize| text.as_bytes().get(at..)?.iter().position(is_sign);
        while let Some(found) = next(at) {
            let sign = at + found;
            let before = text.get(..sign).and_then(|head| head.chars().next_back());
            let taken = self.mark(text, sign, plain, before, &mut unclosed);
            at = sign + taken.max(1);
            if taken > 0 {
                plain = at;
            }
        }
        self.words(text.get(plain..).unwrap_or(""));
    }

    /// Writes what begins with a sign, after the plain words before it; how many bytes were taken.
    fn mark(
        &mut self,
        text: &str,
        sign: usize,
        plain: usize,
        before: Option<char>,
        unclosed: &mut Unclosed,
    ) -> usize {
        let lead = text.get(plain..sign).unwrap_or("");
        let rest = text.get(sign..).unwrap_or("");
        if let Some(escaped) = rest.strip_prefix('\\') {
            self.words(lead);
            let next = escaped.chars().next();
            // An escaped blank is nothing at all.
            if let Some(c) = next.filter(|c| !c.is_whitespace()) {
                self.builder.text(c.encode_utf8(&mut [0; 4]));
            }
            return 1 + next.map_or(0, char::len_utf8);
        }
        if rest.starts_with('_') {
            return self.reference(text, sign, plain);
        }
        if !is_edge(before) {
            return 0;
        }
        if rest.starts_with(':') {
            return self.role(text, sign, lead, unclosed);
        }
        for (mark, face) in [
            ("``", Some(Face::Code)),
            ("**", Some(Face::Strong)),
            ("*", Some(Face::Emphasis)),
            ("`", None),
            ("|", None),
        ] {
            let Some(inside) = rest.strip_prefix(mark) else {
                continue;
            };
            // Where two signs do not open anything, one of them does not either.
            if inside.starts_with(char::is_whitespace) || is_enclosed(before, inside) {
                return 0;
            }
            let Some(end) = unclosed.closing(text, sign + mark.len(), mark) else {
                return 0;
            };
            let words = inside.get(..end).unwrap_or("");
            self.words(lead);
            let length = end + 2 * mark.len();
            let behind = rest.get(length..).unwrap_or("");
            return length
                + match (mark, face) {
                    ("``", _) => {
                        self.faced(Face::Code, words);
                        0
                    }
                    ("`", _) => self.interpreted(words, behind),
                    ("|", _) => self.instead(words, behind),
                    (_, face) => {
                        self.faced(face.unwrap_or(Face::Emphasis), &unescaped(words));
                        0
                    }
                };
        }
        0
    }

    /// What stands for words between bars, a link if underscores stand behind them; how many those are.
    fn instead(&mut self, words: &str, behind: &str) -> usize {
        let underscores = behind.bytes().take_while(|b| *b == b'_').take(2).count();
        let known = self.names.instead(words);
        let known = known.filter(|said| self.repeats.take(said.len()));
        let known = known.map(str::to_owned);
        let target = match underscores {
            0 => None,
            1 => Some(self.names.target(words)),
            _ => Some(self.names.next_anonymous()),
        };
        match (known, target) {
            (Some(said), Some(target)) => self.faced(Face::Link(target), &unmarked(&said)),
            // What stands for something may have marks, but nothing stands for something in it.
            (Some(said), None) if !self.inside => {
                self.inside = true;
                self.inline(&said);
                self.inside = false;
            }
            (Some(said), None) => self.words(&said),
            (None, Some(target)) => self.faced(Face::Link(target), words),
            (None, None) => self.words(words),
        }
        underscores
    }

    /// Words between grave accents: a link, or a title.
    fn interpreted(&mut self, words: &str, behind: &str) -> usize {
        let underscores = behind.bytes().take_while(|b| *b == b'_').take(2).count();
        if underscores == 0 {
            if let Some((role, after)) = behind
                .strip_prefix(':')
                .and_then(|rest| rest.split_once(':'))
                && !role.is_empty()
                && role.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            {
                self.said_as(role, words);
                return behind.len() - after.len();
            }
            self.said_as("title", words);
            return 0;
        }
        let embedded = words
            .strip_suffix('>')
            .and_then(|words| words.rsplit_once('<'))
            .filter(|(said, _)| said.is_empty() || said.ends_with(char::is_whitespace));
        let (said, target) = match embedded {
            Some((said, target)) => {
                let address: String = target.split_whitespace().collect();
                let named = address
                    .strip_suffix('_')
                    .filter(|_| !address.contains("://"));
                let target = named.map_or_else(
                    || Arc::from(address.as_str()),
                    |name| self.names.target(name),
                );
                let said = match said.trim() {
                    "" if named.is_none() || self.repeats.take(target.len()) => target.to_string(),
                    "" => address.clone(),
                    said => said.to_owned(),
                };
                (said, target)
            }
            None if underscores == 2 => (words.to_owned(), self.names.next_anonymous()),
            None => (words.to_owned(), self.names.target(words)),
        };
        self.faced(Face::Link(target), &unescaped(&said));
        underscores
    }

    /// A word that an underscore makes a link, or a footnote.
    fn reference(&mut self, text: &str, sign: usize, plain: usize) -> usize {
        let underscores = behind_underscores(text, sign);
        let after = text
            .get(sign + underscores..)
            .and_then(|rest| rest.chars().next());
        let head = text.get(plain..sign).unwrap_or("");
        if underscores > 2 || !is_edge(after) || head.is_empty() {
            return 0;
        }
        let near = crate::text::tail(head, LONGEST_WORD);
        let far = head.len() - near.len();
        if let Some(inside) = near.strip_suffix(']') {
            let Some((before, label)) = inside.rsplit_once('[') else {
                return 0;
            };
            let before = head.get(..far + before.len()).unwrap_or("");
            if label.contains(char::is_whitespace) || label.is_empty() {
                return 0;
            }
            self.words(before);
            let mark = self.notes.mark(label, false);
            let link = Face::Link(format!("#{}", target_of(&mark)).into());
            self.faced(link, &format!("[{mark}]"));
            return underscores;
        }
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '+' | '_');
        let name = near.len() - near.trim_end_matches(is_name).len();
        if name == near.len() && far > 0 {
            return 0;
        }
        let (before, name) = head
            .split_at_checked(head.len() - name)
            .unwrap_or((head, ""));
        if name.is_empty() || !name.starts_with(char::is_alphanumeric) || name.contains("__") {
            return 0;
        }
        self.words(before);
        let target = if underscores == 2 {
            self.names.next_anonymous()
        } else {
            self.names.target(name)
        };
        self.faced(Face::Link(target), name);
        underscores
    }

    /// Words with a role before them.
    fn role(&mut self, text: &str, sign: usize, lead: &str, unclosed: &mut Unclosed) -> usize {
        let rest = text.get(sign..).unwrap_or("");
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b"-_:.+".contains(&b);
        let end = rest.bytes().take(64).position(|b| !is_name(b)).unwrap_or(0);
        let (name, tail) = rest.split_at_checked(end).unwrap_or(("", rest));
        let role = name.trim_matches(':');
        let Some(inside) = tail
            .strip_prefix('`')
            .filter(|_| name.ends_with(':') && !role.is_empty())
        else {
            return 0;
        };
        let Some(close) = unclosed.closing(text, sign + end + 1, "`") else {
            return 0;
        };
        self.words(lead);
        self.said_as(role, inside.get(..close).unwrap_or(""));
        end + close + 2
    }

    fn said_as(&mut self, role: &str, words: &str) {
        let (said, target) = match words
            .strip_suffix('>')
            .and_then(|words| words.rsplit_once('<'))
        {
            Some((said, target)) if said.ends_with(' ') => (said.trim_end(), Some(target)),
            _ => (words, None),
        };
        let role = role.rsplit(':').next().unwrap_or(role);
        let said = unescaped(said);
        match role {
            "math" => {
                let set = mathematics::set(words);
                self.faced(Face::Math, set.as_deref().unwrap_or(words));
            }
            "sup" | "superscript" | "sub" | "subscript" => {
                let set = mathematics::shifted(role.starts_with("sup"), words);
                self.builder.text(set.as_deref().unwrap_or(words));
            }
            "strong" => self.faced(Face::Strong, &said),
            "emphasis" | "title" | "title-reference" | "dfn" | "term" | "abbr" => {
                self.faced(Face::Emphasis, &said);
            }
            "ref" | "doc" | "numref" => {
                let name = target.unwrap_or(words);
                if role != "doc" && target.is_none() && self.refer(name) {
                    return;
                }
                let target = if role == "doc" {
                    format!("{name}.rst")
                } else {
                    format!("#{}", key(name))
                };
                self.faced(Face::Link(target.into()), &said);
            }
            "pep" | "rfc" => {
                let number = target.unwrap_or(words);
                let (named, address) = if role == "pep" {
                    ("PEP", format!("https://peps.python.org/pep-{number:0>4}/"))
                } else {
                    (
                        "RFC",
                        format!("https://www.rfc-editor.org/rfc/rfc{number}.html"),
                    )
                };
                let shown = if target.is_some() {
                    said
                } else {
                    format!("{named} {number}")
                };
                self.faced(Face::Link(address.into()), &shown);
            }
            // Names of things of a program, of which the last part is enough where they begin with a tilde.
            _ => {
                let short = said
                    .strip_prefix('~')
                    .and_then(|said| said.rsplit('.').next());
                self.faced(Face::Code, short.unwrap_or(said.trim_start_matches('!')));
            }
        }
    }

    /// Writes a link to a place with a label, by what that is called; whether that is known.
    fn refer(&mut self, label: &str) -> bool {
        let known = self.names.title(label).filter(|_| !self.inside);
        let Some(title) = known.filter(|title| self.repeats.take(title.len())) else {
            return false;
        };
        let title = title.to_owned();
        let target = format!("#{}", key(label));
        self.builder.face(Face::Link(target.into()));
        self.inside = true;
        self.inline(&title);
        self.inside = false;
        self.builder.plain();
        true
    }

    pub(super) fn faced(&mut self, face: Face, words: &str) {
        self.builder.face(face);
        self.builder.text(words);
        self.builder.plain();
    }

    /// Words without marks; addresses in them are links.
    fn words(&mut self, words: &str) {
        let mut at = 0;
        while let Some((range, target)) = addresses::next(words, at) {
            self.builder.text(words.get(at..range.start).unwrap_or(""));
            at = range.end;
            self.faced(Face::Link(target.into()), words.get(range).unwrap_or(""));
        }
        self.builder.text(words.get(at..).unwrap_or(""));
    }
}

fn behind_underscores(text: &str, sign: usize) -> usize {
    let rest = text.as_bytes().get(sign..).unwrap_or(&[]);
    rest.iter().take_while(|b| **b == b'_').take(8).count()
}

/// Words without marks around all of them.
fn unmarked(words: &str) -> String {
    let bare = ["``", "**", "*", "`"].into_iter().find_map(|mark| {
        let inside = words.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inside.is_empty() && !inside.contains(mark)).then_some(inside)
    });
    unescaped(bare.unwrap_or(words))
}

fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => out.extend(signs.next().filter(|c| !c.is_whitespace())),
            c => out.push(c),
        }
    }
    out
}
