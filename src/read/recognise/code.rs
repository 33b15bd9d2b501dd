//! Source code, configuration and data: told by their names, or by a first line that says what runs them. In such a text
//! every line end is meant, and a remark is no heading.

use super::{Format, unpacked};

/// Endings of names, and what the text is written in where that has another name than the ending.
const ENDINGS: &[(&str, &str)] = &[
    ("c h", "c"),
    ("cc cpp cxx hh hpp hxx inl", "cpp"),
    ("m mm", "objective-c"),
    ("rs go java kt kts scala swift cs dart zig nim d v", ""),
    ("py pyi pyx pyw", "python"),
    ("rb gemspec rake", "ruby"),
    ("js mjs cjs jsx", "js"),
    ("ts mts cts", "ts"),
    ("tsx vue php lua tcl r jl hs ml mli erl ex exs clj", ""),
    ("pl pm", "perl"),
    ("el lisp cl scm", "lisp"),
    ("sh bash zsh ksh fish", "sh"),
    ("awk sed vim nix proto sql groovy gradle tf hcl", ""),
    ("bat cmd", "bat"),
    ("ps1 psm1", "ps1"),
    ("css scss sass less", ""),
    ("json jsonl ndjson geojson webmanifest", "json"),
    ("yml yaml", "yaml"),
    ("toml lock", "toml"),
    (
        "ini cfg conf cnf properties desktop service socket timer",
        "ini",
    ),
    ("csv tsv", ""),
    ("cmake mk mak", ""),
    ("am ac m4", ""),
    ("s asm", "asm"),
    ("patch diff", "diff"),
    ("gitconfig gitmodules editorconfig", "ini"),
    ("gitignore gitattributes dockerignore npmrc env", ""),
    ("bashrc zshrc bash_profile", "sh"),
    ("vimrc", "vim"),
];

/// Whole names, in small letters.
const NAMES: &[(&str, &str)] = &[
    ("makefile gnumakefile", "makefile"),
    ("dockerfile containerfile", "dockerfile"),
    ("cmakelists.txt", "cmake"),
    ("gemfile rakefile vagrantfile", "ruby"),
    ("jenkinsfile", "groovy"),
    ("crontab fstab passwd sshd_config ssh_config", "conf"),
];

/// What texts are called that are words, in whatever language: `README.pl` is one in Polish.
const WORDS: &[&str] = &[
    "authors",
    "changelog",
    "changes",
    "copying",
    "faq",
    "history",
    "install",
    "license",
    "news",
    "notes",
    "readme",
    "thanks",
    "todo",
];

/// What a copy or a draft of a file has behind its own ending.
const DRAFTS: &[&str] = &["in", "orig", "bak", "sample", "example", "dist"];

/// What a text of this name that begins so is written in, if it is code: as a fence would say it, and perhaps nothing that
/// anybody knows. What a name promises to be words is none, whatever it begins with.
pub(in crate::read) fn language(name: Option<&str>, head: &[u8]) -> Option<String> {
    let named = name.and_then(by_name);
    let promised = || name.and_then(Format::promised).is_some();
    named.or_else(|| {
        if promised() {
            None
        } else {
            by_first_line(head)
        }
    })
}

fn by_name(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let mut name = unpacked(&name);
    if let Some((stem, ending)) = name.rsplit_once('.')
        && DRAFTS.contains(&ending)
    {
        name = stem;
    }
    let find = |table: &[(&str, &str)], wanted: &str| {
        let mut rows = table.iter();
        let row = rows.find(|(names, _)| names.split(' ').any(|name| name == wanted))?;
        Some(if row.1.is_empty() { wanted } else { row.1 }.to_owned())
    };
    let ending = || {
        let (stem, ending) = name.rsplit_once('.')?;
        let is_words = stem.contains(' ') || WORDS.contains(&stem);
        find(ENDINGS, ending).filter(|_| !is_words)
    };
    find(NAMES, name).or_else(ending)
}

/// What runs a script, as its first line says it: `#!/bin/sh`, `#!/usr/bin/env python3`.
fn by_first_line(head: &[u8]) -> Option<String> {
    let head = head.get(super::first_word(head)..)?;
    let line = head
        .strip_prefix(b"#!")?
        .split(|byte| *byte == b'\n')
        .next()?;
    let line = String::from_utf8_lossy(line.get(..200).unwrap_or(line));
    let mut words = line.split_whitespace();
    let path = words.next().filter(|path| path.starts_with('/'))?;
    let mut program = path.rsplit('/').next()?;
    if program == "env" {
        program = words.find(|word| !word.starts_with('-') && !word.contains('='))?;
    }
    let bare = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    Some(match bare {
        "dash" | "ksh" | "ash" => "sh".to_owned(),
        bare => bare.to_ascii_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_lines_say_what_code_is_written_in() {
        for (name, head, expected) in [
            (Some("a.py"), "", Some("python")),
            (Some("A.YML"), "", Some("yaml")),
            (Some("Cargo.lock"), "", Some("toml")),
            (Some("a.c.gz"), "", Some("c")),
            (Some("config.h.in"), "", Some("c")),
            (Some("Makefile"), "", Some("makefile")),
            (Some("CMakeLists.txt"), "", Some("cmake")),
            (Some(".gitconfig"), "", Some("ini")),
            (Some("a"), "#!/bin/sh\n", Some("sh")),
            (None, "#! /usr/bin/env -S python3.12 -u\n", Some("python")),
            (None, "#!/usr/bin/perl -w\n", Some("perl")),
            (None, "#!/usr/bin/env\n", None),
            (None, "#!\n", None),
            (None, "# Bread\n", None),
            (Some("a.txt"), "#!/bin/sh\n", None),
            (Some("a.md"), "#!/bin/sh\n", None),
            (Some("a.py.txt"), "", None),
            (Some("py"), "", None),
            (Some("README"), "", None),
        ] {
            let found = language(name, head.as_bytes());
            assert_eq!(found.as_deref(), expected, "{name:?} {head:?}");
        }
    }
}
