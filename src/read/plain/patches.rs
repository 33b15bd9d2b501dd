//! Patches in a text: their lines are kept as they are.

use std::sync::Arc;

use super::Finder;
use super::line::Line;
use crate::document::patches::Patch;
use crate::document::{Detail, Kind, Part};
use crate::text::Clean;

/// How code is called that is a patch.
const LANGUAGE: &str = "diff";

/// What CVS says between the name of a file and how it was compared.
const SAID: [&str; 2] = ["RCS file: ", "retrieving revision "];

/// How many lines belong to the patch that the first of these begins; none where it begins none.
pub(super) fn length(lines: &[Line], part: &Part) -> usize {
    let line = |at: usize| lines.get(at).map_or("", |line| raw(line, part));
    let mut patch = Patch::default();
    let mut end = 0;
    while end < lines.len() {
        // Other programs than Git name the files in two lines, and may say above how they were called, and of which file
        // that is.
        let mut names = end;
        if Patch::is_index(line(end), line(end + 1)) {
            names += 2;
            while SAID.iter().any(|said| line(names).starts_with(said)) {
                names += 1;
            }
        }
        names += usize::from(line(names).starts_with("diff -"));
        let begins = line(names).starts_with("--- ")
            && line(names + 1).starts_with("+++ ")
            && Patch::is_head(line(names + 2));
        let bare = Patch::is_bare_head(line(names), line(names + 1));
        if !patch.is_open() {
            end = match () {
                () if begins => names + 2,
                () if bare => names,
                () => end,
            };
        }
        // So short a line may be anything where nothing of a patch follows.
        let stray = line(end).starts_with(|c: char| c.is_ascii_digit()) && !bare;
        if stray || !patch.take(line(end)) {
            break;
        }
        end += 1;
    }
    end
}

/// How many lines at the beginning of a part belong to a patch that began in the part before: another head ends them.
pub(super) fn rest(lines: &[Line], part: &Part) -> usize {
    if part.number == 0 {
        return 0;
    }
    let is_own = |line: &&Line| {
        line.is_blank() || raw(line, part).starts_with([' ', '+', '-', '\\', '<', '>'])
    };
    let rest = lines.iter().take_while(is_own).count();
    let raw_at = |at: usize| lines.get(at).map_or("", |line| raw(line, part));
    let below = raw_at(rest);
    let has = |signs: [char; 2]| {
        let mut inside = lines.iter().take(rest);
        inside.any(|line| raw(line, part).starts_with(signs))
    };
    let git = Patch::is_head(below) || Patch::is_name(below);
    let bare = || Patch::is_bare_head(below, raw_at(rest + 1));
    let is_patch = git && has(['+', '-']) || has(['<', '>']) && bare();
    if is_patch { rest } else { 0 }
}

/// A line with the blanks before it.
fn raw<'a>(line: &Line, part: &'a Part) -> &'a str {
    part.slice(line.at..line.end())
}

impl Finder<'_> {
    /// The lines of a patch.
    pub(super) fn patch(&mut self, lines: &[Line]) {
        let filled = |line: &&Line| !line.is_blank();
        let (Some(first), Some(last)) = (lines.iter().find(filled), lines.iter().rfind(filled))
        else {
            return;
        };
        let before = self.blocks.len();
        self.push(Kind::Verbatim, first.at..last.end(), 0);
        if let Some(block) = self.blocks.get_mut(before) {
            block.detail = Some(Arc::new(Detail::Code(Clean::line(LANGUAGE))));
        }
    }
}
