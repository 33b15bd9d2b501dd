//! Numbers that headings begin with: `1.2`, `IV.`, `Chapter 3`, `§ 4`, `第三章`.

use super::words;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Scheme {
    /// A word and a number; the rank says how deep such a word stands.
    Word(u8),
    /// Figures, as deep as there are groups of them, and whether one group ends with a dot.
    Decimal(u8, Mark),
    Roman,
    Letter,
}

/// What stands after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Mark {
    Dot,
    Bracket,
    None,
}

/// The number that a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) scheme: Scheme,
    /// The groups above the last one folded into one figure: `1.2.` of `1.2.3`.
    pub(super) parent: u32,
    /// What is counted.
    pub(super) value: u32,
    /// Whether nothing but the number is on the line, as in `CHAPTER IV.`
    pub(super) alone: bool,
}

/// Reads the number that a trimmed line begins with.
pub(super) fn number_of(text: &str) -> Option<Number> {
    match text.chars().next()? {
        '0'..='9' => decimal(text, None),
        '[' => version(text),
        '第' | '제' => ideographic(text),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            listed(text)
        }
        c if c.is_alphabetic() || c == '§' => word(text)
            .or_else(|| ordinal(text))
            .or_else(|| appendix(text))
            .or_else(|| roman_or_letter(text)),
        _ => None,
    }
}

/// Whether something may follow a number directly.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// Whether what follows a number is only punctuation.
fn alone(rest: &str) -> bool {
    !rest.chars().any(char::is_alphanumeric)
}

/// `1.`, `1)`, `1.2`, `1.2.3.`, `1 Title`; with a letter before the first dot for appendices.
fn decimal(text: &str, letter: Option<u32>) -> Option<Number> {
    let (mut rest, mut parent, mut depth) = (text, 0u32, 0u8);
    let mut value = 0;
    if let Some(letter) = letter {
        (depth, value) = (1, letter);
    }
    let mut mark = Mark::None;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (figures, after) = rest.split_at_checked(digits)?;
        if digits == 0 {
            break;
        }
        if digits > 3 {
            return None;
        }
        parent = parent.wrapping_mul(1000).wrapping_add(value);
        value = figures.parse().ok()?;
        depth = depth.checked_add(1)?;
        rest = after;
        mark = Mark::None;
        if let Some(after) = rest.strip_prefix('.') {
            (rest, mark) = (after, Mark::Dot);
        } else {
            break;
        }
    }
    if let Some(after) = rest.strip_prefix([')', ']']) {
        (rest, mark) = (after, Mark::Bracket);
    } else if mark == Mark::None {
        rest = rest.strip_prefix(':').unwrap_or(rest);
    }
    if !ends(rest) || depth == 0 || depth > 6 {
        return None;
    }
    if depth > 1 {
        mark = Mark::None;
    }
    Some(Number {
        scheme: Scheme::Decimal(depth, mark),
        parent,
        value,
        alone: alone(rest),
    })
}

/// `A.1 Title`: an appendix.
fn appendix(text: &str) -> Option<Number> {
    let letter = text.bytes().next().filter(u8::is_ascii_uppercase)?;
    let rest = text.get(1..)?.strip_prefix('.')?;
    decimal(rest, Some(u32::from(letter) + 500)).filter(|n| n.parent > 0)
}

/// `Chapter IV`, `PART TWO`, `§ 3`, `Article 5.`
fn word(text: &str) -> Option<Number> {
    let end = text
        .find(|c: char| !c.is_alphabetic() && c != '§')
        .unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end)?;
    if head.len() > 24 {
        return None;
    }
    let rank = words::rank_of(&head.to_lowercase())?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let value_text = rest.trim_start();
    if value_text.len() == rest.len() && head != "§" {
        return None;
    }
    let end = value_text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(value_text.len());
    let (figure, after) = value_text.split_at_checked(end)?;
    let value = figure
        .parse()
        .ok()
        .or_else(|| roman(&figure.to_uppercase()))
        .or_else(|| words::number_word(&figure.to_lowercase()))
        .or_else(|| counted(figure))
        .or_else(|| single_capital(figure))?;
    let punctuated = after
        .chars()
        .next()
        .is_none_or(|c| ".:,)-–—]/(".contains(c));
    if !punctuated && !ends(after) {
        return None;
    }
    // `Section 3 describes` is a sentence, `Section 3 Duties` is not.
    (punctuated || !goes_on(after)).then(|| named(rank, value, after))
}

