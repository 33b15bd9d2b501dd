//! What stands around the words of a paragraph: it is opened when its first word comes.

use super::numbers;
use super::styles::Role;
use super::{Paragraph, Writer};

impl Writer {
    /// Opens the block of the paragraph, when its first word comes.
    pub(super) fn begin(&mut self) {
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
            if number != numbers::BULLET {
                self.builder.text(&(number + " "));
            }
            return;
        }
        if let Some(list) = list.filter(|_| role != Some(Role::Title)) {
            if !std::mem::replace(&mut self.in_list, true) {
                self.builder.list(true);
            }
            if level > 0 {
                self.builder.indent(2 * u16::from(level));
                self.paragraph.entered += 1;
            }
            let marker = self.numbers.next(&list, level);
            self.builder.item(&marker);
            self.paragraph.entered += 1;
            return self.builder.paragraph();
        }
        self.end_lists();
        match role {
            Some(Role::Title) => self.builder.title(),
            Some(Role::Heading(level)) => self.builder.heading(level),
            Some(Role::Code) => self.builder.code(None),
            Some(Role::Quote) => {
                self.builder.quote();
                self.paragraph.entered += 1;
                self.builder.paragraph();
            }
            None => self.builder.paragraph(),
        }
    }

    /// The same in a cell, where each paragraph is a line.
    fn begin_in_cell(&mut self) {
        if let Some(list) = &self.paragraph.list {
            let marker = self.numbers.next(list, self.paragraph.level);
            let heading = matches!(self.paragraph.role, Some(Role::Title | Role::Heading(_)));
            if !heading || marker != numbers::BULLET {
                self.builder.text(&(marker + " "));
            }
        }
    }

    pub(super) fn end_paragraph(&mut self) {
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
        self.paragraph = Paragraph::default();
    }

    pub(super) fn end_lists(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.builder.end_list();
        }
    }
}
