//! A text that comes so slowly that what it is written in shows only when more of it is there.

use std::sync::Arc;

use super::Reader;
use crate::app::Shown;
use crate::read::{self, Format, Opened};
use crate::shell::args::{HEAD, Reading};
use crate::source::Source;

/// What came of a text was too little to see what it is written in, so it is shown as plain text until that is clear.
pub(super) struct Open {
    source: Arc<Source>,
    reading: Reading,
}

impl Open {
    /// Whether the format of a text is an open question: nobody has said it, and what shows it may still come.
    pub(super) fn of(source: &Arc<Source>, format: Format, reading: &Reading) -> Option<Self> {
        let may_show = !source.finished() && source.size() < HEAD;
        let asked = reading.format.is_none() && !reading.follow;
        (format == Format::Plain && may_show && asked).then(|| Self {
            source: Arc::clone(source),
            reading: reading.clone(),
        })
    }
}

impl Reader {
    /// Goes over to a text as its marks mean it, at the same line, where enough of it has come to see them; says whether
    /// it did. This is decided once. While less is there the text is shown as it comes.
    pub(super) fn recognise(&mut self) -> bool {
        let comes = |open: &Open| !open.source.finished() && open.source.size() < HEAD;
        if self.open.as_ref().is_none_or(comes) {
            return false;
        }
        let Some(open) = self.open.take() else {
            return false;
        };
        // Who went elsewhere, stays at the end or wants the lines as they are has chosen.
        let chosen = self.app.is_written() || self.app.is_following();
        if chosen || !Arc::ptr_eq(&open.source, &self.source) {
            return false;
        }
        let format = open.reading.format_of(&self.source, None);
        if !read::is_rich(format) && !matches!(format, Format::Tar | Format::Code) {
            return false;
        }
        let Opened {
            document,
            rest,
            trouble,
            refused,
        } = read::open(&self.source, format);
        if let Some(trouble) = refused.or(trouble.map(str::to_owned)) {
            self.announce(trouble);
            return true;
        }
        self.format = format;
        self.turn_to_form(document, Shown::Meant);
        if let Some(rest) = rest {
            self.read_rest(rest);
        }
        true
    }
}
