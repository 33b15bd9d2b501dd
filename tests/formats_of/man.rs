//! Pages of the manual, in source.

use proptest::prelude::*;
use rubricate::read::Format;

use super::screen::{document, document_of, look, outline, targets, text, window};

#[test]
fn a_page_in_man_looks_as_its_author_meant_it() {
    look("man_page", "man/loaf.1", (72, 100), "");
    look("man_page_narrow", "man/loaf.1", (30, 30), "J");
}

#[test]
fn a_page_in_mdoc_looks_as_its_author_meant_it() {
    look("mdoc_page", "man/kneader.8", (72, 100), "");
}

#[test]
fn sections_are_the_outline_and_options_its_entries() {
    let found = outline(&document("man/loaf.1"));
    assert_eq!(found.title.unwrap().text, "LOAF(1)");
    let headings: Vec<(u8, &str)> = found.headings.iter().map(|h| (h.level, &*h.text)).collect();
    let expected = [
        (1, "NAME"),
        (1, "SYNOPSIS"),
        (1, "DESCRIPTION"),
        (2, "The crust"),
        (1, "OPTIONS"),
        (1, "EXAMPLES"),
        (1, "EXIT STATUS"),
        (1, "SEE ALSO"),
    ];
    assert_eq!(headings, expected);
    let entries: Vec<&str> = found.terms.iter().map(|t| &*t.text).collect();
    let expected = [
        "-c, --crust=kind",
        "thin",
        "thick",
        "-q",
        "--time minutes",
        "--minutes minutes",
        "--salt",
    ];
    assert_eq!(entries, expected);
    assert_eq!(found.terms[0].line, 55);

    let found = outline(&document("man/kneader.8"));
    assert_eq!(found.title.unwrap().text, "KNEADER(8)");
    assert_eq!(found.headings.len(), 10);
    assert_eq!(found.terms[1].text, "-f file, --file=file");
}

#[test]
fn options_are_folded_below_their_section_until_one_asks() {
    look("man_terms", "man/loaf.1", (100, 20), "<tab>GKKKlj");
    let mut window = window(document("man/loaf.1"), 100, 30);
    assert_eq!(window.keys("EE").top_line(), "As in the south.");
    assert_eq!(window.keys("[e").top_line(), "-c, --crust=kind");
    assert!(window.keys("[e").status().contains("first"));
    assert_eq!(window.keys("9E").top_line(), "--salt");
    assert!(window.keys("E").status().contains("last"));
    // From the list to an option, back to its section, folded again.
    let picture = window.keys("<tab>lj").picture();
    assert!(picture.contains("▌   -c, --crust=kind"), "{picture}");
    let picture = window.keys("h").picture();
    assert!(picture.contains("▌ ▸ OPTIONS"), "{picture}");
    let picture = window.keys("ljjjj<enter>").picture();
    assert!(picture.contains("▌ -q"), "{picture}");
}

#[test]
fn a_rendered_page_keeps_its_fonts_and_has_the_same_outline() {
    look("man_rendered", "man/loaf.txt", (72, 60), "");
    let rendered = outline(&document("man/loaf.txt"));
    let source = outline(&document("man/loaf.1"));
    let titles = |outline: rubricate::outline::Outline| {
        let titles = outline.headings.into_iter();
        titles.map(|h| (h.level, h.text)).collect::<Vec<_>>()
    };
    assert_eq!(titles(rendered), titles(source));
}

#[test]
fn a_rendered_page_has_the_entries_of_its_source() {
    let texts = |path: &str| {
        let terms = outline(&document(path)).terms.into_iter();
        terms.map(|term| term.text).collect::<Vec<_>>()
    };
    assert_eq!(texts("man/loaf.txt"), texts("man/loaf.1"));
    let mut window = window(document("man/loaf.txt"), 100, 12);
    assert_eq!(window.keys("EE").top_line(), "As in the south.");
    assert_eq!(window.keys("[e").top_line(), "-c, --crust=kind");
    let picture = window.keys("<tab>l").picture();
    assert!(picture.contains("\n    --time minutes"), "{picture}");
}

