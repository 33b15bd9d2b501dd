//! Lines that delimit blocks.

/// The sign of a line that delimits a block.
pub(super) fn delimiter(line: &str) -> Option<char> {
    if line == "--" || line == "|===" || line == "!===" || line == ",===" || line == ":===" {
        return line
            .chars()
            .next()
            .map(|c| if c == '-' { 'o' } else { '|' });
    }
    let sign = line.chars().next().filter(|c| "-.=_*+/`".contains(*c))?;
    let same = line.len() - line.trim_start_matches(sign).len();
    let fits = if sign == '`' {
        same == 3
    } else {
        same >= 4 && same == line.len()
    };
    fits.then_some(sign)
}

/// Whether what a block with this sign holds is no text with marks: code, a table, a comment.
pub(super) fn is_verbatim(sign: char) -> bool {
    matches!(sign, '-' | '.' | '`' | '/' | '+' | '|')
}

/// The delimiters of a text, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Fences<'a> {
    /// Those that are known not to be closed.
    unclosed: Vec<&'a str>,
}

impl<'a> Fences<'a> {
    /// The line that closes the block which a line with this sign opens, if one does.
    pub(super) fn close(&mut self, lines: &[&'a str], at: usize, sign: char) -> Option<usize> {
        let line = lines.get(at).copied()?;
        let fence = if sign == '`' { "```" } else { line };
        if self.unclosed.contains(&fence) {
            return None;
        }
        let below = lines.get(at + 1..).unwrap_or(&[]);
        let end = below.iter().position(|line| *line == fence);
        if end.is_none() {
            self.unclosed.push(fence);
        }
        Some(at + 1 + end?)
    }
}
