//! Following links to other texts, and coming back.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::{Reader, app_of};
use crate::app::start::Start;
use crate::app::{App, News, Shown};
use crate::document::Document;
use crate::outline::Structure;
use crate::outline::corrections::Finder;
use crate::read::{self, Format};
use crate::shell::manual::{self, Page};
use crate::shell::{FIRST_BYTES, args, incoming, pdf, pointed};
use crate::source::Source;
use crate::text::Clean;

/// What says in a folder what that is, the best first.
const ABOUT: [&str; 8] = [
    "README.md",
    "README.rst",
    "README.adoc",
    "README.org",
    "README.txt",
    "README",
    "index.md",
    "index.html",
];
/// Texts that are kept to come back to.
const MOST: usize = 16;

/// The texts that one came from, the latest last, and those that one came back from.
#[derive(Default)]
pub(super) struct Trail {
    past: Vec<Stop>,
    ahead: Vec<Stop>,
}

/// A text that was left, as it was.
struct Stop {
    app: App,
    source: Arc<Source>,
    document: Document,
    format: Format,
    meant: Option<Document>,
    /// The order to read on that somebody carries out.
    order: Option<u64>,
}

impl Trail {
    /// What was ordered about a text came while another one was shown.
    pub(super) fn forget_order(&mut self, number: u64) {
        for stop in self.past.iter_mut().chain(&mut self.ahead) {
            stop.order = stop.order.filter(|order| *order != number);
        }
    }
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// To what the system opens.
    Outside(String),
    /// To a file, and what in it.
    File(PathBuf, Option<Start>),
    /// To a page of the manual, and where in it.
    Page(Page, Option<Start>),
    /// Nowhere that we go; why.
    Refused(String),
}

impl Reader {
    /// Follows the link that was chosen.
    pub(super) fn visit(&mut self) -> io::Result<()> {
        let Some(target) = self.app.take_errand() else {
            return Ok(());
        };
        let way = match self.source.address() {
            Some(address) => way_on_the_web(address, &target),
            None => way(&target),
        };
        match way {
            Way::Refused(why) => self.announce(why),
            Way::Outside(address) => self.open_outside(&address),
            Way::Page(page, start) => match page.find(self.source.path()) {
                Some(path) => return self.go_to_file(path, start),
                None => self.announce(format!("{}: no such page here", Clean::line(&target))),
            },
            Way::File(path, start) => {
                let path = beside(self.source.path().and_then(Path::parent), &path);
                return self.go_to_file(path, start);
            }
        }
        Ok(())
    }

    /// Shows the source of a text whose format has marks, or the text as it is meant again: at the same line.
    pub(super) fn toggle_source(&mut self) {
        let (document, shown) = match self.meant.take() {
            Some(meant) => (meant, Shown::Meant),
            None if !self.format.is_text() => {
                return self.announce("its source is no text");
            }
            None => {
                self.meant = Some(self.document.clone());
                (
                    read::open(&self.source, Format::Plain).document,
                    Shown::Source,
                )
            }
        };
        self.turn_to_form(document, shown);
    }

    fn open_outside(&mut self, address: &str) {
        let shown = Clean::line(address);
        if std::env::var_os("LESSSECURE").is_some_and(|v| v == "1") {
            return self.announce(format!("not opened (LESSSECURE): {shown}"));
        }
        match open::that_detached(address) {
            Ok(()) => self.announce(format!("opened {shown}")),
            Err(_) => self.announce(format!("nothing here opens {shown}")),
        }
    }

    /// Whether the text cannot be left because it is being saved; says so.
    fn stays_to_save(&mut self) -> bool {
        let saves = self.app.saving().is_under_way();
        if saves {
            self.announce("still saving: Esc cancels it");
        }
        saves
    }

