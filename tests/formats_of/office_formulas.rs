//! Formulas of Word and `LibreOffice`.

use rubricate::read::Format;

use super::office::{archive, open, text, word};

/// A run of a formula, as Word says how its letters stand.
fn run(how: &str, words: &str) -> String {
    format!("<m:r><m:rPr>{how}</m:rPr><w:rPr/><m:t>{words}</m:t></m:r>")
}

/// An element with these parts, each with its words.
fn of(name: &str, says: &str, parts: &[(&str, &str)]) -> String {
    let part = |(part, inside): &(&str, &str)| {
        let inside = if inside.starts_with('<') || inside.is_empty() {
            (*inside).to_owned()
        } else {
            run("", inside)
        };
        format!("<m:{part}>{inside}</m:{part}>")
    };
    let parts: String = parts.iter().map(part).collect();
    format!("<m:{name}><m:{name}Pr>{says}<m:ctrlPr/></m:{name}Pr>{parts}</m:{name}>")
}

/// What is read of a formula between two words.
fn seen(formula: &str) -> String {
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">So </w:t></w:r><m:oMath>{formula}</m:oMath><w:r><w:t>.</w:t></w:r></w:p>"
    );
    let seen = text(&word(&body, &[]));
    let seen = seen
        .trim_end()
        .strip_prefix("So ")
        .and_then(|rest| rest.strip_suffix('.'));
    seen.unwrap_or_default().to_owned()
}

#[test]
fn formulas_of_word_are_set_in_a_line() {
    let upright = "<m:sty m:val=\"p\"/>";
    let sum = "<m:chr m:val=\"∑\"/>";
    let x_i = of("sSub", "", &[("e", "x"), ("sub", "i")]);
    let fraction = of("f", "", &[("num", "a+b"), ("den", "c")]);
    let row = |cells: [&str; 2]| {
        let cells = cells.map(|cell| format!("<m:e>{}</m:e>", run("", cell)));
        format!("<m:mr>{}</m:mr>", cells.concat())
    };
    let matrix = format!("<m:m>{}{}</m:m>", row(["a", "b"]), row(["c", "d"]));
    let limit = of("limLow", "", &[("e", &run(upright, "lim")), ("lim", "x→0")]);
    for (formula, shown) in [
        (fraction.clone() + &run("", "d"), "(a + b)/c d"),
        (
            of(
                "rad",
                "<m:degHide m:val=\"1\"/>",
                &[("deg", ""), ("e", "y")],
            ),
            "√y",
        ),
        (of("rad", "", &[("deg", "3"), ("e", "y")]), "³√y"),
        (of("sSub", "", &[("e", "x"), ("sub", "10")]), "x₁₀"),
        (of("sSup", "", &[("e", "x"), ("sup", "n+1")]), "xⁿ⁺¹"),
        (
            of("sSubSup", "", &[("e", "x"), ("sub", "i"), ("sup", "2")]),
            "xᵢ²",
        ),
        (
            of("sPre", "", &[("sub", "6"), ("sup", "14"), ("e", "C")]),
            "₆¹⁴C",
        ),
        (
            of("nary", sum, &[("sub", "i=1"), ("sup", "n"), ("e", &x_i)]),
            "∑ᵢ₌₁ⁿ xᵢ",
        ),
        (
            of("nary", "", &[("sub", "0"), ("sup", "1"), ("e", "f")]),
            "∫₀¹ f",
        ),
        (
            of(
                "nary",
                "<m:supHide m:val=\"1\"/>",
                &[("sub", "V"), ("sup", ""), ("e", "f")],
            ),
            "∫_V f",
        ),
        (of("d", "", &[("e", &fraction)]), "((a + b)/c)"),
        (
            of(
                "d",
                "<m:begChr m:val=\"[\"/><m:sepChr m:val=\",\"/><m:endChr m:val=\"\"/>",
                &[("e", "a"), ("e", "b")],
            ),
            "[a, b",
        ),
        (
            run("", "2") + &of("func", "", &[("fName", &run(upright, "sin")), ("e", "x")]),
            "2 sin x",
        ),
        (
            of("func", "", &[("fName", &limit), ("e", "f")]),
            "lim_(x → 0) f",
        ),
        (
            run("", "2")
                + &of("sSup", "", &[("e", &run(upright, "sin")), ("sup", "2")])
                + &run("", "x"),
            "2 sin² x",
        ),
        (
            of("acc", "<m:chr m:val=\"\u{303}\"/>", &[("e", "x")]),
            "x\u{303}",
        ),
        (
            of("bar", "<m:pos m:val=\"top\"/>", &[("e", "AB")]),
            "A\u{305}B\u{305}",
        ),
        (of("d", "", &[("e", &matrix)]), "(a, b; c, d)"),
        (
            of("eqArr", "", &[("e", "x&amp;=1"), ("e", "y&amp;=2")]),
            "x = 1; y = 2",
        ),
        (of("box", "", &[("e", "a-b")]), "a − b"),
    ] {
        assert_eq!(seen(&formula), shown, "{formula}");
    }
}

