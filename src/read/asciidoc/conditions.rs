//! Conditions: lines that are only there if attributes of the text are set, or are not. What is not to be read is left out
//! before anything else looks at the lines, as its author meant it: a paragraph may go on behind it.

use std::collections::HashSet;

use super::values::{Values, within};

/// What is compared is filled with so many bytes at most.
const MOST_COMPARED: usize = 4096;

/// A condition that is open.
struct Open<'a> {
    /// The attributes that it asks for.
    names: &'a str,
    /// Whether the lines in it are read, as far as it is for this one to say.
    holds: bool,
}

/// What a line is that says a condition.
enum Says<'a> {
    /// Lines follow that it is about; whether it asks if something is set, the attributes, and what it compares.
    Begins(Asks, &'a str, &'a str),
    Ends(&'a str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Set,
    Unset,
    True,
}

impl<'a> Says<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (name, rest) = line.split_once("::")?;
        let (names, words) = rest.strip_suffix(']')?.split_once('[')?;
        Some(match name {
            "ifdef" if !names.is_empty() => Self::Begins(Asks::Set, names, words),
            "ifndef" if !names.is_empty() => Self::Begins(Asks::Unset, names, words),
            "ifeval" if names.is_empty() => Self::Begins(Asks::True, names, words),
            "endif" if words.is_empty() => Self::Ends(names),
            _ => return None,
        })
    }
}

/// The lines that are to be read, each with its number in the source, from 1.
pub(super) fn lines(text: &str) -> (Vec<&str>, Vec<u64>) {
    let all: Vec<&str> = text.lines().map(str::trim_end).collect();
    let closed = closed(&all);
    let mut values = Values::default();
    // The line that ends what is shown as it is written: there nothing is set.
    let mut verbatim: Option<&str> = None;
    let mut open: Vec<Open> = Vec::new();
    // How many of those say that their lines are not read.
    let mut hiding = 0_usize;
    let (mut lines, mut numbers) = (Vec::with_capacity(all.len()), Vec::new());
    for (at, line) in all.into_iter().enumerate() {
        let mut line = line;
        match Says::of(line) {
            Some(Says::Begins(asks, names, words)) if closed.contains(&at) => {
                let holds = holds(asks, names, words, &values);
                hiding += usize::from(!holds);
                open.push(Open { names, holds });
                continue;
            }
            Some(Says::Begins(asks @ (Asks::Set | Asks::Unset), names, words))
                if !words.is_empty() =>
            {
                if !holds(asks, names, words, &values) {
                    continue;
                }
                line = words;
            }
            Some(Says::Ends(names)) => {
                if let Some(last) = open.pop_if(|last| names.is_empty() || last.names == names) {
                    hiding -= usize::from(!last.holds);
                }
                continue;
            }
            // A condition that never ends says nothing.
            Some(Says::Begins(..)) => continue,
            None => {}
        }
        if hiding > 0 {
            continue;
        }
        if let Some(escaped) = line.strip_prefix('\\')
            && Says::of(escaped).is_some()
        {
            line = escaped;
        }
        match verbatim {
            Some(end) if end == line => verbatim = None,
            None if is_verbatim(line, lines.last().copied()) => verbatim = Some(line),
            None => _ = values.take(line),
            Some(_) => {}
        }
        lines.push(line);
        numbers.push(at as u64 + 1);
    }
    (lines, numbers)
}

/// The lines with conditions that are ended somewhere.
fn closed(lines: &[&str]) -> HashSet<usize> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut closed = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        match Says::of(line) {
            Some(Says::Ends(names)) => {
                if let Some((from, _)) = open.pop_if(|(_, own)| names.is_empty() || *own == names) {
                    closed.insert(from);
                }
            }
            Some(Says::Begins(asks, names, words)) if asks == Asks::True || words.is_empty() => {
                open.push((at, names));
            }
            _ => {}
        }
    }
    closed
}

/// Whether a line begins what is shown as it is written, and is no rule below the title of a section.
fn is_verbatim(line: &str, above: Option<&str>) -> bool {
    let same = |sign: char| line.len() >= 4 && line.chars().all(|c| c == sign);
    let is_rule = || {
        above.is_some_and(|above| {
            !above.starts_with(['[', '.']) && line.len().abs_diff(crate::text::cells(above)) < 3
        })
    };
    line == "```" || ['-', '.', '/', '+'].into_iter().any(same) && !is_rule()
}

fn holds(asks: Asks, names: &str, words: &str, values: &Values) -> bool {
    let set = |name: &str| values.get(name).is_some();
    let are_set = || {
        if names.contains('+') {
            names.split('+').all(set)
        } else {
            names.split(',').any(set)
        }
    };
    match asks {
        Asks::Set => are_set(),
        Asks::Unset => !are_set(),
        Asks::True => is_true(words, values),
    }
}

/// Whether a comparison is true: `"{name}" == "words"`, `{number} > 1`.
fn is_true(words: &str, values: &Values) -> bool {
    let sign = ["==", "!=", "<=", ">=", "<", ">"]
        .into_iter()
        .find_map(|sign| Some((sign, words.split_once(sign)?)));
    let Some((sign, (left, right))) = sign else {
        return false;
    };
    let plain = |side: &str| {
        let filled = values.filled(side.trim(), within(MOST_COMPARED));
        filled.trim_matches(['"', '\'']).to_owned()
    };
    let (left, right) = (plain(left), plain(right));
    let order = match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => left.partial_cmp(&right),
        _ => Some(left.cmp(&right)),
    };
    order.is_some_and(|order| match sign {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        "<=" => order.is_le(),
        ">=" => order.is_ge(),
        "<" => order.is_lt(),
        _ => order.is_gt(),
    })
}
