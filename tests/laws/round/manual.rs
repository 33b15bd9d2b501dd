//! Writes a made-up text as a page of the manual, with the macros of `man` and with those of `mdoc`.

use super::made::{Block, How, List, Made, Prose};

/// A page that is being written, and what its notes say.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    notes: Vec<String>,
    mdoc: bool,
}

impl Page {
    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn prose(&mut self, prose: &Prose) {
        for run in prose {
            let words = run.words.join(" ");
            let line = match (run.how, self.mdoc) {
                (How::Plain, _) => words,
                (How::Strong, false) => format!(".B {words}"),
                (How::Emphasis, false) => format!("\\fI{words}\\fR"),
                (How::Code, false) => format!("\\f(CW{words}\\fP"),
                (How::Link, false) => format!(".UR https://a.example/b\n{words}\n.UE"),
                (How::Strong, true) => format!(".Sy {words}"),
                (How::Emphasis, true) => format!(".Em {words}"),
                (How::Code, true) => format!(".Li {words}"),
                (How::Link, true) => format!(".Lk https://a.example/b \"{words}\""),
            };
            self.line(line);
            if let Some(note) = &run.note {
                self.notes.push(note.join(" "));
                self.line(format!("[{}]", self.notes.len()));
            }
        }
    }

    /// A heading or a cell: all on one line.
    fn inline(prose: &Prose) -> String {
        let runs = prose.iter().map(|run| {
            let words = run.words.join(" ");
            match run.how {
                How::Plain | How::Link => words,
                How::Strong => format!("\\fB{words}\\fP"),
                _ => format!("\\fI{words}\\fR"),
            }
        });
        runs.collect::<Vec<_>>().join(" ")
    }

    fn either(&mut self, man: &str, mdoc: &str) {
        self.line(if self.mdoc { mdoc } else { man });
    }

    fn list(&mut self, list: &List) {
        if self.mdoc {
            self.line(if list.numbered {
                ".Bl -enum"
            } else {
                ".Bl -bullet"
            });
        }
        for (nth, item) in list.items.iter().enumerate() {
            let number = format!(".IP {}. 4", nth + 1);
            self.either(
                if list.numbered {
                    &number
                } else {
                    ".IP \\(bu 2"
                },
                ".It",
            );
            self.prose(&item.prose);
            if let Some(more) = &item.more {
                self.either(".IP", ".Pp");
                self.prose(more);
            }
            if let Some(below) = &item.below {
                if self.mdoc {
                    self.list(below);
                } else {
                    self.line(".RS");
                    self.list(below);
                    self.line(".RE");
                }
            }
        }
        if self.mdoc {
            self.line(".El");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Prose(prose) => {
                self.either(".PP", ".Pp");
                self.prose(prose);
            }
            Block::Heading(level, prose) => {
                let words = Self::inline(prose);
                let (man, mdoc) = if *level == 1 {
                    (".SH", ".Sh")
                } else {
                    (".SS", ".Ss")
                };
                self.either(&format!("{man} {words}"), &format!("{mdoc} {words}"));
            }
            Block::List(list) => {
                self.list(list);
                self.either(".PP", ".Pp");
            }
            Block::Quote(blocks) => {
                self.either(".RS", ".Bd -ragged -offset indent");
                for block in blocks {
                    self.block(block);
                }
                self.either(".RE", ".Ed");
            }
            Block::Code(lines) => {
                self.either(".PP\n.nf", ".Bd -literal");
                for (indent, words) in lines {
                    self.line(" ".repeat(*indent) + &words.join(" "));
                }
                self.either(".fi", ".Ed");
            }
            Block::Table(rows) => {
                let columns = vec!["l"; rows[0].len()].join(" ");
                self.line(format!(".TS\n{columns}."));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(Self::inline).collect();
                    self.line(cells.join("\t"));
                }
                self.line(".TE");
            }
            Block::Rule => self.either(".sp", ".Pp"),
        }
    }

    fn written(mut self, text: &Made) -> Vec<u8> {
        for block in &text.blocks {
            self.block(block);
        }
        for (nth, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.either(".PP", ".Pp");
            self.line(format!("[{}]", nth + 1));
            self.line(note);
        }
        self.line("");
        self.lines.join("\n").into_bytes()
    }
}

pub(super) fn man(text: &Made) -> Vec<u8> {
    let mut page = Page::default();
    page.line(".TH MADE 1");
    page.line(format!(".SH {}", text.title.join(" ")));
    page.written(text)
}

pub(super) fn mdoc(text: &Made) -> Vec<u8> {
    let mut page = Page {
        mdoc: true,
        ..Page::default()
    };
    page.line(".Dd November 28, 2026\n.Dt MADE 8\n.Os");
    page.line(format!(".Sh {}", text.title.join(" ")));
    page.written(text)
}
