//! Small texts and the outlines that a reader would give them.

use std::fmt::Write as _;

use super::*;

/// The outline as lines `LEVEL LINE TEXT`; the title has the level 0.
fn shown(outline: &Outline) -> String {
    let mut text = String::new();
    for h in outline.title.iter().chain(&outline.headings) {
        let _ = writeln!(text, "{} {} {}", h.level, h.line, h.text);
    }
    text
}

fn check(text: &str, expected: &str) {
    assert_eq!(shown(&outline(text)), expected, "{text}");
}

/// A sentence about as long as a row, several times.
fn prose(sentences: usize) -> String {
    "The ferry leaves the harbour at dawn and comes back with the evening tide, whatever the weather says. ".repeat(sentences).trim_end().to_owned()
}

/// The same, broken into lines.
fn wrapped(sentences: usize) -> String {
    textwrap::fill(&prose(sentences), 72)
}

#[test]
fn pasted_article() {
    let p = prose(2);
    check(
        &format!(
            "How the Ferry Came Back\n{p}\n{p}\nA Harbour Without Ships\n{p}\n{p}\nThe Captain’s Bet\nThe plan had three parts:\n- It was cheap for the town.\n- It was quick\n- It kept the crew at work.\n{p}\nThe Long View\n{p}\n{p}\nTable of Contents\n"
        ),
        "0 1 How the Ferry Came Back\n1 4 A Harbour Without Ships\n1 7 The Captain’s Bet\n1 13 The Long View\n",
    );
}

#[test]
fn leftover_contents_line_is_furniture() {
    let p = prose(2);
    let text = format!(
        "How the Ferry Came Back\n{p}\n{p}\nA Harbour Without Ships\n{p}\n{p}\nTable of Contents"
    );
    let found = outline(&text);
    let at = text.find("Table").unwrap() as u32;
    let end = text.len() as u32;
    let place = |offset| Place { part: 0, offset };
    assert_eq!(
        found.furniture,
        [Furniture {
            kind: Folded::Leftover,
            place: place(at),
            end: place(end)
        }]
    );
    assert_eq!(found.headings.len(), 1);
}

#[test]
fn spaced_and_wrapped_articles() {
    let (p, w) = (prose(2), wrapped(4));
    check(
        &format!("Notes on Rope\n\n{p}\n\nKnots for beginners\n\n{p}\n\n{p}\n\nSplices\n\n{p}\n"),
        "0 1 Notes on Rope\n1 5 Knots for beginners\n1 11 Splices\n",
    );
    check(
        &format!("Notes on Rope\n\n{w}\n\nKnots for Beginners\n\n{w}\n\n{w}\n\nSplices\n\n{w}\n"),
        "0 1 Notes on Rope\n1 10 Knots for Beginners\n1 26 Splices\n",
    );
}

#[test]
fn numbers_give_levels() {
    let w = wrapped(4);
    check(
        &format!(
            "A Plan for Rope\n\n1. Aims\n\n{w}\n\n1.1 Strength\n\n{w}\n\n1.2 Price\n\n{w}\n\n2. Means\n\n{w}\n"
        ),
        "0 1 A Plan for Rope\n1 3 1. Aims\n2 12 1.1 Strength\n2 21 1.2 Price\n1 30 2. Means\n",
    );
    check(
        &format!(
            "PART ONE\n\nCHAPTER I.\n\nThe Storm\n\n{w}\n\nCHAPTER II.\n\nThe Calm\n\n{w}\n\nPART TWO\n\nCHAPTER III.\n\nThe Shore\n\n{w}\n"
        ),
        "1 1 PART ONE\n2 3 CHAPTER I. The Storm\n2 14 CHAPTER II. The Calm\n1 25 PART TWO\n2 27 CHAPTER III. The Shore\n",
    );
    check(
        &format!("Глава 1\n\n{w}\n\nГлава 2\n\n{w}\n\nГлава 3\n\n{w}\n"),
        "1 1 Глава 1\n1 10 Глава 2\n1 19 Глава 3\n",
    );
    check(
        &format!("§ 1 Ropes\n\n{w}\n\n§ 2 Knots\n\n{w}\n\n§ 3 Fees\n\n{w}\n"),
        "1 1 § 1 Ropes\n1 10 § 2 Knots\n1 19 § 3 Fees\n",
    );
}

