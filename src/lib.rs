//! rubric: a terminal reader that finds the structure of a text.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        reason = "a test that fails may say so loudly"
    )
)]

pub mod app;
pub mod document;
pub mod draw;
pub mod layout;
pub mod outline;
pub mod read;
pub mod shell;
pub mod source;
pub mod text;

pub use outline::outline;
