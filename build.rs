//! How the program is linked, where that is known to work: for the system it is built on, with GNU's C library.
//!
//! Much of what a small program takes to its first frame is the loader's work. One thing of it can be spared: a library of
//! its own for unwinding. Elsewhere the program is linked as usual, and does the same. That its addresses are moved costs
//! time too, but is kept: who writes a hostile file shall not know them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var_os(name).is_some_and(|v| v == value);
    let native = env::var_os("HOST") == env::var_os("TARGET");
    let usual = env::var_os("RUSTC_LINKER").is_none();
    let gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let Some(out) = env::var_os("OUT_DIR").map(PathBuf::from) else {
        return;
    };
    // What an earlier build left there is not to be found by this one.
    let script = out.join("libgcc_s.so");
    let _ = fs::remove_file(&script);
    if !(native && usual && gnu) {
        return;
    }
    // The standard library asks for `-lgcc_s`. The same code is in two archives beside the compiler, and what GCC itself
    // installs under that name is a linker script, too.
    if has("libgcc_eh.a") && has("libgcc.a") && write(&script) {
        println!("cargo::rustc-link-search=native={}", out.display());
    }
}

fn write(script: &Path) -> bool {
    fs::write(script, "GROUP ( -lgcc_eh -lgcc )\n").is_ok()
}

/// Whether the compiler that links has a file among its own.
fn has(name: &str) -> bool {
    // It says where that is, or only the name again.
    let asked = Command::new("cc")
        .arg(format!("-print-file-name={name}"))
        .output();
    asked.is_ok_and(|answer| {
        let path = String::from_utf8_lossy(&answer.stdout);
        let path = Path::new(path.trim());
        path.is_absolute() && path.exists()
    })
}
