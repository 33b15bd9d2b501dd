//! Pages of the web: the article that stands on one, without what is around it, or all of it.

mod agreed;
mod mended;
mod names;
mod places;
mod slugs;
mod texinfo;
mod twins;
mod weight;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use super::tree::{Lines, Syntax, Tree, Walk, charset, keep_sides};
use super::{Extent, Given, PAGE, text_said};
use crate::document::Face;
use crate::document::builder::Builder;
use crate::source::Source;
use crate::text;

/// On pages of more nodes than this no article is looked for: that takes several copies of the tree.
const MOST: usize = 150_000;
/// An article of fewer characters than this may be a mistake.
const SHORT: usize = 500;
/// So many nodes of an article are looked at to find whether it says who wrote it, with so many bytes around that.
const NEAR: usize = 60;
const AROUND_BYLINE: usize = 60;
/// What marks the article in the tree where it was found.
const FOUND: &str = "readability-page-1";

/// Reads the article of a page; the whole page where there is none.
pub(super) fn read(source: &Source, extent: Extent) -> Given {
    let page = Page::of(source, extent);
    let tree = page.tree();
    if texinfo::is_manual(&tree) {
        texinfo::bare(&tree);
        return page.written(&tree);
    }
    if tree.nodes > MOST || weight::is_too_heavy(&tree.document.root(), page.text.len()) {
        return page.written(&tree);
    }
    page.article(tree).unwrap_or_else(|| page.whole())
}

/// Reads all that is on a page.
pub(super) fn read_whole(source: &Source, extent: Extent) -> Given {
    Page::of(source, extent).whole()
}

/// A page that was decoded.
struct Page {
    text: String,
    encoding: Option<&'static str>,
    extent: Extent,
}

impl Page {
    fn of(source: &Source, extent: Extent) -> Self {
        let (text, encoding) = text_said(source, extent, PAGE, charset::said);
        Self {
            text,
            encoding,
            extent,
        }
    }

    fn tree(&self) -> Tree {
        let is_xml = self.text.trim_start().starts_with("<?xml");
        let syntax = if is_xml { Syntax::Xml } else { Syntax::Html };
        Tree::of(&self.text, syntax)
    }

    fn builder(&self, language: Option<&str>) -> Builder {
        let mut builder = Builder::new();
        builder.encoding(self.encoding);
        if let Some(language) = language {
            builder.language(language);
        }
        builder
    }

    fn whole(&self) -> Given {
        let tree = self.tree();
        places::drop_signs(&tree.document.root());
        self.written(&tree)
    }

    /// All that a tree has.
    fn written(&self, tree: &Tree) -> Given {
        let mut builder = self.builder(tree.language().as_deref());
        let mut walk = Walk::new(&mut builder, &tree.lines);
        walk.base = tree.base();
        walk.write(tree.body());
        if let Some(title) = tree.title()
            && !builder.has_lone_heading()
        {
            builder.called(&title);
        }
        builder.finish(self.extent == Extent::Whole)
    }

    /// The article, if there is one.
    fn article(&self, tree: Tree) -> Option<Given> {
        let (base, language) = (tree.base(), tree.language());
        let said = words_of(&tree.document.root());
        let (document, known) = mend(tree);
        let mut looked = Looked::at(document)?;
        if looked.article.length < SHORT && looked.article.length * 2 < said {
            return None;
        }
        if let Some(more) = self.with_twins(&looked) {
            looked = more;
        }
        let found = looked.found()?;
        let title = &looked.article.title;
        let left_out = names::left_out(&looked.reader.doc, title, &known.headings);
        let title = names::title(title, &known.headings, left_out, &found);
        agreed::leave_out_shares(&found);
        places::give_back(&found, &known.places);
        let mut builder = self.builder(language.as_deref());
        if !has_heading(&found, &title) {
            builder.title();
            builder.text(&title);
            builder.end();
        }
        let byline = looked.article.byline.as_deref();
        let byline = byline.filter(|by| !by.starts_with("http"));
        if let Some(byline) = byline.filter(|by| !has_byline(&found, by)) {
            builder.face(Face::Quiet);
            builder.text(byline);
            builder.plain();
            builder.end();
        }
        let mut walk = Walk::new(&mut builder, &known.lines);
        walk.base = base;
        walk.write(found);
        builder.called(&title);
        Some(builder.finish(self.extent == Extent::Whole))
    }