#[test]
fn what_only_stands_around_a_formula_of_word_is_not_said() {
    for (formula, shown) in [
        (of("groupChr", "", &[("e", "a")]), "a"),
        (
            of("phant", "<m:show m:val=\"0\"/>", &[("e", "a")]) + &run("", "b"),
            "b",
        ),
        (
            of(
                "limUpp",
                "",
                &[
                    ("e", &of("limUpp", "", &[("e", "a+b"), ("lim", "⏞")])),
                    ("lim", "n"),
                ],
            ),
            "(a + b)ⁿ",
        ),
        (of("unheardOf", "", &[("e", "a")]), "a"),
        (run("<m:nor/>", "max of ") + &run("", "x"), "max of x"),
        (run("<m:scr m:val=\"double-struck\"/>", "R"), "ℝ"),
        (run("", "f'(x,1.5)=10%"), "f′(x, 1.5) = 10%"),
    ] {
        assert_eq!(seen(&formula), shown, "{formula}");
    }
}

#[test]
fn formulas_of_word_below_each_other_stay_so() {
    let one = |words: &str| format!("<m:oMath>{}</m:oMath>", run("", words));
    let body = format!(
        "<w:p><m:oMathPara><m:oMathParaPr><m:jc m:val=\"left\"/></m:oMathParaPr>{}{}</m:oMathPara></w:p>",
        one("a=b"),
        one("b=c")
    );
    assert_eq!(text(&word(&body, &[])), "a = b\nb = c\n\n");
}

#[test]
fn a_formula_of_word_may_lie_deep_and_never_end() {
    let deep = "<m:sSup><m:e>".repeat(3000);
    let body = format!("<w:p><m:oMath>{deep}{}", run("", "x"));
    let body = format!("{body}<w:p><w:r><w:t>After.</w:t></w:r></w:p>");
    let read = text(&word(&body, &[]));
    assert!(read.contains('x') && read.contains("After."), "{read}");
    // What is set twice on each level takes forever.
    for (begins, ends) in [
        ("<m:rad><m:deg>", "</m:deg><m:e/></m:rad>"),
        ("<m:limLow><m:e/><m:lim>", "</m:lim></m:limLow>"),
        ("<m:nary><m:sub>", "</m:sub></m:nary>"),
        ("<m:acc><m:e>", "</m:e></m:acc>"),
        ("<m:d><m:e>", "</m:e></m:d>"),
    ] {
        let deep = [&*begins.repeat(60), &run("", "q"), &ends.repeat(60)].concat();
        let read = seen(&deep);
        assert!(read.contains('q'), "{begins} {read}");
    }
}

#[test]
fn formulas_of_libreoffice_are_set_as_those_of_web_pages() {
    let math = |inside: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow>\n {inside}\n</mrow>\
             <annotation encoding=\"StarMath 5.0\">source</annotation></semantics></math>"
        )
    };
    let fraction = math(
        "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mi>d</mi><msub><mo>log</mo><mn>2</mn></msub><mi>n</mi>",
    );
    let root = math("<msqrt><mi>y</mi></msqrt>");
    let frame = |href: &str| {
        format!(
            "<draw:frame><draw:object xlink:href=\"{href}\"/><draw:image xlink:href=\"./ObjectReplacements/{href}\"/></draw:frame>"
        )
    };
    let note = format!(
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Or {}.</text:p></text:note-body></text:note>",
        frame("./Object 2")
    );
    let content = format!(
        "<office:document-content><office:body><office:text><text:p>So {}, {}{note}.</text:p><text:h>Of {}</text:h>\
         <text:p>No {}.</text:p></office:text></office:body></office:document-content>",
        frame("./Formula-1"),
        frame("Object 2/"),
        frame("./Object 2"),
        frame("./Object 3")
    );
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("Formula-1/content.xml", &fraction),
        ("Object 2/content.xml", &root),
        ("Object 3/content.xml", "<office:document-content/>"),
    ]);
    assert_eq!(
        text(&open(bytes, Format::Odt)),
        "So (a + b)/c d log₂ n, √y[1].\n\nOf √y\n\nNo [picture].\n\n[1] Or √y.\n\n"
    );
}
