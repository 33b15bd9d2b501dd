//! How a query is spelled as a pattern: what each letter and each blank of it finds.
//!
//! Any case is spelled out (`a` as `[aA]`), from what the standard library knows of letters. The table that the regex
//! crate has for this is thousands of pointers, which a program pays for at each start, searched or not.

use std::fmt::Write as _;
use std::sync::OnceLock;

/// A blank that ends no line. Written out, because a class that is made by exclusion takes a hundred times as long to
/// compile.
macro_rules! blank {
    () => {
        r"[\t \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
    };
}
/// What a blank of a query finds: blanks, and one line end at most.
pub(super) const BLANK: &str = concat!("(?:", blank!(), r"+\n?|\n)", blank!(), "*");
/// What stands between ideographs of one word that a line end divides.
pub(super) const LINE_END: &str = concat!("(?:", blank!(), r"*\n", blank!(), "*)?");
/// What stands behind a hyphen at a line end.
pub(super) const BELOW: &str = concat!(r"\n", blank!(), "*");

/// A character of a range has its other cases looked up only in ranges that are no larger.
const LARGEST_RANGE: u32 = 1024;

/// The other cases of a letter: two at most but for a few.
pub(super) fn cases(c: char) -> impl Iterator<Item = char> {
    let small = small(c);
    let large = small.and_then(|small| one(small.to_uppercase()));
    // A sign of Kelvin is a small k; it takes a k to find that out.
    let strange = (!c.is_ascii() || matches!(c, 'k' | 'K' | 's' | 'S'))
        .then(|| {
            strange()
                .iter()
                .filter(move |(_, small_one)| Some(*small_one) == small)
        })
        .into_iter()
        .flatten()
        .map(|(strange, _)| *strange);
    let usual = [small, large].into_iter().flatten();
    usual.chain(strange).filter(move |other| *other != c)
}

/// The only character that there is.
fn one(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// The small letter that stands for all cases of one.
fn small(c: char) -> Option<char> {
    one(one(one(c.to_lowercase())?.to_uppercase())?.to_lowercase())
}

/// The letters that are not what their other case leads back to (a final sigma, a long s), each with its small letter.
fn strange() -> &'static [(char, char)] {
    static STRANGE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    STRANGE.get_or_init(|| {
        let letters = '\u{b5}'..'\u{2200}';
        let of = |c: char| {
            let small = small(c)?;
            let back = [Some(small), one(small.to_uppercase())];
            (!back.contains(&Some(c))).then_some((c, small))
        };
        letters.filter_map(of).collect()
    })
}

/// A character as it is searched for.
pub(super) fn spell(c: char, any_case: bool, out: &mut String) {
    let mut others = cases(c).peekable();
    if any_case && others.peek().is_some() {
        out.push('[');
        out.push(c);
        out.extend(others);
        out.push(']');
    } else {
        out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
    }
}

/// A regular expression in which each run of blanks finds what a blank finds, and each letter its other cases, if that
/// is wanted. What is escaped stays as it is, and so do the blanks of a class.
pub(super) fn spell_expression(pattern: &str, any_case: bool) -> String {
    let mut out = String::with_capacity(2 * pattern.len());
    let mut rest = pattern.trim();
    let mut class = 0_u32;
    while let Some(c) = rest.chars().next() {
        let named = if class == 0 { named_with(rest) } else { 0 };
        if let Some((named, behind)) = rest.split_at_checked(named).filter(|_| named > 0) {
            named.chars().for_each(|c| spell(c, any_case, &mut out));
            rest = behind;
            continue;
        }
        let taken = match c {
            '\\' => escape(rest),
            '(' if class == 0 && rest.starts_with("(?") => group(rest),
            '{' if class == 0 => rest.find('}').map_or(1, |end| end + 1),
            '[' if class > 0 && rest.starts_with("[:") => rest.find(":]").map_or(1, |end| end + 2),
            _ => 0,
        };
        if let Some((as_it_is, behind)) = rest.split_at_checked(taken).filter(|_| taken > 0) {
            out.push_str(as_it_is);
            rest = behind;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            ' ' if class == 0 => {
                rest = rest.trim_start_matches(' ');
                let _ = write!(out, "(?:{BLANK})");
            }
            '[' => {
                class += 1;
                out.push(c);
            }
            ']' => {
                class = class.saturating_sub(1);
                out.push(c);
            }
            _ if class > 0 => {
                out.push(c);
                let to = range_end(rest).unwrap_or(c);
                if to != c {
                    out.push('-');
                    out.push(to);
                    rest = rest.get(1 + to.len_utf8()..).unwrap_or("");
                }
                if any_case && u32::from(to).saturating_sub(u32::from(c)) <= LARGEST_RANGE {
                    out.extend((c..=to).flat_map(cases));
                }
            }
            _ if c.is_alphabetic() => spell(c, any_case, &mut out),
            _ => out.push(c),
        }
    }
    out
}

