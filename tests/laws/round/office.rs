//! Writes a made-up text as DOCX and ODT.

use super::made::{Block, How, List, Made, Prose};

/// A document that is being written.
#[derive(Default)]
struct Word {
    body: String,
    notes: String,
    noted: usize,
}

fn said(words: &str, how: &str) -> String {
    let words = words.to_owned();
    format!("<w:r><w:rPr>{how}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

impl Word {
    fn prose(&mut self, prose: &Prose) -> String {
        let mut runs = Vec::new();
        for run in prose {
            let words = run.words.join(" ");
            let mut one = match run.how {
                How::Plain => said(&words, ""),
                How::Strong => said(&words, "<w:b/>"),
                How::Emphasis => said(&words, "<w:i/>"),
                How::Code => said(&words, "<w:rFonts w:ascii=\"Courier New\"/>"),
                How::Link => format!(
                    "<w:hyperlink r:id=\"link\">{}</w:hyperlink>",
                    said(&words, "")
                ),
            };
            if let Some(note) = &run.note {
                self.noted += 1;
                let nth = self.noted;
                one += &format!("<w:r><w:footnoteReference w:id=\"{nth}\"/></w:r>");
                let note = said(&note.join(" "), "");
                self.notes += &format!("<w:footnote w:id=\"{nth}\"><w:p>{note}</w:p></w:footnote>");
            }
            runs.push(one);
        }
        runs.join(&said(" ", ""))
    }

    fn paragraph(&mut self, properties: &str, prose: &Prose) {
        let runs = self.prose(prose);
        self.body += &format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>\n");
    }

    fn list(&mut self, list: &List, depth: usize) {
        let numbering = if list.numbered { 2 } else { 1 };
        let properties = format!(
            "<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>"
        );
        for item in &list.items {
            self.paragraph(&properties, &item.prose);
            item.more
                .iter()
                .for_each(|more| self.paragraph("<w:ind w:left=\"720\"/>", more));
            item.below
                .iter()
                .for_each(|below| self.list(below, depth + 1));
        }
    }

    fn block(&mut self, block: &Block, style: &str) {
        match block {
            Block::Prose(prose) => self.paragraph(style, prose),
            Block::Heading(level, prose) => {
                self.paragraph(&format!("<w:pStyle w:val=\"H{level}\"/>"), prose);
            }
            Block::List(list) => self.list(list, 0),
            Block::Quote(blocks) => {
                for block in blocks {
                    self.block(block, "<w:pStyle w:val=\"Quote\"/>");
                }
            }
            Block::Code(lines) => {
                let line = |(_, words): &(usize, Vec<String>)| {
                    said(&words.join(" "), "<w:rFonts w:ascii=\"Courier New\"/>")
                };
                let lines: Vec<String> = lines.iter().map(line).collect();
                self.body += &format!("<w:p>{}</w:p>\n", lines.join("<w:r><w:br/></w:r>"));
            }
            Block::Table(rows) => {
                self.body += "<w:tbl>";
                for (nth, row) in rows.iter().enumerate() {
                    let head = if nth == 0 {
                        "<w:trPr><w:tblHeader/></w:trPr>"
                    } else {
                        ""
                    };
                    self.body += &format!("<w:tr>{head}");
                    for cell in row {
                        self.body += "<w:tc>";
                        self.paragraph("", cell);
                        self.body += "</w:tc>";
                    }
                    self.body += "</w:tr>";
                }
                self.body += "</w:tbl>\n";
            }
            Block::Rule => {}
        }
    }
}

pub(super) fn docx(text: &Made) -> Vec<u8> {
    let mut word = Word::default();
    let title = said(&text.title.join(" "), "");
    word.body += &format!("<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>{title}</w:p>\n");
    text.blocks.iter().for_each(|block| word.block(block, ""));
    let style = |id: &str, name: &str| {
        format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = ["heading 1", "heading 2", "heading 3"]
        .iter()
        .zip(["H1", "H2", "H3"]);
    let styles: String = styles.map(|(name, id)| style(id, name)).collect();
    let level = |depth: usize, kind: &str| {
        format!("<w:lvl w:ilvl=\"{depth}\"><w:numFmt w:val=\"{kind}\"/></w:lvl>")
    };
    let levels = |kind: &str| (0..3).map(|depth| level(depth, kind)).collect::<String>();
    let numbering = |id: usize, kind: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>",
            levels(kind)
        )
    };
    let used =
        |id: usize| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    let entries = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", format!("<w:document><w:body>{}</w:body></w:document>", word.body)),
        (
            "word/styles.xml",
            format!("<w:styles>{}{}{styles}</w:styles>", style("Title", "Title"), style("Quote", "Quote")),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering>{}{}{}{}</w:numbering>",
                numbering(1, "bullet"),
                numbering(2, "decimal"),
                used(1),
                used(2)
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"link\" Target=\"https://a.example/b\" TargetMode=\"External\"/></Relationships>".to_owned(),
        ),
        ("word/footnotes.xml", format!("<w:footnotes>{}</w:footnotes>", word.notes)),
    ];
    super::archive(&entries.map(|(name, text)| (name.to_owned(), text)))
}

