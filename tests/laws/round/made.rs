//! A made-up text without a format: what an author means, before it is written down.

use std::ops::Range;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Plain,
    Strong,
    Emphasis,
    Code,
    Link,
}

/// Some words, and what a note behind them says.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) how: How,
    pub(super) words: Vec<String>,
    pub(super) note: Option<Vec<String>>,
}

pub(super) type Prose = Vec<Run>;

/// An entry of a list: what it says, perhaps in two paragraphs, and what is listed below it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) prose: Prose,
    pub(super) more: Option<Prose>,
    pub(super) below: Option<Box<List>>,
}

#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) numbered: bool,
    pub(super) items: Vec<Item>,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Prose(Prose),
    /// A heading of this level, from 1; none is more than one level below the one above it.
    Heading(usize, Prose),
    List(List),
    Quote(Vec<Block>),
    /// Lines, each with blanks before its words.
    Code(Vec<(usize, Vec<String>)>),
    /// Rows of cells, the first of which names the columns.
    Table(Vec<Vec<Prose>>),
    Rule,
}

/// A made-up text.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) title: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// The letters that words of notes are made of, and no others.
pub(super) const NOTED: Range<char> = 'α'..'ς';

impl Made {
    /// The words that it says, in order, and those that its notes say.
    pub(super) fn words(&self) -> (Vec<&str>, Vec<&str>) {
        let mut said = Said::default();
        said.words(&self.title);
        self.blocks.iter().for_each(|block| said.block(block));
        (said.words, said.notes)
    }
}

#[derive(Default)]
struct Said<'a> {
    words: Vec<&'a str>,
    notes: Vec<&'a str>,
}

impl<'a> Said<'a> {
    fn words(&mut self, words: &'a [String]) {
        self.words.extend(words.iter().map(String::as_str));
    }

    fn prose(&mut self, prose: &'a [Run]) {
        for run in prose {
            self.words(&run.words);
            let note = run.note.iter().flatten();
            self.notes.extend(note.map(String::as_str));
        }
    }

    fn list(&mut self, list: &'a List) {
        for item in &list.items {
            self.prose(&item.prose);
            self.prose(item.more.as_deref().unwrap_or(&[]));
            if let Some(below) = &item.below {
                self.list(below);
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Prose(prose) | Block::Heading(_, prose) => self.prose(prose),
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Block::Code(lines) => lines.iter().for_each(|(_, words)| self.words(words)),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| self.prose(cell)),
            Block::Rule => {}
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![8 => "[a-z]{1,7}", 1 => "[a-z]{12,20}", 1 => "[a-zà-öø-ÿа-я]{2,6}"]
}

fn words(most: usize) -> impl Strategy<Value = Vec<String>> {
    vec(word(), 1..=most)
}

fn run(noted: bool) -> impl Strategy<Value = Run> {
    let how = prop::sample::select(vec![
        How::Plain,
        How::Plain,
        How::Plain,
        How::Strong,
        How::Emphasis,
        How::Code,
        How::Link,
    ]);
    let note = if noted {
        option::weighted(0.1, vec("[α-ρ]{1,9}", 1..8)).boxed()
    } else {
        Just(None).boxed()
    };
    (how, words(6), note).prop_map(|(how, words, note)| Run { how, words, note })
}

fn prose() -> impl Strategy<Value = Prose> {
    vec(run(true), 1..6)
}

fn list(depth: usize) -> BoxedStrategy<List> {
    let below = match depth {
        0 => Just(None).boxed(),
        _ => option::weighted(0.3, list(depth - 1).prop_map(Box::new)).boxed(),
    };
    let item = (prose(), option::weighted(0.15, prose()), below);
    let item = item.prop_map(|(prose, more, below)| Item { prose, more, below });
    (any::<bool>(), vec(item, 1..4))
        .prop_map(|(numbered, items)| List { numbered, items })
        .boxed()
}

fn quote(depth: usize) -> BoxedStrategy<Block> {
    let inside =
        prop_oneof![3 => prose().prop_map(Block::Prose), 1 => list(1).prop_map(Block::List)];
    let inside = match depth {
        0 => inside.boxed(),
        _ => prop_oneof![4 => inside, 1 => quote(depth - 1)].boxed(),
    };
    vec(inside, 1..4).prop_map(Block::Quote).boxed()
}

fn table() -> impl Strategy<Value = Block> {
    (1..=4_usize).prop_flat_map(|columns| {
        let filled = || vec(run(false), 1..3);
        let cell = prop_oneof![5 => filled(), 1 => Just(Vec::new())];
        // Who begins a row says something: a row that says nothing may look like the end of the table.
        let row = (filled(), vec(cell, columns - 1));
        let row = row.prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect());
        vec(row, 2..5).prop_map(Block::Table)
    })
}

fn block() -> impl Strategy<Value = Block> {
    let plain = |words| Run {
        how: How::Plain,
        words,
        note: None,
    };
    let stressed = |words| Run {
        how: How::Emphasis,
        words,
        note: None,
    };
    prop_oneof![
        6 => prose().prop_map(Block::Prose),
        4 => (1..=3_usize, words(6), option::of(words(2))).prop_map(move |(level, words, more)| {
            let more = more.map(stressed);
            Block::Heading(level, std::iter::once(plain(words)).chain(more).collect())
        }),
        3 => list(2).prop_map(Block::List),
        2 => quote(1),
        1 => vec((0..5_usize, words(9)), 1..5).prop_map(Block::Code),
        2 => table(),
        1 => Just(Block::Rule),
    ]
}

/// Any text.
pub(super) fn made() -> impl Strategy<Value = Made> {
    (words(6), vec(block(), 1..9)).prop_map(|(title, mut blocks)| {
        let mut depth = 0;
        for block in &mut blocks {
            if let Block::Heading(level, _) = block {
                depth = (depth + 1).min(*level);
                *level = depth;
            }
        }
        Made { title, blocks }
    })
}
