//! Laws that hold for every text: what layout may never do, what the screen may never be told, and that nothing a
//! reader does makes it lose its place or its head.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "laws/blocks.rs"]
mod blocks;
#[path = "laws/deeds.rs"]
mod deeds;
#[path = "laws/judging.rs"]
mod judging;
#[path = "reading/output.rs"]
mod output;
#[path = "laws/pictures.rs"]
mod pictures;
#[path = "laws/round.rs"]
mod round;
#[path = "laws/rows.rs"]
mod rows;
#[path = "laws/screen.rs"]
mod screen;
#[path = "laws/second.rs"]
mod second;
#[path = "reading/strategy.rs"]
mod strategy;
#[path = "laws/whole.rs"]
mod whole;
#[path = "reading/window.rs"]
mod window;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same texts in every run, so that a change is judged by what it changes. `RUBRIC_LAWS=20` tries twenty times as
/// many, and others each time.
fn cases(n: u32) -> ProptestConfig {
    let more: Option<u32> = std::env::var("RUBRIC_LAWS")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: n * more.unwrap_or(1),
        rng_seed: more.map_or(RngSeed::Fixed(1), |_| RngSeed::Random),
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..ProptestConfig::default()
    }
}
