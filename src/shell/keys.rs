//! What the person types and does with the mouse, as the terminal writes it.
//!
//! The bytes are read where somebody acts on them, and `termina` takes them apart. crossterm, whose types the state knows,
//! keeps its parser to itself, and whoever asks it for the half of a sequence waits until the other half has come.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use termina::Parser;
use termina::event as written;

/// How long after an escape the rest of a sequence may come that a slow connection has torn apart. The key of that name is
/// so much later.
const TORN: Duration = Duration::from_millis(10);
const ESCAPE: u8 = 0x1b;

/// The keyboard and the mouse.
pub(super) struct Keys {
    terminal: Terminal,
    parser: Parser,
}

enum Terminal {
    Stdin,
    /// The text comes through standard input.
    Opened(File),
}

impl AsFd for Keys {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.terminal {
            Terminal::Stdin => rustix::stdio::stdin(),
            Terminal::Opened(file) => file.as_fd(),
        }
    }
}

impl Keys {
    /// The keys of the terminal that we are on.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = if rustix::termios::isatty(rustix::stdio::stdin()) {
            Terminal::Stdin
        } else {
            Terminal::Opened(File::open(name())?)
        };
        Ok(Self {
            terminal,
            parser: Parser::default(),
        })
    }

    /// What was typed, when there is something to read. It may be the beginning of something, and so nothing yet.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn take(&mut self) -> io::Result<Vec<Event>> {
        let mut bytes = [0; 4096];
        let count = match rustix::io::read(&*self, &mut bytes) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => count,
            Err(Errno::INTR | Errno::AGAIN) => 0,
            Err(gone) => return Err(gone.into()),
        };
        let bytes = bytes.get(..count).unwrap_or(&[]);
        let torn = bytes.last() == Some(&ESCAPE) && self.has_more();
        self.parser.parse(bytes, torn);
        let parsed = std::iter::from_fn(|| self.parser.pop());
        Ok(parsed.filter_map(event).collect())
    }

    /// Whether more comes in a moment.
    fn has_more(&self) -> bool {
        let time = Timespec::try_from(TORN).ok();
        poll(&mut [PollFd::new(self, PollFlags::IN)], time.as_ref()) == Ok(1)
    }
}

/// Where the terminal is found that we are on.
fn name() -> std::path::PathBuf {
    // The poll of macOS does not know the name that every process has for its own.
    let real = cfg!(target_os = "macos")
        .then(|| rustix::termios::ttyname(rustix::stdio::stdout(), Vec::new()).ok());
    let real = real.flatten().and_then(|name| name.into_string().ok());
    real.map_or_else(|| "/dev/tty".into(), Into::into)
}

