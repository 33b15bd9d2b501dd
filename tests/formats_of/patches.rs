//! Patches in a text: what is changed in files keeps its lines and its signs.

use rubricate::document::{Detail, Document, Kind};
use rubricate::read::Format;

use super::plain::{PROSE, blocks};
use super::screen::{document_of, outline, window};

/// What is kept as the lines of a patch.
fn patches(document: &Document) -> Vec<String> {
    let is_patch =
        |detail: Option<&Detail>| matches!(detail, Some(Detail::Code(name)) if &**name == "diff");
    blocks(document)
        .into_iter()
        .filter(|(block, _)| block.kind == Kind::Verbatim && is_patch(block.detail.as_deref()))
        .map(|(_, said)| said)
        .collect()
}

const HUNK: &str = "@@ -1,6 +1,6 @@ fn ring()\n \n-    bell.ring();\n+    bell.ring_twice();\n \n-- a list\n+- another list\n \n     }\n";

#[test]
fn the_lines_of_a_patch_keep_their_signs() {
    let git = format!(
        "diff --git a/bell.rs b/bell.rs\nindex 1234567..89abcde 100644\n--- a/bell.rs\n+++ b/bell.rs\n{HUNK}"
    );
    let renamed =
        "diff --git a/bell b/gong\nsimilarity index 100%\nrename from bell\nrename to gong\n";
    let unified = format!("--- old/bell.rs\t2026-11-29\n+++ new/bell.rs\t2026-11-30\n{HUNK}");
    for patch in [
        git.clone(),
        unified,
        HUNK.to_owned(),
        format!("{git}{renamed}"),
        // A blank that a program took from the end of a line; a file that lacks its last line end.
        git.replace("\n \n", "\n\n"),
        "@@ -1 +1 @@\n-one\n\\ No newline at end of file\n+two\n".to_owned(),
    ] {
        let text = format!("{PROSE}\n{patch}- a lamp\n- a bell\n\n{PROSE}");
        let document = document_of(text, Format::Plain);
        assert_eq!(patches(&document), [patch.trim_end()], "{patch}");
        let items = blocks(&document).into_iter();
        let items: Vec<String> = items
            .filter(|(block, _)| matches!(block.kind, Kind::Item { .. }))
            .map(|(_, said)| said)
            .collect();
        assert_eq!(items, ["- a lamp", "- a bell"], "{patch}");
    }
}

#[test]
fn what_only_begins_as_a_patch_does_is_none() {
    for text in [
        "--- a\n+++ b\n",
        "@@ something @@\n- a lamp\n- a bell\n",
        "diff eration is hard\n- a lamp\n",
        "- a lamp\n+ a bell\n",
    ] {
        let document = document_of(format!("{PROSE}\n{text}\n{PROSE}"), Format::Plain);
        assert_eq!(patches(&document), [""; 0], "{text}");
    }
}

#[test]
fn what_a_patch_changes_has_no_headings() {
    let patch = "diff --git a/README b/README\n@@ -1,5 +1,5 @@\n # Of Bells\n \n-## How to ring\n+## How to ring twice\n \n Pull.\n";
    let text = format!(
        "Changes\n\n{PROSE}\n# One\n\n{PROSE}\n{PROSE}\n{patch}\n# Two\n\n{PROSE}\n{PROSE}\n# Three\n\n{PROSE}"
    );
    let found = outline(&document_of(text, Format::Plain));
    let said: Vec<&str> = found.headings.iter().map(|h| &*h.text).collect();
    assert_eq!(said, ["One", "Two", "Three"]);
}

#[test]
fn a_patch_is_seen_as_it_stands() {
    let text = format!("{PROSE}\n{HUNK}\n{PROSE}");
    let picture = window(document_of(text, Format::Plain), 70, 30).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim).collect();
    let expected = [
        "@@ -1,6 +1,6 @@ fn ring()",
        "",
        "-    bell.ring();",
        "+    bell.ring_twice();",
        "",
        "-- a list",
        "+- another list",
        "",
        "}",
    ];
    let shown = rows.windows(expected.len()).any(|some| some == expected);
    assert!(shown, "{picture}");
}
