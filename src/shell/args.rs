//! The command line.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value};

pub use super::showing::Images;
use crate::app::start::Start;
use crate::app::{MEASURE, MEASURES};
use crate::layout::Hyphens;
use crate::outline::Strictness;
use crate::read::{self, Format};
use crate::source::Source;
use crate::source::encoding::Charset;

/// So much of a text is looked at to see its format, in bytes.
pub const HEAD: u64 = 16 << 10;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Read a text.
    Read(Reading),
    /// Print this and end.
    Print(String),
    /// Write the files that are made from the program's tables into a folder, or only check them.
    Generate {
        /// The folder.
        folder: PathBuf,
        /// Whether to compare only.
        check: bool,
    },
}

/// What to read and how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Reading {
    /// Where the text comes from.
    pub input: Input,
    /// What the text is written in, if that is said and not to be found out.
    pub format: Option<Format>,
    /// Whether its source is shown as it is written.
    pub written: bool,
    /// Whether all of a web page is to be shown, and not only its article.
    pub whole: bool,
    /// What its bytes stand for, if that is said and not to be found out.
    pub charset: Option<Charset>,
    /// Width of the column, in cells.
    pub measure: u16,
    /// Print the outline instead of opening the reader.
    pub outline: Option<Form>,
    /// How strict the judge of headings is.
    pub strictness: Strictness,
    /// Whether that leaves out what was corrected by hand.
    pub as_judged: bool,
    /// Whether to stay at the end of what grows.
    pub follow: bool,
    /// Where the reading begins, if not at the beginning.
    pub start: Option<Start>,
    /// Whether the mouse is the reader's.
    pub mouse: bool,
    /// How pictures are shown.
    pub images: Images,
    /// Where words are divided.
    pub hyphens: Hyphens,
}

impl Reading {
    /// What a text is written in, as far as its beginning is there.
    /// `said` is what else is known of it.
    pub fn format_of(&self, source: &Source, said: Option<Format>) -> Format {
        let said = said.filter(|said| *said == Format::Pdf || read::is_rich(*said));
        let format = self.format.or(said).unwrap_or_else(|| {
            let named = matches!(self.input, Input::File(_) | Input::Web(_));
            let name = named.then(|| source.name());
            read::recognise(name.map(|name| &**name), &source.read(0..HEAD))
        });
        match format {
            Format::Html if self.whole => Format::WholeHtml,
            format => format,
        }
    }
}

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// What stands at this address of the web.
    Web(String),
    /// Standard input.
    Stdin,
    /// Standard input if something is piped in, else the guide.
    Any,
}

/// How an outline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Indented titles.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object, as the truth that judges are measured by.
    Gold,
}

/// The options as `--help` lists them: what is typed, what it does.
pub const OPTIONS: &[(&str, &str)] = &[
    ("--outline[=text|json]", "print the outline and exit"),
    ("--export-gold", "print the outline as test data"),
    ("--as-judged", "print it without corrections by hand"),
    ("-w, --width N", "column of N characters, 40 to 72 (66)"),
    (
        "--strictness N",
        "fewer headings above 0, more below, -4 to 4 (0)",
    ),
    (
        "--format NAME",
        "read it as text, markdown, rst, asciidoc, org, html, epub, man, mail, docx, odt, pdf",
    ),
    ("--whole", "all of a web page, not only its article"),
    (
        "--encoding NAME",
        "decode it by this: utf-8, koi8-r, big5 ...",
    ),
    ("--raw", "show the source, line by line as it is written"),
    ("--follow", "follow what is added, as F does"),
    ("+N, +G", "begin at line N, at the end"),
    ("+/TEXT, +?TEXT", "begin at the first, the last match"),
    (
        "--images WAY",
        "pictures: auto, off, blocks, kitty, sixel, iterm",
    ),
    (
        "--hyphens WAY",
        "divide words: auto, off, or as of a language (en, de ...)",
    ),
    ("--no-mouse", "leave the mouse to the terminal"),
    ("-h, --help", "print this help"),
    ("-V, --version", "print the version"),
];

