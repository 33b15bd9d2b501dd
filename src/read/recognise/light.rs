//! Light markup that comes without a name: told only by several signs together that none of them is made by chance, and only
//! where the text begins with one. The name of a plain text (`.txt`) says nothing against it.

use memchr::memmem;

use super::{Format, markdown};

/// More of the first lines than these are not looked through for what a text begins with.
const BEGINNING: usize = 40;
/// Signs that underline titles.
const UNDERLINES: &[u8] = b"=-~^\"'*+#`:._";

/// Which light markup a text is in, if that is beyond doubt.
pub(super) fn format_of(text: &[u8]) -> Option<Format> {
    if text.contains(&0) {
        return None;
    }
    let lines: Vec<&[u8]> = text
        .split(|&byte| byte == b'\n')
        .map(<[u8]>::trim_ascii_end)
        .collect();
    if is_asciidoc(&lines) {
        return Some(Format::AsciiDoc);
    }
    if is_rst(&lines) {
        return Some(Format::Rst);
    }
    if is_org(&lines) {
        return Some(Format::Org);
    }
    markdown::is_markdown(&lines).then_some(Format::Markdown)
}

// ------------------------------------------------------------------------------------------ reStructuredText

/// Whether a text begins with a title, a directive or a field, has a title with a line below it, and a directive.
fn is_rst(lines: &[&[u8]]) -> bool {
    let Some(first) = lines.iter().position(|line| !line.is_empty()) else {
        return false;
    };
    let begins = lines.get(first).is_some_and(|line| {
        let explicit = line.starts_with(b".. ") || *line == b"..";
        explicit || is_field(line) || is_rule(line) || is_title(lines, first)
    });
    if !begins {
        return false;
    }
    let titles = (first..lines.len()).any(|at| is_title(lines, at));
    titles && lines.iter().any(|line| is_directive(line))
}

/// Whether a line is a title: at the margin, with a line of one sign below it that is at least as long, and nothing right
/// above but perhaps the same line.
fn is_title(lines: &[&[u8]], at: usize) -> bool {
    let (Some(line), Some(below)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    let words = line
        .first()
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80 || *b == b'`');
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let apart = above.is_none_or(|above| above.is_empty() || above == below);
    // Wide characters take fewer cells than bytes.
    let cells = line.iter().filter(|b| **b & 0xc0 != 0x80).count();
    words && apart && is_rule(below) && below.len() >= cells
}

/// Whether a line at the margin is one sign, some times.
fn is_rule(line: &[u8]) -> bool {
    let sign = line.first().filter(|sign| UNDERLINES.contains(sign));
    line.len() > 3 && sign.is_some_and(|sign| line.iter().all(|b| b == sign))
}

/// Whether a line is `.. name::`, as nothing else is written; what is replaced has its own name before.
fn is_directive(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let Some(rest) = line.strip_prefix(b".. ") else {
        return false;
    };
    let rest = match rest {
        [b'|', rest @ ..] => memmem::find(rest, b"| ").and_then(|at| rest.get(at + 2..)),
        rest => Some(rest),
    };
    let Some((rest, colons)) = rest.and_then(|rest| {
        let colons = memmem::find(rest, b"::")?;
        Some((rest, colons))
    }) else {
        return false;
    };
    let name = rest.get(..colons).unwrap_or(&[]);
    let ends = rest.get(colons + 2).is_none_or(|b| *b == b' ');
    let named =
        |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b':');
    ends && name.first().is_some_and(u8::is_ascii_lowercase) && name.iter().all(named)
}

/// Whether a line is `:name: value`.
fn is_field(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b":") else {
        return false;
    };
    let name = rest.split(|b| *b == b':').next().unwrap_or(&[]);
    let named = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' ' | b'!');
    let behind = rest.get(name.len()..).unwrap_or(&[]);
    !name.is_empty() && name.iter().all(named) && matches!(behind, [b':'] | [b':', b' ', ..])
}

// ------------------------------------------------------------------------------------------------------- Org

/// What tells one kind of sign.
type Sign<'a> = &'a dyn Fn(&[u8]) -> bool;

