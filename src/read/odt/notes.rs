//! Notes: what is said in them is kept until the text is over.

use super::super::archive::xml::Attributes;
use super::Writer;
use crate::document::Face;

/// A piece of a note.
pub(super) enum Piece {
    Words(String),
    Face(Face),
    Plain,
    Paragraph,
}

impl Writer {
    /// Takes an element of a note.
    pub(super) fn start_in_note(&mut self, name: &str, says: &Attributes) {
        let Some(note) = &mut self.note else { return };
        match name {
            "a" => {
                let target = says.get("href").unwrap_or_default();
                note.push(Piece::Face(Face::Link(target.as_str().into())));
            }
            "p" if !note.is_empty() => note.push(Piece::Paragraph),
            "s" | "tab" | "line-break" => self.words(" "),
            "object" => {
                let set = self.formula_in(&says.get("href").unwrap_or_default());
                if let (Some(set), Some(note)) = (set, &mut self.note) {
                    note.push(Piece::Face(Face::Math));
                    note.push(Piece::Words(set));
                    note.push(Piece::Plain);
                }
            }
            _ => {}
        }
    }

    /// Writes all notes below the text.
    pub(super) fn write_notes(&mut self) {
        self.builder.end();
        for (number, note) in (1..).zip(std::mem::take(&mut self.notes)) {
            self.builder.note(&format!("note-{number}"));
            self.builder.item(&format!("[{number}]"));
            for piece in note {
                match piece {
                    Piece::Words(words) => self.builder.text(&words),
                    Piece::Face(face) => self.builder.face(face),
                    Piece::Plain => self.builder.plain(),
                    Piece::Paragraph => self.builder.paragraph(),
                }
            }
            self.builder.leave();
        }
    }

    /// Ends a note, and writes what calls it.
    pub(super) fn end_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        self.notes.push(note);
        let number = self.notes.len();
        self.builder.mark_note(number);
    }
}
