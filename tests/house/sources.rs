//! The sources of the house, as its rules read them.

use std::fs;
use std::path::Path;

use super::DOORS;
use super::code::{Mention, blank, blank_tests, code_only, is_name, path_tree};

/// A source file.
pub(super) struct File {
    /// Its path under `src`, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// The text without comments, strings and tests; blanks stand in their place, line ends stay.
    pub(super) code: Vec<char>,
}

impl File {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let mut code = code_only(text);
        blank_tests(&mut code);
        // `tests.rs` is the body of a `#[cfg(test)] mod tests;`.
        if path.ends_with("/tests.rs") {
            blank(&mut code);
        }
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
        }
    }

    pub(super) fn is_door(&self) -> bool {
        DOORS.contains(&self.path.as_str())
    }

    pub(super) fn room(&self) -> &str {
        let end = self.path.find(['/', '.']).unwrap_or(self.path.len());
        &self.path[..end]
    }

    /// The path of the module that the file holds, from the crate on.
    pub(super) fn module(&self) -> Vec<String> {
        if self.is_door() {
            return Vec::new();
        }
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        let names = path.split('/').filter(|name| *name != "mod");
        names.map(str::to_owned).collect()
    }

    /// Names the file, the line of a place in its code, and the rule.
    pub(super) fn breach(&self, at: usize, rule: &str) -> String {
        let lines = self.code.iter().take(at).filter(|c| **c == '\n').count();
        format!("src/{}:{}: {rule}", self.path, lines + 1)
    }

    /// Every path and every lone name in the code; a group (`a::{b, c}`) gives one for each of its leaves.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let code = &self.code;
        let mut found = Vec::new();
        let mut at = 0;
        while at < code.len() {
            if !is_name(code[at]) {
                at += 1;
                continue;
            }
            let field = at > 0 && code[at - 1] == '.' && (at < 2 || code[at - 2] != '.');
            let from = found.len();
            at = path_tree(code, at, &mut Vec::new(), &mut found);
            if field {
                found.truncate(from);
            }
        }
        found
    }
}

pub(super) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn sources() -> Vec<File> {
    fn visit(folder: &Path, files: &mut Vec<File>) {
        let entries = fs::read_dir(folder).expect("a folder of src");
        let mut paths: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                visit(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path
                    .strip_prefix(home().join("src"))
                    .expect("a file of src");
                let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
                let text = fs::read_to_string(&path).expect("a source file");
                files.push(File::new(&name.join("/"), &text));
            }
        }
    }
    let mut files = Vec::new();
    visit(&home().join("src"), &mut files);
    files
}