    fn go_to_file(&mut self, path: PathBuf, start: Option<Start>) -> io::Result<()> {
        if self.stays_to_save() {
            return Ok(());
        }
        // What stands behind `#` was taken away, but where the name ends with a number that may be a line.
        let (path, line) = pointed::file_and_place(path);
        let start = start.or(line);
        let path = match manual::meant(&path) {
            Ok(path) => path,
            Err(why) => {
                self.announce(Clean::line(&why).to_string());
                return Ok(());
            }
        };
        let shown = Clean::line(&path.to_string_lossy());
        let mut source = match Source::open(&path) {
            Ok(source) if source.is_kept() => Arc::new(source),
            Ok(_) => {
                self.announce(format!("{shown}: no file"));
                return Ok(());
            }
            Err(why) => {
                self.announce(format!("{shown}: {why}"));
                return Ok(());
            }
        };
        // What is packed comes bit by bit.
        incoming::take_in(&source, self.rope.clone(), Some(self.post.clone()));
        source.wait_for(64 * 1024, FIRST_BYTES);
        if let Some(why) = source.failed() {
            self.announce(format!("{shown}: {}", &**why));
            return Ok(());
        }
        let format = read::recognise(Some(source.name()), &source.read(0..args::HEAD));
        if format == Format::Pdf {
            source = match pdf::text_of(&source) {
                Ok(text) => Arc::new(text),
                Err(why) => {
                    self.announce(why);
                    return Ok(());
                }
            };
            incoming::take_in(&source, self.rope.clone(), Some(self.post.clone()));
            source.wait_for(1, FIRST_BYTES);
        }
        let opened = read::open(&source, format);
        if let Some(why) = opened.refused {
            self.announce(format!("{shown}: {why}"));
            return Ok(());
        }
        let structure = Structure::glimpse_with(opened.document.pages(), self.app.strictness());
        let whole = opened.rest.is_none();
        let size = (self.app.measure(), self.app.size());
        let (mut app, finder) = app_of(&opened.document, structure, whole, size);
        app.set_hyphens(self.app.hyphens());
        let next = Stop {
            app,
            source,
            document: opened.document,
            format,
            meant: None,
            order: None,
        };
        let before = self.change_places(next, finder)?;
        self.trail.past.push(before);
        self.trail.ahead.clear();
        if self.trail.past.len() > MOST {
            self.trail.past.remove(0);
        }
        if let Some(trouble) = opened.trouble {
            self.announce(trouble);
        }
        if let Some(start) = start {
            self.app.begin_at(&start);
        }
        Ok(())
    }

    /// Goes back to the text that one came from, or forward again.
    pub(super) fn go_back(&mut self, back: bool) -> io::Result<()> {
        if self.stays_to_save() {
            return Ok(());
        }
        let trail = &mut self.trail;
        let next = if back {
            trail.past.pop()
        } else {
            trail.ahead.pop()
        };
        let Some(next) = next else { return Ok(()) };
        let before = self.change_places(next, None)?;
        let trail = &mut self.trail;
        if back {
            trail.ahead.push(before);
        } else {
            trail.past.push(before);
        }
        Ok(())
    }

    /// Shows another text from now on, and gives the one that was shown.
    fn change_places(&mut self, next: Stop, finder: Option<Finder>) -> io::Result<Stop> {
        self.keeper.keep(self.app.take_changes())?;
        let (columns, rows) = self.app.size();
        let mut app = next.app;
        app.show_pictures(self.shown_pictures());
        app.resize(columns, rows);
        // What a search tells of the text that was left is not about this one.
        app.take_up(self.app.finding().number() + 1);
        // It may have grown while another one was read.
        app.learn(News::Grown);
        let complete = app.structure().complete;
        let seen = app.structure().judged;
        self.text = self.judging.turn_to(next.document.clone(), finder);
        let begun = !complete && is_beginning(&next.document);
        if complete || begun {
            self.judging.rest();
        } else {
            self.judging.start(app.strictness(), seen);
        }
        // Of what was being read when it was left nobody knew any more what it is.
        let meant = next.meant.as_ref().is_some_and(is_beginning);
        let rest = begun || meant;
        let order = self.arriving.leave();
        self.keeper.turn_to(next.document.clone());
        (self.follower, self.reloading, self.noticed, self.missed) = (None, None, None, false);
        self.opened = Some(Instant::now());
        self.app.learn(News::Grown);
        let before = Stop {
            app: std::mem::replace(&mut self.app, app),
            source: std::mem::replace(&mut self.source, next.source),
            document: std::mem::replace(&mut self.document, next.document),
            format: std::mem::replace(&mut self.format, next.format),
            meant: std::mem::replace(&mut self.meant, next.meant),
            order,
        };
        match next.order {
            Some(order) => self.arriving.take_up(order),
            None if rest => self.read_rest(read::rest(&self.source, self.format)),
            None => {}
        }
        Ok(before)
    }
}

/// The file that a path in a text names which lies in a folder. A folder is what it says of itself. What begins at the root
/// and is not there may mean the root of the project that the text is part of, as the places that show projects read it.
fn beside(folder: Option<&Path>, path: &Path) -> PathBuf {
    let mut found = folder.map_or_else(|| path.to_path_buf(), |folder| folder.join(path));
    if let (Ok(inside), Some(folder)) = (path.strip_prefix("/"), folder)
        && !path.exists()
    {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let root = folder.ancestors().find(|above| above.join(".git").exists());
        let there = root
            .map(|root| root.join(inside))
            .filter(|there| there.exists());
        found = there.unwrap_or(found);
    }
    if found.is_dir() {
        let about = ABOUT
            .iter()
            .map(|name| found.join(name))
            .find(|about| about.is_file());
        found = about.unwrap_or(found);
    }
    found
}

/// Whether a text is only the beginning of one whose format has marks.
pub(super) fn is_beginning(document: &Document) -> bool {
    let pages = document.pages();
    pages.contents().is_some() && !pages.finished()
}