/// The bytes of an escape: `\b`, `\.`, `\pL`, `\x{e9}`.
fn escape(text: &str) -> usize {
    let mut chars = text.chars().skip(1);
    let escaped = chars.next().map_or(0, char::len_utf8);
    let behind = 1 + escaped;
    match (text.get(1..behind), chars.next()) {
        (Some("p" | "P" | "x" | "u" | "U" | "b"), Some('{')) => {
            text.find('}').map_or(behind, |end| end + 1)
        }
        (Some("p" | "P"), Some(class)) => behind + class.len_utf8(),
        _ => behind,
    }
}

/// The bytes of parentheses that belong to a name, `printf(3)`, `crypto(7ssl)`, `main()`: nothing or the section of a manual
/// is in them, and nothing behind repeats them, so that they would mean nothing as a group. 0 where there are none.
pub(super) fn named_with(text: &str) -> usize {
    let Some((section, behind)) = text.strip_prefix('(').and_then(|text| text.split_once(')'))
    else {
        return 0;
    };
    let is_section = section.is_empty() || section.starts_with(|c: char| c.is_ascii_digit());
    let is_word = section.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_group = behind.starts_with(['*', '+', '?', '{']);
    if is_section && is_word && !is_group {
        section.len() + 2
    } else {
        0
    }
}

/// The bytes of what says which kind a group is: `(?:`, `(?x)`, `(?<name>`.
fn group(text: &str) -> usize {
    text.find([':', ')', '>']).map_or(text.len(), |end| end + 1)
}

/// The last character of a range, behind its first one.
fn range_end(behind: &str) -> Option<char> {
    let end = behind.strip_prefix('-')?.chars().next()?;
    (!matches!(end, ']' | '[' | '-' | '\\')).then_some(end)
}

/// Whether a regular expression has a capital letter of its own: not one that names a class (`\W`).
pub(super) fn has_capital(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => escape(rest),
            c if c.is_uppercase() => return true,
            c => c.len_utf8(),
        };
        rest = rest.get(taken..).unwrap_or("");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_other_cases() {
        for (c, others) in [
            ('a', "A"),
            ('A', "a"),
            ('k', "K\u{212a}"),
            ('s', "Sſ"),
            ('ſ', "sS"),
            ('ü', "Ü"),
            ('σ', "Σς"),
            ('ς', "Σσ"),
            ('ж', "Ж"),
            ('1', ""),
            ('日', ""),
        ] {
            let mut found: Vec<char> = cases(c).collect();
            let mut wanted: Vec<char> = others.chars().collect();
            found.sort_unstable();
            found.dedup();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "{c}");
        }
    }

    #[test]
    fn what_is_escaped_stays() {
        for (typed, spelled) in [
            (r"\bx\W", r"\b[xX]\W"),
            (r"\pL\p{Lu}\x{e9}", r"\pL\p{Lu}\x{e9}"),
            ("(?:a)", "(?:[aA])"),
            ("(?<name>1)", "(?<name>1)"),
            ("1{2}", "1{2}"),
            ("[a1-3]", "[aA1-3]"),
            ("[^a-c]", "[^a-cABC]"),
            ("[[:alpha:]-]", "[[:alpha:]-]"),
            (r"[\]]", r"[\]]"),
        ] {
            assert_eq!(spell_expression(typed, true), spelled);
        }
        assert_eq!(spell_expression("a[b ]", false), "a[b ]");
        assert!(!has_capital(r"\W\pL\p{Lu}") && has_capital("aB"));
    }
}
