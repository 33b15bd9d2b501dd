//! Names as links say them.

/// The longest address that terminals are told of, in bytes.
const ADDRESS: usize = 2000;

/// An address of the web or of somebody's mail as a terminal may be told of it: ASCII that can end nothing, every other
/// byte written like `%20`. None for any other address, and for a longer one than terminals take.
///
/// ```
/// use rubricate::text::web_address;
/// assert_eq!(web_address("https://a.org/ä b").as_deref(), Some("https://a.org/%C3%A4%20b"));
/// assert_eq!(web_address("http://a.org/\x1b\\").as_deref(), Some("http://a.org/%1B%5C"));
/// assert_eq!(web_address("file:///etc/passwd"), None);
/// ```
pub fn web_address(address: &str) -> Option<String> {
    let scheme = address.split_once(':')?.0.to_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
        return None;
    }
    let mut safe = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => {
                safe += &format!("%{byte:02X}");
            }
            0x21..=0x7e => safe.push(char::from(byte)),
            _ => safe += &format!("%{byte:02X}"),
        }
    }
    (safe.len() <= ADDRESS).then_some(safe)
}

/// The name that web pages give to a heading: its letters and digits, small, with dashes for blanks.
///
/// ```
/// assert_eq!(rubricate::text::slug("What's new in 2.0?"), "whats-new-in-20");
/// ```
pub fn slug(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    let named = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
        _ => None,
    };
    lower.chars().filter_map(named).collect()
}

/// The bytes that an address means: those written like `%20` as what they stand for.
///
/// ```
/// assert_eq!(rubricate::text::percent_decoded("a%20b%zz"), b"a b%zz");
/// ```
pub fn percent_decoded(address: &str) -> Vec<u8> {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes
            .get(at + 1..at + 3)
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let value = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let value = value.filter(|_| byte == b'%');
        out.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    out
}
