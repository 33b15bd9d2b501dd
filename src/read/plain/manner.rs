//! How a text uses its lines, and what made a line end.

use super::line::{Line, Shape};
use super::{records, tables};

/// Text wider than this was not wrapped by hand or by a formatter; its lines are paragraphs.
pub(super) const WIDEST_WRAP: usize = 132;
/// Text narrower than this is verse or a list, not wrapped prose.
pub(super) const NARROWEST_WRAP: usize = 40;

/// No line of verse is wider.
const WIDEST_VERSE: usize = 84;

/// Lines of fewer cells do not tell how a text breaks its lines.
const SHORT: usize = 30;

/// How many cells short of the column lines that were broken by hand may end.
const SLACK: usize = 6;

/// How a text uses its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What a line end means.
    pub lines: Lines,
    /// The indent that most lines of prose share, in cells; the page starts there.
    pub base: usize,
}

/// What a line end means in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Prose was broken at this column, in cells; a paragraph is what stands between blank lines.
    Wrapped(usize),
    /// Each line is a paragraph.
    Paragraphs,
    /// Lines are lines: verse, a table, code among prose.
    Kept,
    /// Lines are lines even where they read like prose: a source file, a log.
    Data,
}

impl Manner {
    /// That of what is no prose at all.
    pub(super) const DATA: Self = Self {
        lines: Lines::Data,
        base: 0,
    };

    /// Judges a text by its first lines.
    pub fn judge(head: &str) -> Self {
        let lines: Vec<Line> = head
            .lines()
            .take(400)
            .map(|text| Line::new(text, 0))
            .collect();
        // Code and columns break their lines where they want to, and so do names, lists and what else is short.
        let speaks =
            |l: &Line| l.shape == Shape::Plain && !l.is_blank() && !l.is_code() && !l.is_columns();
        let pairs: Vec<(&Line, &Line)> = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if speaks(a) && speaks(b) && a.indent == b.indent && a.cells() >= SHORT => {
                    Some((a, b))
                }
                _ => None,
            })
            .collect();
        // A table that somebody drew says nothing of the text around it, and may be all of the text.
        let others = lines.iter().filter(|line| !tables::is_drawn(line));
        let settings = records::are_settings(lines.iter().filter(|line| !line.is_blank()));
        if settings || is_data(&others.collect::<Vec<_>>()) {
            return Self::DATA;
        }
        Self {
            lines: judge_lines(&lines, &pairs),
            base: base_indent(&lines),
        }
    }
}

fn judge_lines(lines: &[Line], pairs: &[(&Line, &Line)]) -> Lines {
    if pairs.len() >= 4 {
        let mut widths: Vec<usize> = pairs.iter().map(|(a, _)| a.cells()).collect();
        widths.sort_unstable();
        let column = widths.get(widths.len() * 95 / 100).copied().unwrap_or(0);
        let forced = pairs
            .iter()
            .filter(|(a, b)| breaks_by_force(a, b, column))
            .count();
        // Lines of verse are all about as long, too, but nearly all begin with a capital.
        let capitals = pairs.iter().filter(|(_, b)| b.begins_large()).count();
        if (NARROWEST_WRAP..=WIDEST_WRAP).contains(&column)
            && forced * 2 >= pairs.len()
            && capitals * 4 <= pairs.len() * 3
        {
            return Lines::Wrapped(column);
        }
    }
    let (mut prose, mut other) = (0, 0);
    for line in lines
        .iter()
        .filter(|l| !l.is_blank() && l.shape == Shape::Plain)
    {
        *if line.is_prose() {
            &mut prose
        } else {
            &mut other
        } += line.text.len();
    }
    if prose > other {
        Lines::Paragraphs
    } else {
        Lines::Kept
    }
}

/// Whether a text is code or a log from beginning to end. Prose with code in it has lines at the margin that end in a
/// word or with a stop; in code nearly all of those carry a sign, and most others are indented.
fn is_data(lines: &[&Line]) -> bool {
    let filled = lines.iter().filter(|l| !l.is_blank());
    let (mut all, mut code, mut signed, mut loose, mut deep, mut long) = (0, 0, 0, 0, 0, 0);
    let mut stamped = 0;
    for line in filled {
        let sign = line.has_sign();
        all += 1;
        code += usize::from(line.is_code());
        signed += usize::from(sign);
        stamped += usize::from(line.is_stamped());
        loose += usize::from(!sign && line.indent == 0);
        deep += usize::from(line.indent > 0);
        long += usize::from(line.cells() > WIDEST_WRAP && !line.is_code());
    }
    let blank = lines.len() - all;
    let inside = deep * 5 >= all * 3 || signed * 8 >= all * 7;
    let source = signed * 5 >= all * 3 && loose * 12 <= all && inside;
    let records =
        (code * 5 >= all * 3 || stamped * 8 >= all * 7) && blank * 10 <= all && deep * 10 <= all;
    all >= 12 && ((source && long * 100 <= all) || records)
}

