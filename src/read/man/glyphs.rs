//! Characters that manual pages name: `\(aq`, `\[em]`, `\[u00E9]`.

/// The character of a name; none for an unknown one.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(name));
    at.ok()
        .and_then(|at| NAMES.get(at))
        .map(|(_, glyph)| *glyph)
}

/// The characters of a name that gives their numbers: `u00E9`, `u0065_0301`, `char65`.
pub(super) fn numbered(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix("char") {
        return number
            .parse()
            .ok()
            .and_then(char::from_u32)
            .map(String::from);
    }
    let numbers = name.strip_prefix('u')?.split('_').take(8);
    let characters = numbers.map(|number| {
        let long_enough = (4..=6).contains(&number.len());
        let number = long_enough.then(|| u32::from_str_radix(number, 16).ok());
        number.flatten().and_then(char::from_u32)
    });
    characters.collect()
}

/// Letters with an accent: its sign as roff names it, and the mark that joins the letter.
const ACCENTS: [(char, char); 7] = [
    ('\'', '\u{301}'),
    ('`', '\u{300}'),
    ('^', '\u{302}'),
    (':', '\u{308}'),
    ('~', '\u{303}'),
    (',', '\u{327}'),
    ('o', '\u{30a}'),
];

/// A letter with an accent: `'e`, `:u`, `,c`.
pub(super) fn accented(name: &str) -> Option<String> {
    let mut characters = name.chars();
    let (sign, letter) = (characters.next()?, characters.next()?);
    let (_, mark) = ACCENTS.iter().find(|(accent, _)| *accent == sign)?;
    let composed = COMPOSED
        .iter()
        .find(|(from, with, _)| *from == letter && with == mark);
    let plain = characters.next().is_none() && letter.is_ascii_alphabetic();
    plain.then(|| composed.map_or_else(|| format!("{letter}{mark}"), |(_, _, one)| one.to_string()))
}

/// The accented letters that have a character of their own and are common.
#[rustfmt::skip]
const COMPOSED: [(char, char, char); 44] = [
    ('A', '\u{300}', 'À'), ('A', '\u{301}', 'Á'), ('A', '\u{302}', 'Â'), ('A', '\u{303}', 'Ã'),
    ('A', '\u{308}', 'Ä'), ('A', '\u{30a}', 'Å'), ('C', '\u{327}', 'Ç'), ('E', '\u{300}', 'È'),
    ('E', '\u{301}', 'É'), ('E', '\u{302}', 'Ê'), ('E', '\u{308}', 'Ë'), ('I', '\u{301}', 'Í'),
    ('N', '\u{303}', 'Ñ'), ('O', '\u{301}', 'Ó'), ('O', '\u{302}', 'Ô'), ('O', '\u{308}', 'Ö'),
    ('U', '\u{301}', 'Ú'), ('U', '\u{308}', 'Ü'), ('a', '\u{300}', 'à'), ('a', '\u{301}', 'á'),
    ('a', '\u{302}', 'â'), ('a', '\u{303}', 'ã'), ('a', '\u{308}', 'ä'), ('a', '\u{30a}', 'å'),
    ('c', '\u{327}', 'ç'), ('e', '\u{300}', 'è'), ('e', '\u{301}', 'é'), ('e', '\u{302}', 'ê'),
    ('e', '\u{308}', 'ë'), ('i', '\u{300}', 'ì'), ('i', '\u{301}', 'í'), ('i', '\u{302}', 'î'),
    ('i', '\u{308}', 'ï'), ('n', '\u{303}', 'ñ'), ('o', '\u{300}', 'ò'), ('o', '\u{301}', 'ó'),
    ('o', '\u{302}', 'ô'), ('o', '\u{303}', 'õ'), ('o', '\u{308}', 'ö'), ('u', '\u{300}', 'ù'),
    ('u', '\u{301}', 'ú'), ('u', '\u{302}', 'û'), ('u', '\u{308}', 'ü'), ('y', '\u{301}', 'ý'),
];

