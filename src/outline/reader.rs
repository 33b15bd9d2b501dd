//! Reads a text line by line and keeps what may be a heading, with the facts of its surroundings.

use std::collections::VecDeque;

use super::facts::{self, Fact, Facts};
use super::line::{
    First, Last, Line, WIDEST, first_of, indent_of, is_code, last_of, rough_width, rule_of,
};
use super::manner::Tally;
use super::numbering::{Number, number_of};
use super::words;
use crate::document::{Border, Part, Place};

/// Lines longer than this many bytes are prose, whatever they say.
const LONG: usize = 400;
/// How many lines before and after a line are looked at.
const BEFORE: usize = 4;
const AFTER: usize = 5;
/// How many lines a printed table of contents has at most.
const CONTENTS: u16 = 600;
/// How many candidates are kept at most; the weakest half goes when there are more.
const KEPT: usize = 1 << 17;

/// A line that may be a heading.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) number: u64,
    pub(super) place: Place,
    pub(super) end: Place,
    pub(super) text: Box<str>,
    pub(super) facts: Facts,
    pub(super) numbering: Option<Number>,
    pub(super) indent: u16,
    /// Its number among the lines that are not blank.
    pub(super) rank: u64,
    /// How many `#` it began with.
    pub(super) marks: u8,
    /// The character of its underline, and where that line ends.
    pub(super) underline: Option<(char, Place)>,
    /// Whether it stands within reach of a line that names a table of contents.
    pub(super) in_reach: bool,
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Reader {
    window: VecDeque<Line>,
    /// A line whose end was not seen yet.
    open: Option<Line>,
    blanks: u8,
    begun: bool,
    fenced: bool,
    reach: u16,
    pub(super) from_start: bool,
    pub(super) tally: Tally,
    kept: Vec<Candidate>,
    /// How many points a candidate needs to be kept.
    floor: i32,
}

