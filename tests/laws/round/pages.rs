//! Writes a made-up text as a page of the web, as a book of such pages, and as a message that is one.

use super::made::{Block, How, List, Made, Prose};

/// What is inside of a page, and its notes.
#[derive(Default)]
struct Page {
    html: String,
    notes: Vec<String>,
    /// Where the notes lie.
    notes_in: &'static str,
}

impl Page {
    fn prose(&mut self, prose: &Prose) -> String {
        let mut said = Vec::new();
        for run in prose {
            let words = run.words.join(" ");
            let mut one = match run.how {
                How::Plain => words,
                How::Strong => format!("<b>{words}</b>"),
                How::Emphasis => format!("<em>{words}</em>"),
                How::Code => format!("<code>{words}</code>"),
                How::Link => format!("<a href=\"https://a.example/b\">{words}</a>"),
            };
            if let Some(note) = &run.note {
                self.notes.push(note.join(" "));
                let nth = self.notes.len();
                one += &format!(
                    "<a epub:type=\"noteref\" href=\"{}#n{nth}\">[{nth}]</a>",
                    self.notes_in
                );
            }
            said.push(one);
        }
        said.join("\n")
    }

    fn list(&mut self, list: &List) {
        let tag = if list.numbered { "ol" } else { "ul" };
        self.html += &format!("<{tag}>");
        for item in &list.items {
            let said = self.prose(&item.prose);
            self.html += "<li>";
            let more = item.more.as_ref().map(|more| self.prose(more));
            self.html += &match more {
                Some(more) => format!("<p>{said}</p>\n<p>{more}</p>"),
                None => said,
            };
            if let Some(below) = &item.below {
                self.list(below);
            }
            self.html += "</li>\n";
        }
        self.html += &format!("</{tag}>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Prose(prose) => {
                let said = self.prose(prose);
                self.html += &format!("<p>{said}</p>\n");
            }
            Block::Heading(level, prose) => {
                let (said, level) = (self.prose(prose), level + 1);
                self.html += &format!("<h{level}>{said}</h{level}>\n");
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                self.html += "<blockquote>";
                for block in blocks {
                    self.block(block);
                }
                self.html += "</blockquote>\n";
            }
            Block::Code(lines) => {
                let line =
                    |(indent, words): &(usize, Vec<String>)| " ".repeat(*indent) + &words.join(" ");
                let lines: Vec<String> = lines.iter().map(line).collect();
                self.html += &format!("<pre><code>{}</code></pre>\n", lines.join("\n"));
            }
            Block::Table(rows) => {
                self.html += "<table>";
                for (nth, row) in rows.iter().enumerate() {
                    let tag = if nth == 0 { "th" } else { "td" };
                    self.html += "<tr>";
                    for cell in row {
                        let said = self.prose(cell);
                        self.html += &format!("<{tag}>{said}</{tag}>");
                    }
                    self.html += "</tr>\n";
                }
                self.html += "</table>\n";
            }
            Block::Rule => self.html += "<hr/>\n",
        }
    }

    fn noted(&self) -> String {
        let note = |(nth, note): (usize, &String)| {
            format!(
                "<aside epub:type=\"footnote\" id=\"n{}\"><p>{note}</p></aside>\n",
                nth + 1
            )
        };
        self.notes.iter().enumerate().map(note).collect()
    }
}

fn whole(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><meta charset=\"utf-8\"/><title>No</title></head>\n<body>\n{inside}</body></html>\n"
    )
}

pub(super) fn html(text: &Made) -> Vec<u8> {
    let mut page = Page {
        html: format!("<h1>{}</h1>\n", text.title.join(" ")),
        ..Page::default()
    };
    text.blocks.iter().for_each(|block| page.block(block));
    whole(&(page.html.clone() + &page.noted())).into_bytes()
}

/// A chapter begins at each heading of the first level; the notes lie in a file of their own.
#[cfg(feature = "epub")]
pub(super) fn epub(text: &Made) -> Vec<u8> {
    let mut page = Page {
        notes_in: "notes.xhtml",
        ..Page::default()
    };
    let mut chapters = Vec::new();
    for block in &text.blocks {
        if matches!(block, Block::Heading(1, _)) && !page.html.is_empty() {
            chapters.push(std::mem::take(&mut page.html));
        }
        page.block(block);
    }
    chapters.push(std::mem::take(&mut page.html));
    let mut files: Vec<(String, String)> = chapters
        .iter()
        .enumerate()
        .map(|(nth, inside)| (format!("{nth}.xhtml"), whole(inside)))
        .collect();
    files.push(("notes.xhtml".to_owned(), whole(&page.noted())));
    let (mut list, mut order) = (String::new(), String::new());
    for (name, _) in &files {
        list +=
            &format!("<item id=\"{name}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>");
        order += &format!("<itemref idref=\"{name}\"/>");
    }
    let package = format!(
        "<package><metadata><dc:title>{}</dc:title></metadata><manifest>{list}</manifest><spine>{order}</spine></package>",
        text.title.join(" ")
    );
    let mut entries = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        (
            "META-INF/container.xml".to_owned(),
            "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>"
                .to_owned(),
        ),
        ("book.opf".to_owned(), package),
    ];
    entries.extend(files);
    super::archive(&entries)
}

/// A message that is such a page.
pub(super) fn mailed_page(text: &Made) -> Vec<u8> {
    let head = "From: a@a.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
    [head.as_bytes(), &html(text)].concat()
}
