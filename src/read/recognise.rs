//! Which format a text is in: what it begins with tells, and where that is no proof its name does.
//!
//! A text is taken for something else than plain only where that cannot be chance: by numbers that programs write first,
//! by what no text for people begins with, or by marks that its name promises.

mod code;
mod light;
mod markdown;
mod page;

use std::borrow::Cow;

pub(super) use code::language;
use memchr::memmem;

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text without marks, or with marks that only people read.
    Plain,
    /// Markdown: `CommonMark` with what `GitHub` adds to it.
    Markdown,
    /// A page of the web: HTML or XHTML.
    Html,
    /// The same, with all that stands around its article.
    WholeHtml,
    /// A book: EPUB 2 or 3.
    Epub,
    /// A document of Word, as Office Open XML.
    Docx,
    /// A text of `LibreOffice`: `OpenDocument`.
    Odt,
    /// The source of a manual page, with the macros of `man` or `mdoc`.
    Man,
    /// `reStructuredText`.
    Rst,
    /// `AsciiDoc`.
    AsciiDoc,
    /// Org, as Emacs writes it.
    Org,
    /// Source code, configuration or data: text of which every line end is meant.
    Code,
    /// Pages as they are printed: PDF.
    Pdf,
    /// A message with its headers (RFC 5322), or a box of them.
    Mail,
    /// An archive of files, as `tar` makes it: no text.
    Tar,
}

impl Format {
    /// All of them, with the name that each is called by; those that are a way to read another one have none.
    pub const NAMES: [(&'static str, Self); 12] = [
        ("text", Self::Plain),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("epub", Self::Epub),
        ("docx", Self::Docx),
        ("odt", Self::Odt),
        ("man", Self::Man),
        ("rst", Self::Rst),
        ("asciidoc", Self::AsciiDoc),
        ("org", Self::Org),
        ("pdf", Self::Pdf),
        ("mail", Self::Mail),
    ];

    /// Whether its source is a text that people can read.
    pub fn is_text(self) -> bool {
        !matches!(
            self,
            Self::Epub | Self::Docx | Self::Odt | Self::Pdf | Self::Tar
        )
    }

    /// The format of this name.
    ///
    /// ```
    /// use rubricate::read::Format;
    /// assert_eq!(Format::named("markdown"), Some(Format::Markdown));
    /// assert_eq!(Format::named("word"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(own, _)| *own == name)
            .map(|(_, format)| *format)
    }

    /// What a name promises by its ending.
    fn promised(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (_, ending) = unpacked(&name).rsplit_once('.')?;
        Some(match ending {
            "txt" | "text" | "log" => Self::Plain,
            "md" | "markdown" | "mkd" | "mdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "xht" => Self::Html,
            "epub" => Self::Epub,
            "docx" | "docm" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            "man" | "mdoc" | "roff" => Self::Man,
            "rst" | "rest" => Self::Rst,
            "adoc" | "asciidoc" => Self::AsciiDoc,
            "org" => Self::Org,
            "pdf" => Self::Pdf,
            "eml" | "mbox" => Self::Mail,
            section if is_section(section) => Self::Man,
            _ => return None,
        })
    }
}

/// A name in small letters without the endings that say how it is packed.
fn unpacked(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, "gz" | "gzip" | "zst" | "zstd" | "xz" | "bz2" | "bzip2")) => unpacked(stem),
        _ => name,
    }
}

/// Whether an ending is a section of the manual: `1`, `3p`, `8`, `n`.
fn is_section(ending: &str) -> bool {
    let mut bytes = ending.bytes();
    ending == "n"
        || (matches!(bytes.next(), Some(b'1'..=b'9')) && bytes.all(|b| b.is_ascii_lowercase()))
}

/// How much a name says against marks that it does not promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Called {
    /// Nothing: there is no name, or it has no ending.
    Nothing,
    /// That it holds words, with marks or without.
    Words,
    /// An ending that promises something else is to be believed.
    Other,
}

impl Called {
    fn by(name: Option<&str>) -> Self {
        let name = name.unwrap_or("").to_ascii_lowercase();
        match unpacked(&name).rsplit_once('.') {
            None => Self::Nothing,
            Some((_, "txt" | "text")) => Self::Words,
            Some(_) => Self::Other,
        }
    }
}

