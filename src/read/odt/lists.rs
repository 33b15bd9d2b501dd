//! Which number an entry of a list has: some lists go on with one before, and some entries say their own.

use std::collections::HashMap;

use super::super::archive::xml::Attributes;
use super::numbering::Numbering;

/// What stands before the words of an entry without a number.
pub(super) const BULLET: &str = "•";
/// So many levels are written at most.
const MOST_SHOWN: usize = 10;

/// An entry that has no words yet, with the number that it says for itself.
struct Entry(Option<u32>);

/// A list that is open.
struct List {
    style: String,
    /// How its entries are numbered; none where they have bullets.
    numbering: Option<Numbering>,
    /// The number of its last entry.
    number: u32,
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
    /// How styles number their levels, from 1; none where those have bullets.
    styles: HashMap<(String, usize), Option<Numbering>>,
    /// The style that is being described.
    style: String,
}

/// A number that an element says.
fn start_value(says: &Attributes) -> Option<u32> {
    says.get("start-value")?.parse().ok()
}

impl Lists {
    /// Begins to take in a style.
    pub(super) fn describe(&mut self, style: String) {
        self.style = style;
    }

    /// Takes what the style says of a level.
    pub(super) fn level(&mut self, says: &Attributes, numbered: bool) {
        let level = says.get("level").and_then(|level| level.parse().ok());
        let numbering = numbered.then(|| Numbering::of(says));
        let place = (self.style.clone(), level.unwrap_or(1));
        self.styles.entry(place).or_insert(numbering);
    }

    /// Opens a list. An entry in which it stands without words before it has no number.
    pub(super) fn begin(&mut self, says: &Attributes) {
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
        let of = |level: usize| self.styles.get(&(style.clone(), level));
        let numbering = of(level + 1).or_else(|| of(1)).cloned().flatten();
        self.open.push(List {
            style,
            numbering,
            number: 0,
            count,
            waits: None,
        });
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

    /// Ends an entry.
    pub(super) fn end_entry(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.waits = None;
        }
    }

    /// Begins the words of an entry, if none were there before: what stands before them.
    pub(super) fn words(&mut self) -> Option<String> {
        let level = self.open.len().checked_sub(1)?;
        let list = self.open.last_mut()?;
        let Entry(said) = list.waits.take()?;
        let Some(own) = &list.numbering else {
            return Some(BULLET.to_owned());
        };
        let levels = self.counts.get_mut(list.count)?;
        levels.resize(level + 1, None);
        let next = levels.last_mut()?;
        let number = said.or(*next).or(own.start).unwrap_or(1);
        *next = Some(number.saturating_add(1));
        list.number = number;
        let list = self.open.last()?;
        let own = list.numbering.as_ref()?;
        let shown = own.shown.clamp(1, MOST_SHOWN).min(self.open.len());
        let levels = self.counts.get(list.count)?;
        let lists = self.open.iter().enumerate().skip(self.open.len() - shown);
        // A list that goes on inside of one without numbers of its own has those of the entries before.
        let numbers = lists.filter_map(|(level, list)| {
            let own = list.numbering.as_ref()?;
            let next = levels.get(level).copied().flatten();
            let before = next.map(|next| next.saturating_sub(1)).or(own.start);
            let number = Some(list.number).filter(|number| *number > 0);
            Some(own.figures.of(number.or(before).unwrap_or(1)))
        });
        Some(own.marker(numbers).unwrap_or_else(|| BULLET.to_owned()))
    }
}
