//! Texts that are packed, printed, written in some format or encoding.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::{TEXT, feed, folder, passes, refused, rubric, run, text};

const PACKED: &str = "tests/formats/packed/salt.txt";

#[test]
fn what_is_packed_passes_through_unpacked() {
    let plain = fs::read(PACKED).unwrap();
    for end in ["", ".gz", ".zst", ".xz", ".bz2", ".xz.gz"] {
        let name = format!("{PACKED}{end}");
        passes(&run(&[&name]), &plain);
        passes(&feed(&[], &fs::read(&name).unwrap()), &plain);
        let input = File::open(&name).unwrap();
        passes(&rubric().stdin(input).output().unwrap(), &plain);
        let outline = run(&["--outline", &name]);
        assert_eq!(outline, run(&["--outline", PACKED]), "{name}");
        assert!(text(&outline.stdout).starts_with("The Price of Salt\n  Where"));
    }
}

#[test]
fn a_packed_text_that_is_broken_is_passed_through_as_far_as_it_goes() {
    let plain = fs::read(PACKED).unwrap();
    let whole = fs::read(format!("{PACKED}.gz")).unwrap();
    let path = folder("broken").join("broken.gz");
    fs::write(&path, &whole[..whole.len() - 20]).unwrap();
    let output = run(&[path.to_str().unwrap()]);
    let said = "rubric: broken.gz: the gzip data ends too early\n";
    assert_eq!(text(&output.stderr), said);
    assert_eq!(output.status.code(), Some(1));
    assert!(plain.starts_with(&output.stdout) && output.stdout.len() > 100);
    // Of the outline of a part that is said too.
    let outline = run(&["--outline", path.to_str().unwrap()]);
    assert_eq!(text(&outline.stderr), said);
    assert_eq!(outline.status.code(), Some(1));
    assert!(text(&outline.stdout).starts_with("The Price of Salt\n"));
}

/// Puts a program of this name and these lines of the shell where it is found; says where to look.
fn program(name: &str, lines: &str) -> String {
    let folder = folder(&format!("{name}-{}", lines.len()));
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
}

#[test]
fn a_pdf_is_read_by_another_program() {
    let path = folder("pdf").join("-q printed.pdf");
    fs::write(&path, "%PDF-1.4\nThe Price of Salt\n").unwrap();
    let outline = |lines: &str| {
        let mut command = rubric();
        command.env("PATH", program("pdftotext", lines));
        command.args(["--outline", path.to_str().unwrap()]);
        command.output().unwrap()
    };
    // What it gets comes through a pipe, so no name can be an option.
    let text = TEXT.replace('\n', "\\n");
    let output = outline(&format!(
        "case \"$*\" in *' - -') ;; *) exit 9;; esac; head -1 >/dev/null; printf '{text}'; cat >/dev/null"
    ));
    passes(
        &output,
        b"The Price of Salt\n  Where It Comes From\n  What It Was Good For\n",
    );
    let said = refused(&outline("cat >/dev/null; exit 1"), 1);
    assert!(
        said.contains("printed.pdf: pdftotext cannot read it"),
        "{said}"
    );
    let said = refused(&outline("exit 3"), 1);
    assert!(said.contains("may not be copied"), "{said}");
}

#[test]
fn a_pdf_is_refused_where_nothing_reads_it() {
    let path = folder("no-pdf").join("printed.pdf");
    fs::write(&path, "%PDF-1.4\nThe Price of Salt\n").unwrap();
    let name = path.to_str().unwrap();
    let output = |args: &[&str]| {
        let mut command = rubric();
        command.env("PATH", "/nonexistent").args(args);
        command.output().unwrap()
    };
    let said = refused(&output(&["--outline", name]), 1);
    assert!(
        said.ends_with("which reads those, is not installed"),
        "{said}"
    );
    // As it is, it can be had all the same.
    assert_eq!(output(&["--outline", "--raw", name]).status.code(), Some(0));
    passes(&output(&[name]), &fs::read(&path).unwrap());
}

#[test]
fn the_format_may_be_said() {
    let path = folder("format").join("notes");
    fs::write(
        &path,
        "One\n===\n\nWords of it.\n\n> # Two\n\nWords of it.\n",
    )
    .unwrap();
    let name = path.to_str().unwrap();
    let marked = run(&["--outline", "--format", "markdown", name]);
    passes(&marked, b"One\nTwo\n");
    let renamed = path.with_extension("md");
    fs::copy(&path, &renamed).unwrap();
    assert_eq!(run(&["--outline", renamed.to_str().unwrap()]), marked);
    let plain = run(&["--outline", name]);
    assert_ne!(plain, marked);
    assert_eq!(
        run(&["--outline", "--raw", renamed.to_str().unwrap()]),
        plain
    );
}

