//! Formulas of `MathML`, or of what says the same, that keep nothing of the source they were made from: what stands above,
//! below and under a root is written as it can be read in a line.

#[cfg(feature = "office")]
mod mathml;
mod node;

#[cfg(feature = "office")]
pub(super) use mathml::of_xml;
pub(super) use node::{Growing, Node};

use super::mathematics::{self, OVERLINE, UNDERLINE, is_mark, raised};

/// What is nested deeper stands as its bare words.
const DEEPEST: usize = 24;

/// Braces and brackets that lie over or under a thing, and only say how far it goes.
const BRACES: [&str; 8] = ["⏞", "⏟", "⏜", "⏝", "⎴", "⎵", "︷", "︸"];
/// What elements say of themselves that changes how they are read.
pub(super) const SAID: [&str; 4] = ["linethickness", "separators", "open", "close"];
/// Signs between two things.
const BETWEEN: &str = "+-−±∓=≠<>≤≥≪≫≈≡∼≃≅∝×⋅·÷∗⋆∘⊕⊗∈∉∋⊂⊆⊃⊇∪∩∖∧∨→←↔⇒⇐⇔⟹⟺↦↑↓⊥∥∣";
/// Marks above a letter, and those that stand on it.
const MARKS: [(&str, char); 12] = [
    ("^", '\u{302}'),
    ("ˆ", '\u{302}'),
    ("~", '\u{303}'),
    ("˜", '\u{303}'),
    ("¯", '\u{304}'),
    ("‾", '\u{304}'),
    ("―", '\u{304}'),
    ("_", '\u{304}'),
    ("˙", '\u{307}'),
    ("¨", '\u{308}'),
    ("→", '\u{20d7}'),
    ("ˇ", '\u{30c}'),
];

/// Those of them that are lines, which may go on over several letters.
const LINES: [&str; 6] = ["¯", "‾", "―", "_", "\u{305}", "\u{332}"];

/// A formula in a line.
pub(super) fn set(math: &Node) -> String {
    crate::text::folded(&row(math, 0))
}

/// What stands in an element, one thing beside the other.
fn row(around: &Node, depth: usize) -> String {
    let mut row = Row::default();
    for node in &around.parts {
        match node.as_words() {
            Some(words) => row.push(words.trim(), false),
            None => row.element(node, depth),
        }
    }
    row.out
}

/// Things beside each other.
#[derive(Default)]
struct Row {
    out: String,
    /// Whether a word of several letters or a fraction was written last, or what is done to the next thing.
    apart: bool,
}

impl Row {
    fn element(&mut self, node: &Node, depth: usize) {
        let name = &*node.name;
        match name {
            "mo" => self.sign(&crate::text::folded(&node.text())),
            "mi" | "mn" | "mtext" | "ms" => {
                let words = crate::text::folded(&node.text());
                let is_word = name != "mn" && words.chars().nth(1).is_some();
                self.push(&words, is_word);
            }
            "mspace" => self.out.push(' '),
            // What follows is no part of what it is divided by, or of the name of a function.
            _ => self.push(&one(node, depth), name == "mfrac" || is_function(node)),
        }
    }

    fn push(&mut self, words: &str, is_word: bool) {
        let begins = words.starts_with(char::is_alphanumeric);
        let behind = self.out.ends_with(char::is_alphanumeric) && is_word;
        if begins && (behind || self.apart) {
            self.out.push(' ');
        }
        self.out += words;
        self.apart = is_word || self.apart && words.is_empty();
    }

    fn sign(&mut self, sign: &str) {
        let is_between = |c: char| BETWEEN.contains(c);
        let last = self.out.trim_end().chars().next_back();
        let has_before = last.is_some_and(|c| !is_between(c) && !"([{,;|".contains(c));
        self.apart = match sign {
            // What they say is seen: a function is applied, numbers are multiplied.
            "\u{2061}" => true,
            "\u{2062}" | "\u{2064}" => false,
            "," | "\u{2063}" | ";" => {
                self.out += if sign == ";" { "; " } else { ", " };
                false
            }
            _ if sign.chars().all(is_between) && has_before => {
                self.out += &format!(" {} ", sign.replace('-', "−"));
                false
            }
            _ => {
                self.out += &sign.replace('-', "−");
                sign.chars().nth(1).is_some()
            }
        };
    }
}

