//! Where what stands between two lines ends, known for all of a text at once: many may begin what is never ended.

use std::collections::HashMap;

use super::{latex, setting, stars};

/// The lines of a text that end something, in their order.
pub(super) struct Ends<'a> {
    /// Headings, which end all.
    headings: Vec<usize>,
    /// What ends blocks, by their kinds.
    blocks: HashMap<String, Vec<usize>>,
    /// What ends `LaTeX`, by its name.
    latex: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Ends<'a> {
    pub(super) fn of(lines: &[&'a str]) -> Self {
        let mut ends = Self {
            headings: Vec::new(),
            blocks: HashMap::new(),
            latex: HashMap::new(),
        };
        for (at, line) in lines.iter().enumerate() {
            if stars(line).is_some() {
                ends.headings.push(at);
            } else if let Some(name) = latex::ended(line) {
                ends.latex.entry(name).or_default().push(at);
            } else if let Some((name, _)) = setting(line)
                && let Some(kind) = name.strip_prefix("end_")
            {
                ends.blocks.entry(kind.to_owned()).or_default().push(at);
            }
        }
        ends
    }

    /// The first line from one on that ends a block of a kind, before the next heading.
    pub(super) fn of_block(&self, kind: &str, from: usize) -> Option<usize> {
        self.before_heading(self.blocks.get(kind)?, from)
    }

    /// The same of `LaTeX` of a name.
    pub(super) fn of_latex(&self, name: &str, from: usize) -> Option<usize> {
        self.before_heading(self.latex.get(name)?, from)
    }

    fn before_heading(&self, ends: &[usize], from: usize) -> Option<usize> {
        let next = |lines: &[usize]| {
            let at = lines.partition_point(|line| *line < from);
            lines.get(at).copied()
        };
        let end = next(ends)?;
        next(&self.headings)
            .is_none_or(|heading| end < heading)
            .then_some(end)
    }
}
