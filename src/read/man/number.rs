//! Numbers of roff: what `.if`, `.nr` and `.in` reckon with.

/// Basic units in an en, and in a line, as on a terminal.
const EN: i64 = 24;
const LINE: i64 = 40;
/// Brackets that are deeper than this are not read.
const DEEPEST: usize = 16;

/// What an expression comes to, in basic units where it has any, and what stands behind it. Roff reckons from left to
/// right; what is no number is 0.
pub(super) fn evaluate(text: &str) -> (i64, &str) {
    let mut rest = text;
    // The value so far and the sign that waits for the next one, for each open bracket.
    let mut open: Vec<(i64, Sign)> = Vec::new();
    let (mut value, mut sign) = (0, Sign::First);
    loop {
        let trimmed = rest.trim_start_matches(' ');
        if let Some(inside) = trimmed.strip_prefix('(').filter(|_| open.len() < DEEPEST) {
            open.push((value, sign));
            (value, sign, rest) = (0, Sign::First, inside);
            continue;
        }
        let Some((number, after)) = number(if open.is_empty() { rest } else { trimmed }) else {
            return (value, rest);
        };
        value = sign.of(value, number);
        rest = after;
        // Behind a value: brackets that close, then a sign or the end.
        while let Some(after) = rest.strip_prefix(')') {
            let Some((before, waiting)) = open.pop() else {
                return (value, rest);
            };
            value = waiting.of(before, value);
            rest = after;
        }
        let inside = if open.is_empty() {
            rest
        } else {
            rest.trim_start_matches(' ')
        };
        let Some((next, after)) = Sign::begin(inside) else {
            return (value, rest);
        };
        (sign, rest) = (next, after);
    }
}

/// A distance in cells, and whether it is to be added or taken away.
pub(super) fn cells(text: &str) -> Option<(Option<bool>, u16)> {
    let (more, number) = match text.strip_prefix('+') {
        Some(number) => (Some(true), number),
        None => text
            .strip_prefix('-')
            .map_or((None, text), |number| (Some(false), number)),
    };
    let scaled = number.ends_with(|c: char| c.is_ascii_alphabetic());
    let plain = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let ens = format!("{plain}n");
    let (value, _) = evaluate(if scaled { number } else { &ens });
    Some((more, (value / EN).clamp(0, 200) as u16))
}

/// A number with its unit, and what stands behind it.
fn number(text: &str) -> Option<(i64, &str)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.is_empty() {
        return None;
    }
    let unit = rest.chars().next();
    let scale = match unit {
        Some('i') => Some(240),
        Some('c') => Some(94),
        Some('p') => Some(3),
        Some('m' | 'n') => Some(EN),
        Some('v' | 'P') => Some(LINE),
        Some('u' | 's' | 'z') => Some(1),
        _ => None,
    };
    let rest = if scale.is_some() {
        rest.get(1..).unwrap_or("")
    } else {
        rest
    };
    let hundredths = hundredths(digits).saturating_mul(scale.unwrap_or(1)) / 100;
    Some((if negative { -hundredths } else { hundredths }, rest))
}

fn hundredths(digits: &str) -> i64 {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i64 = whole
        .get(..whole.len().min(9))
        .unwrap_or("")
        .parse()
        .unwrap_or(0);
    let mut part = part.bytes().map(|b| i64::from(b.saturating_sub(b'0')));
    let tenths = part.next().unwrap_or(0);
    whole * 100 + tenths * 10 + part.next().unwrap_or(0)
}

#[derive(Clone, Copy)]
enum Sign {
    First,
    Plus,
    Minus,
    Times,
    Over,
    Modulo,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    And,
    Or,
}

impl Sign {
    fn begin(text: &str) -> Option<(Self, &str)> {
        const SIGNS: [(&str, Sign); 15] = [
            ("<=", Sign::AtMost),
            (">=", Sign::AtLeast),
            ("==", Sign::Equal),
            ("<>", Sign::Unequal),
            ("+", Sign::Plus),
            ("-", Sign::Minus),
            ("*", Sign::Times),
            ("/", Sign::Over),
            ("%", Sign::Modulo),
            ("=", Sign::Equal),
            ("<", Sign::Less),
            (">", Sign::More),
            ("&", Sign::And),
            (":", Sign::Or),
            ("|", Sign::Or),
        ];
        let mut signs = SIGNS.iter();
        signs.find_map(|(sign, meant)| Some((*meant, text.strip_prefix(sign)?)))
    }

    fn of(self, left: i64, right: i64) -> i64 {
        match self {
            Self::First => right,
            Self::Plus => left.saturating_add(right),
            Self::Minus => left.saturating_sub(right),
            Self::Times => left.saturating_mul(right),
            Self::Over => left.checked_div(right).unwrap_or(0),
            Self::Modulo => left.checked_rem(right).unwrap_or(0),
            Self::Equal => i64::from(left == right),
            Self::Unequal => i64::from(left != right),
            Self::Less => i64::from(left < right),
            Self::AtMost => i64::from(left <= right),
            Self::More => i64::from(left > right),
            Self::AtLeast => i64::from(left >= right),
            Self::And => i64::from(left > 0 && right > 0),
            Self::Or => i64::from(left > 0 || right > 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_reckoned_from_left_to_right() {
        assert_eq!(evaluate("1+2*3 x"), (9, " x"));
        assert_eq!(evaluate("(24u=24u)&(1m=24u)"), (1, ""));
        assert_eq!(evaluate("1+(2*(3+4))-1"), (14, ""));
        assert_eq!(evaluate("7/0"), (0, ""));
        assert_eq!(evaluate("-.5v"), (-20, ""));
        assert_eq!(evaluate("word"), (0, "word"));
        assert_eq!(evaluate(&"(".repeat(10_000)).0, 0);
    }

    #[test]
    fn distances_are_told_in_cells() {
        assert_eq!(cells("4n"), Some((None, 4)));
        assert_eq!(cells("+0.5i"), Some((Some(true), 5)));
        assert_eq!(cells("-3"), Some((Some(false), 3)));
        assert_eq!(cells("word"), None);
    }
}
