//! Lines that begin with a colon: definitions, the fences of containers, and words that just happen to stand so.
//!
//! The parser takes each of them for a definition. So it is given a text in which only those are left: fences are blank
//! there, and another sign stands for the colons of words. Every byte stays where it was.

use std::borrow::Cow;

use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event};

use crate::document::Alert;

/// Containers that are nested deeper stay as they are written.
const DEEPEST: usize = 16;

/// What may stand for a colon: one of these that the text does not have.
const SIGNS: [u8; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// A line that begins or ends a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// Where the line begins.
    pub(super) at: usize,
    /// What both lines of a container are known by.
    pub(super) name: String,
    /// What it says, if it begins one.
    pub(super) opens: Option<(Alert, String)>,
}

/// A text whose colons can do no harm.
#[derive(Debug)]
pub(super) struct Colons<'a> {
    /// What the parser is to read.
    pub(super) text: Cow<'a, str>,
    /// Whether it has definitions.
    pub(super) define: bool,
    /// The fences that are blank in it.
    pub(super) fences: Vec<Fence>,
    /// What stands for a colon.
    sign: Option<char>,
}

impl<'a> Colons<'a> {
    /// Looks through a text; where that is only the beginning of one, its containers may end behind it.
    pub(super) fn of(text: &'a str, whole: bool) -> Self {
        let firsts: Vec<usize> = memchr_iter(b':', text.as_bytes())
            .filter(|at| is_first(text, *at))
            .collect();
        let define = firsts.iter().any(|at| is_definition(line_from(text, *at)));
        let has_fences = firsts.iter().any(|at| is_fence(line_from(text, *at)));
        let fences = if has_fences {
            fences(text, whole)
        } else {
            Vec::new()
        };
        let mut colons = Self {
            text: Cow::Borrowed(text),
            define,
            fences,
            sign: None,
        };
        let is_free = |sign: &u8| memchr::memchr(*sign, text.as_bytes()).is_none();
        let sign = define.then(|| SIGNS.into_iter().find(is_free)).flatten();
        if sign.is_none() && colons.fences.is_empty() {
            return colons;
        }
        let mut bytes = text.as_bytes().to_vec();
        if let Some(sign) = sign {
            let words = |at: &&usize| {
                let line = line_from(text, **at);
                !is_definition(line) && !is_rule_of_table(line)
            };
            for at in firsts.iter().filter(words) {
                if let Some(byte) = bytes.get_mut(*at) {
                    *byte = sign;
                }
            }
        }
        for fence in &colons.fences {
            let end = fence.at + line_from(text, fence.at).len();
            if let Some(line) = bytes.get_mut(fence.at..end) {
                line.fill(b' ');
            }
        }
        // A line is blanked as a whole, and the signs have one byte as a colon has.
        if let Ok(tamed) = String::from_utf8(bytes) {
            (colons.text, colons.sign) = (Cow::Owned(tamed), sign.map(char::from));
        }
        colons
    }

    /// What was parsed, with the colons that the text has. No address begins with one.
    pub(super) fn said<'e>(&self, event: Event<'e>) -> Event<'e> {
        let Some(sign) = self.sign else { return event };
        let said = |words: CowStr<'e>| {
            if words.contains(sign) {
                CowStr::from(words.replace(sign, ":"))
            } else {
                words
            }
        };
        match event {
            Event::Text(words) => Event::Text(said(words)),
            Event::Code(words) => Event::Code(said(words)),
            Event::InlineMath(words) => Event::InlineMath(said(words)),
            Event::DisplayMath(words) => Event::DisplayMath(said(words)),
            Event::Html(words) => Event::Html(said(words)),
            Event::InlineHtml(words) => Event::InlineHtml(said(words)),
            event => event,
        }
    }
}

/// Whether nothing stands before a byte in its line but blanks and signs of quotations.
fn is_first(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or(&[]);
    let last = before
        .iter()
        .rev()
        .find(|b| !matches!(b, b' ' | b'\t' | b'>'));
    last.is_none_or(|b| *b == b'\n')
}

/// The rest of a line, without what ends it.
fn line_from(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or("");
    line.strip_suffix('\r').unwrap_or(line)
}

/// Whether a blank parts the colon from words behind it.
fn is_definition(line: &str) -> bool {
    let behind = line.strip_prefix(':').unwrap_or("");
    behind.starts_with([' ', '\t']) && !behind.trim().is_empty()
}

fn is_fence(line: &str) -> bool {
    line.starts_with(":::")
}

/// Whether a line may be what stands below the head of a table.
fn is_rule_of_table(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|b| b":-| \t".contains(&b))
}

/// The fences of containers that are set apart here. Others stay as they are written, and so do those that nothing ends.
fn fences(text: &str, whole: bool) -> Vec<Fence> {
    let mut found: Vec<(Fence, bool)> = Vec::new();
    // The containers that are open: which of those found, if it is one.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut code = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        if is_code(line, &mut code) {
            continue;
        }
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if indent > 3 || !is_fence(bare) {
            continue;
        }
        let said = bare.trim_matches(':').trim();
        if said.is_empty() {
            let opened = open.pop().flatten();
            if let Some((fence, closed)) = opened.and_then(|nth| found.get_mut(nth)) {
                *closed = true;
                let fence = Fence {
                    at: begin,
                    opens: None,
                    name: fence.name.clone(),
                };
                found.push((fence, true));
            }
            continue;
        }
        let kind = kind(said).filter(|_| open.len() < DEEPEST);
        open.push(kind.is_some().then_some(found.len()));
        if kind.is_some() {
            let fence = Fence {
                at: begin,
                name: format!(":::{begin}"),
                opens: kind,
            };
            found.push((fence, !whole));
        }
    }
    found.retain(|(_, closed)| *closed);
    found.into_iter().map(|(fence, _)| fence).collect()
}

