//! Lines that are kept as they are, and the edges at which they stand.

use std::fmt::Write as _;

use super::texts::PLAIN;
use super::window::Window;

/// The column of the screen at which some words begin, in the row that shows them.
fn column(picture: &str, words: &str) -> usize {
    let found = picture.lines().find_map(|line| line.split_once(words));
    let (before, _) = found.unwrap_or_else(|| panic!("{words:?} is nowhere in\n{picture}"));
    rubricate::text::cells(before)
}

#[test]
fn an_example_with_empty_lines_and_a_wide_line_has_one_left_edge() {
    let text = format!(
        "{PLAIN}\n\nimport {{ bake }} from 'oven';\n\n\
         function bread(flour, water) {{\n    const loaf = bake(flour, water, {{ salt: true, heat: 'high', steam: true, time: 45 }});\n\n    \
         return loaf;\n}}\n\n{PLAIN}"
    );
    let picture = Window::open(&text, 80, 40).picture();
    let edge = column(&picture, "import");
    assert_eq!(column(&picture, "function"), edge, "{picture}");
    assert_eq!(column(&picture, "return loaf"), edge + 4, "{picture}");
    let brace = format!("{}}}", " ".repeat(edge));
    assert!(picture.lines().any(|line| line == brace), "{picture}");
}

#[test]
fn a_source_file_has_one_left_edge_over_the_borders_of_parts() {
    let function = |n| {
        format!(
            "fn loaf_{n}(flour: u32) -> u32 {{\n    let warm = flour * {n};\n\n    warm + 1\n}}\n\n"
        )
    };
    let wide = format!("const NAME: &str = \"{}\";\n", "rye".repeat(40));
    let code: String = (0..400).map(function).collect();
    for text in [[&*wide, &*code].concat(), [&*code, &*wide].concat()] {
        let mut window = Window::open(&text, 80, 24);
        let edge = column(&window.keys("<space>").picture(), "fn loaf_");
        for _ in 0..60 {
            let picture = window.keys("<space>").picture();
            assert_eq!(column(&picture, "fn loaf_"), edge, "{picture}");
            assert_eq!(column(&picture, "let warm"), edge + 4, "{picture}");
        }
    }
}

#[test]
fn a_source_file_keeps_every_line() {
    let text = r#"LAMP = Lamp(bright=True)

SHELVES = ("upper", "middle", "lower", "stone", "rack", "spare")
DOUGHS = ("rye", "wheat", "spelt", "sour", "sweet", "plain", "salt")
TRAYS = ("large", "small")

TIMER = Timer(minutes=45)


def bake(loaf: Loaf, minutes: int = 45) -> Bread:
    """
    Bakes a loaf for some minutes and says what has become of it, which is
    a bread if all went well.
    """
    # Whoever opens the door too early gets a flat bread and has to start anew.
    - 1
    if minutes > 60:
        raise ValueError("too long")
    for shelf in SHELVES:
        if shelf.is_free and not shelf.is_for_trays:
            shelf.take(loaf)
            break
    else:
        raise ValueError("no shelf is free")

    wait(minutes)
    return Bread(loaf)
"#;
    let window = Window::open(text, 100, 40);
    let picture = window.picture();
    let mut rows = picture.lines().map(str::trim_end);
    let edge = column(&picture, "LAMP");
    for line in text.lines().filter(|line| !line.is_empty()) {
        let whole = [&*" ".repeat(edge), line].concat();
        assert!(
            rows.any(|row| row == whole),
            "{line:?} is not in\n{picture}"
        );
    }
}

