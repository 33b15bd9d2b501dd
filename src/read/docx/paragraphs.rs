//! What stands around the words of a paragraph: it is opened when its first word comes.

use super::captions::Caption;
use super::numbers;
use super::styles::Role;
use super::{Paragraph, Writer};
use crate::text;

/// Cells by which entries stand further right than those that they belong to.
const INSET: u16 = 2;
/// For each level, how far right of their markers the words of the last entry stand.
pub(super) type Hangs = [u16; 9];

impl Writer {
    /// Opens the block of the paragraph, when its first word comes.
    pub(super) fn begin(&mut self) {
        self.say_withheld();
        if std::mem::replace(&mut self.paragraph.begun, true) {
            return;
        }
        if self.table.depth > 0 {
            return self.begin_in_cell();
        }
        let role = self.paragraph.role;
        let list = self.paragraph.list.clone();
        let level = self.paragraph.level;
        if let (Some(list), Some(Role::Heading(deep))) = (&list, role) {
            let number = self.numbers.next(list, level);
            self.end_lists();
            self.builder.heading(deep);
            if number != numbers::BULLET && !number.is_empty() {
                self.builder.text(&(number + " "));
            }
            return;
        }
        let list = list.filter(|_| role != Some(Role::Title));
        // A marker stands before words, and above code.
        let role = role.filter(|role| list.is_none() || *role == Role::Code);
        if let Some(list) = list {
            self.begin_entry(&list, level);
        } else {
            self.end_lists();
        }
        match role {
            Some(Role::Title) => self.builder.title(),
            Some(Role::Heading(level)) => self.builder.heading(level),
            Some(Role::Code) => self.builder.code(None),
            Some(Role::Quote) => {
                self.builder.quote();
                self.paragraph.entered += 1;
                self.builder.paragraph();
            }
            Some(Role::Words) | None => self.builder.paragraph(),
        }
    }

    /// Begins an entry of a list, or goes on in the one before where no marker is shown.
    fn begin_entry(&mut self, list: &str, level: u8) {
        if !std::mem::replace(&mut self.in_list, true) {
            self.builder.list(true);
        }
        let marker = self.numbers.next(list, level);
        let inset = INSET * u16::from(level);
        let hangs = self.hangs.get_mut(usize::from(level));
        if marker.is_empty() {
            let hang = hangs.map_or(0, |hang| *hang);
            self.builder.indent(inset + hang.max(INSET));
            self.builder.loose();
        } else {
            if let Some(hang) = hangs {
                *hang = text::cells(&marker) as u16 + 1;
            }
            if level > 0 {
                self.builder.indent(inset);
                self.paragraph.entered += 1;
            }
            self.builder.item(&marker);
        }
        self.paragraph.entered += 1;
    }

    /// The same in a cell, where each paragraph is a line.
    fn begin_in_cell(&mut self) {
        if let Some(list) = &self.paragraph.list {
            let marker = self.numbers.next(list, self.paragraph.level);
            let heading = matches!(self.paragraph.role, Some(Role::Title | Role::Heading(_)));
            if !(marker.is_empty() || heading && marker == numbers::BULLET) {
                self.builder.text(&(marker + " "));
            }
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.end_formula();
        self.end_caption();
        if self.table.depth > 0 {
            return self.builder.break_line();
        }
        if self.paragraph.begun {
            self.builder.end();
        } else if let (Some(list), Some(Role::Heading(_))) =
            (&self.paragraph.list, self.paragraph.role)
        {
            // It has no words, but counts.
            self.numbers.next(list, self.paragraph.level);
        }
        for _ in 0..std::mem::take(&mut self.paragraph.entered) {
            self.builder.leave();
        }
        if let Some(pictured) = self.paragraph.pictured.take() {
            self.caption = Caption::of(pictured);
        }
        self.paragraph = Paragraph::default();
    }

    pub(super) fn end_lists(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.hangs = Hangs::default();
            self.builder.end_list();
        }
    }
}
