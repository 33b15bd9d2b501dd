//! Lists, and what marks their entries.

use dom_query::NodeRef;

use super::walk::{Exit, Walk};
use crate::document::Face;
use crate::read::numerals::roman;

/// Entries of a list that are looked at to find whether there is air between them.
const LOOKED_AT: usize = 32;
/// The bullets of lists in each other.
const BULLETS: [&str; 3] = ["•", "◦", "▪"];

/// So many elements around a list are looked at to find whether it says where to go.
const AROUND: usize = 8;

/// A list that is written.
#[derive(Debug)]
pub(super) struct List {
    /// The number of the next entry, and what is between it and the one after; none where entries have bullets.
    next: Option<(i64, i64)>,
    manner: Manner,
    /// How many lists it stands in within its cell of a table, with itself.
    in_cell: usize,
    /// Whether it says where to go: what it lists may have numbers of its own, and others are none.
    leads: bool,
}

/// How entries are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Decimal,
    Small,
    Capital,
    SmallRoman,
    CapitalRoman,
}

impl<'a> Walk<'a> {
    pub(super) fn list_element(&mut self, node: NodeRef<'a>, name: &str) -> Exit {
        if self.in_heading || self.code.is_some() {
            // In a line, entries stand one after the other.
            self.end();
            if name == "li" {
                self.words("• ");
            }
            return Exit::Words(" ");
        }
        if self.is_flat() {
            return self.in_cell(&node, name);
        }
        self.end();
        match name {
            "li" => {
                let own = node.attr("value").and_then(|value| value.parse().ok());
                let marker = self.marker(own);
                self.builder.item(&marker);
                Exit::Leave
            }
            "dl" => {
                self.builder.list(true);
                Exit::Definitions
            }
            "dt" => {
                self.builder.term();
                self.builder.face(Face::Strong);
                Exit::FacedBlock
            }
            "dd" => {
                self.builder.indent(4);
                self.builder.closely();
                Exit::Leave
            }
            _ => {
                self.builder.list(!is_loose(&node));
                self.begin_list(&node, name);
                Exit::List
            }
        }
    }

    /// The same in a cell of a table, where each entry is a line.
    fn in_cell(&mut self, node: &NodeRef<'a>, name: &str) -> Exit {
        self.end();
        match name {
            "li" => {
                let own = node.attr("value").and_then(|value| value.parse().ok());
                let depth = self.lists.last().map_or(0, |list| list.in_cell);
                let inset = "\u{a0}".repeat(2 * depth.saturating_sub(1).min(BULLETS.len()));
                let marker = self.marker(own);
                self.words(&format!("{inset}{marker} "));
                self.marked = Some(self.builder.written());
                Exit::Block
            }
            "dl" | "dt" | "dd" => Exit::Block,
            _ => {
                let around = self.lists.last().map_or(0, |list| list.in_cell);
                self.begin_list(node, name);
                if let Some(list) = self.lists.last_mut() {
                    list.in_cell = around + 1;
                }
                Exit::ListInCell
            }
        }
    }

    fn begin_list(&mut self, node: &NodeRef<'a>, name: &str) {
        let in_nav = || node.ancestors_it(Some(AROUND)).any(|a| a.has_name("nav"));
        let leads = self.lists.last().is_some_and(|list| list.leads) || in_nav();
        self.lists.push(List {
            leads,
            ..list(node, name == "ol" && !leads)
        });
    }

    fn marker(&mut self, own: Option<i64>) -> String {
        let near = self.lists.iter().rev().take(BULLETS.len() * 2);
        let depth = near.filter(|list| list.next.is_none()).count();
        let bullet = || BULLETS.get(depth.saturating_sub(1)).or(BULLETS.last());
        let list = self.lists.last_mut();
        let Some((list, (number, step))) = list.and_then(|list| list.next.map(|n| (list, n)))
        else {
            return bullet().map_or_else(String::new, |bullet| (*bullet).to_owned());
        };
        let number = own.unwrap_or(number);
        list.next = Some((number.saturating_add(step), step));
        format!("{}.", numeral(number, list.manner))
    }
}

/// What a list says of its entries.
fn list(node: &NodeRef, ordered: bool) -> List {
    let said = |name| node.attr(name);
    let backwards = said("reversed").is_some();
    let start = said("start").and_then(|start| start.trim().parse().ok());
    let count = || {
        let entries = node.children_it(false).filter(|child| child.has_name("li"));
        i64::try_from(entries.count()).unwrap_or(i64::MAX)
    };
    let start = start.unwrap_or_else(|| if backwards { count() } else { 1 });
    let manner = match said("type").as_deref() {
        Some("a") => Manner::Small,
        Some("A") => Manner::Capital,
        Some("i") => Manner::SmallRoman,
        Some("I") => Manner::CapitalRoman,
        _ => Manner::Decimal,
    };
    List {
        next: ordered.then_some((start, if backwards { -1 } else { 1 })),
        manner,
        in_cell: 0,
        leads: false,
    }
}

/// Whether the entries of a list hold paragraphs.
fn is_loose(node: &NodeRef) -> bool {
    let entries = node.children_it(false).filter(|child| child.has_name("li"));
    let mut entries = entries.take(LOOKED_AT);
    entries.any(|entry| {
        entry
            .children_it(false)
            .filter(NodeRef::is_element)
            .take(2)
            .any(|child| child.has_name("p"))
    })
}

/// A number as a numeral. What has none in a manner is a decimal.
fn numeral(number: i64, manner: Manner) -> String {
    let letters = || {
        let (mut rest, mut letters) = (number, Vec::new());
        while rest > 0 {
            rest -= 1;
            letters.push(b'a' + (rest % 26) as u8);
            rest /= 26;
        }
        letters
            .iter()
            .rev()
            .map(|b| char::from(*b))
            .collect::<String>()
    };
    match manner {
        Manner::Small if number > 0 => letters(),
        Manner::Capital if number > 0 => letters().to_uppercase(),
        Manner::SmallRoman if (1..4000).contains(&number) => roman(number as u32),
        Manner::CapitalRoman if (1..4000).contains(&number) => roman(number as u32).to_uppercase(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numerals() {
        assert_eq!(numeral(28, Manner::Small), "ab");
        assert_eq!(numeral(1, Manner::Capital), "A");
        assert_eq!(numeral(1994, Manner::SmallRoman), "mcmxciv");
        assert_eq!(numeral(0, Manner::CapitalRoman), "0");
        assert_eq!(numeral(i64::MIN, Manner::Small), i64::MIN.to_string());
    }
}