#[test]
fn chapter_label_and_title_are_one() {
    let w = wrapped(4);
    let found = outline(&format!(
        "CHAPTER I\n\nThe Storm\n\n{w}\n\nCHAPTER II\n\nThe Calm\n\n{w}\n"
    ));
    assert_eq!(
        found.headings.iter().map(|h| h.span).collect::<Vec<_>>(),
        [3, 3]
    );
}

#[test]
fn underlines() {
    let w = wrapped(3);
    let text = format!(
        "Rope\n====\n\n{w}\n\nKnots\n-----\n\n{w}\n\nBends\n~~~~~\n\n{w}\n\nSplices\n-------\n\n{w}\n"
    );
    check(&text, "0 1 Rope\n1 10 Knots\n2 19 Bends\n1 28 Splices\n");
    assert_eq!(outline(&text).headings[0].span, 2);
}

#[test]
fn marks() {
    let p = prose(2);
    check(
        &format!(
            "# Rope\n\n{p}\n\n## Knots\n\n{p}\n\n```\n# a comment\nls\n```\n\n### Bends ###\n\n{p}\n\n## Splices\n\n{p}\n"
        ),
        "0 1 Rope\n1 5 Knots\n2 14 Bends\n1 18 Splices\n",
    );
}

#[test]
fn marks_of_one_depth() {
    let p = prose(2);
    check(
        &format!("# Rope\n\n{p}\n\n# Knots\n\n{p}\n\n# Splices\n\n{p}\n"),
        "0 1 Rope\n1 5 Knots\n1 9 Splices\n",
    );
    check(
        "#!/bin/sh\n# Ties the rope.\nset -e\n\n# The Knot\nknot=1\n\n# The Pole\npole=2\n",
        "",
    );
}

#[test]
fn manual_page() {
    check(
        "KNOT(1)                 User Commands                 KNOT(1)\n\nNAME\n       knot - tie a rope\n\nSYNOPSIS\n       knot [-l] ROPE\n\nDESCRIPTION\n       Ties the rope that is given to the pole that is nearest, and waits until\n       it holds.\n\n   Kinds of knots\n       There are many of them.\n\n       -l     long ends\n\nSEE ALSO\n       rope(1)\n\nHarbour 1.0                 May 2001                 KNOT(1)\n",
        "1 3 NAME\n1 6 SYNOPSIS\n1 9 DESCRIPTION\n2 13 Kinds of knots\n1 18 SEE ALSO\n",
    );
}

/// A page of the manual around some lines.
fn page(lines: &str) -> String {
    let head = format!("{:<34}User Commands{:>33}", "KNOT(1)", "KNOT(1)");
    let foot = format!("{:<34}May 2001{:>38}", "Harbour 1.0", "KNOT(1)");
    format!(
        "{head}\n\nNAME\n       knot - tie a rope\n\n{lines}\nSEE ALSO\n       rope(1)\n\n{foot}\n"
    )
}

/// The same with overstruck letters: what stands between two `*` is bold, what stands between two `_` underlined.
fn page_with_fonts(lines: &str) -> String {
    let (mut bold, mut underlined) = (false, false);
    let named = page(lines)
        .replace("NAME\n", "*NAME*\n")
        .replace("SEE ALSO\n", "*SEE ALSO*\n");
    named.chars().fold(String::new(), |mut text, c| {
        match c {
            '*' => bold = !bold,
            '_' => underlined = !underlined,
            _ if bold && c != ' ' => text.extend([c, '\u{8}', c]),
            _ if underlined && c != ' ' => text.extend(['_', '\u{8}', c]),
            _ => text.push(c),
        }
        text
    })
}

