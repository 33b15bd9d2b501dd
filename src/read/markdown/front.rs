//! Front matter: what stands above a page for machines, as YAML between lines of dashes or TOML between lines of pluses.

use pulldown_cmark::Options;

/// So far is the end of front matter looked for, in bytes.
const LONGEST: usize = 64 << 10;

/// The front matter that a text begins with, and how the parser calls it. Two rules and a paragraph between them are
/// none: its first line has to set something.
pub(super) fn of(text: &str) -> Option<(&str, Options)> {
    let (fence, sign, option) = match text.get(..3)? {
        "---" => ("---", ':', Options::ENABLE_YAML_STYLE_METADATA_BLOCKS),
        "+++" => ("+++", '=', Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS),
        _ => return None,
    };
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let sets = |line: &str| {
        let key = line.split_once(sign).map(|(key, _)| key.trim());
        let is_key = |c: char| c.is_alphanumeric() || "-_.\"'".contains(c);
        key.is_some_and(|key| !key.is_empty() && key.chars().all(is_key))
    };
    let mut lines = rest.lines().map(str::trim_end);
    let first = lines.find(|line| !line.starts_with('#'))?;
    let is_section = sign == '=' && first.starts_with('[');
    if !is_section && !sets(first) {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if end > LONGEST {
            return None;
        }
        end += line.len();
        let line = line.trim_end();
        if line == fence || (sign == ':' && line == "...") {
            return Some((rest.get(..end)?, option));
        }
    }
    None
}

/// What front matter calls the text.
pub(super) fn title(front: &str) -> Option<String> {
    value(front, "title")
}

/// The tag of the language that front matter says the text is in.
pub(super) fn language(front: &str) -> Option<String> {
    value(front, "lang").or_else(|| value(front, "language"))
}

/// What front matter says of something in a word or on a line.
fn value(front: &str, name: &str) -> Option<String> {
    let value = front.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        (key.trim_end() == name).then_some(value.trim())
    })?;
    let bare = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = value.get(1..)?;
            inside.rsplit_once(quote).map_or(inside, |(bare, _)| bare)
        }
        // A text over several lines, or a reference.
        Some('|' | '>' | '&' | '*' | '{' | '[') | None => return None,
        Some(_) => value.split(" #").next().unwrap_or(value).trim_end(),
    };
    Some(bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_sets_something_is_front_matter() {
        for (text, found) in [
            ("---\ntitle: x\n---\n# A", true),
            ("---\n# comment\ntitle: x\n...\n# A", true),
            ("+++\ntitle = 'x'\n+++\n", true),
            ("+++\n[extra]\n+++\n", true),
            ("---\nFoo\n---\nBar\n---\n", false),
            ("---\ntitle: x\n", false),
            ("---\n\n---\n", false),
            ("----\na: b\n----\n", false),
        ] {
            assert_eq!(of(text).is_some(), found, "{text:?}");
        }
    }

    #[test]
    fn titles_are_bare() {
        for (front, said) in [
            ("a: b\ntitle: \"Of bread\"\n", Some("Of bread")),
            ("title: Of bread # really", Some("Of bread")),
            ("title = 'x'", Some("x")),
            ("title: >\n  long", None),
            ("subtitle: x", None),
        ] {
            assert_eq!(title(front).as_deref(), said, "{front}");
        }
    }
}
