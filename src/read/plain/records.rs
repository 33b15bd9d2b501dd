//! Lines that are records: of one shape, each about a thing of its own, as programs print them. Where they happen to fill a
//! column they are no paragraph.

use super::line::{Line, Shape};

/// So many lines above are looked at for one of the same shape: those who tell what they do have some shapes in turn.
const TURNS: usize = 4;
/// So many words of a line are looked at.
const WORDS: usize = 8;
/// So many fields at least has a record that has colons between them.
const FIELDS: usize = 4;

/// Whether lines are records: of three each is as the one above, of more nearly all are as one of those above.
pub(super) fn are_records(lines: &[Line]) -> bool {
    let turns = match lines.len() {
        0..3 => return false,
        3 => 1,
        _ => TURNS,
    };
    if lines.iter().any(|line| line.shape != Shape::Plain) {
        return false;
    }
    let below = lines.iter().enumerate().skip(1);
    let alike = below.filter(|(at, line)| {
        let above = lines.get(at.saturating_sub(turns)..*at).unwrap_or(&[]);
        above.iter().any(|above| is_alike(above.text, line.text))
    });
    let (alike, pairs) = (alike.count(), lines.len() - 1);
    if turns == 1 {
        alike == pairs
    } else {
        alike * 4 >= pairs * 3
    }
}

/// Whether two lines have one shape: as many fields, the same first word, the same sign at the end, or two words at the
/// same places.
fn is_alike(one: &str, other: &str) -> bool {
    let fields = |line: &str| memchr::memchr_iter(b':', line.as_bytes()).count() + 1;
    if fields(one) >= FIELDS && fields(one) == fields(other) {
        return true;
    }
    let pairs = || {
        one.split_ascii_whitespace()
            .zip(other.split_ascii_whitespace())
            .take(WORDS)
    };
    // Lines of a paragraph may begin with the same small word.
    let tells = |word: &str| word.len() > 3;
    let first = pairs().next().is_some_and(|(a, b)| a == b && tells(a));
    let ends = one.ends_with(" ...") && other.ends_with(" ...");
    first || ends || pairs().filter(|(a, b)| a == b).count() >= 2
}

/// Whether lines are settings as YAML has them: names with what they stand for behind a colon, or below it and further in.
/// Lists of prose have names before a colon too, but none below their entries.
pub(super) fn are_settings<'a>(lines: impl IntoIterator<Item = &'a Line<'a>>) -> bool {
    let (mut all, mut settings, mut named, mut nested) = (0, 0, 0, 0);
    let mut above: Option<usize> = None;
    // What follows `|` or `>` further in may be any words.
    let mut block: Option<usize> = None;
    for line in lines {
        all += 1;
        if block.is_some_and(|indent| line.indent > indent) {
            (settings, named) = (settings + 1, named + 1);
            continue;
        }
        block = None;
        let (entry, said) = match line.text.strip_prefix("- ") {
            Some(said) => (true, said.trim_start()),
            None => (false, line.text),
        };
        let own = line.indent + (line.text.len() - said.len());
        if let Some(value) = value(said) {
            (settings, named) = (settings + 1, named + 1);
            nested += usize::from(!entry && above.is_some_and(|above| line.indent >= above));
            let opens = value.is_empty();
            // An entry of a list has its other names below the first one.
            above = match (entry, opens) {
                (true, _) => Some(own),
                (false, true) => Some(own + 1),
                (false, false) => None,
            };
            block = matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+").then_some(line.indent);
        } else {
            settings += usize::from(entry || line.text.starts_with('#'));
            above = None;
        }
    }
    nested > 0 && named * 2 >= settings && settings * 10 >= all * 9
}

/// What stands behind the colon of a name without blanks.
fn value(text: &str) -> Option<&str> {
    let (name, value) = match text.split_once(": ") {
        Some((name, value)) => (name, value.trim()),
        None => (text.strip_suffix(':')?, ""),
    };
    let named = |c: char| c.is_alphanumeric() || "_-./\"'$<*".contains(c);
    (!name.is_empty() && name.chars().all(named)).then_some(value)
}
