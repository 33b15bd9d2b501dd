//! Phrases: words, and the macros among them.

use super::standards;
use crate::read::man::Page;
use crate::read::man::input::arguments;
use crate::read::man::runs::Font;

const ROMAN: Font = Font {
    bold: false,
    italic: false,
    code: false,
};

/// Macros that set their words in a font.
const FONTS: [(&str, Font); 31] = [
    ("Ad", Font::ITALIC),
    ("An", ROMAN),
    ("Ar", Font::ITALIC),
    ("Cd", Font::BOLD),
    ("Cm", Font::BOLD),
    ("Dv", Font::CODE),
    ("Em", Font::ITALIC),
    ("Er", Font::CODE),
    ("Ev", Font::CODE),
    ("Fa", Font::ITALIC),
    ("Fd", Font::BOLD),
    ("Fl", Font::BOLD),
    ("Fr", ROMAN),
    ("Ft", Font::ITALIC),
    ("Ic", Font::BOLD),
    ("In", Font::BOLD),
    ("Lb", ROMAN),
    ("Li", Font::CODE),
    ("Ms", Font::BOLD),
    ("Nd", ROMAN),
    ("Nm", Font::BOLD),
    ("No", ROMAN),
    ("Ot", Font::ITALIC),
    ("Pa", Font::ITALIC),
    ("St", ROMAN),
    ("Sx", ROMAN),
    ("Sy", Font::BOLD),
    ("Tn", ROMAN),
    ("Va", Font::ITALIC),
    ("Vt", Font::ITALIC),
    ("Xr", ROMAN),
];

/// Macros that put signs around what follows them on the line.
const AROUND: [(&str, &str, &str); 9] = [
    ("Aq", "<", ">"),
    ("Bq", "[", "]"),
    ("Brq", "{", "}"),
    ("Dq", "“", "”"),
    ("Op", "[", "]"),
    ("Pq", "(", ")"),
    ("Ql", "‘", "’"),
    ("Qq", "\"", "\""),
    ("Sq", "‘", "’"),
];

/// Macros that open signs up to the one that closes them, perhaps lines below.
const OPEN: [(&str, &str, &str, &str); 10] = [
    ("Ao", "Ac", "<", ">"),
    ("Bo", "Bc", "[", "]"),
    ("Bro", "Brc", "{", "}"),
    ("Do", "Dc", "“", "”"),
    ("Eo", "Ec", "", ""),
    ("Oo", "Oc", "[", "]"),
    ("Po", "Pc", "(", ")"),
    ("Qo", "Qc", "\"", "\""),
    ("So", "Sc", "‘", "’"),
    ("Xo", "Xc", "", ""),
];

/// Macros that stand for a name.
const NAMES: [(&str, &str); 9] = [
    ("At", "AT&T UNIX"),
    ("Bsx", "BSD/OS"),
    ("Bx", "BSD"),
    ("Dx", "DragonFly"),
    ("Fx", "FreeBSD"),
    ("Nx", "NetBSD"),
    ("Ox", "OpenBSD"),
    ("Ux", "UNIX"),
    ("Ap", "'"),
];

/// Others that may stand among words.
const OTHERS: [&str; 9] = ["Fn", "Fo", "Fc", "Lk", "Mt", "Ns", "Pf", "Es", "En"];

/// Whether a macro may stand among words.
pub(super) fn is_callable(name: &str) -> bool {
    FONTS.iter().any(|(known, _)| *known == name)
        || AROUND.iter().any(|(known, ..)| *known == name)
        || OPEN
            .iter()
            .any(|(open, close, ..)| *open == name || *close == name)
        || NAMES.iter().any(|(known, _)| *known == name)
        || OTHERS.contains(&name)
}

/// A sign that stands close to the word before it.
fn closes(word: &str) -> bool {
    matches!(word, "." | "," | ":" | ";" | ")" | "]" | "?" | "!")
}

/// A sign that stands close to the word behind it.
fn opens(word: &str) -> bool {
    matches!(word, "(" | "[")
}

