//! What is done about a file that changes while it is read; following it, reading it anew, saving the text.

use std::io;
use std::sync::Arc;

use super::Reader;
use super::visiting::is_beginning;
use crate::app::command::Command;
use crate::app::news::Standing;
use crate::app::{Effect, Moved, News, Shown};
use crate::document::Document;
use crate::outline::Structure;
use crate::outline::corrections::Finder;
use crate::read::{self, Format};
use crate::shell::following;
use crate::shell::reloading::{self, Cause, Order, Reloaded, Turned};
use crate::shell::saving::Saving;
use crate::source::{Change, Lack};

/// In a text that is no longer, in bytes, lines are soon counted.
const EASY: u64 = 8 << 20;

impl Reader {
    /// Looks whether the file is still what is shown: when anything happens is early enough, at the next key at latest.
    /// Nothing is said into what is being typed.
    pub(super) fn look(&mut self) {
        let followed = self.follower.is_some();
        if followed || self.reloading.is_some() || self.app.is_typing() {
            return;
        }
        let change = self.source.change();
        if std::mem::replace(&mut self.noticed, change) == change {
            return;
        }
        match change {
            None => {}
            // It is known that this one grows.
            Some(Change::Longer) if self.app.has_left_the_end() => {}
            Some(Change::Longer) => {
                self.announce("grown on disk: R reads on");
            }
            Some(Change::Replaced) => self.announce("replaced on disk: R reads it"),
            Some(Change::Deleted) => self.announce("deleted on disk, still here"),
            // What is shown is gone from the disk, and the rest of it as well.
            Some(Change::Shorter) => self.reload(Cause::Shorter, false),
            Some(Change::Rewritten) => self.reload(Cause::Rewritten, false),
        }
    }

    /// Why the text is not what its source is, as far as that was noticed and is not about to end.
    pub(super) fn standing(&self) -> Option<Standing> {
        match self.noticed {
            Some(Change::Longer) if self.app.has_left_the_end() => None,
            Some(Change::Longer) => Some(Standing::Grown),
            Some(Change::Replaced) => Some(Standing::Replaced),
            Some(Change::Deleted) => Some(Standing::Deleted),
            // It is being read anew.
            Some(Change::Shorter | Change::Rewritten) if self.reloading.is_some() => None,
            Some(Change::Shorter | Change::Rewritten) => Some(Standing::Changed),
            None => self.source.lack().map(|lack| match lack {
                Lack::Room => Standing::NotStored,
                Lack::End => Standing::CutShort,
                Lack::Wish => Standing::Stopped,
            }),
        }
    }

    /// Says it when all keys that wait are done, or the next of them would take it away.
    pub(super) fn announce(&mut self, text: impl Into<String>) {
        self.announcement = Some(text.into());
    }

    /// The file that is followed changed otherwise than by growing.
    pub(super) fn changed(&mut self, change: Change) {
        // What has come of that is found out when it is read.
        if self.reloading.is_some() {
            return;
        }
        let cause = match change {
            Change::Longer => return,
            Change::Deleted => {
                return self.announce("deleted on disk: waiting");
            }
            Change::Shorter => Cause::Shorter,
            Change::Rewritten => Cause::Rewritten,
            Change::Replaced => Cause::Replaced,
        };
        self.reload(cause, false);
    }

    /// Starts to read the file anew; then the end is where one stays, if `stay` says so.
    fn reload(&mut self, cause: Cause, stay: bool) {
        self.reloads += 1;
        self.reloading = Some(self.reloads);
        let order = Order {
            number: self.reloads,
            cause,
            source: Arc::clone(&self.source),
            format: self.format,
            as_source: self.meant.is_some() && !matches!(cause, Cause::Whole | Cause::Article),
            reached: self.app.reached(),
            stay: stay || self.app.is_following(),
            strictness: self.app.strictness(),
            anchors: self.app.anchors(),
            corrections: self.app.corrections_to_find(),
        };
        reloading::start(order, self.rope.clone(), &self.post);
    }

    pub(super) fn reload_as_asked(&mut self) {
        if self.source.is_kept() {
            return self.reload(Cause::Asked, false);
        }
        self.announce("only a file can be read again");
    }

    /// Shows all of a web page, or its article again.
    pub(super) fn toggle_whole(&mut self) {
        let (format, cause) = match self.format {
            Format::Html => (Format::WholeHtml, Cause::Whole),
            Format::WholeHtml => (Format::Html, Cause::Article),
            _ => {
                self.announce("only web pages have more around their article");
                return;
            }
        };
        let shown = self.meant.as_ref().unwrap_or(&self.document);
        if !self.source.finished() || !shown.pages().finished() {
            self.announce("still reading");
            return;
        }
        self.format = format;
        self.reload(cause, false);
    }

