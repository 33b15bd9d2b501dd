//! What may be written to a terminal, and nothing else.

/// What is neither text nor one of the few sequences that we send.
pub(crate) fn strange(bytes: &[u8]) -> Vec<String> {
    const MODES: [&str; 10] = [
        "?1049h", "?1049l", "?25h", "?25l", "?2004h", "?2004l", "?1000h", "?1000l", "?1006h",
        "?1006l",
    ];
    let text = std::str::from_utf8(bytes).expect("valid UTF-8");
    let mut found = Vec::new();
    // Whether the address of a link is to be ended.
    let mut told = false;
    for (i, piece) in text.split('\u{1b}').enumerate() {
        let ends_address = std::mem::take(&mut told);
        let words = if i == 0 {
            piece
        } else if let Some(address) = piece.strip_prefix("]8;;").filter(|a| is_address(a)) {
            told = true;
            address.get(..0).unwrap_or("")
        } else if let Some(words) = piece.strip_prefix('\\').filter(|_| ends_address) {
            words
        } else {
            let end = piece
                .find(|c: char| ('\u{40}'..='\u{7e}').contains(&c) && c != '[')
                .map_or(piece.len(), |at| at + 1);
            let (sequence, words) = piece.split_at(end);
            let known = sequence.strip_prefix('[').is_some_and(|s| {
                let numbers = s
                    .trim_end_matches(['G', 'H', 'm', 'J', 'K', 'S', 'T', 'X', 'r'])
                    .chars()
                    .all(|c| c.is_ascii_digit() || c == ';');
                numbers || MODES.contains(&s) || matches!(s, "?2026h" | "?2026l")
            });
            if !known {
                found.push(sequence.to_owned());
            }
            words
        };
        let bad = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        found.extend(words.chars().filter(|c| bad(*c)).map(|c| format!("{c:?}")));
    }
    found
}

/// Whether a terminal may be told of an address; an empty one ends a link.
fn is_address(address: &str) -> bool {
    let schemes = ["http:", "https:", "mailto:"];
    let lower = address.to_lowercase();
    address.is_empty()
        || address.chars().all(|c| c.is_ascii_graphic())
            && schemes.iter().any(|scheme| lower.starts_with(scheme))
}
