//! Decision trees that were trained elsewhere: how a table of them is read, and what it says.
//!
//! Each tree asks whether one number is at most so much, goes left or right, and ends at a leaf with points; the points
//! of all trees are added up (gradient boosting after J. Friedman, "Greedy function approximation", 2001). The training
//! is `benches/headings/train.py`; nothing of the texts that it sees is in the table.
//!
//! One line after the other, the way through a tree is all waiting: for memory, and for branches that nobody can
//! foretell. So each question is asked of [`ABREAST`] lines at a time, whether they come to it or not. That is a
//! comparison of two or three machine words, and takes a fifth of the time. (Seeing that the way is not needed, only
//! which leaf is left: Lucchese et al., "`QuickScorer`", 2015.)

use super::numbers;

/// Points count in this part of one: a sum of points over it is a logarithm of odds.
pub(super) const POINT: i32 = 4096;

/// Some trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    base: i32,
    /// How many questions each tree has; it has one leaf more.
    sizes: Vec<u8>,
    questions: Vec<Question>,
    leaves: Vec<i16>,
}

/// One question, and where to go: the questions of a tree are counted from 0, its leaves go on from there.
#[derive(Clone, Copy, Debug)]
struct Question {
    asked: u8,
    most: u8,
    yes: u8,
    no: u8,
}

/// After so many trees, and then at each step of so many, what is hopeless is given up: the other trees cannot save it.
const PATIENCE: usize = 50;
const STEP: usize = 25;
const HOPELESS: i32 = -6 * POINT;

/// How many lines are asked at a time.
const ABREAST: usize = 32;
/// A byte for each of them.
type Abreast = [u8; ABREAST];

/// Where lines are asked. What was there before need not be cleared away.
struct Desk {
    /// The numbers that are asked for, of each line.
    asked: [Abreast; 256],
    /// For each place of a tree: all bits of who comes there.
    here: [Abreast; 256],
}

/// Takes bytes from the front of a table.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn short(&mut self) -> Option<i16> {
        let &[low, high] = self.take(2)? else {
            return None;
        };
        Some(i16::from_le_bytes([low, high]))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

impl Forest {
    /// Reads a forest: its base, the number of trees; for each the number of questions, the questions (what is asked,
    /// the most, where to go if so, where if not; from 0 within the tree and always further on, leaves from -1 down), the
    /// points of the leaves.
    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        let (base, trees) = (
            i32::from(bytes.short()?),
            usize::try_from(bytes.short()?).ok()?,
        );
        // The first frame of a text waits for this: no vector grows, and nothing is read twice.
        let mut forest = Self {
            base,
            sizes: Vec::with_capacity(trees),
            questions: Vec::with_capacity(trees * 16),
            leaves: Vec::with_capacity(trees * 16),
        };
        for _ in 0..trees {
            let questions = bytes.byte()?;
            let (nodes, _) = bytes.take(usize::from(questions) * 4)?.as_chunks();
            for (at, &[asked, most, yes, no]) in (0..).zip(nodes) {
                let next = |step: u8| {
                    let leaf = || questions.checked_add(step.wrapping_neg() - 1);
                    let place = if step < 0x80 { step } else { leaf()? };
                    // Who is asked was sent there by a question before.
                    (place > at).then_some(place)
                };
                forest.questions.push(Question {
                    asked,
                    most,
                    yes: next(yes)?,
                    no: next(no)?,
                });
            }
            let (leaves, _) = bytes.take((usize::from(questions) + 1) * 2)?.as_chunks();
            let leaves = leaves.iter().map(|&pair| i16::from_le_bytes(pair));
            forest.leaves.extend(leaves);
            forest.sizes.push(questions);
        }
        Some(forest)
    }

    /// The points of each of some lines, of which `numbers` says what was measured; beyond that all is 0.
    pub(super) fn points<T, const N: usize>(
        &self,
        lines: &[T],
        numbers: impl Fn(&T) -> [u8; N],
    ) -> Vec<i32> {
        let mut points = vec![self.base; lines.len()];
        let mut hopeful: Vec<usize> = (0..lines.len()).collect();
        let mut rest = Trees {
            sizes: &self.sizes,
            questions: &self.questions,
            leaves: &self.leaves,
        };
        let mut desk = Desk {
            asked: [[0; ABREAST]; 256],
            here: [[u8::MAX; ABREAST]; 256],
        };
        let mut patience = PATIENCE;
        while !rest.sizes.is_empty() && !hopeful.is_empty() {
            let stage = rest.take(patience);
            patience = STEP;
            for few in hopeful.chunks(ABREAST) {
                for (lane, line) in few.iter().filter_map(|&i| lines.get(i)).enumerate() {
                    for (column, number) in desk.asked.iter_mut().zip(numbers(line)) {
                        if let Some(slot) = column.get_mut(lane) {
                            *slot = number;
                        }
                    }
                }
                let sums = stage.sums(&mut desk);
                for (&i, sum) in few.iter().zip(sums) {
                    if let Some(points) = points.get_mut(i) {
                        *points += sum;
                    }
                }
            }
            hopeful.retain(|&i| points.get(i).is_some_and(|&p| p >= HOPELESS));
        }
        points
    }
}

