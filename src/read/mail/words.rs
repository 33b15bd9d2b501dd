//! The words of a message: what they quote, a signature, and all else as plain text has it.

use std::collections::HashMap;

use super::parts::Flow;
use super::{Writer, addresses};
use crate::document::{Block, Detail, Face, Kind, Part};
use crate::read::{Lines, Manner, blocks_in};
use crate::text;

/// Quotations are told apart no deeper.
const DEEPEST: usize = 64;
/// Lines are looked at together up to so many bytes.
const LONGEST: usize = 64 << 10;
/// Code stands so many cells further right than what is around it, wherever it is written.
const INSET: u16 = 2;
/// Tabs lead so many cells on, as a terminal has them.
const TAB: usize = 8;
/// Lines of code end with such signs.
const OF_CODE: [char; 8] = [';', '{', '}', '(', ')', ',', ':', '='];
/// More lines do not show better how their author breaks them.
const JUDGED: usize = 400;

/// How a block stands below the one above.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    /// A blank line parts them, or they come from lines that are quoted otherwise.
    Apart,
    /// No blank line stands between them.
    Follows,
    /// Nor is one to be seen there: a line that its author ended, and the next one.
    Closely,
}

/// A line of a message.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// How deep it is quoted.
    depth: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let (mut depth, mut rest) = (0, line);
        while let Some(inside) = rest
            .strip_prefix('>')
            .or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0))
        {
            (depth, rest) = (depth + 1, inside);
        }
        let text = rest.strip_prefix(' ').filter(|_| depth > 0);
        Self {
            depth: depth.min(DEEPEST),
            text: text.unwrap_or(rest),
        }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a signature begins here.
    fn signs(&self) -> bool {
        self.text.trim_end() == "--"
    }

    /// Whether the next line goes on with it, in words that flow.
    fn flows(&self) -> bool {
        self.text.ends_with(' ') && !self.signs() && !self.is_blank()
    }
}

/// A line as it was before it came into a box: what begins with `From ` has a `>` there that is no quotation.
fn unboxed(line: &str) -> &str {
    let inside = line.strip_prefix('>');
    let is_boxed = |inside: &&str| inside.trim_start_matches('>').starts_with("From ");
    inside.filter(is_boxed).unwrap_or(line)
}

/// How those who are quoted at each depth break their lines.
fn manners(lines: &[Line], flow: Flow) -> HashMap<usize, Manner> {
    let mut texts: HashMap<usize, (usize, String)> = HashMap::new();
    for line in lines {
        let (count, text) = texts.entry(line.depth).or_default();
        if *count < JUDGED {
            *count += 1;
            text.push_str(text::head(line.text, LONGEST));
            text.push('\n');
        }
    }
    let manner = |text: &str| match Manner::of_few(text) {
        // Where lines flow, an end that is written is meant.
        manner if flow != Flow::Fixed => Manner {
            lines: Lines::Paragraphs,
            ..manner
        },
        manner => manner,
    };
    let manners = texts.into_iter();
    manners
        .map(|(depth, (_, text))| (depth, manner(&text)))
        .collect()
}

impl Writer {
    /// Writes plain words. The first of their lines is one of the source, and the others are those below it if they stand
    /// there as they are.
    pub(super) fn words(&mut self, said: &str, flow: Flow, first: u64, as_written: bool) {
        let lines: Vec<Line> = said
            .lines()
            .map(|line| line.trim_end_matches('\r'))
            .map(|line| Line::of(if self.in_box { unboxed(line) } else { line }))
            .collect();
        let manners = manners(&lines, flow);
        let mut depth = 0;
        let (mut rest, mut number) = (lines.as_slice(), first);
        while let Some(line) = rest.first() {
            let run = run(rest);
            let (own, below) = rest.split_at_checked(run).unwrap_or((rest, &[]));
            if !line.is_blank() {
                self.quoted(&mut depth, line.depth);
                let manner = manners.get(&line.depth).copied();
                let numbers = (number, as_written && flow == Flow::Fixed);
                match manner.filter(|_| !line.signs()) {
                    Some(manner) => self.stretch(own, manner, flow, numbers),
                    None => self.signature(own, number),
                }
            }
            rest = below;
            number += own.len() as u64 * u64::from(as_written);
        }
        self.quoted(&mut depth, 0);
    }

    /// Opens or ends quotations.
    fn quoted(&mut self, depth: &mut usize, own: usize) {
        while *depth > own {
            self.builder.leave();
            *depth -= 1;
        }
        while *depth < own {
            self.builder.quote();
            *depth += 1;
        }
    }

    fn signature(&mut self, lines: &[Line], number: u64) {
        self.builder.line(number);
        self.builder.paragraph();
        self.builder.face(Face::Quiet);
        for line in lines {
            self.line(line.text);
            self.builder.break_line();
        }
        self.builder.plain();
        self.builder.end();
    }

