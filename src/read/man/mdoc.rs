//! The macros of mdoc(7): blocks here, words in [`words`], lists in [`lists`].

mod lists;
mod standards;
mod words;

use super::Page;
use super::input::arguments;
use super::runs::{Font, Runs};
use lists::List;

/// The parts of a reference in the order in which they are said: who wrote it, what it is called, where it stands, when.
const PARTS: &str = "ATBIJRNVUPQCDO";

/// What is known of a page in mdoc.
#[derive(Default)]
pub(super) struct Mdoc {
    /// What the page is about, as its first `.Nm` says.
    name: String,
    title: String,
    synopsis: bool,
    lists: Vec<List>,
    /// For each open display, whether its lines are kept.
    displays: Vec<bool>,
    /// Whether the next word stands close to the last one.
    close: bool,
    /// Whether a paragraph has ended and nothing was said since.
    aired: bool,
    /// Whether words stand apart (`.Sm`).
    spaced: Option<bool>,
    /// Signs that close what is open beyond its line.
    open: Vec<&'static str>,
    /// The parts of a reference while it is read, by the letter of each.
    reference: Option<Vec<(char, String)>>,
    /// Whether the arguments of a function go on over lines, and how many there were.
    function: Option<u32>,
}

impl Mdoc {
    fn spaced(&self) -> bool {
        self.spaced.unwrap_or(true)
    }
}

