//! Writes a made-up text with marks that people type: Markdown, `reStructuredText`, `AsciiDoc`, Org.

use super::made::{Block, How, Item, List, Made, Prose, Run};

/// How a format is written.
struct Marks {
    /// What stands around words, of each kind.
    around: fn(How, &str) -> String,
    /// What calls the note of this number behind such words, which may hold its own.
    call: fn(How, usize, &str) -> String,
    /// What the note of this number says, where that stands at the end.
    note: fn(usize, &str) -> Option<String>,
    title: fn(&str) -> String,
    heading: fn(usize, &str) -> String,
    /// The marker of an entry, at a depth from 0.
    marker: fn(bool, usize, usize) -> String,
    /// Whether what is in an entry is indented below its marker; otherwise the marker says how deep it is.
    indented: bool,
    quote: fn(Vec<String>, usize) -> Vec<String>,
    code: fn(Vec<String>) -> Vec<String>,
    table: fn(&[Vec<String>]) -> Vec<String>,
    rule: &'static str,
}

/// A text that is being written.
struct Writing<'a> {
    marks: &'a Marks,
    notes: Vec<String>,
}

impl Writing<'_> {
    fn run(&mut self, run: &Run) -> String {
        let mut said = (self.marks.around)(run.how, &run.words.join(" "));
        if let Some(note) = &run.note {
            let note = note.join(" ");
            self.notes.push(note.clone());
            said += &(self.marks.call)(run.how, self.notes.len(), &note);
        }
        said
    }

    fn line(&mut self, prose: &Prose) -> String {
        let runs: Vec<String> = prose.iter().map(|run| self.run(run)).collect();
        runs.join(" ")
    }

    /// Prose on several lines.
    fn lines(&mut self, prose: &Prose) -> Vec<String> {
        let line = self.line(prose);
        let words: Vec<&str> = line.split(' ').collect();
        words.chunks(7).map(|words| words.join(" ")).collect()
    }

    fn item(&mut self, item: &Item, list: &List, nth: usize, depth: usize) -> Vec<String> {
        let marker = (self.marks.marker)(list.numbered, nth, depth);
        let mut inside = self.lines(&item.prose);
        if !self.marks.indented {
            // As one line: what a further one begins with may look like a mark.
            inside = vec![inside.join(" ")];
        }
        if let Some(more) = &item.more {
            inside.push(if self.marks.indented { "" } else { "+" }.to_owned());
            inside.extend(self.lines(more));
        }
        if let Some(below) = &item.below {
            if self.marks.indented {
                inside.push(String::new());
            }
            inside.extend(self.list(below, depth + 1));
        }
        let indent = if self.marks.indented { marker.len() } else { 0 };
        let lines = inside.into_iter().enumerate();
        lines
            .map(|(nth, line)| match (nth, line.is_empty()) {
                (0, _) => marker.clone() + &line,
                (_, true) => line,
                _ => " ".repeat(indent) + &line,
            })
            .collect()
    }

    fn list(&mut self, list: &List, depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (nth, item) in list.items.iter().enumerate() {
            if nth > 0 && self.marks.indented {
                lines.push(String::new());
            }
            lines.extend(self.item(item, list, nth, depth));
        }
        lines
    }

    fn block(&mut self, block: &Block, depth: usize) -> Vec<String> {
        match block {
            Block::Prose(prose) => self.lines(prose),
            Block::Heading(level, prose) => {
                let line = self.line(prose);
                split(&(self.marks.heading)(*level, &line))
            }
            Block::List(list) => self.list(list, 0),
            Block::Quote(blocks) => {
                let inside = self.blocks(blocks, depth + 1);
                (self.marks.quote)(inside, depth)
            }
            Block::Code(lines) => {
                let line =
                    |(indent, words): &(usize, Vec<String>)| " ".repeat(*indent) + &words.join(" ");
                (self.marks.code)(lines.iter().map(line).collect())
            }
            Block::Table(rows) => {
                let row = |row: &Vec<Prose>| row.iter().map(|cell| self.line(cell)).collect();
                let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
                (self.marks.table)(&rows)
            }
            Block::Rule => vec![self.marks.rule.to_owned()],
        }
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(self.block(block, depth));
        }
        lines
    }
}