    /// Writes lines that are quoted equally deep, as plain text has them.
    fn stretch(
        &mut self,
        lines: &[Line],
        manner: Manner,
        flow: Flow,
        (first, counted): (u64, bool),
    ) {
        let quoted = lines.first().is_some_and(|line| line.depth > 0);
        let mut text = String::new();
        for line in lines {
            if flow == Flow::Fixed {
                text.push_str(line.text);
                text.push('\n');
                continue;
            }
            // Who lets lines flow puts a blank before those that begin with one.
            let stuffed = line.text.strip_prefix(' ').filter(|_| !quoted);
            let own = stuffed.unwrap_or(line.text);
            match flow {
                _ if line.signs() => text.push_str(own.trim_end()),
                Flow::Joined if line.flows() => text.push_str(own.strip_suffix(' ').unwrap_or(own)),
                _ => text.push_str(own),
            }
            if !line.flows() {
                text.push('\n');
            }
        }
        let (part, blocks) = blocks_in(&text, manner);
        let (mut passed, mut number) = (0, first);
        let mut above: Option<Kind> = None;
        for block in &blocks {
            let before = part.slice(passed..block.range.start);
            passed = block.range.start;
            number += before.matches('\n').count() as u64 * u64::from(counted);
            self.builder.line(number);
            // Lines that end where they were meant to end are as near to each other as they were written: a name below a
            // greeting. Lists and the like are set apart from words in any message.
            let is_line = |kind: Kind| matches!(kind, Kind::Paragraph | Kind::Verbatim);
            let below = match above.replace(block.kind).filter(|_| !block.after_blank) {
                None => Below::Apart,
                Some(above)
                    if manner.lines == Lines::Paragraphs
                        && is_line(above)
                        && is_line(block.kind) =>
                {
                    Below::Closely
                }
                Some(_) => Below::Follows,
            };
            self.block(&part, block, below, quoted);
        }
    }

    /// Says how the next block stands below the one above.
    fn below(&mut self, below: Below) {
        match below {
            Below::Apart => {}
            Below::Follows => self.builder.follow(),
            Below::Closely => self.builder.closely(),
        }
    }

    /// Writes a block.
    fn block(&mut self, part: &Part, block: &Block, below: Below, quoted: bool) {
        let kept = matches!(block.kind, Kind::Verbatim | Kind::Table);
        let said = if kept {
            with_margin(part, block)
        } else {
            part.slice(block.range.clone())
        };
        if kept && is_code(block, said) {
            let language = match block.detail.as_deref() {
                Some(Detail::Code(name)) => Some(&**name),
                _ => None,
            };
            return self.code(said, block.indent, language, below);
        }
        if block.kind == Kind::Rule {
            return self.builder.rule();
        }
        let marker = match block.kind {
            Kind::Item { marker } => said.get(..marker as usize).unwrap_or(""),
            _ => "",
        };
        if block.indent > 0 {
            self.builder.indent(block.indent);
        }
        if !marker.is_empty() {
            let cells = text::cells(marker) as u16;
            self.builder.tag(marker.trim_end(), cells, None);
        }
        self.below(below);
        self.builder.paragraph();
        if quoted {
            self.builder.face(Face::Quiet);
        }
        for (nth, line) in said.get(marker.len()..).unwrap_or("").lines().enumerate() {
            match nth {
                0 => {}
                _ if kept || block.broken => self.builder.break_line(),
                _ => self.builder.text("\n"),
            }
            if kept {
                let inset = set_in(line).saturating_sub(usize::from(block.indent));
                self.builder.text(&"\u{a0}".repeat(inset));
            }
            self.line(line.trim_start());
        }
        if quoted {
            self.builder.plain();
        }
        self.builder.end();
        for _ in 0..usize::from(block.indent > 0) + usize::from(!marker.is_empty()) {
            self.builder.leave();
        }
    }

    /// Writes lines that are kept, as far in as they stand.
    fn code(&mut self, said: &str, indent: u16, language: Option<&str>, below: Below) {
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let filled = said.lines().filter(|line| !line.trim().is_empty());
        let common = filled.map(blanks).min().unwrap_or(0);
        let indent = indent.saturating_sub(INSET);
        if indent > 0 {
            self.builder.indent(indent);
        }
        self.below(below);
        self.builder.code(language);
        for line in said.lines() {
            self.builder.text(line.get(common..).unwrap_or(""));
            self.builder.text("\n");
        }
        self.builder.end();
        if indent > 0 {
            self.builder.leave();
        }
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

/// How many lines belong together, from the first on: those that are quoted as deep, with the blank ones between them. A signature is
/// by itself, up to the next blank line.
fn run(lines: &[Line]) -> usize {
    let Some(first) = lines.first() else {
        return 0;
    };
    if first.is_blank() {
        return 1;
    }
    let mut bytes = 0;
    let ends = |line: &Line| {
        let blank = line.is_blank();
        let other = !blank && (line.depth != first.depth || line.signs());
        bytes += line.text.len();
        let long = bytes > 2 * LONGEST || blank && bytes > LONGEST;
        other || blank && first.signs() || long
    };
    let below = lines.get(1..).unwrap_or(&[]);
    1 + below.iter().position(ends).unwrap_or(below.len())
}

/// The lines of a block with the blanks before the first of them.
fn with_margin<'a>(part: &'a Part, block: &Block) -> &'a str {
    let before = part.slice(0..block.range.start);
    let margin = before.len() - before.trim_end_matches([' ', '\t']).len();
    part.slice(block.range.start - margin as u32..block.range.end)
}

/// How many cells a line is set in.
fn set_in(line: &str) -> usize {
    let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t'));
    blanks.fold(0, |cells, blank| match blank {
        b'\t' => cells + TAB - cells % TAB,
        _ => cells + 1,
    })
}

/// Whether lines that are kept are code, or columns, and not an address or words set in below others.
fn is_code(block: &Block, said: &str) -> bool {
    let columns = |line: &str| line.trim().contains("  ") || line.trim().contains('\t');
    let words = |line: &str| {
        let line = line.trim();
        line.starts_with(char::is_alphanumeric) && !line.ends_with(OF_CODE)
    };
    let set_in = |line: &str| line.starts_with([' ', '\t']);
    let mut lines = said.lines().filter(|line| !line.trim().is_empty());
    block.indent > 0
        || block.detail.is_some()
        || said.lines().any(columns)
        || said.lines().any(set_in) && !lines.all(words)
}