impl Page<'_> {
    /// A macro that may stand among words, at the beginning of a line.
    pub(super) fn phrase_of(&mut self, name: &str, rest: &str) {
        let rest = if self.mdoc.synopsis {
            self.synopsis_line(name, rest)
        } else {
            Some(rest)
        };
        let Some(rest) = rest else { return };
        if self.in_columns() {
            let runs = self.phrase_aside(&format!("{name} {rest}"));
            if let Some(cell) = self.last_cell() {
                cell.append(runs);
            }
            return;
        }
        let mut words = arguments(rest);
        words.insert(0, name.to_owned());
        self.set_words(&words);
    }

    /// The words of a line, and the macros among them.
    pub(super) fn phrase(&mut self, rest: &str) {
        self.set_words(&arguments(rest));
    }

    /// In a synopsis functions and uses of a command stand on lines of their own. Gives what is still to be said.
    fn synopsis_line<'r>(&mut self, name: &str, rest: &'r str) -> Option<&'r str> {
        match name {
            "Nm" if self.mdoc.open.is_empty() && self.mdoc.lists.is_empty() => {
                let given = arguments(rest).into_iter().next();
                let name = given.unwrap_or_else(|| self.own_name());
                self.out.begin_use(&name);
                self.mdoc.close = false;
                let rest = super::super::input::word(rest).1;
                if !rest.is_empty() {
                    self.phrase(rest);
                }
                return None;
            }
            "Ft" if self.out.says('(') => self.out.body(),
            "Ft" | "Fd" | "In" | "Vt" => self.out.break_line(),
            "Fn" | "Fo" if !self.out.ends_with_type() => self.out.break_line(),
            _ => {}
        }
        Some(rest)
    }

    fn set_words(&mut self, words: &[String]) {
        // Signs at the end of the line stand behind what is closed there.
        let signs = words.iter().rev().take_while(|word| closes(word)).count();
        let signs = if signs == words.len() { 0 } else { signs };
        let (words, signs) = words
            .split_at_checked(words.len() - signs)
            .unwrap_or((words, &[]));
        let mut closers: Vec<&'static str> = Vec::new();
        let mut rest = words;
        while let Some((word, behind)) = rest.split_first() {
            rest = self.word_or_macro(word, behind, &mut closers);
            // What is in brackets together is used together.
            self.out.tied = self.mdoc.synopsis && !closers.is_empty();
        }
        self.out.tied = false;
        while let Some(sign) = closers.pop() {
            self.close_with(sign);
        }
        for sign in signs {
            self.close_with(sign);
        }
        if self.mdoc.open.is_empty() && self.mdoc.function.is_none() {
            let close = self.mdoc.close;
            self.out.joined = close;
            self.text_done();
        }
    }

    fn word_or_macro<'w>(
        &mut self,
        word: &'w str,
        behind: &'w [String],
        closers: &mut Vec<&'static str>,
    ) -> &'w [String] {
        if let Some((_, font)) = FONTS.iter().find(|(known, _)| *known == word) {
            return self.fonted(word, *font, behind);
        }
        if let Some((_, open, close)) = AROUND.iter().find(|(known, ..)| *known == word) {
            self.open_with(open);
            closers.push(close);
            return behind;
        }
        if let Some((_, _, open, close)) = OPEN.iter().find(|(known, ..)| *known == word) {
            self.open_with(open);
            self.mdoc.open.push(close);
            return behind;
        }
        if OPEN.iter().any(|(_, known, ..)| *known == word) {
            if let Some(close) = self.mdoc.open.pop() {
                self.close_with(close);
            }
            return behind;
        }
        if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == word) {
            return self.system(word, name, behind);
        }
        match word {
            "Ns" => {
                self.mdoc.close = true;
                behind
            }
            "Pf" => {
                let (prefix, behind) = behind
                    .split_first()
                    .map_or(("", behind), |(p, b)| (p.as_str(), b));
                self.say(prefix, ROMAN);
                self.mdoc.close = true;
                behind
            }
            "Fn" => self.function(behind),
            "Fo" => {
                let (name, behind) = behind
                    .split_first()
                    .map_or(("", behind), |(n, b)| (n.as_str(), b));
                self.say(name, Font::BOLD);
                self.close_with("(");
                self.mdoc.function = Some(0);
                self.mdoc.close = true;
                behind
            }
            "Fc" => {
                self.mdoc.function = None;
                self.close_with(")");
                behind
            }
            "Lk" | "Mt" => self.link(word, behind),
            "Es" | "En" => behind,
            _ => {
                self.say(word, ROMAN);
                behind
            }
        }
    }

    /// Words up to the next macro, in a font.
    fn fonted<'w>(&mut self, name: &str, font: Font, behind: &'w [String]) -> &'w [String] {
        let end = behind.iter().position(|word| is_callable(word));
        let (words, rest) = behind
            .split_at_checked(end.unwrap_or(behind.len()))
            .unwrap_or((behind, &[]));
        let bare = words.iter().all(|word| closes(word) || opens(word));
        match name {
            "Xr" => {
                let page = words.first().map_or("", String::as_str);
                match words.get(1).filter(|section| !closes(section)) {
                    Some(section) => {
                        self.say(&format!("{page}({section})"), ROMAN);
                        self.say_all(words.get(2..).unwrap_or(&[]), ROMAN);
                    }
                    None => self.say_all(words, ROMAN),
                }
                return rest;
            }
            "Sx" => {
                let title = words.iter().filter(|word| !closes(word)).cloned();
                let title = title.collect::<Vec<_>>().join(" ");
                self.space_before(&title);
                self.out.linked(&title, &format!("#{title}"), ROMAN);
                let signs: Vec<String> =
                    words.iter().filter(|word| closes(word)).cloned().collect();
                self.say_all(&signs, ROMAN);
                return rest;
            }
            "Nd" => self.say("–", ROMAN),
            "Nm" if bare => {
                let name = self.own_name();
                self.say(&name, font);
            }
            "Nm" if self.mdoc.name.is_empty() => {
                self.mdoc.name = words.first().cloned().unwrap_or_default();
            }
            "Ar" if bare => self.say("file ...", font),
            "Fl" => return self.flags(words, rest),
            "In" => {
                let file = words.first().map_or("", String::as_str);
                let include = if self.mdoc.synopsis { "#include " } else { "" };
                self.say(&format!("{include}<{file}>"), font);
                self.say_all(words.get(1..).unwrap_or(&[]), ROMAN);
                return rest;
            }
            "Lb" => {
                let name = words.first().map_or("", String::as_str);
                self.say(&standards::library(name), font);
                self.say_all(words.get(1..).unwrap_or(&[]), ROMAN);
                return rest;
            }
            "St" => {
                let name = words.first().map_or("", String::as_str);
                self.say(&standards::standard(name), font);
                self.say_all(words.get(1..).unwrap_or(&[]), ROMAN);
                return rest;
            }
            "An" if words.first().is_some_and(|word| word.starts_with('-')) => return rest,
            "Fa" if self.mdoc.function.is_some() => return self.parameters(words, rest),
            _ => {}
        }
        self.say_all(words, font);
        rest
    }

    fn flags<'w>(&mut self, words: &[String], rest: &'w [String]) -> &'w [String] {
        let mut any = false;
        for word in words {
            if closes(word) || opens(word) || word == "|" {
                if !any && word == "|" {
                    self.say("-", Font::BOLD);
                }
                self.say(word, ROMAN);
            } else {
                self.say(&format!("-{word}"), Font::BOLD);
            }
            any = true;
        }
        if words.iter().all(|word| closes(word)) {
            // An option without letters: what follows is joined to it, as in `Fl Fl help`.
            self.say("-", Font::BOLD);
            self.mdoc.close = rest.first().is_some_and(|word| {
                is_callable(word) && word != "Ns" && word != "Ar" && word != "Op"
            }) || rest.first().is_some_and(|word| word == "Ns");
        }
        rest
    }

    fn parameters<'w>(&mut self, words: &[String], rest: &'w [String]) -> &'w [String] {
        for word in words.iter().filter(|word| !closes(word)) {
            let number = self.mdoc.function.unwrap_or(0);
            if number > 0 {
                self.close_with(",");
            } else {
                self.mdoc.close = true;
            }
            self.say(word, Font::ITALIC);
            self.mdoc.function = Some(number + 1);
        }
        rest
    }

    fn function<'w>(&mut self, behind: &'w [String]) -> &'w [String] {
        let end = behind.iter().position(|word| is_callable(word));
        let (words, rest) = behind
            .split_at_checked(end.unwrap_or(behind.len()))
            .unwrap_or((behind, &[]));
        let name = words.first().map_or("", String::as_str);
        self.say(name, Font::BOLD);
        self.close_with("(");
        self.mdoc.close = true;
        let arguments = words.get(1..).unwrap_or(&[]);
        for (nth, argument) in arguments.iter().enumerate() {
            if nth > 0 {
                self.close_with(",");
            }
            self.say(argument, Font::ITALIC);
        }
        self.mdoc.close = true;
        self.close_with(")");
        rest
    }

    fn link<'w>(&mut self, name: &str, behind: &'w [String]) -> &'w [String] {
        let (address, rest) = behind
            .split_first()
            .map_or(("", behind), |(a, b)| (a.as_str(), b));
        if name == "Mt" {
            self.space_before(address);
            self.out
                .linked(address, &format!("mailto:{address}"), ROMAN);
            return rest;
        }
        let label: Vec<&String> = rest.iter().take_while(|word| !is_callable(word)).collect();
        let (count, label) = (label.len(), label.into_iter().filter(|word| !closes(word)));
        let label = label.cloned().collect::<Vec<_>>().join(" ");
        let shown = if label.is_empty() { address } else { &label };
        self.space_before(shown);
        self.out.linked(shown, address, ROMAN);
        rest.get(count..).unwrap_or(&[])
    }

    /// The name of a system, and its version.
    fn system<'w>(&mut self, word: &str, name: &str, behind: &'w [String]) -> &'w [String] {
        if word == "Ap" {
            self.mdoc.close = true;
            self.close_with("'");
            self.mdoc.close = true;
            return behind;
        }
        let version = behind
            .first()
            .filter(|word| !is_callable(word) && !closes(word));
        let named = behind.get(1).filter(|word| {
            !is_callable(word) && word.starts_with(|c: char| c.is_ascii_uppercase())
        });
        match (word, version) {
            ("At", Some(version)) => {
                if let Some(system) = standards::unix(version) {
                    self.say(&system, ROMAN);
                } else {
                    self.say(name, ROMAN);
                    return behind;
                }
            }
            ("Bx", Some(version)) if named.is_some() => {
                let name = named.map_or("", String::as_str);
                self.say(&format!("{version}BSD-{name}"), ROMAN);
                return behind.get(2..).unwrap_or(&[]);
            }
            ("Bx", Some(version)) => self.say(&format!("{version}BSD"), ROMAN),
            (_, Some(version)) => self.say(&format!("{name} {version}"), ROMAN),
            (_, None) => self.say(name, ROMAN),
        }
        behind.get(usize::from(version.is_some())..).unwrap_or(&[])
    }

    fn say_all(&mut self, words: &[String], font: Font) {
        for word in words {
            let sign = closes(word) || opens(word) || word == "|";
            self.say(word, if sign { ROMAN } else { font });
        }
    }

    /// Says a word, apart from the one before it unless one of the two is a sign that joins them.
    fn say(&mut self, word: &str, font: Font) {
        self.space_before(word);
        self.out.set(font);
        self.out.words(word, &self.input);
        self.out.set(ROMAN);
        self.mdoc.close = opens(word) || !self.mdoc.spaced();
    }

    fn space_before(&mut self, word: &str) {
        self.mdoc.aired = false;
        let close = std::mem::take(&mut self.mdoc.close);
        if close || closes(word) {
            self.out.joined = true;
        }
        self.out.part_words();
    }

    fn open_with(&mut self, sign: &str) {
        if sign.is_empty() {
            return;
        }
        self.space_before("");
        self.out.said(sign, ROMAN);
        self.mdoc.close = true;
    }

    fn close_with(&mut self, sign: &str) {
        if sign.is_empty() {
            return;
        }
        self.out.joined = true;
        self.out.part_words();
        self.out.words(sign, &self.input);
        self.mdoc.close = !self.mdoc.spaced();
    }
}
