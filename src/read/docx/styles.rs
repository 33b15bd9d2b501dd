//! What the styles of a document mean.

use std::collections::{HashMap, HashSet};

use super::super::archive::xml::{Attributes, Node, walk};

/// How far a style is looked up in those that it is based on.
const FARTHEST: usize = 16;

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading(u8),
    Quote,
    Code,
    /// Nothing but words, whatever the style is based on.
    Words,
}

/// Whether a switch is on, as it is where nothing else is said of it.
pub(super) fn is_on(says: &Attributes) -> bool {
    let value = says.get("val");
    value.is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
}

/// The styles of paragraphs.
#[derive(Default)]
pub(super) struct Styles {
    roles: HashMap<String, Role>,
    based_on: HashMap<String, String>,
    /// The lists that paragraphs of a style are entries of, and on which level.
    lists: HashMap<String, String>,
    levels: HashMap<String, u8>,
    /// The styles of tables that set the first row apart.
    heads: HashSet<String>,
    /// The tag of the language that text is in if nothing else is said.
    pub(super) language: Option<String>,
    /// The styles that say whether their words are hidden.
    hidden: HashMap<String, bool>,
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
                "ilvl" => {
                    let level = value().parse().unwrap_or(0).min(8);
                    styles.levels.insert(id.clone(), level);
                }
                "tblStylePr" if says.get("type").is_some_and(|part| part == "firstRow") => {
                    styles.heads.insert(id.clone());
                }
                "vanish" => {
                    styles.hidden.insert(id.clone(), is_on(says));
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

    /// The list that paragraphs of a style are entries of, and their level in it.
    pub(super) fn list(&self, style: &str) -> Option<(&str, u8)> {
        let list = self.bases(style).find_map(|style| self.lists.get(style))?;
        let level = self
            .bases(style)
            .find_map(|style| self.levels.get(style).copied());
        Some((list, level.unwrap_or(0)))
    }

    /// Whether words of a style are hidden, if it says so or says not.
    pub(super) fn hides(&self, style: &str) -> Option<bool> {
        self.bases(style)
            .find_map(|style| self.hidden.get(style).copied())
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
        "subtitle" => Some(Role::Words),
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
