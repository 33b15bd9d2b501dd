//! How the entries of lists are numbered.

use std::collections::HashMap;

use super::super::archive::xml::{Attributes, Node, walk};
use super::super::numerals::Figures;
use super::styles::is_on;

/// What is written around a number is not longer than this.
const LONGEST: usize = 40;
/// What stands before an entry without a number. What goes on in one that was begun has nothing before it.
pub(super) const BULLET: &str = "•";
/// How deep lists are nested.
const DEEPEST: u8 = 9;

/// How the entries of one level are numbered.
#[derive(Clone, Debug)]
struct Level {
    /// None where they have bullets.
    figures: Option<Figures>,
    /// What is written before them; `%1` stands for the number on the first level.
    written: Option<String>,
    start: u32,
    /// Whether the numbers of other levels are written in Arabic figures here.
    plain: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            figures: None,
            written: None,
            start: 1,
            plain: false,
        }
    }
}

impl Level {
    /// Whether it is said that nothing but blanks stands before the words.
    fn is_blank(&self) -> bool {
        let written = self.written.as_deref();
        written.is_some_and(|written| written.trim().is_empty())
    }

    /// Takes what an element says of this level.
    fn take(&mut self, name: &str, says: &Attributes) {
        let value = says.get("val").unwrap_or_default();
        match name {
            "numFmt" => {
                self.figures = match value.as_str() {
                    "bullet" => None,
                    "lowerLetter" => Some(Figures::SmallLetter),
                    "upperLetter" => Some(Figures::Letter),
                    "lowerRoman" => Some(Figures::SmallRoman),
                    "upperRoman" => Some(Figures::Roman),
                    "none" => Some(Figures::Hidden),
                    _ => Some(Figures::Arabic),
                }
            }
            "lvlText" => self.written = Some(value.chars().take(LONGEST).collect()),
            "start" => self.start = value.parse().unwrap_or(1),
            "isLgl" => self.plain = is_on(says),
            _ => {}
        }
    }
}

/// A list or a kind of lists, and a level of it.
type Key = (String, u8);

/// The levels of all lists, and how far those have counted.
#[derive(Default)]
pub(super) struct Numbers {
    levels: HashMap<Key, Level>,
    /// The levels that styles of paragraphs have in a list.
    styles: HashMap<(String, String), u8>,
    /// The numbers of the last entries.
    counts: HashMap<Key, u32>,
}

/// What is read of the numbers of a document: kinds of lists first, and the lists that are of them.
#[derive(Default)]
struct Kinds {
    levels: HashMap<Key, Level>,
    /// What is said of a list alone.
    own: HashMap<Key, Level>,
    starts: HashMap<Key, u32>,
    /// Kinds, and the styles of their levels.
    styles: Vec<(String, String, u8)>,
    /// The lists and their kinds.
    lists: Vec<(String, String)>,
    kind: String,
    /// Whether a kind of lists is being described, and not a list.
    of_kind: bool,
    level: u8,
}

impl Kinds {
    fn take(&mut self, name: &str, says: &Attributes) {
        let value = |name| says.get(name).unwrap_or_default();
        match name {
            "abstractNum" => (self.kind, self.of_kind) = (value("abstractNumId"), true),
            "lvl" | "lvlOverride" => self.level = value("ilvl").parse().unwrap_or(0),
            "num" => {
                self.lists.push((value("numId"), String::new()));
                self.of_kind = false;
            }
            "abstractNumId" => {
                if let Some(list) = self.lists.last_mut() {
                    list.1 = value("val");
                }
            }
            "startOverride" => {
                if let (Some((list, _)), Ok(start)) = (self.lists.last(), value("val").parse()) {
                    self.starts.insert((list.clone(), self.level), start);
                }
            }
            "pStyle" if self.of_kind => {
                let style = (self.kind.clone(), value("val"), self.level.min(DEEPEST - 1));
                self.styles.push(style);
            }
            "numFmt" | "lvlText" | "start" | "isLgl" => {
                let list = self.lists.last().filter(|_| !self.of_kind);
                let (levels, of) = match list {
                    Some((list, _)) => (&mut self.own, list),
                    None => (&mut self.levels, &self.kind),
                };
                let level = levels.entry((of.clone(), self.level)).or_default();
                level.take(name, says);
            }
            _ => {}
        }
    }

