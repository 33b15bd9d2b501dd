//! What a page says once its macros are expanded: text lines, and requests that set text.
//!
//! Conditions, definitions, strings and registers are dealt with here, as far as manual pages use them. Nothing is
//! ever executed and no other file is read. Expansion is bounded: a page cannot make more of itself than some times
//! its own length.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::number;

/// Macros that call each other deeper than this end.
const DEEPEST: usize = 40;
/// A line is not expanded to more bytes than this.
const LONGEST: usize = 64 << 10;
/// Branches of `.ie` that wait for their `.el`.
const BRANCHES: usize = 256;

/// A line that matters to the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Words, with their escapes.
    Text(String),
    /// A request or a macro, and what stands behind its name.
    Request(String, String),
}

/// Lines of a macro, and what it was called with.
struct Call {
    lines: Rc<[String]>,
    next: usize,
    arguments: Rc<[String]>,
}

/// The lines of a page.
pub(super) struct Input<'a> {
    page: std::str::Lines<'a>,
    line: u64,
    calls: Vec<Call>,
    /// What is left of a line whose condition holds.
    rest: Option<String>,
    strings: HashMap<String, String>,
    registers: HashMap<String, i64>,
    macros: HashMap<String, Rc<[String]>>,
    /// For each open `.ie`, whether its `.el` is to be read.
    otherwise: Vec<bool>,
    /// Characters that stand for others.
    translated: HashMap<char, char>,
    /// Whether a backslash means something.
    escapes: bool,
    /// How many lines and bytes may still come out of macros and strings.
    budget: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let named = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            page: text.lines(),
            line: 0,
            calls: Vec::new(),
            rest: None,
            strings: STRINGS.iter().map(named).collect(),
            registers: HashMap::new(),
            macros: HashMap::new(),
            otherwise: Vec::new(),
            translated: HashMap::new(),
            escapes: true,
            budget: 64 * 1024 + 16 * text.len(),
        }
    }

    /// The source line, from 1, that was read last.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// What stands for a character on this page.
    pub(super) fn character(&self, c: char) -> char {
        self.translated.get(&c).copied().unwrap_or(c)
    }

    /// Whether some characters stand for others.
    pub(super) fn translates(&self) -> bool {
        !self.translated.is_empty()
    }

    /// A line as it stands there, for what is not to be expanded.
    pub(super) fn raw(&mut self) -> Option<Cow<'a, str>> {
        let depth = self.calls.len();
        if let Some(call) = self.calls.last_mut() {
            if let Some(line) = call.lines.get(call.next) {
                let line = line.clone();
                call.next += 1;
                self.budget = self.budget.saturating_sub(line.len() + 16);
                if self.budget > 0 && depth <= DEEPEST {
                    return Some(Cow::Owned(line));
                }
                // More than any page means: macros are done with.
                self.macros.clear();
                self.calls.clear();
            } else {
                self.calls.pop();
            }
            return self.raw_below();
        }
        self.raw_below()
    }

    fn raw_below(&mut self) -> Option<Cow<'a, str>> {
        while let Some(call) = self.calls.last_mut() {
            if let Some(line) = call.lines.get(call.next) {
                call.next += 1;
                self.budget = self.budget.saturating_sub(line.len() + 16);
                return Some(Cow::Owned(line.clone()));
            }
            self.calls.pop();
        }
        self.line += 1;
        self.page.next().map(Cow::Borrowed)
    }

    /// The next line that matters.
    pub(super) fn next(&mut self) -> Option<Item> {
        loop {
            let line = match self.rest.take() {
                Some(rest) => rest,
                None => self.whole_line()?,
            };
            let control = line.strip_prefix(['.', '\'']);
            let Some(request) = control else {
                let line = line.replace("\\}", "").replace("\\{", "");
                return Some(Item::Text(line));
            };
            let request = request.trim_start_matches([' ', '\t']);
            let end = request.find([' ', '\t', '\\']).unwrap_or(request.len());
            let (name, rest) = request.split_at_checked(end).unwrap_or((request, ""));
            let rest = rest.trim_start_matches([' ', '\t']);
            if name.is_empty() {
                continue;
            }
            if let Some(lines) = self.macros.get(name) {
                let arguments = arguments(rest).into();
                let lines = Rc::clone(lines);
                self.calls.push(Call {
                    lines,
                    next: 0,
                    arguments,
                });
                continue;
            }
            let (name, rest) = (name.to_owned(), rest.to_owned());
            if !self.control(&name, &rest) {
                return Some(Item::Request(name, rest));
            }
        }
    }

    /// A line with those that it goes on in, without comment, its strings in place.
    fn whole_line(&mut self) -> Option<String> {
        let mut line = self.raw()?;
        while self.escapes && line.len() < LONGEST && ends_open(&line) {
            let mut whole = line.into_owned();
            whole.pop();
            match self.raw() {
                Some(more) => whole.push_str(&more),
                None => return Some(self.expand(&whole).into_owned()),
            }
            line = Cow::Owned(whole);
        }
        Some(self.expand(&line).into_owned())
    }

    /// Does what only concerns the reading of lines; says whether it was that.
    fn control(&mut self, name: &str, rest: &str) -> bool {
        match name {
            "if" => {
                let (holds, branch) = self.condition(rest);
                self.branch(holds, branch);
            }
            "ie" => {
                let (holds, branch) = self.condition(rest);
                if self.otherwise.len() < BRANCHES {
                    self.otherwise.push(!holds);
                }
                self.branch(holds, branch);
            }
            "el" => {
                let holds = self.otherwise.pop().unwrap_or(false);
                self.branch(holds, rest);
            }
            // Loops are left out: what they do in pages is reckoning.
            "while" => self.branch(false, rest),
            "de" | "de1" | "am" | "am1" | "dei" | "ami" => self.define(name, rest),
            "ig" => {
                let end = if rest.is_empty() { "." } else { rest };
                self.body(end);
            }
            "ds" | "ds1" | "as" | "as1" => {
                let (name_of, value) = word(rest);
                let value = value.strip_prefix('"').unwrap_or(value);
                let value = if self.escapes {
                    once(value)
                } else {
                    value.into()
                };
                let entry = self.strings.entry(name_of.to_owned()).or_default();
                if name.starts_with("ds") {
                    entry.clear();
                }
                if entry.len() + value.len() < LONGEST {
                    entry.push_str(&value);
                }
            }
            "nr" => {
                let (name, value) = word(rest);
                let before = self.register(name);
                let (number, _) = number::evaluate(value.trim_start_matches(['+', '-']));
                let number = match value.bytes().next() {
                    Some(b'+') => before.saturating_add(number),
                    Some(b'-') => before.saturating_sub(number),
                    _ => number,
                };
                self.registers.insert(name.to_owned(), number);
            }
            "rm" => {
                for name in rest.split_whitespace() {
                    self.macros.remove(name);
                    self.strings.remove(name);
                }
            }
            "rn" | "als" => {
                let (from, to) = word(rest);
                let (from, to) = if name == "als" {
                    (to, from)
                } else {
                    (from, to)
                };
                if let Some(lines) = self.macros.get(from.trim()).cloned() {
                    self.macros.insert(to.trim().to_owned(), lines);
                }
            }
            "tr" => self.translate(rest),
            "eo" => self.escapes = false,
            "ec" => self.escapes = true,
            "return" => {
                self.calls.pop();
            }
            "\\}" | "." => {}
            _ => return name.starts_with('\\'),
        }
        true
    }

    /// Reads on in a branch, or passes over it.
    fn branch(&mut self, holds: bool, branch: &str) {
        let branch = branch.trim_start_matches([' ', '\t']);
        if holds {
            let rest = branch.strip_prefix("\\{").unwrap_or(branch);
            let rest = rest.trim_start_matches([' ', '\t']);
            self.budget = self.budget.saturating_sub(rest.len());
            if !rest.is_empty() && self.budget > 0 {
                self.rest = Some(rest.to_owned());
            }
            return;
        }
        let mut depth = braces(branch);
        while depth > 0 {
            let Some(line) = self.raw() else { return };
            depth += braces(&line);
        }
    }

    /// Whether a condition holds, and what stands behind it.
    fn condition<'t>(&self, text: &'t str) -> (bool, &'t str) {
        let positive = text.trim_start_matches(['!', ' ']);
        let negated = text.len() - positive.len();
        let negated = text.bytes().take(negated).filter(|b| *b == b'!').count() % 2 == 1;
        let (holds, rest) = self.plain_condition(positive);
        (holds != negated, rest)
    }

    fn plain_condition<'t>(&self, text: &'t str) -> (bool, &'t str) {
        let mut characters = text.chars();
        let Some(first) = characters.next() else {
            return (false, "");
        };
        let behind = characters.as_str();
        let alone = !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        match first {
            'n' | 'o' if alone => (true, behind),
            't' | 'e' | 'v' if alone => (false, behind),
            'd' | 'r' | 'c' | 'm' | 'F' | 'S' => {
                let (name, rest) = word(behind.trim_start());
                let known = match first {
                    'd' => self.macros.contains_key(name) || self.strings.contains_key(name),
                    'r' => self.registers.contains_key(name) || name == ".g",
                    _ => true,
                };
                (known, rest)
            }
            '0'..='9' | '(' | '+' | '-' | '.' => {
                let (value, rest) = number::evaluate(text);
                (value > 0, rest)
            }
            _ if first.is_ascii_alphabetic() => (false, word(text).1),
            _ => {
                let mut sides = behind.splitn(3, first);
                let same = sides.next() == sides.next();
                match sides.next() {
                    Some(rest) => (same, rest),
                    None => (false, ""),
                }
            }
        }
    }

    fn define(&mut self, request: &str, rest: &str) {
        let mut words = rest.split_whitespace();
        let Some(name) = words.next() else { return };
        let name = name.to_owned();
        let end = words.next().unwrap_or(".").to_owned();
        let body = self.body(&end);
        let body: Vec<String> = match self.macros.get(&name) {
            Some(before) if request.starts_with("am") => {
                before.iter().cloned().chain(body).collect()
            }
            _ => body,
        };
        // What sets text is known better here than what a page thinks of it.
        if !KEPT.contains(&name.as_str()) {
            self.macros.insert(name, body.into());
        }
    }

    /// The lines up to the one that ends them.
    fn body(&mut self, end: &str) -> Vec<String> {
        let mut body = Vec::new();
        while let Some(line) = self.raw() {
            let request = line.strip_prefix(['.', '\'']);
            let name = request.map(|request| request.trim_start_matches([' ', '\t']));
            if name.is_some_and(|name| name.trim_end() == end || word(name).0 == end) {
                break;
            }
            let line = if self.escapes {
                once(&line)
            } else {
                line.to_string()
            };
            body.push(line);
        }
        body
    }

    fn translate(&mut self, rest: &str) {
        let mut characters = Vec::new();
        for piece in super::escapes::pieces(rest) {
            match piece {
                super::escapes::Piece::Text(text) => characters.extend(text.chars()),
                super::escapes::Piece::Glyph(text) => characters.extend(text.chars().take(1)),
                _ => {}
            }
        }
        for pair in characters.chunks(2).take(1000) {
            if let Some(from) = pair.first() {
                let to = pair.get(1).copied().unwrap_or(' ');
                self.translated.insert(*from, to);
            }
        }
    }

    fn register(&self, name: &str) -> i64 {
        match name {
            ".g" | ".u" | "%" | ".x" => 1,
            ".$" => i64::from(
                self.calls
                    .last()
                    .map_or(0, |call| call.arguments.len() as u32),
            ),
            ".H" | ".V" | ".s" => 24,
            ".l" | ".ll" | "LL" => 1872,
            ".y" => 22,
            _ => self.registers.get(name).copied().unwrap_or(0),
        }
    }

    /// A line without its comment, with the values of strings, registers and arguments in their places.
    fn expand<'t>(&mut self, line: &'t str) -> Cow<'t, str> {
        let means = |pair: &[u8]| matches!(pair, [b'\\', b'*' | b'n' | b'$' | b'"' | b'#']);
        if !self.escapes || !line.as_bytes().windows(2).any(means) {
            return Cow::Borrowed(line);
        }
        let mut out = String::with_capacity(line.len());
        // What is being looked at, and up to where it was: what a string says may name strings itself.
        let mut open: Vec<(Cow<str>, usize)> = vec![(Cow::Borrowed(line), 0)];
        while let Some((text, from)) = open.last_mut() {
            let rest = text.get(*from..).unwrap_or("");
            let Some(at) = rest.find('\\') else {
                out.push_str(rest);
                open.pop();
                continue;
            };
            let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(before);
            let mut behind = escape.chars().skip(1);
            let kind = behind.next();
            let behind = escape.get(1 + kind.map_or(0, char::len_utf8)..);
            let behind = behind.unwrap_or("");
            let unsigned = behind.strip_prefix(['+', '-']).unwrap_or(behind);
            let (value, behind) = match kind {
                Some('"' | '#') => break,
                Some('*') => {
                    let (name, rest) = super::escapes::name(behind);
                    let value = match self.strings.get(word(name).0) {
                        Some(value) if value.len() < self.budget => value.clone(),
                        // What is too much is not even copied.
                        Some(_) => {
                            self.budget = 0;
                            String::new()
                        }
                        None => String::new(),
                    };
                    (value, rest)
                }
                Some('n') => {
                    let (name, rest) = super::escapes::name(unsigned);
                    (self.register(name).to_string(), rest)
                }
                Some('$') => {
                    let (name, rest) = super::escapes::name(behind);
                    (self.argument(name), rest)
                }
                _ => {
                    out.push('\\');
                    out.extend(kind);
                    (String::new(), behind)
                }
            };
            *from = text.len() - behind.len();
            self.budget = self.budget.saturating_sub(value.len());
            let fits = out.len() < LONGEST.max(line.len());
            if !value.is_empty() && fits && self.budget > 0 && open.len() < DEEPEST {
                open.push((Cow::Owned(value), 0));
            }
        }
        Cow::Owned(out)
    }

    /// A text with the values of strings in their places.
    pub(super) fn expanded(&mut self, text: &str) -> String {
        self.expand(text).into_owned()
    }

    fn argument(&self, name: &str) -> String {
        let Some(call) = self.calls.last() else {
            return String::new();
        };
        match name {
            "*" => call.arguments.join(" "),
            "@" => {
                let quoted = call.arguments.iter().map(|word| format!("\"{word}\""));
                quoted.collect::<Vec<_>>().join(" ")
            }
            _ => {
                let number: Option<usize> = name.parse().ok();
                let at = number.and_then(|n| n.checked_sub(1));
                at.and_then(|at| call.arguments.get(at))
                    .cloned()
                    .unwrap_or_default()
            }
        }
    }
}

