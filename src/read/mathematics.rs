//! Mathematics as `TeX` writes it, in letters and signs that a terminal has.
//!
//! What is not known here keeps its source: a formula is changed as a whole or not at all.

/// Commands and the signs that they stand for.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"),
    ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"),
    ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"), ("varphi", "φ"), ("chi", "χ"),
    ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"),
    ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ("times", " × "), ("cdot", " · "), ("div", " ÷ "), ("pm", " ± "), ("mp", " ∓ "), ("ast", " ∗ "),
    ("star", " ⋆ "), ("circ", " ∘ "), ("bullet", " • "), ("oplus", " ⊕ "), ("otimes", " ⊗ "),
    ("le", " ≤ "), ("leq", " ≤ "), ("ge", " ≥ "), ("geq", " ≥ "), ("ne", " ≠ "), ("neq", " ≠ "),
    ("approx", " ≈ "), ("equiv", " ≡ "), ("sim", " ∼ "), ("simeq", " ≃ "), ("cong", " ≅ "),
    ("propto", " ∝ "), ("ll", " ≪ "), ("gg", " ≫ "), ("lt", " < "), ("gt", " > "),
    ("in", " ∈ "), ("notin", " ∉ "), ("ni", " ∋ "), ("subset", " ⊂ "), ("subseteq", " ⊆ "),
    ("supset", " ⊃ "), ("supseteq", " ⊇ "), ("cup", " ∪ "), ("cap", " ∩ "), ("setminus", " ∖ "),
    ("emptyset", "∅"), ("varnothing", "∅"), ("forall", "∀"), ("exists", "∃"), ("neg", "¬"), ("lnot", "¬"),
    ("land", " ∧ "), ("wedge", " ∧ "), ("lor", " ∨ "), ("vee", " ∨ "),
    ("to", " → "), ("rightarrow", " → "), ("leftarrow", " ← "), ("gets", " ← "),
    ("leftrightarrow", " ↔ "), ("Rightarrow", " ⇒ "), ("Leftarrow", " ⇐ "), ("Leftrightarrow", " ⇔ "),
    ("implies", " ⟹ "), ("iff", " ⟺ "), ("mapsto", " ↦ "), ("uparrow", "↑"), ("downarrow", "↓"),
    ("sum", "∑"), ("prod", "∏"), ("int", "∫"), ("iint", "∬"), ("oint", "∮"), ("partial", "∂"),
    ("nabla", "∇"), ("infty", "∞"), ("ell", "ℓ"), ("hbar", "ℏ"), ("Re", "ℜ"), ("Im", "ℑ"), ("aleph", "ℵ"),
    ("angle", "∠"), ("perp", " ⊥ "), ("parallel", " ∥ "), ("mid", " | "), ("vert", "|"), ("Vert", "‖"),
    ("langle", "⟨"), ("rangle", "⟩"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("ldots", "…"), ("dots", "…"), ("cdots", "⋯"), ("vdots", "⋮"), ("prime", "′"), ("degree", "°"),
    ("quad", "  "), ("qquad", "    "), ("left", ""), ("right", ""), ("big", ""), ("Big", ""), ("bigl", ""),
    ("bigr", ""), ("limits", ""), ("displaystyle", ""), ("log", "log "), ("ln", "ln "), ("exp", "exp "),
    ("sin", "sin "), ("cos", "cos "), ("tan", "tan "), ("max", "max"), ("min", "min"), ("lim", "lim"),
    ("det", "det "), ("dim", "dim "), ("gcd", "gcd"), ("Pr", "Pr"), ("sup", "sup"), ("inf", "inf"),
    ("arg", "arg "), ("bmod", " mod "), ("colon", ":"),
];

#[rustfmt::skip]
const RAISED: &[(char, char)] = &[
    ('0', '⁰'), ('1', '¹'), ('2', '²'), ('3', '³'), ('4', '⁴'), ('5', '⁵'), ('6', '⁶'), ('7', '⁷'),
    ('8', '⁸'), ('9', '⁹'), ('+', '⁺'), ('-', '⁻'), ('=', '⁼'), ('(', '⁽'), (')', '⁾'), ('a', 'ᵃ'),
    ('b', 'ᵇ'), ('c', 'ᶜ'), ('d', 'ᵈ'), ('e', 'ᵉ'), ('f', 'ᶠ'), ('g', 'ᵍ'), ('h', 'ʰ'), ('i', 'ⁱ'),
    ('j', 'ʲ'), ('k', 'ᵏ'), ('l', 'ˡ'), ('m', 'ᵐ'), ('n', 'ⁿ'), ('o', 'ᵒ'), ('p', 'ᵖ'), ('r', 'ʳ'),
    ('s', 'ˢ'), ('t', 'ᵗ'), ('u', 'ᵘ'), ('v', 'ᵛ'), ('w', 'ʷ'), ('x', 'ˣ'), ('y', 'ʸ'), ('z', 'ᶻ'),
    ('T', 'ᵀ'), ('′', '′'), ('∗', '*'), ('*', '*'), (' ', ' '),
];