/// Whether a sentence goes on behind a number.
fn goes_on(after: &str) -> bool {
    after.trim_start().starts_with(char::is_lowercase)
}

/// The number of something that has a name; `after` follows both.
fn named(rank: u8, value: u32, after: &str) -> Number {
    Number {
        scheme: Scheme::Word(rank),
        parent: 0,
        value,
        alone: alone(after),
    }
}

/// `Erster Abschnitt`, `Second Part`: the number before the word.
fn ordinal(text: &str) -> Option<Number> {
    let (first, rest) = text.split_once(' ')?;
    if first.len() > 16 {
        return None;
    }
    let value = words::ordinal(&first.to_lowercase())?;
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (head, after) = rest.split_at_checked(end)?;
    let is_name = head.len() <= 24 && head.starts_with(char::is_uppercase);
    let rank = words::rank_of(&head.to_lowercase()).filter(|_| is_name)?;
    // `First Part of it` is a sentence, `First Part: Spring` is not.
    (!goes_on(after)).then(|| named(rank, value, after))
}

/// `[1.2.0]`, as lists of changes name a version.
fn version(text: &str) -> Option<Number> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    let number = decimal(inner, None).filter(|_| ends(rest))?;
    let deep = matches!(number.scheme, Scheme::Decimal(2.., _));
    (deep && number.alone).then(|| Number {
        alone: alone(rest),
        ..number
    })
}

/// Figures with a letter, as in `§ 3a`, or an ending, as in `1er` and `Ier`.
fn counted(figure: &str) -> Option<u32> {
    if let Some(first) = figure
        .strip_suffix("er")
        .or_else(|| figure.strip_suffix("re"))
    {
        return first
            .parse()
            .ok()
            .or_else(|| roman(first))
            .filter(|&n| n == 1);
    }
    figure
        .strip_suffix(|c: char| c.is_ascii_lowercase())?
        .parse()
        .ok()
}

/// `A` of `Appendix A`.
fn single_capital(figure: &str) -> Option<u32> {
    match figure.as_bytes() {
        [b @ b'A'..=b'Z'] => Some(u32::from(b - b'A') + 1),
        _ => None,
    }
}

/// `IV.`, `IV - Title`, `B. Title`; a Roman number alone on its line needs no dot.
fn roman_or_letter(text: &str) -> Option<Number> {
    let end = text
        .find(|c: char| !c.is_ascii_uppercase())
        .unwrap_or(text.len());
    let (figure, rest) = text.split_at_checked(end)?;
    let dotted = rest.strip_prefix(['.', ')', ':']).or_else(|| {
        let after = rest.trim_start();
        after.strip_prefix(['-', '–', '—']).filter(|a| ends(a))
    });
    let make = |scheme, value, rest| {
        Some(Number {
            scheme,
            parent: 0,
            value,
            alone: alone(rest),
        })
    };
    match (roman(figure), dotted) {
        (Some(value), Some(rest)) if ends(rest) => make(Scheme::Roman, value, rest),
        (Some(value), None) if rest.is_empty() => make(Scheme::Roman, value, rest),
        (None, Some(rest)) if ends(rest) && rest.len() > 1 => {
            make(Scheme::Letter, single_capital(figure)?, rest)
        }
        _ => None,
    }
}

/// The value of a Roman number.
fn roman(figure: &str) -> Option<u32> {
    if figure.is_empty() || figure.len() > 8 {
        return None;
    }
    let mut values = Vec::with_capacity(8);
    for b in figure.bytes() {
        values.push(match b {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            b'C' => 100,
            _ => return None,
        });
    }
    let mut total = 0i32;
    for (i, &v) in values.iter().enumerate() {
        let next = values.get(i + 1).copied().unwrap_or(0);
        total += if next > v { -v } else { v };
    }
    u32::try_from(total).ok().filter(|&t| t > 0)
}

