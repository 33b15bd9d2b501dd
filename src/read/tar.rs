//! Archives of `tar`: no text, but one may say which files lie in them.

use crate::source::Source;
use crate::text::{self, Clean};

/// A header, and what is filled up to a multiple of it, in bytes.
const BLOCK: u64 = 512;
/// So much of an archive is looked at, in bytes.
const HEAD: u64 = 64 << 10;
/// So many files are named.
const NAMED: usize = 3;
/// A name takes so many cells at most.
const LONGEST: usize = 40;

/// What is said instead of showing an archive: that it is one, and what it begins with.
pub(super) fn told(source: &Source) -> String {
    let head = source.read(0..HEAD);
    let mut names = members(&head);
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    if more {
        names.push("...".to_owned());
    }
    match names.as_slice() {
        [] => "a tar archive, not a text".to_owned(),
        names => format!("a tar archive, not a text; in it are {}", names.join(", ")),
    }
}

/// The files at the beginning of an archive, as far as they are told there; one more than is named.
fn members(head: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    let is_header = |rest: &&[u8]| rest.get(257..262) == Some(b"ustar");
    while let Some(header) = head.get(at as usize..).filter(is_header) {
        // Directories and what only adds to the next header are no files.
        let is_file = matches!(header.get(156), Some(0 | b'0' | b'7'));
        let name = header.get(..100).unwrap_or(&[]);
        let name = name.split(|byte| *byte == 0).next().unwrap_or(&[]);
        if is_file && !name.is_empty() {
            let name = Clean::line(&String::from_utf8_lossy(name));
            names.push(text::ellipsis(&name, LONGEST));
        }
        let size = header.get(124..136).and_then(octal);
        let Some(size) = size.filter(|size| *size < HEAD && names.len() <= NAMED) else {
            break;
        };
        at += BLOCK + size.div_ceil(BLOCK) * BLOCK;
    }
    names
}

/// A number as archives write it.
fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?;
    u64::from_str_radix(text.trim_matches([' ', '\0']), 8).ok()
}
