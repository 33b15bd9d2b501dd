//! From bytes to parts: the readers of the formats.

mod parts;

pub use parts::Parts;
