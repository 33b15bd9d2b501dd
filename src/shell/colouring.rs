//! Who colours code: one thread, made when the first code with a language comes into view.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::post::Post;
use super::{Event, helper};
use crate::app::News;
use crate::app::colouring::Uncoloured;
use crate::colour::Painter;

/// Who colours, if there was anything to colour yet.
#[derive(Default)]
pub(super) struct Colouring(Option<Sender<(u64, Uncoloured)>>);

impl Colouring {
    /// Lets code of the text of this number be coloured. What comes of it is told as news of that text.
    ///
    /// # Errors
    /// When no thread can be made.
    pub(super) fn order(
        &mut self,
        text: u64,
        code: Vec<Uncoloured>,
        post: &Post,
    ) -> io::Result<()> {
        if code.is_empty() {
            return Ok(());
        }
        let orders = match &self.0 {
            Some(orders) => orders,
            None => self.0.insert(start(post.clone())?),
        };
        for code in code {
            // Who colours no more leaves it plain.
            let _ = orders.send((text, code));
        }
        Ok(())
    }
}

fn start(post: Post) -> io::Result<Sender<(u64, Uncoloured)>> {
    let (orders, inbox) = channel();
    let run = move || work(&inbox, &post);
    thread::Builder::new()
        .name("colour".to_owned())
        .spawn(run)?;
    Ok(orders)
}

fn work(inbox: &Receiver<(u64, Uncoloured)>, post: &Post) {
    super::testing_panic("colour");
    let painter = Painter::new();
    while let Ok((text, code)) = inbox.recv() {
        let paint = || painter.paint(&code.language, &code.code);
        // What a grammar cannot stand stays plain.
        let words = helper::unharmed(paint).unwrap_or_default();
        let told = words.is_empty()
            || post
                .send(Event::Judged(text, News::Coloured(code.place, words)))
                .is_ok();
        if !told {
            return;
        }
    }
}
