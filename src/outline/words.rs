//! Words that say what a line is, in the languages of Europe and East Asia; a few of each, lower case.

/// How deep a numbered word stands: a part holds chapters, a chapter holds sections.
pub(super) fn rank_of(word: &str) -> Option<u8> {
    const PARTS: [&str; 21] = [
        "part",
        "book",
        "volume",
        "teil",
        "buch",
        "band",
        "partie",
        "livre",
        "tome",
        "parte",
        "libro",
        "deel",
        "boek",
        "часть",
        "книга",
        "том",
        "bölüm",
        "część",
        "act",
        "akt",
        "acte",
    ];
    const CHAPTERS: [&str; 24] = [
        "chapter",
        "chap",
        "kapitel",
        "chapitre",
        "capítulo",
        "capitulo",
        "capitolo",
        "hoofdstuk",
        "глава",
        "розділ",
        "rozdział",
        "kapitola",
        "canto",
        "stave",
        "letter",
        "lecture",
        "lesson",
        "appendix",
        "anhang",
        "annexe",
        "scene",
        "unit",
        "anlage",
        "kapittel",
    ];
    const SECTIONS: [&str; 20] = [
        "section",
        "sec",
        "abschnitt",
        "article",
        "art",
        "artikel",
        "artículo",
        "articolo",
        "статья",
        "раздел",
        "sección",
        "sezione",
        "§",
        "step",
        "phase",
        "rule",
        "clause",
        "titre",
        "título",
        "title",
    ];
    if PARTS.contains(&word) {
        Some(0)
    } else if CHAPTERS.contains(&word) {
        Some(1)
    } else if SECTIONS.contains(&word) {
        Some(2)
    } else {
        None
    }
}

/// Numbers that are written as words after `Chapter`.
pub(super) fn number_word(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const ORDINALS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    const OTHERS: [(&str, u32); 12] = [
        ("premier", 1),
        ("première", 1),
        ("uno", 1),
        ("eins", 1),
        ("erster", 1),
        ("erstes", 1),
        ("primero", 1),
        ("primera", 1),
        ("первая", 1),
        ("вторая", 2),
        ("zwei", 2),
        ("deux", 2),
    ];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).map(|i| i as u32 + 1);
    at(&NUMBERS)
        .or_else(|| at(&ORDINALS))
        .or_else(|| OTHERS.iter().find(|(w, _)| *w == word).map(|&(_, n)| n))
}

/// Whether a line (lower case, letters only) names a table of contents.
pub(super) fn is_contents(key: &str) -> bool {
    const NAMES: [&str; 17] = [
        "tableofcontents",
        "contents",
        "toc",
        "inhalt",
        "inhaltsverzeichnis",
        "tabledesmatières",
        "tabledesmatieres",
        "sommaire",
        "inhoud",
        "índice",
        "indice",
        "содержание",
        "оглавление",
        "目录",
        "目次",
        "目錄",
        "차례",
    ];
    NAMES.contains(&key)
}

/// Little words that titles do not capitalise, and that no heading ends with.
pub(super) fn is_small(word: &str) -> bool {
    const SMALL: [&str; 70] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
        "but", "as", "is", "are", "was", "were", "be", "that", "this", "it", "its", "his", "her",
        "their", "we", "you", "into", "than", "der", "die", "das", "und", "oder", "im", "mit",
        "von", "zu", "des", "dem", "den", "ein", "eine", "le", "la", "les", "et", "ou", "du", "de",
        "un", "une", "en", "el", "los", "las", "y", "del", "и", "в", "на", "с", "не", "het", "van",
        "op", "if",
    ];
    SMALL.contains(&word)
}

/// Words that a sentence has and a heading has not: forms of "be", "have" and their like.
pub(super) fn is_verb(word: &str) -> bool {
    const VERBS: [&str; 40] = [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "should",
        "could",
        "been",
        "am",
        "said",
        "says",
        "told",
        "ist",
        "sind",
        "war",
        "waren",
        "wird",
        "werden",
        "hat",
        "haben",
        "hatte",
        "kann",
        "est",
        "sont",
        "était",
        "sera",
        "peut",
        "fue",
        "era",
        "son",
        "ha",
        "был",
        "была",
        "были",
        "может",
        "does",
    ];
    VERBS.contains(&word)
}

/// Words of a speaker about himself.
pub(super) fn is_self(word: &str) -> bool {
    const SELVES: [&str; 14] = [
        "i", "me", "my", "we", "us", "our", "he", "she", "him", "they", "them", "ich", "je", "я",
    ];
    SELVES.contains(&word)
}

/// Words that questions and guides begin with.
pub(super) fn is_asking(word: &str) -> bool {
    const ASKING: [&str; 22] = [
        "what",
        "how",
        "why",
        "when",
        "where",
        "who",
        "which",
        "wie",
        "was",
        "warum",
        "comment",
        "pourquoi",
        "quel",
        "qué",
        "cómo",
        "как",
        "что",
        "почему",
        "using",
        "about",
        "getting",
        "introduction",
    ];
    ASKING.contains(&word)
}

/// Names of months, whole or cut short.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 46] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "mayo",
        "agosto",
    ];
    MONTHS.contains(&word)
}

/// Words that bylines and credits begin with.
pub(super) fn is_credit(word: &str) -> bool {
    const CREDITS: [&str; 30] = [
        "by",
        "von",
        "par",
        "por",
        "written",
        "posted",
        "published",
        "updated",
        "author",
        "photo",
        "photos",
        "foto",
        "image",
        "video",
        "credit",
        "source",
        "via",
        "copyright",
        "©",
        "edited",
        "translated",
        "photograph",
        "courtesy",
        "illustration",
        "reporting",
        "story",
        "share",
        "tweet",
        "advertisement",
        "produced",
    ];
    CREDITS.contains(&word)
}

/// Words that captions begin with.
pub(super) fn is_caption(word: &str) -> bool {
    const CAPTIONS: [&str; 16] = [
        "figure",
        "fig",
        "table",
        "tab",
        "abb",
        "abbildung",
        "tabelle",
        "tableau",
        "listing",
        "plate",
        "illustration",
        "image",
        "photo",
        "note",
        "example:",
        "exhibit",
    ];
    CAPTIONS.contains(&word)
}

/// Names of the parts of a text that stand alone without a number.
pub(super) fn is_landmark(key: &str) -> bool {
    const LANDMARKS: [&str; 48] = [
        "introduction",
        "conclusion",
        "conclusions",
        "preface",
        "foreword",
        "prologue",
        "epilogue",
        "abstract",
        "summary",
        "overview",
        "background",
        "references",
        "bibliography",
        "acknowledgements",
        "acknowledgments",
        "appendix",
        "index",
        "notes",
        "footnotes",
        "glossary",
        "contents",
        "tableofcontents",
        "einleitung",
        "vorwort",
        "fazit",
        "zusammenfassung",
        "introducción",
        "conclusión",
        "prefacio",
        "préface",
        "avantpropos",
        "введение",
        "заключение",
        "предисловие",
        "はじめに",
        "まとめ",
        "概要",
        "简介",
        "总结",
        "参考",
        "用法",
        "결론",
        "소개",
        "motivation",
        "rationale",
        "faq",
        "usage",
        "discussion",
    ];
    LANDMARKS.contains(&key)
}
