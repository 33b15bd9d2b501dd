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

/// The lines of a merge: two texts became one.
const MERGED: &str = "@@@ -1,3 -1,3 +1,4 @@@\n  # Of bells\n- - a list\n -- another list\n++- all lists\n +  of bells\n+ \twhich ring\n";

#[test]
fn the_lines_of_a_patch_keep_their_signs() {
    let git = format!(
        "diff --git a/bell.rs b/bell.rs\nindex 1234567..89abcde 100644\n--- a/bell.rs\n+++ b/bell.rs\n{HUNK}"
    );
    let subversion = format!(
        "Index: bell.rs\n{}\n--- bell.rs\t(revision 1)\n+++ bell.rs\t(working copy)\n{HUNK}",
        "=".repeat(67)
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
        // Merges have a sign for each of the old texts.
        format!(
            "diff --cc bell.rs\nindex 1234567,89abcde..1111111\n--- a/bell.rs\n+++ b/bell.rs\n{MERGED}"
        ),
        format!(
            "diff --combined bell.rs\nindex 1234567,89abcde..1111111\nmode 100644,100644..100755\n--- a/bell.rs\n+++ b/bell.rs\n{MERGED}{git}"
        ),
        MERGED.to_owned(),
        "@@@@ -1,2 -1,1 -1,1 +1,2 @@@@\n   one\n-  two\n+++three\n".to_owned(),
        // Subversion and CVS.
        format!("{}{subversion}", subversion.replace("bell", "gong")),
        subversion.replace(&"=".repeat(67), "====="),
        subversion.replace(
            "--- bell",
            "RCS file: /bells/bell.rs,v\nretrieving revision 1.1\ndiff -u -r1.1 bell.rs\n--- bell",
        ),
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
fn what_diff_alone_writes_keeps_its_signs() {
    let patch = "3c3\n< a line\n---\n> b line\n7,8d6\n< - one\n< # two\n10a9,10\n> three\n> - four\n\\ No newline at end of file\n";
    for text in [
        patch.to_owned(),
        format!("{PROSE}\n{patch}- a lamp\n- a bell\n\n{PROSE}"),
        format!("{PROSE}\n{patch}\n> A line that somebody quotes.\n"),
    ] {
        let document = document_of(text.as_str(), Format::Plain);
        assert_eq!(patches(&document), [patch.trim_end()], "{text}");
        assert!(outline(&document).headings.is_empty(), "{text}");
    }
    let long = "3c3\n< a line\n---\n> b line\n".repeat(4000);
    let document = document_of(long, Format::Plain);
    let pages = document.pages();
    assert!(pages.parts() > 1);
    for number in 0..pages.parts() {
        let blocks = pages.blocks(&pages.part(number));
        assert!(blocks.iter().all(|block| block.kind == Kind::Verbatim));
    }
}

#[test]
fn what_only_begins_as_a_patch_does_is_none() {
    for text in [
        "3c3\n",
        "3c3\n> quoted\n",
        "1a2\n- a lamp\n",
        "--- a\n+++ b\n",
        "@@ something @@\n- a lamp\n- a bell\n",
        "diff eration is hard\n- a lamp\n",
        "- a lamp\n+ a bell\n",
        "Index: a to z\n=============\n",
        "@@@ -1 +1 @@@\n- a lamp\n",
        "@@@ -1 -1 +1 @@\n- a lamp\n",
        "@ +1 @\n- a lamp\n",
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
    let other = |patch: &str| {
        let text = format!(
            "Changes\n\n{PROSE}\nOne\n===\n\n{PROSE}\n{PROSE}\n{patch}\n\nTwo\n===\n\n{PROSE}\n{PROSE}\nThree\n=====\n\n{PROSE}"
        );
        let found = outline(&document_of(text, Format::Plain));
        let said: Vec<String> = found.headings.into_iter().map(|h| h.text).collect();
        said.join(", ")
    };
    let subversion = format!(
        "Index: README\n{}\n--- README\t(revision 1)\n+++ README\t(working copy)\n{HUNK}",
        "=".repeat(67)
    );
    assert_eq!(other(&subversion), "One, Two, Three");
    let merge = "@@@ -1,2 -1,2 +1,4 @@@\n  \n++How to ring\n++===========\n  \n";
    assert_eq!(other(merge), "One, Two, Three");
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