#[test]
fn a_manual_page_without_letters_of_its_own_goes_by_its_margin() {
    // What says that something follows stands left of the text too, but the air is below it.
    check(
        &page(
            "SYNOPSIS\n       #include <knot.h>\n\n   Needs the harbour library (see harbour(7)):\n\n       tie():\n           HARBOUR_SOURCE\n\nDESCRIPTION\n       Ties ropes.\n\n   From the quay...\n       It ties them there.\n\n   Ways to begin:\n       -l     at the long end\n\n   --quiet, -q\n       Says nothing.\n\nOPTIONS\n   -v\n       Says more.\n",
        ),
        "1 3 NAME\n1 6 SYNOPSIS\n1 14 DESCRIPTION\n2 17 From the quay...\n2 20 Ways to begin:\n2 23 --quiet, -q\n1 26 OPTIONS\n2 27 -v\n1 30 SEE ALSO\n",
    );
}

#[test]
fn a_manual_page_with_fonts_has_what_is_set_in_them() {
    check(
        &page_with_fonts(
            "*Options for one rope*\n       Ties a *rope*.\n\n*II. Ropes in pairs*\n       Ties two.\n\n   *--quiet, -q*\n       Says nothing.\n\n   *Ropes at rest* (wet, dry)\n   *Ends*\n       Where they are.\n\n   _Kinds_ _of knots_\n       Many.\n\n   A line that only stands here\n       and its text.\n",
        ),
        "1 3 NAME\n1 6 Options for one rope\n1 9 II. Ropes in pairs\n2 12 --quiet, -q\n2 15 Ropes at rest (wet, dry)\n2 16 Ends\n2 19 Kinds of knots\n1 25 SEE ALSO\n",
    );
}

#[test]
fn a_heading_of_a_manual_page_may_take_two_lines() {
    check(
        &page_with_fonts(
            "*OPTIONS*\n   *knot rope set - ties the rope that is named with all the different parame‐*\n       *ters of the one before*\n       Ties it.\n\n   *Ends*\n       *knot* *-e*\n",
        ),
        "1 3 NAME\n1 6 OPTIONS\n2 7 knot rope set - ties the rope that is named with all the different parameters of the one before\n2 11 Ends\n1 14 SEE ALSO\n",
    );
}

#[test]
fn a_manual_page_may_have_a_section_of_contents() {
    check(
        &page(
            "CONTENTS\n       Ropes\n       Knots\n       Ends\n\nROPES\n   Ropes\n       Long.\n\n   Knots\n       Hard.\n\n   Ends\n       Loose.\n",
        ),
        "1 3 NAME\n1 6 CONTENTS\n1 11 ROPES\n2 12 Ropes\n2 15 Knots\n2 18 Ends\n1 21 SEE ALSO\n",
    );
}

#[test]
fn memo_with_numbers() {
    let w = wrapped(3).replace('\n', "\n   ");
    check(
        &format!(
            "Harbour Working Group                                  A. Sailor\nRequest for Ropes: 7                                     Tar Ltd.\n\n             A Way to Tie Ropes\n               on Rainy Days\n\n1.  Introduction\n\n   {w}\n\n2.  Knots\n\n   {w}\n\n2.1.  Kinds of Knots\n\n   {w}\n\n3.  Safety\n\n   {w}\n"
        ),
        "0 4 A Way to Tie Ropes on Rainy Days\n1 7 1. Introduction\n1 15 2. Knots\n2 23 2.1. Kinds of Knots\n1 31 3. Safety\n",
    );
}

#[test]
fn titles_of_several_lines_and_fields() {
    let w = wrapped(4);
    check(
        &format!(
            "A very long account of the ferry, the harbour, the rope that\nheld them and the storm\n\n{w}\n\n{w}\n"
        ),
        "0 1 A very long account of the ferry, the harbour, the rope that held them and the storm\n",
    );
    check(
        &format!("Number: 7\nTitle: Rope for All\nAuthor: Ann Sailor\n\n{w}\n\n{w}\n"),
        "0 2 Rope for All\n",
    );
}

