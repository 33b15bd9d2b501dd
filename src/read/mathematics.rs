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
    ("top", "⊤"), ("bot", "⊥"), ("dagger", "†"), ("angle", "∠"), ("perp", " ⊥ "), ("parallel", " ∥ "), ("mid", " | "), ("vert", "|"), ("Vert", "‖"),
    ("langle", "⟨"), ("rangle", "⟩"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("ldots", "…"), ("dots", "…"), ("cdots", "⋯"), ("vdots", "⋮"), ("prime", "′"), ("degree", "°"),
    ("quad", "  "), ("qquad", "    "), ("left", ""), ("right", ""), ("big", ""), ("Big", ""), ("bigl", ""),
    ("bigr", ""), ("limits", ""), ("displaystyle", ""), ("bmod", " mod "), ("colon", ":"),
];

/// Functions, which stand apart from what is around them.
#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin",
    "arccos", "arctan", "max", "min", "sup", "inf", "lim", "det", "dim", "gcd", "deg", "ker", "hom", "arg", "Pr",
];

#[rustfmt::skip]
const RAISED: &[(char, char)] = &[
    ('0', '⁰'), ('1', '¹'), ('2', '²'), ('3', '³'), ('4', '⁴'), ('5', '⁵'), ('6', '⁶'), ('7', '⁷'),
    ('8', '⁸'), ('9', '⁹'), ('+', '⁺'), ('-', '⁻'), ('−', '⁻'), ('=', '⁼'), ('(', '⁽'), (')', '⁾'), ('a', 'ᵃ'),
    ('b', 'ᵇ'), ('c', 'ᶜ'), ('d', 'ᵈ'), ('e', 'ᵉ'), ('f', 'ᶠ'), ('g', 'ᵍ'), ('h', 'ʰ'), ('i', 'ⁱ'),
    ('j', 'ʲ'), ('k', 'ᵏ'), ('l', 'ˡ'), ('m', 'ᵐ'), ('n', 'ⁿ'), ('o', 'ᵒ'), ('p', 'ᵖ'), ('r', 'ʳ'),
    ('s', 'ˢ'), ('t', 'ᵗ'), ('u', 'ᵘ'), ('v', 'ᵛ'), ('w', 'ʷ'), ('x', 'ˣ'), ('y', 'ʸ'), ('z', 'ᶻ'),
    ('T', 'ᵀ'), ('⊤', 'ᵀ'), ('∘', '°'), ('°', '°'), ('†', '†'), ('′', '′'), ('∗', '*'), ('*', '*'), (' ', ' '),
];

#[rustfmt::skip]
const LOWERED: &[(char, char)] = &[
    ('0', '₀'), ('1', '₁'), ('2', '₂'), ('3', '₃'), ('4', '₄'), ('5', '₅'), ('6', '₆'), ('7', '₇'),
    ('8', '₈'), ('9', '₉'), ('+', '₊'), ('-', '₋'), ('−', '₋'), ('=', '₌'), ('(', '₍'), (')', '₎'), ('a', 'ₐ'),
    ('e', 'ₑ'), ('h', 'ₕ'), ('i', 'ᵢ'), ('j', 'ⱼ'), ('k', 'ₖ'), ('l', 'ₗ'), ('m', 'ₘ'), ('n', 'ₙ'),
    ('o', 'ₒ'), ('p', 'ₚ'), ('r', 'ᵣ'), ('s', 'ₛ'), ('t', 'ₜ'), ('u', 'ᵤ'), ('v', 'ᵥ'), ('x', 'ₓ'),
    (' ', ' '),
];

#[rustfmt::skip]
const DOUBLE: &[(char, char)] = &[
    ('R', 'ℝ'), ('N', 'ℕ'), ('Z', 'ℤ'), ('Q', 'ℚ'), ('C', 'ℂ'), ('P', 'ℙ'), ('H', 'ℍ'), ('E', '𝔼'), ('1', '𝟙'),
];

/// What stands before a bracket that closes.
const CLOSING: [&str; 3] = ["\\right", "\\big", "\\Big"];

/// A line over a letter that goes on over the next one.
pub(super) const OVERLINE: char = '\u{305}';
/// The same under it.
pub(super) const UNDERLINE: char = '\u{332}';

/// Words that are longer, in bytes, are neither raised nor lowered; of those that are, shorter ones than others stand behind
/// a sign that says so.
pub(super) const LONGEST_SCRIPT: usize = 64;
const LONGEST_BEHIND_SIGN: usize = 16;

/// Raised letters that are signs of their own.
const MARKS: [(&str, &str); 2] = [("TM", "™"), ("SM", "℠")];