/// What `--help` prints.
pub fn help() -> String {
    let mut text = String::from(
        "rubric: read long text in a terminal, with an outline of the headings it finds\n\n\
         Usage: rubric [OPTIONS] [FILE]\n\n\
         FILE is a text, or an address (http, https, file); - or nothing reads standard input.\n\
         Without input a guide opens. FILE#HEADING, FILE:LINE and FILE:LINE:COLUMN\n\
         begin there, unless there is a file of that very name; so does ADDRESS#HEADING.\n\
         When standard output is no terminal, the text passes through unchanged, and what is\n\
         packed (gzip, zstd, xz, bzip2) passes through unpacked.\n\nOptions:\n",
    );
    for (option, doc) in OPTIONS {
        text += &format!("  {option:<24}{doc}\n");
    }
    text + "\nKeys: h inside the reader shows them all; q quits.\n"
}

/// Reads the command line, the first argument being the program's name.
///
/// # Errors
/// One line that says what is wrong with it.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Asked, String> {
    let mut parser = lexopt::Parser::from_iter(args);
    let mut reading = Reading {
        input: Input::Any,
        format: None,
        written: false,
        whole: false,
        charset: None,
        measure: MEASURE,
        outline: None,
        strictness: Strictness::default(),
        as_judged: false,
        follow: false,
        start: None,
        mouse: true,
        images: Images::default(),
        hyphens: Hyphens::default(),
    };
    let mut only_names = false;
    loop {
        if !only_names && takes_start(&mut parser, &mut reading) {
            continue;
        }
        only_names |= peeked(&mut parser).is_some_and(|next| next == "--");
        let Some(arg) = parser.next().map_err(|e| e.to_string())? else {
            break;
        };
        match arg {
            Short('h') | Long("help") => return Ok(Asked::Print(help())),
            Short('V') | Long("version") => {
                return Ok(Asked::Print(format!(
                    "rubric {}\n",
                    env!("CARGO_PKG_VERSION")
                )));
            }
            Short('w') | Long("width") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.measure = measure_of(&value)?;
            }
            Long("strictness") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.strictness = strictness_of(&value)?;
            }
            Long("outline") => {
                let form = parser.optional_value();
                reading.outline = Some(form_named(form.as_deref())?);
            }
            Long("format") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.format = Some(format_named(&value.to_string_lossy())?);
            }
            Long("encoding") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.charset = Some(charset_named(&value.to_string_lossy())?);
            }
            Long("whole") => reading.whole = true,
            Long("raw") => {
                reading.format = Some(Format::Plain);
                reading.written = true;
            }
            Long("export-gold") => reading.outline = Some(Form::Gold),
            Long("as-judged") => reading.as_judged = true,
            Long("follow") => reading.follow = true,
            Long("no-mouse") => reading.mouse = false,
            Long("images") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.images = images_named(&value.to_string_lossy())?;
            }
            Long("hyphens") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                reading.hyphens = hyphens_named(&value.to_string_lossy())?;
            }
            Long(name @ ("generate" | "generate-check")) => {
                let check = name == "generate-check";
                let folder = parser.value().map_err(|e| e.to_string())?.into();
                return Ok(Asked::Generate { folder, check });
            }
            Value(path) if reading.input == Input::Any => {
                reading.input = if path == "-" {
                    Input::Stdin
                } else if let Some(address) = address(&path) {
                    Input::Web(address)
                } else {
                    Input::File(path.into())
                };
            }
            Value(path) => {
                return Err(format!(
                    "one text at a time: '{}' is too many",
                    path.to_string_lossy()
                ));
            }
            Short(c) => return Err(format!("unknown option '-{c}' (rubric --help lists them)")),
            Long(name) => return Err(unknown(name)),
        }
    }
    Ok(Asked::Read(reading))
}

/// The width of a column.
fn measure_of(value: &OsStr) -> Result<u16, String> {
    let (least, most) = (MEASURES.start(), MEASURES.end());
    let width = value.to_str().and_then(|v| v.parse().ok());
    let width = width.filter(|width| MEASURES.contains(width));
    let value = value.to_string_lossy();
    width.ok_or_else(|| format!("--width takes a number from {least} to {most}, not '{value}'"))
}

/// How strict the judge of headings is to be.
fn strictness_of(value: &OsStr) -> Result<Strictness, String> {
    let most = Strictness::MOST;
    let steps = value.to_str().and_then(|v| v.parse().ok());
    let steps = steps.filter(|steps| (-most..=most).contains(steps));
    let value = value.to_string_lossy();
    let wrong = || format!("--strictness takes a number from -{most} to {most}, not '{value}'");
    steps.map(Strictness::new).ok_or_else(wrong)
}