#[test]
fn numbered_heading_of_two_lines() {
    let w = wrapped(4);
    let found = outline(&format!(
        "Rope\n\n1.1. What is the difference between a rope that floats and another\nthat sinks?\n\n{w}\n\n1.2. Which one is right?\n\n{w}\n\n1.3. How much is it?\n\n{w}\n"
    ));
    assert_eq!(
        shown(&found),
        "0 1 Rope\n1 3 1.1. What is the difference between a rope that floats and another that sinks?\n1 13 1.2. Which one is right?\n1 22 1.3. How much is it?\n"
    );
    assert_eq!(found.headings[0].span, 2);
}

#[test]
fn anchors_left_over_from_marks() {
    let p = prose(2);
    check(
        &format!("Rope\n{p}\nKnots that hold {{#knots}}\n{p}\nsplice(rope) {{#splice}}\n{p}\n"),
        "0 1 Rope\n1 3 Knots that hold\n1 5 splice(rope)\n",
    );
}

#[test]
fn arabic_and_hindi() {
    let arabic = "تغادر العبارة الميناء عند الفجر وتعود مع مد المساء مهما كان الطقس. ".repeat(4);
    let arabic = arabic.trim();
    check(
        &format!(
            "قصة الحبل\n\n{arabic}\n\nالعقد الأولى\n\n{arabic}\n\n{arabic}\n\nنهاية الطريق\n\n{arabic}\n"
        ),
        "0 1 قصة الحبل\n1 5 العقد الأولى\n1 11 نهاية الطريق\n",
    );
    let hindi = "नाव भोर में बंदरगाह छोड़ती है और शाम के ज्वार के साथ लौट आती है। ".repeat(4);
    let hindi = hindi.trim();
    check(
        &format!(
            "रस्सी की कहानी\n{hindi}\n{hindi}\nपहली गाँठ\n{hindi}\n{hindi}\nआखिरी रास्ता\n{hindi}\n"
        ),
        "0 1 रस्सी की कहानी\n1 4 पहली गाँठ\n1 7 आखिरी रास्ता\n",
    );
}

#[test]
fn capitals_stand_above_other_headings() {
    let w = wrapped(4);
    check(
        &format!(
            "The Rope\n\nTHE FIRST DAY\n\n{w}\n\nMorning Tide\n\n{w}\n\nTHE SECOND DAY\n\n{w}\n"
        ),
        "0 1 The Rope\n1 3 THE FIRST DAY\n2 12 Morning Tide\n1 21 THE SECOND DAY\n",
    );
}

#[test]
fn an_appendix_stands_as_high_as_the_numbered_sections() {
    let w = wrapped(3);
    check(
        &format!(
            "The Rope Report\n\nAbstract\n\n{w}\n\n1. Hemp\n\n{w}\n\n1.1. Tar\n\n{w}\n\n2. Knots\n\n{w}\n\nAppendix A. Words\n\n{w}\n"
        ),
        "0 1 The Rope Report\n1 3 Abstract\n1 11 1. Hemp\n2 19 1.1. Tar\n1 27 2. Knots\n1 35 Appendix A. Words\n",
    );
}

#[test]
fn printed_contents_vote() {
    let w = wrapped(4);
    check(
        &format!(
            "The Rope Book\n\nContents\n\n  Of hemp ........ 1\n  Of tar ......... 5\n  Of patience .... 9\n\nOf hemp\n\n{w}\n\nOf tar\n\n{w}\n\nOf patience\n\n{w}\n"
        ),
        "0 1 The Rope Book\n1 9 Of hemp\n1 18 Of tar\n1 27 Of patience\n",
    );
}

#[test]
fn scripts_without_capitals() {
    let p = "渡し船は夜明けに港を出て、天気がどうであれ夕方の潮とともに戻ってくる。町の人々はそれを見て時刻を知るのだった。".repeat(2);
    check(
        &format!("船の話\n\n{p}\n\n港の朝\n\n{p}\n\n{p}\n\n帰り道\n\n{p}\n"),
        "0 1 船の話\n1 5 港の朝\n1 11 帰り道\n",
    );
    check(
        &format!("第一章 港\n{p}\n{p}\n第二章 海\n{p}\n{p}\n第三章 岸\n{p}\n"),
        "1 1 第一章 港\n1 4 第二章 海\n1 7 第三章 岸\n",
    );
}

