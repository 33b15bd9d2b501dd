//! Names that say where in a file: `FILE#heading` as links have it, `FILE:12` and `FILE:12:5` as compilers and `grep` do;
//! and `man:NAME`, a page of the manual.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::args::{Input, Reading};
use super::manual::{self, Page};
use crate::app::start::Start;
use crate::read::Format;
use crate::text::percent_decoded;

/// So many signs that may begin a place are looked at.
const MOST: usize = 4;

/// What to read, with the file that is meant and the place in it. A place that was asked for in another way stays.
///
/// # Errors
/// In one line: a page of the manual that is only a name for another one names none that can be read.
pub(super) fn resolved(reading: &Reading) -> Result<Reading, String> {
    let mut resolved = reading.clone();
    if let Input::File(path) = &reading.input {
        let addressed = path
            .to_str()
            .filter(|_| fs::symlink_metadata(path).is_err());
        let (path, start) = match addressed.and_then(file_address) {
            Some(Ok(there)) => there,
            Some(Err(why)) => return Err(format!("{}: {why}", path.to_string_lossy())),
            None => file_and_place(path.clone()),
        };
        let as_page = reading.format.is_none_or(|format| format == Format::Man);
        let path = if as_page { manual::meant(&path)? } else { path };
        resolved.input = Input::File(path);
        resolved.start = resolved.start.or(start);
    }
    Ok(resolved)
}

/// The file that is meant, and where in it: another one than named only where there is none of that very name.
pub(super) fn file_and_place(named: PathBuf) -> (PathBuf, Option<Start>) {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    // Most names mean nothing else: then nobody has to be asked.
    let signs = named.as_os_str().as_bytes();
    if !signs.iter().any(|b| is_sign(*b)) || is_there(&named) {
        return (named, None);
    }
    if let Some((page, start)) = named.to_str().and_then(page_and_place) {
        return (page.find(None).unwrap_or(named), start);
    }
    let mut meant = meanings(&named).into_iter();
    match meant.find(|(path, _)| is_there(path)) {
        Some((path, start)) => (path, Some(start)),
        None => (named, None),
    }
}

/// The page of the manual that is meant, and what in it: `man:ls`, `man:printf(3)#examples`.
pub(super) fn page_and_place(named: &str) -> Option<(Page, Option<Start>)> {
    let (page, place) = named
        .split_once('#')
        .map_or((named, None), |(page, place)| (page, Some(place)));
    Some((Page::named(page)?, place.map(start_named)))
}

/// Where what stands behind `#` leads: nothing there is the beginning.
fn start_named(place: &str) -> Start {
    if place.is_empty() {
        Start::Line(1)
    } else {
        Start::Name(place.to_owned())
    }
}

/// The file that an address with the scheme `file` names, and what in it; none if this is no such address.
///
/// # Errors
/// When it lies on another machine: in words that name that.
pub(super) fn file_address(address: &str) -> Option<Result<(PathBuf, Option<Start>), String>> {
    let (scheme, rest) = address.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = match rest.strip_prefix("//") {
        // `file:12` is a line of a file that is called so.
        None if !rest.starts_with('/') => return None,
        None => rest,
        Some(behind) => {
            let (host, path) = behind.split_at_checked(behind.find('/').unwrap_or(behind.len()))?;
            if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
                return Some(Err(format!("that file lies on another machine, {host}")));
            }
            path
        }
    };
    let (path, name) = path_and_name(rest);
    Some(Ok((path, name.map(start_named))))
}

/// The path that an address in a text names, and what in the file: what stands behind `?` means nothing there.
pub(super) fn path_and_name(address: &str) -> (PathBuf, Option<&str>) {
    let (path, name) = match address.split_once('#') {
        Some((path, name)) => (path, Some(name)),
        None => (address, None),
    };
    let decoded = percent_decoded(path.split('?').next().unwrap_or(path));
    (PathBuf::from(OsStr::from_bytes(&decoded)), name)
}