#[rustfmt::skip]
const LOWERED: &[(char, char)] = &[
    ('0', '₀'), ('1', '₁'), ('2', '₂'), ('3', '₃'), ('4', '₄'), ('5', '₅'), ('6', '₆'), ('7', '₇'),
    ('8', '₈'), ('9', '₉'), ('+', '₊'), ('-', '₋'), ('=', '₌'), ('(', '₍'), (')', '₎'), ('a', 'ₐ'),
    ('e', 'ₑ'), ('h', 'ₕ'), ('i', 'ᵢ'), ('j', 'ⱼ'), ('k', 'ₖ'), ('l', 'ₗ'), ('m', 'ₘ'), ('n', 'ₙ'),
    ('o', 'ₒ'), ('p', 'ₚ'), ('r', 'ᵣ'), ('s', 'ₛ'), ('t', 'ₜ'), ('u', 'ᵤ'), ('v', 'ᵥ'), ('x', 'ₓ'),
    (' ', ' '),
];

#[rustfmt::skip]
const DOUBLE: &[(char, char)] = &[
    ('R', 'ℝ'), ('N', 'ℕ'), ('Z', 'ℤ'), ('Q', 'ℚ'), ('C', 'ℂ'), ('P', 'ℙ'), ('H', 'ℍ'), ('E', '𝔼'), ('1', '𝟙'),
];

/// The deepest groups that are set, and the longest formula, in bytes; others keep their source.
const DEEPEST: usize = 16;
const LONGEST: usize = 4096;