/// Macros that pages define for formatters that lack them; the ones of this reader are used.
const KEPT: [&str; 12] = [
    "SH", "SS", "TH", "EX", "EE", "UR", "UE", "MT", "ME", "TQ", "SY", "YS",
];

/// Strings that the macro packages define.
const STRINGS: [(&str, &str); 28] = [
    ("R", "\\(rg"),
    ("S", ""),
    ("Tm", "\\(tm"),
    ("lq", "\\(lq"),
    ("rq", "\\(rq"),
    ("Aq", "\\(aq"),
    ("Le", "\\(<="),
    ("<=", "\\(<="),
    ("Ge", "\\(>="),
    (">=", "\\(>="),
    ("Lt", "<"),
    ("Gt", ">"),
    ("Ne", "\\(!="),
    ("Pm", "\\(+-"),
    ("If", "\\(if"),
    ("Pi", "\\(*p"),
    ("Na", "NaN"),
    ("Ba", "|"),
    ("Am", "&"),
    ("q", "\\(dq"),
    ("aa", "\\(aa"),
    ("ga", "\\(ga"),
    ("Lq", "\\(lq"),
    ("Rq", "\\(rq"),
    ("ua", "\\(ua"),
    ("va", "\\(va"),
    (".T", "utf8"),
    ("HF", "B"),
];

