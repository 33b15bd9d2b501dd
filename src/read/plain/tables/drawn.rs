//! Tables that are drawn: with bars between their cells, and perhaps a frame.

use std::ops::Range;

use super::{Cells, Found, Table, row, said, trimmed};
use crate::document::{Align, GridRow};
use crate::read::plain::line::{Line, Shape};
use crate::text;

/// So many lines with bars below each other are drawn on purpose.
const FEW: usize = 3;
/// A line that is longer, in bytes, is data.
const LONGEST: usize = 8 << 10;

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

/// Whether lines cross or end here, in what is drawn with the characters for that.
fn is_joint(c: char) -> bool {
    matches!(c, '┌'..='╋' | '╒'..='╬' | '╭'..='╰' | '+')
}

fn is_cut(c: char) -> bool {
    is_bar(c) || is_joint(c)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═')
}

/// Whether a line has a bar in it.
fn is_barred(line: &Line) -> bool {
    let bytes = line.text.as_bytes();
    let drawn = |at: usize| {
        let sign = bytes.get(at..at + 3);
        matches!(sign, Some([_, 0x94, 0x82 | 0x83] | [_, 0x95, 0x91]))
    };
    // All bars but the simple one begin with the same byte.
    memchr::memchr(b'|', bytes).is_some() || memchr::memchr_iter(0xe2, bytes).any(drawn)
}

/// Whether a line holds nothing but dashes with joints or bars between them.
pub(super) fn is_border(line: &Line) -> bool {
    let text = line.text;
    let drawn = |c: char| is_dash(c) || is_cut(c) || matches!(c, ':' | ' ');
    text.len() <= LONGEST
        && text.starts_with(|c| drawn(c) && c != ' ')
        && text.chars().all(drawn)
        && text.contains(is_dash)
        && text.contains(is_cut)
}

/// Whether a line begins and ends with a bar.
pub(super) fn is_closed(line: &Line) -> bool {
    line.text.len() > 2 && line.text.starts_with(is_bar) && line.text.ends_with(is_bar)
}

/// Whether a line may be one of a drawn table.
pub(super) fn is_part(line: &Line) -> bool {
    line.shape != Shape::Quote && line.text.len() <= LONGEST && (is_border(line) || is_barred(line))
}

/// The tables among lines, and what is drawn otherwise.
pub(super) fn tables(lines: &[Line], part: &str, open: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    for run in lines.chunk_by(|a, b| is_part(a) == is_part(b)) {
        let range = at..at + run.len();
        at = range.end;
        if run.first().is_none_or(|line| !is_part(line)) {
            continue;
        }
        let open = open && range.end == lines.len();
        let grid = table(run, part, open).and_then(|table| table.detail(part));
        if grid.is_some() || is_drawn(run) {
            found.push((range, grid));
        }
    }
    found
}

/// Whether a line is the upper or the lower end of a frame. What has blanks in it is the border of several boxes.
fn is_frame(line: &Line) -> bool {
    let ends = line.text.starts_with(is_joint) && line.text.ends_with(is_joint);
    is_border(line) && ends && !line.text.contains(' ')
}

fn table(lines: &[Line], part: &str, open: bool) -> Option<Table> {
    let closed = || open || lines.last().is_some_and(is_frame);
    let framed = lines.first().is_some_and(is_frame) && closed();
    if framed {
        framed_table(lines, part)
    } else if lines.iter().any(is_border) {
        ruled_table(lines, part)
    } else {
        bare_table(lines, part)
    }
}

/// Whether lines that are no table are drawn nevertheless: with bars at both ends, or below each other behind words.
fn is_drawn(lines: &[Line]) -> bool {
    if lines.len() < FEW
        || lines
            .iter()
            .any(|line| matches!(line.shape, Shape::Item(_)))
    {
        return false;
    }
    if lines.iter().all(|line| is_closed(line) || is_border(line)) {
        return true;
    }
    let mut shared: Option<Vec<usize>> = None;
    for line in lines {
        let mut own = columns_of(line);
        own.retain(|cell| *cell > line.indent);
        let both = match shared {
            Some(mut shared) => {
                shared.retain(|cell| own.binary_search(cell).is_ok());
                shared
            }
            None => own,
        };
        if both.is_empty() {
            return false;
        }
        shared = Some(both);
    }
    true
}

