//! Captions that say a second time what a picture was said to be.

use super::{Looks, Writer};

/// What a picture was said to be, and the words after it as long as they say the same.
pub(super) struct Caption {
    said: String,
    /// How far they have said it.
    at: usize,
    withheld: Vec<(String, Looks)>,
}

impl Caption {
    /// What may be said again; none where nothing was said.
    pub(super) fn of(said: String) -> Option<Self> {
        (!said.trim().is_empty()).then_some(Self {
            said,
            at: 0,
            withheld: Vec::new(),
        })
    }
}

impl Writer {
    /// Keeps back words that begin a paragraph with what was said of the picture above it. Says whether they are kept back.
    pub(super) fn withhold(&mut self, words: &str) -> bool {
        let may_repeat = !self.paragraph.begun && self.table.depth == 0;
        let Some(caption) = self.caption.as_mut().filter(|_| may_repeat) else {
            return false;
        };
        let rest = caption.said.get(caption.at..).unwrap_or("");
        let is_same = rest.starts_with(words);
        if is_same {
            caption.at += words.len();
            caption.withheld.push((words.to_owned(), self.looks));
        }
        is_same
    }

    /// Whether the paragraph has words, which are said now if they were kept back: more than words follows.
    pub(super) fn has_begun(&mut self) -> bool {
        if self.caption.as_ref().is_some_and(|caption| caption.at > 0) {
            self.say_withheld();
        }
        self.paragraph.begun
    }

    /// Says what was kept back, for what follows is something else.
    pub(super) fn say_withheld(&mut self) {
        let caption = self.caption.take();
        for (words, looks) in caption.into_iter().flat_map(|caption| caption.withheld) {
            self.write(&words, looks);
        }
    }

    /// Ends a paragraph: if it has said no more than was said of the picture, it is not shown.
    pub(super) fn end_caption(&mut self) {
        let Some(caption) = &self.caption else { return };
        if caption.at == caption.said.len() {
            self.caption = None;
        } else if caption.at > 0 {
            self.say_withheld();
        }
    }
}