impl Reader {
    pub(super) fn read(&mut self, part: &Part, first_line: u64) {
        if !self.begun {
            self.begun = true;
            self.from_start = part.number == 0;
            self.blanks = match part.border {
                _ if self.from_start => 9,
                Border::Blank => 1,
                Border::Line | Border::Middle => 0,
            };
            self.floor = i32::MIN;
        }
        if part.border != Border::Middle
            && let Some(line) = self.open.take()
        {
            self.push(line);
        }
        let text: &str = &part.text;
        let (mut number, mut start) = (first_line, 0);
        let mut middle = part.border == Border::Middle;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let ended = end < text.len();
            let raw = text.get(start..end).unwrap_or("");
            if ended || !raw.is_empty() {
                self.line(
                    raw,
                    number,
                    Place {
                        part: part.number,
                        offset: start as u32,
                    },
                    middle,
                    ended,
                );
            }
            middle = false;
            start = end + 1;
            number += 1;
        }
    }

    /// Takes in a line, or a piece of one.
    fn line(&mut self, raw: &str, number: u64, start: Place, middle: bool, ended: bool) {
        let (indent, skipped) = indent_of(raw);
        let trimmed = raw.get(skipped..).unwrap_or("").trim_end();
        let place = Place {
            offset: start.offset + skipped as u32,
            ..start
        };
        let end = Place {
            offset: place.offset + trimmed.len() as u32,
            ..start
        };
        if middle && let Some(mut line) = self.open.take() {
            line.width = line.width.saturating_add(raw.len() as u32);
            line.text = None;
            if !trimmed.is_empty() {
                (line.end, line.last) = (end, last_of(trimmed));
            }
            self.settle(line, ended);
            return;
        }
        if trimmed.is_empty() {
            self.blanks = self.blanks.saturating_add(1).min(9);
            return;
        }
        let blanks = std::mem::take(&mut self.blanks);
        let mut line = Line {
            number,
            place,
            end,
            blanks,
            indent,
            width: trimmed.len() as u32,
            first: first_of(trimmed),
            last: last_of(trimmed),
            rule: None,
            code: false,
            leader: false,
            fenced: false,
            text: None,
        };
        if trimmed.len() <= LONG && !middle {
            self.look(trimmed, &mut line);
        } else if middle {
            line.width = line.width.max(LONG as u32);
        }
        self.settle(line, ended);
    }

    fn settle(&mut self, line: Line, ended: bool) {
        if ended {
            self.push(line);
        } else {
            self.open = Some(line);
        }
    }

    /// Looks at a line that is not long, and keeps its text if it may matter.
    fn look(&mut self, text: &str, line: &mut Line) {
        line.width = rough_width(text);
        line.rule = rule_of(text);
        if text.starts_with("```") {
            self.fenced = !self.fenced;
            line.fenced = true;
        }
        line.fenced |= self.fenced;
        line.code = line.rule.is_none() && (line.fenced || is_code(text));
        line.leader = text.as_bytes().last().is_some_and(u8::is_ascii_digit)
            && (text.contains("...") || text.contains(". . "));
        self.tally.look(text, line);
        if line.width <= WIDEST && (self.reach > 0 || self.possible(line)) {
            line.text = Some(text.into());
        }
        self.reach = if line.width > WIDEST {
            0
        } else {
            self.reach.saturating_sub(1)
        };
        if line.width < 40 && words::is_contents(&facts::key_of(text)) {
            self.reach = CONTENTS;
            line.text = Some(text.into());
        }
    }

    /// Whether a line may be a heading, as far as it and the line before it show. This is where prose leaves.
    fn possible(&self, line: &Line) -> bool {
        if line.code
            || line.rule.is_some()
            || line.last == Last::Open
            || matches!(line.first, First::Bullet | First::Quote)
        {
            return false;
        }
        let Some(previous) = self.window.back() else {
            return true;
        };
        line.blanks > 0
            || previous.closes()
            || previous.width > 100
            || previous.last == Last::Colon
            || (previous.text.is_some() && previous.width < 60)
            || (line.first == First::Digit && line.width < 80)
            || line.indent < previous.indent
    }

    fn push(&mut self, line: Line) {
        self.tally.count(&line);
        self.window.push_back(line);
        if self.window.len() > AFTER {
            let center = self.window.len() - AFTER - 1;
            if let Some(candidate) =
                self.candidate(&self.window, center, self.tally.lines - AFTER as u64)
            {
                self.keep(candidate);
            }
        }
        if self.window.len() > BEFORE + AFTER + 1 {
            self.window.pop_front();
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        let points = |c: &Candidate| {
            if c.in_reach || c.marks > 0 {
                i32::MAX
            } else {
                super::points::of(c.facts)
            }
        };
        if points(&candidate) < self.floor {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= KEPT {
            let mut all: Vec<i32> = self.kept.iter().map(points).collect();
            all.sort_unstable();
            self.floor = all.get(KEPT / 2).copied().unwrap_or(0).saturating_add(1);
            let floor = self.floor;
            self.kept.retain(|c| points(c) >= floor);
        }
    }

    /// All candidates so far, those at the end of what was read included.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut all = self.kept.clone();
        let mut window = self.window.clone();
        let mut lines = self.tally.lines;
        if let Some(line) = &self.open {
            window.push_back(line.clone());
            lines += 1;
        }
        // The one that is AFTER lines from the end of a grown window was not judged yet.
        let unjudged = AFTER + usize::from(self.open.is_some());
        let first = window.len().saturating_sub(unjudged);
        for center in first..window.len() {
            let rank = lines - (window.len() - 1 - center) as u64;
            all.extend(self.candidate(&window, center, rank));
        }
        all
    }

    /// Makes a candidate of a line of the window, if it may be a heading.
    fn candidate(&self, window: &VecDeque<Line>, center: usize, rank: u64) -> Option<Candidate> {
        let line = window.get(center)?;
        let text = line.text.as_deref()?;
        let before: Vec<&Line> = window
            .range(center.saturating_sub(BEFORE)..center)
            .collect();
        let after: Vec<&Line> = window
            .range(center + 1..window.len().min(center + 1 + AFTER))
            .collect();
        let marks = if line.fenced { 0 } else { marks_of(text) };
        let bare = text.trim_start_matches('#').trim_start();
        let bare = if marks > 0 {
            bare.trim_end_matches('#').trim_end()
        } else {
            text
        };
        let (first, last) = if marks > 0 {
            (first_of(bare), last_of(bare))
        } else {
            (line.first, line.last)
        };
        let numbering = number_of(bare);
        let mut facts = facts::of_text(bare, first, last, numbering);
        facts::of_place(&before, line, &after, &mut facts);
        let item = matches!(first, First::Bullet | First::Quote) || last == Last::Open || line.code;
        facts.add_if(item && marks == 0, Fact::Never);
        let underline = after
            .first()
            .and_then(|n| underline_of(line, n))
            .filter(|_| !facts.has(Fact::Columns));
        Some(Candidate {
            number: line.number,
            place: line.place,
            end: line.end,
            text: bare.into(),
            facts,
            numbering,
            indent: line.indent,
            rank,
            marks,
            underline,
            in_reach: self.reach > 0,
        })
    }
}

/// How many `#` a heading of Markdown begins with; a blank must follow.
fn marks_of(text: &str) -> u8 {
    let marks = text.bytes().take_while(|&b| b == b'#').count();
    let rest = text.get(marks..).unwrap_or("");
    if (1..=6).contains(&marks) && rest.starts_with(' ') && !rest.trim().is_empty() {
        marks as u8
    } else {
        0
    }
}

/// Whether the next line underlines a line: about as wide as it, and of a character that underlines are made of.
fn underline_of(line: &Line, next: &Line) -> Option<(char, Place)> {
    let rule = next.rule.filter(|c| "=-~^\"'*+#_.:".contains(*c))?;
    let fits = next.blanks == 0
        && next.width * 10 >= line.width * 7
        && next.width * 10 <= line.width * 14 + 30
        && next.indent.abs_diff(line.indent) <= 2;
    (fits && line.rule.is_none()).then_some((rule, next.end))
}
