//! Finding pages of the manual in the folders where they lie. No other program is asked.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

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
        let is_section = |section: &String| {
            let begins = section.starts_with(|c: char| c.is_ascii_digit() || "nl".contains(c));
            begins && section.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let is_page = is_name && section.as_ref().is_none_or(is_section);
        let name = name.to_owned();
        is_page.then_some(Self { name, section })
    }

    /// The file that holds the page: first beside another page, then in the folders of the manual.
    pub(super) fn find(&self, beside: Option<&Path>) -> Option<PathBuf> {
        let own = beside.and_then(Path::parent).and_then(Path::parent);
        let mut roots: Vec<PathBuf> = own.map(Path::to_owned).into_iter().collect();
        roots.extend(folders(std::env::var_os("MANPATH")));
        self.find_in(&roots)
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

/// The folder in which the pages of a section lie.
fn folder_of(root: &Path, section: &str) -> Option<PathBuf> {
    Some(root.join(format!("man{}", section.chars().next()?)))
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
