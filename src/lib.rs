//! rubric: a terminal reader that finds the structure of a text.
//!
//! This page is the map of the house. In one sentence: **bytes become a [`Document`](document::Document), a document
//! becomes rows, a command changes the [`App`](app::App), the app is drawn; never the other way.**
//!
//! # Rooms
//!
//! | room | what it is for | may know |
//! | :--- | :--- | :--- |
//! | [`text`] | clean text that can do nothing to a terminal, and the one ruler | nobody |
//! | [`source`] | bytes of a file or a pipe, from any place at any time | text |
//! | [`document`] | the one form of every format: places, parts, blocks | text |
//! | [`read`] | from bytes to parts and blocks; one file a format | document, source, text |
//! | [`outline`](mod@outline) | title, headings and furniture of a text, judged part by part | document, text |
//! | [`layout`] | rows at a width, and walking them from a place | outline, document, picture, text |
//! | [`picture`] | what a picture looks like in a terminal | text |
//! | [`search`] | where a text says something | document, text |
//! | [`colour`] | what the words of code are | document |
//! | [`app`] | all state, and how a command changes it | layout, outline, search, document, picture, text |
//! | [`draw`] | the state as a frame of rows | app and below |
//! | [`shell`] | the door: arguments, terminal, threads, signals | everybody; nobody knows it |
//!
//! # What never happens
//!
//! 1. **Drawing never changes state.**
//! 2. **No row numbers in state.** A position is a [`Place`](document::Place), a byte of a part's clean text; rows are
//!    made anew from it at every width, so a resize and back restores the page.
//! 3. **Nothing before the first frame is in proportion to the text**: the first part is read, some screens of it are
//!    judged. Longer texts are judged by a worker that starts a moment after the first frame.
//! 4. **Only [`source`] reads the document, only [`shell`] touches terminal, clock, environment and threads.**
//! 5. **No control byte reaches the terminal**: rows hold [`Clean`](text::Clean) text, which has one constructor.
//! 6. **No key outside the table of [commands](app::command::COMMANDS), no tick, no lock shared with drawing.** At rest
//!    the process does not wake.
//! 7. **The core cannot fail.** Opening, writing and the terminal can; each says why in one line.
//! 8. **No unsafe code, no unwrap, no index that can miss.**
//!
//! `tests/house.rs` holds these walls.
//!
//! # Paths
//!
//! *A key.* The loop ([`shell`]) sleeps until the terminal has something to read, or a worker or a signal tells something
//! through the one channel. It takes all keys that wait, [`Keymap`](app::keymap::Keymap) makes commands of them, [`App::update`](app::App::update)
//! changes state, [`App::settle`](app::App::settle) lays out the rows in view, [`draw::compose`] makes a frame, and the
//! rows that differ from the last one are sent in one piece. Rows that only moved are moved by the terminal.
//!
//! *Bytes.* [`Source`](source::Source) reads by position (a mapped file that is truncated would kill us);
//! [`Parts`](read::Parts) cuts it near every 64 KiB (the first time after 16) by looking only at the bytes there, so any part can be had at
//! once; [`Plain`](read::Plain) finds the blocks of a part; [`Layout`](layout::Layout) sets them, corrected by what
//! the outline says stands there. Where a name says that all is [code](read::Format::Code), its lines are its blocks, and
//! nothing is judged.
//!
//! *A format with marks* is read as a whole, by a reader of its own that writes with a
//! [`Builder`](document::builder::Builder): blocks, [faces](document::Face) and headings become a
//! [`Given`](document::Given) text with parts like any other. Of a long one the beginning is
//! [opened](read::open) first, and the rest is read by a thread; the app turns to it when it is there. What is still coming
//! is read anew when a good part more of it has come. Its outline is what its author marked.
//!
//! *The outline.* [`Judge`](outline::Judge) reads the parts in order and may be asked at any time. Until it has got to
//! a part, the page judges that part by itself and its neighbours
//! ([`Structure::roles`](outline::Structure::roles)). Asked to be stricter or less so it begins anew, and what it found
//! before stays on the screen until it has come as far again. Why it takes a line for what it is
//! ([`Structure::explain`](outline::Structure::explain)) is found out when somebody asks.
//!
//! *A picture* that a text names is looked at by a thread once it is near what is read: first [how large it
//! is](layout::Pictures), so that the page has rows for it, then how it looks in them. Its words stand there until then, and
//! below it from then on. What is on top of the page stays there.
//!
//! *A search.* Each key typed makes a new [`Query`](search::Query); the key itself looks through a dozen parts, and the shell
//! then starts a [`Survey`](search::Survey) of the rest, of which only the last one is wanted. It counts part by part,
//! the nearest first, and tells now and then; the page goes to a match when the first count says where it is.
//!
//! *A correction.* What a reader says about a line is a [`Correction`](outline::corrections::Correction), known by what
//! stands there and around it. The verdict of the judge stays as it is; what is shown is the verdict with all
//! [`Corrections`](outline::corrections::Corrections) over it, made anew when either changes. A thread of [`shell`] brings
//! each change to disk; the file is found again by a [`Sketch`](document::sketch::Sketch) of the text.
//!
//! *A file that changes.* The shell asks the system about the file when anything happens, and twice a second only while
//! the person stays at its end. What is appended then grows the source, as a pipe does. All else is read anew on a
//! thread: places of the page are found again by [what stands around them](document::anchor), and the app
//! [turns](app::App::turn_to) to the new document.
//!
//! *A resize.* Only the width of the layout changes; the place on top stays, and the row that holds it is shown.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        reason = "a test that fails may say so loudly"
    )
)]

pub mod app;
pub mod colour;
pub mod document;
pub mod draw;
pub mod layout;
pub mod outline;
pub mod picture;
pub mod read;
pub mod search;
pub mod shell;
pub mod source;
pub mod text;

pub use outline::outline;
