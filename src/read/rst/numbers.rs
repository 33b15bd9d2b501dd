//! Numbers of entries: those that say only that they have one (`#.`) go on with what stands before them.

use crate::read::numerals::roman;

/// How a list is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Numbers,
    Letters,
    Roman,
}

/// What the last entry of a list was counted as.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    last: u32,
    style: Style,
    capitals: bool,
}

impl Count {
    /// The marker of the next entry, whose own is this.
    pub(super) fn next(&mut self, marker: &str) -> String {
        let name = marker.trim_matches(['(', ')', '.']);
        if name != "#" {
            self.take(name);
            return marker.to_owned();
        }
        self.last = self.last.saturating_add(1);
        marker.replace('#', &self.written())
    }

    fn take(&mut self, name: &str) {
        let first = self.last == 0;
        self.last = self.last.saturating_add(1);
        if let Ok(number) = name.parse() {
            (self.last, self.style) = (number, Style::Numbers);
        } else if first {
            let small = name.to_ascii_lowercase();
            self.capitals = small != name;
            let letter = small.bytes().next().filter(|_| name.len() == 1);
            if let Some(letter) = letter.filter(|letter| *letter != b'i') {
                let nth = letter.saturating_sub(b'a') + 1;
                (self.last, self.style) = (nth.into(), Style::Letters);
            } else if let Some(number) = (1..400).find(|number| roman(*number) == small) {
                (self.last, self.style) = (number, Style::Roman);
            }
        }
    }

    fn written(self) -> String {
        let small = match self.style {
            Style::Letters if (1..=26).contains(&self.last) => {
                char::from(b'a' + (self.last - 1) as u8).to_string()
            }
            Style::Roman if self.last < 4000 => roman(self.last),
            _ => self.last.to_string(),
        };
        if self.capitals {
            small.to_ascii_uppercase()
        } else {
            small
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn entries_go_on_as_the_first_begins() {
        for (markers, expected) in [
            (["#.", "#.", "#."], "1. 2. 3."),
            (["4)", "#)", "#)"], "4) 5) 6)"),
            (["(a)", "(#)", "(#)"], "(a) (b) (c)"),
            (["Y.", "#.", "#."], "Y. Z. 27."),
            (["iii.", "#.", "#."], "iii. iv. v."),
            (["#.", "7.", "#."], "1. 7. 8."),
        ] {
            let mut count = Count::default();
            let shown = markers.map(|marker| count.next(marker));
            assert_eq!(shown.join(" "), expected);
        }
    }
}
