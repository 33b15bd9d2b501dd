//! The terminal: taken when reading begins, given back as it was on every way out.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{cursor, queue, terminal};
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::rows;
use super::scroll;
use crate::draw::frame::{Frame, Row};
use crate::picture::Pixels;

/// Buttons and wheel, in the form that has no limit of 223 columns. Movements are not asked for: they would wake us.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// The largest window that is drawn, in columns and rows; nothing beyond it is used.
const LARGEST: (u16, u16) = (3000, 1000);
/// The most pixels that a side of a cell may have.
const CELL: u32 = 128;

/// Whether the terminal is ours, and whether its mouse is.
static TAKEN: AtomicBool = AtomicBool::new(false);
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Numbers of the pictures that the terminal keeps for us.
static PICTURES: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// The terminal while it is ours. Dropping it gives it back.
pub(super) struct Screen {
    area: Rect,
    /// What is on the screen; none when that is unknown and the next frame is to be drawn whole.
    shown: Option<Frame>,
    /// The memory of an older frame.
    spare: Frame,
    /// Where the text stands on the screen, and what on each of its rows.
    text: Rect,
    keys: Vec<u64>,
    /// The numbers of pictures that the terminal has.
    sent: HashSet<u32>,
    /// What is to be sent with the next frame.
    out: Vec<u8>,
}

