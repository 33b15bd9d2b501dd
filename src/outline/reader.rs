//! Reads a text line by line and keeps what may be a heading, with the facts of its surroundings.

use super::candidate::{AFTER, BEFORE, Candidate, without_anchor};
use super::furniture::printed::{Printed, Seen};
use super::line::{
    Fence, First, Last, Line, WIDEST, first_of, indent_of, is_code, is_named_code, is_row,
    is_stamped, last_of, marks_of, rough_width, rule_of,
};
use super::manner::Tally;
use super::manual::{self, Strong};
use super::measures::Measure;
use super::remarks::Remarks;
use super::terms::Terms;
use super::words;
use crate::document::patches::Patch;
use crate::document::{Border, Part, Place};
use crate::text::{NOTED, outline_title};

/// Lines longer than this many bytes are prose, whatever they say.
const LONG: usize = 400;
/// How many lines at the beginning are kept for the title.
const HEAD: usize = 40;
/// How many lines a printed table of contents has at most.
const CONTENTS: u16 = 600;
/// How many lines are at hand at most, to look at those around one.
const WINDOW: usize = 64;
/// How many candidates are kept; when there are more, the weaker half goes, or else all that are not likely. 15 MB without
/// their text.
const ROOM: usize = 1 << 16;
/// How many are kept at most, of a text that has so many likely ones.
pub(super) const MOST: usize = 1 << 17;
/// Who has so many points by its own facts is not given up for want of room.
const LIKELY: i32 = 20;