/// In the order of their names.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("!=", "≠"), ("%0", "‰"), ("**", "∗"), ("*A", "Α"), ("*B", "Β"), ("*C", "Ξ"), ("*D", "Δ"),
    ("*E", "Ε"), ("*F", "Φ"), ("*G", "Γ"), ("*H", "Θ"), ("*I", "Ι"), ("*K", "Κ"), ("*L", "Λ"),
    ("*M", "Μ"), ("*N", "Ν"), ("*O", "Ο"), ("*P", "Π"), ("*Q", "Ψ"), ("*R", "Ρ"), ("*S", "Σ"),
    ("*T", "Τ"), ("*U", "Υ"), ("*W", "Ω"), ("*X", "Χ"), ("*Y", "Η"), ("*Z", "Ζ"), ("*a", "α"),
    ("*b", "β"), ("*c", "ξ"), ("*d", "δ"), ("*e", "ε"), ("*f", "φ"), ("*g", "γ"), ("*h", "θ"),
    ("*i", "ι"), ("*k", "κ"), ("*l", "λ"), ("*m", "μ"), ("*n", "ν"), ("*o", "ο"), ("*p", "π"),
    ("*q", "ψ"), ("*r", "ρ"), ("*s", "σ"), ("*t", "τ"), ("*u", "υ"), ("*w", "ω"), ("*x", "χ"),
    ("*y", "η"), ("*z", "ζ"), ("+-", "±"), ("+e", "ϵ"), ("+f", "ϕ"), ("+h", "ϑ"), ("+p", "ϖ"),
    ("-+", "∓"), ("->", "→"), ("-D", "Ð"), ("-h", "ℏ"), (".i", "ı"), (".j", "ȷ"), ("/L", "Ł"),
    ("/O", "Ø"), ("/_", "∠"), ("/l", "ł"), ("/o", "ø"), ("12", "½"), ("14", "¼"), ("18", "⅛"),
    ("34", "¾"), ("38", "⅜"), ("3d", "∴"), ("58", "⅝"), ("78", "⅞"), ("<-", "←"), ("<<", "≪"),
    ("<=", "≤"), ("<>", "↔"), ("==", "≡"), ("=~", "≅"), (">=", "≥"), (">>", "≫"), ("AE", "Æ"),
    ("AN", "∧"), ("Ah", "ℵ"), ("Bq", "„"), ("CL", "♣"), ("CR", "↵"), ("Cs", "¤"), ("DI", "♦"),
    ("Do", "$"), ("Eu", "€"), ("Fc", "»"), ("Fi", "ffi"), ("Fl", "ffl"), ("Fo", "«"), ("HE", "♥"),
    ("IJ", "Ĳ"), ("Im", "ℑ"), ("OE", "Œ"), ("OK", "✓"), ("OR", "∨"), ("Of", "ª"), ("Om", "º"),
    ("Po", "£"), ("Re", "ℜ"), ("S1", "¹"), ("S2", "²"), ("S3", "³"), ("SP", "♠"), ("Sd", "ð"),
    ("TP", "Þ"), ("Tp", "þ"), ("Vs", "š"), ("Ye", "¥"), ("a\"", "˝"), ("a-", "¯"), ("a.", "˙"),
    ("a^", "ˆ"), ("aa", "´"), ("ab", "˘"), ("ac", "¸"), ("ad", "¨"), ("ae", "æ"), ("ah", "ˇ"),
    ("an", "⎯"), ("ao", "˚"), ("ap", "∼"), ("aq", "'"), ("at", "@"), ("a~", "~"), ("ba", "|"),
    ("bb", "¦"), ("bq", "‚"), ("br", "│"), ("bu", "•"), ("bv", "│"), ("c*", "⊗"),
    ("c+", "⊕"), ("ca", "∩"), ("ci", "○"), ("co", "©"), ("coproduct", "∐"), ("cq", "’"), ("ct", "¢"),
    ("cu", "∪"), ("dA", "⇓"), ("da", "↓"), ("dd", "‡"), ("de", "°"), ("dg", "†"), ("di", "÷"),
    ("dq", "\""), ("em", "—"), ("en", "–"), ("eq", "="), ("es", "∅"), ("eu", "€"), ("f/", "⁄"),
    ("fa", "∀"), ("fc", "›"), ("ff", "ff"), ("fi", "fi"), ("fl", "fl"), ("fm", "′"), ("fo", "‹"),
    ("ga", "`"), ("gr", "∇"), ("hA", "⇔"), ("ha", "^"), ("hbar", "ℏ"), ("ho", "˛"), ("hy", "‐"),
    ("ib", "⊆"), ("if", "∞"), ("ij", "ĳ"), ("inf", "∞"), ("ip", "⊇"), ("is", "∫"), ("lA", "⇐"),
    ("lB", "["), ("lC", "{"), ("la", "⟨"), ("lb", "⎩"), ("lc", "⌈"), ("lf", "⌊"), ("lh", "☜"),
    ("lk", "⎨"), ("lq", "“"), ("lt", "⎧"), ("lz", "◊"), ("mc", "µ"), ("md", "⋅"), ("mi", "−"),
    ("mo", "∈"), ("mu", "×"), ("nb", "⊄"), ("nc", "⊅"), ("ne", "≢"), ("nm", "∉"), ("no", "¬"),
    ("oA", "Å"), ("oa", "å"), ("oe", "œ"), ("oq", "‘"), ("or", "|"), ("pc", "·"), ("pd", "∂"),
    ("pl", "+"), ("pp", "⊥"), ("product", "∏"), ("ps", "¶"), ("pt", "∝"), ("r!", "¡"), ("r?", "¿"),
    ("rA", "⇒"), ("rB", "]"), ("rC", "}"), ("ra", "⟩"), ("rb", "⎭"), ("rc", "⌉"), ("rf", "⌋"),
    ("rg", "®"), ("rh", "☞"), ("rk", "⎬"), ("rn", "‾"), ("rq", "”"), ("rs", "\\"), ("rt", "⎫"),
    ("ru", "_"), ("sb", "⊂"), ("sc", "§"), ("sd", "″"), ("sh", "#"), ("sl", "/"), ("sp", "⊃"),
    ("sq", "□"), ("sqrt", "√"), ("sr", "√"), ("ss", "ß"), ("st", "∋"), ("sum", "∑"), ("tdi", "÷"),
    ("te", "∃"), ("tf", "∴"), ("ti", "~"), ("tm", "™"), ("tmu", "×"), ("tno", "¬"), ("ts", "ς"),
    ("u2212", "−"), ("uA", "⇑"), ("ua", "↑"), ("ul", "_"), ("vA", "⇕"), ("vS", "Š"), ("vZ", "Ž"),
    ("va", "↕"), ("vs", "š"), ("vz", "ž"), ("wp", "℘"), ("|=", "≃"), ("~=", "≈"), ("~~", "≈"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn characters_are_found_by_name_and_number() {
        assert_eq!(named("em"), Some("—"));
        assert_eq!(named("nonsense"), None);
        assert_eq!(numbered("u00E9").as_deref(), Some("é"));
        assert_eq!(numbered("u0065_0301").as_deref(), Some("e\u{301}"));
        assert_eq!(numbered("uD800"), None);
        assert_eq!(numbered("char65").as_deref(), Some("A"));
        assert_eq!(accented(":u").as_deref(), Some("ü"));
        assert_eq!(accented("'w").as_deref(), Some("w\u{301}"));
    }
}
