//! Breaking text into rows.
//!
//! Prose is broken so that the paragraph as a whole looks even (`textwrap`'s optimal fit, after Knuth and Plass,
//! "Breaking paragraphs into lines", 1981), between the places that UAX 14 allows. Rows are ranges of the text:
//! nothing is copied before it is drawn.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_linebreak::linebreaks;

use crate::text::{self, clusters};

/// A paragraph of more words than this is broken row by row: nobody sees the difference, and it is several times faster.
const OPTIMAL_WORDS: usize = 400;

/// A piece of text that is not broken, and what follows it.
#[derive(Debug)]
struct Word {
    range: Range<u32>,
    cells: u32,
    space: u32,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.cells)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The rows of prose at a width of at least 1 cell: ranges of `text` moved by `base`. Blanks and line ends inside a
/// row count as one space, or as none between two ideographs; [`flow`] writes a row in just that way.
pub fn prose(text: &str, base: u32, width: usize) -> Vec<Range<u32>> {
    let words = words(text, width.max(1));
    let widths = [width.max(1) as f64];
    let rows = if words.len() <= OPTIMAL_WORDS {
        // An overflowing row must never be worth its price; where one comes out all the same, see `too_wide`.
        let penalties = Penalties {
            overflow_penalty: 1_000_000,
            ..Penalties::new()
        };
        match wrap_optimal_fit(&words, &widths, &penalties) {
            Ok(rows) if !rows.iter().any(|row| too_wide(row, width)) => rows,
            _ => wrap_first_fit(&words, &widths),
        }
    } else {
        wrap_first_fit(&words, &widths)
    };
    rows.into_iter()
        .filter_map(|row| Some(base + row.first()?.range.start..base + row.last()?.range.end))
        .collect()
}