/// The format of a text of this name, if it has one, that begins with these bytes: some KiB of them.
///
/// ```
/// use rubricate::read::{Format, recognise};
/// assert_eq!(recognise(Some("notes.txt"), b"# A comment\n"), Format::Plain);
/// assert_eq!(recognise(Some("notes.md"), b"# A heading\n"), Format::Markdown);
/// assert_eq!(recognise(None, b"<!DOCTYPE html><title>A page</title>"), Format::Html);
/// ```
pub fn recognise(name: Option<&str>, head: &[u8]) -> Format {
    let promised = name.and_then(Format::promised);
    match head {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return packed(head, promised),
        [b'%', b'P', b'D', b'F', b'-', ..] => return Format::Pdf,
        // How a header of an archive is written, behind the name of its first file.
        [1..=255, ..] if head.get(257..262) == Some(b"ustar") => return Format::Tar,
        _ => {}
    }
    let text = narrow(head);
    let Some(text) = text.get(first_word(&text)..) else {
        return Format::Plain;
    };
    let is_called = |format| promised == Some(format);
    let called = Called::by(name);
    let proven = match text.first() {
        Some(b'<') if page::is_html(text, called) => Some(Format::Html),
        Some(b'.' | b'\'' | b'\\') if is_man(text, is_called(Format::Man)) => Some(Format::Man),
        Some(b'#') if begins(text, b"#+title:") => Some(Format::Org),
        // Who calls a message a text wants to see it as it is.
        Some(b'A'..=b'Z') if promised == Some(Format::Plain) => None,
        Some(b'A'..=b'Z') if is_mail(text, is_called(Format::Mail)) => Some(Format::Mail),
        _ => None,
    };
    // What only marks are promised for is believed if it is a text at all; of the others the content has to show it.
    proven
        .or(promised.filter(|promised| match promised {
            Format::Markdown | Format::Rst | Format::AsciiDoc | Format::Org => !text.contains(&0),
            Format::Html => page::has_tags(text),
            _ => false,
        }))
        .or_else(|| code::language(name, text).map(|_| Format::Code))
        .or_else(|| {
            let may_be = called != Called::Other;
            may_be.then(|| light::format_of(text)).flatten()
        })
        .unwrap_or(Format::Plain)
}

/// So far behind its name, in bytes, stands what an entry holds.
const NEAR: usize = 128;

/// What an archive is that begins so: it may say what it is first, or show it by what else it holds.
fn packed(head: &[u8], promised: Option<Format>) -> Format {
    let holds = |what: &[u8]| memmem::find(head, what).is_some();
    // The first name stands 30 bytes behind the beginning, and what is called by it follows, not packed.
    let kind = head
        .get(30..)
        .and_then(|rest| rest.strip_prefix(b"mimetype"));
    let kind = kind.unwrap_or(&[]);
    // Some programs write more about an entry between its name and what it holds.
    let kind_near = kind.get(..NEAR).unwrap_or(kind);
    let is_book = memmem::find(kind_near, b"application/epub+zip").is_some();
    if is_book || holds(b"META-INF/container.xml") {
        return Format::Epub;
    }
    if kind.starts_with(b"application/vnd.oasis.opendocument.text") {
        return Format::Odt;
    }
    if holds(b"word/document.xml") {
        return Format::Docx;
    }
    let archives = [Format::Epub, Format::Docx, Format::Odt];
    let promised = promised.filter(|promised| archives.contains(promised));
    promised.unwrap_or(Format::Plain)
}

/// The bytes without the zeros of a text in UTF-16 or UTF-32: all that is looked for is ASCII.
fn narrow(head: &[u8]) -> Cow<'_, [u8]> {
    let wide = match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 0, 0xfe, 0xff, ..] => true,
        _ => {
            let start = head.get(..64).unwrap_or(head);
            let zeros = |from| {
                start
                    .iter()
                    .skip(from)
                    .step_by(2)
                    .filter(|&&b| b == 0)
                    .count()
            };
            let (even, odd) = (zeros(0), zeros(1));
            even.max(odd) * 8 > start.len() * 3 && even.min(odd) == 0
        }
    };
    if wide {
        head.iter().copied().filter(|&byte| byte != 0).collect()
    } else {
        Cow::Borrowed(head)
    }
}

/// Where the first word begins, behind a byte order mark and blanks.
fn first_word(text: &[u8]) -> usize {
    let blank =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    text.iter().take_while(|byte| blank(byte)).count()
}

