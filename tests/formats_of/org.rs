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
        ("3. [@1] one again\n4. next\n", "1. one again\n2. next"),
        (
            "10. [@2] two\n11. [@9] nine\n12. ten\n",
            "2. two\n9. nine\n10. ten",
        ),
        ("- [@5] rye\n- [@x] oats\n", "• rye\n• [@x] oats"),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), shown, "{source}");
    }
}

#[test]
fn a_block_of_any_kind_says_what_it_is() {
    for (kind, shown) in [
        ("note", "Note"),
        ("WARNING", "Warning"),
        ("side-remark", "Side remark"),
    ] {
        let source = format!("A\n#+begin_{kind}\nWith *marks*:\n- rye\n- oats\n#+end_{kind}\nB\n");
        let document = document_of(source, Format::Org);
        let seen = text(&document);
        let expected = format!("A\n\n{shown}\n\nWith marks:\n\n• rye\n• oats\nB");
        assert_eq!(seen.trim_end(), expected);
        let pages = document.pages();
        let blocks = pages.blocks(&pages.part(0));
        let bars: Vec<u16> = blocks.iter().map(|block| block.nest.bars).collect();
        assert_eq!(bars, [0, 1, 1, 1, 1, 0], "{kind}");
    }
    // What is never ended, or of another language.
    for source in ["#+begin_note\nA\n\nB\n", "A\n#+begin_html\nB\n#+end_html\n"] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), "A\n\nB", "{source}");
    }
}

#[test]
fn a_heading_ends_what_nobody_ended() {
    for kind in ["note", "quote", "src", "example", "verse", "comment"] {
        let source = format!(
            "* One\n#+begin_{kind}\n* Two\n** Three\n* Four\n#+begin_{kind}\nA\n#+end_{kind}\n* Five\n"
        );
        let found = outline(&document_of(source, Format::Org));
        let said: Vec<&str> = found.headings.iter().map(|h| &*h.text).collect();
        assert_eq!(said, ["One", "Two", "Three", "Four", "Five"], "{kind}");
    }
    for (source, shown) in [
        // A comma says that what follows is no heading.
        ("#+begin_src org\n,* Two\n#+end_src\nB\n", "* Two\n\nB"),
        (
            "\\begin{a}\n\n* B\n\n\\end{a}\n",
            "\\begin{a}\n\nB\n\n\\end{a}",
        ),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), shown, "{source}");
    }
}

#[test]
fn many_marks_that_nobody_closes_are_read() {
    // Whoever looks for the end of each anew does not come to an end.
    let blocks: Vec<String> = (0..30_000).map(|n| format!("#+begin_x{n}\n")).collect();
    for source in [
        blocks.concat(),
        "\\begin{a}\n".repeat(20_000),
        "a_1".repeat(100_000),
        "*a /b _c +d ".repeat(25_000),
        "a_{b^{".repeat(50_000),
        "[fn:a [[b <<c <http://d".repeat(20_000),
        "\\(a \\[b $c$d".repeat(20_000),
    ] {
        let seen = text(&document_of(source + "\n\nThe end.\n", Format::Org));
        assert!(seen.contains("The end."), "{}", seen.len());
    }
}

#[test]
fn raised_and_lowered_words_may_stand_behind_each_other() {
    for (source, shown) in [
        ("SO_4^{2-} and x_1^2", "SO₄²⁻ and x₁²"),
        ("a_i^{n+1} a^2_i \\alpha_i^2", "aᵢⁿ⁺¹ a²ᵢ αᵢ²"),
        ("C_2H_5 and (x_1)^2", "C₂H₅ and (x₁)²"),
        ("T_{Raum}, n_{old}, R_{max}", "T_(Raum), n_(old), Rₘₐₓ"),
        // Names of something in a program.
        ("a_b_c x_1_2 \\foo_i", "a_b_c x_1_2 \\foo_i"),
        ("=b=^2 *a*", "b^2 a"),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), shown, "{source}");
    }
}

#[test]
fn marks_are_closed_where_they_may_be() {
    for (source, shown) in [
        ("*a *b c* d* *e*", "a *b c d* e"),
        ("/a/b/ =c =d= e", "a/b c =d e"),
        ("$a $b$ $c$", "a $b c"),
        ("$$a$$ $$b$$ $$", "a b $$"),
        ("[[a][b]] [[c]] [[d", "b c [[d"),
        ("<<a>> <<b <http://c.example> <d", "<<b http://c.example <d"),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim(), shown, "{source}");
    }
}

#[test]
fn formulas_of_latex_are_set_row_by_row() {
    for (source, shown) in [
        (
            "So\n\\begin{align*}\na &= b^2 \\label{x} \\\\\n  &\\le c \\nonumber\n\\end{align*}\nit is.",
            "So\n\na = b²\n≤ c\n\nit is.",
        ),
        (
            "\\begin{align}\na &= b \\\\[2pt]\nc &= d \\\\*\n[e] \\\\*[1ex] f \\& g\n\\end{align}",
            "a = b\nc = d\n[e]\nf & g",
        ),
        ("\\begin{equation}x_1\\end{equation}", "x₁"),
        (
            "\\begin{align}\n  \\unknown\n\\end{align}",
            "\\begin{align}\n  \\unknown\n\\end{align}",
        ),
        (
            "\\begin{tabular}{l}\na & b\n\\end{tabular}",
            "\\begin{tabular}{l}\na & b\n\\end{tabular}",
        ),
        ("\\begin{align}\na", "\\begin{align} a"),
    ] {
        let seen = text(&document_of(source, Format::Org));
        assert_eq!(seen.trim_end(), shown, "{source}");
    }
}
