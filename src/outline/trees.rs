//! Decision trees that were trained elsewhere: how a table of them is read, and what it says.
//!
//! Each tree asks whether one number is at most so much, goes left or right, and ends at a leaf with points; the points
//! of all trees are added up (gradient boosting after J. Friedman, "Greedy function approximation", 2001). The training
//! is `benches/headings/train.py`; nothing of the texts that it sees is in the table.

/// Points count in this part of one: a sum of points over it is a logarithm of odds.
pub(super) const POINT: i32 = 4096;

/// Some trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    base: i32,
    roots: Vec<i16>,
    nodes: Vec<Node>,
    leaves: Vec<i16>,
}

/// One question. What is negative is a leaf: `-1` the first.
#[derive(Clone, Copy, Debug)]
struct Node {
    asked: u8,
    most: u8,
    yes: i16,
    no: i16,
}

/// Takes bytes from the front of a table.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl Bytes<'_> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn short(&mut self) -> Option<i16> {
        let (low, high) = (self.byte()?, self.byte()?);
        Some(i16::from_le_bytes([low, high]))
    }
}

impl Forest {
    /// Reads a forest: its base, the number of trees; for each the number of questions, the questions (what is asked,
    /// the most, where to go if so, where if not; from 0 within the tree, leaves from -1 down), the points of the leaves.
    pub(super) fn read(bytes: &mut Bytes) -> Option<Self> {
        let mut forest = Self {
            base: i32::from(bytes.short()?),
            ..Self::default()
        };
        for _ in 0..bytes.short()? {
            let first = i16::try_from(forest.nodes.len()).ok()?;
            let leaf = i16::try_from(forest.leaves.len()).ok()?;
            let questions = bytes.byte()?;
            forest
                .roots
                .push(if questions == 0 { -1 - leaf } else { first });
            for _ in 0..questions {
                let (asked, most) = (bytes.byte()?, bytes.byte()?);
                let mut next = || {
                    let next = i16::from(bytes.byte()?.cast_signed());
                    Some(if next < 0 { next - leaf } else { next + first })
                };
                let (yes, no) = (next()?, next()?);
                forest.nodes.push(Node {
                    asked,
                    most,
                    yes,
                    no,
                });
            }
            for _ in 0..=questions {
                forest.leaves.push(bytes.short()?);
            }
        }
        Some(forest)
    }

    /// The points of what was measured.
    pub(super) fn points(&self, numbers: &[u8; 256]) -> i32 {
        let mut sum = self.base;
        for &root in &self.roots {
            let mut at = root;
            while let Ok(number) = usize::try_from(at) {
                let Some(node) = self.nodes.get(number) else {
                    break;
                };
                let value = numbers.get(usize::from(node.asked)).copied().unwrap_or(0);
                at = if value <= node.most {
                    node.yes
                } else {
                    node.no
                };
            }
            let leaf = usize::try_from(-1 - at)
                .ok()
                .and_then(|leaf| self.leaves.get(leaf));
            sum += leaf.copied().map_or(0, i32::from);
        }
        sum
    }
}

/// How likely something is that has so many points.
pub(super) fn odds(points: i32) -> f32 {
    1.0 / (1.0 + (-(points as f32) / POINT as f32).exp())
}
