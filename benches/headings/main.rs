//! Shows what the judge of headings sees and says, for training its table and for measuring it.
//!
//! ```text
//! headings facts TABLE < names of files     rows of the first and the second look, binary, to standard output
//! headings outline TABLE < names of files   a line of JSON for each file
//! ```
//!
//! TABLE is a file as `train.py` writes it, or `-` for the one that ships.

use std::io::{self, BufRead, Write};

use rubricate::outline::{Table, study};

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let (Some(what), Some(table)) = (args.next(), args.next()) else {
        println!("headings: nothing to measure without arguments, see benches/headings/README.md");
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
        let text = String::from_utf8_lossy(&std::fs::read(&name)?).into_owned();
        if what == "outline" {
            let outline = study::outline(&text, &table);
            let line = serde_json::json!({ "file": name, "outline": outline });
            writeln!(out, "{line}")?;
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