#[test]
fn a_short_tag_stands_beside_what_it_means_and_several_stand_under_each_other() {
    let page = r#".TH OVEN 1
.SH OPTIONS
.TP
.B \-a
everything
.TP
.B \-\-salt
.TQ
.BI \-s " N"
so much salt
.TP
.B \-q
.TQ
.B \-x
quiet
.TP
.B dough1
six cells
.TP
.B dough12
seven of them
.TP 4
.B oven
not beside it
.TP
.B \-c
.nf
kept
.fi
"#;
    let document = document_of(page, Format::Man);
    let entries = outline(&document).terms;
    let named: Vec<(u64, &str)> = entries.iter().map(|t| (t.line, &*t.text)).collect();
    let expected = [
        (4, "-a"),
        (7, "--salt"),
        (9, "-s N"),
        (12, "-q"),
        (14, "-x"),
        (17, "dough1"),
        (20, "dough12"),
        (23, "oven"),
        (26, "-c"),
    ];
    assert_eq!(named, expected);
    let picture = window(document, 50, 40).painted();
    let rows: Vec<&str> = picture.lines().map(str::trim_end).collect();
    let expected = [
        "",
        "   [bold:-a]     everything",
        "",
        "   [bold:--salt]",
        "   [bold:-s][italic: N]   so much salt",
        "",
        "   [bold:-q]",
        "   [bold:-x]     quiet",
        "",
        "   [bold:dough1] six cells",
        "",
        "   [bold:dough12]",
        "          seven of them",
        "",
        "   [bold:oven]",
        "       not beside it",
        "",
        "   [bold:-c]",
        "         kept",
    ];
    assert!(
        rows.windows(expected.len()).any(|some| some == expected),
        "{picture}"
    );
}

/// The terms of a rendered page with this section.
fn terms(section: &str) -> Vec<String> {
    let page = format!(
        "OVEN(1)                      Kitchen Commands                      OVEN(1)\n\n\
         NAME\n       oven - bake what is in it\n\n{section}\n\n\
         baking 1.0                    2026-11-25                          OVEN(1)\n"
    );
    let terms = outline(&document_of(page, Format::Plain)).terms;
    terms.into_iter().map(|term| term.text).collect()
}

#[test]
fn terms_are_known_by_the_margin_without_any_fonts() {
    let options = "OPTIONS
       The oven takes these:

       -a, --all
              bake all of the loaves

       -c     bake with the crust up, and keep the door closed until the
              loaves have had their time

       --dry
       --no-steam
              bake without water

       FILE   what is to be baked
              in it
";
    assert_eq!(
        terms(options),
        ["-a, --all", "-c", "--dry", "--no-steam", "FILE"]
    );
}

#[test]
fn bullets_code_and_paragraphs_are_no_terms() {
    let others = "SYNOPSIS
       oven [-a] [-c]
              [FILE]

DESCRIPTION
       \u{2022}      The first thing that is to be known of it goes
              on below

       1.     Light it
              with care

       For instance:
           oven -a loaf

       A paragraph of some lines, of which the first one is as wide as the
       page is.
           $ oven --dry

       And another one,
           which goes on
";
    assert_eq!(terms(others), Vec::<String>::new());
}

#[test]
fn what_programs_colour_is_drawn_in_the_palette_and_nothing_of_it_passes() {
    let listing = "\u{1b}[33mcommit 1a2b\u{1b}[m\nname  \u{1b}[1;34mdough\u{1b}[0m \u{1b}[8mseen\u{1b}[0m\n\
                   \u{1b}[32m+added\u{1b}[m\n\u{1b}[31m-gone and \u{1b}]0;title\u{7}open\nplain\n";
    let document = document_of(listing, Format::Plain);
    assert!(!text(&document).contains('\u{1b}'));
    let picture = window(document, 40, 14).painted();
    for words in [
        "yellow:commit 1a2b]",
        "[bold blue:dough] seen",
        "[green:+added]",
        "[red:-gone and open]",
    ] {
        assert!(picture.contains(words), "{words}\n{picture}");
    }
    assert!(
        picture.lines().any(|line| line.trim() == "plain"),
        "{picture}"
    );
}