/// Whether a text begins with something, in any case.
fn begins(text: &[u8], with: &[u8]) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// Whether a text that begins with a control line is the source of a manual page: its title follows behind comments and
/// definitions. Of one that is called so, the control line is proof enough.
fn is_man(text: &[u8], promised: bool) -> bool {
    let is_control = |line: &[u8]| match line {
        [b'.' | b'\'', rest @ ..] => {
            let request = rest.trim_ascii_start();
            matches!(request, [b'\\' | b'A'..=b'Z' | b'a'..=b'z', ..])
        }
        _ => false,
    };
    let mut lines = text.split(|&byte| byte == b'\n');
    let Some(first) = lines.next() else {
        return false;
    };
    let is_title = |line: &[u8]| {
        let macros: [&[u8]; 2] = [b".TH ", b".Dd "];
        macros
            .iter()
            .any(|name| line.starts_with(name) && line.len() > name.len())
    };
    let is_comment = |line: &[u8]| {
        let line = line
            .strip_prefix(b".")
            .or(line.strip_prefix(b"'"))
            .unwrap_or(line);
        matches!(line, [] | [b'\\', b'"' | b'#', ..])
    };
    if !is_control(first) && !is_comment(first) {
        return false;
    }
    // Of what stands before, only lines of a definition may lack a sign that they are no words.
    let is_sign = |line: &&[u8]| {
        let first = line.first();
        first.is_none_or(|b| matches!(b, b'.' | b'\'' | b'\\' | b' ' | b'\t'))
    };
    promised || is_title(first) || lines.take_while(is_sign).any(is_title)
}

/// Headers that only programs write.
const BY_PROGRAMS: [&[u8]; 6] = [
    b"message-id",
    b"mime-version",
    b"received",
    b"return-path",
    b"content-type",
    b"delivered-to",
];

/// Whether a text begins with the headers of a message: nothing else, someone it is from, and some that only programs
/// write, or a date as they write it. A letter or a minute has the others too. Of one that is called so, the first header is proof enough.
fn is_mail(text: &[u8], promised: bool) -> bool {
    let lines = || {
        text.split(|&byte| byte == b'\n')
            .map(<[u8]>::trim_ascii_end)
    };
    // A box of messages says before each from whom it is and when it came.
    let boxed =
        text.starts_with(b"From ") && lines().next().is_some_and(|line| line.contains(&b':'));
    let (mut from, mut by_programs, mut headers) = (false, 0, 0);
    for line in lines().skip(usize::from(boxed)) {
        if line.is_empty() {
            break;
        }
        if matches!(line, [b' ' | b'\t', ..]) && headers > 0 {
            continue;
        }
        let mut halves = line.splitn(2, |&byte| byte == b':');
        let (Some(name), Some(said)) = (halves.next(), halves.next()) else {
            return false;
        };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || !name.iter().all(is_name) {
            return false;
        }
        headers += 1;
        from |= name.eq_ignore_ascii_case(b"from");
        let dated = name.eq_ignore_ascii_case(b"date") && is_by_clock(said);
        by_programs += usize::from(dated);
        by_programs += usize::from(BY_PROGRAMS.iter().any(|own| name.eq_ignore_ascii_case(own)));
    }
    headers > 0 && (promised || boxed || (from && by_programs > 0))
}

