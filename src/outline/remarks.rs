//! Remarks of a script or of settings: they begin with the sign that marks headings elsewhere, but stand right above what
//! they are about, or have several lines.

use super::line::Line;

/// How many lines that a heading may begin like are remarks, and how many stand apart as headings do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Remarks {
    close: u64,
    apart: u64,
    /// Other lines that are prose.
    prose: u64,
}

impl Remarks {
    /// Takes in a marked line with the line below it, and what that says.
    pub(super) fn take(&mut self, line: &Line, below: &Line, said: &str) {
        let apart = line.blanks > 0;
        match below.blanks {
            0 if below.marks > 0 => self.close += u64::from(below.marks <= line.marks),
            0 if said.starts_with(['|', '$', '@']) => self.apart += u64::from(apart),
            0 if below.code || states(said) => self.close += 1,
            0 => self.apart += u64::from(apart && below.is_prose()),
            _ => self.apart += u64::from(apart),
        }
    }

    /// Takes in any other line.
    pub(super) fn see(&mut self, line: &Line) {
        self.prose += u64::from(line.marks == 0 && line.is_prose());
    }

    /// Whether what is marked in this text are remarks. Where as much is prose they are headings, though some stand right above
    /// a setting or a table.
    pub(super) fn prevail(self) -> bool {
        self.close > self.apart && self.close > self.prose
    }
}

/// Whether a line sets something or calls for something, though it has not the signs of code: `key = 1`, `key: value`,
/// `[section]`, the times of a table of jobs.
fn states(text: &str) -> bool {
    if is_setting(text) || text.starts_with(". ") || text.starts_with('[') && text.ends_with(']') {
        return true;
    }
    let is_name = |name: &str| {
        let named = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        !name.is_empty() && name.chars().all(named)
    };
    let set = text.split_once('=').map(|(name, _)| name.trim_end());
    let is_time = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_digit() || b"*/,-".contains(&b))
    };
    let timed = || {
        text.split_ascii_whitespace()
            .take(5)
            .filter(|word| is_time(word))
            .count()
            == 5
    };
    set.is_some_and(is_name) || timed()
}

/// Whether a line is a name in small letters and what it stands for: `key: value`, `key:`.
pub(super) fn is_setting(text: &str) -> bool {
    let name = match text.split_once(": ") {
        Some((name, _)) => name,
        None => text.strip_suffix(':').unwrap_or(""),
    };
    let named = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(named)
}