/// What an element says that is more than a name, a number or a sign.
fn one(node: &Node, depth: usize) -> String {
    if depth >= DEEPEST {
        return crate::text::folded(&node.text());
    }
    let parts: Vec<&Node> = node.elements().collect();
    let part = |nth: usize| match parts.get(nth) {
        Some(part) => thing(part, depth + 1),
        None => String::new(),
    };
    match &*node.name {
        "mover" => {
            let (below, above) = (part(0), as_sign(part(1)));
            if BRACES.contains(&&*above) {
                return whole(&below);
            }
            marked(&below, &above).unwrap_or_else(|| whole(&below) + &script('^', &above))
        }
        "msup" => whole(&part(0)) + &script('^', &part(1)),
        "msub" | "munder" => {
            let (above, below) = (part(0), part(1));
            if BRACES.contains(&&*below) {
                whole(&above)
            } else if node.name == "munder" && LINES.contains(&&*below) {
                mathematics::lined(&above, UNDERLINE)
            } else {
                whole(&above) + &script('_', &below)
            }
        }
        "msubsup" | "munderover" => {
            whole(&part(0)) + &script('_', &part(1)) + &script('^', &part(2))
        }
        "mfrac" => {
            let thick = node.says("linethickness").unwrap_or_default();
            let is_bare = thick.contains('0') && !thick.contains(|c| matches!(c, '1'..='9'));
            let between = if is_bare { " over " } else { "/" };
            format!("{}{between}{}", whole(&part(0)), whole(&part(1)))
        }
        "msqrt" => format!("√{}", whole(&row(node, depth + 1))),
        "mroot" => {
            let root = part(1);
            let root = raised(&root).unwrap_or_else(|| format!("{} ", whole(&root)));
            format!("{root}√{}", whole(&part(0)))
        }
        "mtable" => {
            let rows = parts.iter().map(|row| table_row(row, depth + 1));
            rows.collect::<Vec<_>>().join("; ")
        }
        "mfenced" => {
            let said = |name: &str, usual: &'static str| node.says(name).unwrap_or(usual);
            let inside: Vec<String> = (0..parts.len()).map(part).collect();
            let sign = said("separators", ",").chars().next();
            let between = sign.map_or_else(String::new, |sign| format!("{sign} "));
            let inside = inside.join(&between);
            format!("{}{inside}{}", said("open", "("), said("close", ")"))
        }
        "mmultiscripts" => multiscripts(&parts, depth + 1),
        // The same in another form, and what is only as large as something.
        "semantics" | "maction" => part(0),
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        _ => row(node, depth + 1),
    }
}

/// Whether an element is the name of a function with what stands below and above it.
fn is_function(node: &Node) -> bool {
    let scripts = ["msub", "msup", "msubsup", "munder", "mover", "munderover"];
    let mut base = node.elements().next();
    while let Some(around) = base.filter(|base| base.name == "mrow" && base.parts.len() == 1) {
        base = around.elements().next();
    }
    let name = base.filter(|base| matches!(&*base.name, "mi" | "mo"));
    let name = name.filter(|_| scripts.contains(&&*node.name));
    name.is_some_and(|name| {
        let words = name.text();
        words.chars().nth(1).is_some() && words.chars().all(char::is_alphabetic)
    })
}

/// What an element says that stands by itself.
fn thing(node: &Node, depth: usize) -> String {
    let mut row = Row::default();
    row.element(node, depth);
    row.out.trim().to_owned()
}

/// A mark that would stand on a letter, as the sign that stands by itself.
fn as_sign(mark: String) -> String {
    let known = MARKS.iter().find(|(_, own)| mark.chars().eq([*own]));
    known.map_or(mark, |(sign, _)| (*sign).to_owned())
}

/// A letter with a mark above it, or several with a line over them, if that is what they are.
fn marked(below: &str, above: &str) -> Option<String> {
    if below.chars().nth(1).is_some() && LINES.contains(&above) {
        return Some(mathematics::lined(below, OVERLINE));
    }
    let mut letters = below.chars();
    let letter = letters.next().filter(|c| c.is_alphabetic())?;
    let (_, mark) = MARKS.iter().find(|(sign, _)| *sign == above)?;
    letters.next().is_none().then(|| format!("{letter}{mark}"))
}

/// Words above or below a thing.
fn script(sign: char, words: &str) -> String {
    mathematics::script(sign, words, &words.replace('−', "-"))
}

/// The cells of a row: those of equations that stand under each other go on, others are parted.
fn table_row(row: &Node, depth: usize) -> String {
    let mut out = String::new();
    for cell in row.elements() {
        let words = thing(cell, depth);
        let is_between = |c: &char| BETWEEN.contains(*c);
        let sign = words.chars().next().filter(is_between);
        let last = out.chars().next_back();
        if out.is_empty() || words.is_empty() {
            out += &words;
        } else if let Some(sign) = sign {
            let rest = words.trim_start_matches(sign).trim_start();
            out += &format!(" {sign} {rest}");
        } else {
            let goes_on = last.is_some_and(|c| is_between(&c));
            out += if goes_on { " " } else { ", " };
            out += &words;
        }
    }
    out
}

/// A thing with words below and above it, on both sides.
fn multiscripts(parts: &[&Node], depth: usize) -> String {
    let Some((base, scripts)) = parts.split_first() else {
        return String::new();
    };
    let middle = scripts.iter().position(|part| part.name == "mprescripts");
    let (behind, before) = scripts
        .split_at_checked(middle.unwrap_or(scripts.len()))
        .unwrap_or((scripts, &[]));
    let set = |scripts: &[&Node]| -> String {
        let signs = ['_', '^'].into_iter().cycle();
        let scripts = scripts.iter().filter(|part| part.name != "mprescripts");
        let scripts = signs.zip(scripts);
        scripts
            .map(|(sign, part)| script(sign, &thing(part, depth)))
            .collect()
    };
    set(before) + &whole(&thing(base, depth)) + &set(behind)
}

/// In brackets, if it is more than one thing.
fn whole(words: &str) -> String {
    let is_part = |c: char| is_mark(c) || matches!(c, '′' | '″' | '.');
    let is_one = words.chars().all(|c| c.is_alphanumeric() || is_part(c));
    let is_sign = words.chars().nth(1).is_none();
    if is_one || is_sign || in_brackets(words) {
        words.to_owned()
    } else {
        format!("({words})")
    }
}

/// Whether the bracket that begins words ends them.
fn in_brackets(words: &str) -> bool {
    let mut open = 0_i32;
    let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
    let mut ends = words.char_indices().filter_map(|(at, c)| {
        open += match c {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        (open == 0).then_some(at)
    });
    words.starts_with(['(', '[', '{']) && ends.next() == Some(last)
}
