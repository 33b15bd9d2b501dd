//! How right an outline is, and where it is wrong.
//!
//! A heading is right if it stands on the line of a true one. What stands on the title, on the further lines of a
//! heading or on lines that are to be ignored is neither right nor wrong. Of two right headings that follow each other it
//! is asked whether the second is deeper, as deep or less deep. A title is right if its letters and digits are.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use rubricate::outline::Outline;
use serde_json::Value;

/// A heading that a text has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GoldHeading {
    pub(crate) line: u64,
    pub(crate) level: u64,
    pub(crate) text: String,
    /// How many lines it takes.
    pub(crate) span: u64,
}

/// What the outline of a text should be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) title: Option<String>,
    /// What is right for the title as well; `*` is any.
    pub(crate) title_alt: Vec<String>,
    pub(crate) headings: Vec<GoldHeading>,
    /// First and last lines of what is not scored.
    pub(crate) ignore: Vec<(u64, u64)>,
}

impl Gold {
    /// A gold file, as a reader exports one too. What it says of the text has to be there.
    pub(crate) fn read(json: &str, text: &str) -> Self {
        let json: Value = serde_json::from_str(json).expect("JSON");
        let number = |value: &Value| value.as_u64().expect("a number");
        let list = |key: &str| json[key].as_array().cloned().unwrap_or_default();
        let headings: Vec<GoldHeading> = list("headings")
            .iter()
            .map(|heading| GoldHeading {
                line: number(&heading["line"]),
                level: number(&heading["level"]),
                text: heading["text"].as_str().expect("a text").to_owned(),
                span: heading.get("span").map_or(1, number),
            })
            .collect();
        let lines: Vec<&str> = text.lines().collect();
        for heading in &headings {
            let first = heading.line as usize - 1;
            let there = lines[first..first + heading.span as usize].join(" ");
            let there: Vec<&str> = there.split_whitespace().collect();
            assert_eq!(there.join(" "), heading.text, "line {}", heading.line);
        }
        Self {
            title: json["title"].as_str().map(str::to_owned),
            title_alt: list("title_alt")
                .iter()
                .map(|title| title.as_str().expect("a title").to_owned())
                .collect(),
            headings,
            ignore: list("ignore")
                .iter()
                .map(|pair| (number(&pair[0]), number(&pair[1])))
                .collect(),
        }
    }
}

/// What is wrong with one outline.
#[derive(Clone, Debug)]
pub(crate) enum Wrong {
    False { line: u64, text: String },
    Missed { line: u64, text: String },
    Level { line: u64, found: u64, truth: u64 },
    Text { line: u64, found: String },
    Title { found: String },
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::False { line, text } => write!(f, "{line}: no heading: {text}"),
            Self::Missed { line, text } => write!(f, "{line}: missed: {text}"),
            Self::Level { line, found, truth } => {
                write!(f, "{line}: level {found}, should be {truth}")
            }
            Self::Text { line, found } => write!(f, "{line}: says only {found:?}"),
            Self::Title { found } => write!(f, "title: {found:?}"),
        }
    }
}

/// How right the outline of one text is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    right: usize,
    found: usize,
    truth: usize,
    /// How many of the right ones say all that the heading says.
    whole: usize,
    pairs: usize,
    pairs_right: usize,
    title: bool,
    pub(crate) wrong: Vec<Wrong>,
}

impl Score {
    pub(crate) fn of(outline: &Outline, gold: &Gold) -> Self {
        let mut score = Self {
            truth: gold.headings.len(),
            ..Self::default()
        };
        let further = |h: &GoldHeading| (h.line + 1, h.line + h.span - 1);
        let ignored: Vec<(u64, u64)> = gold
            .ignore
            .iter()
            .copied()
            .chain(gold.headings.iter().map(further))
            .collect();
        let mut found = BTreeMap::new();
        for heading in &outline.headings {
            found.entry(heading.line).or_insert(heading);
        }
        let mut before: Option<(u64, u64)> = None;
        for truth in &gold.headings {
            let Some(heading) = found.remove(&truth.line) else {
                let (line, text) = (truth.line, truth.text.clone());
                score.wrong.push(Wrong::Missed { line, text });
                continue;
            };
            score.right += 1;
            if letters(&heading.text) == letters(&truth.text) {
                score.whole += 1;
            } else {
                let (line, found) = (truth.line, heading.text.clone());
                score.wrong.push(Wrong::Text { line, found });
            }
            let levels = (u64::from(heading.level), truth.level);
            if let Some(before) = before {
                score.pairs += 1;
                let step = |a: u64, b: u64| -> Ordering { b.cmp(&a) };
                if step(before.0, levels.0) == step(before.1, levels.1) {
                    score.pairs_right += 1;
                } else {
                    let (line, (found, truth)) = (truth.line, levels);
                    score.wrong.push(Wrong::Level { line, found, truth });
                }
            }
            before = Some(levels);
        }
        found.retain(|line, _| !ignored.iter().any(|(a, b)| a <= line && line <= b));
        score.found = score.right + found.len();
        for (line, heading) in found {
            let text = heading.text.clone();
            score.wrong.push(Wrong::False { line, text });
        }
        let title = outline.title.as_ref().map(|title| title.text.clone());
        let found = title.as_deref().map(letters);
        let alt = |alt: &String| alt == "*" || found == Some(letters(alt));
        score.title = found == gold.title.as_deref().map(letters) || gold.title_alt.iter().any(alt);
        if !score.title {
            let found = title.unwrap_or_default();
            score.wrong.push(Wrong::Title { found });
        }
        score
    }

