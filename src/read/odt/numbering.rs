//! How the numbers of a list are written.

use super::super::archive::xml::Attributes;
use super::super::numerals::Figures;

/// What is written around a number is not longer than this.
const LONGEST: usize = 20;

/// How the entries of one level are numbered; none where they have bullets.
#[derive(Clone, Debug)]
pub(super) struct Numbering {
    pub(super) figures: Figures,
    before: String,
    behind: String,
    /// The number of the first entry, if it is said.
    pub(super) start: Option<u32>,
    /// How many levels are written.
    pub(super) shown: usize,
}

impl Numbering {
    /// What a style says of a level.
    pub(super) fn of(says: &Attributes) -> Self {
        let format = says.get("num-format");
        let short = |name: &str| {
            let words = says.get(name).unwrap_or_default();
            words.chars().take(LONGEST).collect::<String>()
        };
        let number = |name: &str| says.get(name).and_then(|number| number.parse().ok());
        Self {
            figures: match format.as_deref() {
                Some("a") => Figures::SmallLetter,
                Some("A") => Figures::Letter,
                Some("i") => Figures::SmallRoman,
                Some("I") => Figures::Roman,
                Some("") => Figures::Hidden,
                _ => Figures::Arabic,
            },
            before: short("num-prefix"),
            behind: match format {
                Some(_) => short("num-suffix"),
                None => ".".to_owned(),
            },
            start: number("start-value"),
            shown: number("display-levels").unwrap_or(1) as usize,
        }
    }

    /// The marker of an entry with these numbers, from the outermost level that is written to its own; none where nothing
    /// is written for them.
    pub(super) fn marker(&self, numbers: impl Iterator<Item = String>) -> Option<String> {
        let numbers: Vec<String> = numbers.filter(|number| !number.is_empty()).collect();
        let marker = [&*self.before, &numbers.join("."), &*self.behind].concat();
        (!numbers.is_empty()).then_some(marker)
    }
}
