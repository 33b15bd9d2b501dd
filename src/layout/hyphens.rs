//! Where words may be divided at the end of a row.
//!
//! Only words of a text that says what language it is in are divided, and only in paragraphs that would else have a row
//! that is much shorter than the others: a hyphen is the lesser evil, not a saving.

use std::ops::Range;

use hypher::Lang;

use crate::document::{Face, Span};

/// Shorter words are never divided, in letters; nor those that no human would have at hand, in bytes.
const SHORTEST: usize = 6;
const LONGEST: usize = 60;
/// So many letters of a word stay before a hyphen and behind it, or more where its language wants that.
const LEAST: (usize, usize) = (2, 3);

/// Whether words are divided at the end of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyphens {
    /// Where the text says what language it is in.
    #[default]
    AsSaid,
    /// Nowhere.
    Off,
    /// As those of this language are.
    As(Tongue),
}

impl Hyphens {
    /// What the tag of a language stands for, or `auto`, or `off`.
    ///
    /// ```
    /// use rubricate::layout::Hyphens;
    /// assert!(matches!(Hyphens::named("de-AT"), Some(Hyphens::As(_))));
    /// assert!(matches!(Hyphens::named("off"), Some(Hyphens::Off)));
    /// assert!(Hyphens::named("klingon").is_none());
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::AsSaid),
            "off" => Some(Self::Off),
            tag => Tongue::of(tag).map(Self::As),
        }
    }

    /// The language by which a text is divided that says itself what it is in, or does not.
    pub(super) fn tongue(self, said: Option<&str>) -> Option<Tongue> {
        match self {
            Self::AsSaid => said.and_then(Tongue::of),
            Self::Off => None,
            Self::As(tongue) => Some(tongue),
        }
    }
}

/// What of a stretch stays whole though its words may be divided: code and what else is no prose. In order, as bytes of the
/// stretch.
pub(super) fn undivided(spans: &[Span], stretch: &Range<u32>) -> Vec<Range<u32>> {
    let until = spans.partition_point(|span| span.range.start < stretch.end);
    let from = spans.partition_point(|span| span.range.start < stretch.start);
    let stays = |span: &&Span| {
        matches!(
            span.face,
            Face::Code | Face::Math | Face::Token(_) | Face::Drawn(_)
        )
    };
    let here = spans.get(from..until).unwrap_or(&[]).iter().filter(stays);
    here.map(|span| span.range.start - stretch.start..span.range.end - stretch.start)
        .collect()
}

/// A language whose words can be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(Lang);

impl Tongue {
    /// The language of a tag, such as `de` or `pt-BR`, if it divides words by a hyphen and it is known where.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code = match &*code {
            // What EPUB 2 and old pages say instead, and the two ways to write Norwegian.
            "eng" => "en",
            "deu" | "ger" => "de",
            "fra" | "fre" => "fr",
            "spa" => "es",
            "ita" => "it",
            "por" => "pt",
            "nld" | "dut" => "nl",
            "nob" | "nno" | "nor" | "nn" => "nb",
            code => code,
        };
        let lang = Lang::from_iso(code.as_bytes().try_into().ok()?)?;
        lang.hyphenation_character().map(|_| Self(lang))
    }

    /// The places in a word, as bytes of it, at which it may be divided; none in what is no plain word.
    pub(super) fn places(self, word: &str) -> Vec<usize> {
        let Some(letters) = self.letters(word) else {
            return Vec::new();
        };
        let own = word.get(letters.clone()).unwrap_or("");
        let (left, right) = self.0.bounds();
        let (left, right) = (left.max(LEAST.0), right.max(LEAST.1));
        let mut at = letters.start;
        let syllables = hypher::hyphenate_bounded(own, self.0, left, right);
        let mut places: Vec<usize> = syllables
            .map(|syllable| {
                at += syllable.len();
                at
            })
            .collect();
        places.pop();
        places
    }

    /// The letters of a word that may be divided, without the signs around them and what stands before an apostrophe.
    fn letters(self, word: &str) -> Option<Range<usize>> {
        let open = word.len()
            - word
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let elided = bare.rfind(['\'', '’']).map_or(0, |at| {
            let sign = bare.get(at..).and_then(|rest| rest.chars().next());
            at + sign.map_or(0, char::len_utf8)
        });
        let own = bare.get(elided..)?;
        let mut letters = own.chars();
        let first = letters.next()?;
        // A name is not divided, but German writes every noun like one.
        let named = first.is_uppercase() && !matches!(self.0, Lang::German);
        let plain =
            first.is_alphabetic() && letters.all(|c| c.is_alphabetic() && !c.is_uppercase());
        let long = own.len() <= LONGEST && own.chars().count() >= SHORTEST;
        (plain && long && !named).then_some(open + elided..open + bare.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(tag: &str, word: &str) -> String {
        let mut all = word.to_owned();
        for at in Tongue::of(tag).unwrap().places(word).into_iter().rev() {
            all.insert(at, '-');
        }
        all
    }

    #[test]
    fn words_are_divided_as_their_language_does() {
        assert_eq!(divided("en-GB", "(extensive),"), "(ex-ten-sive),");
        assert_eq!(divided("de", "Buchstabe"), "Buch-stabe");
        assert_eq!(divided("fr", "l’imprimerie"), "l’im-pri-me-rie");
        assert_eq!(divided("pt_BR", "caderno"), "ca-derno");
    }

    #[test]
    fn what_is_no_plain_word_stays_whole() {
        for word in [
            "Washington",
            "PRINTING",
            "rubric2",
            "a_name_of_code",
            "paper",
            "",
            "…",
            "it’s",
            "McAllister",
        ] {
            assert_eq!(divided("en", word), word);
        }
    }

    #[test]
    fn a_tag_may_be_of_no_known_language() {
        for tag in ["", "x", "xx", "zh-Hant", "ja", "hi", "english", "\u{e9}"] {
            assert!(Tongue::of(tag).is_none(), "{tag}");
        }
        assert!(Tongue::of("eng").is_some() && Tongue::of("nn").is_some());
    }
}