#[test]
fn nothing_to_find() {
    let p = prose(2);
    let log =
        "2024-05-01 10:00:01 INFO ferry left\n2024-05-01 10:00:02 WARN tide low\n\nShutting Down\n"
            .repeat(9);
    let code = "fn main() {\n    let rope = tie();\n}\n\n/// Ties.\nfn tie() -> Rope {\n    Rope::new();\n}\n".repeat(3);
    let table = "name,length,price,colour\nhemp,12,3.50,brown\n".repeat(9);
    let verse =
        "The rope is long,\nThe night is deep,\nThe sailors’ song\nWill let them sleep.\n\n"
            .repeat(6);
    let chat = "<ann> is the rope here\n<bob> Not Yet\n<ann> ok\n".repeat(8);
    let mail = "From: ann@harbour.example\nTo: bob@harbour.example\nSubject: Rope\nDate: Mon, 1 May 2001\n\nDear Bob,\n\nThe rope is here.\n\nAnn\n";
    for text in [&log, &code, &table, &verse, &chat, mail] {
        assert_eq!(outline(text).headings, [], "{text}");
    }
    check(
        &format!(
            "Rope Is Back\nBy Ann Sailor\nMay 1, 2001\n{p}\n{p}\n- one rope\n- two ropes\n{p}\n“Is it?” he said.\n{p}\nFigure 2: a rope on a pole\n{p}\nThe list:\n{p}\n"
        ),
        "0 1 Rope Is Back\n",
    );
    check("", "");
    check("\n\n", "");
}

#[test]
fn pieces_give_the_same_as_the_whole() {
    let (p, w) = (prose(2), wrapped(4));
    let texts = [
        format!(
            "Rope\n\nContents\n\nHemp\nTar\nTime\n\nHemp\n\n{w}\n\nTar\n\n{w}\n\nTime\n\n{w}\n"
        ),
        format!("Rope\n{p}\nThe First Knot\n{p}\n{p}\nThe Second Knot\n{p}\n"),
        format!("Rope\n====\n\n{w}\n\nKnots\n-----\n\n{w}\n\nPoles\n-----\n\n{w}"),
    ];
    for text in &texts {
        let whole = shown(&outline(text));
        for size in [1, 40, 90, 333] {
            let (mut judge, mut line, mut piece, mut number) = (Judge::new(), 1, String::new(), 0);
            for source in text.split_inclusive('\n') {
                piece.push_str(source);
                if piece.len() >= size {
                    read(&mut judge, &mut number, &mut line, &mut piece, Border::Line);
                    // Looking on the way must not change anything.
                    let _ = judge.outline();
                }
            }
            read(&mut judge, &mut number, &mut line, &mut piece, Border::Line);
            assert_eq!(shown(&judge.outline()), whole, "pieces of {size}");
        }
    }
}

fn read(judge: &mut Judge, number: &mut u32, line: &mut u64, piece: &mut String, border: Border) {
    let text = Clean::new(std::mem::take(piece));
    let lines = text.matches('\n').count() as u32;
    judge.read(
        &Part {
            number: *number,
            source: 0..0,
            border,
            text,
            lines,
        },
        *line,
    );
    *number += 1;
    *line += u64::from(lines);
}

#[test]
fn a_line_cut_in_its_middle_is_one_line() {
    let mut judge = Judge::new();
    let (mut number, mut line) = (0, 1);
    let mut feed = |text: &str, border| {
        read(
            &mut judge,
            &mut number,
            &mut line,
            &mut text.to_owned(),
            border,
        );
    };
    feed("Rope\nThe ferry leaves ", Border::Blank);
    feed(&prose(9), Border::Middle);
    feed(
        &format!(" The end.\nThe First Knot\n{}\n", prose(3)),
        Border::Middle,
    );
    assert_eq!(shown(&judge.outline()), "0 1 Rope\n1 3 The First Knot\n");
}

