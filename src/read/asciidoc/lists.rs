//! Lists.

use super::{Level, Reader};
use crate::document::Face;

/// The marker of an entry, its bytes with the blanks behind, and how it is drawn; of numbers that are not written, none.
pub(super) fn marker(line: &str) -> Option<(String, usize, Option<String>)> {
    let indent = line.len() - line.trim_start().len();
    let text = line.get(indent..)?;
    let (mark, rest) = text.split_once(' ')?;
    let length = line.len() - rest.trim_start().len();
    let same = |sign: char| mark.chars().all(|c| c == sign) && mark.len() <= 6;
    if mark == "-" || mark == "•" || (!mark.is_empty() && same('*')) {
        return Some((mark.to_owned(), length, Some("•".to_owned())));
    }
    if !mark.is_empty() && same('.') {
        return Some((mark.to_owned(), length, None));
    }
    let number = mark.strip_suffix('.')?;
    if !number.is_empty() && number.len() < 6 && number.bytes().all(|b| b.is_ascii_digit()) {
        return Some(("1.".to_owned(), length, Some(mark.to_owned())));
    }
    None
}

/// The word that is explained, how many colons stand behind it, and what explains it on the same line.
pub(super) fn term(line: &str) -> Option<(&str, String, &str)> {
    let at = line.match_indices("::").map(|(at, _)| at).find(|at| {
        let colons = line.get(*at..).unwrap_or("");
        let behind = colons.trim_start_matches(':');
        *at > 0 && (behind.is_empty() || behind.starts_with(' '))
    })?;
    let (term, rest) = line.split_at_checked(at)?;
    let words = rest.trim_start_matches(':');
    Some((
        term.trim(),
        rest.get(..rest.len() - words.len())?.to_owned(),
        words.trim(),
    ))
}

/// The box that the words of an entry begin with, and the rest of them.
pub(super) fn checked(words: &str) -> Option<(&'static str, &str)> {
    let boxes = [("[ ] ", "☐"), ("[x] ", "☑"), ("[X] ", "☑"), ("[*] ", "☑")];
    let mut boxes = boxes.into_iter();
    boxes.find_map(|(sign, shown)| Some((shown, words.strip_prefix(sign)?)))
}

/// The number of an entry as its depth among numbered lists has it, by the marker: 1., a.
pub(super) fn numbered(kind: &str, number: usize) -> String {
    let letter = u32::try_from(number).ok().and_then(|number| {
        let letter = char::from_u32(number.checked_add(96)?)?;
        letter.is_ascii_lowercase().then_some(letter)
    });
    match (kind, letter) {
        ("..", Some(letter)) => format!("{letter}."),
        _ => format!("{number}."),
    }
}

impl Reader<'_> {
    /// Takes a line that begins an entry of a list; whether it does.
    pub(super) fn list_entry(&mut self, line: &str) -> bool {
        if let Some((kind, length, shown)) = marker(line) {
            self.begin_entry(&kind);
            let number = self.number(&kind);
            let words = line.get(length..).unwrap_or("");
            let (marker, rest) = match checked(words) {
                Some((shown, rest)) => (shown.to_owned(), rest),
                None => (shown.unwrap_or(number), words),
            };
            self.builder.item(&marker);
            self.go_on_with(rest);
            return true;
        }
        let callout = line
            .strip_prefix('<')
            .and_then(|rest| rest.split_once("> "));
        if let Some((number, rest)) = callout
            && (number == "." || number.bytes().all(|b| b.is_ascii_digit()))
        {
            self.begin_entry("<>");
            let counted = self.number("<>");
            let number = if number == "." {
                counted.trim_end_matches('.')
            } else {
                number
            };
            // As it stands in the code above.
            self.builder.item(&format!("<{number}>"));
            self.go_on_with(rest);
            return true;
        }
        let Some((word, kind, rest)) = term(line) else {
            return false;
        };
        self.begin_entry(&kind);
        self.builder.term();
        self.builder.face(Face::Strong);
        self.inline(word);
        self.builder.plain();
        self.builder.end();
        self.builder.indent(4);
        self.builder.closely();
        if rest.is_empty() {
            // What it means may stand on the next line.
            let next = self.line(self.at + 1).trim_start();
            if !next.is_empty()
                && super::blocks::alert(next).is_none()
                && marker(next).is_none()
                && term(next).is_none()
                && !next.starts_with(['[', '+', '-', '|', '=', '.'])
            {
                self.at += 1;
                self.go_on_with(next);
            }
        } else {
            self.go_on_with(rest);
        }
        true
    }

    /// Ends the entries that one of this kind does not belong to, and opens its list if it is the first.
    fn begin_entry(&mut self, kind: &str) {
        let said = std::mem::take(&mut self.said);
        if said.title.is_some() {
            // What has a title is a list of its own, if it does not hang from an entry.
            // The search ends at the entry above: those of numbered lists begin as titles do.
            let is_about = |line: &str| {
                let is_entry =
                    marker(line).is_some() || line.starts_with('[') && term(line).is_some();
                line.starts_with(['.', '[']) && !is_entry
            };
            let mut above = (0..self.at).rev().map(|at| self.line(at));
            if above.find(|line| !is_about(line)) != Some("+") {
                self.end_lists();
            }
            self.title_of(&said);
        }
        self.name_by(&said);
        let lists = self
            .open
            .iter()
            .rev()
            .take_while(|level| matches!(level, Level::List(_)));
        let mut known = lists
            .take(32)
            .position(|level| *level == Level::List(kind.to_owned()));
        // What is said about an entry is said about a list that it begins.
        if !said.is_silent()
            && let Some(inside) = known.take()
        {
            (0..=inside).for_each(|_| _ = self.leave());
        }
        let Some(inside) = known else {
            self.builder.list(true);
            self.open.push(Level::List(kind.to_owned()));
            let start = said
                .named("start")
                .and_then(|start| start.trim().parse::<u32>().ok());
            self.numbers
                .push(start.map_or(0, |start| start.saturating_sub(1) as usize));
            return;
        };
        for _ in 0..inside {
            self.leave();
        }
        self.builder.leave();
        if self.blank {
            self.builder.loose();
        }
    }

    /// The number of this entry.
    fn number(&mut self, kind: &str) -> String {
        let Some(number) = self.numbers.last_mut() else {
            return String::new();
        };
        *number += 1;
        numbered(kind, *number)
    }

    fn go_on_with(&mut self, first: &str) {
        let from = self.at + 1;
        let end = self.end_in_list(from);
        self.words(first, from..end);
        self.at = end;
    }

    /// Where lines of prose end that begin before a line and belong to an entry: the next entry ends them as well.
    pub(super) fn end_in_list(&self, from: usize) -> usize {
        self.end_of_words_before(from, |line| {
            marker(line).is_some() || term(line).is_some() || line.starts_with('<')
        })
    }
}
