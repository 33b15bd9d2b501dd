//! A text from the web, when the person asks for an address: the one connection that is ever made. What comes is taken in
//! like a pipe, within limits of size and time.

mod address;

use std::io::{self, IsTerminal, PipeWriter, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use ureq::http::{HeaderValue, Response, Uri};
use ureq::{Agent, Body};

use super::Found;
use crate::read::Format;
use crate::source::encoding::Charset;
use crate::source::{Fault, Source, reason};
use crate::text::{self, Clean};
use address::Address;

/// How long a connection may take, and the beginning of an answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);
/// How long all of it may take.
const ALL: Duration = Duration::from_secs(15 * 60);
/// The most that is taken, in bytes.
const MOST: u64 = 1 << 30;
/// How long one waits for an answer before that is said.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often one is sent elsewhere.
const REDIRECTS: u32 = 8;
/// Packings that the registry of HTTP has and nothing here unpacks.
const UNKNOWN: [&str; 9] = [
    "aes128gcm",
    "br",
    "compress",
    "dcb",
    "dcz",
    "deflate",
    "exi",
    "pack200-gzip",
    "x-compress",
];
/// Bytes that are passed on at a time.
const STEP: usize = 64 << 10;

/// Asks for what stands at an address; gives it as soon as the answer begins.
///
/// # Errors
/// When there is no such server, it refuses, or it takes too long: in a line that names the address.
pub(super) fn fetch(address: &str) -> Result<Found, String> {
    let named = |why: &str| format!("{address}: {why}");
    let config = Agent::config_builder()
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(ANSWER))
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("rubric/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = Agent::from(config);
    let first = Address::of(address);
    let server = first.asked.clone();
    let answered = told_after_a_while(&server, || follow(&agent, first));
    let (answer, Address { asked, place }) = answered.map_err(|why| named(&why))?;
    let status = answer.status();
    if !status.is_success() {
        let words = status.canonical_reason().unwrap_or("");
        return Err(named(
            format!("the server says {} {words}", status.as_u16()).trim_end(),
        ));
    }
    if let Some(packing) = answer.headers().get(CONTENT_ENCODING).and_then(unknown) {
        let why = format!("the server packed it by {packing}, unasked: that cannot be unpacked");
        return Err(named(&why));
    }
    let kind = answer.headers().get(CONTENT_TYPE).map(Kind::of);
    let name = asked
        .parse()
        .map_or_else(|_| asked.clone(), |uri| name_of(&uri));
    let body = answer.into_body().into_with_config().limit(MOST).reader();
    let (text, out) = io::pipe().map_err(|error| named(&reason(&error)))?;
    let fault = Fault::default();
    let told = Arc::clone(&fault);
    let take = move || {
        let mut out = out;
        if let Err(error) = pass(body, &mut out) {
            // It is said before the pipe ends, and the pipe ends when it goes.
            let _ = told.set(Clean::line(&error));
        }
        drop(out);
    };
    let started = thread::Builder::new().name("fetch".to_owned()).spawn(take);
    started.map_err(|error| named(&reason(&error)))?;
    let source = Source::brought(&name, text, fault).map_err(|error| named(&error.to_string()))?;
    let kind = kind.unwrap_or_default();
    Ok(Found {
        source: source.written_in(kind.charset).lying_at(asked),
        format: kind.format,
        place,
    })
}

/// Asks for an address until an answer sends nowhere else, and gives that with the address that it comes from. Only to
/// addresses of the web one is sent.
fn follow(agent: &Agent, mut address: Address) -> Result<(Response<Body>, Address), String> {
    let begun = Instant::now();
    for _ in 0..=REDIRECTS {
        let left = ALL.saturating_sub(begun.elapsed());
        let asked = agent.get(&address.asked).config();
        let answer = asked.timeout_global(Some(left)).build().call();
        let answer = answer.map_err(|error| why(&error))?;
        let sends = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
        let location = answer.headers().get(LOCATION).filter(|_| sends);
        let Some(location) = location else {
            return Ok((answer, address));
        };
        address = address.sent_on(&address::written(location.as_bytes()))?;
    }
    Err("sent on too many times".to_owned())
}

/// Waits for an answer, and says so on standard error where that is a terminal and it takes long. The line goes when the
/// answer is there.
fn told_after_a_while<T>(address: &str, ask: impl FnOnce() -> T) -> T {
    let asked: Option<Uri> = address.parse().ok();
    let host = asked
        .as_ref()
        .and_then(Uri::host)
        .filter(|_| io::stderr().is_terminal());
    let Some(host) = host else { return ask() };
    let line = Clean::line(&format!("rubric: waiting for {host} … Ctrl-c ends it"));
    let (done, waits) = mpsc::channel::<()>();
    let tell = move || {
        if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            let _ = write!(io::stderr(), "{}", &*line);
            let _ = waits.recv();
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    };
    let teller = thread::Builder::new().name("wait".to_owned()).spawn(tell);
    let answer = ask();
    drop(done);
    let _ = teller.map(thread::JoinHandle::join);
    answer
}

/// What a server says of what it sends.
#[derive(Default)]
struct Kind {
    format: Option<Format>,
    charset: Option<Charset>,
}

impl Kind {
    fn of(header: &HeaderValue) -> Self {
        let header = header.to_str().unwrap_or("").to_lowercase();
        let mut parts = header.split(';').map(str::trim);
        let format = match parts.next().unwrap_or("") {
            "text/html" | "application/xhtml+xml" => Some(Format::Html),
            "text/markdown" | "text/x-markdown" => Some(Format::Markdown),
            "application/epub+zip" => Some(Format::Epub),
            "application/pdf" => Some(Format::Pdf),
            "text/x-rst" => Some(Format::Rst),
            "message/rfc822" => Some(Format::Mail),
            _ => None,
        };
        let label = parts.find_map(|part| part.strip_prefix("charset="));
        Self {
            format,
            charset: label.and_then(|label| Charset::named(label.trim_matches('"'))),
        }
    }
}

/// What an answer is packed by, if that is nothing that is unpacked as it comes in. Servers say much else there that is no
/// packing (`utf-8`, `none`).
fn unknown(header: &HeaderValue) -> Option<String> {
    let header = String::from_utf8_lossy(header.as_bytes()).to_lowercase();
    let mut packings = header.split(',').map(str::trim);
    packings
        .find(|packing| UNKNOWN.contains(packing))
        .map(str::to_owned)
}

/// What to call a text from an address: what its path ends with, or the server.
fn name_of(address: &Uri) -> String {
    let last = address.path().trim_end_matches('/').rsplit('/').next();
    let last = last.filter(|last| !last.is_empty());
    let name = last.or(address.host()).unwrap_or("web page");
    String::from_utf8_lossy(&text::percent_decoded(name)).into_owned()
}

fn pass(mut body: impl Read, out: &mut PipeWriter) -> Result<(), String> {
    let mut step = vec![0; STEP];
    loop {
        let n = match body.read(&mut step) {
            Ok(0) => return Ok(()),
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(why(&ureq::Error::from(error))),
        };
        // Whoever reads it may have ended.
        if out.write_all(step.get(..n).unwrap_or(&[])).is_err() {
            return Ok(());
        }
    }
}

/// Why nothing comes, or no more.
fn why(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "it takes too long".to_owned(),
        ureq::Error::HostNotFound => "there is no such server".to_owned(),
        ureq::Error::ConnectionFailed => "no connection".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "longer than 1 GiB: cut there".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "no address".to_owned(),
        ureq::Error::Io(error) => reason(error).to_string(),
        other => other.to_string(),
    }
}
