//! The headers of a message and its parts.

use std::borrow::Cow;
use std::ops::Range;

use super::code;
use crate::text::{from_base64, percent_decoded};

/// More parts of a message are not looked at, nor deeper ones.
const MOST: usize = 1000;
const DEEPEST: usize = 32;

/// A header.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its name in small letters, and as it is written.
    pub(super) name: String,
    pub(super) written: String,
    /// What it says, on one line.
    pub(super) said: String,
    /// The line on which it begins, from 0.
    line: u64,
}

/// What the end of a line of plain words means (RFC 3676).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It is there because lines end somewhere.
    Fixed,
    /// Behind a blank the words go on, elsewhere it is meant.
    Flowed,
    /// The same, and the blank is not one of the words: in Chinese or Japanese, or in an address, there would be none.
    Joined,
}

impl Flow {
    /// As what is said of the content has it.
    fn of(content: &str) -> Self {
        let says = |name, value: &str| {
            setting(content, name).is_some_and(|said| said.eq_ignore_ascii_case(value))
        };
        match (says("format", "flowed"), says("delsp", "yes")) {
            (false, _) => Self::Fixed,
            (true, false) => Self::Flowed,
            (true, true) => Self::Joined,
        }
    }
}

/// What is to be shown of a message.
#[derive(Debug)]
pub(super) enum Body {
    /// Plain words, and whether their lines are those of the source.
    Text(String, Flow, bool),
    Html(String),
    /// Something else, by its name.
    Attached(String),
    /// A message in this one, by its headers; what it says follows.
    Message(Vec<Header>),
}

#[derive(Debug)]
pub(super) struct Message {
    pub(super) headers: Vec<Header>,
    /// What is to be shown, each with the line on which it begins, from 0.
    pub(super) bodies: Vec<(u64, Body)>,
}

impl Message {
    /// What a header says; nothing where it is not there.
    pub(super) fn header(&self, name: &str) -> String {
        find(&self.headers, name).to_owned()
    }
}

/// The line of a header, from 0, among those of its message.
pub(super) fn line_of(headers: &[Header], name: &str) -> u64 {
    headers
        .iter()
        .find(|header| header.name == name)
        .map_or(0, |header| header.line)
}

pub(super) fn find<'a>(headers: &'a [Header], name: &str) -> &'a str {
    headers
        .iter()
        .find(|header| header.name == name)
        .map_or("", |header| &header.said)
}

/// The headers of a message or a part, and where what follows begins.
fn headers(bytes: &[u8]) -> (Vec<Header>, usize) {
    let (mut headers, mut at, mut number) = (Vec::<Header>::new(), 0, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        at += end;
        let line = String::from_utf8_lossy(rest.get(..end).unwrap_or(&[]));
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let Some(header) = headers.last_mut() {
                header.said.push(' ');
                header.said.push_str(line.trim_start());
            }
        } else if let Some((name, said)) = line.split_once(':') {
            headers.push(Header {
                name: name.to_ascii_lowercase(),
                written: name.to_owned(),
                said: said.trim_start().to_owned(),
                line: number,
            });
        }
        number += 1;
    }
    for header in &mut headers {
        header.said = code::header(&header.said);
    }
    (headers, at)
}

/// What a header says before its first semicolon, in small letters, and one of the settings behind it.
fn kind(said: &str) -> String {
    said.split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase()
}

/// One of the settings behind it, put together where it comes in pieces (`name*0`, `name*1`), decoded where it is encoded
/// (`name*=utf-8''a%20b`): RFC 2231. What is encoded counts more than what stands beside it for older programs.
fn setting(said: &str, name: &str) -> Option<String> {
    let mut quoted = false;
    let pieces = said.split(|c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    let (mut plain, mut better): (Option<String>, Option<String>) = (None, None);
    for piece in pieces.skip(1) {
        let Some((own, value)) = piece.split_once('=') else {
            continue;
        };
        let own = own.trim();
        let base = own.split_once('*').map_or(own, |(base, _)| base);
        if !base.eq_ignore_ascii_case(name) {
            continue;
        }
        let value = value.trim().trim_matches('"');
        match own.strip_suffix('*') {
            Some(_) => better.get_or_insert_default().push_str(&unescaped(value)),
            None if own.contains('*') => better.get_or_insert_default().push_str(value),
            None => plain = plain.or_else(|| Some(value.to_owned())),
        }
    }
    better.or(plain)
}

/// What stands for `utf-8'en'a%20b`.
fn unescaped(value: &str) -> String {
    let mut parts = value.splitn(3, '\'');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(charset), Some(_), Some(words)) => code::text(&percent_decoded(words), Some(charset)),
        _ => code::text(&percent_decoded(value), None),
    }
}

/// Reads a message.
pub(super) fn read(bytes: &[u8]) -> Message {
    let (headers, start) = headers(bytes);
    let mut at = At::default();
    at.pass(bytes.get(..start).unwrap_or(&[]));
    let mut found = Found::default();
    found.take(&headers, bytes.get(start..).unwrap_or(&[]), at);
    Message {
        headers,
        bodies: found.bodies,
    }
}