/// The deepest groups that are set, and the longest formula, in bytes; others keep their source.
const DEEPEST: usize = 16;
const LONGEST: usize = 4096;

/// A formula as it can be read, or none where it has something that cannot be set in a line of text.
///
/// ```ignore
/// assert_eq!(set(r"\alpha^2 \le x_{i+1}").as_deref(), Some("α² ≤ xᵢ₊₁"));
/// ```
pub(super) fn set(formula: &str) -> Option<String> {
    if formula.len() > LONGEST {
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

/// Words in letters with a double line, if each of their characters can be.
pub(super) fn double_struck(words: &str) -> Option<String> {
    all(words, DOUBLE)
}

/// Words that a text raises or lowers. Numbers and formulas that cannot be written so stand behind a sign, for `5` and `10,000`
/// side by side are another number; none of long ones, and of those in brackets, which are apart already. Words that are raised
/// say the same wherever they stand (`1ère`), so nothing is done to them; those that are lowered tell one thing from another.
pub(super) fn shifted(raise: bool, words: &str) -> Option<String> {
    if words.len() > LONGEST_SCRIPT {
        return None;
    }
    let set = if raise { raised(words) } else { lowered(words) };
    let known = || MARKS.iter().find(|(own, _)| raise && *own == words);
    let set = set.or_else(|| known().map(|(_, sign)| (*sign).to_owned()));
    let is_short = words.len() <= LONGEST_BEHIND_SIGN && !words.contains(char::is_whitespace);
    let counts = words.starts_with(char::is_alphanumeric) || words.starts_with(['-', '−', '+']);
    set.or_else(|| {
        let behind_sign = is_short && counts && !(raise && is_word(words));
        behind_sign.then(|| script(if raise { '^' } else { '_' }, words, words))
    })
}

/// Whether something is a word, and not a number or what is counted with.
pub(super) fn is_word(words: &str) -> bool {
    let is_variable = |c: char| c.is_ascii_alphabetic() || matches!(c, 'Α'..='ω');
    let is_one = words.chars().nth(1).is_none();
    let fits = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, '.' | '\'' | '’');
    words.chars().all(fits) && !(is_one && words.starts_with(is_variable))
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
                out.truncate(out.trim_end().len());
                out += &script(c, &words, &words);
            }
            '\\' => command(rest, depth, &mut out)?,
            // Columns are for a table.
            '&' => return None,
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
        '}' | '&' => None,
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
    if FUNCTIONS.contains(&name) {
        function(name, rest, out);
        return Some(());
    }
    match name {
        "frac" | "tfrac" | "dfrac" => {
            let (above, below) = (argument(rest, depth)?, argument(rest, depth)?);
            set_apart(out);
            *out += &format!("{}/{}", whole(&above), whole(&below));
            // What follows is no part of what it is divided by, but for a bracket that closes.
            let next = rest.trim_start();
            let goes_on = next.starts_with(|c: char| c.is_alphanumeric() || c == '\\');
            if goes_on && !CLOSING.iter().any(|name| next.starts_with(name)) {
                out.push(' ');
            }
        }
        "binom" | "tbinom" | "dbinom" => {
            let (all, some) = (argument(rest, depth)?, argument(rest, depth)?);
            set_apart(out);
            *out += &format!("C({}, {})", all.trim(), some.trim());
        }
        "operatorname" => {
            *rest = rest.strip_prefix('*').unwrap_or(rest);
            let name = argument(rest, depth)?;
            function(name.trim(), rest, out);
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
        "text" | "mathrm" | "textrm" | "mathsf" | "mathit" | "mathbf" | "boldsymbol" | "bm"
        | "mathcal" | "textbf" | "textit" | "mathtt" | "texttt" => {
            *out += &argument(rest, depth)?;
        }
        "mathbb" => *out += &double_struck(&argument(rest, depth)?)?,
        "overline" => *out += &lined(&argument(rest, depth)?, OVERLINE),
        "underline" => *out += &lined(&argument(rest, depth)?, UNDERLINE),
        "hat" | "bar" | "tilde" | "vec" | "dot" => {
            let mark = match name {
                "hat" => '\u{302}',
                "tilde" => '\u{303}',
                "vec" => '\u{20d7}',
                "dot" => '\u{307}',
                _ => '\u{304}',
            };
            let marked = argument(rest, depth)?;
            if marked.chars().count() == 1 {
                out.extend(marked.chars().chain([mark]));
            } else if name == "bar" {
                *out += &lined(&marked, OVERLINE);
            } else {
                return None;
            }
        }
        _ => return None,
    }
    Some(())
}

/// Writes the name of a function: parted by blanks from letters, but neither from its bounds nor from brackets.
fn function(name: &str, rest: &str, out: &mut String) {
    set_apart(out);
    *out += name;
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\\' | '{')) {
        out.push(' ');
    }
}

/// Parts what comes next from what would be read as one with it.
fn set_apart(out: &mut String) {
    let last = out.chars().next_back();
    if last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '′')) {
        out.push(' ');
    }
}

