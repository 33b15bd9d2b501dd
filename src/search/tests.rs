use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::document::{Border, Pages, Place};
use crate::read::Plain;
use crate::source::Source;
use crate::text;

fn query(typed: &str) -> Query {
    Query::new(typed).unwrap()
}

fn found<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
    query(typed).matches(text, 0).map(|r| &text[r]).collect()
}

fn pages(text: &str) -> Plain {
    let source = Source::from_bytes("a text", text.as_bytes().to_vec());
    Plain::new(Arc::new(source))
}

/// All matches of a text, by parts.
fn all(query: &Query, pages: &Plain) -> Vec<(u32, Range<u32>)> {
    let mut found = Vec::new();
    for number in 0..pages.parts() {
        let part = pages.part(number);
        hits(
            query,
            pages,
            &part,
            |hit| found.push((number, hit)),
            |n| pages.part(n),
        );
    }
    found
}

#[test]
fn small_letters_find_capitals_and_capitals_only_themselves() {
    assert_eq!(found("the", "At The end of the"), ["The", "the"]);
    assert_eq!(found("The", "the end of The"), ["The"]);
    assert_eq!(found("über", "Das ÜBER dem"), ["ÜBER"]);
    assert_eq!(found("日本", "東京、日本"), ["日本"]);
    assert!(found("x", "none here").is_empty());
    // What names a class is no capital.
    assert_eq!(found(r"\Sat", "That cat"), ["hat", "cat"]);
    assert_eq!(found(r"\w+T", "thaT That"), ["thaT"]);
    assert_eq!(found("[T]he", "the The"), ["The"]);
}

#[test]
fn a_phrase_is_found_over_a_line_end_and_not_over_a_blank_line() {
    for (typed, text, hit) in [
        (
            "broken here",
            "a line is broken\n    here, see",
            "broken\n    here",
        ),
        ("broken  here", "broken  \n here", "broken  \n here"),
        ("a b", "ab a\tb", "a\tb"),
        (" a b ", "xa b", "a b"),
        ("b.t a [bc]", "but\n a c", "but\n a c"),
    ] {
        assert_eq!(found(typed, text), [hit], "{typed:?} in {text:?}");
    }
    for text in ["broken\n\nhere", "broken\n  \n here", "brokenhere"] {
        assert!(found("broken here", text).is_empty(), "{text:?}");
    }
}

#[test]
fn a_word_is_found_over_a_line_end() {
    for (typed, text, hit) in [
        ("日本語", "これは日本\n語です", "日本\n語"),
        ("日本語", "日\n  本語", "日\n  本語"),
        ("example", "for exam-\n  ple, see", "exam-\n  ple"),
        ("for example", "For exam-\nple", "For exam-\nple"),
        ("remember", "re-\nmem-\nber", "re-\nmem-\nber"),
        ("ietf-ipr@ietf", "to ietf-\nipr@ietf.org", "ietf-\nipr@ietf"),
        ("well-known", "a Well-\nknown one", "Well-\nknown"),
        ("example", "exam\u{2010}\nple", "exam\u{2010}\nple"),
        ("übermut", "Über-\n mut", "Über-\n mut"),
    ] {
        assert_eq!(found(typed, text), [hit], "{typed:?} in {text:?}");
    }
    for (typed, text) in [
        ("日本語", "日本 語"),
        ("日本語", "日本\n\n語"),
        ("someone", "some\none"),
        ("someone", "some - \none"),
        ("someone", "some-\n\none"),
        ("example", "exam-ple"),
        ("example", "exam-\nPle"),
    ] {
        assert!(found(typed, text).is_empty(), "{typed:?} in {text:?}");
    }
}

