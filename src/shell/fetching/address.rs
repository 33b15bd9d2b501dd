//! An address of the web: as a server is asked for it, and where an answer sends one on to.

use crate::read;
use crate::text::Clean;

/// What is behind this in a place is for browsers to look for.
const DIRECTIVE: &str = ":~:";

/// An address, and the place in what stands there, of which the server is told nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) asked: String,
    pub(super) place: Option<String>,
}

impl Address {
    /// What somebody typed, with what no address may hold written as browsers write it.
    pub(super) fn of(typed: &str) -> Self {
        let typed = typed.trim();
        let (asked, place) = match typed.split_once('#') {
            Some((asked, place)) => (asked, place),
            None => (typed, ""),
        };
        let place = place.split(DIRECTIVE).next().unwrap_or("");
        Self {
            asked: encoded(asked),
            place: (!place.is_empty()).then(|| place.to_owned()),
        }
    }

    /// Where one is sent on to from here. The place that one looks for stays, unless another one is named.
    ///
    /// # Errors
    /// When that is nowhere on the web: in words that name it.
    pub(super) fn sent_on(self, location: &str) -> Result<Self, String> {
        let location = location.trim();
        let next = match scheme(location) {
            Some(scheme) if is_web(scheme) => Self::of(location),
            Some(_) => {
                let shown = Clean::line(location);
                return Err(format!("sent on to {shown}, which is not http or https"));
            }
            None => Self::of(&read::based(&self.asked, location)),
        };
        Ok(Self {
            place: next.place.or(self.place),
            ..next
        })
    }
}

/// What a server wrote: bytes that are no text stand for themselves.
pub(super) fn written(location: &[u8]) -> String {
    let bare = |byte: &u8| match byte {
        0x80.. => format!("%{byte:02X}"),
        _ => char::from(*byte).to_string(),
    };
    let text = std::str::from_utf8(location).map(str::to_owned);
    text.unwrap_or_else(|_| location.iter().map(bare).collect())
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The scheme of an address that has one.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let own = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && scheme.chars().all(own)).then_some(scheme)
}

/// An address of which every byte behind the name of the server may be sent. What stands for a byte already stays.
fn encoded(address: &str) -> String {
    let server = address.find("://").map_or(0, |at| at + 3);
    let behind = address.get(server..).unwrap_or("");
    let path = server + behind.find(['/', '?']).unwrap_or(behind.len());
    let (server, path) = address.split_at_checked(path).unwrap_or((address, ""));
    let mut encoded = server.to_owned();
    for byte in path.bytes() {
        let sendable = byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
        match byte {
            // Where it was broken.
            b'\t' | b'\n' | b'\r' => {}
            _ if sendable => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(asked: &str, place: Option<&str>) -> Address {
        Address {
            asked: asked.to_owned(),
            place: place.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_typed_becomes_an_address() {
        for (typed, asked, place) in [
            ("http://a/b c?q=ü", "http://a/b%20c?q=%C3%BC", None),
            ("http://a/b%20c#d e", "http://a/b%20c", Some("d e")),
            (" http://a?x|y ", "http://a?x%7Cy", None),
            ("http://a/#", "http://a/", None),
            ("http://a/#b:~:text=c", "http://a/", Some("b")),
            ("http://a/#:~:text=c", "http://a/", None),
            ("http://[::1]:80/b", "http://[::1]:80/b", None),
        ] {
            assert_eq!(Address::of(typed), address(asked, place), "{typed}");
        }
    }

    #[test]
    fn what_a_server_writes_in_another_encoding_is_kept() {
        assert_eq!(written("/ü".as_bytes()), "/ü");
        assert_eq!(written(b"/caf\xe9"), "/caf%E9");
    }

    #[test]
    fn one_is_sent_on_within_the_web() {
        let from = || Address::of("https://a.example/b/c?d#e");
        for (location, asked, place) in [
            ("f", "https://a.example/b/f", "e"),
            ("/g#h", "https://a.example/g", "h"),
            ("?i", "https://a.example/b/c?i", "e"),
            ("//k.example/l m", "https://k.example/l%20m", "e"),
            ("HTTP://n.example/o", "HTTP://n.example/o", "e"),
            ("p?q=r:s", "https://a.example/b/p?q=r:s", "e"),
        ] {
            let sent = from().sent_on(location);
            assert_eq!(sent, Ok(address(asked, Some(place))), "{location}");
        }
        for location in ["file:///etc/passwd", "javascript:x", "ftp://a/b", "data:,x"] {
            let why = from().sent_on(location).unwrap_err();
            assert!(why.contains(location), "{why}");
        }
    }
}
