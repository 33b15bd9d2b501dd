use std::fs;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::{Instant, SystemTime};

use rustix::fs::{CWD, FileType as Type, Mode, mknodat};

use super::*;

/// Longer than any test waits for what does come.
const LONG: Duration = Duration::from_secs(60);

/// A folder of its own, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("rubric-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn named_pipe(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        mknodat(CWD, &path, Type::Fifo, Mode::RWXU, 0).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A source of a pipe that is being followed, the end to write to, and what is told.
fn piped() -> (Source, PipeWriter, Receiver<Arrival>) {
    let (reader, writer) = io::pipe().unwrap();
    let stream = File::from(OwnedFd::from(reader));
    let source = Source::from_stream(stream, Clean::new("pipe")).unwrap();
    let told = follow(&source);
    (source, writer, told)
}

fn follow(source: &Source) -> Receiver<Arrival> {
    let (tell, told) = mpsc::channel();
    source.follow_input(move |arrival| drop(tell.send(arrival)));
    told
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i % 251) as u8).collect()
}

fn refused(path: &Path) -> String {
    Source::open(path).unwrap_err().to_string()
}

#[test]
fn a_file_is_read_by_position() {
    let folder = Folder::new("file");
    let source = Source::open(&folder.file("some text.txt", b"0123456789")).unwrap();
    assert_eq!(&**source.name(), "some text.txt");
    assert_eq!((source.size(), source.finished()), (10, true));
    for (range, expected) in [
        (0..10, "0123456789"),
        (7..100, "789"),
        (3..3, ""),
        (10..20, ""),
        (500..u64::MAX, ""),
        (2..4, "23"),
    ] {
        assert_eq!(source.read(range), expected.as_bytes());
    }
    source.follow_input(|_| panic!("a file tells nothing"));
    source.wait_for(1000, LONG);
}