/// The lines between two borders of a frame, and whether the border below them is a strong one.
struct Band<'a> {
    lines: &'a [Line<'a>],
    strong: bool,
}

/// A table with a frame: all bars stand at its joints.
fn framed_table(lines: &[Line], part: &str) -> Option<Table> {
    let first = lines.first()?;
    let joints = columns_of(first);
    if joints.len() < 3 {
        return None;
    }
    let is_strong = |line: &Line| line.text.contains(['=', '═', '━']);
    let mut bands = Vec::new();
    let mut rest = lines.get(1..)?;
    while let Some(below) = rest.iter().position(is_border) {
        let border = rest.get(below)?;
        if columns_of(border) != joints {
            return None;
        }
        let strong = is_strong(border) && !is_strong(first);
        let lines = rest.get(..below)?;
        bands.push(Band { lines, strong });
        rest = rest.get(below + 1..)?;
    }
    // Of one that goes on elsewhere the last border is there.
    let (lines, strong) = (rest, false);
    bands.push(Band { lines, strong });
    bands.retain(|band| !band.lines.is_empty());
    let head = match bands.as_slice() {
        [] | [_] => 0,
        [_, _] => 1,
        [above @ .., _] => above
            .iter()
            .position(|band| band.strong)
            .map_or(0, |at| at + 1),
    };
    // Where only the head is set apart each line is a row; else the lines between two borders are one.
    let each = bands.len() <= 2;
    let mut rows = Vec::new();
    let mut heads = 0;
    for (nth, band) in bands.iter().enumerate() {
        let mut cells = Vec::with_capacity(band.lines.len());
        for line in band.lines {
            let own = is_closed(line).then(|| cells_at(line, (&joints, first.indent), part));
            let own = own.flatten()?;
            cells.push((line, own));
        }
        if each {
            // Whether such a line is a row or goes on from the one above it, nothing says.
            let goes_on = |(_, cells): &&(&Line, Cells)| cells.first().is_none_or(Range::is_empty);
            if nth > 0 && cells.iter().skip(1).any(|line| goes_on(&line)) {
                return None;
            }
            rows.extend(cells.into_iter().map(|(line, cells)| row(line, cells)));
        } else {
            rows.push(joined(&cells, part)?);
        }
        if nth < head {
            heads = rows.len();
        }
    }
    Some(Table {
        head: heads,
        rows,
        ..Table::default()
    })
}

/// One row of several lines; none where a cell has more than one paragraph.
fn joined(lines: &[(&Line, Cells)], part: &str) -> Option<GridRow> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut cells = Vec::with_capacity(first.1.len());
    for column in 0..first.1.len() {
        let pieces: Cells = lines
            .iter()
            .filter_map(|(_, cells)| cells.get(column).cloned())
            .collect();
        let begin = pieces.iter().position(|piece| !piece.is_empty());
        let pieces = pieces.get(begin.unwrap_or(pieces.len())..)?;
        let filled = pieces.iter().take_while(|piece| !piece.is_empty()).count();
        let is_entry = |piece: &Range<u32>| {
            let text = said(piece, part);
            text.starts_with(['•', '‣', '◦']) || text.starts_with("- ") || text.starts_with("* ")
        };
        let (filled, below) = pieces.split_at_checked(filled)?;
        if below.iter().any(|piece| !piece.is_empty()) || filled.iter().any(is_entry) {
            return None;
        }
        cells.push(filled.to_vec());
    }
    Some(GridRow {
        range: first.0.start()..last.0.end(),
        cells,
    })
}

