//! Keys in, picture out: what a reader sees after typing, through the real keymap, state and paint.
//!
//! The pictures lie in `tests/snapshots`. `INSTA_UPDATE=always cargo test --test reading` makes them anew; each one
//! is then to be looked at, and a change of one is a change of what people see.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails may say so loudly"
)]

#[path = "reading/arriving.rs"]
mod arriving;
#[path = "reading/correcting.rs"]
mod correcting;
#[path = "reading/folding.rs"]
mod folding;
#[path = "reading/following.rs"]
mod following;
#[path = "reading/judging.rs"]
mod judging;
#[path = "reading/kept.rs"]
mod kept;
#[path = "reading/moving.rs"]
mod moving;
#[path = "reading/opening.rs"]
mod opening;
#[path = "reading/page.rs"]
mod page;
#[path = "reading/pictures.rs"]
mod pictures;
#[path = "reading/searching.rs"]
mod searching;
#[path = "reading/sidebar.rs"]
mod sidebar;
#[path = "reading/texts.rs"]
mod texts;
#[path = "reading/window.rs"]
mod window;

use insta::Settings;

use window::Window;

/// Compares a picture with the one that was looked at.
fn look(name: &str, about: &str, picture: &str) {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(about);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

/// Opens a text in a window, types keys, and looks.
fn check(name: &str, text: &str, (columns, rows): (u16, u16), keys: &str) {
    let mut window = Window::open(text, columns, rows);
    let picture = window.keys(keys).picture();
    look(name, &format!("{columns}x{rows} {keys}"), &picture);
}

/// A picture without its last row, which says a hint for some keys.
fn without_hint(picture: &str) -> String {
    let rows: Vec<&str> = picture.lines().collect();
    rows[..rows.len() - 1].join("\n")
}

const WIDE: (u16, u16) = (120, 40);
const USUAL: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);
