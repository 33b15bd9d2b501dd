//! Marks inside of a line of Org.

use super::ahead::Ahead;
use super::headings::name_of;
use super::marks::{is_edge, next_sign};
use super::{Reader, addresses, mathematics};
use crate::document::Face;
use crate::text;

/// An address in angles is not longer, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// What a note says where it is called is not longer, in bytes.
const LONGEST_NOTE: usize = 2048;

/// Brackets stand in each other no deeper in a note.
const DEEPEST_NOTE: usize = 16;

/// Whether a link leads to a picture.
pub(super) fn is_picture(target: &str) -> bool {
    let ending = target.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(
        ending.as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp"
    ) && !target.contains("][")
}

fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'^' | b'*' | b'/' | b'_' | b'=' | b'~' | b'+' | b'[' | b'<' | b'\\' | b'$'
    )
}

/// The address of the web or of a person that stands in angles at the beginning of some words.
fn address(words: &str) -> Option<&str> {
    let inside = words.strip_prefix('<')?;
    let schemes = ["http://", "https://", "ftp://", "mailto:"];
    if !schemes.iter().any(|scheme| inside.starts_with(scheme)) {
        return None;
    }
    let near = text::head(inside, LONGEST_ADDRESS);
    let end = near.find(|c: char| matches!(c, '<' | '>') || c.is_whitespace())?;
    let (address, rest) = inside.split_at_checked(end)?;
    rest.starts_with('>').then_some(address)
}

/// Raised or lowered words behind others, and the bytes of all that, from the sign on: in braces, or numbers, or a letter. A
/// name of a file or of something in a program is left as it is.
fn script(ahead: &mut Ahead, plain: usize, at: usize) -> Option<(String, usize)> {
    let rest = ahead.rest(at);
    let sign = rest.chars().next()?;
    let word = ahead.word_before(at);
    // What stands right behind other such words, or a letter that has a name, belongs to all of that.
    let follows = plain == at;
    let word = if follows {
        word
    } else {
        text::tail(word, at - plain)
    };
    let lead = word.trim_end_matches(char::is_alphanumeric);
    let base = word.get(lead.len()..)?.chars().count();
    let base = if follows { base.min(1) } else { base };
    if base == 0 && !word.ends_with([')', ']', '}']) {
        return None;
    }
    let one = |words: &str| mathematics::shifted(sign == '^', words);
    let behind = rest.get(1..)?;
    if let Some((inside, length)) = ahead.between(at + 1, "{", "}") {
        let fits = !inside.is_empty() && inside.len() <= mathematics::LONGEST_SCRIPT;
        let is_word = || sign == '^' && mathematics::is_word(inside);
        let word = || is_word().then(|| inside.to_owned());
        let formula = || mathematics::set(&format!("{sign}{{{inside}}}"));
        let set = one(inside).or_else(word).or_else(formula)?;
        return fits.then_some((set, length + 1));
    }
    let number = behind.strip_prefix(['-', '+']).unwrap_or(behind);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = behind.len() - number.len() + digits;
    let letters = |from: usize| {
        let rest = behind.get(from..).unwrap_or("");
        rest.find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len())
    };
    if digits == 0 {
        // A letter alone lies below another one alone.
        length = letters(0);
        let alone = sign == '_' && base == 1 && length == 1;
        if !alone {
            return None;
        }
    }
    let (next, tail) = behind.get(length..)?.split_at_checked(letters(length))?;
    let is_formula = next.starts_with(char::is_uppercase) && tail.starts_with('_');
    let goes_on = !is_formula
        && tail.starts_with(['_', '.', '/', '-', ':'])
        && tail.get(1..)?.starts_with(char::is_alphanumeric);
    let is_name = lead.ends_with(['-', '.', '/', ':', '_', '@', '~']);
    let known = sign == '^' || base <= 2 && !goes_on && !is_name && !lead.contains('_');
    known.then(|| Some((one(behind.get(..length)?)?, length + 1)))?
}

/// What a mark of a note says that begins `text`, up to the bracket that closes it, and the bytes of all of it.
fn note(text: &str) -> Option<(&str, usize)> {
    let open = "[fn:";
    let inside = text.strip_prefix(open)?;
    let near = text::head(inside, LONGEST_NOTE);
    let mut depth = 1_usize;
    let (end, _) = near.bytes().enumerate().find(|(_, byte)| {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        depth == 0 || depth > DEEPEST_NOTE
    })?;
    if depth > 0 {
        return None;
    }
    Some((inside.get(..end)?, open.len() + end + 1))
}

