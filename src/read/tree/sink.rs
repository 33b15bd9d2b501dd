//! Where the tree is made: it remembers of each element its source line, and how deep it stands.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use dom_query::{Document, NodeId};
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

/// What is remembered of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) line: u64,
    depth: u32,
}

/// Numbers that are given out in order need no better mixing.
#[derive(Default)]
pub(super) struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26)
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number);
    }
    fn write_usize(&mut self, number: usize) {
        self.0 = number as u64;
    }
}

/// What is remembered of all of them.
pub(super) type Known = HashMap<NodeId, Element, BuildHasherDefault<Plain>>;

/// A tree in the making.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) document: Document,
    pub(super) known: RefCell<Known>,
    /// The source line of the token that is taken.
    line: Cell<u64>,
    /// How many elements are open around what comes next.
    depth: Cell<u32>,
    /// How often all that is in an element was moved into another one, because tags overlap.
    moves: Cell<u32>,
}

impl Sink {
    /// How many elements are open around what comes next.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.document.tree.len()
    }

    /// How often all that is in an element was moved into another one. How deep that stands then is not known.
    pub(super) fn moves(&self) -> u32 {
        self.moves.get()
    }

    fn depth_of(&self, node: NodeId) -> u32 {
        self.known
            .borrow()
            .get(&node)
            .map_or(0, |known| known.depth)
    }

    /// A node or words stand at this depth now.
    fn stands(&self, child: &NodeOrText<NodeId>, depth: u32) {
        match child {
            NodeOrText::AppendNode(node) => {
                if let Some(known) = self.known.borrow_mut().get_mut(node) {
                    known.depth = depth;
                }
                self.depth.set(depth);
            }
            NodeOrText::AppendText(_) => self.depth.set(depth.saturating_sub(1)),
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Self {
        self
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }
    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }
    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let node = self.document.create_element(name, attributes, flags);
        let element = Element {
            line: self.line.get(),
            depth: 0,
        };
        self.known.borrow_mut().insert(node, element);
        node
    }
    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }
    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }
    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.stands(&child, self.depth_of(*parent) + 1);
        self.document.append(parent, child);
    }
    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        before: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.stands(&child, self.depth_of(*element).max(1));
        self.document
            .append_based_on_parent_node(element, before, child);
    }
    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.stands(&child, self.depth_of(*sibling).max(1));
        self.document.append_before_sibling(sibling, child);
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn pop(&self, node: &NodeId) {
        self.depth.set(self.depth_of(*node).saturating_sub(1));
    }
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        let (line, depth) = (self.line.get(), self.depth_of(*target));
        let element = Element { line, depth };
        self.known.borrow_mut().insert(contents, element);
        contents
    }
    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }
    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }
    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attributes);
    }
    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }
    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.moves.set(self.moves.get().saturating_add(1));
        self.document.reparent_children(node, parent);
    }
    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeId) -> bool {
        self.document
            .is_mathml_annotation_xml_integration_point(node)
    }
    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}