impl Screen {
    /// Takes the terminal. What that takes is sent together with the first frame.
    ///
    /// # Errors
    /// When the terminal's modes cannot be set.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        MOUSE.store(mouse, Ordering::SeqCst);
        let mut screen = Self {
            area: window(),
            shown: None,
            spare: Frame::default(),
            text: Rect::ZERO,
            keys: Vec::new(),
            sent: HashSet::new(),
            out: Vec::with_capacity(16 * 1024),
        };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let mouse = if MOUSE.load(Ordering::SeqCst) {
            MOUSE_ON
        } else {
            ""
        };
        queue!(
            self.out,
            EnterAlternateScreen,
            cursor::Hide,
            EnableBracketedPaste,
            Print(mouse)
        )
    }

    /// The window in columns and rows, as it was last looked at.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.area.width, self.area.height)
    }

    /// How many pixels a cell has, if the terminal says it.
    pub(super) fn cell() -> Option<Pixels> {
        let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
        let share = |pixels: u16, cells: u16| u32::from(pixels).checked_div(u32::from(cells));
        let columns = share(size.ws_xpixel, size.ws_col)?;
        let rows = share(size.ws_ypixel, size.ws_row)?;
        let sane = (2..=CELL).contains(&columns) && (2..=CELL).contains(&rows);
        sane.then_some(Pixels { columns, rows })
    }

    /// Looks how large the window is now; the next frame is drawn whole.
    pub(super) fn resize(&mut self) -> (u16, u16) {
        self.area = window();
        self.redraw();
        self.size()
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    pub(super) fn redraw(&mut self) {
        self.shown = None;
        self.sent.clear();
    }

    /// A frame whose memory can be used for the next one.
    pub(super) fn spare(&mut self) -> Frame {
        std::mem::take(&mut self.spare)
    }

    /// Prepares to send what differs from the last frame; nothing, if nothing does. `keys` tells what stands on the
    /// rows of the area `text`, so that text which only moved is moved by the terminal.
    ///
    /// # Errors
    /// Never in practice: it is prepared in memory.
    pub(super) fn prepare(&mut self, next: Frame, text: Rect, keys: Vec<u64>) -> io::Result<()> {
        let before = self.out.len();
        queue!(self.out, BeginSynchronizedUpdate)?;
        let begun = self.out.len();
        let mut shown = if let Some(mut shown) = self.shown.take() {
            if text == self.text && !is_fixed(&shown) && !is_fixed(&next) {
                let by = scroll::moved(&self.keys, &keys);
                scroll::scroll(&mut shown, text, by, &mut self.out)?;
            }
            shown
        } else {
            queue!(self.out, Clear(ClearType::All))?;
            Frame::new(self.area.width, self.area.height)
        };
        shown.rows.resize(next.rows.len(), Row::new());
        self.send_pictures(&next);
        for (y, (old, new)) in (0..self.area.height).zip(shown.rows.iter().zip(&next.rows)) {
            if old != new {
                rows::send(old, new, y, self.area.width, &mut self.out)?;
            }
        }
        (self.text, self.keys, self.shown) = (text, keys, Some(next));
        self.spare = shown;
        if self.out.len() == begun {
            self.out.truncate(before);
        } else {
            queue!(self.out, EndSynchronizedUpdate)?;
        }
        Ok(())
    }

    /// Sends the pictures of a frame that the terminal does not have yet.
    fn send_pictures(&mut self, frame: &Frame) {
        let strips = frame
            .rows
            .iter()
            .flatten()
            .filter_map(|span| span.strip.as_ref());
        for first in strips.filter_map(|strip| strip.first.as_ref()) {
            if self.sent.insert(first.number) {
                self.out.extend_from_slice(first.drawn.as_bytes());
                if let Ok(mut kept) = PICTURES.lock() {
                    kept.insert(first.number);
                }
            }
        }
    }

    /// Sends what is prepared in one piece, however long the terminal takes for it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn send(&mut self) -> io::Result<()> {
        if !self.out.is_empty() {
            send(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }

    /// Sends what the terminal takes of it now, nothing if `other` has something to read; what is left is for
    /// [`Screen::send`]. A signal ends the waiting of a terminal that takes a part only.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn send_at_once(&mut self, other: &impl AsFd) -> io::Result<()> {
        let sent = write_at_once(&rustix::stdio::stdout(), other, &self.out)?;
        self.out.drain(..sent);
        Ok(())
    }

    /// Gives the terminal back, lets `meanwhile` happen, and takes it again.
    ///
    /// # Errors
    /// When the terminal's modes cannot be set.
    pub(super) fn lend(&mut self, meanwhile: impl FnOnce()) -> io::Result<(u16, u16)> {
        give_back();
        meanwhile();
        self.enter()?;
        Ok(self.resize())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was; does nothing if it is not ours. May be called from any thread.
pub(super) fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mouse = if MOUSE.load(Ordering::SeqCst) {
        MOUSE_OFF
    } else {
        ""
    };
    let mut out = Vec::new();
    // What is busy with it at this moment has nothing more to send.
    let kept = PICTURES
        .try_lock()
        .map(|mut kept| std::mem::take(&mut *kept));
    for number in kept.unwrap_or_default() {
        let _ = write!(out, "\x1b_Ga=d,d=I,i={number},q=2\x1b\\");
    }
    // Neither failure could be told to anybody: the terminal is what they would be told on.
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        Print(mouse),
        DisableBracketedPaste,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = send(&out);
    // Keys and mouse reports that nobody read must not end up in the shell.
    let _ = rustix::termios::tcflush(
        rustix::stdio::stdout(),
        rustix::termios::QueueSelector::IFlush,
    );
    let _ = terminal::disable_raw_mode();
}

/// Whether a frame holds pictures that do not move with the text around them.
fn is_fixed(frame: &Frame) -> bool {
    let mut strips = frame
        .rows
        .iter()
        .flatten()
        .filter_map(|span| span.strip.as_ref());
    strips.any(|strip| strip.first.is_none())
}

/// Sends bytes to the terminal in as few pieces as it takes them.
fn send(bytes: &[u8]) -> io::Result<()> {
    // Frames do not mix with each other, nor with what is sent to give the terminal back.
    let _turn = io::stdout().lock();
    send_to(&rustix::stdio::stdout(), bytes)
}

fn send_to(to: &impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or(&[]),
            Err(Errno::INTR) => {}
            // Another program left the terminal so that writes do not wait for it; so we do.
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(to, PollFlags::OUT)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Writes if that is possible now and nothing else is to be heard; how many bytes were taken.
fn write_at_once(to: &impl AsFd, other: &impl AsFd, bytes: &[u8]) -> io::Result<usize> {
    let mut both = [
        PollFd::new(to, PollFlags::OUT),
        PollFd::new(other, PollFlags::IN),
    ];
    let ready = poll(&mut both, Some(&Timespec::default()));
    let [takes, told] = both.map(|fd| !fd.revents().is_empty());
    if ready.is_err() || told || !takes {
        return Ok(0);
    }
    match rustix::io::write(to, bytes) {
        Err(Errno::INTR | Errno::AGAIN) => Ok(0),
        result => Ok(result?),
    }
}

/// The window; 80 by 24 where the terminal does not know.
fn window() -> Rect {
    let (columns, rows) = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        .map_or((0, 0), |size| (size.ws_col, size.ws_row));
    let or = |value: u16, usual: u16, largest: u16| {
        if value == 0 {
            usual
        } else {
            value.min(largest)
        }
    };
    Rect::new(0, 0, or(columns, 80, LARGEST.0), or(rows, 24, LARGEST.1))
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::*;

    #[test]
    fn a_slow_terminal_gets_every_byte_however_it_was_left() {
        for waits in [true, false] {
            let (ours, mut theirs) = UnixStream::pair().unwrap();
            ours.set_nonblocking(!waits).unwrap();
            let frame: Vec<u8> = (0..2_000_000).map(|i| (i % 251) as u8).collect();
            let sent = frame.clone();
            let sending = thread::spawn(move || send_to(&ours, &sent));
            let mut taken = Vec::new();
            theirs.read_to_end(&mut taken).unwrap();
            sending.join().unwrap().unwrap();
            assert!(taken == frame);
        }
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(theirs);
        assert!(send_to(&ours, b"x").is_err());
    }

    #[test]
    fn nothing_is_begun_on_a_terminal_that_takes_nothing_or_while_a_signal_waits() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let (pipe, mut signal) = UnixStream::pair().unwrap();
        assert_eq!(write_at_once(&ours, &pipe, b"frame").unwrap(), 5);
        ours.set_nonblocking(true).unwrap();
        while rustix::io::write(&ours, &[b'x'; 4096]).is_ok() {}
        ours.set_nonblocking(false).unwrap();
        assert_eq!(write_at_once(&ours, &pipe, b"frame").unwrap(), 0);
        theirs.set_nonblocking(true).unwrap();
        while theirs.read(&mut [0; 4096]).is_ok() {}
        signal.write_all(b"x").unwrap();
        assert_eq!(write_at_once(&ours, &pipe, b"frame").unwrap(), 0);
    }
}
