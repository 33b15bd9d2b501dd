//! What comes from elsewhere while somebody reads: verdicts, more of the text, trouble.

use std::ops::Range;

use super::App;
use super::contents::Shown;
use super::finding::Stage;
use super::notes::Note;
use super::pace::Pace;
use super::pictures::Seen;
use super::regions::is_roomy;
use super::saving::Outcome;
use crate::document::{Place, Token};
use crate::layout::Layout;
use crate::outline::Structure;
use crate::outline::corrections::{Correction, Spot};

/// What a worker found out.
#[derive(Debug)]
pub enum News {
    /// The outline so far, and the source lines that end in each part that it read since the last news.
    Judged(Option<Structure>, Vec<u32>),
    /// More of the source is there.
    Grown,
    /// The corrections of this text that were kept from before.
    Kept(Vec<Correction>),
    /// Where lines of kept corrections stand, by number.
    Located(Vec<(u64, Spot)>),
    /// How many matches begin in some parts, as the survey of this number counted them, and how far it is.
    Counted(u64, Vec<(u32, u32)>, Stage),
    /// The survey of this number cannot go on.
    Broken(u64),
    /// The words of the code that begins at a place, each by its bytes there.
    Coloured(Place, Vec<(Range<u32>, Token)>),
    /// What was found out about the picture whose block begins at a place.
    Seen(Place, Seen),
    /// What came of saving the text under this number.
    Saved(u64, Outcome),
    /// Something went wrong that does not end the reading.
    Trouble(String),
}

/// What stays to be said of the text after the notice of it is gone: why it is not what its source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something was added to the file.
    Grown,
    /// The file was written over, and cannot be read as it is now.
    Changed,
    /// Another file has its name now.
    Replaced,
    /// Its name is gone.
    Deleted,
    /// What comes through a pipe cannot be kept.
    NotStored,
    /// What came through a pipe ended too early.
    CutShort,
    /// No more was to be taken in.
    Stopped,
}

impl App {
    /// So many bytes of the source have come.
    pub fn has_come(&mut self, bytes: u64) {
        self.come = Some(bytes);
    }

    /// How many bytes of a source have come that is still coming, if that was told.
    pub fn come(&self) -> Option<u64> {
        self.come
    }

    /// Takes news of a worker; says whether anything on the screen may have changed.
    pub fn learn(&mut self, news: News) -> bool {
        self.last_page = None;
        match news {
            News::Judged(structure, lines) => {
                let said = self.judging();
                for ended in lines {
                    let before = self.lines_before.last().copied().unwrap_or(0);
                    self.lines_before.push(before + u64::from(ended));
                }
                let came = self.go_to_awaited();
                let Some(structure) = structure else {
                    return came || self.judging() != said;
                };
                if structure.strictness != self.strictness() {
                    // Begun before it was to be judged otherwise.
                    return came || self.judging() != said;
                }
                let silent = self.notice.is_none() && !self.saving.is_under_way();
                let found = structure.outline.headings.len();
                // An outline that comes while the text does shows itself, if nobody has touched anything yet.
                self.outlined |=
                    self.fresh && self.opening && !structure.outline.headings.is_empty();
                if !(self.outlined && is_roomy(self.columns))
                    && self.sidebar.wanted.is_none()
                    && structure.complete
                    && silent
                    && self.turns == 0
                    && found > 0
                {
                    // A sidebar that opened by itself now would move the text.
                    self.notice = Some(format!("{found} sections found: o shows them"));
                }
                let ended = structure.complete && !self.structure().complete;
                if ended && found == 0 && silent && !self.fresh {
                    // Before the first key the hint says so.
                    self.notice = Some("no sections found".to_owned());
                }
                let known = self.judged().outline.cut_at.is_some();
                if let Some(shortage) = structure.outline.shortage().filter(|_| !known) {
                    self.trouble = Some(shortage);
                }
                self.take_structure(structure);
                self.go_to_awaited();
            }
            News::Grown => self.grow(),
            News::Kept(corrections) => {
                self.correcting.corrections.keep(corrections);
                return false;
            }
            News::Located(found) => self.learn_located(found),
            News::Counted(number, counts, stage) => {
                return self.learn_counted(number, &counts, stage);
            }
            News::Broken(number) => return self.learn_broken(number),
            News::Saved(number, outcome) => self.learn_saved(number, outcome),
            News::Coloured(place, words) => self.learn_coloured(place, &words),
            News::Seen(block, seen) => self.learn_seen(block, seen),
            News::Trouble(text) => self.trouble = Some(text),
        }
        true
    }

    /// More of the source is there. What was the last part may have ended meanwhile, and what stood behind its end now
    /// stands in the parts after it: places go there with it.
    fn grow(&mut self) {
        let now = self.document().pages().parts().saturating_sub(1);
        let last = std::mem::replace(&mut self.last_part, now);
        self.layout.forget_from(last);
        if last == 0 && self.fresh {
            // Only now it shows what text this is.
            self.pace = Pace::judge(self.document());
            self.outline_rows = Shown::default();
        }
        self.resized = None;
        self.finding.grow(last, now + 1);
        self.sift_near(self.top.place.part.max(last));
        let moved = |layout: &mut Layout, place: Place| {
            let mut place = place;
            while place.part >= last {
                let set = layout.part(place.part);
                if place.offset < set.part.end()
                    || place.part >= layout.document().pages().parts().saturating_sub(1)
                {
                    break;
                }
                place = Place {
                    part: place.part + 1,
                    offset: place.offset - set.part.end(),
                };
            }
            place
        };
        let layout = &mut self.layout;
        self.top.place = moved(layout, self.top.place);
        let mut following = self.following;
        let kept = self.left.iter_mut().chain(self.jumps.places_mut());
        for top in kept.chain(following.end_mut()) {
            top.place = moved(layout, top.place);
        }
        for place in self
            .landed
            .iter_mut()
            .chain(self.sidebar.cursor.iter_mut())
            .chain(self.finding.places_mut())
            .chain(self.explained.iter_mut().map(|e| &mut e.place))
            .chain(self.note.iter_mut().flat_map(Note::places_mut))
            .chain(self.correcting.corrections.places_mut())
        {
            *place = moved(layout, *place);
        }
        self.following = following;
        // What has come is counted too.
        self.pursue();
        self.unsay_nowhere();
    }

    /// Counts the source lines of a part that was judged before the first frame.
    pub fn count_lines(&mut self, parts: &[u32]) {
        self.learn(News::Judged(None, parts.to_vec()));
    }
}