impl Page<'_> {
    /// Does what a macro says; says whether it is one.
    pub(super) fn macro_of_mdoc(&mut self, name: &str, rest: &str) -> bool {
        let words = || arguments(rest);
        match name {
            "Dt" => {
                let words = words();
                let name = words.first().map_or("", String::as_str);
                let section = words.get(1).map_or("", String::as_str);
                self.mdoc.title = name.to_lowercase();
                self.called(name, section);
            }
            "Sh" => self.mdoc_section(rest, 1),
            "Ss" => self.mdoc_section(rest, 2),
            "Pp" | "Lp" => {
                self.mdoc.close = false;
                self.out.body();
                self.mdoc.aired = true;
            }
            "Bl" => self.begin_list(&words()),
            "It" => self.list_item(rest),
            "El" => self.end_list(),
            "Bd" => self.begin_display(&words()),
            "Ed" => self.end_display(),
            "D1" | "Dl" => {
                self.out.break_line();
                self.out.body();
                self.out.indent(None);
                self.phrase(rest);
                self.out.outdent();
            }
            "Dd" | "Os" | "Bk" | "Ek" | "Bf" | "Ef" | "Rd" | "Hf" | "Db" => {}
            "Sm" => {
                self.mdoc.spaced = match rest.trim() {
                    "on" => Some(true),
                    "off" => Some(false),
                    _ => Some(!self.mdoc.spaced()),
                };
                if self.mdoc.spaced() {
                    self.mdoc.close = false;
                    self.out.joined = false;
                }
            }
            "Rs" => {
                self.out.body();
                self.mdoc.reference = Some(Vec::new());
            }
            "Re" => self.end_reference(),
            "Ud" => self.sentence("currently under development."),
            "Bt" => self.sentence("is currently in beta test."),
            "Rv" => self.returns(),
            "Ex" => self.exits(),
            "Ta" if self.in_columns() => self.next_column(rest),
            _ if name.starts_with('%') => {
                if let Some(parts) = &mut self.mdoc.reference {
                    let letter = name.chars().nth(1).unwrap_or(' ');
                    parts.push((letter, rest.to_owned()));
                }
            }
            _ if words::is_callable(name) => {
                self.phrase_of(name, rest);
            }
            _ => return false,
        }
        true
    }

    fn mdoc_section(&mut self, rest: &str, level: u8) {
        self.mdoc.lists.clear();
        self.mdoc.displays.clear();
        self.mdoc.open.clear();
        self.mdoc.close = false;
        self.mdoc.function = None;
        self.out.heading(level);
        self.phrase(rest);
        self.mdoc.synopsis = rest.trim() == "SYNOPSIS";
        self.mdoc.close = false;
    }

    /// A line of text begins: what macros have left behind is its concern, too.
    pub(super) fn mdoc_text_begins(&mut self) {
        self.mdoc.aired = false;
        if std::mem::take(&mut self.mdoc.close) {
            self.out.joined = true;
        }
    }

    /// Whether lines are the cells of a list of columns.
    pub(super) fn in_columns(&self) -> bool {
        self.mdoc.lists.last().is_some_and(List::has_row)
    }

    pub(super) fn end_of_mdoc(&mut self) {
        while !self.mdoc.lists.is_empty() {
            self.end_list();
        }
    }

    fn begin_display(&mut self, words: &[String]) {
        let kept = words.iter().any(|w| w == "-literal" || w == "-unfilled");
        let close = words.iter().any(|w| w == "-compact");
        let mut offsets = words.iter().skip_while(|w| *w != "-offset").skip(1);
        let offset = offsets.next().is_some_and(|o| o != "left");
        self.out.body();
        self.mdoc.displays.push(kept);
        if offset {
            self.out.indent(None);
        } else {
            self.out.stay();
        }
        self.out.set_tight_next(close);
        if kept {
            self.out.fill(false);
        }
    }

    fn end_display(&mut self) {
        if let Some(kept) = self.mdoc.displays.pop() {
            if kept && !self.mdoc.displays.contains(&true) {
                self.out.fill(true);
            }
            self.out.outdent();
        }
    }

    fn end_reference(&mut self) {
        let mut parts = self.mdoc.reference.take().unwrap_or_default();
        let nth = |letter: char| PARTS.find(letter).unwrap_or(PARTS.len());
        parts.sort_by_key(|(letter, _)| nth(*letter));
        let authors = parts
            .iter()
            .take_while(|(letter, _)| *letter == 'A')
            .count();
        let inside = parts.iter().any(|(letter, _)| matches!(letter, 'B' | 'J'));
        for (nth, (letter, part)) in parts.iter().enumerate() {
            if nth > 0 && nth + 1 == authors {
                self.out.part_words();
                self.out.said("and", Font::default());
            }
            self.out.part_words();
            let words = arguments(part).join(" ");
            let quoted = *letter == 'T' && inside;
            if quoted {
                self.out.said("“", Font::default());
            }
            if matches!(letter, 'B' | 'J' | 'T') && !quoted {
                self.out.set(Font::ITALIC);
            }
            self.out.words(&words, &self.input);
            self.out.set(Font::default());
            if quoted {
                self.out.said("”", Font::default());
            }
            // Of two authors none stands before a comma.
            if nth + 1 == parts.len() {
                self.out.said(".", Font::default());
            } else if !(authors == 2 && nth == 0) {
                self.out.said(",", Font::default());
            }
        }
        self.text_done();
    }

    fn sentence(&mut self, words: &str) {
        self.out.part_words();
        self.out.said(words, Font::default());
        self.text_done();
    }

    fn own_name(&self) -> String {
        if self.mdoc.name.is_empty() {
            self.mdoc.title.clone()
        } else {
            self.mdoc.name.clone()
        }
    }

    fn exits(&mut self) {
        let name = self.own_name();
        self.sentence(&format!(
            "The {name} utility exits 0 on success, and >0 if an error occurs."
        ));
    }

    fn returns(&mut self) {
        let name = self.own_name();
        self.sentence(&format!(
            "The {name}() function returns the value 0 if successful; otherwise the value -1 is returned and the global \
             variable errno is set to indicate the error."
        ));
    }

    /// The runs of a phrase, apart from the block that is gathered.
    fn phrase_aside(&mut self, rest: &str) -> Runs {
        let saved = self.out.set_aside();
        self.mdoc.close = false;
        self.phrase(rest);
        self.out.take_aside(saved)
    }
}