/// The smallest indent that a fair share of the longer lines have: where the text begins to stand on the page.
fn base_indent(lines: &[Line]) -> usize {
    let mut counts = [0_usize; 16];
    for line in lines
        .iter()
        .filter(|l| l.cells() >= NARROWEST_WRAP && !l.is_columns())
    {
        if let Some(count) = counts.get_mut(line.indent) {
            *count += 1;
        }
    }
    let fair = (counts.iter().sum::<usize>() / 20).max(3);
    counts.iter().position(|&count| count >= fair).unwrap_or(0)
}

/// Whether the line end between two lines was made by wrapping at a column: the next word would not have fitted.
pub(super) fn breaks_by_force(above: &Line, below: &Line, column: usize) -> bool {
    breaks_at(above, below, column)
        && above.cells() * 2 > column
        && !(above.is_address() && below.is_address())
}

/// Whether the next word would not have fitted on a line, however short that is.
pub(super) fn breaks_at(above: &Line, below: &Line, column: usize) -> bool {
    above.cells() + 1 + below.first_word_cells() > column
}

/// Whether a line end inside wrapped prose is one inside a paragraph. Those who break lines by hand leave a little more
/// room than a program; a sentence that goes on shows it even at a line that ends well before the column.
pub(super) fn breaks_in_paragraph(above: &Line, below: &Line, column: usize) -> bool {
    breaks_by_force(above, below, column.saturating_sub(SLACK))
        || (below.goes_on_from(above) && above.cells() * 3 > column * 2)
}

/// Whether lines between two blank ones are verse: each begins with a capital, and most end where the voice rests though
/// the sentence goes on. Lines that all fill the column of a text, but where a sentence ends, are its prose, whatever they begin
/// with.
pub(super) fn is_verse(lines: &[Line], column: Option<usize>) -> bool {
    let count = |what: &dyn Fn(&Line) -> bool| lines.iter().filter(|l| what(l)).count();
    let all = lines.len();
    let rests = match lines {
        // Of a couplet there is little to see: both its lines are of some words, and about as long.
        [.., last] if all < 4 => {
            let widths = || lines.iter().map(|l| l.cells() - l.indent);
            let alike = widths().min() > widths().max().map(|w| w / 2);
            let short = |column| widths().max().unwrap_or(0) * 3 < column * 2;
            last.rests()
                && alike
                && column.is_none_or(short)
                && !lines.iter().any(|l| l.words() < 3)
        }
        _ => count(&|l| l.rests()) * 2 >= all,
    };
    let fills = |column| {
        let mut pairs = lines
            .windows(2)
            .filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
        let mut full = 0;
        let goes_on = pairs.all(|(a, b)| {
            let forced = breaks_by_force(a, b, column);
            full += usize::from(forced);
            forced || a.ends_sentence()
        });
        goes_on && full * 2 >= all - 1
    };
    all > 1
        && (all - count(&|l| l.begins_large())) * 6 <= all
        && rests
        && count(&|l| !l.ends_sentence()) * 4 >= all - 1
        && !lines
            .iter()
            .any(|l| l.is_code() || l.cells() > WIDEST_VERSE)
        && !column.is_some_and(fills)
}

/// Whether lines are one paragraph whose author ended each where the sense does: nearly every line ends a sentence, or
/// goes on below with a small letter.
pub(super) fn is_broken_by_sense(lines: &[Line]) -> bool {
    let words: usize = lines
        .iter()
        .map(|l| l.text.split_ascii_whitespace().count())
        .sum();
    let pairs = lines
        .windows(2)
        .filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    let going = pairs
        .filter(|(a, b)| a.indent == b.indent && (a.ends_sentence() || b.goes_on_from(a)))
        .count();
    let code = lines.iter().filter(|l| l.is_code()).count();
    lines.len() > 1
        && words >= lines.len() * 6
        && going * 4 >= (lines.len() - 1) * 3
        && code * 4 <= lines.len()
}
