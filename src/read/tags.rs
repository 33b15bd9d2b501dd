//! Tags of HTML, as people write them into texts of other formats: read one after the other, without a tree.

use std::borrow::Cow;

/// What is read next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, with entities as they are written.
    Text(&'a str),
    /// A tag that opens something: its name, small, and what it says.
    Open(String, Attributes<'a>),
    /// A tag that closes something.
    Close(String),
    /// A comment, a declaration, an instruction: nothing for people.
    Dropped,
}

/// What a tag says beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// The value of an attribute, with its entities decoded; none if it is not there.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=')?;
            let (own, tail) = rest.split_at_checked(end)?;
            let Some(value) = tail.trim_start().strip_prefix('=') else {
                rest = tail;
                continue;
            };
            let value = value.trim_start();
            let (value, tail) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                let inside = value.get(1..)?;
                inside.split_once(quote).unwrap_or((inside, ""))
            } else {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at_checked(end)?
            };
            if own.eq_ignore_ascii_case(name) {
                return Some(decoded(value));
            }
            rest = tail;
        }
    }
}

/// Ends that are known not to follow, so that they are not looked for again.
#[derive(Default)]
struct Unclosed {
    comment: bool,
    tag: bool,
}

/// Reads the tokens of a text; each with the byte at which it begins.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut at = 0;
    let mut unclosed = Unclosed::default();
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let (length, token) = tag(rest, &mut unclosed).unwrap_or_else(|| {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let next = rest.get(first..).and_then(|tail| tail.find('<'));
            let end = next.map_or(rest.len(), |next| next + first);
            (end, Token::Text(rest.get(..end).unwrap_or(rest)))
        });
        at += length.max(1);
        Some((start, token))
    })
}

/// The tag that a text begins with, and its length in bytes.
fn tag<'a>(text: &'a str, unclosed: &mut Unclosed) -> Option<(usize, Token<'a>)> {
    let inside = text.strip_prefix('<')?;
    if let Some(comment) = inside.strip_prefix("!--") {
        if unclosed.comment {
            return None;
        }
        let Some(end) = comment.find("-->") else {
            unclosed.comment = true;
            return None;
        };
        return Some((end + 7, Token::Dropped));
    }
    let first = *inside.as_bytes().first()?;
    if first == b'!' || first == b'?' {
        if unclosed.tag {
            return None;
        }
        let end = inside.find('>');
        unclosed.tag = end.is_none();
        return end.map(|end| (end + 2, Token::Dropped));
    }
    let (named, closes) = match inside.strip_prefix('/') {
        Some(named) => (named, true),
        None => (inside, false),
    };
    if !named.as_bytes().first()?.is_ascii_alphabetic() {
        return None;
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let name_end = named.find(|c| !is_name(c)).unwrap_or(named.len());
    let (name, said) = named.split_at_checked(name_end)?;
    let end = tag_end(said)?;
    let name = name.to_ascii_lowercase();
    let length = text.len() - said.len() + end + 1;
    let token = if closes {
        Token::Close(name)
    } else {
        Token::Open(name, Attributes(said.get(..end)?))
    };
    Some((length, token))
}

/// Where the `>` of a tag stands, outside of quotation marks.
fn tag_end(said: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in said.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Entities that people write by name.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ensp", " "),
    ("emsp", " "),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("larr", "←"),
    ("rarr", "→"),
    ("uarr", "↑"),
    ("darr", "↓"),
    ("times", "×"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("euro", "€"),
    ("pound", "£"),
    ("sect", "§"),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
];

/// The longest name of an entity that is looked for, in bytes.
const LONGEST_NAME: usize = 10;

/// A text with its entities as what they stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let head = piece.get(..LONGEST_NAME + 1).unwrap_or(piece);
        let meant = head
            .split_once(';')
            .and_then(|(name, _)| Some((entity(name)?, name.len() + 1)));
        if let Some((meant, length)) = meant {
            out.push_str(&meant);
            out.push_str(piece.get(length..).unwrap_or(""));
        } else {
            out.push('&');
            out.push_str(piece);
        }
    }
    Cow::Owned(out)
}

/// What the name of an entity, or its number, stands for.
fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let c = code
            .ok()
            .map(|code| char::from_u32(code).unwrap_or('\u{fffd}'))?;
        return Some(Cow::Owned(c.to_string()));
    }
    let found = NAMED.iter().find(|(own, _)| *own == name);
    found.map(|(_, meant)| Cow::Borrowed(*meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_words_follow_each_other() {
        let text = "a <B class='x>y'>b</b> <!-- no --> 1 < 2 <br/>";
        let read: Vec<String> = tokens(text)
            .map(|(_, token)| match token {
                Token::Text(words) => words.to_owned(),
                Token::Open(name, _) => format!("[{name}]"),
                Token::Close(name) => format!("[/{name}]"),
                Token::Dropped => "[]".to_owned(),
            })
            .collect();
        assert_eq!(read.concat(), "a [b]b[/b] [] 1 < 2 [br]");
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let said = Attributes(" wide SRC = 'a&amp;b' alt=none href=\"x y\" /");
        assert_eq!(said.get("src").as_deref(), Some("a&b"));
        assert_eq!(said.get("alt").as_deref(), Some("none"));
        assert_eq!(said.get("href").as_deref(), Some("x y"));
        assert_eq!(said.get("wide"), None);
    }

    #[test]
    fn entities_are_what_they_stand_for() {
        assert_eq!(
            decoded("a &amp;&#65;&#x42; &no; & &ndash;"),
            "a &AB &no; & –"
        );
    }
}
