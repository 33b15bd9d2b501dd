//! Words that say what a line is, in the languages of Europe and East Asia; a few of each, lower case.

/// What a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// A little word that titles do not capitalise, and that no heading ends with.
    pub(super) const SMALL: Self = Self(1);
    /// A form of "be", "have" and their like.
    pub(super) const VERB: Self = Self(1 << 1);
    /// A word of a speaker about himself or others.
    pub(super) const PERSON: Self = Self(1 << 2);
    /// The name of a month.
    pub(super) const MONTH: Self = Self(1 << 3);
    /// An agency or an owner, as credits of pictures name them.
    pub(super) const OWNER: Self = Self(1 << 4);
    /// A word that questions and guides begin with.
    pub(super) const ASKING: Self = Self(1 << 5);
    /// A word that bylines and credits begin with.
    pub(super) const CREDIT: Self = Self(1 << 6);
    /// A word that captions begin with.
    pub(super) const CAPTION: Self = Self(1 << 7);
    /// An article.
    pub(super) const ARTICLE: Self = Self(1 << 8);
    /// A word that the furniture of web pages begins with.
    pub(super) const WIDGET: Self = Self(1 << 9);
    /// The name of a part of a text that stands alone without a number; of several words all letters together.
    pub(super) const LANDMARK: Self = Self(1 << 10);

    /// The kinds of a word in lower case.
    pub(super) fn of(word: &str) -> Self {
        if word.len() > LONGEST {
            return Self::default();
        }
        let mut slot = slot_of(word.as_bytes());
        loop {
            let number = TABLE.slots.get(slot % SLOTS).map_or(0, |&n| usize::from(n));
            match TABLE.words.get(number) {
                Some(&(known, kinds)) if number == 0 || known == word => return kinds,
                Some(_) => slot += 1,
                None => return Self::default(),
            }
        }
    }

    pub(super) fn is(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}

/// All lists that are asked for a word, each with what it makes of one.
const LISTS: [(&[&str], Kinds); 11] = [
    (SMALL, Kinds::SMALL),
    (VERBS, Kinds::VERB),
    (SELVES, Kinds::PERSON),
    (MONTHS, Kinds::MONTH),
    (OWNERS, Kinds::OWNER),
    (ASKING, Kinds::ASKING),
    (CREDITS, Kinds::CREDIT),
    (CAPTIONS, Kinds::CAPTION),
    (ARTICLES, Kinds::ARTICLE),
    (WIDGETS, Kinds::WIDGET),
    (LANDMARKS, Kinds::LANDMARK),
];

/// One table for all lists, so that a word costs one look; made by the compiler, so that no text waits for it. The words
/// are ours, so nobody can fill it with some that collide.
struct Table {
    /// For each number that words come to the word, from 1; 0 where there is none.
    slots: [u16; SLOTS],
    words: [(&'static str, Kinds); 512],
}

const SLOTS: usize = 2048;
/// No word of the lists has more bytes.
const LONGEST: usize = 32;

static TABLE: Table = table();

/// A number for a word from 0 to [`SLOTS`].
const fn slot_of(mut word: &[u8]) -> usize {
    let mut number = 0_u64;
    while let [byte, rest @ ..] = word {
        number = number.rotate_left(7) ^ *byte as u64;
        word = rest;
    }
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOTS.ilog2())) as usize
}

#[expect(clippy::indexing_slicing, reason = "a miss would not compile")]
const fn table() -> Table {
    let mut table = Table {
        slots: [0; SLOTS],
        words: [("", Kinds(0)); 512],
    };
    let (mut list, mut count) = (0, 0);
    while list < LISTS.len() {
        let (words, kinds) = LISTS[list];
        let mut i = 0;
        while i < words.len() {
            assert!(words[i].len() <= LONGEST);
            let mut slot = slot_of(words[i].as_bytes());
            while table.slots[slot % SLOTS] != 0
                && !same(table.words[table.slots[slot % SLOTS] as usize].0, words[i])
            {
                slot += 1;
            }
            if table.slots[slot % SLOTS] == 0 {
                count += 1;
                table.slots[slot % SLOTS] = count as u16;
                table.words[count].0 = words[i];
            }
            table.words[table.slots[slot % SLOTS] as usize].1.0 |= kinds.0;
            i += 1;
        }
        list += 1;
    }
    table
}

/// Whether two words are the same; `==` cannot be asked while compiling.
#[expect(clippy::indexing_slicing, reason = "a miss would not compile")]
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

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
    const OTHERS: [(&str, u32); 12] = [
        ("uno", 1), ("eins", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("deux", 2), ("trois", 3),
        ("quatre", 4), ("cinq", 5), ("dos", 2), ("tres", 3),
    ];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).map(|i| i as u32 + 1);
    at(&NUMBERS)
        .or_else(|| OTHERS.iter().find(|(w, _)| *w == word).map(|&(_, n)| n))
        .or_else(|| ordinal(word))
}