/// Trees in a row.
#[derive(Clone, Copy)]
struct Trees<'a> {
    sizes: &'a [u8],
    questions: &'a [Question],
    leaves: &'a [i16],
}

impl Trees<'_> {
    /// Takes so many trees from the front.
    fn take(&mut self, count: usize) -> Self {
        let (sizes, more) = self.sizes.split_at(count.min(self.sizes.len()));
        let count = sizes.iter().map(|&q| usize::from(q)).sum();
        let (questions, more_questions) =
            self.questions.split_at_checked(count).unwrap_or_default();
        let (leaves, more_leaves) = self
            .leaves
            .split_at_checked(count + sizes.len())
            .unwrap_or_default();
        *self = Self {
            sizes: more,
            questions: more_questions,
            leaves: more_leaves,
        };
        Self {
            sizes,
            questions,
            leaves,
        }
    }

    /// What the trees come to for each line. Everybody comes to the first place, and nothing else is written there.
    fn sums(mut self, desk: &mut Desk) -> [i32; ABREAST] {
        let Desk { asked, here } = desk;
        let mut sums = [0; ABREAST];
        while !self.sizes.is_empty() {
            let tree = self.take(1);
            for (at, question) in tree.questions.iter().enumerate() {
                let (mut yes, mut no) = ([0; ABREAST], [0; ABREAST]);
                if let (Some(here), Some(asked)) =
                    (here.get(at), asked.get(usize::from(question.asked)))
                {
                    let ways = yes.iter_mut().zip(&mut no);
                    for ((yes, no), (here, number)) in ways.zip(here.iter().zip(asked)) {
                        let so = if *number <= question.most { *here } else { 0 };
                        (*yes, *no) = (so, *here ^ so);
                    }
                }
                for (place, who) in [(question.yes, yes), (question.no, no)] {
                    if let Some(slot) = here.get_mut(usize::from(place)) {
                        *slot = who;
                    }
                }
            }
            let mut leaf = [0_u8; ABREAST];
            for (number, here) in (0_u8..).zip(
                here.iter()
                    .skip(tree.questions.len())
                    .take(tree.leaves.len()),
            ) {
                for (leaf, here) in leaf.iter_mut().zip(here) {
                    *leaf |= here & number;
                }
            }
            for (sum, leaf) in sums.iter_mut().zip(leaf) {
                *sum += tree
                    .leaves
                    .get(usize::from(leaf))
                    .copied()
                    .map_or(0, i32::from);
            }
        }
        sums
    }
}

/// How likely something is that has so many points.
pub(super) fn odds(points: i32) -> f32 {
    let power = -(points as f32) / POINT as f32 * std::f32::consts::LOG2_E;
    1.0 / (1.0 + numbers::exp2(power))
}
