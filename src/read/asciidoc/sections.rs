//! The numbers of sections, where a text asks for them: `:sectnums:`.

use super::{Reader, Said};

/// Sections that lie deeper than this have none, if nothing else is said.
const DEEPEST: usize = 3;

/// Sections that have a name of their own instead, by what is said above them.
const NAMED: [&str; 8] = [
    "abstract",
    "bibliography",
    "colophon",
    "dedication",
    "glossary",
    "index",
    "preface",
    "acknowledgments",
];

/// How many sections there were so far.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// At each depth, from the highest on, since the one around them began.
    counts: Vec<usize>,
    appendices: u8,
    /// Whether the section around is an appendix.
    in_appendix: bool,
    /// How deep the one around lies that has a name of its own: what stands in it has no numbers either.
    named: Option<usize>,
}

impl Sections {
    /// Counts a section that lies so deep, from 1.
    fn count(&mut self, depth: usize) {
        self.counts.resize(depth, 0);
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
    }

    /// Counts an appendix, which begins a count of what stands in it.
    fn count_appendix(&mut self) {
        self.counts.resize(1, 0);
        self.appendices = self.appendices.saturating_add(1);
        self.in_appendix = true;
    }

    /// The number of the last section.
    fn number(&self) -> String {
        let letter = char::from(b'A' + self.appendices.saturating_sub(1) % 26);
        let count = |(nth, count): (usize, &usize)| match nth {
            0 if self.in_appendix => letter.to_string(),
            _ => count.to_string(),
        };
        let counts: Vec<String> = self.counts.iter().enumerate().map(count).collect();
        counts.join(".")
    }
}

impl Reader<'_> {
    /// What stands before the title of a section with so many marks, of which this is said; nothing where it has no number.
    pub(super) fn number_of_section(&mut self, marks: u8, said: &Said) -> String {
        let depth = usize::from(marks).saturating_sub(1);
        self.sections.named = self.sections.named.filter(|named| *named < depth);
        if NAMED.contains(&said.first()) && self.sections.named.is_none() {
            self.sections.named = Some(depth.max(1));
        }
        if depth == 0 || self.sections.named.is_some() {
            self.sections.in_appendix &= depth > 1;
            return String::new();
        }
        if depth == 1 && said.first() == "appendix" {
            self.sections.count_appendix();
            return format!("Appendix {}: ", self.sections.number());
        }
        self.sections.in_appendix &= depth > 1;
        let deepest = self.values.get("sectnumlevels");
        let deepest = deepest.and_then(|said| said.trim().parse().ok());
        let mut asked = ["sectnums", "numbered"].iter();
        let asked = asked.any(|name| self.values.get(name).is_some());
        if !asked || depth > deepest.unwrap_or(DEEPEST) {
            return String::new();
        }
        self.sections.count(depth);
        format!("{}. ", self.sections.number())
    }
}
