//! From bytes to a document: the readers of the formats.
//!
//! Plain text is read part by part, where one looks. A format whose marks mean something far away is read as a whole:
//! of a longer text the [beginning](Opened::rest) first, so that the first frame waits for no more than that.

mod addresses;
#[cfg(any(feature = "epub", feature = "office"))]
mod archive;
mod asciidoc;
mod cells;
#[cfg(feature = "office")]
mod docx;
#[cfg(feature = "epub")]
mod epub;
#[cfg(any(feature = "html", feature = "office"))]
mod formula;
#[cfg(feature = "html")]
mod html;
mod mail;
mod man;
mod markdown;
mod marks;
mod mathematics;
mod numerals;
#[cfg(feature = "office")]
mod odt;
mod org;
mod parts;
mod plain;
mod recognise;
mod references;
mod repeats;
mod rst;
mod tags;
mod tar;
#[cfg(feature = "html")]
mod tree;
mod verse;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use addresses::based;
pub use parts::Parts;
use plain::blocks_in;
pub use plain::{Lines, Manner, Plain};
pub use recognise::{Format, recognise};

use crate::document::{Document, Given, Pages};
use crate::source::Source;
use crate::source::encoding::Charset;

/// A text that is not longer, in bytes, is read as a whole at once.
const SHORT: u64 = 96 << 10;
/// So much of a longer one is read first, in bytes.
const BEGINNING: u64 = 32 << 10;
/// A longer one, in bytes, is read as plain text: as a whole it would take too much memory and time.
const LONGEST: u64 = 64 << 20;
/// For the rest of an archive that is longer, in bytes, nobody waits: of one that is there, only what is needed is read.
const LONGEST_ARCHIVE: u64 = 2 << 30;

/// A page of the web that is not longer, in bytes, is read as a whole at once; of a longer one so much is read first. What
/// stands on top of one is often nothing to read.
#[cfg(feature = "html")]
const PAGE: u64 = 256 << 10;

/// So many bytes at least hold the first line that says what runs a script.
const HEAD: u64 = 1 << 10;

/// How much of a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Beginning,
    /// All that has come of a text that is still coming.
    SoFar,
    Whole,
}

impl Extent {
    /// Where what is to be read of a source ends, whose beginning is so long; in bytes.
    fn end(self, source: &Source, beginning: u64) -> u64 {
        match self {
            Self::Beginning => source.size().min(beginning),
            Self::SoFar | Self::Whole => source.size(),
        }
    }
}

/// A text that can be shown, and what is still to be done.
pub struct Opened {
    /// The text, or its beginning.
    pub document: Document,
    /// What reads all of it, where this is only the beginning. Takes its time: not for the thread that draws.
    pub rest: Option<Rest>,
    /// Why it is not shown in the way that its format is meant.
    pub trouble: Option<&'static str>,
    /// Why it cannot be shown at all: it is no text, and what is in it cannot be had.
    pub refused: Option<String>,
}

/// Reads a text as a whole, or what has come of it.
#[derive(Debug)]
pub struct Rest {
    source: Arc<Source>,
    format: Format,
    seen: u64,
}

impl Rest {
    /// Waits for all bytes.
    pub fn wait(&self) {
        wait_for_whole(&self.source, self.format);
    }

    /// Reads what has come: all of it, or else there is still a rest.
    pub fn read_so_far(self) -> Opened {
        let there = self.is_there();
        let extent = if there { Extent::Whole } else { Extent::SoFar };
        opened(&self.source, self.format, extent)
    }

    /// Whether all bytes have come, or so many that it is too long to be read as a whole.
    pub fn is_there(&self) -> bool {
        self.source.finished() || self.source.size() >= self.too_many()
    }

    /// Whether what comes can be read before all of it is there: an archive says at its end what is in it.
    pub fn comes_in_pieces(&self) -> bool {
        self.format.is_text()
    }

    /// How much of it was read before, in bytes.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Where it comes from.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// So many bytes show that it is too long to be read as a whole.
    pub fn too_many(&self) -> u64 {
        longest(self.format) + 1
    }
}

