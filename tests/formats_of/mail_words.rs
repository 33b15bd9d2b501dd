//! What messages say: it is set as a plain text of the same words is.

use rubricate::read::Format;

use super::screen::{document_of, outline, text, window};

/// The rows that show what a message says, without the blanks around all of them.
fn rows(body: &str) -> Vec<String> {
    rows_of(format!("From: a@a.example\nSubject: Bread\n\n{body}"))
}

/// The same of a message whose lines flow, which has more to say of that.
fn flowed_rows(body: &str, said: &str) -> Vec<String> {
    let kind = format!("Content-Type: text/plain; format=flowed{said}");
    let mut rows = rows_of(format!(
        "From: a@a.example\nSubject: Bread\n{kind}\n\n{body}"
    ));
    // Other headers are folded above it.
    let said = rows.iter().position(String::is_empty).unwrap();
    rows.split_off(said + 1)
}

fn rows_of(message: String) -> Vec<String> {
    let picture = window(document_of(message, Format::Mail), 76, 60).picture();
    let rows: Vec<&str> = picture.lines().map(str::trim_end).collect();
    let head = rows.iter().position(|row| row.contains("From:")).unwrap();
    let rows = rows[head + 2..]
        .iter()
        .map(|row| row.strip_prefix("     ").unwrap_or(row));
    let rows: Vec<String> = rows.map(str::to_owned).collect();
    let last = rows
        .iter()
        .rposition(|row| !row.is_empty() && !row.contains("100 %"));
    rows[..=last.unwrap()].to_vec()
}

#[track_caller]
fn shows(body: &str, expected: &[&str]) {
    let rows = rows(body);
    assert_eq!(rows, expected, "{body}\n{}", rows.join("\n"));
}

#[test]
fn lists_are_lists_below_a_line_and_in_each_other() {
    shows(
        "We need:\n\n- flour\n  - of rye\n  - of wheat, which has to be as fine as the miller of our\n    village can make it\n- salt\n",
        &[
            "We need:",
            "",
            "• flour",
            "  • of rye",
            "  • of wheat, which has to be as fine as the miller of our village",
            "    can make it",
            "• salt",
        ],
    );
    shows(
        "We need these:\n  - flour\n  - salt\n\n1. Knead it\n2. Bake it\n",
        &[
            "We need these:",
            "",
            "  • flour",
            "  • salt",
            "",
            "1. Knead it",
            "2. Bake it",
        ],
    );
}

#[test]
fn code_and_columns_keep_their_blanks() {
    let code =
        "fn bake(oven: &mut Oven) {\n    if oven.is_cold() {\n        oven.light();\n    }\n}\n";
    for body in [code.to_owned(), format!("It is so:\n\n{code}")] {
        let rows = rows(&body).join("\n");
        for line in code.lines() {
            assert!(rows.contains(line), "{rows}");
        }
        assert!(rows.contains("      oven.light();"), "{rows}");
    }
    let quoted = format!("> {}\n", code.trim_end().replace('\n', "\n> "));
    let quoted = rows(&quoted).join("\n");
    assert!(quoted.contains("        oven.light();"), "{quoted}");
    shows(
        "As it is:\n\n    if (door_is_open)\n        close(door);\n\nThat is all.\n",
        &[
            "As it is:",
            "",
            "    if (door_is_open)",
            "        close(door);",
            "",
            "That is all.",
        ],
    );
    let columns = rows("The prices:\n\nFlour        12\nSalt          3\n").join("\n");
    assert!(columns.contains("Flour        12\n"), "{columns}");
}

