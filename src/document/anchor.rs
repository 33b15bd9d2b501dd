//! A place known by what stands there and around it, so that it is found again in a text that has changed.

use std::collections::HashMap;

use super::sketch::number_of;
use super::{Pages, Part, Place};
use crate::text;

/// Lines on either side of a place that it is known by; blank ones do not count.
const AROUND: usize = 8;
/// Of a line that is very long the beginning tells what it is, in bytes.
const TELLING: usize = 400;
/// A line that says so much is hardly said twice, in bytes.
const LONG: usize = 30;

/// What a place is known by.
#[derive(Clone, Debug)]
pub struct Anchor {
    place: Place,
    /// Bytes from the beginning of its line.
    inside: u32,
    /// The lines around: how far each is from that of the place, and a number for what it says.
    lines: Vec<(i64, u64)>,
    /// Whether the line of the place alone tells where it is.
    telling: bool,
}

/// The lines of a part that are not blank: where each begins, what it says.
fn lines(part: &Part) -> impl Iterator<Item = (u32, &str)> {
    part.lines().filter(|(_, line)| !line.trim().is_empty())
}

fn number(line: &str) -> u64 {
    number_of(text::head(line, TELLING))
}

/// How much it says that a line so far away is there: the line of the place says most.
fn weight(away: i64) -> u32 {
    u32::try_from(16 / (1 + away.unsigned_abs())).unwrap_or(0)
}

impl Anchor {
    /// What a place of this part is known by.
    pub fn at(part: &Part, place: Place) -> Self {
        let all: Vec<(u32, &str)> = lines(part).collect();
        // On a blank line, the one before it.
        let own = all
            .partition_point(|(start, _)| *start <= place.offset)
            .saturating_sub(1);
        let from = own.saturating_sub(AROUND);
        let before = i64::try_from(own - from).unwrap_or(0);
        let around = (-before..).zip(all.iter().skip(from));
        let around = around.take(own - from + 1 + AROUND);
        let said = all.get(own).copied().unwrap_or((0, ""));
        Self {
            place,
            inside: place.offset.saturating_sub(said.0),
            lines: around
                .map(|(away, (_, line))| (away, number(line)))
                .collect(),
            telling: said.1.trim().len() >= LONG,
        }
    }

    /// Where it stands in another text, or the same one by now: the nearest place of which most is as it was, else the
    /// one of which most is so. Looks no further than so many parts away from where it was. None if it is gone.
    pub fn find(&self, pages: &dyn Pages, reach: u32) -> Option<Place> {
        let all: u32 = self.lines.iter().map(|(away, _)| weight(*away)).sum();
        let mut says: HashMap<u64, Vec<i64>> = HashMap::new();
        for (away, number) in &self.lines {
            says.entry(*number).or_default().push(*away);
        }
        let parts = pages.parts();
        let start = self.place.part.min(parts.saturating_sub(1));
        let mut best: Option<(u32, Place)> = None;
        let near = (0..=reach.min(parts)).flat_map(|away| {
            let after = (away > 0).then(|| start.checked_add(away)).flatten();
            [start.checked_sub(away), after]
        });
        for part in near.flatten().filter(|part| *part < parts) {
            if let Some(found) = self.look(&pages.part(part), &says)
                && best.is_none_or(|best| best.0 < found.0)
            {
                best = Some(found);
                if found.0 * 2 > all {
                    break;
                }
            }
        }
        let enough = |points: u32| points * 4 >= all || self.telling && points >= weight(0);
        best.filter(|(points, _)| *points > 0 && enough(*points))
            .map(|(_, place)| place)
    }

    /// The likeliest line of a part, and how much speaks for it.
    fn look(&self, part: &Part, says: &HashMap<u64, Vec<i64>>) -> Option<(u32, Place)> {
        let all: Vec<(u32, &str)> = lines(part).collect();
        // Each line that says what one of ours does speaks for the line as far away from it.
        let mut points: HashMap<i64, u32> = HashMap::new();
        for (at, (_, line)) in (0_i64..).zip(&all) {
            for away in says.get(&number(line)).into_iter().flatten() {
                *points.entry(at - away).or_default() += weight(*away);
            }
        }
        let begins = |at: i64| Some(*all.get(usize::try_from(at).ok()?)?);
        let found = points.iter().filter_map(|(at, points)| {
            let (start, line) = begins(*at)?;
            let moved = start.abs_diff(self.place.offset.saturating_sub(self.inside));
            Some((*points, std::cmp::Reverse(moved), start, line))
        });
        let (points, _, start, line) = found.max_by_key(|found| (found.0, found.1, found.2))?;
        let inside = text::head(line, self.inside as usize).len() as u32;
        let place = Place {
            part: part.number,
            offset: start + inside,
        };
        Some((points, place))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::document::parts_of_texts::Parts;

    fn verses(numbers: impl Iterator<Item = u32>) -> String {
        let mut text = String::new();
        for n in numbers {
            let _ = write!(text, "Verse {n} of the song\n\nthe refrain\n\n");
        }
        text
    }

    /// The line on which a place of one text is found in another one.
    fn found(text: &str, line: &str, other: &[&str]) -> Option<String> {
        let before = Parts::of(&[text]);
        let offset = text.find(line).unwrap() as u32;
        let anchor = Anchor::at(&before.part(0), Place { part: 0, offset });
        let after = Parts::of(other);
        let place = anchor.find(&after, 9)?;
        let part = after.part(place.part);
        Some(part.line_at(place.offset).1.to_owned())
    }

    #[test]
    fn a_place_is_found_where_it_stands_now() {
        let text = verses(1..60);
        let here = Some("Verse 30 of the song".to_owned());
        let find = |other: &[&str]| found(&text, "Verse 30 ", other);
        assert_eq!(find(&[&text]), here);
        assert_eq!(find(&[&format!("A preface.\n\n{text}")]), here);
        assert_eq!(find(&[&verses(25..90)]), here);
        assert_eq!(find(&[&verses(100..300), &verses(1..40)]), here);
        assert_eq!(find(&[&text.replace("refrain", "chorus")]), here);
        let changed = text.replace("Verse 30", "Stanza XXX");
        assert_eq!(find(&[&changed]).unwrap(), "Stanza XXX of the song");
        let without = text.replace("Verse 30 of the song\n\nthe refrain\n\n", "");
        assert!(["Verse 31 of the song", "the refrain"].contains(&&*find(&[&without]).unwrap()));
        assert_eq!(find(&["Another text.\n\nthe refrain\n"]), None);
        assert_eq!(find(&[""]), None);
    }

    #[test]
    fn of_equal_places_the_nearest_is_taken() {
        let text = "the same line again\n".repeat(500);
        let before = Parts::of(&[&text]);
        let place = Place {
            part: 0,
            offset: 20 * 250,
        };
        let anchor = Anchor::at(&before.part(0), place);
        assert_eq!(anchor.find(&before, 9), Some(place));
    }

    #[test]
    fn a_place_inside_a_line_stays_inside() {
        let line = "one word after the other, ".repeat(30);
        let text = format!("A title\n\n{line}\n\nAn end\n");
        let before = Parts::of(&[&text]);
        let place = Place {
            part: 0,
            offset: 400,
        };
        let anchor = Anchor::at(&before.part(0), place);
        let after = Parts::of(&[&format!("More\n\n{text}")]);
        let offset = 400 + "More\n\n".len() as u32;
        assert_eq!(anchor.find(&after, 0), Some(Place { part: 0, offset }));
    }
}
