//! What stands out in a plain text: words that a program set apart for a terminal, and addresses.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memmem};

use crate::document::{Face, Span};
use crate::read::{addresses, references};
use crate::text::Clean;

/// The stretches of a part that look otherwise than the text around them, in order.
///
/// In the page of the manual that is called so other pages that it names are links, too, and so are the references to
/// notes.
pub(super) fn spans(
    text: &Clean,
    manual: Option<&str>,
    notes: Vec<(Range<usize>, String)>,
) -> Arc<[Span]> {
    let drawn = text.looks().map(|(range, look)| Span {
        range,
        face: Face::Drawn(look),
    });
    let mut spans: Vec<Span> = drawn.collect();
    let drawn = spans.len();
    let link = |range: Range<usize>, target: String| Span {
        range: range.start as u32..range.end as u32,
        face: Face::Link(target.into()),
    };
    if may_lead(text.as_bytes()) {
        let mut at = 0;
        while let Some((range, target)) = addresses::next(text, at) {
            at = range.end;
            spans.push(link(range, target));
        }
    }
    if let Some(own) = manual {
        let pages = references::all(text).into_iter();
        let others = pages.filter(|page| text.get(page.range.clone()) != Some(own));
        spans.extend(others.map(|page| link(page.range, page.target)));
    }
    spans.extend(notes.into_iter().map(|(range, target)| link(range, target)));
    if spans.len() > drawn {
        spans.sort_by_key(|span| span.range.start);
    }
    spans.into()
}

/// Whether there may be an address in it: of most texts this is all that is looked at.
fn may_lead(text: &[u8]) -> bool {
    memmem::find(text, b"://").is_some()
        || memchr(b'@', text).is_some()
        || memmem::find(text, b"www.").is_some()
}

#[cfg(test)]
mod tests {
    use super::super::manual;
    use super::*;

    fn found(text: &str) -> Vec<(String, Face)> {
        let clean = Clean::new(text);
        let spans = spans(&clean, manual::name(&clean), Vec::new());
        let said =
            |span: &Span| clean[span.range.start as usize..span.range.end as usize].to_owned();
        spans
            .iter()
            .map(|span| (said(span), span.face.clone()))
            .collect()
    }

    #[test]
    fn addresses_lead_where_they_say() {
        let link = |target: &str| Face::Link(target.into());
        let expected = [
            (
                "https://a.example/b".to_owned(),
                link("https://a.example/b"),
            ),
            ("me@a.example".to_owned(), link("mailto:me@a.example")),
        ];
        assert_eq!(
            found("See https://a.example/b, or ask <me@a.example>."),
            expected
        );
        assert_eq!(found("f(3) of a text, and printf(3) as well."), []);
    }

    #[test]
    fn a_page_of_the_manual_names_others() {
        let page =
            "LOAF(1)      User Commands      LOAF(1)\n\nSee o\u{8}ov\u{8}ve\u{8}en\u{8}n(4).\n";
        let found = found(page);
        let targets = found.iter().filter_map(|(_, face)| match face {
            Face::Link(target) => Some(&**target),
            _ => None,
        });
        assert_eq!(targets.collect::<Vec<_>>(), ["man:oven(4)"]);
        let drawn =
            |(word, face): &&(String, Face)| word == "oven" && matches!(face, Face::Drawn(_));
        assert_eq!(found.iter().filter(drawn).count(), 1);
    }
}
