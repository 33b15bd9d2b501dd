//! How things look: the terminal's own colours, so that they fit its palette, dark or light.

use ratatui::style::{Color, Modifier, Style};

use crate::document::{Alert, Face, Token};
use crate::text::{Look, Stroke};

/// The colours that every terminal has, by their numbers.
const PALETTE: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// How many colours a terminal has for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of them.
    True,
    /// 256.
    Indexed,
}

/// The styles of everything on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The text.
    pub text: Style,
    /// The title of the text.
    pub title: Style,
    /// Headings of the first level, of the second, and deeper ones.
    pub headings: [Style; 3],
    /// Bullets, numbers of lists, bars of quotations.
    pub lead: Style,
    /// Kept lines.
    pub verbatim: Style,
    /// Quoted lines.
    pub quote: Style,
    /// Links.
    pub link: Style,
    /// Code inside of a sentence, and what one types.
    pub code: Style,
    /// What whispers: rules, minutes, the status line.
    pub quiet: Style,
    /// The entry of the outline that is being read.
    pub current: Style,
    /// The entry under the cursor of the outline.
    pub cursor: Style,
    /// The mark beside the current entry, and beside the line where a jump landed.
    pub mark: Style,
    /// The match where one is, on top of what it is anyway.
    pub hit: Style,
    /// The other matches.
    pub other: Style,
    /// The numbers of links.
    pub tag: Style,
    /// What is said in the status line.
    pub notice: Style,
    /// Whether the terminal is told where links lead.
    pub links: bool,
    /// Whether words of code have colours.
    pub coloured: bool,
    /// The colours of pictures; none where there are too few for them.
    pub depth: Option<Depth>,
}

impl Theme {
    /// Red for what a scribe would have written in red, and weight for the rest.
    pub fn rubric() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let red = plain.fg(Color::Red);
        let quiet = plain.add_modifier(Modifier::DIM);
        Self {
            text: plain,
            title: bold,
            headings: [
                red.add_modifier(Modifier::BOLD),
                bold,
                bold.add_modifier(Modifier::ITALIC),
            ],
            lead: red,
            verbatim: plain,
            quote: plain.add_modifier(Modifier::ITALIC),
            link: plain.add_modifier(Modifier::UNDERLINED),
            code: plain.fg(Color::Cyan),
            quiet,
            current: bold,
            cursor: bold.add_modifier(Modifier::REVERSED),
            mark: red,
            hit: plain.add_modifier(Modifier::REVERSED),
            other: plain.fg(Color::Black).bg(Color::Yellow),
            tag: plain.fg(Color::Black).bg(Color::Yellow),
            notice: plain,
            links: true,
            coloured: true,
            depth: Some(Depth::True),
        }
    }

    /// Weight alone, for those who want no colour (`NO_COLOR`).
    pub fn colourless() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let rubric = Self::rubric();
        Self {
            headings: [
                bold.add_modifier(Modifier::UNDERLINED),
                bold,
                bold.add_modifier(Modifier::ITALIC),
            ],
            lead: Style::new(),
            code: Style::new(),
            mark: bold,
            other: Style::new().add_modifier(Modifier::UNDERLINED),
            tag: bold,
            coloured: false,
            depth: None,
            ..rubric
        }
    }

    /// What a face changes of the style of the text around it.
    pub fn face(&self, face: &Face) -> Style {
        let plain = Style::new();
        match face {
            Face::Emphasis | Face::Math => plain.add_modifier(Modifier::ITALIC),
            Face::Strong => plain.add_modifier(Modifier::BOLD),
            Face::Code => self.code,
            Face::Struck => plain.add_modifier(Modifier::CROSSED_OUT),
            Face::Quiet => self.quiet,
            Face::Alert(alert) => self.alert(*alert),
            Face::Token(token) => self.token(*token),
            Face::Drawn(look) => self.drawn(*look),
            Face::Link(_) => self.link,
        }
    }

    /// What a program has set apart, in the colours of the terminal's palette.
    fn drawn(&self, look: Look) -> Style {
        let strokes = [
            (Stroke::Bold, Modifier::BOLD),
            (Stroke::Dim, Modifier::DIM),
            (Stroke::Italic, Modifier::ITALIC),
            (Stroke::Underlined, Modifier::UNDERLINED),
            (Stroke::Reversed, Modifier::REVERSED),
            (Stroke::Struck, Modifier::CROSSED_OUT),
        ];
        let set = strokes.into_iter().filter(|(stroke, _)| look.has(*stroke));
        let style = set.fold(Style::new(), |style, (_, modifier)| {
            style.add_modifier(modifier)
        });
        if !self.coloured {
            return style;
        }
        let colour = |number| match number {
            number @ 0..16 => PALETTE
                .get(usize::from(number))
                .copied()
                .unwrap_or(Color::Reset),
            number => Color::Indexed(number),
        };
        Style {
            fg: look.colour.map(colour),
            bg: look.ground.map(colour),
            ..style
        }
    }

    /// The name of a remark: the more serious, the warmer.
    fn alert(&self, alert: Alert) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if !self.coloured {
            return bold;
        }
        bold.fg(match alert {
            Alert::Note => Color::Blue,
            Alert::Tip => Color::Green,
            Alert::Important => Color::Magenta,
            Alert::Warning => Color::Yellow,
            Alert::Caution => Color::Red,
        })
    }

    fn token(&self, token: Token) -> Style {
        let plain = Style::new();
        if !self.coloured {
            return plain;
        }
        match token {
            Token::Plain => plain,
            Token::Keyword => plain.fg(Color::Magenta),
            Token::Name => plain.fg(Color::Blue),
            Token::Kind => plain.fg(Color::Yellow),
            Token::Text => plain.fg(Color::Green),
            Token::Constant => plain.fg(Color::Cyan),
            Token::Remark => plain.add_modifier(Modifier::DIM),
        }
    }

    /// The style of headings of a level, from 1.
    pub fn heading(&self, level: u8) -> Style {
        let [first, second, deeper] = self.headings;
        match level {
            0 | 1 => first,
            2 => second,
            _ => deeper,
        }
    }
}
