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

/// What follows a hyphen that is left open.
const CONJUNCTIONS: &[&str] = &[
    "and", "or", "to", "und", "oder", "bis", "et", "ou", "en", "of", "och", "y", "o", "e",
];

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
    prose_of(Prose::new(text), width)
        .into_iter()
        .map(|row| base + row.start..base + row.end)
        .collect()
}

/// Prose with what is known of its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prose<'a> {
    text: &'a str,
    /// Where the text begins among the offsets of `hyphens`.
    base: u32,
    /// The hyphens at line ends that divide a word, in order.
    hyphens: &'a [u32],
}

impl<'a> Prose<'a> {
    fn new(text: &'a str) -> Self {
        Self::divided(text, 0, &[])
    }

    /// Prose that begins at the offset `base`, with the hyphens that divide its words.
    pub(super) fn divided(text: &'a str, base: u32, hyphens: &'a [u32]) -> Self {
        Self {
            text,
            base,
            hyphens,
        }
    }

    /// Whether the character that ends before a place of the text is the hyphen of a divided word: see
    /// [`is_hyphenated`] for one that says so itself.
    fn divides(&self, end: usize, gap: &str, after: &str) -> bool {
        let before = || self.text.get(..end).unwrap_or("");
        let at = || (self.base + end as u32).saturating_sub(1);
        (!self.hyphens.is_empty()
            && self.hyphens.binary_search(&at()).is_ok()
            && gap.starts_with('\n'))
            || is_hyphenated(before(), gap, after)
    }
}