/// `第三章 Title`, `제1장`.
fn ideographic(text: &str) -> Option<Number> {
    let mut chars = text.chars().skip(1).filter(|c| !c.is_whitespace());
    let (mut value, mut any) = (0u32, false);
    for c in chars.by_ref() {
        if let Some(digit) = c.to_digit(10).or_else(|| digit_of(c)) {
            value = if digit == 10 {
                value.max(1).wrapping_mul(10)
            } else {
                value
                    .wrapping_mul(if value % 10 == 0 && value > 0 { 1 } else { 10 })
                    .wrapping_add(digit)
            };
            any = true;
        } else if "百零〇".contains(c) {
            any = true;
        } else {
            let rank = match c {
                '部' | '卷' | '篇' | '編' | '编' | '부' => 0,
                '章' | '回' | '話' | '话' | '장' | '講' => 1,
                '節' | '节' | '절' => 2,
                '条' | '條' | '조' | '項' | '项' => 3,
                _ => return None,
            };
            return any.then(|| Number {
                scheme: Scheme::Word(rank),
                parent: 0,
                value,
                alone: chars.next().is_none(),
            });
        }
    }
    None
}

/// `一、Title`.
fn listed(text: &str) -> Option<Number> {
    let mut chars = text.chars();
    let value = digit_of(chars.next()?)?;
    matches!(chars.next()?, '、' | '．' | '.').then_some(Number {
        scheme: Scheme::Roman,
        parent: 0,
        value,
        alone: false,
    })
}

/// The value of an ideograph that counts.
fn digit_of(c: char) -> Option<u32> {
    "一二三四五六七八九十"
        .chars()
        .position(|d| d == c)
        .map(|i| i as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, scheme: Scheme, parent: u32, value: u32, alone: bool) {
        let expected = Number {
            scheme,
            parent,
            value,
            alone,
        };
        assert_eq!(number_of(text), Some(expected), "{text}");
    }

    #[test]
    fn numbers_are_read() {
        check("1. First", Scheme::Decimal(1, Mark::Dot), 0, 1, false);
        check("2) Second", Scheme::Decimal(1, Mark::Bracket), 0, 2, false);
        check("3.14 Pie", Scheme::Decimal(2, Mark::None), 3, 14, false);
        check(
            "1.2.3. Deep",
            Scheme::Decimal(3, Mark::None),
            1002,
            3,
            false,
        );
        check("CHAPTER XIV.", Scheme::Word(1), 0, 14, true);
        check("Part Two: Home", Scheme::Word(0), 0, 2, false);
        check("§ 3 Duties", Scheme::Word(3), 0, 3, false);
        check("§3", Scheme::Word(3), 0, 3, true);
        check("Глава 2", Scheme::Word(1), 0, 2, true);
        check("IV. Results", Scheme::Roman, 0, 4, false);
        check("XII", Scheme::Roman, 0, 12, true);
        check("B. Methods", Scheme::Letter, 0, 2, false);
        check("第三章 雨", Scheme::Word(1), 0, 3, false);
        check("第十二章", Scheme::Word(1), 0, 12, true);
        check("Erstes Kapitel.", Scheme::Word(1), 0, 1, true);
        check("Zweiter Abschnitt Organe", Scheme::Word(2), 0, 2, false);
        check("SECOND PART", Scheme::Word(0), 0, 2, true);
        check("Chapitre Ier", Scheme::Word(1), 0, 1, true);
        check("Article 1er", Scheme::Word(3), 0, 1, true);
        check(
            "[3.2.0] - 2023-11-04",
            Scheme::Decimal(3, Mark::None),
            3002,
            0,
            false,
        );
        check("제1장 시작", Scheme::Word(1), 0, 1, false);
    }

    #[test]
    fn numbers_beyond_all_measure_do_no_harm() {
        assert_eq!(number_of(&"1.".repeat(300)), None);
        let huge = format!("第{}章", "十".repeat(30));
        assert!(number_of(&huge).is_some_and(|n| n.alone));
    }

    #[test]
    fn other_lines_have_none() {
        for text in [
            "1984 was a year",
            "I am here",
            "Part of it",
            "Section 3 says so",
            "12:30 lunch",
            "3rd place",
            "Chapter",
            "First Part of it",
            "[1] A footnote",
        ] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