#[test]
fn the_middle_of_a_text_has_no_title() {
    let mut judge = Judge::new();
    let text = format!(
        "The First Knot\n\n{0}\n\nThe Second Knot\n\n{0}\n",
        prose(3)
    );
    read(
        &mut judge,
        &mut 7,
        &mut 100,
        &mut text.clone(),
        Border::Blank,
    );
    assert_eq!(
        shown(&judge.outline()),
        "1 100 The First Knot\n1 104 The Second Knot\n"
    );
}

#[test]
fn outline_as_data_and_as_text() {
    let found = outline(&format!(
        "Rope\n====\n\n{0}\n\nKnots\n-----\n\n{0}\n",
        wrapped(3)
    ));
    let data = serde_json::to_value(&found).unwrap();
    assert_eq!(data["title"], "Rope");
    let knots = &data["headings"][0];
    assert_eq!(
        (
            &knots["level"],
            &knots["line"],
            &knots["text"],
            &knots["span"]
        ),
        (&1.into(), &10.into(), &"Knots".into(), &2.into())
    );
    assert!(knots["confidence"].as_f64().unwrap() >= 0.9);
    assert_eq!(knots["why"][0], "underlined");
    assert_eq!(found.to_text(), "Rope\n  Knots\n");
}

#[test]
fn the_largest_number_has_no_next_one() {
    let p = prose(3);
    check(
        &format!("{p}\n\nChapter 4294967295\n\n{p}\n\nChapter 1\n\n{p}\n"),
        "1 3 Chapter 4294967295\n1 7 Chapter 1\n",
    );
}

#[test]
fn an_item_of_a_list_does_not_belong_to_the_heading_above() {
    let prose = "Nothing is known of the mill but that it stood at the river, and that the wheel was of oak.\n".repeat(3);
    let section =
        |number: usize, name: &str| format!("{number}. {name}\n- one wheel\n\n{prose}\n{prose}\n");
    let names = [
        "The Mill and What It Stood On",
        "The River and Its Many Names",
        "The People Who Came to It",
        "What Is Left of All That",
    ];
    let sections: String = names
        .iter()
        .enumerate()
        .map(|(i, name)| section(i + 1, name))
        .collect();
    let outline = outline(&format!("On Mills\n\n{sections}"));
    let found: Vec<&str> = outline.headings.iter().map(|h| h.text.as_str()).collect();
    assert!(!found.is_empty());
    assert!(
        found.iter().all(|text| !text.contains("wheel")),
        "{found:?}"
    );
}

#[test]
fn what_is_no_heading_takes_no_room_from_those_that_are() {
    let p = prose(2);
    let chapters = |from: u32| {
        let all: Vec<String> = (from..from + 20)
            .map(|n| format!("Chapter {n}\n\n{p}\n\n"))
            .collect();
        all.concat()
    };
    let answers = "yes\n\nno\n\n".repeat(40_000);
    let outline = outline(&format!("{}{answers}{}", chapters(1), chapters(21)));
    let found: Vec<&str> = outline.headings.iter().map(|h| h.text.as_str()).collect();
    let expected: Vec<String> = (1..=40).map(|n| format!("Chapter {n}")).collect();
    assert_eq!(found, expected);
    assert_eq!(outline.cut_at, None);
}

#[test]
fn answers_to_questions_are_no_headings() {
    let p = prose(3);
    let faq = |number: u32| {
        format!(
            "Q:  Does the ferry leave on day {number}?\n\nA:  It does. Go to the pier and look for it, early\n    in the day.\n\n    {p}\n\n\n"
        )
    };
    let text = format!(
        "The Ferry FAQ\n=============\n\n\n{}",
        (1..9).map(faq).collect::<String>()
    );
    let outline = outline(&text);
    let answers = outline.headings.iter().filter(|h| h.text.starts_with('A'));
    assert_eq!(answers.count(), 0, "{}", shown(&outline));
    assert_eq!(outline.headings.len(), 8, "{}", shown(&outline));
}