#[test]
fn signs_make_a_regular_expression_if_they_make_a_valid_one() {
    for (typed, text, hits) in [
        ("gr[ae]y", "grey gray groy", &["grey", "gray"][..]),
        ("^a|z$", "ab\nza\naz", &["a", "a", "z"]),
        (r"\bcat\b", "cat concat cats", &["cat"]),
        (r"3\.5", "3.5 345", &["3.5"]),
        (r"\d{4}", "in 1984, 22 and 2001", &["1984", "2001"]),
        ("(lamp", "a (lamp) (LAMP", &["(lamp", "(LAMP"]),
        ("*", "2 * 3", &["*"]),
        ("a[", "a[0]", &["a["]),
        // Parentheses that would group nothing belong to a name.
        (
            "printf(3)",
            "printf(3), PRINTF(3), printf3",
            &["printf(3)", "PRINTF(3)"],
        ),
        ("^main()", "main()\nmain", &["main()"]),
        ("x(7ssl).", "x(7SSL)! x7ssl!", &["x(7SSL)!"]),
        ("a(1)+", "a11 a(1)", &["a11"]),
        ("(1|2)0", "10 20 (1)0", &["10", "20"]),
        // A match of nothing is none.
        ("x*", "axxb", &["xx"]),
        ("^", "line", &[]),
    ] {
        assert_eq!(found(typed, text), hits, "{typed}");
    }
    assert!(query("(lamp").is_taken_literally());
    assert!(query(r"\w{9999}").is_taken_literally());
    for named in ["lamp", "printf(3)", "main()"] {
        assert!(!query(named).is_taken_literally() && !query(named).is_expression());
    }
}

#[test]
fn nothing_is_no_query() {
    assert_eq!(Query::new("  "), None);
}

/// Lines without a blank one between them, and one without any line end: borders fall where matches are.
fn texts_with_hard_borders(word: &str) -> [String; 2] {
    let line = format!("some of the {word} and\n");
    [
        line.repeat(12_000),
        format!("of the {word}  ").repeat(12_000),
    ]
}

#[test]
fn a_match_over_the_border_of_two_parts_is_found_once() {
    for text in texts_with_hard_borders("lamps were lit") {
        let pages = pages(&text);
        let parts = pages.parts();
        assert!(parts > 3);
        assert!((1..parts).all(|n| pages.part(n).border != Border::Blank));
        for typed in [
            "lamps were lit",
            "and some|of the",
            r"\bwere\b",
            "^some",
            "lit and some",
            "lit of the",
        ] {
            let clean: String = (0..parts).map(|n| pages.part(n).text.to_string()).collect();
            let whole = query(typed).matches(&clean, 0).count();
            assert_eq!(all(&query(typed), &pages).len(), whole, "{typed}");
        }
    }
}

/// The matches as they are found by hand, all at once in memory.
struct Naive {
    hits: Vec<Vec<Range<u32>>>,
    hidden_until: u32,
}

impl Known for Naive {
    fn parts(&self) -> u32 {
        self.hits.len() as u32
    }
    fn count(&mut self, part: u32) -> Option<u32> {
        (part >= self.hidden_until).then(|| self.hits[part as usize].len() as u32)
    }
    fn hits(&mut self, part: u32) -> Rc<[Range<u32>]> {
        self.hits[part as usize].clone().into()
    }
}

#[test]
fn so_many_matches_further_is_as_many_steps() {
    let hit = |at: u32| at..at + 2;
    let parts = [vec![], vec![3, 9], vec![], vec![0, 4, 8], vec![1]];
    let hits: Vec<Vec<_>> = parts
        .iter()
        .map(|part| part.iter().copied().map(hit).collect())
        .collect();
    let flat: Vec<Place> = (0..)
        .zip(&parts)
        .flat_map(|(part, at)| at.iter().map(move |&offset| Place { part, offset }))
        .collect();
    let mut known = Naive {
        hits,
        hidden_until: 0,
    };
    for part in 0..5 {
        for offset in 0..11 {
            let from = Place { part, offset };
            let behind = flat.partition_point(|place| *place < from);
            for number in 1..20 {
                let nth = (behind + number - 1) % flat.len();
                let sought = Seek::new(from, true, number).run(&mut known);
                assert_eq!(sought, Sought::At(flat[nth]), "{from:?} {number}");
                let nth = (behind + 20 * flat.len() - number) % flat.len();
                let sought = Seek::new(from, false, number).run(&mut known);
                assert_eq!(sought, Sought::At(flat[nth]), "{from:?} -{number}");
            }
        }
    }
    known.hits.iter_mut().for_each(Vec::clear);
    let mut seek = Seek::new(Place::default(), true, 1);
    assert_eq!(seek.run(&mut known), Sought::Nowhere);
    known.hidden_until = 3;
    assert_eq!(
        Seek::new(Place::start_of(3), false, 1).run(&mut known),
        Sought::NotYet
    );
}

