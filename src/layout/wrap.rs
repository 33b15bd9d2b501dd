//! Breaking text into rows: between the places that UAX 14 allows, and so that a paragraph looks even. Rows
//! are ranges of the text: nothing is copied before it is drawn.

use std::ops::Range;

use unicode_linebreak::linebreaks;

use super::fit::{self, Broken, Word};
use super::hyphens::Tongue;
use crate::text::{self, clusters};

/// What may stand before a word that belongs to it.
const OPENING: [char; 8] = ['\'', '"', '`', '‘', '“', '(', '[', '<'];
/// The path of a file is not broken if it has no more cells than this.
const SHORT_PATH: usize = 24;

/// What follows a hyphen that is left open.
const CONJUNCTIONS: &[&str] = &[
    "and", "or", "to", "und", "oder", "bis", "et", "ou", "en", "of", "och", "y", "o", "e",
];

/// The rows of prose at a width of at least 1 cell: ranges of `text` moved by `base`. Blanks and line ends inside a
/// row count as one space, or as none between two ideographs; [`flow`] writes a row in just that way.
pub fn prose(text: &str, base: u32, width: usize) -> Vec<Range<u32>> {
    prose_of(Prose::new(text), width)
        .into_iter()
        .map(|row| base + row.range.start..base + row.range.end)
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
    /// The language whose words may be divided, and the stretches of which none is, in order, as ranges of the text.
    tongue: Option<Tongue>,
    whole: &'a [Range<u32>],
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
            tongue: None,
            whole: &[],
        }
    }

    /// The same prose, of which words may be divided, but those in stretches that stay whole.
    pub(super) fn in_tongue(self, tongue: Option<Tongue>, whole: &'a [Range<u32>]) -> Self {
        Self {
            tongue,
            whole,
            ..self
        }
    }

    /// The same prose, of which no word is divided.
    fn undivided(self) -> Self {
        Self {
            tongue: None,
            ..self
        }
    }

    /// Where a word of it may be divided, as bytes of the word, which begins at a place.
    fn places(&self, word: &str, at: u32) -> Vec<usize> {
        let Some(tongue) = self.tongue else {
            return Vec::new();
        };
        let end = at + word.len() as u32;
        let before = self.text.get(..at as usize).unwrap_or("");
        let after = self.text.get(end as usize..).unwrap_or("");
        // A compound has its own hyphens, and half a word is no last row.
        let compound = before.ends_with('-') || word.ends_with('-') || after.starts_with('-');
        let touching = self.whole.partition_point(|whole| whole.end <= at);
        let stays = self
            .whole
            .get(touching)
            .is_some_and(|whole| whole.start < end);
        if compound || stays || after.trim_start().is_empty() {
            return Vec::new();
        }
        tongue.places(word)
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

/// The rows of prose. Words are divided only where the paragraph would be uneven without that.
pub(super) fn prose_of(prose: Prose, width: usize) -> Vec<Broken> {
    let width = width.max(1);
    let undivided = words(prose.undivided(), width);
    let rows = fit::rows(&undivided, width);
    if prose.tongue.is_some() && fit::is_uneven(&rows, width) {
        let syllables = words(prose, width);
        if let Some(better) = fit::divided(&syllables, &rows, width) {
            return fit::broken(&better);
        }
    }
    fit::broken(&rows)
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

/// Cuts a text where a row may end. A word that is wider than a row is cut between clusters.
fn words(prose: Prose, width: usize) -> Vec<Word> {
    let text = prose.text;
    let mut words = Vec::new();
    let mut start = 0;
    // Looked for once: where a row may end behind every character, to look around each costs most of the time.
    let addresses = memchr::memchr2(b'/', b'@', text.as_bytes()).is_some();
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
    let bare = word.trim_start().trim_start_matches(OPENING);
    let option = word.ends_with('-') && bare.starts_with('-');
    let dash = next.starts_with(['—', '–']);
    // Names of languages: C++.
    let signs = word.ends_with('+') && next.starts_with('+');
    option || dash || signs
}

/// Whether a place lies in an address that fits on a row of its own: of the web, of a person, or of a file if it is short.
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
    let bare = word.trim_start_matches(OPENING);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mail = bare.split_once('@').is_some_and(|(name, host)| {
        is_word(name.chars().next_back()) && is_word(host.chars().next())
    });
    let path = ["/", "~/", "./", "../"]
        .iter()
        .any(|root| bare.starts_with(root));
    let cells = text::cells(word);
    (word.contains("://") || mail || path && cells <= SHORT_PATH) && cells <= width
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
    let places = if divided {
        Vec::new()
    } else {
        prose.places(word, at)
    };
    if !places.is_empty() {
        let mut from = 0;
        for to in places.into_iter().chain([word.len()]) {
            let goes_on = to < word.len();
            let (piece, start) = (word.get(from..to).unwrap_or(""), at + from as u32);
            let space = if goes_on { 0 } else { space };
            push_word(words, prose.undivided(), piece, start, space, width);
            if let Some(last) = words.last_mut() {
                last.divides = goes_on;
            }
            from = to;
        }
        return;
    }
    if cells <= width {
        words.push(Word::new(at..at + word.len() as u32, cells, space));
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
            words.push(Word::new(start..end, taken, 0));
            (start, taken) = (end, 0);
        }
        end += cluster.len() as u32;
        taken += more;
    }
    // What is left of a word may be its hyphen, which alone joins nothing.
    let space = if word.ends_with('-') { 1 } else { space };
    words.push(Word::new(start..end, taken, space));
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
        assert_eq!(
            rows(
                "ask <ann-lee@a-b.example> or read ~/notes/on-salt and/or more",
                22
            ),
            [
                "ask",
                "<ann-lee@a-b.example>",
                "or read",
                "~/notes/on-salt and/",
                "or more"
            ]
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
