//! Messages with their headers.

use proptest::prelude::*;
use rubricate::read::Format;

use super::screen::{document, document_of, look, outline, text};

#[test]
fn a_letter_shows_who_says_what() {
    look("mail_letter", "mail/letter.eml", (72, 40), "");
    look("mail_letter_narrow", "mail/letter.eml", (34, 40), "");
    let found = outline(&document("mail/letter.eml"));
    let headings: Vec<(u64, &str)> = found.headings.iter().map(|h| (h.line, &*h.text)).collect();
    assert_eq!(headings, [(6, "Bread, and the oven")]);
}

#[test]
fn a_page_is_read_by_its_words() {
    let seen = text(&document("mail/page.eml"));
    assert!(seen.ends_with("One and two.\n\nSee this.\n\n"), "{seen}");
}

#[test]
fn a_page_whose_head_is_not_closed_is_read() {
    let page = "From: a\nContent-Type: text/html\n\n<head><style>p {}</style><title>T</title><body><p>Words.</p>";
    let seen = text(&document_of(page, Format::Mail));
    assert!(
        seen.ends_with("Words.\n\n") && !seen.contains("p {}"),
        "{seen}"
    );
}

#[test]
fn cells_of_a_mailed_table_stand_apart() {
    let page = "From: a\nContent-Type: text/html\n\n<table><tr><th>Flour</th><th>Salt</th></tr><tr><td>1</td><td>2</td></tr></table>";
    let seen = text(&document_of(page, Format::Mail));
    assert!(seen.ends_with("Flour\tSalt\n1\t2\n\n"), "{seen:?}");
}

#[test]
fn a_mailed_page_is_set_as_a_page_is() {
    let page = "From: a\nContent-Type: text/html\n\n<div style='display:none'>Seen by no one</div>\
                <h1>News</h1><ul><li>One<ul><li>Two</ul></ul><blockquote>Said.</blockquote>";
    let document = document_of(page, Format::Mail);
    let seen = text(&document);
    assert!(
        seen.ends_with("News\n\n• One\n◦ Two\nSaid.\n\n"),
        "{seen:?}"
    );
    // The outline has subjects.
    assert!(super::screen::outline(&document).headings.is_empty());
}

#[test]
fn settings_are_read_as_they_are_meant() {
    let attached = |setting: &str| {
        let message = format!(
            "From: a\nContent-Type: multipart/mixed; boundary=\"a;b\"\n\n--a;b\n\nWords.\n--a;b\n\
             Content-Type: application/pdf\nContent-Disposition: attachment; {setting}\n\nx\n--a;b--\n"
        );
        text(&document_of(message, Format::Mail))
    };
    for (setting, name) in [
        ("filename=loaf.pdf", "loaf.pdf"),
        ("filename=\"a; b.pdf\"", "a; b.pdf"),
        (
            "filename=old.pdf; filename*=utf-8''br%C3%B6t%20chen.pdf",
            "br\u{f6}t chen.pdf",
        ),
        (
            "filename*=iso-8859-1'de'br%F6tchen.pdf",
            "br\u{f6}tchen.pdf",
        ),
        (
            "filename*0=\"of \"; filename*1=\"bread.pdf\"",
            "of bread.pdf",
        ),
    ] {
        let seen = attached(setting);
        let expected = format!("Words.\n\nAttached: {name} (application/pdf)\n\n");
        assert!(seen.ends_with(&expected), "{setting}: {seen}");
    }
}

#[test]
fn a_message_in_a_message_is_shown_also_if_it_is_attached() {
    let part = |how: &str| {
        format!(
            "--x\nContent-Type: message/rfc822\n{how}\nFrom: Bo <b@rye.example>\nSubject: Of rye\nX-No: no\n\nOats.\n"
        )
    };
    let (shown, attached) = (part(""), part("Content-Disposition: attachment\n"));
    let message =
        format!("From: a\nContent-Type: multipart/mixed; boundary=x\n\n{shown}{attached}--x--\n");
    let seen = text(&document_of(message, Format::Mail));
    let (_, seen) = seen.split_once("* * *").unwrap();
    assert_eq!(
        seen.trim(),
        "Of rye\n\nFrom: Bo <b@rye.example>\n\nOats.\n\n* * *\n\nOf rye\n\nFrom: Bo <b@rye.example>\n\nOats."
    );
}

#[test]
fn a_line_of_a_box_that_begins_as_messages_do_is_no_quotation() {
    let body = "Words.\n\n>From here on.\n\n>>From a letter.\n";
    let boxed = format!("From a@a.example Tue Mar 3 10:00:00 2020\nFrom: a\n\n{body}");
    let seen = text(&document_of(boxed, Format::Mail));
    assert!(
        seen.contains("\n\nFrom here on.\n\nFrom a letter."),
        "{seen}"
    );
}

#[test]
fn every_message_of_a_box_is_a_section() {
    let mut letters = String::new();
    for nth in 1..=3 {
        letters += &format!(
            "From a@a.example Tue Mar 3 10:00:00 2020\nFrom: a@a.example\nSubject: Letter {nth}\n\nWords of {nth}.\n\n"
        );
    }
    let found = outline(&document_of(letters, Format::Mail));
    let headings: Vec<(u64, &str)> = found.headings.iter().map(|h| (h.line, &*h.text)).collect();
    assert_eq!(
        headings,
        [(3, "Letter 1"), (9, "Letter 2"), (15, "Letter 3")]
    );
}

#[test]
fn what_is_broken_is_shown_as_far_as_it_goes() {
    for (message, words) in [
        (
            "From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nwords",
            "words",
        ),
        (
            "From: a\nContent-Type: text/plain; charset=morse\n\nw\u{f6}rds",
            "w\u{f6}rds",
        ),
        (
            "From: a\nContent-Transfer-Encoding: base64\n\nd29yZHM*",
            "words",
        ),
        ("no headers at all", ""),
    ] {
        let seen = text(&document_of(message, Format::Mail));
        assert!(seen.contains(words), "{message}: {seen}");
    }
}

proptest! {
    #[test]
    fn all_words_are_there_once_and_in_order(paragraphs in proptest::collection::vec((0usize..3, proptest::collection::vec("[a-z]{1,9}", 1..30)), 1..12)) {
        let mut message = "From: a@a.example\nSubject: s\n\n".to_owned();
        let mut expected = vec!["s".to_owned(), "From:".to_owned(), "a@a.example".to_owned()];
        for (depth, words) in paragraphs {
            for line in words.chunks(7) {
                message += &format!("{} {}\n", ">".repeat(depth), line.join(" "));
            }
            message.push('\n');
            expected.extend(words);
        }
        let seen = text(&document_of(message, Format::Mail));
        prop_assert_eq!(seen.split_whitespace().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn nothing_that_is_sent_breaks_it(message in r"(\PC|\n|=\?|\?=|--x|[:>=]|Content-Type: multipart/mixed; boundary=x\n){0,120}") {
        document_of(message, Format::Mail);
    }
}
