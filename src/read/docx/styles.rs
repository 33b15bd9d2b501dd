//! What the styles of a document mean, and how its lists are numbered.

use std::collections::{HashMap, HashSet};

use super::super::archive::xml::{Node, walk};

/// How far a style is looked up in those that it is based on.
const FARTHEST: usize = 16;

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(u8),
    Quote,
    Code,
}

/// The styles of paragraphs.
#[derive(Default)]
pub(super) struct Styles {
    roles: HashMap<String, Role>,
    based_on: HashMap<String, String>,
    /// The lists that paragraphs of a style are entries of.
    pub(super) lists: HashMap<String, String>,
    /// The styles of tables that set the first row apart.
    heads: HashSet<String>,
    /// The tag of the language that text is in if nothing else is said.
    pub(super) language: Option<String>,
}

impl Styles {
    pub(super) fn of(text: &str) -> Self {
        let mut styles = Self::default();
        let mut id = String::new();
        walk(text, |node| {
            let Node::Start(name, says) = node else {
                return true;
            };
            let value = || says.get("val").unwrap_or_default();
            match name {
                "lang" if styles.language.is_none() => styles.language = says.get("val"),
                "style" => id = says.get("styleId").unwrap_or_default(),
                "name" => {
                    if let Some(role) = role(&value()) {
                        styles.roles.insert(id.clone(), role);
                    }
                }
                "numId" => {
                    styles.lists.insert(id.clone(), value());
                }
                "tblStylePr" if says.get("type").is_some_and(|part| part == "firstRow") => {
                    styles.heads.insert(id.clone());
                }
                "basedOn" => {
                    styles.based_on.insert(id.clone(), value());
                }
                "outlineLvl" => {
                    if let Some(level) = level(&value()) {
                        styles.roles.entry(id.clone()).or_insert(level);
                    }
                }
                _ => {}
            }
            true
        });
        styles
    }

    /// A style, and those that it is based on.
    fn bases<'a>(&'a self, style: &'a str) -> impl Iterator<Item = &'a str> {
        let base = |style: &&'a str| self.based_on.get(*style).map(String::as_str);
        std::iter::successors(Some(style), base).take(FARTHEST)
    }

    pub(super) fn role(&self, style: &str) -> Option<Role> {
        self.bases(style)
            .find_map(|style| self.roles.get(style).copied())
    }

    /// Whether tables of a style have a first row that is set apart.
    pub(super) fn has_head(&self, style: &str) -> bool {
        self.bases(style).any(|style| self.heads.contains(style))
    }
}

/// What Word calls its own styles, in any language.
fn role(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level
            .trim()
            .parse()
            .ok()
            .filter(|n| (1..=9).contains(n))
            .map(Role::Heading);
    }
    match name.as_str() {
        "title" => Some(Role::Title),
        "quote" | "intense quote" | "block text" => Some(Role::Quote),
        "html preformatted" | "plain text" | "source code" | "code" => Some(Role::Code),
        _ => None,
    }
}

/// The level that an outline gives, from 0 there.
pub(super) fn level(value: &str) -> Option<Role> {
    let level: u8 = value.parse().ok()?;
    (level < 9).then_some(Role::Heading(level + 1))
}

/// How the entries of lists are numbered.
#[derive(Default)]
pub(super) struct Numbers {
    /// For each list and level whether it has bullets.
    bullets: HashMap<(String, u8), bool>,
    /// The numbers of the last entries.
    counts: HashMap<(String, u8), u32>,
}

impl Numbers {
    pub(super) fn of(text: &str) -> Self {
        let mut kinds: HashMap<(String, u8), bool> = HashMap::new();
        let mut lists: Vec<(String, String)> = Vec::new();
        let (mut kind, mut level) = (String::new(), 0);
        walk(text, |node| {
            let Node::Start(name, says) = node else {
                return true;
            };
            match name {
                "abstractNum" => kind = says.get("abstractNumId").unwrap_or_default(),
                "lvl" => level = says.get("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0),
                "numFmt" => {
                    let bullet = says.get("val").is_some_and(|format| format == "bullet");
                    kinds.insert((kind.clone(), level), bullet);
                }
                "num" => lists.push((says.get("numId").unwrap_or_default(), String::new())),
                "abstractNumId" => {
                    if let Some(list) = lists.last_mut() {
                        list.1 = says.get("val").unwrap_or_default();
                    }
                }
                _ => {}
            }
            true
        });
        let mut bullets = HashMap::new();
        for (list, kind) in lists {
            for level in 0..9 {
                if let Some(bullet) = kinds.get(&(kind.clone(), level)) {
                    bullets.insert((list.clone(), level), *bullet);
                }
            }
        }
        Self {
            bullets,
            counts: HashMap::new(),
        }
    }

    /// The marker of the next entry.
    pub(super) fn next(&mut self, list: &str, level: u8) -> String {
        let key = (list.to_owned(), level);
        if self.bullets.get(&key).copied().unwrap_or(true) {
            return "•".to_owned();
        }
        for deeper in level + 1..9 {
            self.counts.remove(&(list.to_owned(), deeper));
        }
        let count = self.counts.entry(key).or_insert(0);
        *count += 1;
        format!("{count}.")
    }
}