/// A text that is being written.
#[derive(Default)]
struct Libre {
    body: String,
    noted: usize,
}

impl Libre {
    fn prose(&mut self, prose: &Prose) -> String {
        let mut runs = Vec::new();
        for run in prose {
            let words = run.words.join(" ");
            let mut one = match run.how {
                How::Plain => words,
                How::Strong => format!("<text:span text:style-name=\"B\">{words}</text:span>"),
                How::Emphasis => format!("<text:span text:style-name=\"I\">{words}</text:span>"),
                How::Code => {
                    format!("<text:span text:style-name=\"Source_20_Text\">{words}</text:span>")
                }
                How::Link => format!("<text:a xlink:href=\"https://a.example/b\">{words}</text:a>"),
            };
            if let Some(note) = &run.note {
                self.noted += 1;
                one += &format!(
                    "<text:note><text:note-citation>{}</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>",
                    self.noted,
                    note.join(" ")
                );
            }
            runs.push(one);
        }
        runs.join(" ")
    }

    fn paragraph(&mut self, style: &str, prose: &Prose) {
        let said = self.prose(prose);
        self.body += &format!("<text:p text:style-name=\"{style}\">{said}</text:p>\n");
    }

    fn list(&mut self, list: &List) {
        let style = if list.numbered { "N" } else { "L" };
        self.body += &format!("<text:list text:style-name=\"{style}\">");
        for item in &list.items {
            self.body += "<text:list-item>";
            self.paragraph("Standard", &item.prose);
            item.more
                .iter()
                .for_each(|more| self.paragraph("Standard", more));
            item.below.iter().for_each(|below| self.list(below));
            self.body += "</text:list-item>";
        }
        self.body += "</text:list>\n";
    }

    fn block(&mut self, block: &Block, style: &str) {
        match block {
            Block::Prose(prose) => self.paragraph(style, prose),
            Block::Heading(level, prose) => {
                let said = self.prose(prose);
                self.body += &format!("<text:h text:outline-level=\"{level}\">{said}</text:h>\n");
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                for block in blocks {
                    self.block(block, "Quotations");
                }
            }
            Block::Code(lines) => {
                for (indent, words) in lines {
                    let words = words.join(" ");
                    self.body += &format!(
                        "<text:p text:style-name=\"Preformatted_20_Text\"><text:s text:c=\"{indent}\"/>{words}</text:p>\n"
                    );
                }
            }
            Block::Table(rows) => {
                self.body += "<table:table>";
                for (nth, row) in rows.iter().enumerate() {
                    self.body += if nth == 0 {
                        "<table:table-header-rows>"
                    } else {
                        ""
                    };
                    self.body += "<table:table-row>";
                    for cell in row {
                        self.body += "<table:table-cell>";
                        self.paragraph("Standard", cell);
                        self.body += "</table:table-cell>";
                    }
                    self.body += "</table:table-row>";
                    self.body += if nth == 0 {
                        "</table:table-header-rows>"
                    } else {
                        ""
                    };
                }
                self.body += "</table:table>\n";
            }
            Block::Rule => {}
        }
    }
}

pub(super) fn odt(text: &Made) -> Vec<u8> {
    let mut libre = Libre::default();
    libre.body += &format!(
        "<text:p text:style-name=\"Title\">{}</text:p>\n",
        text.title.join(" ")
    );
    text.blocks
        .iter()
        .for_each(|block| libre.block(block, "Standard"));
    let styles = "<style:style style:name=\"B\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
        <style:style style:name=\"I\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
        <text:list-style style:name=\"N\"><text:list-level-style-number text:level=\"1\"/></text:list-style>\
        <text:list-style style:name=\"L\"><text:list-level-style-bullet text:level=\"1\"/></text:list-style>";
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
        libre.body
    );
    let entries = [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.text".to_owned(),
        ),
        ("content.xml", content),
    ];
    super::archive(&entries.map(|(name, text)| (name.to_owned(), text)))
}
