//! How long a text takes to read.

use crate::document::{Document, Place, part_near};
use crate::text;

/// Words a minute that an adult reads of English prose in silence: M. Brysbaert, "How many words do we read per
/// minute?", Journal of Memory and Language 109 (2019).
const WORDS_A_MINUTE: f64 = 238.0;
/// Characters a minute of Chinese or Japanese, of the order that reading studies find.
const IDEOGRAPHS_A_MINUTE: f64 = 260.0;

/// The bytes of this text that are read in a minute, judged from its head.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    bytes_a_minute: f64,
    /// Bytes of the source for each byte of clean text.
    source_bytes: f64,
}

impl Pace {
    /// Judges a document by its first part.
    pub fn judge(document: &Document) -> Self {
        let part = document.pages().part(0);
        let text = text::head(&part.text, 16 * 1024);
        let (mut words, mut ideographs, mut inside) = (0_u32, 0_u32, false);
        let mut rest = text;
        while !rest.is_empty() {
            // Nearly all of most texts is ASCII, and the first frame waits for it.
            let ascii = rest.bytes().take_while(u8::is_ascii);
            let read = ascii
                .map(|byte| {
                    let letter = byte.is_ascii_alphanumeric();
                    words += u32::from(letter && !inside);
                    inside = letter || (inside && byte > b' ');
                })
                .count();
            let mut chars = rest.get(read..).unwrap_or("").chars();
            rest = chars.as_str();
            while let Some(c) = chars.next().filter(|c| !c.is_ascii()) {
                if text::is_ideographic(c) {
                    ideographs += 1;
                    inside = false;
                } else {
                    words += u32::from(c.is_alphanumeric() && !inside);
                    inside = !c.is_whitespace() && (inside || c.is_alphanumeric());
                }
                rest = chars.as_str();
            }
        }
        let minutes =
            f64::from(words) / WORDS_A_MINUTE + f64::from(ideographs) / IDEOGRAPHS_A_MINUTE;
        let length = (part.source.end - part.source.start) as f64;
        let source_bytes = if part.text.is_empty() {
            1.0
        } else {
            length / part.text.len() as f64
        };
        let bytes = text.len() as f64 * source_bytes;
        let bytes_a_minute = if minutes > 0.0 {
            bytes / minutes
        } else {
            6.0 * WORDS_A_MINUTE
        };
        Self {
            bytes_a_minute,
            source_bytes,
        }
    }

    /// About how many bytes of the source lie before a place.
    pub fn at(&self, place: Place) -> u64 {
        part_near(place.part) + (f64::from(place.offset) * self.source_bytes) as u64
    }

    /// The minutes that so many bytes take.
    pub fn minutes(&self, bytes: u64) -> f64 {
        bytes as f64 / self.bytes_a_minute
    }
}

/// Minutes as they are shown: `½` below one, else a whole number.
pub fn shown(minutes: f64) -> String {
    match minutes {
        m if m < 0.75 => "½".to_owned(),
        m if m < 99.5 => (m.round() as u32).to_string(),
        m if m < 5999.0 => format!("{}h", (m / 60.0).round() as u32),
        _ => String::new(),
    }
}