/// A formula as it can be read, or none where it has something that cannot be set in a line of text.
///
/// ```ignore
/// assert_eq!(set(r"\alpha^2 \le x_{i+1}").as_deref(), Some("α² ≤ xᵢ₊₁"));
/// ```
pub(super) fn set(formula: &str) -> Option<String> {
    if formula.len() > LONGEST || formula.contains('&') || formula.contains("\\\\") {
        return None;
    }
    let mut rest = formula.trim();
    let set = group(&mut rest, 0, true)?;
    Some(set.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words raised, if each of their characters can be.
pub(super) fn raised(words: &str) -> Option<String> {
    all(words, RAISED)
}

/// Words lowered, if each of their characters can be.
pub(super) fn lowered(words: &str) -> Option<String> {
    all(words, LOWERED)
}

fn all(words: &str, table: &[(char, char)]) -> Option<String> {
    let one = |c: char| table.iter().find(|(own, _)| *own == c).map(|(_, set)| *set);
    words.chars().map(one).collect()
}

/// Sets what stands up to the end of a group; the outermost one ends with the formula.
fn group(rest: &mut &str, depth: usize, outermost: bool) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let mut out = String::new();
    loop {
        let Some(c) = next(rest) else {
            return outermost.then_some(out);
        };
        match c {
            '}' => return (!outermost).then_some(out),
            '{' => out += &group(rest, depth + 1, false)?,
            '^' | '_' => {
                let words = argument(rest, depth)?;
                let compact: String = words.split_whitespace().collect();
                let (set, sign) = if c == '^' {
                    (raised(&compact), '^')
                } else {
                    (lowered(&compact), '_')
                };
                let at_end = out.trim_end().len();
                out.truncate(at_end);
                match set {
                    Some(set) => out += &set,
                    None if compact.chars().count() == 1 => {
                        out.push(sign);
                        out += &compact;
                    }
                    None => out += &format!("{sign}({})", words.trim()),
                }
            }
            '\\' => command(rest, depth, &mut out)?,
            '~' => out.push(' '),
            '\'' => out.push('′'),
            '-' => out.push('−'),
            c => out.push(c),
        }
    }
}

fn next(rest: &mut &str) -> Option<char> {
    let c = rest.chars().next()?;
    *rest = rest.get(c.len_utf8()..)?;
    Some(c)
}

/// What a command or a script takes: a group, a command or a character.
fn argument(rest: &mut &str, depth: usize) -> Option<String> {
    *rest = rest.trim_start();
    match next(rest)? {
        '{' => group(rest, depth + 1, false).map(|set| set.replace('−', "-")),
        '\\' => {
            let mut out = String::new();
            command(rest, depth + 1, &mut out)?;
            Some(out.trim().to_owned())
        }
        '}' => None,
        c => Some(c.to_string()),
    }
}

/// Sets the command that follows its backslash.
fn command(rest: &mut &str, depth: usize, out: &mut String) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    if end == 0 {
        match next(rest)? {
            ',' | ':' | ';' | ' ' => out.push(' '),
            '!' => {}
            '|' => out.push('‖'),
            c @ ('{' | '}' | '%' | '$' | '#' | '&' | '_') => out.push(c),
            _ => return None,
        }
        return Some(());
    }
    let (name, tail) = rest.split_at_checked(end)?;
    *rest = tail;
    if let Some((_, sign)) = SIGNS.iter().find(|(own, _)| *own == name) {
        if matches!(name, "left" | "right") {
            *rest = rest.strip_prefix('.').unwrap_or(rest);
        }
        *out += sign;
        return Some(());
    }
    match name {
        "frac" | "tfrac" | "dfrac" => {
            let (above, below) = (argument(rest, depth)?, argument(rest, depth)?);
            *out += &format!("{}/{}", whole(&above), whole(&below));
        }
        "sqrt" => {
            let root = match rest.strip_prefix('[') {
                Some(inside) => {
                    let (root, tail) = inside.split_once(']')?;
                    *rest = tail;
                    raised(root)?
                }
                None => String::new(),
            };
            *out += &format!("{root}√{}", whole(&argument(rest, depth)?));
        }
        "text" | "mathrm" | "operatorname" | "textrm" | "mathsf" | "mathit" | "mathbf"
        | "boldsymbol" | "mathcal" | "textbf" | "textit" | "mathtt" | "texttt" => {
            *out += &argument(rest, depth)?;
        }
        "mathbb" => *out += &all(&argument(rest, depth)?, DOUBLE)?,
        "hat" | "bar" | "overline" | "tilde" | "vec" | "dot" => {
            let mark = match name {
                "hat" => '\u{302}',
                "tilde" => '\u{303}',
                "vec" => '\u{20d7}',
                "dot" => '\u{307}',
                _ => '\u{304}',
            };
            let under = argument(rest, depth)?;
            if under.chars().count() != 1 {
                return None;
            }
            *out += &under;
            out.push(mark);
        }
        _ => return None,
    }
    Some(())
}

/// In brackets, if it is more than one thing.
fn whole(words: &str) -> String {
    let words = words.trim();
    if words.chars().all(char::is_alphanumeric) {
        words.to_owned()
    } else {
        format!("({words})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(formula: &str, read: &str) {
        assert_eq!(set(formula).as_deref(), Some(read), "{formula}");
    }

    #[test]
    fn formulas_are_set_in_a_line() {
        is(r"\alpha^2 \le x_{i+1}", "α² ≤ xᵢ₊₁");
        is(r"E = mc^2", "E = mc²");
        is(r"\frac{a+b}{2}", "(a+b)/2");
        is(r"\sqrt[3]{x}", "³√x");
        is(r"\sum_{i=0}^{n} i", "∑ᵢ₌₀ⁿ i");
        is(
            r"\forall x \in \mathbb{R}: x^\beta \to \infty",
            "∀ x ∈ ℝ: x^β → ∞",
        );
        is(r"a_{\text{max}}", "aₘₐₓ");
        is(r"f'(x) - 1", "f′(x) − 1");
        is(r"\left( \hat{x} \right)", "( x̂ )");
    }

    #[test]
    fn what_cannot_be_set_keeps_its_source() {
        for formula in [
            r"\begin{matrix} a & b \end{matrix}",
            r"\unknown{x}",
            "a}",
            "{a",
            r"a \\ b",
            r"\frac{a}",
        ] {
            assert_eq!(set(formula), None, "{formula}");
        }
        assert_eq!(set(&"{".repeat(2000)), None);
    }
}
