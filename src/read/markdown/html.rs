//! Tags of HTML inside of Markdown: those that people use in such texts do what they mean, the words of others stay.

use super::cells::Cells;
use super::tags::{self, Attributes, Token};
use super::writer::{Mark, Sign, Writer};
use crate::document::Face;

/// Tags whose words are not for people.
const HIDDEN: [&str; 4] = ["script", "style", "template", "svg"];

/// A tag that closes ends one of so many that were opened last.
const NEAR: usize = 64;

/// Whether a picture is one of those small ones that say how a project is: they stand beside each other in a line.
pub(super) fn is_badge(source: &str) -> bool {
    [
        "badge",
        "shields.io",
        "travis-ci",
        "codecov",
        "opencollective",
    ]
    .iter()
    .any(|sign| source.contains(sign))
}

impl Writer<'_> {
    /// Takes the tags of a block, which were collected.
    pub(super) fn end_html(&mut self) {
        let Some((html, lines)) = self.html.take() else {
            return;
        };
        let mut lines = lines.into_iter().peekable();
        for (at, token) in tags::tokens(&html) {
            while let Some((_, line)) = lines.next_if(|(from, _)| *from <= at) {
                self.builder.line(line);
            }
            self.token(token);
        }
        self.end_tags();
        if self.tables == 0 && !self.in_code {
            self.builder.end();
        }
        self.end_heading();
    }

    /// Takes tags inside of a line.
    pub(super) fn tags(&mut self, html: &str) {
        for (_, token) in tags::tokens(html) {
            self.token(token);
        }
    }

    fn token(&mut self, token: Token) {
        if let Some(hidden) = &self.hidden {
            if matches!(&token, Token::Close(name) if name == hidden) {
                self.hidden = None;
            }
            return;
        }
        match token {
            Token::Text(words) => self.words(&tags::decoded(words)),
            Token::Open(name, said) => self.open_tag(&name, said),
            Token::Close(name) => self.close_tag(&name),
            Token::Dropped => {}
        }
    }

    fn open_tag(&mut self, name: &str, said: Attributes) {
        if let Some(id) = said.get("id").or_else(|| said.get("name")) {
            self.builder.target(&id);
        }
        if name == "dt" && !self.is_flat(name) {
            self.end_tags();
            self.builder.end();
        }
        if let Some(face) = face(name, said) {
            let mark = Mark::Tag(name.to_owned());
            if name == "a" {
                return self.begin_link(face, mark);
            }
            return self.open_face(face, mark);
        }
        match name {
            "br" => self.builder.break_line(),
            "sub" | "sup" => {
                self.end_script();
                self.script = Some((name == "sup", String::new()));
            }
            "img" => self.img(said),
            "q" => self.words("“"),
            name if HIDDEN.contains(&name) => self.hidden = Some(name.to_owned()),
            name if self.is_flat(name) => self.words(" "),
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.cells = Cells::default();
                    self.builder.table(Vec::new());
                }
            }
            "thead" | "tbody" | "tfoot" if self.tables == 1 => self.cells.group(),
            "tr" if self.tables == 1 => {
                self.end_tags();
                self.cells.row();
                self.behind = 0;
                self.builder.row(false);
            }
            "td" | "th" if self.tables == 1 => {
                self.end_tags();
                if name == "th" {
                    self.builder.head();
                }
                self.begin_cell(said);
            }
            _ if self.tables > 0 => self.words(" "),
            "hr" => self.builder.rule(),
            "pre" => {
                self.end_tags();
                self.builder.code(None);
                self.in_code = true;
            }
            name if is_heading(name) => {
                self.end_tags();
                let level = name.bytes().next_back().unwrap_or(b'1') - b'0';
                self.builder.heading(level);
                self.in_heading = true;
            }
            "summary" => {
                self.end_tags();
                self.builder.end();
                // What it opens hangs below it, so it stands left of that.
                self.leave_if("details");
                self.open_face(Face::Strong, Mark::Tag(name.to_owned()));
                self.sign = Sign::Waits;
            }
            "details" | "blockquote" | "ul" | "ol" | "li" | "dl" | "dd" => {
                self.enter_tag(name, said);
            }
            name if is_block(name) => {
                self.end_tags();
                self.builder.end();
            }
            _ => {}
        }
    }

    /// Begins a cell, behind those that one above or before it takes.
    fn begin_cell(&mut self, said: Attributes) {
        let (columns, rows) = (said.get("colspan"), said.get("rowspan"));
        let (before, behind) = self.cells.cell(columns.as_deref(), rows.as_deref());
        for _ in 0..self.behind + before {
            self.builder.cell();
        }
        self.behind = behind;
        self.builder.cell();
    }

    /// Whether a tag stands where no rows of their own can begin: in a heading, which only a tag of headings ends, or in
    /// a cell of a table.
    fn is_flat(&self, name: &str) -> bool {
        self.in_table || self.in_heading && !is_heading(name)
    }

    fn enter_tag(&mut self, name: &str, said: Attributes) {
        self.end_tags();
        match name {
            "blockquote" => self.builder.quote(),
            "ul" | "ol" | "dl" => {
                let start = said.get("start").and_then(|start| start.parse().ok());
                let first = (name == "ol").then_some(start.unwrap_or(1));
                self.lists.push(first);
                self.builder.list(true);
            }
            "li" => {
                self.close_around("li", &["ul", "ol"]);
                let marker = self.next_marker();
                self.builder.item(&marker);
            }
            "dd" => {
                self.close_around("dd", &["dl"]);
                self.builder.indent(4);
                self.builder.closely();
            }
            _ => self.builder.indent(2),
        }
        self.around.push(Mark::Tag(name.to_owned()));
    }

    fn close_tag(&mut self, name: &str) {
        let far = self.faces.len().saturating_sub(NEAR);
        let near = self.faces.get(far..).unwrap_or(&[]);
        let inside = near.rsplit(|mark| *mark == Mark::Own).next().unwrap_or(&[]);
        let from = self.faces.len() - inside.len();
        let opened = inside
            .iter()
            .rposition(|mark| matches!(mark, Mark::Tag(own) if own == name));
        if let Some(at) = opened {
            while self.faces.len() > from + at {
                self.end_tag_face();
            }
        }
        match name {
            "sub" | "sup" => self.end_script(),
            "q" => self.words("”"),
            name if self.is_flat(name) => self.words(if is_block(name) { " " } else { "" }),
            "summary" => {
                if self.sign == Sign::Waits {
                    self.faced(Face::Strong, "Details");
                }
                self.builder.end();
                self.builder.indent(2);
                self.builder.closely();
                self.around.push(Mark::Tag("details".to_owned()));
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_tags();
                    self.builder.end();
                }
            }
            _ if self.tables > 0 => self.words(if is_block(name) { " " } else { "" }),
            "pre" => {
                self.in_code = false;
                self.builder.end();
            }
            "details" | "blockquote" | "ul" | "ol" | "li" | "dl" | "dd" => {
                self.end_tags();
                self.builder.end();
                self.close_around(name, &[]);
            }
            name if is_block(name) => {
                self.end_tags();
                self.builder.end();
                self.end_heading();
            }
            _ => {}
        }
    }

    /// Ends the innermost tag of this name around blocks, with all in it, unless one of the others stands between.
    pub(super) fn close_around(&mut self, name: &str, between: &[&str]) {
        let far = self.around.len().saturating_sub(NEAR);
        let mut near = self.around.iter().skip(far);
        let open = near.rposition(|mark| match mark {
            Mark::Own => true,
            Mark::Tag(own) => own == name || between.contains(&own.as_str()),
        });
        let open = open.map(|at| far + at);
        let found = open.and_then(|at| Some((at, self.around.get(at)?)));
        let Some((at, Mark::Tag(own))) = found else {
            return;
        };
        if own == name {
            while self.around.len() > at {
                if let Some(Mark::Tag(name)) = self.around.pop() {
                    self.leave_tag(&name);
                }
            }
        }
    }

    fn leave_if(&mut self, name: &str) {
        if matches!(self.around.last(), Some(Mark::Tag(own)) if own == name) {
            self.around.pop();
            self.builder.leave();
        }
    }

    /// Ends what a tag opened around blocks.
    pub(super) fn leave_tag(&mut self, name: &str) {
        match name {
            "ul" | "ol" | "dl" => {
                self.lists.pop();
                self.builder.end_list();
            }
            _ => self.builder.leave(),
        }
    }

    fn img(&mut self, said: Attributes) {
        let source = said.get("src").unwrap_or_default();
        let instead = said
            .get("alt")
            .or_else(|| said.get("title"))
            .unwrap_or_default();
        let instead = instead.trim();
        let inside = self.tables > 0
            || self.in_table
            || self.in_heading
            || self.in_code
            || !self.builder.is_fresh();
        if self.picture.is_some() || inside || is_badge(&source) {
            match instead {
                "" if self.picture.is_none() => self.nameless = Some(source.into_owned()),
                words => self.faced(Face::Quiet, words),
            }
            self.words(" ");
        } else {
            self.builder.picture(&source, instead);
        }
    }
}

/// How the words of a tag look.
fn face(name: &str, said: Attributes) -> Option<Face> {
    Some(match name {
        "b" | "strong" | "dt" => Face::Strong,
        "i" | "em" | "cite" | "var" | "dfn" => Face::Emphasis,
        "code" | "kbd" | "samp" | "tt" => Face::Code,
        "s" | "del" | "strike" => Face::Struck,
        "small" => Face::Quiet,
        "a" => Face::Link(
            said.get("href")
                .filter(|href| !href.is_empty())?
                .as_ref()
                .into(),
        ),
        _ => return None,
    })
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a tag stands for a block of its own.
fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "div"
                | "center"
                | "section"
                | "article"
                | "header"
                | "footer"
                | "main"
                | "nav"
                | "aside"
                | "figure"
                | "figcaption"
                | "picture"
                | "video"
                | "dt"
                | "tr"
                | "td"
                | "th"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dd"
                | "pre"
                | "blockquote"
                | "details"
                | "hr"
        )
}
