//! The column of text.

use std::ops::Range;

use ratatui::style::Style as Paint;

use super::theme::Theme;
use super::{Frame, pictures};
use crate::app::App;
use crate::app::links::Tag;
use crate::app::marking::Mark;
use crate::app::regions::Area;
use crate::document::Face;
use crate::layout::{BEFORE_REASON, Line, Style};
use crate::outline::Folded;
use crate::text;

/// Paints the rows in view.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame) {
    let regions = app.regions();
    let area = regions.article;
    let left = area.x + regions.margin;
    let blank = app
        .view()
        .lines
        .iter()
        .all(|l| l.text.is_empty() && l.art.is_none());
    let pages = app.document().pages();
    if blank && pages.parts() == 1 {
        let words = match (pages.finished(), pages.size()) {
            (false, _) => "waiting for text …",
            (true, 0) => "this text is empty",
            (true, _) => "this text holds nothing but blanks",
        };
        let y = area.y + u16::from(area.height > 1);
        frame.put(area, left, y, words, theme.quiet);
    }
    let marks = app.view().marks.iter().map(Vec::as_slice);
    let marks = marks.chain(std::iter::repeat(&[][..]));
    let rows = app.view().lines.iter().zip(marks);
    for (y, (line, marks)) in (area.y..area.y.saturating_add(area.height)).zip(rows) {
        row(line, marks, theme, frame, area, left, y);
        picture(app, line, theme, frame, area, left, y);
        let tags = app.view().tags.get(usize::from(y - area.y));
        number_links(
            line,
            tags.map_or(&[], Vec::as_slice),
            theme,
            frame,
            area,
            left,
            y,
        );
        margin_mark(line, theme, frame, area, left, y);
        if line.style.is_some() && app.landed() == Some(line.place) && left > area.x + 1 {
            frame.put(area, left - 2, y, "▌", theme.mark);
        }
    }
}

/// The row of a picture, once it is known how that looks.
pub(super) fn picture(
    app: &App,
    line: &Line,
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    left: u16,
    y: u16,
) {
    let painted = line.art.and_then(|art| Some((art, app.painted(&art)?)));
    if let Some((art, painted)) = painted {
        let x = left + line.indent + text::cells(&line.lead) as u16;
        pictures::row(&art, painted, theme, frame, area, (x, y));
    }
}

/// The numbers of links, each before its link: on the blank there, and where it has more digits on what is before that.
pub(super) fn number_links(
    line: &Line,
    tags: &[Tag],
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    left: u16,
    y: u16,
) {
    let start = (left + line.indent).saturating_sub(line.outdent) + text::cells(&line.lead) as u16;
    for tag in tags.iter().filter(|tag| tag.possible) {
        let before = line.text.get(..tag.at).unwrap_or("");
        let number = tag.number.to_string();
        let out = usize::from(line.moved.unwrap_or(0));
        let Some(before) = text::cells(before).checked_sub(out) else {
            continue;
        };
        let x = start.saturating_add(before as u16);
        let x = x.saturating_sub(number.len() as u16).max(area.x);
        let style = if tag.chosen { theme.hit } else { theme.tag };
        frame.put(area, x, y, &number, style);
    }
}

/// A page break that is folded into the margin: the number that stood there, or a dot where there is no room for that.
fn margin_mark(line: &Line, theme: &Theme, frame: &mut Frame, area: Area, left: u16, y: u16) {
    let itself = matches!(line.style, Some(Style::Folded | Style::Furniture));
    let Some(fold) = line.fold.filter(|fold| !fold.open && !itself) else {
        return;
    };
    let Folded::Page(number) = fold.kind else {
        return;
    };
    let edge = left.min((left + line.indent).saturating_sub(line.outdent));
    let room = edge.saturating_sub(area.x);
    let number = number.to_string();
    let cells = number.len() as u16;
    // Three cells to the text, for the mark of a jump, and one to what is beside the column.
    if cells + 4 <= room {
        frame.put(area, edge - 3 - cells, y, &number, theme.quiet);
    } else if room > 1 {
        frame.put(area, edge - 2, y, "·", theme.quiet);
    }
}