/// The same in the words of crossterm; none for what concerns nobody here.
fn event(event: written::Event) -> Option<Event> {
    use written::Event as Written;
    match event {
        Written::Key(key) => Some(Event::Key(KeyEvent::new_with_kind(
            code(key.code)?,
            modifiers(key.modifiers),
            match key.kind {
                written::KeyEventKind::Press => KeyEventKind::Press,
                written::KeyEventKind::Repeat => KeyEventKind::Repeat,
                written::KeyEventKind::Release => KeyEventKind::Release,
            },
        ))),
        Written::Mouse(mouse) => Some(Event::Mouse(MouseEvent {
            kind: kind(mouse.kind),
            column: mouse.column,
            row: mouse.row,
            modifiers: modifiers(mouse.modifiers),
        })),
        Written::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn code(code: written::KeyCode) -> Option<KeyCode> {
    use written::KeyCode as Written;
    Some(match code {
        Written::Char(c) => KeyCode::Char(c),
        Written::Enter => KeyCode::Enter,
        Written::Backspace => KeyCode::Backspace,
        Written::Tab => KeyCode::Tab,
        Written::Escape => KeyCode::Esc,
        Written::Left => KeyCode::Left,
        Written::Right => KeyCode::Right,
        Written::Up => KeyCode::Up,
        Written::Down => KeyCode::Down,
        Written::Home => KeyCode::Home,
        Written::End => KeyCode::End,
        Written::BackTab => KeyCode::BackTab,
        Written::PageUp => KeyCode::PageUp,
        Written::PageDown => KeyCode::PageDown,
        Written::Insert => KeyCode::Insert,
        Written::Delete => KeyCode::Delete,
        Written::KeypadBegin => KeyCode::KeypadBegin,
        Written::Function(number) => KeyCode::F(number),
        _ => return None,
    })
}

fn modifiers(modifiers: written::Modifiers) -> KeyModifiers {
    use written::Modifiers as Written;
    let known = [
        (Written::SHIFT, KeyModifiers::SHIFT),
        (Written::ALT, KeyModifiers::ALT),
        (Written::CONTROL, KeyModifiers::CONTROL),
        (Written::SUPER, KeyModifiers::SUPER),
        (Written::HYPER, KeyModifiers::HYPER),
        (Written::META, KeyModifiers::META),
    ];
    let held = known.iter().filter(|(one, _)| modifiers.contains(*one));
    held.fold(KeyModifiers::NONE, |all, (_, one)| all | *one)
}

fn kind(kind: written::MouseEventKind) -> MouseEventKind {
    use written::MouseEventKind as Written;
    match kind {
        Written::Down(which) => MouseEventKind::Down(button(which)),
        Written::Up(which) => MouseEventKind::Up(button(which)),
        Written::Drag(which) => MouseEventKind::Drag(button(which)),
        Written::Moved => MouseEventKind::Moved,
        Written::ScrollDown => MouseEventKind::ScrollDown,
        Written::ScrollUp => MouseEventKind::ScrollUp,
        Written::ScrollLeft => MouseEventKind::ScrollLeft,
        Written::ScrollRight => MouseEventKind::ScrollRight,
    }
}

fn button(button: written::MouseButton) -> MouseButton {
    match button {
        written::MouseButton::Left => MouseButton::Left,
        written::MouseButton::Right => MouseButton::Right,
        written::MouseButton::Middle => MouseButton::Middle,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::net::UnixStream;
    use std::thread;

    use proptest::prelude::*;

    use super::*;

    /// Keys that come through a socket, and its other end.
    fn keys() -> (Keys, UnixStream) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let keys = Keys {
            terminal: Terminal::Opened(File::from(std::os::fd::OwnedFd::from(ours))),
            parser: Parser::default(),
        };
        (keys, theirs)
    }

    fn typed(bytes: &[&[u8]]) -> Vec<Event> {
        let (mut keys, mut typist) = keys();
        let parts = bytes.iter().flat_map(|part| {
            typist.write_all(part).unwrap();
            keys.take().unwrap()
        });
        parts.collect()
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_are_what_they_are_in_every_terminal() {
        let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
            (b"j", KeyCode::Char('j'), KeyModifiers::NONE),
            (b"G", KeyCode::Char('G'), KeyModifiers::SHIFT),
            ("é".as_bytes(), KeyCode::Char('é'), KeyModifiers::NONE),
            (b"\x06", KeyCode::Char('f'), KeyModifiers::CONTROL),
            (b"\x1b", KeyCode::Esc, KeyModifiers::NONE),
            (b"\r", KeyCode::Enter, KeyModifiers::NONE),
            (b"\x7f", KeyCode::Backspace, KeyModifiers::NONE),
            (b"\x1b[B", KeyCode::Down, KeyModifiers::NONE),
            (b"\x1bOB", KeyCode::Down, KeyModifiers::NONE),
            (b"\x1b[6~", KeyCode::PageDown, KeyModifiers::NONE),
            (b"\x1b[1;3C", KeyCode::Right, KeyModifiers::ALT),
            (b"\x1bv", KeyCode::Char('v'), KeyModifiers::ALT),
            (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
            (b"\x1b[F", KeyCode::End, KeyModifiers::NONE),
            (b"\x1b[11~", KeyCode::F(1), KeyModifiers::NONE),
        ];
        for (bytes, code, held) in cases {
            assert_eq!(typed(&[bytes]), [key(*code, *held)], "{bytes:?}");
        }
        assert_eq!(typed(&[&[b'j'; 1000]]).len(), 1000);
        let mouse = |kind| MouseEvent {
            kind,
            column: 4,
            row: 6,
            modifiers: KeyModifiers::NONE,
        };
        let click = mouse(MouseEventKind::Down(MouseButton::Left));
        assert_eq!(typed(&[b"\x1b[<0;5;7M"]), [Event::Mouse(click)]);
        let wheel = mouse(MouseEventKind::ScrollDown);
        assert_eq!(typed(&[b"\x1b[<65;5;7M"]), [Event::Mouse(wheel)]);
        let pasted = Event::Paste("a\nb".to_owned());
        assert_eq!(typed(&[b"\x1b[200~a\nb\x1b[201~"]), [pasted]);
    }

    #[test]
    fn what_a_connection_has_torn_apart_is_one_key() {
        let down = key(KeyCode::Down, KeyModifiers::NONE);
        assert_eq!(typed(&[b"\x1b[", b"B"]), std::slice::from_ref(&down));
        let (mut keys, mut typist) = keys();
        typist.write_all(b"\x1b").unwrap();
        let late = thread::spawn(move || {
            typist.write_all(b"[B").unwrap();
            typist
        });
        let mut all = keys.take().unwrap();
        // Unless it came late indeed, and is what it is then.
        if all.is_empty() {
            all = keys.take().unwrap();
            assert_eq!(all, [down]);
        }
        drop(late.join().unwrap());
        assert!(keys.take().is_err() || keys.take().is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_end_the_reading(bytes in prop::collection::vec(any::<u8>(), 1..200), escape in any::<bool>()) {
            let start: &[u8] = if escape { b"\x1b[" } else { b"j" };
            typed(&[start, &bytes]);
        }
    }
}
