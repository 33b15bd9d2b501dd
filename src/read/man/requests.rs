//! The requests of roff that pages use to set text, below their macros.

use super::Page;
use super::number;
use super::runs::Font;
use super::table;

impl Page<'_> {
    /// Does what a request says; says whether it is one.
    pub(super) fn request(&mut self, name: &str, rest: &str) -> bool {
        match name {
            "br" | "ti" | "bp" | "rj" | "brp" => self.out.break_line(),
            "sp" => match rest.trim() {
                // Back up: what is below stands beside what is above.
                less if less.starts_with('-') => {}
                "0" => self.out.break_line(),
                _ => self.out.space(),
            },
            "nf" => self.out.fill(false),
            "fi" => self.out.fill(true),
            "ft" => self
                .out
                .set_font(rest.split_whitespace().next().unwrap_or("")),
            "in" => {
                let (more, cells) = number::cells(rest.trim()).unwrap_or((None, 0));
                self.out.shift(more, cells);
            }
            "ce" => {
                self.out.break_line();
                self.centred = rest.trim().parse().unwrap_or(1);
            }
            "ul" | "cu" => self.next_font = Some(Font::ITALIC),
            "nop" => self.text(rest),
            "so" | "mso" => {
                if name == "so" && !rest.trim().is_empty() {
                    self.out.see(rest.trim());
                }
            }
            "TS" => {
                let table = table::read(self);
                self.set_table(table);
            }
            "EQ" => self.kept_until("EN"),
            "PS" => self.kept_until("PE"),
            _ => return IGNORED.contains(&name),
        }
        true
    }

    /// Keeps the lines up to a request as they are: what they say has no other form here.
    fn kept_until(&mut self, end: &str) {
        let mut lines = Vec::new();
        while let Some(line) = self.input.raw() {
            if line
                .strip_prefix('.')
                .is_some_and(|name| name.trim() == end)
            {
                break;
            }
            lines.push(line.into_owned());
        }
        self.out.kept(&lines.join("\n"));
    }
}

/// What only concerns the paper, the formatter, or the world outside of the page.
const IGNORED: [&str; 63] = [
    "ad", "af", "ab", "ta", "na", "hy", "nh", "ne", "hw", "ps", "ss", "vs", "ll", "lt", "pl", "po",
    "pn", "pc", "tl", "ns", "rs", "wh", "ch", "it", "di", "da", "ev", "em", "ex", "rd", "rr", "rt",
    "mk", "mc", "nm", "nn", "nx", "pi", "pso", "sy", "open", "opena", "close", "write", "tm",
    "tmc", "lf", "ls", "lg", "uf", "fp", "fam", "fc", "cs", "bd", "cc", "c2", "hc", "hla", "hlm",
    "warn", "do", "device",
];
