//! Where in a row, as it is drawn, a stretch of the source stands.
//!
//! What is drawn is the source with its blanks folded or widened, some hyphens and dots left out. So the two can be read
//! side by side, character by character.

use std::ops::Range;

/// A row beside its source: for each drawn character where it begins in both, in bytes, and where the drawn text ends.
#[derive(Debug)]
pub struct Shown {
    pairs: Vec<(u32, u32)>,
    end: u32,
}

impl Shown {
    /// Reads a row beside its source.
    ///
    /// ```
    /// use rubricate::layout::Shown;
    /// let shown = Shown::new("exam\u{2010}\n  ple  of", "example of");
    /// assert_eq!(shown.drawn(0..13), 0..7);
    /// assert_eq!(shown.drawn(15..17), 8..10);
    /// assert_eq!(shown.source(8), 15);
    /// ```
    pub fn new(source: &str, drawn: &str) -> Self {
        let mut pairs = Vec::with_capacity(drawn.len());
        let mut rest = drawn.char_indices().peekable();
        for (at, c) in source.char_indices() {
            let Some(&(to, d)) = rest.peek() else { break };
            let blank = c.is_whitespace() && d == ' ';
            if c != d && !blank {
                continue;
            }
            pairs.push((at as u32, to as u32));
            rest.next();
            if c == '\t' {
                while let Some((to, _)) = rest.next_if(|(_, d)| *d == ' ') {
                    pairs.push((at as u32, to as u32));
                }
            }
        }
        Self {
            pairs,
            end: drawn.len() as u32,
        }
    }

    /// Where a stretch of the source is drawn; empty where nothing of it is.
    pub fn drawn(&self, source: Range<u32>) -> Range<usize> {
        let at = |offset: u32| {
            let pair = self.pairs.partition_point(|(at, _)| *at < offset);
            self.pairs.get(pair).map_or(self.end, |(_, to)| *to) as usize
        };
        at(source.start)..at(source.end)
    }

    /// The byte of the source that a drawn byte shows.
    pub fn source(&self, drawn: u32) -> u32 {
        let pair = self.pairs.partition_point(|(_, to)| *to <= drawn);
        let at = pair.checked_sub(1).and_then(|pair| self.pairs.get(pair));
        at.map_or(0, |(at, _)| *at)
    }
}