#[test]
fn a_patch_that_was_mailed_keeps_its_signs() {
    let patch = "diff --git a/oven.c b/oven.c\nindex 1234567..89abcde 100644\n--- a/oven.c\n+++ b/oven.c\n@@ -1,5 +1,5 @@\n \n-- flour\n+- salt\n \n void bake()\n {\n";
    let rows = rows(&format!(
        "Bread needs salt more than it needs flour, as everybody knows who has\neaten some.\n---\n oven.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n{patch}-- \n2.39.0\n"
    ));
    let said = rows.join("\n");
    assert!(
        said.starts_with(
            "Bread needs salt more than it needs flour, as everybody knows who\nhas eaten some.\n"
        ),
        "{said}"
    );
    for line in [
        " oven.c | 2 +-",
        "-- flour",
        "+- salt",
        " void bake()",
        "--- a/oven.c",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(said.ends_with("\n--\n2.39.0"), "{said}");
}

#[test]
fn lines_that_flow_are_joined_and_others_are_kept() {
    let message = "From: a\nContent-Type: text/plain; format=flowed\n\nThe dough has to \nrest.\nIt does.\n\n> Does \n> it?\n\n-- \nAnna\n";
    let seen = text(&document_of(message, Format::Mail));
    let (_, seen) = seen.split_once("From: a\n\n").unwrap();
    let (_, seen) = seen.split_once("flowed\n\n").unwrap();
    assert_eq!(
        seen.trim(),
        "The dough has to rest.\n\nIt does.\n\nDoes it?\n\n--\nAnna"
    );
}

#[test]
fn lines_that_were_ended_stay_together() {
    let greeting = "Best regards,\nAnn Example\nTel. 123\n";
    let long = "The dough has to rest for a night in a cold room, and it has to be covered with a cloth that was made wet before it.\n";
    shows(
        &format!("{long}\n{greeting}"),
        &[
            "The dough has to rest for a night in a cold room, and it has to be",
            "covered with a cloth that was made wet before it.",
            "",
            "Best regards,",
            "Ann Example",
            "Tel. 123",
        ],
    );
    let quoted = format!("> {}", greeting.trim_end().replace('\n', "\n> "));
    for (flowed, shown) in [
        (greeting, "Best regards,\nAnn Example\nTel. 123"),
        (&*quoted, "│ Best regards,\n│ Ann Example\n│ Tel. 123"),
        (
            "Do it \nso:\n     make oven\n     oven light\nThat \nis all.\n\nA.\n",
            "Do it so:\n    make oven\n    oven light\nThat is all.\n\nA.",
        ),
        ("We need:\n- flour\n- salt\n", "We need:\n\n• flour\n• salt"),
    ] {
        let rows = flowed_rows(flowed, "");
        assert_eq!(rows.join("\n"), shown, "{flowed}");
    }
}

#[test]
fn a_blank_that_only_says_that_words_flow_on_is_no_blank() {
    for (said, shown) in [
        ("", "Line flows w ith https://rye.example/b read.\nIt does."),
        (
            "; delsp=no",
            "Line flows w ith https://rye.example/b read.\nIt does.",
        ),
        (
            "; DelSp=Yes",
            "Line flows with https://rye.example/bread.\nIt does.",
        ),
    ] {
        let rows = flowed_rows(
            "Line flows w \nith https://rye.example/b \nread.\nIt does.\n",
            said,
        );
        assert_eq!(rows.join("\n"), shown, "{said}");
    }
}

#[test]
fn a_message_that_was_made_fit_for_the_way_is_read() {
    for (coding, coded) in [
        ("8bit", "From: Bo\nSubject: Of rye\n\nOats.\n"),
        ("base64", "RnJvbTogQm8KU3ViamVjdDogT2YgcnllCgpPYXRzLgo=\n"),
        (
            "quoted-printable",
            "From: Bo\nSubject: Of =72ye\n\nOat=\ns.\n",
        ),
    ] {
        let message = format!(
            "From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: {coding}\n\n{coded}--x--\n"
        );
        let seen = text(&document_of(message, Format::Mail));
        assert!(seen.ends_with("Of rye\n\nFrom: Bo\n\nOats.\n\n"), "{seen}");
    }
}

#[test]
fn messages_in_a_message_begin_at_their_own_lines() {
    let part = |subject: &str| {
        format!("--x\nContent-Type: message/rfc822\n\nFrom: Bo\nSubject: {subject}\n\nOats.\n")
    };
    let message = format!(
        "From: a\nSubject: All\nContent-Type: multipart/mixed; boundary=x\n\n{}{}--x--\n",
        part("One"),
        part("Two")
    );
    let found = outline(&document_of(message, Format::Mail));
    let headings: Vec<(u64, &str)> = found.headings.iter().map(|h| (h.line, &*h.text)).collect();
    assert_eq!(headings, [(2, "All"), (9, "One"), (16, "Two")]);
}

#[test]
fn columns_and_lines_below_each_other_stand_where_they_stood() {
    shows(
        "Text\n\n    NAME      SIZE\n    foo         10\n    bar          5\n",
        &[
            "Text",
            "",
            "    NAME      SIZE",
            "    foo         10",
            "    bar          5",
        ],
    );
    shows(
        "To subscribe, visit\n\thttp://www.a.example/x\nor, via email to\n\tp@a.example\n",
        &[
            "To subscribe, visit",
            "        http://www.a.example/x",
            "or, via email to",
            "        p@a.example",
        ],
    );
}
