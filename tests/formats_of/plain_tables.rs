//! Plain text: tables that stand drawn in it, or in columns.

use rubricate::document::{Detail, Kind};
use rubricate::read::Format;

use super::plain::{PROSE, blocks};
use super::screen::{document, document_of, look, window};

/// The tables of a text: for each its rows, cells with a bar between them, and how many of them are the head.
fn tables(text: &str) -> Vec<(usize, Vec<String>)> {
    let document = document_of(text, Format::Plain);
    let part = document.pages().part(0);
    let mut tables = Vec::new();
    for (block, _) in blocks(&document) {
        let Some(Detail::Grid { head, rows, .. }) = block.detail.as_deref() else {
            continue;
        };
        assert_eq!(block.kind, Kind::Table);
        let cell = |pieces: &Vec<std::ops::Range<u32>>| {
            let pieces: Vec<&str> = pieces
                .iter()
                .map(|piece| part.slice(piece.clone()))
                .collect();
            pieces.join(" ")
        };
        let row = |row: &rubricate::document::GridRow| {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            cells.join("|")
        };
        tables.push((*head as usize, rows.iter().map(row).collect()));
    }
    tables
}

#[track_caller]
fn table(text: &str, head: usize, rows: &[&str]) {
    let prose = "The keeper of the northern light had a lamp, a bell and a boat.\n";
    for text in [
        text.to_owned(),
        format!("{prose}\n{text}"),
        format!("{prose}\n\n{text}\n\n{prose}"),
    ] {
        let rows = rows.iter().map(|row| (*row).to_owned()).collect();
        assert_eq!(tables(&text), [(head, rows)], "{text}");
    }
}

#[test]
fn tables_are_set_to_the_width() {
    look("plain_tables", "plain/tables.txt", (90, 100), "");
    look("plain_tables_narrow", "plain/tables.txt", (44, 130), "");
    look(
        "plain_tables_narrowest",
        "plain/tables.txt",
        (24, 60),
        "12j",
    );
}

#[test]
fn the_source_of_a_table_is_shown_as_it_stands() {
    let mut window = window(document("plain/tables.txt"), 90, 100);
    let picture = window.keys("w").picture();
    for row in [
        "|-------|:--------------:|------:|",
        "├─────────┼───────┤",
        " 12 | Clara |",
    ] {
        assert!(picture.contains(row), "{row}\n{picture}");
    }
}

#[test]
fn tables_with_bars_are_known_with_rules_frames_or_alone() {
    table("| a | b |\n|---|---|\n| 1 | 2 |\n", 1, &["a|b", "1|2"]);
    table("a | b\n--|--\n1 | 2\n", 1, &["a|b", "1|2"]);
    table(
        "| a | b |\n| c | d |\n| e | f |\n",
        0,
        &["a|b", "c|d", "e|f"],
    );
    table(
        "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+\n",
        1,
        &["a|b", "1|2", "3|4"],
    );
    table(
        "╭───┬───╮\n│ a │ b │\n├───┼───┤\n│ 1 │ 2 │\n╰───┴───╯\n",
        1,
        &["a|b", "1|2"],
    );
    table(
        "|---+----|\n| a | b  |\n|---+----|\n| 1 | no |\n|---+----|\n",
        1,
        &["a|b", "1|no"],
    );
    // Of an open one the first cell may be empty, and wide characters count as they are seen.
    table(
        " n | 名前\n---+------\n 1 | 安\n   | b\n",
        1,
        &["n|名前", "1|安", "|b"],
    );
}

#[test]
fn a_cell_may_go_on_below_itself_where_the_frame_says_so() {
    let text = "+----+-------+\n| no | what  |\n+----+-------+\n| 1  | a big |\n|    | loaf  |\n+----+-------+\n| 2  | salt  |\n+----+-------+\n";
    table(text, 1, &["no|what", "1|a big loaf", "2|salt"]);
    // Whether the line below is a row of its own is not known here.
    let unsure = "+----+-------+\n| no | what  |\n+----+-------+\n| 1  | a big |\n|    | loaf  |\n| 2  | salt  |\n+----+-------+\n";
    assert_eq!(tables(unsure), []);
}

#[test]
fn columns_are_a_table_below_a_ruler_or_a_head_that_is_one() {
    table(
        "a     b\n---   ---\nx     y\nxx    z w\n",
        1,
        &["a|b", "x|y", "xx|z w"],
    );
    table(
        "===  ====\na    b\n===  ====\nx    y\nxx   z\n===  ====\n",
        1,
        &["a|b", "x|y", "xx|z"],
    );
    table(
        "Name     Loaves\n---------------\nAnna         12\nBert          7\n",
        1,
        &["Name|Loaves", "Anna|12", "Bert|7"],
    );
    table(
        "NAME     DAY   LOAVES\nAnna     Mon       12\nBert     Tue        7\n",
        1,
        &["NAME|DAY|LOAVES", "Anna|Mon|12", "Bert|Tue|7"],
    );
}

