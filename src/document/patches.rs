//! Patches: what was changed in files, as Git and `diff -u` write it. Its lines begin with signs that mean something else in
//! prose, so they are told by the heads above them, each of which says how many lines follow. What `diff` alone writes has
//! heads and signs of its own.

/// How Git names a file that was changed, one of several old texts among them.
const NAMING: [&str; 3] = ["diff --git ", "diff --cc ", "diff --combined "];

/// What Git says of a file between its name and its lines.
const SAID: [&str; 15] = [
    "index ",
    "mode ",
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

/// How Subversion names a file that was changed, above a rule that is as wide in all its patches.
const INDEX: &str = "Index: ";
const RULE: usize = 67;

/// A merge has no more old texts; each has a sign of its own before each line.
const MOST: usize = 8;

/// How many lines are still to come of each text.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    old: [usize; MOST],
    /// How many old texts there are.
    texts: usize,
    new: usize,
    /// Whether they are as `diff` alone writes them.
    bare: bool,
}

/// How far a patch has come, line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patch {
    left: Left,
    /// Whether the lines above name a file.
    named: bool,
    /// Whether the line above names a file if a rule follows.
    indexed: bool,
    /// Whether the line above is one of those that were announced.
    inside: bool,
}

impl Patch {
    /// Takes the next line, with the blanks before it; says whether it belongs to a patch.
    pub fn take(&mut self, line: &str) -> bool {
        let indexed = std::mem::take(&mut self.indexed);
        let ruled = indexed && line.len() == RULE && is_rule(line);
        if self.is_open() || self.inside {
            self.inside = self.left.counts(line);
            if self.inside {
                return true;
            }
            self.left = Left::default();
        }
        if let Some(left) = bare(line).or_else(|| announced(line)) {
            self.left = left;
            (self.named, self.inside) = (false, true);
            return true;
        }
        self.indexed = line.starts_with(INDEX);
        let said = self.named && SAID.iter().any(|said| line.starts_with(said));
        self.named = said || ruled || Self::is_name(line);
        self.named
    }

    /// Whether lines are still to come that a head has announced.
    pub fn is_open(&self) -> bool {
        self.left.new > 0 || self.left.old.iter().any(|left| *left > 0)
    }

    /// Whether a line is a head that announces changes: `@@ -1,2 +3,4 @@`.
    pub fn is_head(line: &str) -> bool {
        announced(line).is_some()
    }

    /// Whether two lines are a head as `diff` alone writes it, and the first line below it.
    pub fn is_bare_head(line: &str, below: &str) -> bool {
        bare(line).is_some_and(|left| {
            let sign = if left.old.iter().any(|old| *old > 0) {
                '<'
            } else {
                '>'
            };
            below.starts_with(sign)
        })
    }

    /// Whether Git names a file in a line.
    pub fn is_name(line: &str) -> bool {
        NAMING.iter().any(|naming| line.starts_with(naming))
    }

    /// Whether a line may name a file as Subversion does, and the next one is a rule: so do headings.
    pub fn is_index(line: &str, below: &str) -> bool {
        line.starts_with(INDEX) && is_rule(below)
    }
}

impl Left {
    /// Whether a line is one of those that were announced.
    fn counts(&mut self, line: &str) -> bool {
        if line.starts_with('\\') {
            // `\ No newline at end of file`
            return true;
        }
        if self.bare {
            return self.counts_bare(line);
        }
        let mut signs = [b' '; MOST];
        for (sign, byte) in signs.iter_mut().take(self.texts).zip(line.bytes()) {
            match byte {
                b' ' | b'+' | b'-' => *sign = byte,
                // Blanks at the end of a line are lost easily.
                b'\t' => break,
                _ => return false,
            }
        }
        // What one of the old texts alone had is in no other one and not in the new one.
        let gone = signs.contains(&b'-');
        let had = if gone { b'-' } else { b' ' };
        let mut left = *self;
        let olds = left.old.iter_mut().take(self.texts).zip(signs);
        for (old, _) in olds.filter(|(_, sign)| *sign == had) {
            let Some(fewer) = old.checked_sub(1) else {
                return false;
            };
            *old = fewer;
        }
        let Some(new) = left.new.checked_sub(usize::from(!gone)) else {
            return false;
        };
        *self = Self { new, ..left };
        true
    }

    /// The same where old lines stand above new ones, with a rule between.
    fn counts_bare(&mut self, line: &str) -> bool {
        let old = self.old.first_mut();
        let left = match (line.bytes().next(), old) {
            (Some(b'<'), Some(old)) => old,
            (Some(b'>'), Some(0)) => &mut self.new,
            (_, Some(0)) => return line == "---" && self.new > 0,
            _ => return false,
        };
        let fewer = left.checked_sub(1);
        *left = fewer.unwrap_or(0);
        fewer.is_some()
    }
}

fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.bytes().all(|b| b == b'=')
}

/// How many lines a head announces of each old text and of the new one: `@@ -1,2 +3,4 @@`, and `@@@ -1,2 -1,2 +1,3 @@@` where
/// several became one.
fn announced(line: &str) -> Option<Left> {
    let signs = line.len() - line.trim_start_matches('@').len();
    let texts = signs.checked_sub(1)?;
    let (open, rest) = line.split_at_checked(signs)?;
    if !(1..=MOST).contains(&texts) {
        return None;
    }
    let (said, rest) = rest.strip_prefix(' ')?.split_once(" @")?;
    if !rest.starts_with(open.get(1..)?) {
        return None;
    }
    let mut left = Left {
        texts,
        ..Left::default()
    };
    let mut said = said.split(' ');
    for old in left.old.iter_mut().take(texts) {
        *old = count(said.next()?.strip_prefix('-')?)?;
    }
    left.new = count(said.next()?.strip_prefix('+')?)?;
    said.next().is_none().then_some(left)
}

/// How many lines of the old text and of the new one a head of `diff` alone announces: `3c3`, `7,8d6`, `10a11,12`.
fn bare(line: &str) -> Option<Left> {
    if line.len() > 48 || !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (old, rest) = line.split_at_checked(line.find(['a', 'c', 'd'])?)?;
    let (kind, new) = rest.split_at_checked(1)?;
    let number = |said: &str| {
        let digits = said.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| said.parse::<u32>().ok()).flatten()
    };
    let count = |said: &str| {
        let (from, to) = said.split_once(',').unwrap_or((said, said));
        let lines = number(to)?.checked_sub(number(from)?)?;
        Some(lines as usize + 1)
    };
    let (old, new) = (count(old)?, count(new)?);
    let mut left = Left {
        texts: 1,
        new: if kind == "d" { 0 } else { new },
        bare: true,
        ..Left::default()
    };
    *left.old.first_mut()? = if kind == "a" { 0 } else { old };
    Some(left)
}

/// How many lines a head means: `12,3`, or `12` for one.
fn count(said: &str) -> Option<usize> {
    let (at, count) = said.split_once(',').unwrap_or((said, "1"));
    at.parse::<u32>().ok()?;
    count.parse::<u32>().ok().map(|count| count as usize)
}
