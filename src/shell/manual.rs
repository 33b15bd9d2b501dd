//! Finding pages of the manual in the folders where they lie. No other program is asked.

mod elsewhere;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

pub(super) use elsewhere::meant;

/// Folders of the manual, if the environment names none.
const USUAL: [&str; 4] = [
    "/usr/local/share/man",
    "/usr/local/man",
    "/usr/share/man",
    "/opt/homebrew/share/man",
];
/// Sections in the order in which a page is looked for that is named without one.
const SECTIONS: [&str; 9] = ["1", "8", "3", "2", "5", "4", "9", "6", "7"];
/// What may stand behind the name of a page that is packed.
const PACKED: [&str; 5] = ["", ".gz", ".xz", ".bz2", ".zst"];

/// A page as links name it: `man:printf(3)`, or `man:printf` in whatever section it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    name: String,
    section: Option<String>,
}

impl Page {
    /// The page that a link names; none for other links, and for names that could lead elsewhere.
    pub(super) fn named(link: &str) -> Option<Self> {
        let page = link.strip_prefix("man:")?;
        let (name, section) = match page
            .strip_suffix(')')
            .and_then(|page| page.rsplit_once('('))
        {
            Some((name, section)) => (name, Some(section.to_owned())),
            None => (page, None),
        };
        let is_name = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\0']);
        let is_plain = |section: &String| section.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_page = is_name
            && section
                .as_ref()
                .is_none_or(|section| is_section(section) && is_plain(section));
        let name = name.to_owned();
        is_page.then_some(Self { name, section })
    }

    /// The file that holds the page: first beside another page, then in the language of that in all folders of the manual,
    /// then in those.
    pub(super) fn find(&self, beside: Option<&Path>) -> Option<PathBuf> {
        self.find_in(&roots(beside, folders(std::env::var_os("MANPATH"))))
    }

    fn find_in(&self, roots: &[PathBuf]) -> Option<PathBuf> {
        let own = self.section.as_deref();
        let sections = own.as_ref().map_or(&SECTIONS[..], std::slice::from_ref);
        let everywhere = || {
            let in_roots = |section| roots.iter().map(move |root| (section, root));
            sections.iter().copied().flat_map(in_roots)
        };
        let exact = everywhere().find_map(|(section, root)| self.exact(root, section));
        exact.or_else(|| everywhere().find_map(|(section, root)| self.alike(root, section)))
    }

    /// The page in a section of a folder.
    fn exact(&self, root: &Path, section: &str) -> Option<PathBuf> {
        let folder = folder_of(root, section)?;
        let files = PACKED.map(|end| folder.join(format!("{}.{section}{end}", self.name)));
        files.into_iter().find(|file| file.is_file())
    }

    /// The page in a section of a folder that has more to its name, as `3ssl` is one of `3`.
    fn alike(&self, root: &Path, section: &str) -> Option<PathBuf> {
        let begins = format!("{}.{section}", self.name);
        let is_alike = |name: &OsString| {
            let rest = name.to_str().and_then(|name| name.strip_prefix(&begins));
            rest.is_some_and(|rest| {
                let more = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                PACKED.contains(&more)
            })
        };
        let entries = fs::read_dir(folder_of(root, section)?).ok()?;
        let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
        let first = names.filter(is_alike).min()?;
        Some(folder_of(root, section)?.join(first))
    }
}

/// Whether this begins as sections of the manual do.
fn is_section(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "nl".contains(c))
}

/// The folder in which the pages of a section lie.
fn folder_of(root: &Path, section: &str) -> Option<PathBuf> {
    Some(root.join(format!("man{}", section.chars().next()?)))
}

/// Where pages are looked for that another one names, first things first.
fn roots(beside: Option<&Path>, mut folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let Some(own) = beside.and_then(Path::parent).and_then(Path::parent) else {
        return folders;
    };
    let mut roots = vec![own.to_owned()];
    if let Some(language) = own.file_name().filter(|name| is_language(name)) {
        folders.splice(..0, own.parent().map(Path::to_owned));
        roots.extend(folders.iter().map(|folder| folder.join(language)));
    }
    roots.extend(folders);
    roots
}

/// Whether a folder is called as those are whose pages are in another language than English: `de`, `pt_BR`, `fr.UTF-8`.
fn is_language(name: &OsStr) -> bool {
    let name = name.to_str().unwrap_or("");
    let language = name.split(['_', '.', '@']).next().unwrap_or("");
    let small = language.bytes().all(|b| b.is_ascii_lowercase());
    small && matches!(language.len(), 2 | 3) && name != "man"
}

/// The folders of the manual: those that the environment names, where nothing stands for the usual ones.
fn folders(said: Option<OsString>) -> Vec<PathBuf> {
    let usual = || USUAL.map(PathBuf::from);
    let Some(said) = said.filter(|said| !said.is_empty()) else {
        return usual().to_vec();
    };
    let mut folders = Vec::new();
    for folder in std::env::split_paths(&said) {
        if folder.as_os_str().is_empty() {
            folders.extend(usual());
        } else {
            folders.push(folder);
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_pages_and_lead_nowhere_else() {
        let page = |name: &str, section: Option<&str>| {
            let (name, section) = (name.to_owned(), section.map(str::to_owned));
            Some(Page { name, section })
        };
        assert_eq!(Page::named("man:printf(3)"), page("printf", Some("3")));
        assert_eq!(Page::named("man:ssl(3ssl)"), page("ssl", Some("3ssl")));
        assert_eq!(Page::named("man:[(1)"), page("[", Some("1")));
        assert_eq!(Page::named("man:ls"), page("ls", None));
        for bad in [
            "man:",
            "man:../x(1)",
            "man:a/b",
            "man:x(../1)",
            "man:x()",
            "man:.x",
            "ls(1)",
        ] {
            assert_eq!(Page::named(bad), None, "{bad}");
        }
    }

    #[test]
    fn pages_of_a_language_name_pages_of_that_language() {
        let roots = |page: &str| {
            let roots = roots(Some(Path::new(page)), vec!["/b".into()]);
            let roots = roots.iter().map(|root| root.to_string_lossy().into_owned());
            roots.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(roots("/a/man/man1/x.1"), "/a/man /b");
        assert_eq!(
            roots("/a/man/de/man1/x.1"),
            "/a/man/de /a/man/de /b/de /a/man /b"
        );
        assert_eq!(
            roots("/a/pt_BR/man1/x.1"),
            "/a/pt_BR /a/pt_BR /b/pt_BR /a /b"
        );
        assert_eq!(roots("x.1"), "/b");
        assert!(!is_language(OsStr::new("man1")) && !is_language(OsStr::new("share")));
    }

    #[test]
    fn the_environment_says_where_the_manual_is() {
        let usual = USUAL.map(PathBuf::from).to_vec();
        assert_eq!(folders(None), usual);
        assert_eq!(
            folders(Some("/a:/b".into())),
            [Path::new("/a"), Path::new("/b")]
        );
        assert_eq!(folders(Some("/a:".into())).len(), 1 + usual.len());
    }
}
