//! Links: numbered, chosen, followed to other texts and back.

use std::fs;

use super::pty::rubric;
use super::{file, unused};

#[test]
fn a_link_leads_to_another_file_and_back_leads_home() {
    let folder = unused("links");
    fs::create_dir_all(&folder).unwrap();
    let first = "# Bread\n\nOf bread.\n\nSee [the oven](oven.md#heat), [nothing](gone.md), [a trap](x-sh:rm) \
                 or [below](#crust).\n\n## Crust\n\nThe end of the first.\n";
    fs::write(folder.join("bread.md"), first).unwrap();
    let filler = "It is older than the house.\n\n".repeat(40);
    let second = format!("# Oven\n\n{filler}\n\n## Heat\n\nHotter than you think.\n\n{filler}");
    fs::write(folder.join("oven.md"), second).unwrap();
    let mut terminal = rubric(&[folder.join("bread.md").to_str().unwrap()]).run();
    terminal.wait_for("Of bread.");

    terminal.type_keys("L");
    terminal.wait_for("link 1 to 4");
    terminal.type_keys("3");
    terminal.wait_for("3 → x-sh:rm");
    terminal.type_keys("\r");
    terminal.wait_for("not opened: only http");
    terminal.type_keys("L2\r");
    terminal.wait_for("gone.md: no such file");
    terminal.type_keys("L1\r");
    terminal.wait_for("Hotter than you think.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("Of bread.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("nowhere to go back to");
    terminal.type_keys("\u{1b}[1;3C");
    terminal.wait_for("Hotter than you think.");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

/// Whether all of it was there already when it was left, nobody knows; it has to be when one is back.
#[test]
fn a_text_that_was_left_while_it_was_read_is_whole_when_one_comes_back() {
    let folder = unused("left_early");
    fs::create_dir_all(&folder).unwrap();
    let filler = "It is older than the house, and nobody knows by how much.\n\n".repeat(40);
    let sections = (1..=400).map(|n| format!("## Part {n}\n\n{filler}"));
    let sections: String = sections.collect();
    let first = format!("# Bread\n\nOf [the oven](oven.md).\n\n{sections}The very last words.\n");
    fs::write(folder.join("bread.md"), &first).unwrap();
    fs::write(folder.join("oven.md"), "# Oven\n\nHotter than you think.\n").unwrap();
    let mut terminal = rubric(&[folder.join("bread.md").to_str().unwrap()]).run();
    terminal.wait_for("Of the oven");
    terminal.type_keys("L1\r");
    terminal.wait_for("Hotter than you think.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("Of the oven");
    terminal.type_keys("/very last words\r");
    terminal.wait_for("The very last words.");
    let copy = folder.join("copy.md");
    terminal.type_keys(&format!("S{}\r", copy.to_str().unwrap()));
    terminal.wait_for("saved ");
    assert_eq!(fs::read_to_string(copy).unwrap(), first);
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn a_name_may_say_where_to_begin() {
    let filler = "It is older than the house.\n\n".repeat(40);
    let text =
        format!("# Oven\n\n{filler}## Heat\n\nHot.\n\n{filler}## Heat\n\nHotter.\n\n{filler}");
    let oven = file("begin.md", text.as_bytes());
    let plain = file("begin.txt", text.as_bytes());
    let begins = |named: String, seen: &str| {
        let mut terminal = rubric(&[&named]).run();
        terminal.wait_for(seen);
        terminal.type_keys("q");
        terminal.ends_well(0);
    };
    for path in [&oven, &plain] {
        let path = path.display();
        begins(format!("{path}#heat"), "Hot.");
        begins(format!("{path}#heat-1"), "Hotter.");
        begins(
            format!("{path}#cold"),
            "nothing in this text is called cold",
        );
        begins(format!("{path}:85"), "Hot.");
        begins(format!("{path}#L85"), "Hot.");
        begins(format!("{path}:85:3:"), "Hot.");
    }
    // A file of that very name comes first.
    let odd = file("begin.md#heat", b"Only a file with an odd name.\n");
    begins(odd.display().to_string(), "Only a file with an odd name.");
    fs::remove_file(odd).unwrap();
    let mut terminal = rubric(&["no such file.md#heat"]).run();
    terminal.wait_for("rubric: no such file.md#heat: no such file");
    terminal.ends_well(1);

    // Links have the same.
    let links = format!(
        "See [it](begin.txt:85) or [that](begin.txt#heat-1) or [this](begin.md#cold) or \
         [a line](begin.txt#L85-L90).\n\n{filler}"
    );
    let links = file("links.md", links.as_bytes());
    let mut terminal = rubric(&[links.to_str().unwrap()]).run();
    terminal.wait_for("See it");
    terminal.type_keys("L1\r");
    terminal.wait_for("Hot.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("See it");
    terminal.type_keys("L2\r");
    terminal.wait_for("Hotter.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("See it");
    terminal.type_keys("L4\r");
    terminal.wait_for("Hot.");
    terminal.type_keys("\u{f}");
    terminal.wait_for("See it");
    terminal.type_keys("L3\r");
    terminal.wait_for("nothing in this text is called cold");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
#[cfg(feature = "html")]
fn a_name_may_say_where_in_a_web_page() {
    let filler = "<p>It is older than the house.</p>\n".repeat(40);
    let page = format!(
        "<title>Oven</title>\n{filler}<h2 id=\"t17\">Heat</h2>\n<p>Hot.</p>\n{filler}<h2>Cold</h2>\n\
         <p id=\"end\">Colder.</p>\n{filler}"
    );
    let path = file("begin.html", page.as_bytes());
    for (name, seen) in [
        ("t17", "Hot."),
        ("heat", "Hot."),
        ("cold", "Colder."),
        ("end", "Colder."),
    ] {
        let mut terminal = rubric(&[&format!("{}#{name}", path.display())]).run();
        terminal.wait_for(seen);
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
}

#[test]
fn a_page_that_only_names_another_one_is_that_one() {
    let folder = unused("named");
    for section in ["man1", "man3", "de/man1", "de/man3"] {
        fs::create_dir_all(folder.join(section)).unwrap();
    }
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let page = |name: &str, says: &str| format!(".TH {name} 3\n.SH NAME\n{name} \\- {says}\n");
    write("man3/heat.3", &page("HEAT", "hotter than you think"));
    write("de/man3/heat.3", &page("HEAT", "heiss"));
    write("man3/warmth.3", ".\\\" only a name\n.so man3/heat.3\n");
    write("man3/fire.3", ".so warmth.3\n");
    write("man3/round.3", ".so man3/about.3\n");
    write("man3/about.3", ".so man3/round.3\n");
    write("man3/gone.3", ".so man3/lost.3\n");
    write("man3/out.3", ".so ../secret.3\n");
    write(
        "man1/oven.1",
        ".TH OVEN 1\n.SH SEE ALSO\n.BR heat (3),\n.BR gone (3),\n.BR fire (3)\n",
    );
    write(
        "de/man1/oven.1",
        ".TH OVEN 1\n.SH SIEHE AUCH\n.BR heat (3),\n.BR fire (3)\n",
    );
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let run = |named: &str| {
        rubric(&[named])
            .env("MANPATH", folder.to_str().unwrap())
            .run()
    };
    for named in [
        path("man3/warmth.3"),
        path("man3/fire.3"),
        "man:fire".to_owned(),
    ] {
        let mut terminal = run(&named);
        terminal.wait_for("hotter than you think");
        terminal.type_keys("q");
        terminal.ends_well(0);
    }
    for (name, why) in [
        ("round.3", "it only names another page, which names"),
        ("gone.3", "it only names man3/lost.3, which is not there"),
        (
            "out.3",
            "it only names ../secret.3, which lies outside of the manual",
        ),
    ] {
        let mut terminal = rubric(&[&path(&format!("man3/{name}"))])
            .size(200, 20)
            .run();
        terminal.wait_for(why);
        terminal.ends_well(1);
    }
    // What is asked for as it is written is shown so.
    let mut terminal = rubric(&["--raw", &path("man3/warmth.3")]).run();
    terminal.wait_for(".so man3/heat.3");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = rubric(&["--raw", "tests/formats/markdown/marks.md"]).run();
    terminal.wait_for("as written");
    terminal.type_keys("q");
    terminal.ends_well(0);

    // Links do the same, and stay in the language of the page as far as that goes.
    let mut terminal = run(&path("man1/oven.1"));
    terminal.wait_for("SEE ALSO");
    terminal.type_keys("L2\r");
    terminal.wait_for("it only names man3/lost.3");
    terminal.type_keys("L3\r");
    terminal.wait_for("hotter than you think");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = run(&path("de/man1/oven.1"));
    terminal.wait_for("SIEHE AUCH");
    terminal.type_keys("L1\r");
    terminal.wait_for("heiss");
    terminal.type_keys("\u{f}");
    terminal.wait_for("SIEHE AUCH");
    terminal.type_keys("L2\r");
    terminal.wait_for("hotter than you think");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn pages_of_the_manual_are_found_where_they_lie() {
    let folder = unused("manual");
    for section in ["man1", "man3"] {
        fs::create_dir_all(folder.join(section)).unwrap();
    }
    let oven = ".TH OVEN 1\n.SH NAME\noven \\- bake\n.SH SEE ALSO\n.BR heat (3),\n.BR gone (5)\n";
    let heat = ".TH HEAT 3x\n.SH NAME\nheat \\- hotter than you think\n";
    fs::write(folder.join("man1/oven.1"), oven).unwrap();
    fs::write(folder.join("man3/heat.3x"), heat).unwrap();
    let run = |named: &str| {
        rubric(&[named])
            .env("MANPATH", folder.to_str().unwrap())
            .run()
    };
    let mut terminal = run("man:oven(1)");
    terminal.wait_for("SEE ALSO");
    terminal.type_keys("L2\r");
    terminal.wait_for("man:gone(5): no such page here");
    terminal.type_keys("L1\r");
    terminal.wait_for("hotter than you think");
    terminal.type_keys("\u{f}");
    terminal.wait_for("SEE ALSO");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = run("man:heat");
    terminal.wait_for("hotter than you think");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = run("man:heat(1)");
    terminal.wait_for("rubric: man:heat(1): no such page of the manual");
    terminal.ends_well(1);
}

#[test]
fn the_source_of_a_text_with_marks_is_a_key_away() {
    let filler = "Some *stressed* words that\ngo on in a second line.\n\n".repeat(60);
    let path = file(
        "source.md",
        format!("# Bread\n\n{filler}## Crust\n\nThe end.\n").as_bytes(),
    );
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("Some stressed words");
    terminal.type_keys("J");
    terminal.wait_for_row(1, "Crust");
    terminal.type_keys("w");
    terminal.wait_for("## Crust");
    terminal.wait_for("as written");
    terminal.type_keys("kkkkkk");
    terminal.wait_for("*stressed*");
    terminal.type_keys("Jw");
    terminal.wait_until("the text is as it is meant", |t| {
        !t.contents().contains("## Crust") && t.contents().contains("Crust")
    });
    terminal.type_keys("g");
    terminal.wait_for("Some stressed words");
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn code_is_plain_at_once_and_coloured_a_moment_later() {
    let text = "# Code\n\nSome of it:\n\n```rust\nfn main() {}\n```\n";
    let path = file("code.md", text.as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("fn main() {}");
    terminal.wait_until("the keyword has a colour", |t| {
        let contents = t.contents();
        let row = contents.lines().position(|line| line.contains("fn main"));
        let column = contents.lines().find_map(|line| line.find("fn main"));
        let (Some(row), Some(column)) = (row, column) else {
            return false;
        };
        let cell = t.screen().cell(row as u16, column as u16);
        cell.is_some_and(|cell| cell.fgcolor() == vt100::Color::Idx(5))
    });
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
fn the_terminal_is_told_where_links_lead_and_nothing_else() {
    let text = "See [it](https://a.example/b\"c), [that](x-sh:rm) and [here](#x).\n\n# X\n\nEnd.\n";
    let path = file("told.md", text.as_bytes());
    let mut terminal = rubric(&[path.to_str().unwrap()]).run();
    terminal.wait_for("See it, that and here.");
    terminal.wait_until("the address was sent", |t| {
        String::from_utf8_lossy(&t.bytes).contains("\u{1b}]8;;https://a.example/b%22c\u{1b}\\")
    });
    assert!(!String::from_utf8_lossy(&terminal.bytes).contains("x-sh"));
    terminal.type_keys("q");
    terminal.ends_well(0);
}

#[test]
#[cfg(feature = "html")]
fn all_of_a_web_page_is_a_key_away() {
    let mut terminal = rubric(&["tests/formats/html/article.html"]).run();
    terminal.wait_for("Before there was a railway");
    terminal.type_keys("W");
    terminal.wait_for("the whole page");
    terminal.type_keys("g");
    terminal.wait_for("A bridge is closed");
    terminal.type_keys("W");
    terminal.wait_until("the article is back", |t| {
        !t.contents().contains("A bridge is closed")
    });
    terminal.type_keys("w");
    terminal.wait_for("<article>");
    terminal.type_keys("q");
    terminal.ends_well(0);
    let mut terminal = rubric(&["--whole", "tests/formats/html/article.html"]).run();
    terminal.wait_for("A bridge is closed");
    terminal.type_keys("q");
    terminal.ends_well(0);
}
