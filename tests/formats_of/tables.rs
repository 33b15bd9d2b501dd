//! Long tables: they are cut for the sake of the machine, and a reader sees nothing of that.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rubricate::read::Format;

use super::screen::{document_of, look, window};
use crate::window::Window;

/// A table of so many rows below a heading; the first of them stands on line 5. Its cells become longer all the time.
fn table(rows: usize) -> String {
    let mut text = "# Table\n\n| number | second | third |\n|---|---|---|\n".to_owned();
    for n in 0..rows {
        let long = "x".repeat(1 + n / 300);
        writeln!(text, "| {n} | «{long} | §{n} |").unwrap();
    }
    text
}

/// Where the second and the third column begin on the rows in view.
fn columns(window: &Window) -> BTreeSet<(usize, usize)> {
    let picture = window.picture();
    let at = |row: &str, sign| row.chars().position(|c| c == sign);
    let rows = picture.lines();
    rows.filter_map(|row| Some((at(row, '«')?, at(row, '§')?)))
        .collect()
}

#[test]
fn a_first_cell_that_is_empty_keeps_its_column() {
    let table = "|   | first | second |\n|---|---|---|\n| row | 1 | 2 |\n";
    let picture = window(document_of(table.to_owned(), Format::Markdown), 80, 24).picture();
    let at = |words: &str| {
        let row = picture.lines().find(|row| row.contains(words)).unwrap();
        row.chars().take(row.find(words).unwrap()).count()
    };
    assert!(at("row") < at("first"), "{picture}");
    assert!(
        at("first") <= at("1 ") && at("1 ") < at("second"),
        "{picture}"
    );
}

#[test]
fn the_columns_of_a_long_table_stand_where_they_stood_on_its_first_page() {
    let document = document_of(table(3000), Format::Markdown);
    let mut window = window(document, 80, 24);
    let first = columns(&window);
    assert_eq!(first.len(), 1, "{}", window.picture());
    // With its lines cut and moved sideways as well.
    for keys in ["", "X"] {
        window.keys(keys);
        for place in ["g", "7%", "20%", "35%", "50%", "65%", "80%", "G"] {
            let columns = columns(window.keys(place));
            assert_eq!(columns, first, "{keys}{place}\n{}", window.picture());
        }
    }
}

#[test]
fn each_row_of_a_long_table_is_its_own_line() {
    let document = document_of(table(3000), Format::Markdown);
    let mut window = window(document, 80, 24);
    for row in [0, 1, 7, 600, 601, 1500, 2400, 2970] {
        let line = row + 5;
        let top = window.keys(&format!("{line}g")).top_line();
        assert!(top.ends_with(&format!("§{row}")), "line {line}: {top}");
        let said = window.keys("=").status();
        assert!(said.contains(&format!("line {line} ")), "{said}");
    }
}

#[test]
fn records_say_what_their_cells_are_called_however_far_down() {
    let document = document_of(table(3000), Format::Markdown);
    let mut window = window(document, 16, 24);
    for place in ["g", "20%", "50%", "80%"] {
        let picture = window.keys(place).picture();
        assert!(picture.contains("sec…: «"), "{place}\n{picture}");
    }
}

#[test]
fn a_record_that_says_nothing_is_an_empty_row_more() {
    look("records_empty", "markdown/records.md", (26, 26), "");
}

/// Plain tables of so many rows, as people and programs draw them.
fn drawn(rows: usize) -> Vec<(&'static str, String)> {
    let long = |n: usize| "x".repeat(1 + n / 300);
    let row = |n: usize| (format!("{n:<6}"), format!("«{:<14}", long(n)), "§ ashore");
    let mut framed = "+--------+-----------------+----------+\n| number | second          | third    |\n+========+=================+==========+\n".to_owned();
    let mut bars =
        "| number | second          | third    |\n|--------|-----------------|----------|\n"
            .to_owned();
    let mut ruler =
        "number  second            third\n------  ----------------  --------\n".to_owned();
    let mut columns = "number  second            third\n".to_owned();
    let mut pairs = String::new();
    for n in 0..rows {
        let (one, two, three) = row(n);
        writeln!(framed, "| {one} | {two} | {three:<8} |").unwrap();
        writeln!(bars, "| {one} | {two} | {three:<8} |").unwrap();
        writeln!(ruler, "{one}  {two}   {three}").unwrap();
        writeln!(columns, "{one}  {two}   {three}").unwrap();
        let name = "lamp-".repeat(1 + n % 3);
        writeln!(pairs, "{name:<17} «is lit on the shore §{n}").unwrap();
    }
    framed.push_str("+--------+-----------------+----------+\n");
    vec![
        ("framed", framed),
        ("bars", bars),
        ("ruler", ruler),
        ("columns", columns),
        ("pairs", pairs),
    ]
}