/// Opens a text in a format; of a long one only the beginning is read.
pub fn open(source: &Arc<Source>, format: Format) -> Opened {
    let short = source.finished() && source.size() <= short(format);
    let extent = if short {
        Extent::Whole
    } else {
        Extent::Beginning
    };
    opened(source, format, extent)
}

/// So long, in bytes, is a text that is read as a whole at once.
fn short(format: Format) -> u64 {
    match format {
        #[cfg(feature = "html")]
        Format::Html | Format::WholeHtml => PAGE,
        // How long the text in it is, its own size does not say.
        Format::Epub => 0,
        _ => SHORT,
    }
}

/// A source that is longer, in bytes, is not read in its format.
fn longest(format: Format) -> u64 {
    if format.is_text() {
        LONGEST
    } else {
        LONGEST_ARCHIVE
    }
}

/// What is said where a format could be read, had its reader not been left out.
fn unrendered(format: Format) -> Option<&'static str> {
    match format {
        #[cfg(not(feature = "html"))]
        Format::Html | Format::WholeHtml => Some("built without html: shown as it is"),
        _ => None,
    }
}

/// Waits for all bytes of a text, or for so many that it is too long to be read as a whole.
pub fn wait_for_whole(source: &Source, format: Format) {
    source.wait_beyond(longest(format));
}

/// What reads a text as a whole of which nobody knows how much was read.
pub fn rest(source: &Arc<Source>, format: Format) -> Rest {
    Rest {
        source: Arc::clone(source),
        format,
        seen: 0,
    }
}

/// Reads a text as a whole. All of its bytes have to be there.
pub fn whole(source: &Arc<Source>, format: Format) -> Opened {
    opened(source, format, Extent::Whole)
}

/// Reads a format with marks as a whole.
#[derive(Clone, Copy)]
enum Reader {
    /// Its source is a text: whatever is wrong with it, there is something to be shown.
    Text(fn(&Source, Extent) -> Given),
    #[cfg(any(feature = "epub", feature = "office"))]
    /// Its source is no text, and may be so broken that nothing can be had.
    Archive(fn(&Arc<Source>, Extent) -> Result<Given, String>),
}

/// Who reads a format as a whole; nobody what is shown as plain text.
fn reader_of(format: Format) -> Option<Reader> {
    match format {
        Format::Markdown => Some(Reader::Text(markdown::read)),
        Format::Man => Some(Reader::Text(man::read)),
        Format::AsciiDoc => Some(Reader::Text(asciidoc::read)),
        Format::Mail => Some(Reader::Text(mail::read)),
        Format::Org => Some(Reader::Text(org::read)),
        Format::Rst => Some(Reader::Text(rst::read)),
        #[cfg(feature = "epub")]
        Format::Epub => Some(Reader::Archive(epub::read)),
        #[cfg(feature = "office")]
        Format::Docx => Some(Reader::Archive(docx::read)),
        #[cfg(feature = "office")]
        Format::Odt => Some(Reader::Archive(odt::read)),
        #[cfg(feature = "html")]
        Format::Html => Some(Reader::Text(html::read)),
        #[cfg(feature = "html")]
        Format::WholeHtml => Some(Reader::Text(html::read_whole)),
        _ => None,
    }
}

/// Why a format that is no text cannot be shown by this build.
fn left_out(format: Format) -> Option<&'static str> {
    match format {
        Format::Epub if cfg!(not(feature = "epub")) => Some("this rubric was built without epub"),
        Format::Docx | Format::Odt if cfg!(not(feature = "office")) => {
            Some("this rubric was built without office")
        }
        _ => None,
    }
}

/// Whether a format is shown as its marks mean it, and not as plain text.
pub fn is_rich(format: Format) -> bool {
    reader_of(format).is_some()
}

/// The longest file of a picture that lies in a text, in bytes.
#[cfg(any(feature = "epub", feature = "office"))]
const PICTURE: u64 = 32 << 20;