/// Whether a text begins with a setting or a heading of Org, has a heading, and shows two kinds of what only Org writes.
fn is_org(lines: &[&[u8]]) -> bool {
    let heads = |line: &[u8]| {
        let stars = line.iter().take_while(|b| **b == b'*').count();
        stars > 0 && matches!(line.get(stars..), Some([b' ', first, ..]) if *first != b' ')
    };
    let begins = |line: &[u8], with: &[u8]| {
        let start = line.trim_ascii_start().get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    let setting = |line: &[u8]| {
        let names: [&[u8]; 6] = [
            b"#+title:",
            b"#+author:",
            b"#+date:",
            b"#+startup:",
            b"#+options:",
            b"#+filetags:",
        ];
        names.iter().any(|name| begins(line, name))
    };
    let first = lines.iter().find(|line| !line.is_empty());
    if !first.is_some_and(|line| heads(line) || setting(line)) {
        return false;
    }
    let kinds: [Sign; 5] = [
        &setting,
        &|line| begins(line, b"#+begin_"),
        &|line| begins(line, b":properties:"),
        &|line| {
            let words = line.strip_prefix(b"**").or(line.strip_prefix(b"*"));
            let first = words.and_then(|words| words.get(..6)).unwrap_or_default();
            first.eq_ignore_ascii_case(b" todo ") || first.eq_ignore_ascii_case(b" done ")
        },
        &|line| {
            memmem::find(line, b"[[")
                .is_some_and(|at| memmem::find(line.get(at..).unwrap_or_default(), b"][").is_some())
        },
    ];
    let shown = kinds.iter().filter(|is| lines.iter().any(|line| is(line)));
    lines.iter().any(|line| heads(line)) && shown.count() >= 2
}

// -------------------------------------------------------------------------------------------------- AsciiDoc

/// Whether a text begins with `= A title` and shows at least two kinds of other signs, or with another one of them and shows three.
fn is_asciidoc(lines: &[&[u8]]) -> bool {
    if is_older_asciidoc(lines) {
        return true;
    }
    let before = |line: &[u8]| line.is_empty() || line.starts_with(b"//") || is_field(line);
    let first = lines.iter().take(BEGINNING).position(|line| !before(line));
    let Some((at, first)) = first.and_then(|at| Some((at, lines.get(at)?))) else {
        return false;
    };
    let enough = match level(first) {
        Some(1) => 2,
        Some(_) if is_apart(lines, at) => 3,
        None if is_attribute(first) || is_block_macro(first) => 3,
        Some(_) | None => return false,
    };
    let kinds: [fn(&[u8]) -> bool; 4] = [
        is_attribute,
        is_block_macro,
        |line| line == b"|===" || line == b"----" || line == b"....",
        |line| {
            let names: [&[u8]; 5] = [
                b"NOTE: ",
                b"TIP: ",
                b"WARNING: ",
                b"IMPORTANT: ",
                b"CAUTION: ",
            ];
            names.iter().any(|name| line.starts_with(name))
        },
    ];
    // Values are set in the head; anywhere else `:name:` may be a field of something else.
    let head = lines.iter().take(BEGINNING).any(|line| is_field(line));
    // What it begins with is no sign of its own, and what logs say before each step is the same again.
    let mut others = (at + 1..lines.len()).filter(|at| is_apart(lines, *at));
    let headed = others.any(|at| lines.get(at).is_some_and(|line| line != first));
    let shown = kinds.iter().filter(|is| lines.iter().any(|line| is(line)));
    shown.count() + usize::from(head) + usize::from(headed) >= enough
}

/// Whether a line is a heading below the title, with nothing right around it but what belongs to headings.
fn is_apart(lines: &[&[u8]], at: usize) -> bool {
    let lacks_words = |line: Option<&&[u8]>| {
        line.is_none_or(|line| {
            line.is_empty() || line.starts_with(b"//") || is_field(line) || is_attribute(line)
        })
    };
    let heads = lines
        .get(at)
        .is_some_and(|line| level(line).is_some_and(|level| level > 1));
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    heads && lacks_words(above) && lacks_words(lines.get(at + 1))
}

/// Whether a text begins with a title that is underlined, as older sources of manual pages do, has another one, no directive of
/// reStructuredText, and shows enough other signs: `[verse]`, words that `::` explains, links to pages, remarks.
fn is_older_asciidoc(lines: &[&[u8]]) -> bool {
    let before = |line: &[u8]| line.is_empty() || line.starts_with(b"//") || is_field(line);
    let first = lines.iter().take(BEGINNING).position(|line| !before(line));
    let Some(first) = first.filter(|first| is_title(lines, *first)) else {
        return false;
    };
    let titles = (first..lines.len()).filter(|at| is_title(lines, *at));
    if titles.take(2).count() < 2 || lines.iter().any(|line| is_directive(line)) {
        return false;
    }
    let kinds: [fn(&[u8]) -> bool; 4] = [
        |line| is_attribute(line),
        is_block_macro,
        |line| memmem::find(line, b"linkgit:").is_some() || line == b"|===",
        |line| memmem::find(line, b"NOTE: ") == Some(0),
    ];
    let shown = kinds.iter().filter(|is| lines.iter().any(|line| is(line)));
    let below = lines.iter().skip(1);
    let explains = lines
        .iter()
        .zip(below)
        .any(|(line, below)| is_term(line, below));
    let is_page = lines.get(first).is_some_and(|line| is_page(line));
    shown.count() + usize::from(explains) + usize::from(is_page) >= 3
}

/// Whether a line is a word that the line right below it explains: `--flag::`. In reStructuredText a blank line stands there.
fn is_term(line: &[u8], below: &[u8]) -> bool {
    let word = line.strip_suffix(b"::").unwrap_or(&[]);
    let begins = word.first().is_some_and(|b| !b.is_ascii_whitespace());
    begins && !below.is_empty() && !word.ends_with(b":")
}

/// Whether a title is the name of a manual page: `lamp(1)`.
fn is_page(line: &[u8]) -> bool {
    let Some((name, section)) = line.split_last_chunk::<3>().map(|(name, end)| (name, *end)) else {
        return false;
    };
    let numbered = matches!(section, [b'(', b'1'..=b'9', b')']);
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"-_.+".contains(b);
    numbered && !name.is_empty() && name.iter().all(is_name)
}

/// How deep a heading is that one line says: `== Words`, without the same signs behind them.
fn level(line: &[u8]) -> Option<usize> {
    let signs = line.iter().take_while(|b| **b == b'=').count();
    let words = line.get(signs..)?;
    let heads = matches!(words, [b' ', first, ..] if *first != b' ' && *first != b'=');
    (heads && (1..=6).contains(&signs) && !words.ends_with(b"=")).then_some(signs)
}

/// Whether a line says what the block below it is: `[source,rust]`, `[NOTE]`, `[[name]]`.
fn is_attribute(line: &[u8]) -> bool {
    let inside = line
        .strip_prefix(b"[")
        .and_then(|line| line.strip_suffix(b"]"));
    let Some(inside) = inside else {
        return false;
    };
    let names: [&[u8]; 10] = [
        b"source",
        b"listing",
        b"quote",
        b"verse",
        b"NOTE",
        b"TIP",
        b"WARNING",
        b"IMPORTANT",
        b"CAUTION",
        b"options=",
    ];
    let is_block = names.iter().any(|name| {
        let behind = inside.strip_prefix(*name);
        behind.is_some_and(|rest| name.ends_with(b"=") || matches!(rest, [] | [b',' | b'%', ..]))
    });
    let anchor = inside
        .strip_prefix(b"[")
        .is_some_and(|name| name.ends_with(b"]"));
    let short = matches!(inside, [b'#' | b'.' | b'%', first, ..] if first.is_ascii_alphabetic());
    is_block || anchor && inside.len() > 2 || short
}

/// Whether a line is `include::a[]` or the like.
fn is_block_macro(line: &[u8]) -> bool {
    let names: [&[u8]; 7] = [
        b"include::",
        b"image::",
        b"ifdef::",
        b"ifndef::",
        b"toc::",
        b"video::",
        b"endif::",
    ];
    line.ends_with(b"]") && names.iter().any(|name| line.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::super::recognise;
    use super::*;

    const RST: &str = "Of Lamps\n========\n\nA lamp gives light.\n\n.. note:: It needs oil.\n";
    const ASCIIDOC: &str = "= Of Lamps\n:toc:\n\nA lamp gives light.\n\n== Oil\n\nIt needs some.\n";

    /// What a text is taken for that has no name, or one that says nothing.
    fn unnamed(text: &str) -> [Format; 2] {
        [None, Some("README")].map(|name| recognise(name, text.as_bytes()))
    }

    #[test]
    fn several_signs_together_show_it_where_no_name_does() {
        for text in [
            RST,
            "========\nOf Lamps\n========\n\n.. toctree::\n   :maxdepth: 2\n\n   oil\n",
            ".. image:: lamp.png\n   :alt: a lamp\n\nOf Lamps\n--------\n\nWords.\n",
            "lamp(1)\n=======\n\nNOTE: No\n\n[NOTE]\n\na::\n  b\n\nOil\n----\n\n.. note:: It burns.\n",
            ":Author: Anna\n\nÖl\n==\n\nOf Oil\n======\n\n.. |lamp| replace:: A lamp\n",
        ] {
            assert_eq!(unnamed(text), [Format::Rst; 2], "{text}");
        }
        for text in [
            ASCIIDOC,
            "// A remark\n= Of Lamps\nAnna\n\n[source,rust]\n----\nlight();\n----\n",
            ":toc:\n= Of Lamps\n\n== Oil\n\nNOTE: It needs some.\n",
            "= Of Lamps\n\ninclude::oil.adoc[]\n\n[[oil]]\n== Oil\n",
            "== Oil\n\nNOTE: It needs some.\n\n[source,sh]\n----\nfill\n----\n",
            "lamp(1)\n=======\n\nNAME\n----\nlamp - give light\n\n[verse]\nlamp -o\n\n-o::\n\tWith oil.\n",
            "Of Lamps\n========\n\nWick\n----\n\n[TIP]\nBuy some.\n\nNOTE: It burns.\n\nwick::\n  It glows.\n",
        ] {
            assert_eq!(unnamed(text), [Format::AsciiDoc; 2], "{text}");
        }
        for text in [
            "#+STARTUP: overview\n\n* Oil\n:PROPERTIES:\n:ID: 1\n:END:\nWords.\n",
            "* Oil\n\n#+begin_src sh\nfill\n#+end_src\n\n** TODO Buy some\n",
            "* Oil\n\nSee [[https://a.example][this]].\n\n#+BEGIN_QUOTE\nWords.\n#+END_QUOTE\n",
        ] {
            assert_eq!(unnamed(text), [Format::Org; 2], "{text}");
        }
    }

    #[test]
    fn one_sign_shows_nothing_and_a_name_counts_for_more() {
        for text in [
            // Titles alone, a directive alone, one that something else begins.
            "Of Lamps\n========\n\nA lamp gives light.\n\nOil\n---\n\nIt needs some.\n",
            "A lamp gives light.\n\n.. note:: It needs oil.\n",
            "lamp(1)\n=======\n\nNAME\n----\nlamp - give light\n\nOil::\n\n  kept\n\n[verse]\n",
            "import lamp\n\nOf Lamps\n========\n\n.. note:: It needs oil.\n",
            "Of Lamps\n========\n\n... and so on:: he said.\n.. it goes on.\n",
            // A title of a wiki, a line of code, a rule.
            "= Of Lamps =\n\n== Oil ==\n\nIt needs some.\n",
            "= Of Lamps\n\nA lamp gives light.\n",
            "= 3 * 4\n= 12\n\n== 13\n",
            "====\nWords\n====\n\nMore of them.\n",
            "A lamp\n\n= Of Lamps\n:toc:\n\n== Oil\n",
            // Bullets, and one sign of Org.
            "* Lamps\n* Oil\n\n#+BEGIN_QUOTE\nWords\n#+END_QUOTE\n",
            "* Lamps\n\n[[a][b]]\n",
            "== Oil\n\nNOTE: It needs some.\n",
            // The steps of a log: close to what they did, or always the same.
            "== Fetch\nfrom a.example\n== Build\n----\nNOTE: It is slow.\n== Test\nNOTE: None.\n",
            "== Step\n\nfetched\n\n== Step\n\n----\nNOTE: It is slow.\n\n== Step\n\ntested\n",
            "",
        ] {
            assert_eq!(recognise(None, text.as_bytes()), Format::Plain, "{text}");
        }
        for text in [RST, ASCIIDOC] {
            for (name, format) in [
                ("a.log", Format::Plain),
                ("lamp.xyz", Format::Plain),
                ("lamp.py", Format::Code),
                ("lamp.c", Format::Code),
            ] {
                assert_eq!(recognise(Some(name), text.as_bytes()), format, "{name}");
            }
        }
        assert_eq!(recognise(Some("a.md"), RST.as_bytes()), Format::Markdown);
        assert_eq!(recognise(Some("a.txt"), RST.as_bytes()), Format::Rst);
        assert_eq!(
            recognise(Some("a.txt"), ASCIIDOC.as_bytes()),
            Format::AsciiDoc
        );
    }
}