impl Reader<'_> {
    /// Writes words with their marks.
    pub(super) fn inline(&mut self, text: &str) {
        let mut ahead = Ahead::of(text);
        let (mut at, mut plain) = (0, 0);
        while let Some(sign) = next_sign(text, at, is_sign) {
            let taken = self.mark(&mut ahead, plain, sign);
            at = sign + taken.max(1);
            if taken > 0 {
                plain = at;
            }
        }
        self.plain_words(text.get(plain..).unwrap_or(""));
    }

    /// Writes what begins with a sign that stands at a byte, after the plain words before it, which begin at another; how many
    /// bytes were taken.
    fn mark(&mut self, ahead: &mut Ahead, plain: usize, at: usize) -> usize {
        let before = ahead.text.get(plain..at).unwrap_or("");
        let head = ahead.text.get(..at);
        let last = head.and_then(|head| head.chars().next_back());
        let rest = ahead.rest(at);
        let sign = rest.chars().next().unwrap_or(' ');
        match sign {
            '[' => return self.bracket(ahead, before, at),
            '<' => {
                if let Some(address) = address(rest) {
                    self.plain_words(before);
                    self.faced(Face::Link(address.into()), address);
                    return address.len() + 2;
                }
                let target = ahead.between(at, "<<", ">>");
                let target = target.filter(|(name, _)| !name.starts_with('<'));
                let Some((name, length)) = target else {
                    return 0;
                };
                self.plain_words(before);
                self.builder.target_inside(name);
                return length;
            }
            '\\' => {
                let formula = ahead.between(at, "\\(", "\\)");
                let formula = formula.or_else(|| ahead.between(at, "\\[", "\\]"));
                if let Some((formula, length)) = formula {
                    return self.formula(before, formula, length);
                }
                let name = rest.get(1..).unwrap_or("");
                let end = name
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(name.len());
                let name = name.get(..end).unwrap_or("");
                let set = mathematics::set(&format!("\\{name}")).filter(|_| end > 1);
                let Some(set) = set.filter(|set| !set.is_empty()) else {
                    return 0;
                };
                self.plain_words(before);
                self.builder.text(&set);
                let braces = rest
                    .get(end + 1..)
                    .is_some_and(|rest| rest.starts_with("{}"));
                return end + 1 + if braces { 2 } else { 0 };
            }
            '$' => {
                let display = ahead.between(at, "$$", "$$");
                let display = display.filter(|(formula, _)| !formula.is_empty());
                if let Some((formula, length)) = display {
                    return self.formula(before, formula, length);
                }
                let inside = is_edge(last).then(|| ahead.marked(at + 1, "$")).flatten();
                let Some(formula) = inside else {
                    return 0;
                };
                return self.formula(before, formula, formula.len() + 2);
            }
            _ => {}
        }
        if text::tail(ahead.word_before(at), at - plain).contains("://") {
            return 0;
        }
        if matches!(sign, '^' | '_')
            && let Some((set, length)) = script(ahead, plain, at)
        {
            self.plain_words(before);
            self.builder.text(&set);
            return length;
        }
        // A slash is an edge for the other marks, but not one behind a word.
        let begins = last.is_none_or(|c| c.is_whitespace() || "-('\"{*/_+".contains(c));
        if sign == '^' || !begins {
            return 0;
        }
        let Some(words) = ahead.marked(at + 1, rest.get(..1).unwrap_or("")) else {
            return 0;
        };
        self.plain_words(before);
        match sign {
            '=' | '~' => self.faced(Face::Code, words),
            _ => {
                self.builder.face(match sign {
                    '*' => Face::Strong,
                    '+' => Face::Struck,
                    _ => Face::Emphasis,
                });
                self.inside(words);
                self.builder.plain();
            }
        }
        words.len() + 2
    }

    /// Writes words that stand between marks with the marks in them, not endlessly.
    fn inside(&mut self, words: &str) {
        if !self.depth.enter() {
            return self.plain_words(words);
        }
        self.inline(words);
        self.depth.leave();
    }

    fn formula(&mut self, before: &str, formula: &str, length: usize) -> usize {
        self.plain_words(before);
        let set = mathematics::set(formula);
        self.faced(Face::Math, set.as_deref().unwrap_or(formula.trim()));
        length
    }

    fn bracket(&mut self, ahead: &mut Ahead, before: &str, at: usize) -> usize {
        if let Some((inside, length)) = ahead.between(at, "[[", "]]") {
            let (target, said) = inside.split_once("][").unwrap_or((inside, ""));
            let file = target.strip_prefix("file:");
            let target = file.unwrap_or(target);
            let bare = said.is_empty();
            let said = if bare {
                target.trim_start_matches(['*', '#'])
            } else {
                said
            };
            let is_place = target.starts_with('*') || target.starts_with("id:");
            let is_address = !is_place && target.contains([':', '/', '.']);
            let named = target.strip_prefix('#');
            let link = match named {
                Some(name) => format!("#{name}"),
                None if is_place => match target.strip_prefix('*') {
                    Some(heading) => format!("#{}", name_of(heading)),
                    None => format!("#{target}"),
                },
                None if target.contains("://") => target.to_owned(),
                None if is_address || file.is_some() => target.replace("::", "#"),
                None => format!("#{target}"),
            };
            self.plain_words(before);
            // An address in it, or the name of a file, is what it is.
            if said.contains("://") || bare && (is_address || file.is_some()) {
                self.faced(Face::Link(link.into()), said);
            } else {
                self.builder.face(Face::Link(link.into()));
                self.inside(said);
                self.builder.plain();
            }
            return length;
        }
        if let Some((label, length)) = note(ahead.rest(at)) {
            let (label, said) = label.split_once(':').unwrap_or((label, ""));
            self.plain_words(before);
            let mut name = label.to_owned();
            if !said.trim().is_empty() {
                if name.is_empty() {
                    self.number += 1;
                    while self.numbers.contains(&self.number) {
                        self.number += 1;
                    }
                    name = self.number.to_string();
                }
                self.notes.push_back((name.clone(), said.trim().to_owned()));
            }
            self.faced(
                Face::Link(format!("#fn-{name}").into()),
                &format!("[{name}]"),
            );
            return length;
        }
        0
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
