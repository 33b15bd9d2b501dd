//! Decision trees that were trained elsewhere: how a table of them is read, and what it says.
//!
//! Each tree asks whether one number is at most so much, goes left or right, and ends at a leaf with points; the points
//! of all trees are added up (gradient boosting after J. Friedman, "Greedy function approximation", 2001). The training
//! is `benches/headings/train.py`; nothing of the texts that it sees is in the table.

use super::numbers;

/// Points count in this part of one: a sum of points over it is a logarithm of odds.
pub(super) const POINT: i32 = 4096;

/// Some trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    base: i32,
    roots: Vec<u16>,
    nodes: Vec<Node>,
    leaves: Vec<i16>,
}

/// One question, and where to go.
#[derive(Clone, Copy, Debug)]
struct Node {
    asked: u8,
    most: u8,
    yes: u16,
    no: u16,
}

/// From here on a number is that of a leaf.
const LEAF: u16 = 1 << 15;
/// After so many trees, and then at each step of so many, what is hopeless is given up: the other trees cannot save it.
const PATIENCE: usize = 50;
const STEP: usize = 25;
const HOPELESS: i32 = -6 * POINT;

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
    /// the most, where to go if so, where if not; from 0 within the tree, leaves from -1 down), the points of the leaves.
    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        let (base, trees) = (
            i32::from(bytes.short()?),
            usize::try_from(bytes.short()?).ok()?,
        );
        // The first frame of a text waits for this: no vector grows, and nothing is read twice.
        let mut forest = Self {
            base,
            roots: Vec::with_capacity(trees),
            nodes: Vec::with_capacity(trees * 16),
            leaves: Vec::with_capacity(trees * 16),
        };
        for _ in 0..trees {
            let first = u16::try_from(forest.nodes.len()).ok()?;
            let leaf = u16::try_from(forest.leaves.len()).ok()? + LEAF;
            let questions = usize::from(bytes.byte()?);
            forest.roots.push(if questions == 0 { leaf } else { first });
            let next = |step: u8| {
                let step = step.cast_signed();
                let number = u16::from(step.unsigned_abs());
                if step < 0 {
                    leaf + number - 1
                } else {
                    first + number
                }
            };
            let (nodes, _) = bytes.take(questions * 4)?.as_chunks();
            forest
                .nodes
                .extend(nodes.iter().map(|&[asked, most, yes, no]| Node {
                    asked,
                    most,
                    yes: next(yes),
                    no: next(no),
                }));
            let (leaves, _) = bytes.take((questions + 1) * 2)?.as_chunks();
            forest
                .leaves
                .extend(leaves.iter().map(|&pair| i16::from_le_bytes(pair)));
        }
        Some(forest)
    }

    /// The points of what was measured.
    pub(super) fn points(&self, numbers: &[u8; 256]) -> i32 {
        let mut sum = self.base;
        for (i, &root) in self.roots.iter().enumerate() {
            if i >= PATIENCE && i % STEP == 0 && sum < HOPELESS {
                break;
            }
            let mut at = root;
            while at < LEAF {
                let Some(node) = self.nodes.get(usize::from(at)) else {
                    break;
                };
                let value = numbers.get(usize::from(node.asked)).copied().unwrap_or(0);
                at = if value <= node.most {
                    node.yes
                } else {
                    node.no
                };
            }
            let leaf = self.leaves.get(usize::from(at.wrapping_sub(LEAF)));
            sum += leaf.copied().map_or(0, i32::from);
        }
        sum
    }
}

/// How likely something is that has so many points.
pub(super) fn odds(points: i32) -> f32 {
    let power = -(points as f32) / POINT as f32 * std::f32::consts::LOG2_E;
    1.0 / (1.0 + numbers::exp2(power))
}