    /// The file was read anew, or could not be.
    pub(super) fn turn(&mut self, reloaded: Reloaded) -> Option<Effect> {
        if self.reloading != Some(reloaded.number) {
            return None;
        }
        match reloaded.turned {
            Ok(mut turned) => {
                let meant = turned.meant.take();
                self.arriving.leave();
                // Who asks for more around an article wants to see it.
                let extends = matches!(reloaded.cause, Cause::Whole | Cause::Article);
                let begins = extends && self.app.is_at_start();
                let found = self.turn_to(*turned);
                if begins {
                    self.app.go_to_start();
                }
                self.app.set_shown(match meant {
                    Some(_) => Shown::Source,
                    None => Shown::Meant,
                });
                self.meant = meant;
                if reloaded.stay {
                    self.app.stay_at_the_end();
                }
                let cause = reloaded.cause;
                self.announce(if found || reloaded.stay {
                    cause.to_string()
                } else {
                    format!("{cause}: what stood here is gone")
                });
            }
            Err(why) => {
                self.reloading = None;
                self.announce(format!("cannot read it: {why}"));
            }
        }
        Some(Effect::None)
    }

    /// Shows the same text in another form from now on, at the same line.
    pub(super) fn turn_to_form(&mut self, document: Document, shown: Shown) {
        let mut places = self.app.places_to_keep();
        if self.source.size() > EASY {
            // The one on top of the page comes first.
            places.truncate(1);
        }
        places.sort_unstable();
        let lines = self.document.lines_of(&places);
        let moved = places.into_iter().zip(document.places_of(&lines));
        let structure = Structure::glimpse_with(document.pages(), self.app.strictness());
        self.app.set_shown(shown);
        let (source, moved) = (Arc::clone(&self.source), Moved::Found(moved.collect()));
        self.turn_to(Turned::to(source, document, structure, moved));
    }

    /// Shows another text from now on. Says whether what is on top of the page was found in it.
    pub(super) fn turn_to(&mut self, turned: Turned) -> bool {
        let Turned {
            source,
            document,
            structure,
            moved,
            located,
            ..
        } = turned;
        let seen = structure.judged;
        let found = self.app.turn_to(document.clone(), structure, &moved);
        let corrections = self.app.corrections_to_find();
        self.app.learn(News::Located(located));
        let finder = (!corrections.is_empty()).then(|| Finder::new(corrections));
        self.follower = None;
        self.text = self.judging.turn_to(document.clone(), finder);
        if is_beginning(&document) {
            // What its format marks is known, and the rest follows.
            self.judging.rest();
        } else {
            self.judging.start(self.app.strictness(), seen);
        }
        self.keeper.turn_to(document.clone());
        (self.source, self.document) = (source, document);
        (self.reloading, self.noticed, self.missed) = (None, None, false);
        found
    }

    /// Stays at the end of a file from now on.
    pub(super) fn follow(&mut self) {
        if read::is_rich(self.format) {
            return self.announce("only plain text can be followed: R reads this anew");
        }
        let cause = match self.source.change() {
            None | Some(Change::Longer | Change::Deleted) => None,
            Some(Change::Shorter) => Some(Cause::Shorter),
            Some(Change::Rewritten) => Some(Cause::Rewritten),
            Some(Change::Replaced) => Some(Cause::Replaced),
        };
        if let Some(cause) = cause {
            return self.reload(cause, true);
        }
        let source = match self.source.followed() {
            Ok(source) => Arc::new(source),
            Err(why) if self.source.is_kept() => {
                return self.announce(format!("cannot follow it: {why}"));
            }
            Err(_) => {
                // Its end is what one wanted to see.
                self.app.update(Command::Bottom, None);
                return self.announce("all of it has come");
            }
        };
        let document = read::open(&source, self.format).document;
        let moved = Moved::joined(&self.document, &document);
        let mut structure = self.app.structure_moved(&moved);
        structure.judged = structure.judged.min(document.pages().parts());
        self.turn_to(Turned::to(source, document, structure, moved));
        self.app.stay_at_the_end();
    }

    /// Sees to it that somebody looks whether the file has grown, and nobody when the person does not stay at its end.
    pub(super) fn tend_follower(&mut self) -> io::Result<()> {
        if !self.source.is_file() || self.source.finished() {
            return Ok(());
        }
        if !self.app.is_following() {
            self.follower = None;
            self.source.stop_following();
            self.rope.pull();
            self.app.learn(News::Grown);
            self.app.settle();
        } else if self.follower.is_none() {
            let (source, rope) = (Arc::clone(&self.source), self.rope.clone());
            self.follower = Some(following::start(source, rope, self.post.clone())?);
        }
        Ok(())
    }

    pub(super) fn save(&mut self) {
        let (source, order) = (Arc::clone(&self.source), self.app.save_order());
        self.saving = Some(Saving::start(source, order, &self.post));
    }

    pub(super) fn stop_saving(&mut self) {
        if let Some(saving) = &self.saving {
            saving.cancel();
        }
    }
}