/// What was read so far.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says a thing of its own"
)]
pub(super) struct Reader {
    /// The last lines, at least as many as are looked at.
    window: Vec<Line>,
    /// A line whose end was not seen yet.
    open: Option<Line>,
    blanks: u8,
    begun: bool,
    fence: Fence,
    patch: Patch,
    reach: u16,
    pub(super) from_start: bool,
    pub(super) tally: Tally,
    pub(super) remarks: Remarks,
    head: Vec<Line>,
    /// Whether the first line is that of a manual page.
    pub(super) is_manual: bool,
    /// Whether one of the first lines says that the text is an outline.
    pub(super) is_outline: bool,
    /// The lines near the margin of such a page that are set in letters of their own, if it came with its fonts.
    pub(super) strong: Vec<Strong>,
    /// What such a page explains.
    pub(super) terms: Terms,
    kept: Vec<Candidate>,
    /// How many there is room for.
    room: usize,
    /// The line of the first one that there was no room for at all, though it was as likely as the others.
    pub(super) cut_at: Option<u64>,
    /// How many points a candidate needs to be kept.
    floor: i32,
    /// The widths of all lines so far.
    pub(super) mass: u64,
    /// Lines since the last one that is prose, and the candidates that were kept by then.
    since: u32,
    before_prose: usize,
    /// What may be the heads and feet of printed pages.
    pub(super) printed: Printed,
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
            (self.floor, self.room) = (i32::MIN, ROOM);
        }
        if part.border != Border::Middle
            && let Some(line) = self.open.take()
        {
            self.push(line);
        }
        let text: &str = &part.text;
        let (mut number, mut start) = (first_line, 0);
        let mut middle = part.border == Border::Middle;
        while let Some(rest) = text.as_bytes().get(start..).filter(|rest| !rest.is_empty()) {
            let length = match rest {
                // Half of all lines are often blank, and no more has to be known of them.
                [b'\n', ..] if !middle => {
                    self.blank();
                    (number, start) = (number + 1, start + 1);
                    continue;
                }
                _ => memchr::memchr(b'\n', rest),
            };
            let end = length.map_or(text.len(), |length| start + length);
            let place = Place {
                part: part.number,
                offset: start as u32,
            };
            let raw = text.get(start..end).unwrap_or("");
            self.line(text, raw, number, place, middle, length.is_some());
            middle = false;
            (number, start) = (number + 1, end + 1);
        }
        self.printed.end_part(text, part.number);
        if self.is_manual {
            self.strong.extend(manual::strong(part));
            self.terms.read(part, first_line);
        }
    }

    fn blank(&mut self) {
        self.patch.take("");
        self.blanks = self.blanks.saturating_add(1).min(9);
    }

    /// Takes in a line of a part, or a piece of one.
    fn line(
        &mut self,
        part: &str,
        raw: &str,
        number: u64,
        start: Place,
        middle: bool,
        ended: bool,
    ) {
        let (indent, skipped) = indent_of(raw);
        let mut trimmed = raw.get(skipped..).unwrap_or("").trim_end();
        if self.tally.lines < NOTED as u64
            && self.from_start
            && let Some(title) = outline_title(trimmed)
        {
            (self.is_outline, trimmed) = (true, title);
        }
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
            self.blank();
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
            mass: 0,
            since: 0,
            first: first_of(trimmed),
            last: last_of(trimmed),
            rule: None,
            code: false,
            coded: false,
            leader: false,
            stamped: false,
            row: false,
            marks: 0,
            fenced: self.patch.take(raw),
            text: None,
        };
        if trimmed.len() <= LONG && !middle {
            self.look(trimmed, &mut line);
            let seen = Seen {
                part,
                start: start.offset as usize,
                end: start.offset as usize + raw.len(),
                text: trimmed,
                place,
                number,
                blanks,
                rank: self.tally.lines + 1,
            };
            if !line.fenced {
                self.printed.see(&seen);
            }
        } else if middle {
            line.width = line.width.max(LONG as u32);
        } else {
            self.fence.saw(true, false, LONG as u32);
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
        line.width = rough_width(without_anchor(text));
        line.rule = rule_of(text);
        // What is changed in a file may have fences of its own.
        line.fenced = line.fenced || self.fence.take(text);
        let code = line.rule.is_none() && is_code(without_anchor(text));
        self.fence.saw(line.is_prose(), code, line.width);
        line.code = code || line.fenced && line.rule.is_none();
        line.coded = line.code && !line.fenced && line.width < 80 && is_named_code(text);
        line.leader = text.as_bytes().last().is_some_and(u8::is_ascii_digit)
            && (text.contains("...") || text.contains(". . "));
        if self.tally.lines == 0 && self.from_start {
            self.is_manual = manual::heads(text);
        }
        line.marks = self.marks_of(text, line);
        line.stamped = is_stamped(text);
        line.row = is_row(text);
        if let Some(above) = self.window.last().filter(|above| above.marks > 0) {
            self.remarks.take(above, line, text);
        }
        self.remarks.see(line);
        self.tally.look(text, line);
        let heads = self.from_start && self.tally.lines < HEAD as u64 && line.width < 300;
        if heads || line.width <= WIDEST && (self.reach > 0 || self.possible(line)) {
            line.text = Some(text.into());
        }
        self.reach = if line.width > WIDEST {
            0
        } else {
            self.reach.saturating_sub(1)
        };
        if line.width < 40 && words::is_contents(text) {
            self.reach = CONTENTS;
            line.text = Some(text.into());
        }
    }

    /// How many marks of a heading a line begins with: in an outline its stars, elsewhere up to six `#`.
    fn marks_of(&self, text: &str, line: &Line) -> u8 {
        match self.is_outline {
            _ if line.fenced => 0,
            true if line.indent > 0 => 0,
            true => marks_of(text, b'*'),
            false => Some(marks_of(text, b'#')).filter(|n| *n <= 6).unwrap_or(0),
        }
    }

    /// Whether a line may be a heading, as far as it and the line before it show. This is where prose leaves.
    fn possible(&self, line: &Line) -> bool {
        if self.is_outline && line.marks > 0 {
            return true;
        }
        // On a page of the manual the place alone makes headings, and they may be options.
        if self.is_manual && line.indent < manual::TEXT {
            return line.rule.is_none();
        }
        // Of a log or a table, nothing is worth keeping; the first lines show that it is one.
        if (line.code && !line.coded)
            || (self.tally.lines > 4096 && self.tally.is_data())
            || line.rule.is_some()
            || (line.last == Last::Open && line.first != First::Digit)
            || matches!(line.first, First::Bullet | First::Quote)
        {
            return false;
        }
        let Some(previous) = self.window.last() else {
            return true;
        };
        line.blanks > 0
            || previous.closes()
            || previous.width > 100
            || previous.last == Last::Colon
            || (previous.text.is_some() && previous.width < 60)
            || (line.first == First::Digit && line.width < 80 && !line.stamped)
            || line.indent < previous.indent
            || (line.width < 56
                && matches!(line.first, First::Upper | First::Letter | First::Other)
                && line.last != Last::Stop)
            || (previous.first == First::Digit && previous.blanks > 0 && previous.text.is_some())
    }

    fn push(&mut self, mut line: Line) {
        self.tally.count(&line);
        (line.mass, line.since) = (self.mass, self.since);
        self.mass += u64::from(line.width.min(4000));
        self.since += 1;
        if line.is_prose() {
            self.since = 0;
            let rank = self.tally.lines;
            for c in self.kept.get_mut(self.before_prose..).unwrap_or(&mut []) {
                if c.measures.get(Measure::UntilProse) == u8::MAX {
                    c.measures
                        .set(Measure::UntilProse, rank.saturating_sub(c.rank));
                }
            }
            self.before_prose = self.kept.len();
        }
        if self.head.len() < HEAD && self.from_start {
            self.head.push(line.clone());
        }
        self.window.push(line);
        if self.window.len() > AFTER {
            let center = self.window.len() - AFTER - 1;
            if let Some(candidate) = Candidate::of(
                &self.window,
                center,
                self.tally.lines - AFTER as u64,
                self.reach > 0,
            ) {
                self.keep(candidate);
            }
        }
        // They are moved seldom, so that those around a line always lie together.
        if self.window.len() >= WINDOW {
            self.window.drain(..WINDOW - BEFORE - AFTER);
        }
    }

    fn keep(&mut self, candidate: Candidate) {
        // Before there were too many for the first time, all are kept and none is weighed.
        let weak = self.floor > i32::MIN && worth(&candidate) < self.floor;
        if weak {
            return;
        }
        if self.kept.len() >= self.room && !self.make_room() {
            self.cut_at.get_or_insert(candidate.number);
            return;
        }
        self.kept.push(candidate);
    }

    /// Gives the weakest up, or makes more room if hardly any is weak; says whether there is room then.
    fn make_room(&mut self) -> bool {
        if self.cut_at.is_some() {
            return false;
        }
        let mut all: Vec<i32> = self.kept.iter().map(worth).collect();
        let half = all.len() / 2;
        let (_, &mut middle, _) = all.select_nth_unstable(half);
        // Of those that are all alike, one cannot say which are the weaker half: then all of them go but the likely.
        let alike = all.iter().filter(|&&worth| worth >= middle).count() > all.len() / 8 * 7;
        let floor = if alike {
            middle.saturating_add(1)
        } else {
            middle
        };
        self.floor = floor.min(LIKELY);
        self.kept.retain(|c| worth(c) >= self.floor);
        self.before_prose = self.kept.len();
        if self.kept.len() > self.room / 8 * 7 {
            self.room = MOST;
        }
        self.kept.len() < self.room
    }

    /// Where the first line ends, in cells.
    pub(super) fn width(&self) -> u32 {
        let end = |line: &Line| u32::from(line.indent) + line.width;
        self.head.first().map_or(0, end)
    }

    /// The first lines so far, for the title.
    pub(super) fn head(&self) -> Vec<Line> {
        let open = self.open.iter().filter(|_| self.head.len() < HEAD);
        self.head.iter().chain(open).cloned().collect()
    }

    /// Takes out all candidates so far, those at the end of what was read included. Nothing more can be read then.
    pub(super) fn take_candidates(&mut self) -> Vec<Candidate> {
        let mut all = std::mem::take(&mut self.kept);
        let mut lines = self.tally.lines;
        // The one that is AFTER lines from the end of a grown window was not judged yet.
        let unjudged = AFTER + usize::from(self.open.is_some());
        if let Some(line) = &self.open {
            let mut line = line.clone();
            (line.mass, line.since) = (self.mass, self.since);
            self.window.push(line);
            lines += 1;
        }
        let first = self.window.len().saturating_sub(unjudged);
        for center in first..self.window.len() {
            let rank = lines - (self.window.len() - 1 - center) as u64;
            all.extend(Candidate::of(&self.window, center, rank, self.reach > 0));
        }
        all
    }
}

/// The points of a candidate by its own facts; what is marked by hand is worth most.
fn worth(candidate: &Candidate) -> i32 {
    if candidate.marks > 0 || candidate.underline.is_some() {
        i32::MAX
    } else {
        super::points::of(candidate.facts) + if candidate.in_reach { 40 } else { 0 }
    }
}
