//! The files that are made from the program's own tables, so that they cannot disagree with it.

use std::fs;
use std::path::{Path, PathBuf};

use super::args;
use crate::app::command::{COMMANDS, Context, Topic};
use crate::app::help::keys_of;

/// Where the key table of the README begins and ends.
const MARKS: (&str, &str) = ("<!-- keys -->\n", "<!-- /keys -->");

/// Writes the man page into a folder (the project's `assets`) and the key table into the README above it; or, to
/// check, compares only and names what is stale.
pub(super) fn files(folder: &Path, check: bool) -> Result<(), String> {
    let readme = folder.join("..").join("README.md");
    let text = fs::read_to_string(&readme).map_err(|e| format!("{}: {e}", readme.display()))?;
    let files: [(PathBuf, String); 2] = [
        (folder.join("rubric.1"), man_page()),
        (
            readme,
            with_keys(&text).ok_or("README.md: no marks around a key table")?,
        ),
    ];
    let mut stale = Vec::new();
    for (path, wanted) in files {
        if fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
            continue;
        }
        if check {
            stale.push(path.display().to_string());
        } else {
            fs::write(&path, wanted).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "stale, to be made by --generate: {}",
            stale.join(", ")
        ))
    }
}

/// The README with its key table made anew.
fn with_keys(readme: &str) -> Option<String> {
    let (before, rest) = readme.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    Some(format!(
        "{before}{}\n{}{}{after}",
        MARKS.0,
        key_table(),
        MARKS.1
    ))
}

fn key_table() -> String {
    let mut table = String::new();
    for topic in Topic::ALL {
        table += &format!(
            "**{}**\n\n| keys | what |\n| :--- | :--- |\n",
            topic.title()
        );
        for spec in COMMANDS
            .iter()
            .filter(|s| s.topic == topic && s.context != Context::Help)
        {
            let keys: Vec<String> = spec
                .keys
                .iter()
                .map(|k| format!("`{}`", keys_of(&[*k]).replace('|', "\\|")))
                .collect();
            table += &format!("| {} | {} |\n", keys.join(" "), spec.doc);
        }
        table.push('\n');
    }
    table
}

fn man_page() -> String {
    let mut page = format!(
        ".TH RUBRIC 1 \"\" \"rubric {}\" \"User Commands\"\n.SH NAME\nrubric \\- read long text with an outline of the headings it finds\n\
         .SH SYNOPSIS\n.B rubric\n[\\fIOPTION\\fR]... [\\fIFILE\\fR]\n.SH DESCRIPTION\n\
         Shows a text as a set page beside an outline of its sections. The headings need no marks: rubric finds them.\n\
         Without FILE, or with \\-, it reads standard input; with neither, a guide opens.\n\
         FILE#HEADING, FILE:LINE and FILE:LINE:COLUMN begin there, unless there is a file of that very name.\n\
         When standard output is no terminal, the text passes through unchanged, and what gzip, zstd, xz or bzip2 has packed\n\
         passes through unpacked.\n.SH OPTIONS\n",
        env!("CARGO_PKG_VERSION")
    );
    for (option, doc) in args::OPTIONS {
        page += &format!(".TP\n.B {}\n{}\n", roff(option), roff(doc));
    }
    page += ".SH KEYS\nA number typed before a key repeats it.\n";
    for topic in Topic::ALL {
        page += &format!(".SS {}\n", topic.title());
        for spec in COMMANDS
            .iter()
            .filter(|s| s.topic == topic && s.context != Context::Help)
        {
            page += &format!(
                ".TP\n.B {}\n{}\n",
                roff(&keys_of(spec.keys)),
                roff(spec.doc)
            );
        }
    }
    page + ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen set and not empty, weight alone marks headings.\n\
            .TP\n.B XDG_STATE_HOME\nThe folder below which corrections by hand are kept, in rubric/corrections; ~/.local/state if not set.\n\
            .SH EXIT STATUS\n0 after reading; 1 when the text cannot be opened; 2 when the command line is wrong;\n\
            129, 130, 131, 143 when a signal ended it.\n"
}

/// A text as roff takes it literally.
fn roff(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('\'', "\\(aq");
    if text.starts_with('.') {
        format!("\\&{text}")
    } else {
        text
    }
}