/// How an outline is to be printed.
fn form_named(name: Option<&OsStr>) -> Result<Form, String> {
    match name.map(OsStr::to_string_lossy).as_deref() {
        None | Some("text") => Ok(Form::Text),
        Some("json") => Ok(Form::Json),
        Some(other) => Err(format!("--outline takes text or json, not '{other}'")),
    }
}

/// Where words are to be divided.
fn hyphens_named(name: &str) -> Result<Hyphens, String> {
    let wrong = || {
        format!("--hyphens takes auto, off, or a language that it knows such as en, not '{name}'")
    };
    Hyphens::named(name).ok_or_else(wrong)
}

/// How pictures are to be shown.
fn images_named(name: &str) -> Result<Images, String> {
    let known = Images::NAMES.into_iter().find(|(known, _)| *known == name);
    match known {
        Some((_, images)) if images == Images::Off || cfg!(feature = "images") => Ok(images),
        Some(_) => Err(format!(
            "--images {name}: this rubric was built without images"
        )),
        None => {
            let names = Images::NAMES.map(|(name, _)| name);
            Err(format!("--images takes {}, not '{name}'", either(&names)))
        }
    }
}

/// The argument that comes next.
fn peeked(parser: &mut lexopt::Parser) -> Option<OsString> {
    Some(parser.try_raw_args()?.peek()?.to_owned())
}

/// Takes the next argument if it is one like `+50`, which says where the reading begins.
fn takes_start(parser: &mut lexopt::Parser, reading: &mut Reading) -> bool {
    let next = peeked(parser);
    let Some(text) = next
        .as_ref()
        .and_then(|next| next.to_str()?.strip_prefix('+'))
    else {
        return false;
    };
    let start = Start::named(text);
    if start.is_none() && text != "F" {
        // Then it is the name of a file.
        return false;
    }
    reading.follow |= text == "F";
    reading.start = start.or(reading.start.take());
    parser
        .try_raw_args()
        .and_then(|mut args| args.next())
        .is_some()
}

/// What was named, if that is an address of the web.
fn address(named: &OsStr) -> Option<String> {
    let named = named.to_str()?;
    let scheme = named.split_once("://")?.0.to_lowercase();
    matches!(scheme.as_str(), "http" | "https").then(|| named.to_owned())
}

/// The format of a name, if there is one that can be read.
fn format_named(name: &str) -> Result<Format, String> {
    let readable = |format| matches!(format, Format::Plain | Format::Pdf) || read::is_rich(format);
    if let Some(format) = Format::named(name).filter(|format| readable(*format)) {
        return Ok(format);
    }
    let names = Format::NAMES.into_iter().filter(|(_, f)| readable(*f));
    let names: Vec<&str> = names.map(|(name, _)| name).collect();
    Err(format!("--format takes {}, not '{name}'", either(&names)))
}

/// Names with commas between them, and an "or" before the last.
fn either(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// The encoding of a name.
fn charset_named(name: &str) -> Result<Charset, String> {
    Charset::named(name).ok_or_else(|| {
        let lower = name.to_lowercase();
        let instead = match nearest(&lower, Charset::NAMES) {
            Some(known) => format!("did you mean '{known}'?"),
            None => "it takes the names that pages of the web use".to_owned(),
        };
        format!("unknown --encoding '{name}', {instead}")
    })
}

/// Names an option that does not exist, and the nearest one that does.
fn unknown(name: &str) -> String {
    let known = OPTIONS
        .iter()
        .flat_map(|(option, _)| option.split([' ', ',', '[', '=']))
        .filter_map(|option| option.strip_prefix("--"));
    match nearest(name, known) {
        Some(known) => format!("unknown option '--{name}', did you mean '--{known}'?"),
        None => format!("unknown option '--{name}' (rubric --help lists them)"),
    }
}

/// The name that is nearest to another one, if it can be meant.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let nearest = known.into_iter().min_by_key(|known| distance(known, name));
    nearest.filter(|known| distance(known, name) <= 1 + name.chars().count() / 3)
}

