//! Words that say what a line is, in the languages of Europe and East Asia; a few of each, lower case.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// What a word is, of the kinds that are asked for with every word of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// A little word that titles do not capitalise, and that no heading ends with.
    pub(super) const SMALL: Self = Self(1);
    /// A form of "be", "have" and their like.
    pub(super) const VERB: Self = Self(2);
    /// A word of a speaker about himself or others.
    pub(super) const PERSON: Self = Self(4);
    /// The name of a month.
    pub(super) const MONTH: Self = Self(8);

    /// An agency or an owner, as credits of pictures name them.
    pub(super) const OWNER: Self = Self(16);

    /// The kinds of a word in lower case.
    pub(super) fn of(word: &str) -> Self {
        KINDS.get(word).copied().unwrap_or_default()
    }

    pub(super) fn is(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}

/// A quick hash for short words; the table is ours, so nobody can fill it with words that collide.
#[derive(Default)]
struct Short(u64);

impl Hasher for Short {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        let step = |key: u64, b: &u8| {
            (key.rotate_left(5) ^ u64::from(*b)).wrapping_mul(0x517c_c1b7_2722_0a95)
        };
        self.0 = bytes.iter().fold(self.0, step);
    }
}

/// One table for all kinds, so that a word costs one look.
static KINDS: LazyLock<HashMap<&'static str, Kinds, BuildHasherDefault<Short>>> =
    LazyLock::new(|| {
        let lists = [
            (SMALL, Kinds::SMALL),
            (VERBS, Kinds::VERB),
            (SELVES, Kinds::PERSON),
            (MONTHS, Kinds::MONTH),
            (OWNERS, Kinds::OWNER),
        ];
        let mut kinds = HashMap::default();
        for (list, kind) in lists {
            for word in list {
                let kinds: &mut Kinds = kinds.entry(*word).or_default();
                kinds.0 |= kind.0;
            }
        }
        kinds
    });

/// Little words that titles do not capitalise, and that no heading ends with.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is",
    "are", "was", "were", "be", "that", "this", "it", "its", "his", "her", "their", "we", "you", "into", "than",
    "der", "die", "das", "und", "oder", "im", "mit", "von", "zu", "des", "dem", "den", "ein", "eine", "le",
    "la", "les", "et", "ou", "du", "de", "un", "une", "en", "el", "los", "las", "y", "del", "и", "в", "на", "с",
    "не", "het", "van", "op", "if",
];

/// Words that a sentence has and a heading has not: forms of "be", "have" and their like.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "should", "could", "been", "am", "said",
    "says", "told", "ist", "sind", "war", "waren", "wird", "werden", "hat", "haben", "hatte", "kann", "est",
    "sont", "était", "sera", "peut", "fue", "era", "son", "ha", "был", "была", "были", "может", "does", "can",
    "must", "may", "might", "do", "did", "got", "went", "came", "made", "muss", "soll", "sagt", "sagte", "avait",
    "doit", "dit", "es", "han", "había", "puede", "быть", "isn't", "don't", "it's", "i'm",
];

/// Words of a speaker about himself.
#[rustfmt::skip]
const SELVES: &[&str] = &[
    "i", "me", "my", "we", "us", "our", "he", "she", "him", "they", "them", "ich", "je", "я",
];

/// Names of months, whole or cut short.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "février", "mars",
    "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "mayo",
    "agosto",
];

/// How deep a numbered word stands: a part holds chapters, a chapter holds sections.
pub(super) fn rank_of(word: &str) -> Option<u8> {
    #[rustfmt::skip]
    const PARTS: [&str; 21] = [
        "part", "book", "volume", "teil", "buch", "band", "partie", "livre", "tome", "parte", "libro", "deel",
        "boek", "часть", "книга", "том", "bölüm", "część", "act", "akt", "acte",
    ];
    #[rustfmt::skip]
    const CHAPTERS: [&str; 24] = [
        "chapter", "chap", "kapitel", "chapitre", "capítulo", "capitulo", "capitolo", "hoofdstuk", "глава",
        "розділ", "rozdział", "kapitola", "canto", "stave", "letter", "lecture", "lesson", "appendix", "anhang",
        "annexe", "scene", "unit", "anlage", "kapittel",
    ];
    #[rustfmt::skip]
    const SECTIONS: [&str; 9] = [
        "section", "sec", "abschnitt", "раздел", "sección", "sezione", "titre", "título", "title",
    ];
    #[rustfmt::skip]
    const ARTICLES: [&str; 11] = [
        "article", "art", "artikel", "artículo", "articolo", "статья", "§", "step", "phase", "rule", "clause",
    ];
    if PARTS.contains(&word) {
        Some(0)
    } else if CHAPTERS.contains(&word) {
        Some(1)
    } else if SECTIONS.contains(&word) {
        Some(2)
    } else if ARTICLES.contains(&word) {
        Some(3)
    } else {
        None
    }
}

/// Whether a word calls what follows the text.
pub(super) fn is_appendix(word: &str) -> bool {
    matches!(
        word,
        "appendix" | "annex" | "annexe" | "anhang" | "anlage" | "apéndice" | "anexo" | "приложение"
    )
}

