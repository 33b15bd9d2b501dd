//! How programs want their words to look on a terminal: by typing letters over each other, or by sequences that choose a
//! rendition (SGR, ECMA-48 8.3.117). The numbers are read here; the sequences themselves go nowhere.

use std::ops::Range;

/// A way to set letters apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Heavy letters.
    Bold = 1,
    /// Faint ones.
    Dim = 2,
    /// Slanted ones; also those that a typewriter underlined.
    Italic = 4,
    /// A line below.
    Underlined = 8,
    /// Text and ground change places.
    Reversed = 16,
    /// A line through them.
    Struck = 32,
}

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    strokes: u8,
    /// The colour of the letters, as a number of the terminal's palette.
    pub colour: Option<u8>,
    /// The colour behind them.
    pub ground: Option<u8>,
}

impl Look {
    /// Whether letters are set apart in this way.
    pub fn has(self, stroke: Stroke) -> bool {
        self.strokes & stroke as u8 != 0
    }

    /// The same with a stroke.
    #[must_use]
    pub(super) fn with(self, stroke: Stroke) -> Self {
        Self {
            strokes: self.strokes | stroke as u8,
            ..self
        }
    }

    fn without(self, strokes: &[Stroke]) -> Self {
        let gone = strokes.iter().fold(0, |all, stroke| all | *stroke as u8);
        Self {
            strokes: self.strokes & !gone,
            ..self
        }
    }

    /// What a sequence makes of it, from its parameters; what is unknown changes nothing. Nothing can be hidden by it:
    /// letters that would have the colour of their ground keep their own.
    pub(super) fn chosen(self, parameters: &str) -> Self {
        let mut look = self;
        let mut numbers = parameters.split([';', ':']);
        while let Some(number) = numbers.next() {
            let number: u8 = if number.is_empty() {
                0
            } else {
                number.parse().unwrap_or(u8::MAX)
            };
            look = match number {
                0 => Self::default(),
                1 => look.with(Stroke::Bold),
                2 => look.with(Stroke::Dim),
                3 => look.with(Stroke::Italic),
                4 => look.with(Stroke::Underlined),
                7 => look.with(Stroke::Reversed),
                9 => look.with(Stroke::Struck),
                22 => look.without(&[Stroke::Bold, Stroke::Dim]),
                23 => look.without(&[Stroke::Italic]),
                24 => look.without(&[Stroke::Underlined]),
                27 => look.without(&[Stroke::Reversed]),
                29 => look.without(&[Stroke::Struck]),
                30..=37 => look.coloured(Some(number - 30)),
                90..=97 => look.coloured(Some(number - 90 + 8)),
                38 => look.coloured(from_palette(&mut numbers)),
                39 => look.coloured(None),
                40..=47 => look.grounded(Some(number - 40)),
                100..=107 => look.grounded(Some(number - 100 + 8)),
                48 => look.grounded(from_palette(&mut numbers)),
                49 => look.grounded(None),
                _ => look,
            };
        }
        if look.ground.is_some() && look.ground == look.colour {
            look.ground = None;
        }
        look
    }

    fn coloured(self, colour: Option<u8>) -> Self {
        Self { colour, ..self }
    }

    fn grounded(self, ground: Option<u8>) -> Self {
        Self { ground, ..self }
    }
}

/// A colour of the palette, behind the number that says one follows; none for one that is mixed, which no palette has.
fn from_palette<'a>(numbers: &mut impl Iterator<Item = &'a str>) -> Option<u8> {
    match numbers.next()? {
        "5" => numbers.next()?.parse().ok(),
        "2" => {
            // Red, green, blue.
            numbers.nth(2);
            None
        }
        _ => None,
    }
}

/// From where on a text looks how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    changes: Vec<(u32, Look)>,
}

impl Looks {
    /// How what stands at the end of the text looks.
    pub(super) fn last(&self) -> Look {
        self.changes
            .last()
            .map_or(Look::default(), |(_, look)| *look)
    }

    /// Says how the text looks from a byte on, which is not before the last one that was named.
    pub(super) fn set(&mut self, at: usize, look: Look) {
        if let Some((last, _)) = self.changes.last()
            && *last as usize == at
        {
            self.changes.pop();
        }
        if self.last() != look {
            self.changes.push((at as u32, look));
        }
    }

    /// Forgets what was said of the text from a byte on, and says how that looked.
    pub(super) fn cut(&mut self, at: usize) -> Look {
        let mut look = self.last();
        while let Some((start, last)) = self.changes.last().copied()
            && start as usize >= at
        {
            look = last;
            self.changes.pop();
        }
        look
    }

    /// The stretches that look otherwise than plain, in a text of so many bytes.
    pub(super) fn stretches(&self, end: usize) -> impl Iterator<Item = (Range<u32>, Look)> {
        let ends = self.changes.iter().skip(1).map(|(at, _)| *at);
        let ends = ends.chain([end as u32]);
        let stretches = self.changes.iter().zip(ends);
        let stretches = stretches.map(|((start, look), end)| (*start..end, *look));
        stretches.filter(|(range, look)| *look != Look::default() && range.start < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;

    fn looks(text: &str) -> Vec<(String, Look)> {
        let clean = Clean::new(text);
        let said = |range: Range<u32>| clean[range.start as usize..range.end as usize].to_owned();
        clean
            .looks()
            .map(|(range, look)| (said(range), look))
            .collect()
    }

    fn bold() -> Look {
        Look::default().with(Stroke::Bold)
    }

    fn italic() -> Look {
        Look::default().with(Stroke::Italic)
    }

    fn expect(text: &str, expected: &[(&str, Look)]) {
        let expected: Vec<(String, Look)> = expected
            .iter()
            .map(|(t, l)| ((*t).to_owned(), *l))
            .collect();
        assert_eq!(looks(text), expected, "{text:?}");
    }

    #[test]
    fn what_was_typed_over_itself_is_bold_and_what_was_underlined_slanted() {
        expect("a b\x08bo\x08ol\x08ld\x08d c", &[("bold", bold())]);
        expect("_\x08i_\x08t x\x08_.", &[("it", italic()), ("x", italic())]);
        expect("_\x08b\x08bc", &[("b", italic().with(Stroke::Bold))]);
        expect("é\x08éx", &[("é", bold())]);
        expect("+\x08o x", &[]);
    }

    #[test]
    fn renditions_are_read_and_end_with_their_line() {
        let red = Look::default().coloured(Some(1));
        expect("a\x1b[31mb\x1b[0mc", &[("b", red)]);
        expect(
            "\x1b[31mb\x1b[1mc\x1b[22md\x1b[me",
            &[("b", red), ("c", red.with(Stroke::Bold)), ("d", red)],
        );
        expect("\x1b[1mopen\nnext", &[("open", bold())]);
        expect(
            "\x1b[38;5;9mx\x1b[38;2;1;2;3my\x1b[95mz",
            &[("x", red.coloured(Some(9))), ("z", red.coloured(Some(13)))],
        );
        expect("\x1b[31;41mseen", &[("seen", red)]);
        expect("\x1b[8;5;999;?mplain", &[]);
        expect("\x1b[31m\x1b[0m", &[]);
        assert_eq!(Clean::new("\x1b[31mx\x1b[0m").hidden(), 0);
    }
}
