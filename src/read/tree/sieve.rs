//! Holds back what a page says too much of, before it becomes a part of the tree: elements nested too deep, too many of
//! them. Their words stay. It also lets XML close its own tags.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use dom_query::NodeId;
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::Syntax;
use super::sink::Sink;

/// So deep do elements stand in each other.
const DEEPEST: u32 = 256;
/// Below so many elements, one that only looks otherwise is passed over: browsers make all of those that are open anew
/// in every paragraph.
const DEEPEST_LOOKS: u32 = 48;
/// After so many overlaps of tags, what only looks otherwise is passed over: each overlap may take as long as the page is
/// deep by then, and nobody writes so many.
const MOST_MOVES: u32 = 1000;
/// So many nodes make a tree: they take about 200 bytes each.
const MOST: usize = 600_000;

/// Passes tokens on to what makes the tree.
pub(super) struct Sieve {
    builder: TreeBuilder<NodeId, Sink>,
    syntax: Syntax,
    /// Elements that were held back and whose ends are still to come.
    held: RefCell<HashMap<LocalName, u32>>,
    any_held: Cell<bool>,
}

type Verdict = TokenSinkResult<NodeId>;

impl Sieve {
    pub(super) fn new(syntax: Syntax) -> Self {
        let options = TreeBuilderOpts {
            scripting_enabled: false,
            drop_doctype: true,
            ..TreeBuilderOpts::default()
        };
        Self {
            builder: TreeBuilder::new(Sink::default(), options),
            syntax,
            held: RefCell::default(),
            any_held: Cell::new(false),
        }
    }

    /// What the tree was made in.
    pub(super) fn into_sink(self) -> Sink {
        self.builder.sink
    }

    fn start(&self, mut tag: Tag, line: u64) -> Verdict {
        let closes = self.syntax == Syntax::Xml && tag.self_closing && !is_void(&tag.name);
        if closes && raw(&tag.name).is_some() {
            return TokenSinkResult::Continue;
        }
        if self.is_too_much(&tag.name) {
            if !closes {
                *self.held.borrow_mut().entry(tag.name).or_default() += 1;
                self.any_held.set(true);
            }
            return TokenSinkResult::Continue;
        }
        if !closes {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        tag.self_closing = false;
        let end = Tag {
            kind: TagKind::EndTag,
            name: tag.name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let _ = self.builder.process_token(Token::TagToken(tag), line);
        self.builder.process_token(Token::TagToken(end), line)
    }

    fn end_of(&self, tag: Tag, line: u64) -> Verdict {
        if self.syntax == Syntax::Xml && is_void(&tag.name) {
            return TokenSinkResult::Continue;
        }
        if self.any_held.get()
            && let Some(held) = self.held.borrow_mut().get_mut(&tag.name)
            && *held > 0
        {
            *held -= 1;
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// Whether an element may not become a part of the tree where it would stand.
    fn is_too_much(&self, name: &LocalName) -> bool {
        let sink = &self.builder.sink;
        let depth = sink.depth();
        let tangled = sink.moves() > MOST_MOVES;
        if depth < DEEPEST_LOOKS && sink.nodes() < MOST && !tangled {
            return false;
        }
        // What has no inside makes nothing deeper, and how the inside of others is read depends on them.
        let stays = raw(name).is_some() || is_void(name);
        let looks = is_looks(name) && (depth >= DEEPEST_LOOKS || tangled);
        (depth >= DEEPEST || looks) && !stays || sink.nodes() >= MOST && raw(name).is_none()
    }
}

impl TokenSink for Sieve {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> Verdict {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end_of(tag, line),
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.syntax == Syntax::Xml
            || self
                .builder
                .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether an element has nothing inside.
fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
        "param", "source", "track", "wbr",
    ]
    .contains(&name)
}

/// How the inside of an element is read, if not as tags and words.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Whether an element says only how its inside looks, as far as browsers care.
fn is_looks(name: &str) -> bool {
    [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ]
    .contains(&name)
}
