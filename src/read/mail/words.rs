//! The words of a message: paragraphs, quotations, a signature.

use super::{Writer, addresses};
use crate::document::Face;

/// A line that is shorter, in cells, and is followed by another one of its paragraph, was ended on purpose.
const SHORT: usize = 45;

/// How deep a line is quoted, and what it says.
fn quoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inside) = rest
        .strip_prefix('>')
        .or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0))
    {
        (depth, rest) = (depth + 1, inside);
    }
    (
        depth,
        rest.strip_prefix(' ').filter(|_| depth > 0).unwrap_or(rest),
    )
}

/// A line as it was before it came into a box: what begins with `From ` has a `>` there that is no quotation.
fn unboxed(line: &str) -> &str {
    let inside = line.strip_prefix('>');
    let is_boxed = |inside: &&str| inside.trim_start_matches('>').starts_with("From ");
    inside.filter(is_boxed).unwrap_or(line)
}

/// Whether the lines of a paragraph are to be kept: a list, an address, code.
fn is_kept(lines: &[&str]) -> bool {
    let columns = |line: &&str| {
        line.starts_with(' ') || line.starts_with('\t') || line.trim().contains("   ")
    };
    lines.iter().filter(|line| columns(line)).count() * 2 > lines.len()
}

impl Writer {
    /// Writes plain words; whether their lines flow, so that one that ends with a blank goes on.
    pub(super) fn words(&mut self, text: &str, flowed: bool) {
        let lines: Vec<(usize, &str)> = text
            .lines()
            .map(|line| line.trim_end_matches('\r'))
            .map(|line| quoted(if self.in_box { unboxed(line) } else { line }))
            .collect();
        let mut depth = 0;
        let is_blank = |(_, line): &(usize, &str)| line.trim().is_empty();
        for run in lines.chunk_by(|a, b| a.0 == b.0 && is_blank(a) == is_blank(b)) {
            let Some(first) = run.first().filter(|first| !is_blank(first)) else {
                continue;
            };
            let own = first.0.min(64);
            while depth > own {
                self.builder.leave();
                depth -= 1;
            }
            while depth < own {
                self.builder.quote();
                depth += 1;
            }
            let lines: Vec<&str> = run.iter().map(|(_, line)| *line).collect();
            self.paragraph(&lines, flowed, depth > 0);
        }
        while depth > 0 {
            self.builder.leave();
            depth -= 1;
        }
    }

    fn paragraph(&mut self, lines: &[&str], flowed: bool, quoted: bool) {
        let signature = lines.first().is_some_and(|line| line.trim_end() == "--");
        if !signature && is_kept(lines) {
            self.builder.code(None);
            for line in lines {
                self.builder.text(line);
                self.builder.text("\n");
            }
            return self.builder.end();
        }
        self.builder.paragraph();
        let quiet = quoted || signature;
        if quiet {
            self.builder.face(Face::Quiet);
        }
        for (nth, line) in lines.iter().enumerate() {
            self.line(line);
            let last = nth + 1 == lines.len();
            let next = lines.get(nth + 1).map_or("", |next| next.trim_start());
            let goes_on = if flowed {
                line.ends_with(' ') && line.trim_end() != "--"
            } else {
                let begins = next.starts_with(['-', '*', '•', '|', '#', '+'])
                    || next.starts_with(|c: char| c.is_ascii_digit());
                crate::text::cells(line) >= SHORT && !begins
            };
            if !last && (signature || !goes_on) {
                self.builder.break_line();
            } else {
                self.builder.text("\n");
            }
        }
        if quiet {
            self.builder.plain();
        }
        self.builder.end();
    }

    fn line(&mut self, line: &str) {
        let mut at = 0;
        while let Some((range, target)) = addresses::next(line, at) {
            self.builder.text(line.get(at..range.start).unwrap_or(""));
            at = range.end;
            self.builder.face(Face::Link(target.into()));
            self.builder.text(line.get(range).unwrap_or(""));
            self.builder.plain();
        }
        self.builder.text(line.get(at..).unwrap_or(""));
    }
}
