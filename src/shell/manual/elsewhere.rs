//! Pages that are only a name for another one: they hold nothing but `.so man3/other.3`, and that is shown instead.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{PACKED, is_section};
use crate::source::Source;

/// So many pages may name each other.
const MOST: usize = 8;
/// A page that is only a name is not longer, in bytes: neither its file nor what is packed in it.
const LONGEST: u64 = 4 << 10;

/// The file with the page that a file means: mostly itself.
///
/// # Errors
/// In one line: what it names is not there, lies outside of its manual, or leads back to it.
pub(in crate::shell) fn meant(named: &Path) -> Result<PathBuf, String> {
    let mut path = named.to_owned();
    for _ in 0..MOST {
        let Some(other) = other_page(&path) else {
            return Ok(path);
        };
        let found = find(&path, &other);
        path = found.map_err(|why| format!("{}: it only names {other}, {why}", name_of(&path)))?;
    }
    Err(format!(
        "{}: it only names another page, which names another, and so on",
        name_of(named)
    ))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// What a file names, if it does nothing else.
fn other_page(path: &Path) -> Option<String> {
    if !is_page(path) {
        return None;
    }
    let about = fs::metadata(path).ok()?;
    if !about.is_file() || about.len() > LONGEST {
        return None;
    }
    let source = Source::open(path).ok()?;
    // What is packed comes bit by bit; what is wrong with it is told when it is read.
    source.follow_input(|_| ());
    source.wait_beyond(LONGEST);
    if !source.finished() || source.size() > LONGEST {
        return None;
    }
    let bytes = source.read(0..source.size());
    only_name(std::str::from_utf8(&bytes).ok()?).map(str::to_owned)
}

/// What a text names that says nothing else, remarks aside.
fn only_name(text: &str) -> Option<&str> {
    let is_remark = |line: &&str| line.starts_with(".\\\"") || line.starts_with("'\\\"");
    let lines = text.lines().map(str::trim_end);
    let mut lines = lines.filter(|line| !line.is_empty() && *line != "." && !is_remark(line));
    let other = lines.next()?.strip_prefix(".so")?;
    let alone = lines.next().is_none() && other.starts_with([' ', '\t']);
    Some(other.trim()).filter(|other| alone && !other.is_empty())
}

/// Whether a file is called as pages are: by a section, and perhaps by what packed it.
fn is_page(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let bare = |name: &str| {
        let ends = PACKED.iter().filter(|end| !end.is_empty());
        let packed = ends.into_iter().find_map(|end| name.strip_suffix(end));
        packed.unwrap_or(name).to_owned()
    };
    let section = name.map(bare).and_then(|name| {
        let (name, section) = name.rsplit_once('.')?;
        (!name.is_empty()).then(|| section.to_owned())
    });
    section.is_some_and(|section| is_section(&section))
}

/// The file that a page names: in the manual that it is a page of, or beside it.
fn find(page: &Path, other: &str) -> Result<PathBuf, &'static str> {
    let outside = "which lies outside of the manual";
    let components = || Path::new(other).components();
    if !components().all(|component| matches!(component, Component::Normal(_))) {
        return Err(outside);
    }
    let folder = match page.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let in_manual = folder.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.strip_prefix("man")
            .is_some_and(|section| !section.is_empty())
    });
    let root = if in_manual {
        folder.join("..")
    } else {
        folder.to_owned()
    };
    let homes = [&root, folder];
    let files = homes
        .iter()
        .flat_map(|home| PACKED.map(|end| home.join(format!("{other}{end}"))));
    let found = files
        .into_iter()
        .find(|file| is_page(file) && file.is_file());
    let found = found.ok_or("which is not there")?;
    let real = |path: &Path| fs::canonicalize(path).map_err(|_| "which is not there");
    if real(&found)?.starts_with(real(&root)?) {
        Ok(clean(&found))
    } else {
        Err(outside)
    }
}

/// A path without going up from the folder of a section.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            component => clean.push(component),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_nothing_else_is_a_name() {
        for (text, other) in [
            (".so man3/x.3\n", Some("man3/x.3")),
            (".\\\" remark\n\n.so x.3  \n.\n", Some("x.3")),
            (".so\n", None),
            (".sound x\n", None),
            (".so x.3\n.so y.3\n", None),
            (".so x.3\nWords.\n", None),
            ("", None),
        ] {
            assert_eq!(only_name(text), other, "{text:?}");
        }
    }

    #[test]
    fn pages_are_called_by_their_section() {
        for (name, page) in [
            ("ls.1", true),
            ("a/b.3ssl.gz", true),
            ("x.n", true),
            ("notes.txt", false),
            (".1", false),
            ("x.gz", false),
        ] {
            assert_eq!(is_page(Path::new(name)), page, "{name}");
        }
        assert_eq!(
            clean(Path::new("a/man1/../man3/x.3")),
            Path::new("a/man3/x.3")
        );
        assert_eq!(clean(Path::new("./../x.3")), Path::new("./../x.3"));
    }
}
