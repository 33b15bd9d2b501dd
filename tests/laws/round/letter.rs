//! Writes a made-up text as a message of plain words.

use super::made::{Block, List, Made, Prose};

/// A message of plain words: quotations have their signs, nothing else is marked.
pub(super) fn letter(text: &Made) -> Vec<u8> {
    let mut letter = Letter::default();
    letter.paragraph(0, vec![text.title.as_slice()]);
    text.blocks.iter().for_each(|block| letter.block(0, block));
    let head = "From: a@a.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
    let mut whole = head.to_owned() + &letter.lines;
    for (nth, note) in letter.notes.iter().enumerate() {
        whole += &format!("[{}] {note}\n\n", nth + 1);
    }
    whole.into_bytes()
}

#[derive(Default)]
struct Letter {
    lines: String,
    notes: Vec<String>,
}

impl Letter {
    fn paragraph(&mut self, depth: usize, runs: Vec<&[String]>) {
        let words: Vec<&str> = runs.into_iter().flatten().map(String::as_str).collect();
        let signs = ">".repeat(depth) + if depth > 0 { " " } else { "" };
        for line in words.chunks(9) {
            self.lines += &format!("{signs}{}\n", line.join(" "));
        }
        self.lines += &format!("{}\n", signs.trim_end());
    }

    fn prose(&mut self, depth: usize, prose: &Prose) {
        self.paragraph(
            depth,
            prose.iter().map(|run| run.words.as_slice()).collect(),
        );
        let notes = prose.iter().filter_map(|run| run.note.as_ref());
        self.notes.extend(notes.map(|note| note.join(" ")));
    }

    fn list(&mut self, depth: usize, list: &List) {
        for item in &list.items {
            self.prose(depth, &item.prose);
            item.more.iter().for_each(|more| self.prose(depth, more));
            item.below.iter().for_each(|below| self.list(depth, below));
        }
    }

    fn block(&mut self, depth: usize, block: &Block) {
        match block {
            Block::Prose(prose) | Block::Heading(_, prose) => self.prose(depth, prose),
            Block::List(list) => self.list(depth, list),
            Block::Quote(blocks) => {
                for block in blocks {
                    self.block(depth + 1, block);
                }
                self.lines += "\n";
            }
            Block::Code(lines) => {
                for (_, words) in lines {
                    self.paragraph(depth, vec![words.as_slice()]);
                }
            }
            Block::Table(rows) => rows
                .iter()
                .flatten()
                .for_each(|cell| self.prose(depth, cell)),
            Block::Rule => {}
        }
    }
}