#[test]
fn the_name_is_clean() {
    let folder = Folder::new("name");
    let source = Source::open(&folder.file("a\x1b]0;b\x07c\nd\u{202e}.txt", b"")).unwrap();
    assert_eq!(&**source.name(), "a␛]0;b␇c␊d.txt");
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let folder = Folder::new("refuse");
    assert_eq!(refused(&folder.0), "is a directory");
    assert_eq!(refused(&folder.path("none")), "no such file");
    assert_eq!(refused(Path::new("/dev/zero")), "is a device");
    assert_eq!(refused(Path::new("/dev/null")), "is a device");
    let socket = folder.path("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    assert_eq!(refused(&socket), "is a socket");
    let around = folder.path("loop");
    std::os::unix::fs::symlink(&around, &around).unwrap();
    assert_eq!(refused(&around), "too many levels of symbolic links");
    let broken = folder.path("broken");
    std::os::unix::fs::symlink(folder.path("nowhere"), &broken).unwrap();
    assert_eq!(refused(&broken), "no such file");
    let inside = folder.file("file", b"").join("inside");
    assert_eq!(refused(&inside), "not a directory");
    let denied = io::Error::from(ErrorKind::PermissionDenied);
    assert_eq!(OpenError::from(denied).to_string(), "permission denied");
}

#[test]
fn what_cannot_be_read_any_more_is_missed() {
    let folder = Folder::new("missed");
    let path = folder.file("text", &pattern(10_000));
    let source = Source::open(&path).unwrap();
    assert_eq!(source.read(9_000..90_000).len(), 1_000);
    assert_eq!(source.missed(), None);
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(5_000).unwrap();
    assert_eq!(source.read(0..5_000).len(), 5_000);
    assert_eq!(source.missed(), None, "nothing that was asked for is lost");
    assert_eq!(source.read(0..5_001).len(), 5_000);
    assert_eq!(
        source.missed(),
        Some("the file was cut short while you read")
    );
}

#[test]
fn a_file_that_goes_and_comes_back_under_its_name_is_the_one_that_is_read() {
    let folder = Folder::new("back");
    let path = folder.file("text", b"one\n");
    let aside = path.with_file_name("aside");
    let source = Source::open(&path).unwrap().followed().unwrap();
    let append = |path: &Path, text: &[u8]| {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(text).unwrap();
    };
    fs::rename(&path, &aside).unwrap();
    assert_eq!(source.take_in(), Some(Change::Deleted));
    folder.file("text", b"another that is longer\n");
    assert_eq!(source.take_in(), Some(Change::Replaced));
    fs::remove_file(&path).unwrap();
    append(&aside, b"two\n");
    fs::rename(&aside, &path).unwrap();
    assert_eq!(source.take_in(), Some(Change::Longer));
    assert_eq!(source.read(0..100), b"one\ntwo\n");
    // Cut short is told before where it went: its end is gone either way.
    fs::rename(&path, &aside).unwrap();
    let file = OpenOptions::new().write(true).open(&aside).unwrap();
    file.set_len(2).unwrap();
    assert_eq!(source.take_in(), Some(Change::Shorter));
}

#[test]
fn a_change_is_seen_and_never_fatal() {
    let folder = Folder::new("change");
    let path = folder.file("text", &pattern(10_000));
    let source = Source::open(&path).unwrap();
    assert_eq!(source.change(), None);
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(20_000).unwrap();
    assert_eq!(source.change(), Some(Change::Longer));
    assert_eq!(source.size(), 10_000);
    assert_eq!(source.read(9_990..11_000).len(), 10);
    file.set_len(100).unwrap();
    assert_eq!(source.change(), Some(Change::Shorter));
    assert_eq!(source.read(0..10_000), pattern(100));
    assert_eq!(source.read(200..300), b"");
    file.set_len(10_000).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(source.change(), Some(Change::Rewritten));
    fs::remove_file(&path).unwrap();
    assert_eq!(source.change(), Some(Change::Deleted));
    folder.file("text", b"another");
    assert_eq!(source.change(), Some(Change::Replaced));
    assert_eq!(source.read(0..3), [0, 1, 2]);
}

#[test]
fn a_file_that_is_followed_takes_in_what_is_added() {
    let folder = Folder::new("followed");
    let path = folder.file("text", b"one\n");
    let opened = Source::open(&path).unwrap();
    let source = opened.followed().unwrap();
    assert_eq!((source.size(), source.finished()), (4, false));
    assert_eq!(source.take_in(), None);
    let append = |text: &[u8]| {
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(text).unwrap();
    };
    append(b"two\n");
    assert_eq!(source.size(), 4, "not before it is asked");
    assert_eq!(source.take_in(), Some(Change::Longer));
    assert_eq!(source.read(0..100), b"one\ntwo\n");
    assert_eq!((source.change(), source.take_in()), (None, None));
    assert_eq!(opened.size(), 4, "what was opened before stays as it was");
    // Another text that is longer is not taken for an addition.
    fs::write(&path, b"three\nfour\nfive\n").unwrap();
    assert_eq!(source.take_in(), Some(Change::Rewritten));
    assert_eq!(source.size(), 8);
    let again = source.again(true).unwrap();
    assert_eq!((again.size(), again.finished()), (16, false));
    again.stop_following();
    append(b"six\n");
    assert_eq!((again.take_in(), again.size()), (None, 16));
    assert!(again.finished());
    assert_eq!(again.change(), Some(Change::Longer));
}

#[test]
fn a_file_is_opened_again_under_its_name() {
    let folder = Folder::new("again");
    let path = folder.file("text", b"one");
    let source = Source::open(&path).unwrap();
    fs::rename(folder.file("other", b"another"), &path).unwrap();
    assert_eq!(source.read(0..9), b"one");
    assert_eq!(source.again(false).unwrap().read(0..9), b"another");
    fs::remove_file(&path).unwrap();
    assert_eq!(source.again(true).unwrap_err(), OpenError::Missing);
    let bytes = Source::from_bytes("bytes", &b"x"[..]);
    assert_eq!(bytes.again(false).unwrap_err(), OpenError::NoFile);
    assert_eq!(bytes.followed().unwrap_err().to_string(), "is no file");
}

#[test]
fn a_redirected_file_begins_where_the_reader_before_stopped() {
    let folder = Folder::new("redirected");
    let mut file = File::open(folder.file("text", b"0123456789")).unwrap();
    file.seek(io::SeekFrom::Start(4)).unwrap();
    let source = Source::from_handle(file, Clean::new("in"), None).unwrap();
    assert_eq!((source.size(), source.read(1..3)), (6, b"56".to_vec()));
    assert_eq!(source.change(), None);
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_makes_up_is_read_in_sequence() {
    let source = Source::open(Path::new("/proc/version")).unwrap();
    assert!(!source.finished());
    follow(&source);
    source.wait_for(u64::MAX, LONG);
    assert!(source.finished());
    assert_eq!(source.read(0..5), b"Linux");
}

#[test]
fn a_pipe_is_read_at_any_place_at_any_time() {
    let (source, mut writer, told) = piped();
    assert_eq!((source.size(), source.finished()), (0, false));
    let all = pattern(5 << 20);
    let mut done = 0;
    // Odd steps, so that what is in memory and in the file meets at odd places.
    for piece in all.chunks(333_333) {
        writer.write_all(piece).unwrap();
        done += piece.len();
        source.wait_for(done as u64, LONG);
        assert_eq!(source.size(), done as u64);
        for start in [0, done / 3, done - 1, done.saturating_sub(400_000)] {
            let end = (start + 300_000).min(done);
            let read = source.read(start as u64..start as u64 + 300_000);
            assert!(read == all[start..end], "{start}..{end} of {done}");
        }
    }
    assert!(!source.finished());
    drop(writer);
    source.wait_for(u64::MAX, LONG);
    assert!(source.finished());
    assert!(source.read(0..u64::MAX) == all);
    let told: Vec<_> = told.iter().collect();
    let (last, others) = told.split_last().unwrap();
    assert_eq!(*last, Arrival::Finished);
    assert!(!others.is_empty() && others.iter().all(|a| *a == Arrival::More));
}

#[test]
fn a_socket_is_as_good_as_a_pipe() {
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    ours.set_nonblocking(true).unwrap();
    let stream = File::from(OwnedFd::from(ours));
    let source = Source::from_handle(stream, Clean::new("in"), None).unwrap();
    follow(&source);
    theirs.write_all(b"some").unwrap();
    source.wait_for(4, LONG);
    assert_eq!(source.read(0..100), b"some");
    drop(theirs);
    source.wait_for(5, LONG);
    assert!(source.finished());
}

#[test]
fn a_silent_named_pipe_is_waited_for() {
    let folder = Folder::new("fifo");
    let path = folder.named_pipe("pipe");
    let source = Source::open(&path).unwrap();
    let told = follow(&source);
    // However long nobody writes, that is not its end.
    source.wait_for(1, Duration::from_millis(20));
    assert_eq!((source.size(), source.finished()), (0, false));
    let mut writer = OpenOptions::new().write(true).open(&path).unwrap();
    writer.write_all(b"at last").unwrap();
    source.wait_for(7, LONG);
    assert_eq!(source.read(0..100), b"at last");
    drop(writer);
    assert_eq!(told.iter().last(), Some(Arrival::Finished));
    assert!(source.finished());
}

#[test]
fn the_thread_ends_with_its_source() {
    let (source, mut writer, told) = piped();
    writer.write_all(b"x").unwrap();
    source.wait_for(1, LONG);
    drop(source);
    // Its end of the pipe is closed, and nothing is told any more.
    let error = loop {
        if let Err(error) = writer.write_all(&[0; 4096]) {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    assert!(told.iter().all(|arrival| arrival == Arrival::More));
}

#[test]
fn an_endless_pipe_is_read_no_further_than_somebody_may_read() {
    const AHEAD: u64 = 3 << 20;
    let (reader, mut writer) = io::pipe().unwrap();
    let (source_gone, alive) = io::pipe().unwrap();
    let spool = Spool::new(
        Inlet::new(File::from(OwnedFd::from(reader))),
        source_gone,
        AHEAD,
    );
    let source = Source {
        name: Clean::new("pipe"),
        store: Store::Pipe(Arc::new(spool), alive),
        origin: None,
        charset: None,
        address: None,
    };
    let told = follow(&source);
    let all = pattern(20 << 20);
    let given = all.clone();
    let endless = std::thread::spawn(move || writer.write_all(&given));
    let mut asked = 0;
    while !source.finished() {
        // It comes as far as allowed, and not one step further however long one waits.
        let before = Instant::now();
        while source.size() < (asked + AHEAD).min(all.len() as u64) {
            assert!(before.elapsed() < LONG);
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(5));
        assert!(source.size() <= asked + AHEAD + (64 << 10), "{asked}");
        // As when somebody goes to the end of what is there, again and again.
        asked = source.size();
        source.ask(asked);
        source.wait_for(asked + 1, LONG);
        asked += 1;
    }
    endless.join().unwrap().unwrap();
    assert!(source.read(0..u64::MAX) == all);
    assert_eq!(told.iter().last(), Some(Arrival::Finished));
}

#[test]
fn a_pipe_that_is_left_alone_ends_with_its_source() {
    let (reader, mut writer) = io::pipe().unwrap();
    let (source_gone, alive) = io::pipe().unwrap();
    let spool = Spool::new(
        Inlet::new(File::from(OwnedFd::from(reader))),
        source_gone,
        1,
    );
    let source = Source {
        name: Clean::new("pipe"),
        store: Store::Pipe(Arc::new(spool), alive),
        origin: None,
        charset: None,
        address: None,
    };
    let told = follow(&source);
    writer.write_all(b"some").unwrap();
    // What came is told of, though nothing more is taken in.
    assert_eq!(told.recv_timeout(LONG), Ok(Arrival::More));
    drop(source);
    assert!(told.iter().next().is_none());
    while writer.write_all(b"more").is_ok() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn all_bytes_are_passed_on_and_none_is_kept() {
    let folder = Folder::new("pass");
    let all = pattern(1_000_000);
    let passed = |source: &Source, enough: usize| {
        let mut bytes = Vec::new();
        source
            .pass(|piece| {
                bytes.extend_from_slice(piece);
                bytes.len() < enough
            })
            .unwrap();
        bytes
    };
    let (reader, mut writer) = io::pipe().unwrap();
    let piped = Source::from_stream(File::from(OwnedFd::from(reader)), Clean::new("pipe")).unwrap();
    let given = all.clone();
    let writing = std::thread::spawn(move || writer.write_all(&given));
    assert!(passed(&piped, usize::MAX) == all);
    writing.join().unwrap().unwrap();
    assert_eq!(piped.size(), 0);
    let file = Source::open(&folder.file("text", &all)).unwrap();
    for source in [file, Source::from_bytes("bytes", all.clone())] {
        assert!(passed(&source, usize::MAX) == all);
        let some = passed(&source, 1);
        assert!(!some.is_empty() && all.starts_with(&some));
    }
}

#[test]
fn no_input_is_an_empty_text() {
    let null = File::open("/dev/null").unwrap();
    let source = Source::from_input(null).unwrap();
    assert_eq!((source.size(), source.finished()), (0, true));
    let zero = File::open("/dev/zero").unwrap();
    assert_eq!(Source::from_input(zero).unwrap_err(), OpenError::Device);
}

#[test]
fn bytes_at_hand_are_a_source() {
    let source = Source::from_bytes("two\nlines", b"abc".to_vec());
    assert_eq!(&**source.name(), "two␊lines");
    assert_eq!((source.size(), source.finished()), (3, true));
    assert_eq!(source.read(1..9), b"bc");
    assert_eq!(source.read(5..9), b"");
    assert_eq!(source.change(), None);
}
