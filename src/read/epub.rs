//! EPUB 2 and 3: pages of the web in an archive, in the order of their book, and contents that stand beside them.
//!
//! Only what is read is looked for in the archive, and only there. The [contents](toc) are the outline; a book without
//! them has the headings of its text.

mod files;
mod package;
mod places;
mod toc;

use std::collections::HashSet;
use std::sync::Arc;

use dom_query::NodeRef;

use super::archive::Archive;
use super::tree::{Lines, Syntax, Tree, Walk};
use super::{BEGINNING, Extent};
use crate::document::builder::Builder;
use crate::document::{Face, Given, Kind, Pages, Place};
use crate::source::Source;
use crate::text;
use files::{Files, Taken};
use package::{Chapter, Package};
use toc::Entry;

/// So much of a chapter, in bytes, is read for the beginning of a book.
const AHEAD: u64 = 128 << 10;
/// Chapters that are looked at to find whether the book says its title itself, and how far, in bytes.
const LOOKED_AT: (usize, u64) = (3, 8 << 10);
/// A title may stand on so many blocks, and so many bytes about its authors behind it on the last one.
const TOGETHER: usize = 4;
const LONGER: usize = 128;

/// How much of a book is read, in bytes as they are in its files. It may be packed into a thousandth of that.
#[derive(Clone, Copy)]
struct Bounds {
    book: u64,
    chapter: u64,
}

const BOUNDS: Bounds = Bounds {
    book: 64 << 20,
    chapter: 16 << 20,
};

/// Reads a book, or its beginning.
///
/// # Errors
/// When nothing of it can be had.
pub(super) fn read(source: &Arc<Source>, extent: Extent) -> Result<Given, String> {
    read_within(source, extent, BOUNDS)
}

fn read_within(source: &Arc<Source>, extent: Extent, bounds: Bounds) -> Result<Given, String> {
    if !source.finished() {
        if extent == Extent::Whole {
            return Err("too long to be read through a pipe".to_owned());
        }
        return Ok(Builder::new().finish(false));
    }
    let mut files = Files::new(Archive::open(source)?, bounds);
    let package = Package::of(&mut files)?;
    let contents = toc::of(&mut files, &package);
    let mut writer = Writer::new(contents, extent);
    writer.begin(&package, &mut files);
    for chapter in &package.chapters {
        if extent == Extent::Beginning && writer.builder.written() >= BEGINNING {
            writer.whole = false;
            break;
        }
        writer.chapter(chapter, &mut files);
    }
    writer.finish(&package)
}

struct Writer {
    builder: Builder,
    contents: Vec<Entry>,
    extent: Extent,
    /// Whether all was read that is to be had.
    whole: bool,
    /// Where something begins that looks like a heading.
    looks: HashSet<Place>,
    /// Chapters that were read, those that are missing, and whether any was too long.
    shown: usize,
    missing: usize,
    cut: bool,
}

impl Writer {
    fn new(contents: Vec<Entry>, extent: Extent) -> Self {
        Self {
            builder: Builder::new(),
            contents,
            extent,
            whole: true,
            looks: HashSet::new(),
            shown: 0,
            missing: 0,
            cut: false,
        }
    }

    /// Writes what the book is called and who wrote it, unless its first pages say so.
    fn begin(&mut self, package: &Package, files: &mut Files) {
        if let Some(language) = &package.language {
            self.builder.language(language);
        }
        if package.title.is_empty() || says(package, files) {
            return;
        }
        self.builder.title();
        self.builder.text(&package.title);
        self.builder.end();
        if !package.authors.is_empty() {
            self.builder.face(Face::Quiet);
            self.builder.text(&package.authors.join(", "));
            self.builder.plain();
            self.builder.end();
        }
    }

    fn chapter(&mut self, chapter: &Chapter, files: &mut Files) {
        let path = &chapter.path;
        self.builder.end();
        self.builder.target(path);
        if chapter.is_picture {
            self.builder.picture(path, "");
            self.shown += 1;
            return;
        }
        let most = match self.extent {
            Extent::Beginning => AHEAD,
            Extent::SoFar | Extent::Whole => u64::MAX,
        };
        match files.take(path, most) {
            Taken::All(page) => self.page(path, &page),
            Taken::Piece(page) => {
                if self.extent == Extent::Beginning {
                    self.whole = false;
                } else {
                    self.cut = true;
                }
                self.page(path, &page);
            }
            Taken::Full => self.cut = true,
            Taken::Nothing => {
                self.missing += 1;
                self.builder.face(Face::Quiet);
                self.builder
                    .text(&format!("What stands here is missing: {path}"));
                self.builder.plain();
                self.builder.end();
            }
        }
    }

    fn page(&mut self, path: &str, page: &str) {
        self.shown += 1;
        let tree = tree_of(page);
        if let Some(language) = tree.language() {
            self.builder.language(&language);
        }
        let lines = Lines::none();
        let marked = self.contents.is_empty();
        let mut walk = Walk::of_book(&mut self.builder, &lines, path, marked);
        walk.write(tree.body());
        self.looks.extend(walk.looks());
    }

