//! From bytes to parts: the readers of the formats.

mod parts;
mod plain;

pub use parts::Parts;
pub use plain::{Lines, Manner, Plain};