    /// The article with what stands in boxes like its own, if that is more.
    fn with_twins(&self, looked: &Looked) -> Option<Looked> {
        let one = looked.found()?;
        let found = twins::Found::among_words(&one)?;
        let (page, _) = mend(self.tree());
        let sign = twins::point_out(&page, found.holder(&page)?);
        let more = Looked::at(page)?;
        NodeRef::new(sign, &more.reader.doc.tree).remove_from_parent();
        let is_more = twins::length(&more.found()?) * 5 > twins::length(&one) * 6;
        is_more.then_some(more)
    }
}

/// What is known of a page before its article is looked for.
struct Known {
    lines: Lines,
    headings: Vec<names::Said>,
    places: Vec<places::Place>,
}

/// A page as what finds articles reads it best, and what is known of it.
fn mend(tree: Tree) -> (Document, Known) {
    let root = tree.document.root();
    mended::free_headings(&root);
    mended::free_words(&root);
    mended::keep_sayers(&root);
    mended::keep_ticks(&root);
    mended::keep_front(&root);
    mended::show_formulas(&root);
    places::drop_signs(&root);
    let mut places = places::empty(&root);
    let headings = names::headings(&root);
    places.extend(slugs::forget(&headings));
    places.extend(agreed::keep_words(&root));
    mended::keep_headers(&root, &headings);
    mended::keep_line_ends(&root);
    agreed::keep_in_cells(&root);
    keep_sides(&root);
    let headings = names::said(&headings);
    let known = Known {
        lines: tree.lines,
        headings,
        places,
    };
    (tree.document, known)
}

/// A page on which an article was looked for.
struct Looked {
    reader: Readability,
    article: Article,
}

impl Looked {
    fn at(page: Document) -> Option<Self> {
        let config = Config {
            // Classes say what language code is in.
            keep_classes: true,
            ..Config::default()
        };
        let mut reader = Readability::with_document(page, None, Some(config)).ok()?;
        let article = reader.parse().ok()?;
        Some(Self { reader, article })
    }

    /// What was found.
    fn found(&self) -> Option<NodeRef<'_>> {
        let root = self.reader.doc.root();
        let is_found = |node: &NodeRef| node.id_attr().is_some_and(|id| &*id == FOUND);
        let found = root.descendants_it().find(is_found)?;
        Some(NodeRef::new(found.id, &self.reader.doc.tree))
    }
}

/// About how many characters of words stand on a page.
fn words_of(root: &NodeRef) -> usize {
    let hidden = [
        "script", "style", "noscript", "template", "title", "textarea",
    ];
    let words = root.descendants_it().filter(|node| {
        node.is_text()
            && node.parent().is_some_and(|parent| {
                let name = parent.node_name();
                name.is_none_or(|name| !hidden.contains(&&*name))
            })
    });
    words.map(|words| words.text().trim().chars().count()).sum()
}

/// Whether one of such characters is said in an element.
fn says(node: &NodeRef, such: fn(char) -> bool) -> bool {
    let mut words = node.descendants_it().filter(NodeRef::is_text);
    words.any(|words| words.text().contains(such))
}

/// Whether an article says its title itself.
fn has_heading(article: &NodeRef, title: &str) -> bool {
    let title = text::folded(title);
    let mut headings = article.descendants_it().filter(|node| {
        let name = node.node_name();
        name.is_some_and(|name| matches!(&*name, "h1" | "h2"))
    });
    headings
        .next()
        .is_some_and(|first| names::words(&first).as_deref() == Some(&title))
}

/// Whether an article says near its beginning who wrote it, in a few words of their own.
fn has_byline(article: &NodeRef, byline: &str) -> bool {
    let byline = text::folded(byline).to_lowercase();
    let near = article.descendants_it().filter(NodeRef::is_element);
    near.take(NEAR).any(|node| {
        let said = names::words(&node).unwrap_or_default();
        let short = said.len() <= byline.len() + AROUND_BYLINE;
        short && said.to_lowercase().contains(&byline)
    })
}
