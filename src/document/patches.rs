//! Patches: what was changed in files, as Git and `diff -u` write it. Its lines begin with signs that mean something else in
//! prose, so they are told by the heads above them, each of which says how many lines follow.

/// What Git says of a file between its name and its lines.
const SAID: [&str; 14] = [
    "index ",
    "old mode ",
    "new mode ",
    "new file mode ",
    "deleted file mode ",
    "similarity index ",
    "dissimilarity index ",
    "rename from ",
    "rename to ",
    "copy from ",
    "copy to ",
    "Binary files ",
    "--- ",
    "+++ ",
];

/// How far a patch has come, line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patch {
    /// How many lines of the old text and of the new one are still to come.
    old: usize,
    new: usize,
    /// Whether the lines above name a file.
    named: bool,
    /// Whether the line above is one of those that were announced.
    inside: bool,
}

impl Patch {
    /// Takes the next line, with the blanks before it; says whether it belongs to a patch.
    pub fn take(&mut self, line: &str) -> bool {
        if self.is_open() || self.inside {
            self.inside = self.counts(line);
            if self.inside {
                return true;
            }
            (self.old, self.new) = (0, 0);
        }
        if let Some((old, new)) = numbers(line) {
            (self.old, self.new) = (old, new);
            (self.named, self.inside) = (false, true);
            return true;
        }
        let said = self.named && SAID.iter().any(|said| line.starts_with(said));
        self.named = said || line.starts_with("diff --git ");
        self.named
    }

    /// Whether lines are still to come that a head has announced.
    pub fn is_open(&self) -> bool {
        self.old + self.new > 0
    }

    /// Whether a line is a head that announces changes: `@@ -1,2 +3,4 @@`.
    pub fn is_head(line: &str) -> bool {
        numbers(line).is_some()
    }

    /// Whether a line is one of those that were announced.
    fn counts(&mut self, line: &str) -> bool {
        let (old, new) = match line.bytes().next() {
            // Blanks at the end of a line are lost easily.
            None | Some(b' ' | b'\t') => (1, 1),
            Some(b'-') => (1, 0),
            Some(b'+') => (0, 1),
            // `\ No newline at end of file`
            Some(b'\\') => (0, 0),
            Some(_) => return false,
        };
        let left = self.old.checked_sub(old).zip(self.new.checked_sub(new));
        (self.old, self.new) = left.unwrap_or_default();
        left.is_some()
    }
}

/// How many lines of the old text and of the new one a head announces.
fn numbers(line: &str) -> Option<(usize, usize)> {
    let (said, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
    let (old, new) = said.split_once(" +")?;
    let count = |said: &str| -> Option<usize> {
        let (at, count) = said.split_once(',').unwrap_or((said, "1"));
        at.parse::<u32>().ok()?;
        count.parse::<u32>().ok().map(|count| count as usize)
    };
    Some((count(old)?, count(new)?))
}
