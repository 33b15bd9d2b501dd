//! Blocks of Org: lines between `#+BEGIN_` and `#+END_`, and others that are kept as they are.

use std::ops::Range;

use super::{Reader, indent_of, verse};
use crate::document::{Alert, Face};

/// Blocks that hold what is not Org, which is kept as it is.
const KEPT: [&str; 9] = [
    "src", "example", "html", "latex", "ascii", "odt", "texinfo", "man", "beamer",
];

/// What a block is that other formats have a name for.
fn alert(kind: &str) -> Option<Alert> {
    Some(match kind {
        "note" | "info" | "seealso" | "todo" => Alert::Note,
        "tip" | "hint" => Alert::Tip,
        "important" => Alert::Important,
        "warning" | "attention" => Alert::Warning,
        "caution" | "danger" | "error" => Alert::Caution,
        _ => return None,
    })
}

/// A quotation, or what is set in the middle of the page.
pub(super) struct Quote {
    /// The line that ends it.
    end: usize,
    /// How many lists are open around it.
    outside: usize,
    centred: bool,
}

impl Reader<'_> {
    /// Lines between `#+BEGIN_` and `#+END_`.
    pub(super) fn fenced(&mut self, kind: &str, value: &str) {
        let from = self.at + 1;
        // A quotation ends with the first line that ends one, so none begins inside of it.
        let quotes = !KEPT.contains(&kind) && !matches!(kind, "comment" | "export" | "verse");
        if quotes && self.quote.is_some() {
            return;
        }
        // A heading ends all blocks, so what nobody ended has no end below it.
        let Some(end) = self.ends.of_block(kind, from) else {
            return;
        };
        self.close(Some(indent_of(self.line(self.at))));
        match kind {
            "comment" | "export" => {}
            "verse" => self.verse(from..end),
            _ if quotes => {
                let centred = kind == "center";
                if !centred {
                    self.builder.quote();
                }
                if !matches!(kind, "quote" | "center" | "abstract") {
                    self.kind_of_block(kind);
                }
                let outside = self.open.len();
                self.quote = Some(Quote {
                    end,
                    outside,
                    centred,
                });
                self.at = from;
                return;
            }
            _ => {
                let language = value
                    .split(' ')
                    .next()
                    .filter(|name| kind == "src" && !name.is_empty());
                self.code(language, from, end, |line| {
                    // A comma keeps a line from being taken for a mark.
                    line.strip_prefix(',')
                        .filter(|l| l.starts_with(['*', '#', ',']))
                        .unwrap_or(line)
                });
            }
        }
        self.at = end + 1;
    }

    /// Writes what kind of block follows.
    fn kind_of_block(&mut self, kind: &str) {
        let (first, rest) = kind.split_at_checked(1).unwrap_or((kind, ""));
        let name = first.to_uppercase() + &rest.replace(['-', '_'], " ");
        self.builder.paragraph();
        self.faced(alert(kind).map_or(Face::Strong, Face::Alert), &name);
        self.builder.end();
        self.builder.closely();
    }

    /// Lines that are kept as their author ended them.
    fn verse(&mut self, lines: Range<usize>) {
        self.builder.quote();
        self.builder.paragraph();
        let filled = lines.clone().map(|at| self.line(at));
        let filled = filled.filter(|line| !line.is_empty());
        let common = filled.map(indent_of).min().unwrap_or(0);
        for at in lines {
            let line = self.line(at);
            let deeper = indent_of(line).saturating_sub(common);
            let line = line.trim();
            if line.is_empty() {
                self.builder.end();
                self.builder.paragraph();
                continue;
            }
            self.builder.text(&verse::inset(deeper));
            self.inline(line);
            self.builder.break_line();
        }
        self.builder.end();
        self.builder.leave();
    }

    /// Ends the quotation that the next line does not belong to.
    pub(super) fn leave_quote(&mut self) {
        let Some(quote) = self.quote.as_ref().filter(|quote| quote.end <= self.at) else {
            return;
        };
        let centred = quote.centred;
        self.at = self.at.max(quote.end + 1);
        self.close(None);
        self.quote = None;
        if !centred {
            self.builder.leave();
        }
    }

    /// How many lists are open around the quotation.
    pub(super) fn outside(&self) -> usize {
        self.quote.as_ref().map_or(0, |quote| quote.outside)
    }

    pub(super) fn code(
        &mut self,
        language: Option<&str>,
        from: usize,
        end: usize,
        bare: fn(&str) -> &str,
    ) {
        let filled = (from..end)
            .map(|at| self.line(at))
            .filter(|line| !line.is_empty());
        let common = filled.map(indent_of).min().unwrap_or(0);
        self.builder.line(from as u64 + 1);
        self.builder.code(language);
        for at in from..end {
            let line = self.line(at);
            self.builder.text(bare(line.get(common..).unwrap_or("")));
            self.builder.text("\n");
        }
        self.builder.end();
    }

    pub(super) fn fixed(&mut self) {
        let is_fixed = |line: &str| line.trim_start() == ":" || line.trim_start().starts_with(": ");
        let from = self.at;
        let end = (from..self.lines.len())
            .find(|at| !is_fixed(self.line(*at)))
            .unwrap_or(self.lines.len());
        self.code(None, from, end, |line| {
            let line = line.strip_prefix(':').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line)
        });
        self.at = end;
    }
}