fn split(lines: &str) -> Vec<String> {
    lines.lines().map(str::to_owned).collect()
}

fn written(text: &Made, marks: &Marks) -> Vec<u8> {
    let mut writing = Writing {
        marks,
        notes: Vec::new(),
    };
    let body = writing.blocks(&text.blocks, 0).join("\n");
    let mut page = format!("{}\n\n{body}\n\n", (marks.title)(&text.title.join(" ")));
    for (nth, note) in writing.notes.iter().enumerate() {
        if let Some(note) = (marks.note)(nth + 1, note) {
            page += &format!("{note}\n\n");
        }
    }
    page.into_bytes()
}

fn led(lines: Vec<String>, before: &str) -> Vec<String> {
    let line = |line: String| {
        let led = before.to_owned() + &line;
        led.trim_end().to_owned()
    };
    lines.into_iter().map(line).collect()
}

fn between(first: &str, lines: Vec<String>, last: &str) -> Vec<String> {
    let mut whole = vec![first.to_owned()];
    whole.extend(lines);
    whole.push(last.to_owned());
    whole
}

/// Rows with bars around their cells, and what stands below the head.
fn barred(rows: &[Vec<String>], rule: &str, joint: &str) -> Vec<String> {
    let columns = rows[0].len();
    let bars = |row: &Vec<String>| format!("| {} |", row.join(" | "));
    let mut lines: Vec<String> = rows.iter().map(bars).collect();
    lines.insert(1, format!("|{}|", vec![rule; columns].join(joint)));
    lines
}

fn numbered(numbered: bool, nth: usize, sign: &str) -> String {
    if numbered {
        format!("{}. ", nth + 1)
    } else {
        sign.to_owned()
    }
}

pub(super) fn markdown(text: &Made) -> Vec<u8> {
    let marks = Marks {
        around: |how, words| match how {
            How::Plain => words.to_owned(),
            How::Strong => format!("**{words}**"),
            How::Emphasis => format!("*{words}*"),
            How::Code => format!("`{words}`"),
            How::Link => format!("[{words}](https://a.example/b)"),
        },
        call: |_, nth, _| format!("[^{nth}]"),
        note: |nth, words| Some(format!("[^{nth}]: {words}")),
        title: |title| format!("# {title}"),
        heading: |level, words| format!("{} {words}", "#".repeat(level + 1)),
        marker: |is_numbered, nth, _| numbered(is_numbered, nth, "- "),
        indented: true,
        quote: |lines, _| led(lines, "> "),
        code: |lines| between("```text", lines, "```"),
        table: |rows| barred(rows, "---", "|"),
        rule: "* * *",
    };
    written(text, &marks)
}

pub(super) fn org(text: &Made) -> Vec<u8> {
    let marks = Marks {
        around: |how, words| match how {
            How::Plain => words.to_owned(),
            How::Strong => format!("*{words}*"),
            How::Emphasis => format!("/{words}/"),
            How::Code => format!("={words}="),
            How::Link => format!("[[https://a.example/b][{words}]]"),
        },
        call: |_, nth, _| format!("[fn:{nth}]"),
        note: |nth, words| Some(format!("[fn:{nth}] {words}")),
        title: |title| format!("#+title: {title}"),
        heading: |level, words| format!("{} {words}", "*".repeat(level)),
        marker: |is_numbered, nth, _| numbered(is_numbered, nth, "- "),
        indented: true,
        // Blocks of one name hold none of that name.
        quote: |lines, depth| match depth {
            0 => between("#+begin_quote", lines, "#+end_quote"),
            _ => lines,
        },
        code: |lines| between("#+begin_src text", lines, "#+end_src"),
        table: |rows| barred(rows, "---", "+"),
        rule: "-----",
    };
    written(text, &marks)
}

