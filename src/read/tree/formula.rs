//! Formulas of web pages: they are set as those of other formats are.

use dom_query::NodeRef;

use super::walk::words_of;
use crate::read::formula::{self, Growing, Node, SAID};

/// A formula in a line.
pub(super) fn set(math: &NodeRef) -> String {
    let mut growing = Growing::default();
    grow(math, &mut growing);
    formula::set(&growing.finish())
}

/// Takes what is in an element. What lies too deep is taken as its words, so that this does not lie deep itself.
fn grow(around: &NodeRef, growing: &mut Growing) {
    for node in around.children_it(false) {
        if let Some(words) = words_of(&node) {
            growing.words(&words);
        } else if growing.is_deep() {
            growing.words(&node.text());
        } else if let Some(name) = node.node_name() {
            let said = SAID.iter().filter_map(|say| Some((say, node.attr(say)?)));
            let bare = Node::around(&name, Vec::new());
            growing.begin(said.fold(bare, |made, (say, what)| made.saying(say, &what)));
            grow(&node, growing);
            growing.end();
        }
    }
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
