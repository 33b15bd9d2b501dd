//! What comes through a pipe: in memory while it is little, then in a file without a name.
//!
//! It is read ahead of what was asked for, but not without end: then the pipe is left alone, whoever writes to it
//! waits, and nothing more is stored until more is asked for.

use std::fs::File;
use std::io::{self, ErrorKind, PipeReader, Read};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::fstatvfs;
use rustix::io::Errno;

use super::inlet::Inlet;
use super::packed::Fault;
use super::{Arrival, Lack, read_at, reason, within};
use crate::text::Clean;

/// Bytes that are read ahead of what was asked for.
pub(super) const AHEAD: u64 = 1 << 30;
/// Bytes that are kept in memory before they go to the file.
const IN_MEMORY: usize = 1 << 20;
/// Bytes that are kept in memory when they cannot go to the file; then no more is read.
const IN_NEED: usize = 16 << 20;
/// Bytes that are read ahead however full the disk is: as many as lie in memory before they go to the file, so that the
/// disk itself says when it is full.
const LEAST_AHEAD: u64 = IN_MEMORY as u64;
/// The least time between two tellings of more.
const PAUSE: Duration = Duration::from_millis(50);

/// Bytes that came through a pipe so far, and the pipe.
#[derive(Debug)]
pub(super) struct Spool {
    /// The pipe to read and the one that closes when the source is gone, until a thread takes them.
    ends: Mutex<Option<(Inlet, PipeReader)>>,
    /// Why the pipe ended too early, if whoever wrote to it said so.
    fault: Fault,
    state: Mutex<State>,
    grown: Condvar,
    file: OnceLock<File>,
    /// Bytes that may be read ahead of what was asked for, if the disk has room for twice as many.
    ahead: u64,
}

/// Where the bytes are: the first `filed` ones in the file, the others in memory.
#[derive(Debug, Default)]
struct State {
    filed: u64,
    /// Only the thread that reads the pipe changes it; it keeps a second handle while it writes to the file.
    memory: Arc<Vec<u8>>,
    finished: bool,
    /// How far somebody wants to read.
    asked: u64,
    /// Whether the pipe is left alone until more is asked for.
    halted: bool,
    /// Whether no more is to be taken in.
    stopped: bool,
    /// What is lacking, apart from what whoever wrote to the pipe said.
    lack: Option<Lack>,
}

impl State {
    fn size(&self) -> u64 {
        self.filed + self.memory.len() as u64
    }
}

/// What a thread woke up for.
enum Woken {
    Input,
    SourceGone,
    /// More was asked for, or the time is up.
    Nothing,
}