    fn finish(mut self, package: &Package) -> Result<Given, String> {
        if self.shown == 0 && self.whole {
            return Err(if self.missing > 0 {
                "none of its chapters can be read"
            } else {
                "there is no chapter in it"
            }
            .to_owned());
        }
        if !package.title.is_empty() {
            self.builder.called(&package.title);
        }
        // Files that only the contents name. Of those that are read in their order it is known.
        let known: HashSet<&str> = package.chapters.iter().map(|c| &*c.path).collect();
        let lacking = self.contents.iter().filter_map(Entry::missing);
        let lacking = lacking.filter(|path| !known.contains(path));
        self.missing += lacking.collect::<HashSet<_>>().len();
        let mut text = self.builder.finish(self.whole);
        if !self.contents.is_empty() {
            let headings = places::of(&text, &self.contents, &self.looks, self.whole);
            text = text.headed(headings);
        }
        let trouble = match (self.cut, self.missing) {
            (true, _) => Some("too long a book: not all of it is shown"),
            (_, 0) => None,
            (_, 1) => Some("a chapter of this book is missing"),
            _ => Some("some chapters of this book are missing"),
        };
        Ok(text.lacking(trouble))
    }
}

/// The tree of a page. What does not look like XML, or has no words by its rules, is read as browsers read pages.
fn tree_of(page: &str) -> Tree {
    let head = text::head(page, 1024);
    if head.contains("<?xml") || head.contains("xmlns") {
        let tree = Tree::of(page, Syntax::Xml);
        if shows_anything(&tree.body()) {
            return tree;
        }
    }
    Tree::of(page, Syntax::Html)
}

fn shows_anything(body: &NodeRef) -> bool {
    body.descendants_it().any(|node| {
        let is_picture = node.has_name("img") || node.has_name("svg");
        is_picture || node.is_text() && !node.text().trim().is_empty()
    })
}

/// Whether the first pages of a book say its title: a block does, or some that stand below each other, with its authors or
/// without them.
fn says(package: &Package, files: &mut Files) -> bool {
    let title = folded(&package.title);
    let authors = package.authors.iter().map(|author| folded(author));
    let authors: Vec<String> = authors.filter(|author| !author.is_empty()).collect();
    let is_title = |said: &str| {
        said.strip_prefix(&*title).is_some_and(|rest| {
            rest.is_empty() || rest.len() <= LONGER && authors.iter().any(|a| rest.contains(&**a))
        })
    };
    let pages = package.chapters.iter().filter(|c| !c.is_picture);
    pages.take(LOOKED_AT.0).any(|chapter| {
        let taken = files.take(&chapter.path, LOOKED_AT.1);
        let (Taken::All(page) | Taken::Piece(page)) = taken else {
            return false;
        };
        let blocks = blocks_of(&page);
        (0..blocks.len()).any(|first| {
            let mut said = String::new();
            blocks.iter().skip(first).take(TOGETHER).any(|block| {
                said += block;
                is_title(&said)
            })
        })
    })
}

/// What the blocks of a page say, as it is compared.
fn blocks_of(page: &str) -> Vec<String> {
    let mut builder = Builder::new();
    let lines = Lines::none();
    let tree = tree_of(page);
    Walk::of_book(&mut builder, &lines, "", true).write(tree.body());
    let text = builder.finish(true);
    let mut said = Vec::new();
    for number in 0..text.parts() {
        let part = text.part(number);
        let blocks = text.blocks(&part).into_iter();
        let words = blocks.filter(|block| block.kind != Kind::Picture);
        said.extend(words.map(|block| folded(part.slice(block.range))));
    }
    said.retain(|words| !words.is_empty());
    said
}

/// Words as they are compared: only their letters and digits.
fn folded(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// What is shown, and what is told, of a book of three chapters, each of 1000 words.
    fn shown(bounds: Bounds) -> (usize, Option<&'static str>) {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut file = |name: &str, text: &str| {
            let options = SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        let (mut items, mut spine) = (String::new(), String::new());
        for number in 0..3 {
            items += &format!("<item id='{number}' href='{number}'/>");
            spine += &format!("<itemref idref='{number}'/>");
            file(&number.to_string(), &format!("<p>{}", "word ".repeat(1000)));
        }
        file(
            "a.opf",
            &format!("<package>{items}<spine>{spine}</spine></package>"),
        );
        let bytes = zip.finish().unwrap().into_inner();
        let source = Arc::new(Source::from_bytes("a book", bytes));
        let book = read_within(&source, Extent::Whole, bounds)
            .map_err(drop)
            .unwrap();
        let words = book.part(0).text.matches("word").count();
        (words, book.trouble())
    }

    #[test]
    fn a_book_that_grows_out_of_bounds_is_cut() {
        let cut = Some("too long a book: not all of it is shown");
        let of = |book, chapter| shown(Bounds { book, chapter });
        assert_eq!(of(1 << 20, 1 << 20), (3000, None));
        assert_eq!(of(1 << 20, 503), (300, cut));
        let (words, told) = of(8000, 1 << 20);
        assert!((1000..1700).contains(&words), "{words}");
        assert_eq!(told, cut);
    }
}