#[test]
fn references_lead_to_their_pages() {
    let loaf = targets(&document("man/loaf.1"));
    let expected = [
        "man:knead(1)",
        "man:oven(4)",
        "https://bread.example.org/loaf",
        "man:knead(1)",
        "man:oven(4)",
        "man:crumb(1)",
    ];
    assert_eq!(loaf, expected);
    let kneader = document("man/kneader.8");
    let expected = [
        "man:loaf(1)",
        "#FILES",
        "man:loaf(1)",
        "https://bread.example.org",
        "mailto:anna@example.org",
    ];
    assert_eq!(targets(&kneader), expected);
    assert!(kneader.pages().target("FILES").is_some());
}

#[test]
fn a_sign_in_a_table_is_no_rule() {
    let page = ".TH A 1\n.SH B\n.TS\ntab(;);\nl l.\nx;= \ny;=\nz;_\n.TE\n";
    let seen = text(&document_of(page, Format::Man));
    assert!(seen.ends_with("x\t=\ny\t\nz\t\n\n"), "{seen:?}");
}

#[test]
fn short_names_of_mdoc_are_said_in_words() {
    let page = |lines: &str| {
        let page = format!(".Dd a\n.Dt RYE 1\n.Os\n.Sh RYE\n{lines}");
        let seen = text(&document_of(page, Format::Man));
        seen.split_once("RYE\n\n").unwrap().1.trim_end().to_owned()
    };
    for (lines, shown) in [
        (".St -ansiC .", "ANSI X3.159-1989 (“ANSI C89”)."),
        (".St -p1003.1-2008", "IEEE Std 1003.1-2008 (“POSIX.1”)"),
        (".St -p1003.2-92 ,", "IEEE Std 1003.2-1992 (“POSIX.2”),"),
        (".St -rye", "rye"),
        (
            ".Lb libmagic",
            "Magic Number Recognition Library (libmagic, -lmagic)",
        ),
        (".Lb librye", "library “librye”"),
        (".At v7 ,", "Version 7 AT&T UNIX,"),
        (".At V.4", "AT&T System V Release 4 UNIX"),
        (".At", "AT&T UNIX"),
        (".Bx 4.3 Reno", "4.3BSD-Reno"),
        (".Bx 4.4 .", "4.4BSD."),
        (
            ".Rs\n.%D 1984\n.%T Of Rye\n.%A Ann\n.%A Bo\n.%J Bread\n.Re",
            "Ann and Bo, “Of Rye”, Bread, 1984.",
        ),
        (
            ".Rs\n.%B Oats\n.%A Ann\n.%A Bo\n.%A Cy\n.Re",
            "Ann, Bo, and Cy, Oats.",
        ),
    ] {
        assert_eq!(page(lines), shown, "{lines}");
    }
}

#[test]
fn what_a_page_does_to_itself_is_bounded() {
    let page = |body: &str| format!(".TH X 1\n.SH NAME\nbefore\n{body}\nend of it\n");
    let nested = ".RS\n.TP\na\n".repeat(20_000);
    let lists = ".Bl -tag\n.It a\n".repeat(20_000);
    let quoted = format!(".Op {}", "Op ".repeat(20_000));
    let conditions = ".if n ".repeat(20_000);
    let strings = ".ds a \\*a\\*a\\*a\\*a\nx \\*a";
    let doubled = ".ds a xxxxxxxx\n.as a \\*a\n".to_owned() + &".as a \\*a\n".repeat(40) + "\\*a";
    for hostile in [
        ".de X\n.X\n..\n.X",
        ".de X\n.Y\n.Y\n..\n.de Y\n.X\n.X\n..\n.X",
        ".while 1 .X",
        ".if 1 \\{\nno end",
        ".TS\nl l.\nT{\nno end",
        ".Xr\n.Fn\n.Pf\n.Lk\n.It\n.El\n.Ed\n.Oc\n.Fc\n.Re\n.RE\n.UE",
        "\\f\n\\*\n\\[\n\\(\n\\s\n\\h'\n\\",
        &nested,
        &lists,
        &quoted,
        &conditions,
        strings,
        &doubled,
    ] {
        let shown = text(&document_of(page(hostile), Format::Man));
        assert!(
            shown.contains("before"),
            "{}",
            &hostile[..hostile.len().min(40)]
        );
    }
    // A string that has become too long for all that is still to come is left out, and what follows stands there.
    let grows = page(&".as a bc\n\\*a\n".repeat(1000));
    let shown = text(&document_of(&*grows, Format::Man));
    assert!(shown.contains("bcbcbc bcbcbcbc ") && shown.trim_end().ends_with("end of it"));
    // What it says once counts beside what it repeats.
    assert!(shown.len() < (64 << 10) + 17 * grows.len());
}