/// The file of a picture that lies in the text itself, by the name that the text gives it; none where it does not.
#[cfg(any(feature = "epub", feature = "office"))]
pub fn picture(source: &Arc<Source>, format: Format, name: &str) -> Option<Vec<u8>> {
    if !holds_pictures(format) {
        return None;
    }
    // An address may also name something in the file.
    let path = name.split('#').next().unwrap_or(name);
    let mut archive = archive::Archive::open(source).ok()?;
    archive.bytes_up_to(path, PICTURE).or_else(|| {
        let path = archive.as_written(path)?;
        archive.bytes_up_to(&path, PICTURE)
    })
}

/// No format that holds pictures is read.
#[cfg(not(any(feature = "epub", feature = "office")))]
pub fn picture(_: &Arc<Source>, _: Format, _: &str) -> Option<Vec<u8>> {
    None
}

/// Whether pictures of a format lie in the text itself, and not beside it.
pub fn holds_pictures(format: Format) -> bool {
    matches!(format, Format::Docx | Format::Odt | Format::Epub)
}

fn opened(source: &Arc<Source>, format: Format, extent: Extent) -> Opened {
    let seen = extent.end(source, BEGINNING);
    let pages = || {
        let source = Arc::clone(source);
        match format {
            Format::Code => {
                let language = recognise::language(Some(source.name()), &source.read(0..HEAD));
                Plain::code(source, &language.unwrap_or_default())
            }
            _ => Plain::new(source),
        }
    };
    let plain = |trouble| Opened {
        document: Document::new(source.name().clone(), Arc::new(pages())),
        rest: None,
        trouble,
        refused: None,
    };
    let Some(read) = reader_of(format) else {
        let plain = plain(unrendered(format));
        return Opened {
            refused: match format {
                Format::Tar => Some(tar::told(source)),
                _ => left_out(format).map(str::to_owned),
            },
            ..plain
        };
    };
    if source.size() > longest(format) {
        return plain(Some("too long for its format: shown as it is"));
    }
    // Readers rely on libraries; what one of them cannot stand is still a text.
    let read = || match read {
        Reader::Text(read) => Ok(read(source, extent)),
        #[cfg(any(feature = "epub", feature = "office"))]
        Reader::Archive(read) => read(source, extent),
    };
    let unreadable = "its format cannot be read: shown as it is";
    let given = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(given)) => given,
        Ok(Err(why)) => {
            return Opened {
                refused: Some(why),
                ..plain(None)
            };
        }
        Err(_) => return plain(Some(unreadable)),
    };
    let rest = (extent != Extent::Whole && !given.finished()).then(|| Rest {
        seen,
        ..rest(source, format)
    });
    Opened {
        trouble: given.trouble(),
        document: Document::new(source.name().clone(), Arc::new(given)),
        rest,
        refused: None,
    }
}

/// The text of a source, or its beginning up to a line end, and what it is written in if that is not UTF-8.
fn text_of(source: &Source, extent: Extent) -> (String, Option<&'static str>) {
    text_said(source, extent, BEGINNING, |_| None)
}

/// The same, of a text that may say itself what it is written in: that counts where its bytes do not show it.
fn text_said(
    source: &Source,
    extent: Extent,
    beginning: u64,
    said: impl FnOnce(&[u8]) -> Option<Charset>,
) -> (String, Option<&'static str>) {
    let mut bytes = source.read(0..extent.end(source, beginning));
    let whole = extent == Extent::Whole;
    let encoding = source.encoding_said(&bytes, whole, said);
    bytes.drain(..encoding.mark().min(bytes.len()));
    let mut text = encoding.decode(bytes);
    if !whole && let Some(end) = text.rfind('\n') {
        text.truncate(end + 1);
    }
    (text, encoding.name())
}

/// Finds the source line of a byte, for bytes that come in order.
struct LineCount<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl<'a> LineCount<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line, from 1, that holds a byte; of one before the last that was asked for, that one's.
    fn of(&mut self, byte: usize) -> u64 {
        if let Some(passed) = self.text.as_bytes().get(self.at..byte) {
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.at = byte;
        }
        self.line
    }
}