#[test]
fn a_word_and_what_it_means_are_two_columns() {
    // One row has but one blank left, one goes on below itself, one key looks like a bullet.
    table(
        "lamp      gives light\npineapple is eaten\no         opens\nboat      floats on the\n          water\n",
        0,
        &[
            "lamp|gives light",
            "pineapple|is eaten",
            "o|opens",
            "boat|floats on the water",
        ],
    );
    table(
        "pineapple is eaten\nlamp      gives light.  It is old.\nbell      rings\n",
        0,
        &[
            "pineapple|is eaten",
            "lamp|gives light.  It is old.",
            "bell|rings",
        ],
    );
    // Below a head that names numbers, and below a ruler that is as wide as the words of the head only.
    table(
        "What            Price\nA lamp          12.50\nA bell           3.00\n",
        1,
        &["What|Price", "A lamp|12.50", "A bell|3.00"],
    );
    table(
        "Name     Meaning\n----     -------\nlantern  a lamp that is carried\nbell     what rings\n",
        1,
        &[
            "Name|Meaning",
            "lantern|a lamp that is carried",
            "bell|what rings",
        ],
    );
}

#[test]
fn two_columns_keep_their_place_and_break_inside_of_it() {
    let rows = "  lamp    gives light to all who come home in the night\n  bell    rings\n  boat    floats\n";
    let more =
        "  harbour master  is somebody\n  night           is dark\n  day             is not\n";
    let sea = "The sea was calm that day, and the keeper of the lamp slept until noon, as he often did.\n";
    // Whether prose is wrapped or not, no row is torn from the others.
    for text in [
        format!("{PROSE}\n{rows}\n{more}"),
        format!("{sea}\n{sea}\n{sea}\n{rows}\n{sea}\n{sea}\n{more}"),
    ] {
        let picture = window(document_of(&*text, Format::Plain), 90, 60).picture();
        let at = |words: &str| {
            let row = picture.lines().find(|row| row.contains(words));
            let row = row.unwrap_or_else(|| panic!("{words} is nowhere in\n{picture}"));
            row.find(words).unwrap()
        };
        assert_eq!(at("gives light"), at("lamp    ") + 8, "{picture}");
        assert_eq!(at("rings"), at("floats"), "{picture}");
        assert_eq!(at("is somebody"), at("is dark"), "{picture}");
        let rows: Vec<&str> = picture.lines().collect();
        let first = rows
            .iter()
            .position(|row| row.contains("gives light"))
            .unwrap();
        assert!(rows[first + 1].contains("rings"), "{picture}");
        let picture = window(document_of(&*text, Format::Plain), 40, 60).picture();
        let rows: Vec<&str> = picture.lines().collect();
        let first = rows
            .iter()
            .position(|row| row.contains("gives light"))
            .unwrap();
        let column = rows[first].find("gives").unwrap();
        assert_eq!(
            rows[first + 1].find(|c| c != ' '),
            Some(column),
            "{picture}"
        );
    }
}

#[test]
fn columns_without_a_head_stay_together_as_they_are() {
    let sea = "The sea was calm that day, and the keeper of the lamp slept until noon, as he often did.\n";
    let rows = "Anna  Berlin       1,204\nBert  Rome            12\nCara  Reykjavik    9,120\n";
    let text = format!("{sea}\n{sea}\n{sea}\n{rows}\n{sea}");
    assert_eq!(tables(&text), []);
    let picture = window(document_of(text, Format::Plain), 90, 30).picture();
    let shown: Vec<&str> = picture.lines().map(str::trim).collect();
    let kept: Vec<&str> = rows.lines().collect();
    assert!(shown.windows(3).any(|some| some == kept), "{picture}");
}

#[test]
fn rows_and_pairs_between_the_same_empty_lines_are_each_what_they_are() {
    // Without a head three columns stay as they stand, whatever follows much further down.
    let rows = "oil  rope  lime\nbell  coal  hemp\nwick  sail  peat\n";
    let pairs = "lamp  a light for ships\nlens    what makes it narrow\nkeeper  who tends both\n";
    let text = format!("{rows}and some words of the keeper between them\n{pairs}");
    let document = document_of(text, Format::Plain);
    let kinds: Vec<Kind> = blocks(&document).iter().map(|(b, _)| b.kind).collect();
    assert_eq!(kinds[0], Kind::Verbatim, "{kinds:?}");
    let pairs = "lens    what makes it narrow\nbell    for the fog\nkeeper  who tends both\n";
    let table = [
        "Lamps    Ships  Miles",
        "north    14     23",
        "south    9      7",
    ];
    let text = format!("{pairs}{}\n", table.join("\n"));
    assert_eq!(
        tables(&text),
        [
            (
                0,
                vec![
                    "lens|what makes it narrow",
                    "bell|for the fog",
                    "keeper|who tends both"
                ]
            ),
            (1, vec!["Lamps|Ships|Miles", "north|14|23", "south|9|7"]),
        ]
        .map(|(head, rows)| (head, rows.into_iter().map(str::to_owned).collect()))
    );
}