/// Whether a line belongs to code between fences of its own: their sign, and how often it stands there.
fn is_code(line: &str, open: &mut Option<(char, usize)>) -> bool {
    let bare = line.trim();
    // What opens code may stand behind the marker of an entry.
    let marker = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    let fence = match open {
        Some(_) => bare.trim_start_matches([' ', '\t', '>']),
        None => bare.trim_start_matches(marker),
    };
    let Some(sign) = fence.chars().next().filter(|c| matches!(c, '`' | '~')) else {
        return open.is_some();
    };
    let info = fence.trim_start_matches(sign);
    let signs = fence.len() - info.len();
    match *open {
        Some((own, least)) if sign == own && signs >= least && info.is_empty() => *open = None,
        Some(_) => {}
        None if signs > 2 && !(sign == '`' && info.contains('`')) => *open = Some((sign, signs)),
        None => return false,
    }
    true
}

/// What the words of a fence call the container, if it is a remark: `note Words`, `note[Words]`, `{.note title="Words"}`.
fn kind(said: &str) -> Option<(Alert, String)> {
    let inside = said.strip_prefix('{');
    let named = match inside {
        Some(inside) => inside.trim_start().strip_prefix('.')?,
        None => said,
    };
    let named = named.strip_prefix("callout-").unwrap_or(named);
    let end = named.find(|c: char| !c.is_ascii_alphabetic());
    let (name, behind) = named.split_at_checked(end.unwrap_or(named.len()))?;
    let (alert, name) = match &*name.to_ascii_lowercase() {
        "note" => (Alert::Note, "Note"),
        "info" => (Alert::Note, "Info"),
        "tip" => (Alert::Tip, "Tip"),
        "important" => (Alert::Important, "Important"),
        "warning" => (Alert::Warning, "Warning"),
        "caution" => (Alert::Caution, "Caution"),
        "danger" => (Alert::Caution, "Danger"),
        _ => return None,
    };
    if !behind.is_empty() && !behind.starts_with([' ', '\t', '[', '{', '}']) {
        return None;
    }
    let attribute = || {
        let (_, value) = behind.split_once("title=\"")?;
        Some(value.split_once('"')?.0)
    };
    let title = match behind.strip_prefix('[') {
        Some(title) => title.split(']').next(),
        None if inside.is_some() || behind.starts_with('{') => attribute(),
        None => Some(behind),
    };
    let title = title.unwrap_or("").trim().trim_matches('"');
    // It is set as a whole; what would stress words of it is not for people then.
    let title = title.replace(['*', '`'], "");
    let said = if title.is_empty() {
        name.to_owned()
    } else {
        format!("{name}: {title}")
    };
    Some((alert, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_blank_makes_a_colon_a_definition() {
        let tamed = |text: &str| {
            let colons = Colons::of(text, true);
            (colons.define, colons.text.replace('\u{1}', "!"))
        };
        for (text, define, seen) in [
            ("a\n: b\n", true, "a\n: b\n"),
            ("a\n:b\n:\n: \n", false, "a\n:b\n:\n: \n"),
            (
                "a\n: b\n\nc\n> :d\n  :e\n",
                true,
                "a\n: b\n\nc\n> !d\n  !e\n",
            ),
            ("a\n: b\n\nc|d\n:-|-:\n", true, "a\n: b\n\nc|d\n:-|-:\n"),
            ("a: b\nc :d\n", false, "a: b\nc :d\n"),
        ] {
            assert_eq!(tamed(text), (define, seen.to_owned()), "{text:?}");
        }
        let all: String = SIGNS.map(char::from).into_iter().collect();
        let text = format!("a\n: b\n\nc\n:d {all}\n");
        assert_eq!(Colons::of(&text, true).text, text);
    }

    #[test]
    fn containers_are_found_by_both_of_their_lines() {
        let found = |text: &str, whole| {
            let fences = Colons::of(text, whole).fences;
            let said = fences.into_iter().map(|fence| match fence.opens {
                Some((_, said)) => said,
                None => "/".to_owned(),
            });
            said.collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            (":::note\na\n:::", "Note /"),
            ("::: tip *A* word\na\n:::", "Tip: A word /"),
            (":::info[A word]{.x}\n:::", "Info: A word /"),
            ("::: {.callout-warning title=\"W\"}\n:::", "Warning: W /"),
            (
                ":::: danger ::::\n::: caution\n:::\n::::",
                "Danger Caution / /",
            ),
            ("::: tabs\n::: note\n:::\n:::", "Note /"),
            (":::notes\n:::", ""),
            (":::note\nnever ended", ""),
            ("```\n:::note\n:::\n```\n- ~~~\n  :::tip\n  ~~~\n  :::", ""),
            ("    :::note\n    :::", ""),
        ] {
            assert_eq!(found(text, true), expected, "{text}");
        }
        assert_eq!(found(":::note\nits end is not read", false), "Note");
    }
}