    /// The share of what was found that is right; none if nothing was found.
    fn precision(&self) -> Option<f64> {
        (self.found > 0).then(|| self.right as f64 / self.found as f64)
    }

    /// The share of what there is that was found.
    fn recall(&self) -> Option<f64> {
        (self.truth > 0).then(|| self.right as f64 / self.truth as f64)
    }

    /// The harmonic mean of both; 1 where there was nothing to be found and nothing was.
    fn f1(&self) -> f64 {
        match self.found + self.truth {
            0 => 1.0,
            both => 2.0 * self.right as f64 / both as f64,
        }
    }
}

/// Small letters and digits of a title.
fn letters(text: &str) -> String {
    let known = text.chars().filter(|c| c.is_alphanumeric());
    known.flat_map(char::to_lowercase).collect()
}

/// What is told of a family, in this order.
pub(crate) const FIGURES: [&str; 7] = ["P", "R", "F1", "level", "text", "title", "silent"];

/// The figures of a family, in thousandths; none where there is nothing to be measured.
pub(crate) fn figures(scores: &[Score]) -> [Option<u32>; FIGURES.len()] {
    let sum = |count: fn(&Score) -> usize| -> usize { scores.iter().map(count).sum() };
    let share = |part: usize, of: usize| {
        (of > 0).then(|| (1000.0 * part as f64 / of as f64).round() as u32)
    };
    let silent = scores.iter().filter(|s| s.truth == 0);
    [
        mean(scores.iter().filter_map(Score::precision)),
        mean(scores.iter().filter_map(Score::recall)),
        mean(scores.iter().map(Score::f1)),
        share(sum(|s| s.pairs_right), sum(|s| s.pairs)),
        share(sum(|s| s.whole), sum(|s| s.right)),
        mean(scores.iter().map(|s| f64::from(u8::from(s.title)))),
        mean(silent.map(Score::f1)),
    ]
}

/// How many headings the texts of a family have.
pub(crate) fn headings(scores: &[Score]) -> usize {
    scores.iter().map(|s| s.truth).sum()
}

fn mean(values: impl Iterator<Item = f64>) -> Option<u32> {
    let values: Vec<f64> = values.collect();
    let sum: f64 = values.iter().sum();
    (!values.is_empty()).then(|| (1000.0 * sum / values.len() as f64).round() as u32)
}

#[test]
fn a_score_tells_right_from_wrong() {
    let text = "# Title\n\n## One\n\nProse.\n\n## Two\n\nProse.\n\n## Three\n\nProse.\n";
    let outline = rubricate::outline(text);
    let lines: Vec<u64> = outline.headings.iter().map(|h| h.line).collect();
    assert_eq!(lines, [3, 7, 11]);
    let heading = |line, level| GoldHeading {
        line,
        level,
        text: "One".to_owned(),
        span: 1,
    };
    let mut gold = Gold {
        headings: vec![heading(3, 1), heading(7, 2), heading(9, 1)],
        ..Gold::default()
    };
    let score = Score::of(&outline, &gold);
    let all = figures(std::slice::from_ref(&score));
    assert_eq!(
        all[..5],
        [Some(667), Some(667), Some(667), Some(0), Some(500)]
    );
    assert_eq!(score.wrong.len(), 5, "{:?}", score.wrong);
    gold.ignore.push((10, 11));
    assert_eq!(figures(&[Score::of(&outline, &gold)])[0], Some(1000));
    let none = Score::of(&rubricate::outline(""), &Gold::default());
    assert_eq!(
        figures(&[none]),
        [None, None, Some(1000), None, None, Some(1000), Some(1000)]
    );
}