/// Paints a row; `left` is where the column begins.
pub(super) fn row(
    line: &Line,
    marks: &[Mark],
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    left: u16,
    y: u16,
) {
    let start = (left + line.indent).saturating_sub(line.outdent);
    let Some(style) = line.style else {
        frame.put(area, start, y, &line.lead, theme.quiet);
        return;
    };
    let (lead, text): (Paint, Paint) = match style {
        Style::Title => (theme.lead, theme.title),
        Style::Heading(level) => (theme.lead, theme.heading(level)),
        Style::Paragraph | Style::Item => (theme.lead, theme.text),
        Style::Table if line.bytes == 0 => (theme.quiet, theme.quiet),
        Style::Table => (theme.quiet, theme.text),
        Style::Picture => (theme.lead, theme.quiet),
        Style::Quote => (theme.quiet, theme.quote),
        Style::Verbatim => (theme.quiet, theme.verbatim),
        Style::Rule | Style::Folded | Style::Furniture => (theme.quiet, theme.quiet),
    };
    let bars = line.lead.rfind("│ ").map_or(0, |at| at + "│ ".len());
    let bars = line.lead.get(..bars).unwrap_or("");
    let x = frame.put(area, start, y, bars, theme.quiet);
    let mut x = x;
    for range in cuts(&line.lead_faces, bars.len()..line.lead.len()) {
        let inside = |of: &Range<usize>| of.start <= range.start && range.end <= of.end;
        let faces = line.lead_faces.iter().filter(|(of, _)| inside(of));
        // What the format does not say is as any marker, unless it says something of another stretch.
        let plain = if line.lead_faces.is_empty() {
            lead
        } else {
            text
        };
        let look = faces.fold(plain, |look, (_, face)| look.patch(theme.face(face)));
        x = frame.put(area, x, y, line.lead.get(range).unwrap_or(""), look);
    }
    let area = match line.moved {
        Some(moved) => cut(line, moved, theme, frame, area, x, y),
        None => area,
    };
    let mut out = usize::from(line.moved.unwrap_or(0));
    if line.faces.is_empty() && marks.is_empty() {
        let (words, before) = moved(&line.text, &mut out);
        let x = frame.put(area, x + before, y, words, text);
        return behind(line, theme, frame, area, (x, y), text);
    }
    for range in pieces(line, marks) {
        let inside = |of: &Range<usize>| of.start <= range.start && range.end <= of.end;
        let faces = line.faces.iter().filter(|(of, _)| inside(of));
        let look = faces.fold(text, |look, (_, face)| look.patch(theme.face(face)));
        let mark = marks.iter().find(|mark| inside(&mark.range));
        let look = match mark {
            Some(mark) if mark.current => look.patch(theme.hit),
            Some(_) => look.patch(theme.other),
            None => look,
        };
        let words = line.text.get(range.clone()).unwrap_or("");
        let address = |(of, face): &(Range<usize>, Face)| match face {
            Face::Link(target) if theme.links && inside(of) => text::web_address(target),
            _ => None,
        };
        let leads = line.faces.iter().find_map(address);
        let (words, before) = moved(words, &mut out);
        x = frame.put_link(area, (x + before, y), words, look, leads);
    }
    behind(line, theme, frame, area, (x, y), text);
}

/// What stands behind the text of a row and is not in it: the hyphen of a divided word, why a picture is not shown.
fn behind(
    line: &Line,
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    (x, y): (u16, u16),
    text: Paint,
) {
    if line.hyphen {
        frame.put(area, x, y, "-", text);
    }
    if let Some(unseen) = line.unseen {
        let before = if line.text.is_empty() {
            ""
        } else {
            BEFORE_REASON
        };
        let x = frame.put(area, x, y, before, theme.quiet);
        frame.put(area, x, y, unseen.words(), theme.quiet);
    }
}

/// The end of some words that begin `out` cells left of where they are drawn, and the cells before it, where a wide
/// character was cut. Takes away what was out.
fn moved<'a>(words: &'a str, out: &mut usize) -> (&'a str, u16) {
    if *out == 0 {
        return (words, 0);
    }
    let (head, cells) = text::fit(words, *out);
    *out -= cells;
    let rest = words.get(head.len()..).unwrap_or("");
    let Some(split) = text::clusters(rest).next().filter(|_| *out > 0) else {
        return (rest, 0);
    };
    let before = text::cluster_cells(split).saturating_sub(*out);
    *out = 0;
    (rest.get(split.len()..).unwrap_or(""), before as u16)
}

/// Marks the edges at which a row is cut, and gives the area that is left for its text, which begins at `x`.
fn cut(
    line: &Line,
    moved: u16,
    theme: &Theme,
    frame: &mut Frame,
    area: Area,
    x: u16,
    y: u16,
) -> Area {
    let cells = text::cells(&line.text);
    let edge = area.x.saturating_add(area.width).saturating_sub(1);
    let room = usize::from(edge.saturating_sub(x));
    if moved > 0 && cells > 0 && x > area.x {
        frame.put(area, x - 1, y, "‹", theme.quiet);
    }
    if cells.saturating_sub(usize::from(moved)) > room {
        frame.put(area, edge, y, "›", theme.quiet);
    }
    Area {
        width: area.width.saturating_sub(1),
        ..area
    }
}

/// The stretches of a row that look the same from beginning to end.
fn pieces(line: &Line, marks: &[Mark]) -> Vec<Range<usize>> {
    let faces = line.faces.iter().map(|(range, _)| range);
    let ranges = marks.iter().map(|mark| &mark.range).chain(faces);
    between(ranges, 0..line.text.len())
}

/// The stretches of a part of what stands before a row.
fn cuts(faces: &[(Range<usize>, Face)], whole: Range<usize>) -> Vec<Range<usize>> {
    between(faces.iter().map(|(range, _)| range), whole)
}

/// The stretches of a whole in which none of some ranges begins or ends.
fn between<'a>(
    ranges: impl Iterator<Item = &'a Range<usize>>,
    whole: Range<usize>,
) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
    cuts.retain(|cut| whole.contains(cut));
    cuts.extend([whole.start, whole.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let pairs = cuts.windows(2);
    pairs
        .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
        .collect()
}
