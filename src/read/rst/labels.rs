//! What a place is called that has a label: by the title, the caption or the first words below that.

use super::blocks::field;
use super::directives::directive;
use super::{adornment, behind, indent_of, is_long};

/// So many lines below a label it is looked for what it stands above, and again for the words of that.
const FAR: usize = 16;

/// What is called by a label that stands on a line.
pub(super) fn title(lines: &[&str], label: usize) -> Option<String> {
    let line = |at: usize| lines.get(at).copied().unwrap_or("");
    let is_between = |at: &usize| line(*at).is_empty() || line(*at).trim().starts_with(".. _");
    let at = (label + 1..lines.len())
        .take(FAR)
        .find(|at| !is_between(at))?;
    let (own, next) = (line(at), line(at + 1));
    let markup = own.trim_start().strip_prefix(".. ");
    if let Some((name, said)) = markup.and_then(directive) {
        let deeper = |at: &usize| indent_of(line(*at)) > indent_of(own);
        let below = (at + 1..lines.len()).take(FAR);
        let below = below.take_while(|at| line(*at).is_empty() || deeper(at));
        return called(name, said.trim(), below.map(|at| line(at).trim()));
    }
    let is_title = |rule: &str, title: &str| {
        let is_rule = rule.len() >= 2 && adornment(rule).is_some();
        is_rule && adornment(title).is_none() && !title.is_empty() && is_long(rule, title)
    };
    let title = if adornment(own).is_some() { next } else { own };
    let rule = if adornment(own).is_some() { own } else { next };
    let titled = !own.starts_with(' ') && is_title(rule, title.trim());
    titled.then(|| title.trim().to_owned())
}

/// What a directive calls what it shows.
fn called<'a>(
    name: &str,
    said: &str,
    mut below: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let words = match name {
        "table" | "list-table" | "csv-table" | "rubric" | "topic" | "sidebar" | "admonition" => {
            said.to_owned()
        }
        "figure" => {
            let words = below.skip_while(|line| line.is_empty() || field(line).is_some());
            let words = words.take_while(|line| !line.is_empty());
            words.collect::<Vec<_>>().join(" ")
        }
        _ => below.find_map(|line| {
            let (_, length) = field(line).filter(|(own, _)| *own == "caption")?;
            Some(behind(line, length).trim().to_owned())
        })?,
    };
    (!words.is_empty()).then_some(words)
}