pub(super) fn asciidoc(text: &Made) -> Vec<u8> {
    let marks = Marks {
        around: |how, words| match how {
            How::Plain => words.to_owned(),
            How::Strong => format!("*{words}*"),
            How::Emphasis => format!("_{words}_"),
            How::Code => format!("`{words}`"),
            How::Link => format!("https://a.example/b[{words}]"),
        },
        call: |how, _, words| match how {
            How::Plain => format!("footnote:[{words}]"),
            // Marks end before what is no letter.
            _ => format!("{{empty}}footnote:[{words}]"),
        },
        note: |_, _| None,
        title: |title| format!("= {title}"),
        heading: |level, words| format!("{} {words}", "=".repeat(level + 1)),
        marker: |numbered, _, depth| {
            let sign = if numbered { "." } else { "*" };
            format!("{} ", sign.repeat(depth + 1))
        },
        indented: false,
        quote: |lines, depth| {
            let fence = "_".repeat(4 + 2 * depth);
            between(&fence, lines, &fence)
        },
        code: |lines| between("----", lines, "----"),
        table: |rows| {
            let head = rows[0].len();
            let cells = rows.iter().flatten();
            let mut lines: Vec<String> = cells.map(|cell| format!("|{cell}")).collect();
            lines.splice(..head, [lines[..head].join(" "), String::new()]);
            between("|===", lines, "|===")
        },
        rule: "'''",
    };
    written(text, &marks)
}

pub(super) fn rst(text: &Made) -> Vec<u8> {
    fn ruled(words: &str, sign: &str) -> String {
        sign.repeat(words.chars().count().max(4))
    }
    let marks = Marks {
        around: |how, words| match how {
            How::Plain => words.to_owned(),
            How::Strong => format!("**{words}**"),
            How::Emphasis => format!("*{words}*"),
            How::Code => format!("``{words}``"),
            How::Link => format!("`{words} <https://a.example/b>`__"),
        },
        call: |_, nth, _| format!(" [{nth}]_"),
        note: |nth, words| Some(format!(".. [{nth}] {words}")),
        title: |title| {
            let rule = ruled(title, "=");
            format!("{rule}\n{title}\n{rule}")
        },
        heading: |level, words| format!("{words}\n{}", ruled(words, ["=", "-", "~"][level - 1])),
        marker: |is_numbered, nth, _| numbered(is_numbered, nth, "* "),
        indented: true,
        // An empty remark, so that it does not go on with what is indented above it.
        quote: |lines, _| {
            let mut whole = vec!["..".to_owned(), String::new()];
            whole.extend(led(lines, "    "));
            whole
        },
        code: |lines| {
            let mut whole = vec!["::".to_owned(), String::new()];
            whole.extend(led(lines, "    "));
            whole
        },
        table: drawn,
        rule: "..",
    };
    written(text, &marks)
}

/// A table with lines around its cells.
fn drawn(rows: &[Vec<String>]) -> Vec<String> {
    let wide = |cell: &String| cell.chars().count();
    let widths: Vec<usize> = (0..rows[0].len())
        .map(|column| rows.iter().map(|row| wide(&row[column])).max().unwrap_or(0))
        .collect();
    let rule = |sign: &str| {
        let lines = widths.iter().map(|width| sign.repeat(width + 2));
        format!("+{}+", lines.collect::<Vec<_>>().join("+"))
    };
    let mut lines = vec![rule("-")];
    for (nth, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths);
        let cells =
            cells.map(|(cell, width)| format!(" {cell}{} ", " ".repeat(width - wide(cell))));
        lines.push(format!("|{}|", cells.collect::<Vec<_>>().join("|")));
        lines.push(rule(if nth == 0 { "=" } else { "-" }));
    }
    lines
}