#[test]
fn a_survey_counts_each_part_once_and_the_nearest_first() {
    let text = "The lamps were lit by hand.\n\n".repeat(12_000);
    let pages = pages(&text);
    let parts = pages.parts();
    for (from, forward) in [(0, true), (3, true), (3, false), (parts - 1, false)] {
        let mut tally = Tally::new(parts);
        tally.take(&[(1, 7)]);
        let mut survey = Survey::new(query("lit by"), tally.clone(), from, forward);
        let mut order = Vec::new();
        while let Some(counted) = survey.next(&pages) {
            order.push(counted.0);
            tally.take(&[counted]);
        }
        assert_eq!(order[0], from);
        assert_eq!(order.len() as u32, parts - 1);
        assert!(tally.is_complete());
        let in_second = all(&query("lit by"), &pages)
            .iter()
            .filter(|(part, _)| *part == 1)
            .count();
        assert_eq!(tally.total(), 12_000 - in_second as u64 + 7);
    }
}

#[test]
fn a_tally_knows_what_it_does_not_know() {
    let mut tally = Tally::new(4);
    tally.take(&[(2, 5), (3, 0)]);
    assert_eq!(
        (tally.total(), tally.counted(), tally.count(0)),
        (5, 2, None)
    );
    assert_eq!((tally.sum_of(2..4), tally.sum_of(1..3)), (Some(5), None));
    assert_eq!((tally.sum_of(1..1), tally.sum_of(3..9)), (Some(0), None));
    tally.take(&[(0, 1), (1, 0)]);
    assert!(tally.is_complete());
    assert_eq!(tally.next_with_match(0, true), Some(2));
    assert_eq!(
        (
            tally.next_with_match(2, false),
            tally.next_with_match(2, true)
        ),
        (Some(0), None)
    );
    tally.grow(3, 5);
    assert_eq!((tally.parts(), tally.counted(), tally.total()), (5, 3, 6));
}

/// A search as one would write it down at once: character by character, from every place. Takes the bytes that a text
/// begins with, if the words stand there.
fn stands(words: &[&str], any_case: bool, text: &str) -> Option<usize> {
    let mut rest = text;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            let after = rest.trim_start();
            let gap = &rest[..rest.len() - after.len()];
            if gap.is_empty() || gap.matches('\n').count() > 1 {
                return None;
            }
            rest = after;
        }
        let mut before = None;
        for wanted in word.chars() {
            let mut chars = rest.chars();
            let same =
                |c: char| c == wanted || (any_case && c.to_lowercase().eq(wanted.to_lowercase()));
            if !chars.next().is_some_and(same) {
                chars = below(before?, rest)?.chars();
                if !chars.next().is_some_and(same) {
                    return None;
                }
            }
            rest = chars.as_str();
            before = Some(wanted);
        }
    }
    Some(text.len() - rest.len())
}

fn below(before: char, rest: &str) -> Option<&str> {
    let hyphen = rest
        .strip_prefix(['-', '\u{2010}'])
        .filter(|_| before.is_alphabetic());
    let gap = hyphen.unwrap_or(rest);
    let after = gap.trim_start();
    let blanks = &gap[..gap.len() - after.len()];
    let next = after.chars().next()?;
    let ideographs = text::is_ideographic(before) && text::is_ideographic(next);
    let at_end = blanks.starts_with('\n') && blanks.matches('\n').count() == 1;
    let joined = (ideographs && blanks.matches('\n').count() == 1)
        || (at_end && hyphen.is_some() && next.is_lowercase())
        || (at_end && matches!(before, '-' | '\u{2010}'));
    joined.then_some(after)
}

fn by_hand(typed: &str, text: &str, borders: &[usize]) -> Vec<Range<usize>> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let any_case = !typed.chars().any(char::is_uppercase);
    let (mut at, mut hits) = (0, Vec::new());
    while let Some(c) = text[at..].chars().next() {
        match stands(&words, any_case, &text[at..]) {
            Some(length) => {
                hits.push(at..at + length);
                // Each part begins anew.
                let border = borders.iter().copied().find(|border| *border > at);
                at = (at + length).min(border.unwrap_or(usize::MAX));
            }
            None => at += c.len_utf8(),
        }
    }
    hits
}

mod laws {
    use proptest::prelude::*;
    use proptest::test_runner::{RngSeed, TestCaseError};

    use super::*;

