//! From bytes to parts: the readers of the formats.

mod line;
mod parts;
mod plain;

pub use parts::Parts;
pub use plain::{Manner, Plain};
