//! The macros of man(7).

use super::Page;
use super::input::arguments;
use super::number;
use super::runs::Font;

/// Fonts that alternate from word to word.
const ALTERNATE: [(&str, [Font; 2]); 6] = [
    ("BR", [Font::BOLD, ROMAN]),
    ("RB", [ROMAN, Font::BOLD]),
    ("IR", [Font::ITALIC, ROMAN]),
    ("RI", [ROMAN, Font::ITALIC]),
    ("BI", [Font::BOLD, Font::ITALIC]),
    ("IB", [Font::ITALIC, Font::BOLD]),
];
const ROMAN: Font = Font {
    bold: false,
    italic: false,
    code: false,
};

/// A distance to the right, in cells; to the left is none.
fn distance(text: &str) -> Option<u16> {
    let (more, cells) = number::cells(text.trim())?;
    Some(if more == Some(false) { 0 } else { cells })
}

impl Page<'_> {
    /// Does what a macro says; says whether it is one.
    pub(super) fn macro_of_man(&mut self, name: &str, rest: &str) -> bool {
        if let Some((_, fonts)) = ALTERNATE.iter().find(|(known, _)| *known == name) {
            self.alternate(rest, *fonts);
            return true;
        }
        match name {
            "B" | "SB" => self.in_font(rest, Font::BOLD),
            "I" => self.in_font(rest, Font::ITALIC),
            "R" | "SM" => self.in_font(rest, ROMAN),
            "CW" | "C" => self.in_font(rest, Font::CODE),
            "TH" => self.head(rest),
            "SH" => self.section(rest, 1),
            "SS" => self.section(rest, 2),
            "PP" | "LP" | "P" | "HP" | "YS" => self.out.paragraph(),
            "TP" => self.out.tag(false, distance(rest)),
            "TQ" => self.out.tag(true, distance(rest)),
            "IP" => self.indented(rest),
            "RS" => self.out.indent(distance(rest)),
            "RE" => self.end_indent(rest),
            "PD" => self.out.tight = rest.trim().starts_with('0'),
            "EX" => self.out.fill(false),
            "EE" => self.out.fill(true),
            "SY" => {
                self.out.paragraph();
                let name = arguments(rest).join(" ");
                self.out.item(&name, Font::BOLD);
            }
            "OP" => self.option(rest),
            "UR" => self.begin_link(rest, ""),
            "MT" => self.begin_link(rest, "mailto:"),
            "UE" | "ME" => {
                self.out.end_link();
                if let Some(sign) = arguments(rest).first() {
                    self.out.words(sign, &self.input);
                }
                self.text_done();
            }
            "DT" | "AT" | "UC" | "PM" | "IX" | "XX" => {}
            "MR" => {
                let words = arguments(rest);
                let mut words = words.iter().map(String::as_str);
                let page = words.next().unwrap_or("");
                let section = words.next().unwrap_or("");
                self.out.part_words();
                self.out.said(&format!("{page}({section})"), ROMAN);
                self.out.words(words.next().unwrap_or(""), &self.input);
                self.text_done();
            }
            _ => return false,
        }
        true
    }

    /// The head of the page: its name and section.
    fn head(&mut self, rest: &str) {
        let words = arguments(rest);
        let name = words.first().map_or("", String::as_str);
        let section = words.get(1).map_or("", String::as_str);
        self.called(name, section);
    }

    /// Says what the page is called.
    pub(super) fn called(&mut self, name: &str, section: &str) {
        let title = if section.is_empty() {
            name.to_owned()
        } else {
            format!("{name}({section})")
        };
        let input = &self.input;
        let title = self.out.aside(|out| out.words(&title, input));
        self.out.builder.called(&title.text);
    }

    fn section(&mut self, rest: &str, level: u8) {
        self.next_font = None;
        self.centred = 0;
        self.out.heading(level);
        let words = arguments(rest);
        if !words.is_empty() {
            self.out.words(&words.join(" "), &self.input);
            self.out.line_done();
        }
    }

    /// Words in a font, or the next line where there are none.
    fn in_font(&mut self, rest: &str, font: Font) {
        let words = arguments(rest);
        if words.is_empty() {
            self.next_font = Some(font);
            return;
        }
        self.next_font = None;
        self.out.part_words();
        self.out.set(font);
        self.out.words(&words.join(" "), &self.input);
        self.out.set(ROMAN);
        self.text_done();
    }

    fn alternate(&mut self, rest: &str, fonts: [Font; 2]) {
        self.next_font = None;
        self.out.part_words();
        for (word, font) in arguments(rest).iter().zip(fonts.into_iter().cycle()) {
            self.out.set(font);
            self.out.words(word, &self.input);
        }
        self.out.set(ROMAN);
        self.text_done();
    }

    fn indented(&mut self, rest: &str) {
        let words = arguments(rest);
        let tag = words.first().map_or("", String::as_str);
        let input = &self.input;
        let said = self.out.aside(|out| out.words(tag, input));
        if said.text.trim().is_empty() {
            self.out.body();
            self.out.hang_below();
            return;
        }
        self.out
            .tag(false, words.get(1).and_then(|word| distance(word)));
        self.out.words(tag, &self.input);
        self.out.end_tag();
    }

    fn end_indent(&mut self, rest: &str) {
        match rest.trim().parse::<usize>() {
            // To the margin of that number, the first being the outermost.
            Ok(level) if level > 0 => self.out.outdent_to(level - 1),
            _ => self.out.outdent(),
        }
        self.out.unhang();
    }

    fn option(&mut self, rest: &str) {
        let words = arguments(rest);
        self.out.part_words();
        self.out.said("[", ROMAN);
        for (nth, word) in words.iter().take(2).enumerate() {
            if nth > 0 {
                self.out.said("\u{a0}", ROMAN);
            }
            self.out
                .set(if nth == 0 { Font::BOLD } else { Font::ITALIC });
            self.out.words(word, &self.input);
        }
        self.out.set(ROMAN);
        self.out.said("]", ROMAN);
        self.text_done();
    }

    fn begin_link(&mut self, rest: &str, scheme: &str) {
        let words = arguments(rest);
        let address = words.first().map_or("", String::as_str);
        let input = &self.input;
        let said = self.out.aside(|out| out.words(address, input));
        self.out.begin_link(&format!("{scheme}{}", said.text));
    }
}