/// The rows of a heading: as many as [`prose`] takes, of about the same length.
pub fn balanced(text: &str, base: u32, width: usize) -> Vec<Range<u32>> {
    let rows = prose(text, base, width);
    if rows.len() < 2 {
        return rows;
    }
    let (mut narrow, mut wide) = (width / 2, width);
    while narrow + 1 < wide {
        let middle = narrow.midpoint(wide);
        if prose(text, base, middle).len() > rows.len() {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    prose(text, base, wide)
}

fn too_wide(row: &[Word], width: usize) -> bool {
    let Some((last, before)) = row.split_last() else {
        return false;
    };
    let cells: u32 = before.iter().map(|w| w.cells + w.space).sum();
    row.len() > 1 && (cells + last.cells) as usize > width
}

/// Cuts a text where a row may end. A word that is wider than a row is cut between clusters.
fn words(text: &str, width: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    for (end, _) in linebreaks(text) {
        let piece = text.get(start..end).unwrap_or("");
        let word = piece.trim_end();
        // A dash that begins a word (an option, a minus) does not end a row by itself.
        if end < text.len() && keeps_together(text, word, piece, end, width) {
            continue;
        }
        let lead = word.len() - word.trim_start().len();
        let word = word.trim_start();
        if !word.is_empty() {
            let gap = piece.trim_start().get(word.len()..).unwrap_or("");
            let after = text.get(end..).and_then(|t| t.trim_start().chars().next());
            let space =
                u32::from(!gap.is_empty() && needs_space(word.chars().next_back(), gap, after));
            push_word(&mut words, word, (start + lead) as u32, space, width);
        } else if let Some(last) = words.last_mut().filter(|w| w.space == 0) {
            let last: &mut Word = last;
            let before = text.get(..start).and_then(|t| t.chars().next_back());
            let after = text.get(end..).and_then(|t| t.trim_start().chars().next());
            last.space = u32::from(needs_space(before, piece, after));
        }
        start = end;
    }
    words
}

/// Whether a row should not end behind this piece, though it may: inside of what is one word to a reader.
fn keeps_together(text: &str, word: &str, piece: &str, end: usize, width: usize) -> bool {
    let next = text.get(end..).unwrap_or("");
    if word.len() < piece.len() {
        // French sets blanks inside quotation marks and before high punctuation.
        let lone = next.split_whitespace().next().unwrap_or("");
        return word.ends_with('«')
            || (word.chars().count() < 40
                && matches!(lone, "»" | "?" | "!" | ":" | ";" | "».")
                && next.starts_with(lone));
    }
    // A dash that begins a word (an option, a minus), a dash that would begin a row.
    let option = word.ends_with('-') && word.trim_start_matches('-').is_empty();
    let dash = next.starts_with(['—', '–']);
    option || dash || is_address(text, end, width)
}

/// Whether a place lies in a web address that fits on a row of its own.
fn is_address(text: &str, at: usize, width: usize) -> bool {
    // Nothing longer fits, and looking further would cost more the longer the text.
    let reach = 4 * width;
    let from = (at.saturating_sub(reach)..=at)
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(at);
    let before = text.get(from..at).unwrap_or("");
    let start = before
        .rfind(char::is_whitespace)
        .map_or(from, |i| from + i + 1);
    let word = text::head(text.get(start..).unwrap_or(""), reach)
        .split_whitespace()
        .next()
        .unwrap_or("");
    word.contains("://") && text::cells(word) <= width
}

fn push_word(words: &mut Vec<Word>, word: &str, at: u32, space: u32, width: usize) {
    let cells = text::cells(word);
    if cells <= width {
        words.push(Word {
            range: at..at + word.len() as u32,
            cells: cells as u32,
            space,
        });
        return;
    }
    let (mut start, mut end, mut taken) = (at, at, 0);
    for cluster in clusters(word) {
        let more = text::cluster_cells(cluster);
        if taken + more > width && end > start {
            words.push(Word {
                range: start..end,
                cells: taken as u32,
                space: 0,
            });
            (start, taken) = (end, 0);
        }
        end += cluster.len() as u32;
        taken += more;
    }
    words.push(Word {
        range: start..end,
        cells: taken as u32,
        space,
    });
}

/// Whether blanks between two characters are drawn: yes, but for a line end between ideographs.
fn needs_space(before: Option<char>, gap: &str, after: Option<char>) -> bool {
    let joined = |c: Option<char>| c.is_some_and(text::is_ideographic);
    let stop = |c: Option<char>| {
        matches!(
            c,
            Some('\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}')
        )
    };
    !(gap.contains('\n') && ((joined(before) && joined(after)) || stop(before) || stop(after)))
}

/// Writes a row of prose as it is drawn: blanks and line ends folded to one space.
///
/// ```
/// assert_eq!(rubricate::layout::wrap::flow("one  two\n  three"), "one two three");
/// assert_eq!(rubricate::layout::wrap::flow("日本\n語"), "日本語");
/// ```
pub fn flow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_ascii_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        return out;
    }
    let mut rest = text;
    while let Some(blank) = rest.find(char::is_whitespace) {
        let (word, tail) = rest.split_at_checked(blank).unwrap_or((rest, ""));
        out.push_str(word);
        let after = tail.trim_start();
        let gap = tail.get(..tail.len() - after.len()).unwrap_or("");
        if !after.is_empty()
            && !out.is_empty()
            && needs_space(out.chars().next_back(), gap, after.chars().next())
        {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<String> {
        prose(text, 0, width)
            .into_iter()
            .map(|r| flow(&text[r.start as usize..r.end as usize]))
            .collect()
    }

    #[test]
    fn prose_is_broken_evenly() {
        // First fit would leave "a" alone on the last row.
        assert_eq!(rows("aaa bb cc ddddd", 6), ["aaa", "bb cc", "ddddd"]);
        assert_eq!(rows("one\ntwo   three", 80), ["one two three"]);
        assert_eq!(rows("  indented first", 80), ["indented first"]);
        assert_eq!(rows("", 10), [""; 0]);
    }

    #[test]
    fn headings_are_balanced() {
        let rows = |width| {
            let text = "The Red Ink Returns to the Page";
            let slice = |r: Range<u32>| &text[r.start as usize..r.end as usize];
            balanced(text, 0, width)
                .into_iter()
                .map(slice)
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(80), ["The Red Ink Returns to the Page"]);
        assert_eq!(rows(28), ["The Red Ink Returns", "to the Page"]);
        assert_eq!(rows(12), ["The Red Ink", "Returns to", "the Page"]);
    }

    #[test]
    fn a_long_word_is_cut_and_nothing_lost() {
        assert_eq!(rows("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(rows("日本語日本語", 5), ["日本", "語日", "本語"]);
    }

    #[test]
    fn what_is_one_word_to_a_reader_stays_together() {
        assert_eq!(
            rows("signing bonuses—sometimes more", 16),
            ["signing bonuses—", "sometimes more"]
        );
        assert_eq!(
            rows("see https://a.example/b/c now", 22),
            ["see", "https://a.example/b/c", "now"]
        );
        assert_eq!(rows("dit « oui » alors", 8), ["dit", "« oui »", "alors"]);
    }

    #[test]
    fn options_keep_their_dashes() {
        assert_eq!(
            rows("use --all or -a here", 9),
            ["use --all", "or -a", "here"]
        );
    }

    #[test]
    fn ideographs_join_over_line_ends() {
        assert_eq!(rows("日本\n語 and\nmore", 80), ["日本語 and more"]);
    }
}