/// Whether a date is written as programs write it, with the time of day and how far that is from Greenwich's.
fn is_by_clock(said: &[u8]) -> bool {
    let said = said.trim_ascii();
    // Some name the zone once more, in brackets.
    let said = said
        .split(|&byte| byte == b'(')
        .next()
        .unwrap_or(said)
        .trim_ascii_end();
    let zone = said.rsplit(|&byte| byte == b' ').next().unwrap_or(&[]);
    let is_zone = match zone {
        [b'+' | b'-', digits @ ..] => digits.len() == 4 && digits.iter().all(u8::is_ascii_digit),
        zone => matches!(zone, b"GMT" | b"UT" | b"UTC"),
    };
    is_zone && said.contains(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    pub(super) fn is(format: Format, name: &str, text: &str) {
        assert_eq!(
            recognise(Some(name), text.as_bytes()),
            format,
            "{name}: {text:?}"
        );
    }

    #[test]
    fn every_name_means_one_format() {
        for (name, format) in Format::NAMES {
            assert_eq!(Format::named(name), Some(format));
            let called = Format::NAMES.iter().filter(|(_, other)| *other == format);
            assert_eq!(called.count(), 1, "{name}");
        }
        assert_eq!(Format::named("Markdown"), None);
    }

    #[test]
    fn marks_are_believed_if_the_name_promises_them() {
        for (name, format) in [
            ("a.md", Format::Markdown),
            ("A.MD", Format::Markdown),
            ("a.markdown", Format::Markdown),
            ("a.md.gz", Format::Markdown),
            ("a.md.gzip", Format::Markdown),
            ("a.md.zstd", Format::Markdown),
            ("a.md.bzip2", Format::Markdown),
            ("a.rst.xz", Format::Rst),
            ("a.adoc", Format::AsciiDoc),
            ("a.asciidoc.zst.gz", Format::AsciiDoc),
            ("a.org", Format::Org),
            ("a.txt", Format::Plain),
            ("a", Format::Plain),
            ("md", Format::Plain),
            ("a.md.txt", Format::Plain),
            (".gz", Format::Plain),
        ] {
            is(format, name, "# Something\n\nAnd more of it.\n");
            is(format, name, "");
        }
        is(Format::Plain, "a.md", "\u{1}\0\0\u{7}");
        assert_eq!(recognise(None, b"# Something\n"), Format::Plain);
        is(Format::Org, "notes", "#+TITLE: Something\n\n* One\n");
    }

    #[test]
    fn manual_pages_show_themselves() {
        for page in [
            ".TH LS 1\n.SH NAME\n",
            ".\\\" A comment\n.\\\"\n.Dd May 1, 2020\n.Dt LS 1\n",
            "'\\\" t\n.\\\" More\n.de Sp\n.if n .sp\n..\n.TH \"LS\" 1\n",
            "'\\\"\n.\n.TH LS 1\n",
            "\\\" A comment\n.TH LS 1\n",
        ] {
            is(Format::Man, "a", page);
            is(Format::Man, "ls.1", page);
            is(Format::Man, "ls.1.gz", page);
        }
        is(Format::Man, "ls.1", ".so man1/dir.1\n");
        is(Format::Man, "x.3pm", "'\\\" nothing yet\n");
        for (name, other) in [
            ("app.log.1", "2026-11-01 started\n"),
            ("libx.so.1", "\u{7f}ELF\u{1}\0"),
            ("ls.1", "LS(1)   User Commands   LS(1)\n"),
            ("a", "...\n\n.TH no\n"),
            ("a", ".so man1/dir.1\n"),
            ("a", "'tis, he said, and no more\n"),
            (".profile", ". ~/.bashrc\n"),
        ] {
            is(Format::Plain, name, other);
        }
    }

    #[test]
    fn messages_show_themselves() {
        let message = "Return-Path: <a@b.example>\nReceived: from c\n  by d; today\nFrom: A <a@b.example>\nSubject: Salt\n\nHi.\n";
        is(Format::Mail, "a", message);
        is(Format::Mail, "a", &message.replace('\n', "\r\n"));
        is(
            Format::Mail,
            "a",
            &format!("From a@b.example Mon Nov  2 10:00:00 2026\n{message}"),
        );
        is(Format::Plain, "a.txt", message);
        let memo = "To: All\nFrom: The Office\nDate: Monday\nSubject: Salt\n\nThere is none.\n";
        is(Format::Plain, "memo.txt", memo);
        is(Format::Mail, "memo.eml", memo);
        for other in [
            "From here: one sees the sea.\n\nIndeed.\n",
            "From the start: it went wrong\nand went on so.\n",
            "Note: this is it.\n",
            "Received: ten pounds of salt\n",
            "From: me\nReceived with thanks\n",
            "Chapter One\n",
        ] {
            is(Format::Plain, "a", other);
        }
        is(Format::Plain, "a.eml", "Dear Sir\n");
    }

    #[test]
    fn archives_are_what_they_hold() {
        let entry = |name: &str, bytes: &str| {
            let mut entry = b"PK\x03\x04".to_vec();
            entry.extend([0; 22]);
            entry.extend([name.len() as u8, 0, 0, 0]);
            [&entry[..], name.as_bytes(), bytes.as_bytes()].concat()
        };
        let epub = entry("mimetype", "application/epub+zip");
        let odt = entry("mimetype", "application/vnd.oasis.opendocument.text");
        let docx = [
            entry("[Content_Types].xml", "x"),
            entry("word/document.xml", "y"),
        ]
        .concat();
        let bare = [entry("a.xhtml", "x"), entry("META-INF/container.xml", "y")].concat();
        for (bytes, format) in [
            (&epub, Format::Epub),
            (&odt, Format::Odt),
            (&docx, Format::Docx),
            (&bare, Format::Epub),
        ] {
            assert_eq!(recognise(None, bytes), format);
            assert_eq!(recognise(Some("a.md"), bytes), format);
        }
        let other = entry("any", "thing");
        assert_eq!(recognise(Some("a.zip"), &other), Format::Plain);
        assert_eq!(recognise(Some("a.epub"), &other), Format::Epub);
        assert_eq!(recognise(Some("a.epub"), b"PK\x05\x06"), Format::Epub);
        assert_eq!(recognise(Some("a.epub"), b"no archive"), Format::Plain);
        assert_eq!(recognise(Some("a"), b"%PDF-1.7\n"), Format::Pdf);
        assert_eq!(recognise(Some("a.pdf"), b"% not"), Format::Plain);
    }
}
