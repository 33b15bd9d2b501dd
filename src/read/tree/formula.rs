//! Formulas of `MathML` that keep nothing of the source they were made from: what stands above, below and under a root is
//! written as it can be read in a line.

use dom_query::NodeRef;

use super::walk::words_of;
use crate::read::mathematics::{self, is_mark, raised};

/// What is nested deeper stands as its bare words.
const DEEPEST: usize = 24;

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

/// A formula in a line.
pub(super) fn set(math: &NodeRef) -> String {
    crate::text::folded(&row(math, 0))
}

/// What stands in an element, one thing beside the other.
fn row(around: &NodeRef, depth: usize) -> String {
    let mut row = Row::default();
    for node in around.children_it(false) {
        if let Some(words) = words_of(&node) {
            row.push(words.trim(), false);
        } else if let Some(name) = node.node_name() {
            row.element(&node, &name, depth);
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
    fn element(&mut self, node: &NodeRef, name: &str, depth: usize) {
        match name {
            "mo" => self.sign(&crate::text::folded(&node.text())),
            "mi" | "mn" | "mtext" | "ms" => {
                let words = crate::text::folded(&node.text());
                let is_word = name != "mn" && words.chars().nth(1).is_some();
                self.push(&words, is_word);
            }
            "mspace" => self.out.push(' '),
            // What follows is no part of what it is divided by.
            _ => self.push(&one(node, name, depth), name == "mfrac"),
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
fn one(node: &NodeRef, name: &str, depth: usize) -> String {
    if depth >= DEEPEST {
        return crate::text::folded(&node.text());
    }
    let parts = node.element_children();
    let part = |nth: usize| match parts.get(nth) {
        Some(part) => thing(part, depth + 1),
        None => String::new(),
    };
    match name {
        "mover" => {
            marked(&part(0), &part(1)).unwrap_or_else(|| whole(&part(0)) + &script('^', &part(1)))
        }
        "msup" => whole(&part(0)) + &script('^', &part(1)),
        "msub" | "munder" => whole(&part(0)) + &script('_', &part(1)),
        "msubsup" | "munderover" => {
            whole(&part(0)) + &script('_', &part(1)) + &script('^', &part(2))
        }
        "mfrac" => {
            let thick = node.attr("linethickness").unwrap_or_default();
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
            let said = |name: &str, usual: &str| {
                node.attr(name)
                    .map_or_else(|| usual.to_owned(), |said| said.to_string())
            };
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

/// What an element says that stands by itself.
fn thing(node: &NodeRef, depth: usize) -> String {
    let mut row = Row::default();
    if let Some(name) = node.node_name() {
        row.element(node, &name, depth);
    }
    row.out.trim().to_owned()
}

/// A letter with a mark above it, if that is what they are.
fn marked(below: &str, above: &str) -> Option<String> {
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
fn table_row(row: &NodeRef, depth: usize) -> String {
    let mut out = String::new();
    for cell in row.element_children() {
        let words = thing(&cell, depth);
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
fn multiscripts(parts: &[NodeRef], depth: usize) -> String {
    let Some((base, scripts)) = parts.split_first() else {
        return String::new();
    };
    let middle = scripts.iter().position(|part| part.has_name("mprescripts"));
    let (behind, before) = scripts
        .split_at_checked(middle.unwrap_or(scripts.len()))
        .unwrap_or((scripts, &[]));
    let set = |scripts: &[NodeRef]| -> String {
        let signs = ['_', '^'].into_iter().cycle();
        let scripts = scripts.iter().filter(|part| !part.has_name("mprescripts"));
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

#[cfg(test)]
mod tests {
    use super::set;
    use crate::read::tree::{Syntax, Tree};

    #[track_caller]
    fn is(formula: &str, read: &str) {
        let tree = Tree::of(&format!("<math>{formula}</math>"), Syntax::Html);
        let body = tree.body();
        let math = body.descendants_it().find(|node| node.has_name("math"));
        assert_eq!(set(&math.unwrap()), read, "{formula}");
    }

    #[test]
    fn formulas_are_set_in_a_line() {
        let (x, n, two) = ("<mi>x</mi>", "<mi>n</mi>", "<mn>2</mn>");
        let sum = format!("<mrow>{x}<mo>+</mo><mn>1</mn></mrow>");
        is(
            &format!("<msup>{x}{two}</msup><mo>+</mo><mfrac><mn>1</mn>{two}</mfrac>"),
            "x² + 1/2",
        );
        is(&format!("<mo>-</mo><msup>{sum}{two}</msup>"), "−(x + 1)²");
        is(
            &format!("<msup><mrow><mo>(</mo>{sum}<mo>)</mo></mrow><mi>β</mi></msup>"),
            "(x + 1)^β",
        );
        is(&format!("<mfrac>{sum}{x}</mfrac>"), "(x + 1)/x");
        is(&format!("<mfrac>{x}{two}</mfrac>{x}"), "x/2 x");
        is(&format!("<msqrt>{x}<mo>=</mo>{two}</msqrt>"), "√(x = 2)");
        is(&format!("<mroot>{x}<mn>3</mn></mroot>"), "³√x");
        is(
            &format!("<msub>{x}<mrow><mi>i</mi><mo>,</mo><mi>b</mi></mrow></msub>"),
            "x_(i, b)",
        );
        is(
            &format!("<msup>{x}<mrow>{n}<mo>−</mo><mn>1</mn></mrow></msup>"),
            "xⁿ⁻¹",
        );
        is(
            &format!(
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow>{n}</munderover><msub>{x}<mi>i</mi></msub>"
            ),
            "∑ᵢ₌₀ⁿxᵢ",
        );
        is(
            &format!("<mover>{x}<mo>¯</mo></mover><mover>{sum}<mo>→</mo></mover>"),
            "x̄(x + 1)^→",
        );
        is(
            &format!(
                "<mi>sin</mi><mo>&#x2061;</mo>{x}<mo>&#x2062;</mo>{n}<mi>cos</mi><mrow><mo>(</mo>{x}<mo>)</mo></mrow>"
            ),
            "sin xn cos(x)",
        );
        is(&format!("<mfenced>{x}{n}</mfenced>"), "(x, n)");
        is(
            &format!(
                "<mmultiscripts><mi>C</mi>{two}<none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>"
            ),
            "₆¹⁴C₂",
        );
        is(
            &format!("<mfrac linethickness=0>{n}<mi>k</mi></mfrac>"),
            "n over k",
        );
    }

    #[test]
    fn rows_of_a_formula_are_parted() {
        let cells = |row: &[&str]| {
            let cells = row.iter().map(|cell| format!("<mtd>{cell}</mtd>"));
            format!("<mtr>{}</mtr>", cells.collect::<String>())
        };
        let (a, b) = ("<mi>a</mi>", "<mi>b</mi>");
        let square = format!(
            "<mo>[</mo><mtable>{}{}</mtable><mo>]</mo>",
            cells(&[a, b]),
            cells(&[b, a])
        );
        is(&square, "[a, b; b, a]");
        let under = format!("<mtable>{}</mtable>", cells(&[a, "<mo>=</mo><mi>b</mi>"]));
        is(&under, "a = b");
    }

    #[test]
    fn whatever_is_written_is_set() {
        is("<msup></msup><mfrac><mi>x</mi></mfrac><mroot/>", "x/√");
        is(
            "<semantics><mi>x</mi><annotation>y</annotation></semantics>",
            "x",
        );
        let deep = "<msqrt>".repeat(3000);
        let tree = Tree::of(&format!("<math>{deep}<mi>x</mi></math>"), Syntax::Html);
        assert!(set(&tree.body()).contains('x'));
    }
}