#[test]
fn what_has_digits_but_is_no_number_stands_at_the_left() {
    let text = "Host    Address        Seen         Count\nalpha   10.0.0.1       2026-01-02      12\nbeta    192.168.1.20   2026-11-12    1203\n";
    let picture = window(document_of(text, Format::Plain), 90, 20).picture();
    let at = |words: &str| {
        let row = picture.lines().find(|row| row.contains(words));
        row.and_then(|row| row.find(words)).unwrap()
    };
    assert_eq!(at("10.0.0.1"), at("192.168.1.20"), "{picture}");
    assert_eq!(at("2026-01-02"), at("2026-11-12"), "{picture}");
    assert!(picture.contains("2026-01-02     12"), "{picture}");
}

#[test]
fn what_is_no_table_stays_as_it_is() {
    for text in [
        // Boxes, diagrams, headers of packets.
        "+-------+      +-------+\n| dough | ---> | bread |\n+-------+      +-------+\n",
        "+-------+\n| dough |\n+-------+\n",
        "+-+-+-+-+-+-+-+-+\n|  port |  way  |\n+-+-+-+-+-+-+-+-+\n|     number    |\n+-+-+-+-+-+-+-+-+\n",
        "+-------+-------+\n|  port |  way  |\n+-------+-------+\n|     number    |\n+---------------+\n",
        "├── src\n│   ├── main.rs\n│   └── lib.rs\n└── tests\n",
        "* | a commit\n| * another\n|/  \n* | the first\n",
        // Code and what is like it.
        "if (a || b) {\n    c = a | b;\n}\nd = c | 1;\n",
        "cat a | sort\ncat b | sort\ncat c | sort\n",
        "int     dough    = 1;\nint     oven     = 2;\nchar    salt     = 3;\n",
        "mov     eax      1\nadd     eax      2\nret\n",
        // Files, logs, contents.
        "README.md       loaf.rs        tests\nCargo.toml      oven.rs        trays\nLICENSE         salt.rs        yeast\n",
        "-rw-r--r--  1 anna  bakers   120 Mar  3 loaf.rs\n-rw-r--r--  1 anna  bakers  9120 Mar  3 oven.rs\n-rw-r--r--  1 anna  bakers    20 Mar  3 salt.rs\n",
        "2015-10-18 18:01:10  INFO   lamp     lit\n2015-10-18 18:01:11  INFO   lamp     out\n2015-10-18 18:01:12  WARN   lamp     gone\n",
        "Bread . . . . . . . . . . .   12\nSalt  . . . . . . . . . . .   14\nFlour . . . . . . . . . . .   19\n",
        // Names beside each other, and two blanks behind sentences.
        "Anna     Bert     Clara\nDora     Emil     Frida\nGerd     Hans     Ida\n",
        "The lamp was lit.  The keeper slept.\nThe bell was old.  The keeper rang.\nThe boat is gone.  He never swam.\n",
    ] {
        assert_eq!(tables(text), [], "{text}");
        // The first line of a text may be its title.
        let titled = document_of(format!("Of Ovens\n\n{text}"), Format::Plain);
        let picture = window(titled, 90, 20).picture();
        let rows = picture.lines().map(str::trim);
        let rows: Vec<&str> = rows.filter(|row| !row.is_empty()).collect();
        let kept = text.lines().map(str::trim).collect::<Vec<_>>();
        let stays = rows.windows(kept.len()).any(|some| some == kept);
        assert!(stays || text.starts_with("The lamp"), "{text}\n{picture}");
    }
}

#[test]
fn options_and_what_they_do_are_two_columns() {
    let text = "  -a, --all                do not leave the crumbs\n      \
        --baker              say who baked it\n      \
        --bread|loaf=SIZE    bake loaves of this size when there is flour;\n                             \
        that is, 'large' or 'small'\n  \
        -c...                    count them\n      \
        --do-not-ever-light-the-oven\n                           \
        leave it cold\n";
    table(
        text,
        0,
        &[
            "-a, --all|do not leave the crumbs",
            "--baker|say who baked it",
            "--bread|loaf=SIZE|bake loaves of this size when there is flour; that is, 'large' or 'small'",
            "-c...|count them",
            "--do-not-ever-light-the-oven|leave it cold",
        ],
    );
    table(
        "  -B, --no-old         leave the old ones\n  -c                   count, and\n                       show\n",
        0,
        &["-B, --no-old|leave the old ones", "-c|count, and show"],
    );
}