const RUSSIAN: &str = "Цена соли\n\nОткуда она берётся\n\nБольшая часть соли выходит из земли, а остальная из моря, которое ещё осталось.\n";
const GERMAN: &str = "Der Preis des Salzes\n\nWer es früher hütete\n\nDie Mühle am Fluß gehörte dem Müller, der über die Brücke ging und größere Säcke trug.\n";
const FRENCH: &str = "Le prix du sel\n\nD’où il vient\n\nC’était l’été – et l’on entendait les cloches, à « cinq » € l’entrée, très loin de là.\n";
const JAPANESE: &str = "塩の値段\n\nどこから来るのか\n\nほとんどの塩は地面から掘り出される。残りはまだ残っている海から来る。\n";
const CHINESE: &str =
    "盐的价格\n\n它从哪里来\n\n大部分的盐来自地下，那里曾经有一片海，在有人看见之前就干涸了。\n";
const TAIWANESE: &str =
    "鹽的價格\n\n它從哪裡來\n\n大部分的鹽來自地下，那裡曾經有一片海，在有人看見之前就乾涸了。\n";

/// A text in UTF-16.
fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_encoding_is_read() {
    let little = u16::to_le_bytes;
    let big = u16::to_be_bytes;
    let marked = |text: &str| format!("\u{feff}{text}");
    for text in [RUSSIAN, GERMAN, FRENCH, JAPANESE, CHINESE, TAIWANESE, TEXT] {
        for text in [
            text.to_owned(),
            text.lines().next().unwrap().to_owned() + "\n",
            text.repeat(80),
        ] {
            let expected = feed(&["--outline=json"], text.as_bytes());
            let marks = marked(&text);
            for bytes in [
                wide(&text, little),
                wide(&text, big),
                wide(&marks, little),
                wide(&marks, big),
                marks.into_bytes(),
            ] {
                assert_eq!(
                    shape(&feed(&["--outline=json"], &bytes)),
                    shape(&expected),
                    "{}",
                    text.lines().next().unwrap()
                );
            }
        }
    }
    for (label, text) in [
        ("koi8-r", RUSSIAN),
        ("cp1251", RUSSIAN),
        ("latin1", GERMAN),
        ("cp1252", FRENCH),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("gb18030", CHINESE),
        ("big5", TAIWANESE),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        for text in [text.to_owned(), text.repeat(80)] {
            let expected = shape(&feed(&["--outline=json"], text.as_bytes()));
            let bytes = encoding.encode(&text).0;
            assert_eq!(
                shape(&feed(&["--outline=json"], &bytes)),
                expected,
                "{label}"
            );
            let said = feed(&["--outline=json", "--encoding", label], &bytes);
            assert_eq!(shape(&said), expected, "{label}");
        }
    }
}

/// Title and headings of an outline with their lines.
fn shape(output: &std::process::Output) -> Vec<String> {
    assert_eq!(text(&output.stderr), "");
    let outline: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let headings = outline["headings"].as_array().unwrap();
    let shape = headings
        .iter()
        .map(|h| format!("{} {} {}", h["line"], h["level"], h["text"]));
    shape.chain([outline["title"].to_string()]).collect()
}

#[test]
fn an_encoding_that_is_said_is_believed() {
    let output = feed(
        &["--outline", "--encoding=latin1"],
        "Über\n====\n\nWords.\n".as_bytes(),
    );
    passes(&output, "Ãœber\n".as_bytes());
    let said = refused(&run(&["--encoding", "koi9-r", "any"]), 2);
    assert_eq!(
        said,
        "rubric: unknown --encoding 'koi9-r', did you mean 'koi8-r'?"
    );
}

/// An archive of files, each with so many bytes.
fn archive(files: &[(&str, usize)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, size) in files {
        let mut header = [0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
        header[156] = if name.ends_with('/') { b'5' } else { b'0' };
        header[257..262].copy_from_slice(b"ustar");
        bytes.extend(header);
        bytes.extend(vec![b'x'; size.div_ceil(512) * 512]);
    }
    bytes.extend([0; 1024]);
    bytes
}

#[test]
fn an_archive_is_said_to_be_one() {
    let folder = folder("archive");
    for (files, inside) in [
        (
            &[("salt/", 0), ("salt/price.txt", 700), ("salt/\x1b[2J", 3)][..],
            "; in it are salt/price.txt, salt/␛[2J",
        ),
        (
            &[("a", 0), ("b", 512), ("c", 513), ("d", 1)],
            "; in it are a, b, c, ...",
        ),
        (&[("salt/", 0)], ""),
    ] {
        let path = folder.join("salt.tar");
        fs::write(&path, archive(files)).unwrap();
        let outline = run(&["--outline", path.to_str().unwrap()]);
        let said = format!("rubric: salt.tar: a tar archive, not a text{inside}\n");
        assert_eq!(text(&outline.stderr), said);
        assert_eq!(outline.status.code(), Some(1));
        passes(&run(&[path.to_str().unwrap()]), &archive(files));
    }
}
