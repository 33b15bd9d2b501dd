//! Formulas as Word writes them (OMML): the same things as in `MathML` under other names, and words that are not parted into
//! signs, names and numbers.

use super::super::archive::xml;
use super::super::formula::{self, Growing, Node};
use super::super::mathematics;
use super::Writer;
use crate::document::Face;

/// What says how something looks, or was there before a change.
const UNSAID: [&str; 4] = ["ctrlPr", "del", "moveFrom", "sPr"];
/// The sign of a sum or an integral that does not say which one it is.
const INTEGRAL: &str = "∫";
/// Arrows that words stand above or below.
const ARROWS: &str = "→←↔⇒⇐⇔↦⇌⟶⟵";
/// What says that a function is applied.
const APPLIED: &str = "\u{2061}";

impl Writer {
    /// Begins a formula. Several of one paragraph of formulas stand below each other.
    pub(super) fn begin_formula(&mut self) {
        if let Some(below) = &mut self.formula_below
            && std::mem::replace(below, true)
        {
            self.builder.break_line();
        }
        self.formula = Some(Growing::default());
    }

    /// Takes what is in a formula.
    pub(super) fn in_formula(&mut self, node: &xml::Node) {
        let Some(growing) = &mut self.formula else {
            return;
        };
        match node {
            xml::Node::Start(name, says) => {
                let bare = Node::around(name, Vec::new());
                growing.begin(match says.get("val") {
                    Some(value) => bare.saying("val", &value),
                    None => bare,
                });
            }
            xml::Node::End("oMath") if growing.is_done() => self.end_formula(),
            xml::Node::End(_) => growing.end(),
            xml::Node::Text(words) => growing.words(words),
        }
    }

    /// Writes the formula that was read, if there is one.
    pub(super) fn end_formula(&mut self) {
        let set = self.formula.take().map(set).unwrap_or_default();
        if set.is_empty() {
            return;
        }
        self.begin();
        self.table.first.take(&set, false);
        self.builder.face(Face::Math);
        self.builder.text(&set);
        self.builder.plain();
    }
}

/// A formula in a line.
fn set(growing: Growing) -> String {
    let mut made = Vec::new();
    translate(&growing.finish(), false, &mut made);
    formula::set(&Node::around("math", made))
}

/// What an element says under the name that all properties have.
fn value<'a>(node: &'a Node, property: &str) -> Option<&'a str> {
    let own = node
        .elements()
        .filter(|part| part.name.ends_with("Pr"))
        .find_map(|part| part.elements().find(|own| own.name == property))?;
    Some(own.says("val").unwrap_or("1"))
}

/// Whether a switch among the properties is on.
fn is_on(node: &Node, property: &str) -> bool {
    value(node, property).is_some_and(|value| !matches!(value, "0" | "off" | "false"))
}

/// What stands in a part of an element, as one thing.
fn part(node: &Node, name: &str, lined: bool) -> Node {
    let mut made = Vec::new();
    let own = node.elements().find(|part| part.name == name);
    if let Some(own) = own {
        translate(own, lined, &mut made);
    }
    Node::around("mrow", made)
}

/// Writes what is in an element; `lined` says whether signs in it only say what stands below each other.
fn translate(around: &Node, lined: bool, made: &mut Vec<Node>) {
    for node in &around.parts {
        match node.as_words() {
            Some(words) if words.trim().is_empty() => {}
            // They lay too deep.
            Some(words) => made.push(Node::of("mtext", words)),
            None => one(node, lined, made),
        }
    }
}

fn one(node: &Node, lined: bool, made: &mut Vec<Node>) {
    let says = |part: &Node| {
        part.as_words()
            .is_some_and(|words| !words.trim().is_empty())
    };
    // What lies too deep in it is in no part of it.
    if node.name != "t" && node.parts.iter().any(says) {
        return translate(node, lined, made);
    }
    let part = |name: &str| part(node, name, lined);
    let with = |name: &str, parts: &[&str]| {
        let parts = parts.iter().map(|name| part(name));
        Node::around(name, parts.collect())
    };
    let thing = match &*node.name {
        "f" => {
            let fraction = with("mfrac", &["num", "den"]);
            match value(node, "type") {
                Some("noBar") => fraction.saying("linethickness", "0"),
                _ => fraction,
            }
        }
        "rad" => {
            let degree = part("deg");
            if is_on(node, "degHide") || degree.parts.is_empty() {
                Node::around("msqrt", vec![part("e")])
            } else {
                Node::around("mroot", vec![part("e"), degree])
            }
        }
        "sSub" => with("msub", &["e", "sub"]),
        "sSup" => with("msup", &["e", "sup"]),
        "sSubSup" => with("msubsup", &["e", "sub", "sup"]),
        "sPre" => {
            let mut all = with("mmultiscripts", &["e", "sub", "sup"]);
            all.parts.insert(1, Node::around("mprescripts", Vec::new()));
            all
        }
        "nary" => {
            made.push(summed(node, lined));
            made.push(Node::around("mspace", Vec::new()));
            part("e")
        }
        "d" => fenced(node, lined),
        "func" => {
            made.append(&mut part("fName").parts);
            made.push(Node::of("mo", APPLIED));
            part("e")
        }
        "limLow" => with("munder", &["e", "lim"]),
        "limUpp" => with("mover", &["e", "lim"]),
        "acc" => {
            let mark = value(node, "chr").unwrap_or("\u{302}");
            Node::around("mover", vec![part("e"), Node::of("mo", mark)])
        }
        "bar" => {
            let above = value(node, "pos") == Some("top");
            let name = if above { "mover" } else { "munder" };
            Node::around(name, vec![part("e"), Node::of("mo", "¯")])
        }
        "groupChr" => match value(node, "chr").filter(|sign| ARROWS.contains(sign)) {
            Some(arrow) => Node::around("mover", vec![Node::of("mo", arrow), part("e")]),
            None => part("e"),
        },
        "phant" if value(node, "show").is_some() && !is_on(node, "show") => return,
        "m" => {
            let rows = node.elements().filter(|row| row.name == "mr");
            Node::around("mtable", rows.map(|row| cells(row, "mtr", lined)).collect())
        }
        "eqArr" => {
            let rows = cells(node, "mtable", true).parts.into_iter();
            let row = |cell| Node::around("mtr", vec![cell]);
            Node::around("mtable", rows.map(row).collect())
        }
        "r" => return run(node, lined, made),
        "t" => return,
        name if name.ends_with("Pr") || UNSAID.contains(&name) => return,
        // What stands around others without a meaning of its own, and what is not known.
        _ => return translate(node, lined, made),
    };
    made.push(thing);
}