/// Numbers that say which one: they also stand before what they count, as in `Erstes Kapitel`.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    #[rustfmt::skip]
    const ENGLISH: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    // Without their endings: erst-e, erst-er, erst-es.
    #[rustfmt::skip]
    const GERMAN: [&str; 20] = [
        "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebent", "acht", "neunt", "zehnt", "elft", "zwölft",
        "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
    ];
    #[rustfmt::skip]
    const OTHERS: [(&str, u32); 27] = [
        ("premier", 1), ("première", 1), ("deuxième", 2), ("seconde", 2), ("troisième", 3), ("quatrième", 4),
        ("cinquième", 5), ("sixième", 6), ("primero", 1), ("primera", 1), ("segunda", 2), ("segundo", 2),
        ("tercera", 3), ("tercero", 3), ("prima", 1), ("primo", 1), ("seconda", 2), ("secondo", 2), ("terza", 3),
        ("terzo", 3), ("первая", 1), ("вторая", 2), ("третья", 3), ("четвёртая", 4), ("пятая", 5), ("eerste", 1),
        ("tweede", 2),
    ];
    let at = |list: &[&str], word: &str| list.iter().position(|w| *w == word).map(|i| i as u32 + 1);
    let german = || {
        let stem = ["er", "es", "e"]
            .iter()
            .find_map(|end| word.strip_suffix(end))?;
        at(&GERMAN, stem)
    };
    at(&ENGLISH, word)
        .or_else(german)
        .or_else(|| OTHERS.iter().find(|(w, _)| *w == word).map(|&(_, n)| n))
}

/// Whether a line names a table of contents, whatever stands between its letters.
pub(super) fn is_contents(text: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: [&str; 17] = [
        "tableofcontents", "contents", "toc", "inhalt", "inhaltsverzeichnis", "tabledesmatières",
        "tabledesmatieres", "sommaire", "inhoud", "índice", "indice", "содержание", "оглавление", "目录", "目次",
        "目錄", "차례",
    ];
    // One look spares nearly all lines a closer one.
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters
        .next()
        .is_some_and(|c| "tcisTCISíÍсоСО目차".contains(c))
        && {
            let letters = || text.chars().filter(|c| c.is_alphabetic());
            let lower = || letters().flat_map(char::to_lowercase);
            NAMES.iter().any(|name| lower().eq(name.chars()))
        }
}

/// Words that questions and guides begin with.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "what", "how", "why", "when", "where", "who", "which", "wie", "was", "warum", "comment", "pourquoi",
    "quel", "qué", "cómo", "как", "что", "почему", "using", "about", "getting", "introduction",
];

/// Words that bylines and credits begin with.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "by", "von", "par", "por", "written", "posted", "published", "updated", "author", "photo", "photos",
    "foto", "image", "video", "credit", "source", "via", "copyright", "edited", "translated",
    "photograph", "courtesy", "illustration", "reporting", "story", "share", "tweet", "advertisement",
    "produced",
];

/// Words that captions begin with.
#[rustfmt::skip]
const CAPTIONS: &[&str] = &[
    "figure", "fig", "table", "tab", "abb", "abbildung", "tabelle", "tableau", "listing", "plate",
    "illustration", "image", "photo", "note", "exhibit",
];

/// Names of the parts of a text that stand alone without a number; letters only.
#[rustfmt::skip]
const LANDMARKS: &[&str] = &[
    "introduction", "conclusion", "conclusions", "preface", "foreword", "prologue", "epilogue", "abstract",
    "summary", "overview", "background", "references", "bibliography", "acknowledgements",
    "acknowledgments", "appendix", "index", "notes", "footnotes", "glossary", "contents", "tableofcontents",
    "einleitung", "vorwort", "fazit", "zusammenfassung", "introducción", "conclusión", "prefacio",
    "préface", "avantpropos", "введение", "заключение", "предисловие", "はじめに", "まとめ", "概要", "简介", "总结",
    "参考", "用法", "결론", "소개", "motivation", "rationale", "faq", "usage", "discussion",
];

/// Whether a line in Chinese, Japanese or Korean names a writer.
pub(super) fn names_writer(text: &str) -> bool {
    ["记者", "記者", "作者", "撰文", "기자"]
        .iter()
        .any(|word| text.contains(word))
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
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las",
    "il", "lo", "het", "een",
];

/// Words that the furniture of web pages begins with: what a reader may press, tags, credits.
#[rustfmt::skip]
const WIDGETS: &[&str] = &[
    "read", "related", "share", "tweet", "follow", "subscribe", "sign", "log", "login", "comment", "comments",
    "advertisement", "advertising", "play", "watch", "video", "listen", "download", "click", "print", "email",
    "view", "more", "updated", "published", "posted", "last", "edited", "filed", "tag", "tags", "category",
    "categories", "continue", "show", "hide", "skip", "back", "next", "previous", "home", "menu", "search",
    "loading", "sponsored", "mehr", "anzeige", "translated",
];

/// Agencies and owners, as credits of pictures name them.
#[rustfmt::skip]
const OWNERS: &[&str] = &[
    "getty", "reuters", "ap", "afp", "dpa", "shutterstock", "istock", "flickr", "courtesy", "alamy", "imago", "epa",
    "wikimedia", "unsplash", "pixabay", "photographer",
];
