//! The learned table: what `benches/headings/train.py` made of texts whose headings are known.

use std::sync::LazyLock;

use super::candidate::Candidate;
use super::facts::{self, Facts};
use super::measures::{self, Measures};
use super::nesting::{self, Steps};
use super::second;
use super::trees::{Bytes, Forest};

/// What is learned.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(super) first: Forest,
    pub(super) second: Forest,
    /// How headings follow each other.
    pub(super) steps: Steps,
    /// Points from which on a candidate is a heading.
    pub(super) enough: i32,
    /// For each step of half a point from -8 to 8: how often what has so many points is a heading, in 255ths.
    sureness: Vec<u8>,
}

/// How many steps of half a point there are.
const STEPS: usize = 33;

/// How a table begins.
const MAGIC: [u8; 4] = *b"RBR2";

static LEARNED: LazyLock<Table> = LazyLock::new(|| {
    Table::read(include_bytes!("../../assets/headings.table")).unwrap_or_default()
});

impl Table {
    /// The table that ships.
    pub fn learned() -> &'static Self {
        &LEARNED
    }

    /// Reads a table; none if it was made for other facts than these, or is damaged.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let magic = [bytes.byte()?, bytes.byte()?, bytes.byte()?, bytes.byte()?];
        let asked = [bytes.byte()?, bytes.byte()?, bytes.byte()?].map(usize::from);
        if magic != MAGIC || asked != [measures::ASKED, second::ASKED, nesting::ASKED] {
            return None;
        }
        let enough = i32::from(bytes.short()?);
        let sureness = (0..STEPS).map(|_| bytes.byte()).collect::<Option<_>>()?;
        Some(Self {
            first: Forest::read(&mut bytes)?,
            second: Forest::read(&mut bytes)?,
            steps: Steps::read(&mut bytes)?,
            enough,
            sureness,
        })
    }

    /// How often what has so many points of the second look is a heading, from 0 to 1.
    pub(super) fn sureness(&self, points: i32) -> f32 {
        let step = (points as f32 / super::trees::POINT as f32 * 2.0 + 16.0).clamp(0.0, 32.0);
        let of = |i: usize| {
            self.sureness
                .get(i)
                .copied()
                .map_or(0.0, |s| f32::from(s) / 255.0)
        };
        let (low, part) = (step.floor() as usize, step.fract());
        of(low) * (1.0 - part) + of((low + 1).min(32)) * part
    }
}

/// The numbers of the first look at a candidate: its facts as 0 or 1, then its measures.
pub(super) fn numbers(candidate: &Candidate) -> [u8; 256] {
    let mut numbers = [0; 256];
    let (facts, measures): (Facts, &Measures) = (candidate.facts, &candidate.measures);
    // Each bit to a byte of its own, eight at a time.
    let mut bits = [0; u128::BITS as usize];
    for (slots, byte) in bits.as_chunks_mut().0.iter_mut().zip(facts.0.to_le_bytes()) {
        let spread = (u64::from(byte) * 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
        let ones = (spread + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101;
        *slots = ones.to_le_bytes();
    }
    let (flags, rest) = numbers.split_at_mut(facts::COUNT);
    for (slot, bit) in flags.iter_mut().zip(bits) {
        *slot = bit;
    }
    for (slot, measure) in rest.iter_mut().zip(measures.0) {
        *slot = measure;
    }
    numbers
}