/// Numbers that are written as words after `Chapter`.
pub(super) fn number_word(word: &str) -> Option<u32> {
    #[rustfmt::skip]
    const NUMBERS: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];
    #[rustfmt::skip]
    const ORDINALS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    #[rustfmt::skip]
    const OTHERS: [(&str, u32); 12] = [
        ("premier", 1), ("première", 1), ("uno", 1), ("eins", 1), ("erster", 1), ("erstes", 1), ("primero", 1),
        ("primera", 1), ("первая", 1), ("вторая", 2), ("zwei", 2), ("deux", 2),
    ];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).map(|i| i as u32 + 1);
    at(&NUMBERS)
        .or_else(|| at(&ORDINALS))
        .or_else(|| OTHERS.iter().find(|(w, _)| *w == word).map(|&(_, n)| n))
}

/// Whether a line (lower case, letters only) names a table of contents.
pub(super) fn is_contents(key: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: [&str; 17] = [
        "tableofcontents", "contents", "toc", "inhalt", "inhaltsverzeichnis", "tabledesmatières",
        "tabledesmatieres", "sommaire", "inhoud", "índice", "indice", "содержание", "оглавление", "目录", "目次",
        "目錄", "차례",
    ];
    NAMES.contains(&key)
}

/// Whether a line begins as the names of tables of contents do: one look that spares nearly all lines a closer one.
pub(super) fn may_be_contents(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| "tcisTCISíÍсоСО目차".contains(c))
}

/// Words that questions and guides begin with.
pub(super) fn is_asking(word: &str) -> bool {
    #[rustfmt::skip]
    const ASKING: [&str; 22] = [
        "what", "how", "why", "when", "where", "who", "which", "wie", "was", "warum", "comment", "pourquoi",
        "quel", "qué", "cómo", "как", "что", "почему", "using", "about", "getting", "introduction",
    ];
    ASKING.contains(&word)
}

/// Words that bylines and credits begin with.
pub(super) fn is_credit(word: &str) -> bool {
    #[rustfmt::skip]
    const CREDITS: [&str; 30] = [
        "by", "von", "par", "por", "written", "posted", "published", "updated", "author", "photo", "photos",
        "foto", "image", "video", "credit", "source", "via", "copyright", "©", "edited", "translated",
        "photograph", "courtesy", "illustration", "reporting", "story", "share", "tweet", "advertisement",
        "produced",
    ];
    CREDITS.contains(&word)
}

/// Words that captions begin with.
pub(super) fn is_caption(word: &str) -> bool {
    #[rustfmt::skip]
    const CAPTIONS: [&str; 16] = [
        "figure", "fig", "table", "tab", "abb", "abbildung", "tabelle", "tableau", "listing", "plate",
        "illustration", "image", "photo", "note", "example:", "exhibit",
    ];
    CAPTIONS.contains(&word)
}

/// Names of the parts of a text that stand alone without a number.
pub(super) fn is_landmark(key: &str) -> bool {
    #[rustfmt::skip]
    const LANDMARKS: [&str; 48] = [
        "introduction", "conclusion", "conclusions", "preface", "foreword", "prologue", "epilogue", "abstract",
        "summary", "overview", "background", "references", "bibliography", "acknowledgements",
        "acknowledgments", "appendix", "index", "notes", "footnotes", "glossary", "contents", "tableofcontents",
        "einleitung", "vorwort", "fazit", "zusammenfassung", "introducción", "conclusión", "prefacio",
        "préface", "avantpropos", "введение", "заключение", "предисловие", "はじめに", "まとめ", "概要", "简介", "总结",
        "参考", "用法", "결론", "소개", "motivation", "rationale", "faq", "usage", "discussion",
    ];
    LANDMARKS.contains(&key)
}

/// Names of the fields that a mail begins with.
pub(super) fn is_mail_field(name: &str) -> bool {
    #[rustfmt::skip]
    const FIELDS: [&str; 16] = [
        "From", "To", "Subject", "Date", "Cc", "Received", "Return-Path", "Message-ID", "Message-Id",
        "MIME-Version", "Content-Type", "Reply-To", "Delivered-To", "Sender", "Content-Transfer-Encoding",
        "References",
    ];
    FIELDS.contains(&name) || name.starts_with("X-")
}

/// Articles.
pub(super) fn is_article(word: &str) -> bool {
    #[rustfmt::skip]
    const ARTICLES: [&str; 20] = [
        "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las",
        "il", "lo", "het", "een",
    ];
    ARTICLES.contains(&word)
}

/// Words that the furniture of web pages begins with: what a reader may press, tags, credits.
pub(super) fn is_widget(word: &str) -> bool {
    #[rustfmt::skip]
    const WIDGETS: [&str; 48] = [
        "read", "related", "share", "tweet", "follow", "subscribe", "sign", "log", "login", "comment", "comments",
        "advertisement", "advertising", "play", "watch", "video", "listen", "download", "click", "print", "email",
        "view", "more", "updated", "published", "posted", "last", "edited", "filed", "tag", "tags", "category",
        "categories", "continue", "show", "hide", "skip", "back", "next", "previous", "home", "menu", "search",
        "loading", "sponsored", "mehr", "anzeige", "translated",
    ];
    WIDGETS.contains(&word)
}

/// Agencies and owners, as credits of pictures name them.
#[rustfmt::skip]
const OWNERS: &[&str] = &[
    "getty", "reuters", "ap", "afp", "dpa", "shutterstock", "istock", "flickr", "courtesy", "alamy", "imago", "epa",
    "wikimedia", "unsplash", "pixabay", "photographer",
];