#[test]
fn contents_have_a_row_for_each_entry_with_its_page_at_the_right() {
    let mut entries = String::new();
    for n in 1..9 {
        let words = ["Flour and Water", "Leaven", "The Oven", "Of Salt"][n % 4];
        let dots = " .".repeat(31 - words.len() / 2);
        let words = format!("{words:w$}", w = words.len().next_multiple_of(2));
        let _ = writeln!(entries, "   {n}.  {words}{dots} {:>3}", n * 7);
    }
    let text = format!("Bread and Ovens\n\n{PLAIN}\n\nIn This Book\n\n{entries}\n\n{PLAIN}");
    for columns in [50, 64, 80] {
        let picture = Window::open(&text, columns, 60).picture();
        let rows: Vec<&str> = picture.lines().filter(|l| l.contains(". . .")).collect();
        assert_eq!(rows.len(), 8, "{picture}");
        for (n, row) in (1..).zip(rows) {
            assert!(row.trim_start().starts_with(&format!("{n}. ")), "{picture}");
            assert!(row.ends_with(&format!(" {}", n * 7)), "{picture}");
            assert_eq!(
                row.len(),
                picture.lines().find(|l| l.contains(". . .")).unwrap().len(),
                "{picture}"
            );
        }
    }
}

#[test]
fn the_head_of_a_report_keeps_its_names_at_the_right() {
    let head = "\
Bakers Working Group                                         A. Miller
Report: 12                                              Rye Mill, Inc.
                                                              B. Baker
                                                          Oven & Daughters
                                                             June 1987
";
    let prose = "   The bread of the north is dark, and it is sour, and whoever has eaten\n   it as a child will not be content with any other for a whole life long.\n\n";
    let text = format!("{head}\n\n{}", prose.repeat(8));
    let picture = Window::open(&text, 80, 30).picture();
    let edge = column(&picture, "Bakers Working");
    for line in head.lines() {
        let whole = [&*" ".repeat(edge), line].concat();
        assert!(picture.lines().any(|row| row == whole), "{picture}");
    }
}

#[test]
fn words_that_were_divided_at_line_ends_are_whole_again() {
    let text = "\
OVEN(1)                          Kitchen Manual                         OVEN(1)

DESCRIPTION
       The oven takes the loaves in the order in which they come unless a speci\u{2010}
       fied shelf is free; the doors are opened and closed by themselves,  two\u{2010}
       fold if the glass is hot.  Lists of all the faults may be  sent  to  rye-
       bakers@example.org,  and what is said of wheat, e.g. '--bake-slowly=M',
       holds for other kinds of bread too,  if they are made at home with  rye-
       and wheat flour.
";
    let picture = Window::open(text, 80, 24).picture();
    let words = picture.split_whitespace().collect::<Vec<_>>().join(" ");
    for whole in [
        "a specified shelf",
        " twofold ",
        "rye-bakers@",
        "rye- and wheat",
        " '--bake-slowly=M', ",
    ] {
        assert!(words.contains(whole), "{whole:?} is not in\n{picture}");
    }
    let head = picture.lines().find(|row| row.contains("Kitchen Manual"));
    assert_eq!(
        head.map(|row| row.matches("OVEN(1)").count()),
        Some(2),
        "{picture}"
    );
}

#[test]
fn what_an_option_does_stands_beside_it_as_one_paragraph() {
    let prose = "       The oven takes the loaves in the order in which they come in and it bakes
       them all, unless somebody opens the door before the time has come, or the
       flour was not the flour that the loaf had been made for by its baker.

";
    let options = "\
       -a, --all
              bake all of the loaves

       -c     bake with the crust up, and keep the door closed until the loaves
              have had their time; with -l: list the loaves by how brown they
              are

       -f     bake fast
";
    let text = [&*prose.repeat(4), options].concat();
    let picture = Window::open(&text, 80, 40).picture();
    let edge = column(&picture, "-a, --all");
    assert_eq!(column(&picture, "bake all"), edge + 7, "{picture}");
    assert_eq!(column(&picture, "-c     bake"), edge, "{picture}");
    assert_eq!(column(&picture, "-f     bake"), edge, "{picture}");
    let rows: Vec<&str> = picture.lines().skip_while(|r| !r.contains("-c ")).collect();
    let does: Vec<&str> = rows.iter().copied().take_while(|r| !r.is_empty()).collect();
    assert!(
        does.len() > 1 && does.concat().contains("brown"),
        "{picture}"
    );
    for row in does.iter().skip(1) {
        assert_eq!(row.find(|c| c != ' '), Some(edge + 7), "{picture}");
    }
}
