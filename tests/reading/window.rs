//! A reader without a terminal: a text and keys go in, a picture comes out, through the real keymap, state and paint.

#![allow(dead_code, reason = "each of the test crates uses a part of it")]

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use rubricate::app::finding::Stage;
use rubricate::app::{App, Effect, MEASURE, News};
use rubricate::document::Document;
use rubricate::draw::draw;
use rubricate::draw::theme::Theme;
use rubricate::outline::Structure;
use rubricate::read::Plain;
use rubricate::source::Source;

/// A document of some bytes.
pub(crate) fn document(bytes: impl Into<Vec<u8>>) -> Document {
    let source = Arc::new(Source::from_bytes("a text", bytes.into()));
    Document::new(source.name().clone(), Arc::new(Plain::new(source)))
}

/// A reader of some bytes, its outline complete.
pub(crate) fn reader(bytes: impl Into<Vec<u8>>, columns: u16, rows: u16) -> App {
    let document = document(bytes);
    let structure = Structure::whole(document.pages());
    let lines: Vec<u32> = (0..document.pages().parts())
        .map(|n| document.pages().part(n).lines)
        .collect();
    let mut app = App::new(document, structure, MEASURE, (columns, rows));
    app.count_lines(&lines);
    app.settle();
    app
}

/// A reader of some bytes as it opens, before a worker has judged them; and what the worker comes to.
pub(crate) fn unjudged(bytes: impl Into<Vec<u8>>, columns: u16, rows: u16) -> (App, News) {
    let document = document(bytes);
    let glimpse = Structure::glimpse(document.pages());
    let whole = Structure::whole(document.pages());
    let app = App::new(document, glimpse, MEASURE, (columns, rows));
    (app, News::Judged(Some(whole), Vec::new()))
}

/// What an app looks like, as ratatui's cells.
pub(crate) fn paint(app: &App, theme: &Theme) -> Buffer {
    let (columns, rows) = app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(app, theme, &mut buffer);
    buffer
}

/// A reader in a window.
pub(crate) struct Window {
    pub(crate) app: App,
    theme: Theme,
}

impl Window {
    pub(crate) fn open(text: &str, columns: u16, rows: u16) -> Self {
        Self {
            app: reader(text, columns, rows),
            theme: Theme::rubric(),
        }
    }

    /// A reader that was made elsewhere.
    pub(crate) fn of(mut app: App) -> Self {
        app.settle();
        let theme = Theme::rubric();
        Self { app, theme }
    }

    /// A text of which only the beginning is judged so far, and the verdict on all of it.
    pub(crate) fn unjudged(text: &str, columns: u16, rows: u16) -> (Self, News) {
        let (app, verdict) = unjudged(text, columns, rows);
        (Self::of(app), verdict)
    }

    /// Does what a worker has to do of a search, if anything.
    pub(crate) fn run_search(&mut self) -> &mut Self {
        while let Some((mut survey, number)) = self.app.take_survey() {
            let document = self.app.document().clone();
            let counts = std::iter::from_fn(|| survey.next(document.pages())).collect();
            self.learn(News::Counted(number, counts, Stage::Ended));
        }
        self
    }

    /// What a worker has to tell comes in.
    pub(crate) fn learn(&mut self, news: News) -> &mut Self {
        self.app.learn(news);
        self.app.settle();
        self
    }

    pub(crate) fn colourless(mut self) -> Self {
        self.theme = Theme::colourless();
        self
    }