#[test]
fn a_plain_table_is_one_table_over_the_borders_of_parts() {
    for (name, table) in drawn(4000) {
        let sea = "The sea was calm that day, and the keeper of the lamp slept.\n";
        let document = document_of(format!("{sea}\n{table}\n{sea}"), Format::Plain);
        assert!(document.pages().parts() > 2, "{name}");
        let mut window = window(document, 80, 24);
        let first = columns(window.keys("1%"));
        assert_eq!(first.len(), 1, "{name}\n{}", window.picture());
        for place in 1..50 {
            let columns = columns(window.keys(&format!("{}%", place * 2)));
            assert_eq!(columns, first, "{name} {place}\n{}", window.picture());
            // All rows in view are rows of the table, with nothing between them.
            let picture = window.picture();
            let rows = picture.lines().filter(|row| row.contains('«')).count();
            assert!(rows > 20, "{name} {place}\n{picture}");
            assert!(!picture.contains('|'), "{name} {place}\n{picture}");
        }
    }
}

#[test]
fn records_of_a_plain_table_say_what_their_cells_are_called_in_all_parts() {
    for (name, table) in drawn(4000) {
        if name == "pairs" {
            continue;
        }
        let text = format!("The keeper of the lamp slept.\n\n{table}");
        let mut window = window(document_of(text, Format::Plain), 16, 24);
        for place in ["2%", "30%", "60%", "95%"] {
            let picture = window.keys(place).picture();
            assert!(picture.contains("sec…: «"), "{name} {place}\n{picture}");
        }
    }
}

#[test]
fn lines_and_lists_in_a_cell_are_lines_of_it() {
    let html = "<table><tr><th>Dish</th><th>Takes</th></tr><tr><td>Soup</td><td><ul><li>leeks<li>water</ul></td></tr>\
                <tr><td>Bread</td><td>flour<br><b>salt</b><br></td></tr>\
                <tr><td>Stew</td><td><ol start=3><li>beans<li>bay</ol></td></tr></table>";
    let markdown = "| Dish | Takes |\n|---|---|\n| Soup | • leeks<br>• water |\n| Bread | flour<br>**salt**<br> |\n\
                    | Stew | 3. beans<br>4. bay |\n";
    for (text, format) in [(html, Format::WholeHtml), (markdown, Format::Markdown)] {
        let mut window = window(document_of(text.to_owned(), format), 80, 24);
        let rows: Vec<String> = window
            .picture()
            .lines()
            .map(|row| row.trim_end().to_owned())
            .collect();
        let at = rows.iter().position(|row| row.contains("Soup")).unwrap();
        let left = rows[at].find("Soup").unwrap();
        let table: Vec<&str> = rows[at..at + 6].iter().map(|row| &row[left..]).collect();
        assert_eq!(
            table,
            [
                "Soup   • leeks",
                "       • water",
                "Bread  flour",
                "       salt",
                "Stew   3. beans",
                "       4. bay"
            ],
            "{}",
            window.picture()
        );
        // It is one row of the text: words are found across its lines.
        assert!(
            window
                .keys("/flour salt<enter>")
                .status()
                .contains("1 of 1")
        );
    }
}

#[test]
fn entries_in_a_cell_hang() {
    let cell = "<td><ul><li>rye, when the oven is very hot and nothing else is in it</ul>";
    let html = format!("<table><tr><th>Oven</th><th>For</th></tr><tr><td>Brick</td>{cell}</table>");
    let picture = window(document_of(html, Format::WholeHtml), 40, 24).picture();
    let rows: Vec<&str> = picture
        .lines()
        .skip_while(|row| !row.contains("Brick"))
        .collect();
    let at = |row: usize, words: &str| {
        rows[row]
            .find(words)
            .map(|at| rows[row][..at].chars().count())
    };
    assert_eq!(at(0, "rye"), at(1, "hot"), "{picture}");
}

#[test]
fn a_link_that_goes_on_in_a_cell_has_one_number() {
    let cell = "<td><a href=/y>a link in a cell that is long enough to be broken over the end of its row</a>";
    let html = format!("<table><tr><th>Name<th>Where<tr><td>It is here{cell}</table>");
    let mut window = window(document_of(html, Format::WholeHtml), 40, 24);
    let picture = window.keys("L").picture();
    assert!(picture.contains("1a link"), "{picture}");
    assert!(!picture.contains('2'), "{picture}");
}

#[test]
fn code_and_lists_in_cells_keep_their_insets() {
    let html = "<table><tr><th>Way<th>Looks<tr><td>get<td><pre>if a {\n    b\n}</pre>\
                <tr><td>list<td>So:<ul><li>name<li>size<ol><li>big<li>small</ol></ul></table>";
    let picture = window(document_of(html, Format::WholeHtml), 60, 24).picture();
    let rows: Vec<&str> = picture.lines().skip(3).map(str::trim_end).take(8).collect();
    assert_eq!(
        rows,
        [
            "   get   if a {",
            "             b",
            "         }",
            "   list  So:",
            "         • name",
            "         • size",
            "           1. big",
            "           2. small"
        ],
        "{picture}"
    );
    // Numbers beside the lines of code are none of it.
    let code = "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td class=code><pre>a;\nb;</pre></table>";
    let said = super::screen::text(&document_of(code, Format::WholeHtml));
    assert_eq!(said.trim(), "a;\nb;");
}
