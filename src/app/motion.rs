//! Moving about: by rows and pages, by line and percent, by paragraph, by heading.

use super::sidebar::{parent, sibling};
use super::{ABOVE, App, Effect, MEASURES, Shown};
use crate::document::{Place, part_of};
use crate::layout::{Hyphens, Layout, Top};

/// The most rows or paragraphs that one key walks; more are leapt over by estimate. Some milliseconds.
const LONGEST_WALK: usize = 5000;

/// The most parts that a walk by paragraphs crosses: in a text without line ends each of them is a part of its own.
const FARTHEST_WALK: u32 = 256;

impl App {
    /// Whether the page begins where the text does.
    pub fn is_at_start(&mut self) -> bool {
        self.top == self.layout.first()
    }

    /// Goes to the beginning of the text; that is no jump.
    pub fn go_to_start(&mut self) {
        self.move_to(Layout::first);
    }

    pub(super) fn scroll(&mut self, down: bool, rows: usize) {
        let top = self.top;
        if rows > LONGEST_WALK {
            return self.leap(down, rows);
        }
        if !down {
            self.leave_the_end();
            return self.move_to(|layout| layout.up(top, rows));
        }
        // Not past the page on which the text ends, unless a jump went there already.
        let last = self.last_page();
        if top < last {
            self.move_to(|layout| layout.down(top, rows).min(last));
        }
    }

    /// Goes very many rows further without walking them: to about where they end.
    fn leap(&mut self, down: bool, rows: usize) {
        let from = self.position(self.top.place);
        let bytes = (rows as u64).saturating_mul(u64::from(self.measure));
        let size = self.document().pages().size();
        if down && from.saturating_add(bytes) >= size {
            self.seek_end();
        } else if down {
            self.seek_byte(from + bytes);
        } else if bytes >= from {
            self.move_to(Layout::first);
        } else {
            self.seek_byte(from - bytes);
        }
    }

    /// Goes to a source line, from 1.
    pub(super) fn seek_line(&mut self, line: u64) {
        if self.is_beginning() {
            return self.await_line(line);
        }
        if let Some(place) = self.document().pages().place_of(line.max(1)) {
            return self.jump_to(|layout| layout.snap(Top::at(place)));
        }
        // The line begins behind so many line ends: behind the last of them, in the first part that has as many.
        let ended = line.saturating_sub(1);
        let reaches = self.lines_before.partition_point(|&n| n < ended) as u32;
        let counted = self.lines_before.len() as u32 - 1;
        if reaches > counted {
            if self.counts_all_lines() {
                return self.miss_line(line);
            }
            return self.await_line(line);
        }
        let part = reaches.saturating_sub(1);
        let before = self.lines_before.get(part as usize).copied().unwrap_or(0);
        let set = self.layout.part(part);
        // The last line end of a part is the border to the next one.
        let nth = (ended - before.min(ended)) as usize;
        let place = match set.part.lines().nth(nth) {
            Some((offset, _)) => Place { part, offset },
            None if part + 1 < self.document().pages().parts() => Place::start_of(part + 1),
            // A text that ends with a line end has no line behind that.
            None => return self.miss_line(line),
        };
        let text = self.layout.part(place.part);
        let blanks = text
            .part
            .slice(place.offset..text.part.end())
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .count();
        let place = Place {
            offset: place.offset + blanks as u32,
            ..place
        };
        self.jump_to(|layout| layout.snap(Top::at(place)));
    }

    /// Goes to the end instead of a line that there is not.
    fn miss_line(&mut self, line: u64) {
        self.seek_end();
        self.say(format!("there is no line {line}: this is the end"));
    }

    pub(super) fn seek_percent(&mut self, count: Option<u64>) {
        let Some(percent) = count else {
            return self.say("type a number first: 50%");
        };
        if percent >= 100 {
            return self.seek_end();
        }
        let way = self.way();
        let target = (u128::from(way) * u128::from(percent)).div_ceil(100) as u64;
        self.seek_byte(target);
        // The row that holds the byte begins before it, and would be told as less than what was asked for.
        let (top, last) = (self.top, self.last_page());
        if top < last && self.position(top.place) < target {
            self.move_to(|layout| layout.down(top, 1).min(last));
        }
    }

    /// Goes to a byte of the source, but not beyond the last page.
    fn seek_byte(&mut self, target: u64) {
        let pages = self.document().pages();
        // A part may begin a little later than it might, so the byte lies in this one or just before it.
        let mut number = part_of(target).min(pages.parts().saturating_sub(1));
        let mut set = self.layout.part(number);
        while number > 0 && set.part.source.start > target {
            number -= 1;
            set = self.layout.part(number);
        }
        let length = set
            .part
            .source
            .end
            .saturating_sub(set.part.source.start)
            .max(1);
        let inside = target.saturating_sub(set.part.source.start).min(length);
        let offset = (u64::from(set.part.end()) * inside / length) as u32;
        let last = self.last_page();
        self.jump_to(|layout| {
            layout
                .snap(Top::at(Place {
                    part: number,
                    offset,
                }))
                .min(last)
        });
    }

    pub(super) fn seek_end(&mut self) {
        let last = self.last_page();
        self.jump_to(|_| last);
    }