impl Spool {
    /// A pipe to be read, `ahead` bytes ahead of what is asked for. The other pipe closes when the source is gone; a
    /// byte that comes through it wakes the thread.
    pub(super) fn new(inlet: Inlet, source_gone: PipeReader, ahead: u64) -> Self {
        Self {
            fault: Arc::clone(inlet.fault()),
            ends: Mutex::new(Some((inlet, source_gone))),
            state: Mutex::default(),
            grown: Condvar::new(),
            file: OnceLock::new(),
            ahead,
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.state().size()
    }

    pub(super) fn finished(&self) -> bool {
        self.state().finished
    }

    /// Why the rest is missing, if whoever wrote to the pipe said so. It may be said a moment before the end.
    pub(super) fn fault(&self) -> Option<&Clean> {
        self.fault.get()
    }

    /// What of the input is lacking by now.
    pub(super) fn lack(&self) -> Option<Lack> {
        let fault = self.fault().map(|_| Lack::End);
        fault.or_else(|| self.state().lack)
    }

    pub(super) fn read(&self, range: &Range<u64>) -> Vec<u8> {
        let (filed, mut in_memory) = {
            let state = self.state();
            let bytes = within(&state.memory, state.filed, range).to_vec();
            (state.filed, bytes)
        };
        // What is in the file stays as it is: no need to hold the lock while the disk is asked.
        let from_file = range.end.min(filed).saturating_sub(range.start);
        let Some(file) = self.file.get().filter(|_| from_file > 0) else {
            return in_memory;
        };
        let mut bytes = read_at(file, range.start, from_file);
        if bytes.len() as u64 == from_file {
            bytes.append(&mut in_memory);
        }
        bytes
    }

    /// Asks for so many bytes; says whether the thread has to be woken for them.
    pub(super) fn ask(&self, bytes: u64) -> bool {
        let mut state = self.state();
        if bytes <= state.asked {
            return false;
        }
        state.asked = bytes;
        std::mem::take(&mut state.halted)
    }

    /// Takes in no more from now on; says whether anything was still to come. The thread has to be woken for it.
    pub(super) fn stop(&self) -> bool {
        let mut state = self.state();
        state.stopped = !state.finished;
        state.stopped
    }

    /// Whether no more is to be taken in: that stays lacking.
    fn is_stopped(&self) -> bool {
        let mut state = self.state();
        if state.stopped {
            state.lack = Some(Lack::Wish);
        }
        state.stopped
    }

    /// Whether to leave the pipe alone, being so many bytes ahead already: never while what was asked for has not come.
    /// Then [`Spool::ask`] will wake the thread.
    fn halts(&self, ahead: u64) -> bool {
        let mut state = self.state();
        let beyond = state.size().checked_sub(state.asked);
        state.halted = beyond.is_some_and(|beyond| beyond > 0 && beyond >= ahead);
        state.halted
    }

    pub(super) fn wait_for(&self, bytes: u64, at_most: Duration) {
        let wanting = |state: &mut State| !state.finished && state.size() < bytes;
        let waited = self
            .grown
            .wait_timeout_while(self.state(), at_most, wanting);
        drop(waited);
    }

    /// Passes on what comes instead of keeping it; nothing if a thread reads the pipe already.
    pub(super) fn pass(&self, mut take: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
        let Some((mut inlet, source_gone)) = self.take_ends() else {
            return Ok(());
        };
        loop {
            wait(Some(inlet.stream()), &source_gone, None)?;
            match inlet.read() {
                Ok(Some(bytes)) if take(bytes) => {}
                Ok(_) => return Ok(()),
                Err(error) => match error.kind() {
                    ErrorKind::Interrupted | ErrorKind::WouldBlock => {}
                    _ => return Err(error),
                },
            }
        }
    }

    fn take_ends(&self) -> Option<(Inlet, PipeReader)> {
        self.ends
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Starts the thread that reads the pipe, once.
    pub(super) fn start(spool: &Arc<Self>, tell: impl Fn(Arrival) + Send + 'static) {
        let Some((inlet, source_gone)) = spool.take_ends() else {
            return;
        };
        let own = Arc::clone(spool);
        let started = thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || own.run(inlet, &source_gone, tell));
        if started.is_err() {
            spool.finish();
        }
    }

    fn run(&self, mut inlet: Inlet, source_gone: &PipeReader, tell: impl Fn(Arrival)) {
        let mut told: Option<Instant> = None;
        let mut untold = false;
        let mut room = IN_MEMORY;
        let mut ahead = self.ahead;
        let trouble = loop {
            if self.is_stopped() {
                break None;
            }
            let pause = untold
                .then(|| told.map_or(Duration::ZERO, |at| PAUSE.saturating_sub(at.elapsed())));
            if pause == Some(Duration::ZERO) {
                tell(Arrival::More);
                told = Some(Instant::now());
                untold = false;
                continue;
            }
            let input = (!self.halts(ahead)).then_some(inlet.stream());
            match wait(input, source_gone, pause) {
                Ok(Woken::Input) => {}
                Ok(Woken::Nothing) => continue,
                Ok(Woken::SourceGone) => return,
                Err(error) => break Some(error),
            }
            let held = match inlet.read() {
                Ok(None) => break None,
                Ok(Some(bytes)) => self.add(bytes),
                Err(error) => match error.kind() {
                    ErrorKind::Interrupted | ErrorKind::WouldBlock => continue,
                    _ => break Some(error),
                },
            };
            untold = true;
            if held >= room {
                match self.file_away() {
                    Ok(()) => ahead = self.ahead.min(self.space().max(LEAST_AHEAD)),
                    Err(error) if room == IN_NEED => break Some(error),
                    Err(error) => {
                        let why = trouble_with("the input cannot be stored", &error);
                        self.state().lack = Some(Lack::Room);
                        tell(Arrival::Trouble(why));
                        room = IN_NEED;
                    }
                }
            }
        };
        // Told before whoever waits for the end hears of it: a program may have ended a moment later.
        let why = trouble.map(|error| trouble_with("the input is cut short", &error));
        if why.is_some() {
            self.state().lack = Some(Lack::End);
        }
        if let Some(why) = why.or_else(|| self.fault().cloned()) {
            tell(Arrival::CutShort(why));
        }
        self.finish();
        tell(Arrival::Finished);
    }

    /// Takes bytes in; how many are in memory now.
    fn add(&self, bytes: &[u8]) -> usize {
        let mut state = self.state();
        Arc::make_mut(&mut state.memory).extend_from_slice(bytes);
        let held = state.memory.len();
        drop(state);
        self.grown.notify_all();
        held
    }

    /// Moves what is in memory to the file, as far as that goes.
    fn file_away(&self) -> io::Result<()> {
        let (start, memory) = {
            let state = self.state();
            (state.filed, Arc::clone(&state.memory))
        };
        let file = if let Some(file) = self.file.get() {
            file
        } else {
            let new = new_file()?;
            self.file.get_or_init(|| new)
        };
        let mut written = 0;
        let result = loop {
            let rest = memory.get(written..).unwrap_or(&[]);
            if rest.is_empty() {
                break Ok(());
            }
            match file.write_at(rest, start + written as u64) {
                Ok(0) => break Err(ErrorKind::WriteZero.into()),
                Ok(n) => written += n,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        let rest = memory.get(written..).unwrap_or(&[]).to_vec();
        let mut state = self.state();
        state.filed += written as u64;
        state.memory = Arc::new(rest);
        result
    }

    /// Bytes that the disk has room for. Read ahead at most as many, and no more than half of it is taken unasked.
    fn space(&self) -> u64 {
        let disk = self.file.get().and_then(|file| fstatvfs(file).ok());
        disk.map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    fn finish(&self) {
        self.state().finished = true;
        self.grown.notify_all();
    }

    /// The state; a panic elsewhere cannot leave it half changed.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file without a name. Where nobody says otherwise it is made in /var/tmp, which is meant for large files: /tmp lies
/// in memory on many machines.
fn new_file() -> io::Result<File> {
    let usual = if std::env::var_os("TMPDIR").is_none() {
        tempfile::tempfile_in("/var/tmp")
    } else {
        tempfile::tempfile()
    };
    usual.or_else(|_| tempfile::tempfile())
}

fn trouble_with(what: &str, error: &io::Error) -> Clean {
    Clean::line(&format!("{what}: {}", reason(error)))
}

/// Waits for input unless there is none to be waited for, for the source to go or to wake us, or for the time to be up.
/// A named pipe without a writer is waited for: reading it at once would look like its end.
fn wait(
    stream: Option<&File>,
    mut source_gone: &PipeReader,
    time: Option<Duration>,
) -> io::Result<Woken> {
    let time = time.and_then(|time| Timespec::try_from(time).ok());
    let mut ends = vec![PollFd::new(source_gone, PollFlags::IN)];
    ends.extend(stream.map(|stream| PollFd::new(stream, PollFlags::IN)));
    match poll(&mut ends, time.as_ref()) {
        Ok(_) => {}
        Err(Errno::INTR) => return Ok(Woken::Nothing),
        Err(error) => return Err(error.into()),
    }
    let mut happened = ends.iter().map(|end| !end.revents().is_empty());
    if happened.next() == Some(true) {
        return Ok(match source_gone.read(&mut [0]) {
            Ok(0) | Err(_) => Woken::SourceGone,
            Ok(_) => Woken::Nothing,
        });
    }
    Ok(if happened.next() == Some(true) {
        Woken::Input
    } else {
        Woken::Nothing
    })
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::os::fd::OwnedFd;
    use std::sync::mpsc;

    use super::*;

    const STEP: usize = 64 << 10;

    #[test]
    fn what_was_asked_for_is_waited_for_without_room_to_read_ahead() {
        let (reader, mut writer) = io::pipe().unwrap();
        let (source_gone, _alive) = io::pipe().unwrap();
        let inlet = Inlet::new(File::from(OwnedFd::from(reader)));
        let spool = Arc::new(Spool::new(inlet, source_gone, 0));
        spool.ask(u64::MAX);
        Spool::start(&spool, drop);
        let given = thread::spawn(move || writer.write_all(&vec![b'x'; 3 * IN_MEMORY]));
        spool.wait_for(u64::MAX, Duration::from_secs(60));
        assert!(spool.finished(), "{} bytes came", spool.size());
        assert_eq!(spool.size(), 3 * IN_MEMORY as u64);
        given.join().unwrap().unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_costs_only_what_no_memory_holds() {
        let (reader, mut writer) = io::pipe().unwrap();
        let (source_gone, _alive) = io::pipe().unwrap();
        let spool = Arc::new(Spool::new(
            Inlet::new(File::from(OwnedFd::from(reader))),
            source_gone,
            AHEAD,
        ));
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        spool.file.set(full).unwrap();
        let (tell, told) = mpsc::channel();
        Spool::start(&spool, move |arrival| drop(tell.send(arrival)));
        let step = vec![b'x'; STEP];
        let mut written = 0;
        while writer.write_all(&step).is_ok() {
            written += STEP;
        }
        assert!(spool.finished());
        assert_eq!(spool.lack(), Some(Lack::End));
        assert!((IN_NEED..=written + STEP).contains(&(spool.size() as usize)));
        assert_eq!(
            spool.read(&(IN_MEMORY as u64..IN_MEMORY as u64 + 3)),
            b"xxx"
        );
        let told = told.iter().filter(|arrival| *arrival != Arrival::More);
        let texts: Vec<_> = told.map(|arrival| format!("{arrival:?}")).collect();
        assert!(
            texts[0].contains("cannot be stored: no space left"),
            "{texts:?}"
        );
        assert!(texts[1].contains("cut short: no space left"), "{texts:?}");
        assert_eq!(texts[2..], ["Finished"]);
    }
}
