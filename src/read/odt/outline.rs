//! The numbers of headings, where a text numbers its chapters.

use super::super::archive::xml::Attributes;
use super::numbering::Numbering;

/// So many levels are numbered.
const DEEPEST: usize = 10;

/// A level of the outline: how its headings are numbered, if they are, and the number of the last one.
#[derive(Clone, Debug, Default)]
struct Level {
    numbering: Option<Numbering>,
    last: Option<u32>,
}

/// The levels of the outline, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Numbers([Level; DEEPEST]);

impl Numbers {
    /// Takes what a style says of a level; one without a format has no numbers.
    pub(super) fn describe(&mut self, says: &Attributes) {
        let level: Option<usize> = says.get("level").and_then(|level| level.parse().ok());
        let level = level.and_then(|level| self.0.get_mut(level.checked_sub(1)?));
        let numbered = says.get("num-format").is_some_and(|form| !form.is_empty());
        if let Some(level) = level.filter(|_| numbered) {
            level.numbering = Some(Numbering::of(says));
        }
    }

    /// What stands before the next heading of a level, from 1.
    pub(super) fn next(&mut self, level: u8, says: &Attributes) -> Option<String> {
        let at = usize::from(level).checked_sub(1)?;
        if says.get("is-list-header").is_some_and(|on| on == "true") {
            return None;
        }
        let own = self.0.get_mut(at)?;
        let start = own
            .numbering
            .as_ref()
            .and_then(|own| own.start)
            .unwrap_or(1);
        let said = says.get("start-value").and_then(|start| start.parse().ok());
        let next = own.last.map(|last| last.saturating_add(1));
        own.last = said.or(next).or(Some(start));
        for deeper in self.0.get_mut(at + 1..)? {
            deeper.last = None;
        }
        let above = self.0.get(..=at)?;
        let own = above.last()?.numbering.as_ref()?;
        let shown = own.shown.clamp(1, DEEPEST).min(above.len());
        let levels = above.iter().skip(above.len() - shown);
        let numbers = levels.filter_map(|level| {
            let own = level.numbering.as_ref()?;
            Some(own.figures.of(level.last.or(own.start).unwrap_or(1)))
        });
        own.marker(numbers)
    }
}