/// The rows of prose, as ranges of it.
pub(super) fn prose_of(prose: Prose, width: usize) -> Vec<Range<u32>> {
    let words = words(prose, width.max(1));
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
        .filter_map(|row| Some(row.first()?.range.start..row.last()?.range.end))
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
fn words(prose: Prose, width: usize) -> Vec<Word> {
    let text = prose.text;
    let mut words = Vec::new();
    let mut start = 0;
    // Looked for once: where a row may end behind every character, to look around each costs most of the time.
    let addresses = memchr::memmem::find(text.as_bytes(), b"://").is_some();
    for (end, _) in linebreaks(text) {
        let piece = text.get(start..end).unwrap_or("");
        let word = piece.trim_end();
        // A dash that begins a word (an option, a minus) does not end a row by itself.
        let kept = || {
            keeps_together(prose, word, piece, end)
                || addresses && word.len() == piece.len() && is_address(text, end, width)
        };
        if end < text.len() && kept() {
            continue;
        }
        let lead = word.len() - word.trim_start().len();
        let word = word.trim_start();
        if !word.is_empty() {
            let gap = piece.trim_start().get(word.len()..).unwrap_or("");
            let after = text.get(end..).unwrap_or("").trim_start();
            let space = u32::from(!gap.is_empty() && needs_space(word, gap, after));
            push_word(&mut words, prose, word, (start + lead) as u32, space, width);
        } else if let Some(last) = words.last_mut().filter(|w| w.space == 0) {
            let last: &mut Word = last;
            let whole = text.get(last.range.start as usize..end).unwrap_or("");
            let before = whole.trim_end();
            let gap = whole.get(before.len()..).unwrap_or("");
            let after = text.get(end..).unwrap_or("").trim_start();
            last.space = u32::from(needs_space(before, gap, after));
        }
        start = end;
    }
    words
}

/// Whether a row should not end behind this piece, though it may: inside of what is one word to a reader.
fn keeps_together(prose: Prose, word: &str, piece: &str, end: usize) -> bool {
    let text = prose.text;
    let next = text.get(end..).unwrap_or("");
    if word.len() < piece.len() {
        let gap = piece.get(word.len()..).unwrap_or("");
        if prose.divides(end - gap.len(), gap, next.trim_start()) {
            return true;
        }
        // French sets blanks inside quotation marks and before high punctuation.
        let lone = next.split_whitespace().next().unwrap_or("");
        return word.ends_with('«')
            || (word.chars().count() < 40
                && matches!(lone, "»" | "?" | "!" | ":" | ";" | "».")
                && next.starts_with(lone));
    }
    // A dash that begins a word (an option, a minus) and those that follow it, a dash that would begin a row.
    let bare = word
        .trim_start()
        .trim_start_matches(['\'', '"', '`', '‘', '“', '(', '[']);
    let option = word.ends_with('-') && bare.starts_with('-');
    let dash = next.starts_with(['—', '–']);
    option || dash
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

fn push_word(words: &mut Vec<Word>, prose: Prose, word: &str, at: u32, space: u32, width: usize) {
    let divided = word.contains('\n');
    let cells = if divided {
        text::cells(&flow_of(Prose::divided(
            word,
            prose.base + at,
            prose.hyphens,
        )))
    } else {
        text::cells(word)
    };
    if cells <= width {
        words.push(Word {
            range: at..at + word.len() as u32,
            cells: cells as u32,
            space,
        });
        return;
    }
    if divided {
        // Too long to be made whole: its lines are words again.
        let mut start = at;
        for line in word.split_inclusive('\n') {
            let lead = line.len() - line.trim_start().len();
            let line_at = start + lead as u32;
            start += line.len() as u32;
            if !line.trim().is_empty() {
                push_word(words, prose, line.trim(), line_at, 1, width);
            }
        }
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
    // What is left of a word may be its hyphen, which alone joins nothing.
    let space = if word.ends_with('-') { 1 } else { space };
    words.push(Word {
        range: start..end,
        cells: taken as u32,
        space,
    });
}

/// Whether blanks between two texts are drawn: yes, but for a line end between ideographs or after a hyphen.
fn needs_space(before: &str, gap: &str, after: &str) -> bool {
    if !gap.contains('\n') {
        return true;
    }
    let (above, below) = (before.chars().next_back(), after.chars().next());
    let joined = |c: Option<char>| c.is_some_and(text::is_ideographic);
    let stop = |c: Option<char>| {
        matches!(
            c,
            Some('\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}')
        )
    };
    let ideographs = (joined(above) && joined(below)) || stop(above) || stop(below);
    !ideographs && !ends_in_hyphen(before, gap, after) && !is_hyphenated(before, gap, after)
}

/// Whether a line ends in the hyphen that formatters put where they divide a word; it is not drawn where the word is
/// whole again.
fn is_hyphenated(before: &str, gap: &str, after: &str) -> bool {
    gap.starts_with('\n')
        && after.starts_with(char::is_lowercase)
        && before
            .strip_suffix('\u{2010}')
            .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether a line ends in the hyphen of a compound that goes on below; formatters write any hyphen as they do that of a
/// divided word, but before capitals and digits it is no such. One that is left open ("rye- and wheat bread") does not.
fn ends_in_hyphen(before: &str, gap: &str, after: &str) -> bool {
    gap.starts_with('\n')
        && after.starts_with(char::is_alphanumeric)
        && before
            .strip_suffix(['-', '\u{2010}'])
            .is_some_and(|word| word.ends_with(char::is_alphabetic))
        && !after
            .split_whitespace()
            .next()
            .is_some_and(|word| CONJUNCTIONS.contains(&word))
}

/// Writes a row of prose as it is drawn: blanks and line ends folded to one space.
///
/// ```
/// assert_eq!(rubricate::layout::wrap::flow("one  two\n  three"), "one two three");
/// assert_eq!(rubricate::layout::wrap::flow("日本\n語"), "日本語");
/// assert_eq!(rubricate::layout::wrap::flow("two-\nfold, speci\u{2010}\n fied"), "two-fold, specified");
/// assert_eq!(rubricate::layout::wrap::flow("UTF\u{2010}\n8, CHAR\u{2010}\nSET"), "UTF\u{2010}8, CHAR\u{2010}SET");
/// ```
pub fn flow(text: &str) -> String {
    flow_of(Prose::new(text))
}

/// Writes a row of prose as it is drawn, its divided words whole.
pub(super) fn flow_of(prose: Prose) -> String {
    let text = prose.text;
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() && memchr::memmem::find(text.as_bytes(), b"-\n").is_none() {
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
        let end = text.len() - rest.len() + word.len();
        if !out.is_empty() && !word.is_empty() && prose.divides(end, gap, after) {
            out.pop();
        } else if !after.is_empty() && !out.is_empty() && needs_space(word, gap, after) {
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
    fn an_option_is_not_divided() {
        assert_eq!(
            rows("e.g., '--block-size=M' does", 20),
            ["e.g.,", "'--block-size=M'", "does"]
        );
    }

    #[test]
    fn divided_words_are_whole_again() {
        assert_eq!(
            rows("it is speci\u{2010}\n   fied here", 80),
            ["it is specified here"]
        );
        assert_eq!(
            rows("it is speci\u{2010}\nfied here", 11),
            ["it is", "specified", "here"]
        );
        assert_eq!(
            rows("a two-\nfold thing, a rye-\nand wheat bread", 80),
            ["a two-fold thing, a rye- and wheat bread"]
        );
        assert_eq!(rows("a two-\nfold thing", 7), ["a two-", "fold", "thing"]);
        assert_eq!(rows("speci\u{2010}\nfied", 6), ["speci\u{2010}", "fied"]);
        assert_eq!(
            rows("page 5-\n7, it was -\nhow odd - late", 80),
            ["page 5- 7, it was - how odd - late"]
        );
    }

    #[test]
    fn ideographs_join_over_line_ends() {
        assert_eq!(rows("日本\n語 and\nmore", 80), ["日本語 and more"]);
    }
}