/// Letters to add, drop or change to make one word of the other (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.chars()) {
            let best = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Asked, String> {
        parse(
            std::iter::once("rubric")
                .chain(line.split_whitespace())
                .map(OsString::from),
        )
    }

    fn reading(line: &str) -> Reading {
        match asked(line) {
            Ok(Asked::Read(reading)) => reading,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn input_and_options_are_understood() {
        assert_eq!(reading("").input, Input::Any);
        assert_eq!(reading("-").input, Input::Stdin);
        assert_eq!(reading("a.txt").input, Input::File("a.txt".into()));
        let web = Input::Web("HTTPS://a.org/b".to_owned());
        assert_eq!(reading("HTTPS://a.org/b").input, web);
        assert_eq!(reading("ftp://a/b").input, Input::File("ftp://a/b".into()));
        assert_eq!(reading("-- -h").input, Input::File("-h".into()));
        assert_eq!(reading("--outline a").outline, Some(Form::Text));
        assert_eq!(reading("--outline=json a").outline, Some(Form::Json));
        assert_eq!(reading("--export-gold a").outline, Some(Form::Gold));
        assert!(reading("--follow a").follow && !reading("a").follow);
        assert!(reading("--as-judged --outline a").as_judged);
        let start = |line| reading(line).start;
        assert_eq!(start("+50 a"), Some(Start::Line(50)));
        assert_eq!(start("a +50g"), Some(Start::Line(50)));
        assert_eq!(start("+G -w 50 a"), Some(Start::End));
        assert_eq!(start("+/b a"), Some(Start::Match("b".to_owned())));
        assert_eq!(start("+?b +F"), Some(Start::LastMatch("b".to_owned())));
        assert!(reading("+F a").follow && start("+F a").is_none());
        assert_eq!(reading("+b").input, Input::File("+b".into()));
        assert_eq!(reading("-- +50").input, Input::File("+50".into()));
        assert_eq!(start("-- +50"), None);
        assert_eq!(reading("-w 50 a").measure, 50);
        assert_eq!(reading("--strictness -2 a").strictness.steps(), -2);
        assert_eq!(reading("--strictness=3 a").strictness.steps(), 3);
        assert_eq!(reading("a").format, None);
        assert_eq!(
            reading("--format markdown a").format,
            Some(Format::Markdown)
        );
        assert_eq!(reading("--format=text a").format, Some(Format::Plain));
        let charset = Charset::named("koi8-r");
        assert_eq!(reading("--encoding KOI8-R a").charset, charset);
        assert_eq!(reading("--raw a").format, Some(Format::Plain));
        assert!(reading("--whole a").whole && !reading("a").whole);
    }

    #[test]
    fn help_names_every_format_that_can_be_read() {
        let named = |line: &str| {
            let formats = Format::NAMES.iter();
            let named = formats.filter(|(name, _)| line.contains(name));
            named.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        let help = OPTIONS.iter().find(|(name, _)| name.contains("--format "));
        let accepted = asked("--format =").unwrap_err();
        assert_eq!(named(help.unwrap().1), named(&accepted));
    }

    #[test]
    fn what_is_wrong_is_said_in_a_line() {
        let said = |line| asked(line).unwrap_err();
        assert_eq!(
            said("--outlin"),
            "unknown option '--outlin', did you mean '--outline'?"
        );
        assert_eq!(
            said("--xyzzy"),
            "unknown option '--xyzzy' (rubric --help lists them)"
        );
        assert_eq!(
            said("--日日日日"),
            "unknown option '--日日日日' (rubric --help lists them)"
        );
        assert_eq!(
            said("-w 500"),
            "--width takes a number from 40 to 72, not '500'"
        );
        for line in ["--strictness 5", "--strictness -128", "--strictness much"] {
            let said = said(line);
            assert!(
                said.starts_with("--strictness takes a number from -4 to 4, not '"),
                "{said}"
            );
        }
        assert_eq!(
            said("--outline=xml"),
            "--outline takes text or json, not 'xml'"
        );
        assert_eq!(
            said("--encoding latn1"),
            "unknown --encoding 'latn1', did you mean 'latin1'?"
        );
        assert_eq!(
            said("--encoding morse"),
            "unknown --encoding 'morse', it takes the names that pages of the web use"
        );
        assert!(said("--format word").starts_with("--format takes text, markdown"));
        assert!(said("--format word").ends_with(" or mail, not 'word'"));
        assert_eq!(said("a b"), "one text at a time: 'b' is too many");
    }
}
