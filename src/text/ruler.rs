//! The one ruler: what it says a text takes is what is drawn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A cluster with more code points than this is cut: no step of wrapping or drawing is longer.
pub const CLUSTER_LIMIT: usize = 32;

/// The clusters of a text, as a person counts characters; one longer than [`CLUSTER_LIMIT`] code points is cut.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let length = match rest.as_bytes() {
            [] => return None,
            // Of two ASCII characters the first is a cluster by itself: nearly all text goes this way.
            [a] | [a, 0..=0x7f, ..] if a.is_ascii() => 1,
            _ => {
                alone(rest).unwrap_or_else(|| limited(rest.graphemes(true).next().unwrap_or(rest)))
            }
        };
        let (cluster, tail) = rest.split_at_checked(length)?;
        rest = tail;
        Some(cluster)
    })
}

/// The bytes of the first character of a text, if it and the next one are sure to be clusters by themselves.
fn alone(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next().filter(|&c| sure(c).is_some())?;
    let apart = chars.next().is_none_or(|c| sure(c).is_some());
    apart.then_some(first.len_utf8())
}

/// The bytes of a cluster up to its limit of code points.
fn limited(cluster: &str) -> usize {
    match cluster.len() {
        length @ 0..=CLUSTER_LIMIT => length,
        length => cluster
            .char_indices()
            .nth(CLUSTER_LIMIT)
            .map_or(length, |(i, _)| i),
    }
}

/// The cells that one cluster takes on the screen, 0 to 2 for nearly all.
///
/// ```
/// assert_eq!(rubricate::text::cluster_cells("日"), 2);
/// // A half-width sound mark stands beside its kana.
/// assert_eq!(rubricate::text::cluster_cells("ﾊ\u{ff9e}"), 2);
/// ```
pub fn cluster_cells(cluster: &str) -> usize {
    match cluster.as_bytes() {
        [] => 0,
        [_] => 1,
        _ => sure_cells(cluster).unwrap_or_else(|| cluster.width()),
    }
}

/// The cells that a text takes in one row.
///
/// ```
/// assert_eq!(rubricate::text::cells("née 日本 👍🏽"), 11);
/// ```
pub fn cells(text: &str) -> usize {
    sure_cells(text).unwrap_or_else(|| clusters(text).map(cluster_cells).sum())
}

/// The cells of a text of which each character is sure to take one in every terminal; none for any other text.
pub fn simple_cells(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return Some(text.len());
    }
    text.chars()
        .try_fold(0, |cells, c| is_simple(c).then_some(cells + 1))
}

/// The cells of a text of which each character is sure to take one or two in every terminal; none for any other text.
///
/// ```
/// assert_eq!(rubricate::text::sure_cells("née 日本"), Some(8));
/// assert_eq!(rubricate::text::sure_cells("👍🏽"), None);
/// ```
pub fn sure_cells(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return Some(text.len());
    }
    text.chars().try_fold(0, |cells, c| Some(cells + sure(c)?))
}

/// The cells of a character that is sure to take one or two in every terminal, and joins no other to a cluster.
fn sure(c: char) -> Option<usize> {
    match c {
        c if is_simple(c) => Some(1),
        c if is_wide(c) => Some(2),
        _ => None,
    }
}

/// Whether a character is one of two cells about which there is no doubt, and joins no other: ideographs, kana, syllables
/// of Korean, and the punctuation that goes with them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{2fa1d}')
}

/// Whether a character is a letter or sign of one cell about which there is no doubt: Latin, Greek, Cyrillic, and the
/// punctuation and lines that go with them. None of these joins another to a cluster.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2500}'..='\u{259f}' | '▸' | '↪')
}

/// The longest head of a text that fits into `width` cells, and the cells it takes.
pub fn fit(text: &str, width: usize) -> (&str, usize) {
    if text.is_ascii() {
        let taken = width.min(text.len());
        return (text.get(..taken).unwrap_or(text), taken);
    }
    if let Some(cells) = simple_cells(text) {
        return match text.char_indices().nth(width) {
            Some((end, _)) => (text.get(..end).unwrap_or(text), width),
            None => (text, cells),
        };
    }
    let (mut end, mut taken) = (0, 0);
    for cluster in clusters(text) {
        let more = cluster_cells(cluster);
        if taken + more > width {
            break;
        }
        end += cluster.len();
        taken += more;
    }
    (text.get(..end).unwrap_or(text), taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sure_character_is_a_cluster_by_itself_beside_every_other_one() {
        let sure: Vec<char> = ('\0'..=char::MAX).filter(|&c| sure(c).is_some()).collect();
        for &c in &sure {
            assert_eq!(
                c.to_string().width(),
                sure_cells(&c.to_string()).unwrap(),
                "{c:?}"
            );
            for other in ['a', '日', '가'] {
                for pair in [String::from_iter([c, other]), String::from_iter([other, c])] {
                    assert_eq!(pair.graphemes(true).count(), 2, "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn clusters_are_those_of_unicode() {
        for text in [
            "née 日本 👍🏽x",
            "e\u{301}日\u{3099}本\u{fe0f}",
            "각\u{11a8}가",
            "©\u{fe0f}®a\u{200d}",
            "🇩🇪ab",
        ] {
            assert!(clusters(text).eq(text.graphemes(true)), "{text:?}");
        }
    }
}
