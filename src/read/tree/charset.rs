//! What a page says that it is written in.

use crate::source::encoding::Charset;

/// So far is looked for it, in bytes.
const NEAR: usize = 8 << 10;

/// The encoding that the beginning of a page names.
pub(in crate::read) fn said(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..NEAR).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let mut named = ["charset", "encoding"].into_iter().flat_map(|word| {
        head.match_indices(word)
            .filter_map(|(at, _)| head.get(at + word.len()..))
    });
    named.find_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        Charset::named(value.get(..end.unwrap_or(value.len()))?)
    })
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::source::encoding::Charset;

    #[test]
    fn pages_say_what_they_are_written_in() {
        let is = |page: &str, name: &str| assert_eq!(said(page.as_bytes()), Charset::named(name));
        is("<meta charset=koi8-r>", "koi8-r");
        is(
            "<meta http-equiv=x content=\"text/html; charset = 'Big5'\">",
            "big5",
        );
        is("<?xml version='1.0' encoding='shift_jis'?>", "shift_jis");
        is("<meta charset=morse><meta charset=latin1>", "latin1");
        assert_eq!(said(b"<p>charset"), None);
    }
}