/// Where a link leads, by what it says.
fn way(target: &str) -> Way {
    let scheme = target
        .split_once(':')
        .map(|(scheme, rest)| (scheme.to_lowercase(), rest));
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    if let Some((page, start)) = pointed::page_and_place(target) {
        return Way::Page(page, start);
    }
    if let Some(named) = pointed::file_address(target) {
        return match named {
            Ok((path, start)) => Way::File(path, start),
            Err(why) => Way::Refused(Clean::line(&format!("not opened: {why}")).to_string()),
        };
    }
    match scheme {
        Some((scheme, _)) if matches!(scheme.as_str(), "http" | "https" | "mailto") => {
            let plain = |c: char| c.is_ascii_graphic() || (!c.is_ascii() && !c.is_control());
            if target.chars().all(plain) {
                Way::Outside(target.to_owned())
            } else {
                Way::Refused("not opened: this address holds blanks or controls".to_owned())
            }
        }
        Some((scheme, rest)) if is_scheme(&scheme) && !pointed::is_line(rest) => {
            Way::Refused(format!(
                "not opened: only http, https, mailto, man and files, not {}",
                Clean::line(&scheme)
            ))
        }
        _ if target.starts_with('?') => {
            let shown = Clean::line(target);
            Way::Refused(format!(
                "not opened: {} asks a server, and this is a file",
                &*shown
            ))
        }
        _ => {
            let (path, name) = pointed::path_and_name(target);
            Way::File(path, name.map(|name| Start::Name(name.to_owned())))
        }
    }
}

/// Where a link of a page leads that lies on the web: what it names there lies beside it, and never on this machine.
fn way_on_the_web(address: &str, target: &str) -> Way {
    let refused = || Way::Refused("not opened: a page of the web leads to no file here".to_owned());
    let names_file = target.split_once(':');
    let names_file = names_file.is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("file"));
    if target.starts_with('?') {
        return way(&read::based(address, target));
    }
    match way(target) {
        Way::File(..) if names_file => refused(),
        Way::File(..) => match way(&read::based(address, target)) {
            Way::File(..) => refused(),
            way => way,
        },
        way => way,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_web_leads_to_no_file_here() {
        let on_the_web = |target: &str| way_on_the_web("https://a.example/b/c.html?d", target);
        let outside = |address: &str| Way::Outside(address.to_owned());
        assert_eq!(
            on_the_web("e/f.html"),
            outside("https://a.example/b/e/f.html")
        );
        assert_eq!(
            on_the_web("/etc/passwd"),
            outside("https://a.example/etc/passwd")
        );
        assert_eq!(on_the_web("?q"), outside("https://a.example/b/c.html?q"));
        assert_eq!(on_the_web("../../x"), outside("https://a.example/x"));
        assert_eq!(on_the_web("//b.example/y"), outside("https://b.example/y"));
        assert_eq!(
            on_the_web("http://c.example/"),
            outside("http://c.example/")
        );
        for bad in ["file:///etc/passwd", "FILE:x", "javascript:x"] {
            assert!(matches!(on_the_web(bad), Way::Refused(_)), "{bad}");
        }
    }

    #[test]
    fn a_folder_is_what_it_says_of_itself_and_the_root_that_of_the_project() {
        let project = tempfile::tempdir().unwrap();
        let root = project.path();
        for folder in [".git", "docs", "docs/more", "bare"] {
            std::fs::create_dir(root.join(folder)).unwrap();
        }
        for file in [
            "README.md",
            "docs/more/index.html",
            "docs/more/README.txt",
            "docs/a.md",
        ] {
            std::fs::write(root.join(file), "words").unwrap();
        }
        let docs = root.join("docs");
        let found = |path: &str| beside(Some(&docs), Path::new(path));
        assert_eq!(found("a.md"), docs.join("a.md"));
        assert_eq!(found("more/"), docs.join("more/README.txt"));
        assert_eq!(found("/README.md"), root.join("README.md"));
        assert_eq!(found("/docs/more"), root.join("docs/more/README.txt"));
        assert_eq!(found("../bare"), docs.join("../bare"));
        assert_eq!(found("/none.md"), Path::new("/none.md"));
    }

    #[test]
    fn links_lead_to_files_and_to_few_schemes() {
        let start = |name: &str| Start::Name(name.to_owned());
        let path = |path: &str, name: Option<&str>| Way::File(path.into(), name.map(start));
        assert_eq!(way("a%20b.md#x"), path("a b.md", Some("x")));
        assert_eq!(way("../up.txt?raw=1"), path("../up.txt", None));
        assert_eq!(way("other.txt:12"), path("other.txt:12", None));
        assert_eq!(way("file:///tmp/a"), path("/tmp/a", None));
        assert_eq!(
            way("HTTP://x.org/"),
            Way::Outside("HTTP://x.org/".to_owned())
        );
        for bad in [
            "javascript:alert(1)",
            "x-man:ls",
            "http://a b",
            "https://a\u{1b}b",
            "file://host/a",
            "?q",
        ] {
            assert!(matches!(way(bad), Way::Refused(_)), "{bad}");
        }
    }
}