/// Whether this is a line, or a line and a column.
pub(super) fn is_line(text: &str) -> bool {
    line_of(text.as_bytes()).is_some()
}

/// Whether a place in a file may begin here.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'#' | b':')
}

/// What a name may mean: a file and a place in it, the longest names of files first.
fn meanings(named: &Path) -> Vec<(PathBuf, Start)> {
    let bytes = named.as_os_str().as_bytes();
    let signs = bytes.iter().enumerate().rev();
    let signs = signs.filter(|(at, b)| *at > 0 && is_sign(**b));
    let meaning = |(at, sign): (usize, &u8)| {
        let (file, place) = (bytes.get(..at)?, bytes.get(at + 1..)?);
        let start = match sign {
            b'#' => start_named(&String::from_utf8_lossy(place)),
            _ => Start::Line(line_of(place)?),
        };
        Some((PathBuf::from(OsStr::from_bytes(file)), start))
    };
    signs.take(MOST).filter_map(meaning).collect()
}

/// The line of `12`, `12:5`, `12:`, `12:5:` and `12-15`.
fn line_of(place: &[u8]) -> Option<u64> {
    let place = std::str::from_utf8(place).ok()?;
    let place = place.strip_suffix(':').unwrap_or(place);
    let (line, column) = place.split_once(':').unwrap_or((place, "1"));
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u64>().ok()).flatten()
    };
    number(column)?;
    let (line, last) = line.split_once('-').unwrap_or((line, line));
    number(last)?;
    number(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_manual_may_have_a_place() {
        let start = |named| Some(page_and_place(named)?.1);
        let name = |name: &str| Some(Some(Start::Name(name.to_owned())));
        assert_eq!(start("man:ls"), Some(None));
        assert_eq!(start("man:printf(3)#examples"), name("examples"));
        assert_eq!(start("man:ls#"), Some(Some(Start::Line(1))));
        assert_eq!(start("ls#name"), None);
    }

    #[test]
    fn an_address_may_name_a_file_of_this_machine() {
        let named = |address| file_address(address).and_then(Result::ok);
        let there = |path: &str, start| Some((PathBuf::from(path), start));
        let name = Some(Start::Name("x".to_owned()));
        assert_eq!(named("file:///a%20b?c#x"), there("/a b", name));
        assert_eq!(named("FILE://LocalHost/a"), there("/a", None));
        assert_eq!(named("file:/a"), there("/a", None));
        assert_eq!(file_address("a.txt:12"), None);
        assert_eq!(file_address("file:12"), None);
        for elsewhere in ["file://host/a", "file://host"] {
            let why = file_address(elsewhere).unwrap().unwrap_err();
            assert!(why.ends_with(" host"), "{why}");
        }
    }

    #[test]
    fn a_name_may_say_where() {
        let name = |path: &str, name: &str| (path.into(), Start::Name(name.to_owned()));
        let line = |path: &str, line| (path.into(), Start::Line(line));
        let meanings = |named: &str| meanings(Path::new(named));
        assert_eq!(meanings("a.md#b-c"), [name("a.md", "b-c")]);
        assert_eq!(
            meanings("C#.md#b"),
            [name("C#.md", "b"), name("C", ".md#b")]
        );
        assert_eq!(meanings("a.md#"), [line("a.md", 1)]);
        assert_eq!(meanings("a.txt:12"), [line("a.txt", 12)]);
        assert_eq!(meanings("a.txt:12-15"), [line("a.txt", 12)]);
        assert_eq!(
            meanings("a.txt:12:5:"),
            [line("a.txt:12", 5), line("a.txt", 12)]
        );
        assert_eq!(meanings("a:1:2:3"), [line("a:1:2", 3), line("a:1", 2)]);
        for nothing in [
            "a.txt", "a.txt:", "a.txt:b", ":12", "#b", "a:-1", "a:1-", "",
        ] {
            assert_eq!(meanings(nothing), [], "{nothing}");
        }
    }
}
