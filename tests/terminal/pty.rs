//! The real binary in a pseudo-terminal, and the screen that it draws there.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolMode, Screen};

/// How long anything may take on a machine that has much else to do. Nothing is asserted about time.
const DEADLINE: Duration = Duration::from_secs(60);

/// What modes a terminal line is in, to be compared.
pub(crate) type Modes = String;

/// A terminal with a program in it.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held so that the terminal outlives the program, as it does under a shell.
    slave: Option<Box<dyn SlavePty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    enough: Arc<AtomicBool>,
    arrived: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written to the terminal.
    pub(crate) bytes: Vec<u8>,
    mid_frame: bool,
    /// The modes of the line before the program started.
    before: Modes,
}

/// What to start, and where.
pub(crate) struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    stalled: bool,
}

/// The binary, with these arguments.
pub(crate) fn rubric(args: &[&str]) -> Start {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rubric"));
    command.args(args);
    Start::new(command)
}

/// A line for the shell, in which `$0` is the binary and `$1` is a path.
pub(crate) fn shell(line: &str, path: &Path) -> Start {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_rubric")]);
    command.arg(path);
    Start::new(command)
}

impl Start {
    fn new(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        for name in [
            "NO_COLOR",
            "COLORTERM",
            "TERM_PROGRAM",
            "LC_TERMINAL",
            "KITTY_WINDOW_ID",
            "WEZTERM_PANE",
        ] {
            command.env_remove(name);
        }
        command.env_remove("RUBRIC_TEST_PANIC");
        // Nothing of the person who runs the tests is read or written.
        let home = concat!(env!("CARGO_TARGET_TMPDIR"), "/terminal-home");
        command.env("HOME", home);
        command.env_remove("XDG_STATE_HOME");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        Self {
            command,
            columns: 80,
            rows: 24,
            stalled: false,
        }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// In a terminal that takes what its buffer holds and no more.
    pub(crate) fn stalled(mut self) -> Self {
        self.stalled = true;
        self
    }

    pub(crate) fn run(self) -> Terminal {
        let pair = native_pty_system()
            .openpty(size(self.columns, self.rows))
            .unwrap();
        let before = modes(&*pair.master);
        let child = pair.slave.spawn_command(self.command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let (sender, arrived) = channel();
        let enough = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&enough);
        let read = move || {
            let mut heap = vec![0; 64 * 1024];
            while let Ok(n @ 1..) = output.read(&mut heap) {
                if sender.send(heap[..n].to_vec()).is_err() || stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        };
        Terminal {
            child,
            master: Some(pair.master),
            slave: Some(pair.slave),
            keys: Some(keys),
            reader: (!self.stalled).then(|| thread::spawn(read)),
            enough,
            arrived,
            parser: parser(self.columns, self.rows),
            bytes: Vec::new(),
            mid_frame: false,
            before,
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(cells(rows), cells(columns), 0)
}

fn modes(master: &dyn MasterPty) -> Modes {
    format!("{:?}", master.get_termios())
}

impl Terminal {
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// What is to be read on the screen, without blanks at the ends of rows.
    pub(crate) fn contents(&self) -> String {
        let contents = self.screen().contents();
        let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
        rows.join("\n")
    }

    pub(crate) fn process(&self) -> Pid {
        let id = self.child.process_id().unwrap();
        Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
    }

    pub(crate) fn send(&self, signal: Signal) {
        kill_process(self.process(), signal).unwrap();
    }

    pub(crate) fn type_keys(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        // A mark may come in two pieces.
        let from = self.bytes.len().saturating_sub(7);
        self.bytes.extend_from_slice(bytes);
        for mark in self.bytes[from..].windows(8) {
            match mark {
                b"\x1b[?2026h" => self.mid_frame = true,
                b"\x1b[?2026l" => self.mid_frame = false,
                _ => {}
            }
        }
    }

    /// Takes what comes until something holds, between two frames.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&mut Self) -> bool) {
        self.wait(what, |t| !t.is_mid_frame() && holds(t));
    }

    #[track_caller]
    fn wait(&mut self, what: &str, holds: impl Fn(&mut Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            match self.arrived.recv_timeout(Duration::from_millis(20)) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(20)),
                Err(RecvTimeoutError::Timeout) => {}
            }
            assert!(
                start.elapsed() < DEADLINE,
                "waited in vain until {what}; the screen is\n{}",
                self.contents()
            );
        }
    }

    /// Whether a frame was begun and its end has not come yet: no moment to look at the screen.
    fn is_mid_frame(&self) -> bool {
        self.mid_frame
    }

    /// Waits until words are to be read on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |t| t.contents().contains(words));
    }