    pub(super) fn by_piece(&mut self, times: usize, step: fn(&mut Layout, Top) -> Option<Place>) {
        let (mut part, mut crossed) = (self.top.place.part, 0);
        for _ in 0..times.min(LONGEST_WALK) {
            let here = self.top.place.part;
            crossed += u32::from(here != part);
            part = here;
            if crossed > FARTHEST_WALK {
                self.say("so far at once: again goes on");
                break;
            }
            let Some(place) = step(&mut self.layout, self.top) else {
                break;
            };
            self.top = self.layout.landing(place, ABOVE);
        }
        self.sidebar.scrolled = None;
    }

    /// Whether it is known which section a place belongs to.
    pub(super) fn is_outlined(&self, place: Place) -> bool {
        place.part < self.structure().judged || self.judging().is_none()
    }

    /// Says that the outline has not got to where one wants to go from, or to.
    fn say_outline_comes(&mut self) {
        let done = self
            .judging()
            .filter(|_| self.document().pages().finished());
        let done = done.map_or_else(String::new, |done| format!(": {done} %"));
        self.say(format!("outline not here yet{done}"));
    }

    pub(super) fn by_heading(&mut self, times: usize, forward: bool) {
        let headings = &self.structure().outline.headings;
        let top = self.top.place;
        if !self.is_outlined(top) {
            return self.say_outline_comes();
        }
        let (count, complete) = (headings.len(), self.structure().complete);
        let target = if forward {
            let next = headings.partition_point(|h| h.place <= top);
            let target = next.saturating_add(times - 1);
            if target >= count && self.judging().is_some() {
                return self.say_outline_comes();
            }
            target.min(count.saturating_sub(1)).max(next)
        } else {
            // A heading that is in view at the very top is where one is, not where one goes.
            let before = headings.partition_point(|h| h.place < top);
            match before.checked_sub(times.min(before.max(1))) {
                Some(target) if before > 0 => target,
                _ if headings.is_empty() => return self.say("no sections found"),
                _ => return self.jump_to(Layout::first),
            }
        };
        match headings.get(target).map(|h| h.place) {
            Some(place) => self.land(place),
            None if complete && count == 0 => self.say("no sections found"),
            None if complete => self.say("this is the last section"),
            None => self.say("no further section so far"),
        }
    }

    pub(super) fn seek_sibling(&mut self, times: usize, forward: bool) {
        let headings = &self.structure().outline.headings;
        let Some(mut target) = self.current() else {
            return self.by_heading(times, forward);
        };
        for _ in 0..times {
            let Some(next) = sibling(headings, target, forward) else {
                break;
            };
            target = next;
        }
        if Some(target) == self.current() {
            if forward && self.judging().is_some() {
                return self.say_outline_comes();
            }
            return self.say(if forward {
                "no further section on this level"
            } else {
                "no earlier section on this level"
            });
        }
        if let Some(place) = headings.get(target).map(|h| h.place) {
            self.land(place);
        }
    }

    pub(super) fn seek_parent(&mut self, times: usize) {
        let headings = &self.structure().outline.headings;
        let Some(mut target) = self.current() else {
            if !self.is_outlined(self.top.place) {
                self.say_outline_comes();
            }
            return;
        };
        let own = headings.get(target).map(|h| h.place);
        // Inside a section its own heading comes first.
        let mut up = times;
        if own.is_some_and(|place| place < self.top.place) {
            up -= 1;
        }
        for _ in 0..up {
            match parent(headings, target) {
                Some(above) => target = above,
                None => return self.jump_to(Layout::first),
            }
        }
        if let Some(place) = headings.get(target).map(|h| h.place) {
            self.land(place);
        }
    }

    /// Jumps to the heading at a place, and marks it.
    pub(super) fn land(&mut self, place: Place) {
        self.jump_to(|layout| layout.landing(place, ABOVE));
        self.mark(place);
    }

    /// Marks the row of a place until the next key.
    pub(super) fn mark(&mut self, place: Place) {
        // The row begins behind the marks that a heading may begin with.
        let (rows, _) = self.layout.rows(Top::at(place), 1);
        self.landed = rows.first().map(|row| row.place);
    }

    /// Sets the text anew or shows its lines as written. The place on top stays, as at another width, so that the way
    /// back leads to the very page that one came from.
    pub(super) fn toggle_written(&mut self) -> Effect {
        if self.shown == Shown::Source || self.document().pages().contents().is_some() {
            return Effect::ToggleSource;
        }
        self.set_written(!self.layout.is_written());
        Effect::None
    }

    /// Where words are divided at the end of a row.
    pub fn hyphens(&self) -> Hyphens {
        self.layout.hyphens()
    }

    /// Divides words at the end of a row by another language, or not at all.
    pub fn set_hyphens(&mut self, hyphens: Hyphens) {
        if hyphens != self.layout.hyphens() {
            self.layout.set_hyphens(hyphens);
            self.last_page = None;
            self.settle();
        }
    }

    /// Shows every line of the source as it is written.
    pub fn show_as_written(&mut self) {
        self.set_written(true);
    }

    fn set_written(&mut self, written: bool) {
        self.layout.set_written(written);
        self.last_page = None;
    }

    /// Says what is shown of a text whose format has marks.
    pub fn set_shown(&mut self, shown: Shown) {
        self.shown = shown;
        self.set_written(shown == Shown::Source);
    }

    pub(super) fn set_measure(&mut self, measure: u16) {
        self.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        self.say(format!("column of {} characters", self.measure));
    }
}