/// The cells of a row.
fn cells(around: &Node, name: &str, lined: bool) -> Node {
    let cells = around.elements().filter(|cell| cell.name == "e");
    let cell = |cell: &Node| {
        let mut made = Vec::new();
        translate(cell, lined, &mut made);
        Node::around("mtd", made)
    };
    Node::around(name, cells.map(cell).collect())
}

/// The sign of a sum with what stands below and above it.
fn summed(node: &Node, lined: bool) -> Node {
    let sign = Node::of("mo", value(node, "chr").unwrap_or(INTEGRAL));
    let shown = |name: &str, hidden: &str| {
        let part = part(node, name, lined);
        (!is_on(node, hidden) && !part.parts.is_empty()).then_some(part)
    };
    match (shown("sub", "subHide"), shown("sup", "supHide")) {
        (Some(below), Some(above)) => Node::around("msubsup", vec![sign, below, above]),
        (Some(below), None) => Node::around("msub", vec![sign, below]),
        (None, Some(above)) => Node::around("msup", vec![sign, above]),
        (None, None) => sign,
    }
}

/// Things in brackets, or between others that take their place.
fn fenced(node: &Node, lined: bool) -> Node {
    let sign = |name: &str, usual: &str| Node::of("mo", value(node, name).unwrap_or(usual));
    let mut made = vec![sign("begChr", "(")];
    let between = value(node, "sepChr").unwrap_or("|");
    for (nth, inside) in cells(node, "mrow", lined).parts.into_iter().enumerate() {
        if nth > 0 {
            made.push(Node::of("mo", between));
        }
        made.push(Node::around("mrow", inside.parts));
    }
    made.push(sign("endChr", ")"));
    Node::around("mrow", made)
}

/// Parts the words of a run into what they are.
fn run(node: &Node, lined: bool, made: &mut Vec<Node>) {
    let texts = node.elements().filter(|text| text.name == "t");
    let words: String = texts.map(Node::text).collect();
    if is_on(node, "nor") {
        return made.push(Node::of("mtext", &words));
    }
    let words = match value(node, "scr") {
        Some("double-struck") => mathematics::double_struck(&words).unwrap_or(words),
        _ => words,
    };
    // Letters that stand upright are a word, others are each a name.
    let is_word = value(node, "sty") == Some("p");
    let mut rest = &*words;
    while let Some(first) = rest.chars().next() {
        let (name, end) = if first.is_ascii_digit() {
            ("mn", end_of_number(rest))
        } else if first.is_alphabetic() && is_word {
            let end = rest.find(|c: char| !c.is_alphabetic());
            ("mi", end.unwrap_or(rest.len()))
        } else if first.is_alphanumeric() || mathematics::is_mark(first) {
            ("mi", first.len_utf8())
        } else {
            ("mo", first.len_utf8())
        };
        let Some((piece, tail)) = rest.split_at_checked(end) else {
            return;
        };
        rest = tail;
        made.push(match piece {
            " " | "\u{a0}" => Node::around("mspace", Vec::new()),
            "&" if lined => continue,
            "#" if lined => Node::around("mspace", Vec::new()),
            "'" => Node::of("mo", "′"),
            _ => Node::of(name, piece),
        });
    }
}

/// How many bytes the number has that a text begins with.
fn end_of_number(text: &str) -> usize {
    let mut end = 0;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let mut next_is_digit = || signs.peek().is_some_and(char::is_ascii_digit);
        if !(c.is_ascii_digit() || matches!(c, '.' | ',') && next_is_digit()) {
            break;
        }
        end += c.len_utf8();
    }
    end
}
