//! Runs that only lead the eye: dots up to a page number, blanks between the three parts of a page's head. Where a
//! line is too wide they are drawn shorter, so that what they lead to does not stand alone on the next row.

use std::ops::Range;

/// From how many cells on dots or blanks are such a run.
const LEAST: usize = 5;
/// How many cells are left of one.
const LEFT: usize = 4;
/// Lines of more bytes than this are no entries of contents.
const LONGEST: usize = 1024;

/// By how many cells a line can be drawn shorter. Blanks count only where the line is alone: in a table they hold the
/// columns.
pub(super) fn spare(line: &str, alone: bool) -> usize {
    runs(line, alone).iter().map(|run| run.len() - LEFT).sum()
}

/// Whether a text is the head or the foot of a page of the manual: one line of three parts, at both ends the same, or the page
/// with its section at the last one.
pub(super) fn is_edge_of_page(text: &str) -> bool {
    let line = text.trim();
    if line.contains('\n') || runs(line, true).len() != 2 || spare(line, false) > 0 {
        return false;
    }
    let gap = " ".repeat(LEAST);
    let first = line.split(gap.as_str()).next().unwrap_or("");
    let last = line.rsplit(gap.as_str()).next().unwrap_or("").trim_start();
    let section = last
        .strip_suffix(')')
        .and_then(|page| page.rsplit_once('('));
    let page = section.is_some_and(|(name, section)| {
        let numbered = section.starts_with(|c: char| c.is_ascii_digit());
        numbered && !name.is_empty() && !name.contains(' ')
    });
    page || first == last
}

/// A line drawn so many cells shorter, of those that it can spare: always the longest run gives one.
pub(super) fn shorten(line: &str, cells: usize) -> String {
    let mut runs = runs(line, true);
    for _ in 0..cells {
        if let Some(run) = runs.iter_mut().max_by_key(ExactSizeIterator::len) {
            run.end -= 1;
        }
    }
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for (run, whole) in runs.iter().zip(self::runs(line, true)) {
        // The end of a run stays, so that dots with blanks between them stand below each other.
        out.push_str(line.get(at..run.start).unwrap_or(""));
        at = whole.end - run.len();
    }
    out.push_str(line.get(at..).unwrap_or(""));
    out
}

/// The runs of dots, with blanks between them or without, or else the two runs of blanks between three parts.
fn runs(line: &str, alone: bool) -> Vec<Range<usize>> {
    let body = line.trim_end();
    if body.len() > LONGEST {
        return Vec::new();
    }
    let (mut dotted, mut blank) = (Vec::new(), Vec::new());
    let (mut start, mut dots) = (0, 0);
    let first = body.len() - body.trim_start().len();
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'.' => dots += 1,
            b' ' => {}
            _ => {
                if start > first && at - start >= LEAST {
                    if dots >= LEAST {
                        dotted.push(start..at);
                    } else if dots == 0 {
                        blank.push(start..at);
                    }
                }
                (start, dots) = (at + 1, 0);
            }
        }
    }
    match (dotted.is_empty(), blank.len()) {
        (false, _) => dotted,
        (true, 2) if alone => blank,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(line: &str, cells: usize) -> String {
        assert!(spare(line, true) >= cells, "{line}");
        shorten(line, cells)
    }

    #[test]
    fn dots_lead_to_a_page_number_over_less() {
        assert_eq!(short("1. Bread.............12", 8), "1. Bread.....12");
        assert_eq!(short("2. Salt . . . . . . .  3", 6), "2. Salt . . . .  3");
        assert_eq!(spare("Wait ... and see", true), 0);
        assert_eq!(spare("Wait for it ......", true), 0);
    }

    #[test]
    fn pages_of_the_manual_have_edges() {
        for line in [
            "BAKE(1)          Kitchen          BAKE(1)",
            "  Ovens 1.0          May 2, 2026          bake(1)",
            "Ovens          May 2, 2026          Ovens",
        ] {
            assert!(is_edge_of_page(line), "{line}");
        }
        for line in [
            "rye          bread          12",
            "BAKE(1)          Kitchen",
            "a          b          f(x)",
            "a          b          a\nc          d          c",
        ] {
            assert!(!is_edge_of_page(line), "{line}");
        }
    }

    #[test]
    fn blanks_are_spared_between_three_parts_of_a_line_that_is_alone() {
        let head = "BAKE(1)          Kitchen          BAKE(1)";
        assert_eq!(short(head, 8), "BAKE(1)      Kitchen      BAKE(1)");
        assert_eq!(spare(head, false), 0);
        assert_eq!(spare("    rye = 1           # bread", true), 0);
    }
}