/// How many lines end in some bytes.
fn lines_in(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where a part stands.
#[derive(Clone, Copy, Default)]
struct At {
    /// The line on which it begins.
    line: u64,
    /// How many others it stands in.
    depth: usize,
    /// Whether one of those was decoded, so that its lines are not those of the source.
    coded: bool,
}

impl At {
    /// Goes on behind some bytes.
    fn pass(&mut self, bytes: &[u8]) {
        if !self.coded {
            self.line += lines_in(bytes);
        }
    }

    /// What stands in this one, behind some bytes of it.
    fn inside(mut self, bytes: &[u8]) -> Self {
        self.pass(bytes);
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

/// What was found of a message.
#[derive(Default)]
struct Found {
    bodies: Vec<(u64, Body)>,
    /// How many parts were looked at.
    met: usize,
}

impl Found {
    /// Takes what stands below these headers.
    fn take(&mut self, headers: &[Header], body: &[u8], at: At) {
        self.met += 1;
        if self.met > MOST {
            return;
        }
        let content = find(headers, "content-type");
        let kind = kind(content);
        if let Some(boundary) = setting(content, "boundary")
            .filter(|_| kind.starts_with("multipart/") && at.depth < DEEPEST)
        {
            let (mut at, mut passed) = (at.inside(&[]), 0);
            let parts = divided(body, &boundary).into_iter().map(|range| {
                let part = body.get(range.clone()).unwrap_or(&[]);
                let (headers, start) = self::headers(part);
                let start = range.start + start;
                at.pass(body.get(passed..start).unwrap_or(&[]));
                passed = start;
                (headers, body.get(start..range.end).unwrap_or(&[]), at)
            });
            let mut parts: Vec<Part> = parts.take(MOST).collect();
            if kind == "multipart/alternative" {
                parts = best(parts);
            }
            for (headers, body, at) in parts {
                self.take(&headers, body, at);
            }
        } else if kind == "message/rfc822" && at.depth < DEEPEST {
            let whole = decoded(headers, body);
            let coded = at.coded || matches!(whole, Cow::Owned(_));
            let at = At { coded, ..at };
            let (mut inner, start) = self::headers(&whole);
            let head = whole.get(..start).unwrap_or(&[]);
            for header in inner.iter_mut().filter(|_| coded) {
                header.line = 0;
            }
            self.bodies.push((at.line, Body::Message(inner.clone())));
            let body = whole.get(start..).unwrap_or(&[]);
            self.take(&inner, body, at.inside(head));
        } else {
            let body = match shown(headers, content, &kind, body) {
                Body::Text(text, flow, own) => Body::Text(text, flow, own && !at.coded),
                body => body,
            };
            self.bodies.push((at.line, body));
        }
    }
}

/// The bytes of a part as they were before they were made fit for the way.
fn decoded<'a>(headers: &[Header], body: &'a [u8]) -> Cow<'a, [u8]> {
    match kind(find(headers, "content-transfer-encoding")).as_str() {
        "quoted-printable" => code::quoted_printable(body, false).into(),
        "base64" => from_base64(body).into(),
        _ => body.into(),
    }
}

type Part<'a> = (Vec<Header>, &'a [u8], At);

/// Of parts that say the same the plain one, or else the last that is a text or has parts.
fn best(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let rank = |part: &Part| match kind(find(&part.0, "content-type")).as_str() {
        "text/plain" | "" => 3,
        kind if kind.starts_with("multipart/") => 2,
        "text/html" => 1,
        _ => 0,
    };
    parts.into_iter().max_by_key(rank).into_iter().collect()
}

/// Where the parts lie that stand between the boundaries of a body.
fn divided(body: &[u8], boundary: &str) -> Vec<Range<usize>> {
    let sign = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    for at in memchr::memmem::find_iter(body, sign.as_bytes()) {
        if at > 0 && body.get(at - 1) != Some(&b'\n') {
            continue;
        }
        if let Some(start) = open.take() {
            parts.push(start..at);
        }
        let behind = body.get(at + sign.len()..).unwrap_or(&[]);
        if behind.starts_with(b"--") {
            return parts;
        }
        let line = memchr::memchr(b'\n', behind).map_or(behind.len(), |end| end + 1);
        open = Some(at + sign.len() + line);
    }
    // The end is missing: what is there is a part.
    parts.extend(open.map(|start| start..body.len()));
    parts
}

fn shown(headers: &[Header], content: &str, kind: &str, body: &[u8]) -> Body {
    let disposition = find(headers, "content-disposition");
    let name = setting(disposition, "filename").or(setting(content, "name"));
    let is_text = matches!(
        kind,
        "" | "text/plain" | "text/html" | "text/markdown" | "text/x-patch" | "text/x-diff"
    );
    let is_attached = self::kind(disposition) == "attachment";
    if !is_text || is_attached {
        let name = name.map_or_else(
            || kind.to_owned(),
            |name| format!("{} ({kind})", code::header(&name)),
        );
        return Body::Attached(name);
    }
    let bytes = decoded(headers, body);
    let text = code::text(&bytes, setting(content, "charset").as_deref());
    if kind == "text/html" {
        Body::Html(text)
    } else {
        Body::Text(text, Flow::of(content), matches!(bytes, Cow::Borrowed(_)))
    }
}
