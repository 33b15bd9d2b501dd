//! Messages (RFC 5322) with their parts (RFC 2045), one or a box of them.
//!
//! Who wrote what to whom stands above as a quiet head, all other headers are folded. Of parts that say the same the one
//! in plain text is read; what is attached is named.

mod code;
mod parts;
mod words;

#[cfg(not(feature = "html"))]
use super::tags;
#[cfg(feature = "html")]
use super::tree::{Lines as TreeLines, Syntax, Tree, Walk};
use super::{Extent, Given, addresses};
use crate::document::Face;
use crate::document::builder::Builder;
use crate::source::Source;
use parts::{Body, Header};

/// So much of a long box is read first, in bytes.
const BEGINNING: u64 = super::BEGINNING;

/// Headers that people read, in the order in which they stand.
const READ: [&str; 5] = ["from", "to", "cc", "date", "subject"];

/// Reads a message or a box of them, or their beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let bytes = source.read(0..extent.end(source, BEGINNING));
    let mut writer = Writer {
        builder: Builder::new(),
        in_box: bytes.starts_with(BOXED),
    };
    let messages = messages(&bytes);
    let several = messages.len() > 1;
    for (line, message) in messages {
        writer.builder.line(line);
        writer.message(message, line, several);
    }
    writer.builder.finish(extent == Extent::Whole)
}

/// How each message of a box begins.
const BOXED: &[u8] = b"From ";

/// The messages of a box, each with the source line at which it begins; a message alone is one.
fn messages(bytes: &[u8]) -> Vec<(u64, &[u8])> {
    if !bytes.starts_with(BOXED) {
        return vec![(1, bytes)];
    }
    let mut starts = vec![0];
    let after_blank = memchr::memmem::find_iter(bytes, b"\n\nFrom ").map(|at| at + 2);
    let after_crlf = memchr::memmem::find_iter(bytes, b"\n\r\nFrom ").map(|at| at + 3);
    starts.extend(after_blank.chain(after_crlf));
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let (mut line, mut at) = (1, 0);
    let mut messages = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        let passed = bytes.get(at..*start).unwrap_or(&[]);
        line += memchr::memchr_iter(b'\n', passed).count() as u64;
        at = *start;
        let message = bytes.get(*start..end).unwrap_or(&[]);
        let head = memchr::memchr(b'\n', message).map_or(message.len(), |end| end + 1);
        messages.push((line + 1, message.get(head..).unwrap_or(&[])));
    }
    messages
}

struct Writer {
    builder: Builder,
    /// Whether the message lies in a box: there a line that begins with `From ` is written with a `>` before it.
    in_box: bool,
}

impl Writer {
    fn message(&mut self, message: &[u8], line: u64, several: bool) {
        let message = parts::read(message);
        let subject = message.header("subject");
        let subject = Some(subject).filter(|subject| !subject.is_empty());
        let titled = parts::line_of(&message.headers, "subject");
        self.builder.line(line + titled);
        if several || subject.is_some() {
            self.builder.heading(1);
            self.builder
                .text(subject.as_deref().unwrap_or("(no subject)"));
            self.builder.end();
        }
        self.head(&message.headers);
        self.rest_of_headers(&message.headers);
        for (at, body) in message.bodies {
            self.builder.line(line + at);
            match body {
                Body::Text(text, flow, own) => self.words(&text, flow, line + at, own),
                Body::Html(html) => self.page(&html),
                Body::Attached(name) => {
                    self.builder.paragraph();
                    self.builder.face(Face::Quiet);
                    self.builder.text(&format!("Attached: {name}"));
                    self.builder.plain();
                    self.builder.end();
                }
                Body::Message(headers) => {
                    self.builder.rule();
                    let subject = parts::find(&headers, "subject");
                    if !subject.is_empty() {
                        let titled = parts::line_of(&headers, "subject");
                        self.builder.line(line + at + titled);
                        self.builder.heading(2);
                        self.builder.text(subject);
                        self.builder.end();
                    }
                    self.head(&headers);
                }
            }
        }
    }

    /// Who wrote to whom, and when.
    fn head(&mut self, headers: &[Header]) {
        let mut first = true;
        for name in READ.iter().filter(|name| **name != "subject") {
            let said = parts::find(headers, name);
            if said.is_empty() {
                continue;
            }
            if !std::mem::take(&mut first) {
                self.builder.closely();
            }
            let mut label = (*name).to_owned();
            label
                .get_mut(..1)
                .unwrap_or_default()
                .make_ascii_uppercase();
            self.builder.paragraph();
            self.builder.face(Face::Quiet);
            self.builder.text(&format!("{label}: {said}"));
            self.builder.plain();
            self.builder.end();
        }
    }

    fn rest_of_headers(&mut self, headers: &[Header]) {
        let mut others = headers
            .iter()
            .filter(|header| !READ.contains(&&*header.name))
            .peekable();
        if others.peek().is_none() {
            return;
        }
        self.builder.fold();
        self.builder.code(None);
        for header in others {
            self.builder
                .text(&format!("{}: {}\n", header.written, header.said));
        }
        self.builder.end_fold();
    }

    /// A text in HTML. What looks like headings there is none of the outline: that has the subjects.
    #[cfg(feature = "html")]
    fn page(&mut self, html: &str) {
        let tree = Tree::of(html, Syntax::Html);
        let lines = TreeLines::none();
        Walk::without_headings(&mut self.builder, &lines).write(tree.body());
    }

    /// The same by its words alone.
    #[cfg(not(feature = "html"))]
    fn page(&mut self, html: &str) {
        let mut hidden: Option<String> = None;
        let mut link = false;
        for (_, token) in tags::tokens(html) {
            match token {
                tags::Token::Text(words) if hidden.is_none() => {
                    self.builder.text(&tags::decoded(words));
                }
                tags::Token::Open(name, said) if hidden.is_none() => match &*name {
                    "style" | "script" | "title" => hidden = Some(name),
                    "br" => self.builder.break_line(),
                    "a" if !link => {
                        let target = said.get("href").unwrap_or_default();
                        self.builder.face(Face::Link(target.as_ref().into()));
                        link = true;
                    }
                    "li" => {
                        self.builder.end();
                        self.builder.text("• ");
                    }
                    "hr" => self.builder.rule(),
                    "img" => self.builder.text(&said.get("alt").unwrap_or_default()),
                    name if is_block(name) => self.builder.end(),
                    _ => {}
                },
                tags::Token::Close(name) => {
                    if hidden.as_ref() == Some(&name) {
                        hidden = None;
                    } else if name == "a" && link {
                        self.builder.plain();
                        link = false;
                    } else if is_block(&name) {
                        self.builder.end();
                    } else if matches!(&*name, "td" | "th") {
                        self.builder.text(" ");
                    }
                }
                _ => {}
            }
        }
        if link {
            self.builder.plain();
        }
        self.builder.end();
    }
}

#[cfg(not(feature = "html"))]
fn is_block(name: &str) -> bool {
    let blocks = [
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ];
    blocks.contains(&name)
}