    /// Pieces that meet: words and halves of words, hyphens, line ends, what is cleaned away.
    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "lamp",
            "LAMP",
            "la",
            "mp",
            "lam-\np",
            "-",
            "\u{2010}",
            "\n",
            "\n\n",
            " ",
            "\t",
            "  ",
            "lit",
            "日",
            "本",
            "語",
            "ü",
            "Ü",
            "\u{ad}",
            "\u{200b}",
            "l\u{8}l",
            "\u{1b}[1m",
            "\r\n",
            "a\u{301}",
            "x.",
            "\u{2028}",
            "\u{0}",
        ])
    }

    fn typed() -> impl Strategy<Value = String> {
        let words = [
            "lamp",
            "lamp lit",
            "la",
            "Lamp",
            "日本語",
            "日",
            "ü",
            "la-mp",
            "lamp - lit",
            "mpla",
            "a\u{301}",
            "aa",
        ];
        let made = prop::collection::vec(
            prop::sample::select(vec!["la", "mp", "lit", "日", "本", "-", " ", "ü", "l"]),
            1..5,
        );
        prop_oneof![
            prop::sample::select(words.to_vec()).prop_map(str::to_owned),
            made.prop_map(|m| m.concat())
        ]
        .prop_filter("something", |typed| !typed.trim().is_empty())
    }

    fn same_as_by_hand(bytes: Vec<u8>, typed: &str) -> Result<(), TestCaseError> {
        let source = Source::from_bytes("a text", bytes);
        let pages = Plain::new(Arc::new(source));
        let (mut clean, mut borders) = (String::new(), Vec::new());
        for number in 0..pages.parts() {
            borders.push(clean.len());
            clean.push_str(&pages.part(number).text);
        }
        let found: Vec<Range<usize>> = all(&query(typed), &pages)
            .into_iter()
            .map(|(part, hit)| {
                borders[part as usize] + hit.start as usize
                    ..borders[part as usize] + hit.end as usize
            })
            .collect();
        prop_assert_eq!(found, by_hand(typed, &clean, &borders));
        Ok(())
    }

    fn config(cases: u32) -> ProptestConfig {
        ProptestConfig {
            cases,
            rng_seed: RngSeed::Fixed(1),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    proptest! {
        #![proptest_config(config(600))]

        #[test]
        fn a_search_finds_what_one_finds_by_hand(text in prop::collection::vec(piece(), 0..40), typed in typed()) {
            same_as_by_hand(text.concat().into_bytes(), &typed)?;
        }

        #[test]
        fn in_every_encoding(text in prop::collection::vec(piece(), 0..40), typed in typed(), which in 0..3) {
            let text = text.concat();
            let bytes = match which {
                0 => [&b"\xff\xfe"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat(),
                1 => [&b"\xfe\xff"[..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat(),
                _ => text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
            };
            same_as_by_hand(bytes, &typed)?;
        }
    }

    proptest! {
        #![proptest_config(config(24))]

        #[test]
        fn over_the_borders_of_parts(pieces in prop::collection::vec(piece(), 1..12), shift in 0..40_usize, typed in typed()) {
            // What repeats falls on the borders in all ways, sooner or later.
            let some = pieces.concat();
            let text = format!("{}{}", "-".repeat(shift), some.repeat(140_000 / some.len()));
            same_as_by_hand(text.into_bytes(), &typed)?;
        }
    }
}

#[test]
fn an_expression_that_looks_far_for_every_match_is_done_soon() {
    // Each search would look through all of the line, which makes four thousand million steps of it.
    let capitals = "ABCDE".repeat(13_000);
    assert_eq!(found(".*[^A-Z]|[A-Z]", &capitals).len(), capitals.len());
    assert_eq!(found(".*$|[A-Z]", &capitals), [capitals.as_str()]);
    assert_eq!(found(r".*[^A-Z]|[A-Z]\b|[B-Z]", &capitals).len(), 52_000);
}

#[test]
fn among_many_matches_long_ones_are_whole() {
    let (digits, word) = ("1 2 3 4 ".repeat(2_000), "long".repeat(1_000));
    let text = format!("{digits}{word}\n{digits}{word} {word}.{digits}");
    for typed in ["[a-z]+|[0-9]", "[0-9]|long[a-z]*$", r"\b[a-z]+\b|\d"] {
        let whole = regex::RegexBuilder::new(typed).multi_line(true).build();
        let whole = whole.unwrap();
        let expected: Vec<&str> = whole.find_iter(&text).map(|hit| hit.as_str()).collect();
        assert!(found(typed, &text) == expected, "{typed}");
    }
}
