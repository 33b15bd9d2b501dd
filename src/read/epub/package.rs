//! What a book says of itself: what it is called, which files it has, in which order its chapters are read.

use std::collections::{HashMap, HashSet};

use super::files::Files;
use crate::read::archive::xml::{Attributes, Node, walk};
use crate::read::tree::within;
use crate::text;

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";
/// What only keeps fonts from being taken out of a book.
const OBFUSCATIONS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// What a book says of itself.
pub(super) struct Package {
    /// Empty if it says none.
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    /// The tag of the language it is in.
    pub(super) language: Option<String>,
    /// In reading order; each once.
    pub(super) chapters: Vec<Chapter>,
    /// The page with its contents, as of EPUB 3, and their list, as of EPUB 2.
    pub(super) nav: Option<String>,
    pub(super) ncx: Option<String>,
}

/// A file that is read from its beginning to its end.
pub(super) struct Chapter {
    pub(super) path: String,
    pub(super) is_picture: bool,
}

impl Package {
    /// Finds out what the book says.
    ///
    /// # Errors
    /// When it says nothing, or its chapters are locked.
    pub(super) fn of(files: &mut Files) -> Result<Self, String> {
        let path = root(files)?;
        let Some(said) = files.text(&path) else {
            return Err("the book says nowhere what is in it".to_owned());
        };
        let mut writing = Writing::default();
        walk(&said, |node| {
            writing.take(&node);
            true
        });
        let package = writing.finish(&path);
        let locked = locked(&files.text(ENCRYPTION).unwrap_or_default());
        if package.chapters.iter().any(|c| locked.contains(&c.path)) {
            return Err("its text is encrypted (DRM)".to_owned());
        }
        Ok(package)
    }
}

/// The path of the file that says what is in the book.
fn root(files: &mut Files) -> Result<String, String> {
    if files.is_locked(CONTAINER) {
        return Err("locked by a password".to_owned());
    }
    if let Some(container) = files.text(CONTAINER) {
        let mut path = None;
        walk(&container, |node| {
            if let Node::Start("rootfile", says) = node {
                path = says.get("full-path");
            }
            path.is_none()
        });
        if let Some(path) = path {
            return Ok(within("", &path));
        }
    }
    let mut names = files.names();
    let found = names.find(|name| name.to_ascii_lowercase().ends_with(".opf"));
    found.ok_or_else(|| "there is no book in it".to_owned())
}

/// The files that are encrypted, and not only obfuscated.
fn locked(encryption: &str) -> HashSet<String> {
    let (mut locked, mut method) = (HashSet::new(), None);
    walk(encryption, |node| {
        match node {
            Node::Start("EncryptedData", _) => method = None,
            // The key has a method of its own, which stands behind that of the file.
            Node::Start("EncryptionMethod", says) if method.is_none() => {
                method = says.get("Algorithm");
            }
            Node::Start("CipherReference", says) => {
                let harmless = method.as_deref().is_some_and(|m| OBFUSCATIONS.contains(&m));
                if let Some(path) = says.get("URI").filter(|_| !harmless) {
                    locked.insert(within("", &path));
                }
            }
            _ => {}
        }
        true
    });
    locked
}

/// A file of the book, as its list names it.
struct Item {
    path: String,
    kind: String,
}

#[derive(Default)]
struct Writing {
    titles: Vec<String>,
    authors: Vec<String>,
    languages: Vec<String>,
    /// What is being said, if that is wanted.
    words: Option<String>,
    items: HashMap<String, Item>,
    spine: Vec<String>,
    nav: Option<String>,
    ncx: Option<String>,
}

impl Writing {
    fn take(&mut self, node: &Node) {
        match node {
            Node::Start("title" | "language", _) => self.words = Some(String::new()),
            Node::Start("creator", says) => {
                let wrote = says.get("role").is_none_or(|role| role == "aut");
                self.words = wrote.then(String::new);
            }
            Node::Start("item", says) => self.item(says),
            Node::Start("itemref", says) => self.spine.extend(says.get("idref")),
            Node::Start("spine", says) => self.ncx = says.get("toc"),
            Node::Text(words) => {
                if let Some(said) = &mut self.words {
                    said.push_str(words);
                }
            }
            Node::End("title") => {
                let said = self.words.take();
                self.titles.extend(said.as_deref().and_then(named));
            }
            Node::End("language") => self.languages.extend(self.words.take()),
            Node::End("creator") => {
                let said = self.words.take();
                self.authors.extend(said.as_deref().and_then(named));
            }
            Node::Start(..) | Node::End(_) => {}
        }
    }

    fn item(&mut self, says: &Attributes) {
        let (Some(id), Some(path)) = (says.get("id"), says.get("href")) else {
            return;
        };
        let kind = says.get("media-type").unwrap_or_default();
        let is_nav = says
            .get("properties")
            .is_some_and(|all| all.split_whitespace().any(|one| one == "nav"));
        if is_nav && self.nav.is_none() {
            self.nav = Some(id.clone());
        }
        self.items.entry(id).or_insert(Item { path, kind });
    }

    /// What was said, all paths being those of the archive.
    fn finish(self, home: &str) -> Package {
        let path = |id: &String| self.items.get(id).map(|item| within(home, &item.path));
        let is_ncx = |item: &&Item| item.kind == "application/x-dtbncx+xml";
        let ncx = self.ncx.as_ref().and_then(path).or_else(|| {
            let item = self.items.values().find(is_ncx)?;
            Some(within(home, &item.path))
        });
        let (mut chapters, mut seen) = (Vec::new(), HashSet::new());
        for id in &self.spine {
            let Some(item) = self.items.get(id) else {
                continue;
            };
            let path = within(home, &item.path);
            if seen.insert(path.clone()) {
                let is_picture = item.kind.starts_with("image/");
                chapters.push(Chapter { path, is_picture });
            }
        }
        Package {
            title: self.titles.into_iter().next().unwrap_or_default(),
            authors: self.authors,
            language: self.languages.into_iter().next(),
            chapters,
            nav: self.nav.as_ref().and_then(path),
            ncx,
        }
    }
}

/// Words on one line, if there are any.
fn named(words: &str) -> Option<String> {
    let words = text::folded(words);
    (!words.is_empty()).then_some(words)
}
