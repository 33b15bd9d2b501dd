//! Escapes in text: fonts, named characters, and the many that only matter on paper.

use super::glyphs;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// One or more characters that are meant by an escape.
    Glyph(String),
    /// What follows is set in this font.
    Font(&'a str),
    /// The text goes on with the next line, without a blank.
    Joined,
    /// A step to the right (`true`) or left.
    Step(bool),
}

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let end = self.rest.find('\\').unwrap_or(self.rest.len());
            if end > 0 {
                let (text, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            let mut characters = self.rest.chars();
            characters.next();
            let Some(kind) = characters.next() else {
                // A backslash at the very end.
                self.rest = "";
                return None;
            };
            self.rest = characters.as_str();
            if let Some(piece) = self.escape(kind) {
                return Some(piece);
            }
        }
    }
}

impl<'a> Pieces<'a> {
    fn escape(&mut self, kind: char) -> Option<Piece<'a>> {
        let glyph = |text: &str| Some(Piece::Glyph(text.to_owned()));
        match kind {
            '(' | '[' => {
                let (name, rest) = name_behind(kind, self.rest);
                self.rest = rest;
                Some(Piece::Glyph(meant(name)))
            }
            'C' => {
                let name = self.quoted();
                Some(Piece::Glyph(meant(name)))
            }
            'N' => {
                let number = self.quoted();
                glyphs::numbered(&format!("char{number}")).map(Piece::Glyph)
            }
            'f' => Some(Piece::Font(self.name())),
            '-' => glyph("-"),
            'e' | '\\' => glyph("\\"),
            '\'' => glyph("'"),
            '`' => glyph("`"),
            ' ' | '~' | '0' => glyph("\u{a0}"),
            't' => glyph("\t"),
            'c' => Some(Piece::Joined),
            'h' => {
                let step = self.quoted();
                Some(Piece::Step(!step.starts_with('-')))
            }
            'o' => {
                // Overstruck: the first of them stands for all.
                let first = self.quoted().chars().next();
                first.map(|c| Piece::Glyph(c.to_string()))
            }
            'z' => {
                let mut characters = self.rest.chars();
                characters.next();
                self.rest = characters.as_str();
                None
            }
            's' => {
                self.size();
                None
            }
            'v' | 'w' | 'l' | 'L' | 'D' | 'b' | 'X' | 'A' | 'B' | 'R' | 'S' | 'H' | 'x' | 'Z' => {
                self.quoted();
                None
            }
            'm' | 'M' | 'F' | 'g' | 'k' | 'O' | 'Y' | 'V' | 'n' | '*' | '$' => {
                self.name();
                None
            }
            // No width, hints for breaking, and what only concerns the paper.
            '&' | ')' | '%' | ':' | '/' | ',' | '|' | '^' | '{' | '}' | '!' | '?' | 'r' | 'u'
            | 'd' | 'p' | 'a' => None,
            '"' | '#' => {
                self.rest = "";
                None
            }
            other => Some(Piece::Glyph(other.to_string())),
        }
    }

    fn name(&mut self) -> &'a str {
        let (name, rest) = name(self.rest);
        self.rest = rest;
        name
    }

    /// What stands between two signs of the same kind; nothing where there is no second one.
    fn quoted(&mut self) -> &'a str {
        let mut characters = self.rest.chars();
        let Some(sign) = characters.next() else {
            return "";
        };
        let Some((inside, rest)) = characters.as_str().split_once(sign) else {
            return "";
        };
        self.rest = rest;
        inside
    }

    /// A size of letters: `\s0`, `\s-1`, `\s12`, `\s(12`, `\s[12]`, `\s'12'`.
    fn size(&mut self) {
        let rest = self.rest.strip_prefix(['+', '-']).unwrap_or(self.rest);
        let signed = rest.len() < self.rest.len();
        self.rest = rest;
        match rest.bytes().next() {
            Some(b'(' | b'[') => {
                self.name();
            }
            Some(b'\'') => {
                self.quoted();
            }
            Some(b'0'..=b'9') => {
                let two = !signed && matches!(rest.as_bytes(), [b'1'..=b'3', b'0'..=b'9', ..]);
                self.rest = rest.get(if two { 2 } else { 1 }..).unwrap_or("");
            }
            _ => {}
        }
    }
}

/// A name behind an escape: one character, two behind a bracket, or all between square brackets.
pub(super) fn name(text: &str) -> (&str, &str) {
    let mut characters = text.chars();
    match characters.next() {
        Some(kind @ ('(' | '[')) => name_behind(kind, characters.as_str()),
        Some(first) => text
            .split_at_checked(first.len_utf8())
            .unwrap_or((text, "")),
        None => ("", ""),
    }
}

fn name_behind(kind: char, text: &str) -> (&str, &str) {
    if kind == '[' {
        return text.split_once(']').unwrap_or((text, ""));
    }
    let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The characters of a name; an unknown name stands for itself.
fn meant(name: &str) -> String {
    let named = glyphs::named(name).map(str::to_owned);
    let named = named.or_else(|| glyphs::accented(name));
    let named = named.or_else(|| glyphs::numbered(name));
    // Several: a letter and its marks.
    let joined = || {
        let parts = name.split_once(' ')?;
        Some(meant_one(parts.0) + &meant_one(parts.1))
    };
    named.or_else(joined).unwrap_or_else(|| name.to_owned())
}

fn meant_one(name: &str) -> String {
    glyphs::named(name).map_or_else(|| name.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let said = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Glyph(text) => text,
            Piece::Font(font) => format!("<{font}>"),
            Piece::Joined => "<c>".to_owned(),
            Piece::Step(right) => if right { "<+>" } else { "<->" }.to_owned(),
        };
        pieces(text).map(said).collect()
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(shown("\\-a \\fBb\\fR \\f(BIc\\f[]"), "-a <B>b<R> <BI>c<>");
        assert_eq!(shown("\\(aqx\\(aq \\[em] \\*(zz\\e"), "'x' — \\");
        assert_eq!(shown("\\s-1SMALL\\s0 \\s+2x\\s10y \\&.\\|z"), "SMALL xy .z");
        assert_eq!(shown("\\h'-04'\\(bu\\h'+03'\\c"), "<->•<+><c>");
        assert_eq!(shown("\\[u00E9]\\('e\\[unknown]"), "ééunknown");
        assert_eq!(shown("a\\\" comment"), "a");
        assert_eq!(shown("end\\"), "end");
    }

    #[test]
    fn an_open_escape_hides_nothing() {
        assert_eq!(shown("\\v'open and on"), "'open and on");
        assert_eq!(shown("\\[open"), "open");
    }
}