/// What a page may say between two words.
const BETWEEN: [&str; 24] = [
    "\n",
    "\n.PP\n",
    "\n.SH ",
    "\n.SS\n",
    "\n.TP\n",
    "\n.TP 4\n.B ",
    "\n.IP \\(bu 2\n",
    "\n.IP x\n",
    "\n.RS\n",
    "\n.RE\n",
    "\n.B ",
    "\n.SM ",
    "\n.nf\n",
    "\n.fi\n",
    "\n.br\n",
    "\n.sp\n",
    " \\fB",
    "\\fP ",
    "\n.\\\" comment\n",
    "\n.Pp\n",
    "\n.Bl -tag\n.It Fl f Ar ",
    "\n.El\n",
    "\n.Bd -literal\n",
    "\n.Ed\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn all_words_are_on_the_page_once_and_in_order(
        between in proptest::collection::vec(0..BETWEEN.len(), 1..60),
    ) {
        let mut page = ".TH PAGE 1\n.SH NAME\n".to_owned();
        let mut words = Vec::new();
        for (nth, between) in between.iter().enumerate() {
            let word = format!("word{nth:03}end");
            page += &word;
            page += BETWEEN[*between];
            words.push(word);
        }
        page += "last000end\n";
        words.push("last000end".to_owned());
        let shown = text(&document_of(page.clone(), Format::Man));
        let found: Vec<&str> = shown
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() == 10 && word.ends_with("end"))
            .collect();
        prop_assert_eq!(found, words, "{}", page);
    }
}

#[test]
fn the_last_page_of_a_rendered_page_is_as_calm_as_the_first() {
    let column = |picture: &str, words: &str| {
        let row = picture.lines().find(|row| row.contains(words));
        let row = row.unwrap_or_else(|| panic!("{words} is nowhere in\n{picture}"));
        row.find(words).unwrap()
    };
    let prose = "       A loaf is made of flour and water and of salt, which is never left out\n       of it by those who have once eaten bread without it. The oven is hot at\n       that time, and the door stays shut until the loaf is done. It is better\n       then to wait for some time before one eats of it.\n";
    let text = format!(
        "LOAF(1)                         User Commands                         LOAF(1)\n\nNAME\n       loaf - bakes bread\n\nDESCRIPTION\n{prose}\n{prose}\n{prose}\n\
         COPYRIGHT\n       Copyright  ©  2026  The  Bakers of the North,  Inc.  License FREE:  the\n       BREAD version 3 or later <https://bread.example>.\n       This is free bread: you  are  free to slice it, to eat it and to  share\n       it.  There is NO WARRANTY, to the extent permitted by law.\n\n\
         SEE ALSO\n       oven(1)\n\n       Full documentation <https://bread.example/loaf>\n       or available locally via: info loaf\n\n\
         bread 9.1                        November 2026                        LOAF(1)\n"
    );
    for columns in [80, 120] {
        let document = document_of(&*text, Format::Plain);
        let picture = window(document, columns, 70).picture();
        let edge = column(&picture, "bakes bread") - "loaf - ".len();
        for words in [
            "Copyright © 2026 The Bakers",
            "This is free bread",
            "Full documentation",
            "or available",
            "oven(1)",
        ] {
            assert_eq!(column(&picture, words), edge, "{words}\n{picture}");
        }
        let foot = picture
            .lines()
            .find(|row| row.contains("bread 9.1"))
            .unwrap();
        assert!(foot.trim_end().ends_with("LOAF(1)"), "{picture}");
    }
}

#[test]
fn headings_stand_on_their_source_lines() {
    let page = ".TH A 1\n.SH Name\na \\- words\n.SH One\nwords\nmore\n.SS Two\n.TP\n.B \\-a\nall\n.SH\nThree\n";
    let found = outline(&document_of(page, Format::Man)).headings;
    let lines: Vec<(String, u64)> = found.into_iter().map(|h| (h.text, h.line)).collect();
    let expected = [("Name", 2), ("One", 4), ("Two", 7), ("Three", 12)];
    let expected = expected.map(|(text, line)| (text.to_owned(), line));
    assert_eq!(lines, expected);
}
