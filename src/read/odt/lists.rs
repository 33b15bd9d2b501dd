//! Which number an entry of a list has: some lists go on with one before, and some entries say their own.

use std::collections::HashMap;

use super::super::archive::xml::Attributes;

/// What stands before the words of an entry.
pub(super) enum Marker {
    Bullet,
    Number(u32),
}

/// An entry that has no words yet, with the number that it says for itself.
struct Entry(Option<u32>);

/// A list that is open.
struct List {
    style: String,
    numbered: bool,
    /// The count that its entries are part of.
    count: usize,
    waits: Option<Entry>,
}

/// The lists of a text.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// For each count, the next number on each level; none where it begins anew.
    counts: Vec<Vec<Option<u32>>>,
    /// The counts of lists that have a name, and the last ones of lists of a style.
    named: HashMap<String, usize>,
    styled: HashMap<String, usize>,
    /// The first numbers that styles say, by their levels from 1.
    firsts: HashMap<String, HashMap<usize, u32>>,
}

/// A number that an element says.
fn start_value(says: &Attributes) -> Option<u32> {
    says.get("start-value")?.parse().ok()
}

impl Lists {
    /// Takes what a style says of a level.
    pub(super) fn describe(&mut self, style: &str, says: &Attributes) {
        let level = says.get("level").and_then(|level| level.parse().ok());
        if let (Some(level), Some(first)) = (level, start_value(says)) {
            let levels = self.firsts.entry(style.to_owned()).or_default();
            levels.insert(level, first);
        }
    }

    /// Whether entries of the innermost list have numbers.
    pub(super) fn is_numbered(&self) -> bool {
        self.open.last().is_some_and(|list| list.numbered)
    }

    /// Opens a list. Says whether it stands in an entry that has no words before it: then that has no number.
    pub(super) fn begin(&mut self, says: &Attributes, numbered: bool) -> bool {
        let level = self.open.len();
        let around = self.open.last_mut();
        let style = says.get("style-name");
        let style = style.or_else(|| around.as_ref().map(|list| list.style.clone()));
        let style = style.unwrap_or_default();
        let alone = around.is_some_and(|list| list.waits.take().is_some());
        let before = says.get("continue-list");
        let before = before.and_then(|name| self.named.get(&name).copied());
        let goes_on = says
            .get("continue-numbering")
            .is_some_and(|on| on == "true");
        let last = || self.styled.get(&style).copied().filter(|_| goes_on);
        let inside = self.open.last().map(|list| list.count);
        let known = inside.or(before).or_else(last);
        let count = known.unwrap_or(self.counts.len());
        if known.is_none() {
            self.counts.push(Vec::new());
        } else if inside.is_some() && !alone && !goes_on && before.is_none() {
            self.begin_anew(count, level);
        }
        if let Some(name) = says.get("id") {
            self.named.insert(name, count);
        }
        if inside.is_none() {
            self.styled.insert(style.clone(), count);
        }
        self.open.push(List {
            style,
            numbered,
            count,
            waits: None,
        });
        alone
    }

    fn begin_anew(&mut self, count: usize, level: usize) {
        if let Some(levels) = self.counts.get_mut(count) {
            levels.truncate(level);
        }
    }

    /// Ends the innermost list.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Opens an entry, whose number is counted when its first words come.
    pub(super) fn begin_entry(&mut self, says: &Attributes) {
        if let Some(list) = self.open.last_mut() {
            list.waits = Some(Entry(start_value(says)));
        }
    }

    /// Ends an entry. Says whether there was something in it.
    pub(super) fn end_entry(&mut self) -> bool {
        let list = self.open.last_mut();
        list.is_none_or(|list| list.waits.take().is_none())
    }

    /// Begins the words of an entry, if none were there before: what stands before them.
    pub(super) fn words(&mut self) -> Option<Marker> {
        let level = self.open.len().checked_sub(1)?;
        let list = self.open.last_mut()?;
        let Entry(said) = list.waits.take()?;
        if !list.numbered {
            return Some(Marker::Bullet);
        }
        let levels = self.counts.get_mut(list.count)?;
        levels.resize(level + 1, None);
        let next = levels.last_mut()?;
        let first = || {
            let levels = self.firsts.get(&list.style)?;
            levels.get(&(level + 1)).copied()
        };
        let number = said.or(*next).or_else(first).unwrap_or(1);
        *next = Some(number.saturating_add(1));
        Some(Marker::Number(number))
    }
}