/// The first word, and what stands behind it.
pub(super) fn word(text: &str) -> (&str, &str) {
    let end = text.find([' ', '\t']).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (word, rest.trim_start_matches([' ', '\t']))
}

/// The arguments of a request: words, or what stands in quotation marks.
pub(super) fn arguments(text: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut characters = text.trim_start_matches([' ', '\t']).chars().peekable();
    while characters.peek().is_some() {
        let mut argument = String::new();
        let quoted = characters.next_if_eq(&'"').is_some();
        while let Some(c) = characters.next() {
            match c {
                '"' if quoted => {
                    if characters.next_if_eq(&'"').is_none() {
                        break;
                    }
                    argument.push('"');
                }
                ' ' | '\t' if !quoted => break,
                '\\' => {
                    argument.push('\\');
                    argument.extend(characters.next());
                }
                _ => argument.push(c),
            }
        }
        arguments.push(argument);
        while characters.next_if(|c| matches!(c, ' ' | '\t')).is_some() {}
    }
    arguments
}

/// How many more braces a line opens than it closes.
fn braces(line: &str) -> i64 {
    let mut depth = 0;
    for pair in line.as_bytes().windows(2) {
        match pair {
            b"\\{" => depth += 1,
            b"\\}" => depth -= 1,
            _ => {}
        }
    }
    depth
}

/// Whether a line goes on in the next one: it ends with a backslash that is not itself written with one.
fn ends_open(line: &str) -> bool {
    line.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// A text as a definition keeps it: two backslashes are one.
fn once(text: &str) -> String {
    text.replace("\\\\", "\\")
}
