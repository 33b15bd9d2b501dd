//! Manual pages in source: the macros of man(7) and mdoc(7), and what they need of roff below them.
//!
//! Nothing is ever executed and no other file is read: `.sy`, `.pso` and `.open` mean nothing here, and `.so` is shown
//! as a link. (Where a page is nothing but that, the other one is opened in its place, before anybody reads it.) What a
//! macro makes of itself is bounded (see [`input`]).

mod escapes;
mod glyphs;
mod input;
mod macros;
mod mdoc;
mod number;
mod requests;
mod runs;
mod table;
mod writer;

use super::{Extent, Given, text_of};
use crate::source::Source;
use input::{Input, Item};
use mdoc::Mdoc;
use runs::Font;
use writer::Writer;

/// Reads a page, or its beginning.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let (text, encoding) = text_of(source, extent);
    let mut page = Page::new(&text);
    page.out.builder.encoding(encoding);
    while let Some(item) = page.next() {
        page.take(item);
    }
    page.end(extent == Extent::Whole)
}

/// A page that is being read.
struct Page<'a> {
    input: Input<'a>,
    out: Writer,
    /// The font in which the next line of text stands alone.
    next_font: Option<Font>,
    /// How many lines of text are still to keep their ends.
    centred: u32,
    mdoc: Mdoc,
}

impl<'a> Page<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            input: Input::new(text),
            out: Writer::new(),
            next_font: None,
            centred: 0,
            mdoc: Mdoc::default(),
        }
    }

    fn next(&mut self) -> Option<Item> {
        self.input.next()
    }

    fn take(&mut self, item: Item) {
        self.out.at(self.input.line());
        match item {
            Item::Text(text) => self.text(&text),
            Item::Request(name, rest) => {
                // What is not known is left out, as formatters do.
                let _ = self.request(&name, &rest)
                    || self.macro_of_man(&name, &rest)
                    || self.macro_of_mdoc(&name, &rest);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            self.out.space();
            return;
        }
        if self.in_columns() {
            return self.column_text(text);
        }
        self.mdoc_text_begins();
        match self.next_font.take() {
            Some(font) => {
                self.out.set(font);
                self.out.text_line(text, &self.input);
                self.out.set(Font::default());
            }
            None => self.out.text_line(text, &self.input),
        }
        self.text_done();
    }

    /// A line with text has ended.
    fn text_done(&mut self) {
        self.out.line_done();
        if self.centred > 0 {
            self.centred -= 1;
            self.out.break_line();
        }
    }

    fn end(mut self, whole: bool) -> Given {
        self.end_of_mdoc();
        self.out.finish(whole)
    }
}
