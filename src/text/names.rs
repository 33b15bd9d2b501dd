//! Names as links say them.

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