/// Words with a line over or under each letter.
pub(super) fn lined(words: &str, line: char) -> String {
    let mut out = String::new();
    for c in words.chars() {
        out.push(c);
        // Marks over letters have none of their own.
        if !is_mark(c) && !c.is_whitespace() {
            out.push(line);
        }
    }
    out
}

/// Words above or below a thing: set so, if these `plain` ones can be, or else behind their sign.
pub(super) fn script(sign: char, words: &str, plain: &str) -> String {
    let compact: String = plain.split_whitespace().collect();
    let set = if sign == '^' {
        raised(&compact)
    } else {
        lowered(&compact)
    };
    match set {
        Some(set) => set,
        None if compact.chars().nth(1).is_none() => format!("{sign}{compact}"),
        None => format!("{sign}({})", words.trim()),
    }
}

/// Whether a character is a mark over or under the one before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}')
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
        is(r"\frac12gt^2+1", "1/2 gt²+1");
        is(r"\sqrt[3]{x}", "³√x");
        is(r"\sum_{i=0}^{n} i", "∑ᵢ₌₀ⁿ i");
        is(
            r"\forall x \in \mathbb{R}: x^\beta \to \infty",
            "∀ x ∈ ℝ: x^β → ∞",
        );
        is(r"a_{\text{max}}", "aₘₐₓ");
        is(r"f'(x) - 1", "f′(x) − 1");
        is(r"\left( \hat{x} \right)", "( x̂ )");
        is(r"\left(\frac{a}{b}\right)^2", "(a/b)²");
        is(r"\bigl[\frac{a}{b} \bigr] \frac12\pi", "[a/b ] 1/2 π");
        is(r"\mathbf{x}^\top A\boldsymbol\theta", "xᵀ Aθ");
        is(r"90^\circ + f \circ g", "90° + f ∘ g");
        is(r"\overline{AB} \bar{x} \overline{x_1}", "A̅B̅ x̄ x̅₁̅");
        is(r"A \& B", "A & B");
        is(r"2\binom{n}{k} x\frac12", "2 C(n, k) x 1/2");
    }

    #[test]
    fn only_what_is_counted_with_stands_behind_a_sign() {
        for (raise, words, expected) in [
            (true, "10", Some("¹⁰")),
            (true, "me", Some("ᵐᵉ")),
            (true, "10,000", Some("^(10,000)")),
            (true, "N+1", Some("^(N+1)")),
            (true, "β", Some("^β")),
            (true, "ère", None),
            (true, "é", None),
            (true, "TM", Some("™")),
            (false, "TM", Some("_(TM)")),
            (false, "DD", Some("_(DD)")),
            (false, "Raum", Some("_(Raum)")),
            (false, "max", Some("ₘₐₓ")),
            (false, "D1", Some("_(D1)")),
            (true, "[10,000]", None),
        ] {
            assert_eq!(shifted(raise, words).as_deref(), expected, "{words}");
        }
        assert_eq!(shifted(true, &"a".repeat(LONGEST_SCRIPT + 1)), None);
    }

    #[test]
    fn functions_stand_apart() {
        is(r"O(n\log n)", "O(n log n)");
        is(r"2\sin\theta\cos(x)", "2 sin θ cos(x)");
        is(r"x^2\ln{x} + (a)\max_i b_i", "x² ln x + (a) maxᵢ bᵢ");
        is(r"\log_2 n\arg\max", "log₂ n arg max");
        is(r"k\operatorname*{argmax}_x f", "k argmaxₓ f");
        is(r"\lim_{x\to 0}\exp x", "lim_(x → 0) exp x");
    }

    #[test]
    fn what_cannot_be_set_keeps_its_source() {
        for formula in [
            r"\begin{matrix} a & b \end{matrix}",
            r"\unknown{x}",
            "a}",
            "{a",
            r"a \\ b",
            "a & b",
            "x^&",
            r"\frac{a}",
        ] {
            assert_eq!(set(formula), None, "{formula}");
        }
        assert_eq!(set(&"{".repeat(2000)), None);
    }
}
