//! XML, from its beginning to where it breaks. Names are taken without their prefixes; entities other than those of XML
//! itself mean nothing, so that none can grow.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What comes next.
pub(crate) enum Node<'a> {
    /// An element begins.
    Start(&'a str, &'a Attributes<'a>),
    /// It ends.
    End(&'a str),
    /// Text between them.
    Text(&'a str),
}

/// What an element says of itself.
pub(crate) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// What it says under a name.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let mut all = all.with_checks(false).flatten();
        let found = all.find(|a| a.key.local_name().as_ref() == name)?;
        let raw = found.value.into_owned();
        let plain = quick_xml::escape::unescape(&raw).map(Cow::into_owned);
        Some(plain.unwrap_or(raw))
    }
}

/// Goes through a text; ends early where it is broken, or when `take` wants no more.
pub(crate) fn walk(text: &str, mut take: impl FnMut(Node) -> bool) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    loop {
        let goes_on = match reader.read_event() {
            Err(_) | Ok(Event::Eof) => return,
            Ok(Event::Start(start)) => {
                let name = start.local_name().as_ref().to_owned();
                take(Node::Start(&name, &Attributes(&start)))
            }
            Ok(Event::Empty(start)) => {
                let name = start.local_name().as_ref().to_owned();
                take(Node::Start(&name, &Attributes(&start))) && take(Node::End(&name))
            }
            Ok(Event::End(end)) => take(Node::End(end.local_name().as_ref())),
            Ok(Event::Text(words)) => take(Node::Text(&words)),
            Ok(Event::CData(words)) => take(Node::Text(&words)),
            Ok(Event::GeneralRef(entity)) => {
                let whole = format!("&{};", &*entity);
                let meant = quick_xml::escape::unescape(&whole);
                meant.is_err() || take(Node::Text(&meant.unwrap_or_default()))
            }
            Ok(_) => true,
        };
        if !goes_on {
            return;
        }
    }
}

/// What the first element of a name says, if that is anything.
#[cfg(feature = "office")]
pub(crate) fn said(text: &str, name: &str) -> Option<String> {
    let (mut inside, mut said) = (false, String::new());
    walk(text, |node| {
        match node {
            Node::Start(own, _) if own == name => inside = true,
            Node::End(own) if own == name => return false,
            Node::Text(words) if inside => said += words,
            _ => {}
        }
        true
    });
    (!said.trim().is_empty()).then_some(said)
}