    /// Types keys in helix' notation: `jj<C-d>J<tab><enter>50%`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.app.key(key);
            self.app.settle();
        }
        self
    }

    /// Types one key and says what the shell would have to do.
    pub(crate) fn effect(&mut self, key: &str) -> Effect {
        let mut last = Effect::None;
        for key in parse(key) {
            last = self.app.key(key);
        }
        last
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.app.resize(columns, rows);
        self
    }

    pub(crate) fn wheel(&mut self, down: bool, x: u16, y: u16) -> &mut Self {
        let kind = if down {
            MouseEventKind::ScrollDown
        } else {
            MouseEventKind::ScrollUp
        };
        self.mouse(kind, x, y)
    }

    /// Clicks on the first cell of the first row that shows some words.
    pub(crate) fn click_on(&mut self, words: &str) -> &mut Self {
        let picture = self.picture();
        let (y, line) = (0..)
            .zip(picture.lines())
            .find(|(_, line)| line.contains(words))
            .unwrap_or_else(|| panic!("{words:?} is nowhere in\n{picture}"));
        let before = line.find(words).and_then(|at| line.get(..at));
        let x = before.map_or(0, rubricate::text::cells) as u16;
        self.click(x, y)
    }

    pub(crate) fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), x, y)
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        self.app.mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        });
        self.app.settle();
        self
    }

    pub(crate) fn buffer(&self) -> Buffer {
        paint(&self.app, &self.theme)
    }

    /// The rows of the screen without blanks at their ends.
    pub(crate) fn picture(&self) -> String {
        picture(&self.buffer())
    }

    /// The rows of the screen, with what stands out in brackets: `[bold red:words]`.
    pub(crate) fn painted(&self) -> String {
        painted(&self.buffer())
    }

    /// The status line alone.
    pub(crate) fn status(&self) -> String {
        self.picture().lines().last().unwrap_or("").to_owned()
    }

    /// The first row that shows anything, without the outline.
    pub(crate) fn top_line(&self) -> String {
        let lines = &self.app.view().lines;
        lines
            .iter()
            .find(|l| l.style.is_some())
            .map(|l| l.text.clone())
            .unwrap_or_default()
    }
}

/// Each row as the text that a terminal would show; a wide character takes two cells of the buffer and stands once.
fn picture(buffer: &Buffer) -> String {
    rows(buffer, |_, symbol, out| out.push_str(symbol))
}

fn painted(buffer: &Buffer) -> String {
    let mut before = String::new();
    let mut text = rows(buffer, |style, symbol, out| {
        if style != before {
            if !before.is_empty() {
                out.push(']');
            }
            if !style.is_empty() {
                out.extend(["[", style, ":"]);
            }
            style.clone_into(&mut before);
        }
        out.push_str(symbol);
    });
    if !before.is_empty() {
        text.push(']');
    }
    text
}

fn rows(buffer: &Buffer, mut put: impl FnMut(&str, &str, &mut String)) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while let Some(cell) = buffer.cell((x, y)).filter(|_| x < area.right()) {
            let style = named(cell.fg, cell.bg, cell.modifier);
            put(&style, cell.symbol(), &mut out);
            x += cell.cell_width().max(1);
        }
        put("", "", &mut out);
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out.pop();
    out
}

fn named(fg: Color, bg: Color, modifier: Modifier) -> String {
    let mut names: Vec<String> = modifier
        .iter_names()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    if fg != Color::Reset {
        names.push(format!("{fg}").to_lowercase());
    }
    if bg != Color::Reset {
        names.push(format!("on {bg}").to_lowercase());
    }
    names.join(" ")
}

/// Keys in helix' notation: letters stand for themselves, everything else in angles, `<C-d>`, `<tab>`, `<lt>`.
pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut rest = keys;
    let mut parsed = Vec::new();
    while let Some(c) = rest.chars().next() {
        let angled = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        if let Some((name, tail)) = angled {
            parsed.push(named_key(name));
            rest = tail;
        } else {
            parsed.push(plain_key(c));
            rest = rest.strip_prefix(c).unwrap_or("");
        }
    }
    parsed
}

fn plain_key(c: char) -> KeyEvent {
    // As crossterm reports it: a capital letter comes with Shift.
    let modifiers = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(c), modifiers)
}

fn named_key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("C", name)) => (KeyModifiers::CONTROL, name),
        Some(("S", name)) => (KeyModifiers::SHIFT, name),
        Some(("A", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "tab" => KeyCode::Tab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "backspace" => KeyCode::Backspace,
        "space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        "gt" => KeyCode::Char('>'),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "F1" => KeyCode::F(1),
        other => KeyCode::Char(
            other
                .chars()
                .next()
                .filter(|_| other.chars().count() == 1)
                .unwrap_or_else(|| panic!("<{other}> is no key")),
        ),
    };
    KeyEvent::new(code, modifiers)
}
