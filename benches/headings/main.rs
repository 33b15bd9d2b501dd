//! Shows what the judge of headings sees and says, for training its table and for measuring it.
//!
//! ```text
//! headings facts TABLE < names of files     rows of the first and the second look, binary, to standard output
//! headings outline TABLE < names of files   a line of JSON for each file
//! headings pairs TABLE < names of files     what is seen of two headings in a row, as text; after each name, behind a
//!                                           tab, the lines of its headings
//! headings furniture TABLE < names of files every folded line: file, line, kind, text, with tabs between
//! ```
//!
//! TABLE is a file as `train.py` writes it, or `-` for the one that ships.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use rubricate::document::Document;
use rubricate::layout::{Layout, SetPart, Style, Width, wrap};
use rubricate::outline::{Folded, Structure, Table, study};
use rubricate::read::Plain;
use rubricate::source::Source;
use rubricate::text::Clean;

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let (Some(what), Some(table)) = (args.next(), args.next()) else {
        println!(
            "headings: nothing to measure without arguments, see the heads of train.py and restore.py"
        );
        return Ok(());
    };
    let table = if table == "-" {
        Table::learned().clone()
    } else {
        Table::read(&std::fs::read(&table)?).unwrap_or_default()
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    if what == "facts" {
        writeln!(out, "{}", study::names().join(" "))?;
    }
    for name in io::stdin().lock().lines() {
        let name = name?;
        if what == "pairs" {
            let (name, lines) = name.split_once('\t').unwrap_or((&name, ""));
            let lines: Vec<u64> = lines.split(' ').filter_map(|l| l.parse().ok()).collect();
            let text = String::from_utf8_lossy(&std::fs::read(name)?).into_owned();
            let pairs = study::pairs(&text, &lines);
            writeln!(out, "{}", pairs.len())?;
            for pair in pairs {
                let [a, b] = pair.lines;
                let numbers: Vec<String> = pair.numbers.iter().map(u8::to_string).collect();
                writeln!(
                    out,
                    "{a} {b} {} {}",
                    u8::from(pair.plain),
                    numbers.join(" ")
                )?;
            }
            continue;
        }
        if what == "pieces" {
            let line = serde_json::json!({ "file": name, "pieces": pieces(&std::fs::read(&name)?, &table) });
            writeln!(out, "{line}")?;
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&name)?).into_owned();
        if what == "outline" {
            let outline = study::outline(&text, &table);
            let line = serde_json::json!({ "file": name, "outline": outline });
            writeln!(out, "{line}")?;
            continue;
        }
        if what == "furniture" {
            for (line, kind, said) in folded(&text, &table) {
                writeln!(out, "{name}\t{line}\t{kind}\t{said}")?;
            }
            continue;
        }
        let rows = study::rows(&text, &table);
        let of = |f: fn(&study::Row) -> Option<usize>| rows.iter().find_map(f).unwrap_or(0);
        let sizes = [
            rows.len(),
            of(|r| Some(r.first.len())),
            of(|r| r.second.as_ref().map(Vec::len)),
        ];
        for size in sizes {
            out.write_all(&(size as u32).to_le_bytes())?;
        }
        for row in rows {
            out.write_all(&(row.line as u32).to_le_bytes())?;
            out.write_all(&row.first)?;
            out.write_all(&[u8::from(row.second.is_some())])?;
            out.write_all(&row.second.unwrap_or_else(|| vec![0; sizes[2]]))?;
        }
    }
    out.flush()
}

/// The lines of a text that the page folds: number, why, and what they say.
fn folded(text: &str, table: &Table) -> Vec<(usize, &'static str, String)> {
    let clean = Clean::new(text);
    let mut lines = Vec::new();
    for furniture in study::outline(text, table).furniture {
        let kind = match furniture.kind {
            Folded::Page(_) => "page",
            Folded::Leftover => "leftover",
        };
        let (from, to) = (
            furniture.place.offset as usize,
            furniture.end.offset as usize,
        );
        let first = 1 + clean.get(..from).unwrap_or("").matches('\n').count();
        let said = clean.get(from..to).unwrap_or("").split('\n').map(str::trim);
        let said = (first..).zip(said).filter(|(_, said)| !said.is_empty());
        lines.extend(said.map(|(line, said)| (line, kind, said.to_owned())));
    }
    lines
}

/// What the page of a text is made of: kind, first and last source line, empty rows above, and the text as drawn where
/// no row ends for want of room; kept lines are lines.
fn pieces(bytes: &[u8], table: &Table) -> Vec<serde_json::Value> {
    let pages = Plain::new(Arc::new(Source::from_bytes("", bytes.to_vec())));
    let document = Document::new(Clean::default(), Arc::new(pages));
    let text = String::from_utf8_lossy(bytes);
    let structure = Structure {
        outline: study::outline(&text, table),
        judged: document.pages().parts(),
        complete: true,
        ..Structure::default()
    };
    let structure = match document.pages().parts() {
        1 => structure,
        _ => Structure::whole(document.pages()),
    };
    let width = Width {
        measure: 60_000,
        room: 60_000,
        margin: 0,
    };
    let mut layout = Layout::new(document, structure, width);
    let (mut pieces, mut before) = (Vec::new(), 1);
    for number in 0..layout.document().pages().parts() {
        let set = layout.part(number);
        let line = |at: u32| before + set.part.slice(0..at).matches('\n').count();
        for (i, piece) in set.pieces.iter().enumerate() {
            pieces.push(serde_json::json!({
                "kind": format!("{:?}", piece.style).to_lowercase(),
                "lines": [line(piece.range.start), line(piece.range.end)],
                "gap": piece.gap,
                "text": drawn(&set, i, width),
            }));
        }
        before += set.part.lines as usize;
    }
    pieces
}

fn drawn(set: &SetPart, number: usize, width: Width) -> String {
    let Some(piece) = set.pieces.get(number) else {
        return String::new();
    };
    let source = set.part.slice(piece.range.clone());
    let rows = set.rows(number, width);
    let rows: Vec<String> = rows.iter().map(|row| set.line(piece, row).text).collect();
    match piece.style {
        Style::Verbatim => source.to_owned(),
        Style::Paragraph => rows.join(" "),
        Style::Item => {
            // Bullets as they are in the source.
            let first = rows.first().and_then(|row| row.split(' ').next());
            let marker = first.and_then(|word| source.find(word)).unwrap_or(0);
            let marker = source.get(..marker).unwrap_or("");
            format!("{marker}{}", rows.join(" "))
        }
        _ => wrap::flow(source),
    }
}