    /// The levels that styles have, by the lists of their kinds.
    fn of_styles(&self) -> HashMap<(String, String), u8> {
        let mut kinds: HashMap<&str, Vec<(&str, u8)>> = HashMap::new();
        for (kind, style, level) in &self.styles {
            let styles = kinds.entry(kind).or_default();
            if styles.len() < usize::from(DEEPEST) {
                styles.push((style, *level));
            }
        }
        let of = |list: &(String, String)| {
            let styles = kinds.get(&*list.1).cloned().unwrap_or_default();
            let list = list.0.clone();
            let named = move |(style, level): (&str, u8)| ((list.clone(), style.to_owned()), level);
            styles.into_iter().map(named).collect::<Vec<_>>()
        };
        self.lists.iter().flat_map(of).collect()
    }

    fn of_lists(mut self) -> HashMap<Key, Level> {
        let mut levels = HashMap::new();
        for (list, kind) in self.lists {
            for level in 0..DEEPEST {
                let key = (list.clone(), level);
                let own = self.own.remove(&key);
                let of_kind = || self.levels.get(&(kind.clone(), level)).cloned();
                let Some(mut said) = own.or_else(of_kind) else {
                    continue;
                };
                said.start = self.starts.get(&key).copied().unwrap_or(said.start);
                levels.insert(key, said);
            }
        }
        levels
    }
}

impl Numbers {
    pub(super) fn of(text: &str) -> Self {
        let mut kinds = Kinds::default();
        walk(text, |node| {
            if let Node::Start(name, says) = node {
                kinds.take(name, says);
            }
            true
        });
        Self {
            styles: kinds.of_styles(),
            levels: kinds.of_lists(),
            counts: HashMap::new(),
        }
    }

    /// The level that paragraphs of a style have in a list, if its kind says so.
    pub(super) fn level_of(&self, list: &str, style: &str) -> Option<u8> {
        let key = (list.to_owned(), style.to_owned());
        self.styles.get(&key).copied()
    }

    /// The marker of the next entry.
    pub(super) fn next(&mut self, list: &str, level: u8) -> String {
        let key = (list.to_owned(), level);
        for deeper in level + 1..DEEPEST {
            self.counts.remove(&(list.to_owned(), deeper));
        }
        let said = self.levels.get(&key);
        let Some(said) = said.filter(|said| said.figures.is_some()) else {
            let is_blank = said.is_some_and(Level::is_blank);
            return if is_blank { "" } else { BULLET }.to_owned();
        };
        self.counts
            .entry(key)
            .and_modify(|count| *count = count.saturating_add(1))
            .or_insert(said.start);
        // Word counts entries too that show nothing.
        self.written(said, list, level).trim().to_owned()
    }

    /// What is written before an entry, with the numbers of its level and of those above.
    fn written(&self, said: &Level, list: &str, level: u8) -> String {
        let mut marker = String::new();
        let usual = format!("%{}.", level + 1);
        let mut signs = said.written.as_deref().unwrap_or(&usual).chars().peekable();
        while let Some(sign) = signs.next() {
            let nth = signs.peek().and_then(|digit| digit.to_digit(10));
            let Some(nth) = nth.filter(|nth| sign == '%' && (1..=9).contains(nth)) else {
                marker.push(sign);
                continue;
            };
            signs.next();
            marker += &self.number(said, list, level, nth as u8 - 1);
        }
        marker
    }

    /// The number on a level, as an entry writes it that may stand deeper.
    fn number(&self, said: &Level, list: &str, level: u8, of: u8) -> String {
        let key = (list.to_owned(), of);
        let Some(own) = self.levels.get(&key) else {
            return String::new();
        };
        let count = self.counts.get(&key).copied().unwrap_or(own.start);
        let figures = match own.figures {
            Some(_) if said.plain && of < level => Figures::Arabic,
            figures => figures.unwrap_or(Figures::Hidden),
        };
        figures.of(count)
    }
}