/// A table with a line below its head, and perhaps between other rows.
fn ruled_table(lines: &[Line], part: &str) -> Option<Table> {
    let border = lines.iter().position(is_border)?;
    let ruling = lines.get(border)?;
    let columns = segments(ruling)?;
    let open = !ruling.text.starts_with(is_cut) || !ruling.text.ends_with(is_cut);
    let joints = columns_of(ruling);
    // Where all bars stand at the joints, no other sign is one.
    let at_joints = |line: &Line| cells_at(line, (&joints, ruling.indent), part);
    let straight = lines
        .iter()
        .all(|line| is_border(line) || at_joints(line).is_some());
    let mut rows = Vec::new();
    let mut head = None;
    for (nth, line) in lines.iter().enumerate() {
        if is_border(line) {
            if segments(line) != Some(columns) || (open && nth != border) {
                return None;
            }
            if !rows.is_empty() {
                head = head.or(Some(rows.len()));
            }
            continue;
        }
        let cells = match at_joints(line) {
            Some(cells) if straight => cells,
            _ => cells_between(line, part),
        };
        if head.is_none() && cells.len() != columns {
            return None;
        }
        rows.push(row(line, cells));
    }
    let head = head?;
    // Without bars at both ends little shows that it is a table: then the head is one line.
    (head < rows.len() && (!open || head == 1)).then(|| Table {
        aligns: aligns_of(ruling),
        head,
        rows,
        ..Table::default()
    })
}

/// A table of rows alone.
fn bare_table(lines: &[Line], part: &str) -> Option<Table> {
    if lines.len() < FEW || !lines.iter().all(is_closed) {
        return None;
    }
    let rows: Vec<GridRow> = lines
        .iter()
        .map(|line| row(line, cells_between(line, part)))
        .collect();
    let columns = rows.first()?.cells.len();
    let alike = rows.iter().all(|row| row.cells.len() == columns);
    alike.then_some(Table {
        head: 0,
        rows,
        ..Table::default()
    })
}

/// Into how many pieces a border is divided; none if one of them is no line.
fn segments(line: &Line) -> Option<usize> {
    let mut count = 0;
    for piece in pieces(line) {
        let dashes = piece.strip_prefix(':').unwrap_or(piece);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        if dashes.is_empty() || !dashes.chars().all(is_dash) {
            return None;
        }
        count += 1;
    }
    (count > 1).then_some(count)
}

fn pieces<'a>(line: &Line<'a>) -> impl Iterator<Item = &'a str> {
    let text = line.text.trim_matches(is_cut);
    text.split(is_cut).map(str::trim)
}

/// How the columns are aligned that a border divides.
fn aligns_of(line: &Line) -> Vec<Align> {
    let align = |piece: &str| match (piece.starts_with(':'), piece.ends_with(':')) {
        (true, true) => Align::Centre,
        (false, true) => Align::Right,
        _ => Align::Left,
    };
    pieces(line).map(align).collect()
}

/// The cells of the page at which bars and joints of a line stand.
fn columns_of(line: &Line) -> Vec<usize> {
    let mut cell = line.indent;
    let mut found = Vec::new();
    for cluster in text::clusters(line.text) {
        if cluster.starts_with(is_cut) {
            found.push(cell);
        }
        cell += text::cluster_cells(cluster);
    }
    found
}

/// What stands between the bars of a line at these cells of the page, in a table that begins at the cell `left`; none if one
/// of them is missing.
fn cells_at(line: &Line, (joints, left): (&[usize], usize), part: &str) -> Option<Cells> {
    let mut joints = joints.iter().peekable();
    let (mut cell, mut at) = (line.indent, line.start());
    let (mut from, mut cells) = (at, Vec::new());
    for cluster in text::clusters(line.text) {
        let end = at + cluster.len() as u32;
        if joints.next_if(|joint| **joint == cell).is_some() {
            if !cluster.starts_with(is_bar) {
                return None;
            }
            // Before the bar at the left edge there is no cell; before any other there is, though it may be empty.
            if cell > left {
                cells.push(trimmed(&(from..at), part));
            }
            from = end;
        }
        at = end;
        cell += text::cluster_cells(cluster);
    }
    if from < line.end() {
        cells.push(trimmed(&(from..line.end()), part));
    }
    joints.peek().is_none().then_some(cells)
}

/// What stands between the bars of a line, wherever those stand; one behind a backslash is none.
fn cells_between(line: &Line, part: &str) -> Cells {
    let mut cells = Vec::new();
    let mut from = line.start();
    let mut escaped = false;
    for (at, c) in line.text.char_indices() {
        let here = line.start() + at as u32;
        if is_bar(c) && !escaped {
            if at > 0 {
                cells.push(trimmed(&(from..here), part));
            }
            from = here + c.len_utf8() as u32;
        }
        escaped = c == '\\' && !escaped;
    }
    if from < line.end() {
        cells.push(trimmed(&(from..line.end()), part));
    }
    cells
}
