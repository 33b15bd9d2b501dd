//! What is Org's own.

use rubricate::read::Format;

use super::screen::{document_of, links, outline, text};

#[test]
fn links_lead_to_headings_by_their_words_and_properties() {
    let source = "#+TODO: TODO WAIT(w@/!) | DONE GONE(g)\n\
                  [[*Of rye]] [[*Of oats]] [[*Of oats 1.2][oats]] [[Of bran]] [[#husk]] [[id:a-1][germ]] [[*Of salt]] [[none]]\n\n\
                  * TODO [#A] Of rye [1/2] :tag:\n* WAIT Of   oats\n** Of oats 1.2 [50%]\n* Of bran\n* Husk\n\
                  SCHEDULED: <2024-01-01 Mon>\n:PROPERTIES:\n:custom_id: husk\n:END:\nWords.\n\
                  * Germ\n:PROPERTIES:\n:ID: a-1\n:END:\nWords.\n* Of salt [2/3]\n";
    let document = document_of(source, Format::Org);
    let headings = outline(&document).headings;
    let places = links(&document).into_iter().map(|(said, target)| {
        let place = document.pages().target(target.strip_prefix('#').unwrap());
        let leads = headings.iter().find(|heading| Some(heading.place) == place);
        (
            said,
            leads.map_or(String::new(), |heading| heading.text.clone()),
        )
    });
    let places: Vec<(String, String)> = places.collect();
    let places: Vec<(&str, &str)> = places.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        places,
        [
            ("Of rye", "TODO [#A] Of rye [1/2]"),
            ("Of oats", "WAIT Of oats"),
            ("oats", "Of oats 1.2 [50%]"),
            ("Of bran", "Of bran"),
            ("husk", "Husk"),
            ("germ", "Germ"),
            ("Of salt", "Of salt [2/3]"),
            ("none", ""),
        ]
    );
}

#[test]
fn an_entry_may_say_its_own_number() {
    for (source, shown) in [
        (
            "1. [@5] five\n2. six\n3. seven\n",
            "5. five\n6. six\n7. seven",
        ),
        ("5. [@5] five\n6. six\n", "5. five\n6. six"),
        (
            "1) one\n   1) [@3] [X] three\n   2) four\n2) two\n",
            "1) one\n☑ three\n4) four\n2) two",
        ),
        ("- [@5] rye\n- [@x] oats\n", "• rye\n• [@x] oats"),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), shown, "{source}");
    }
}