    /// Waits until words are in a row of the screen, the first being 0.
    #[track_caller]
    pub(crate) fn wait_for_row(&mut self, row: usize, words: &str) {
        self.wait_until(words, |t| {
            let contents = t.contents();
            contents.lines().nth(row).is_some_and(|l| l.contains(words))
        });
    }

    /// Waits until nothing is written any more.
    pub(crate) fn wait_for_silence(&mut self) {
        while !self.is_silent(Duration::from_millis(200)) {}
    }

    /// Waits until all of the text is known: what comes later makes rubric look at the file too, and a key then takes away
    /// what it says of it.
    pub(crate) fn wait_until_judged(&mut self) {
        loop {
            self.type_keys("=");
            self.wait_for(" · byte ");
            self.wait_for_silence();
            let contents = self.contents();
            let told = contents.lines().last().unwrap_or("").split(" · ").next();
            if told.is_some_and(|line| line.contains(" of ")) {
                return;
            }
            self.type_keys("jk");
        }
    }

    /// Whether nothing is written for so long; what is written is taken.
    pub(crate) fn is_silent(&mut self, time: Duration) -> bool {
        match self.arrived.recv_timeout(time) {
            Ok(bytes) => {
                self.take(&bytes);
                false
            }
            Err(_) => true,
        }
    }

    /// Waits for the program to end and takes what it wrote until then.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.wait("the program ends", |t| {
            t.child.try_wait().unwrap().is_some()
        });
        while !self.is_silent(Duration::from_millis(100)) {}
        self.child.try_wait().unwrap().unwrap()
    }

    /// Whether the modes of the line are what they were before.
    pub(crate) fn has_its_modes(&self) -> bool {
        let now = self.master.as_deref().map(|m| modes(m));
        now.is_none_or(|now| now == self.before)
    }

    /// Whether the screen, the cursor, the mouse and the line are what they were before.
    pub(crate) fn is_restored(&self) -> bool {
        self.unrestored().is_empty()
    }

    /// What of the terminal is not as it was before.
    pub(crate) fn unrestored(&self) -> Vec<&'static str> {
        let screen = self.screen();
        [
            ("alternate screen", screen.alternate_screen()),
            ("cursor", screen.hide_cursor()),
            ("paste", screen.bracketed_paste()),
            (
                "mouse",
                screen.mouse_protocol_mode() != MouseProtocolMode::None,
            ),
            ("modes of the line", !self.has_its_modes()),
            ("frame left open", self.is_mid_frame()),
        ]
        .into_iter()
        .filter_map(|(what, wrong)| wrong.then_some(what))
        .collect()
    }

    /// Ends with this status, and the terminal is as it was.
    #[track_caller]
    pub(crate) fn ends_well(&mut self, status: u32) {
        let ended = self.ended();
        assert_eq!(self.unrestored(), [""; 0], "{ended:?}");
        assert_eq!(ended.exit_code(), status, "{ended:?}\n{}", self.contents());
    }

    /// The terminal goes away, as when its window is closed. The program must be about to write something, so that
    /// the thread that reads can let go.
    pub(crate) fn vanish(&mut self) {
        self.enough.store(true, Ordering::SeqCst);
        self.type_keys("j");
        self.reader.take().unwrap().join().unwrap();
        self.keys = None;
        self.slave = None;
        self.master = None;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed must not leave a program behind.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = kill_process(self.process(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}
